"""A look that is owed at a recognised vestiging outside any aanvraag: it moved (rules.md §3.3)."""

from django.db import models
from django.db.models import F, Q

from educam_portal.accounts.models import Rol, User
from educam_portal.organisaties.models import Vestiging


class NazichtQuerySet(models.QuerySet["Nazicht"]):
    def voor(self, user: User) -> "NazichtQuerySet":
        """What still waits in the own and replaced regions of a consulent."""
        regios = user.organisaties_als(Rol.CONSULENT)
        return self.filter(afgerond_op=None, vestiging__regio__organisatie__in=regios)


class Nazicht(models.Model):
    """One visit to make, on the day list of the region until somebody writes down what was seen."""

    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="nazichten")
    reden = models.TextField()
    gevraagd_op = models.DateField()
    gezien_op = models.DateField(null=True, blank=True)
    besluit = models.TextField("wat je zag", blank=True)
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_door = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = NazichtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "nazichten"
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vestiging"], condition=Q(afgerond_op=None), name="nazicht_een_open_per_vestiging"
            ),
            models.CheckConstraint(
                condition=Q(afgerond_op=None, afgerond_door=None, gezien_op=None)
                | Q(afgerond_op__gte=F("gezien_op"), afgerond_door__isnull=False, gezien_op__isnull=False),
                name="nazicht_afgerond_met_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"nazicht bij {self.vestiging}"
