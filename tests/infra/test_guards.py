"""The guards guard: each is shown a fault and one thing that is allowed."""

import pytest
from django.template import Context, Engine
from django.test import RequestFactory

from educam_portal.accounts.models import User
from tests.guards import sjabloon
from tests.guards.antwoord import fouten_in
from tests.guards.leesvraag import leesvraag_guard, schrijft
from tests.guards.sjabloon import OnbekendeVariabele


@pytest.fixture
def onze(tmp_path, monkeypatch):
    monkeypatch.setattr(sjabloon, "ONZE_SJABLONEN", tmp_path)
    engine = Engine(dirs=[tmp_path], string_if_invalid=OnbekendeVariabele())

    def render(tekst: str, **gegevens) -> str:
        (tmp_path / "s.html").write_text(tekst)
        return (
            Engine(dirs=engine.dirs, string_if_invalid=engine.string_if_invalid)
            .get_template("s.html")
            .render(Context(gegevens))
        )

    return render


def test_undefined_variable_fails(onze):
    with pytest.raises(AssertionError, match="naam"):
        onze("Dag {{ naam }}")


def test_variable_that_may_be_absent_is_allowed(onze):
    assert onze("{{ naam|default:'-' }}{% if naam %}x{% endif %}{{ er }}", er=1) == "-1"


def test_a_template_of_a_package_is_not_judged():
    assert Engine(string_if_invalid=OnbekendeVariabele()).from_string("a{{ b }}").render(Context()) == "a"


@pytest.mark.parametrize(
    "html",
    [
        '<form method="post"></form>',
        '<p style="color:red">x</p>',
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<button onclick="x()">x</button>',
    ],
)
def test_fault_in_a_page_is_seen(html):
    assert fouten_in(html)


def test_clean_page_passes():
    assert not fouten_in(
        '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>'
        '<form method="get"></form><script src="/x.js"></script><script type="application/json">{}</script>'
    )


def test_writing_statements_are_told_from_reading_ones():
    assert schrijft('INSERT INTO "accounts_user" ("id") VALUES (1)') == "accounts_user"
    assert schrijft('UPDATE "meldingen_bericht" SET "gelezen_op" = 1') is None
    assert schrijft('INSERT INTO "documenten_leeslog" ("id") VALUES (1)') is None
    assert schrijft('SELECT "x" FROM "y" FOR UPDATE') is None


@pytest.mark.django_db
def test_get_that_writes_fails():
    with pytest.raises(AssertionError, match="accounts_user"):
        leesvraag_guard(lambda request: User.objects.update(is_active=True))(RequestFactory().get("/"))


@pytest.mark.django_db
def test_lock_without_of_fails():
    with pytest.raises(AssertionError, match="select_for_update"):
        User.objects.select_for_update()
    with pytest.raises(AssertionError, match="no_key"):
        User.objects.select_for_update(of=("self",))
    User.objects.select_for_update(of=("self",), no_key=True)
    User.objects.update_or_create(email="x@example.be")
