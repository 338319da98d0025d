"""What a sectorconsulent opens; a coördinator too, for every region."""

from django.urls import path

from ..views import vestigingen
from ..views.consulent import (
    aanvulling,
    afwezigheid,
    bedrijven,
    behandelen,
    beslissen,
    bevestigen,
    bezoek,
    dossier,
    erkenning,
    kalender,
    maatregel,
    mentorwissel,
    nazicht,
    uittreksel,
    vandaag,
    verloop,
    verslag,
    werklijst,
)

app_name = "consulent"
DOSSIER = "dossiers/<str:ref>/"
BEZOEK = f"{DOSSIER}bezoek/<int:pk>/"
ERKENNING = "erkenningen/<int:pk>/"
VOORSTEL = f"{ERKENNING}mentoren/<int:voorstel>/"
MENTOR = f"{DOSSIER}mentoren/<int:pk>/"
urlpatterns = [
    path("", vandaag.vandaag, name="vandaag"),
    path("werklijst/", werklijst.werklijst, name="werklijst"),
    path("kalender/", kalender.kalender, name="kalender"),
    path("afwezigheid/", afwezigheid.afwezigheid, name="afwezigheid"),
    path("afwezigheid/<int:pk>/", afwezigheid.een, name="afwezigheid_een"),
    path("afwezigheid/<int:pk>/stoppen/", afwezigheid.stoppen, name="afwezigheid_stoppen"),
    path("bedrijven/", bedrijven.bedrijven, name="bedrijven"),
    path("bedrijven/<int:pk>/", bedrijven.bedrijf, name="bedrijf"),
    path("bedrijven/<int:pk>/verloop/", verloop.verloop, name="bedrijf_verloop"),
    path("bedrijven/<int:pk>/bevestigen/", bedrijven.bevestigen, name="bedrijf_bevestigen"),
    path("bedrijven/<int:pk>/toegang/<int:verzoek>/", bedrijven.toegang, name="bedrijf_toegang"),
    path("bedrijven/<int:pk>/uitsluiten/", maatregel.uitsluiten, name="uitsluiten"),
    # An erkenning that runs, and what is done about it.
    path(ERKENNING, erkenning.erkenning, name="erkenning"),
    path("vestigingen/<int:pk>/sluiten/", vestigingen.sluiten_educam, name="vestiging_sluiten"),
    path("vestigingen/<int:pk>/verhuizen/", vestigingen.verhuizen_educam, name="vestiging_verhuizen"),
    path("nazichten/<int:pk>/", nazicht.nazicht, name="nazicht"),
    path(f"{ERKENNING}plaatsen/", erkenning.Plaatsen.as_view(), name="erkende_plaatsen"),
    path(f"{ERKENNING}begeleiding/", erkenning.BegeleidingStarten.as_view(), name="begeleiding_starten"),
    path(f"{ERKENNING}begeleiding/afronden/", erkenning.BegeleidingAfronden.as_view(), name="begeleiding_afronden"),
    path(f"{ERKENNING}schorsen/", erkenning.Schorsen.as_view(), name="schorsen"),
    path(f"{ERKENNING}schorsing/beeindigen/", erkenning.SchorsingBeeindigen.as_view(), name="schorsing_beeindigen"),
    path(f"{ERKENNING}opheffen/", erkenning.Opheffen.as_view(), name="opheffen"),
    path(VOORSTEL, mentorwissel.Beoordelen.as_view(), name="mentorvoorstel"),
    path(f"{VOORSTEL}uittreksel/", mentorwissel.UittrekselNakijken.as_view(), name="voorstel_uittreksel"),
    path(f"{VOORSTEL}vermelding/", mentorwissel.UittrekselBeoordelen.as_view(), name="voorstel_vermelding"),
    path("maatregelen/<int:pk>/", maatregel.maatregel, name="maatregel"),
    path("maatregelen/<int:pk>/beroep/", maatregel.beroep_tegen_maatregel, name="maatregel_beroep"),
    # The dossier, a page per tab.
    path(DOSSIER, dossier.dossier, name="dossier"),
    path(f"{DOSSIER}bezoek/", dossier.bezoek, name="bezoek"),
    path(f"{DOSSIER}documenten/", dossier.stukken, name="documenten"),
    path(f"{DOSSIER}notities/", dossier.notities, name="notities"),
    path(f"{DOSSIER}berichten/", dossier.berichten, name="berichten"),
    path(f"{DOSSIER}tijdlijn/", dossier.verloop, name="tijdlijn"),
    # What is done with it.
    path(f"{DOSSIER}in-behandeling/", behandelen.InBehandeling.as_view(), name="in_behandeling"),
    path(f"{DOSSIER}contact/", behandelen.EersteContact.as_view(), name="eerste_contact"),
    path(f"{DOSSIER}toewijzen/", behandelen.Toewijzen.as_view(), name="toewijzen"),
    path(f"{DOSSIER}vestigingsnummer/", behandelen.Vestigingsnummer.as_view(), name="vestigingsnummer"),
    path(f"{DOSSIER}aanvulling/", aanvulling.AanvullingVragen.as_view(), name="aanvulling"),
    path(f"{DOSSIER}werkpunten/", aanvulling.WerkpuntenOpleggen.as_view(), name="werkpunten"),
    path(f"{DOSSIER}vraag-intrekken/", behandelen.VraagIntrekken.as_view(), name="vraag_intrekken"),
    path(f"{DOSSIER}zonder-gevolg/", behandelen.ZonderGevolg.as_view(), name="zonder_gevolg"),
    path(f"{DOSSIER}bezoek/vastleggen/", bezoek.Vastleggen.as_view(), name="bezoek_vastleggen"),
    path(f"{DOSSIER}bezoek/voorstellen/", bezoek.Voorstellen.as_view(), name="bezoek_voorstellen"),
    path(f"{DOSSIER}bezoek/geen/", bezoek.GeenBezoek.as_view(), name="geen_bezoek"),
    path(f"{DOSSIER}bezoek/sluiting/", bezoek.Sluiting.as_view(), name="sluiting"),
    path(f"{BEZOEK}verplaatsen/", bezoek.Verplaatsen.as_view(), name="bezoek_verplaatsen"),
    path(f"{BEZOEK}overnemen/", bezoek.Overnemen.as_view(), name="bezoek_overnemen"),
    path(f"{BEZOEK}annuleren/", bezoek.Annuleren.as_view(), name="bezoek_annuleren"),
    path(f"{BEZOEK}gebeurd/", bezoek.Uitgevoerd.as_view(), name="bezoek_uitgevoerd"),
    path(f"{DOSSIER}verslag/", verslag.Verslag.as_view(), name="verslag"),
    path(f"{DOSSIER}voorwaarden/", verslag.Voorwaarden.as_view(), name="voorwaarden"),
    path(f"{DOSSIER}beslissen/", beslissen.Beslissen.as_view(), name="beslissen"),
    path(f"{DOSSIER}bevestigen/", bevestigen.Bevestigen.as_view(), name="bevestigen"),
    path(f"{DOSSIER}terugsturen/", bevestigen.Terugsturen.as_view(), name="terugsturen"),
    path(f"{DOSSIER}beroep/", maatregel.BeroepRegistreren.as_view(), name="beroep"),
    path(f"{DOSSIER}beroep/uitspraak/", maatregel.BeroepUitspraak.as_view(), name="uitspraak"),
    path(f"{DOSSIER}rechtzetten/", maatregel.Rechtzetten.as_view(), name="rechtzetten"),
    path(f"{MENTOR}uittreksel/", uittreksel.Nakijken.as_view(), name="uittreksel"),
    path(f"{MENTOR}uittreksel/toewijzen/", uittreksel.VermeldingToewijzen.as_view(), name="vermelding"),
    path(f"{MENTOR}uittreksel/beoordelen/", uittreksel.Beoordelen.as_view(), name="uittreksel_beoordelen"),
    path(f"{MENTOR}vrijstelling/", uittreksel.Vrijstelling.as_view(), name="vrijstelling"),
]
