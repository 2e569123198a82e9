//! The projection of krijt's own blocks.

use super::body::Writer;
use super::typ::{Arg, Typ, Val};
use crate::body::{Div, Kind, NodeId, Tag, blocks};
use crate::html::{Answers, is_inline, room};

impl Writer<'_, '_> {
    pub fn div(&mut self, id: NodeId, div: u32, level: u8) {
        let div = &self.body.divs[div as usize];
        if self.is_hidden(div) {
            return;
        }
        let inside: Vec<NodeId> = self.body.children(id).collect();
        let lang = div.attrs.value("lang");
        if let Some(lang) = lang {
            self.typ.begin("taal", &[("", lang.into())]);
            self.typ.newline();
        }
        let asks = matches!(div.kind, Kind::Task | Kind::Sheet);
        self.asking += usize::from(asks);
        match div.kind {
            Kind::Rule => self.rule(id, div, &inside, level),
            Kind::Slide if div.is_hidden() => self.skipped(&inside, level),
            Kind::Columns => self.columns(&inside, level),
            Kind::Quiz => self.quiz(id, div, &inside, level),
            Kind::Pictures => self.pictures(id, div, &inside, level),
            Kind::Column => self.blocks(&inside, level),
            Kind::Unknown if div.name.is_empty() => self.blocks(&inside, level),
            _ => self.boxed(id, div, &inside, level),
        }
        self.asking -= usize::from(asks);
        if lang.is_some() {
            self.typ.end();
        }
    }

    pub fn is_hidden(&self, div: &Div) -> bool {
        self.part.hides(div) || div.attrs.value("print") == Some("weg")
    }

    /// The title of a box: what the author gave, or the name of the block.
    fn title(&mut self, div: &Div) -> String {
        let name = blocks::title_key(div.kind).map_or("", |key| self.words.text(&key));
        let given = div.attrs.value("titel").or(div.attrs.value("title"));
        match (div.kind, given) {
            (Kind::Task, given) if !div.is_hidden() => {
                self.paper.tasks += 1;
                let title = format!("{name} {}", self.paper.tasks);
                given.map_or(title.clone(), |given| format!("{title}: {given}"))
            }
            (Kind::Slide, None) => {
                self.paper.slides += 1;
                format!("{name} {}", self.paper.slides)
            }
            (_, given) => given.unwrap_or(name).to_string(),
        }
    }

    fn open(&mut self, id: NodeId, div: &Div, more: Option<Arg>) {
        let mut facts: Vec<Arg> = vec![("titel", self.title(div).into())];
        let label = self.label_at(self.body.span(id).start);
        if !matches!(label, Val::None) {
            facts.push(("id", label));
        }
        facts.push(("omvang", self.lines_of(&[id])));
        facts.extend(more);
        self.typ.begin("blok", &[("", blocks::row(div.kind).name.into()), ("", Val::Dict(facts))]);
        self.typ.newline();
    }

    fn boxed(&mut self, id: NodeId, div: &Div, inside: &[NodeId], level: u8) {
        let more = match div.kind {
            Kind::Timer => Some(("minuten", div.attrs.value("minuten").unwrap_or("0").into())),
            Kind::Task => room(self.words, div).map(|room| ("ruimte", room.into())),
            _ => None,
        };
        self.open(id, div, more);
        self.blocks(inside, level);
        self.typ.end();
    }

    /// A slide that the class does not see. It has no number.
    fn skipped(&mut self, inside: &[NodeId], level: u8) {
        let facts = vec![("titel", self.words.text("text.skipped").into()), ("omvang", self.lines_of(inside))];
        self.typ.begin("blok", &[("", blocks::row(Kind::Hidden).name.into()), ("", Val::Dict(facts))]);
        self.typ.newline();
        let inside: Vec<NodeId> = inside.iter().copied().filter(|id| self.body.tag(*id) != Tag::Line).collect();
        self.blocks(&inside, level);
        self.typ.end();
    }

    fn columns(&mut self, inside: &[NodeId], level: u8) {
        let is_column = |id: &NodeId| self.body.div(*id).is_some_and(|div| div.kind == Kind::Column);
        let (columns, rest): (Vec<NodeId>, Vec<NodeId>) = inside.iter().partition(|id| is_column(id));
        self.blocks(&rest, level);
        if columns.is_empty() {
            return;
        }
        let column = |id: NodeId| {
            let children: Vec<NodeId> = self.body.children(id).collect();
            let width = self.body.div(id).and_then(|div| div.attrs.value("breedte").or(div.attrs.value("width")));
            let facts = vec![("breedte", width.into()), ("inhoud", self.content_of(&children, level).into())];
            ("", Val::Dict(facts))
        };
        let columns: Vec<Arg> = columns.into_iter().map(column).collect();
        self.typ.call("kolommen", &columns);
    }

    /// The question, the options, and why the right ones are right. On the paper of pupils all boxes are empty, and
    /// nothing follows the options.
    fn quiz(&mut self, id: NodeId, div: &Div, inside: &[NodeId], level: u8) {
        let shows = self.part.answers != Answers::Nowhere;
        self.open(id, div, None);
        for node in inside {
            let items: Vec<NodeId> = match self.body.tag(*node) {
                Tag::List { .. } => self.body.children(*node).collect(),
                _ => Vec::new(),
            };
            if !items.iter().any(|item| self.body.task(*item).is_some()) {
                self.blocks(&[*node], level);
                continue;
            }
            let option = |item: NodeId| {
                let is_right = shows && self.body.task(item) == Some(true);
                let content = if shows { self.item(item, level) } else { self.bare_item(item, level) };
                choice(if is_right { "goed" } else { "fout" }.into(), content.into(), Val::None)
            };
            let options = Val::List(items.into_iter().map(option).collect());
            self.typ.call("keuzes", &[("", options)]);
            self.typ.newline();
            if !shows {
                break;
            }
        }
        self.typ.end();
    }

