//! A letter as each of its forms has it: its text, and what the lessons that it tells of suggest to talk about at home,
//! before the names at its end.

use super::lines::to_page;
use super::tree::{Accent, DivShape, Element, Hyperlink, Inline, Leads, Note, Panel, Tree};
use super::{Answers, Counts, EditionContext, Length, Medium, RenderOptions};
use crate::audience::Audience;
use crate::body::{Body, Kind, NodeId, Tag, height};
use crate::doc::DocId;
use crate::wording::capital;

/// The place of what to talk about, on the page of a letter.
pub const TALK: &str = "_thuis";

/// Blocks of a lesson that say what is right.
pub const WITHOUT_ANSWERS: &[Kind] = &[Kind::Answer, Kind::Teacher, Kind::Hidden];

/// Also in the team's copy of a letter: it is written to parents.
const HOME: RenderOptions = RenderOptions {
    level: 3,
    ids: false,
    terms: true,
    hide: WITHOUT_ANSWERS,
    readers: Audience::Team,
    deck: None,
    pauses: false,
    answers: Answers::Folded,
    length: Length::Whole,
};

/// Names and a greeting are short.
const SIGNATURE: usize = 80;

impl EditionContext<'_> {
    pub fn letter(&self, id: DocId, medium: Medium<'_>, counts: &mut Counts, part: RenderOptions) -> Tree<'_> {
        let roots: Vec<NodeId> = self.edition.get(id).map_or(Vec::new(), |(_, body)| body.roots().collect());
        let mut tree = self.tree(id, &roots, medium, counts, part);
        let (talk, notes) = self.talk(id, medium, counts, part.level);
        if !talk.is_empty() {
            let at = before_last_paragraphs(&tree.elements, self.signature(id, &roots));
            tree.elements.splice(at..at, talk);
            tree.notes.extend(notes);
        }
        tree
    }

    /// Does a letter tell of a lesson that suggests something to talk about?
    pub fn has_talk(&self, letter: DocId) -> bool {
        self.edition.talk(letter).any(|lesson| self.suggested(lesson).next().is_some())
    }

    /// What a lesson suggests, block by block.
    fn suggested(&self, lesson: DocId) -> impl Iterator<Item = (NodeId, &Body)> {
        let body = self.edition.get(lesson).map(|(_, body)| body);
        body.into_iter().flat_map(|body| body.open_blocks(Kind::Home).map(move |(node, _)| (node, body)))
    }

    /// A heading, and a box for each group.
    fn talk(&self, id: DocId, medium: Medium<'_>, counts: &mut Counts, level: u8) -> (Vec<Element<'_>>, Vec<Note<'_>>) {
        let (words, lang) = (self.words(id), self.edition.lang(id));
        let (mut elements, mut notes) = (Vec::new(), Vec::new());
        if !self.has_talk(id) {
            return (elements, notes);
        }
        let line = vec![Inline::Text(words.text("letter.talk").into())];
        elements.push(Element::Heading { level, id: Some(TALK.into()), timing: None, line });
        // What lessons suggest is in the language of the site: a letter in another one says where it is.
        if lang != self.edition.config().site.lang {
            let only_in = self.of_original(id, medium, "language.talk_only_in", Some(TALK));
            elements.extend(only_in.map(Element::Paragraph));
            return (elements, notes);
        }
        let groups = |lesson: &DocId| {
            let facet = self.edition.doc(*lesson).and_then(|doc| doc.facets.lesson.as_ref());
            facet.map_or(&[][..], |lesson| &lesson.groups)
        };
        let told = self.edition.talk(id).filter(|lesson| self.suggested(*lesson).next().is_some());
        let told: Vec<DocId> = told.collect();
        for row in told.chunk_by(|one, next| groups(one) == groups(next)) {
            let name = words.groups(row.first().map_or(&[], groups));
            let mut panel = group_panel(name.unwrap_or_else(|| words.text("groups.all").to_string()));
            for lesson in row {
                panel.elements.push(self.title_of_lesson(*lesson, medium));
                for (node, body) in self.suggested(*lesson) {
                    let inside: Vec<NodeId> = body.children(node).collect();
                    if medium.is_paper() {
                        panel.lines += 1 + height::in_box(body, self.edition.text(*lesson), inside.iter().copied());
                    }
                    let tree = self.tree(*lesson, &inside, medium, counts, HOME);
                    panel.elements.extend(tree.elements);
                    notes.extend(tree.notes);
                }
            }
            elements.push(Element::Panel(Box::new(panel)));
        }
        (elements, notes)
    }

    fn title_of_lesson(&self, lesson: DocId, medium: Medium<'_>) -> Element<'_> {
        let title = Inline::Text(self.filled(self.edition.title(lesson), self.edition.lang(lesson)).into());
        let leads = to_page(medium, &self.edition.route(lesson).path, None);
        Element::Paragraph(vec![Inline::Styled(Accent::Strong, vec![linked(leads, title)])])
    }

    /// How many paragraphs at the end of a letter are a greeting and the names below it: two short ones, or one of several
    /// lines; the greeting ends with a comma or an exclamation mark.
    fn signature(&self, id: DocId, roots: &[NodeId]) -> usize {
        let Some((_, body)) = self.edition.get(id) else { return 0 };
        let is_text = |node: &&NodeId| !matches!(body.tag(**node), Tag::Footnote(_) | Tag::Comment);
        let mut last = roots.iter().rev().filter(is_text).map(|node| match body.tag(*node) {
            Tag::Paragraph => self.plain(id, body, *node).trim().to_string(),
            _ => String::new(),
        });
        let is_short =
            |text: &str| !text.is_empty() && text.chars().count() <= SIGNATURE && !text.ends_with(['.', ':']);
        let greets = |text: &str| text.ends_with([',', '،', '!']);
        match (last.next(), last.next()) {
            (Some(names), _) if names.lines().count() > 1 && names.lines().next().is_some_and(greets) => {
                usize::from(names.lines().all(is_short))
            }
            (Some(names), Some(greeting)) if is_short(&names) && is_short(&greeting) && greets(&greeting) => 2,
            _ => 0,
        }
    }
}

/// Takes the question for tonight out of a letter: the first box with what to ask at home that is its own, and whole.
/// What lessons suggest is folded. A heading that has nothing else below it goes along.
pub fn tonight<'a>(elements: &mut Vec<Element<'a>>) -> Vec<Element<'a>> {
    let is_question = |element: &Element<'_>| match element {
        Element::Panel(panel) => panel.kind == Kind::Home && matches!(panel.shape, DivShape::Box),
        _ => false,
    };
    let Some(at) = elements.iter().position(is_question) else { return Vec::new() };
    let is_heading = |element: &Element<'_>| matches!(element, Element::Heading { .. });
    let is_alone = at > 0 && is_heading(&elements[at - 1]) && elements.get(at + 1).is_none_or(is_heading);
    elements.drain(at - usize::from(is_alone)..=at).collect()
}

/// Where the last paragraphs begin, so many of them.
fn before_last_paragraphs(elements: &[Element<'_>], count: usize) -> usize {
    let is_paragraph = |(at, element): (usize, &Element<'_>)| matches!(element, Element::Paragraph(_)).then_some(at);
    let all: Vec<usize> = elements.iter().enumerate().filter_map(is_paragraph).collect();
    let first = if count == 0 { None } else { all.len().checked_sub(count).and_then(|at| all.get(at)) };
    first.copied().unwrap_or(elements.len())
}

pub(super) fn linked<'a>(leads: Option<Leads>, inline: Inline<'a>) -> Inline<'a> {
    match leads {
        Some(leads) => Inline::Link(Box::new(Hyperlink { leads, title: None, line: vec![inline], name: None })),
        None => inline,
    }
}

/// Folded on a page, a list on paper.
fn group_panel<'a>(name: String) -> Panel<'a> {
    Panel {
        kind: Kind::Home,
        shape: DivShape::Fold,
        id: None,
        lang: None,
        dir: None,
        print: None,
        title: capital(&name).into(),
        elements: Vec::new(),
        lines: 1,
    }
}
