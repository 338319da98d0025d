"""Rows for tests, as the database constraints want them: one call gives a complete, believable object.

Gemeenten, postcodes, regio's, parameters and the catalogue come from the migrations; these factories only look them up.
All people and firms are fictional. Dates hang on "today", so a test may freeze time and still get valid rows.
"""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from educam_portal.accounts.models import Bereik, Lidmaatschap, Organisatie, Rol, User
from educam_portal.organisaties.models import (
    Aanbod,
    Activiteit,
    Afwezigheid,
    Gemeente,
    Onderneming,
    Opleiding,
    Postcode,
    Regio,
    School,
    Vestiging,
)
from educam_portal.organisaties.services import meld_afwezigheid
from erkenning.models import Aanvraag, AanvraagLijn, Erkenning, LijnMentor
from erkenning.toestanden import AFGESLOTEN, LOPEND, Toestand
from mentoren.models import Aanduiding, Inschrijving, Mentor, Persoon, Sessie, Sessiedag, Uittreksel
from overeenkomsten.models import Lerende

GARAGES = ["Garage De Smet", "Carrosserie Maes", "Autobedrijf Peeters", "Truckservice Claes", "Fietshuis Wouters"]


def met_controle(basis: int) -> str:
    """Ten digits: eight of `basis` and the mod-97 check of KBO and vestigingsnummers (rules.md §9)."""
    return f"{basis:08d}{97 - basis % 97:02d}"


def plaats(postcode: str, gemeente: str | None = None) -> Postcode:
    """The row of `postcode` in force today, with gemeente and regio; `gemeente` decides for 1804."""
    rijen = Postcode.objects.geldig().filter(postcode=postcode).select_related("gemeente", "regio")
    return (rijen.filter(gemeente__naam=gemeente) if gemeente else rijen)[0]


def regio(code: str) -> Regio:
    return Regio.objects.get(code=code)


def uit_catalogus(titel: str = "Onderhoudsmechanica auto duaal") -> Opleiding:
    """An official opleiding by its name."""
    return Opleiding.objects.get(titel=titel)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persoon{n}@example.be")
    naam = factory.Sequence(lambda n: f"{['Els', 'Karim', 'Joke', 'Tom', 'Fatima'][n % 5]} Vermeulen {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    soort = Organisatie.Soort.ONDERNEMING
    naam = factory.Sequence(lambda n: f"{GARAGES[n % 5]} {n}")
    sleutel = factory.Sequence(lambda n: met_controle(4_000_000 + n))


class LidmaatschapFactory(DjangoModelFactory):
    class Meta:
        model = Lidmaatschap

    user = factory.SubFactory(UserFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    rol = Rol.VERANTWOORDELIJKE
    bereik = Bereik.ALLES
    van = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=400))


class OndernemingFactory(DjangoModelFactory):
    """Confirmed unless `status="te_bevestigen"`."""

    class Meta:
        model = Onderneming

    nummer = factory.Sequence(lambda n: met_controle(5_000_000 + n))
    naam = factory.Sequence(lambda n: f"{GARAGES[n % 5]} {n}")
    organisatie = factory.SubFactory(
        OrganisatieFactory, naam=factory.SelfAttribute("..naam"), sleutel=factory.SelfAttribute("..nummer")
    )
    rechtsvorm = "BV"
    paritair_comite = "112"
    status = Onderneming.Status.BEVESTIGD
    bevestigd_door = factory.LazyAttribute(lambda o: UserFactory() if o.status == "bevestigd" else None)
    bevestigd_op = factory.LazyAttribute(lambda o: timezone.now() if o.status == "bevestigd" else None)


