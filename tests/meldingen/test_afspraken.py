"""One calendar event for its whole life, also when it has several days (RFC 5545, RFC 5546)."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from educam_portal.meldingen.afspraken import Afspraak, uitnodiging
from educam_portal.meldingen.opstellen import Adressaat
from educam_portal.overzicht.demo.tijd import moment

OP = datetime(2027, 3, 1, 8, tzinfo=UTC)
BOB = Adressaat("bob@example.be", "Bob Maes")


def dag(tekst: str, van: str = "9.00", tot: str = "17.00") -> tuple[datetime, datetime]:
    datum = datetime.fromisoformat(tekst).date()
    return moment(datum, van), moment(datum, tot)


AFSPRAAK = Afspraak(
    uid="een@portaal",
    volgnummer=0,
    momenten=(dag("2027-03-12"),),
    titel="Mentoropleiding",
    plaats="Lokeren",
    beschrijving="Breng je laptop mee.",
    organisator=Adressaat("educam@example.be", "EDUCAM"),
    genodigden=[BOB],
)


def gelezen(afspraak: Afspraak) -> tuple[Calendar, list]:
    bijlage = uitnodiging(afspraak, naam="afspraak.ics", op=OP)
    kalender = Calendar.from_ical(bijlage["inhoud"])
    assert f"method={kalender['method']}" in bijlage["mime"]
    return kalender, kalender.walk("VEVENT")


def test_one_part_is_one_plain_event_in_utc():
    kalender, (event,) = gelezen(AFSPRAAK)
    assert (str(kalender["method"]), str(event["status"])) == ("REQUEST", "CONFIRMED")
    assert event.decoded("dtstart") == datetime(2027, 3, 12, 8, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 3, 12, 16, tzinfo=UTC)
    assert str(event["attendee"]) == "mailto:bob@example.be" and event["attendee"].params["CN"] == "Bob Maes"
    assert "rrule" not in event and not kalender.walk("VTIMEZONE")


def test_two_days_with_the_same_hours_are_one_event_that_returns():
    kalender, (event,) = gelezen(replace(AFSPRAAK, momenten=(dag("2027-03-12"), dag("2027-03-19"))))
    assert event["rrule"] == {"FREQ": ["DAILY"], "INTERVAL": [7], "COUNT": [2]}
    assert event["dtstart"].params["TZID"] == "Europe/Brussels"
    assert [str(zone["tzid"]) for zone in kalender.walk("VTIMEZONE")] == ["Europe/Brussels"]


def test_summer_time_in_between_does_not_move_the_hour():
    """28 March 2027: the clock goes forward. Nine o'clock stays nine o'clock, so no exception is needed."""
    _, events = gelezen(replace(AFSPRAAK, momenten=(dag("2027-03-26"), dag("2027-03-30"))))
    assert len(events) == 1
    assert [begin.hour for begin, _ in (dag("2027-03-26"), dag("2027-03-30"))] == [9, 9]


def test_other_hours_on_the_second_day_are_an_exception_to_it():
    _, (hoofd, deel) = gelezen(
        replace(AFSPRAAK, momenten=(dag("2027-03-26"), dag("2027-03-30", "10.00", "16.30")), volgnummer=3)
    )
    assert (
        (str(hoofd["uid"]), int(hoofd["sequence"])) == (str(deel["uid"]), int(deel["sequence"])) == ("een@portaal", 3)
    )
    # It replaces the part that the rule would have given: the same hour as on the first day.
    assert deel.decoded("recurrence-id").isoformat() == "2027-03-30T09:00:00+02:00"
    assert deel.decoded("dtstart").isoformat() == "2027-03-30T10:00:00+02:00"
    assert deel.decoded("dtend").isoformat() == "2027-03-30T16:30:00+02:00"


def test_a_cancellation_takes_away_every_part():
    kalender, events = gelezen(
        replace(
            AFSPRAAK,
            momenten=(dag("2027-03-26"), dag("2027-03-30", "10.00")),
            volgnummer=1,
            geannuleerd=True,
        )
    )
    assert str(kalender["method"]) == "CANCEL"
    assert {str(event["status"]) for event in events} == {"CANCELLED"}
