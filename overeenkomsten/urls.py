"""Doors around one overeenkomst, for everybody who works with it, and the lists of werkgever and EDUCAM."""

from django.urls import path

from .views import (
    bevraging,
    collegas,
    educam,
    evaluaties,
    gesprek,
    kalender,
    knelpunt,
    leren,
    mentor,
    overeenkomst,
    pakket,
    schorsen,
    stoppen,
    verloop,
    verplichtingen,
    werkgever,
    wijzigen,
)

app_name = "overeenkomst"
EEN = "overeenkomsten/<str:ref>/"
urlpatterns = [
    path("werkgever/overeenkomsten/", werkgever.lijst, name="lijst"),
    path("werkgever/tekenbevoegden/", werkgever.tekenbevoegden, name="tekenbevoegden"),
    path("werkgever/tekenbevoegden/<int:pk>/intrekken/", werkgever.intrekken, name="tekenbevoegde_intrekken"),
    path("mentor/leerlingen/", mentor.leerlingen, name="leerlingen"),
    path("consulent/overeenkomsten/", educam.lijst, name="educam"),
    path(EEN, overeenkomst.detail, name="detail"),
    path(f"{EEN}gesprek/", gesprek.gesprek, name="gesprek"),
    path(f"{EEN}gesprek/knelpunt/", knelpunt.melden, name="knelpunt_melden"),
    path(f"{EEN}gesprek/knelpunt/<int:pk>/gesprek/", knelpunt.gesprek, name="knelpunt_gesprek"),
    path(f"{EEN}gesprek/knelpunt/<int:pk>/sluiten/", knelpunt.sluiten, name="knelpunt_sluiten"),
    path(f"{EEN}gesprek/hoe-gaat-het/", bevraging.hoe_gaat_het, name="hoe_gaat_het"),
    path(f"{EEN}gesprek/ruilen/", gesprek.ruil, name="ruil"),
    path(f"{EEN}gesprek/ruilen/<int:pk>/", gesprek.ruil_antwoord, name="ruil_antwoord"),
    path(f"{EEN}leren/", leren.leren, name="leren"),
    *(path(f"{EEN}leren/{pad}", view, name=naam) for naam, pad, view in evaluaties.DEUREN),
    *(
        path(f"{EEN}{pad}", view, name=naam)
        for naam, pad, view in (*verloop.DEUREN, *wijzigen.DEUREN, *stoppen.DEUREN, *schorsen.DEUREN)
    ),
    *(path(f"{EEN}leren/{pad}", view, name=naam) for naam, pad, view in collegas.DEUREN),
    path(f"{EEN}kosten/", overeenkomst.kosten, name="kosten"),
    path(f"{EEN}plan/", overeenkomst.plan, name="plan"),
    path(f"{EEN}lopende-verplichtingen/", verplichtingen.lopende, name="lopende"),
    path(f"{EEN}secretariaat/", pakket.pakket, name="pakket"),
    path(f"{EEN}secretariaat/intrekken/", pakket.intrekken, name="pakket_intrekken"),
    path(f"{EEN}kalender/", kalender.kalender, name="kalender"),
    path(f"{EEN}kalender/pdf/", kalender.afdrukken, name="kalender_afdrukken"),
    path(f"{EEN}kalender/adres/", kalender.adres, name="kalender_adres"),
    path(f"{EEN}kalender/mail/", kalender.mailen, name="kalender_mailen"),
    path(f"{EEN}eerste-dag/", verplichtingen.eerste_dag, name="eerste_dag"),
    path(f"{EEN}medisch/", verplichtingen.medisch, name="medisch"),
    path(f"{EEN}verplichtingen/<slug:soort>/", verplichtingen.afvinken, name="afvinken"),
    path(f"{EEN}verplichtingen/<slug:soort>/terug/", verplichtingen.terug, name="ontvinken"),
]
