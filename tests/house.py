#!/usr/bin/env python3
"""The counts of the house: how large files and functions of `src/` are, and what ties its modules together.

    tests/house.py              the files as they are now
    tests/house.py COMMIT       as they were then
    tests/house.py -v [COMMIT]  with every name behind a count

Rust is read as text: comments and what stands between quotes are blanked first. Tests inside `src/` count as lines of
their file, and nowhere else."""

import io
import re
import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
LONG = 60
# The files that list modules: the crates, and the program.
LISTS = {"reading.rs", "checking.rs", "telling.rs", "lib.rs", "main.rs"}

# What is blanked: a character that is no lifetime, a string with its escapes, a raw string, comments.
QUIET = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\bb?r(?P<hash>\#*)".*?"(?P=hash)|b?"(?:\\.|[^"\\])*"|b?'(?:\\[^\n']+|\\'|[^'\\\n])'""", re.S
)
TEST = re.compile(r"#\[cfg\(test\)\]\s*mod \w+ \{")
FUNCTION = re.compile(r"\bfn (\w+)")
# An associated type stands inside a trait or its implementation, and is no name of its own.
TYPE = re.compile(r"\b(?:struct|enum|trait) ([A-Z]\w*)|^(?:pub(?:\([^)]*\))? )?type ([A-Z]\w*)", re.M)
ROOTED = re.compile(r"\bcrate::(?:(\w+)|\{)")


def files(commit):
    """Every Rust file below `src/`, by its path there."""
    if commit is None:
        src = ROOT / "src"
        return {str(path.relative_to(src)): path.read_text() for path in sorted(src.rglob("*.rs"))}
    tar = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        members = [member for member in archive if member.isfile() and member.name.endswith(".rs")]
        return {member.name[len("src/") :]: archive.extractfile(member).read().decode() for member in members}


def quiet(text):
    """The same text, as long, without comments and quoted words."""
    return QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def end_of(code, start):
    """Where the first block behind `start` ends; `start` itself where a `;` comes before it (not in `[u8; 4]`)."""
    depth = 0
    for at in range(start, len(code)):
        if code[at] == ";" and depth == 0:
            return start
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(code[at], 0)
        if code[at] == "}" and depth == 0:
            return at + 1
    return len(code)


def without_tests(code):
    while found := TEST.search(code):
        end = end_of(code, found.end() - 1)
        code = code[: found.start()] + re.sub(r"[^\n]", " ", code[found.start() : end]) + code[end:]
    return code


def functions(code):
    """Each function with a body: its name, its first line and how many lines it has."""
    for found in FUNCTION.finditer(code):
        start = found.start()
        end = end_of(code, start)
        if end > start:
            yield found[1], code.count("\n", 0, start) + 1, code.count("\n", start, end) + 1


def uses(code):
    """What is taken from the root of the library."""
    for found in ROOTED.finditer(code):
        if found[1]:
            yield found[1]
            continue
        depth, word = 0, ""
        for c in code[found.end() :]:
            if c in ",{}" and depth == 0:
                yield re.match(r"\s*(\w*)", word)[1]
                word = ""
            depth += {"{": 1, "}": -1}.get(c, 0)
            if depth < 0:
                break
            word += c


def circles(arrows):
    """Groups of modules that reach each other."""

    def reached(start):
        found, todo = set(), [start]
        while todo:
            new = arrows[todo.pop()] - found
            found |= new
            todo.extend(new)
        return found

    reach = {name: reached(name) for name in arrows}
    groups = {frozenset(other for other in reach[name] if name in reach.get(other, ())) for name in reach}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def main(arguments):
    verbose = "-v" in arguments
    commits = [argument for argument in arguments if argument != "-v"]
    texts = files(commits[0] if commits else None)
    lines = {path: text.count("\n") for path, text in texts.items()}
    code = {path: without_tests(quiet(text)) for path, text in texts.items() if not path.endswith("tests.rs")}
    made = [(size, f"{path}:{first} {name}") for path, text in code.items() for name, first, size in functions(text)]
    tops = {path.split("/")[0].removesuffix(".rs") for path in texts if path not in LISTS}
    arrows = defaultdict(set, {top: set() for top in tops})
    for path, text in code.items():
        own = path.split("/")[0].removesuffix(".rs")
        if own in tops:
            arrows[own] |= {used for used in uses(text) if used in tops and used != own}
    tied = circles(dict(arrows))
    # What stands in the place of a module without its feature is the same thing.
    stand_ins = {path for each in LISTS for path in re.findall(r'#\[path = "([^"]+)"\]', texts.get(each, ""))}
    types = Counter(name for path, text in code.items() if path not in stand_ins for names in TYPE.findall(text) for name in names if name)
    doubles = sorted(((count, name) for name, count in types.items() if count > 1), reverse=True)
    long = sorted(((size, name) for size, name in made if size > LONG), reverse=True)
    large = sorted(((size, path) for path, size in lines.items()), reverse=True)

    def row(title, value, names):
        print(f"{title:<42}{value:>7}")
        for name in names if verbose else []:
            print(f"    {name}")

    row("files", len(lines), [])
    row("lines", sum(lines.values()), [])
    row("lines of a file, median", round(median(lines.values())), [])
    row("lines of the largest file", large[0][0], [f"{size} {path}" for size, path in large[:10]])
    row("files over 500 lines", sum(size > 500 for size in lines.values()), [])
    row("functions", len(made), [])
    row("lines of a function, median", round(median(size for size, _ in made)), [])
    row(f"functions over {LONG} lines", len(long), [f"{size} {name}" for size, name in long])
    row("arrows between top-level modules", sum(map(len, arrows.values())), [])
    row("circles between top-level modules", len(tied), [" ".join(group) for group in tied])
    row("type names that stand for two things", len(doubles), [f"{count} {name}" for count, name in doubles])


if __name__ == "__main__":
    main(sys.argv[1:])
