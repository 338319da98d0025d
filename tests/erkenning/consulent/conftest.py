import pytest
from django.contrib.contenttypes.models import ContentType

from erkenning.models import Aanvraag, Aanvulling, Bezoek
from tests.erkenning import dossiers


@pytest.fixture(autouse=True)
def _warme_soorten(db):
    """Content types are read once a process; query counts must not depend on which test came first."""
    ContentType.objects.get_for_models(Aanvraag, Aanvulling, Bezoek)


@pytest.fixture
def dossier():
    """An aanvraag in behandeling."""
    return dossiers.in_behandeling()


@pytest.fixture
def klaar():
    """An aanvraag that can be decided."""
    return dossiers.klaar_om_te_beslissen()


@pytest.fixture
def als(client):
    """`als(user)` gives the client logged in as somebody."""

    def meld_aan(user):
        client.force_login(user)
        return client

    return meld_aan
