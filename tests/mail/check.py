#!/usr/bin/env python3
"""Reads every nieuwsbrief.eml below a folder with Python's own reader of mail, which is not the one that wrote it, and holds
it against the files beside it: parts, headers, encodings, pictures, and that both bodies say the words of the page; that a
letter in one file needs no other; that `support.md` speaks of each property of CSS.

    tests/mail/check.py team
"""

import base64
import email
import email.policy
import hashlib
import html
import html.parser
import pathlib
import re
import sys


class Words(html.parser.HTMLParser):
    """The words of a page: of all of it, or of its first element with this name and class."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}

    def __init__(self, inside=None):
        super().__init__(convert_charrefs=True)
        self.inside, self.depth, self.hidden, self.text, self.sources = inside, 0, 0, [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "img":
            self.sources.append(attrs.get("src", ""))
        if tag in self.VOID:
            return
        if self.depth or self.inside is None or (tag, attrs.get("class")) == self.inside:
            self.depth += 1
        self.text.append(" ")
        if self.hidden or tag in ("style", "script", "title", "sup", "svg") or "display:none" in attrs.get("style", ""):
            self.hidden += 1

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        self.depth = max(0, self.depth - 1)
        self.hidden = max(0, self.hidden - 1)
        self.text.append(" ")

    def handle_data(self, data):
        if (self.inside is None or self.depth) and not self.hidden:
            self.text.append(data)


def words(text):
    text = re.sub(r"[\u2066-\u2069\u00ad↩]", "", text)
    text = re.sub(r"\[\d+\]|https?://\S+", " ", text)
    return re.findall(r"\w+", text)


def of_html(text, inside=None):
    reader = Words(inside)
    reader.feed(text)
    return words("".join(reader.text)), reader.sources


def in_order(wanted, found):
    """Do all of these words stand there, in this order?"""
    rest = iter(found)
    return next((word for word in wanted if not any(word == other for other in rest)), None)


def in_one_file(text, mail):
    """What is wrong with a letter in one file: it says what the mail says, and needs nothing that is not in it."""
    said, sources = of_html(text)
    if in_order(said, mail) is not None or in_order(mail, said) is not None:
        yield "brief.html says other words than the mail"
    yield from (f"brief.html shows {source[:40]}" for source in sources if not source.startswith("data:image/"))
    styles = re.findall(r"<style>(.*?)</style>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode() if len(styles) == 1 else None
    if digest is None or f"style-src &#x27;sha256-{digest}&#x27;" not in html.escape(html.unescape(text[:2000])):
        yield "the policy of brief.html does not allow its one style"
    if re.search(r"<script|<link| style=", text):
        yield "brief.html has a script, a link or a style at an element"
    for address in re.findall(r' href="([^"]*)"', text):
        if not re.match(r"(https://|mailto:|tel:)", address):
            yield f"brief.html leads to {address}"


def styles_of(text):
    """Properties that no row of `support.md` speaks of."""
    table = (pathlib.Path(__file__).parent / "support.md").read_text("utf-8")
    known = set(re.findall(r"^\| `([a-z-]+)`", table, re.M))
    used = {row.split(":")[0].strip() for style in re.findall(r' style="([^"]*)"', text) for row in style.split(";")}
    yield from (f"{name} is in no row of support.md" for name in sorted(used - known - {""}))


def check(path):
    raw = path.read_bytes()
    problems = []

    def expect(holds, what):
        if not holds:
            problems.append(f"{path}: {what}")

    lines = raw.split(b"\r\n")
    expect(b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b""), "a bare line end")
    # The name of the mail has no place to fold.
    longest = max(len(line) for line in lines if not line.startswith(b"Message-ID:"))
    expect(longest <= 78, f"a line of {longest} bytes")
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    parts = list(mail.walk())
    for part in parts:
        expect(not part.defects, f"{part.get_content_type()}: {part.defects}")
    for name in ("Subject", "Date", "Message-ID", "MIME-Version", "X-Unsent"):
        expect(len(mail.get_all(name, [])) == 1, f"{name} stands there {len(mail.get_all(name, []))} times")
    expect(mail["X-Unsent"] == "1", "it does not open as a draft")
    expect(mail["From"] is None and mail["To"] is None, "it has a sender or a reader")
    expect(mail["Date"].datetime is not None, "no date")
    expect(mail.get_content_type() == "multipart/alternative", mail.get_content_type())
    for word in re.findall(rb"=\?[^?]*\?[^?]*\?[^?]*\?=", raw):
        expect(len(word) <= 75, f"an encoded word of {len(word)} bytes")

    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    expect(plain is not None and rich is not None, "a body is missing")
    if plain is None or rich is None:
        return problems
    text, page = plain.get_content(), rich.get_content()
    expect(text.replace("\r\n", "\n") == (path.parent / "email.txt").read_text("utf-8"), "the text is not email.txt")
    said, sources = of_html(page)
    beside, of_web = of_html((path.parent / "email.html").read_text("utf-8"))
    expect(said == beside, "the HTML says other words than email.html")
    expect(len(sources) == len(of_web), "other pictures than email.html")
    ids = {part["Content-ID"].strip("<>"): part for part in parts if part["Content-ID"]}
    for source in sources:
        part = ids.pop(source.removeprefix("cid:"), None) if source.startswith("cid:") else None
        expect(part is not None, f"no part for {source}")
        if part is not None:
            expect(part.get_content_disposition() == "inline" and part.get_content_maintype() == "image", source)
            known = {b"\xff\xd8\xff": "jpeg", b"\x89PN": "png", b"GIF": "gif"}
            expect(known.get(part.get_content()[:3]) == part.get_content_subtype(), f"{source} is no such picture")
    expect(not ids, f"parts that nothing shows: {sorted(ids)}")

    problems.extend(f"{path}: {what}" for what in in_one_file((path.parent / "brief.html").read_text("utf-8"), said))
    problems.extend(f"{path}: {what}" for what in styles_of((path.parent / "email.html").read_text("utf-8")))

    # The text of the letter's page on the web, which stands beside the team's; what is for the team is not in it.
    web = pathlib.Path(str(path).replace("/team/", "/public/")).parent / "index.html"
    expect(web.exists(), f"{web} is not there")
    if web.exists():
        letter, _ = of_html(web.read_text("utf-8"), ("div", "tekst"))
        lost = in_order(letter, said)
        expect(lost is None, f"the HTML does not say `{lost}` of the page")
        missing = sorted(set(letter) - set(words(text)))
        expect(not missing, f"the text does not say {missing[:5]} of the page")
    return problems


def main():
    roots = [pathlib.Path(root).resolve() for root in sys.argv[1:]]
    paths = sorted(path for root in roots for path in root.rglob("nieuwsbrief.eml"))
    bad = 0
    for path in paths:
        problems = check(path)
        bad += bool(problems)
        print("\n".join(problems), end="\n" if problems else "")
    print(f"{len(paths) - bad} passed, {bad} failed")
    sys.exit(1 if bad or not paths else 0)


main()
