"""Where each mentor stands with the mentoropleiding, for the screens of every audience: the term, the enrolment, what to choose.

One number of queries for any number of mentoren. Another onderneming of the same person is never named (rules.md §4):
that somebody is enrolled shows everywhere, by whom shows only where that enrolment was made.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from educam_portal.accounts.models import WERKGEVERS, Bereik, User
from educam_portal.organisaties.models import Vestiging
from educam_portal.termijnen.klokken import termijnen_van
from educam_portal.termijnen.models import Termijn

from .aanbod import Keuze, keuzes
from .aanduiden import MENTOROPLEIDING
from .models import Aanduiding, Attest, ExternAttest, Inschrijving, Mentor, MentorQuerySet, Sessie
from .models.opleiding import rollen_bij_onderneming
from .toestanden import Inschrijfstand, Wie


def met_opleiding(mentoren: MentorQuerySet) -> MentorQuerySet:
    """With everything that `standen` reads of a mentor; the designations, also ended ones, with opleiding and vestiging."""
    aanduidingen = Aanduiding.objects.select_related("opleiding", "vestiging__gemeente").order_by("van", "pk")
    return mentoren.select_related(
        "persoon__attest", "persoon__extern_attest", "onderneming", "vraag"
    ).prefetch_related(Prefetch("aanduidingen", aanduidingen))


@dataclass
class Opleidingsstand:
    """One mentor. `inschrijving` is the open one of the person, `eigen` whether the user may see who made it."""

    mentor: Mentor
    termijn: Termijn | None = None
    inschrijving: Inschrijving | None = None
    rollen: set[Wie] = field(default_factory=set)
    keuzes: list[Keuze] = field(default_factory=list)

    @property
    def aangeduid(self) -> list[Aanduiding]:
        """Where the mentor is designated today, first come first."""
        return lopende_aanduidingen(self.mentor)

    @property
    def gevolgd_op(self) -> date | None:
        return self.mentor.persoon.mentoropleiding_op

    @property
    def attest(self) -> Attest | None:
        return getattr(self.mentor.persoon, "attest", None)

    @property
    def extern(self) -> ExternAttest | None:
        return getattr(self.mentor.persoon, "extern_attest", None)

    @property
    def uiterlijk(self) -> date | None:
        """The last day, while the term runs."""
        return self.termijn.vervalt_op if self.termijn and self.termijn.is_open else None

    @property
    def ingeschreven(self) -> bool:
        return self.inschrijving is not None and self.inschrijving.toestand == Inschrijfstand.INGESCHREVEN

    @property
    def mag_inschrijven(self) -> bool:
        return bool(self.rollen) and self.gevolgd_op is None and self.mentor.vertrokken_op is None

    @property
    def mag_annuleren(self) -> bool:
        """Whoever may, and the session has yet to begin; of another onderneming's enrolment only the mentor may."""
        if self.inschrijving is None or self.inschrijving.sessie.begonnen(timezone.now()):
            return False
        anders = self.inschrijving.mentor_id != self.mentor.pk
        return bool(self.rollen & {Wie.MENTOR, Wie.COORDINATOR} if anders else self.rollen)

    @property
    def mag_attest_aanvaarden(self) -> bool:
        return self.gevolgd_op is None and bool(self.rollen & {Wie.CONSULENT, Wie.COORDINATOR})


def standen(mentoren: Sequence[Mentor], user: User, op: datetime) -> dict[int, Opleidingsstand]:
    """Per mentor (id) of `met_opleiding`."""
    personen = {mentor.persoon_id for mentor in mentoren if mentor.persoon.mentoropleiding_op is None}
    termijnen = termijnen_van(mentoren, MENTOROPLEIDING, met_pauzes=False)
    lopend = {rij.persoon_id: rij for rij in _lopende(personen)}
    ondernemingen = {mentor.onderneming_id: mentor.onderneming for mentor in mentoren}
    vestigingen = _vestigingen(ondernemingen)
    rollen = {
        pk: rollen_bij_onderneming(onderneming, user, {rij.regio.organisatie_id for rij in vestigingen[pk]})
        for pk, onderneming in ondernemingen.items()
    }
    uit = {
        mentor.pk: Opleidingsstand(
            mentor=mentor,
            termijn=termijnen.get(mentor.pk),
            inschrijving=lopend.get(mentor.persoon_id),
            rollen=rollen[mentor.onderneming_id] | ({Wie.MENTOR} if mentor.persoon.user_id == user.pk else set()),
        )
        for mentor in mentoren
    }
    zoekend = [stand for stand in uit.values() if stand.mag_inschrijven and not stand.ingeschreven]
    sessies = list(Sessie.objects.komend(op).met_bezetting().prefetch_related(None)) if zoekend else []
    prefetch_related_objects([*sessies, *(rij.sessie for rij in lopend.values())], "dagen")
    _bied_aan(zoekend, vestigingen, sessies)
    return uit


