"""Choosing a colleague: who is away today says so."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import Stand, stand


class CollegaVeld(forms.TypedChoiceField):
    """One of the colleagues given to `bied_aan`; cleaned it is that User, None when nobody was chosen."""

    def __init__(self, label: str, *, leeg: str = "Kies een collega", **kwargs: Any) -> None:
        fouten = {"required": "Kies een collega.", "invalid_choice": "Kies een collega uit de lijst."}
        super().__init__(label=label, coerce=self._kies, empty_value=None, error_messages=fouten, **kwargs)
        self.leeg = leeg

    def bied_aan(self, collegas: Iterable[User]) -> None:
        wie_weg = stand(timezone.localdate())
        op_naam = sorted(collegas, key=lambda user: (user.naam.lower(), user.pk))
        self.choices = [("", self.leeg), *((str(user.pk), _label(user, wie_weg)) for user in op_naam)]

    @staticmethod
    def _kies(pk: str) -> User:
        """The colleague as he or she is now; `pk` is one of the choices."""
        user = User.objects.filter(pk=pk).first()
        if user is None:
            raise ValueError
        return user


def _label(user: User, wie_weg: Stand) -> str:
    afwezig = wie_weg.van(user)
    return f"{user} (afwezig tot en met {afwezig.tot:%d/%m/%Y})" if afwezig else str(user)
