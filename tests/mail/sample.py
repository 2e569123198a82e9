#!/usr/bin/env python3
"""Makes a school whose letter has a picture, builds it on two days and on computers of two names, and holds what it sends
against itself, against `check.py`, and against readers in another language (`browser/sent.mjs`); its evenings in winter, in
summer and on the days in between against `feeds.py`.

    tests/mail/sample.py target/release/krijt
"""

import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent

CONFIG = """school: {naam: Basisschool De Krijtstreep}
site: {basis_url: "https://krijtstreep.example/s/"}
week_van_de_mediawijsheid: {van: 2026-11-06, tot: 2026-11-13}
"""

# In winter, in summer, and in the night in which the clock is set: no hour of it is there twice for calendars.
EVENINGS = {"winter": "2027-01-21", "zomer": "2027-06-10", "wissel": "2026-10-25", "lente": "2027-03-28"}
EVENING = """---
titel: Een avond
datum: DAY
aanvang: "19:45"
einde: "21:15"
---
Welkom.
"""

LETTER = """---
titel: De week — één vraag
datum: 2026-10-30
samenvatting: Wat wij doen.
onderwerp: "De week: één vraag — voor thuis"
contact: Bel 0512 - 12 34 56.
---
Beste ouders,

::: {.thuis titel="Vraag vanavond"}
"Wat deed je?"
:::

![Een kind dat leest](foto.png)

## Wat doen we?

Wij lezen, rekenen & schrijven.[^1]

| Dag | Wat |
| --- | --: |
| ma | lezen |

[^1]: Een noot.
"""

ARABIC = """---
titel: الأسبوع
datum: 2026-10-30
---
اتصلوا على 0512 - 12 34 56 قبل 19:30.

![طفل يقرأ](foto.png)
"""


def picture(width=900, height=600):
    """A PNG that is no single colour."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((x * y + 40 * (c + 1)) % 256 for x in range(width) for c in range(3)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def build(krijt, root, day, computer):
    env = {**os.environ, "HOSTNAME": computer, "HOST": computer, "COMPUTERNAME": computer}
    command = [krijt, "build", "--no-pdf", "-q", "--root", root, "--date", day]
    # Where that may be done, the computer itself has that name, too.
    renamed = ["unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', computer]
    may = subprocess.run([*renamed, "true"], stderr=subprocess.DEVNULL).returncode == 0
    subprocess.run([*renamed, *command] if may else command, check=True, env=env)
    names = ("email.html", "email.txt", "nieuwsbrief.eml", "brief.html", "bericht.txt")
    paths = sorted(path for path in (root / "team").rglob("*") if path.name in names)
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def main():
    krijt = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        letters = root / "content/nieuwsbrieven"
        letters.mkdir(parents=True)
        (root / "krijt.yaml").write_text(CONFIG, "utf-8")
        (letters / "2026-10-30-week.md").write_text(LETTER, "utf-8")
        (letters / "2026-10-30-week.ar.md").write_text(ARABIC, "utf-8")
        evenings = root / "content/thema-avond"
        evenings.mkdir()
        for name, day in EVENINGS.items():
            (evenings / f"{name}.md").write_text(EVENING.replace("DAY", day), "utf-8")
        (letters / "foto.png").write_bytes(picture())
        one = build(krijt, root, "2026-11-01", "school-laptop")
        other = build(krijt, root, "2026-11-02", "thuis")
        same = one == other
        print(f"{len(one)} files to send, {'the same' if same else 'other ones'} on two days and two computers")
        pictured = [path for path, text in one.items() if path.endswith(".eml") and b"Content-ID" in text]
        print(f"{len(pictured)} drafts with pictures")
        read = subprocess.run([sys.executable, HERE / "check.py", root / "team"]).returncode
        reader = HERE.parent / "browser/sent.mjs"
        read |= subprocess.run(["node", reader, root / "team", root / "public"]).returncode
        read |= subprocess.run([sys.executable, HERE / "feeds.py", root / "public"]).returncode
        inside = all(b"data:image/" in text for path, text in one.items() if path.endswith("brief.html"))
        sys.exit(0 if same and len(one) == 10 and len(pictured) == 2 and inside and read == 0 else 1)


main()
