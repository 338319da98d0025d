"""Where a colleague of the mentor ticks competences, by personal link."""

from django.urls import path

from .views import helpen

app_name = "helpen"
urlpatterns = [
    path("<str:token>/", helpen.start, name="start"),
    path("<str:token>/vernieuwen/", helpen.vernieuwen, name="vernieuwen"),
]