class VestigingFactory(DjangoModelFactory):
    """In Aalst unless a `postcode` (or a `gemeente`) says otherwise; gemeente and regio follow from it."""

    class Meta:
        model = Vestiging

    onderneming = factory.SubFactory(OndernemingFactory)
    nummer = factory.Sequence(lambda n: met_controle(21_000_000 + n))
    naam = factory.LazyAttribute(lambda o: o.onderneming.naam)
    straat = "Stationsstraat"
    huisnummer = factory.Sequence(lambda n: str(n + 1))
    postcode = "9300"
    gemeente = factory.LazyAttribute(lambda o: plaats(o.postcode).gemeente)
    regio = factory.LazyAttribute(lambda o: plaats(o.postcode, o.gemeente.naam).regio)
    contactpersoon = "An Claes"
    telefoon = "+32470123456"
    email = factory.Sequence(lambda n: f"werkplaats{n}@example.be")


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    instellingsnummer = factory.Sequence(lambda n: f"{100_000 + n}")
    naam = factory.Sequence(lambda n: f"Technisch Instituut Sint-Elooi {n}")
    soort = School.Soort.SECUNDAIR
    organisatie = factory.SubFactory(
        OrganisatieFactory,
        soort=Organisatie.Soort.SCHOOL,
        naam=factory.SelfAttribute("..naam"),
        sleutel=factory.SelfAttribute("..instellingsnummer"),
    )
    gemeente = factory.LazyFunction(lambda: Gemeente.objects.get(naam="Aalst"))


class OpleidingFactory(DjangoModelFactory):
    """An invented opleiding beside the catalogue (`uit_catalogus` gives an official one)."""

    class Meta:
        model = Opleiding

    code = factory.Sequence(lambda n: f"proef-{n}")
    titel = factory.Sequence(lambda n: f"Proefopleiding {n} duaal")
    graad = Opleiding.Graad.DERDE
    overeenkomst_soort = "OAO"
    vks_niveau = 3
    geldig_van = date(2020, 9, 1)


class AanbodFactory(DjangoModelFactory):
    class Meta:
        model = Aanbod

    school = factory.SubFactory(SchoolFactory)
    opleiding = factory.SubFactory(OpleidingFactory)
    geldig_van = date(2020, 9, 1)


class ActiviteitFactory(DjangoModelFactory):
    class Meta:
        model = Activiteit

    opleiding = factory.SubFactory(OpleidingFactory)
    volgorde = factory.Sequence(lambda n: n + 1)
    omschrijving = factory.Sequence(lambda n: f"De lerende kan taak {n} oefenen.")
    geldig_van = date(2020, 9, 1)


class PersoonFactory(DjangoModelFactory):
    class Meta:
        model = Persoon

    voornaam = factory.Iterator(["Bart", "Leen", "Mehdi", "Sofie"])
    naam = factory.Sequence(lambda n: f"Goossens-{n}")
    geboortedatum = date(1985, 6, 15)


class MentorFactory(DjangoModelFactory):
    """Meets every condition of rules.md §4 but the 596.2 and the training."""

    class Meta:
        model = Mentor

    persoon = factory.SubFactory(PersoonFactory)
    onderneming = factory.SubFactory(OndernemingFactory)
    functie = "Werkplaatsleider"
    email = factory.Sequence(lambda n: f"mentor{n}@example.be")
    beroep_sinds = date(2008, 9, 1)
    voldoende_aanwezig = True


class UittrekselFactory(DjangoModelFactory):
    """Checked and blank; `uitkomst="niet_voorgelegd"` with the three check fields None gives an open one."""

    class Meta:
        model = Uittreksel

    mentor = factory.SubFactory(MentorFactory)
    uitkomst = Uittreksel.Uitkomst.BLANCO
    uitgegeven_op = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    gecontroleerd_door = factory.SubFactory(UserFactory)
    gecontroleerd_op = factory.LazyFunction(timezone.now)


