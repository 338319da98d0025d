"""The outbox, under the address of the technical administration but with a door of its own."""

from django.urls import path

from .views import uitgaand

app_name = "uitgaand"
urlpatterns = [
    path("", uitgaand.lijst, name="lijst"),
    path("<int:pk>/", uitgaand.bericht, name="bericht"),
    path("<int:pk>/opnieuw/", uitgaand.opnieuw, name="opnieuw"),
]
