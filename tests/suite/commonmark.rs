//! Plain CommonMark stays plain CommonMark: every example of its specification, and every one of GitHub's for bare
//! addresses, comes out as the specification says, but for what krijt does not do. Each of those is named, with its reason.
//!
//! Of the same meaning: quotes and dashes as a printer sets them, headings below the title of their page, and the text
//! alone of a link to a page that is not there.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::foreign::{assert_placed, lowered, titles};
use crate::html::{self, Element, Node};
use crate::support::{CONFIG, Found, School};

/// A text, and what the specification says that comes of it.
struct Example {
    text: String,
    html: String,
}

/// HTML is shown as it was typed. (491 has a line end in an address between `<` and `>`, which krijt takes for a torn tag.)
const RAW_HTML: &[usize] = &[
    21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 169,
    170, 171, 172, 173, 174, 175, 176, 177, 178, 180, 184, 185, 186, 187, 188, 189, 190, 191, 201, 344, 475, 476, 477,
    491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 627, 629, 630, 631, 642, 643,
];

/// The picture is not there: a finding, and its description takes its place.
const MISSING_PICTURES: &[usize] =
    &[517, 520, 531, 572, 573, 574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591];

/// Bare addresses, which GitHub makes links of and CommonMark does not.
const BARE_ADDRESSES: &[usize] = &[602, 608, 611, 612];

