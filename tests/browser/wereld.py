"""The demo world on PostgreSQL, its letters printed: made once, copied for each browser that starts with it.

`python -m tests.browser.wereld` makes it in the folder BROWSER_WERELD, on the server of TEST_DATABASE_URL and with the
Redis of TEST_REDIS_URL (scripts/controle.py). Without that folder every portal makes a world of its own.
"""

import os
import shutil
import subprocess
from pathlib import Path

from redis import Redis

from scripts import proefportaal
from scripts.diensten import postgres_map, wacht_tot
from scripts.stapel import Stapel, opdrachten
from tests.browser.databank import SLEUTELS, eigen_databank

# Addresses in stored mails start with it; the portal that takes the world over puts its own there.
ADRES = "http://wereld.invalid"


def maak(map_: Path, server: str, makelaar: str) -> None:
    """Build it in stores of its own, wait until every document is printed, and write it down in `map_`."""
    map_.mkdir(parents=True)
    delen = {naam: os.environ[naam] for naam in SLEUTELS} | {
        "DATABASE_URL": eigen_databank(server),
        "REDIS_URL": makelaar,
    }
    omgeving = proefportaal.eigen_omgeving(map_, 0, ADRES) | delen
    proefportaal.neem_static_over(map_)
    stapel = Stapel(omgeving, logmap=map_)
    try:
        proefportaal.maak_wereld(omgeving)
        for naam, opdracht in opdrachten(poort=0).items():
            if naam.startswith("worker"):
                stapel.start(naam, opdracht)
        wacht_tot(lambda: not _werk(Redis.from_url(makelaar)), seconden=180, wat="Het drukwerk van de demowereld")
    finally:
        stapel.stop()
    uit = map_ / "wereld.sql"
    subprocess.run([_programma("pg_dump"), "--no-owner", "-f", str(uit), delen["DATABASE_URL"]], check=True)


def neem_over(map_: Path, omgeving: dict[str, str]) -> None:
    """Put the world in the empty stores of this environment, its addresses those of this portal."""
    sql = (map_ / "wereld.sql").read_text().replace(ADRES, omgeving["PORTAL_URL"])
    laad = [_programma("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, omgeving["DATABASE_URL"]]
    subprocess.run(laad, input=sql, text=True, check=True)
    shutil.copytree(map_ / "documenten", omgeving["DOCUMENTEN_DIR"])
    # What this checkout once collected may be older than its style sheets; the world collected them today.
    shutil.rmtree(Path(omgeving["VAR_DIR"]) / "static", ignore_errors=True)
    proefportaal.neem_static_over(Path(omgeving["VAR_DIR"]), van=map_)


def _werk(redis: Redis) -> int:
    """Tasks that wait, or that a worker has taken and not finished."""
    return redis.llen("celery") + redis.llen("zwaar") + redis.hlen("unacked")


def _programma(naam: str) -> str:
    map_ = postgres_map()
    assert map_ is not None  # the server of the tests is one of these
    return str(map_ / naam)


if __name__ == "__main__":
    import tests.instellingen  # noqa: F401  # the keys

    maak(Path(os.environ["BROWSER_WERELD"]), os.environ["TEST_DATABASE_URL"], os.environ["TEST_REDIS_URL"])
