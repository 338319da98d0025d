"""Guard: every HTML answer can live under our content security policy, and every form that posts has its token."""

from html.parser import HTMLParser

# Pages of packages: their markup is not ours.
TOEGELATEN_PADEN = ("/beheer/", "/admin/")
# Data for scripts, not script.
TOEGELATEN_SCRIPTS = {"application/json", "application/ld+json"}


class _Lezer(HTMLParser):
    """Collects what is wrong with a page in `fouten`."""

    def __init__(self) -> None:
        super().__init__()
        self.fouten: list[str] = []
        self._formulier: dict[str, str | None] | None = None
        self._token = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        gegeven = dict(attrs)
        if "style" in gegeven:
            self.fouten.append(f'<{tag} style="{gegeven["style"]}">')
        self.fouten += [f"<{tag} {naam}=…>" for naam in gegeven if naam.startswith("on")]
        if tag == "style":
            self.fouten.append("<style> in de pagina")
        if tag == "script" and not gegeven.get("src") and gegeven.get("type") not in TOEGELATEN_SCRIPTS:
            self.fouten.append("<script> in de pagina")
        if tag == "form":
            self._formulier, self._token = gegeven, False
        if tag == "input" and gegeven.get("name") == "csrfmiddlewaretoken":
            self._token = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._formulier is not None:
            post = (self._formulier.get("method") or "get").lower() == "post"
            if post and not self._token:
                self.fouten.append(f"formulier naar {self._formulier.get('action') or 'zichzelf'} zonder csrf_token")
            self._formulier = None


def fouten_in(html: str) -> list[str]:
    """What breaks the policy or misses its token in a page, as short sentences; empty when all is well."""
    lezer = _Lezer()
    lezer.feed(html)
    return lezer.fouten


def antwoord_guard(get_response):
    """Middleware that fails the test on a page with a fault."""

    def middleware(request):
        response = get_response(request)
        html = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if html and not request.path.startswith(TOEGELATEN_PADEN):
            fouten = fouten_in(response.content.decode(response.charset))
            if fouten:
                raise AssertionError(f"{request.path}: {'; '.join(fouten)}")
        return response

    return middleware
