"""One week of visits, as a page that prints (ux.md §3.4)."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.termijnen.rules import is_werkdag

from ... import daglijst

WEEK = timedelta(days=7)


@vereist_consulent
def kalender(request: HttpRequest) -> HttpResponse:
    """The visits of a week (`?week=2026-W40`, this week by default); an impossible week shows this one."""
    vandaag = timezone.localdate()
    maandag = _maandag(request.GET.get("week", ""), vandaag)
    bezoeken = daglijst.bezoeken(request.user, maandag, maandag + timedelta(days=6), stand(vandaag))
    dagen = []
    for n in range(7):
        dag = maandag + timedelta(days=n)
        eigen = [bezoek for bezoek in bezoeken if timezone.localdate(bezoek.begint_op) == dag]
        if n < 5 or eigen:
            dagen.append(
                {"dag": dag, "bezoeken": eigen, "feestdag": n < 5 and not is_werkdag(dag), "vandaag": dag == vandaag}
            )
    return render(
        request,
        "erkenning/consulent/kalender.html",
        {
            "dagen": dagen,
            "maandag": maandag,
            "zondag": maandag + timedelta(days=6),
            "nummer": maandag.isocalendar().week,
            "vorige": _week(maandag - WEEK),
            "volgende": _week(maandag + WEEK),
            "deze_week": maandag <= vandaag < maandag + WEEK,
            "aantal": len(bezoeken),
        },
    )


def _maandag(week: str, vandaag: date) -> date:
    try:
        jaar, nummer = week.split("-W")
        # Calendars of python end; a week before or after this one must still exist.
        return date.fromisocalendar(min(max(int(jaar), 2000), 2200), int(nummer), 1)
    except ValueError:
        return vandaag - timedelta(days=vandaag.weekday())


def _week(maandag: date) -> str:
    jaar, week, _ = maandag.isocalendar()
    return f"{jaar}-W{week:02d}"
