"""Every name of the real URLconf, found by walking it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def namen() -> list[str]:
    """Each with its namespace; a door without a name is `None` after the namespace and fails the test that asks."""
    return [naam for naam, _ in _loop(get_resolver(), "")]


def patronen(voorvoegsel: str) -> dict[str, URLPattern]:
    """The patterns whose name starts with `voorvoegsel`."""
    return {naam: patroon for naam, patroon in _loop(get_resolver(), "") if naam.startswith(voorvoegsel)}


def _loop(resolver: URLResolver, ruimte: str) -> Iterator[tuple[str, URLPattern]]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            yield from _loop(patroon, f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte)
        else:
            yield f"{ruimte}{patroon.name}", patroon
