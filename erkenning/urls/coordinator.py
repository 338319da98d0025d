"""What a coördinator opens."""

from django.urls import path

app_name = "coordinator"
urlpatterns: list = []
