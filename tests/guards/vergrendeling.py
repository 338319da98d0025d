"""Guard: `select_for_update` names its rows with `of`, so that a join never locks a neighbour's row as well.

And it takes no key (`no_key=True`): PostgreSQL looks up what a row points to when it is written or committed, and would
wait there for everybody who has that row locked. Two who wait for each other so are a deadlock, not a queue.
"""

import sys
from contextlib import contextmanager
from types import FrameType
from unittest import mock

from django.db.models import QuerySet


def _van_een_pakket() -> bool:
    """Whether the call comes from Django's own get_or_create and the like, or from another package."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.endswith("django/db/models/manager.py"):
        frame = frame.f_back
    return frame is None or "site-packages" in frame.f_code.co_filename


@contextmanager
def bewaakt():
    """Within it, a `select_for_update` of ours without `of` or `no_key` raises AssertionError."""
    echt = QuerySet.select_for_update

    def met_of(self, nowait=False, skip_locked=False, of=(), no_key=False):
        if not of and not _van_een_pakket():
            raise AssertionError('select_for_update zonder of=("self",) vergrendelt ook de rijen van een join.')
        if not no_key and not _van_een_pakket():
            raise AssertionError("select_for_update zonder no_key=True laat wie naar de rij verwijst mee wachten.")
        return echt(self, nowait=nowait, skip_locked=skip_locked, of=of, no_key=no_key)

    with mock.patch.object(QuerySet, "select_for_update", met_of):
        yield
