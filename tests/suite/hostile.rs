//! Hostile input, by the numbers of `robust.md` section 6: what each must give, that nothing of it crashes, and that a
//! build which fails leaves the published site as it was.

use std::os::unix::fs::symlink;
use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rayon::prelude::*;

use crate::html;
use crate::support::{CONFIG, Found, Run, School, tree_difference};

/// A row: its number, what is put into a good school, the codes it must give (and no other), the exit code.
struct Row(&'static str, fn(&School), &'static [&'static str], i32);

const GOOD: i32 = 0;
const CONTENT: i32 = 1;
const SETUP: i32 = 2;
const MACHINE: i32 = 3;

/// A page with this head.
fn head(school: &School, head: &str) {
    school.write("content/x.md", format!("---\n{head}\n---\nTekst.\n"));
}

/// A page with this text.
fn text(school: &School, text: impl AsRef<[u8]>) {
    school.write("content/x.md", [b"---\ntitel: X\n---\n", text.as_ref()].concat());
}

/// A page that shows this file.
fn image(school: &School, name: &str, bytes: impl AsRef<[u8]>) {
    text(school, format!("![Een beeld van iets]({name})\n"));
    school.write(format!("content/{name}"), bytes);
}

/// A page of a template of the school's own.
fn template(school: &School, template: &str) {
    school.write("krijt.yaml", format!("{CONFIG}site: {{thema: eigen}}\n"));
    school.write("themes/eigen/templates/page.html", template);
}

fn config(school: &School, lines: &str) {
    school.write("krijt.yaml", format!("{CONFIG}{lines}\n"));
}

/// A file with a hole in it: as large as one likes, and nothing on the disk.
fn sparse(school: &School, path: &str, start: &[u8], size: u64) {
    school.write(path, start);
    std::fs::File::options().write(true).open(school.at(path)).unwrap().set_len(size).unwrap();
}

/// A PNG that claims to have these sides.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = PNG.to_vec();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// Four by three grey pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x04\0\0\0\x03\x08\0\0\0\0\x91\x9f\xf1\x1a\0\0\0\x0eIDAT\
    x\xdach\0\x02\x068\x01\0-\x0f\x06\x01\xb0j\xad(\0\0\0\0IEND\xaeB`\x82";

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1)))
    })
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row("1 colon", |s| head(s, "titel: Les 3: breuken"), &["E0214"], CONTENT),
    Row("2 number sign", |s| head(s, "titel: Rapport #3"), &["W0213"], GOOD),
    Row("2 number sign in quotes", |s| head(s, "titel: 'Rapport #3'"), &[], GOOD),
    Row("3 unclosed quote", |s| head(s, "titel: \"Rapport\nsamenvatting: b"), &["E0216"], CONTENT),
    Row("4 tab", |s| head(s, "titel: X\nbeeld:\n\tbron: x"), &["E0215"], CONTENT),
    Row("5 not closed", |s| s.write("content/x.md", "---\ntitel: X\n\nTekst.\n"), &["E0202"], CONTENT),
    Row("6 unknown key", |s| head(s, "titel: X\ntgas: [a]"), &["E0204"], CONTENT),
    Row("6 mistyped title", |s| head(s, "titl: X"), &["E0204"], CONTENT),
    Row("6 a key and a link", |s| s.write("content/x.md", "---\ntitel: X\nkluer: rood\n---\n[a](weg.md)\n"),
        &["E0204", "E0501"], CONTENT),
    Row("6 a date, a block and a link", |s| s.write("content/x.md",
        "---\ntitel: X\ndatum: 2026-02-31\n---\n[a](weg.md)\n\n::: weetjje\nb\n:::\n"), &["E0208", "E0301", "E0501"], CONTENT),
    Row("7 duplicate key", |s| head(s, "titel: X\ntitel: Y"), &["E0205"], CONTENT),
    Row("8 missing title", |s| head(s, "samenvatting: X"), &["E0206"], CONTENT),
    Row("8 empty title", |s| head(s, "titel: "), &["E0210"], CONTENT),
    Row("8 title of blanks", |s| head(s, "titel: '  '"), &["E0210"], CONTENT),
    Row("9 text for list", |s| head(s, "titel: X\ntags: rekenen"), &[], GOOD),
    Row("10 ja", |s| head(s, "titel: X\nconcept: ja"), &[], GOOD),
    Row("10 nee", |s| head(s, "titel: X\nconcept: Nee"), &[], GOOD),
    Row("10 misschien", |s| head(s, "titel: X\nconcept: misschien"), &["E0224"], CONTENT),
    Row("11 Dutch date", |s| head(s, "titel: X\ndatum: 31-12-2026"), &[], GOOD),
    Row("11 either order", |s| head(s, "titel: X\ndatum: 5-6-2026"), &["E0208"], CONTENT),
    Row("12 no such day", |s| head(s, "titel: X\ndatum: 2026-02-31"), &["E0208"], CONTENT),
    Row("12 no such year", |s| head(s, "titel: X\ndatum: 99999999999-01-01"), &["E0208"], CONTENT),
    Row("13 a time that was skipped", |s| s.write("content/thema-avond/x.md",
        "---\ntitel: X\ndatum: 2026-03-29\naanvang: '02:30'\n---\nTekst.\n"), &["E0209"], CONTENT),
    Row("14 anchor and alias", |s| head(s, "titel: &a X\nsamenvatting: *a"), &["E0212", "E0212"], CONTENT),
    Row("14 tag", |s| head(s, "titel: !hoi X"), &["E0212"], CONTENT),
    Row("14 merge", |s| head(s, "titel: X\n<<: {samenvatting: Y}"), &["E0212"], CONTENT),
    Row("14 bomb", |s| head(s, "titel: X\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b]"),
        &["E0212", "E0212"], CONTENT),
    Row("15 200 kB of {a: ", |s| head(s, &format!("titel: {}", "{a: ".repeat(50_000))), &["E0211"], CONTENT),
    Row("15 100 kB of [", |s| head(s, &format!("titel: {}", "[".repeat(100_000))), &["E0211"], CONTENT),
    Row("15 as many as fit", |s| head(s, &format!("titel: {}", "[".repeat(16_000))), &["E0218"], CONTENT),
    Row("15 as many braces as fit", |s| head(s, &format!("titel: {}", "{a: ".repeat(4_000))), &["E0218"], CONTENT),
    Row("16 large head", |s| head(s, &format!("titel: {}", "x".repeat(17_000))), &["E0211"], CONTENT),
    Row("17 two documents", |s| s.write("content/x.md", "---\ntitel: X\n---\n---\ntitel: Y\n---\nTekst.\n"),
        &["E0217"], CONTENT),
    Row("18 no head", |s| s.write("content/x.md", "# Kop\n\nTekst.\n"), &["E0201"], CONTENT),
    Row("19 empty", |s| s.write("content/x.md", ""), &["E0104"], CONTENT),
    Row("19 blanks", |s| s.write("content/x.md", " \n\n\t\n"), &["E0104"], CONTENT),
    Row("20 same slug", |s| { head(s, "titel: X\nslug: goed"); }, &["E0901"], CONTENT),
    Row("21 capitals", |s| { head(s, "titel: X"); s.write("content/X.md", "---\ntitel: Y\n---\n"); }, &["E0901"], CONTENT),
    Row("21 composed and decomposed", |s| {
        s.write("content/caf\u{e9}.md", "---\ntitel: X\n---\n");
        s.write("content/cafe\u{301}.md", "---\ntitel: Y\n---\n");
    }, &["E0901"], CONTENT),
    Row("22 names", |s| for name in ["con", "nul", "aux.b", "a:b", "wat?", "punt.", "\u{1f388}", "  ", "quote'\"", "<c>", "d&e"] {
        s.write(format!("content/{name}.md"), "---\ntitel: X\n---\n");
    }, &[], GOOD),
    Row("22 long name", |s| s.write(format!("content/{}.md", "lang".repeat(60)), "---\ntitel: X\n---\n"), &[], GOOD),
    Row("22 slugs", |s| for (number, slug) in ["con", "nul.md", "a:b", "'?x'", "punt.", "\u{1f388}"].iter().enumerate() {
        s.write(format!("content/{number}.md"), format!("---\ntitel: X\nslug: {slug}\n---\n"));
    }, &[], GOOD),
    Row("22 long slug", |s| head(s, &format!("titel: X\nslug: {}", "lang".repeat(75))), &[], GOOD),
    Row("23 up", |s| head(s, "titel: X\nslug: ../../x"), &["E0221"], CONTENT),
    Row("23 absolute", |s| head(s, "titel: X\nslug: /abs"), &["E0221"], CONTENT),
    Row("23 drive", |s| head(s, "titel: X\nslug: 'C:\\x'"), &["E0221"], CONTENT),
    Row("23 server", |s| head(s, "titel: X\nslug: '\\\\srv\\x'"), &["E0221"], CONTENT),
    Row("23 escaped", |s| head(s, "titel: X\nslug: '%2e%2e/x'"), &["E0221"], CONTENT),
    Row("23 alias up", |s| head(s, "titel: X\naliassen: [../../x]"), &["E0221"], CONTENT),
    Row("23 alias up further on", |s| head(s, "titel: X\naliassen: [a/../../../x]"), &["E0221"], CONTENT),
    Row("23 alias drive", |s| head(s, "titel: X\naliassen: ['C:\\x']"), &["E0221"], CONTENT),
    Row("24 broken link", |s| text(s, "[a](goedd.md)"), &["E0501"], CONTENT),
    Row("25 broken anchor", |s| text(s, "[a](goed.md#nergens)"), &["E0502"], CONTENT),
    Row("26 link to draft", |s| { text(s, "[a](y.md)"); s.write("content/y.md", "---\ntitel: Y\nconcept: ja\n---\n"); },
        &["E0504"], CONTENT),
    Row("27 wrong case", |s| text(s, "[a](Goed.md)"), &["E0505"], CONTENT),
    Row("28 missing image", |s| text(s, "![Een beeld](nergens.png)"), &["E0503"], CONTENT),
    Row("29 no alt", |s| { image(s, "a.png", PNG); text(s, "![](a.png)"); }, &["E0403"], CONTENT),
    Row("29 decoration", |s| { image(s, "a.png", PNG); text(s, "![](a.png){decoratief}"); }, &[], GOOD),
    Row("30 alt is name", |s| { image(s, "IMG_2034.png", PNG); text(s, "![IMG_2034.png](IMG_2034.png)"); }, &["E0404"], CONTENT),
    Row("31 cut image", |s| image(s, "a.png", &PNG[..40]), &["E0601"], CONTENT),
    Row("31 empty image", |s| image(s, "a.png", ""), &["E0601"], CONTENT),
    Row("31 no image", |s| image(s, "a.jpg", "Ik ben geen foto."), &["E0601"], CONTENT),
    Row("32 60000 x 60000", |s| image(s, "a.png", png(60_000, 60_000)), &["E0602"], CONTENT),
    Row("32 the largest there are", |s| image(s, "a.png", png(0x7fff_ffff, 0x7fff_ffff)), &["E0602"], CONTENT),
    Row("32 200 MB", |s| { image(s, "a.jpg", ""); sparse(s, "content/a.jpg", b"\xff\xd8\xff\xe0", 200 << 20); }, &["E0602"], CONTENT),
    Row("34 script", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"), &["E0603"], CONTENT),
    Row("34 handler", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>"), &["E0603"], CONTENT),
    Row("34 elsewhere", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://x.example/a.png\"/></svg>"),
        &["E0603"], CONTENT),
    Row("34 link that runs", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\" java&#115;cript:x()\"><g/></a></svg>"),
        &["E0603"], CONTENT),
    Row("34 set", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><set attributeName=\"href\" to=\"javascript:x()\"/></svg>"),
        &["E0603"], CONTENT),
    Row("34 html inside", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject><p/></foreignObject></svg>"),
        &["E0603"], CONTENT),
    Row("34 style that fetches", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@import 'https://x.example/a.css';</style></svg>"),
        &["E0603"], CONTENT),
    Row("34 entities", |s| image(s, "a.svg", "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>"),
        &["E0603"], CONTENT),
    Row("34 no svg", |s| image(s, "a.svg", "<html><script>x()</script></html>"), &["E0601"], CONTENT),
    Row("34 not whole", |s| image(s, "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>"), &["E0601"], CONTENT),
    Row("35 Latin-1", |s| text(s, b"caf\xe9 \x80 5\n"), &["E0101"], CONTENT),
    Row("35 half a character", |s| text(s, b"caf\xc3"), &["E0101"], CONTENT),
    Row("35 in the head", |s| s.write("content/x.md", b"---\ntitel: caf\xe9\n---\nTekst.\n"), &["E0101"], CONTENT),
    Row("35 in a glossary", |s| s.write("content/data/begrippen.yaml", b"caf\xe9: {uitleg: x}\n"), &["E0101"], CONTENT),
    Row("36 UTF-16 little", |s| s.write("content/x.md", utf16("---\ntitel: X\n---\nCafé.\n", u16::to_le_bytes)), &["W0107"], GOOD),
    Row("36 UTF-16 big", |s| s.write("content/x.md", utf16("---\ntitel: X\n---\nCafé.\n", u16::to_be_bytes)), &["W0107"], GOOD),
    Row("36 half an UTF-16", |s| s.write("content/x.md", b"\xff\xfe-\0-\0-\0\n\0\0\xd8x"), &["E0101"], CONTENT),
    Row("37 BOM", |s| s.write("content/x.md", "\u{feff}---\ntitel: X\n---\nTekst.\n"), &[], GOOD),
    Row("37 CRLF", |s| s.write("content/x.md", "---\r\ntitel: X\r\n---\r\n::: weetje\r\nTekst.\r\n:::\r\n"), &[], GOOD),
    Row("37 CR", |s| s.write("content/x.md", "---\rtitel: X\r---\r::: weetje\rTekst.\r:::\r"), &[], GOOD),
    Row("37 NEL", |s| text(s, "Een\u{85}twee\u{2028}drie.\n"), &[], GOOD),
    Row("38 NUL", |s| text(s, b"a\0b"), &["E0105"], CONTENT),
    Row("38 escape", |s| text(s, b"a\x1b[2Jb"), &["E0105"], CONTENT),
    Row("38 a control of the second set", |s| text(s, "a\u{9b}2Jb"), &["E0105"], CONTENT),
    Row("39 bidi", |s| text(s, "a\u{202e}b"), &["W0108"], GOOD),
    Row("39 zero width in a link", |s| text(s, "[a](https://exam\u{200b}ple.org)"), &["W0108"], GOOD),
    Row("40 2 MB", |s| text(s, "Tekst. ".repeat(350_000)), &["E0103"], CONTENT),
    Row("40 1 GB", |s| sparse(s, "content/x.md", b"---\ntitel: X\n---\n", 1 << 30), &["E0103"], CONTENT),
    Row("40 1 GB of glossary", |s| sparse(s, "content/data/begrippen.yaml", b"a: {uitleg: b}\n", 1 << 30), &["E0103"], CONTENT),
    Row("41 2,000 pages", |s| for number in 0..2_000 {
        s.write(format!("content/{}/p{number}.md", number % 20), format!("---\ntitel: Pagina {number}\n---\n{}", "Tekst.\n\n".repeat(99)));
    }, &[], GOOD),
    Row("42 100k >", |s| text(s, ">".repeat(100_000)), &["E0309"], CONTENT),
    Row("42 100k * ", |s| text(s, "* ".repeat(100_000)), &[], GOOD),
    Row("42 100k [", |s| text(s, "[".repeat(100_000)), &[], GOOD),
    Row("42 100k *a_ ", |s| text(s, "*a_ ".repeat(100_000)), &[], GOOD),
    Row("42 deep emphasis", |s| text(s, format!("{}c{}", "*a _b ".repeat(500), " b_ a*".repeat(500))), &["E0309"], CONTENT),
    Row("42 deep links", |s| text(s, format!("{}c{}", "![a ".repeat(500), "](d.png)".repeat(500))), &["E0309"], CONTENT),
    Row("42 a deep list", |s| text(s, (0..500).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>()),
        &["E0309"], CONTENT),
    Row("43 grows", |s| {
        s.write("krijt.yaml", format!("school: {{naam: \"{}\"}}\n", "lange naam ".repeat(900)));
        text(s, "{{ school.naam }} ".repeat(2_000));
    }, &["E0406"], CONTENT),
    Row("44 unclosed", |s| text(s, "::: weetje\na\n"), &["E0303"], CONTENT),
    Row("44 stray", |s| text(s, "a\n:::\n"), &["E0304"], CONTENT),
    Row("44 a fence in code, below other blocks", |s| text(s,
        "::: weetje\na\n:::\n::: letop\nb\n:::\n\n```\n::: dia\n```\n\n::: hint\nc\n:::\n"), &[], GOOD),
    Row("44 unknown", |s| text(s, "::: kader\na\n:::\n"), &["E0301"], CONTENT),
    Row("44 nearly for the team", |s| text(s, "::: antwoordt\na\n:::\n"), &["E0302"], CONTENT),
    Row("45 unclosed code", |s| text(s, "```\na\n"), &["E0310"], CONTENT),
    Row("46 1000 deep", |s| text(s, format!("{}a\n{}", "::: weetje\n".repeat(1_000), ":::\n".repeat(1_000))), &["E0309"], CONTENT),
    Row("47 script", |s| text(s, "<script>alert(1)</script>\n"), &["E0401"], CONTENT),
    Row("47 handler", |s| text(s, "Een <img src=x onerror=alert(1)> beeld.\n"), &["E0401"], CONTENT),
    Row("47 iframe", |s| text(s, "<iframe src=\"https://example.org\"></iframe>\n"), &["E0401"], CONTENT),
    Row("47 style", |s| text(s, "<style>body{}</style>\n"), &["E0401"], CONTENT),
    Row("47 allowed tag with attribute", |s| text(s, "<kbd onclick=\"x()\">a</kbd>\n"), &["E0401"], CONTENT),
    Row("47 a tag with its end", |s| text(s, "Dit is <b>dik</b> en <i>schuin</i>.\n"), &["E0401", "E0401"], CONTENT),
    Row("47 a tag and a link", |s| text(s, "Dit is <b>dik</b>. [a](weg.md)\n"), &["E0401", "E0501"], CONTENT),
    Row("48 javascript", |s| text(s, "[a](javascript:alert(1))"), &["E0402"], CONTENT),
    Row("48 entity", |s| text(s, "[a](JaVa&#115;cript:alert(1))"), &["E0402"], CONTENT),
    Row("48 data", |s| text(s, "[a](data:text/html,x)"), &["E0402"], CONTENT),
    Row("48 vbscript", |s| text(s, "[a](vbscript:x)"), &["E0402"], CONTENT),
    Row("48 tab", |s| text(s, "[a](java&Tab;script:x)"), &["E0402"], CONTENT),
    Row("48 control", |s| text(s, "[a](&#1;javascript:x)"), &["E0402"], CONTENT),
    Row("48 between brackets", |s| text(s, "<javascript:alert(1)>"), &["E0402"], CONTENT),
    Row("48 by reference", |s| text(s, "[a][b]\n\n[b]: javascript:x\n"), &["E0402"], CONTENT),
    Row("48 image", |s| text(s, "![Een beeld](data:image/svg+xml,x)"), &["E0402"], CONTENT),
    Row("49 heading attribute", |s| text(s, "## Kop {onclick=x #id .c}\n"), &["E0306"], CONTENT),
    Row("49 attributes on the first line of a heading", |s| text(s, "*a {#x}\nb*\n===\n"), &[], GOOD),
    Row("49 attributes within an unclosed tag", |s| text(s, "<kbd> {#e}\n.\n-\n"), &["E0401"], CONTENT),
    Row("50 info string", |s| text(s, "```\"><script>\na\n```\n"), &[], GOOD),
    Row("50 link title", |s| text(s, "[a](https://example.org '\"><script>')"), &[], GOOD),
    Row("50 id", |s| text(s, "## Kop {#a\"><script>}\n"), &["E0401"], CONTENT),
    Row("R a lowered level is no invalid page", |s| {
        config(s, "niveaus: {E0314: waarschuwing}");
        text(s, "## Een {#a}\n\n## Twee {#a}\n");
    }, &["E0314"], GOOD),
    Row("R a leak on two pages", |s| s.write("content/x.md", "---\ntitel: X\nsamenvatting: De sleutel ligt onder de derde \
        bloempot links.\n---\n::: leerkracht\nDe sleutel ligt onder de derde bloempot links.\n:::\n"), &["E0902"], CONTENT),
    Row("52 no right answer", |s| text(s, "::: quiz\nWat?\n\n- [ ] a\n- [ ] b\n:::\n"), &["E0311"], CONTENT),
    Row("55 ends before start", |s| s.write("content/thema-avond/x.md",
        "---\ntitel: X\ndatum: 2026-03-28\naanvang: '20:30'\neinde: '19:00'\n---\nTekst.\n"), &["E0803"], CONTENT),
    Row("55 long title with signs", |s| s.write("content/thema-avond/x.md",
        format!("---\ntitel: \"a;b,c\\n{}\"\ndatum: 2026-03-28\naanvang: '20:30'\n---\nTekst.\n", "d".repeat(300))), &[], GOOD),
    Row("56 syntax", |s| template(s, "{% if %}"), &["E1001"], SETUP),
    Row("56 variable", |s| s.write("themes/krijt/templates/home.html", "{{ nergens.iets }}"), &["E1001"], SETUP),
    Row("56 filter", |s| template(s, "{{ page.title | nergens }}"), &["E1001"], SETUP),
    Row("56 missing", |s| template(s, "{% extends \"nergens.html\" %}"), &["E1001"], SETUP),
    Row("56 cycle", |s| template(s, "{% extends \"page.html\" %}"), &["E1001"], SETUP),
    Row("58 no config", |s| std::fs::remove_file(s.at("krijt.yaml")).unwrap(), &["E1101"], SETUP),
    Row("58 unknown key", |s| config(s, "schooljar: 2026-2027"), &["E0204"], SETUP),
    Row("58 broken config", |s| config(s, "site: ["), &["E0203"], SETUP),
    Row("58 config is no mapping", |s| s.write("krijt.yaml", "- a\n- b\n"), &["E0203"], SETUP),
    Row("58 theme elsewhere", |s| config(s, "site: {thema: ../../etc}"), &["E1104"], SETUP),
    Row("61 loop", |s| symlink(".", s.at("content/lus")).unwrap(), &["W0109"], GOOD),
    Row("61 link to /etc", |s| symlink("/etc", s.at("content/etc")).unwrap(), &["W0109"], GOOD),
    Row("61 link to a file", |s| symlink("/etc/passwd", s.at("content/x.md")).unwrap(), &["W0109"], GOOD),
    Row("61 zeros without end", |s| symlink("/dev/zero", s.at("content/x.md")).unwrap(), &["W0109"], GOOD),
    Row("61 pipe", |s| make("mkfifo", &[s.at("content/x.md")]), &["W0109"], GOOD),
    Row("61 socket", |s| drop(std::os::unix::net::UnixListener::bind(s.at("content/x.md")).unwrap()), &["W0109"], GOOD),
    Row("61 linked image", |s| { text(s, "![Een beeld](a.png)"); symlink("/etc/passwd", s.at("content/a.png")).unwrap(); },
        &["E0503", "W0109"], CONTENT),
    Row("62 name", |s| s.write(bad_name(), "---\ntitel: X\n---\n"), &["E0106"], CONTENT),
    Row("62 newline in a name", |s| s.write("content/a\nb.md", "---\ntitel: X\n---\n"), &[], GOOD),
    Row("62 control in a name", |s| s.write("content/a\x1b[2Jb.md", "---\ntitel: X\n---\n"), &[], GOOD),
    Row("66 foreign file", |s| s.write("public/belangrijk.docx", "Mijn werk."), &[], GOOD),
    Row("66 foreign file in the way", |s| { head(s, "titel: X"); s.write("public/x/index.html", "Mijn werk."); },
        &["E1203"], CONTENT),
    Row("66 foreign folder in the way", |s| { head(s, "titel: X"); s.write("public/x/index.html/a", "Mijn werk."); },
        &["E1203"], CONTENT),
    Row("66 foreign link in the way", |s| { head(s, "titel: X"); symlink("/etc", s.at("public/x")).unwrap(); },
        &["E1203"], CONTENT),
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn bad_name() -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(b"content/caf\xe9.md".to_vec())
}

fn make(program: &str, paths: &[std::path::PathBuf]) {
    assert!(std::process::Command::new(program).args(paths).status().unwrap().success());
}

/// A school with one good page that has been published.
fn published() -> School {
    let school = School::new(&[("content/goed.md", "---\ntitel: Goed\n---\n## Kop\n\nHier is niets mis.\n")]);
    let run = build(&school, &[]);
    assert_eq!(run.exit, 0, "{}", run.text);
    school
}

fn build(school: &School, args: &[&str]) -> Run {
    school.krijt(&[&["build", "--lang", "nl", "--date", "2026-11-01"], args].concat())
}

#[test]
fn every_row_gives_what_it_must() {
    let failures: Vec<String> = ROWS.par_iter().filter_map(|row| check(row).err()).collect();
    assert!(failures.is_empty(), "\n{}\n{} of {} rows\n", failures.join("\n"), failures.len(), ROWS.len());
}

fn check(Row(what, input, codes, exit): &Row) -> Result<(), String> {
    let school = published();
    input(&school);
    let outputs = || ["public", "team"].map(|edition| school.tree(edition));
    let before = outputs();
    let run = build(&school, &["--format", "json"]);
    let mut wrong = Vec::new();
    if run.exit != *exit {
        wrong.push(format!("exit {} instead of {exit}", run.exit));
    }
    match serde_json::from_str::<serde_json::Value>(&run.out) {
        Err(error) => wrong.push(format!("no JSON ({error}): {}", run.text.chars().take(300).collect::<String>())),
        Ok(_) => {
            let found = Found::list(&run);
            let mut names: Vec<&str> = found.iter().map(|found| found.code.as_str()).collect();
            names.sort_unstable();
            if names != *codes {
                let found = found.iter().take(4).map(|found| format!("{} {}", found.short(), found.message));
                wrong.push(format!("gives {:?} instead of {codes:?}", found.collect::<Vec<_>>()));
            }
        }
    }
    if run.took > Duration::from_secs(60) {
        wrong.push(format!("takes {:?}", run.took));
    }
    if run.peak > 512 * 1024 {
        wrong.push(format!("takes {} MiB", run.peak / 1024));
    }
    for (old, new) in before.iter().zip(outputs()) {
        let difference = tree_difference(old, &new);
        if run.exit != 0 && !difference.is_empty() {
            wrong.push(format!("changes what was published: {difference}"));
        }
        wrong.extend(new.iter().filter_map(|(path, bytes)| judge(path, bytes).err()));
    }
    // The cache may stay; work in progress may not.
    let left = std::fs::read_dir(school.at(".krijt")).into_iter().flatten().flatten();
    if left.map(|entry| entry.file_name()).any(|name| name != "cache") {
        wrong.push("leaves work in .krijt behind".to_string());
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{what}: {}", wrong.join("; "))) }
}

/// A page that came out must be well-formed and do nothing by itself.
pub fn judge(path: &str, bytes: &[u8]) -> Result<(), String> {
    if !path.ends_with(".html") || bytes == b"Mijn werk." {
        return Ok(());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
    let page = html::parse(text).map_err(|what| format!("{path}: {what}"))?;
    // Mail programs know no style sheets; what stands there is one table of krijt's own (`src/mail/styles.rs`).
    let is_mail = path.ends_with("/email.html");
    // A letter in one file has one style, which its policy allows by its digest.
    let is_single = path.ends_with("/brief.html");
    let mut wrong = Ok(());
    page.each(&mut |element| {
        // A dialog's own buttons close it; that form sends nothing.
        let sends = element.name == "form" && element.attribute("method") != Some("dialog");
        let forbidden = ["iframe", "object", "embed", "base", "style", "frame"].contains(&element.name.as_str());
        let forbidden = forbidden && !(is_single && element.name == "style");
        let is_data = element.attribute("type") == Some("application/ld+json");
        let inline_script = element.name == "script" && element.attribute("src").is_none() && !is_data;
        let acts = |(name, value): &(String, String)| {
            let address = ["href", "src", "action", "formaction", "data", "poster", "srcset"].contains(&name.as_str());
            name.starts_with("on")
                || name == "style" && !is_mail
                || address && !is_safe(value) && !(is_single && value.starts_with("data:image/"))
        };
        if forbidden || sends || inline_script || element.attributes.iter().any(acts) {
            wrong = Err(format!("{path}: <{}> {:?}", element.name, element.attributes));
        }
    });
    wrong
}

/// Whether an address, as the browser reads it, leads to a page, to mail or to a telephone.
fn is_safe(address: &str) -> bool {
    let mut plain = String::new();
    let mut rest = address;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
        let name = &rest[at + 1..end];
        let code = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            },
            None => [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"')]
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, sign)| u32::from(*sign)),
        };
        plain.push(code.and_then(char::from_u32).unwrap_or('?'));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain.retain(|c| !c.is_control() && !c.is_whitespace());
    let scheme = plain.find([':', '/', '?', '#']).filter(|at| plain[*at..].starts_with(':')).map(|at| &plain[..at]);
    scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.to_lowercase().as_str()))
}

