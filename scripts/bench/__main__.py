"""`make bench`: fill a PostgreSQL of its own with 1 000 and then 100 000 dossiers, and print what pages and jobs cost.

`python -m scripts.bench [--groot 100000]`. Nothing of the developer's environment is used; everything is gone after.
"""

import argparse
import logging
import os
import secrets
import sys
import tempfile
import warnings
from base64 import urlsafe_b64encode
from pathlib import Path

from scripts import zegel
from scripts.diensten import eindig_netjes, postgres, redis

KLEIN = 1_000
TERMIJNEN_VANDAAG = 500


def omgeving(map_: Path, databank: str, makelaar: str) -> dict[str, str]:
    """The settings of a portal on real parts that mails into a folder."""
    sleutel = urlsafe_b64encode(secrets.token_bytes(32)).decode()
    zegel_sleutel, zegel_wachtwoord = zegel.maak()
    return {
        "DJANGO_SETTINGS_MODULE": "educam_portal.settings", "DEMO": "1", "TWEEDE_FACTOR_VERPLICHT": "0",
        "PORTAL_URL": "http://localhost:8000", "ALLOWED_HOSTS": "localhost,testserver", "SECRET_KEY": secrets.token_hex(40),
        "DOCUMENT_SLEUTELS": sleutel, "PERSOON_SLEUTELS": sleutel, "PERSOON_HASH_SLEUTEL": sleutel,
        "ZEGEL_SLEUTEL": zegel_sleutel, "ZEGEL_WACHTWOORD": zegel_wachtwoord, "TIJDSTEMPEL_URL": "",
        "VERTROUWDE_CERTIFICATEN": "",
        "VAR_DIR": str(map_), "DOCUMENTEN_DIR": str(map_ / "documenten"), "DATABASE_URL": databank,
        "REDIS_URL": makelaar, "EMAIL_URL": "", "CLAMD_URL": "", "VERTROUWDE_PROXIES": "0", "LOGNIVEAU": "ERROR",
    }  # fmt: skip


def main() -> int:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--groot", type=int, default=100_000, help="hoeveel dossiers er in de grote meting zijn")
    groot = lezer.parse_args().groot
    eindig_netjes()
    with postgres() as databank, redis() as makelaar, tempfile.TemporaryDirectory() as map_:
        os.environ.update(omgeving(Path(map_), databank, makelaar))
        import django

        warnings.simplefilter("ignore")
        django.setup()
        logging.disable(logging.ERROR)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        return rapport(groot)


def rapport(groot: int) -> int:
    """Fill, measure, and print a line per page and per job."""
    from django.test import override_settings
    from django.utils import timezone

    from scripts.bench.vullen import vul

    nu = timezone.now()
    metingen = {}
    with override_settings(ROOT_URLCONF="scripts.bench.kaal", DEBUG=False):
        for aantal, vanaf in ((KLEIN, 0), (groot, KLEIN)):
            print(f"Vullen tot {aantal} dossiers…", flush=True)
            vul(vanaf, aantal, nu)
            metingen[aantal] = alles()
    klein, veel = metingen[KLEIN], metingen[groot]
    kop = f"{'wat':44}{'vragen':>8}{'mediaan':>10}{'p95':>9}{'× kaal':>8}{f'{groot}:{KLEIN}':>13}"
    print(f"\n{kop}\n{'-' * len(kop)}")
    for naam, meting in veel.items():
        print(
            f"{naam:44}{meting.queries:8}{meting.mediaan:8.1f}ms{meting.p95:7.1f}ms"
            f"{_keer_kaal(meting):>8}{meting.mediaan / klein[naam].mediaan:13.2f}"
        )
    print("\nMilliseconden zeggen enkel iets naast de kale pagina, die om de beurt met elke pagina gemeten is.")
    return 0


def _keer_kaal(meting) -> str:
    return f"{meting.mediaan / meting.kaal:.1f}" if meting.kaal else ""


