"""Doors for mentoren."""

from django.urls import path

from . import mentor

app_name = "mentor"
urlpatterns = [path("", mentor.start, name="start")]
