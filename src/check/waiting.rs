//! Places in a public text that still wait for their author: first texts of `krijt new` that nobody replaced, `[invullen]`.
//! In a hidden text they may stay. And first texts that are filled in, and hidden still.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::body::Tag;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::DocId;
use crate::front::{self, hides::plain};
use crate::kind::KINDS;
use crate::site::Site;
use crate::source::{Place, Span};

/// What stands in first texts for an author to replace: `Schrijf hier …`, as plain words.
static FIRST: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let sentences = KINDS.iter().flat_map(|kind| kind.new.sentences());
    sentences.map(plain).filter(|words| words.len() > START.len()).collect()
});
const START: &str = "schrijfhier";

/// The first place in a public text that still waits for its author.
pub fn places(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let text = site.text(id);
    if !site.is_public(id) || !may_wait(text) {
        return; // as nearly all
    }
    let doc = site.doc(id);
    let hidden = hidden_ranges(site, id);
    let is_hidden = |span: &Span| {
        let at = hidden.partition_point(|range| range.start <= span.start);
        hidden[..at].last().is_some_and(|range| range.contains(span.start))
    };
    let found = waiting(text).find(|span| !is_hidden(span));
    findings.extend(found.map(|span| {
        let shown: String = text[span.range()].chars().take(60).collect();
        Finding::new(&code::UNFINISHED_TEXT, Place { file: doc.file, span }).with("text", shown.trim())
    }));
}

/// Above `concept: ja` in a first text.
const WHEN_DONE: &str = "Klaar? Haal dan de volgende regel weg.";

/// A first text of `krijt new` in which nothing waits any more, and that is a draft. To publish it is the author's to decide:
/// the fix is a guess. Without the line above its mark it is a draft like others, of which nothing is said.
pub fn finished(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, text) = (site.doc(id), site.text(id));
    if !doc.head.draft || memchr::memmem::find(text.as_bytes(), WHEN_DONE.as_bytes()).is_none() {
        return; // as nearly all
    }
    let front::Split::Yaml { head, .. } = front::split(text) else { return };
    let (mut at, mut above) = (head.start as usize, None);
    for line in text[head.range()].split_inclusive('\n') {
        let is_mark = line.split_once(':').is_some_and(|(key, _)| matches!(key, "concept" | "draft"));
        if let Some(start) = above.filter(|_| is_mark && waiting(text).next().is_none()) {
            let place = Place { file: doc.file, span: Span::new(at..at + line.trim_end().len()) };
            let fix = Fix::guess(Span::new(start..at + line.trim_end().len()), "concept: nee");
            return findings.push(Finding::new(&code::FINISHED_DRAFT, place).fixed_by(Some(fix)));
        }
        above = (line.starts_with('#') && line.trim_end().ends_with(WHEN_DONE)).then_some(at);
        at += line.len();
    }
}

fn may_wait(text: &str) -> bool {
    let finds = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    finds("chrijf hier") || waiting_brackets(text).next().is_some()
}

/// What readers of the site do not get: blocks for the team, comments, code, and comments and what is the team's in the head.
fn hidden_ranges(site: &Site<'_>, id: DocId) -> Vec<Span> {
    let (doc, text) = (site.doc(id), site.text(id));
    let body = &doc.body;
    let is_hidden = |node: &u32| {
        body.div(*node).is_some_and(|div| div.is_hidden())
            || matches!(body.tag(*node), Tag::Comment | Tag::Code { .. } | Tag::CodeSpan | Tag::CodeChars(_))
    };
    let mut hidden: Vec<Span> = body.all().filter(is_hidden).map(|node| body.span(node)).collect();
    if let Some(substitute) = doc.facets.lesson.as_ref().and_then(|lesson| lesson.substitute.as_ref()) {
        hidden.push(substitute.place.span);
    }
    if let front::Split::Yaml { head, .. } = front::split(text) {
        let mut at = head.start as usize;
        for line in text[head.range()].split_inclusive('\n') {
            if line.trim_start().starts_with('#') {
                hidden.push(Span::new(at..at + line.len()));
            }
            at += line.len();
        }
    }
    // In order, and side by side: what lies in another is left out.
    hidden.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    hidden.retain(|span| {
        let is_outside = span.end > end;
        end = end.max(span.end);
        is_outside
    });
    hidden
}

