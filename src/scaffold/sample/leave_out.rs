//! Takes out of a text what it says of files that do not come: the sentence that a link or a picture stands in. In a table
//! and in a heading the words of the link stay, since a row or a heading is more than that.

use std::ops::Range;

use crate::body::{self, Body, NodeId, Tag};
use crate::front::{self, Split};
use crate::site::joined;
use crate::source::SourceId;

/// The text without, and every sentence that went.
pub fn sentences(path: &str, text: &str, is_gone: &dyn Fn(&str) -> bool) -> (String, Vec<String>) {
    let start = match front::split(text) {
        Split::Yaml { text, .. } | Split::Toml { text, .. } => text,
        Split::None | Split::Unclosed => 0,
    };
    let (body, _) = body::parse(SourceId(0), text, start);
    let leads_away = |dest: &str| {
        let address = dest.split(['#', '?']).next().unwrap_or(dest);
        !address.is_empty() && joined(path, address).is_some_and(|path| is_gone(&path))
    };
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut gone = Vec::new();
    let mut around: Vec<NodeId> = Vec::new();
    for id in body.all() {
        around.retain(|block| body.subtree(*block).contains(&id));
        let dest = match body.tag(id) {
            Tag::Link(link) => &body.links[link as usize].dest,
            Tag::Image(image) => &body.images[image as usize].dest,
            tag if body::is_inline(tag) => continue,
            _ => {
                around.push(id);
                continue;
            }
        };
        let Some(block) = around.last().filter(|_| leads_away(dest)) else { continue };
        if matches!(body.tag(*block), Tag::TableCell | Tag::Heading { .. }) {
            cuts.extend(around_words(&body, id));
            continue;
        }
        let cut = sentence(&body, text, *block, id);
        // Two links of one sentence.
        if cuts.last().is_none_or(|last| last.end < cut.end) {
            gone.push(text[cut.clone()].trim().to_string());
            cuts.push(cut);
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        out.push_str(text.get(at..cut.start).unwrap_or_default());
        at = at.max(cut.end);
    }
    out.push_str(&text[at..]);
    (out, gone)
}

/// What stands around the words of a link.
fn around_words(body: &Body, link: NodeId) -> Vec<Range<usize>> {
    let whole = body.span(link).range();
    let words: Vec<_> = body.subtree(link).skip(1).map(|id| body.span(id).range()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return vec![whole] };
    vec![whole.start..first.start, last.end..whole.end]
}

/// The sentence of a block that a link stands in, with the blank before or behind it; the whole block where it has no other.
fn sentence(body: &Body, text: &str, block: NodeId, link: NodeId) -> Range<usize> {
    let lines: Vec<NodeId> = body.children(block).filter(|id| body::is_inline(body.tag(*id))).collect();
    let first = lines.first().map_or(link, |id| *id);
    let last = lines.last().map_or(link, |id| *id);
    let run = body.span(first).start as usize..body.span(last).end as usize;
    let link = body.span(link).range();
    let start = run.start + ends(&text[run.start..link.start]).last().unwrap_or(0);
    let end = link.end + ends(&text[link.end..run.end]).next().unwrap_or(run.end - link.end);
    match (text[run.start..start].trim().is_empty(), text[end..run.end].trim().is_empty()) {
        (true, true) => whole_block(text, body.span(block).range()),
        (true, false) => start..run.end - text[end..run.end].trim_start().len(),
        // The blank that stood before it goes as well.
        (false, _) => start..end,
    }
}

/// The lines of a block, with an empty one behind it.
fn whole_block(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = span.start + text[span.clone()].trim_end().len();
    let rest = &text[end..];
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let empty = usize::from(rest[line..].starts_with('\n') && text[..start].ends_with("\n\n"));
    start..end + line + empty
}

/// Where sentences end, behind their last sign.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let is_closing = |c: char| matches!(c, ')' | '"' | '”' | '’' | '*' | '_');
    text.match_indices(['.', '!', '?']).filter_map(move |(at, sign)| {
        let rest = &text[at + sign.len()..];
        let after = rest.trim_start_matches(is_closing);
        after.starts_with(|c: char| c.is_whitespace()).then(|| text.len() - after.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_takes_its_sentence_along() {
        let gone = |path: &str| path == "content/weg.md";
        let rows = [
            ("Eerst dit. Lees\n[meer](weg.md#a) hierover. Dan dat.\n", "Eerst dit. Dan dat.\n"),
            ("Eerst dit. Zie [](weg.md).\n\nEn dit.\n", "Eerst dit.\n\nEn dit.\n"),
            ("Zie [a](weg.md) en [b](weg.md)! Dan dat.\n", "Dan dat.\n"),
            ("Een.\n\nZie [](weg.md).\n\nTwee.\n", "Een.\n\nTwee.\n"),
            ("- Een\n- Lees [dit](weg.md)\n- Twee\n", "- Een\n- Twee\n"),
            ("| A |\n|---|\n| [Les](weg.md) 1 |\n", "| A |\n|---|\n| Les 1 |\n"),
            ("Zie [dit](er.md). Of 1.2 en [dat](/weg.md).\n", "Zie [dit](er.md).\n"),
        ];
        for (text, left) in rows {
            assert_eq!(sentences("content/hier.md", text, &gone).0, left, "{text}");
        }
    }
}
