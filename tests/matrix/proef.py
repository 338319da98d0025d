"""Trying one door: what it answers and what it writes, after which everything is as before."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client

from educam_portal.accounts.backend import PortaalBackend
from educam_portal.accounts.models import User
from tests.guards.leesvraag import schrijft

AANMELDEN = "/aanmelden/?next="
bekenden: dict[int, User | None] = {}


class Bekenden(PortaalBackend):
    """Nobody joins or leaves while doors are tried: everybody is read once a test and not at every request."""

    def get_user(self, user_id):
        if user_id not in bekenden:
            bekenden[user_id] = super().get_user(user_id)
        return bekenden[user_id]


@dataclass(frozen=True)
class Antwoord:
    """`geschreven`: the tables that changed, as far as a GET may not change them either."""

    code: int
    naar: str
    tekst: str
    geschreven: tuple[str, ...]

    @property
    def vraagt_aanmelden(self) -> bool:
        return self.code == 302 and self.naar.startswith(AANMELDEN)


def probeer(client: Client, methode: str, adres: str, gegevens: dict | None = None) -> Antwoord:
    """One request inside a savepoint that is rolled back."""
    geschreven: list[str] = []

    def meeluisteren(execute, sql, params, many, context):
        if tabel := schrijft(str(sql)):
            geschreven.append(tabel)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(meeluisteren):
        antwoord = getattr(client, methode)(adres, gegevens)
        tekst = antwoord.getvalue().decode(errors="replace")
        transaction.set_rollback(True)
    if geschreven:
        bekenden.clear()
    return Antwoord(antwoord.status_code, antwoord.get("Location", ""), tekst, tuple(geschreven))