class AanvraagFactory(DjangoModelFactory):
    """In the `toestand` asked for (concept by default), with everything that state needs; `lijnen=n` adds n lines."""

    class Meta:
        model = Aanvraag
        skip_postgeneration_save = True

    class Params:
        ingediend = factory.LazyAttribute(lambda o: o.toestand != Toestand.CONCEPT)
        beslist = factory.LazyAttribute(lambda o: o.toestand == Toestand.BESLIST)

    toestand = Toestand.CONCEPT
    vestiging = factory.SubFactory(VestigingFactory)
    onderneming = factory.LazyAttribute(lambda o: o.vestiging.onderneming if o.vestiging else OndernemingFactory())
    regio = factory.LazyAttribute(lambda o: o.vestiging.regio if o.vestiging and o.ingediend else None)
    aangemaakt_door = factory.SubFactory(UserFactory)
    uitrusting_ok = True
    draagkracht_ok = True
    veroordelingen_ok = True
    volgnummer = factory.Sequence(lambda n: n + 1)
    referentie = factory.LazyAttribute(
        lambda o: f"ERK-{timezone.localdate().year}-{50_000 + o.volgnummer:05d}" if o.ingediend else None
    )
    ingediend_op = factory.LazyAttribute(lambda o: timezone.now() - timedelta(days=3) if o.ingediend else None)
    ingediend_door = factory.LazyAttribute(lambda o: o.aangemaakt_door if o.ingediend else None)
    engagementen_op = factory.LazyAttribute(lambda o: o.ingediend_op)
    vervalt_op = factory.LazyAttribute(
        lambda o: timezone.localdate(o.ingediend_op) + timedelta(days=14) if o.toestand in LOPEND else None
    )
    beslist_op = factory.LazyAttribute(lambda o: timezone.localdate() if o.beslist else None)
    beslist_door = factory.LazyAttribute(lambda o: UserFactory() if o.beslist else None)
    afgesloten_op = factory.LazyAttribute(lambda o: timezone.now() if o.toestand in AFGESLOTEN else None)

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        kwargs.pop("volgnummer", None)
        return kwargs

    @factory.post_generation
    def lijnen(self, create, extracted, **kwargs):
        if create and extracted:
            AanvraagLijnFactory.create_batch(extracted, aanvraag=self, **kwargs)


class AanvraagLijnFactory(DjangoModelFactory):
    """One opleiding of an aanvraag; its own state follows the aanvraag's."""

    class Meta:
        model = AanvraagLijn

    aanvraag = factory.SubFactory(AanvraagFactory)
    vestiging = factory.LazyAttribute(lambda o: o.aanvraag.vestiging)
    opleiding = factory.SubFactory(OpleidingFactory)
    plaatsen = 1
    toestand = factory.LazyAttribute(
        lambda o: {
            Toestand.BESLIST: AanvraagLijn.Toestand.ERKEND,
            Toestand.INGETROKKEN: AanvraagLijn.Toestand.VERVALLEN,
            Toestand.ZONDER_GEVOLG: AanvraagLijn.Toestand.VERVALLEN,
        }.get(o.aanvraag.toestand, AanvraagLijn.Toestand.GEVRAAGD)
    )
    open = factory.LazyAttribute(lambda o: o.aanvraag.toestand in LOPEND)


class LijnMentorFactory(DjangoModelFactory):
    class Meta:
        model = LijnMentor

    lijn = factory.SubFactory(AanvraagLijnFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(onderneming=o.lijn.aanvraag.onderneming))
    voorgesteld_op = factory.LazyFunction(timezone.localdate)


class AanduidingFactory(DjangoModelFactory):
    class Meta:
        model = Aanduiding

    vestiging = factory.SubFactory(VestigingFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(onderneming=o.vestiging.onderneming))
    opleiding = factory.SubFactory(OpleidingFactory)
    van = factory.LazyFunction(timezone.localdate)


class SessieFactory(DjangoModelFactory):
    """Planned in Lokeren, from `over` days from now on, the second day a week later, both from nine to five."""

    class Meta:
        model = Sessie
        skip_postgeneration_save = True

    titel = "Mentorschap"
    locatie = "Opleidingscentrum De Kruk"
    straat = "Industriepark"
    huisnummer = "4"
    postcode = "9160"
    gemeente = factory.LazyAttribute(lambda o: plaats(o.postcode).gemeente)
    capaciteit = 12
    trainer = "Griet Aerts"
    programma = "Dag 1: coachen. Dag 2: evalueren."
    aangemaakt_door = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, over=30, **kwargs):
        sessie = super()._create(model_class, *args, **kwargs)
        for nummer, na in ((1, over), (2, over + 7)):
            datum = timezone.localdate() + timedelta(days=na)
            Sessiedag.objects.create(sessie=sessie, nummer=nummer, datum=datum, van=time(9), tot=time(17))
        return sessie


