//! A tree as Typst: what stands below each other. Krijt's own blocks are in `panels`, what stands within lines is in
//! `lines`.

use std::collections::BTreeSet;

use super::paper::Shared;
use super::typ::{Arg, Typ, Val};
use crate::body::Align;
use crate::media::Pictures;
use crate::render::tree::{Definition, Element, Inline, Line, ListItem, Table, Tick, Tree, any};

/// Writes one tree.
pub(super) struct TypstWriter<'t, 'p> {
    pub pictures: &'t Pictures,
    pub tree: &'t Tree<'t>,
    pub shared: &'p mut Shared,
    pub typ: Typ,
    /// Inside a link, a heading or a note: no notes there.
    pub quiet: usize,
    /// Inside text with a line through it.
    pub struck: usize,
    /// Inside a link: no pictures that say nothing there.
    pub plainly: bool,
    /// Inside a heading, which stands in the table of contents as well: no links there.
    pub bare: usize,
    /// Notes that were written.
    pub noted: BTreeSet<usize>,
    /// How many show rules of Typst lie around what is written now.
    depth: usize,
}

/// Typst stops at 64 show rules inside each other, and templates have some of their own. What stands deeper than this is
/// set flat: nothing is lost but the boxes around it.
const DEPTH: usize = 40;

/// How many show rules a block lays around what is in it, rounded up.
fn rules_around(element: &Element<'_>) -> usize {
    match element {
        Element::Panel(_) => 10,
        Element::List { .. } => 6,
        Element::Quote(_) | Element::Definitions(_) => 3,
        _ => 0,
    }
}

impl<'t, 'p> TypstWriter<'t, 'p> {
    pub fn new(pictures: &'t Pictures, tree: &'t Tree<'t>, shared: &'p mut Shared) -> Self {
        TypstWriter {
            pictures,
            tree,
            shared,
            typ: Typ::default(),
            quiet: 0,
            struck: 0,
            plainly: false,
            bare: 0,
            noted: BTreeSet::new(),
            depth: 0,
        }
    }

    pub fn write(mut self) -> Typ {
        self.elements(&self.tree.elements);
        self.typ
    }