#[test]
fn a_photo_s_place_is_not_published() {
    let gps = include_bytes!("../school/foto-met-plaats.jpg");
    let school = published();
    image(&school, "foto.jpg", gps);
    let run = build(&school, &["--format", "json"]);
    assert_eq!((run.exit, Found::list(&run)[0].code.as_str()), (0, "W0604"), "{}", run.text);
    let photos: Vec<_> = school.tree("public").into_iter().filter(|(path, _)| path.ends_with(".jpg")).collect();
    assert!(!photos.is_empty());
    for (path, bytes) in photos {
        assert!(!bytes.windows(4).any(|window| window == b"Exif"), "{path} still has its Exif");
    }
}

#[test]
fn an_unreadable_file_is_named_and_the_rest_is_checked() {
    let mut school = published();
    school.write("content/dicht.md", "---\ntitel: Dicht\n---\n");
    school.write("content/map/dicht.md", "---\ntitel: Dicht\n---\n");
    text(&school, "[a](weg.md)");
    school.forbid("content/dicht.md", 0);
    school.forbid("content/map", 0);
    let run = build(&school, &["--format", "json"]);
    let found: Vec<String> = Found::list(&run).iter().map(|found| format!("{} {}", found.file, found.code)).collect();
    assert_eq!(found, ["content/dicht.md E0102", "content/map E0102", "content/x.md E0501"]);
    assert_eq!(run.exit, MACHINE);
}

