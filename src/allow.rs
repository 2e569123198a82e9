//! `<!-- allow: CODE reason -->`: one finding that the author looked at and keeps, in one place, with the reason.
//!
//! A comment on a line of its own covers the block right below it; one inside a paragraph, an item or a table covers
//! that paragraph, item or row. In YAML `# allow: CODE reason` covers the line below it, or its own line when it stands
//! behind a value. What it silences stays among the findings, with the reason, and is counted.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::body::{Body, NodeId, Tag};
use crate::config::Levels;
use crate::diag::{At, Code, Finding, Fix, Level, catalogue as code};
use crate::doc::{Allow, Doc};
use crate::source::{Place, Source, SourceId, Sources, Span, word_in};

/// What a comment says, when it is one of ours.
pub fn words(comment: &str) -> Option<&str> {
    let inner = comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    inner.strip_prefix("allow:").map(str::trim)
}

/// The allows of a document: of its text and of its head (`head` is where the head ends).
pub fn of_doc(file: SourceId, source: &Source, body: &Body, head: usize) -> (Vec<Allow>, Vec<Finding>) {
    let text = &source.text;
    let mut found = Collected { file, text, allows: Vec::new(), findings: Vec::new() };
    if memchr::memmem::find(&text.as_bytes()[..head], b"allow:").is_some() {
        found.yaml(0..head);
    }
    if !body.nodes.iter().any(|node| node.tag == Tag::Comment) {
        return (found.allows, found.findings); // as most
    }
    let mut around: Vec<NodeId> = Vec::new();
    // Comments in a row cover what follows the last of them, which is looked for once.
    let mut row = 0..0;
    for id in body.all() {
        while around.last().is_some_and(|last| body.subtree(*last).end <= id) {
            around.pop();
        }
        if body.tag(id) == Tag::Comment
            && let Some(said) = words(&text[body.span(id).range()])
        {
            if !row.contains(&id) {
                row = id..behind(body, &around, id);
            }
            found.add(said, trimmed(text, body.span(id)), covered(body, &around, row.end));
        }
        around.push(id);
    }
    (found.allows, found.findings)
}

/// Without the line end that an HTML block has.
fn trimmed(text: &str, span: Span) -> Span {
    let length = text[span.range()].trim_end().len() as u32;
    Span { start: span.start, end: span.start + length }
}

/// The node behind a comment and the comments beside it.
fn behind(body: &Body, around: &[NodeId], comment: NodeId) -> NodeId {
    let end = around.last().map_or(body.all().end, |parent| body.subtree(*parent).end);
    let mut next = body.subtree(comment).end;
    while next < end && body.tag(next) == Tag::Comment {
        next = body.subtree(next).end;
    }
    next
}

/// What a comment covers: the block it stands in, or else the next one beside it, where there is one.
fn covered(body: &Body, around: &[NodeId], next: NodeId) -> Span {
    let is_line = |id: &&NodeId| {
        matches!(body.tag(**id), Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableRow | Tag::TableHead)
    };
    let is_box = |id: &NodeId| matches!(body.tag(*id), Tag::Div(_) | Tag::Quote | Tag::List { .. } | Tag::Footnote(_));
    if let Some(line) = around.iter().rev().take_while(|id| !is_box(id)).find(is_line) {
        return body.span(*line);
    }
    let end = around.last().map_or(body.all().end, |parent| body.subtree(*parent).end);
    if next < end { body.span(next) } else { Span::default() }
}

struct Collected<'s> {
    file: SourceId,
    text: &'s str,
    allows: Vec<Allow>,
    findings: Vec<Finding>,
}

