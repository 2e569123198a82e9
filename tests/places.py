#!/usr/bin/env python3
"""How many places a change touches: each file of `tests/places/` is carried out in one copy, which is compiled.

    tests/places.py             all of them
    tests/places.py kind        a new kind

A change is text for people, then pieces: `=== new PATH` makes a file; `=== PATH after LINE` and `=== PATH before LINE` put
lines behind or in front of the first line that begins so. A place is a file; a translation is counted apart."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
COPIED = ["Cargo.toml", "Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "krijt.yaml", "src", "content", "themes", "messages", "benches", "build.rs", "clippy.toml", ".cargo"]


def pieces(text):
    """Each piece: its path, where it goes, and its lines."""
    for piece in text.split("\n=== ")[1:]:
        first, _, body = piece.partition("\n")
        body = body.strip("\n") + "\n"
        if first.startswith("new "):
            yield first[4:], None, None, body
            continue
        for side in (" after ", " before "):
            if side in first:
                path, line = first.split(side, 1)
                yield path, side.strip(), line, body


def carry_out(copy, path, side, line, body):
    target = copy / path
    if side is None:
        assert not target.exists(), f"{path} is there already"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body)
        return
    lines = target.read_text().splitlines(keepends=True)
    at = next((at for at, text in enumerate(lines) if text.startswith(line)), None)
    assert at is not None, f"{path} has no line that begins with {line!r}"
    lines.insert(at + (side == "after"), body)
    target.write_text("".join(lines))


# The words of readers and of messages in other languages than Dutch: a line there is a translation, and no place.
TRANSLATION = re.compile(r"themes/krijt/words/(?!nl\.)\w+\.yaml$|messages/(?!nl/)\w+/")


def places(change, copy):
    """The files that a change touches, and in how many others its words are translated."""
    touched = []
    for path, side, line, body in pieces(change.read_text()):
        carry_out(copy, path, side, line, body)
        if path not in touched:
            touched.append(path)
    own = [path for path in touched if not TRANSLATION.match(path)] or touched
    return own, len(touched) - len(own)


def compile_in(copy):
    environment = {"CARGO_TARGET_DIR": str(ROOT / "target"), **os.environ}
    check = ["cargo", "check", "--release", "--lib", "--quiet"]
    run = subprocess.run(check, cwd=copy, env=environment, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"it does not compile:\n{run.stderr}")


def main(asked):
    with tempfile.TemporaryDirectory(prefix="krijt-places-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            elif source.exists():
                shutil.copy(source, copy / name)
        changes = [change for change in sorted((TESTS / "places").glob("*.txt")) if not asked or change.stem in asked]
        for change in changes:
            own, translations = places(change, copy)
            wanted = next(line for line in change.read_text().splitlines() if line.startswith("Wanted: "))
            print(f"a new {change.stem}: {len(own)} ({wanted.lower().rstrip('.')}; translations: {translations})")
            for path in own:
                print(f"    {path}")
        # All at once: they do not touch each other.
        compile_in(copy)


if __name__ == "__main__":
    main(sys.argv[1:])
