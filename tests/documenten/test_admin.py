"""The Django admin shows rows to the beheerder, never names or contents (rules.md §2)."""

import pytest
from django.contrib import admin
from django.urls import path, reverse

from educam_portal.documenten.models import Document, Leeslog
from tests.fabrieken import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [path("beheer/", admin.site.urls)]


@pytest.fixture
def beheerder(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def gevoelig(maak, user):
    document = maak(gevoelig=True, bestandsnaam="strafregister Jan Peeters.pdf")
    Leeslog.objects.create(document=document, user=user)
    return document


@pytest.mark.parametrize("model", [Document, Leeslog])
@pytest.mark.parametrize("pagina", ["changelist", "change"])
def test_it_shows_no_name_key_or_hash_and_no_way_to_the_file(beheerder, gevoelig, model, pagina):
    args = [model.objects.get().pk] if pagina == "change" else []
    antwoord = beheerder.get(reverse(f"admin:documenten_{model._meta.model_name}_{pagina}", args=args))
    assert antwoord.status_code == 200
    for verboden in ("strafregister", "Peeters", gevoelig.sleutel, gevoelig.sha256, "/documenten/"):
        assert verboden not in antwoord.content.decode().replace("/beheer/documenten/", "")


@pytest.mark.parametrize("model", [Document, Leeslog])
def test_nothing_can_be_added_changed_or_deleted(beheerder, gevoelig, model):
    naam, pk = f"admin:documenten_{model._meta.model_name}", model.objects.get().pk
    for adres in (reverse(f"{naam}_add"), reverse(f"{naam}_delete", args=[pk]), reverse(f"{naam}_change", args=[pk])):
        assert beheerder.post(adres, {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=pk).exists()
