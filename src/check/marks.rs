//! What a card would leave out: sentences of a rule that may hold an exception, a ban or an order, and that do not travel.
//!
//! Words are all there is to go by. A rule that marks nothing at all, although such a sentence stands in it, is wrong; where
//! others of its sentences are marked, its author has looked, and a warning asks about the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::prose::{Passage, Prose, Sentence};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::diag::{Code, Finding, catalogue as code};
use crate::doc::{Doc, Rule, RuleParts, is_note};
use crate::source::{Place, Span};

/// What a word may mean for who goes by a card. Two words of one kind stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Ban,
    Condition,
    Collections,
}

/// Words in Dutch and in English, as they stand in a sentence.
const WORDS: &[(Weight, &[&str])] = &[
    (
        Weight::Ban,
        &[
            "niet",
            "nooit",
            "geen",
            "niets",
            "niemand",
            "noch",
            "verboden",
            "verbied",
            "not",
            "never",
            "don't",
            "nobody",
            "nothing",
            "forbidden",
        ],
    ),
    (
        Weight::Condition,
        &[
            "tenzij",
            "gaat het om",
            "bij een",
            "behalve",
            "alleen als",
            "alleen bij",
            "alleen met",
            "alleen na",
            "alleen wanneer",
            "mits",
            "uitgezonderd",
            "unless",
            "except",
            "only if",
            "only when",
            "only with",
        ],
    ),
    (
        Weight::Collections,
        &["eerst", "pas als", "pas na", "pas nadat", "pas wanneer", "voordat", "first", "before", "only then"],
    ),
];

/// The words of a text in small letters, with one blank before, between and behind them. What cannot be seen is no part of
/// a word.
fn normal(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            '’' | '\'' => out.push('\''),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out + " "
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn found(words: &str) -> impl Iterator<Item = (Weight, &'static str)> {
    let rows = WORDS.iter().flat_map(|(weight, list)| list.iter().map(move |word| (*weight, *word)));
    rows.filter(|(_, word)| words.contains(&format!(" {word} ")))
}

fn weights(text: &str) -> BTreeSet<Weight> {
    found(&normal(text)).map(|(weight, _)| weight).collect()
}

pub fn look(doc: &Doc, text: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let Some(rules) = doc.facets.rules.as_ref().filter(|rules| rules.iter().any(|rule| rule.when.is_some())) else {
        return;
    };
    let mut passages: Vec<&Passage> = prose.passages.iter().collect();
    passages.sort_by_key(|passage| passage.node);
    let footnotes = footnotes(&doc.body);
    let all = All { doc, text, prose, passages, footnotes };
    for ((node, _), rule) in doc.body.blocks(Kind::Rule).zip(rules).filter(|(_, rule)| rule.when.is_some()) {
        findings.extend(RuleLint { all: &all, rule, apart: apart(&doc.body, node), node }.finding());
    }
}

/// The footnotes of a text, by label.
fn footnotes(body: &Body) -> BTreeMap<&str, NodeId> {
    let of = |node: NodeId| match body.tag(node) {
        Tag::Footnote(label) => Some((&*body.strings[label as usize], node)),
        _ => None,
    };
    body.all().filter_map(of).collect()
}

/// What of a rule travels by itself or is the team's: the outermost blocks of that kind, in order.
fn apart(body: &Body, rule: NodeId) -> Vec<(NodeId, NodeId)> {
    let mut found = Vec::new();
    let mut at = rule + 1;
    while at < body.subtree(rule).end {
        if is_note(body, at) || is_of_team(body, at) {
            found.push((at, body.subtree(at).end));
            at = body.subtree(at).end;
        } else {
            at += 1;
        }
    }
    found
}

/// A text and what was made of it once, for all of its rules.
struct All<'a> {
    doc: &'a Doc,
    text: &'a str,
    prose: &'a Prose,
    /// In the order of their nodes.
    passages: Vec<&'a Passage>,
    footnotes: BTreeMap<&'a str, NodeId>,
}

struct RuleLint<'a> {
    all: &'a All<'a>,
    rule: &'a Rule,
    node: NodeId,
    apart: Vec<(NodeId, NodeId)>,
}

/// A sentence as a card would have to show it, and where it stands.
struct CardSentence {
    words: String,
    span: Span,
    /// With the question before its answer, and the answer behind its question. A title has to be put otherwise.
    whole: Option<Span>,
}