/// The examples of the CommonMark specification, as the Markdown parser's own tests carry them: their source comes
/// with the crate that we build with, so nothing is copied into this project.
fn examples() -> Vec<Example> {
    // Of this platform alone: crates of others are not here as a rule.
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("cargo metadata: {error}\n{}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    let suite = PathBuf::from(parser["manifest_path"].as_str().unwrap()).with_file_name("tests").join("suite/spec.rs");
    let text = std::fs::read_to_string(&suite).unwrap_or_else(|error| panic!("{}: {error}", suite.display()));
    let pieces = |name: &str| -> Vec<String> {
        let sign = format!("let {name} = r##\"");
        let starts = text.split(sign.as_str()).skip(1);
        starts.map(|rest| rest[..rest.find("\"##;").unwrap()].to_string()).collect()
    };
    let pairs = pieces("original").into_iter().zip(pieces("expected"));
    pairs.map(|(text, html)| Example { text, html }).collect()
}

fn example_pages(config: &str) -> (School, Vec<Example>) {
    let school = School::new(&[("krijt.yaml", config)]);
    let examples = examples();
    for (number, example) in examples.iter().enumerate() {
        let (number, example) = (number + 1, &example.text);
        school.write(format!("content/example-{number}.md"), format!("---\ntitel: Example {number}\n---\n{example}"));
    }
    (school, examples)
}

#[test]
fn every_commonmark_example_is_a_page_or_a_placed_finding() {
    let (school, examples) = example_pages(CONFIG);
    assert_eq!(examples.len(), 652);
    let run = school.krijt(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!(run.exit, 1, "{}", run.text);
    assert_placed(&school, &Found::list(&run));
}

/// Examples whose point is that a comment is none: code by its four spaces, and `<!-->`. In a school everybody would read
/// what was meant for nobody, so these are errors that nothing lowers.
const BROKEN_COMMENTS: [usize; 2] = [183, 626];

#[test]
fn every_commonmark_example_comes_out_as_the_specification_says() {
    let (school, examples) = example_pages(&lowered());
    let count = examples.len();
    let is_left_out = |number: &usize| BROKEN_COMMENTS.contains(number);
    (1..=count).filter(is_left_out).for_each(|number| {
        std::fs::remove_file(school.at(format!("content/example-{number}.md"))).unwrap();
    });
    let run = school.krijt(&["build", "--edition", "public", "--lang", "en", "--format", "json"]);
    let errors: Vec<String> =
        Found::list(&run).iter().filter(|found| found.severity == "error").map(Found::short).collect();
    assert_eq!(errors, Vec::<String>::new(), "these cannot be lowered");
    assert_eq!(run.exit, 0, "{}", run.text);
    let titles = titles(&school, "public");
    for number in (1..=count).filter(|number| !is_left_out(number)) {
        let path = format!("example-{number}/index.html");
        assert_eq!(titles.get(&path), Some(&format!("Example {number}")), "{path}");
    }
    let differs = |number: &usize| {
        let example = &examples[*number - 1];
        match (meaning(&body_of(&school, &format!("example-{number}"))), meaning(&example.html)) {
            (Ok(ours), Ok(theirs)) => ours != theirs,
            _ => true,
        }
    };
    let found: BTreeSet<usize> = (1..=examples.len()).filter(|number| !is_left_out(number)).filter(differs).collect();
    let named = [RAW_HTML, MISSING_PICTURES, BARE_ADDRESSES];
    let named: BTreeSet<usize> = named.into_iter().flatten().copied().collect();
    assert_eq!(found, named, "these differ");
    assert_eq!(examples.len() - named.len() - BROKEN_COMMENTS.len(), 562);
}

/// The text of a page below its title.
fn body_of(school: &School, page: &str) -> String {
    let page = school.read(&format!("public/{page}/index.html"));
    let Some((_, rest)) = page.split_once("<div class=\"tekst\">") else { return String::new() };
    rest[..rest.rfind("</div>\n</article>").unwrap()].to_string()
}

/// What a piece of HTML means: elements that say something, and words; a line each.
fn meaning(html: &str) -> Result<String, String> {
    let mut rows = vec![Row::Edge(String::new())];
    rows_of(&html::parse(html)?, false, &mut rows);
    rows.push(Row::Edge(String::new()));
    let mut out = String::new();
    for at in 1..rows.len() - 1 {
        let mut said = match &rows[at] {
            Row::Edge(said) | Row::Mark(said) | Row::Code(said) => said.as_str(),
            Row::Words(said) => said.as_str(),
        };
        if matches!(rows[at], Row::Words(_)) {
            said = if matches!(rows[at - 1], Row::Edge(_)) { said.trim_start() } else { said };
            said = if matches!(rows[at + 1], Row::Edge(_)) { said.trim_end() } else { said };
        }
        if !said.is_empty() {
            out.push_str(said);
            out.push('\n');
        }
    }
    Ok(out)
}

enum Row {
    /// The beginning or end of an element that stands on lines of its own.
    Edge(String),
    /// The same within a line.
    Mark(String),
    Words(String),
    Code(String),
}

fn rows_of(element: &Element, in_code: bool, rows: &mut Vec<Row>) {
    for child in &element.children {
        match child {
            Node::Text(text) if in_code => rows.push(Row::Code(typed(text))),
            Node::Text(text) => {
                let words: Vec<&str> = text.split(char::is_whitespace).collect();
                let words = typed(&words.join(" "));
                match rows.last_mut() {
                    Some(Row::Words(before)) => before.push_str(&words),
                    _ => rows.push(Row::Words(words)),
                }
            }
            Node::Element(child) => {
                let name = name_of(child);
                let Some(name) = name else {
                    rows_of(child, in_code, rows);
                    continue;
                };
                let row = if html::is_block(&child.name) || child.name == "br" { Row::Edge } else { Row::Mark };
                rows.push(row(format!("<{name}>")));
                rows_of(child, in_code || child.name == "pre", rows);
                rows.push(row(format!("</{name}>")));
            }
        }
    }
}

/// An element with what matters of it; `None` for a link that leads nowhere here.
fn name_of(element: &Element) -> Option<String> {
    match element.name.as_str() {
        "a" => {
            let href = element.attribute("href").unwrap_or_default();
            let schemes = ["http:", "https:", "mailto:", "tel:"];
            let leads = schemes.iter().any(|scheme| href.to_lowercase().starts_with(scheme));
            leads.then(|| format!("a {href} {}", element.attribute("title").unwrap_or_default()))
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some("h".to_string()),
        "ol" => Some(format!("ol {}", element.attribute("start").unwrap_or("1"))),
        name => Some(name.to_string()),
    }
}

/// Words as they were typed.
fn typed(text: &str) -> String {
    let signs = [
        ("\u{2018}", "'"),
        ("\u{2019}", "'"),
        ("\u{201c}", "\""),
        ("\u{201d}", "\""),
        ("\u{2013}", "--"),
        ("\u{2014}", "---"),
        ("\u{2026}", "..."),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_string(), |text, (sign, plain)| text.replace(sign, plain))
}

/// The examples of section 6.9 of GitHub's specification (0.29), "Autolinks (extension)": a line of text, and the address
/// that a part of it leads to.
const ADDRESSES: &[(&str, &str)] = &[
    ("[www.commonmark.org]", "http://www.commonmark.org"),
    ("Visit [www.commonmark.org/help] for more information.", "http://www.commonmark.org/help"),
    ("Visit [www.commonmark.org].", "http://www.commonmark.org"),
    ("Visit [www.commonmark.org/a.b].", "http://www.commonmark.org/a.b"),
    ("[www.google.com/search?q=Markup+(business)]", "http://www.google.com/search?q=Markup+(business)"),
    ("[www.google.com/search?q=Markup+(business)]))", "http://www.google.com/search?q=Markup+(business)"),
    ("([www.google.com/search?q=Markup+(business)])", "http://www.google.com/search?q=Markup+(business)"),
    ("([www.google.com/search?q=Markup+(business)]", "http://www.google.com/search?q=Markup+(business)"),
    ("[www.google.com/search?q=(business))+ok]", "http://www.google.com/search?q=(business))+ok"),
    ("[www.google.com/search?q=commonmark&hl=en]", "http://www.google.com/search?q=commonmark&hl=en"),
    ("[www.google.com/search?q=commonmark]&hl;", "http://www.google.com/search?q=commonmark"),
    ("[www.commonmark.org/he]<lp", "http://www.commonmark.org/he"),
    ("[http://commonmark.org]", "http://commonmark.org"),
    (
        "(Visit [https://encrypted.google.com/search?q=Markup+(business)])",
        "https://encrypted.google.com/search?q=Markup+(business)",
    ),
    // GitHub makes a link of this one. Browsers follow no such link any more, so krijt refuses them all.
    ("Anonymous FTP is available at ftp://foo.bar.baz.", ""),
    ("[foo@bar.baz]", "mailto:foo@bar.baz"),
    ("hello@mail+xyz.example isn't valid, but [hello+xyz@mail.example] is.", "mailto:hello+xyz@mail.example"),
    ("[a.b-c_d@a.b]", "mailto:a.b-c_d@a.b"),
    ("[a.b-c_d@a.b].", "mailto:a.b-c_d@a.b"),
    ("a.b-c_d@a.b-", ""),
    ("a.b-c_d@a.b_", ""),
];

#[test]
fn bare_addresses_are_links_as_on_github() {
    let school = School::new(&[("krijt.yaml", &lowered())]);
    let plain = |text: &str| text.replace(['[', ']'], "");
    let lines: Vec<String> = ADDRESSES.iter().map(|(text, _)| plain(text)).collect();
    school.write("content/adressen.md", format!("---\ntitel: Adressen\n---\n{}\n", lines.join("\n\n")));
    let run = school.krijt(&["build", "--edition", "public", "--lang", "en", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let wanted = ADDRESSES.iter().map(|(text, leads)| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let (leads, end) = (leads.replace('&', "&amp;"), if leads.is_empty() { "" } else { "</a>" });
        format!("<p>{}</p>\n", text.replace('[', &format!("<a href=\"{leads}\">")).replace(']', end))
    });
    let wanted: String = wanted.collect();
    assert_eq!(meaning(&body_of(&school, "adressen")), meaning(&wanted));
}
