"""`make run`: demo data once, the deadline job once, then web, worker and beat until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bijwerken import bijwerken
from scripts.diensten import luistert, wacht_tot
from scripts.stapel import Stapel, leeft, manage, opdrachten

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "educam_portal.settings")

EINDE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEMO_AANMELDINGEN = [
    ("werkgever@example.be", "garage die een erkenning aanvraagt"),
    ("consulent.ant@example.be", "consulent van Antwerpen (ook .wvl, .ovl, .lim, .bru)"),
    ("coordinator@example.be", "coördinator: alle regio's"),
    ("mentor@example.be", "mentor"),
    ("school@example.be", "school"),
    ("beheerder@example.be", "beheerder"),
]


def voorbereiden() -> bool:
    """Bring the stores up to date and run the deadline job; returns whether this is a demo."""
    bijwerken()
    from django.conf import settings
    from django.core.management import get_commands

    from educam_portal.accounts.models import User

    if settings.DEMO and not User.objects.exists() and "demo" in get_commands():
        print("Demogegevens laden", flush=True)
        manage("demo")
    manage("verwerk_termijnen", stil=True)
    return settings.DEMO and User.objects.exists()


def welkom(adres: str, demo: bool) -> None:
    print(f"\nHet portaal draait op {adres}/", flush=True)
    if demo:
        print("Aanmelden kan met (wachtwoord: duaal):")
        for mail, wie in DEMO_AANMELDINGEN:
            print(f"  {mail:28} {wie}")
        print(f"Verzonden mails staan op {adres}/demo/postbus/")
    print("Stoppen: Ctrl-C", flush=True)


def main() -> int:
    poort = int(os.environ.get("PORT", "8000"))
    adres = os.environ.get("BIND", "127.0.0.1")
    if luistert(poort):
        print(f"Poort {poort} is bezet. Kies een andere, bijvoorbeeld: make run PORT={poort + 1}", file=sys.stderr)
        return 1
    demo = voorbereiden()
    for teken in EINDE:
        signal.signal(teken, _stop)
    stapel = Stapel()
    try:
        for naam, opdracht in opdrachten(poort=poort, adres=adres).items():
            stapel.start(naam, opdracht)
        wacht_tot(lambda: leeft(poort) or bool(stapel.gevallen()), seconden=60, wat="Het portaal")
        if not stapel.gevallen():
            welkom(f"http://localhost:{poort}", demo)
        while not (gevallen := stapel.gevallen()):
            time.sleep(0.5)
        print(f"Het proces '{gevallen}' is gestopt; de andere stoppen mee.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nHet portaal stopt…", flush=True)
        return 0
    finally:
        for teken in EINDE:  # a second Ctrl-C must not leave a child behind
            signal.signal(teken, signal.SIG_IGN)
        stapel.stop()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
