//! Who sees what: each place that can say an audience, with the lowest one that must find its word. An audience above it
//! finds the word as well, one below it in no file.

use std::collections::BTreeMap;

use krijt::audience::Audience::{self, Mr, Public, Team};
use krijt::diag::Finding;
use krijt::pipeline::{Memo, Nobody, Pipeline};
use krijt::site::Options;
use krijt::world::Memory;

/// A word, and who sees it first.
const WORDS: &[(&str, Audience)] = &[
    // Documents, and what is part of them.
    ("qopen", Public),
    ("qraad", Mr),
    ("qteamblad", Team),
    ("qlater", Team),
    ("qdeelvanraad", Mr),
    ("qteaminraad", Team),
    ("qopeninraad", Mr),
    ("qvertaling", Mr),
    // Blocks.
    ("qblokopen", Public),
    ("qblokraad", Mr),
    ("qblokteam", Team),
    ("qopeninblokraad", Mr),
    ("qteaminblokraad", Team),
    ("qraadinblokteam", Team),
    ("qantwoord", Team),
    ("qlosraad", Mr),
    ("qkopraad", Mr),
    ("qnootraad", Mr),
    // Tasks, roles and other keys.
    ("qprogramma", Public),
    ("qtaak", Mr),
    ("qteamtaak", Team),
    ("qrol", Mr),
    ("qinvaller", Team),
    // Contacts, rules and changes.
    ("qkamer", Mr),
    ("qregelraad", Mr),
    ("qregelteam", Team),
    ("qwordt", Mr),
];

const FILES: &[(&str, &str)] = &[
    ("krijt.yaml", "school: {naam: Basisschool De Krijtstreep}\nrollen: {coach: {naam: Coach, is: medewerker}}\n"),
    ("content/open.md", "---\ntitel: Open\n---\nEen qopen tekst.\n"),
    ("content/raad.md", "---\ntitel: Raad qraad\neditie: mr\n---\nVoor de raad, in kamer {{ contact.coach.waar }}.\n"),
    ("content/team.md", "---\ntitel: Team qteamblad\neditie: team\n---\nVoor het team.\n"),
    ("content/later.md", "---\ntitel: Later qlater\npubliceren_vanaf: 2027-01-01\n---\nKomt nog.\n"),
    ("content/map/index.md", "---\ntitel: Map\neditie: mr\n---\nVan de raad.\n"),
    ("content/map/deel.md", "---\ntitel: Deel qdeelvanraad\n---\nEen deel.\n"),
    ("content/map/team.md", "---\ntitel: Deel qteaminraad\neditie: team\n---\nEen deel.\n"),
    ("content/map/open.md", "---\ntitel: Deel qopeninraad\neditie: public\n---\nEen deel.\n"),
    (
        "content/nieuwsbrieven/2026-10-30-brief.md",
        "---\ntitel: Brief\ndatum: 2026-10-30\neditie: mr\n---\nBeste ouders.\n",
    ),
    (
        "content/nieuwsbrieven/2026-10-30-brief.en.md",
        "---\ntitel: Letter qvertaling\ndatum: 2026-10-30\n---\nDear parents.\n",
    ),
    (
        "content/blokken.md",
        "---\ntitel: Blokken\n---\n\
         Tekst.[^een]\n\n\
         ::: {.weetje editie=public}\nEen qblokopen.\n:::\n\n\
         :::: {.weetje editie=mr titel=\"Kop qkopraad\"}\nEen qblokraad.[^twee]\n\n\
         ::: {.letop editie=public}\nEen qopeninblokraad.\n:::\n\n\
         ::: {.letop editie=team}\nEen qteaminblokraad.\n:::\n::::\n\n\
         :::: {.weetje editie=team}\nEen qblokteam.\n\n\
         ::: {.letop editie=mr}\nEen qraadinblokteam.\n:::\n::::\n\n\
         ::: {.antwoord editie=public}\nEen qantwoord.\n:::\n\n\
         ::: {editie=mr}\nEen qlosraad.\n:::\n\n\
         [^een]: Een noot.\n\n[^twee]: Een qnootraad.\n",
    ),
    (
        "content/thema-avond/avond.md",
        "---\ntitel: Avond\ndatum: 2027-01-21\naanvang: \"19:30\"\nprogramma:\n  - {wat: Welkom qprogramma, duur: 10}\n\
         taken:\n  - {wat: De zaal qtaak, wie: directeur, dagen_vooraf: 42}\n  \
         - {wat: De sleutel qteamtaak, wie: directeur, dagen_vooraf: 7, editie: team}\n\
         rollen:\n  - {rol: Gastheer, aantal: 2, taak: Bij de deur qrol}\n---\nKom ook.\n",
    ),
    (
        "content/lessen/een/01-les.md",
        "---\ntitel: Les\ngroepen: [5]\nduur: 10\ninvaller: Begin qinvaller.\n---\n## Begin {duur=10}\n\nKijk.\n",
    ),
    ("content/lessen/een/module.md", "---\ntitel: Module\n---\nEen module.\n"),
    ("content/data/contacten.yaml", "coach: {waar: qkamer, editie: mr}\n"),
    ("content/protocol/protocol.md", "---\ntitel: Protocol\nversie: \"1\"\n---\nVooraf.\n"),
    (
        "content/protocol/01-regels.md",
        "---\ntitel: Regels\n---\n\
         ::: {.regel #een wie=\"directeur\"}\nDoe dit.\n:::\n\n\
         ::: {.regel #twee wie=\"directeur\" editie=mr}\nDoe qregelraad.\n:::\n\n\
         ::: {.regel #drie wie=\"directeur\" editie=team}\nDoe qregelteam.\n:::\n",
    ),
    (
        "content/protocol/wijzigingen.yaml",
        "- {versie: \"1\", regel: een, was: Oud, wordt: Nieuw qwordt, waarom: Daarom, soort: instemming}\n",
    ),
];

