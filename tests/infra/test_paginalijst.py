"""No page escapes the sweep of `tests/browser/test_alle_paginas.py`: every URL name is a page there, or says why not."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.geen_paginas import GEEN_PAGINA, NA_EEN_STAP
from tests.browser.paginas import LEEG_VERSTUURD, PAGINAS

# Django's own admin is walked page by page, from its first one on.
ELDERS = "admin"


def _namen(patronen: list[URLPattern | URLResolver], ruimte: str = "") -> Iterator[str]:
    for patroon in patronen:
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}"
        elif patroon.namespace != ELDERS:
            yield from _namen(patroon.url_patterns, f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte)


def test_elk_adres_is_een_pagina_of_zegt_waarom_niet():
    alle = set(_namen(get_resolver().url_patterns))
    paginas = {pagina.naam for lijst in PAGINAS.values() for pagina in lijst}
    bekend = paginas | NA_EEN_STAP | set(GEEN_PAGINA)
    assert alle - bekend == set(), "zet deze in tests/browser/paginas.py"
    assert bekend - alle == set(), "deze bestaan niet meer"
    assert not set(GEEN_PAGINA) & (paginas | NA_EEN_STAP)


def test_elke_staat_en_elk_leeg_formulier_bestaat_en_is_er_een():
    for wie, lijst in PAGINAS.items():
        namen = [str(pagina) for pagina in lijst]
        assert len(namen) == len(set(namen)), wie
        assert set(LEEG_VERSTUURD.get(wie, {})) <= set(namen), wie