#[test]
fn a_folder_that_may_not_be_written_keeps_what_it_has() {
    let mut school = published();
    text(&school, "Nieuwe tekst.");
    let before = school.tree("public");
    school.forbid(".", 0o555);
    let run = build(&school, &["--format", "json"]);
    assert_eq!((run.exit, Found::list(&run)[0].code.as_str()), (MACHINE, "E1205"), "{}", run.text);
    assert_eq!(tree_difference(&before, &school.tree("public")), "");
}

/// A name or a text with control characters is shown, never sent to the terminal.
#[test]
fn nothing_drives_the_terminal() {
    let school = published();
    for name in ["a\x1b[2Jb", "a\nb", "a\u{9b}2Jb", "a\u{202e}b", "a\x07b"] {
        let text = format!("---\ntitel: X\n{name}: Y\n---\n[{name}](weg.md) [a]({name}.md) ![x]({name}.png)\n");
        school.write(format!("content/{name}.md"), text);
    }
    for args in [&["check"][..], &["build"], &["check", "--lang", "en"]] {
        let run = school.krijt(args);
        assert_eq!(run.exit, 1, "{}", run.text);
        let bad: Vec<&str> = run
            .text
            .lines()
            .filter(|line| line.contains(|c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}')))
            .collect();
        assert_eq!(bad, Vec::<&str>::new());
    }
}

#[test]
fn folders_of_others_are_refused_and_left_alone() {
    for (out, exit, code) in [
        ("content", SETUP, "E1201"),
        ("content/uit", SETUP, "E1201"),
        ("content/../content/uit", SETUP, "E1201"),
        ("linkje/uit", SETUP, "E1201"),
        ("themes/eigen", SETUP, "E1201"),
        ("anders", SETUP, "E1202"),
        ("bestanden", SETUP, "E1202"),
        ("linkjes", SETUP, "E1202"),
        ("krijt.yaml", MACHINE, "E1205"),
    ] {
        let school = published();
        school.write("anders/public/belangrijk.docx", "Mijn werk.");
        school.write("bestanden/public", "Mijn werk.");
        school.write("themes/eigen/assets/a.css", "");
        std::fs::create_dir(school.at("linkjes")).unwrap();
        symlink("../public", school.at("linkjes/public")).unwrap();
        symlink("content", school.at("linkje")).unwrap();
        let before = school.tree(".");
        let run = build(&school, &["--out", out, "--edition", "public", "--format", "json"]);
        let found: Vec<String> = Found::list(&run).into_iter().map(|found| found.code).collect();
        assert_eq!((run.exit, found), (exit, vec![code.to_string()]), "--out {out}: {}", run.text);
        assert_eq!(tree_difference(&before, &school.tree(".")), "", "--out {out}");
    }
}

/// A school in a folder called `public`, built into the folder around it: that would replace the school itself.
#[test]
fn a_school_is_never_replaced_by_its_own_output() {
    let school = School::new(&[("public/krijt.yaml", CONFIG), ("public/content/x.md", "---\ntitel: X\n---\n")]);
    let before = school.tree("public");
    let run = build(&school, &["--root", "public", "--out", ".", "--format", "json"]);
    let found: Vec<String> = Found::list(&run).into_iter().map(|found| found.code).collect();
    assert_eq!((run.exit, found), (SETUP, vec!["E1201".to_string()]), "{}", run.text);
    assert_eq!(tree_difference(&before, &school.tree("public")), "");
}

#[test]
fn a_second_build_at_the_same_time_stops_at_once() {
    let mut school = published();
    school.lock(".krijt/lock");
    let before = school.tree("public");
    text(&school, "Nieuwe tekst.");
    let run = build(&school, &["--format", "json"]);
    assert_eq!((run.exit, Found::list(&run)[0].code.as_str()), (MACHINE, "E1204"), "{}", run.text);
    assert_eq!(tree_difference(&before, &school.tree("public")), "");
}

/// The lock of a build that was killed holds nobody up.
#[test]
fn a_stale_lock_is_no_lock() {
    let school = published();
    school.write(".krijt/lock", "999999\n");
    text(&school, "Nieuwe tekst.");
    let run = build(&school, &[]);
    assert_eq!(run.exit, 0, "{}", run.text);
    assert!(school.exists("public/x/index.html") && !school.exists(".krijt/lock"));
}

/// Pieces of which odd pages are made.
const PIECES: &[&str] = &[
    "a",
    "b c",
    "é",
    "\u{1f388}",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\n\n",
    "\n",
    "# ",
    "## Kop {#a}\n",
    "- ",
    "1. ",
    "> ",
    "* ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "```\n",
    "~~~\n",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "[a](b.md)",
    "[](#a)",
    "![a](b.png)",
    "[^1]",
    "[^1]: a\n",
    "[a]: <b>\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<kbd>",
    "</kbd>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "&amp;",
    "&#0;",
    "&",
    "\\",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "---\n",
    "===\n",
    "***\n",
    "::: weetje\n",
    "::: {.klok minuten=5}\n",
    "::: dia\n",
    ":::\n",
    "::::: kolommen\n",
    ":::::\n",
    "::: leerkracht\n",
    "::: quiz\n",
    "::: beeld\n",
    "- [x] a\n",
    "- [ ] b\n",
    "{nep}",
    "{echt}",
    "::: {",
    "}",
    "{",
    "{.a #b c=\"d\"}",
    "{{ school.naam }}",
    "{{",
    "}}",
    "{{ x }}",
    "<javascript:a>",
    "[a](javascript:b)",
    "[a](&#106;avascript:b)",
    "\"",
    "'",
    "--",
    "...",
    "\u{202e}",
    "\u{200b}",
    "\r",
    "\0",
    "$$",
    "^a^",
    "https://a.b",
    "::: {.regel #x wie=\"leerkracht\"}\n",
    "  ::: hint\n",
    "> ::: hint\n",
    "> :::\n",
    "  :::\n",
];

const HEADS: &[&str] = &[
    "titel: X",
    "titel: X",
    "titel: X",
    "\n",
    "\n",
    "\n",
    "samenvatting: ",
    "datum: ",
    "2026-01-01",
    "concept: ",
    "ja",
    "slug: ",
    "aliassen: ",
    "beeld: ",
    "editie: ",
    "team",
    "a",
    "- ",
    ": ",
    ":",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!b ",
    "|\n",
    ">\n",
    " #",
    "#",
    "\t",
    "  ",
    " ",
    "? ",
    "---\n",
    "...\n",
    "%YAML\n",
    "@",
    "`",
    "\\",
    "\u{feff}",
    "é",
    "0x1F",
    "1e999",
    "~",
    "null",
    "<<: ",
    "../",
    "\0",
];

fn mix(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..most).prop_map(|pieces| pieces.concat())
}

