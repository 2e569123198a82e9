//! Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read. Findings that the author keeps on purpose are
//! there too, as suppressed results with their reason.

use serde_json::{Value, json};

use super::lines::{LineIndexes, Position};
use super::{At, Code, Finding, Lang, Level, Replacement, without_values};
use crate::source::Sources;

pub fn render(findings: &[Finding], sources: &Sources, lang: Lang) -> String {
    let mut texts = LineIndexes::new(sources);
    let shown = || findings.iter().filter(|finding| finding.level != Level::Off || finding.allowed.is_some());
    let mut rules: Vec<&'static Code> = shown().map(|finding| finding.code).collect();
    rules.sort_by_key(|code| code.id);
    rules.dedup_by_key(|code| code.id);
    let results: Vec<Value> = shown().map(|finding| result(finding, &rules, &mut texts, lang)).collect();
    let language = if lang == Lang::Nl { "nl-NL" } else { "en-US" };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "krijt",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules.iter().map(|code| rule(code, lang)).collect::<Vec<Value>>(),
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// Code hosts list a rule by its short description, and show its help, which is Markdown, beside a result.
fn rule(code: &Code, lang: Lang) -> Value {
    let words = code.words(lang);
    let reason = words.explain.split("\n\n").next().unwrap_or(words.explain);
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": without_values(words.message) },
        "fullDescription": { "text": reason.replace('\n', " ") },
        "help": { "text": words.explain, "markdown": words.explain },
        "defaultConfiguration": { "level": level(code.level) },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off => "none",
    }
}

fn result(finding: &Finding, rules: &[&Code], texts: &mut LineIndexes<'_>, lang: Lang) -> Value {
    let shown_level = if finding.allowed.is_some() { finding.code.level } else { finding.level };
    let text = format!("{} {}", finding.message(lang), finding.help(lang, texts.sources));
    let primary = match &finding.at {
        At::Text(place) => {
            let (path, start, end) = texts.locate(*place);
            location(path, start, end)
        }
        At::Path(path, at) => {
            let (line, column) = at.as_deref().copied().unwrap_or((1, 1));
            let position = Position { line: line.max(1), column: column.max(1) };
            location(path, position, position)
        }
    };
    let mut result = json!({
        "ruleId": finding.code.id,
        "ruleIndex": rules.iter().position(|code| code.id == finding.code.id),
        "level": level(shown_level),
        "message": { "text": text.trim() },
        "locations": [primary],
    });
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            let (path, start, end) = texts.locate(related.place);
            let mut place = location(path, start, end);
            place["message"] = json!({ "text": related.label.words(lang) });
            place
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let (At::Text(place), Some(new)) = (&finding.at, Replacement::of(finding, texts)) {
        let (path, ..) = texts.locate(*place);
        result["fixes"] = json!([{
            "description": { "text": finding.help(lang, texts.sources) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(path) },
                "replacements": [{
                    "deletedRegion": {
                        "startLine": new.line,
                        "startColumn": new.column,
                        "endLine": new.end_line,
                        "endColumn": new.end_column,
                    },
                    "insertedContent": { "text": new.text },
                }],
            }],
        }]);
    }
    if let Some(reason) = &finding.allowed {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    result
}

fn location(path: &str, start: Position, end: Position) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }})
}

/// A path as a relative reference (RFC 3986): what is not unreserved becomes `%XX`.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
