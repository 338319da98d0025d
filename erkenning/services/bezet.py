"""One open line per vestiging × opleiding (rules.md §3.1): the parent row is locked and looked at again.

Two aanvragen for one vestiging queue up at its row, so the second sees what the first did and gets a sentence. The
partial unique index of the database has the last word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.organisaties.models import Vestiging

from ..bezetting import bezet_door
from ..models import Aanvraag, AanvraagLijn


def vergrendel_vestiging(dossier: Aanvraag) -> None:
    """Whoever opens, grants or moves a line of this vestiging waits here for the other, until the transaction ends.

    Raises Geweigerd when it was closed meanwhile.
    """
    assert dossier.vestiging_id is not None
    vestiging = Vestiging.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.vestiging_id)
    if vestiging.gesloten_op is not None:
        raise Geweigerd(f"{vestiging.naam} is gesloten vanaf {vestiging.gesloten_op:%d/%m/%Y}.")


def weiger_als_bezet(dossier: Aanvraag, lijnen: list[AanvraagLijn], op: datetime) -> None:
    """Raise Geweigerd, with the reference, when another aanvraag or an erkenning has one of these opleidingen already."""
    vergrendel_vestiging(dossier)
    if bezet := bezet_door(dossier, lijnen, op=timezone.localdate(op)):
        raise Geweigerd(" ".join(een.zin for een in bezet))


@contextmanager
def bezet_is_geweigerd() -> Iterator[None]:
    """Turn a clash on the partial unique index into a sentence.

    Goes around the transaction, never inside it: PostgreSQL accepts nothing more in one that failed.
    """
    try:
        yield
    except IntegrityError as fout:
        # PostgreSQL names the index, SQLite its columns.
        kolommen = ("aanvraaglijn.vestiging_id", "aanvraaglijn.verlengt_id")
        if "lijn_een_open" not in str(fout) and not any(kolom in str(fout) for kolom in kolommen):
            raise
        raise Geweigerd(
            "Voor deze vestiging loopt intussen al een aanvraag voor een van deze opleidingen. Kijk bij je aanvragen."
        ) from fout
