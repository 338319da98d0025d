"""The select that writes its own options says the same as Django's."""

import pytest
from django import forms
from django.test.html import parse_html

from educam_portal.accounts.velden import Keuzelijst

KEUZES = [("", "Alles"), ("a", "A & <b>"), (3, "drie"), ('"', "aanhaling")]


@pytest.mark.parametrize("waarde", [None, "", "a", 3, "3", '"', "onbekend"])
def test_it_is_the_same_as_the_one_with_a_template_per_option(waarde):
    attrs = {"id": "id_soort", "class": "form-select", "required": True, "hidden": False}
    eigen, django = (soort(attrs={"data-x": "1"}, choices=KEUZES) for soort in (Keuzelijst, forms.Select))
    assert parse_html(eigen.render("soort", waarde, attrs)) == parse_html(django.render("soort", waarde, attrs))
