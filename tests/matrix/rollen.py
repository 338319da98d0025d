"""Everybody who may stand before a door of the portal (rules.md §2), and the groups that a row of the matrix names."""

from datetime import timedelta

from django.utils import timezone

from educam_portal.accounts.models import Bereik, Bron, Organisatie, Rol, User
from educam_portal.organisaties.models import Onderneming, Regio
from tests import fabrieken

# Who belongs to the onderneming whose dossiers stand in the world, or acted for it.
EIGEN = {
    "werkgever": "its verantwoordelijke",
    "medewerker": "a colleague",
    "indiener": "machtiging to file aanvragen",
    "lezer": "machtiging to read",
    "gemachtigde": "machtiging for premies and overeenkomsten",
    "secretariaat": "sociaal secretariaat with a machtiging for everything but aanvragen",
    "mentor": "one of its mentoren",
    "oud_lid": "left yesterday",
    "aanvrager": "gave its number second and waits for an answer",
}
VREEMD = {
    "ander_werkgever": "verantwoordelijke of another onderneming",
    "nieuwe_werkgever": "verantwoordelijke of an onderneming that is te_bevestigen",
    "school": "trajectbegeleider",
    "andere_school": "trajectbegeleider of another school",
    "niemand": "an account without any membership",
}
EDUCAM = {
    "consulent": "of the region, handles the dossiers",
    "collega": "consulent of the same region",
    "vervanger": "consulent of another region who stands in for this one",
    "helper": "consulent of a region where the onderneming has another vestiging; helps with its concept",
    "andere_consulent": "consulent of a region where the onderneming has nothing",
    "coordinator": "judges the vermelding on a 596.2",
    "andere_coordinator": "any other coördinator",
    "beheerder": "technical administration",
    "superuser": "made on the command line",
}
ROLLEN = ("anoniem", *EIGEN, *VREEMD, *EDUCAM)
# Reach exactly as far as another role, except to single files.
DUBBEL = ("collega", "andere_coordinator", "superuser")
GEWOON = tuple(rol for rol in ROLLEN if rol not in DUBBEL)
# Where nothing belongs to anybody, one's own and another's are the same.
SOORTEN = ("anoniem", "werkgever", "mentor", "school", "consulent", "coordinator", "beheerder")
# One of each kind that may stand outside a door: they try to press every button.
INDRINGERS = (*SOORTEN, "ander_werkgever", "andere_school", "andere_consulent", "lezer", "secretariaat", "helper")

AANGEMELD = ROLLEN[1:]
LEDEN = ("werkgever", "medewerker")
SCHRIJVERS = (*LEDEN, "indiener")
LEZERS = (*SCHRIJVERS, "lezer")
COORDINATOREN = ("coordinator", "andere_coordinator")
BEHANDELAARS = ("consulent", "collega", "vervanger", *COORDINATOREN)
CONSULENTEN = ("consulent", "collega", "vervanger", "helper", "andere_consulent")
GROEPEN = {
    "iedereen": ROLLEN,
    "aangemeld": AANGEMELD,
    "leden": LEDEN,
    "schrijvers": SCHRIJVERS,
    "lezers": LEZERS,
    "scholen": ("school", "andere_school"),
    "behandelaars": BEHANDELAARS,
    "educam": (*CONSULENTEN, *COORDINATOREN),
    "coordinatoren": COORDINATOREN,
    "beheerders": ("beheerder", "superuser"),
}


def eigen(onderneming: Onderneming) -> dict[str, User]:
    """The people around `onderneming`; who waits for access only asked."""
    organisatie = onderneming.organisatie
    vandaag = timezone.localdate()
    machtiging = {"bron": Bron.MACHTIGING, "tot": vandaag + timedelta(days=90)}
    kantoor = fabrieken.OrganisatieFactory(soort=Organisatie.Soort.SECRETARIAAT, naam="Secretariaat Loonwijs")
    mensen = {
        "werkgever": fabrieken.werkgever(onderneming, user=fabrieken.UserFactory(naam="Walburga Zonnekind")),
        "medewerker": fabrieken.werkgever(onderneming, Rol.MEDEWERKER),
        "indiener": fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=Bereik.AANVRAGEN, **machtiging),
        "lezer": fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=Bereik.LEZEN, **machtiging),
        "gemachtigde": fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=Bereik.PREMIES, **machtiging),
        "secretariaat": fabrieken.lid(kantoor, Rol.SECRETARIAAT),
        "mentor": fabrieken.lid(organisatie, Rol.MENTOR),
        "oud_lid": fabrieken.werkgever(onderneming, tot=vandaag - timedelta(days=1)),
        "aanvrager": fabrieken.UserFactory(),
    }
    fabrieken.werkgever(onderneming, Rol.MEDEWERKER, user=mensen["gemachtigde"], bereik="overeenkomsten", **machtiging)
    for bereik in (Bereik.LEZEN, Bereik.PREMIES, Bereik.OVEREENKOMSTEN):
        fabrieken.lid(organisatie, Rol.SECRETARIAAT, user=mensen["secretariaat"], bereik=bereik, **machtiging)
    return mensen


def vreemd(ander: Onderneming, nieuw: Onderneming) -> dict[str, User]:
    return {
        "ander_werkgever": fabrieken.werkgever(ander),
        "nieuwe_werkgever": fabrieken.werkgever(nieuw),
        "school": fabrieken.trajectbegeleider(fabrieken.SchoolFactory(naam="Instituut Ochtendgloren")),
        "andere_school": fabrieken.trajectbegeleider(fabrieken.SchoolFactory(naam="Instituut Avondrood")),
        "niemand": fabrieken.UserFactory(),
    }


def behandelaars(regio: Regio, elders: Regio) -> dict[str, User]:
    """Who handles the dossiers of `regio`, and who helps from `elders`; alone there while the dossiers are made."""
    return {"consulent": fabrieken.consulent(regio), "helper": fabrieken.consulent(elders)}


def educam(regio: Regio, vervangend: Regio, vreemd: Regio) -> dict[str, User]:
    """The other people of EDUCAM."""
    tot = timezone.localdate() + timedelta(days=14)
    vervanger = fabrieken.consulent(vervangend)
    return {
        "collega": fabrieken.consulent(regio),
        "vervanger": fabrieken.consulent(regio, user=vervanger, bron=Bron.VERVANGING, tot=tot),
        "andere_consulent": fabrieken.consulent(vreemd),
        "andere_coordinator": fabrieken.coordinator(),
        "beheerder": fabrieken.beheerder(),
        "superuser": fabrieken.UserFactory(is_superuser=True, is_staff=True),
    }
