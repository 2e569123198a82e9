"""PDFs of text that tries to be code, and of other scripts: `scripts.py target/release/krijt`.

Text is set as it stands, nothing outside the school is read, and a script is set when the school has a font for it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import check
from check import judge, outloud, pdfua, run, text_of

NOTO = Path("/usr/share/fonts/truetype/noto")

HOSTILE = [
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#import "@preview/x:1.0.0": *',
    "#panic()",
    "$ x^2 $",
    "@label <label>",
    "]#sys.version[",
]

UKRAINIAN = "Дитина розповіла вчительці, що сталося в інтернеті."
ARABIC = "نستجيب دائما لكل ما يحدث على الإنترنت"
HEBREW = "שלום לכולם"
FORMS = re.compile(r"^\s*TXT-004 .* all map to U\+06[2-4][0-9A-F] ")


def school(folder, files, fonts=()):
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    for font in fonts:
        target = folder / "themes/krijt/fonts"
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(NOTO / font, target)


def protocol(text, lang="nl"):
    return {
        "krijt.yaml": f"school: {{naam: De Krijtstreep}}\nsite: {{taal: {lang}}}\n",
        "content/protocol/protocol.md": f"---\ntitel: Afspraken van de school\n---\n{text}\n",
    }


def build(name, files, fonts=()):
    """Builds a school; the PDF's text, as it is read, and what the program said."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        school(folder, files, fonts)
        result = subprocess.run(
            [program, "build", "--edition", "public", "--root", folder], capture_output=True, text=True, timeout=120
        )
        pdf = folder / "public/protocol/protocol.pdf"
        if not pdf.exists():
            return None, [], result.stdout + result.stderr
        checked = outloud([pdf])[str(pdf)] + pdfua([pdf])[str(pdf)]
        fonts_in = run("pdffonts", pdf).stdout
        return text_of(pdf) + fonts_in, checked, result.stdout + result.stderr


def letters(text):
    """Letters only, in the forms of the alphabet rather than those of their place in a word."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalpha())


def hostile():
    lines = "\n\n".join(f"`{line}`" for line in HOSTILE)
    plain = "\n\n".join(line.replace("<", "\\<").replace("[", "\\[").replace("$", "\\$") for line in HOSTILE)
    text, checked, said = build("hostile", protocol(f"{lines}\n\n{plain}\n\n{'x' * 10_000}\n\nEinde."))
    problems = list(checked)
    if text is None:
        problems.append(f"no PDF: {said}")
    else:
        flat = "".join(text.split())
        for line in HOSTILE:
            if "".join(line.split()) not in flat:
                problems.append(f"not set as it stands: {line}")
        if "root:x:0" in text:
            problems.append("/etc/passwd was read")
        if flat.count("x") < 10_000 or "Einde" not in flat:
            problems.append("a long word is cut off")
    judge("hostile text is text", problems)


def script(name, text, lang, fonts, family):
    found, checked, said = build(name, protocol(text, lang), fonts)
    # An Arabic letter has a form for each place in a word, and more beside some neighbours: several glyphs are one letter.
    problems = [problem for problem in checked if not FORMS.search(problem)]
    if found is None:
        problems.append(f"no PDF: {said}")
    else:
        if letters(text) not in letters(found) and letters(text)[::-1] not in letters(found):
            problems.append(f"not in the PDF: {text}")
        if family not in found:
            problems.append(f"not set in {family}")
    judge(f"{name} is set in its letters", problems)


def numbers():
    """Numbers, times and names of the other script in an Arabic letter, in the order in which they are read: by where they stand."""
    runs = ["0512 - 12 34 56", "06-12345678", "19:30", "Basisschool De Krijtstreep", "www.krijt.example/a?b=1"]
    lines = "\n\n".join(f"اتصلوا {run} الآن" for run in runs)
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = {
            "krijt.yaml": "school: {naam: De Krijtstreep}\n",
            "content/nieuwsbrieven/2026-10-30-week.md": "---\ntitel: De week\ndatum: 2026-10-30\n---\nDag.\n",
            "content/nieuwsbrieven/2026-10-30-week.ar.md": f"---\ntitel: رسالة\ndatum: 2026-10-30\n---\n{lines}\n\n1. أولا\n2. ثانيا\n",
        }
        school(folder, files, ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"))
        command = [program, "build", "--edition", "public", "--root", folder, "--date", "2026-11-01"]
        said = subprocess.run(command, capture_output=True, text=True, timeout=120)
        pdf = next((folder / "public/nieuwsbrieven").rglob("ar/*.pdf"), None)
        if pdf is None:
            return judge("numbers on Arabic paper", [f"no PDF: {said.stdout}{said.stderr}"])
        boxes = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', run("pdftotext", "-bbox", pdf, "-").stdout)
        rows, last = [], None
        for top, left, word in sorted((float(top), float(left), unicodedata.normalize("NFKC", word)) for left, top, word in boxes):
            # Letters of two fonts begin at two heights: what is within some points is one line.
            if last is None or top - last > 8:
                rows.append([])
                last = top
            rows[-1].append((left, word))
        seen = " ".join(word for row in rows for _, word in sorted(row))
        for one in runs:
            if one not in re.sub("[\u2066-\u2069\u200e\u200f]", "", seen):
                problems.append(f"{one} is not seen as it is read: {seen}")
        numbers = [float(left) for left, _, word in boxes if word.strip(".") in ("1", "2")]
        width = float(re.search(r'<page width="([\d.]+)"', run("pdftotext", "-bbox", pdf, "-").stdout)[1])
        if len(numbers) != 2 or min(numbers) < width / 2:
            problems.append(f"numbers of a list stand at {numbers} of {width}")
    judge("numbers, times and names on Arabic paper", problems)


def without():
    text, _, said = build("no font", protocol(ARABIC))
    problems = []
    if text is not None:
        problems.append("a PDF with boxes for letters")
    if "W1401" not in said or "protocol.md:4:1" not in said:
        problems.append(f"no finding at its line: {said}")
    judge("no font, no PDF, and a finding", problems)


if __name__ == "__main__":
    program = Path(sys.argv[1]).resolve()
    hostile()
    without()
    script("Ukrainian", UKRAINIAN, "uk", (), "Libertinus")
    script("Arabic", ARABIC, "ar", ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"), "NotoNaskhArabic")
    numbers()
    script("Hebrew among Dutch", f"Welkom, {HEBREW}, allemaal.", "nl", ("NotoSansHebrew-Regular.ttf",), "NotoSansHebrew")
    print(f"{check.passed} passed, {check.failed} failed")
    sys.exit(check.failed > 0)
