//! Coverage: each gap that is told of is one. Filled with what it asks for, exactly that gap is gone.

use serde_json::Value;

use crate::support::School;

const CHAPTER: &str = "---\ntitel: Kinderen\n---\n\
    ::: {.regel #reageer wie=\"leerkracht\"}\nReageer altijd.\n:::\n\n\
    ::: {.regel #praat wie=\"leerkracht\"}\nPraat erover.\n:::\n\n\
    ::: {.regel #bel wie=\"leerkracht\"}\nBel de ouders.\n:::\n";

fn school() -> School {
    let lesson = "---\ntitel: Echt of nep\nduur: 45\nkerndoelen: [22B]\nprotocol: [reageer]\nlijnen: [Balans]\n---\n## Start {duur=45}\n\nBegin.\n";
    let seven = "---\ntitel: Voor groep 7\nduur: 10\ngroepen: [7]\nlijnen: Hulp, balans\n---\n## A {duur=10}\n\nX.\n";
    School::new(&[
        ("content/lessen/samen/module.md", "---\ntitel: Samen online\ngroepen: [5, 6]\n---\nEen module.\n"),
        ("content/lessen/samen/01-echt.md", lesson),
        ("content/lessen/samen/03-zeven.md", seven),
        ("content/protocol/protocol.md", "---\ntitel: Protocol\n---\nZo doen wij dat.\n"),
        ("content/protocol/01-kinderen.md", CHAPTER),
        ("content/data/kerndoelen.yaml", "doelen:\n  S1: {titel: Samen een boek maken}\n"),
    ])
}

fn coverage(school: &School) -> Value {
    let run = school.krijt(&["check", "--no-pdf", "--format", "json", "--date", "2026-11-01"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    serde_json::from_str::<Value>(&run.out).unwrap()["coverage"].clone()
}

fn gaps(school: &School) -> Vec<Value> {
    coverage(school)["gaps"].as_array().unwrap().clone()
}

/// A file that fills a gap.
fn filling(gap: &Value) -> (String, String) {
    if let Some(goal) = gap["goal"].as_str() {
        let text = format!(
            "---\ntitel: Nog een les\nduur: 10\ngroepen: [5]\nkerndoelen: [{goal}]\n---\n## A {{duur=10}}\n\nX.\n"
        );
        return ("content/lessen/samen/02-nog.md".into(), text);
    }
    if let Some(group) = gap["group"].as_u64() {
        // A group that gets its first lessons gets every line.
        let lines = gap["line"].as_str().unwrap_or("Hulp, Balans");
        let text = format!(
            "---\ntitel: Nog een les\nduur: 10\ngroepen: [{group}]\nlijn: {lines}\n---\n## A {{duur=10}}\n\nX.\n"
        );
        return ("content/lessen/samen/02-nog.md".into(), text);
    }
    let rule = gap["rule"].as_str().unwrap();
    let link = format!("---\ntitel: Over ons\n---\nLees [de regel](protocol/01-kinderen.md#{rule}).\n");
    ("content/over.md".into(), link)
}

#[test]
fn each_gap_is_real_and_filling_it_removes_it_alone() {
    let before = gaps(&school());
    // 12 goals of SLO's 14 have no lesson and need one, and one of the school's own; five groups; a line in two groups; two rules.
    assert_eq!(before.len(), 12 + 1 + 5 + 2 + 2, "{before:#?}");
    for gap in &before {
        let school = school();
        let (path, text) = filling(gap);
        school.write(&path, &text);
        let left: Vec<&Value> = before.iter().filter(|one| *one != gap).collect();
        assert_eq!(gaps(&school).iter().collect::<Vec<_>>(), left, "{gap} with {path}");
    }
}

/// What only the team may see fills no gap of the council; neither does the protocol itself.
#[test]
fn coverage_is_that_of_its_edition() {
    let school = school();
    let team =
        "---\ntitel: Stop\nduur: 10\neditie: team\nkerndoelen: [22C]\nprotocol: [praat]\n---\n## A {duur=10}\n\nX.\n";
    school.write("content/lessen/samen/02-stop.md", team);
    school.write("content/protocol/02-ouders.md", "---\ntitel: Ouders\n---\nZie [de regel](01-kinderen.md#bel).\n");
    school.write("krijt.yaml", "school: {naam: De Brug}\nedities: [public, mr, team]\n");
    let run = school.krijt(&["build", "--no-pdf", "--date", "2026-11-01"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let gap = "_doel-22c\">22C Data verkennen</a></li>";
    assert!(school.read("mr/dekking/index.html").contains(gap));
    assert!(!school.read("mr/dekking/index.html").contains("Stop"));
    assert!(!school.read("team/dekking/index.html").contains(gap));
    assert!(!school.root().join("public/dekking").exists());
    let bel = serde_json::json!({ "rule": "bel", "number": "1.3" });
    assert!(gaps(&school).contains(&bel));
}

/// The page names a line that a group lacks, beside what has it; however it is written, it is one line.
#[test]
fn lines_go_through_all_groups() {
    let school = school();
    school.write("krijt.yaml", "school: {naam: De Brug}\nedities: [public, mr, team]\n");
    let run = school.krijt(&["build", "--no-pdf", "--date", "2026-11-01"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let page = school.read("mr/dekking/index.html");
    let row = |anchor: &str, name: &str, counts: [usize; 8]| {
        let cell = |count: usize| format!("<td{}>{count}</td>", if count == 0 { " class=\"leeg\"" } else { "" });
        format!("<a href=\"#{anchor}\">{name}</a></th>{}</tr>", counts.map(cell).concat())
    };
    assert!(page.contains(&row("_lijn-1", "Balans", [0, 0, 0, 0, 1, 1, 1, 0])), "{page}");
    assert!(page.contains(&row("_lijn-2", "Hulp", [0, 0, 0, 0, 0, 0, 1, 0])), "{page}");
    assert!(page.contains("#_lijn-2\">Hulp</a>: groep 5 en 6</li>"), "{page}");
    assert!(page.contains("Nog geen les voor groep 5 en 6."), "{page}");
}

#[test]
fn a_school_without_lessons_and_rules_has_no_coverage() {
    let school = School::new(&[("content/over.md", "---\ntitel: Over ons\n---\nWij zijn een school.\n")]);
    assert_eq!(coverage(&school), Value::Null);
}
