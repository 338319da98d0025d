"""What people typed, made safe for a place that has one line. Pure."""

import re

_WEBADRES = re.compile(r"://|\bwww\.", re.IGNORECASE)


def een_regel(tekst: str) -> str:
    """`tekst` on one line, without control or direction characters: a name adds no header and no paragraph to a mail."""
    return " ".join("".join(teken if teken.isprintable() else " " for teken in tekst).split())


def heeft_webadres(tekst: str) -> bool:
    """Whether a mail program would make a link of it; a name never is one."""
    return bool(_WEBADRES.search(tekst))
