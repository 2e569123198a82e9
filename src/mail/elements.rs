//! What stands below each other, for a mail.

use super::MailWriter;
use crate::body::Align;
use crate::render::tree::{Definition, Element, Inline, Line, ListItem, Note, Table, Tick};

impl MailWriter<'_> {
    pub fn elements(&mut self, elements: &[Element<'_>]) {
        for element in elements {
            self.element(element);
            self.html.newline();
        }
    }

    /// An element with the look that the table gives it, and what `write` writes in it.
    pub fn styled(&mut self, name: &'static str, look: &str, write: impl FnOnce(&mut Self)) {
        self.html.tag(name).maybe(self.styles.attribute(), self.styles.of(look)).end();
        write(self);
        self.html.close(name);
    }

    pub fn paragraph(&mut self, line: &[Inline<'_>]) {
        self.styled("p", "p", |writer| writer.lines(line));
    }

    pub fn said(&mut self, text: &str) {
        self.styled("p", "p", |writer| writer.html.text(text));
    }

    fn element(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph(line) => self.paragraph(line),
            Element::Plain(line) => self.lines(line),
            Element::Heading { level, line, .. } => self.heading(*level, line),
            Element::Quote(elements) => {
                self.styled("blockquote", "blockquote", |writer| writer.elements(elements));
            }
            Element::Code { text, is_apart, .. } => self.code(text, *is_apart),
            Element::Raw(text) => self.code(text, false),
            Element::List { start, items } => self.list(*start, items),
            Element::Definitions(rows) => self.styled("dl", "dl", |writer| writer.definitions(rows)),
            Element::Table(table) => self.table(table),
            Element::Figure(figure) => {
                self.styled("p", "p", |writer| writer.picture(&figure.picture));
                if let Some(caption) = &figure.caption {
                    self.styled("p", "small", |writer| writer.lines(caption));
                }
            }
            Element::Film(film) => {
                if let Some(poster) = &film.poster {
                    self.styled("p", "p", |writer| writer.picture(poster));
                }
                self.styled("p", "small", |writer| writer.lines(&film.caption));
                self.styled("p", "p", |writer| writer.lines(&film.elsewhere));
            }
            Element::Choices(choices) => self.choices(choices),
            Element::Claims { claims, answers, .. } => self.claims(claims, *answers),
            Element::Panel(panel) => self.panel(panel),
            Element::Separator => self.html.tag("hr").maybe(self.styles.attribute(), self.styles.of("hr")).end(),
            Element::Pause => {}
        }
    }

    fn heading(&mut self, level: u8, line: &[Inline<'_>]) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let name = NAMES[usize::from(level.clamp(1, 6)) - 1];
        self.styled(name, if level < 3 { "h2" } else { "h3" }, |writer| writer.lines(line));
    }

    fn code(&mut self, text: &str, is_apart: bool) {
        self.html
            .tag("pre")
            .maybe("dir", is_apart.then_some("ltr"))
            .maybe(self.styles.attribute(), self.styles.of("pre"))
            .end();
        self.html.text(text);
        self.html.close("pre");
    }

    fn list(&mut self, start: Option<u32>, items: &[ListItem<'_>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let number = start.filter(|start| *start != 1).map(|start| start.to_string());
        self.html
            .tag(name)
            .maybe("start", number.as_deref())
            .maybe(self.styles.attribute(), self.styles.of(name))
            .end();
        for item in items {
            self.html.newline();
            self.styled("li", "li", |writer| {
                if let Some(tick) = item.tick {
                    writer.html.text(if tick == Tick::Open { "☐ " } else { "☑ " });
                }
                writer.elements(&item.elements);
                writer.html.trim_end();
            });
        }
        self.html.newline();
        self.html.close(name);
    }

    fn definitions(&mut self, rows: &[Definition<'_>]) {
        for row in rows {
            match row {
                Definition::Term(line) => self.styled("dt", "dt", |writer| writer.lines(line)),
                Definition::Meaning(elements) => self.styled("dd", "dd", |writer| writer.elements(elements)),
            }
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        self.styled("table", "table", |writer| {
            if !table.head.is_empty() {
                writer.row(table, &table.head, true);
            }
            table.rows.iter().for_each(|row| writer.row(table, row, false));
        });
        self.after();
    }

    fn row(&mut self, table: &Table<'_>, cells: &[Line<'_>], is_head: bool) {
        self.html.open("tr");
        for (column, cell) in cells.iter().enumerate() {
            let name = if is_head && !cell.is_empty() { "th" } else { "td" };
            let align = match table.columns.get(column) {
                Some(Align::Center) => Some("center"),
                Some(Align::Right) => Some("right"),
                _ => None,
            };
            let scope = (name == "th").then_some("col");
            let look = self.styles.aligned(name, align);
            self.html.tag(name).maybe("scope", scope).maybe(self.styles.attribute(), look.as_deref()).end();
            self.lines(cell);
            self.html.close(name);
        }
        self.html.close("tr");
        self.html.newline();
    }

    /// Room below a table, which has none of its own.
    pub fn after(&mut self) {
        if let Some(style) = self.styles.of("after").filter(|_| !self.styles.are_named()) {
            self.html.tag("div").attr("style", style).end();
            self.html.text("\u{a0}");
            self.html.close("div");
        }
    }

    pub fn notes(&mut self, notes: &[Note<'_>]) {
        let Some(first) = notes.first().map(|note| note.number) else { return };
        self.html
            .tag("ol")
            .attr("start", &first.to_string())
            .maybe(self.styles.attribute(), self.styles.of("notes"))
            .end();
        for note in notes {
            self.html.newline();
            self.styled("li", "li", |writer| {
                writer.elements(&note.elements);
                writer.html.trim_end();
            });
        }
        self.html.newline();
        self.html.close("ol");
    }
}
