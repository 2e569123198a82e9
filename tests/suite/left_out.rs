//! A file that cannot be made keeps nothing else at home: it and the links to it are left out, the rest is published, and
//! the exit code is 1. What would show something hidden publishes nothing, and so does a theme that is broken as a whole.

use std::collections::BTreeSet;

use crate::html;
use crate::support::{Run, School};

fn lesson(title: &str) -> String {
    format!(
        "---\ntitel: {title}\nduur: 20\ngroepen: [7]\naliassen: [oud/{title}]\n---\n## Begin {{duur=20}}\n\nLees [de andere](02-heel.md) en \
         [deze](01-kapot.md).\n\n::: opdracht\nTeken een {title}.\n:::\n\n::: dia\nDia.\n:::\n"
    )
}

/// Two lessons with a worksheet and a deck, a newsletter and a page that link to one of them.
fn school() -> School {
    School::new(&[
        (
            "krijt.yaml",
            "school: {naam: De Krijtstreep}\nsite: {basis_url: https://krijt.example/}\nedities: [public, team]\n",
        ),
        ("content/lessen/m/module.md", "---\ntitel: Module\ngroepen: [7]\n---\nTekst.\n"),
        ("content/lessen/m/01-kapot.md", &lesson("Kapot")),
        ("content/lessen/m/02-heel.md", &lesson("Heel")),
        ("content/over.md", "---\ntitel: Over ons\n---\nLees [de les](lessen/m/01-kapot.md#begin).\n"),
    ])
}

const PDF: &str = "\
#let werkblad(feiten, inhoud) = {
  if feiten.title == \"Kapot\" { panic(\"geen lijnen\") }
  set document(title: feiten.title)
  set text(lang: \"nl\")
  title(feiten.title)
  [Naam: ]
}
";

/// A template as krijt brings it, which fails for the document that is called Kapot.
fn template(name: &str) -> String {
    let path = format!("templates/{name}");
    let (_, bytes) = krijt::theme::default_files().into_iter().find(|(known, _)| *known == path).unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    let (head, rest) = text.split_once("{% block main %}").unwrap();
    format!("{head}{{% block main %}}{{% if page.title == \"Kapot\" %}}{{{{ nergens.iets }}}}{{% endif %}}{rest}")
}

/// Every link on the pages of an edition leads to a file that is there.
fn has_no_dead_link(school: &School, edition: &str) {
    let tree = school.tree(edition);
    let mut looked = 0;
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = html::parse(std::str::from_utf8(bytes).unwrap()).unwrap_or_else(|what| panic!("{path}: {what}"));
        for link in page.select("a") {
            let Some(href) = link.attribute("href").filter(|href| !href.contains(':') && !href.starts_with('#')) else {
                continue;
            };
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            // The page for what is not found is shown at any address, so it links from the top.
            let from_top = href.strip_prefix('/');
            if from_top.is_some() {
                parts.clear();
            }
            for part in from_top.unwrap_or(href).split('#').next().unwrap().split('/') {
                if part == ".." { parts.truncate(parts.len() - 1) } else { parts.push(part) }
            }
            assert!(tree.contains_key(&parts.join("/")), "{edition}/{path} links to {href}");
            looked += 1;
        }
    }
    assert!(looked > 20, "only {looked} links in {edition}");
}

