"""The inbox, and the demo mailbox."""

from django.urls import include, path

from .views import postbus, postvak

berichten = [
    path("", postvak.lijst, name="lijst"),
    path("gelezen/", postvak.alles_gelezen, name="alles_gelezen"),
    path("voorkeuren/", postvak.kies_mails, name="voorkeuren"),
    path("<int:pk>/", postvak.bericht, name="bericht"),
    path("<int:pk>/bijlage/<int:nummer>/", postvak.bijlage, name="bijlage"),
]
demo = [
    path("", postbus.lijst, name="lijst"),
    path("<str:naam>/", postbus.brief, name="brief"),
    path("<str:naam>/eml/", postbus.eml, name="eml"),
]
urlpatterns = [
    path("berichten/", include((berichten, "berichten"))),
    path("demo/postbus/", include((demo, "postbus"))),
]
