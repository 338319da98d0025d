"""Build the demo world, and take it away again."""

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from educam_portal.accounts.models import Organisatie, User
from educam_portal.documenten import opslag
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Onderneming
from erkenning.models import Aanvraag, Erkenning

from .tijd import Kalender, moment, speel, zonder_bezorging
from .verhalen import alle
from .wereld import Wereld

HERKENNING = "werkgever@example.be"
# Filled by the migrations, so not of the demo: models that stay as they are.
BLIJFT = {
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "sites.site",
    "parameters.parameter",
    "organisaties.regio",
    "organisaties.contactkaart",
    "organisaties.gemeente",
    "organisaties.postcode",
    "organisaties.opleiding",
    "organisaties.activiteit",
    "organisaties.schoolvakantie",
    "erkenning.gevraagddocument",
    "accounts.organisatie",
}


class GeenDemo(Exception):
    """Asked outside demo mode; the text is a Dutch sentence."""


@dataclass(frozen=True)
class Uitkomst:
    """How many of what the demo world holds."""

    aantallen: dict[str, int]


def bestaat() -> bool:
    return User.objects.filter(email=HERKENNING).exists()


def laad() -> Uitkomst:
    """Build the demo world relative to now, in one transaction. Raises GeenDemo outside demo mode."""
    _alleen_in_demo()
    with transaction.atomic():
        vanaf = len(connection.run_on_commit)
        kalender = Kalender(timezone.now())
        wereld = Wereld(kalender)
        sinds = kalender.vandaag - timedelta(days=365 * 7)
        wereld.bouw_educam(sinds)
        wereld.bouw_scholen(sinds)
        wereld.bouw_secretariaat(sinds)
        User.objects.filter(pk__in=[user.pk for user in wereld.users.values()]).update(
            aangemaakt_op=moment(sinds, "9.00")
        )
        speel(kalender, alle(wereld))
        zonder_bezorging(vanaf)
        # The mails of today were told at their hour; they go out from now on, so nothing is stuck yet.
        Bericht.objects.filter(toestand=Bericht.Toestand.WACHT).update(volgende_poging=kalender.nu)
    # What was counted before (map, tiles) is no longer true.
    cache.clear()
    return _tel()


def wis() -> None:
    """Empty every table that the migrations do not fill. Raises GeenDemo outside demo mode.

    Foreign keys are checked at the end of the transaction, so the order of the tables does not matter.
    """
    _alleen_in_demo()
    with transaction.atomic():
        bestanden = list(Document.objects.values_list("opslagnaam", flat=True))
        with connection.cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in BLIJFT:
                    # Names of our own tables, nothing anybody typed.
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        Organisatie.objects.exclude(soort__in=[Organisatie.Soort.REGIO, Organisatie.Soort.EDUCAM]).delete()
        transaction.on_commit(lambda: _verwijder(bestanden))
    cache.clear()


def _verwijder(opslagnamen: list[str]) -> None:
    for naam in opslagnamen:
        opslag.verwijder(naam)


def _alleen_in_demo() -> None:
    if not settings.DEMO:
        raise GeenDemo("De demogegevens bestaan alleen in demomodus (DEMO=1). Er is niets veranderd.")


def _tel() -> Uitkomst:
    return Uitkomst(
        {
            "ondernemingen": Onderneming.objects.count(),
            "aanvragen": Aanvraag.objects.count(),
            "geldige erkenningen": Erkenning.objects.geldig().count(),
            "accounts": User.objects.count(),
        }
    )
