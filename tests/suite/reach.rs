//! From the home page of each edition, by links alone, a reader comes to every page and every PDF; and the heads of pages
//! say to machines what the pages say to people.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::handbook;
use crate::html;
use crate::school;

/// What nobody is led to: a server shows it, or an old address does.
fn is_found_otherwise(path: &str, text: &str) -> bool {
    path == "404.html" || text.contains("http-equiv=\"refresh\"")
}

type Files = BTreeMap<String, Vec<u8>>;

/// The files of an edition, by their paths in it.
fn edition<'a>(files: &'a Files, name: &str) -> BTreeMap<&'a str, &'a [u8]> {
    let prefix = format!("{name}/");
    files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?, &bytes[..]))).collect()
}

/// Where an address on a page leads, if that is a file.
fn target(page: &str, href: &str) -> Option<String> {
    let href = href.split('#').next().filter(|href| !href.is_empty() && !href.contains(':'))?;
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn links(page: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    html::parse(text).unwrap().each(&mut |element| {
        if element.name == "a" {
            found.extend(element.attribute("href").and_then(|href| target(page, href)));
        }
    });
    found
}

/// Pages and PDFs that no way leads to.
fn orphans(files: &BTreeMap<&str, &[u8]>) -> Vec<String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["index.html".to_string()];
    while let Some(path) = next.pop() {
        let Some(bytes) = files.get(path.as_str()) else { continue };
        if seen.insert(path.clone()) && path.ends_with(".html") {
            next.extend(links(&path, std::str::from_utf8(bytes).unwrap()));
        }
    }
    let is_output = |path: &str| path.ends_with(".html") || path.ends_with(".pdf");
    let missed = files.iter().filter(|(path, _)| is_output(path) && !seen.contains(**path));
    let missed = missed.filter(|(path, bytes)| !is_found_otherwise(path, &String::from_utf8_lossy(bytes)));
    missed.map(|(path, _)| path.to_string()).collect()
}

fn assert_reached(files: &Files) {
    for name in ["public", "mr", "team"] {
        let files = edition(files, name);
        assert!(files.contains_key("index.html"), "{name} has no home page");
        assert_eq!(orphans(&files), Vec::<String>::new(), "nobody is led to these in {name}/");
    }
}

#[test]
fn every_page_and_pdf_of_the_small_school_is_reached() {
    assert_reached(school::built());
}

#[test]
fn every_page_of_the_schools_own_site_is_reached() {
    assert_reached(&handbook::built().tree("."));
}

#[test]
fn a_page_that_nobody_links_to_is_found() {
    let files = BTreeMap::from([("index.html", &b"<a href=\"b.html\">b</a>"[..]), ("b.html", b""), ("c.html", b"")]);
    assert_eq!(orphans(&files), ["c.html"]);
}

/// The data in the head of a page, and what its other lines say, by name.
fn head(text: &str) -> (Option<Value>, BTreeMap<String, String>) {
    let mut said = BTreeMap::new();
    html::parse(text).unwrap().each(&mut |element| {
        let name = element.attribute("name").or(element.attribute("property"));
        if let ("meta", Some(name), Some(value)) = (element.name.as_str(), name, element.attribute("content")) {
            said.insert(name.to_string(), value.to_string());
        }
    });
    let open = "<script type=\"application/ld+json\">";
    let data = text.split_once(open).and_then(|(_, rest)| rest.split_once("</script>"));
    (data.map(|(data, _)| serde_json::from_str(data).unwrap()), said)
}

#[test]
fn heads_say_what_pages_are() {
    let files = school::built();
    let page = |path: &str| head(std::str::from_utf8(&files[&format!("public/{path}")]).unwrap());
    let (lesson, said) = page("lessen/samen-online/echt-of-nep/index.html");
    let lesson = lesson.unwrap();
    assert_eq!(lesson["@type"], "LearningResource");
    assert_eq!(lesson["name"], said["og:title"].as_str());
    assert!(lesson["timeRequired"].as_str().unwrap().starts_with("PT"), "{lesson}");
    assert!(lesson["educationalLevel"].as_str().unwrap().starts_with("groep"), "{lesson}");
    assert!(lesson["educationalAlignment"][0]["targetName"].is_string(), "{lesson}");
    assert_eq!(lesson["url"], said["og:url"].as_str());
    let (evening, _) = page("thema-avond/opgroeien-online/index.html");
    assert_eq!(evening.unwrap()["@type"], "Event");
    let (letter, said) = page("nieuwsbrieven/2026-10-30-de-week/en/index.html");
    let letter = letter.unwrap();
    assert_eq!((&letter["@type"], &letter["inLanguage"]), (&"Article".into(), &"en".into()));
    assert_eq!((said["og:locale"].as_str(), said["og:type"].as_str()), ("en", "article"));
}

#[test]
fn every_page_describes_itself_and_only_the_web_gets_data() {
    for (path, bytes) in school::built().iter().filter(|(path, _)| path.ends_with(".html")) {
        let Some((edition, _)) = path.split_once('/').filter(|(name, _)| ["public", "mr", "team"].contains(name))
        else {
            continue;
        };
        let text = std::str::from_utf8(bytes).unwrap();
        // What is sent is read in a mail program or an app.
        let is_sent = path.ends_with("/email.html") || path.ends_with("/brief.html");
        if text.contains("http-equiv=\"refresh\"") || is_sent {
            continue;
        }
        let (data, said) = head(text);
        assert!(!said["description"].is_empty(), "{path}");
        assert_eq!(said.contains_key("og:title"), edition == "public", "{path}");
        assert!(edition == "public" || data.is_none(), "{path}");
    }
}

/// A translation and its letter name each other, and themselves.
#[test]
fn letters_name_their_translations() {
    let files = school::built();
    for path in ["nieuwsbrieven/2026-10-30-de-week/index.html", "nieuwsbrieven/2026-10-30-de-week/en/index.html"] {
        let text = std::str::from_utf8(&files[&format!("public/{path}")]).unwrap();
        let mut languages = Vec::new();
        html::parse(text).unwrap().each(&mut |element| {
            // The feed is an alternate, too, in no other language.
            if let ("link", Some(lang)) = (element.name.as_str(), element.attribute("hreflang")) {
                assert!(element.attribute("href").unwrap().starts_with("https://"), "{path}");
                languages.push(lang.to_string());
            }
        });
        assert_eq!(languages, ["nl", "en"], "{path}");
    }
}

/// It is shown at addresses of any depth, so nothing that it asks for hangs on its own.
#[test]
fn the_page_for_what_is_not_found_works_at_any_depth() {
    let text = std::str::from_utf8(&school::built()["public/404.html"]).unwrap();
    html::parse(text).unwrap().each(&mut |element| {
        for name in ["href", "src"] {
            let address = element.attribute(name).unwrap_or("/");
            assert!(address.starts_with(['/', '#']) || address.contains("://"), "<{}> {address}", element.name);
        }
    });
}
