//! A tree as plain text, for messages: lines of at most 76 characters, boxes with a bar before each line, addresses
//! between angle brackets, notes at the end. It says all that the page says, less what only works there.

mod wrap;

use super::tree::{Accent, Choices, Claim, Definition, Element, Hyperlink, Inline, Leads, Line, ListItem, Panel};
use super::tree::{DivShape, RuleHead, Table, Tick, Timing, Tree};
use super::{Answers, ltr, moment};
use crate::wording::Wording;

/// Lines are no longer than this, unless a word is.
pub const WIDTH: usize = 76;

/// A part of a document as plain text.
pub fn write(tree: &Tree<'_>) -> String {
    let mut writer = TextWriter {
        words: tree.words,
        out: String::new(),
        margin: String::new(),
        sign: None,
        is_parted: true,
        depth: 0,
    };
    writer.elements(&tree.elements);
    for note in &tree.notes {
        writer.gap();
        writer.item(&format!("[{}] ", note.number), |writer| writer.elements(&note.elements));
    }
    writer.out
}

struct TextWriter<'a> {
    /// What krijt itself says.
    words: &'a Wording,
    out: String,
    /// What stands before each line.
    margin: String,
    /// What stands before the next line alone: the sign of an item.
    sign: Option<String>,
    /// What comes next needs no empty line before it.
    is_parted: bool,
    /// How many items stand around what is written.
    depth: usize,
}

