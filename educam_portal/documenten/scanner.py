"""A small client of ClamAV's daemon: INSTREAM over TCP or a Unix socket (`CLAMD_URL`)."""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from .fouten import OngeldigBestand

log = logging.getLogger(__name__)
WACHTTIJD = 30
_BROK = 64 * 1024
_MAX_ANTWOORD = 4096


def scan(inhoud: bytes) -> None:
    """Return when clean, or when no scanner is configured.

    Raises OngeldigBestand `virus` on a find and `scanner` when the scanner cannot be asked or does not say OK.
    """
    if not settings.CLAMD_URL:
        return
    try:
        antwoord = _vraag(settings.CLAMD_URL, inhoud)
    except (OSError, ValueError) as fout:
        log.error("virusscanner niet bereikbaar: %s", fout)
        raise OngeldigBestand.om("scanner") from fout
    if antwoord.endswith(" FOUND"):
        log.warning("virusscanner: %s", antwoord)
        raise OngeldigBestand.om("virus")
    if antwoord != "stream: OK":
        log.error("virusscanner antwoordt: %s", antwoord)
        raise OngeldigBestand.om("scanner")


def _vraag(url: str, inhoud: bytes) -> str:
    with _verbind(url) as lijn:
        lijn.sendall(b"zINSTREAM\0")
        try:
            for begin in range(0, len(inhoud), _BROK):
                brok = inhoud[begin : begin + _BROK]
                lijn.sendall(struct.pack("!I", len(brok)) + brok)
            lijn.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # clamd hangs up when the stream is too long for it; its answer says so
        antwoord = b""
        while len(antwoord) < _MAX_ANTWOORD and not antwoord.endswith(b"\0") and (deel := lijn.recv(_MAX_ANTWOORD)):
            antwoord += deel
    return antwoord.rstrip(b"\0\n").decode(errors="replace")


def _verbind(url: str) -> socket.socket:
    """A connection to `tcp://host:port` or `unix:///path`; ValueError for anything else."""
    delen = urlsplit(url)
    if delen.scheme == "tcp" and delen.hostname and delen.port:
        return socket.create_connection((delen.hostname, delen.port), timeout=WACHTTIJD)
    if delen.scheme == "unix" and delen.path:
        lijn = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        lijn.settimeout(WACHTTIJD)
        try:
            lijn.connect(delen.path)
        except OSError:
            lijn.close()
            raise
        return lijn
    raise ValueError("CLAMD_URL moet tcp://host:poort of unix:///pad zijn")
