"""What a school does with several overeenkomsten at once: which action, and what it needs (rules.md §5)."""

from collections.abc import Iterable
from typing import Any

from django import forms

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import Keuzelijst
from erkenning.forms.collega import CollegaVeld

from ..models import Groepswerk

S = Groepswerk.Soort
ACTIES = {
    S.VOORLEGGEN: "Leg het plan voor aan de mentor",
    S.VERSTUREN: "Stuur ter ondertekening",
    S.HERINNEREN: "Stuur een herinnering",
    S.AFDRUKKEN: "Druk af in één pdf",
    S.OVERDRAGEN: "Geef aan een collega",
}


class GroepKeuzeForm(forms.Form):
    """The bar below the board."""

    zeeft = True

    actie = forms.ChoiceField(
        label="Met wat je aanvinkte",
        choices=[(soort.value, label) for soort, label in ACTIES.items()],
        widget=Keuzelijst,
    )


class GroepForm(forms.Form):
    """The press of the button, with the colleague when the pile is handed over."""

    def __init__(self, *args: Any, actie: str, collegas: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actie == S.OVERDRAGEN:
            veld = CollegaVeld("Aan wie?")
            veld.bied_aan(collegas)
            self.fields["aan"] = veld

    def gegevens(self) -> dict[str, Any]:
        return {"aan": self.cleaned_data["aan"].pk} if "aan" in self.fields else {}
