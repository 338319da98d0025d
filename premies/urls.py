"""Doors of who acts for an onderneming to its premiums, under `/werkgever/premies/`."""

from django.urls import path

from .views import inlezen, toestemming, werkgever

app_name = "premie"
urlpatterns = [
    path("", werkgever.lijst, name="lijst"),
    path("toestemming/", toestemming.toestemming, name="toestemming"),
    path("rekening/", toestemming.rekening, name="rekening"),
    path("toestemming/intrekken/", toestemming.intrekken, name="intrekken"),
    path("inlezen/", inlezen.inlezen, name="inlezen"),
    path("inlezen/<int:pk>/", inlezen.inlezing, name="inlezing"),
    path("inlezen/<int:pk>/overnemen/", inlezen.overnemen, name="overnemen"),
    path("<str:ref>/", werkgever.detail, name="detail"),
    path("<str:ref>/dagen/", werkgever.dagen, name="dagen"),
    path("<str:ref>/dagen/<int:pk>/wissen/", werkgever.dagen_wissen, name="dagen_wissen"),
]
