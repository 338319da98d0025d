"""Mailing the code of a personal link, and looking whether it is right (rules.md §5)."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db import transaction

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van
from educam_portal.meldingen import bewaar_kort
from educam_portal.meldingen import services as meldingen

from ..models import Deelnemerlink, Ondertekenaar, Pakket

CODE_GELDIG = timedelta(minutes=15)
CODE_POGINGEN = 5
# Every personal link that asks a code.
Codelink: TypeAlias = Ondertekenaar | Pakket | Deelnemerlink


def stuur_code(*, link: Codelink, op: datetime) -> None:
    """Mail a code to the address of the link; it works for a quarter of an hour and replaces an earlier one."""
    with transaction.atomic():
        rij = _vergrendel(link)
        code = f"{secrets.randbelow(10**6):06d}"
        rij.code_hash, rij.code_tot, rij.code_pogingen = _code_hash(rij, code), op + CODE_GELDIG, 0
        rij.save(update_fields=["code_hash", "code_tot", "code_pogingen"])
        meldingen.stuur(
            "ondertekencode",
            dossier=None,
            aan=[rij.email],
            gegevens={"naam": rij.naam, "om": rij.CODE_OM},
            geheim=bewaar_kort({"code": code}),
        )


def controleer_code(*, link: Codelink, code: str, op: datetime) -> None:
    """Raises Geweigerd with a sentence when the code is wrong, too old or tried too often. A wrong try is counted."""
    with transaction.atomic():
        rij = _vergrendel(link)
        if not rij.code_hash or rij.code_tot is None or rij.code_tot < op or rij.code_pogingen >= CODE_POGINGEN:
            fout = "Deze code werkt niet meer. Vraag een nieuwe."
        elif not hmac.compare_digest(rij.code_hash, _code_hash(rij, code.strip())):
            rij.code_pogingen += 1
            rij.save(update_fields=["code_pogingen"])
            over = CODE_POGINGEN - rij.code_pogingen
            fout = f"Deze code klopt niet. Je kan nog {over} keer proberen." if over else "Vraag een nieuwe code."
        else:
            return
    # Outside the transaction: the count of tries must stay.
    raise Geweigerd(fout)


def _vergrendel(link: Codelink) -> Codelink:
    return type(link)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=link.pk)


def _code_hash(link: Codelink, code: str) -> str:
    return hash_van(f"{link.zaad}:{code}")
