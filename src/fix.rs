//! What `krijt check --fix` puts right by itself: slips whose meaning is beyond doubt. Marks of another system (a byte
//! order mark, CRLF, UTF-16) are gone as soon as a file is read; here tabs that indent YAML become two spaces each, and a
//! value between a word processor's quotes, which YAML does not know, gets straight ones. A text that YAML can read as
//! it stands is left alone: there “…” may be meant. In a text, a fence whose block is beyond doubt gets the dot, the
//! colons or the braces that it lacks: what was not understood hides more than what is, never less than what was meant.

use crate::body;
use crate::diag::{At, Code, Finding, catalogue as code};
use crate::front::{self, Split};
use crate::source::{Place, Source, SourceId, Sources};

/// Opening and closing quotes of word processors. Dutch writes „…” as well as “…”.
const CURLY: &[char] = &['“', '”', '„', '‘', '’'];

/// Findings about the marks of another system, which are gone when what was read is saved.
const MARKS: &[&Code] = &[&code::UTF16_DECODED];

/// Whether a file is the author's to put right: one that could be read, and not a theme's.
pub fn may_touch(source: &Source) -> bool {
    !source.broken && !source.path.starts_with("themes/")
}

/// Whether it puts right what a finding is about, wherever that is.
pub fn is_fixable(finding: &Finding, sources: &Sources) -> bool {
    let source = match &finding.at {
        At::Text(place) => Some(place.file),
        At::Path(path, _) => sources.find(path),
    };
    source.is_some_and(|source| mends(finding, sources.get(source)))
}

/// Whether [`fixed`], once saved, puts right what a finding is about.
pub fn mends(finding: &Finding, source: &Source) -> bool {
    if !may_touch(source) {
        return false;
    }
    if MARKS.iter().any(|mark| mark.id == finding.code.id) {
        return true;
    }
    let Some(at) = place(finding).map(|place| place.span.start as usize) else { return false };
    let Some((before, after)) = source.text.split_at_checked(at) else { return false };
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = after.find('\n').map_or(source.text.len(), |end| at + end + 1);
    better(&source.text[start..end], finding).is_some() || fence(&source.text, finding).is_some()
}

/// The text as it should be. The same text where nothing is to be done; again on its own result, that result.
pub fn fixed(source: &Source) -> String {
    let mut text = source.text.clone();
    // A line may hold two slips, and the second shows once the first is gone.
    for _ in 0..3 {
        let Some(better) = once(&source.path, &text).or_else(|| fences(&source.path, &text)) else { break };
        text = better;
    }
    text
}

/// Codes whose `line` or `right` is the fence as it should be, when they give one.
const FENCES: &[&Code] = &[&code::BAD_ATTRIBUTES, &code::TOO_FEW_COLONS, &code::NAMELESS_BLOCK, &code::FENCE_SIGN];

/// A text with its fences as they should be, where that is beyond doubt.
fn fences(path: &str, text: &str) -> Option<String> {
    let start = match front::split(text) {
        _ if !path.ends_with(".md") => return None,
        Split::Yaml { text: start, .. } | Split::Toml(start) => start,
        Split::None => 0,
        Split::Unclosed => return None,
    };
    let (_, findings) = body::parse(SourceId(0), text, start);
    let mut lines: Vec<(std::ops::Range<usize>, String)> = findings.iter().filter_map(|one| fence(text, one)).collect();
    lines.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, right) in lines {
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(&right);
            done = range.end;
        }
    }
    out.push_str(&text[done..]);
    (out != text).then_some(out)
}

/// The fence that a finding is about, and how it should be: from its first sign to the end of its line.
fn fence(text: &str, finding: &Finding) -> Option<(std::ops::Range<usize>, String)> {
    if !FENCES.iter().any(|code| code.id == finding.code.id) {
        return None;
    }
    let (_, right) = finding.args.iter().find(|(name, _)| matches!(*name, "line" | "right"))?;
    let at = place(finding)?.span.start as usize;
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    // Quote signs and common blanks before a fence belong there.
    let from = start + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    Some((from..start + line.trim_end().len(), right.clone()))
}

