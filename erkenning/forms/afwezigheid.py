"""Forms about absences; whether the days and the replacement fit is for the services to say."""

from collections.abc import Iterable
from typing import Any

from django import forms

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import datumveld
from educam_portal.organisaties.models import Afwezigheid

from .collega import CollegaVeld

NIEMAND = "Niemand: de coördinatoren volgen op"


class DagenForm(forms.Form):
    """The days and the replacement; `collegas` are who may be chosen, the absent person left out."""

    van = datumveld("Eerste dag", "Kies de eerste dag.")
    tot = datumveld("Laatste dag", "Kies de laatste dag.", help_text="Ook die dag ben je nog afwezig.")
    vervanger = CollegaVeld("Wie vervangt je?", leeg=NIEMAND, required=False)

    def __init__(self, *args: Any, user: User | None, collegas: Iterable[User], zelf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vervanger"].bied_aan(een for een in collegas if een != user)
        if not zelf:
            self.fields["vervanger"].label = "Wie vervangt?"
            self.fields["tot"].help_text = "Ook die dag hoort nog bij de afwezigheid."


class MeldForm(DagenForm):
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=200,
        help_text="Niet nodig. Alleen jij en de coördinatoren lezen dit. Schrijf niets over je gezondheid.",
        error_messages={"max_length": "Deze tekst is te lang. Maak hem korter dan 200 tekens."},
    )


class MeldVoorForm(MeldForm):
    """Reported by a coördinator, for anybody."""

    user = CollegaVeld("Wie is afwezig?")
    field_order = ["user", "van", "tot", "vervanger", "reden"]

    def __init__(self, *args: Any, collegas: list[User], **kwargs: Any) -> None:
        super().__init__(*args, user=None, collegas=collegas, zelf=False, **kwargs)
        self.fields["user"].bied_aan(collegas)
        self.fields["reden"].help_text = "Niet nodig. Schrijf niets over iemands gezondheid."


class WijzigForm(DagenForm):
    """Of one that has begun the first day is past, and stays."""

    def __init__(self, *args: Any, afwezigheid: Afwezigheid, begonnen: bool, **kwargs: Any) -> None:
        initial = {"van": afwezigheid.van, "tot": afwezigheid.tot, "vervanger": afwezigheid.vervanger_id}
        super().__init__(*args, user=afwezigheid.user, initial=initial, **kwargs)
        if begonnen:
            self.fields["van"].disabled = True
