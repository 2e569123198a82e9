//! Feeds, by the rules of RFC 4287 and as an independent reader of XML sees them; calendars beside them.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use crate::support::School;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONFIG: &str =
    "school: {naam: Basisschool De Krijtstreep}\nsite: {basis_url: \"https://krijtstreep.example/s/\", taal: nl}\n";

fn school(config: &str) -> School {
    let nl = "---\ntitel: De week & meer\ndatum: 2026-10-30\nbijgewerkt: 2026-11-02\nsamenvatting: Wat <wij> doen.\n---\n\
              Lees [over ons](../over.md).[^1]\n\n![Een tekening](foto.svg)\n\n::: leerkracht\nGEHEIM voor het team.\n:::\n\n\
              [^1]: Een noot.\n";
    let ar = "---\ntitel: الأسبوع\ndatum: 2026-10-30\ntaal: ar\n---\nاتصلوا على 0512 - 12 34 56 قبل 19:30.\n";
    let old = "---\ntitel: Eerder\ndatum: 2026-09-01\n---\nHallo.\n";
    let evening = "---\ntitel: Samen; online, en thuis\nsamenvatting: Kom ook.\ndatum: 2027-04-15\naanvang: \"19:45\"\n\
                   einde: \"21:15\"\nlocatie: De hal\nbijgewerkt: 2026-12-01\n---\nWelkom.\n";
    School::new(&[
        ("krijt.yaml", config),
        ("content/over.md", "---\ntitel: Over ons\n---\nWij.\n"),
        (
            "content/nieuwsbrieven/foto.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4v4z\"/></svg>",
        ),
        ("content/nieuwsbrieven/2026-10-30-week.md", nl),
        ("content/nieuwsbrieven/2026-10-30-week.ar.md", ar),
        ("content/nieuwsbrieven/2026-09-01-eerder.md", old),
        (
            "content/nieuwsbrieven/2026-10-31-concept.md",
            "---\ntitel: Later\ndatum: 2026-10-31\nconcept: ja\n---\nGEHEIM.\n",
        ),
        ("content/thema-avond/samen.md", evening),
    ])
}

fn build(school: &School, date: &str) {
    let run = school.krijt(&["build", "--no-pdf", "--date", date, "--lang", "nl"]);
    assert!(school.exists("public/index.html"), "{}", run.text);
}

fn only<'d>(parent: Node<'d, 'd>, name: &str) -> Node<'d, 'd> {
    let found: Vec<Node<'_, '_>> = parent.children().filter(|node| node.has_tag_name((ATOM, name))).collect();
    assert_eq!(found.len(), 1, "{name} stands there {} times", found.len());
    found[0]
}

fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
}

/// RFC 4287, sections 4.1.1, 4.1.2 and 4.2.
fn judge(text: &str) {
    let document = Document::parse(text).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert!(is_moment(only(feed, "updated").text().unwrap()) && only(feed, "id").text().unwrap().starts_with("tag:"));
    assert!(!only(only(feed, "author"), "name").text().unwrap().is_empty());
    let mut ids = BTreeSet::from([only(feed, "id").text().unwrap()]);
    let entries: Vec<Node<'_, '_>> = feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    assert!(!entries.is_empty());
    for entry in &entries {
        assert!(ids.insert(only(*entry, "id").text().unwrap()), "two entries of one id");
        assert!(
            !only(*entry, "title").text().unwrap().is_empty() && is_moment(only(*entry, "updated").text().unwrap())
        );
        let content = only(*entry, "content");
        assert_eq!(content.attribute("type"), Some("html"));
        for name in ["href=\"", "src=\""] {
            for rest in content.text().unwrap().split(name).skip(1) {
                assert!(rest.starts_with("https://") || rest.starts_with("tel:"), "{rest}");
            }
        }
    }
    for link in document.descendants().filter(|node| node.has_tag_name((ATOM, "link"))) {
        assert!(link.attribute("href").unwrap().starts_with("https://"), "{link:?}");
    }
}

