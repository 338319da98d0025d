"""What the migrations sowed survives a test that commits for real."""

from datetime import date

import pytest

from educam_portal.organisaties.models import Gemeente
from educam_portal.parameters.models import Parameter


@pytest.mark.parametrize("keer", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_each_test_with_real_transactions_finds_it(keer):
    assert Parameter.objects.filter(naam="behandeltermijn").exists()
    assert Gemeente.objects.exists()
    Parameter.objects.all().delete()


@pytest.mark.django_db
def test_the_test_after_it_finds_it_too():
    assert Parameter.objects.filter(naam="behandeltermijn").exists()
    waarde = {"aantal": 14, "eenheid": "dagen"}
    nieuw = Parameter.objects.create(naam="behandeltermijn", waarde=waarde, geldig_vanaf=date(2099, 1, 1), bron="proef")
    assert nieuw.pk, "een nieuwe rij krijgt een sleutel die nog niemand heeft"
