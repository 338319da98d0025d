"""Doors of who acts for an onderneming to its premiums, under `/werkgever/premies/`."""

from django.urls import path

from .views import werkgever

app_name = "premie"
urlpatterns = [
    path("", werkgever.lijst, name="lijst"),
    path("toestemming/", werkgever.toestemming, name="toestemming"),
    path("rekening/", werkgever.rekening, name="rekening"),
    path("toestemming/intrekken/", werkgever.intrekken, name="intrekken"),
    path("<str:ref>/", werkgever.detail, name="detail"),
    path("<str:ref>/dagen/", werkgever.dagen, name="dagen"),
    path("<str:ref>/dagen/<int:pk>/wissen/", werkgever.dagen_wissen, name="dagen_wissen"),
]
