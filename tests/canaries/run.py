"""Nothing that is hidden comes out in an edition that may not have it, in any form: one canary in each place that a text can
be hidden in.

    tests/pdf/.venv/bin/python tests/canaries/run.py target/release/krijt

`school/` is a small school in which `GEHEIM` stands wherever only the team may see a word, `RAAD` wherever the council and
the team may, and `NERGENS` wherever nobody may (comments, drafts). Each of them becomes a word of its own; `name-GEHEIM` is the same word for the same name,
so that files can be linked. The school is built, and every file of every edition is read as plain letters: entities,
escapes and invisible signs resolved, PDFs as text and as decompressed streams. A word must be in every edition that may
have it, else its place proves nothing, and in no other. To add a place, write the word there. `keys.py` asks the program
itself which keys there are, and says which of them has no word.
"""

import base64
import html
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import zlib
from pathlib import Path

import pikepdf

import keys

HERE = Path(__file__).parent
MARK = re.compile(r"(?:([\w]+)-)?(GEHEIM|RAAD|NERGENS)")
EDITIONS = ["public", "mr", "team"]
# Who may have a word with this mark.
MAY = {"GEHEIM": ["team"], "RAAD": ["mr", "team"], "NERGENS": []}
LETTERS = "bcdfghjklmnpqrstvwx"


def word(number):
    """A word that no text holds, the same length for all, of letters only."""
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(LETTERS))
        digits.append(LETTERS[digit])
    return "qz" + "".join(digits) + "zq"


class Places:
    """Every mark of the school: its word, what it says, and where it stands."""

    def __init__(self):
        self.by_key = {}

    def replace(self, text, where):
        def one(found):
            name, mark = found.group(1), found.group(2)
            line = text.count("\n", 0, found.start()) + 1
            key = name or (where, found.start())
            if key not in self.by_key:
                self.by_key[key] = (word(len(self.by_key)), mark, f"{where}:{line}")
            replaced = self.by_key[key][0]
            return f"{name}-{replaced}" if name else replaced

        return MARK.sub(one, text)


def copy_school(to):
    places = Places()
    for path in sorted(HERE.joinpath("school").rglob("*")):
        if path.is_file():
            inner = path.relative_to(HERE / "school").as_posix()
            target = to / places.replace(inner, inner)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(places.replace(path.read_text("utf-8"), inner), "utf-8")
    return places


def letters(text):
    """Only the letters of a text, as a reader would see them: no hyphens, soft or hard, no line ends, no marks."""
    folded = unicodedata.normalize("NFKC", html.unescape(urllib.parse.unquote(text))).lower()
    return re.sub(r"[^a-z]", "", folded)


def of_pdf(path):
    yield subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True, check=True).stdout
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            yield str(item).encode() if not isinstance(item, pikepdf.Stream) else repr(dict(item)).encode()
            if isinstance(item, pikepdf.Stream):
                try:
                    yield item.read_bytes()
                except (pikepdf.PdfError, NotImplementedError):
                    yield item.read_raw_bytes()


def of_index(text):
    """An index of search: its pages and answers, and each term whole, for they are written with what they have in common."""
    data = zlib.decompress(base64.b64decode(re.search(r'"([A-Za-z0-9+/=]{9,})"', text).group(1)), -15)
    yield data
    at, last = 0, ""
    for part in range(3):
        size = shift = 0
        while True:
            byte = data[at]
            at, size, shift = at + 1, size | (byte & 127) << shift, shift + 7
            if byte < 128:
                break
        rows, at = data[at : at + size].decode().splitlines(), at + size
        for row in rows if part == 2 else []:
            last = last[: ord(row[0]) - 33] + row[1:]
            yield last.encode()


def pieces(path):
    """What a file says, in every reading of its bytes."""
    yield str(path).encode()
    if re.fullmatch(r"zoek-[a-z]+\.js", path.name):
        yield from of_index(path.read_text("utf-8"))
    if path.suffix == ".pdf":
        yield from of_pdf(path)
    yield path.read_bytes()


def read(path, root):
    found = set()
    for piece in pieces(path):
        for encoding in ("utf-8", "utf-16-be"):
            found.update(re.findall(r"qz[b-x]{4}zq", letters(piece.decode(encoding, "replace"))))
    return found


def edition(out):
    """Word → the files that hold it."""
    seen = {}
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    for path in files:
        for found in read(path, out):
            seen.setdefault(found, []).append(path.relative_to(out).as_posix())
    return seen, len(files)


def main():
    program = Path(sys.argv[1]).resolve()
    lacking, count = keys.without(program, HERE / "school")
    print("".join(f"{line}\n" for line in lacking), end="")
    passed, failed = count - len(lacking), len(lacking)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "school"
        places = copy_school(root)
        built = subprocess.run(
            [program, "build", "--root", root, "--out", scratch, "--lang", "en", *sys.argv[2:]],
            capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1793491200"},
        )
        if built.returncode != 0:
            print(built.stdout, built.stderr)
            print("0 passed, 1 failed")
            return 1
        seen = {name: edition(Path(scratch) / name) for name in EDITIONS}
        counts = ", ".join(f"{count} files of {name}" for name, (_, count) in seen.items())
        print(f"{len(places.by_key)} places, {counts}")
        for canary, mark, where in places.by_key.values():
            wrong = []
            for name, (words, _) in seen.items():
                may = name in MAY[mark]
                if canary in words and not may:
                    wrong.append(f"is in {name}: {', '.join(words[canary][:4])}")
                if canary not in words and may:
                    wrong.append(f"is not in {name}: this place proves nothing")
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for what in wrong:
                print(f"{where} ({canary}) {what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
