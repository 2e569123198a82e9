//! Golden cases: a text file with a small school, commands, and what they must print. `tests/README.md` teaches them.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::html;
use crate::support::{self, CONFIG, Found, School, difference, updating};
use crate::web;

/// One case, in the order in which it happens.
#[derive(Clone)]
pub struct Case {
    pub path: PathBuf,
    pub steps: Vec<Step>,
}

/// A piece of a case: its first line, and the lines below it up to the next piece.
#[derive(Clone)]
pub struct Step {
    pub head: String,
    pub body: String,
}

#[test]
fn every_case_prints_what_it_promises() {
    let only = std::env::var("KRIJT_CASE").unwrap_or_default();
    let cases: Vec<Case> = Case::all().into_iter().filter(|case| case.name().contains(&only)).collect();
    assert!(!cases.is_empty(), "no case has «{only}» in its path");
    let failures: Vec<String> = cases.par_iter().filter_map(|case| case.check().err()).collect();
    assert!(
        failures.is_empty(),
        "{}\n{} of {} cases differ (- expected, + printed). KRIJT_UPDATE=1 writes what was printed into them.\n",
        failures.join("\n"),
        failures.len(),
        cases.len()
    );
}

/// One mistake, one finding: each case in `codes/` gives exactly the finding it is named after, in both languages.
#[test]
fn every_code_has_a_case_with_that_one_finding() {
    let cases: Vec<Case> = Case::all().into_iter().filter(|case| case.name().starts_with("codes/")).collect();
    let mut failures: Vec<String> = krijt::diag::catalogue::ALL
        .iter()
        .map(|code| format!("codes/{}-{}.txt", code.id, code.name))
        .filter(|name| !cases.iter().any(|case| case.name() == *name))
        .map(|name| format!("no case tests/cases/{name}"))
        .collect();
    failures.par_extend(cases.par_iter().flat_map_iter(|case| {
        ["nl", "en"].into_iter().filter_map(|lang| {
            let code = case.name().trim_start_matches("codes/").split('-').next().unwrap_or_default().to_string();
            let found: Vec<String> = case.findings(lang).iter().map(Found::short).collect();
            let right = found.len() == 1 && found[0].ends_with(&format!(" {code}"));
            (!right).then(|| format!("{} ({lang}) gives {found:?}", case.name()))
        })
    }));
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// `fixable` is what `check --fix` then puts right, no more and no less.
#[test]
fn fixable_is_what_fix_puts_right() {
    let cases: Vec<Case> = Case::all().into_iter().filter(|case| case.name().starts_with("codes/")).collect();
    let told: Vec<(String, bool, bool)> = cases
        .par_iter()
        .filter_map(|case| {
            let school = case.played();
            let check = |more: &[&str]| Found::list(&school.krijt(&[&["check", "--format", "json"], more].concat()));
            let before = check(&[]).into_iter().next()?;
            let is_left = check(&["--fix", "--yes"]).iter().any(|found| found.code == before.code);
            Some((case.name(), before.fixable, !is_left))
        })
        .collect();
    assert!(told.iter().filter(|(_, fixable, _)| *fixable).count() >= 2, "hardly anything is fixable: {told:?}");
    let wrong: Vec<_> = told.iter().filter(|(_, fixable, fixed)| fixable != fixed).collect();
    assert!(wrong.is_empty(), "(case, fixable, fixed): {wrong:#?}");
}

/// Twenty mistakes, twenty findings: none hides another, none makes a second one.
#[test]
fn twenty_mistakes_are_twenty_findings() {
    let path = support::tests().join("cases/twenty.txt");
    let case = Case::parse(&path, &std::fs::read_to_string(&path).unwrap());
    for lang in ["nl", "en"] {
        let found = case.findings(lang);
        let codes: BTreeSet<&str> = found.iter().map(|found| found.code.as_str()).collect();
        let places: Vec<(&str, usize, usize)> =
            found.iter().map(|found| (found.file.as_str(), found.line, found.column)).collect();
        let list: Vec<String> = found.iter().map(Found::short).collect();
        assert_eq!((found.len(), codes.len()), (20, 20), "{list:#?}");
        assert!(places.is_sorted(), "{list:#?}");
    }
}

/// The school of the golden case of a code, without its commands.
pub fn school_of(code: &str) -> Option<School> {
    let case = Case::all().into_iter().find(|case| case.name().starts_with(&format!("codes/{code}-")))?;
    let school = case.school();
    for step in &case.steps {
        if let Some(file) = step.head.strip_prefix("=== ") {
            put(&school, file, &step.body);
        }
    }
    Some(school)
}

/// The schools of all golden cases, without what their commands do.
pub fn schools() -> Vec<(String, School)> {
    let of = |case: Case| {
        let school = case.school();
        let files = case.steps.iter().filter_map(|step| Some((step.head.strip_prefix("=== ")?, &step.body)));
        // What cannot be written after a command of the case was left out is not written.
        files.for_each(|(file, body)| _ = std::panic::catch_unwind(|| put(&school, file, body)));
        (case.name(), school)
    };
    Case::all().into_iter().map(of).collect()
}

/// A mark inside a case must not be mistaken for the start of its next piece.
#[test]
fn the_format_holds_any_text() {
    let text = "About.\n\n=== content/a.md\n\\=== b\n\\$ c\n\\\\ d\n\n$ cat content/a.md\nx\n";
    let case = Case::parse(Path::new("x"), text);
    assert_eq!(case.steps[1].body, "=== b\n$ c\n\\ d\n");
    assert_eq!(case.render(&[None, None, Some("$ e\n".to_string())]), text.replace("\nx\n", "\n\\$ e\n"));
}

impl Case {
    fn all() -> Vec<Case> {
        let folder = support::tests().join("cases");
        let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        paths.sort();
        paths.iter().map(|path| Case::parse(path, &std::fs::read_to_string(path).unwrap())).collect()
    }

    pub fn parse(path: &Path, text: &str) -> Case {
        let mut steps = vec![Step { head: String::new(), body: String::new() }];
        for line in text.lines() {
            if line.starts_with("=== ") || line.starts_with("$ ") {
                steps.push(Step { head: line.to_string(), body: String::new() });
            } else {
                let body = &mut steps.last_mut().unwrap().body;
                let escaped = line.strip_prefix('\\').filter(|rest| is_mark(rest));
                body.push_str(escaped.unwrap_or(line));
                body.push('\n');
            }
        }
        for step in &mut steps {
            // The empty lines between two pieces are for the reader.
            step.body.truncate(step.body.trim_end_matches('\n').len());
            if !step.body.is_empty() {
                step.body.push('\n');
            }
        }
        Case { path: path.to_path_buf(), steps }
    }

    /// The text of this case, with other output below its commands.
    fn render(&self, outputs: &[Option<String>]) -> String {
        let mut out = String::new();
        for (step, output) in self.steps.iter().zip(outputs) {
            if !step.head.is_empty() {
                out.push_str(&step.head);
                out.push('\n');
            }
            for line in output.as_ref().unwrap_or(&step.body).lines() {
                out.push_str(if is_mark(line) { "\\" } else { "" });
                out.push_str(line);
                out.push('\n');
            }
            if !out.is_empty() {
                out.push('\n');
            }
        }
        format!("{}\n", out.trim_end_matches('\n'))
    }

    /// Its path below `tests/cases`.
    fn name(&self) -> String {
        self.path.strip_prefix(support::tests().join("cases")).unwrap_or(&self.path).to_string_lossy().into_owned()
    }

    fn school(&self) -> School {
        let school = School::bare();
        let brings_config = |step: &Step| step.head.starts_with("=== krijt.yaml");
        if !self.steps.iter().any(brings_config) {
            school.write("krijt.yaml", CONFIG);
        }
        school
    }

    fn check(&self) -> Result<(), String> {
        let mut school = self.school();
        let mut outputs = Vec::new();
        let mut problems = String::new();
        for step in &self.steps {
            if let Some(file) = step.head.strip_prefix("=== ") {
                put(&school, file, &step.body);
                outputs.push(None);
            } else if let Some(line) = step.head.strip_prefix("$ ") {
                let printed = normalise(&act(&mut school, line), &school);
                if printed != step.body {
                    problems.push_str(&format!("  $ {line}\n{}", difference(&step.body, &printed)));
                }
                outputs.push(Some(printed));
            } else {
                outputs.push(None);
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        if updating() {
            std::fs::write(&self.path, self.render(&outputs)).unwrap();
            return Ok(());
        }
        Err(format!("{}\n{problems}", self.name()))
    }

    /// The school as it is after all that the case does.
    fn played(&self) -> School {
        let mut school = self.school();
        for step in &self.steps {
            if let Some(file) = step.head.strip_prefix("=== ") {
                put(&school, file, &step.body);
            } else if let Some(line) = step.head.strip_prefix("$ ") {
                act(&mut school, line);
            }
        }
        school
    }

    /// Plays the case in one language; what its last `krijt` command finds.
    pub fn findings(&self, lang: &str) -> Vec<Found> {
        let mut school = self.school();
        let mut last = Vec::new();
        for step in &self.steps {
            if let Some(file) = step.head.strip_prefix("=== ") {
                put(&school, file, &step.body);
            } else if let Some(args) = step.head.strip_prefix("$ krijt ") {
                let mut args = words(args);
                if let Some(at) = args.iter().position(|word| word == "--lang") {
                    args.drain(at..at + 2);
                }
                args.extend(["--lang", lang, "--format", "json"].map(str::to_string));
                last = Found::list(&support::run(school.command(&args)));
            } else if let Some(line) = step.head.strip_prefix("$ ") {
                act(&mut school, line);
            }
        }
        last
    }
}

fn is_mark(line: &str) -> bool {
    line.starts_with("=== ") || line.starts_with("$ ") || line.starts_with('\\')
}

/// Writes the file of a `=== path [way]` line.
fn put(school: &School, head: &str, body: &str) {
    let words = words(head);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let body = &if body.contains(web::PLACE) { body.replace(web::PLACE, web::host()) } else { body.to_string() };
    let path = OsString::from_vec(escapes(words.first().unwrap_or(&"")));
    match &words[1..] {
        [] => school.write(&path, body),
        ["escapes"] => school.write(&path, escapes(body.strip_suffix('\n').unwrap_or(body))),
        ["hex"] => school.write(&path, hex(body)),
        ["absent"] => {}
        ["sample"] => school.write(&path, sample(Path::new(&path))),
        ["folder"] => std::fs::create_dir_all(school.at(&path)).unwrap(),
        ["link", target] => {
            std::fs::create_dir_all(school.at(&path).parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(target, school.at(&path)).unwrap();
        }
        _ => panic!("«=== {head}»: what is that? See tests/README.md"),
    }
}

/// A small picture, film or sound of the kind that its name says.
pub fn sample(path: &Path) -> Vec<u8> {
    const DRAWING: &[u8] =
        br#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>"#;
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => return DRAWING.to_vec(),
        Some("mp4") => return crate::media::boxes::mp4(),
        Some("mp3") => return crate::media::boxes::mp3(),
        _ => {}
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = image::ImageFormat::from_path(path).expect("the name of a picture");
    image::RgbImage::new(8, 8).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pairs = digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16));
    pairs.collect::<Result<_, _>>().expect("a hex file holds pairs of hex digits")
}

/// `\n \r \t \\ \{ \} \xFF \u{202E}`, and `\*100{text}` for a hundred times `text`.
fn escapes(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = rest[at + 1..].chars().next().expect("a \\ at the end");
        rest = &rest[at + 2..];
        match escape {
            'n' => out.push(b'\n'),
            'r' => out.push(b'\r'),
            't' => out.push(b'\t'),
            '\\' | '{' | '}' => out.push(escape as u8),
            'x' => {
                out.push(u8::from_str_radix(&rest[..2], 16).expect("\\x and two hex digits"));
                rest = &rest[2..];
            }
            'u' | '*' => {
                let (before, after) = rest.split_once('{').expect("\\u{…} or \\*100{…}");
                let ends = |(at, _): &(usize, &str)| !after[..*at].ends_with('\\');
                let end = after.match_indices('}').find(ends).expect("a closing }").0;
                let (inside, after) = (&after[..end], &after[end + 1..]);
                if escape == 'u' {
                    let code = u32::from_str_radix(inside, 16).expect("a hex number");
                    out.extend(char::from_u32(code).expect("a character").to_string().bytes());
                } else {
                    let times = before.parse().expect("a number after \\*");
                    out.extend(escapes(inside).repeat(times));
                }
                rest = after;
            }
            other => panic!("what is \\{other}? See tests/README.md"),
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// A line in words; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_string)),
            _ => words.push(piece.to_string()),
        }
    }
    words
}

/// Runs one command of a case; what it prints.
fn act(school: &mut School, line: &str) -> String {
    let words = words(line);
    let args: Vec<&str> = words.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["krijt", args @ ..] => {
            let run = school.krijt(args);
            let gap = if run.text.is_empty() || run.text.ends_with('\n') { "" } else { "\n" };
            format!("{}{gap}exit {}\n", run.text, run.exit)
        }
        ["show", path, selector @ ..] => show(school, path, if selector.is_empty() { &["main"] } else { selector }),
        ["typst", path] => typst(school, path),
        ["cat", path] if school.exists(path) => school.read(path),
        ["cat", path] => format!("{path} is not there\n"),
        ["ls", path] if school.exists(path) => list(school, path),
        ["ls", path] => format!("{path} is not there\n"),
        ["grep", text, folder] => grep(school, text, folder),
        ["has", text, folder] if grep(school, text, folder) == NOWHERE => "no\n".to_string(),
        ["has", ..] => "yes\n".to_string(),
        ["rm", path] => {
            let path = school.at(path);
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
            String::new()
        }
        ["lock", path] => {
            school.lock(path);
            String::new()
        }
        ["mount", path] => {
            school.mount(path);
            String::new()
        }
        ["chmod", mode, path] => {
            school.forbid(path, u32::from_str_radix(mode, 8).unwrap());
            String::new()
        }
        _ => panic!("«$ {line}»: no such command in a golden case. See tests/README.md"),
    }
}

