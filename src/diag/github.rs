//! Findings as commands of a GitHub workflow: they appear as notes beside the lines of a pull request.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions"; what must be escaped, in `command.ts` of
//! `actions/toolkit`.

use super::lines::{LineIndexes, Position};
use super::{At, Finding, Lang, Level};
use crate::source::Sources;

pub fn render(findings: &[Finding], sources: &Sources, lang: Lang) -> String {
    let mut texts = LineIndexes::new(sources);
    let mut out = String::new();
    for finding in findings.iter().filter(|finding| finding.level != Level::Off) {
        let command = if finding.is_error() { "error" } else { "warning" };
        let title = property(&format!("{} {}", finding.code.id, finding.code.name));
        let place = place(finding, &mut texts);
        let words = value(&format!("{}\n{}", finding.message(lang), finding.help(lang, sources)));
        out.push_str(&format!("::{command} {place},title={title}::{words}\n"));
    }
    out
}

fn place(finding: &Finding, texts: &mut LineIndexes<'_>) -> String {
    let (file, start, end) = match &finding.at {
        At::Text(place) => {
            let (file, start, end) = texts.locate(*place);
            (file, start, Some(end))
        }
        At::Path(path, at) => {
            let (line, column) = at.as_deref().copied().unwrap_or((1, 1));
            (path.as_str(), Position { line: line.max(1), column: column.max(1) }, None)
        }
    };
    let mut out = format!("file={},line={},col={}", property(file), start.line, start.column);
    match end {
        Some(end) if end.line == start.line => out.push_str(&format!(",endColumn={}", end.column)),
        Some(end) => out.push_str(&format!(",endLine={}", end.line)),
        None => {}
    }
    out
}

fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}
