//! Parts of documents as HTML for a page.

use super::elements::HtmlWriter;
use crate::body::NodeId;
use crate::doc::DocId;
use crate::render::tree::Tree;
use crate::render::{Counts, EditionContext, Medium, RenderOptions, tonight};

/// One page being written: counts and lists that run through all its parts.
#[derive(Debug, Default)]
pub struct Page {
    /// The page's own file.
    pub path: String,
    /// The way up to the edition's folder.
    pub root: String,
    pub counts: Counts,
}

impl Page {
    pub fn new(path: &str) -> Self {
        Page { path: path.to_string(), root: crate::site::route_root(path), ..Page::default() }
    }

    fn parts(&mut self) -> (Medium<'_>, &mut Counts) {
        (Medium::Page { path: &self.path, root: &self.root }, &mut self.counts)
    }
}

/// A letter on its page.
pub struct LetterHtml {
    /// The first box of the letter itself with what to ask at home: a page shows it above the rest.
    pub tonight: Option<String>,
    pub text: String,
}

impl EditionContext<'_> {
    /// A whole body on a page.
    pub fn body(&self, id: DocId, page: &mut Page, part: RenderOptions) -> String {
        let Some((_, body)) = self.edition.get(id) else { return String::new() };
        self.nodes(id, &body.roots().collect::<Vec<_>>(), page, part)
    }

    /// Some of a body's nodes, for a page that shows a body in pieces.
    pub fn nodes(&self, id: DocId, nodes: &[NodeId], page: &mut Page, part: RenderOptions) -> String {
        let (medium, counts) = page.parts();
        HtmlWriter::write(self.theme, &self.tree(id, nodes, medium, counts, part))
    }

    /// The text of a letter, with the question for tonight apart.
    pub fn letter_on(&self, id: DocId, page: &mut Page, part: RenderOptions) -> LetterHtml {
        let (medium, counts) = page.parts();
        let mut letter = self.letter(id, medium, counts, part);
        let question = Tree { words: letter.words, elements: tonight(&mut letter.elements), notes: Vec::new() };
        let tonight = (!question.elements.is_empty()).then(|| HtmlWriter::write(self.theme, &question));
        LetterHtml { tonight, text: HtmlWriter::write(self.theme, &letter) }
    }

    /// The inside of one block, for a page that collects such blocks.
    pub fn inside(&self, id: DocId, node: NodeId, page: &mut Page, part: RenderOptions) -> String {
        let Some((_, body)) = self.edition.get(id) else { return String::new() };
        self.nodes(id, &body.children(node).collect::<Vec<_>>(), page, part)
    }

    /// Some of a body's nodes where a text is made shorter: no explanations, no ids, and no footnotes below it.
    pub fn brief(&self, id: DocId, nodes: &[NodeId], page: &mut Page) -> String {
        self.nodes(id, nodes, page, RenderOptions::BRIEF)
    }

    /// A note that travels: its title, and all that is in it.
    pub fn travelling(&self, id: DocId, node: NodeId, page: &mut Page) -> String {
        let (medium, counts) = page.parts();
        HtmlWriter::write(self.theme, &self.tree_of_note(id, node, medium, counts))
    }
}
