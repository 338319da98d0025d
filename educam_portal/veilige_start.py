"""Refuses to start on a missing secret or an unsafe combination: better no portal than an open one."""

from django.core.exceptions import ImproperlyConfigured


def controleer_start(*, demo: bool, portal_url: str, geheimen: dict[str, str]) -> None:
    """Raise ImproperlyConfigured with one sentence when the environment is not safe to serve people from.

    In demo mode secrets must exist too (`make setup` writes them to `.env`), but a plain http address is allowed.
    """
    ontbreekt = [naam for naam, waarde in geheimen.items() if not waarde]
    if ontbreekt:
        raise ImproperlyConfigured(
            f"Zet {', '.join(ontbreekt)} in de omgeving; `make setup` maakt ze aan voor een eigen machine."
        )
    if not demo and not portal_url.startswith("https://"):
        raise ImproperlyConfigured(
            "Zonder DEMO=1 moet PORTAL_URL met https:// beginnen: cookies zijn anders af te luisteren."
        )