/// The files of a folder, but the theme's own: those are the same for every school.
fn list(school: &School, folder: &str) -> String {
    let tree = school.tree(folder);
    let paths = tree.keys().filter(|path| !path.contains("assets/") && !path.ends_with(".krijt-manifest.json"));
    paths.map(|path| format!("{path}\n")).collect()
}

/// The body of the Typst source of a PDF: what follows its template and facts.
fn typst(school: &School, path: &str) -> String {
    use krijt::audience::Audience;
    let (edition, path) = path.split_once('/').unwrap();
    let edition = Audience::of(edition).unwrap();
    let root = krijt::disk::Root::new(school.root());
    let sources = krijt::pipeline::typst_sources(&root, krijt::site::Options::default(), edition);
    sources.get(path).map_or(format!("{path} is not there\n"), |source| format!("{}\n", source.trim_end()))
}

/// The elements of a page that a selector names.
fn show(school: &School, path: &str, selector: &[&str]) -> String {
    if !school.exists(path) {
        return format!("{path} is not there\n");
    }
    let page = match html::parse(&school.read(path)) {
        Ok(page) => page,
        Err(what) => return format!("{path} is not well-formed: {what}\n"),
    };
    let found = page.select(&selector.join(" "));
    match found.is_empty() {
        true => format!("no {} in {path}\n", selector.join(" ")),
        false => found.iter().map(|element| element.pretty()).collect(),
    }
}

