"""Form fields for personal numbers: what people type comes out bare, what is wrong gets a sentence."""

import pytest
from django import forms

from educam_portal.organisaties.velden import IbanVeld, InszVeld


class Formulier(forms.Form):
    insz = InszVeld()
    iban = IbanVeld(required=False)


@pytest.mark.parametrize(
    ("insz", "iban", "schoon"),
    [
        (" 85.07.30-033.28 ", "be68 5390 0754 7034", {"insz": "85073003328", "iban": "BE68539007547034"}),
        ("07451712451", "", {"insz": "07451712451", "iban": ""}),
    ],
)
def test_usual_input_comes_out_bare(insz, iban, schoon):
    formulier = Formulier({"insz": insz, "iban": iban})
    assert formulier.is_valid()
    assert formulier.cleaned_data == schoon


@pytest.mark.parametrize(
    ("insz", "iban", "fouten"),
    [
        ("", "", {"insz": ["Vul het rijksregisternummer in."]}),
        (
            "85.07.30-033.29",
            "BE68 5390 0754 7035",
            {
                "insz": [
                    "Dit rijksregisternummer klopt niet. Kijk de 11 cijfers na: ze staan op de achterkant van de "
                    "identiteitskaart."
                ],
                "iban": ["Dit rekeningnummer klopt niet. Kijk het na op je bankkaart of in je bankapp."],
            },
        ),
    ],
)
def test_what_is_wrong_gets_a_sentence(insz, iban, fouten):
    assert Formulier({"insz": insz, "iban": iban}).errors == fouten
