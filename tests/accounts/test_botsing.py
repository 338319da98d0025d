"""The database ends one of two that wait for each other: a page that says what to do, and no error page."""

from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from psycopg import errors

from educam_portal.accounts.botsing import is_botsing
from educam_portal.accounts.models import User
from educam_portal.organisaties.views import mijn
from tests import fabrieken
from tests.gelijktijdig.samen import tegelijk


def van(oorzaak: Exception) -> OperationalError:
    fout = OperationalError(str(oorzaak))
    fout.__cause__ = oorzaak
    return fout


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fout", "status"),
    [
        (van(errors.DeadlockDetected("deadlock detected")), 409),
        (van(errors.SerializationFailure("could not serialize access")), 409),
        (OperationalError("database is locked"), 409),
        (OperationalError("connection refused"), 500),
        (ValueError("database is locked"), 500),
    ],
)
def test_only_a_clash_says_try_again(client, monkeypatch, fout, status):
    def stuk(**_):
        raise fout

    monkeypatch.setattr(mijn.services, "registreer_onderneming", stuk)
    client.raise_request_exception = False
    client.force_login(fabrieken.UserFactory())
    antwoord = client.post(reverse("organisatie:onderneming_nieuw"), {"nummer": "0203.430.576", "naam": "Garage"})
    assert antwoord.status_code == status
    assert ("Wat je typte, staat er nog" in antwoord.content.decode()) == (status == 409)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_real_deadlock_is_recognised():
    """Two who lock in opposite order, which our services never do."""
    een, ander = fabrieken.UserFactory.create_batch(2)
    tegelijk_hier = Barrier(2)

    def vergrendel(eerst: User, dan: User) -> bool:
        rijen = User.objects.select_for_update(of=("self",), no_key=True)
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL deadlock_timeout = '50ms'")
                rijen.get(pk=eerst.pk)
                tegelijk_hier.wait()
                rijen.get(pk=dan.pk)
        except OperationalError as fout:
            return is_botsing(fout)
        return False

    assert sorted(tegelijk(lambda: vergrendel(een, ander), lambda: vergrendel(ander, een))) == [False, True]