    pub fn elements<'e>(&mut self, elements: impl IntoIterator<Item = &'e Element<'e>>) {
        for element in elements {
            self.element(element);
        }
        self.typ.newline();
    }

    /// What `write` writes, as a value of its own.
    pub fn content(&mut self, write: impl FnOnce(&mut Self)) -> Typ {
        let outer = std::mem::take(&mut self.typ);
        write(self);
        std::mem::replace(&mut self.typ, outer)
    }

    pub fn content_of<'e>(&mut self, elements: impl IntoIterator<Item = &'e Element<'e>>) -> Typ {
        self.content(|writer| writer.elements(elements))
    }

    pub fn quietly(&mut self, write: impl FnOnce(&mut Self)) {
        self.quiet += 1;
        write(self);
        self.quiet -= 1;
    }

    fn element(&mut self, element: &Element<'_>) {
        if let Element::Plain(line) = element {
            self.lines(line);
            self.typ.newline();
            return;
        }
        self.typ.newline();
        let around = rules_around(element);
        if around > 0 && self.depth + around > DEPTH {
            self.flat(element);
            return;
        }
        self.depth += around;
        self.nested(element);
        self.depth -= around;
        self.typ.newline();
    }

    /// What is in a block, without the block.
    fn flat(&mut self, element: &Element<'_>) {
        match element {
            Element::List { items, .. } => items.iter().for_each(|item| {
                let item = self.content_of(&item.elements);
                self.typ.begin("los-punt", &[]);
                self.typ.append(&item);
                self.typ.end();
                self.typ.newline();
            }),
            Element::Panel(panel) => self.elements(&panel.elements),
            Element::Quote(elements) => self.elements(elements),
            _ => {}
        }
    }

    fn nested(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph(line) => self.paragraph(line),
            Element::Plain(line) => self.lines(line),
            Element::Heading { level, id, line, .. } => self.heading(*level, id.as_deref(), line),
            Element::Quote(elements) => {
                self.typ.begin("citaat", &[]);
                self.typ.newline();
                self.elements(elements);
                self.typ.end();
            }
            Element::Code { text, is_apart, .. } => self.apart(*is_apart, |writer| {
                writer.typ.call("code-blok", &[("", text.trim_end_matches('\n').into())]);
            }),
            Element::Raw(text) => self.typ.call("code-blok", &[("", (*text).into())]),
            Element::List { start, items } => self.list(*start, items),
            Element::Definitions(rows) => self.definitions(rows),
            Element::Table(table) => self.table(table),
            Element::Figure(figure) => {
                let caption = figure.caption.as_ref().map(|line| self.content(|writer| writer.lines(line)));
                self.picture(&figure.picture, Some(caption.into()));
            }
            Element::Film(film) => {
                let caption = self.content(|writer| {
                    writer.lines(&film.caption);
                    writer.typ.call("regeleinde", &[]);
                    writer.lines(&film.elsewhere);
                });
                match &film.poster {
                    Some(poster) => self.picture(poster, Some(Some(caption).into())),
                    None => {
                        self.typ.begin("p", &[]);
                        self.typ.append(&caption);
                        self.typ.end();
                    }
                }
            }
            Element::Choices(choices) => self.choices(choices),
            Element::Claims { claims, answers, .. } => self.claims(claims, *answers),
            Element::Panel(panel) => self.panel(panel),
            Element::Separator => self.typ.call("lijn-scheiding", &[]),
            // Paper has no steps.
            Element::Pause => {}
        }
    }

    /// Each term, or row of terms, with all that it means.
    fn definitions(&mut self, rows: &[Definition<'_>]) {
        let mut list = Vec::new();
        let mut rest = rows;
        while !rest.is_empty() {
            let terms = rest.iter().take_while(|row| matches!(row, Definition::Term(_))).count();
            let (named, after) = rest.split_at(terms);
            let meanings = after.iter().take_while(|row| matches!(row, Definition::Meaning(_))).count();
            let (meant, after) = after.split_at(meanings);
            rest = after;
            let term = self.content(|writer| {
                for (at, row) in named.iter().enumerate() {
                    if at > 0 {
                        writer.typ.call("regeleinde", &[]);
                    }
                    if let Definition::Term(line) = row {
                        writer.lines(line);
                    }
                }
            });
            let meaning = self.content(|writer| {
                meant.iter().for_each(|row| {
                    if let Definition::Meaning(elements) = row {
                        writer.elements(elements);
                    }
                });
            });
            list.push(Val::Dict(vec![("term", term.into()), ("uitleg", meaning.into())]));
        }
        self.typ.call("begrippen", &[("", Val::List(list))]);
    }

    pub fn paragraph(&mut self, line: &[Inline<'_>]) {
        self.typ.begin("p", &[]);
        self.lines(line);
        self.typ.end();
    }

    fn heading(&mut self, level: u8, id: Option<&str>, line: &[Inline<'_>]) {
        let label = id.and_then(|id| self.shared.place(id));
        let args: [Arg; 2] = [("", u32::from(level.clamp(1, 6)).into()), ("id", label.into())];
        // A list of contents makes a link of a heading.
        self.decorations_of(line);
        self.typ.newline();
        self.typ.begin("kop", &args);
        self.title_of(line);
        self.typ.end();
        self.typ.newline();
        self.notes_of(line);
    }

    /// Words that stand in a table of contents as well.
    pub fn title_of(&mut self, line: &[Inline<'_>]) {
        self.bare += 1;
        self.undecorated(|writer| writer.quietly(|writer| writer.lines(line)));
        self.bare -= 1;
    }

    fn list(&mut self, start: Option<u32>, items: &[ListItem<'_>]) {
        if start.is_none() && items.iter().any(|item| item.tick.is_some()) {
            let row = |item: &ListItem<'_>| {
                let done = matches!(item.tick, Some(Tick::Done | Tick::Right));
                Val::Dict(vec![("af", done.into()), ("inhoud", self.content_of(&item.elements).into())])
            };
            let rows = Val::List(items.iter().map(row).collect());
            self.typ.call("taken", &[("", rows)]);
            return;
        }
        let rows: Vec<Typ> = items.iter().map(|item| self.content_of(&item.elements)).collect();
        match start {
            Some(start) => self.typ.call_with("genummerd", &[("start", start.into())], &rows),
            None => self.typ.call_with("lijst", &[], &rows),
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        let align = |align: &Align| match align {
            Align::Center => "midden".into(),
            Align::Right => "rechts".into(),
            Align::Left => "links".into(),
            Align::None => Val::None,
        };
        let mut row = |cells: &[Line<'_>]| {
            Val::List(cells.iter().map(|cell| self.content(|writer| writer.lines(cell)).into()).collect())
        };
        let mut args = vec![
            ("", table.columns.len().into()),
            ("", Val::List(table.columns.iter().map(align).collect())),
            ("", row(&table.head)),
            ("", Val::List(table.rows.iter().map(|cells| row(cells)).collect())),
            ("omvang", table.lines.into()),
        ];
        // What leads elsewhere leads there once.
        let leads = |inline: &Inline<'_>| matches!(inline, Inline::Link(_) | Inline::Note { .. });
        if table.head.iter().any(|cell| any(cell, leads)) {
            args.push(("herhaal", false.into()));
        }
        self.typ.call("tabel", &args);
    }
}
