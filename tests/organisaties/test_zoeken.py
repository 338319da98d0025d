"""Searching by a name that stands in another table, and scopes without a condition that nobody meets."""

import pytest
from django.db.models import Q

from educam_portal.accounts.bereik import een_van
from educam_portal.organisaties import zoeken
from educam_portal.organisaties.models import Onderneming, Vestiging
from tests.fabrieken import VestigingFactory
from tests.vragen import kost

pytestmark = pytest.mark.django_db


def _zoek(vraag: str) -> dict[str, list[int]] | None:
    op_naam = Q(naam__icontains=vraag)
    return zoeken.sleutels(bedrijf=Onderneming.objects.filter(op_naam), plek=Vestiging.objects.filter(op_naam))


def test_each_name_is_found_in_its_own_table_in_one_query():
    zoef = VestigingFactory(naam="Zoef Gent", onderneming__naam="Zoef bvba")
    ander = VestigingFactory(naam="Filiaal", onderneming__naam="Groep Zoef")
    with kost(1):
        gevonden = _zoek("zoef")
    assert gevonden is not None
    assert set(gevonden["bedrijf"]) == {zoef.onderneming_id, ander.onderneming_id}
    assert gevonden["plek"] == [zoef.pk]
    assert _zoek("bestaat niet") == {"bedrijf": [], "plek": []}


def test_a_name_that_too_many_have_gives_no_keys(monkeypatch):
    VestigingFactory.create_batch(2, naam="Zoef", onderneming__naam="Zoef")
    monkeypatch.setattr(zoeken, "BREED", 4)
    assert _zoek("Zoef") is not None
    monkeypatch.setattr(zoeken, "BREED", 3)
    assert _zoek("Zoef") is None


def test_a_scope_joins_only_what_has_keys():
    plek = VestigingFactory()
    organisatie = plek.onderneming.organisatie_id
    beide = Vestiging.objects.filter(een_van(onderneming__organisatie={organisatie}, regio__organisatie=set()))
    assert list(beide) == [plek]
    assert "regio" not in str(beide.query).partition("FROM")[2]
    niets = Vestiging.objects.filter(een_van(onderneming__organisatie=set(), regio__organisatie=set()))
    assert not niets.exists()
