//! What looks like a wall, and is none: looked for once a text was parsed, in what everybody would read.
//!
//! The rule: whatever may have been meant to hide something and is not understood is an error that nothing lowers. A
//! fence behind something else, a name of a team-only block where nothing can be hidden, a comment that is none, a text
//! that is hidden in one place and used in another.

mod comments;
mod marks;

use std::cell::OnceCell;

use super::fence::{Apart, FenceLine};
use super::rows::SignRows;
use super::{Body, NodeId, Tag, blocks, signs, team};
use crate::audience::Audience;
use crate::bytes;
use crate::diag::{At, Finding, catalogue as code};
use crate::source::{Place, SourceId, Span};

/// A link or image whose address stands elsewhere in the text.
pub(super) struct Reference {
    pub label: String,
    pub at: Span,
    pub definition: Option<Span>,
}

/// What the parser saw besides the tree.
pub(super) struct ParserSaw<'a> {
    pub file: SourceId,
    /// The whole file.
    pub source: &'a str,
    /// Where its text begins.
    pub start: usize,
    /// What stands in it.
    pub rows: SignRows,
    pub fences: &'a [FenceLine],
    /// The spans of those that were met.
    pub met: &'a [Span],
    pub apart: &'a [Apart],
    pub references: Vec<Reference>,
}

impl ParserSaw<'_> {
    fn finding(&self, row: &'static crate::diag::Code, span: Span) -> Finding {
        Finding::new(row, Place { file: self.file, span })
    }

    fn text(&self, span: Span) -> &str {
        &self.source[span.range()]
    }

    fn in_fence(&self, at: u32) -> bool {
        let next = self.fences.partition_point(|line| line.span.end <= at);
        self.fences.get(next).is_some_and(|line| line.span.contains(at))
    }
}

pub(super) fn check(body: &Body, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    let ground = Ground {
        body,
        source: seen.source,
        code: OnceCell::new(),
        hidden: OnceCell::new(),
        council: OnceCell::new(),
        shown: OnceCell::new(),
        text: OnceCell::new(),
    };
    if seen.fences.len() > seen.met.len() || !seen.apart.is_empty() {
        apart(&ground, seen, findings);
    }
    marks::check(&ground, seen, findings);
    quotes(&ground, seen, findings);
    callouts(&ground, seen, findings);
    comments::check(&ground, seen, findings);
    references(&ground, seen, findings);
}

/// Where things stand in a text. Looked up when something was found only: most texts hold nothing of the kind.
struct Ground<'a> {
    body: &'a Body,
    source: &'a str,
    code: OnceCell<Vec<Span>>,
    hidden: OnceCell<Vec<Span>>,
    council: OnceCell<Vec<Span>>,
    shown: OnceCell<Vec<Span>>,
    text: OnceCell<Vec<Span>>,
}

impl Ground<'_> {
    /// In code, but for the line that says which language it is in; or in a comment.
    fn in_code(&self, at: u32) -> bool {
        is_in(self.code.get_or_init(|| self.codes()), at)
    }

    /// In what only the team sees.
    fn in_hidden(&self, at: u32) -> bool {
        is_in(self.hidden.get_or_init(|| self.above(Audience::Mr)), at)
    }

    /// Who may see what stands here.
    fn from(&self, at: u32) -> Audience {
        match is_in(self.council.get_or_init(|| self.above(Audience::Public)), at) {
            _ if self.in_hidden(at) => Audience::Team,
            true => Audience::Mr,
            false => Audience::Public,
        }
    }

    /// In text that everybody reads.
    fn is_shown(&self, at: u32) -> bool {
        is_in(self.shown.get_or_init(|| self.texts(true)), at) && !self.in_hidden(at)
    }

    /// In text that is no HTML and no code.
    fn is_text(&self, at: u32) -> bool {
        is_in(self.text.get_or_init(|| self.texts(false)), at) && !self.in_code(at)
    }

    fn codes(&self) -> Vec<Span> {
        let of = |node: &super::Node| match node.tag {
            Tag::CodeSpan | Tag::CodeChars(_) | Tag::Comment => Some(node.span),
            Tag::Code { .. } => {
                let text = &self.source[node.span.range()];
                let is_fenced = text.trim_start().starts_with(['`', '~']);
                let first = if is_fenced { text.find('\n').unwrap_or(text.len()) } else { 0 };
                Some(Span { start: node.span.start + first as u32, end: node.span.end })
            }
            _ => None,
        };
        self.body.nodes.iter().filter_map(of).collect()
    }

    /// What this audience may not see.
    fn above(&self, audience: Audience) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for id in self.body.all().filter(|id| !audience.sees(self.body.from_of(*id))) {
            let span = self.body.span(id);
            if spans.last().is_none_or(|last| last.end < span.end) {
                spans.push(span);
            }
        }
        spans
    }

    fn texts(&self, with_html: bool) -> Vec<Span> {
        let is_text = |tag: Tag| match tag {
            Tag::Text | Tag::Chars(_) | Tag::Char(_) => true,
            Tag::RawHtml => with_html,
            _ => false,
        };
        self.body.nodes.iter().filter(|node| is_text(node.tag)).map(|node| node.span).collect()
    }
}