impl TextWriter<'_> {
    fn elements(&mut self, elements: &[Element<'_>]) {
        elements.iter().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph(line) => self.paragraph(&words(line)),
            Element::Plain(line) => self.lines(&words(line)),
            Element::Heading { level, timing, line, .. } => self.heading(*level, timing.as_ref(), line),
            Element::Quote(elements) => self.within("> ", |writer| writer.elements(elements)),
            Element::Code { text, .. } => self.within("    ", |writer| writer.exactly(text)),
            Element::Raw(text) => self.within("    ", |writer| writer.exactly(text)),
            Element::List { start, items } => self.list(*start, items),
            Element::Definitions(rows) => self.definitions(rows),
            Element::Table(table) => self.table(table),
            Element::Figure(figure) => {
                self.paragraph(&figure.picture.in_words());
                figure.caption.iter().for_each(|line| self.lines(&words(line)));
            }
            Element::Choices(choices) => self.choices(choices),
            Element::Claims { claims, answers, .. } => claims.iter().for_each(|claim| self.claim(claim, *answers)),
            Element::Panel(panel) => self.panel(panel),
            Element::Separator => self.paragraph("* * *"),
            Element::Pause => {}
        }
    }

    fn heading(&mut self, level: u8, timing: Option<&Timing>, line: &[Inline<'_>]) {
        let mut title = words(line);
        if let Some(Timing { from, minutes, droppable }) = timing {
            let (after, long) =
                (self.words.count("time.after", *from), self.words.count("time.minutes_short", *minutes));
            let skip = if *droppable { format!(" · {}", self.words.text("time.skip_small")) } else { String::new() };
            title.push_str(&format!(" ({after} · {long}{skip})"));
        }
        self.paragraph(&title);
        let length = title.chars().count().min(WIDTH);
        match level {
            0..=2 => self.line(&"=".repeat(length)),
            3 => self.line(&"-".repeat(length)),
            _ => {}
        }
    }

    fn list(&mut self, start: Option<u16>, items: &[ListItem<'_>]) {
        let is_loose = items.iter().any(|item| matches!(item.elements.first(), Some(Element::Paragraph(_))));
        if is_loose || self.depth == 0 {
            self.gap();
        }
        for (at, item) in items.iter().enumerate() {
            let sign = match (start, item.tick) {
                (_, Some(Tick::Open)) => "[ ] ".to_string(),
                (_, Some(_)) => "[x] ".to_string(),
                (Some(start), None) => format!("{}. ", usize::from(start) + at),
                (None, None) => "- ".to_string(),
            };
            if is_loose {
                self.gap();
            }
            self.item(&sign, |writer| writer.elements(&item.elements));
        }
    }

    fn definitions(&mut self, rows: &[Definition<'_>]) {
        self.gap();
        rows.iter().for_each(|row| match row {
            Definition::Term(line) => self.lines(&words(line)),
            Definition::Meaning(elements) => self.item("  ", |writer| writer.elements(elements)),
        });
    }

    /// Columns beside each other where there is room, else each cell below its heading.
    fn table(&mut self, table: &Table<'_>) {
        let cells =
            |row: &Vec<Line<'_>>| row.iter().map(|cell| words(cell).replace('\n', " ")).collect::<Vec<String>>();
        let (head, rows) = (cells(&table.head), table.rows.iter().map(cells).collect::<Vec<_>>());
        let size = |cell: Option<&String>| cell.map_or(0, |cell| cell.chars().count());
        let widest = |at: usize| rows.iter().chain([&head]).map(|row| size(row.get(at))).max().unwrap_or(0);
        let sizes: Vec<usize> = (0..table.columns.len()).map(widest).collect();
        self.gap();
        if self.margin.chars().count() + sizes.iter().map(|size| size + 2).sum::<usize>() <= WIDTH {
            let padded = |row: &Vec<String>| {
                row.iter().zip(&sizes).map(|(cell, size)| format!("{cell:size$}  ")).collect::<String>()
            };
            self.line(&padded(&head));
            self.line(&sizes.iter().map(|size| "-".repeat(*size) + "  ").collect::<String>());
            rows.iter().for_each(|row| self.line(&padded(row)));
            return;
        }
        for row in rows {
            self.gap();
            for (at, cell) in row.iter().enumerate() {
                match head.get(at).map_or("", String::as_str) {
                    "" => self.lines(cell),
                    name => self.lines(&format!("{name}: {cell}")),
                }
            }
        }
    }

    fn panel(&mut self, panel: &Panel<'_>) {
        match &panel.shape {
            DivShape::Bare | DivShape::Columns | DivShape::Column { .. } => self.elements(&panel.elements),
            DivShape::Rule(head) => self.rule(head, panel),
            shape => self.within("| ", |writer| {
                if !panel.title.is_empty() {
                    let mark = panel.is_for_the_team().then(|| format!(" ({})", writer.words.text("page.team")));
                    writer.lines(&format!("{}{}", panel.title, mark.unwrap_or_default()));
                }
                if let DivShape::Timer { minutes } = shape {
                    writer.lines(&writer.words.count("time.minutes", minutes.parse::<u64>().unwrap_or_default()));
                }
                writer.elements(&panel.elements);
                match shape {
                    DivShape::Statement => writer.choice(&["text.agree", "text.unsure", "text.disagree"]),
                    DivShape::Task { room: Some(room) } => writer.paragraph(room),
                    _ => {}
                }
            }),
        }
    }

    fn rule(&mut self, head: &RuleHead<'_>, panel: &Panel<'_>) {
        let when = head.when.map_or(String::new(), |when| format!(" ({})", moment(self.words, when)));
        self.gap();
        self.item(&format!("{} ", head.number), |writer| {
            writer.lines(&format!("{}{when}", head.who));
            writer.elements(&panel.elements);
            if !head.uses.is_empty() {
                let titles: Vec<&str> = head.uses.iter().map(|(_, title)| *title).collect();
                writer.paragraph(&format!("{} {}", writer.words.text("protocol.treated_in"), titles.join(", ")));
            }
        });
    }

    /// Words to choose from, by their keys.
    fn choice(&mut self, keys: &[&str]) {
        let words: Vec<&str> = keys.iter().map(|key| self.words.text(key)).collect();
        self.paragraph(&words.join(" / "));
    }

    fn choices(&mut self, choices: &Choices<'_>) {
        self.gap();
        for option in &choices.options {
            self.item("( ) ", |writer| writer.elements(&option.elements));
        }
        if choices.answers == Answers::Nowhere {
            return;
        }
        self.paragraph(&format!("{}:", self.words.text("block.antwoord")));
        for option in choices.options.iter().filter(|option| option.is_right) {
            self.item("- ", |writer| writer.elements(&option.again));
        }
        for option in choices.options.iter().filter(|option| !option.why.is_empty()) {
            self.paragraph(&option.words);
            self.elements(&option.why);
        }
        self.elements(&choices.after);
    }

    fn claim(&mut self, claim: &Claim<'_>, answers: Answers) {
        self.gap();
        self.item("- ", |writer| {
            writer.elements(&claim.elements);
            match claim.is_real {
                None => {}
                Some(_) if answers == Answers::Nowhere => writer.choice(&["text.real", "text.fake"]),
                Some(is_real) => writer.paragraph(writer.words.text(if is_real { "text.real" } else { "text.fake" })),
            }
            writer.elements(&claim.why);
        });
    }
}

/// What stands within a line; only a break that the author wants is one.
fn words(line: &[Inline<'_>]) -> String {
    let mut out = String::new();
    line.iter().for_each(|inline| word(inline, &mut out));
    out
}

fn word(inline: &Inline<'_>, out: &mut String) {
    match inline {
        Inline::Text(text) => out.push_str(text),
        Inline::Char(c) => out.push(*c),
        Inline::Code { text, is_apart: true } => ltr::isolated(text, out),
        Inline::Apart { text, dir: Some(_), .. } => ltr::isolated(text, out),
        Inline::Code { text, .. } => out.push_str(text),
        Inline::Apart { text, .. } => out.push_str(text),
        Inline::Styled(accent, line) => {
            let sign = match accent {
                Accent::Emphasis => "_",
                Accent::Strong => "*",
                _ => "",
            };
            out.extend([sign, &words(line), sign]);
        }
        Inline::Term { word, tail, .. } => out.extend([*word, *tail]),
        Inline::Link(link) => self::link(link, out),
        Inline::Picture(picture) => out.push_str(&picture.in_words()),
        Inline::Note { number, .. } => out.push_str(&format!("[{number}]")),
        Inline::SoftBreak => out.push(' '),
        Inline::HardBreak => out.push('\n'),
    }
}

/// The text of a link, and where it leads unless the text says so itself.
fn link(link: &Hyperlink<'_>, out: &mut String) {
    let text = match &link.name {
        Some(name) => name.clone(),
        None => words(&link.line),
    };
    out.push_str(&text);
    let Leads::Away(href) = &link.leads else { return };
    let shown = href.split_once(':').map_or(href.as_str(), |(_, rest)| rest.trim_start_matches('/'));
    if !href.starts_with("tel:") && !text.contains(shown.trim_end_matches('/')) {
        out.push_str(if text.is_empty() { "<" } else { " <" });
        out.push_str(href);
        out.push('>');
    }
}
