import pytest
from django.urls import reverse
PAD=["dossier","bezoek","documenten","notities","berichten","tijdlijn","eerste_contact","toewijzen","aanvulling","werkpunten","bezoek_vastleggen","bezoek_voorstellen","geen_bezoek","sluiting","verslag","voorwaarden","beslissen","in_behandeling","vestigingsnummer"]
@pytest.mark.parametrize("naam",PAD)
def test_pag(naam,dossier,als):
    r=als(dossier.consulent).get(reverse(f"consulent:{naam}",args=[dossier.aanvraag.ref]))
    print(naam,r.status_code)
    assert r.status_code in (200,302)
@pytest.mark.parametrize("naam",["vandaag","werklijst","kalender","bedrijven"])
def test_lijst(naam,dossier,als):
    r=als(dossier.consulent).get(reverse(f"consulent:{naam}"))
    assert r.status_code==200
def test_beslis(klaar,als):
    c=als(klaar.consulent)
    url=reverse("consulent:beslissen",args=[klaar.aanvraag.ref])
    assert c.get(url).status_code==200
    lijn=klaar.aanvraag.lijnen.get(); m=lijn.mentoren.get()
    data={f"besluit-{lijn.pk}":"erkennen",f"mentoren-{lijn.pk}":[m.pk],f"redenen-{lijn.pk}":""}
    r=c.post(url,data); assert r.status_code==200, r.content.decode()
    r=c.post(url,data|{"stap":"bevestig"}); assert r.status_code==302
    for n in ["dossier","documenten","bezoek","tijdlijn"]:
        assert c.get(reverse(f"consulent:{n}",args=[klaar.aanvraag.ref])).status_code==200
def test_mentor(klaar,als):
    c=als(klaar.consulent)
    for n in ["uittreksel","vermelding","vrijstelling"]:
        r=c.get(reverse(f"consulent:{n}",args=[klaar.aanvraag.ref,klaar.mentoren[0].pk])); assert r.status_code==200
    assert c.get(reverse("consulent:bedrijf",args=[klaar.aanvraag.onderneming_id])).status_code==200