/// Whether one of these spans, which are in their order, holds a byte.
fn is_in(spans: &[Span], at: u32) -> bool {
    let next = spans.partition_point(|span| span.start <= at);
    next > 0 && spans[next - 1].contains(at)
}

/// Fences that stand behind something else, or that the parser met in no place where a block can begin.
fn apart(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    let mut met = seen.met.to_vec();
    met.sort_unstable();
    let lost = seen.fences.iter().filter(|line| met.binary_search(&line.span).is_err());
    let lost = lost.map(|line| (line.span, line.fence != super::fence::Fence::Close));
    let all = lost.chain(seen.apart.iter().map(|line| (line.span, line.opens)));
    let mut found: Vec<(Span, bool)> = all.filter(|(span, _)| !ground.in_code(span.start)).collect();
    found.sort_unstable();
    let raw: Vec<Span> =
        ground.body.nodes.iter().filter(|node| node.tag == Tag::RawHtml).map(|node| node.span).collect();
    let mut in_raw = false;
    for (span, _) in &found {
        // In one piece of HTML all of them are one mistake.
        if is_in(&raw, span.start) {
            if !std::mem::replace(&mut in_raw, true) {
                findings.push(seen.finding(&code::STRAY_FENCE, *span));
            }
            continue;
        }
        findings.push(match seen.text(*span) {
            "::" => seen.finding(&code::TOO_FEW_COLONS, *span).with("wrong", "::").with("right", ":::"),
            text => seen.finding(&code::FENCE_APART, *span).with("fence", text),
        });
    }
    found.retain(|(span, _)| !is_in(&raw, span.start));
    one_mistake(&found, findings);
}

/// The end of a block whose beginning stands apart, or the beginning of one whose end does, is not a second mistake.
fn one_mistake(found: &[(Span, bool)], findings: &mut Vec<Finding>) {
    let starts = |wanted: bool| -> Vec<u32> {
        found.iter().filter(|(_, opens)| *opens == wanted).map(|(span, _)| span.start).collect()
    };
    let (opens, ends) = (starts(true), starts(false));
    let (mut used_opens, mut used_ends) = (0, 0);
    findings.retain(|finding| {
        let At::Text(place) = finding.at else { return true };
        let before = |all: &[u32]| all.partition_point(|at| *at < place.span.start);
        let used = match finding.code.id {
            id if id == code::STRAY_FENCE.id && used_opens < before(&opens) => &mut used_opens,
            id if id == code::UNCLOSED_BLOCK.id && used_ends < ends.len() - before(&ends) => &mut used_ends,
            _ => return true,
        };
        *used += 1;
        false
    });
}

/// `> ## Solution`, as old lessons of the Carpentries hide answers, without the mark below it that makes it hidden.
fn quotes(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    if !seen.rows.has("> #") && !seen.rows.has(">#") {
        return;
    }
    let body = ground.body;
    // GitHub's `> [!NOTE]` is a quote as well.
    let is_quote = |id: &NodeId| match body.tag(*id) {
        Tag::Quote => true,
        Tag::Div(_) => seen.text(body.span(*id)).starts_with('>'),
        _ => false,
    };
    for id in body.all().filter(is_quote) {
        let Some(first) = body.children(id).next().filter(|first| matches!(body.tag(*first), Tag::Heading { .. }))
        else {
            continue;
        };
        let (span, around) = (body.span(first), body.span(id));
        let words = super::plain(body, seen.source, body.subtree(first));
        // A longer one is a heading like any other: `> ## Vraag het je leerkracht`.
        if words.split_whitespace().count() > 2 {
            continue;
        }
        let is_told = |finding: &Finding| {
            let At::Text(place) = finding.at else { return false };
            let near = around.start..around.end + NEAR;
            finding.code.id == code::TEAM_MARK.id && near.contains(&place.span.start)
        };
        if team::named(words.trim()).is_some() && !ground.in_hidden(span.start) && !findings.iter().any(is_told) {
            findings.push(seen.finding(&code::TEAM_MARK, span).with("mark", words.trim()));
        }
    }
}

