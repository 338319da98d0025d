"""Kinds and states of an overeenkomst and of what belongs to it (rules.md §5), and how each audience reads them (ux.md D)."""

from dataclasses import dataclass

from django.db import models


class Soort(models.TextChoices):
    """Which overeenkomst: it follows from the kind of school and the hours on the workplace (rules.md §5)."""

    OAO = "OAO", "Overeenkomst van alternerende opleiding (OAO)"
    SAO = "SAO", "Stageovereenkomst alternerende opleiding (SAO)"
    ODOS = "ODOS", "Overeenkomst van duale opleiding met statuut (ODOS)"
    ODO = "ODO", "Overeenkomst van duale opleiding (ODO)"


class Toestand(models.TextChoices):
    CONCEPT = "concept", "Concept"
    TER_ONDERTEKENING = "ter_ondertekening", "Ter ondertekening"
    ONDERTEKEND = "ondertekend", "Ondertekend"
    LOPEND = "lopend", "Loopt"
    AFGELOPEN = "afgelopen", "Afgelopen"
    BEEINDIGD = "beeindigd", "Beëindigd"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


# Sent or further: the lerende is bound, so nothing else may overlap, and a place at the vestiging is taken.
BINDEND = (Toestand.TER_ONDERTEKENING, Toestand.ONDERTEKEND, Toestand.LOPEND)
# Signed by everybody and not over: work starts or goes on.
VAN_KRACHT = (Toestand.ONDERTEKEND, Toestand.LOPEND)
# Signed by everybody, whatever came of it since.
GETEKEND = (Toestand.ONDERTEKEND, Toestand.LOPEND, Toestand.AFGELOPEN, Toestand.BEEINDIGD)


class Wie(models.TextChoices):
    """Who may press a button of the transition tables."""

    SCHOOL = "school", "school"
    WERKGEVER = "werkgever", "werkgever"
    MENTOR = "mentor", "mentor"
    SECRETARIAAT = "secretariaat", "sociaal secretariaat"
    PORTAAL = "portaal", "het portaal zelf"


class Partij(models.TextChoices):
    """Who signs a document about an overeenkomst, in the order in which they are asked."""

    SCHOOL = "school", "School"
    ONDERNEMING = "onderneming", "Onderneming"
    LERENDE = "lerende", "Lerende"
    VERTEGENWOORDIGER = "vertegenwoordiger", "Wettelijke vertegenwoordiger"


class Kant(models.TextChoices):
    """The two sides that talk about an overeenkomst: the lerende and EDUCAM take no part in the thread (rules.md §5)."""

    SCHOOL = "school", "School"
    ONDERNEMING = "onderneming", "Onderneming"


class StukSoort(models.TextChoices):
    """The kinds of document that are signed; each has versions of its own (rules.md §5)."""

    OVEREENKOMST = "overeenkomst", "Overeenkomst"
    ADDENDUM = "addendum", "Bijlage"
    BEEINDIGING = "beeindiging", "Beëindiging"


class Melder(models.TextChoices):
    """Who says that something does not go well (rules.md §5)."""

    SCHOOL = "school", "De school"
    MENTOR = "mentor", "De mentor"
    WERKGEVER = "werkgever", "De werkgever"
    LERENDE = "lerende", "De lerende"


class Deelnemer(models.TextChoices):
    """The three who are asked around day 20 how it goes (rules.md §5)."""

    LERENDE = "lerende", "De lerende"
    MENTOR = "mentor", "De mentor"
    SCHOOL = "school", "De trajectbegeleider"


class Gevoel(models.TextChoices):
    """How one of the three questions is answered."""

    GOED = "goed", "Ja, dat gaat goed"
    MATIG = "matig", "Het kan beter"
    SLECHT = "slecht", "Nee, dat gaat niet goed"


class StukStand(models.TextChoices):
    """How far the signing of one version of a document is."""

    OPEN = "open", "Wacht op handtekeningen"
    ONDERTEKEND = "ondertekend", "Door iedereen ondertekend"
    VERVALLEN = "vervallen", "Vervallen"


class Niveau(models.TextChoices):
    """The levels of rules.md §5; which are allowed is a parameter per kind of document."""

    EENVOUDIG = "eenvoudig", "In het portaal"
    PAPIER = "papier", "Op papier"
    GEKWALIFICEERD = "gekwalificeerd", "Met een gekwalificeerde handtekening"


class Wijze(models.TextChoices):
    """How somebody signed; the first three are `eenvoudig`."""

    LINK = "link", "Via een persoonlijke link en een code"
    AANGEMELD = "aangemeld", "Aangemeld in het portaal"
    TABLET = "tablet", "Op het toestel van de school, identiteit gecontroleerd"
    PAPIER = "papier", "Op papier, opgeladen door de school"
    GEKWALIFICEERD = "gekwalificeerd", "Met een gekwalificeerde elektronische handtekening"


class Tijdbron(models.TextChoices):
    """Who says when a qualified signature was set; never the clock of who signs, that can be put back."""

    TIJDSTEMPEL = "tijdstempel", "Tijdstip volgens de tijdstempel in de handtekening"
    ONTVANGST = "ontvangst", "Tijdstip waarop het portaal het bestand kreeg"


class Plek(models.TextChoices):
    """Where a competence of the opleidingsplan is learned."""

    WERKPLEK = "werkplek", "Op de werkplek"
    LESSEN = "lessen", "In de lessen"
    BEIDE = "beide", "Op beide plekken"


