"""The public API: what a bezoeker may compute and look up, for programs (rules.md §2). No log-in, nothing is stored.

What comes in is read by the same functions as `manage.py reken` and the forms, which answer in Dutch; the schema tells
programs the same, and a test sends what the schema allows and forbids to see that the two agree.
"""

from django.urls import URLPattern
from ninja import NinjaAPI

from . import leerwerkplekken, simulatie
from .deur import in_json

api = NinjaAPI(
    title="Portaal duaal leren",
    version="1.0",
    description=(
        "Bereken de premie en de kosten van een lerende, en lees welke leerwerkplekken erkend zijn. "
        "Zonder aanmelding. Datums zijn kalenderdagen in Brussel, bedragen zijn tekst in euro met twee cijfers na het punt."
    ),
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/simulatie", simulatie.router)
api.add_router("/leerwerkplekken", leerwerkplekken.router)

_patronen, _app, _naamruimte = api.urls
# Also what ninja answers by itself is JSON in Dutch.
urls = (
    [URLPattern(een.pattern, in_json(een.callback), een.default_args, een.name) for een in _patronen],
    _app,
    _naamruimte,
)
