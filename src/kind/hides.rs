//! What hides a document besides what its head says (`front::hiding`): a doubt about that, and a mark that stands in the wrong place.

use crate::body::{Body, Tag};
use crate::diag::{Code, Finding, Fix, catalogue as code};
use crate::front::{self, Front, Split, hides};
use crate::source::{Place, SourceId, Span};

/// What is wrong with a mark that hides. A document with one of these counts as hidden, whatever weight they have.
const DOUBTS: &[&Code] = &[
    &code::HIDING_VALUE_MISSING,
    &code::HIDING_VALUE_UNKNOWN,
    &code::HIDING_KEY_UNKNOWN,
    &code::HIDING_MARK_MISPLACED,
];

/// Is it unsure, after these findings, what the head of a document wanted to hide?
pub fn is_unsure(findings: &[Finding]) -> bool {
    let is_key =
        |finding: &Finding| finding.args.iter().any(|(name, value)| *name == "key" && hides::near(value).is_some());
    findings.iter().any(|finding| {
        DOUBTS.iter().any(|doubt| doubt.id == finding.code.id)
            || (finding.code.id == code::DUPLICATE_KEY.id && is_key(finding))
    })
}

/// A line that hides within the value of another key: it was meant to be a line of the head.
pub fn misplaced_in_head(file: SourceId, front: &Front, text: &str, head: Span) -> Option<Finding> {
    let mut at = head.start as usize;
    for line in text[head.range()].split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let is_inside = line.starts_with([' ', '\t']) && !front.has_key_at(start);
        if let Some(mark) = is_inside.then(|| hides::mark(line)).flatten() {
            let fix = in_head(file, text, at - line.len()..at, at - line.len(), mark);
            return Some(misplaced(file, mark, text, start..at).fixed_by(fix));
        }
    }
    None
}

/// The same in the text, outside code and blocks: below a head that ended too soon, say.
pub fn misplaced_in_text(file: SourceId, body: &Body, text: &str) -> Option<Finding> {
    let head = || match front::split(text) {
        Split::Yaml { head, .. } => Some(head.end as usize),
        _ => None,
    };
    let roots = body.roots().filter(|root| matches!(body.tag(*root), Tag::Paragraph | Tag::Heading { .. }));
    roots.into_iter().find_map(|root| {
        let span = body.span(root).range();
        if !hides::may_mark(&text[span.clone()]) {
            return None; // as most
        }
        let mut at = span.start;
        text[span].split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let mark = hides::mark(line)?;
            let whole = start..(at + usize::from(!line.ends_with('\n') && text[at..].starts_with('\n')));
            let fix = head().and_then(|head| in_head(file, text, whole, head, mark));
            Some(misplaced(file, mark, text, start..at).fixed_by(fix))
        })
    })
}

/// Moves a line that hides to a place in the head, where the head holds no other such line and can be read after that.
fn in_head(file: SourceId, text: &str, line: std::ops::Range<usize>, to: usize, mark: &str) -> Option<Fix> {
    let (key, right) = hides::as_line(mark)?;
    let is_whole_line = line.start == 0 || text[..line.start].ends_with('\n');
    let between = text.get(to..line.start).filter(|between| is_whole_line && between.len() < FAR)?;
    let fix = Fix::guess(Span::new(to..line.end), format!("{right}\n{between}"));
    let after = crate::diag::apply(text, [&fix]);
    let Split::Yaml { head, .. } = front::split(&after) else { return None };
    let (front, findings) = front::parse(file, &after, head, front::LIMIT);
    let has_key = front?.entries.iter().filter(|entry| hides::named(&entry.key) == Some(key)).count() == 1;
    (has_key && !findings.iter().any(Finding::is_error)).then_some(fix)
}

/// In bytes: a line that hides and stands further from its head is not moved there.
const FAR: usize = 4000;

fn misplaced(file: SourceId, mark: &str, text: &str, line: std::ops::Range<usize>) -> Finding {
    let start = line.start + text[line].find(mark).unwrap_or(0);
    let place = Place { file, span: Span::new(start..start + mark.len()) };
    Finding::new(&code::HIDING_MARK_MISPLACED, place).with("line", mark)
}
