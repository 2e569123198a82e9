//! The proof that nothing hidden comes out: every way in, every disguise, and no false alarm.

use std::collections::BTreeSet;

use krijt::audience::Audience;
use krijt::edition::Edition;
use krijt::edition::leak::{AsText, LeakDetector};
use krijt::output::OUTPUTS;
use krijt::pipeline::{Analysis, Memo, Nobody, Pipeline};
use krijt::site::Options;
use krijt::world::Memory;
use rayon::prelude::*;

use crate::media::boxes::zip;
use crate::support::{CONFIG, Dice, Found, School};

const SECRET: &str = "De één draagt een gele paraplu bij de oude vuurtoren";

/// A name, and what writes a text otherwise.
type Disguise = (&'static str, fn(&str) -> String);

/// The same words, as a template or a program could write them in mark-up.
const DISGUISES: &[Disguise] = &[
    ("plain", |text| text.to_string()),
    ("capitals", |text| text.to_uppercase()),
    ("soft hyphens", |text| text.replace("ra", "r\u{ad}a")),
    ("zero width", |text| text.replace("ar", "a\u{200b}r").replace("ou", "o\u{2060}u").replace("De", "\u{feff}De")),
    ("bidi marks", |text| text.replace("oude", "\u{202b}oude\u{202c}")),
    ("accents apart", |text| text.replace('é', "e\u{301}")),
    ("hard spaces", |text| text.replace(' ', "\u{a0}")),
    ("wide letters", |text| text.replace("gele", "ｇｅｌｅ")),
    ("lines", |text| text.replace(" gele ", "\n    gele\n")),
];

/// Those that need mark-up to read.
const IN_MARKUP: &[Disguise] = &[
    ("named", |text| text.replace("ra", "r&shy;a").replace('é', "&eacute;").replace(' ', "&nbsp;")),
    ("numbers", |text| text.replace('o', "&#111;").replace('a', "&#x61;")),
    ("unclosed", |text| text.replace("oud", "&#111ud").replace('é', "&eacute")),
    ("twice", |text| text.replace("ra", "r&amp;shy;a")),
    ("comment", |text| format!("<!-- {text} -->")),
    ("attribute", |text| format!("<b title=\"{text}\">x</b>")),
    ("address", |text| {
        format!("<a href=\"https://example.org/?t={}\">x</a>", text.replace(' ', "%20").replace('é', "%C3%A9"))
    }),
];

/// Those that need HTML.
const IN_HTML: &[Disguise] = &[
    ("wbr", |text| text.replace("para", "pa<wbr>ra").replace("vuur", "vu<wbr/>ur")),
    ("tags", |text| text.replace("gele", "ge<em>le</em>").replace("oude", "<span class=\"x\">oude</span>")),
    ("blocks", |text| text.replace(" bij ", "</p><p>bij ")),
    ("script", |text| {
        format!(
            "<script type=\"application/json\">{{\"a\": \"{}\"}}</script>",
            text.replace('é', "\\u00e9").replace(' ', "\\n")
        )
    }),
];

/// A lesson with the secret as its answer, and `more` in its text.
fn lesson(head: &str, more: &str) -> String {
    format!(
        "---\ntitel: Paraplu\n{head}---\nBekijk de tekening.\n\n{more}\n\n::: opdracht\nWie is het?\n:::\n\n\
         ::: antwoord\n{SECRET}.\n:::\n"
    )
}

fn school(head: &str, more: &str) -> School {
    School::new(&[("krijt.yaml", CONFIG), ("content/les.md", &lesson(head, more))])
}

/// The codes of what is wrong with a public build.
fn codes(school: &School) -> BTreeSet<String> {
    let run = school.krijt(&["build", "--edition", "public", "--no-pdf", "--format", "json"]);
    let found = Found::list(&run).into_iter().filter(|found| found.severity == "error");
    found.map(|found| found.code).collect()
}

/// Ways to let a text into the public edition.
type Door = (&'static str, fn(&str) -> School);

const DOORS: &[Door] = &[
    ("template", |text| {
        let school = school("", "");
        let page = include_str!("../../themes/krijt/templates/page.html");
        let (before, after) = page.split_at(page.rfind("{% endblock").unwrap());
        school.write("themes/krijt/templates/page.html", format!("{before}<p>{text}</p>{after}"));
        school
    }),
    ("drawing", |text| {
        let school = school("", "![Een tekening van een toren](toren.svg)");
        let drawing =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>{text}</text></svg>");
        school.write("content/toren.svg", drawing);
        school
    }),
    ("key", |text| school(&format!("samenvatting: {}\n", quoted(text)), "")),
    ("key of another text", |text| {
        let school = school("", "");
        let page = format!("---\ntitel: Meer\nsamenvatting: {}\n---\nHallo.\n", quoted(text));
        school.write("content/meer.md", page);
        school
    }),
    ("office file", |text| {
        let school = school("", "Vul [het formulier](formulier.docx) in.");
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', " ");
        school.write("content/formulier.docx", word_file(&escaped));
        school
    }),
    ("link title", |text| {
        let title = text.replace('"', "'");
        school("", &format!("Kijk naar [de toren van de stad](https://example.org/toren \"{title}\")."))
    }),
];

/// A Word file with this text cut into runs, as Word does where it saw a mistake.
fn word_file(text: &str) -> Vec<u8> {
    let middle = text.floor_char_boundary(text.len() / 2);
    let runs = [&text[..middle], &text[middle..]].map(|run| format!("<w:r><w:t>{run}</w:t></w:r>"));
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p>{}</w:p></w:body></w:document>",
        runs.join("<w:proofErr w:type=\"spellEnd\"/>")
    );
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types = format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"t\"><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>"
    );
    zip(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())], b"")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn an_answer_is_found_at_every_door_in_every_disguise() {
    let mut runs: Vec<(&Door, &str, String)> = Vec::new();
    for door in DOORS {
        let kinds: &[&[Disguise]] = match door.0 {
            "template" => &[DISGUISES, IN_MARKUP, IN_HTML],
            // The parser of Markdown reads references to characters; keys and drawings are text.
            _ => &[DISGUISES],
        };
        let disguises = kinds.iter().copied().flatten();
        runs.extend(disguises.map(|(name, disguise)| (door, *name, disguise(SECRET))));
    }
    for (name, disguise) in IN_MARKUP.iter().take(3) {
        runs.push((
            &DOORS[1],
            name,
            disguise(SECRET)
                .replace("&shy;", "&#173;")
                .replace("&nbsp;", "&#160;")
                .replace("&eacute;", "&#233;")
                .replace("&eacute", "&#233;")
                .replace("&#111u", "&#111;u"),
        ));
        runs.push((&DOORS[3], name, disguise(SECRET)));
    }
    let missed: Vec<String> = runs
        .into_par_iter()
        .filter_map(|((door, make), name, text)| {
            let codes = codes(&make(&text));
            (!codes.contains("E0902")).then(|| format!("{door}, {name}: {codes:?}"))
        })
        .collect();
    assert_eq!(missed, Vec::<String>::new());
}