/// All files of each edition that this school needs, as one text, and what is wrong.
fn editions(files: &[(&str, &str)], asked: Option<&[Audience]>) -> (BTreeMap<Audience, String>, Vec<Finding>) {
    let files = files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
    let world = Memory { files, today: Some("2026-11-01".parse().unwrap()) };
    let mut memo = Memo::default();
    let pipeline = Pipeline::new(&world, Options { no_pdf: true, ..Options::default() });
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (planned, found) = analysis.editions(asked);
    let mut findings: Vec<Finding> = analysis.findings.iter().cloned().chain(found).collect();
    let mut all = BTreeMap::new();
    for edition in &planned {
        let artifacts = edition.artifacts(&Nobody);
        let mut words = String::new();
        for (index, path) in artifacts.paths().iter().enumerate().filter(|(_, path)| !path.contains("assets/")) {
            let mut bytes = Vec::new();
            findings.extend(artifacts.make(index, &mut bytes));
            words.push_str(path);
            words.push_str(&String::from_utf8_lossy(&bytes));
        }
        all.insert(edition.edition.audience(), words);
    }
    (all, findings)
}

#[test]
fn each_audience_finds_what_is_for_it_and_nothing_above() {
    let (all, findings) = editions(FILES, None);
    let errors: Vec<String> =
        findings.iter().filter(|finding| finding.is_error()).map(|found| format!("{found:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(all.keys().copied().collect::<Vec<_>>(), Audience::ALL);
    for (word, from) in WORDS {
        for (audience, text) in &all {
            assert_eq!(text.contains(word), audience.sees(*from), "{word} in {audience:?}");
        }
    }
}

#[test]
fn what_is_not_understood_is_for_the_team_and_an_error() {
    for (path, text) in [
        ("content/een.md", "---\ntitel: Een\n---\n::: {.weetje editie=raad}\nEen qgeheim.\n:::\n"),
        ("content/een.md", "---\ntitel: Een\n---\n::: {.weetje editie}\nEen qgeheim.\n:::\n"),
        ("content/een.md", "---\ntitel: Een\n---\n::: {.weetje editie=\"mr public\"}\nEen qgeheim.\n:::\n"),
        ("content/een.md", "---\ntitel: Een qgeheim\neditie: raad\n---\nTekst.\n"),
        (
            "content/thema-avond/een.md",
            "---\ntitel: Een\ndatum: 2027-01-21\naanvang: \"19:30\"\ntaken:\n  \
             - {wat: De qgeheim, wie: directeur, dagen_vooraf: 7, editie: temm}\n---\nKom ook.\n",
        ),
    ] {
        let levels = "school: {naam: De Krijtstreep}\nniveaus: {E0220: uit, E0304: uit, E0305: uit}\n";
        let (all, findings) = editions(&[("krijt.yaml", levels), (path, text)], Some(&Audience::ALL));
        assert!(findings.iter().any(Finding::is_error), "{text}");
        for audience in [Public, Mr] {
            assert!(!all[&audience].contains("qgeheim"), "{audience:?}: {text}");
        }
    }
}

/// A block of the council hides from the public, and what is the team's in it stays the team's: it is no place where a
/// mark, a slip or a name may go unseen.
#[test]
fn a_block_of_the_council_is_no_block_of_the_team() {
    let evening = "---\ntitel: Avond\ndatum: 2027-01-21\naanvang: \"19:30\"\n---\n::: dia\n# Hallo\n:::\n\n";
    for (inside, is_error) in [
        ("## Kop {.hidden}\n\nEen qgeheim.", false),
        ("::: leerkracht\nEen qgeheim.\n:::", false),
        ("<!-- qgeheim -->", false),
        (":: antwoord\nEen qgeheim.\n:::", true),
        ("::: antwoordt\nEen qgeheim.\n:::", true),
        ("### Kop {.antwoord}\n\nEen qgeheim.", true),
    ] {
        let text = format!("{evening}:::: {{.weetje editie=mr}}\nEen qraad.\n\n{inside}\n::::\n");
        let school = [("krijt.yaml", "school: {naam: De Krijtstreep}\n"), ("content/thema-avond/een.md", &*text)];
        let (all, findings) = editions(&school, Some(&Audience::ALL));
        assert_eq!(findings.iter().any(Finding::is_error), is_error, "{inside}");
        assert!(!all[&Public].contains("qraad") && !all[&Public].contains("qgeheim"), "{inside}");
        assert!(is_error || all[&Mr].contains("qraad") && !all[&Mr].contains("qgeheim"), "{inside}");
    }
    for (defined, used, is_error) in [("mr", "public", true), ("team", "mr", true), ("mr", "team", false)] {
        let text = format!(
            "---\ntitel: Een\n---\n::: {{.weetje editie={defined}}}\nEen.\n\n[^a]: Een qnoot.\n:::\n\n\
             ::: {{.weetje editie={used}}}\nTwee.[^a]\n:::\n"
        );
        let (_, findings) = editions(&[("content/een.md", &text)], Some(&Audience::ALL));
        let is_told = findings.iter().any(|finding| finding.code.name == "reference-to-hidden");
        assert_eq!(is_told, is_error, "{defined} {used}");
    }
}

/// The council's edition is there when something is for it; what a school names goes before that.
#[test]
fn the_council_has_an_edition_when_there_is_something_for_it() {
    let yaml = |more: &str| format!("school: {{naam: De Krijtstreep}}\n{more}");
    let page = ("content/een.md", "---\ntitel: Een\n---\nTekst.\n");
    let block = ("content/twee.md", "---\ntitel: Twee\n---\n::: {.weetje editie=mr}\nEen.\n:::\n");
    let draft = ("content/twee.md", "---\ntitel: Twee\neditie: mr\nconcept: ja\n---\nTekst.\n");
    let both = vec![Public, Team];
    for (config, file, wanted) in [
        ("", page, both.clone()),
        ("", draft, both),
        ("", block, Audience::ALL.to_vec()),
        ("edities: [public, team]\n", block, vec![Public, Team]),
        ("edities: [mr]\n", page, vec![Mr]),
    ] {
        let config = yaml(config);
        let (all, _) = editions(&[("krijt.yaml", &config), page, file], None);
        assert_eq!(all.into_keys().collect::<Vec<_>>(), wanted, "{config} {}", file.1);
    }
}
