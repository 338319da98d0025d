"""The transition tables of a mentor, of a session of the mentoropleiding and of an enrolment in it (rules.md §3.3, §4)."""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from . import guards
from .toestanden import OPEN, Inschrijfstand, MentorToestand, SessieToestand, Wie

S = SessieToestand
I = Inschrijfstand  # noqa: E741  # beside S, one letter per table reads best
BRON = "§4"

EDUCAM = (Wie.CONSULENT, Wie.COORDINATOR)

MENTOR = Overgangen(
    Overgang(
        "vertrekken",
        (MentorToestand.ACTIEF,),
        MentorToestand.VERTROKKEN,
        (Wie.WERKGEVER, *EDUCAM),
        "Melden dat deze mentor vertrekt",
        bron="§3.3",
    ),
    # The same person is mentor here again; a designation needs a proposal, as for anybody else.
    Overgang(
        "terugkeren",
        (MentorToestand.VERTROKKEN,),
        MentorToestand.ACTIEF,
        (Wie.WERKGEVER,),
        "Melden dat deze mentor terug is",
        bron="§4",
    ),
    # Part of a measure and of the ruling against it (erkenning.services.weren, erkenning.services.beroep).
    Overgang(
        "weren", (MentorToestand.ACTIEF,), MentorToestand.GEWEERD, (Wie.COORDINATOR,), "Mentor weren", bron="§3.3"
    ),
    Overgang(
        "herstellen",
        (MentorToestand.GEWEERD,),
        MentorToestand.ACTIEF,
        (Wie.COORDINATOR,),
        "Herstellen na beroep",
        bron="§3.3",
    ),
    Overgang(
        "zelf_laten_invullen",
        (MentorToestand.ACTIEF,),
        None,
        (Wie.WERKGEVER,),
        "De mentor zelf laten invullen",
        bron="ux.md §3.3",
    ),
    Overgang("vrijstelling_geven", (MentorToestand.ACTIEF,), None, EDUCAM, "Vrijstelling noteren", bron=BRON),
    Overgang(
        "vestigingen_regelen",
        (MentorToestand.ACTIEF,),
        None,
        EDUCAM,
        "Noteren hoe het geregeld is",
        (guards.op_meerdere_vestigingen,),
        bron=BRON,
    ),
)

SESSIE = Overgangen(
    Overgang("wijzigen", (S.GEPLAND,), None, (Wie.COORDINATOR,), "Sessie aanpassen", bron=BRON),
    Overgang("annuleren", (S.GEPLAND,), S.GEANNULEERD, (Wie.COORDINATOR,), "Sessie annuleren", bron=BRON),
    Overgang(
        "aanwezigheid_noteren",
        (S.GEPLAND,),
        None,
        (Wie.COORDINATOR,),
        "Aanwezigheid noteren",
        (guards.is_begonnen,),
        bron=BRON,
    ),
    Overgang(
        "afronden",
        (S.GEPLAND,),
        S.AFGEROND,
        (Wie.COORDINATOR,),
        "Sessie afronden",
        (guards.iedereen_genoteerd,),
        bron=BRON,
    ),
)

INSCHRIJVING = Overgangen(
    Overgang(
        "annuleren",
        OPEN,
        I.GEANNULEERD,
        (Wie.MENTOR, Wie.WERKGEVER, Wie.CONSULENT, Wie.COORDINATOR),
        "Inschrijving annuleren",
        (guards.nog_niet_begonnen,),
        bron=BRON,
    ),
    Overgang(
        "doorschuiven",
        (I.WACHTLIJST,),
        I.INGESCHREVEN,
        (Wie.PORTAAL,),
        "Doorschuiven van de wachtlijst",
        (guards.nog_niet_begonnen,),
        bron=BRON,
    ),
    # Because the session is cancelled, its waiting list closes, or the person no longer needs the course.
    Overgang("afvoeren", OPEN, I.GEANNULEERD, (Wie.PORTAAL,), "Afvoeren", bron=BRON),
    Overgang(
        "beoordelen",
        (I.INGESCHREVEN,),
        (I.VOLTOOID, I.NIET_VOLTOOID),
        (Wie.COORDINATOR,),
        "Afronden volgens de aanwezigheid",
        bron=BRON,
    ),
    Overgang("rechtzetten", (I.NIET_VOLTOOID,), I.VOLTOOID, (Wie.COORDINATOR,), "Toch voltooid", bron=BRON),
)
