//! Hours beside a number: who calls must know when somebody is there. Where the text itself does not say, krijt adds them.

use super::{EditionContext, opening};
use crate::body::{Body, NodeId, Tag, plain};
use crate::wording::{Wording, base};

/// What a number is asked for, and what says when somebody answers it.
const PAIRS: &[(&str, &str)] = &[("hulplijn.", "tijden"), ("contact.", "uren")];

/// Hours of the school's data, in a text of some language.
#[derive(Debug, PartialEq, Eq)]
pub enum Hours {
    /// In the language of that text.
    Told(String),
    /// As the school wrote them, in the language of the site: in that of the text krijt cannot say them.
    AsWritten(String),
}

impl Hours {
    pub fn into_text(self) -> String {
        match self {
            Hours::Told(text) | Hours::AsWritten(text) => text,
        }
    }

    fn map(self, change: impl FnOnce(String) -> String) -> Self {
        match self {
            Hours::Told(text) => Hours::Told(change(text)),
            Hours::AsWritten(text) => Hours::AsWritten(change(text)),
        }
    }
}

/// Is this variable about when somebody is there?
fn is_about_hours(name: &str) -> bool {
    PAIRS
        .iter()
        .any(|(start, field)| name.starts_with(start) && name.rsplit_once('.').is_some_and(|(_, of)| of == *field))
}

impl EditionContext<'_> {
    /// The value of a variable in a text of this language.
    pub fn variable(&self, name: &str, lang: &str) -> Option<Hours> {
        let value = self.edition.variable(name, lang)?;
        Some(if is_about_hours(name) { self.hours(value, lang) } else { Hours::Told(value) })
    }

    fn hours(&self, written: String, lang: &str) -> Hours {
        let site = &self.edition.config().site.lang;
        if lang == site {
            return Hours::Told(written);
        }
        let words = self.theme.words(lang);
        let told = (words.lang == base(lang)).then(|| opening::told(&written, words)).flatten();
        told.map_or(Hours::AsWritten(written), Hours::Told)
    }

    /// The hours to write behind the number that the variable at this node stands for, as far as the text around it does
    /// not say them.
    pub fn hours_beside(&self, body: &Body, text: &str, node: NodeId, lang: &str) -> Option<Hours> {
        let Tag::Variable(name) = body.tag(node) else { return None };
        let name = &*body.variables[name as usize];
        let (_, field) = PAIRS.iter().find(|(start, _)| name.starts_with(start))?;
        let hours = format!("{}.{field}", name.strip_suffix(".telefoon")?);
        let value = self.edition.variable(&hours, lang)?;
        let around = body.subtree(block_around(body, node));
        let is_said = around.len() <= FAR
            && (around.clone().any(|other| match body.tag(other) {
                Tag::Variable(other) => *body.variables[other as usize] == *hours,
                _ => false,
            }) || plain(body, text, around).contains(value.as_str()));
        (!is_said).then(|| {
            let is_pointer = value.starts_with(POINTER);
            let hours = self.hours(value, lang);
            let words = match hours {
                Hours::Told(_) => self.theme.words(lang),
                Hours::AsWritten(_) => self.theme.words(&self.edition.config().site.lang),
            };
            hours.map(|hours| if is_pointer { words.with("cards.hours", &[("hours", &hours)]) } else { hours })
        })
    }
}

/// Nodes that are this far apart do not belong together: nobody looks for the hours there, and neither does krijt.
const FAR: usize = 1000;

/// How hours begin that only say where to look.
const POINTER: &str = "zie ";

/// `zie de site` is no time by itself.
pub fn in_words(words: &Wording, hours: &str) -> String {
    if hours.starts_with(POINTER) { words.with("cards.hours", &[("hours", hours)]) } else { hours.to_string() }
}

/// The item, row or paragraph that a node stands in.
fn block_around(body: &Body, node: NodeId) -> NodeId {
    let holds = |other: &NodeId| body.subtree(*other).contains(&node);
    let is_block = |tag: Tag| matches!(tag, Tag::Item | Tag::TableRow | Tag::TableHead | Tag::Heading { .. });
    let mut paragraph = node;
    for other in (0..node).rev().take(FAR).filter(holds) {
        match body.tag(other) {
            tag if is_block(tag) => return other,
            Tag::Paragraph => paragraph = other,
            Tag::List { .. } | Tag::Table(_) | Tag::Quote | Tag::Div(_) => break,
            _ => {}
        }
    }
    paragraph
}
