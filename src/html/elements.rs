//! A tree as HTML: what stands below each other. Krijt's own blocks are in `panels`, what stands within lines is in
//! `lines`.

use super::Html;
use crate::body::Align;
use crate::render::tree::{Definition, DivShape, Element, Inline, Line, ListItem, Note, Table, Tick, Timing, Tree};
use crate::theme::Theme;
use crate::wording::Wording;

/// What most texts need.
const ROOM: usize = 8192;

/// Writes trees. The theme gives the icons.
pub(super) struct HtmlWriter<'a> {
    pub theme: &'a Theme,
    /// What krijt itself says.
    pub words: &'a Wording,
    pub html: Html,
}

impl<'a> HtmlWriter<'a> {
    pub fn write(theme: &'a Theme, tree: &'a Tree<'_>) -> String {
        let mut writer = HtmlWriter { theme, words: tree.words, html: Html { out: String::with_capacity(ROOM) } };
        writer.elements(&tree.elements);
        writer.notes(&tree.notes);
        writer.html.into_string()
    }

    pub fn elements(&mut self, elements: &[Element<'_>]) {
        let is_rule = |element: &Element<'_>| match element {
            Element::Panel(panel) => matches!(panel.shape, DivShape::Rule(_)),
            _ => false,
        };
        for row in elements.chunk_by(|one, next| is_rule(one) && is_rule(next)) {
            // Rules that follow each other are a list.
            let is_list = row.first().is_some_and(is_rule);
            if is_list {
                self.html.tag("div").class("regels").attr("role", "list").end();
                self.html.newline();
            }
            self.each(row);
            if is_list {
                self.html.close("div");
                self.html.newline();
            }
        }
    }

