"""The timeline: everything that happened to a dossier, written by `workflow` alone (architecture.md §3)."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from educam_portal.accounts.models import User


class Gebeurtenis(models.Model):
    """One thing that happened: a transition or an event on a dossier. Never changed, never deleted."""

    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    onderwerp_id = models.CharField(max_length=40)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    actie = models.SlugField(max_length=50)
    van = models.CharField(max_length=30, blank=True)
    naar = models.CharField(max_length=30, blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    tekst = models.TextField(blank=True)
    gegevens = models.JSONField(default=dict, blank=True)
    intern = models.BooleanField("alleen voor EDUCAM", default=False)

    class Meta:
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["onderwerp_type", "onderwerp_id", "-op"])]

    def __str__(self) -> str:
        return f"{self.actie} {self.onderwerp_type_id}:{self.onderwerp_id}"
