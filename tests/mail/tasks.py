#!/usr/bin/env python3
"""Calendars of tasks as they change, read with `icalendar` and with ical.js (`browser/sent.mjs`), which did not write them: two
evenings, each some days after the clocks change. When a task reminds of itself, in Amsterdam; what is the same when nothing
changed, and what differs when something did.

    tests/pdf/.venv/bin/python tests/mail/tasks.py target/release/krijt
"""

import datetime
import os
import subprocess
import sys
import tempfile
import zoneinfo
from pathlib import Path

import icalendar

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")
HERE = Path(__file__).resolve().parent
SCHOOL = "school: {naam: De Krijtstreep}\nsite: {basis_url: 'https://krijtstreep.example/'}\nthemaavond_interval: 2\n"
# The clocks go forward on 28 March 2027, and back on 31 October.
EVENING = """---
titel: Avond in {month}
datum: {day}
bijgewerkt: {updated}
aanvang: "19:30"
einde: "20:30"
programma:
  - {{wat: Welkom, duur: 60, wie: directeur}}
taken:
  - {{wat: De zaal bespreken, wie: directeur, wanneer: -4w{done}}}
  - {{wat: Op de dag van de klok, wie: directeur, wanneer: {change}}}
  - {{wat: {text}, wie: directeur, wanneer: -1d}}
  - {{wat: Voor het team, wie: directeur, wanneer: -2d, editie: team}}
  - {{wat: Terugkijken, wie: mr, wanneer: +1w}}
---
Kom ook.
"""


def school(root, updated="2026-10-20", text="De sleutel halen", done="", start="2027-04-01"):
    folder = root / "content/thema-avond"
    folder.mkdir(parents=True, exist_ok=True)
    root.joinpath("krijt.yaml").write_text(SCHOOL, "utf-8")
    for month, day, change in (("maart", start, "2027-03-28"), ("oktober", "2027-11-03", "2027-10-31")):
        made = EVENING.format(month=month, day=day, change=change, updated=updated, text=text, done=done)
        folder.joinpath(f"{month}.md").write_text(made, "utf-8")


def calendars(program, root, day="2026-11-01"):
    """The bytes of every calendar of tasks, by its path."""
    out = root / "out"
    command = [program, "build", "-q", "--root", root, "--out", out, "--no-pdf", "--date", day]
    built = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1793534400"})
    if built.returncode != 0:
        raise SystemExit(f"{built.stdout}{built.stderr}\n0 passed, 1 failed")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("taken.ics"))}


def events(files):
    """Each event of the director's calendar of the council, by its name."""
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(files["mr/rol/directeur/taken.ics"]).walk("VEVENT")}


def reminder(event):
    """When it reminds of itself, by the clocks of Amsterdam. A whole day begins at its midnight there."""
    (alarm,) = event.walk("VALARM")
    start = event.decoded("DTSTART")
    if not isinstance(start, datetime.datetime):
        start = datetime.datetime.combine(start, datetime.time(), AMSTERDAM)
    moment = start.astimezone(datetime.timezone.utc) + alarm.decoded("TRIGGER")
    return moment.astimezone(AMSTERDAM)


def said(event):
    return event["SEQUENCE"], event.decoded("LAST-MODIFIED").date(), event.decoded("DTSTAMP").date()


def reminders(files):
    """What is wrong with when things remind of themselves."""
    hours = {}
    for name, event in events(files).items():
        start, moment = event.decoded("DTSTART"), reminder(event)
        if isinstance(start, datetime.datetime):
            hours[start.date()] = start.utcoffset()
            right = datetime.datetime.combine(start.date(), datetime.time(17, 30), AMSTERDAM)
        else:
            right = datetime.datetime.combine(start - datetime.timedelta(days=1), datetime.time(9), AMSTERDAM)
        if moment != right:
            yield f"{name} reminds at {moment}, not at {right}"
    if sorted(hours.values()) != [datetime.timedelta(hours=1), datetime.timedelta(hours=2)]:
        yield f"the evenings are {hours} from UTC"


def main():
    program = Path(sys.argv[1]).resolve()
    problems, count = [], 0

    def expect(holds, what):
        nonlocal count
        count += 1
        if not holds:
            problems.append(what)

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        school(root)
        first = calendars(program, root)
        names = events(first)
        expect(len(names) == 8, f"the director has {len(names)} tasks and evenings: {sorted(names)}")
        wrong = list(reminders(first))
        expect(not wrong, "; ".join(wrong))
        expect(not any(b"Voor het team" in files for path, files in first.items() if path.startswith("mr/")), "the council has a task of the team")
        expect(b"Voor het team" in first["team/rol/directeur/taken.ics"], "the team has not its own task")
        node = ["node", HERE.parent / "browser/sent.mjs", "--calendars", root / "out/mr", root / "out/team"]
        read = subprocess.run(node, capture_output=True, text=True)
        expect(read.returncode == 0, f"ical.js: {read.stdout}{read.stderr}")

        expect(calendars(program, root) == first, "the same school gives other bytes")
        expect(calendars(program, root, "2026-12-24") == first, "another day gives other bytes")

        school(root, updated="2026-12-01")
        later = events(calendars(program, root))
        expect(list(later) == list(names), f"other names: {sorted(set(later) ^ set(names))}")
        day = datetime.date(2026, 12, 1)
        expect(all(said(later[name])[1:] == (day, day) for name in later), "it was not changed on the day of `bijgewerkt`")
        expect(all(said(later[name])[0] > said(names[name])[0] for name in names), "a later version has no higher number")

        school(root, updated="2026-12-01", start="2027-04-08")
        moved = events(calendars(program, root))
        expect(list(moved) == list(names), "an evening that is moved has tasks of another name")
        shift = [moved[name].decoded("DTSTART") != names[name].decoded("DTSTART") for name in names if ".maart" in name]
        expect(shift.count(True) == 3, f"of an evening that is moved {shift} move; the one with a day of its own does not")

        school(root, text="De sleutel bij de conciërge halen")
        new = events(calendars(program, root))
        expect(len(set(new) - set(names)) == 2 and len(set(names) - set(new)) == 2, "a task of another text is another task, and it alone")

        school(root, done=", klaar: ja")
        done = set(names) - set(events(calendars(program, root)))
        expect(len(done) == 2 and all("de-zaal-bespreken" in name for name in done), f"done, and no longer there: {done}")
    print("".join(f"{problem}\n" for problem in problems), end="")
    print(f"{count - len(problems)} passed, {len(problems)} failed")
    sys.exit(1 if problems else 0)


main()
