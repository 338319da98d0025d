"""States of a mentor, a session of the mentoropleiding and an enrolment (rules.md §4), and who may change them."""

from django.db import models


class MentorToestand(models.TextChoices):
    ACTIEF = "actief", "Actief"
    VERTROKKEN = "vertrokken", "Vertrokken"
    GEWEERD = "geweerd", "Geweerd"


class SessieToestand(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    AFGEROND = "afgerond", "Afgerond"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


class Inschrijfstand(models.TextChoices):
    INGESCHREVEN = "ingeschreven", "Ingeschreven"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    GEANNULEERD = "geannuleerd", "Geannuleerd"
    VOLTOOID = "voltooid", "Voltooid"
    NIET_VOLTOOID = "niet_voltooid", "Niet voltooid"


# Somebody still has to come, or to hear whether there is a seat.
OPEN = (Inschrijfstand.INGESCHREVEN, Inschrijfstand.WACHTLIJST)


class Wie(models.TextChoices):
    """Who may press a button of the transition tables."""

    MENTOR = "mentor", "mentor"
    WERKGEVER = "werkgever", "werkgever"
    CONSULENT = "consulent", "consulent"
    COORDINATOR = "coordinator", "coördinator"
    PORTAAL = "portaal", "het portaal zelf"
