"""The code that goes with a personal link (rules.md §5): whoever was forwarded a mail does not get it."""

from typing import ClassVar

from django.db import models


class MetCode(models.Model):
    """A personal link that asks, before what only its addressee may have, for a code mailed to the address of the link.

    Only a hash of the code is kept, for as long as `code_tot` says. A model adds `email`, `zaad`, `token_hash` and `naam`.
    """

    # What the mail says the code is for, after "Dit is de code om".
    CODE_OM: ClassVar[str]

    code_hash = models.CharField(max_length=64, blank=True)
    code_tot = models.DateTimeField(null=True, blank=True)
    code_pogingen = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
