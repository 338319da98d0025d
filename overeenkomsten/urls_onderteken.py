"""Where parties read and sign an overeenkomst: by personal link, logged in, or on the tablet of the school."""

from django.urls import path

from .views import onderteken, tekencode

app_name = "onderteken"
INTERN = "<str:wijze>/<int:pk>/"
LINK = "<str:token>/"
urlpatterns = [
    path(INTERN, onderteken.start, name="start"),
    path(f"{INTERN}lezen/", onderteken.lezen, name="lezen"),
    path(f"{INTERN}pdf/", onderteken.pdf, name="pdf"),
    path(f"{INTERN}tekenen/", onderteken.tekenen, name="tekenen"),
    path(f"{INTERN}niet/", onderteken.niet, name="niet"),
    path(f"{INTERN}elders/", onderteken.elders, name="elders"),
    path(LINK, onderteken.link, name="link"),
    path(f"{LINK}lezen/", onderteken.link_lezen, name="link_lezen"),
    path(f"{LINK}pdf/", onderteken.link_pdf, name="link_pdf"),
    path(f"{LINK}tekenen/", onderteken.link_tekenen, name="link_tekenen"),
    path(f"{LINK}niet/", onderteken.link_niet, name="link_niet"),
    path(f"{LINK}code/", tekencode.code, name="link_code"),
    path(f"{LINK}openen/", tekencode.openen, name="link_openen"),
    path(f"{LINK}elders/", onderteken.link_elders, name="link_elders"),
    path(f"{LINK}vernieuwen/", onderteken.vernieuwen, name="link_vernieuwen"),
]
