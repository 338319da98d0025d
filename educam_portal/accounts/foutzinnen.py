"""What Django's form fields say when something is wrong, in the words of the portal (ux.md §2.5).

A field may say it better for its own question (`error_messages=`). These are what is left: too long, no number, not on
the list. Django's own Dutch says what is wrong with "de waarde", not what to do, and sometimes "u".
"""

from typing import Any

from django import forms
from django.core import validators

KIES = "Kies een mogelijkheid uit de lijst."
VELDEN: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Vul dit in."},
    forms.BooleanField: {"required": "Vink dit aan."},
    forms.IntegerField: {"invalid": "Vul een getal in, zonder letters of komma."},
    forms.DateField: {"invalid": "Vul een datum in die bestaat, zoals 31/12/2027."},
    forms.TimeField: {"invalid": "Vul een uur in, zoals 9.30."},
    forms.ChoiceField: {"invalid_choice": KIES},
    forms.MultipleChoiceField: {"invalid_choice": KIES, "invalid_list": KIES},
    forms.ModelChoiceField: {"invalid_choice": KIES},
    forms.ModelMultipleChoiceField: {"invalid_choice": KIES, "invalid_list": KIES, "invalid_pk_value": KIES},
}
KEURDERS: dict[type[Any], str] = {
    validators.MaxLengthValidator: "Maak dit korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
    validators.MinLengthValidator: "Maak dit langer: minstens %(limit_value)d tekens.",
    validators.MinValueValidator: "Vul %(limit_value)s of meer in.",
    validators.MaxValueValidator: "Vul %(limit_value)s of minder in.",
    validators.EmailValidator: "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be.",
    validators.ProhibitNullCharactersValidator: "Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw.",
}


def neem_over() -> None:
    """Called once at start-up, before any form is made."""
    for veld, zinnen in VELDEN.items():
        veld.default_error_messages = {**veld.default_error_messages, **zinnen}
    for keurder, zin in KEURDERS.items():
        keurder.message = zin