    fn each(&mut self, elements: &[Element<'_>]) {
        for element in elements {
            self.element(element);
            if !matches!(element, Element::Choices(_) | Element::Claims { .. }) {
                self.html.newline();
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph(line) => self.wrapped("p", line),
            Element::Plain(line) => self.lines(line),
            Element::Heading { level, id, timing, line } => {
                self.heading(*level, id.as_deref(), timing.as_ref(), line);
            }
            Element::Quote(elements) => {
                self.html.open("blockquote");
                self.html.newline();
                self.elements(elements);
                self.html.close("blockquote");
            }
            Element::Code { language, text, is_apart } => self.code(language, text, *is_apart),
            Element::Raw(text) => {
                self.html.open("pre");
                self.html.text(text);
                self.html.close("pre");
            }
            Element::List { start, items } => self.list(*start, items),
            Element::Definitions(rows) => self.definitions(rows),
            Element::Table(table) => self.table(table),
            Element::Figure(figure) => {
                self.html.tag("figure").class("plaat").end();
                self.picture(&figure.picture);
                if let Some(line) = &figure.caption {
                    self.wrapped("figcaption", line);
                }
                self.html.close("figure");
            }
            Element::Film(film) => self.film(film),
            Element::Choices(choices) => self.choices(choices),
            Element::Claims { claims, is_list, answers } => self.claims(claims, *is_list, *answers),
            Element::Panel(panel) => self.panel(panel),
            Element::Separator => self.html.open("hr"),
            Element::Pause => {
                self.html.tag("div").class("pauze").end();
                self.html.close("div");
            }
        }
    }

    fn heading(&mut self, level: u8, id: Option<&str>, timing: Option<&Timing>, line: &[Inline<'_>]) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let name = NAMES[usize::from(level.clamp(1, 6)) - 1];
        let class = timing.map(|timing| if timing.droppable { "fase fase-mag-weg" } else { "fase" });
        self.html.tag(name).maybe("class", class).maybe("id", id).end();
        self.lines(line);
        if let Some(Timing { from, minutes, droppable }) = timing {
            self.html.text(" ");
            self.html.tag("span").class("fase-tijd").end();
            let time = self.html.tag("time").attr("data-min", &from.to_string());
            time.attr("datetime", &format!("PT{from}M")).end();
            self.html.text(&self.words.count("time.after", *from));
            self.html.close("time");
            self.html.text(&format!(" · {}", self.words.count("time.minutes_short", *minutes)));
            if *droppable {
                self.html.tag("span").class("fase-weg").end();
                self.html.text(&format!(" · {}", self.words.text("time.skip_small")));
                self.html.close("span");
            }
            self.html.close("span");
        }
        self.html.close(name);
    }

    fn code(&mut self, language: &str, text: &str, is_apart: bool) {
        let class = (!language.is_empty()).then(|| format!("taal-{language}"));
        self.html.tag("pre").attr("tabindex", "0").maybe("dir", is_apart.then_some("ltr")).end();
        self.html.tag("code").maybe("class", class.as_deref()).end();
        self.html.text(text);
        self.html.close("code");
        self.html.close("pre");
    }

    fn list(&mut self, start: Option<u32>, items: &[ListItem<'_>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let number = start.filter(|start| *start != 1).map(|start| start.to_string());
        self.html.tag(name).maybe("start", number.as_deref()).end();
        self.html.newline();
        for item in items {
            self.html.tag("li").maybe("class", item.tick.map(|_| "taak")).end();
            if let Some(tick) = item.tick {
                let (sign, word) = match tick {
                    Tick::Right => ("☑", "text.right"),
                    Tick::Done => ("☑", "text.done"),
                    Tick::Open => ("☐", "text.to_do"),
                };
                self.html.tag("span").class("vink").attr("role", "img").attr("aria-label", self.words.text(word)).end();
                self.html.text(sign);
                self.html.close("span");
                self.html.text(" ");
            }
            self.elements(&item.elements);
            self.html.trim_end();
            self.html.close("li");
            self.html.newline();
        }
        self.html.close(name);
    }

    fn definitions(&mut self, rows: &[Definition<'_>]) {
        self.html.open("dl");
        self.html.newline();
        for row in rows {
            match row {
                Definition::Term(line) => self.wrapped("dt", line),
                Definition::Meaning(elements) => {
                    self.html.open("dd");
                    self.elements(elements);
                    self.html.trim_end();
                    self.html.close("dd");
                }
            }
            self.html.newline();
        }
        self.html.close("dl");
    }

    fn table(&mut self, table: &Table<'_>) {
        let group =
            self.html.tag("div").class("tabel").attr("role", "group").attr("aria-label", self.words.text("text.table"));
        group.attr("tabindex", "0").end();
        self.html.open("table");
        if !table.head.is_empty() {
            self.html.open("thead");
            self.row(table, &table.head, true);
            self.html.close("thead");
        }
        if !table.rows.is_empty() {
            self.html.open("tbody");
            table.rows.iter().for_each(|row| self.row(table, row, false));
            self.html.close("tbody");
        }
        self.html.close("table");
        self.html.close("div");
    }

    fn row(&mut self, table: &Table<'_>, cells: &[Line<'_>], is_head: bool) {
        self.html.open("tr");
        for (column, cell) in cells.iter().enumerate() {
            let name = if is_head && !cell.is_empty() { "th" } else { "td" };
            let class = match table.columns.get(column) {
                Some(Align::Center) => Some("midden"),
                Some(Align::Right) => Some("rechts"),
                _ => None,
            };
            let scope = (name == "th").then_some("col");
            self.html.tag(name).maybe("class", class).maybe("scope", scope).end();
            self.lines(cell);
            self.html.close(name);
        }
        self.html.close("tr");
    }

    /// The notes that the text referred to.
    fn notes(&mut self, notes: &[Note<'_>]) {
        let Some(first) = notes.first().map(|note| note.number) else { return };
        self.html.tag("div").class("voetnoten").end();
        self.html.tag("ol").maybe("start", (first != 1).then(|| first.to_string()).as_deref()).end();
        for Note { number, elements } in notes {
            self.html.tag("li").attr("id", &format!("fn-{number}")).end();
            self.elements(elements);
            let back = self.html.tag("a").class("terug").attr("href", &format!("#fnref-{number}"));
            back.attr("aria-label", self.words.text("text.back")).end();
            self.html.text("↩");
            self.html.close("a");
            self.html.close("li");
            self.html.newline();
        }
        self.html.close("ol");
        self.html.close("div");
        self.html.newline();
    }
}
