"""Where a sociaal secretariaat without account sees its pack and ticks what it arranged."""

from django.urls import path

from .views import secretariaat

app_name = "secretariaat"
LINK = "<str:token>/"
urlpatterns = [
    path(LINK, secretariaat.start, name="start"),
    path(f"{LINK}pdf/", secretariaat.pdf, name="pdf"),
    path(f"{LINK}csv/", secretariaat.csv, name="csv"),
    path(f"{LINK}code/", secretariaat.code, name="code"),
    path(f"{LINK}openen/", secretariaat.openen, name="openen"),
    path(f"{LINK}vernieuwen/", secretariaat.vernieuwen, name="vernieuwen"),
]
