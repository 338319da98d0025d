from django.urls import path

from . import views

app_name = "documenten"
urlpatterns = [path("<uuid:pk>/", views.bestand, name="bestand")]
