"""Fill a database with any number of dossiers and what belongs to them, straight into the tables.

The shape is that of a portal that ran for years: one dossier in eight is open, most of the others led to an erkenning,
and every open one carries its terms, a mail and a few events. Names and numbers follow from the row number.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from educam_portal.accounts.models import Lidmaatschap, Organisatie, Rol, User
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Onderneming, Opleiding, Postcode, Regio, Vestiging
from educam_portal.termijnen.models import Termijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvraag, AanvraagLijn, Erkenning
from erkenning.toestanden import LOPEND, Toestand

from .overeenkomsten import Overeenkomsten

STAP = 2000
OPEN = [Toestand.INGEDIEND, Toestand.IN_BEHANDELING, Toestand.IN_BEHANDELING, Toestand.AANVULLING_GEVRAAGD]
NAMEN = ["Garage Peeters", "Carrosserie Maes", "Autobedrijf Claes", "Truckservice De Smet", "Fietsatelier Wouters"]


def met_controle(basis: int) -> str:
    """Ten digits with the mod-97 check of KBO and vestigingsnummers (rules.md §9)."""
    return f"{basis:08d}{97 - basis % 97:02d}"


def mensen() -> dict[str, User]:
    """A consulent per region, a coördinator; key = code of the region, or `coordinator`."""
    gemaakt = {}
    educam, _ = Organisatie.objects.get_or_create(soort="educam", sleutel="educam", defaults={"naam": "EDUCAM"})
    for sleutel, organisatie, rol in [
        *((regio.code, regio.organisatie, Rol.CONSULENT) for regio in Regio.objects.select_related("organisatie")),
        ("coordinator", educam, Rol.COORDINATOR),
    ]:
        user, _ = User.objects.get_or_create(email=f"bench.{sleutel}@example.be", defaults={"naam": sleutel.title()})
        Lidmaatschap.objects.get_or_create(user=user, organisatie=organisatie, rol=rol)
        gemaakt[sleutel] = user
    return gemaakt


def vul(van: int, tot: int, nu: datetime) -> None:
    """Add the dossiers numbered `van` up to (not including) `tot`; running it for a next span goes on from there."""
    staf = mensen()
    wereld = _Wereld(nu, staf)
    for begin in range(van, tot, STAP):
        wereld.voeg_toe(range(begin, min(begin + STAP, tot)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum has done by the next day


class _Wereld:
    """What every batch needs: places, opleidingen, people and content types, read once."""

    def __init__(self, nu: datetime, staf: dict[str, User]) -> None:
        self.nu, self.vandaag, self.staf = nu, timezone.localdate(nu), staf
        self.plaatsen = list(Postcode.objects.geldig().select_related("gemeente", "regio__organisatie").order_by("pk"))
        self.opleidingen = list(Opleiding.objects.order_by("pk"))
        self.soort = {model: ContentType.objects.get_for_model(model) for model in (Aanvraag, Erkenning)}
        self.maker, _ = User.objects.get_or_create(email="bench.werkgever@example.be", defaults={"naam": "Bench"})
        self.overeenkomsten = Overeenkomsten(nu, self.maker)

    def voeg_toe(self, nummers: range) -> None:
        """One batch: an onderneming with a vestiging per dossier, the dossier, and what hangs on it."""
        organisaties = Organisatie.objects.bulk_create(
            Organisatie(soort="onderneming", naam=_naam(n), sleutel=met_controle(1_000_000 + n)) for n in nummers
        )
        ondernemingen = Onderneming.objects.bulk_create(
            Onderneming(
                organisatie=organisatie, nummer=organisatie.sleutel, naam=organisatie.naam, paritair_comite="112",
                status="bevestigd", bevestigd_door=self.maker, bevestigd_op=self.nu,
            )
            for organisatie in organisaties
        )  # fmt: skip
        vestigingen = Vestiging.objects.bulk_create(
            self._vestiging(n, onderneming) for n, onderneming in zip(nummers, ondernemingen, strict=True)
        )
        aanvragen = Aanvraag.objects.bulk_create(
            self._aanvraag(n, vestiging) for n, vestiging in zip(nummers, vestigingen, strict=True)
        )
        lijnen = AanvraagLijn.objects.bulk_create(
            self._lijn(n, aanvraag) for n, aanvraag in zip(nummers, aanvragen, strict=True)
        )
        erkenningen = Erkenning.objects.bulk_create(
            self._erkenning(lijn) for lijn in lijnen if lijn.toestand == "erkend"
        )
        Termijn.objects.bulk_create([*self._termijnen(aanvragen), *self._geldigheden(erkenningen)])
        Gebeurtenis.objects.bulk_create(
            Gebeurtenis(
                onderwerp_type=self.soort[Aanvraag], onderwerp_id=str(aanvraag.pk), actie=actie, door=self.maker,
                op=aanvraag.aangemaakt_op, naar=aanvraag.toestand,
            )
            for aanvraag in aanvragen
            for actie in ("indienen", "in_behandeling_nemen", "eerste_contact")
        )  # fmt: skip
        Bericht.objects.bulk_create(
            Bericht(
                soort="aanvraag_ingediend", aan=self.maker, adres=self.maker.email, titel=f"Ontvangen ({aanvraag})",
                tekst="Dag,\n\nWe hebben je aanvraag ontvangen.", toestand="verzonden", verzonden_op=aanvraag.ingediend_op,
                onderwerp_type=self.soort[Aanvraag], onderwerp_id=str(aanvraag.pk), aangemaakt_op=aanvraag.aangemaakt_op,
                gelezen_op=aanvraag.ingediend_op,
            )
            for aanvraag in aanvragen
        )  # fmt: skip

        self.overeenkomsten.voeg_toe(nummers, vestigingen, [lijn.opleiding for lijn in lijnen])

    def _vestiging(self, n: int, onderneming: Onderneming) -> Vestiging:
        plaats = self.plaatsen[n % len(self.plaatsen)]
        return Vestiging(
            onderneming=onderneming, nummer=met_controle(20_000_000 + n), naam=onderneming.naam, straat="Stationsstraat",
            huisnummer=str(n % 200 + 1), postcode=plaats.postcode, gemeente=plaats.gemeente, regio=plaats.regio,
            contactpersoon="An Claes", telefoon="+32470123456",
        )  # fmt: skip

    def _aanvraag(self, n: int, vestiging: Vestiging) -> Aanvraag:
        open_ = n % 8 == 0
        toestand = OPEN[n // 8 % len(OPEN)] if open_ else Toestand.BESLIST
        # Open ones came in lately, the others over the last six years.
        ingediend = self.nu - timedelta(days=n // 8 % 13 if open_ else 20 + n * 7 % 2100)
        consulent = self.staf[vestiging.regio.code]
        stil = toestand == Toestand.AANVULLING_GEVRAAGD
        return Aanvraag(
            referentie=f"ERK-{ingediend.year}-B{n:06d}", onderneming=vestiging.onderneming, vestiging=vestiging,
            toestand=toestand, regio=vestiging.regio, consulent=consulent, aangemaakt_door=self.maker,
            ingediend_door=self.maker, ingediend_op=ingediend, engagementen_op=ingediend, aangemaakt_op=ingediend,
            vervalt_op=timezone.localdate(ingediend) + timedelta(days=14) if open_ and not stil else None,
            beslist_op=None if open_ else timezone.localdate(ingediend) + timedelta(days=9),
            beslist_door=None if open_ else consulent, afgesloten_op=None if open_ else ingediend + timedelta(days=9),
        )  # fmt: skip

    def _lijn(self, n: int, aanvraag: Aanvraag) -> AanvraagLijn:
        open_ = aanvraag.toestand in LOPEND
        geweigerd = not open_ and n % 10 == 1
        return AanvraagLijn(
            aanvraag=aanvraag, vestiging=aanvraag.vestiging, opleiding=self.opleidingen[n % len(self.opleidingen)],
            toestand="gevraagd" if open_ else "geweigerd" if geweigerd else "erkend", open=open_,
            redenen="Te weinig uitrusting." if geweigerd else "",
        )  # fmt: skip

    def _erkenning(self, lijn: AanvraagLijn) -> Erkenning:
        van = lijn.aanvraag.beslist_op
        assert van is not None
        return Erkenning(
            lijn=lijn, vestiging=lijn.aanvraag.vestiging, opleiding=lijn.opleiding,
            geldig_van=van, geldig_tot=van + timedelta(days=5 * 365),
        )  # fmt: skip

    def _termijnen(self, aanvragen: list[Aanvraag]) -> Iterator[Termijn]:
        for aanvraag in aanvragen:
            if aanvraag.toestand in LOPEND:
                yield Termijn(
                    soort="behandeling", onderwerp_type=self.soort[Aanvraag], onderwerp_id=str(aanvraag.pk),
                    voor=aanvraag.onderneming.organisatie, bij=aanvraag.regio.organisatie if aanvraag.regio else None,
                    start=timezone.localdate(aanvraag.ingediend_op), aangemaakt_op=timezone.localdate(aanvraag.ingediend_op),
                    vervalt_op=aanvraag.vervalt_op, volgende_op=None,
                )  # fmt: skip

    def _geldigheden(self, erkenningen: list[Erkenning]) -> Iterator[Termijn]:
        for erkenning in erkenningen:
            if erkenning.geldig_tot > self.vandaag:
                yield Termijn(
                    soort="geldigheid", onderwerp_type=self.soort[Erkenning], onderwerp_id=str(erkenning.pk),
                    voor=erkenning.vestiging.onderneming.organisatie, bij=erkenning.vestiging.regio.organisatie,
                    start=erkenning.geldig_van, vast_op=erkenning.geldig_tot, aangemaakt_op=erkenning.geldig_van,
                    vervalt_op=erkenning.geldig_tot, volgende_op=self.vandaag + timedelta(days=30),
                )  # fmt: skip


def _naam(n: int) -> str:
    return f"{NAMEN[n % len(NAMEN)]} {n}"


def te_laat_zetten(aantal: int) -> int:
    """Give `aantal` terms something to do today; returns how many got it."""
    namen = list(islice(Termijn.objects.open().filter(soort="geldigheid").values_list("pk", flat=True), aantal))
    return Termijn.objects.filter(pk__in=namen).update(volgende_op=timezone.localdate())
