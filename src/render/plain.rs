//! Words of a body without any mark-up, as an edition has them.

use super::EditionContext;
use super::hours::Hours;
use crate::body::{Body, NodeId, Tag};
use crate::bytes;
use crate::doc::DocId;
use crate::site::Target;
use crate::wording::Wording;

/// What a note that travels begins with.
pub fn title_of_note(words: &Wording, body: &Body, node: NodeId) -> String {
    let given = body.div(node).and_then(|div| div.attrs.value("titel").or(div.attrs.value("title")));
    let title = given.unwrap_or_else(|| words.text("block.letop")).trim();
    if title.ends_with(['.', '!', '?', ':', '…']) { title.to_string() } else { format!("{title}:") }
}

/// A link that has no text of its own.
fn is_bare_link(body: &Body, node: NodeId) -> bool {
    matches!(body.tag(node), Tag::Link(_)) && body.subtree(node).len() == 1
}

impl EditionContext<'_> {
    /// The words of a subtree, with variables filled in, hours beside numbers, and links without words by the name of
    /// what they point at.
    pub fn plain(&self, id: DocId, body: &Body, node: NodeId) -> String {
        let text = self.edition.text(id);
        let mut words = String::with_capacity(body.span(node).range().len());
        let mut from = node;
        let lang = self.edition.lang(id);
        for other in body.subtree(node) {
            let hours = || self.hours_beside(body, text, other, lang).map(Hours::into_text);
            let (until, more) = match is_bare_link(body, other) {
                true => (other, self.name_of_target(id, body.span(other).start)),
                false => match hours() {
                    Some(hours) => (other + 1, format!(" ({hours})")),
                    None => continue,
                },
            };
            crate::body::plain_into(body, text, from..until, &mut words);
            words.push_str(&more);
            from = other + 1;
        }
        crate::body::plain_into(body, text, from..body.subtree(node).end, &mut words);
        if bytes::has(&words, b'{') { self.filled(&words, lang) } else { words }
    }

    /// What a link without text is called: the rule's number, or the title of what it points at.
    pub fn name_of_target(&self, id: DocId, at: u32) -> String {
        let edition = self.edition;
        match edition.target(id, at) {
            Some(Target::Doc { doc, anchor }) => {
                let rule = anchor.as_deref().and_then(|anchor| edition.rule(anchor));
                match rule.filter(|_| edition.doc(*doc).is_some_and(|doc| doc.facets.rules.is_some())) {
                    Some(rule) => self.words(id).with("page.rule_small", &[("number", rule.number)]),
                    None => edition.title(*doc).to_string(),
                }
            }
            Some(Target::Page(path)) => {
                let path = path.split('#').next().unwrap_or(path);
                crate::kind::humanised(path.trim_end_matches("/index.html"))
            }
            _ => String::new(),
        }
    }

    /// Text with its variables filled in.
    pub fn filled(&self, text: &str, lang: &str) -> String {
        if !bytes::has(text, b'{') {
            return text.to_string();
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{ ") {
            out.push_str(before);
            match after.split_once(" }}") {
                Some((name, tail)) => {
                    let value = self.variable(name, lang).map(Hours::into_text);
                    out.push_str(&value.unwrap_or_else(|| format!("{{{{ {name} }}}}")));
                    rest = tail;
                }
                // Then none of those that follow ends, either.
                None => {
                    out.push_str("{{ ");
                    out.push_str(after);
                    return out;
                }
            }
        }
        out.push_str(rest);
        out
    }
}
