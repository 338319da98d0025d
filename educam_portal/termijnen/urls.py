"""Everything due, and its calendar."""

from django.urls import path

from . import views

app_name = "termijnen"
urlpatterns = [
    path("termijnen/", views.lijst, name="lijst"),
    path("termijnen/agenda/", views.agenda_vernieuwen, name="agenda_vernieuwen"),
    path("termijnen/<int:pk>/verlengen/", views.verlengen, name="verlengen"),
    path("agenda/<str:token>.ics", views.agenda_feed, name="agenda"),
]