def stand_van(mentoren: Sequence[Mentor], user: User, op: datetime) -> Opleidingsstand | None:
    """The one stand of a person on the own page: as mentor where the term ends first; None when mentor nowhere."""
    rijen = standen(mentoren, user, op).values()
    return min(rijen, key=lambda stand: (stand.uiterlijk is None, stand.uiterlijk or date.max), default=None)


def in_te_schrijven(user: User, sessie: Sessie) -> list[Mentor]:
    """Whom the user may enrol in this session with one tap: oneself, and the own mentoren who still have to follow it.

    A person who is mentor at several of one's ondernemingen stands there once.
    """
    eigen = user.organisaties_als(*WERKGEVERS, bereik=(Bereik.ALLES, Bereik.AANVRAGEN))
    bezig = Inschrijving.objects.open().filter(Q(toestand=Inschrijfstand.INGESCHREVEN) | Q(sessie=sessie))
    rijen = (
        Mentor.objects.filter(Q(onderneming__organisatie__in=eigen) | Q(persoon__user=user))
        .filter(vertrokken_op=None, persoon__mentoropleiding_op=None)
        .exclude(persoon__in=bezig.values("persoon"))
        .select_related("persoon", "onderneming")
        .order_by("persoon__naam", "persoon__voornaam", "pk")[:50]
    )
    per_persoon: dict[int, Mentor] = {}
    for mentor in rijen:
        per_persoon.setdefault(mentor.persoon_id, mentor)
    return list(per_persoon.values())


def _lopende(personen: Iterable[int]) -> Iterable[Inschrijving]:
    """The open enrolments of these people, with `ervoor`: how many wait before them."""
    ervoor = (
        Inschrijving.objects.filter(
            sessie=OuterRef("sessie"),
            toestand=Inschrijfstand.WACHTLIJST,
            plaats_op_wachtlijst__lt=OuterRef("plaats_op_wachtlijst"),
        )
        .order_by()
        .values("sessie")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        Inschrijving.objects.open()
        .filter(persoon__in=personen)
        .annotate(ervoor=Coalesce(Subquery(ervoor), 0))
        .select_related("sessie__gemeente")
    )


def _vestigingen(ondernemingen: Iterable[int]) -> dict[int, list[Vestiging]]:
    """Every vestiging of these ondernemingen (id), with its gemeente and region."""
    uit: dict[int, list[Vestiging]] = defaultdict(list)
    for rij in Vestiging.objects.filter(onderneming__in=ondernemingen).select_related("gemeente", "regio"):
        uit[rij.onderneming_id].append(rij)
    return uit


def _bied_aan(zoekend: list[Opleidingsstand], vestigingen: dict[int, list[Vestiging]], sessies: list[Sessie]) -> None:
    """Give each the coming sessions, seen from where the mentor works; those one waits for already are left out."""
    for stand in zoekend:
        wacht_op = stand.inschrijving.sessie_id if stand.inschrijving else None
        # Who waits somewhere gains nothing by waiting elsewhere too.
        keus = [s for s in sessies if s.pk != wacht_op and (s.vrij or wacht_op is None)]
        werkt_in = [rij.vestiging for rij in lopende_aanduidingen(stand.mentor)] or vestigingen[
            stand.mentor.onderneming_id
        ]
        gemeenten = [vestiging.gemeente for vestiging in werkt_in]
        stand.keuzes = keuzes(keus, vanaf=gemeenten, uiterlijk=stand.uiterlijk)


def lopende_aanduidingen(mentor: Mentor) -> list[Aanduiding]:
    """What a mentor of `met_opleiding` is designated for today, first come first."""
    vandaag = timezone.localdate()
    return [rij for rij in mentor.aanduidingen.all() if rij.van <= vandaag and (rij.tot is None or rij.tot >= vandaag)]
