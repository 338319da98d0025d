"""School holidays: the official rule against the published years, and the stored ones (facts.md §6.9)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from educam_portal.organisaties.models import Schoolvakantie
from educam_portal.organisaties.schoolvakanties import BEGINJAREN, laatste_bekende_dag, officieel, tussen

GEPUBLICEERD = {
    2025: ["27/10–02/11/2025", "22/12–04/01/2026", "16/02–22/02/2026", "06/04–19/04/2026"],
    2026: ["02/11–08/11/2026", "21/12–03/01/2027", "08/02–14/02/2027", "29/03–11/04/2027"],
    2027: ["01/11–07/11/2027", "27/12–09/01/2028", "28/02–05/03/2028", "03/04–16/04/2028"],
    2028: ["30/10–05/11/2028", "25/12–07/01/2029", "12/02–18/02/2029", "02/04–15/04/2029"],
    # Easter late in April, and in March.
    2024: ["28/10–03/11/2024", "23/12–05/01/2025", "03/03–09/03/2025", "07/04–20/04/2025"],
    2023: ["30/10–05/11/2023", "25/12–07/01/2024", "12/02–18/02/2024", "01/04–14/04/2024"],
    2022: ["31/10–06/11/2022", "26/12–08/01/2023", "20/02–26/02/2023", "03/04–16/04/2023"],
}


@pytest.mark.parametrize("jaar", GEPUBLICEERD)
def test_the_rule_gives_the_published_holidays(jaar):
    *vier, zomer = officieel(jaar)
    assert [f"{van:%d/%m}–{tot:%d/%m/%Y}" for _, van, tot in vier] == GEPUBLICEERD[jaar]
    assert zomer == ("Zomervakantie", date(jaar + 1, 7, 1), date(jaar + 1, 8, 31))


@pytest.mark.django_db
def test_the_portal_starts_with_six_schooljaren_and_their_source():
    assert Schoolvakantie.objects.count() == 5 * len(BEGINJAREN) == 30
    assert not Schoolvakantie.objects.exclude(bron__contains="Vlaamse overheid").exists()
    assert laatste_bekende_dag() == date(2028, 8, 31)


@pytest.mark.django_db
def test_holidays_of_a_period_are_read_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        gevonden = tussen(date(2026, 11, 8), date(2027, 1, 3))
        assert [v.naam for v in gevonden] == ["Herfstvakantie", "Kerstvakantie"]
        assert tussen(date(2026, 11, 9), date(2026, 12, 20)) == []
    assert list(Schoolvakantie.objects.tussen(date(2026, 11, 8), date(2027, 1, 3))) == gevonden


@pytest.mark.django_db
@pytest.mark.parametrize("anders", [{"dagen": -1}, {"naam": ""}, {"bron": ""}])
def test_the_database_refuses_a_holiday_that_is_none(anders):
    van = date(2029, 7, 1)
    velden = {"naam": "Zomervakantie", "bron": "Omzendbrief", "dagen": 61} | anders
    dagen = velden.pop("dagen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Schoolvakantie.objects.create(van=van, tot=van + timedelta(days=dagen), **velden)
