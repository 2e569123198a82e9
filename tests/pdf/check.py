"""Reads the built PDFs with programs that did not write them: `check.py public mr team content`.

Every PDF: no error and no warning of outloud, no finding of pdfua; a title, a language, tags, headings that skip no level,
nothing in it that cannot be shown. Decks: each slide whole on a page of 16:9, with a bookmark; hand-outs the same, as many a
sheet as they say; nothing of the script. Large print: no line under 18 pt. The protocol: every rule of its web page in order, and the page numbers of its contents
are right. Public PDFs: no sentence of the team's.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

passed = 0
failed = 0


def judge(name, problems):
    """Counts a test; prints what is wrong."""
    global passed, failed
    if problems:
        failed += 1
        print(f"FAILED {name}")
        for problem in problems[:10]:
            print(f"  {problem}")
    else:
        passed += 1


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def tool(name):
    """A program of the same environment as this one."""
    return Path(sys.executable).with_name(name)


def text_of(pdf, *options):
    return run("pdftotext", *options, pdf, "-").stdout


def words(text):
    """Letters and digits in small letters, with hyphens at line ends taken away."""
    text = re.sub(r"[-\u00ad\u2010]\n\s*", "", text)
    text = re.sub(r"[\u00ad\u200b]", "", text)
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "


def outloud(pdfs):
    """Errors and warnings of each file."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        run(tool("outloud"), "--no-info", "-q", "--json", report.name, *pdfs)
        results = json.load(report)["results"]
    found = {result["path"]: [] for result in results}
    for result in results:
        if result["error"]:
            found[result["path"]].append(f"outloud: {result['error']}")
        for one in result["findings"]:
            if one["severity"] in ("error", "warning"):
                found[result["path"]].append(f"{one['rule']} p. {one.get('page')}: {one['message']} {one.get('evidence') or ''}")
    return found


def pdfua(pdfs):
    """The same of another checker; it is silent about what it does not know."""
    found, path = {}, None
    for line in run(tool("pdfua"), "check", *pdfs).stdout.splitlines():
        if line in map(str, pdfs):
            path = line
        elif "result:" in line:
            found[path] = [] if "PASS (no findings)" in line else [f"pdfua: {line.strip()}"]
    return found


