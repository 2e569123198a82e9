//! What a school that begins with the sample's content still has to fill in, and under which licence that content is.

use crate::config;
use crate::diag::Lang;
use crate::scaffold::sample::Part;
use crate::scaffold::{NewFile, NewSchool};

/// A file or folder, and what is to be done in it.
type Row = (&'static str, [&'static str; 2]);

/// For every school that takes something over; then what a part asks for.
const ALWAYS: &[Row] = &[
    (
        "content/data/contacten.yaml",
        [
            "wie je op school bereikt, met nummers; nu staat er \"nog niet ingevuld\"",
            "who can be reached in the school, with numbers; now it says \"nog niet ingevuld\" (not filled in yet)",
        ],
    ),
    (
        "content/data/hulplijnen.yaml",
        [
            "kijk elke hulplijn na, en zet de dag bij nagekeken_op",
            "check every help line, and write the day behind nagekeken_op",
        ],
    ),
    ("content/over-deze-site.md", ["lees of dit klopt voor jullie site", "read whether this is true of your site"]),
];
const OF_PARTS: &[(Part, Row)] = &[
    (
        Part::Protocol,
        (
            "content/protocol/",
            [
                "lees het met team en MR; zet versie en vastgesteld in protocol.md",
                "read it with the team and the council; write versie and vastgesteld in protocol.md",
            ],
        ),
    ),
    (
        Part::Letters,
        (
            "content/nieuwsbrieven/",
            [
                "elke brief is nog een concept: lees hem, zet de dag goed, vul in wat tussen [ ] staat, haal concept weg",
                "each letter is a draft: read it, put in the right day, fill in what stands between [ ], take out concept",
            ],
        ),
    ),
    (
        Part::Evening,
        (
            "content/thema-avond/",
            [
                "de avond is nog een concept: zet datum, zaal, plaatsen en aanmelden goed, haal concept weg",
                "the evening is a draft: put in the right date, room, places and sign-up, take out concept",
            ],
        ),
    ),
];
const IN_CONFIG: [&str; 2] = [
    "de Week van de Mediawijsheid (kijk de data na op de site van de campagne) en basis_url",
    "the Week van de Mediawijsheid (look its dates up on the campaign's site) and basis_url",
];
const TRANSLATIONS: [&str; 2] = [
    "vertaald met hulp van een computer: laat ze nalezen door iemand die de taal goed kent",
    "translated with the help of a computer: let somebody read them who knows the language well",
];

pub fn tell(school: &NewSchool, files: &[NewFile], lang: Lang) {
    if school.parts.is_empty() {
        return;
    }
    let along: Vec<&str> = school.parts.along().map(|part| part.word(lang)).collect();
    if !along.is_empty() {
        say_line!();
        let along = along.join(", ");
        match lang {
            Lang::Nl => say_line!("Dit komt mee, want de rest verwijst ernaar: {along}."),
            Lang::En => say_line!("This comes along, since the rest refers to it: {along}."),
        }
    }
    let told = [(Part::Lessons, ["de lessen", "the lessons"]), (Part::Evening, ["de avond", "the evening"])];
    let lacks = told.iter().filter(|(part, _)| school.parts.has(Part::Letters) && !school.parts.has(*part));
    for lacking in lacks.map(|(_, words)| lang.of(*words)) {
        match lang {
            Lang::Nl => say_line!("Brieven over {lacking} komen niet mee."),
            Lang::En => say_line!("Letters about {lacking} do not come along."),
        }
    }
    say_line!();
    say_line!("{}", lang.of(["Vul nog in:", "Still to fill in:"]));
    for (path, what) in rows(school, files) {
        say_line!("  {path}: {}", lang.of(what));
    }
    say_line!();
    match lang {
        Lang::Nl => say_line!(
            "De teksten en tekeningen mag je gebruiken en veranderen, onder de licentie van krijt: LICENSE-MIT of \
             LICENSE-APACHE."
        ),
        Lang::En => say_line!(
            "You may use and change the texts and drawings, under the licence of krijt: LICENSE-MIT or LICENSE-APACHE."
        ),
    }
}

fn rows(school: &NewSchool, files: &[NewFile]) -> Vec<(String, [&'static str; 2])> {
    let mut rows = vec![(config::FILE.to_string(), IN_CONFIG)];
    rows.extend(ALWAYS.iter().map(|(path, what)| (path.to_string(), *what)));
    let of_parts = OF_PARTS.iter().filter(|(part, _)| school.parts.has(*part));
    rows.extend(of_parts.map(|(_, (path, what))| (path.to_string(), *what)));
    let is_translation =
        |file: &&NewFile| file.path.trim_end_matches(".md").contains('.') && file.path.ends_with(".md");
    let mut langs: Vec<&str> =
        files.iter().filter(is_translation).filter_map(|file| file.path.rsplit('.').nth(1)).collect();
    langs.sort_unstable();
    langs.dedup();
    if !langs.is_empty() {
        rows.push((format!("content/**.({}).md", langs.join("|")), TRANSLATIONS));
    }
    rows
}
