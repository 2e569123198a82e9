//! Findings as one JSON object, for editors and other programs.

use serde::Serialize;

use super::lines::{LineIndexes, Position};
use super::{At, Finding, Lang, Level, Replacement};
use crate::source::Sources;

#[derive(Serialize)]
struct JsonReport<'a> {
    findings: Vec<JsonFinding<'a>>,
    /// Files that could not be made, each with its edition in front. The rest is published without them, and without
    /// links to them.
    left_out: &'a [String],
    summary: JsonSummary,
    /// What is treated where, and what is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'a serde_json::Value>,
}

/// What a report says besides findings.
#[derive(Clone, Copy, Default)]
pub struct Besides<'a> {
    pub left_out: &'a [String],
    /// So many documents are hidden because their whole is.
    pub followers: usize,
    pub coverage: Option<&'a serde_json::Value>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: String,
    /// `krijt check --fix` puts it right.
    fixable: bool,
    /// What to write, and in the place of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Replacement>,
    /// The path that the file should have.
    #[serde(skip_serializing_if = "Option::is_none")]
    rename: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedRow<'a>>,
}

#[derive(Serialize)]
struct RelatedRow<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct JsonSummary {
    errors: usize,
    warnings: usize,
    /// Kept on purpose, with a reason.
    silenced: usize,
    /// Documents hidden only because the whole that they are part of is.
    hidden_with_whole: usize,
}

/// All findings in their order, and how many there are. Lines and columns count from 1, columns in characters; the end is
/// the place after the last character. A finding about a file as a whole is at line 1, column 1.
pub fn render(findings: &[Finding], sources: &Sources, lang: Lang, besides: Besides<'_>) -> String {
    let mut texts = LineIndexes::new(sources);
    let shown = || findings.iter().filter(|finding| finding.level != Level::Off);
    let report = JsonReport {
        findings: shown().map(|finding| row(finding, &mut texts, lang)).collect(),
        left_out: besides.left_out,
        summary: JsonSummary {
            errors: shown().filter(|finding| finding.is_error()).count(),
            warnings: shown().filter(|finding| !finding.is_error()).count(),
            silenced: findings.iter().filter(|finding| finding.allowed.is_some()).count(),
            hidden_with_whole: besides.followers,
        },
        coverage: besides.coverage,
    };
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn row<'a>(finding: &'a Finding, texts: &mut LineIndexes<'a>, lang: Lang) -> JsonFinding<'a> {
    let (file, start, end) = match &finding.at {
        At::Text(place) => texts.locate(*place),
        At::Path(path, at) => {
            let (line, column) = at.as_deref().copied().unwrap_or((1, 1));
            let position = Position { line: line.max(1), column: column.max(1) };
            (path.as_str(), position, position)
        }
    };
    let related: Vec<_> = finding
        .related
        .iter()
        .map(|related| {
            let (file, start, _) = texts.locate(related.place);
            RelatedRow { file, line: start.line, column: start.column, label: related.label.words(lang) }
        })
        .collect();
    JsonFinding {
        code: finding.code.id,
        name: finding.code.name,
        severity: if finding.is_error() { "error" } else { "warning" },
        file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: finding.message(lang),
        help: finding.help(lang, texts.sources),
        fixable: finding.is_fixable(),
        fix: Replacement::of(finding, texts),
        rename: finding.moved.as_deref().map(String::as_str),
        related,
    }
}