const NOWHERE: &str = "nowhere\n";

/// The files of a folder that hold a text, in their name or in their bytes.
fn grep(school: &School, text: &str, folder: &str) -> String {
    let holds = |path: &str, bytes: &[u8]| path.contains(text) || memchr(bytes, text.as_bytes());
    let found: String = school
        .tree(folder)
        .iter()
        .filter(|(path, bytes)| holds(path, bytes))
        .map(|(path, _)| format!("{folder}/{path}\n"))
        .collect();
    if found.is_empty() { NOWHERE.to_string() } else { found }
}

fn memchr(bytes: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty() && bytes.windows(needle.len()).any(|window| window == needle)
}

/// Takes out what differs from run to run and from theme to theme: the temporary folder, and how many files were
/// written (none, or `N`).
fn normalise(text: &str, school: &School) -> String {
    let root = school.root().to_string_lossy().into_owned();
    let real = std::fs::canonicalize(school.root()).unwrap().to_string_lossy().into_owned();
    let mut text = text.replace(&real, "SCHOOL").replace(&root, "SCHOOL");
    if text.contains("127.0.0.1:") {
        text = text.replace(web::host(), web::PLACE);
    }
    let mut out = String::new();
    for line in text.lines() {
        let counts = ["geschreven", "onveranderd", "weggehaald", "written", "unchanged", "removed"];
        let mut words: Vec<&str> = line.trim_end().split(' ').collect();
        for at in 1..words.len() {
            let is_count = words[at - 1].parse().is_ok_and(|count: usize| count > 0);
            if is_count && counts.contains(&words[at].trim_end_matches([',', '.'])) {
                words[at - 1] = "N";
            }
        }
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