impl RuleLint<'_> {
    /// One rule is one mistake: its first sentence that counts.
    fn finding(&self) -> Option<Finding> {
        let body = &self.all.doc.body;
        let parts = RuleParts::of(body, self.all.text, self.node);
        let travels: Vec<NodeId> = parts.notes.iter().copied().filter(|note| !self.is_of_team(*note)).collect();
        let row = if travels.is_empty() { &code::RULE_MARKS_NOTHING } else { &code::RULE_PART_UNMARKED };
        let unmarked = parts.rest.iter().find_map(|node| self.first(row, body.subtree(*node)));
        let dropped = || self.dropped(&parts, &travels);
        let (error, warning) = if travels.is_empty() { (unmarked, None) } else { (None, unmarked) };
        error.or_else(dropped).or(warning).or_else(|| self.in_footnotes())
    }

    /// The first sentence in a range of nodes that may matter to who goes by the card.
    fn first(&self, row: &'static Code, range: Range<NodeId>) -> Option<Finding> {
        self.shown(range).into_iter().find_map(|sentence| {
            let (_, word) = found(&sentence.words).next()?;
            let finding = Finding::new(row, self.place(&sentence)).with("word", word);
            if row.optional.is_empty() {
                return Some(finding);
            }
            let whole = sentence.whole.map(|whole| self.all.text[whole.range()].split_whitespace().collect::<Vec<_>>());
            let whole = whole.map(|words| words.join(" ")).filter(|whole| whole.chars().count() <= 200);
            Some(finding.maybe("sentence", whole))
        })
    }

    fn place(&self, sentence: &CardSentence) -> Place {
        Place { file: self.all.doc.file, span: sentence.span }
    }

    /// A sentence of the first paragraph whose weight is in neither the text for cards nor a note.
    fn dropped(&self, parts: &RuleParts, travels: &[NodeId]) -> Option<Finding> {
        let card = self.rule.card.as_ref()?;
        let body = &self.all.doc.body;
        let mut kept = weights(&card.value);
        for note in travels {
            kept.extend(weights(&crate::body::plain(body, self.all.text, body.subtree(*note))));
        }
        parts.head.iter().flat_map(|node| self.shown(body.subtree(*node))).find_map(|sentence| {
            let (_, word) = found(&sentence.words).find(|(weight, _)| !kept.contains(weight))?;
            let finding = Finding::new(&code::CARD_LEAVES_OUT, self.place(&sentence));
            Some(finding.with("word", word).with("card", card.value.as_str()))
        })
    }

    /// The footnotes that the rule refers to. A source stands in one as well, so they are asked about only.
    fn in_footnotes(&self) -> Option<Finding> {
        let body = &self.all.doc.body;
        let labels = body.subtree(self.node).filter(|node| !self.is_apart(*node)).filter_map(|node| {
            let Tag::FootnoteRef(label) = body.tag(node) else { return None };
            self.all.footnotes.get(&*body.strings[label as usize])
        });
        labels.into_iter().find_map(|note| self.first(&code::RULE_PART_UNMARKED, body.subtree(*note)))
    }

    /// The sentences in a range of nodes, without those that travel and those of the team. A title of a box is one.
    fn shown(&self, range: Range<NodeId>) -> Vec<CardSentence> {
        let body = &self.all.doc.body;
        let titles = range.clone().filter(|node| !self.is_apart(*node)).filter_map(|node| {
            let div = body.div(node)?;
            let pair = div.attrs.get("titel").or(div.attrs.get("title"))?;
            Some(CardSentence { words: normal(pair.value.as_deref()?), span: pair.span, whole: None })
        });
        let from = self.all.passages.partition_point(|passage| passage.node < range.start);
        let inside = self.all.passages[from..].iter().take_while(|passage| passage.node < range.end);
        let texts = inside.filter(|passage| !self.is_apart(passage.node));
        titles.chain(texts.flat_map(|passage| self.sentences(passage))).collect()
    }

    fn sentences(&self, passage: &Passage) -> Vec<CardSentence> {
        let prose = self.all.prose;
        let shown = |sentence: &Sentence| {
            let words = prose.words_in(sentence);
            let (first, last) = (words.first()?, words.last()?);
            let span = prose.place(self.all.doc, *first, *last).span;
            let rest = &self.all.text[span.end as usize..];
            let end = rest.len() - rest.trim_start_matches(|c| ".!?…)”’\"'*_".contains(c)).len();
            let said = &prose.text[first.start as usize..last.end as usize];
            let span = Span { end: span.end + end as u32, ..span };
            Some(CardSentence { words: normal(said), span, whole: Some(span) })
        };
        let mut sentences: Vec<CardSentence> = prose.sentences_of(passage).iter().filter_map(shown).collect();
        for at in 1..sentences.len() {
            let is_answer = [" dan ", " then "].iter().any(|word| sentences[at].words.starts_with(word));
            let is_asked = self.all.text[sentences[at - 1].span.range()].trim_end_matches(['*', '_']).ends_with('?');
            if is_answer || is_asked {
                let both = Some(Span { start: sentences[at - 1].span.start, end: sentences[at].span.end });
                sentences[at].whole = both;
                sentences[at - 1].whole = both;
            }
        }
        sentences
    }

    /// Does a node stand in a note that travels, or in a block for the team?
    fn is_apart(&self, node: NodeId) -> bool {
        let at = self.apart.partition_point(|(start, _)| *start <= node);
        at.checked_sub(1).is_some_and(|at| node < self.apart[at].1)
    }

    /// Is a note one that only the team has?
    fn is_of_team(&self, note: NodeId) -> bool {
        !self.apart.iter().any(|(start, _)| *start == note)
    }
}

fn is_of_team(body: &Body, node: NodeId) -> bool {
    body.div(node).is_some_and(|div| div.is_hidden())
}
