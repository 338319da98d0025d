"""The personal page of the lerende, and of a mentor without an account."""

from django.urls import path

from .views import deelnemer, getekend

app_name = "deelnemer"
LINK = "<str:token>/"
urlpatterns = [
    path(LINK, deelnemer.start, name="start"),
    path(f"{LINK}kalender/", deelnemer.kalender, name="kalender"),
    path(f"{LINK}leren/", deelnemer.leren, name="leren"),
    path(f"{LINK}knelpunt/", deelnemer.knelpunt, name="knelpunt"),
    path(f"{LINK}document/<int:pk>/", getekend.document, name="document"),
    path(f"{LINK}code/", getekend.code, name="code"),
    path(f"{LINK}openen/", getekend.openen, name="openen"),
    path(f"{LINK}hoe-gaat-het/", deelnemer.hoe_gaat_het, name="hoe_gaat_het"),
]
