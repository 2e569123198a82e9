#!/usr/bin/env python3
"""Reads calendars with `icalendar` and feeds with `feedparser`, which did not write them: the moments of evenings in UTC and in
Amsterdam, whole days, unique names; entries with ids, days, whole addresses and a text.

    tests/mail/feeds.py public
"""

import datetime
import pathlib
import re
import sys
import zoneinfo

import feedparser
import icalendar

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


def calendar(path):
    raw = path.read_bytes()
    read = icalendar.Calendar.from_ical(raw)
    if any(len(line) > 75 for line in raw.split(b"\r\n")):
        yield "a line of more than 75 bytes"
    names = [str(event["UID"]) for event in read.walk("VEVENT")]
    if not names or len(names) != len(set(names)):
        yield f"events called {names}"
    # The school's own rule for summer and winter, as it stands in the file.
    zones = [zone.to_tz() for zone in read.walk("VTIMEZONE")]
    for event in read.walk("VEVENT"):
        start, end = event.decoded("DTSTART"), event.decoded("DTEND", None)
        if not isinstance(start, datetime.datetime):
            if end is not None and end <= start:
                yield f"{event['SUMMARY']} ends before it begins"
            continue
        written = start.replace(tzinfo=None)
        right = written.replace(tzinfo=AMSTERDAM)
        if start.astimezone(datetime.timezone.utc) != right.astimezone(datetime.timezone.utc):
            yield f"{event['SUMMARY']} is at {start.astimezone(datetime.timezone.utc)} in UTC"
        if start.utcoffset() is not None and zones:
            own = written.replace(tzinfo=zones[0]).astimezone(datetime.timezone.utc)
            if own != right.astimezone(datetime.timezone.utc):
                yield f"{event['SUMMARY']}: the rule in the file says {own} in UTC"
        if isinstance(end, datetime.datetime) and end <= start:
            yield f"{event['SUMMARY']} ends before it begins"


def feed(path):
    read = feedparser.parse(path.read_bytes())
    if read.bozo or read.version != "atom10":
        yield f"{read.version}: {read.get('bozo_exception')}"
    if not read.feed.get("id") or not read.feed.get("updated_parsed") or not read.feed.get("title"):
        yield "no id, day or title"
    ids = [entry.id for entry in read.entries]
    if not ids or len(ids) != len(set(ids)):
        yield f"ids {ids}"
    for entry in read.entries:
        if not entry.get("updated_parsed") or not entry.get("title") or not entry.get("content"):
            yield f"{entry.id} has no day, title or text"
        if not entry.link.startswith("https://"):
            yield f"{entry.id} leads to {entry.link}"
        for text in entry.get("content", []):
            for address in re.findall(r'(?:href|src)="([^"]*)"', text.value):
                if not re.match(r"(https://|mailto:|tel:)", address):
                    yield f"{entry.id} has the address {address}"


def main():
    bad, count = 0, 0
    for root in sys.argv[1:]:
        for end, read in ((".ics", calendar), (".xml", feed)):
            for path in sorted(pathlib.Path(root).rglob(f"*{end}")):
                if path.name == "sitemap.xml":
                    continue
                problems = list(read(path))
                print("".join(f"{path}: {problem}\n" for problem in problems), end="")
                bad, count = bad + bool(problems), count + 1
    print(f"{count - bad} passed, {bad} failed")
    sys.exit(1 if bad or not count else 0)


main()
