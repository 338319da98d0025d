"""Doors of who acts for an onderneming to its premiums, under `/werkgever/premies/`."""

from django.urls import path

from .views import inlezen, werkgever

app_name = "premie"
urlpatterns = [
    path("", werkgever.lijst, name="lijst"),
    path("toestemming/", werkgever.toestemming, name="toestemming"),
    path("rekening/", werkgever.rekening, name="rekening"),
    path("toestemming/intrekken/", werkgever.intrekken, name="intrekken"),
    path("inlezen/", inlezen.inlezen, name="inlezen"),
    path("inlezen/<int:pk>/", inlezen.inlezing, name="inlezing"),
    path("inlezen/<int:pk>/overnemen/", inlezen.overnemen, name="overnemen"),
    path("<str:ref>/", werkgever.detail, name="detail"),
    path("<str:ref>/dagen/", werkgever.dagen, name="dagen"),
    path("<str:ref>/dagen/<int:pk>/wissen/", werkgever.dagen_wissen, name="dagen_wissen"),
]