/// Builds a whole school, breaks it, builds again: which files went, and what was said.
fn broken(school: &School, path: &str, text: &str) -> (BTreeSet<String>, Run) {
    let run = school.krijt(&["build"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let before = [school.tree("public"), school.tree("team")];
    school.write(path, text);
    let run = school.krijt(&["build", "--lang", "nl"]);
    let mut gone = BTreeSet::new();
    for (edition, before) in ["public", "team"].into_iter().zip(&before) {
        let now = school.tree(edition);
        gone.extend(before.keys().filter(|path| !now.contains_key(*path)).map(|path| format!("{edition}/{path}")));
    }
    (gone, run)
}

fn is(gone: &BTreeSet<String>, paths: &[impl AsRef<str>]) {
    assert_eq!(gone.iter().collect::<Vec<_>>(), paths.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
}

#[test]
fn a_pdf_that_fails_for_one_lesson() {
    let school = school();
    let (gone, run) = broken(&school, "themes/krijt/pdf/werkblad.typ", PDF);
    assert_eq!(run.exit, 1, "{}", run.text);
    let sheets = [
        "public/lessen/m/kapot/werkblad-groot.pdf",
        "public/lessen/m/kapot/werkblad.pdf",
        "team/lessen/m/kapot/antwoorden.pdf",
        "team/lessen/m/kapot/werkblad-groot.pdf",
        "team/lessen/m/kapot/werkblad.pdf",
    ];
    is(&gone, &sheets);
    assert!(run.text.contains("geen lijnen") && run.text.matches("fout[").count() == 1, "{}", run.text);
    let last = run.text.trim_end().lines().last().unwrap();
    assert!(last.contains("(5)") && last.contains("`public/lessen/m/kapot/werkblad.pdf`"), "{last}");
    let (kapot, heel) =
        (school.read("public/lessen/m/kapot/index.html"), school.read("public/lessen/m/heel/index.html"));
    assert!(!kapot.contains("werkblad.pdf") && heel.contains("werkblad.pdf"));
    assert!(school.at("public/lessen/m/heel/werkblad.pdf").is_file());
    for edition in ["public", "team"] {
        has_no_dead_link(&school, edition);
    }
    let report: serde_json::Value = serde_json::from_str(&school.krijt(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(report["left_out"], serde_json::json!(sheets));
    // Whatever was mended comes back, without a trace.
    std::fs::remove_file(school.at("themes/krijt/pdf/werkblad.typ")).unwrap();
    assert_eq!(school.krijt(&["build"]).exit, 0);
    assert!(school.read("public/lessen/m/kapot/index.html").contains("werkblad.pdf"));
}

#[test]
fn a_page_that_fails() {
    let school = school();
    let (gone, run) = broken(&school, "themes/krijt/templates/lesson.html", &template("lesson.html"));
    assert_eq!(run.exit, 1, "{}", run.text);
    // What only sends on to it goes as well.
    let pages = ["lessen/m/kapot/index.html", "oud/Kapot/index.html"];
    is(&gone, &["public", "team"].map(|edition| pages.map(|path| format!("{edition}/{path}"))).concat());
    for edition in ["public", "team"] {
        has_no_dead_link(&school, edition);
    }
    let over = school.read("public/over/index.html");
    assert!(over.contains("Lees de les.") && !over.contains("kapot/"), "{over}");
    assert!(
        !school.read("public/sitemap.xml").contains("kapot/index")
            && !school.read("public/sitemap.xml").contains("kapot/<")
    );
    // Its other files are there.
    assert!(school.exists("public/lessen/m/kapot/dia.html") && school.exists("public/lessen/m/kapot/werkblad.pdf"));
    // Looking says the same as building, and does not touch the site.
    let check = school.krijt(&["check", "--lang", "en"]);
    assert!(check.exit == 1 && check.text.contains("The rest of the site can."), "{}", check.text);
    // A second time changes nothing.
    let before = school.tree("public");
    let run = school.krijt(&["build", "--lang", "nl"]);
    assert!(run.exit == 1 && run.text.contains("0 geschreven"), "{}", run.text);
    assert_eq!(before, school.tree("public"));
}

#[test]
fn a_leak_beside_it_publishes_nothing() {
    let school = school();
    let secret = "De sleutel ligt onder de derde bloempot links.";
    school.write("content/x.md", format!("---\ntitel: X\nsamenvatting: Tekst.\n---\n::: leerkracht\n{secret}\n:::\n"));
    let run = school.krijt(&["build"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let before = school.tree("public");
    school.write("themes/krijt/pdf/werkblad.typ", PDF);
    school
        .write("content/x.md", format!("---\ntitel: X\nsamenvatting: {secret}\n---\n::: leerkracht\n{secret}\n:::\n"));
    let run = school.krijt(&["build", "--lang", "nl"]);
    assert!(run.exit == 2 && run.text.contains("E0902") && run.text.contains("niet veranderd"), "{}", run.text);
    assert_eq!(before, school.tree("public"));
}

#[test]
fn a_theme_that_is_broken_as_a_whole_publishes_nothing() {
    let school = school();
    for name in ["home.html", "base.html"] {
        let path = format!("themes/krijt/templates/{name}");
        let (gone, run) = broken(&school, &path, "{{ nergens.iets }}");
        assert!(gone.is_empty() && run.exit == 2 && run.text.contains("niet veranderd"), "{name}: {}", run.text);
        std::fs::remove_file(school.at(&path)).unwrap();
    }
}
