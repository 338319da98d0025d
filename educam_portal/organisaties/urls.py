"""Doors to the screens about organisations."""

from django.urls import include, path

from educam_portal.accounts.views import wissel

from .views import contactkaarten, educam, mijn, school, uitnodiging, werkgever

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
    path("coordinator/gebruikers/", educam.gebruikers, name="gebruikers"),
    path("coordinator/gebruikers/uitnodigen/", educam.uitnodigen, name="uitnodigen"),
    path("coordinator/gebruikers/<int:pk>/", educam.gebruiker, name="gebruiker"),
]
scholen = [
    path("", school.start, name="start"),
    path("lid/<int:pk>/", school.lid_verwijderen, name="lid_verwijderen"),
    path("uitnodiging/<int:pk>/", school.uitnodiging_intrekken, name="uitnodiging_intrekken"),
]
urlpatterns = [
    path("", include((organisatie, "organisatie"))),
    path("school/", include((scholen, "school"))),
]
