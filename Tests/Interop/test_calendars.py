"""Reads calendars written by StudioBooking with programs written by others.

Run by IndependentCalendarTests with STUDIO_CALENDAR_FOLDER naming the folder: NAME.ics and NAME.json,
the list of [start, end] instants in UTC that were booked. The machine's TZ must make no difference.
"""

import datetime
import json
import os
import pathlib
import shutil
import subprocess

import icalendar
import pytest
import recurring_ical_events
import vobject

FOLDER = pathlib.Path(os.environ["STUDIO_CALENDAR_FOLDER"])
NAMES = sorted(path.stem for path in FOLDER.glob("*.ics"))
UTC = datetime.timezone.utc
FIRST = datetime.datetime(2026, 1, 1, tzinfo=UTC)
LAST = datetime.datetime(2034, 1, 1, tzinfo=UTC)


def text_of(name):
    return (FOLDER / f"{name}.ics").read_bytes().decode()


def booked(name):
    return sorted(tuple(pair) for pair in json.loads((FOLDER / f"{name}.json").read_text()))


def stamp(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_there_is_something_to_read():
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_icalendar_and_recurring_ical_events_find_what_was_booked(name):
    calendar = icalendar.Calendar.from_ical(text_of(name))
    assert not [e for c in calendar.walk() for e in c.errors]
    events = recurring_ical_events.of(calendar).between(FIRST, LAST)
    # The library puts an event of the repeated hour on its series' clock and there takes 02:30 before
    # the change for later than 02:00 after it, so it gives start and end the other way round
    # (adapters/component.py, span). The instants are the booked ones.
    found = sorted(
        tuple(sorted((stamp(e["DTSTART"].dt), stamp(e["DTEND"].dt))))
        for e in events
        if e.get("STATUS") != "CANCELLED"
    )
    assert found == booked(name)


@pytest.mark.parametrize("name", NAMES)
def test_vobject_finds_what_was_booked(name):
    calendar = vobject.readOne(text_of(name))
    # The serializer and the validator accept it as well.
    calendar.validate()
    overrides = {}
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id"):
            overrides[(event.uid.value, stamp(event.recurrence_id.value))] = event
    found = []
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id") or event.status.value == "CANCELLED":
            continue
        length = event.dtend.value - event.dtstart.value
        starts = list(event.rruleset) if event.rruleset else [event.dtstart.value]
        for start in starts:
            if start.tzinfo is None:
                start = start.replace(tzinfo=event.dtstart.value.tzinfo)
            if (event.uid.value, stamp(start)) in overrides:
                continue
            found.append((stamp(start), stamp(start + length)))
    found += [(stamp(e.dtstart.value), stamp(e.dtend.value)) for e in overrides.values()]
    assert sorted(found) == booked(name)


def test_khal_finds_what_was_booked(tmp_path):
    khal = shutil.which("khal")
    if khal is None:
        assert os.environ.get("STUDIO_REQUIRE_TOOLS") != "1", "khal is missing"
        pytest.skip("khal is missing")
    for name in NAMES:
        home = tmp_path / name
        calendar = home / "calendar"
        calendar.mkdir(parents=True)
        # A vdir has one file a UID.
        whole = icalendar.Calendar.from_ical(text_of(name))
        zones = [c for c in whole.subcomponents if c.name == "VTIMEZONE"]
        uids = {str(c["UID"]) for c in whole.walk("VEVENT")}
        for number, uid in enumerate(sorted(uids)):
            part = icalendar.Calendar()
            part.add("VERSION", "2.0")
            part.add("PRODID", "-//test//")
            for zone in zones:
                part.add_component(zone)
            for event in whole.walk("VEVENT"):
                if str(event["UID"]) == uid:
                    part.add_component(event)
            (calendar / f"{number}.ics").write_bytes(part.to_ical())
        config = home / "config"
        config.write_text(
            "[calendars]\n[[one]]\n"
            f"path = {calendar}\n"
            "[locale]\ntimeformat = %H:%M:%S\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M:%S\nlongdatetimeformat = %Y-%m-%d %H:%M:%S\n"
            "local_timezone = UTC\ndefault_timezone = UTC\n"
            f"[sqlite]\npath = {home / 'khal.db'}\n"
        )
        command = [
            khal, "-c", str(config), "list", "--notstarted", "--day-format", "", "--format",
            "@{start-long} {end-long} {status}", "2026-01-01", "2900d",
        ]  # fmt: skip
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        )
        assert result.returncode == 0, result.stderr
        found = []
        for line in result.stdout.splitlines():
            if not line.startswith("@") or "CANCELLED" in line:
                continue
            day, clock, end_day, end_clock, *_ = line[1:].split(" ")
            found.append((f"{day}T{clock}Z", f"{end_day}T{end_clock}Z"))
        assert sorted(set(found)) == booked(name), name
