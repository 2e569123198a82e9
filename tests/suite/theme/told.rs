//! What each template is told. Templates that print all they know take the place of the theme's, in the school of the
//! tests and in the project's own; `src/output/theme_page/told.txt` is what they printed, and the handbook shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use krijt::audience::Audience;
use krijt::disk::Root;
use krijt::pipeline::{Memo, Nobody, Pipeline};
use krijt::site::Options;

use super::{parts, theme};
use crate::support::{self, School, updating};

/// Names with what they hold, by template.
type Told = BTreeMap<String, BTreeMap<String, &'static str>>;

/// Reads values as Tera and Typst print them, and notes each name with what it holds.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn take(&mut self, what: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn quoted(&mut self) -> &'a str {
        let mut is_escaped = false;
        let end = self.rest.find(|c: char| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        let (text, rest) = self.rest.split_at(end.expect("a string ends"));
        self.rest = &rest[1..];
        text
    }

    fn bare(&mut self) -> &'a str {
        let end = self.rest.find([',', '}', ']', ')', '\n']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text.trim()
    }

    /// A name in front of a colon; else nothing is taken.
    fn name(&mut self) -> Option<&'a str> {
        let before = self.rest;
        let name =
            if self.take("\"") { self.quoted() } else { self.rest.split([':', '(', '"', ',']).next().unwrap_or("") };
        if !before.trim_start().starts_with('"') {
            self.rest = &self.rest[name.len()..];
        }
        let is_name = !name.is_empty() && self.take(":");
        if !is_name {
            self.rest = before;
        }
        is_name.then_some(name)
    }

    fn value(&mut self, name: &str, note: &mut dyn FnMut(&str, &'static str)) {
        if self.take("\"") {
            self.quoted();
            return note(name, "text");
        }
        if self.take("{") || self.take("(:") {
            return self.rows(name, note);
        }
        if self.take("(") {
            // A list of Typst, or rows with names.
            let before = self.rest;
            if self.name().is_some() {
                self.rest = before;
                return self.rows(name, note);
            }
            return self.list(name, ")", note);
        }
        if self.rest.starts_with("[#") || self.rest.starts_with("[]") && note_is_typst(name) {
            self.content();
            return note(name, "content");
        }
        if self.take("[") {
            return self.list(name, "]", note);
        }
        let kind = match self.bare() {
            "true" | "false" => "flag",
            "" | "none" | "None" | "null" => "?",
            number if number.parse::<f64>().is_ok() => "number",
            _ => "text",
        };
        note(name, kind);
    }

    fn rows(&mut self, name: &str, note: &mut dyn FnMut(&str, &'static str)) {
        while !self.take("}") && !self.take(")") {
            let own = self.name().expect("a row has a name");
            let whole = if name.is_empty() { own.to_string() } else { format!("{name}.{own}") };
            self.rest = self.rest.trim_start_matches(' ');
            self.value(&whole, note);
            self.take(",");
        }
    }

    fn list(&mut self, name: &str, end: &str, note: &mut dyn FnMut(&str, &'static str)) {
        note(&format!("{name}[]"), "list");
        while !self.take(end) {
            self.value(&format!("{name}[]"), note);
            self.take(",");
        }
    }

    /// Content of Typst, up to its bracket.
    fn content(&mut self) {
        let mut depth = 0;
        loop {
            let at = self.rest.find(['"', '[', ']']).expect("content ends");
            let sign = self.rest.as_bytes()[at];
            self.rest = &self.rest[at + 1..];
            match sign {
                b'"' => drop(self.quoted()),
                b'[' => depth += 1,
                _ => depth -= 1,
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// Only Typst has content; its names are marked.
fn note_is_typst(name: &str) -> bool {
    name.starts_with("feiten")
}

fn note(told: &mut Told, template: &str, name: &str, kind: &'static str) {
    let known = told.entry(template.to_string()).or_default().entry(name.to_string()).or_insert(kind);
    if matches!((*known, kind), ("?", _) | ("list", "text" | "number")) {
        *known = kind;
    }
}

const MARK: &str = "¶¶";

/// Makes templates of a school print what they know, and builds it: for the team, since words that nobody shows may be
/// those of a text for the team. First what stands around pages, then all others: a page with both would be too large.
fn told_by_pages(school: &School, more: &[&str], told: &mut Told) {
    for is_around in [true, false] {
        for (path, text) in theme().iter().filter(|(path, _)| path.starts_with("templates/")) {
            let name = path.trim_start_matches("templates/");
            // Components are called by other templates; what these are told is theirs.
            let prints = !is_of_components(text) && AROUND.contains(&name) == is_around;
            let print = || format!("{MARK}{name}{MARK}{{{{ __tera_context | safe }}}}");
            school.write(format!("themes/krijt/{path}"), if prints { print() } else { text.clone() });
        }
        let build = ["build", "--date", "2026-11-01", "--lang", "en", "--edition", "team", "-q"];
        let run = school.krijt(&[&build, more].concat());
        let count = told_by_files(school, told);
        assert!(count > 10, "{}", run.text);
    }
}

/// What the pages of a school print, and how many did.
fn told_by_files(school: &School, told: &mut Told) -> usize {
    let mut count = 0;
    // A mail as text is a file of its own.
    let is_told = |path: &str| path.ends_with(".html") || path.ends_with("/email.txt");
    for (path, bytes) in school.tree("team").iter().filter(|(path, _)| is_told(path)) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut pieces = text.split(MARK).skip(1);
        while let (Some(name), Some(rest)) = (pieces.next(), pieces.next()) {
            let whole = &text[rest.as_ptr() as usize - text.as_ptr() as usize..];
            // The menu stands in what the head of a page prints, as text in text.
            let plain = if name == "nav.html" { unescaped(whole) } else { whole.to_string() };
            assert!(plain.starts_with('{'), "{path}: {plain}");
            Reader { rest: &plain }.value("", &mut |at, kind| note(told, name, at, kind));
            count += 1;
        }
    }
    count
}

/// What a text within a text says.
fn unescaped(text: &str) -> String {
    let mut signs = text.chars();
    std::iter::from_fn(|| signs.next().map(|sign| if sign == '\\' { signs.next().unwrap_or(sign) } else { sign }))
        .collect()
}

/// The same of messages, which no build puts in a file: asked for one by one, where the templates print what they know.
fn told_by_messages(school: &School, told: &mut Told) {
    let (world, mut memo) = (Root::new(school.root()), Memo::default());
    let pipeline = Pipeline::new(&world, Options { no_pdf: true, ..Options::default() });
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    for edition in &analysis.editions(Some(&[Audience::Team])).0 {
        for (address, text) in edition.artifacts(&Nobody).texts().unwrap() {
            let Some((name, rest)) = text.trim().strip_prefix(MARK).and_then(|rest| rest.split_once(MARK)) else {
                continue;
            };
            assert!(rest.starts_with('{'), "{address}: {rest}");
            Reader { rest }.value("", &mut |at, kind| note(told, name, at, kind));
        }
    }
}

fn told_by_paper(school: &School, told: &mut Told) {
    let root = Root::new(school.root());
    for edition in [Audience::Public, Audience::Mr, Audience::Team] {
        for (path, source) in krijt::pipeline::typst_sources(&root, Options::default(), edition) {
            let (_, rest) = source.split_once("#show: ").unwrap_or_else(|| panic!("{path}"));
            let (name, rest) = rest.split_once(".with(").unwrap();
            Reader { rest }.value("feiten", &mut |at, kind| note(told, &format!("{name}.typ"), at, kind));
        }
    }
}

/// The school of the tests with a text above its lessons and a translated letter to groups, and the project's own content.
fn schools() -> [School; 2] {
    let small = School::copy_of(&support::tests().join("school/in"));
    small.write("content/lessen/index.md", "---\ntitel: Alles\n---\nHier staat alles.\n");
    small.write("content/nieuwsbrieven/2026-10-30-de-week.en.md", support::TRANSLATION);
    let line = "---\ntitel: Een lijn\nduur: 10\ngroepen: [1]\nlijnen: [Balans]\n---\n## A {duur=10}\n\nX.\n";
    small.write("content/lessen/samen-online/09-een-lijn.md", line);
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let real = School::bare();
    for (path, bytes) in support::tree(&own.join("content")) {
        real.write(format!("content/{path}"), bytes);
    }
    real.write("krijt.yaml", std::fs::read(own.join("krijt.yaml")).unwrap());
    [small, real]
}

fn told() -> Told {
    let mut told = Told::new();
    for (school, more) in schools().iter().zip([&[][..], &["--no-pdf"]]) {
        told_by_paper(school, &mut told);
        told_by_pages(school, more, &mut told);
        told_by_messages(school, &mut told);
    }
    told
}

/// What every page and every PDF is told stands once.
const ON_EVERY_PAGE: &[&str] = &["footer", "head", "header", "page", "pdfs", "root", "site", "site_lang", "terms", "w"];
/// Made once for many pages: each is told what stands with its name.
const AROUND: &[&str] = &["footer.html", "header.html", "nav.html"];
const IN_EVERY_MESSAGE: &[&str] = &["page", "site", "terms", "w"];
const IN_EVERY_PDF: &[&str] = &["draft", "fonts", "lang", "mr", "school", "team", "title"];

fn is_message(template: &str) -> bool {
    template.starts_with("text/")
}

fn first(name: &str) -> &str {
    name.split(['.', '[']).next().unwrap_or_default()
}

/// The lines of `told.txt`: those of all pages, of each page, of all PDFs, of each PDF.
fn lines(told: &Told) -> String {
    let mut sorted = Told::new();
    for (template, rows) in told {
        let is_typst = template.ends_with(".typ");
        for (name, kind) in rows {
            let name = name.trim_start_matches("feiten.");
            // Words that pages say are in a file of their own.
            let name = if name.starts_with("w.") { "w" } else { name };
            let whole = match (is_typst, first(name)) {
                (true, top) if IN_EVERY_PDF.contains(&top) => "krijt.typ",
                (false, top) if is_message(template) && IN_EVERY_MESSAGE.contains(&top) => "text/base.txt",
                (false, top) if ON_EVERY_PAGE.contains(&top) && !AROUND.contains(&template.as_str()) => "base.html",
                _ => template,
            };
            note(&mut sorted, whole, name, kind);
        }
    }
    let mut out = String::new();
    for (template, rows) in &sorted {
        let has_parts = |name: &str| rows.keys().any(|other| other.starts_with(&format!("{name}.")));
        for (name, kind) in rows.iter().filter(|(name, kind)| **kind != "?" || !has_parts(name)) {
            out += &format!("{template} {name} {kind}\n");
        }
    }
    out
}

#[test]
fn the_handbook_lists_what_each_template_is_told() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output/theme_page/told.txt");
    let told = told();
    let lines = lines(&told);
    if updating() {
        std::fs::write(&path, &lines).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    assert!(lines == known, "KRIJT_UPDATE=1 writes it anew:\n{}", support::difference(&known, &lines));
    let theme = theme();
    for (path, text) in parts(&theme, "templates/").into_iter().chain(parts(&theme, "pdf/")) {
        let name = path.split_once('/').unwrap().1;
        // A part of a template is told what the whole is.
        let part = format!("{{% include \"{name}\" %}}");
        let is_part = theme.iter().any(|(_, whole)| whole.contains(&part));
        let is_shared = is_of_components(text) || is_part || path.starts_with("pdf/krijt") || name.contains("base.");
        assert!(is_shared || told.contains_key(name), "{name} is told nothing: does a page of the two schools use it?");
    }
    // Whatever a template asks for, it is told.
    let mut unknown = Vec::new();
    for (path, text) in parts(&theme, "templates/") {
        let name = path.trim_start_matches("templates/");
        let base = if is_message(name) { "text/base.txt" } else { "base.html" };
        let listed: BTreeSet<&str> = lines
            .lines()
            .filter_map(|line| {
                let (template, rest) = line.split_once(' ')?;
                [name, base].contains(&template).then(|| rest.split(' ').next())?
            })
            .collect();
        let is_known = |asked: &String| {
            let inside =
                |name: &str| name.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']));
            first(asked) == "w" || listed.iter().any(|name| *name == asked.as_str() || inside(name))
        };
        unknown.extend(asked(text).iter().filter(|asked| !is_known(asked)).map(|asked| format!("{name} {asked}")));
    }
    assert_eq!(unknown, Vec::<String>::new(), "templates ask for these, and no list has them");
}

fn is_of_components(text: &str) -> bool {
    text.contains("{% component") && !text.contains("{% extends") && !text.contains("<body")
}

/// The names that a template asks for, each as it is told: `lesson.phases[].title` for `p.title` in a loop.
fn asked(text: &str) -> BTreeSet<String> {
    let (mut found, mut scopes, mut is_component) = (BTreeSet::new(), Vec::<(String, String)>::new(), false);
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let end = rest[at..].find(if rest[at..].starts_with("{{") { "}}" } else { "%}" }).unwrap() + at;
        let code = rest[at + 2..end].trim_matches(|c: char| c == '-' || c.is_whitespace());
        rest = &rest[end + 2..];
        let (word, tail) = code.split_once(' ').unwrap_or((code, ""));
        match word {
            "component" => is_component = true,
            "endcomponent" => is_component = false,
            "endfor" => drop(scopes.pop()),
            "block" | "endblock" | "extends" | "include" | "endif" | "endset" | "else" => {}
            _ if is_component => {}
            "for" => {
                let (name, of) = tail.split_once(" in ").unwrap();
                let of: Vec<String> = names(of, &scopes).collect();
                let whole = of.first().map_or(String::new(), |of| format!("{of}[]"));
                found.extend(of);
                scopes.push((name.rsplit(',').next().unwrap().trim().to_string(), whole));
            }
            "set" => {
                let (name, value) = tail.split_once('=').unwrap_or((tail, ""));
                found.extend(names(value, &scopes));
                scopes.insert(0, (name.trim().to_string(), String::new()));
            }
            _ => found.extend(names(code, &scopes)),
        }
    }
    found.remove("");
    found
}

/// The names in an expression; not those of filters, tests, functions, arguments and words of the language.
fn names<'a>(code: &'a str, scopes: &'a [(String, String)]) -> impl Iterator<Item = String> + 'a {
    const WORDS: &[&str] =
        &["if", "elif", "and", "or", "not", "is", "in", "true", "false", "none", "loop", "safe", "else"];
    let plain: String = code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"").replace('?', "");
    let plain: String = plain.split('\'').step_by(2).collect::<Vec<_>>().join("''");
    // One of a list is `[]`; a piece of a list is the list.
    let plain: String = plain
        .split_inclusive(']')
        .map(|piece| match piece.split_once('[') {
            Some((list, part)) if part.contains(':') => list.to_string(),
            Some((list, _)) => format!("{list}[]"),
            None => piece.to_string(),
        })
        .collect();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    let mut found = Vec::new();
    let (mut at, mut before) = (0, "");
    while let Some(start) = plain[at..].find(|c: char| c.is_alphabetic()).map(|start| at + start) {
        let end = plain[start..].find(|c| !is_part(c)).map_or(plain.len(), |end| start + end);
        let (sign, after) = (plain[..start].trim_end().chars().last(), plain[end..].trim_start());
        let name = &plain[start..end];
        let is_other = matches!(sign, Some('|' | '<'))
            || before == "is"
            || after.starts_with('(')
            || after.starts_with('=') && !after.starts_with("==")
            || after.starts_with('{');
        if !is_other && !WORDS.contains(&first(name)) {
            found.push(name.to_string());
        }
        let is_test = name == "is" || name == "not" && before == "is";
        before = if is_test { "is" } else { "" };
        at = end;
    }
    found.into_iter().map(|name| match scopes.iter().rev().find(|(own, _)| own == first(&name)) {
        Some((_, whole)) if whole.is_empty() => String::new(),
        Some((own, whole)) => format!("{whole}{}", &name[own.len()..]),
        None => name,
    })
}
