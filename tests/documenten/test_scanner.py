"""The scanner client against a real socket that speaks INSTREAM as clamd does."""

import socketserver
import struct
import threading
from contextlib import contextmanager

import pytest

from educam_portal.documenten import OngeldigBestand, controle, scanner
from educam_portal.documenten.controle import keur

from .bestanden import opgeladen, pdf

# The standard harmless test file of virus scanners, in two halves so that no scanner trips over this one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GRENS = 400_000


class Clamd(socketserver.StreamRequestHandler):
    """What clamd does with `zINSTREAM`: lengths and chunks, a zero to end, one answer."""

    antwoord: bytes | None = None

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        inhoud = b""
        while lengte := struct.unpack("!I", self.rfile.read(4))[0]:
            inhoud += self.rfile.read(lengte)
            if len(inhoud) > GRENS:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.gezien = inhoud
        gevonden = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in inhoud else b"stream: OK\0"
        self.wfile.write(gevonden if self.antwoord is None else self.antwoord)


@contextmanager
def draaiend(server):
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        draad.join()


@pytest.fixture
def clamd(settings):
    with draaiend(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)) as server:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server


def code_van(inhoud: bytes) -> str:
    with pytest.raises(OngeldigBestand) as fout:
        scanner.scan(inhoud)
    return fout.value.code


def test_without_scanner_nothing_is_asked(settings, monkeypatch):
    gebeld = []
    monkeypatch.setattr(scanner, "_vraag", lambda *vraag: gebeld.append(vraag))
    settings.CLAMD_URL = ""
    scanner.scan(EICAR)
    assert not gebeld


def test_a_clean_file_passes_whole(clamd):
    inhoud = bytes(range(256)) * 1000
    scanner.scan(inhoud)
    assert clamd.gezien == inhoud


def test_a_find_is_refused(clamd):
    assert code_van(b"x" * 100_000 + EICAR) == "virus"


def test_a_stream_that_is_too_long_for_the_scanner_is_refused(clamd):
    assert code_van(b"x" * (GRENS + 1)) == "scanner"


@pytest.mark.parametrize("antwoord", [b"", b"UNKNOWN COMMAND\0", b"stream: OK maar niet heus\0"])
def test_only_ok_is_ok(clamd, monkeypatch, antwoord):
    monkeypatch.setattr(Clamd, "antwoord", antwoord)
    assert code_van(b"x") == "scanner"


def test_a_unix_socket_works_as_well(settings, tmp_path):
    pad = str(tmp_path / "c.sock")
    with draaiend(socketserver.ThreadingUnixStreamServer(pad, Clamd)):
        settings.CLAMD_URL = f"unix://{pad}"
        scanner.scan(b"schoon")
        assert code_van(EICAR) == "virus"


@pytest.mark.parametrize(
    "url",
    ["tcp://127.0.0.1:1", "unix:///bestaat/niet.sock", "http://localhost:3310", "tcp://localhost", "tcp://a:99999"],
)
def test_a_scanner_that_is_out_of_reach_refuses_with_a_sentence(settings, url):
    settings.CLAMD_URL = url
    assert code_van(b"schoon") == "scanner"


def test_a_scanner_that_keeps_silent_does_not_hold_the_page(clamd, monkeypatch):
    monkeypatch.setattr(scanner, "WACHTTIJD", 0.1)
    klaar = threading.Event()
    monkeypatch.setattr(Clamd, "handle", lambda self: klaar.wait(5))
    assert code_van(b"x") == "scanner"
    klaar.set()


def test_the_scan_comes_before_the_file_is_opened(clamd, monkeypatch):
    monkeypatch.setattr(controle, "limiet_mb", lambda: 15)
    monkeypatch.setattr(controle.afgezonderd, "zuiver", None)
    with pytest.raises(OngeldigBestand) as fout:
        keur(opgeladen("a.pdf", pdf() + EICAR))
    assert fout.value.code == "virus"