    fn bare_item(&mut self, item: NodeId, level: u8) -> Typ {
        let shown = self.body.option(item);
        self.content_of(&shown, level)
    }

    /// Claims and images of which the class guesses whether they are real.
    fn pictures(&mut self, id: NodeId, div: &Div, inside: &[NodeId], level: u8) {
        self.open(id, div, None);
        for node in inside {
            let claims: Vec<Val> = match self.body.tag(*node) {
                Tag::List { .. } => {
                    let items: Vec<Vec<NodeId>> =
                        self.body.children(*node).map(|item| self.body.children(item).collect()).collect();
                    items.into_iter().map(|item| self.claim(&item, level)).collect()
                }
                Tag::Paragraph if self.verdict_in(*node).is_some() => vec![self.claim(&[*node], level)],
                _ => Vec::new(),
            };
            if claims.is_empty() {
                self.blocks(&[*node], level);
            } else {
                self.typ.call("keuzes", &[("", Val::List(claims))]);
                self.typ.newline();
            }
        }
        self.typ.end();
    }

    fn verdict_in(&self, id: NodeId) -> Option<bool> {
        self.body.children(id).find_map(|child| match self.body.tag(child) {
            Tag::Verdict(real) => Some(real),
            _ => None,
        })
    }

    fn claim(&mut self, nodes: &[NodeId], level: u8) -> Val {
        // The verdict stands among the item's own text, or in its first paragraph.
        let mut flat: Vec<NodeId> = Vec::new();
        let mut opened = false;
        for node in nodes {
            if !opened && self.body.tag(*node) == Tag::Paragraph && self.verdict_in(*node).is_some() {
                opened = true;
                flat.extend(self.body.children(*node));
            } else {
                flat.push(*node);
            }
        }
        let verdict = flat.iter().enumerate().find_map(|(at, id)| match self.body.tag(*id) {
            Tag::Verdict(real) => Some((at, real)),
            _ => None,
        });
        let (at, kind) = verdict.map_or((flat.len(), Val::None), |(at, real)| {
            let kind = match (self.part.answers, real) {
                (Answers::Nowhere, _) => "kies",
                (_, true) => "echt",
                (_, false) => "nep",
            };
            (at, kind.into())
        });
        let shown = self.content(|writer| writer.paragraph_of(&flat[..at]));
        let rest = flat.get(at + 1..).unwrap_or_default();
        let inline = rest.iter().take_while(|id| is_inline(self.body.tag(**id))).count();
        let why = self.content(|writer| {
            writer.paragraph_of(&rest[..inline]);
            writer.blocks(&rest[inline..], level);
        });
        let is_told = self.part.answers != Answers::Nowhere && !why.as_str().trim().is_empty();
        let why = if is_told { why.into() } else { Val::None };
        choice(kind, shown.into(), why)
    }

    /// Text as a paragraph; an image alone as a figure.
    fn paragraph_of(&mut self, nodes: &[NodeId]) {
        let solid = self.body.solid(nodes, self.text);
        match solid[..] {
            [] => {}
            [only] if matches!(self.body.tag(only), Tag::Image(_)) => {
                if let Tag::Image(image) = self.body.tag(only) {
                    self.figure(only, image);
                }
            }
            _ => {
                self.typ.begin("p", &[]);
                for id in solid.iter().copied() {
                    self.line(id);
                }
                self.typ.end();
            }
        }
        self.typ.newline();
    }

    fn rule(&mut self, id: NodeId, div: &Div, inside: &[NodeId], level: u8) {
        let edition = self.frame.edition;
        let at = self.body.span(id).start;
        let rule = self.doc.rule_at(at);
        let (Some(rule), Some(found)) = (rule, rule.and_then(|rule| edition.rule(&rule.id))) else {
            self.boxed(id, div, inside, level);
            return;
        };
        let roles: Vec<&str> = rule.who.iter().map(|role| edition.config().role(role)).collect();
        let label = if self.part.ids { self.paper.place(&rule.id) } else { Val::None };
        // The rule itself is its heading; what explains it follows.
        let first = inside.iter().position(|node| self.body.tag(*node) == Tag::Paragraph);
        let first = first.filter(|at| self.has_words(inside[*at]));
        let text = match first {
            Some(0) => self.content(|writer| writer.title_of(inside[0])).into(),
            _ => Val::None,
        };
        let rest = if first == Some(0) { &inside[1..] } else { inside };
        self.typ.begin(
            "regel",
            &[
                ("", found.number.into()),
                ("", label),
                ("", roles.join(", ").into()),
                ("", rule.when.as_deref().into()),
                ("tekst", text),
                ("omvang", self.lines_of(&[id])),
            ],
        );
        self.typ.newline();
        if first == Some(0) {
            self.decorations_of(inside[0]);
            self.typ.newline();
            self.notes_of(inside[0]);
        }
        self.blocks(rest, level);
        self.typ.end();
    }

    /// The notes that a heading could not hold.
    pub fn notes_of(&mut self, id: NodeId) {
        for node in self.body.subtree(id) {
            if let Tag::FootnoteRef(label) = self.body.tag(node) {
                self.note(label);
            }
        }
    }
}

/// An item with a verdict: of a quiz, or of what is real or not.
fn choice(kind: Val, shown: Val, why: Val) -> Val {
    Val::Dict(vec![("soort", kind), ("inhoud", shown), ("waarom", why)])
}
