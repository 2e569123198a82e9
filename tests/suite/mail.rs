//! Letters to send: what they hold, where they are, and that nothing in them is for the team.

use std::collections::BTreeMap;

use crate::support::School;

const CONFIG: &str = "school: {naam: Basisschool De Krijtstreep}\nsite: {basis_url: \"https://krijtstreep.example/s/\"}\n\
                      week_van_de_mediawijsheid: {van: 2026-11-06, tot: 2026-11-13}\n";

const LETTER: &str = "---\ntitel: De week — één vraag\ndatum: 2026-10-30\nsamenvatting: Wat wij doen.\nvoorproefje: Een tip.\n\
onderwerp: \"De week: een vraag — voor thuis\"\ncontact: Bel 0512 - 12 34 56.\nlessen: [samen]\n---\nBeste ouders,\n\n\
Lees [over ons](../over.md) en **[regels](https://school.example/a?b=1&c=2)**.[^1]\n\n![Een kind dat leest](foto.jpg)\n\n\
::: leerkracht\nGEHEIM van de leerkracht, dat niemand anders dan het team mag lezen.\n:::\n\n::: {.weetje editie=team}\nGEHEIM van het team.\n:::\n\n\
| Dag | Wat |\n|---|--:|\n| ma | lezen |\n\n::: {.regel #kijk wie=\"leerkracht\"}\nKijk.\n:::\n\nGroetjes,\n\nHet team\n\n[^1]: Een noot.\n";

const ARABIC: &str = "---\ntitel: الأسبوع\ndatum: 2026-10-30\ntaal: ar\nsamenvatting: اتصل على 0512 - 12 34 56.\n---\n\
اتصلوا على 0512 - 12 34 56 قبل 19:30 أو اكتبوا إلى info@krijt.example.\n";

fn school() -> School {
    let lesson =
        "---\ntitel: Echt\ngroepen: [5]\n---\n::: thuis\nVraag het.\n\n::: leerkracht\nGEHEIM bij de tip.\n:::\n:::\n";
    let hidden = |key: &str| format!("---\ntitel: Later\ndatum: 2026-10-30\n{key}\n---\nGEHEIM, niet te sturen.\n");
    let school = School::new(&[
        ("krijt.yaml", CONFIG),
        ("content/over.md", "---\ntitel: Over ons\n---\nWij.\n"),
        ("content/lessen/samen/module.md", "---\ntitel: Samen\ngroepen: [5]\n---\n"),
        ("content/lessen/samen/01-echt.md", lesson),
        (
            "content/nieuwsbrieven/2026-10-30-week.md",
            &LETTER.replace("::: {.regel #kijk wie=\"leerkracht\"}", "::: weetje"),
        ),
        ("content/nieuwsbrieven/2026-10-30-week.ar.md", ARABIC),
        ("content/nieuwsbrieven/2026-10-30-concept.md", &hidden("concept: ja")),
        ("content/nieuwsbrieven/2026-10-30-later.md", &hidden("publiceren_vanaf: 2027-01-01")),
        ("content/nieuwsbrieven/2026-10-30-team.md", &hidden("editie: team")),
    ]);
    let photo = image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(900, 600, image::Rgb([90, 120, 60])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    photo.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    school.write("content/nieuwsbrieven/foto.jpg", bytes.into_inner());
    school
}

/// The files to send, by their paths in the team's edition.
fn sent(school: &School, date: &str) -> BTreeMap<String, Vec<u8>> {
    let run = school.krijt(&["build", "--no-pdf", "--date", date, "--lang", "nl"]);
    assert!(school.exists("team/index.html"), "{}", run.text);
    let names = ["email.html", "email.txt", "nieuwsbrief.eml", "brief.html", "bericht.txt"];
    let is_sent = |path: &String| names.iter().any(|name| path.ends_with(name));
    school.tree("team").into_iter().filter(|(path, _)| is_sent(path)).collect()
}

#[test]
fn only_what_parents_may_read_is_sent() {
    let school = school();
    let files = sent(&school, "2026-11-01");
    let folders = ["nieuwsbrieven/2026-10-30-week/ar/", "nieuwsbrieven/2026-10-30-week/"];
    assert!(files.keys().all(|path| folders.iter().any(|folder| path.starts_with(folder))), "{:?}", files.keys());
    assert_eq!(files.len(), 10, "{:?}", files.keys());
    let all = school.tree("public").into_keys().chain(school.tree("mr").into_keys());
    let outside: Vec<String> =
        all.filter(|path| path.ends_with(".eml") || path.contains("email") || path.contains("bericht")).collect();
    assert_eq!(outside, Vec::<String>::new());
    for (path, bytes) in &files {
        // The draft is unpacked by tests/mail/check.py; here it is small enough to be read in pieces.
        let text = String::from_utf8_lossy(bytes).replace("=\r\n", "");
        assert!(!text.contains("GEHEIM"), "{path}");
        assert!(path.ends_with(".eml") || path.contains("/ar/") || !text.contains("leerkracht"), "{path}");
    }
    assert!(school.read("team/nieuwsbrieven/2026-10-30-week/index.html").contains("GEHEIM van het team."));
    assert!(
        school
            .read("team/nieuwsbrieven/2026-10-30-week/index.html")
            .contains("href=\"../../nieuwsbrieven/2026-10-30-week/nieuwsbrief.eml\"")
    );
    assert!(!school.read("public/nieuwsbrieven/2026-10-30-week/index.html").contains(".eml"));
}

#[test]
fn a_mail_is_the_same_every_day_and_needs_an_address() {
    let school = school();
    let first = sent(&school, "2026-11-01");
    assert_eq!(first, sent(&school, "2026-12-24"));
    school.write("krijt.yaml", CONFIG.replace("site: {basis_url: \"https://krijtstreep.example/s/\"}\n", ""));
    assert_eq!(sent(&school, "2026-11-01").len(), 0);
}

/// The values of an attribute.
fn values<'t>(html: &'t str, name: &str) -> Vec<&'t str> {
    let start = format!(" {name}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

#[test]
fn a_mail_holds_nothing_that_mail_programs_do_not_know() {
    let school = school();
    let files = sent(&school, "2026-11-01");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("email.html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        for address in values(&html, "href").into_iter().chain(values(&html, "src")) {
            let is_whole = ["https://", "tel:", "mailto:"].iter().any(|start| address.starts_with(start));
            assert!(is_whole, "{path}: {address}");
        }
        for style in values(&html, "style") {
            for row in style.split(';').filter(|row| !row.trim().is_empty()) {
                let (name, value) = row.split_once(':').unwrap_or_else(|| panic!("{path}: {row}"));
                assert!(PROPERTIES.contains(&name), "{path}: {name}");
                assert!(!value.contains("var(") && !value.contains("inherit"), "{path}: {row}");
            }
        }
        assert!(
            !html.contains("<style")
                && !html.contains("<details")
                && !html.contains("class=")
                && !html.contains("<script")
        );
        assert!(html.len() < 100_000);
    }
    let page = String::from_utf8(files["nieuwsbrieven/2026-10-30-week/email.html"].clone()).unwrap();
    assert!(page.contains("<img src=\"https://krijtstreep.example/s/nieuwsbrieven/foto.jpg\" alt=\"Een kind dat leest\" width=\"536\" height=\"357\""), "{page}");
    assert!(page.find("Vraag het.") < page.find("Groetjes,"), "{page}");
}