#[test]
fn a_feed_holds_to_its_rules_and_hides_what_is_hidden() {
    let school = school(CONFIG);
    build(&school, "2026-11-01");
    let (nl, ar) = (school.read("public/nieuwsbrieven/atom.xml"), school.read("public/nieuwsbrieven/ar.xml"));
    for text in [&nl, &ar] {
        judge(text);
        assert!(!text.contains("GEHEIM"), "{text}");
    }
    assert_eq!((nl.matches("<entry>").count(), ar.matches("<entry>").count()), (2, 1));
    assert!(nl.find("De week &amp; meer") < nl.find("Eerder"), "{nl}");
    assert!(nl.contains("<updated>2026-11-02T12:00:00Z</updated>"), "{nl}");
    assert!(nl.contains("https://krijtstreep.example/s/nieuwsbrieven/foto.svg"), "{nl}");
    for run in ["0512 - 12 34 56", "19:30"] {
        assert!(ar.contains(&format!("dir=\"ltr\"&gt;\u{2066}{run}\u{2069}")), "{run}: {ar}");
    }
    assert!(!school.exists("team/nieuwsbrieven/atom.xml") && !school.exists("mr/nieuwsbrieven/atom.xml"));
    let linked =
        |page: &str, path: &str| school.read(page).contains(&format!("type=\"application/atom+xml\" href=\"{path}\""));
    assert!(linked("public/index.html", "nieuwsbrieven/atom.xml"));
    assert!(linked("public/nieuwsbrieven/2026-10-30-week/ar/index.html", "../../../nieuwsbrieven/ar.xml"));
    assert!(!school.read("public/over/index.html").contains("atom+xml"));
}

#[test]
fn a_feed_is_known_by_the_same_names_on_each_day_and_by_https() {
    let ids = |config: &str, date: &str| {
        let school = school(config);
        build(&school, date);
        let text = school.read("public/nieuwsbrieven/atom.xml");
        (
            Document::parse(&text)
                .unwrap()
                .descendants()
                .filter(|node| node.has_tag_name((ATOM, "id")))
                .map(|id| id.text().unwrap().to_string())
                .collect::<Vec<String>>(),
            text,
        )
    };
    let (first, text) = ids(CONFIG, "2026-11-01");
    assert_eq!(first[1], "tag:krijtstreep.example,2026-10-30:nieuwsbrieven/2026-10-30-week");
    assert_eq!(ids(CONFIG, "2027-03-01"), (first.clone(), text));
    let http = CONFIG.replace("https:", "http:");
    assert_eq!(ids(&http, "2026-11-01").0, first);
}

#[test]
fn calendars_hold_what_everybody_may_know() {
    let school =
        school(&(CONFIG.to_string() + "week_van_de_mediawijsheid: {van: 2026-11-06, tot: 2026-11-13, thema: Echt}\n"));
    build(&school, "2026-11-01");
    let evening = school.read("public/thema-avond/samen/thema-avond.ics");
    for line in [
        "DTSTART;TZID=Europe/Amsterdam:20270415T194500\r\n",
        "DTEND;TZID=Europe/Amsterdam:20270415T211500\r\n",
        "SUMMARY;LANGUAGE=nl:Samen\\; online\\, en thuis\r\n",
        "UID:thema-avond.samen@krijtstreep.example\r\n",
        "DTSTAMP:20261201T000000Z\r\nLAST-MODIFIED:20261201T000000Z\r\n",
        "URL:https://krijtstreep.example/s/thema-avond/samen/\r\n",
    ] {
        assert!(evening.contains(line), "{line}{evening}");
    }
    let year = school.read("public/schooljaar.ics");
    assert_eq!(year.matches("BEGIN:VEVENT").count(), 4, "{year}");
    assert!(year.contains("DTSTART;VALUE=DATE:20261106\r\nDTEND;VALUE=DATE:20261114\r\n"), "{year}");
    assert!(!year.contains("GEHEIM") && !year.contains("Later"), "{year}");
    assert!(
        school.read("public/thema-avond/samen/index.html").contains("href=\"../../thema-avond/samen/thema-avond.ics\"")
    );
    build(&school, "2026-12-24");
    assert_eq!(year, school.read("public/schooljaar.ics"));
}
