"""Doors to the screens about organisations."""

from django.urls import include, path

from educam_portal.accounts.views import wissel

from .views import contactkaarten, educam, mijn, onderwijs, school, uitnodiging, werkgever

organisatie = [
    path("organisatie/wissel/", wissel, name="wissel"),
    path("mijn-organisaties/", mijn.mijn, name="mijn"),
    path("mijn-organisaties/<int:pk>/verlaten/", mijn.verlaat, name="verlaat"),
    path("mijn-organisaties/machtiging/<int:pk>/stoppen/", mijn.stop_machtiging, name="stop_machtiging"),
    path("uitnodiging/<str:token>/", uitnodiging.uitnodiging, name="uitnodiging"),
    path("uitnodiging/<str:token>/nieuw/", uitnodiging.vernieuw, name="uitnodiging_vernieuwen"),
    path("werkgever/onderneming/nieuw/", mijn.onderneming_nieuw, name="onderneming_nieuw"),
    path("werkgever/onderneming/doorgestuurd/", mijn.doorgestuurd, name="doorgestuurd"),
    path("werkgever/organisatie/", werkgever.beheer, name="beheer"),
    path("werkgever/organisatie/lid/<int:pk>/", werkgever.lid, name="lid"),
    path("werkgever/organisatie/uitnodiging/<int:pk>/", werkgever.uitnodiging_intrekken, name="uitnodiging_intrekken"),
    path("werkgever/organisatie/verzoek/<int:pk>/", werkgever.verzoek, name="verzoek"),
    path("werkgever/organisatie/machtiging/nieuw/", werkgever.machtiging_nieuw, name="machtiging_nieuw"),
    path("werkgever/organisatie/machtiging/<int:pk>/", werkgever.machtiging_intrekken, name="machtiging_intrekken"),
    path("werkgever/vestigingen/", werkgever.vestigingen, name="vestigingen"),
    path("werkgever/vestigingen/nieuw/", werkgever.vestiging_nieuw, name="vestiging_nieuw"),
    path("werkgever/vestigingen/<int:pk>/", werkgever.vestiging, name="vestiging"),
    path("consulent/ondernemingen/", educam.ondernemingen, name="ondernemingen"),
    path("consulent/ondernemingen/<int:pk>/bevestigen/", educam.bevestig, name="bevestig"),
    path("consulent/ondernemingen/verzoek/<int:pk>/", educam.verzoek, name="educam_verzoek"),
    path("coordinator/instellingen/contactkaarten/", contactkaarten.contactkaarten, name="contactkaarten"),
    path("coordinator/instellingen/contactkaarten/<slug:code>/", contactkaarten.nieuw, name="contactkaart"),
    path(
        "coordinator/instellingen/contactkaarten/<int:pk>/intrekken/",
        contactkaarten.intrekken,
        name="contactkaart_intrekken",
    ),
    path("coordinator/instellingen/schoolvakanties/", onderwijs.schoolvakanties, name="schoolvakanties"),
    path("coordinator/instellingen/schoolvakanties/nieuw/", onderwijs.schoolvakantie, name="schoolvakantie_nieuw"),
    path("coordinator/instellingen/schoolvakanties/<int:pk>/", onderwijs.schoolvakantie, name="schoolvakantie"),
    path(
        "coordinator/instellingen/schoolvakanties/<int:pk>/wissen/",
        onderwijs.schoolvakantie_wissen,
        name="schoolvakantie_wissen",
    ),
    path("coordinator/instellingen/aanbod/", onderwijs.aanbod, name="aanbod"),
    path("coordinator/instellingen/aanbod/nieuw/", onderwijs.aanbod_een, name="aanbod_nieuw"),
    path("coordinator/instellingen/aanbod/<int:pk>/", onderwijs.aanbod_een, name="aanbod_een"),
    path("coordinator/instellingen/aanbod/<int:pk>/wissen/", onderwijs.aanbod_wissen, name="aanbod_wissen"),
    path("coordinator/gebruikers/", educam.gebruikers, name="gebruikers"),
    path("coordinator/gebruikers/uitnodigen/", educam.uitnodigen, name="uitnodigen"),
    path("coordinator/gebruikers/<int:pk>/", educam.gebruiker, name="gebruiker"),
]
# Mounted under /school/ by the floor that has the first page of a school.
scholen = [
    path("collegas/", school.collegas, name="collegas"),
    path("lid/<int:pk>/", school.lid_verwijderen, name="lid_verwijderen"),
    path("uitnodiging/<int:pk>/", school.uitnodiging_intrekken, name="uitnodiging_intrekken"),
]
urlpatterns = [
    path("", include((organisatie, "organisatie"))),
]
