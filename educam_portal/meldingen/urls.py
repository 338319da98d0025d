"""The demo mailbox."""

from django.urls import path

from educam_portal.meldingen import views

app_name = "postbus"
urlpatterns = [
    path("demo/postbus/", views.lijst, name="lijst"),
    path("demo/postbus/<str:naam>/", views.brief, name="brief"),
    path("demo/postbus/<str:naam>/eml/", views.eml, name="eml"),
]
