//! What everybody may read in the sources, as letters: the texts of an edition, its keys, the data of the school, and the
//! words of the compiled-in theme. A secret that stands there is none.
//!
//! The school's own templates and drawings are no such sources, nor are the titles of links: what they say is looked at.

use std::sync::LazyLock;

use super::as_text::AsText;
use super::facts;
use super::letters::{Gap, Letters};
use crate::body::{Attrs, Body, Tag};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::site::Site;

/// The title and text of a document as an edition has them.
pub fn text_of(edition: &Edition<'_>, id: DocId) -> Letters {
    let mut letters = Letters::default();
    let Some((doc, body)) = edition.get(id) else { return letters };
    letters.push_str(&doc.head.title);
    letters.wall();
    let lang = edition.lang(id);
    push_body(body, edition.text(id), &mut letters, |name| edition.variable(name, lang));
    push_names(body, &mut letters);
    for cue in edition.cues(id) {
        letters.gap(Gap::Piece);
        cue.voices().for_each(|voice| push_apart(voice, &mut letters));
        letters.push_str(&cue.words());
    }
    letters
}

/// The letters of a body, blocks apart. `fill` knows the values of variables.
pub fn push_body(body: &Body, source: &str, to: &mut Letters, fill: impl Fn(&str) -> Option<String>) {
    let mut at = 0;
    while at < body.nodes.len() {
        let node = body.nodes[at];
        match node.tag {
            Tag::Text | Tag::CodeSpan | Tag::RawHtml => to.push_str(&source[node.span.range()]),
            Tag::Chars(string) | Tag::CodeChars(string) => to.push_str(&body.strings[string as usize]),
            Tag::Char(c) => to.push(c),
            Tag::SoftBreak | Tag::HardBreak => to.gap(Gap::Word),
            Tag::Hidden | Tag::Comment => {
                at = node.next as usize;
                continue;
            }
            Tag::Variable(name) => match fill(&body.variables[name as usize]) {
                Some(value) => to.push_str(&value),
                None => to.wall(),
            },
            Tag::Div(div) => push_attrs(&body.divs[div as usize].attrs, to),
            tag if !crate::body::is_inline(tag) => to.gap(Gap::Piece),
            _ => {}
        }
        at += 1;
    }
}

/// Addresses, ids and attributes, as far as a body has them: all that its author wrote besides text, but titles of links.
fn push_names(body: &Body, to: &mut Letters) {
    body.headings.iter().for_each(|heading| push_attrs(heading.attrs(), to));
    body.images.iter().for_each(|image| push_attrs(&image.attrs, to));
    let addresses = body.links.iter().map(|link| &link.dest).chain(body.images.iter().map(|image| &image.dest));
    addresses.for_each(|address| push_apart(address, to));
}

fn push_attrs(attrs: &Attrs, to: &mut Letters) {
    attrs.id.iter().for_each(|(id, _)| push_apart(id, to));
    attrs.pairs.iter().filter_map(|pair| pair.value.as_deref()).for_each(|value| push_apart(value, to));
}

fn push_apart(text: &str, to: &mut Letters) {
    to.wall();
    to.push_str(text);
    to.wall();
}

/// The keys of a document's head and its address, as far as an edition has them.
pub fn keys_of(edition: &Edition<'_>, id: DocId) -> Letters {
    let mut letters = Letters::default();
    let Some((doc, _)) = edition.get(id) else { return letters };
    let mut push = |text: &str| {
        letters.push_str(text);
        letters.wall();
    };
    facts::open(doc, &mut push);
    push(&edition.route(id).path);
    push(edition.path(id));
    letters
}

/// What a document's head says that the text is about.
pub fn summaries_of(edition: &Edition<'_>, id: DocId) -> Letters {
    let mut letters = Letters::default();
    let doc = edition.get(id).map(|(doc, _)| doc);
    doc.into_iter().for_each(|doc| facts::summaries(doc, &mut |text| push_apart(text, &mut letters)));
    letters
}

pub fn titles_of_links(edition: &Edition<'_>, id: DocId) -> Letters {
    let mut letters = Letters::default();
    let Some((_, body)) = edition.get(id) else { return letters };
    for title in body.links.iter().map(|link| &link.title).chain(body.images.iter().map(|image| &image.title)) {
        letters.push_str(title);
        letters.wall();
    }
    letters
}

/// What stands in no document: names, help lines, goals, terms, contacts that everybody may see, lists by their folders.
pub fn data_of(site: &Site<'_>, edition: &Edition<'_>) -> Letters {
    let mut letters = Letters::default();
    let mut push = |text: &str| {
        letters.push_str(text);
        letters.wall();
    };
    let (config, data) = (site.config, site.data);
    let title = Some(config.title());
    let names = [title, Some(config.school.name.clone()), config.school.place.clone(), config.site.base_url.clone()];
    names.iter().flatten().for_each(|text| push(text));
    config.week.iter().filter_map(|week| week.theme.as_ref()).for_each(|text| push(text));
    config.roles.values().for_each(|role| push(&role.label));
    for term in &data.terms.rows {
        [&term.term, &term.text].into_iter().for_each(|text| push(text));
    }
    for goal in &data.goals.rows {
        let texts = [&goal.id, &goal.title, &goal.area, &goal.domain];
        texts.into_iter().chain(&goal.text).chain(&goal.source).chain(&goal.slo).for_each(|text| push(text));
    }
    let about = &data.goals_about;
    [&about.status, &about.source, &about.note].into_iter().flatten().for_each(|text| push(text));
    for line in &data.helplines.rows {
        let texts = [&line.about, &line.phone, &line.hours].into_iter().flatten().chain([&line.name]);
        texts.for_each(|text| push(text));
        line.site.iter().for_each(|site| push(&site.value));
    }
    for kind in &data.incidents.rows {
        [Some(&kind.name), kind.about.as_ref()].into_iter().flatten().for_each(|text| push(text));
        kind.texts().for_each(|item| push(&item.value));
    }
    for contact in edition.contacts() {
        crate::data::FIELDS.iter().filter_map(|field| contact.field(field)).for_each(&mut push);
    }
    for change in edition.changes() {
        let texts = [&change.was, &change.becomes, &change.why, &change.source, &change.status];
        texts.into_iter().flatten().for_each(|text| push(text));
    }
    edition.year_tasks().for_each(|task| push(&task.what.value));
    edition.overviews().iter().for_each(|path| push(path));
    letters
}

/// The words of each file of the compiled-in theme. On one thread: what waits for it may be working for another that does.
pub static THEME: LazyLock<Vec<Letters>> = LazyLock::new(|| {
    let files = crate::theme::default_files();
    let decoded = files.iter().filter_map(|(path, bytes)| AsText::ByName.decode(path, bytes));
    decoded.flat_map(|decoded| [decoded.shown.shrunk(), decoded.aside.shrunk()]).collect()
});