/// What Gmail, Outlook, Apple Mail and the apps of phones keep (caniemail.com), or can do without: `max-width` and
/// `max-height`, which Outlook does not know.
const PROPERTIES: &[&str] = &[
    "background-color",
    "border",
    "border-collapse",
    "border-left",
    "border-right",
    "color",
    "display",
    "font-family",
    "font-size",
    "font-weight",
    "height",
    "line-height",
    "margin",
    "margin-top",
    "margin-right",
    "margin-bottom",
    "margin-left",
    "max-height",
    "max-width",
    "overflow",
    "padding",
    "padding-top",
    "padding-right",
    "padding-bottom",
    "padding-left",
    "text-align",
    "text-decoration",
    "vertical-align",
    "white-space",
    "width",
];

#[test]
fn lines_of_text_are_short_and_addresses_are_whole() {
    let school = school();
    let files = sent(&school, "2026-11-01");
    let text = String::from_utf8(files["nieuwsbrieven/2026-10-30-week/email.txt"].clone()).unwrap();
    for line in text.lines() {
        assert!(line.chars().count() <= 72 || line.contains("https://"), "{line}");
    }
    assert!(text.contains("over ons [2]") && text.contains("\n[2] https://krijtstreep.example/s/over/\n"), "{text}");
    assert!(text.contains("[1] Een noot."), "{text}");
    let arabic = String::from_utf8(files["nieuwsbrieven/2026-10-30-week/ar/email.txt"].clone()).unwrap();
    for run in ["0512 - 12 34 56", "19:30", "info@krijt.example"] {
        assert!(arabic.contains(&format!("\u{2066}{run}\u{2069}")), "{run}: {arabic}");
    }
}

#[test]
fn a_message_for_the_app_is_as_short_as_the_school_wants() {
    let school = school();
    let files = sent(&school, "2026-11-01");
    let text = String::from_utf8(files["nieuwsbrieven/2026-10-30-week/bericht.txt"].clone()).unwrap();
    assert_eq!(
        text,
        "De week — één vraag\n\nEen tip.\nWat wij doen.\nBel 0512 - 12 34 56.\n\nvrijdag 30 oktober 2026\n\
         https://krijtstreep.example/s/nieuwsbrieven/2026-10-30-week/\n"
    );
    // Whole lines only.
    let short = CONFIG.to_string() + "bericht_tekens: 122\n";
    school.write("krijt.yaml", short);
    let files = sent(&school, "2026-11-01");
    let text = String::from_utf8(files["nieuwsbrieven/2026-10-30-week/bericht.txt"].clone()).unwrap();
    assert!(text.chars().count() <= 122 && text.contains("\n\nEen tip.\n\n"), "{text}");
}

/// A template of the school's that says what is hidden: the team may see it, parents may not.
#[test]
fn what_is_sent_is_looked_through() {
    for file in ["letter.html", "letter.txt"] {
        let school = school();
        let hidden = "GEHEIM van de leerkracht, dat niemand anders dan het team mag lezen.";
        school.write(format!("themes/krijt/templates/mail/{file}"), format!("<p>{hidden}</p>\n"));
        let run = school.krijt(&["build", "--no-pdf", "--date", "2026-11-01", "--lang", "nl"]);
        assert!(run.text.contains("E0902") && !school.exists("team/index.html"), "{file}: {}", run.text);
    }
}
