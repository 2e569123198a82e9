//! Cards carry what protects. For every rule and every role that it holds for: its short instruction or its first paragraph,
//! and each sentence that was marked to travel, stand on that role's card, as a page and as a PDF; and so do the cards with
//! the steps. What is marked is read from the sources line by line, not by krijt.

use std::collections::BTreeMap;
use std::path::Path;

use krijt::audience::Audience;
use krijt::config::Config;
use krijt::disk::{self, Root};
use krijt::doc::{Incident, Rule};
use krijt::site::Options;

use crate::support::{School, tests, tree};

#[test]
fn the_cards_of_the_small_school_carry_what_protects() {
    let looked = look(&School::copy_of(&tests().join("school/in")));
    assert!(looked > 40, "only {looked} sentences were looked for");
}

#[test]
fn the_cards_of_the_real_school_carry_what_protects() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::from([("krijt.yaml".to_string(), std::fs::read(project.join("krijt.yaml")).unwrap())]);
    files.extend(tree(&project.join("content")).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)));
    let looked = look(&School::of(&files));
    assert!(looked > 400, "only {looked} sentences were looked for");
}

/// Looks at all cards of both editions; gives how many sentences it looked for.
fn look(school: &School) -> usize {
    let run = school.krijt(&["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let root = Root::new(school.root());
    let (input, _) = disk::read(&root);
    let (parsed, _) = krijt::pipeline::parse(&input, &mut Default::default());
    let mut looked = 0;
    for edition in [Audience::Public, Audience::Team] {
        let sources = krijt::pipeline::typst_sources(&root, Options::default(), edition);
        for doc in parsed.docs.iter().filter(|doc| !doc.head.draft) {
            for rule in doc.facets.rules.iter().flatten() {
                let is_hidden = rule.from.is_hidden() || doc.head.from.is_hidden();
                if is_hidden && edition == Audience::Public {
                    continue;
                }
                let parts = parts_of(&input.sources.get(doc.file).text[rule.at as usize..], edition == Audience::Team);
                looked += look_at_incident(school, edition, &parsed.config, rule, &parts);
                for stem in cards_of(&parsed.config, rule) {
                    let page = school.read(&format!("{}/{stem}.html", edition.word()));
                    let page = words(&without_tags(page.split("<article").nth(1).unwrap()));
                    let pdf = words(&literals(&sources[&format!("{stem}.pdf")]));
                    let shown = rule.card.as_ref().map_or(parts.first.clone(), |card| card.value.clone());
                    for text in parts.notes.iter().chain([&shown]) {
                        for piece in pieces(text) {
                            assert!(page.contains(&piece), "{} {stem}.html lacks «{piece}»", edition.word());
                            assert!(pdf.contains(&piece), "{} {stem}.pdf lacks «{piece}»", edition.word());
                            looked += 1;
                        }
                    }
                }
            }
        }
    }
    looked
}

/// The page at an incident: whatever happened and whoever looks, the steps at that sort of incident stand there with all that
/// was marked to travel, and each step names all roles that do it. Its script hides other sorts, never a step.
fn look_at_incident(school: &School, edition: Audience, config: &Config, rule: &Rule, parts: &Parts) -> usize {
    let mut looked = 0;
    let page = school.read(&format!("{}/protocol/voorval/index.html", edition.word()));
    for incident in Incident::ALL.into_iter().filter(|_| rule.when.is_some()) {
        if rule.incident.is_some_and(|own| own != incident) {
            continue;
        }
        let steps = page.split(&format!("data-stappen=\"{}\"", incident.word())).nth(1).unwrap();
        let steps = steps.split("</section>").next().unwrap();
        let step = steps.split("<li data-wie=").find(|step| step.contains(&format!("-{}\">", rule.id))).unwrap();
        let shown = rule.card.as_ref().map_or(parts.first.clone(), |card| card.value.clone());
        let text = words(&without_tags(step));
        for text_of in parts.notes.iter().chain([&shown]) {
            for piece in pieces(text_of) {
                assert!(text.contains(&piece), "{} at an incident: {} lacks «{piece}»", edition.word(), rule.id);
                looked += 1;
            }
        }
        let named: Vec<&str> = step.split('"').nth(1).unwrap().split(' ').collect();
        for role in config.roles.keys() {
            let holds = config.kinds_of(role).any(|kind| rule.who.iter().any(|who| who == kind));
            assert_eq!(named.contains(&role.as_str()), holds, "{role} at {}", rule.id);
        }
    }
    looked
}

/// The cards that a rule must be on.
fn cards_of(config: &Config, rule: &Rule) -> Vec<String> {
    let holds = |role: &&String| config.kinds_of(role).any(|kind| rule.who.iter().any(|who| who == kind));
    let mut cards: Vec<String> =
        config.roles.keys().filter(holds).map(|role| format!("protocol/kaart-{role}")).collect();
    for incident in Incident::ALL.into_iter().filter(|_| rule.when.is_some()) {
        if rule.incident.is_none_or(|own| own == incident) {
            cards.push(format!("protocol/stappenkaart-{}", incident.word()));
        }
    }
    cards
}

/// The first paragraph of a rule, and the lines of its blocks `letop`, from its source.
#[derive(Default)]
struct Parts {
    first: String,
    notes: Vec<String>,
}

fn parts_of(source: &str, with_team: bool) -> Parts {
    let mut parts = Parts::default();
    let mut open: Vec<String> = Vec::new();
    let mut is_first = true;
    for line in source.lines() {
        let text = line.trim();
        if let Some(fence) = text.strip_prefix(":::") {
            let name = fence.trim_start_matches(':').trim().trim_start_matches(['{', '.']);
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
            if name.is_empty() {
                open.pop();
            } else {
                open.push(name);
            }
            if open.is_empty() {
                break;
            }
            continue;
        }
        let is_team = open.iter().any(|name| matches!(name.as_str(), "leerkracht" | "notes" | "antwoord"));
        let is_note = open.iter().any(|name| matches!(name.as_str(), "letop" | "caution"));
        if is_note && (with_team || !is_team) && !text.is_empty() {
            parts.notes.push(text.to_string());
        }
        if open.len() == 1 && is_first {
            is_first = parts.first.is_empty() || !text.is_empty();
            if is_first && !text.is_empty() {
                parts.first += &format!("{text} ");
            }
        }
    }
    parts
}

/// A text between its variables, links and footnotes, each piece as words.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[', ']']) {
        pieces.last_mut().unwrap().push_str(&rest[..at]);
        let sign = &rest[at..];
        let length = match sign {
            sign if sign.starts_with("{{") => sign.find("}}").map_or(2, |end| end + 2),
            sign if sign.starts_with("[^") => sign.find(']').map_or(2, |end| end + 1),
            sign if sign.starts_with("](") => sign.find(')').map_or(2, |end| end + 1),
            _ => 1,
        };
        pieces.push(String::new());
        rest = &sign[length..];
    }
    pieces.last_mut().unwrap().push_str(rest);
    pieces.iter().map(|piece| words(piece)).filter(|piece| !piece.trim().is_empty()).collect()
}

/// Words in small letters, with a blank before, between and behind them.
fn words(text: &str) -> String {
    let is_inner = |c: char| c.is_alphanumeric();
    let words = text.split(|c: char| !is_inner(c)).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + &word.to_lowercase() + " ")
}

fn without_tags(page: &str) -> String {
    let mut out = String::new();
    for piece in page.split('<') {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        out.push(' ');
        out.push_str(text);
    }
    out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between quotes in a source of Typst.
fn literals(source: &str) -> String {
    source.replace("\\\"", "").split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ")
}
