"""The personal link of the lerende and of a mentor without an account (rules.md §2, §5)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad, token_van
from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen import services as meldingen

from .models import Deelnemerlink, Lerende, Overeenkomst
from .toestanden import GETEKEND, Deelnemer, Toestand

GEHEIM = "deelnemer"
LINK = "overeenkomsten.deelnemer"
# As long as it binds: afterwards the page of a mentor answers no more, and that of a lerende shows what was signed.
WERKT = (Toestand.ONDERTEKEND, Toestand.LOPEND)


def token(link: Deelnemerlink) -> str:
    """The secret part of the personal link."""
    return token_van(link.zaad, LINK)


def adres_van(overeenkomst: Overeenkomst, deelnemer: Deelnemer) -> str:
    """Where the link goes; empty for who has an account, and for who gave no address."""
    if deelnemer == Deelnemer.LERENDE:
        return overeenkomst.lerende.email
    mentor = overeenkomst.mentor
    return "" if mentor is None or mentor.persoon.user_id else mentor.email


def link_van(overeenkomst: Overeenkomst, deelnemer: Deelnemer, *, op: datetime) -> Deelnemerlink | None:
    """The personal link, the same one as before while the address is the same; None without one."""
    email = adres_van(overeenkomst, deelnemer)
    if not email or overeenkomst.toestand not in GETEKEND:
        return None
    link = Deelnemerlink.objects.filter(overeenkomst=overeenkomst, deelnemer=deelnemer, email=email).first()
    if link is None:
        zaad = nieuw_zaad()
        velden = {"email": email, "zaad": zaad, "token_hash": hash_van(token_van(zaad, LINK)), "verstuurd_op": op}
        link, _ = Deelnemerlink.objects.update_or_create(
            overeenkomst=overeenkomst, deelnemer=deelnemer, defaults=velden
        )
    return link


def stuur_link(overeenkomst: Overeenkomst, deelnemer: Deelnemer, aanleiding: str, *, op: datetime) -> None:
    """Mail the personal link; nobody without an address."""
    link = link_van(overeenkomst, deelnemer, op=op)
    if link is None:
        return
    meldingen.stuur(
        "deelnemerlink",
        dossier=overeenkomst,
        aan=[link.email],
        gegevens={
            "overeenkomst": overeenkomst,
            "aanleiding": aanleiding,
            "voor_lerende": deelnemer == Deelnemer.LERENDE,
            "geheim": {"soort": GEHEIM, "id": link.token_hash},
        },
    )


def volg_mailbox(lerende: Lerende, *, op: datetime) -> None:
    """The lerende has another mailbox: the own page opens by a link that is sent there."""
    links = Deelnemerlink.objects.filter(
        overeenkomst__lerende=lerende, overeenkomst__toestand__in=WERKT, deelnemer=Deelnemer.LERENDE
    )
    mee = (f"overeenkomst__{veld}" for veld in (*Overeenkomst.LEEST_MEE, "begeleider"))
    for link in links.exclude(email=lerende.email).select_related(*mee).order_by("pk"):
        stuur_link(link.overeenkomst, Deelnemer.LERENDE, "start", op=op)


def eigen_pagina(overeenkomst: Overeenkomst, deelnemer: Deelnemer) -> str:
    """The path of the own page, for who reads another page by a link to the same address; empty when there is none."""
    rij = overeenkomst.deelnemerlinks.filter(deelnemer=deelnemer).first()
    if rij is None or overeenkomst.toestand not in WERKT or not _nog_van(rij):
        return ""
    return reverse("deelnemer:start", args=[token(rij)])


def verwelkom(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """The first day: who has no account gets the own page."""
    for deelnemer in (Deelnemer.LERENDE, Deelnemer.MENTOR):
        stuur_link(overeenkomst, deelnemer, "start", op=op)


def zoek(geheim: str) -> Deelnemerlink | None:
    """The row behind a link; None for one that never existed, was replaced, or is of the past."""
    return _werkend(hash_van(geheim))


def zoek_van_lerende(geheim: str) -> Deelnemerlink | None:
    """The row behind the link of a lerende, also of the past: what was signed stays readable as long as it is kept."""
    return _werkend(hash_van(geheim), GETEKEND, deelnemer=Deelnemer.LERENDE)


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more."""
    link = _werkend(token_hash)
    if link is None:
        raise GeheimVervallen("De overeenkomst loopt niet meer, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("deelnemer:start", args=[token(link)])}


def _werkend(token_hash: str, toestanden: Iterable[Toestand] = WERKT, **alleen: Deelnemer) -> Deelnemerlink | None:
    mee = (f"overeenkomst__{veld}" for veld in (*Overeenkomst.LEEST_MEE, "begeleider"))
    rijen = Deelnemerlink.objects.filter(overeenkomst__toestand__in=toestanden, **alleen).select_related(*mee)
    link = rijen.filter(token_hash=token_hash).first()
    return link if link is not None and _nog_van(link) else None


def _nog_van(link: Deelnemerlink) -> bool:
    """Whether it is of the same person still: it ends with another mentor, or another mailbox of the lerende."""
    rij = link.overeenkomst
    wie = rij.lerende if link.deelnemer == Deelnemer.LERENDE else rij.mentor
    return wie is not None and wie.email == link.email
