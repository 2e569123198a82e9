//! Findings for a page in the browser: the same words as on a terminal, as values that a script can lay out.

use serde::Serialize;

use super::lines::{LineIndexes, Position};
use super::visible::{self, Excerpt};
use super::{At, Finding, Lang, Level, Replacement};
use crate::source::Sources;

/// A finding, ready to be shown. All text is plain: whoever shows it escapes it.
#[derive(Debug, Serialize)]
pub struct PageFinding {
    pub is_error: bool,
    pub code: &'static str,
    pub message: String,
    pub help: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// The source line in three parts, the middle one is what is meant; empty for a finding about a file as a whole.
    pub before: String,
    pub mark: String,
    pub after: String,
    /// What to write, and in the place of what: for the file, so as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Replacement>,
    /// The line, or the lines, as they are once that is done: to type over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// The path that the file should have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rename: Option<String>,
}

/// Longest piece of a source line, in columns.
const ROOM: usize = 100;

pub fn rows(findings: &[Finding], sources: &Sources, lang: Lang) -> Vec<PageFinding> {
    let mut texts = LineIndexes::new(sources);
    findings
        .iter()
        .filter(|finding| finding.level != Level::Off)
        .map(|finding| row(finding, &mut texts, lang))
        .collect()
}

fn row(finding: &Finding, texts: &mut LineIndexes<'_>, lang: Lang) -> PageFinding {
    let (mut before, mut mark, mut after) = Default::default();
    let (file, position) = match &finding.at {
        At::Text(place) => {
            let (path, text, index) = texts.text(place.file);
            let start = text.floor_char_boundary(place.span.start as usize);
            let position = index.position(text, start);
            let line = index.range(text, position.line - 1);
            let end = (place.span.end as usize).clamp(start, line.end.max(start));
            let Excerpt { text, mark: range } = visible::excerpt(
                text.get(line.clone()).unwrap_or_default(),
                start - line.start..end - line.start,
                ROOM,
            );
            before = text[..range.start].to_string();
            mark = text[range.clone()].to_string();
            after = text[range.end..].to_string();
            (path, position)
        }
        At::Path(path, at) => {
            let (line, column) = at.as_deref().copied().unwrap_or((1, 1));
            (path.as_str(), Position { line: line.max(1), column: column.max(1) })
        }
    };
    PageFinding {
        is_error: finding.is_error(),
        code: finding.code.id,
        message: finding.message_with(lang, visible::value),
        help: finding.help_with(lang, texts.sources, visible::value),
        file: visible::value(file),
        line: position.line,
        column: position.column,
        before,
        mark,
        after,
        fix: Replacement::of(finding, texts),
        fixed: line_after(finding, texts.sources),
        rename: finding.moved.as_deref().map(|path| visible::value(path)),
    }
}

fn line_after(finding: &Finding, sources: &Sources) -> Option<String> {
    let (At::Text(place), Some(fix)) = (&finding.at, &finding.fix) else { return None };
    fix.line(&sources.get(place.file).text).filter(|line| !line.is_empty())
}
