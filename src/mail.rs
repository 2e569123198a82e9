//! A tree as a mail: HTML as mail programs read it, which know no style sheets and few boxes, and the mail itself, with
//! its parts. What stands below each other is in `elements`, krijt's own blocks are in `panels`, what stands within lines
//! is in `lines`; how each looks is one table, in `styles`.

mod elements;
mod eml;
mod lines;
mod panels;
mod styles;

use std::collections::BTreeSet;

pub use eml::{Draft, Inside};
pub use styles::{Styles, WIDTH, sheet};

use crate::html::Html;
use crate::render::ltr;
use crate::render::tree::Tree;
use crate::wording::Wording;

/// The address of a picture, by its path below the root; none where it is not shown.
pub type Source<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A text as HTML for a mail, and the pictures in it.
pub struct MailHtml {
    pub html: String,
    pub pictures: BTreeSet<String>,
}

/// Text of a front matter for a mail: what runs the other way in it stands apart, by its element and by signs.
pub fn text_in(lang: &str, text: &str) -> String {
    let mut html = Html::default();
    for (is_apart, piece) in ltr::runs_in(lang, text) {
        match is_apart {
            true => lines::apart(&mut html, None, Some("ltr"), piece),
            false => html.text(piece),
        }
    }
    html.into_string()
}

/// Writes one tree.
struct MailWriter<'a> {
    words: &'a Wording,
    styles: &'a Styles,
    source: Source<'a>,
    html: Html,
    pictures: BTreeSet<String>,
}

pub fn write(tree: &Tree<'_>, styles: &Styles, source: Source<'_>) -> MailHtml {
    let mut writer = MailWriter { words: tree.words, styles, source, html: Html::default(), pictures: BTreeSet::new() };
    writer.elements(&tree.elements);
    writer.notes(&tree.notes);
    MailHtml { html: writer.html.into_string(), pictures: writer.pictures }
}