impl Collected<'_> {
    /// `said` is `CODE reason`.
    fn add(&mut self, said: &str, at: Span, covers: Span) {
        let place = Place { file: self.file, span: at };
        let (wanted, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        let reason = reason.trim();
        let Some(code) = code::find(wanted) else {
            let near = code::closest(wanted);
            let word = word_in(self.text, at, wanted).filter(|_| near.is_some_and(|code| !code.fixed));
            let finding = Finding::new(&code::ALLOW_UNKNOWN, place).with("code", wanted);
            let finding = match (near, word) {
                (Some(code), Some(word)) => finding.fixed_by(Fix::guess(word, code.id)),
                _ => finding.maybe("suggestion", near.map(|code| code.id)),
            };
            self.findings.push(finding);
            // What was most likely meant counts: one mistake is one finding.
            if let Some(code) = near.filter(|code| !code.fixed) {
                self.allows.push(Allow { code, reason: reason.to_string(), at, covers });
            }
            return;
        };
        if code.fixed {
            self.findings.push(Finding::new(&code::ALLOW_FIXED, place).with("code", code.id));
            return;
        }
        if reason.is_empty() {
            self.findings.push(Finding::new(&code::ALLOW_WITHOUT_REASON, place).with("code", code.id));
        }
        self.allows.push(Allow { code, reason: reason.to_string(), at, covers });
    }

    fn yaml(&mut self, range: std::ops::Range<usize>) {
        let text = self.text;
        let mut start = range.start;
        let mut waiting: Vec<(&str, Span)> = Vec::new();
        for line in text[range].split_inclusive('\n') {
            let end = start + line.trim_end().len();
            let whole = Span::new(start..end.max(start));
            let comment = line.find("# allow:").filter(|at| line[..*at].is_empty() || line[..*at].ends_with(' '));
            match comment {
                Some(at) => {
                    let said = line[at + "# allow:".len()..].trim();
                    let span = Span::new(start + at..end);
                    if line[..at].trim().is_empty() {
                        waiting.push((said, span));
                    } else {
                        self.add(said, span, whole);
                    }
                }
                None => waiting.drain(..).for_each(|(said, span)| self.add(said, span, whole)),
            }
            start += line.len();
        }
        waiting.into_iter().for_each(|(said, span)| self.add(said, span, Span::default()));
    }
}

/// Silences what the allows of a file cover. All findings are of that file.
pub fn silence(allows: &[Allow], findings: &mut [Finding]) {
    if allows.is_empty() {
        return;
    }
    let covers = Covers::new(allows);
    for finding in findings {
        if let Some(at) = covers.around(finding).filter_map(<[usize]>::first).min() {
            keep(finding, &allows[*at]);
        }
    }
}

fn keep(finding: &mut Finding, allow: &Allow) {
    finding.allowed = Some(Box::new(allow.reason.clone()));
    finding.level = Level::Off;
}

/// Which allow covers what. Covers lie beside each other or inside each other, as blocks do, and no deeper than those; so
/// the ones around a byte are found by going up from the last that begins before it.
struct Covers {
    by_code: HashMap<&'static str, Vec<Cover>>,
}

/// A span that allows of one code cover.
struct Cover {
    span: Span,
    /// The row around this one.
    parent: Option<usize>,
    /// The numbers of the allows, in order.
    allows: Vec<usize>,
}

impl Covers {
    fn new(allows: &[Allow]) -> Self {
        let mut order: Vec<usize> = (0..allows.len()).collect();
        order.sort_by_key(|at| (allows[*at].covers.start, std::cmp::Reverse(allows[*at].covers.end)));
        let mut by_code: HashMap<&str, Vec<Cover>> = HashMap::new();
        for at in order {
            let span = allows[at].covers;
            let rows = by_code.entry(allows[at].code.id).or_default();
            if let Some(same) = rows.last_mut().filter(|row| row.span == span) {
                same.allows.push(at);
                continue;
            }
            let mut parent = rows.len().checked_sub(1);
            while let Some(row) = parent.filter(|row| rows[*row].span.end <= span.start) {
                parent = rows[row].parent;
            }
            rows.push(Cover { span, parent, allows: vec![at] });
        }
        Covers { by_code }
    }

    /// The allows that cover a finding: those of each span around it.
    fn around(&self, finding: &Finding) -> impl Iterator<Item = &[usize]> {
        let (rows, start) = match &finding.at {
            At::Text(place) => (self.by_code.get(finding.code.id).map_or(&[][..], Vec::as_slice), place.span.start),
            At::Path(..) => (&[][..], 0),
        };
        let last = rows.partition_point(|row| row.span.start <= start).checked_sub(1);
        let up = std::iter::successors(last, |row| rows[*row].parent).map(|row| &rows[row]);
        up.filter(move |row| row.span.contains(start)).map(|row| row.allows.as_slice())
    }
}