fn once(path: &str, text: &str) -> Option<String> {
    let yaml = match front::split(text) {
        _ if !path.ends_with(".md") => 0..text.len(),
        Split::Yaml { head, .. } => head.range(),
        _ => return None,
    };
    let found = front::scan(SourceId(0), &text[yaml.clone()], yaml.start as u32).findings;
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_here = |finding: &&Finding| {
            place(finding).is_some_and(|place| (at..at + line.len()).contains(&(place.span.start as usize)))
        };
        match found.iter().find(is_here).and_then(|finding| better(line, finding)) {
            Some(better) => out.push_str(&better),
            None => out.push_str(line),
        }
        at += line.len();
    }
    (out != text).then_some(out)
}

fn place(finding: &Finding) -> Option<Place> {
    match finding.at {
        At::Text(place) => Some(place),
        At::Path(..) => None,
    }
}

fn better(line: &str, finding: &Finding) -> Option<String> {
    if finding.code.id == code::YAML_TAB.id {
        let rest = line.trim_start_matches([' ', '\t']);
        return Some(line[..line.len() - rest.len()].replace('\t', "  ") + rest);
    }
    let is_value = finding.code.id == code::YAML_COLON.id || finding.code.id == code::YAML_COMMENT_IN_VALUE.id;
    is_value.then(|| straight(line)).flatten()
}

/// A line whose whole value stands between curly quotes, with straight ones.
fn straight(line: &str) -> Option<String> {
    let start = line.find(CURLY)?;
    let (before, value) = (&line[..start], line[start..].trim_end());
    let inner = value.strip_prefix(CURLY)?.strip_suffix(CURLY)?;
    let is_whole = before.ends_with(": ") || before.ends_with("- ");
    // What needs a backslash between straight quotes is no longer beyond doubt.
    let is_plain = !inner.contains(['"', '\\']);
    (is_whole && is_plain).then(|| format!("{before}\"{inner}\"{}", &line[start + value.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> String {
        fixed(&Source { path: path.to_string(), text: text.to_string(), broken: false })
    }

    #[test]
    fn tabs_and_curly_quotes_in_a_head_are_put_right() {
        let text = "---\ntitel: “Les 3: breuken”\ndoelen:\n\t- “Kijken”\n---\ntekst\tmet een “tab”: zo\n";
        let good = "---\ntitel: \"Les 3: breuken\"\ndoelen:\n  - “Kijken”\n---\ntekst\tmet een “tab”: zo\n";
        assert_eq!(of("content/x.md", text), good);
        assert_eq!(of("content/x.md", good), good);
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "---\ntitel: “Dat is niet grappig”\n---\n",
            "---\ntitel: Les 3: breuken\n---\n",
            "---\ntitel: “Zeg \"nee\": doe het”\n---\n",
            "---\ntitel: “Een” of: “twee” dus\n---\n",
            "\ttitel: “zonder: kop”\n",
        ] {
            assert_eq!(of("content/x.md", text), text);
        }
    }

    #[test]
    fn fences_that_are_beyond_doubt_are_put_right() {
        for (slip, right) in [
            ("::: {antwoord}", "::: antwoord"),
            ("::: {class=antwoord}", "::: antwoord"),
            ("::: {#antwoord}", "::: antwoord"),
            (":::{solution}", "::: solution"),
            ("::: {opdracht lijnen=3}", "::: {.opdracht lijnen=3}"),
            ("::: opdracht lijnen=3", "::: {.opdracht lijnen=3}"),
            (":: antwoord", "::: antwoord"),
            ("\u{ad}::: antwoord", "::: antwoord"),
            ("::\u{200b}: antwoord", "::: antwoord"),
            ("\u{ff1a}\u{ff1a}\u{ff1a} antwoord", "::: antwoord"),
            ("\\::: antwoord", "::: antwoord"),
        ] {
            let text = |fence: &str| format!("---\ntitel: A\n---\nTekst.\n\n{fence}\nGeheim.\n:::\n");
            assert_eq!(of("content/x.md", &text(slip)), text(right), "{slip}");
        }
        for slip in ["::: {antwoordt}", "::: antwoordt", "::: docent", "- ::: antwoord", ":: iets", "[a]{.antwoord}"] {
            let text = format!("---\ntitel: A\n---\n{slip}\nGeheim.\n:::\n");
            assert_eq!(of("content/x.md", &text), text, "{slip}");
        }
    }

    #[test]
    fn yaml_files_are_heads_as_a_whole() {
        assert_eq!(of("krijt.yaml", "school:\n\tnaam: „De Brug: Oost”\n"), "school:\n  naam: \"De Brug: Oost\"\n");
    }
}
