"""A clerical error in a decided dossier: a new version of the letters, and the old code says "vervangen" (rules.md §3.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Opleiding, Vestiging
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform
from mentoren.aanduiden import volg_toekenning
from mentoren.models import Aanduiding, Mentor

from ..brieven import leg_brieven_vast
from ..models import Aanvraag, Erkenning, VervangenCode
from ..models.aanvraag import nieuwe_sleutel
from ..ontvangers import werkgevers
from ..rules import geldigheid
from ..toestanden import ErkenningToestand
from .bewaring import bewaar_opnieuw


@dataclass(frozen=True, kw_only=True)
class Correctie:
    """What was wrong about one erkenning; None leaves it as it is."""

    opleiding: Opleiding | None = None
    geldig_van: date | None = None


def rechtzetten(
    *,
    aanvraag: Aanvraag,
    reden: str,
    door: User,
    op: datetime,
    correcties: dict[int, Correctie],
    naam_vestiging: str = "",
) -> Aanvraag:
    """Put right a name, an opleiding or a date, and write the letters again (`correcties`: id of Erkenning → Correctie).

    A wrong grant is an opheffing and a wrong refusal an uitspraak, never this. Raises Geweigerd without reason or when
    the corrected erkenning would overlap another. Source: rules.md §3.2.
    """
    if not reden.strip():
        raise Geweigerd("Schrijf op wat er fout was. De werkgever leest het.")
    with perform(aanvraag, "rechtzetten", door=door, op=op, reden=reden.strip()) as dossier:
        assert dossier.vestiging_id is not None
        vestiging = Vestiging.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.vestiging_id)
        if naam_vestiging.strip() and naam_vestiging.strip() != vestiging.naam:
            vestiging.naam = naam_vestiging.strip()
            vestiging._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
            vestiging.save()
        lopend = Erkenning.objects.filter(lijn__aanvraag=dossier, toestand=ErkenningToestand.LOPEND)
        # The mentor before the erkenning, as whoever changes who is mentor: their year may move along.
        aangeduid = Aanduiding.objects.filter(vestiging=vestiging, tot=None).values("mentor")
        list(Mentor.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=aangeduid).order_by("pk"))
        # Locked: a measure taken at this very moment must not be undone by saving an old copy.
        erkenningen = list(
            lopend.select_for_update(of=("self",), no_key=True).select_related("lijn", "opleiding").order_by("pk")
        )
        for erkenning in erkenningen:
            _zet_recht(erkenning, correcties.get(erkenning.pk, Correctie()), door=door, op=op)
        leg_brieven_vast(dossier, erkenningen, op=op, besloten_op=dossier.afgesloten_op)
        meldingen.stuur(
            "brief_rechtgezet",
            dossier=dossier,
            aan=werkgevers(dossier),
            gegevens={"aanvraag": dossier, "reden": reden.strip()},
        )
    bewaar_opnieuw(dossier)
    return dossier


def _zet_recht(erkenning: Erkenning, correctie: Correctie, *, door: User, op: datetime) -> None:
    """Every attest of the dossier is written again with a code of its own; the old one points to the new."""
    if correctie.opleiding is not None and correctie.opleiding != erkenning.opleiding:
        if erkenning.lijn.aanvraag.lijnen.filter(opleiding=correctie.opleiding).exists():
            raise Geweigerd(f"{correctie.opleiding} staat al in deze aanvraag. Zet opleidingen een voor een recht.")
        for aanduiding in Aanduiding.objects.filter(
            vestiging=erkenning.vestiging_id, opleiding=erkenning.opleiding_id, tot=None
        ):
            aanduiding.opleiding = correctie.opleiding
            aanduiding.save()
        erkenning.opleiding = correctie.opleiding
        erkenning.lijn.opleiding = correctie.opleiding
        erkenning.lijn._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        erkenning.lijn.save()
    if correctie.geldig_van is not None and correctie.geldig_van != erkenning.geldig_van:
        was = erkenning.geldig_van
        erkenning.geldig_van, erkenning.geldig_tot = geldigheid(
            correctie.geldig_van, duur("geldigheid", correctie.geldig_van)
        )
        if termijnen.termijnen_bij(erkenning, "geldigheid").open().exists():
            termijnen.herstart(erkenning, "geldigheid", op=erkenning.geldig_van, vast_op=erkenning.geldig_tot)
        _volg_mentoren(erkenning, was)
    overlap = Erkenning.objects.filter(
        vestiging=erkenning.vestiging,
        opleiding=erkenning.opleiding,
        geldig_van__lte=erkenning.geldig_tot,
        geldig_tot__gte=erkenning.geldig_van,
        opgeheven_op=None,
    ).exclude(pk=erkenning.pk)
    if overlap.exists():
        raise Geweigerd(f"Dan valt {erkenning.opleiding} samen met een andere erkenning van deze vestiging.")
    VervangenCode.objects.create(code=erkenning.code, erkenning=erkenning, vervangen_op=op)
    erkenning.code = nieuwe_sleutel()
    erkenning._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    erkenning.save()


def _volg_mentoren(erkenning: Erkenning, was: date) -> None:
    """The year of the mentoropleiding counts from the first grant where the mentor is designated (rules.md §4)."""
    plek = {"vestiging": erkenning.vestiging_id, "opleiding": erkenning.opleiding_id}
    for aanduiding in Aanduiding.objects.filter(**plek, tot=None).select_related("mentor").order_by("pk"):
        andere = Aanduiding.objects.filter(mentor=aanduiding.mentor, tot=None).exclude(pk=aanduiding.pk)
        dagen = [max(aanduiding.van, erkenning.geldig_van)]
        for elders in andere:
            hier = Erkenning.objects.filter(
                vestiging=elders.vestiging_id, opleiding=elders.opleiding_id, toestand=ErkenningToestand.LOPEND
            )
            dagen += [max(elders.van, van) for van in hier.values_list("geldig_van", flat=True)]
        volg_toekenning(aanduiding.mentor, was=max(aanduiding.van, was), wordt=min(dagen))
