"""Every kind of message is registered by its own floor, and how it leaves follows from group, choice and audience."""

from itertools import chain, combinations
from pathlib import Path

import allauth
import pytest
from django.conf import settings

from educam_portal import meldingen
from educam_portal.accounts.publiek import Publiek
from educam_portal.meldingen import register
from educam_portal.meldingen.register import GROEPEN, SOORTEN, Groep, OnbekendeSoort, SoortBericht, Wijze
from educam_portal.overzicht.documentatie.berichten import verzendingen

SJABLONEN = Path(settings.BASE_DIR) / "templates"
PUBLIEKEN = [set(groep) for n in range(3) for groep in combinations(Publiek, n)]


def _account(map_: Path, *delen: str) -> set[str]:
    paden = chain.from_iterable((map_ / deel / "email").glob("*_subject.txt") for deel in delen)
    return {f"account_{pad.stem.removesuffix('_subject')}" for pad in paden}


def test_no_template_without_registration_and_no_registration_without_template():
    eigen = {pad.stem for pad in (SJABLONEN / "meldingen").glob("*.txt")}
    van_allauth = _account(Path(allauth.__file__).parent / "templates", "account", "mfa")
    assert _account(SJABLONEN, "account", "mfa") <= van_allauth
    assert set(SOORTEN) == eigen | van_allauth


def _vloer(module: str) -> Path:
    """The folder of the app a module belongs to."""
    delen = module.split(".")
    return Path(settings.BASE_DIR, *delen[: 2 if delen[0] == "educam_portal" else 1])


def test_every_kind_is_registered_by_the_floor_that_sends_it():
    elders = [
        f"{soort}: {verzending.plaats}"
        for soort, plekken in verzendingen().items()
        for verzending in plekken
        if f'"{soort}"' not in (_vloer(verzending.plaats) / "notifications.py").read_text()
    ]
    assert not elders


def test_groups_and_kinds_speak_to_people():
    assert {soort.groep for soort in SOORTEN.values()} == set(GROEPEN)
    for groep in GROEPEN.values():
        assert groep.label[0].isupper()
        assert groep.uitleg.endswith(".")
    assert all(soort.label and soort.publiek for soort in SOORTEN.values())


def test_what_carries_a_code_or_link_is_immediate_and_not_in_the_inbox():
    geheim = {naam for naam in SOORTEN if naam.startswith("account_")} | {
        "uitnodiging",
        "mentor_gevraagd",
        "ondertekenen_met_link",
        "getekend_met_link",
        "ondertekencode",
        "bestand_geweigerd_met_link",
        "kalender_lerende",
        "secretariaat_pakket",
        "collega_helpt",
        "deelnemerlink",
        "leren_gedeeld",
    }
    for naam in geheim:
        assert not SOORTEN[naam].postvak
        assert GROEPEN[SOORTEN[naam].groep].vast == Wijze.METEEN
    met_geheim = {pad.stem for pad in (SJABLONEN / "meldingen").glob("*.txt") if "geheim." in pad.read_text()}
    assert met_geheim <= geheim


@pytest.mark.parametrize("naam", list(SOORTEN))
def test_preference_matrix(naam):
    """Kind × choice × audience: a fixed group is no choice, a term never falls below the daily message."""
    soort = SOORTEN[naam]
    groep = GROEPEN[soort.groep]
    for publieken in PUBLIEKEN:
        educam = bool(publieken & {Publiek.CONSULENT, Publiek.COORDINATOR})
        standaard = register.wijze(soort, None, publieken)
        if groep.vast is not None:
            assert standaard == groep.vast
        else:
            assert standaard == (Wijze.DAGMAIL if educam and not groep.dringend else Wijze.METEEN)
        for keuze in Wijze:
            uit = register.wijze(soort, keuze, publieken)
            if groep.vast is not None:
                assert uit == groep.vast
            elif keuze in register.keuzes(groep):
                assert uit == keuze
            else:
                assert (keuze, uit) == (Wijze.NIET, Wijze.DAGMAIL)
            assert not (soort.termijn and uit == Wijze.NIET)


def test_silence_is_offered_only_where_nothing_has_a_day():
    for groep in GROEPEN.values():
        met_termijn = any(soort.termijn for soort in SOORTEN.values() if soort.groep == groep.naam)
        assert (Wijze.NIET in register.keuzes(groep)) == (groep.vast is None and not met_termijn)


def test_each_audience_sees_its_own_groups():
    werkgever = {groep.naam for groep in register.groepen_voor([Publiek.WERKGEVER])}
    consulent = {groep.naam for groep in register.groepen_voor([Publiek.CONSULENT])}
    mentor = {groep.naam for groep in register.groepen_voor([Publiek.MENTOR])}
    allemaal = {"herinneringen", "gesprekken", "account", "mentoropleiding"}
    assert werkgever == allemaal | {"aanvraag", "bezoeken", "erkenning", "organisatie", "overeenkomsten", "premies"}
    assert mentor == allemaal | {"mentorschap", "overeenkomsten"}
    assert {"dossiers", "dossiernieuws", "overdracht", "bezoeken"} <= consulent
    assert "aanvraag" not in consulent


def test_a_kind_nobody_registered_is_not_sent(nick):
    with pytest.raises(OnbekendeSoort, match="vreemd"):
        meldingen.stuur("vreemd", dossier=None, aan=[nick])


def test_names_are_taken_once(monkeypatch):
    monkeypatch.setattr(register, "SOORTEN", dict(SOORTEN))
    with pytest.raises(ValueError, match="herinnering"):
        register.registreer(SOORTEN["herinnering"])
    with pytest.raises(ValueError, match="account"):
        register.registreer_groep(Groep(naam="account", label="X", uitleg="Y."))
    with pytest.raises(OnbekendeSoort, match="nergens"):
        register.registreer(SoortBericht(naam="x", label="X", groep="nergens", publiek=register.IEDEREEN))