/// Hidden texts of every kind, each a sentence of its own, and a template that says them all.
#[test]
fn everything_that_is_hidden_is_found() {
    let hidden: &[(&str, &str, &str)] = &[
        ("teacher", "content/les.md", "---\ntitel: Les\n---\nOpen.\n\n::: leerkracht\nG.\n:::\n"),
        (
            "title of a block",
            "content/les.md",
            "---\ntitel: Les\n---\nOpen.\n\n::: {.leerkracht titel=\"G\"}\nX.\n:::\n",
        ),
        (
            "title of a link",
            "content/les.md",
            "---\ntitel: Les\n---\nOpen.\n\n::: leerkracht\n[Een toren](https://example.org \"G\")\n:::\n",
        ),
        ("comment", "content/les.md", "---\ntitel: Les\n---\nOpen.\n\n<!-- G -->\n"),
        ("document", "content/les.md", "---\ntitel: Les\neditie: team\n---\nG.\n"),
        ("draft", "content/les.md", "---\ntitel: Les\nconcept: ja\n---\nG.\n"),
        ("later", "content/les.md", "---\ntitel: Les\npubliceren_vanaf: 2099-01-01\n---\nG.\n"),
        ("part of a draft", "content/map/les.md", "---\ntitel: Les\n---\nG.\n"),
        (
            "key of a draft",
            "content/lessen/les/01-les.md",
            "---\ntitel: Les\nduur: 45\nconcept: ja\ndoelen: [\"G\"]\n---\n## Start {duur=45}\n\nX.\n",
        ),
        ("title of a draft", "content/les.md", "---\ntitel: \"G\"\nconcept: ja\n---\nX.\n"),
        ("summary of a draft", "content/les.md", "---\ntitel: Les\nsamenvatting: \"G\"\nconcept: ja\n---\nX.\n"),
        (
            "substitute",
            "content/lessen/les/01-les.md",
            "---\ntitel: Les\nduur: 45\ninvaller: \"G\"\n---\n## Start {duur=45}\n\nX.\n",
        ),
    ];
    let missed: Vec<&str> = hidden
        .into_par_iter()
        .filter(|(_, path, text)| {
            let school =
                School::new(&[("krijt.yaml", CONFIG), ("content/index.md", "---\ntitel: Welkom\n---\nHallo.\n")]);
            school.write(path, text.replace('G', SECRET));
            school.write("content/lessen/les/module.md", "---\ntitel: Module\ngroepen: [5]\n---\nX.\n");
            school.write("content/map/index.md", "---\ntitel: Map\nconcept: ja\n---\nX.\n");
            let home = include_str!("../../themes/krijt/templates/home.html");
            let (before, after) = home.split_at(home.rfind("{% endblock").unwrap());
            school.write("themes/krijt/templates/home.html", format!("{before}<p>{SECRET}</p>{after}"));
            codes(&school) != BTreeSet::from(["E0902".to_string()])
        })
        .map(|(name, ..)| *name)
        .collect();
    assert_eq!(missed, Vec::<&str>::new());
}

