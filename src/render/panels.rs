//! The lowering of krijt's own blocks.

use super::Answers;
use super::lower::Lowerer;
use super::tree::{Choice, Choices, Claim, DivShape, Element, Panel, RuleHead};
use crate::body::{Div, Kind, NodeId, Tag, blocks, is_inline};
use crate::doc::Rule;
use crate::language;
use crate::wording::Wording;

impl<'a> Lowerer<'a, '_> {
    /// A block, unless it is not shown here.
    pub fn panel(&mut self, id: NodeId, div: u32, level: u8) -> Option<Element<'a>> {
        let div: &'a Div = &self.body.divs[div as usize];
        let is_off_paper = self.medium.is_paper() && div.attrs.value("print") == Some("weg");
        if self.part.hides(div) || is_off_paper {
            return None;
        }
        let around = self.dir;
        let lang = div.attrs.value("lang");
        self.dir = lang.map_or(around, language::direction);
        let asks = usize::from(matches!(div.kind, Kind::Task | Kind::Sheet));
        self.asking += asks;
        let mut panel = self.panel_of_kind(id, div, level);
        self.asking -= asks;
        panel.dir = Some(self.dir).filter(|dir| *dir != around);
        self.dir = around;
        Some(Element::Panel(Box::new(panel)))
    }

    fn panel_of_kind(&mut self, id: NodeId, div: &'a Div, level: u8) -> Panel<'a> {
        let shape = self.shape(id, div);
        let title = match shape {
            DivShape::Bare | DivShape::Columns | DivShape::Column { .. } | DivShape::Rule(_) => "".into(),
            _ => self.title(div, &shape),
        };
        let inside = self.body.children(id);
        let (elements, lines) = match (div.kind, &shape) {
            (_, DivShape::Skipped) => {
                let inside: Vec<NodeId> = inside.collect();
                let lines = self.height_of(&inside);
                let inside = inside.into_iter().filter(|id| self.body.tag(*id) != Tag::Line);
                (self.elements(inside.collect::<Vec<NodeId>>(), level), lines)
            }
            (Kind::Quiz, _) => (self.quiz(inside.collect(), level), self.height_of(&[id])),
            (Kind::Pictures, _) => (self.claims(inside.collect(), level), self.height_of(&[id])),
            (_, DivShape::Rule(_)) => (self.text_of_rule(inside.collect(), level), self.height_of(&[id])),
            (_, DivShape::Bare | DivShape::Columns | DivShape::Column { .. }) => (self.elements(inside, level), 0),
            _ => (self.elements(inside, level), self.height_of(&[id])),
        };
        Panel {
            kind: div.kind,
            id: self.id_of(id),
            lang: div.attrs.value("lang"),
            dir: None,
            print: div.attrs.value("print"),
            title,
            elements,
            lines,
            shape,
        }
    }

    fn shape(&mut self, id: NodeId, div: &'a Div) -> DivShape<'a> {
        match div.kind {
            Kind::Slide if div.is_hidden() => DivShape::Skipped,
            Kind::Slide => {
                self.counts.slides += 1;
                let number = self.counts.slides;
                DivShape::Slide { number, href: self.part.deck.map(|deck| format!("{deck}#dia-{number}")) }
            }
            Kind::Rule => self.rule(id).map_or(DivShape::Box, DivShape::Rule),
            Kind::Columns => DivShape::Columns,
            Kind::Column => DivShape::Column { width: div.attrs.value("breedte").or(div.attrs.value("width")) },
            Kind::Spoiler | Kind::Hint => DivShape::Fold,
            Kind::Unknown if div.name.is_empty() => DivShape::Bare,
            // Steps that a list or a line was marked with, in the habit of another program: text where nothing steps.
            Kind::Steps if div.name.is_empty() && !self.part.pauses => DivShape::Bare,
            Kind::Statement => DivShape::Statement,
            Kind::Timer => DivShape::Timer { minutes: div.attrs.value("minuten").unwrap_or("0") },
            Kind::Task => DivShape::Task { room: room(self.words, div) },
            _ => DivShape::Box,
        }
    }

    /// The title of a box: what the author gave, or the name of the block.
    fn title(&mut self, div: &'a Div, shape: &DivShape<'a>) -> std::borrow::Cow<'a, str> {
        let words = self.words;
        let own = || blocks::title_key(div.kind).map_or("", |key| words.text(&key));
        let given = div.attrs.value("titel").or(div.attrs.value("title"));
        match (shape, given) {
            (DivShape::Skipped, _) => words.text("text.skipped").into(),
            _ if div.kind == Kind::Steps && div.name != blocks::row(Kind::Steps).name => "".into(),
            (DivShape::Slide { number, .. }, None) => format!("{} {number}", own()).into(),
            // What is hidden is on no worksheet, and has no number there.
            (DivShape::Task { .. }, given) if !div.is_hidden() => {
                self.counts.tasks += 1;
                let number = self.counts.tasks;
                let own = format!("{} {number}", own());
                given.map_or_else(|| own.clone(), |given| format!("{own}: {given}")).into()
            }
            (_, given) => given.unwrap_or_else(own).into(),
        }
    }

    /// The question, the options, and which ones are right and why.
    fn quiz(&mut self, inside: Vec<NodeId>, level: u8) -> Vec<Element<'a>> {
        let body = self.body;
        let is_options = |id: &NodeId| {
            matches!(body.tag(*id), Tag::List { .. }) && body.children(*id).any(|item| body.task(item).is_some())
        };
        let Some(at) = inside.iter().position(is_options) else { return self.elements(inside, level) };
        let mut elements = self.elements(inside[..at].iter().copied(), level);
        let shows = self.part.answers != Answers::Nowhere;
        let items: Vec<NodeId> = body.children(inside[at]).collect();
        let mut options: Vec<Choice<'a>> = Vec::with_capacity(items.len());
        for item in &items {
            let is_right = shows && body.task(*item) == Some(true);
            let elements = self.elements(body.option(*item), level);
            options.push(Choice { is_right, elements, again: Vec::new(), words: String::new(), why: Vec::new() });
        }
        let mut after = Vec::new();
        if shows {
            for (option, item) in options.iter_mut().zip(&items).filter(|(option, _)| option.is_right) {
                option.again = self.quietly(|lowerer| lowerer.elements(body.option(*item), level));
            }
            for (option, item) in options.iter_mut().zip(&items) {
                (option.words, option.why) = self.reasons(*item, level);
            }
            after = self.elements(inside[at + 1..].iter().copied(), level);
        }
        elements.push(Element::Choices(Choices { answers: self.part.answers, options, after }));
        elements
    }

    /// What an option says below its first line: why it is right, or not.
    fn reasons(&mut self, item: NodeId, level: u8) -> (String, Vec<Element<'a>>) {
        let body = self.body;
        let option = body.option(item);
        let is_more = |id: &NodeId| !option.contains(id) && !matches!(body.tag(*id), Tag::Task(_));
        let more: Vec<NodeId> = body.children(item).filter(is_more).collect();
        if more.is_empty() {
            return (String::new(), Vec::new());
        }
        let words: String = option.iter().map(|id| self.frame.plain(self.id, body, *id)).collect();
        (words.trim().to_string(), self.elements(more, level))
    }

    /// Claims and images of which the class guesses whether they are real.
    fn claims(&mut self, inside: Vec<NodeId>, level: u8) -> Vec<Element<'a>> {
        let body = self.body;
        let answers = self.part.answers;
        let mut elements = Vec::with_capacity(inside.len());
        for id in inside {
            elements.extend(match body.tag(id) {
                Tag::List { .. } => {
                    let items = body.children(id);
                    let claims = items.map(|item| self.claim(body.children(item), level)).collect();
                    Some(Element::Claims { claims, is_list: true, answers })
                }
                Tag::Paragraph if self.has_verdict(id) => {
                    let claims = vec![self.claim([id], level)];
                    Some(Element::Claims { claims, is_list: false, answers })
                }
                _ => self.element(id, level),
            });
        }
        elements
    }

    fn has_verdict(&self, id: NodeId) -> bool {
        self.body.children(id).any(|child| matches!(self.body.tag(child), Tag::Verdict(_)))
    }

    fn claim(&mut self, nodes: impl IntoIterator<Item = NodeId>, level: u8) -> Claim<'a> {
        // The verdict stands among the item's own text, or in its first paragraph.
        let mut flat: Vec<NodeId> = Vec::new();
        let mut is_opened = false;
        for node in nodes {
            if !is_opened && self.body.tag(node) == Tag::Paragraph && self.has_verdict(node) {
                is_opened = true;
                flat.extend(self.body.children(node));
            } else {
                flat.push(node);
            }
        }
        let verdict = flat.iter().enumerate().find_map(|(at, id)| match self.body.tag(*id) {
            Tag::Verdict(real) => Some((at, real)),
            _ => None,
        });
        let Some((at, is_real)) = verdict else {
            return Claim { elements: self.elements(flat, level), is_real: None, why: Vec::new() };
        };
        let elements = self.paragraph_of(&flat[..at]).into_iter().collect();
        let rest = &flat[at + 1..];
        let inline = rest.iter().take_while(|id| is_inline(self.body.tag(**id))).count();
        let mut why = Vec::new();
        if self.part.answers != Answers::Nowhere {
            why.extend(self.paragraph_of(&rest[..inline]));
            why.extend(self.elements(rest[inline..].iter().copied(), level));
        }
        Claim { elements, is_real: Some(is_real), why }
    }

    /// Text as a paragraph; an image alone as a figure.
    fn paragraph_of(&mut self, nodes: &[NodeId]) -> Option<Element<'a>> {
        let solid = self.body.solid(nodes, self.text);
        match solid[..] {
            [] => None,
            [only] if matches!(self.body.tag(only), Tag::Image(_)) => match self.body.tag(only) {
                Tag::Image(image) => Some(self.figure(only, image)),
                _ => None,
            },
            _ => {
                let mut line = Vec::new();
                nodes.iter().for_each(|id| self.line_into(*id, &mut line));
                Some(Element::Paragraph(self.settled(line)))
            }
        }
    }

    /// What stands around the text of a rule that has a number.
    fn rule(&self, id: NodeId) -> Option<RuleHead<'a>> {
        let edition = self.edition();
        let rule: &'a Rule = self.doc.rule_at(self.body.span(id).start)?;
        let found = edition.rule(&rule.id)?;
        let who: Vec<&str> = rule.who.iter().map(|role| edition.config().role(role)).collect();
        let uses = edition.uses(&rule.id);
        Some(RuleHead {
            id: &rule.id,
            is_place: self.part.ids,
            number: found.number,
            who: who.join(", "),
            when: rule.when.as_deref(),
            uses: uses.map(|id| (self.way_to(id), edition.title(id))).collect(),
        })
    }

    /// On paper the first paragraph of a rule is its heading.
    fn text_of_rule(&mut self, inside: Vec<NodeId>, level: u8) -> Vec<Element<'a>> {
        match inside.split_first() {
            Some((first, rest)) if self.medium.is_paper() && self.body.tag(*first) == Tag::Paragraph => {
                let mut elements: Vec<Element<'a>> = Vec::new();
                elements.extend(self.quietly(|lowerer| lowerer.element(*first, level)));
                elements.extend(self.elements(rest.iter().copied(), level));
                elements
            }
            _ => self.elements(inside, level),
        }
    }
}

/// The room to write that an assignment has on the worksheet.
fn room(words: &Wording, div: &Div) -> Option<String> {
    if let Some(lines) = div.attrs.value("lijnen") {
        return Some(words.count("text.room_lines", lines.parse::<u64>().unwrap_or_default()));
    }
    let room = div.attrs.value("ruimte")?;
    Some(words.with("text.room", &[("size", room)]))
}
