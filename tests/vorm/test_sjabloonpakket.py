"""The template pack `educam`: order, words and ARIA of every kind of field (ux.md 1.1, 2.5)."""

import pytest
from bs4 import BeautifulSoup
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template import Context, Template


class Proef(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals op je kaart.", error_messages={"required": "Vul je naam in."})
    bijnaam = forms.CharField(label="Bijnaam", required=False)
    keuze = forms.ChoiceField(
        label="Kies",
        help_text="Kies er één.",
        choices=[("a", "Eerste"), ("b", "Tweede")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de twee."},
    )
    vinkje = forms.BooleanField(label="Akkoord", error_messages={"required": "Vink aan dat je akkoord gaat."})
    bestand = forms.FileField(label="Bestand", help_text="Een pdf.", error_messages={"required": "Kies een bestand."})
    verborgen = forms.CharField(widget=forms.HiddenInput, initial="x")


def teken(form: forms.BaseForm) -> BeautifulSoup:
    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))
    return BeautifulSoup(html, "html.parser")


def overzicht(*formulieren) -> BeautifulSoup:
    bron = Template("{% load portaal %}{% foutenoverzicht een twee %}")
    een, twee = (*formulieren, None)[:2]
    return BeautifulSoup(bron.render(Context({"een": een, "twee": twee})), "html.parser")


def volgorde(soep: BeautifulSoup, *kiezers: str) -> list[int]:
    alles = list(soep.descendants)
    return [next(nr for nr, el in enumerate(alles) if el is soep.select_one(kiezer)) for kiezer in kiezers]


@pytest.mark.parametrize(
    ("veld", "delen"),
    [
        ("naam", ("label[for=id_naam]", "#id_naam_helptext", "#id_naam_error", "input#id_naam")),
        ("keuze", ("#div_id_keuze legend", "#id_keuze_helptext", "#id_keuze_error", "input#id_keuze_0")),
        ("bestand", ("label[for=id_bestand]", "#id_bestand_helptext", "#id_bestand_error", "input#id_bestand")),
    ],
)
def test_label_hint_fout_invoer_in_die_volgorde(veld, delen):
    plaatsen = volgorde(teken(Proef({})), *delen)
    assert plaatsen == sorted(plaatsen)


def test_invoer_wijst_naar_hint_en_fout():
    soep = teken(Proef({}))
    naam = soep.select_one("#id_naam")
    assert naam["aria-describedby"] == "id_naam_helptext id_naam_error"
    assert naam["aria-invalid"] == "true"
    assert soep.select_one("#id_bestand")["aria-describedby"] == "id_bestand_helptext id_bestand_error"
    assert soep.select_one("#div_id_keuze fieldset")["aria-describedby"] == "id_keuze_helptext id_keuze_error"
    assert not teken(Proef()).select("[aria-invalid], .veld-fout")


def test_zelf_genoemde_beschrijving_blijft():
    form = Proef({})
    form.fields["naam"].widget.attrs["aria-describedby"] = "uitleg"
    assert teken(form).select_one("#id_naam")["aria-describedby"] == "uitleg id_naam_helptext id_naam_error"


def test_geen_sterretjes_wel_niet_verplicht():
    soep = teken(Proef())
    assert "*" not in soep.get_text()
    assert soep.select_one("label[for=id_bijnaam]").get_text() == "Bijnaam (niet verplicht)"
    assert soep.select_one("label[for=id_naam]").get_text() == "Naam"


def test_een_filter_zegt_niet_dat_het_leeg_mag():
    form = Proef()
    form.zeeft = True
    assert teken(form).select_one("label[for=id_bijnaam]").get_text() == "Bijnaam"


def test_aangeraden_veld_zegt_dat():
    form = Proef()
    form.fields["bijnaam"].aangeraden = True
    assert "(aangeraden)" in teken(form).select_one("label[for=id_bijnaam]").get_text()


def test_elke_keuze_heeft_haar_label_en_verborgen_veld_geen():
    soep = teken(Proef())
    assert [label.get_text() for label in soep.select("#div_id_keuze label")] == ["Eerste", "Tweede"]
    assert all(soep.find(id=label["for"]) for label in soep.select("label"))
    assert soep.select_one("#id_verborgen").find_parent(class_="veld") is None


def test_placeholder_die_het_label_herhaalt_valt_weg():
    form = Proef()
    form.fields["naam"].widget.attrs["placeholder"] = "Naam"
    form.fields["bijnaam"].widget.attrs["placeholder"] = "Bolle"
    soep = teken(form)
    assert "placeholder" not in soep.select_one("#id_naam").attrs
    assert soep.select_one("#id_bijnaam")["placeholder"] == "Bolle"


def test_layout_met_rij_groep_en_knop():
    helper = FormHelper()
    helper.layout = Layout(Fieldset("Wie ben je?", Row("naam", "bijnaam")), "keuze", Submit("verder", "Verder"))
    soep = BeautifulSoup(render_crispy_form(Proef(), helper, {"csrf_token": "x" * 32}), "html.parser")
    assert soep.select_one("form[method=post][enctype][novalidate] input[name=csrfmiddlewaretoken]")
    assert soep.select_one("fieldset.veldset > legend").get_text() == "Wie ben je?"
    assert len(soep.select(".veldrij > .veld")) == 2
    assert soep.select_one("button[type=submit].btn-primary").get_text() == "Verder"


def test_overzicht_noemt_elke_fout_met_haar_veld():
    form = Proef({})
    form.add_error(None, "Er loopt al een aanvraag.")
    soep = overzicht(form)
    assert soep.select_one("[role=alert][tabindex='-1'] h2").get_text() == "Er is een probleem"
    links = {link.get_text(): link["href"] for link in soep.select("a")}
    assert links["Vul je naam in."] == "#id_naam"
    assert links["Kies een van de twee."] == "#id_keuze_0"
    assert "Er loopt al een aanvraag." in soep.get_text()
    veldfouten = teken(form).get_text()
    assert all(tekst in veldfouten for tekst in links if tekst != "Dit veld is verplicht.")


def test_overzicht_van_formset_en_van_twee_formulieren():
    gegevens = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-naam": "Bart"}
    deel = formset_factory(Proef)(gegevens)
    soep = overzicht(deel, Proef({}))
    doelen = [link["href"] for link in soep.select("a")]
    assert "#id_form-0-keuze_0" in doelen
    assert "#id_naam" in doelen


def test_geen_overzicht_zonder_fouten():
    assert overzicht(Proef()).get_text().strip() == ""
    assert overzicht(formset_factory(Proef)()).get_text().strip() == ""
