//! The words of a document, as an edition has them: what its head says, its headings, its text.

use crate::body::{Body, Tag};
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::output::context::{RenderContext, groups_text};
use crate::search::{Rank, RankedText};

/// The parts of the text of a document, less its title and summary.
pub fn of(ctx: &RenderContext<'_>, id: DocId) -> Vec<RankedText> {
    let edition = ctx.edition();
    let Some((doc, body)) = edition.get(id) else { return Vec::new() };
    let lang = edition.lang(id);
    let mut head = String::new();
    of_head(ctx, id, doc, &mut head);
    let (mut headings, mut text) = (String::new(), String::with_capacity(edition.text(id).len()));
    of_body(edition, id, body, &mut headings, &mut text);
    vec![(Rank::Heading, ctx.frame.filled(&head, lang)), (Rank::Heading, headings), (Rank::Text, text)]
}

/// What people look for and no text says: for which groups it is, what it is about, where and what an evening is.
fn of_head(ctx: &RenderContext<'_>, id: DocId, doc: &Doc, out: &mut String) {
    let mut add = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    // What it is called in its address, which menus and letters may call it, too.
    let path = &ctx.edition().route(id).path;
    path.strip_suffix("/index.html").and_then(|path| path.rsplit('/').next()).iter().for_each(|name| add(name));
    doc.head.tags.iter().for_each(|tag| add(tag));
    let facets = &doc.facets;
    let (lesson, module, post) = (facets.lesson.as_deref(), facets.module.as_deref(), facets.post.as_deref());
    let groups = lesson.map(|lesson| &lesson.groups).or(module.map(|module| &module.groups));
    let groups = groups.or(post.map(|post| &post.groups));
    groups.and_then(|groups| groups_text(ctx.frame.words(id), groups)).iter().for_each(|groups| add(groups));
    if let Some(lesson) = lesson {
        lesson.theme.iter().chain(&lesson.goals).chain(&lesson.materials).for_each(|text| add(text));
        lesson.terms.iter().for_each(|term| add(&term.value));
        lesson.core_goals.iter().for_each(|goal| add(&goal.value));
    }
    module.and_then(|module| module.theme.as_deref()).iter().for_each(|theme| add(theme));
    if let Some(event) = &facets.event {
        event.place.iter().for_each(|place| add(place));
        event.programme.iter().for_each(|part| add(&part.what));
    }
}

fn of_body(edition: &Edition<'_>, id: DocId, body: &Body, headings: &mut String, text: &mut String) {
    let (source, lang) = (edition.text(id), edition.lang(id));
    let (mut at, mut heading) = (0, 0);
    while let Some(node) = body.nodes.get(at as usize) {
        let out = if at < heading { &mut *headings } else { &mut *text };
        match node.tag {
            Tag::Text | Tag::CodeSpan => out.push_str(&source[node.span.range()]),
            Tag::Chars(string) | Tag::CodeChars(string) => out.push_str(&body.strings[string as usize]),
            Tag::Char(c) => out.push(c),
            Tag::Variable(name) => out.extend(edition.variable(&body.variables[name as usize], lang)),
            Tag::Hidden | Tag::Comment => {
                at = node.next;
                continue;
            }
            Tag::Heading { .. } => {
                heading = node.next;
                headings.push('\n');
            }
            Tag::Div(div) => {
                let attrs = &body.divs[div as usize].attrs;
                out.push('\n');
                out.push_str(attrs.value("titel").or(attrs.value("title")).unwrap_or_default());
                out.push('\n');
            }
            Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link(_) | Tag::Inline(_) => {}
            _ => out.push('\n'),
        }
        at += 1;
    }
}
