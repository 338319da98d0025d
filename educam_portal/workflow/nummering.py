"""Numbers that people say over the phone: one series per year, none given twice and none skipped."""

from django.db import models


class Jaarteller(models.Model):
    """Last number given per year; the row is locked while a number is taken, so none is given twice."""

    jaar = models.PositiveSmallIntegerField(primary_key=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.jaar}: {self.laatste}"


def volgende(teller: type[Jaarteller], jaar: int, *, voorvoegsel: str) -> str:
    """The next `ERK-2026-00123`; call it inside the transaction that uses it."""
    rijen = teller._default_manager.select_for_update(of=("self",), no_key=True).filter(jaar=jaar)
    rij = rijen.first()
    if rij is None:
        # The first of the year; when somebody else makes the row at this very moment, that one counts.
        teller._default_manager.bulk_create([teller(jaar=jaar)], ignore_conflicts=True)
        rij = rijen.get()
    rij.laatste += 1
    rij.save()
    return f"{voorvoegsel}-{jaar}-{rij.laatste:05d}"
