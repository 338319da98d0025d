"""Phone numbers as people type them (rules.md §9, facts.md §6)."""

import phonenumbers

_LANGSTE = 60


def schoon_telefoon(tekst: str) -> str | None:
    """A Belgian number, or one of another country typed with its country code, as `+32470123456`; else None."""
    if not isinstance(tekst, str) or len(tekst) > _LANGSTE:
        return None
    try:
        nummer = phonenumbers.parse(tekst, "BE")
    except phonenumbers.NumberParseException:
        return None
    if nummer.extension or not phonenumbers.is_valid_number(nummer):
        return None
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)


def toon_telefoon(nummer: str) -> str:
    """`+32470123456` → `0470 12 34 56`; another country keeps its code. What is no number is shown as it stands."""
    try:
        deel = phonenumbers.parse(nummer, "BE")
    except phonenumbers.NumberParseException:
        return nummer
    vormen = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(deel, vormen.NATIONAL if deel.country_code == 32 else vormen.INTERNATIONAL)
