"""The page of one overeenkomst, shared by everybody who works with it."""

from django.urls import path

from .views import detail

app_name = "overeenkomst"
urlpatterns = [path("overeenkomsten/<str:ref>/", detail.toon, name="detail")]
