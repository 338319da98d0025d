"""The year of a lerende behind its private address: a page and a feed."""

from django.urls import path

from .views import kalender

app_name = "kalender"
urlpatterns = [
    path("<str:token>.ics", kalender.feed, name="feed"),
    path("<str:token>/", kalender.pagina, name="pagina"),
]
