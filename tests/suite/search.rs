//! The index of search: what is in it, what is not, and how large it is.

use std::collections::BTreeSet;

use krijt::search::{folded, stem, unpacked};

use crate::support::{self, Dice, School};

const DATE: &str = "2026-11-01";

fn built(files: &[(&str, &str)]) -> School {
    let school = School::new(files);
    let run = school.krijt(&["build", "--no-pdf", "--date", DATE]);
    assert_eq!(run.exit, 0, "{}", run.text);
    school
}

/// All that an index says.
fn index(school: &School, path: &str) -> String {
    unpacked(school.read(path).as_bytes()).unwrap_or_else(|| panic!("{path} is no index"))
}

#[test]
fn each_edition_and_language_has_an_index_of_its_own() {
    let school = built(&[
        (
            "content/over.md",
            "---\ntitel: Over ons\nsamenvatting: Wie wij zijn.\n---\n## Wie we zijn\n\nWij zijn *aardige* foto’s.\n",
        ),
        ("content/over.en.md", "---\ntitel: About us\n---\nWe are kind people.\n"),
        ("content/raad.md", "---\ntitel: Voor de raad\neditie: mr\n---\nIets over zilver.\n"),
        ("content/data/begrippen.yaml", "deepfake: {uitleg: Een nepbeeld., vormen: [deepfakes]}\n"),
        (
            "content/lessen/samen/01-echt.md",
            "---\ntitel: Echt of nep\nduur: 10\ngroepen: [5, 6]\n---\n## Start {duur=10}\n\nBegin.\n\n::: antwoord\nHet is kwartsiet.\n:::\n",
        ),
    ]);
    let public = index(&school, "public/assets/zoek-nl.js");
    for said in [
        "Over ons\nover/index.html\nWie wij zijn.\n",
        "Echt of nep\n",
        "deepfake\nbegrippen/index.html#deepfake\nEen nepbeeld.\n",
    ] {
        assert!(public.contains(said), "{said}: {public}");
    }
    let terms: BTreeSet<&str> = public.lines().last().unwrap().split(' ').collect();
    for word in ["aardige", "foto", "begin", "groep", "5"] {
        assert!(terms.contains(stem(word, "nl").as_str()), "{word}: {terms:?}");
    }
    assert!(!public.contains("zilver") && !public.contains("kwartsiet") && !public.contains("people"), "{public}");
    let council = index(&school, "mr/assets/zoek-nl.js");
    assert!(council.contains("Voor de raad\n") && council.contains("zilver") && !council.contains("kwartsiet"));
    assert!(index(&school, "team/assets/zoek-nl.js").contains("kwartsiet"));
    let english = index(&school, "public/assets/zoek-en.js");
    assert!(
        english.contains("About us\nover/en/index.html\n")
            && english.contains(" people ")
            && !english.contains("aardig")
    );
}

/// A page of search stands in every edition and language, and every page leads to that of its own language.
#[test]
fn every_page_leads_to_search_in_its_language() {
    let school = built(&[
        ("content/over.md", "---\ntitel: Over ons\n---\nTekst.\n"),
        ("content/over.ar.md", "---\ntitel: نحن\n---\nنص.\n"),
    ]);
    let link = |page: &str| {
        let page = school.read(page);
        let end = page.find("\" rel=\"search\"").unwrap_or_else(|| panic!("{page}"));
        page[..end].rsplit('"').next().unwrap().to_string()
    };
    assert_eq!(link("public/over/index.html"), "../zoeken/index.html");
    assert_eq!(link("public/over/ar/index.html"), "../../zoeken/ar/index.html");
    let page = school.read("public/zoeken/ar/index.html");
    assert!(
        page.contains("lang=\"ar\" dir=\"rtl\"") && page.contains("data-index=\"../../assets/zoek-ar.js\""),
        "{page}"
    );
    assert!(page.contains("<a href=\"../../over/ar/index.html\">"), "without a script there is no list: {page}");
}

/// Search finds what a title says: its words, folded and stemmed, are terms.
#[test]
fn every_word_of_a_title_is_a_term() {
    let school = School::copy_of(&support::tests().join("school/in"));
    let run = school.krijt(&["build", "--no-pdf", "--edition", "team", "--date", DATE]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let text = index(&school, "team/assets/zoek-nl.js");
    let terms: BTreeSet<&str> = text.lines().last().unwrap().split(' ').collect();
    let pages: Vec<&str> = text.lines().collect();
    let titles =
        pages.windows(2).filter(|two| two[1].contains("index.html") && !two[1].contains('#')).map(|two| two[0]);
    let mut count = 0;
    for title in titles {
        count += 1;
        for word in folded(title) {
            assert!(terms.contains(stem(&word, "nl").as_str()), "{title}: {word}");
        }
    }
    assert!(count > 5, "{text}");
}

/// Texts of the real content, in paragraphs.
fn paragraphs() -> Vec<String> {
    let files = support::tree(&support::tests().join("../content"));
    let texts = files.iter().filter(|(path, _)| path.ends_with(".md") && !path.contains("handleiding"));
    let dutch = texts.filter(|(path, _)| path.matches('.').count() == 1);
    let lines =
        dutch.flat_map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().map(str::to_string).collect::<Vec<_>>());
    let is_text = |line: &String| {
        line.len() > 60 && line.starts_with(char::is_uppercase) && !line.contains(['{', '|', '[', '<', ':'])
    };
    lines.filter(is_text).collect()
}

/// What a phone loads to search a thousand pages is at most a tenth of what it searches.
#[test]
fn an_index_is_small_beside_its_text() {
    const PAGES: usize = 1000;
    let paragraphs = paragraphs();
    let words: Vec<&str> = paragraphs.iter().flat_map(|line| line.split(' ')).filter(|word| word.len() > 3).collect();
    let mut dice = Dice(2026);
    let school = School::new(&[]);
    let mut size = 0;
    for page in 0..PAGES {
        let mut some = |count: usize| {
            (0..count).map(|_| *dice.pick(&words)).collect::<Vec<&str>>().join(" ").replace(['"', '\\'], "")
        };
        let head = format!("---\ntitel: \"Pagina {page} {}\"\nsamenvatting: \"{}\"\n---\n", some(3), some(9));
        let body: Vec<&str> = (0..40).map(|_| dice.pick(&paragraphs).as_str()).collect();
        let text = format!("{head}{}\n", body.join("\n\n"));
        size += text.len();
        school.write(format!("content/blad/p{page}.md"), text);
    }
    let run = school.krijt(&["build", "--no-pdf", "--edition", "public", "--date", DATE, "-q"]);
    assert!(run.exit < 2, "{}", run.text);
    let index = school.read("public/assets/zoek-nl.js").len();
    assert!(index * 10 <= size, "{index} bytes for {size}: {:.1} %", index as f64 * 100.0 / size as f64);
    eprintln!("{index} bytes for {size}: {:.1} %", index as f64 * 100.0 / size as f64);
}