def alles() -> dict:
    """Name → Meting of every page and job, in the database as it is now."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from educam_portal.accounts.models import Lidmaatschap, Rol
    from educam_portal.termijnen.job import verwerk
    from erkenning.models import Aanvraag, Erkenning
    from overeenkomsten.tasks import nieuwe_dag
    from premies.tasks import herbekijk
    from scripts.bench import premies
    from scripts.bench.meten import bladzijde, meet
    from scripts.bench.vullen import mensen, te_laat_zetten

    cache.clear()
    ContentType.objects.clear_cache()
    staf = mensen()
    open_ = Aanvraag.objects.open().filter(consulent=staf["ovl"]).order_by("-pk").first()
    assert open_ is not None
    werkgever = staf["wvl"].__class__.objects.get(email="bench.werkgever@example.be")
    Lidmaatschap.objects.get_or_create(
        user=werkgever, organisatie=open_.onderneming.organisatie, rol=Rol.VERANTWOORDELIJKE
    )
    met_lerenden, school, ovk = overeenkomsten()
    erkenning = Erkenning.objects.geldig().order_by("-pk").first()
    assert erkenning is not None
    clients = {}
    wie_meet = {
        "consulent": staf["ovl"], "coordinator": staf["coordinator"], "werkgever": werkgever,
        "met lerenden": met_lerenden, "school": school,
    }  # fmt: skip
    for naam, user in wie_meet.items():
        clients[naam] = Client()
        clients[naam].force_login(user)
    clients["bezoeker"] = Client()
    bladzijden = [
        ("kale pagina", "consulent", "/kaal/"),
        ("consulent: vandaag", "consulent", "/consulent/"),
        ("consulent: werklijst, te doen", "consulent", "/consulent/werklijst/"),
        ("consulent: werklijst, beslist", "consulent", "/consulent/werklijst/?tab=beslist"),
        ("consulent: werklijst, zoek op naam", "consulent", "/consulent/werklijst/?q=Maes+99"),
        ("consulent: werklijst, zoek op nummer", "consulent", f"/consulent/werklijst/?q={open_.referentie}"),
        ("consulent: dossier", "consulent", f"/consulent/dossiers/{open_.referentie}/"),
        ("consulent: tijdlijn", "consulent", f"/consulent/dossiers/{open_.referentie}/tijdlijn/"),
        ("consulent: kalender", "consulent", "/consulent/kalender/"),
        ("consulent: bedrijven", "consulent", "/consulent/bedrijven/"),
        ("consulent: termijnen", "consulent", "/termijnen/"),
        ("coördinator: overzicht", "coordinator", "/coordinator/"),
        ("coördinator: dossiers", "coordinator", "/consulent/werklijst/?tab=alles"),
        ("coördinator: termijnen", "coordinator", "/termijnen/"),
        ("werkgever: overzicht", "werkgever", "/werkgever/"),
        ("werkgever: dossier", "werkgever", f"/werkgever/aanvragen/{open_.referentie}/"),
        ("werkgever: termijnen", "werkgever", "/termijnen/"),
        ("school: bord", "school", "/school/"),
        ("school: bord, zoek op naam", "school", "/school/?q=Lerende+7"),
        ("school: overeenkomst", "school", ovk.get_absolute_url()),
        ("school: termijnen", "school", "/termijnen/"),
        ("werkgever: overeenkomsten", "met lerenden", "/werkgever/overeenkomsten/"),
        ("werkgever: overeenkomst, verplichtingen", "met lerenden", ovk.get_absolute_url()),
        ("werkgever: verplichting afvinken", "met lerenden", f"{ovk.get_absolute_url()}verplichtingen/dimona/"),
        ("werkgever: pakket secretariaat", "met lerenden", f"{ovk.get_absolute_url()}secretariaat/"),
        ("werkgever: jaarkalender", "met lerenden", f"{ovk.get_absolute_url()}kalender/"),
        ("werkgever: premies", "met lerenden", "/werkgever/premies/"),
        ("werkgever: premie", "met lerenden", premies.adres(ovk)),
        ("bezoeker: bereken je premie", "bezoeker", "/premie/"),
        ("consulent: overeenkomsten", "consulent", "/consulent/overeenkomsten/"),
        ("coördinator: overeenkomsten", "coordinator", "/consulent/overeenkomsten/"),
        ("coördinator: overeenkomsten, zoek op school", "coordinator", "/consulent/overeenkomsten/?q=Instituut+7"),
        ("bezoeker: leerwerkplekken", "bezoeker", "/leerwerkplekken/"),
        ("bezoeker: leerwerkplekken, zoek", "bezoeker", "/leerwerkplekken/?q=Maes"),
        ("bezoeker: leerwerkplekken, API", "bezoeker", "/api/v1/leerwerkplekken"),
        ("bezoeker: één leerwerkplek", "bezoeker", f"/leerwerkplekken/{erkenning.vestiging_id}/"),
    ]
    kaal = bladzijde(clients["consulent"], "/kaal/")
    uit = {naam: meet(bladzijde(clients[wie], pad), naast=kaal) for naam, wie, pad in bladzijden}
    vandaag = timezone.localdate()
    for _ in verwerk(vandaag):  # whatever was due is done first
        pass
    uit["job: nachtelijke termijnen, niets te doen"] = meet(lambda: list(verwerk(vandaag)), keren=5)

    uit["job: overeenkomsten starten en afsluiten, niets"] = meet(nieuwe_dag, keren=5)

    uit["job: premies herbekijken, niets te doen"] = meet(herbekijk, keren=5)

    def premienacht() -> None:
        premies.te_herbekijken()
        herbekijk()

    uit[f"job: {premies.TE_HERBEKIJKEN} premies te herbekijken"] = meet(premienacht, keren=3)

    def nacht() -> None:
        te_laat_zetten(TERMIJNEN_VANDAAG)
        list(verwerk(vandaag))

    uit[f"job: {TERMIJNEN_VANDAAG} termijnen om te bekijken"] = meet(nacht, keren=3)
    return uit


def overeenkomsten() -> tuple:
    """Who speaks for the onderneming with a full page of overeenkomsten, the first school, and one that was signed."""
    from educam_portal.accounts.models import Lidmaatschap, Rol, User
    from overeenkomsten.models import Overeenkomst

    ovk = Overeenkomst.objects.filter(toestand="ondertekend").order_by("pk").first()
    assert ovk is not None and ovk.vestiging is not None
    baas, _ = User.objects.get_or_create(email="bench.baas@example.be", defaults={"naam": "Baas"})
    organisatie = ovk.vestiging.onderneming.organisatie
    Lidmaatschap.objects.get_or_create(user=baas, organisatie=organisatie, rol=Rol.VERANTWOORDELIJKE)
    return baas, ovk.begeleider, ovk


if __name__ == "__main__":
    sys.exit(main())