fn odd_page() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => mix(PIECES, 60).prop_map(|text| format!("---\ntitel: X\n---\n{text}").into_bytes()),
        3 => (mix(HEADS, 14), mix(PIECES, 8)).prop_map(|(head, text)| format!("---\n{head}\n---\n{text}").into_bytes()),
        1 => ".{0,200}".prop_map(|text| format!("---\ntitel: X\n---\n{}", no_second_controls(&text)).into_bytes()),
        1 => proptest::collection::vec(any::<u8>(), 0..300),
    ]
}

/// U+0080 to U+009F have rows of their own.
fn no_second_controls(text: &str) -> String {
    text.chars().filter(|c| !('\u{80}'..='\u{9f}').contains(c)).collect()
}

/// Thousands of odd pages, in a few runs: no crash, every finding on a line that is there, and what can be published
/// is well-formed and harmless. `KRIJT_FUZZ=100` makes a hundred times as many, with another seed each run.
#[test]
fn odd_pages_are_findings_or_harmless_pages() {
    let rounds: u64 = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut runner = TestRunner::deterministic();
    if rounds > 1 {
        runner = TestRunner::default();
    }
    for _ in 0..4 * rounds {
        let school = School::new(&[("krijt.yaml", &lowered())]);
        for number in 0..250 {
            let page = odd_page().new_tree(&mut runner).unwrap().current();
            school.write(format!("content/p{number}.md"), page);
        }
        let run = school.krijt(&["check", "--format", "json", "--lang", "en"]);
        assert_ne!(run.exit, 4, "{}\nfrom {:?}", trouble(&run), blame(&school));
        let found = Found::list(&run);
        for finding in &found {
            assert!(finding.line >= 1 && finding.column >= 1, "{finding:?}");
            assert!((finding.line, finding.column) <= (finding.end_line, finding.end_column), "{finding:?}");
        }
        // What cannot be lowered keeps everything at home, so those pages leave the school; then those whose text for
        // the team happens to stand on another page.
        let mut errors = found;
        for _ in 0..5 {
            for finding in errors.iter().filter(|finding| finding.severity == "error") {
                let _ = std::fs::remove_file(school.at(&finding.file));
            }
            let run = build(&school, &["--format", "json"]);
            assert_ne!(run.exit, 4, "{}\nfrom {:?}", trouble(&run), blame(&school));
            errors = Found::list(&run);
            if run.exit == 0 {
                break;
            }
        }
        assert!(school.exists("public"), "{errors:#?}");
        for (path, bytes) in school.tree("public").into_iter().chain(school.tree("team")) {
            if let Err(what) = judge(&path, &bytes) {
                let name = path.split('/').next().unwrap_or_default();
                let page = std::fs::read(school.at(format!("content/{name}.md"))).unwrap_or_default();
                panic!("{what}\nfrom {:?}", String::from_utf8_lossy(&page));
            }
        }
    }
}

/// What stops a build: a crash, or errors that cannot be lowered.
fn trouble(run: &Run) -> String {
    match run.out.starts_with('{') {
        true => format!("{:#?}", Found::list(run).iter().filter(|found| found.severity == "error").collect::<Vec<_>>()),
        false => run.text.clone(),
    }
}

/// The page because of which a school does not build.
fn blame(school: &School) -> Option<String> {
    let pages = school.tree("content").into_values();
    pages.map(|page| String::from_utf8_lossy(&page).into_owned()).find(|page| {
        let alone = School::new(&[("krijt.yaml", &lowered()), ("content/p.md", page)]);
        build(&alone, &["-q"]).exit != 0
    })
}

/// Two headings with the same id have a row of their own.
fn lowered() -> String {
    crate::foreign::lowered().replace("E0314: waarschuwing, ", "")
}