/// Codes that depend on the day of `--date` or on `--external`, and those that are found when a file is made, which a
/// check does not do: an allow for one of these is not held to be needless.
const NOT_ALWAYS: &[&Code] = &[
    &code::LINE_UNCHECKED,
    &code::REVIEW_OVERDUE,
    &code::ADDRESS_GONE,
    &code::HOST_UNKNOWN,
    &code::ADDRESS_MOVED,
    &code::MISSING_GLYPH,
    &code::PDF_TOO_LONG,
    &code::SIGN_LEFT_OUT,
    &code::LETTER_AS_BOX,
];

/// Silences what was found when files were made and their documents keep. The documents are in the order of their files.
pub fn silence_made(docs: &[Arc<Doc>], findings: &mut [Finding]) {
    for finding in findings {
        let At::Text(Place { file, .. }) = finding.at else { continue };
        if let Ok(at) = docs.binary_search_by_key(&file, |doc| doc.file) {
            silence(&docs[at].allows, std::slice::from_mut(finding));
        }
    }
}

/// The last step before findings are counted: silences what later stages found, and reports allows that nothing needs.
pub fn settle(docs: &[Arc<Doc>], sources: &Sources, levels: &Levels, findings: &mut Vec<Finding>) {
    let mut by_file: BTreeMap<SourceId, (Vec<Allow>, bool)> = BTreeMap::new();
    for doc in docs.iter().filter(|doc| !doc.allows.is_empty()) {
        by_file.insert(doc.file, (doc.allows.clone(), doc.faulty));
    }
    for id in sources.ids() {
        let source = sources.get(id);
        if source.path.ends_with(".md") || memchr::memmem::find(source.text.as_bytes(), b"# allow:").is_none() {
            continue;
        }
        let text = source.text.as_str();
        let mut found = Collected { file: id, text, allows: Vec::new(), findings: Vec::new() };
        found.yaml(0..text.len());
        levels.apply(&mut found.findings);
        findings.extend(found.findings);
        by_file.insert(id, (found.allows, false));
    }
    let mut of_file: HashMap<SourceId, Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if let At::Text(place) = &finding.at
            && by_file.contains_key(&place.file)
        {
            of_file.entry(place.file).or_default().push(at);
        }
    }
    for (file, (allows, faulty)) in by_file {
        let covers = Covers::new(&allows);
        let mut is_needed = vec![false; allows.len()];
        for at in of_file.remove(&file).unwrap_or_default() {
            let mut first = None;
            for around in covers.around(&findings[at]) {
                first = around.first().copied().into_iter().chain(first).min();
                // Marked together, so marked once.
                if around.first().is_some_and(|allow| !is_needed[*allow]) {
                    around.iter().for_each(|allow| is_needed[*allow] = true);
                }
            }
            if let Some(allow) = first {
                keep(&mut findings[at], &allows[allow]);
            }
        }
        if faulty {
            continue; // some checks did not look at it
        }
        let may_rest =
            |allow: &Allow| levels.is_off(allow.code) || NOT_ALWAYS.iter().any(|code| code.id == allow.code.id);
        let mut needless: Vec<Finding> = allows
            .iter()
            .zip(is_needed)
            .filter(|(allow, is_needed)| !is_needed && !may_rest(allow))
            .map(|(allow, _)| {
                let finding = Finding::new(&code::ALLOW_UNUSED, Place { file, span: allow.at });
                finding.with("code", allow.code.id).fixed_by(without(&sources.get(file).text, allow.at))
            })
            .collect();
        levels.apply(&mut needless);
        findings.extend(needless);
    }
}

/// A text without a remark on one line: without the whole line, where nothing else stands on it.
fn without(text: &str, at: Span) -> Option<Fix> {
    let said = text.get(at.range()).filter(|said| !said.contains('\n'))?;
    let is_remark = said.starts_with("# allow:") || words(said).is_some();
    let start = text[..at.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at.end as usize..].find('\n').map_or(text.len(), |newline| at.end as usize + newline + 1);
    let (before, after) = (&text[start..at.start as usize], &text[at.end as usize..end]);
    let blanks = before.len() - before.trim_end().len();
    let span = match before.trim().is_empty() && after.trim().is_empty() {
        true => Span::new(start..end),
        false => Span { start: at.start - blanks as u32, ..at },
    };
    is_remark.then(|| Fix::guess(span, ""))
}