def roles(node, found):
    """The roles below a node of the structure tree, in order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            roles(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        found.append(str(node.get("/S", "")))
        if "/K" in node:
            roles(node["/K"], found)


def cards(edition):
    """Each rule on a card is an item of a list, as on its page."""
    for pdf in sorted((edition / "protocol").glob("*kaart-*.pdf")):
        rules = len(re.findall(r'class="kaart-tekst"', pdf.with_suffix(".html").read_text()))
        found = []
        with pikepdf.open(pdf) as document:
            roles(document.Root.StructTreeRoot.get("/K"), found)
        items = found.count("/LI")
        judge(f"{pdf}: rules as lists", [] if 0 < rules <= items else [f"{rules} rules and {items} items"])


def inside(pdf):
    """Language, title, tags and headings, as a reader of the file sees them."""
    problems = []
    with pikepdf.open(pdf) as document:
        root = document.Root
        if not re.fullmatch(r"[a-z]{2,3}", str(root.get("/Lang", ""))[:3].split("-")[0]):
            problems.append(f"language is {root.get('/Lang')!r}")
        with document.open_metadata() as meta:
            if not meta.get("dc:title", "").strip():
                problems.append("no title")
            if meta.get("pdfuaid:part") != "1":
                problems.append("does not say that it is PDF/UA-1")
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            problems.append("viewers would show the file's name as its title")
        if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
            problems.append("no tags")
            return problems
        found = []
        roles(root.StructTreeRoot.get("/K"), found)
        levels = [int(role[2:]) for role in found if re.fullmatch(r"/H[1-9]", role)]
        before = 0
        for level in levels:
            if level > before + 1:
                problems.append(f"a heading of level {level} under one of level {before}")
            before = level
    if "\ufffd" in text_of(pdf) or "\u25a1" in text_of(pdf):
        problems.append("a box instead of a letter")
    return problems


def titles(pdfs):
    """Papers that lie beside each other have other titles: they are told apart in a window, in a list, by ear."""
    seen = {}
    for pdf in pdfs:
        with pikepdf.open(pdf) as document, document.open_metadata() as meta:
            seen.setdefault((pdf.parent, meta.get("dc:title", "")), []).append(pdf.name)
    same = [f"{folder}: {title}: {names}" for (folder, title), names in seen.items() if len(names) > 1]
    judge("no two PDFs in a folder have one title", same)


def rules_of(page):
    """Number and first paragraph of every rule on the web page, in order."""
    found = re.findall(r'<a class="regel-nummer"[^>]*>([\d.]+)</a>.*?<div class="regel-tekst">\s*<p>(.*?)</p>', page, re.S)
    return [(number, html.unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", text, flags=re.S))) for number, text in found]


def protocol(edition):
    pdf = edition / "protocol/protocol.pdf"
    rules = rules_of((edition / "protocol/index.html").read_text())
    problems = [] if len(rules) > 20 else [f"only {len(rules)} rules on the page"]
    # As it is laid out, a rule's number stands before it.
    pages = [words(page) for page in text_of(pdf, "-layout").split("\f")]
    count = len(pages) - 1
    before = (0, 0)
    for number, text in rules:
        needle = words(f"{number} {text}")
        place = next(((at, pages[at].find(needle)) for at in range(count) if needle in pages[at]), None)
        if place is None or place < before:
            problems.append(f"rule {number} is not there, or not in its place: {text}")
        before = place or before
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        marks = " ".join(words(below.title) for item in outline.root for below in item.children)
    problems += [f"rule {number} is no bookmark" for number, text in rules if words(text) not in marks]
    # The contents give the page on which each chapter begins.
    listed = next(at for at in range(count) if re.search(r"\binhoud\b", pages[at]))
    chapters = re.findall(r'<h2 id="[^"]*"><span class="cijfer">(\d+)</span> (.*?)</h2>', (edition / "protocol/index.html").read_text())
    for number, title in chapters:
        needle = words(f"{number} {html.unescape(title)}").rstrip()
        begin = next((at for at in range(listed + 1, count) if needle in pages[at]), None)
        if begin is None or f"{needle} {begin + 1} " not in pages[listed]:
            problems.append(f"contents: chapter {number} has another page than {begin and begin + 1}")
    judge(f"{pdf}: rules and page numbers", problems)
    # Each page but the first says which one it is.
    shown = [re.search(rf"pagina {at} van {count} ", page) for at, page in enumerate(pages[:count], 1)]
    judge(f"{pdf}: page x of {count}", [f"page {at}" for at, one in enumerate(shown, 1) if not one and at > 1])
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        titles = [words(item.title) for item in outline.root]
    page = (edition / "protocol/index.html").read_text()
    chapters = re.findall(r'<h2 id="[^"]*"><span class="cijfer">\d+</span> (.*?)</h2>', page)
    missing = [title for title in chapters if not any(words(html.unescape(title)) in item for item in titles)]
    judge(f"{pdf}: bookmarks", [f"no bookmark {title}" for title in missing])


MM = 72 / 25.4
WALL = (320, 180)
A4 = (210, 297)


def plain(markup):
    """The words of a piece of a page."""
    return words(html.unescape(re.sub(r"<(svg|sup)\b.*?</\1>|<[^>]+>", " ", markup, flags=re.S))).split()


def slides_of(page):
    """Of each slide of a deck on a page: its words, and the sentences of its script."""
    found = []
    for part in page.split('<section class="dia"')[1:]:
        shown, _, rest = part.partition('<p class="dia-nummer"')
        script = re.search(r'<div class="script-tekst">(.*?)</div></details>', rest, re.S)
        said = [words(one) for one in re.split(r"[.!?:;]", html.unescape(re.sub(r"<[^>]+>", " ", script[1] if script else "")))]
        found.append((plain(shown[shown.index("dia-inhoud") + 12 :]), [one for one in said if len(one.split()) >= 6]))
    return found


def boxes(pdf):
    """Of each page: its size in millimetres, and its words with the box around them."""
    text = text_of(pdf, "-bbox")
    pages = []
    for page in text.split("<page ")[1:]:
        width, height = (float(value) / MM for value in re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        row = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', page)
        pages.append(((width, height), [(*(float(side) / MM for side in one[:4]), html.unescape(one[4])) for one in row]))
    return pages


def is_size(size, wanted):
    return all(abs(one - other) < 0.5 for one, other in zip(size, wanted))


def lost(slides, text):
    """The slides whose last words are not there, in their order."""
    at, found = 0, []
    for number, (shown, _) in enumerate(slides, 1):
        end = " ".join(shown[-3:])
        place = text.find(end, at)
        if place < 0:
            found.append(f"slide {number}: «{end}» is not there")
        at = max(at, place)
    return found


def script_in(slides, text):
    shown = " ".join(" ".join(one) for one, _ in slides)
    return [f"of the script: {said.strip()}" for _, script in slides for said in script if said in text and said.strip() not in shown]


def decks(edition):
    for pdf in sorted(edition.rglob("dia.pdf")):
        slides = slides_of(pdf.with_suffix(".html").read_text())
        text = words(text_of(pdf))
        problems = lost(slides, text) + script_in(slides, text)
        for at, (size, row) in enumerate(boxes(pdf), 1):
            if not is_size(size, WALL):
                problems.append(f"page {at} is {size}")
            # Below it are the number of the slide and the strip of the board.
            inside = [one for one in row if one[3] <= WALL[1] * 0.925 and one[2] <= WALL[0] * 0.95 and one[0] >= WALL[0] * 0.05]
            rest = " ".join(word for *_, word in row if (*_, word) not in inside)
            if len(inside) + 3 < len(row) or re.sub(r"[\d/ ]|Dia|Slide", "", rest):
                problems.append(f"page {at}: outside its room: {rest}")
        with pikepdf.open(pdf) as document, document.open_outline() as outline:
            if len(outline.root) < len(slides):
                problems.append(f"{len(outline.root)} bookmarks for {len(slides)} slides")
        judge(f"{pdf}: slides", problems)
        judge(f"{pdf}: a deck has a hand-out", [] if list(pdf.parent.glob("hand-out-?.pdf")) else ["none"])
    for pdf in sorted(edition.rglob("hand-out-?.pdf")):
        slides = slides_of((pdf.parent / "dia.html").read_text())
        # Its head says what the first says that krijt made.
        slides = [one for one in slides if one[0][:1] and one is not slides[0]] if "dia-titel" in (pdf.parent / "dia.html").read_text() else slides
        text = words(text_of(pdf))
        problems = lost(slides, text) + script_in(slides, text)
        pages = boxes(pdf)
        problems += [f"page {at} is {size}" for at, (size, _) in enumerate(pages, 1) if not is_size(size, A4)]
        most = int(pdf.stem[-1])
        if len(pages) != -(-len(slides) // most):
            problems.append(f"{len(pages)} pages for {len(slides)} slides")
        judge(f"{pdf}: slides", problems)


def large(edition):
    """Letters in drawings are as large as the drawing lets them."""
    for pdf in sorted(edition.rglob("werkblad-groot.pdf")):
        page = " ".join(plain((pdf.parent / "werkblad.html").read_text()))
        drawn = "".join(words(re.sub(r"<[^>]+>", " ", one.read_text())) for one in pdf.parent.parent.rglob("*.svg"))
        layout = run("pdftohtml", "-xml", "-zoom", "1", "-i", "-stdout", pdf).stdout
        sizes = {one: int(size) for one, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', layout)}
        lines = [(sizes[font], " ".join(plain(line))) for font, line in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', layout)]
        small = [f"{size} pt: {line}" for size, line in lines if size < 18 and len(line.split()) > 2 and line in page and line not in drawn]
        is_seen = any(size >= 18 and line in page for size, line in lines)
        judge(f"{pdf}: large letters", small + ([] if is_seen else ["nothing of the worksheet is on it"]))
        judge(f"{pdf}: A4", [str(size) for size, _ in boxes(pdf) if not is_size(size, A4)])


def secrets(content):
    """Sentences of at least six words from blocks for the team."""
    found = set()
    for path in sorted(content.rglob("*.md")):
        fence = None
        for line in path.read_text().splitlines():
            mark = re.match(r"(:{3,})\s*(.*)", line)
            if mark and fence is None and re.match(r"\{?\.?(leerkracht|antwoord)\b", mark[2]):
                fence = mark[1]
            elif mark and fence == mark[1] and not mark[2]:
                fence = None
            elif fence:
                for sentence in re.split(r"[.!?:;]", re.sub(r"\{\{.*?\}\}", "", line)):
                    sentence = words(sentence)
                    if len(sentence.split()) >= 6:
                        found.add(sentence)
    return found


def leaks(others, team, content):
    needles = secrets(content)
    ours = {pdf: words(text_of(pdf)) for other in others for pdf in sorted(other.rglob("*.pdf"))}
    staff = " ".join(words(text_of(pdf)) for pdf in sorted(team.rglob("*.pdf")))
    # The same sentences must be found where they belong, else this test sees nothing.
    seen = sum(needle in staff for needle in needles)
    judge("sentences of the team are seen in the team's PDFs", [] if seen > 50 else [f"only {seen} of {len(needles)}"])
    for pdf, text in ours.items():
        judge(f"{pdf}: nothing of the team's", [f"«{needle.strip()}»" for needle in needles if needle in text])


def main():
    *others, team, content = (Path(argument) for argument in sys.argv[1:])
    pdfs = sorted(pdf for edition in [*others, team] for pdf in edition.rglob("*.pdf"))
    judge("there are PDFs", [] if len(pdfs) > 40 else [f"only {len(pdfs)}"])
    one, other = outloud(pdfs), pdfua(pdfs)
    unseen = ["a checker did not look at it"]
    for pdf in pdfs:
        judge(str(pdf), one.get(str(pdf), unseen) + other.get(str(pdf), unseen) + inside(pdf))
    titles(pdfs)
    for edition in [*others, team]:
        protocol(edition)
        cards(edition)
        decks(edition)
        large(edition)
    leaks(others, team, content)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
