//! A tree as plain text, for messages: boxes with a bar before each line, addresses between angle brackets behind the
//! words, tables row by row, notes at the end. It says all that the page says, less what only works there.

mod layout;

use super::tree::{Accent, Choices, Claim, Definition, DivShape, Element, Hyperlink, Inline, Leads, Line, ListItem};
use super::tree::{Panel, RuleHead, Table, Tick, Timing, Tree};
use super::{Answers, addresses::ADDRESS, ltr, moment};
use crate::wording::Wording;
pub use layout::{WIDTH, laid_out};
use layout::{exactly, item, lines, paragraph, within};

/// A part of a document as plain text, for [`laid_out`], which breaks its lines; `addresses` shows where links lead.
pub(super) fn write(tree: &Tree<'_>) -> String {
    let writer = TextWriter(tree.words);
    let notes = tree.notes.iter().map(|note| item(&format!("[{}] ", note.number), &writer.elements(&note.elements)));
    notes.fold(writer.elements(&tree.elements), |text, note| text + "\n" + &note)
}

struct TextWriter<'a>(&'a Wording);

impl TextWriter<'_> {
    fn elements(&self, elements: &[Element<'_>]) -> String {
        elements.iter().map(|element| self.element(element)).collect()
    }

    fn element(&self, element: &Element<'_>) -> String {
        match element {
            Element::Paragraph(line) => paragraph(&words(line)),
            Element::Plain(line) => lines(&words(line)),
            Element::Heading { level, timing, line, .. } => self.heading(*level, timing.as_ref(), line),
            Element::Quote(elements) => within("> ", &self.elements(elements)),
            Element::Code { text, .. } => exactly(text),
            Element::Raw(text) => exactly(text),
            Element::List { start, items } => self.list(*start, items),
            Element::Definitions(rows) => rows
                .iter()
                .map(|row| match row {
                    Definition::Term(line) => paragraph(&words(line)),
                    Definition::Meaning(elements) => item("  ", &self.elements(elements)),
                })
                .collect(),
            Element::Table(table) => self::table(table),
            Element::Figure(figure) => {
                let caption = figure.caption.as_deref().map_or(String::new(), words);
                paragraph(&format!("{}\n{caption}", figure.picture.in_words()))
            }
            Element::Film(film) => paragraph(&format!("{}\n{}", words(&film.caption).trim(), words(&film.elsewhere))),
            Element::Choices(choices) => self.choices(choices),
            Element::Claims { claims, answers, .. } => claims.iter().map(|claim| self.claim(claim, *answers)).collect(),
            Element::Panel(panel) => self.panel(panel),
            Element::Separator => paragraph("* * *"),
            Element::Pause => String::new(),
        }
    }

    fn heading(&self, level: u8, timing: Option<&Timing>, line: &[Inline<'_>]) -> String {
        let time = timing.map_or(String::new(), |Timing { from, minutes, droppable }| {
            let (after, long) = (self.0.count("time.after", *from), self.0.count("time.minutes_short", *minutes));
            let skip = if *droppable { format!(" · {}", self.0.text("time.skip_small")) } else { String::new() };
            format!(" ({after} · {long}{skip})")
        });
        paragraph(&format!("{}{time}\n{}", words(line), ["===", "===", "---"].get(usize::from(level)).unwrap_or(&"")))
    }

    fn list(&self, start: Option<u32>, items: &[ListItem<'_>]) -> String {
        let is_loose = items.iter().any(|item| matches!(item.elements.first(), Some(Element::Paragraph(_))));
        let row = |(at, row): (usize, &ListItem<'_>)| {
            let sign = match (row.tick, start) {
                (Some(tick), _) => if tick == Tick::Open { "[ ] " } else { "[x] " }.to_string(),
                (None, Some(start)) => format!("{}. ", u64::from(start) + at as u64),
                (None, None) => "- ".to_string(),
            };
            let text = item(&sign, &self.elements(&row.elements));
            if is_loose { format!("\n{text}") } else { text.replace("\n\n", "\n") }
        };
        "\n".to_string() + &items.iter().enumerate().map(row).collect::<String>()
    }

    fn panel(&self, panel: &Panel<'_>) -> String {
        let (mut title, mut inside) = (panel.title.to_string(), self.elements(&panel.elements));
        if panel.is_for_the_team() && !title.is_empty() {
            title += &format!(" ({})", self.0.text("page.team"));
        }
        match &panel.shape {
            DivShape::Bare | DivShape::Columns | DivShape::Column { .. } => return inside,
            DivShape::Rule(head) => return self.rule(head, &inside),
            DivShape::Timer { minutes } => {
                title += &format!("\n{}", self.0.count("time.minutes", minutes.parse::<u64>().unwrap_or_default()));
            }
            DivShape::Statement => inside += &self.choice(&["text.agree", "text.unsure", "text.disagree"]),
            DivShape::Task { room: Some(room) } => inside += &paragraph(room),
            _ => {}
        }
        within("| ", &(lines(&title) + &inside))
    }

    fn rule(&self, head: &RuleHead<'_>, inside: &str) -> String {
        let when = head.when.map_or(String::new(), |when| format!(" ({})", moment(self.0, when)));
        let uses = head.uses.iter().map(|(_, title)| *title).collect::<Vec<&str>>().join(", ");
        let uses = (!uses.is_empty()).then(|| paragraph(&format!("{} {uses}", self.0.text("protocol.treated_in"))));
        let text = lines(&format!("{}{when}", head.who)) + inside + &uses.unwrap_or_default();
        format!("\n{}", item(&format!("{} ", head.number), &text))
    }

    /// Words to choose from, by their keys.
    fn choice(&self, keys: &[&str]) -> String {
        paragraph(&keys.iter().map(|key| self.0.text(key)).collect::<Vec<&str>>().join(" / "))
    }

    fn choices(&self, choices: &Choices<'_>) -> String {
        let mut out = "\n".to_string();
        out.extend(choices.options.iter().map(|option| item("( ) ", &self.elements(&option.elements))));
        if choices.answers == Answers::Nowhere {
            return out;
        }
        out += &paragraph(&format!("{}:", self.0.text("block.antwoord")));
        let right = choices.options.iter().filter(|option| option.is_right);
        out.extend(right.map(|option| item("- ", &self.elements(&option.again))));
        let told = choices.options.iter().filter(|option| !option.why.is_empty());
        out.extend(told.map(|option| paragraph(&option.words) + &self.elements(&option.why)));
        out + &self.elements(&choices.after)
    }

    fn claim(&self, claim: &Claim<'_>, answers: Answers) -> String {
        let is_open = answers != Answers::Nowhere;
        let real = |is_real| if is_real { "text.real" } else { "text.fake" };
        let keys = claim.is_real.map(|so| if is_open { vec![real(so)] } else { vec![real(true), real(false)] });
        let answer = keys.map_or(String::new(), |keys| self.choice(&keys));
        "\n".to_string() + &item("- ", &(self.elements(&claim.elements) + &answer + &self.elements(&claim.why)))
    }
}

/// Each cell behind the heading of its column.
fn table(Table { head, rows, .. }: &Table<'_>) -> String {
    let cell = |line: &Line<'_>| words(line).replace('\n', " ");
    let named = |(at, line): (usize, &Line<'_>)| match head.get(at).map_or(String::new(), cell) {
        name if name.is_empty() || name.ends_with([':', '?', '!']) => lines(format!("{name} {}", cell(line)).trim()),
        name => lines(&format!("{name}: {}", cell(line))),
    };
    let row = |row: &Vec<Line<'_>>| format!("\n{}", row.iter().enumerate().map(named).collect::<String>());
    let alone = rows.is_empty().then(|| paragraph(&head.iter().map(cell).collect::<Vec<String>>().join(" / ")));
    rows.iter().map(row).chain(alone).collect()
}

/// What stands within a line; only a break that the author wants is one.
fn words(line: &[Inline<'_>]) -> String {
    line.iter().map(word).collect()
}

fn word(inline: &Inline<'_>) -> String {
    match inline {
        Inline::Code { text, is_apart: true } => ltr::isolated(text),
        Inline::Apart { text, dir: Some(_), .. } => ltr::isolated(text),
        Inline::Code { text, .. } => text.to_string(),
        Inline::Text(text) | Inline::Apart { text, .. } => text.to_string(),
        Inline::Char(c) => c.to_string(),
        Inline::Styled(Accent::Emphasis, line) => format!("_{}_", words(line)),
        Inline::Styled(Accent::Strong, line) => format!("*{}*", words(line)),
        Inline::Styled(_, line) => words(line),
        Inline::Term { word, tail, .. } => format!("{word}{tail}"),
        Inline::Link(link) => self::link(link),
        Inline::Picture(picture) => picture.in_words(),
        Inline::Note { number, .. } => format!("[{number}]"),
        Inline::SoftBreak => " ".to_string(),
        Inline::HardBreak => "\n".to_string(),
    }
}

/// The text of a link, and where it leads unless the text says so itself.
fn link(link: &Hyperlink<'_>) -> String {
    let text = link.name.clone().unwrap_or_else(|| words(&link.line));
    let Leads::Away(href) = &link.leads else { return text };
    let shown = href.split_once(':').map_or(href.as_str(), |(_, rest)| rest.trim_start_matches('/'));
    let is_said = href.starts_with("tel:") || text.contains(shown.trim_end_matches('/'));
    if is_said { text } else { format!("{text} {ADDRESS}{href}{ADDRESS}").trim_start().to_string() }
}
