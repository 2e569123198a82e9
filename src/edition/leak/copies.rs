//! Sentences of answers that their author also wrote in the open part of the same text.

use std::collections::HashSet;
use std::ops::Range;

use super::letters::Letters;
use super::needles::{self, NeedleShape, WORDS};
use super::rows::Rows;
use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::source::Span;

/// An answer that stands in the open, too.
pub struct CopiedAnswer {
    /// The open block with the copy.
    pub at: Span,
    pub answer: Span,
    pub text: String,
}

struct AnswerSentence {
    letters: String,
    text: String,
    answer: Span,
    /// The task that it answers: an answer may say again what was asked.
    task: Range<NodeId>,
}

/// The open blocks of a text that say what an answer says, in their order. Only sentences of five words and more count, and
/// only prose: a solution repeats code that it changes, headings, and what it quotes.
pub fn of(body: &Body, source: &str) -> Vec<CopiedAnswer> {
    let mut sentences = sentences(body, source);
    if sentences.is_empty() {
        return Vec::new();
    }
    sentences.sort_by(|a, b| (&a.letters, a.answer).cmp(&(&b.letters, b.answer)));
    sentences.dedup_by(|b, a| a.letters == b.letters);
    let rows = Rows::new(sentences.iter().map(|one| one.letters.as_str()));
    let mut found = Vec::new();
    let mut at = 0;
    while at < body.all().end {
        if body.hides(at) {
            at = body.subtree(at).end;
            continue;
        }
        if let Some(text) = block(body, source, at) {
            let letters = Letters::of(&text);
            let copy = rows.all_in(&letters).map(|row| &sentences[row]).find(|one| !one.task.contains(&at));
            found.extend(copy.map(|one| CopiedAnswer {
                at: body.span(at),
                answer: one.answer,
                text: one.text.chars().take(80).collect(),
            }));
        }
        at += 1;
    }
    found
}

fn sentences(body: &Body, source: &str) -> Vec<AnswerSentence> {
    let mut found = Vec::new();
    if !body.divs.iter().any(|div| div.kind == Kind::Answer) {
        return found; // as most
    }
    let units: HashSet<String> = needles::OF_TIMES.iter().map(|word| word.to_string()).collect();
    let (mut end, mut task) = (0, 0..0);
    for node in body.all() {
        if body.div(node).is_some_and(|div| div.kind == Kind::Task) && node >= end {
            task = body.subtree(node);
        }
        if body.div(node).is_some_and(|div| div.kind == Kind::Answer) && node >= end {
            end = body.subtree(node).end;
            of_answer(body, source, node, &mut |text, answer| {
                needles::of(text, NeedleShape::Prose, &units, &mut |needle| {
                    if needle.words >= WORDS {
                        let (letters, text) = (needle.letters, needle.text);
                        found.push(AnswerSentence { letters, text, answer, task: task.clone() });
                    }
                });
            });
        }
    }
    found
}

/// The prose of an answer, without quotes.
fn of_answer(body: &Body, source: &str, answer: NodeId, give: &mut impl FnMut(&str, Span)) {
    let range = body.subtree(answer);
    let mut at = range.start + 1;
    while at < range.end {
        if body.tag(at) == Tag::Quote {
            at = body.subtree(at).end;
            continue;
        }
        if !matches!(body.tag(at), Tag::Heading { .. })
            && let Some(text) = block(body, source, at)
        {
            give(&text, body.span(at));
        }
        at += 1;
    }
}

/// The text of a paragraph, heading, cell or item; code in it is a part of its sentences.
fn block(body: &Body, source: &str, node: NodeId) -> Option<String> {
    let is_text = match body.tag(node) {
        Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => true,
        Tag::Item => body.children(node).next().is_some_and(|child| body::is_inline(body.tag(child))),
        _ => false,
    };
    let own_end = || {
        // Blocks in an item come by themselves.
        let inner = body.children(node).find(|child| !body::is_inline(body.tag(*child)));
        inner.unwrap_or(body.subtree(node).end)
    };
    is_text.then(|| body::plain(body, source, node..own_end()))
}