/// What `look` makes of a school with this page.
fn with_page<T>(page: String, look: impl FnOnce(&Analysis<'_>) -> T) -> T {
    let files = [("krijt.yaml", CONFIG.to_string()), ("content/les.md", page)];
    let files = files.into_iter().map(|(path, text)| (path.to_string(), text.into_bytes())).collect();
    let world = Memory { files, ..Memory::default() };
    let (pipeline, mut memo) = (Pipeline::new(&world, Options::default()), Memo::default());
    let texts = pipeline.read(&mut memo);
    look(&pipeline.analyse(&texts, &mut memo))
}

/// Each edition is held against what those above it have.
#[test]
fn the_council_may_see_its_own_and_not_the_team_s() {
    for (of, finds) in [("mr", [true, false, false]), ("team", [true, true, false])] {
        let page = format!("---\ntitel: Les\neditie: {of}\n---\n{SECRET}.\n");
        let found = with_page(page, |analysis| {
            Audience::ALL.map(|audience| {
                let detector = LeakDetector::new(&analysis.site, &Edition::new(&analysis.site, audience));
                detector.is_some_and(|detector| detector.check("x", SECRET.as_bytes(), AsText::Plain).is_some())
            })
        });
        assert_eq!(found, finds, "{of}");
    }
}

/// What the compiled-in theme says is no secret. It is asked when one is found, and then the rest of that file is still
/// looked through.
#[test]
fn what_the_theme_says_hides_nothing_behind_it() {
    const SAID: &str = "Deze pagina staat niet op de openbare site";
    assert!(include_str!("../../themes/krijt/words/nl.yaml").contains(SAID));
    let found = |shown: &[&str]| {
        let page = format!("---\ntitel: Les\neditie: team\n---\n{SAID}.\n\n{SECRET}.\n");
        with_page(page, |analysis| {
            let detector = LeakDetector::new(&analysis.site, &Edition::new(&analysis.site, Audience::Public)).unwrap();
            let leak = detector.check("x", shown.join(".\n").as_bytes(), AsText::Plain);
            leak.map(|finding| finding.argument("text").unwrap_or_default().to_string())
        })
    };
    assert_eq!(found(&[SAID, SAID]), None);
    assert_eq!(found(&[SAID, SECRET]).as_deref(), Some(SECRET));
    assert_eq!(found(&[SECRET, SAID, SAID]).as_deref(), Some(SECRET));
}

/// A short answer is found where it stands alone, and not where it is a word among others.
#[test]
fn short_answers_are_found_alone() {
    let finds = |answer: &str, shown: &str| {
        let school = School::new(&[(
            "content/les.md",
            &format!("---\ntitel: Bergen\n---\nWelke berg is het?\n\n::: antwoord\n{answer}\n:::\n"),
        )]);
        let page = include_str!("../../themes/krijt/templates/page.html");
        let (before, after) = page.split_at(page.rfind("{% endblock").unwrap());
        school.write("themes/krijt/templates/page.html", format!("{before}{shown}{after}"));
        codes(&school).contains("E0902")
    };
    for (answer, shown, found) in [
        ("Etna", "<li>E<wbr>tna</li>", true),
        ("Etna", "<p title=\"Etna\">x</p>", true),
        ("Etna", "<p>De berg Etna rookt</p>", false),
        ("print(etna)", "<code>print( etna )</code>", true),
        ("42 km", "<td>42&nbsp;km</td>", true),
        ("42", "<td>42</td>", false),
        ("48213", "<td>48213</td>", true),
        ("48213", "<td>148213</td>", false),
        ("Ja", "<td>Ja</td>", false),
        ("45 minuten", "<td>45 minuten</td>", false),
        // The open text says it.
        ("Berg", "<td>Berg</td>", false),
    ] {
        assert_eq!(finds(answer, shown), found, "{answer} in {shown}");
    }
}

/// Lessons as others write them: no word about leaks, nor about copies.
#[test]
fn lessons_with_solutions_raise_no_alarm() {
    let lessons = include_str!("../workbench.txt").split("\n=== ").skip(1);
    let school = School::new(&[("krijt.yaml", CONFIG)]);
    school.write("content/lessen/birds/module.md", "---\ntitel: Birds\ngroepen: [8]\n---\nCounting birds.\n");
    let mut count = 0;
    for (at, lesson) in lessons.enumerate() {
        let (title, text) = lesson.split_once('\n').unwrap();
        let page = format!("---\ntitle: {title}\nteaching: 10\nexercises: 5\n---\n\n{text}");
        school.write(format!("content/lessen/birds/{:02}-lesson-{at}.md", at + 1), page);
        count += 1;
    }
    assert_eq!(count, 20);
    let run = school.krijt(&["build", "--format", "json", "--no-pdf"]);
    let is_alarm = |found: &Found| found.severity == "error" || found.code == "W0324";
    let found = Found::list(&run).into_iter().filter(is_alarm);
    assert_eq!(
        found.map(|found| format!("{} {}", found.short(), found.message)).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    assert!(school.exists("public/lessen/birds/lesson-19/index.html"), "{}", run.text);
}

/// What looks for the secret and for nothing else.
fn detector() -> LeakDetector {
    let files = [("krijt.yaml", CONFIG.to_string()), ("content/les.md", lesson("", ""))];
    let files = files.into_iter().map(|(path, text)| (path.to_string(), text.into_bytes())).collect();
    let world = Memory { files, ..Memory::default() };
    let (pipeline, mut memo) = (Pipeline::new(&world, Options::default()), Memo::default());
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (editions, _) = analysis.editions(Some(&[Audience::Public]));
    LeakDetector::new(&analysis.site, &editions[0].edition).unwrap()
}

/// Every text of every edition of the golden school: its output, its path, how its row reads its bytes.
fn texts() -> Vec<(&'static str, String, AsText, String)> {
    let mut files = crate::support::tree(&crate::support::tests().join("school/in"));
    let handbook = "---\ntitel: Handleiding\neditie: team\n---\nHallo.\n";
    files.insert("content/handleiding/index.md".to_string(), handbook.into());
    let world = Memory { files, ..Memory::default() };
    let options = Options { no_pdf: true, ..Options::default() };
    let (pipeline, mut memo) = (Pipeline::new(&world, options), Memo::default());
    let read = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&read, &mut memo);
    let (editions, _) = analysis.editions(Some(&Audience::ALL));
    let mut texts = Vec::new();
    for edition in &editions {
        let artifacts = edition.artifacts(&Nobody);
        for (index, path) in artifacts.paths().iter().enumerate() {
            let mut bytes = Vec::new();
            artifacts.make(index, &mut bytes);
            let output = edition.plan.jobs[index].output;
            texts.extend(String::from_utf8(bytes).ok().map(|text| (output.name, path.clone(), output.text, text)));
        }
    }
    texts
}

/// The secret at any place of any output, as its row says that its bytes are read.
#[test]
fn a_secret_is_found_at_any_place_of_any_output() {
    let (detector, files) = (detector(), texts());
    let rows = OUTPUTS.iter().copied().flatten().filter(|row| row.text != AsText::Typst).map(|row| row.name);
    let unseen: Vec<&str> = rows.filter(|row| !files.iter().any(|(name, ..)| name == row)).collect();
    // That of an evening is made as any other deck is.
    assert_eq!(unseen, ["evening-deck"], "no file of the school is of these outputs");
    assert!(files.iter().all(|(_, path, as_text, text)| detector.check(path, text.as_bytes(), *as_text).is_none()));
    let mut dice = Dice(20_261_127);
    let mut missed = Vec::new();
    for _ in 0..500 {
        let (_, path, as_text, text) = &files[dice.roll(files.len())];
        let at = text.floor_char_boundary(dice.roll(text.len() + 1));
        // A blank at the start of a line is none where lines are folded: the secret would be a part of the word before it.
        if matches!(as_text, AsText::Folded | AsText::Mail) && text[..at].ends_with('\n') {
            continue;
        }
        let with = format!("{} {SECRET} {}", &text[..at], &text[at..]);
        if detector.check(path, with.as_bytes(), *as_text).is_none() {
            missed.push(format!(
                "{path}, byte {at}: …{}|{}…",
                &text[text.floor_char_boundary(at.saturating_sub(40))..at],
                text[at..].chars().take(40).collect::<String>()
            ));
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

/// What stands between a text and its bytes outside pages: folds, escapes, transfer encodings.
#[test]
fn folded_escaped_and_packed_texts_are_read() {
    let detector = detector();
    let folded = |text: &str| {
        // By octets, also within a letter.
        let lines: Vec<&[u8]> = text.as_bytes().chunks(4).collect();
        lines.join(&b"\r\n "[..])
    };
    let quoted = |text: &str| {
        let bytes = text
            .bytes()
            .map(|byte| if byte.is_ascii_lowercase() { (byte as char).to_string() } else { format!("={byte:02X}") });
        bytes.collect::<Vec<_>>().join("=\r\n").into_bytes()
    };
    let packed = |text: &str| {
        let packed =
            base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("<p>Hallo</p><p>{text}</p>"));
        let lines: Vec<&[u8]> = packed.as_bytes().chunks(20).collect();
        [b"Content-Transfer-Encoding: base64\r\n\r\n".to_vec(), lines.join(&b"\r\n"[..])].concat()
    };
    let escaped: String = SECRET.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    for (name, as_text, path, bytes) in [
        ("calendar", AsText::ByName, "a.ics", folded(&SECRET.replace(" bij", "\\, bij"))),
        ("mail, head", AsText::Mail, "a.eml", folded(SECRET)),
        ("mail, quoted", AsText::Mail, "a.eml", quoted(SECRET)),
        ("mail, packed", AsText::Mail, "a.eml", packed(SECRET)),
        ("JSON", AsText::ByName, "a.json", format!("{{\"a\": \"{escaped}\"}}").into_bytes()),
        (
            "JSON with mark-up",
            AsText::ByName,
            "a.json",
            format!("\"<b>{}</b>\"", SECRET.replace(' ', "<br>\\n")).into_bytes(),
        ),
        (
            "style",
            AsText::ByName,
            "a.css",
            format!("a::after {{ content: \"{}\" }}", SECRET.replace('é', "\\e9 ")).into_bytes(),
        ),
        ("script", AsText::ByName, "a.js", format!("f('{}')", SECRET.replace('é', "\\xe9")).into_bytes()),
        ("XML", AsText::ByName, "a.xml", format!("<a><![CDATA[{SECRET}]]></a>").into_bytes()),
        ("robots", AsText::Plain, "robots.txt", SECRET.as_bytes().to_vec()),
        ("office file", AsText::ByName, "a.docx", word_file(SECRET)),
        ("office file in one", AsText::ByName, "a.pptx", zip(&[("ppt/embeddings/a.docx", &word_file(SECRET))], b"")),
        (
            "open document",
            AsText::ByName,
            "a.odt",
            zip(
                &[(
                    "content.xml",
                    format!("<text:h>{}</text:h>", SECRET.replace("gele", "ge<text:span>le</text:span>")).as_bytes(),
                )],
                b"",
            ),
        ),
        ("archive", AsText::ByName, "a.zip", zip(&[("lees.txt", SECRET.as_bytes())], b"")),
    ] {
        assert!(detector.check(path, &bytes, as_text).is_some(), "{name}");
    }
    assert!(detector.check("a.png", SECRET.as_bytes(), AsText::ByName).is_none());
}