class InschrijvingFactory(DjangoModelFactory):
    """With a seat; `toestand="wachtlijst"` with a `plaats_op_wachtlijst` waits."""

    class Meta:
        model = Inschrijving

    sessie = factory.SubFactory(SessieFactory)
    mentor = factory.SubFactory(MentorFactory)
    persoon = factory.SelfAttribute("mentor.persoon")
    toestand = "ingeschreven"
    ingeschreven_door = factory.SubFactory(UserFactory)


class ErkenningFactory(DjangoModelFactory):
    """Recognised since a month; give `vestiging=` and `opleiding=` to place it, dates to age it."""

    class Meta:
        model = Erkenning

    vestiging = factory.SubFactory(VestigingFactory)
    opleiding = factory.SubFactory(OpleidingFactory)
    plaatsen = 1
    lijn = factory.SubFactory(
        AanvraagLijnFactory,
        aanvraag__toestand=Toestand.BESLIST,
        aanvraag__vestiging=factory.SelfAttribute("...vestiging"),
        opleiding=factory.SelfAttribute("..opleiding"),
        plaatsen=factory.SelfAttribute("..plaatsen"),
    )
    geldig_van = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    geldig_tot = factory.LazyAttribute(lambda o: o.geldig_van + timedelta(days=5 * 365))


class LerendeFactory(DjangoModelFactory):
    """Of age, and without a personal number: that is asked when an overeenkomst is sent."""

    class Meta:
        model = Lerende

    school = factory.SubFactory(SchoolFactory)
    begeleider = factory.LazyAttribute(lambda o: trajectbegeleider(o.school))
    voornaam = "Yassine"
    naam = factory.Sequence(lambda n: f"Benali {n}")
    geboortedatum = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=19 * 366))
    opleiding = factory.SubFactory(OpleidingFactory)
    lessen_vanaf = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


def lid(organisatie: Organisatie, rol: str, *, user: User | None = None, **velden) -> User:
    """A user (new unless given) with `rol` at `organisatie` today."""
    user = user or UserFactory()
    LidmaatschapFactory(user=user, organisatie=organisatie, rol=rol, **velden)
    user.__dict__.pop("lidmaatschappen_nu", None)
    return user


def werkgever(onderneming: Onderneming, rol: str = Rol.VERANTWOORDELIJKE, **velden) -> User:
    return lid(onderneming.organisatie, rol, **velden)


def consulent(regio: Regio, **velden) -> User:
    return lid(regio.organisatie, Rol.CONSULENT, **velden)


def afwezig(
    user: User, *, van: int = 0, tot: int = 0, vervanger: User | None = None, door: User | None = None
) -> Afwezigheid:
    """`user` is away, in days from today, reported by a coördinator; `vervanger` None = nobody stands in."""
    vandaag = timezone.localdate()
    rij = meld_afwezigheid(
        user=user,
        van=vandaag + timedelta(days=van),
        tot=vandaag + timedelta(days=tot),
        vervanger=vervanger,
        door=door or coordinator(),
        op=timezone.now(),
    )
    for betrokken in filter(None, (user, vervanger)):
        betrokken.__dict__.pop("lidmaatschappen_nu", None)
    return rij


def vervanger(user: User, *, tot: int = 0) -> User:
    """A consulent of another region who stands in for `user` from today on."""
    elders = Regio.objects.exclude(organisatie__lidmaatschappen__user=user).order_by("volgorde")[0]
    invaller = consulent(elders)
    afwezig(user, tot=tot, vervanger=invaller)
    return invaller


def mentor_met_account(mentor: Mentor) -> User:
    """The account of a mentor, tied to the person."""
    user = lid(mentor.onderneming.organisatie, Rol.MENTOR)
    mentor.persoon.user = user
    mentor.persoon.save()
    return user


def trajectbegeleider(school: School, **velden) -> User:
    return lid(school.organisatie, Rol.TRAJECTBEGELEIDER, **velden)


def educam() -> Organisatie:
    return Organisatie.objects.filter(soort=Organisatie.Soort.EDUCAM).first() or OrganisatieFactory(
        soort=Organisatie.Soort.EDUCAM, naam="EDUCAM", sleutel="educam"
    )


def coordinator(**velden) -> User:
    return lid(educam(), Rol.COORDINATOR, **velden)


def beheerder(**velden) -> User:
    return lid(educam(), Rol.BEHEERDER, **velden)
