"""Replaced by the screens."""

from django.shortcuts import render


def overzicht(request):
    return render(request, "base.html")


vandaag = overzicht


def aanvraag(request, ref):
    return render(request, "base.html")


dossier = aanvraag


def bezoek(request, token):
    return render(request, "base.html")