/// `> [!solution]` and `> [!note]- Antwoord`, boxes of Obsidian, which folds away what is in them. A quote ends too easily to
/// hide anything here.
fn callouts(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    let body = ground.body;
    let has_mark = bytes::has(&seen.source[seen.start..], b'!');
    for id in body.all().filter(|id| body.tag(*id) == Tag::Paragraph) {
        let span = body.span(id);
        let text = seen.text(span);
        let may_be_one = text.starts_with('[') || has_mark && bytes::has(bytes::first_line(text), b'!');
        if !may_be_one {
            continue; // as most: this runs over every paragraph
        }
        let line = bytes::first_line(text);
        let line = line.trim_end();
        let start = seen.source[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let is_quote = seen.source[start..span.start as usize].contains('>');
        let is_link = matches!(body.tag(id + 1), Tag::Link(_) | Tag::Image(_));
        // Any of the signs may have gone missing.
        let begins = line.starts_with('[') && is_quote || line.starts_with('!');
        let at = line.find("[!").or_else(|| line.find('!')).or(begins.then_some(0)).filter(|_| !is_link);
        let Some(rest) = at.map(|at| line[at..].trim_start_matches(['[', '!'])) else { continue };
        let is_unseen = |c: char| signs::is_unseen(c) || signs::is_odd_blank(c);
        let rest = rest.trim_start_matches(|c| is_unseen(c) || c == ' ' && begins);
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric() && !is_unseen(c)).unwrap_or(rest.len())];
        let title = rest[word.len()..].trim_start_matches([']', '-', '+', ' ']);
        let is_title = line.starts_with("[!") && team::named(title.trim()).is_some();
        let is_mark = team::near(word).is_some() && blocks::callout(word).is_none();
        if (is_mark || is_title) && !ground.in_hidden(span.start) {
            let span = Span { start: span.start, end: span.start + line.len() as u32 };
            findings.push(seen.finding(&code::TEAM_MARK, span).with("mark", line));
        }
    }
}

/// In bytes: so far behind a quote its mark may stand.
const NEAR: u32 = 100;

/// An address or a note that is defined where fewer people read than where it is used.
fn references(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    if !ground.body.from().is_hidden() {
        return;
    }
    for reference in &seen.references {
        if let Some(definition) = reference.definition
            && ground.from(definition.start) > ground.from(reference.at.start)
        {
            let place = Place { file: seen.file, span: definition };
            let finding =
                seen.finding(&code::REFERENCE_TO_HIDDEN, reference.at).with("label", reference.label.as_str());
            findings.push(finding.related(crate::diag::RelatedLabel::Origin, place));
        }
    }
    let body = ground.body;
    let notes = body.nodes.iter().filter_map(|node| match node.tag {
        Tag::Footnote(label) if ground.from(node.span.start).is_hidden() => {
            Some((&*body.strings[label as usize], node.span))
        }
        _ => None,
    });
    let hidden: std::collections::BTreeMap<&str, Span> = notes.collect();
    if hidden.is_empty() {
        return;
    }
    for node in &body.nodes {
        let Tag::FootnoteRef(label) = node.tag else { continue };
        let label = &*body.strings[label as usize];
        let is_above = |definition: &&Span| ground.from(definition.start) > ground.from(node.span.start);
        if let Some(definition) = hidden.get(label).filter(is_above) {
            let first = Span { start: definition.start, end: definition.start + label.len() as u32 + 4 };
            let finding = seen.finding(&code::REFERENCE_TO_HIDDEN, node.span).with("label", format!("^{label}"));
            findings.push(finding.related(crate::diag::RelatedLabel::Origin, Place { file: seen.file, span: first }));
        }
    }
}
