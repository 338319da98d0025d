"""Doors of a school: its board, its lerenden, drafting; the page of its colleagues comes from the floor below."""

from typing import cast

from django.urls import include, path

from educam_portal.accounts.toegang import View, vereist_school
from educam_portal.organisaties.urls import scholen

from .views.school import acties, bord, concept, groep, inlezen, klas, lerende, papier

STAPPEN = {
    "leerwerkplek": concept.Leerwerkplek,
    "mentor": concept.Mentorstap,
    "periode": concept.Periode,
    "plan": concept.Plan,
    "vergoeding": concept.Vergoeding,
    "evaluatie": concept.Evaluatie,
}
ACTIES = {
    "voorleggen": acties.Voorleggen,
    "versturen": acties.Versturen,
    "terugnemen": acties.Terugnemen,
    "herinneren": acties.Herinneren,
    "annuleren": acties.Annuleren,
    "overdragen": acties.Overdragen,
    "registreren": acties.Registreren,
    "kopieren": acties.Kopieren,
    "verlengen": acties.Verlengen,
    "klas_bewaren": acties.Klassjabloonbewaren,
}

school = [
    path("", bord.bord, name="start"),
    path("lerenden/", bord.lerenden, name="lerenden"),
    path("lerenden/nieuw/", lerende.nieuw, name="lerende_nieuw"),
    path("lerenden/inlezen/", inlezen.inlezen, name="inlezen"),
    path("lerenden/inlezen/voorbeeld/", inlezen.voorbeeldbestand, name="inlezen_voorbeeld"),
    path("lerenden/<int:pk>/", lerende.lerende, name="lerende"),
    path("klassen/", klas.lijst, name="klassen"),
    path("klassen/nieuw/", klas.nieuw, name="klas_nieuw"),
    path("klassen/<int:pk>/", klas.sjabloon, name="klas"),
    path("klassen/<int:pk>/maken/", klas.maken, name="klas_maken"),
    path("klassen/<int:pk>/verwijderen/", klas.verwijderen, name="klas_verwijderen"),
    *(
        path(f"klassen/<int:pk>/{naam.removeprefix('klas_')}/", vereist_school(cast(View, deel.as_view())), name=naam)
        for naam, deel in klas.DELEN.items()
    ),
    path("groepswerk/", groep.lijst, name="groepswerken"),
    path("groepswerk/nieuw/", groep.nieuw, name="groep_nieuw"),
    path("groepswerk/<int:pk>/", groep.groepswerk, name="groepswerk"),
    path("groepswerk/<int:pk>/overnemen/", inlezen.overnemen, name="inlezen_overnemen"),
    path("groepswerk/<int:pk>/stoppen/", groep.stoppen, name="groepswerk_stoppen"),
    path("overeenkomsten/nieuw/", concept.nieuw, name="overeenkomst_nieuw"),
    path("overeenkomsten/<str:ref>/", concept.takenlijst, name="overeenkomst"),
    path("overeenkomsten/<str:ref>/nakijken/", concept.nakijken, name="nakijken"),
    *(
        path(f"overeenkomsten/<str:ref>/{naam}/", vereist_school(cast(View, view.as_view())), name=naam)
        for naam, view in {**STAPPEN, **ACTIES}.items()
    ),
    path("stukken/<int:pk>/papier/", vereist_school(cast(View, papier.Papier.as_view())), name="papier"),
    *scholen,
]
urlpatterns = [path("school/", include((school, "school")))]
