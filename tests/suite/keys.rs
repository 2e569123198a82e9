//! No key does nothing: each that takes words is filled with a word of its own, and that stands somewhere in what the team
//! gets or the web shows, or it is said here where it goes instead.

use std::collections::BTreeMap;

use krijt::front::{Keys, Shape};
use krijt::schema;

use crate::support::{self, School};

/// Keys whose words are looked up, not shown, or that go to paper only; by subject and path, with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("krijt.school.contact", "of earlier versions: W0811 says where it belongs now"),
    ("thema-avond.taken.gebruikt", "for E0830: which lists a task needs"),
    ("krijt.gedeeld", "for W0716: what of a lesson's materials there is only one of"),
    ("thema-avond.taken.vernietigt", "for E0830: which lists are gone after it"),
    ("nieuwsbrief.vertaald_van", "in a translation: what is older there says so"),
    ("thema-avond.vertaald_van", "in a translation: what is older there says so"),
    ("pagina.vertaald_van", "in a translation: what is older there says so"),
];

/// What is written in the place of a word, where that cannot be any word; `None`: the key is left out.
fn fixed(path: &str) -> Option<Option<&'static str>> {
    let last = path.rsplit('.').next().unwrap_or_default();
    Some(match (path, last) {
        (_, "slug" | "aliassen" | "beeld" | "logo" | "schooljaar" | "protocol") => None,
        ("les.kerndoelen" | "les.begrippen", _) => Some("eigen"),
        ("nieuwsbrief.lessen", _) => Some("a/01-les"),
        ("krijt.site.basis_url", _) => Some("https://school.example/"),
        ("krijt.site.thema" | "krijt.rollen.is" | "krijt.vandaag", _) => None,
        ("wijzigingen.regel", _) => Some("nieuw"),
        ("wijzigingen.soort", _) => Some("alleen tekst"),
        ("thema-avond.taken.wanneer", _) => None,
        ("jaartaken.maand", _) => Some("mei"),
        ("voorvallen.soort", _) => Some("kind"),
        ("voorvallen.bel", _) => Some("eigen"),
        (_, "wie" | "rol") => Some("eigen"),
        (_, "plaatsvervanger") => Some("leerkracht"),
        (_, "site") if path.starts_with("hulplijnen") => Some("hulp.nl"),
        (_, "telefoon") => Some("\"0800-0432\""),
        (_, "mail") => Some("info@school.nl"),
        _ => return None,
    })
}

/// A word that stands nowhere else.
fn word(path: &str) -> String {
    format!("Zq{}", path.replace(['.', '_', '-', ' '], ""))
}

/// A value for a key; what is no word is as usual.
fn value(path: &str, shape: Shape, words: &mut Vec<String>) -> Option<String> {
    if let Some(said) = fixed(path) {
        return said.map(str::to_string);
    }
    let inside = |keys: &Keys, words: &mut Vec<String>| format!("{{{}}}", rows(path, keys, words).join(", "));
    match shape {
        Shape::Text | Shape::Texts => {
            words.push(path.to_string());
            Some(word(path))
        }
        Shape::Mapping(keys) => Some(inside(keys, words)),
        Shape::Mappings(keys) => Some(format!("[{}]", inside(keys, words))),
        Shape::Named(keys) | Shape::Labels(keys) => Some(format!("{{eigen: {}}}", inside(keys, words))),
        Shape::Date => Some("2026-11-09".to_string()).filter(|_| !path.ends_with("publiceren_vanaf")),
        Shape::Groups => Some("5".to_string()),
        Shape::Time => {
            Some(if path.ends_with("einde") || path.ends_with("dicht") { "\"20:00\"" } else { "\"19:30\"" }.into())
        }
        Shape::Number { .. } if path.ends_with("duur") => Some("30".to_string()),
        Shape::Number { .. } if path.ends_with("dagen_vooraf") => Some("14".to_string()),
        _ => None,
    }
}

fn rows(path: &str, keys: &Keys, words: &mut Vec<String>) -> Vec<String> {
    let of = |row: &krijt::front::Key| {
        let value = value(&format!("{path}.{}", row.name), row.value, words)?;
        Some(format!("{}: {value}", row.name))
    };
    keys.rows().filter_map(of).collect()
}

/// Uses what the data files hold.
const TEXT: &str = "## Kop\n\nEen Zqbegrippenvormen, en {{ hulplijn.eigen.naam }}: {{ hulplijn.eigen.tijden }}, {{ hulplijn.eigen.voor }}.\n\n\
                    ::: leerkracht\n{{ contact.directeur.naam }} {{ contact.directeur.functie }} {{ contact.directeur.uren }}\n\
                    {{ contact.directeur.waar }}\n:::\n";

/// Where a subject's own file stands.
const FILES: &[(&str, &str)] = &[
    ("module", "content/lessen/a/module.md"),
    ("les", "content/lessen/a/01-les.md"),
    ("nieuwsbrief", "content/nieuwsbrieven/2026-11-09-brief.md"),
    ("thema-avond", "content/thema-avond/avond.md"),
    ("protocol", "content/protocol/protocol.md"),
    ("hoofdstuk", "content/protocol/01-hoofdstuk.md"),
    ("presentatie", "content/presentaties/dia.md"),
    ("pagina", "content/pagina.md"),
];

#[test]
fn each_key_does_something() {
    let (mut words, mut files): (Vec<String>, BTreeMap<String, String>) = Default::default();
    for subject in schema::subjects() {
        let name = subject.words[0];
        let lines = rows(name, &subject.keys, &mut words);
        let own = FILES.iter().find(|(word, _)| *word == name).map(|(_, path)| path.to_string());
        let (path, text) = match (own, name) {
            (Some(path), _) => (path, format!("---\n{}\n---\n{TEXT}", lines.join("\n"))),
            (None, "wijzigingen" | "jaartaken") => (subject.files.to_string(), format!("- {{{}}}\n", lines.join(", "))),
            (None, "krijt" | "kerndoelen") => (subject.files.to_string(), lines.join("\n") + "\n"),
            (None, "contacten") => (subject.files.to_string(), format!("directeur: {{{}}}\n", lines.join(", "))),
            (None, "fotos") => {
                // Withdrawn, for the file is not there.
                (subject.files.to_string(), format!("eigen: {{herkenbaar: nee, {}}}\n", lines.join(", ")))
            }
            (None, _) => (subject.files.to_string(), format!("eigen: {{{}}}\n", lines.join(", "))),
        };
        files.insert(path, text);
    }
    let school = School::bare();
    for (path, text) in &files {
        school.write(path, text);
    }
    let run = school.krijt(&["build", "--no-pdf", "--date", "2026-11-01", "--lang", "nl"]);
    let made = ["team", "public"].map(|edition| support::tree(&school.root().join(edition)));
    assert!(made.iter().all(|made| !made.is_empty()), "{}\n{files:#?}", run.text);
    let all: String =
        made.iter().flat_map(|made| made.values()).map(|bytes| String::from_utf8_lossy(bytes).to_lowercase()).collect();
    let known = |path: &String| NOT_SHOWN.iter().any(|(known, _)| known == path);
    let lost: Vec<&String> = words.iter().filter(|path| !all.contains(&word(path).to_lowercase())).collect();
    let told: Vec<&&String> = lost.iter().filter(|path| !known(path)).collect();
    assert!(told.is_empty(), "these keys do nothing: {told:#?}\n{}", run.text);
    assert_eq!(lost.len(), NOT_SHOWN.len(), "{lost:?}");
}