/// Everything in a text that waits, in its order.
fn waiting(text: &str) -> impl Iterator<Item = Span> {
    let mut spans: Vec<Span> = waiting_brackets(text).collect();
    for (at, _) in text.match_indices("chrijf hier") {
        let start = at.saturating_sub(1);
        if !text.get(start..).is_some_and(|rest| rest.starts_with(['S', 's'])) {
            continue;
        }
        let line = line_at(text, start);
        let end = line.find(['.', '"', '<', '*']).unwrap_or(line.len());
        if FIRST.contains(&plain(&line[..end])) {
            spans.push(Span::new(start..start + end));
        }
    }
    spans.sort_unstable();
    spans.into_iter()
}

/// The rest of the line at a byte, as far as anything that waits may be long: a line may be all of a text.
fn line_at(text: &str, start: usize) -> &str {
    const LONG: usize = 500;
    let near = &text[start..text.floor_char_boundary(start.saturating_add(LONG))];
    near.lines().next().unwrap_or(near)
}

/// `[invullen]`, `[naam invullen]`, `[INVULLEN: de datum]`, `[in te vullen]`: in brackets, and no link.
fn waiting_brackets(text: &str) -> impl Iterator<Item = Span> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(|start| {
        let near = &text.as_bytes()[start..text.len().min(start + 100)];
        let close = memchr::memchr2(b']', b'\n', near);
        if close.is_some_and(|close| near[close..].starts_with(b"](")) {
            return None; // as most
        }
        let line = line_at(text, start);
        let inner = line.split(']').next()?;
        let inner = &inner[..inner.char_indices().nth(100).map_or(inner.len(), |(at, _)| at)];
        let is_link = line[inner.len()..].starts_with("](") || line[inner.len()..].starts_with("][");
        let words = inner[1..].trim().to_lowercase();
        let waits = words.starts_with("invullen")
            || words.ends_with(" invullen")
            || words.starts_with("in te vullen")
            || words.ends_with(" in te vullen")
            || words.starts_with("vul in")
            || words.starts_with("vul hier")
            || matches!(words.as_str(), "todo" | "tbd" | "nog invullen" | "aanvullen");
        let end = start + inner.len() + usize::from(line[inner.len()..].starts_with(']'));
        (waits && !is_link).then(|| Span::new(start..end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each has the line by which it is known, and something that waits: else it would be finished as it is made.
    #[test]
    fn first_texts_say_what_to_do_when_they_are_done() {
        for kind in KINDS {
            let text = kind.new.text;
            assert!(text.contains(&format!("{WHEN_DONE}\nconcept: ja\n")), "{}", kind.word);
            assert!(waiting(text).next().is_some(), "{}", kind.word);
        }
    }

    #[test]
    fn what_waits_is_found_and_links_are_not() {
        let found = |text: &str| waiting(text).map(|span| text[span.range()].to_string()).collect::<Vec<_>>();
        for text in
            ["[invullen]", "[INVULLEN: wie]", "[naam invullen]", "[in te vullen door de MR]", "[vul in]", "[Invullen"]
        {
            assert_eq!(found(&format!("Bel {text}")).len(), 1, "{text}");
        }
        for text in ["[formulier invullen](a.pdf)", "Schrijf hier je naam.", "[a]", "invullen"] {
            assert_eq!(found(text).len(), 0, "{text}");
        }
        assert_eq!(found("Schrijf hier de opdracht voor de kinderen.").len(), 1);
        assert_eq!(found("samenvatting: Schrijf hier in één zin waar de les over gaat.").len(), 1);
    }
}