class Antwoord(models.TextChoices):
    """What the mentor says of a competence before signing."""

    OPEN = "", "Nog geen antwoord"
    JA = "ja", "Ja, dat kan bij ons"
    NEE = "nee", "Nee, dat kan niet bij ons"
    ANDERS = "anders", "Anders"


class Deel(models.TextChoices):
    """Whose part of an evaluation (rules.md §5)."""

    MENTOR = "mentor", "Deel van de mentor"
    SCHOOL = "school", "Deel van de school"


class Wijziging(models.TextChoices):
    """What an addendum changes (rules.md §5)."""

    EINDE = "einde", "Een andere laatste dag"
    MENTOR = "mentor", "Een andere mentor"
    VERGOEDING = "vergoeding", "Een andere leervergoeding"
    ROOSTER = "rooster", "Andere uren of een andere soort"
    VAKANTIE = "vakantie", "Werken in de schoolvakantie"


# What holds as soon as everybody signed; the rest waits for its first day.
METEEN = (Wijziging.EINDE, Wijziging.VAKANTIE)


class Schorsingsgrond(models.TextChoices):
    """Why a running overeenkomst stands still (facts.md §3.6)."""

    ZIEKTE = "ziekte", "Ziekte of ongeval"
    ARBEIDSONGEVAL = "arbeidsongeval", "Arbeidsongeval"
    WERKLOOSHEID = "werkloosheid", "Tijdelijke werkloosheid"
    TUCHT = "tucht", "Tuchtmaatregel van de school"
    DWINGEND = "dwingend", "Dwingende reden"
    ANDERS = "anders", "Andere reden"


class Eindwijze(models.TextChoices):
    """The ways of rules.md §5 in which an overeenkomst ends before its time."""

    ONDERLING = "onderling", "Samen beslist"
    PROEFPERIODE = "proefperiode", "Gestopt in de eerste dagen, zonder reden"
    REDEN = "reden", "Gestopt met een reden"


class Eindreden(models.TextChoices):
    """The reasons of way (c) of rules.md §5."""

    OPHEFFING = "opheffing", "De erkenning of de mentor valt weg"
    OVERMACHT = "overmacht", "Overmacht"
    TEKORTKOMING = "tekortkoming", "Ernstige tekortkoming"


class Kunnen(models.IntegerChoices):
    """How far a lerende is with a competence (rules.md §5)."""

    NOG_NIET = 0, "Nog niet"
    MET_HULP = 1, "Met hulp"
    ZELFSTANDIG = 2, "Zelfstandig"


class Verplichtingsoort(models.TextChoices):
    """The employer's obligations of rules.md §5.1, in the order in which they are shown."""

    DIMONA = "dimona", "Dimona-aangifte"
    ARBEIDSONGEVALLEN = "arbeidsongevallen", "Arbeidsongevallenverzekering"
    AANSPRAKELIJKHEID = "aansprakelijkheid", "Verzekering burgerlijke aansprakelijkheid"
    RISICOANALYSE = "risicoanalyse", "Risicoanalyse"
    PREVENTIEDIENST = "preventiedienst", "Aansluiting bij een externe preventiedienst"
    MEDISCH = "medisch", "Medisch onderzoek"
    ARBEIDSREGLEMENT = "arbeidsreglement", "Arbeidsreglement"
    WERKKLEDIJ = "werkkledij", "Werkkledij"
    LOONBRIEF = "loonbrief", "Loonbrief, elke maand"
    REKENING = "rekening", "Individuele rekening en fiche 281.10"
    KWARTAAL = "kwartaal", "Kwartaalaangifte RSZ"
    WOONWERK = "woonwerk", "Woon-werkverkeer"
    KLEDIJ = "kledij", "Werkkledij onderhouden"


V = Verplichtingsoort
LOPENDE_VERPLICHTINGEN = (V.LOONBRIEF, V.REKENING, V.KWARTAAL, V.WOONWERK, V.KLEDIJ)
START_VERPLICHTINGEN = tuple(soort for soort in Verplichtingsoort if soort not in LOPENDE_VERPLICHTINGEN)
# What the school hears of as well when it is not confirmed on the start date (rules.md §5.1).
OOK_VOOR_DE_SCHOOL = (V.DIMONA, V.ARBEIDSONGEVALLEN, V.AANSPRAKELIJKHEID, V.MEDISCH)


@dataclass(frozen=True)
class Status:
    """How one state reads on a badge: label, icon, colour (ux.md C, D)."""

    label: str
    icoon: str
    kleur: str


STATUS: dict[str, Status] = {
    Toestand.CONCEPT: Status("Concept", "pencil", "concept"),
    Toestand.TER_ONDERTEKENING: Status("Ter ondertekening", "pen", "wacht"),
    Toestand.ONDERTEKEND: Status("Ondertekend", "check-circle", "erkend"),
    Toestand.LOPEND: Status("Loopt", "play-circle", "behandeling"),
    Toestand.AFGELOPEN: Status("Afgelopen", "flag", "neutraal"),
    Toestand.BEEINDIGD: Status("Beëindigd", "stop-circle", "neutraal"),
    Toestand.GEANNULEERD: Status("Geannuleerd", "x-circle", "neutraal"),
}
# Of a running one that stands still on the day itself (rules.md §5).
GESCHORST = Status("Geschorst", "pause-circle", "wacht")
