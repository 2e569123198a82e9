"""Which keys have no canary: the keys are those of `krijt schema`, so that a new one that nobody planted a word in is told of.

Looked at is every kind and file that can hide: those with a key `editie`, and those that are only the council's. A key in which
a text can stand must hold a mark somewhere in the school. Aliases have the words of the key that they stand for, and count as it.
"""

import json
import re
import subprocess

import yaml

MARK = re.compile(r"GEHEIM|RAAD|NERGENS")
# Files of which only the council and the team have anything.
OF_COUNCIL = ["content/protocol/wijzigingen.yaml"]

# Keys that hold no word of their own.
NO_WORD = {
    "wanneer": "a day, or a number of days",
    "begrippen": "names a word of the list, which is everybody's",
    "kerndoelen": "names a goal, which is everybody's",
    "vertaald_van": "a sum of the original",
    "versie": "of the protocol, which is everybody's in this school",
    "eigenaar": "of the protocol, likewise",
    "vastgesteld_door": "of the protocol, likewise",
    "jaartaken.wie": "names a role of the school, which is everybody's; an evening has roles of its own",
}


class Plain(yaml.SafeLoader):
    """What krijt reads: no times, no days, no yes and no; a text is a text."""


Plain.yaml_implicit_resolvers = {}


def texts(schema, path=()):
    """Every key in which free text can stand: its path, and what is said of it."""
    for inner in [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", []), *schema.get("oneOf", [])]:
        if isinstance(inner, dict):
            yield from texts(inner, path)
    for key, one in schema.get("properties", {}).items():
        here = (*path, key)
        is_text = "string" in one.get("type", []) and "enum" not in one and one.get("pattern", r"\S") == r"\S"
        has_keys = any(True for _ in texts(one, here))
        if is_text and not has_keys:
            yield here, re.sub(r"^Hetzelfde als `[^`]*`\. ", "", one.get("description", ""))
        yield from texts(one, here)


def marked(value, path=()):
    """The keys of a document that hold a mark."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from marked(one, (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from marked(one, path)
    elif MARK.search(str(value)):
        yield path


def head(path):
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        parts = re.split(r"^---$", text, maxsplit=2, flags=re.M)
        text = parts[1] if len(parts) == 3 else ""
    return yaml.load(text, Plain)


def shape(where):
    """The files of `content/lessen/<module>/<nummer>-<naam>.md`."""
    return re.compile("".join("[^/]+" if part.startswith("<") else re.escape(part) for part in re.split(r"(<[^>]*>)", where)))


def without(program, school):
    """Each key that can hide and has no canary, as a line to read; and how many keys there are."""
    listed = subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines() if line.strip()]
    shapes = [(name, shape(where)) for name, _, where in rows]
    of_kind = {}
    for path in sorted(school.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            inner = path.relative_to(school).as_posix()
            name = next((name for name, one in shapes if one.fullmatch(inner)), "pagina")
            of_kind.setdefault(name, set()).update(marked(head(path)))
    lacking, planted = {}, set()
    for name, _, where in rows:
        schema = json.loads(subprocess.run([program, "schema", name, "--lang", "nl"], capture_output=True, text=True, check=True).stdout)
        if '"editie":' not in json.dumps(schema) and where not in OF_COUNCIL:
            continue
        # A file of data has names of its own before its keys.
        found = {key[-depth:] for key in of_kind.get(name, ()) for depth in range(1, len(key) + 1)}
        for key, about in texts(schema):
            # What is said of a key is the same in every kind that shares it, and for its aliases.
            same = (key[:-1], about)
            if key in found or (where not in OF_COUNCIL and {key[-1], f"{name}.{key[-1]}"} & NO_WORD.keys()):
                planted.add(same)
            else:
                lacking.setdefault(same, f"{where}: no canary in `{'.'.join(key)}`")
    without_any = [line for same, line in lacking.items() if same not in planted]
    return without_any, len(planted) + len(without_any)
