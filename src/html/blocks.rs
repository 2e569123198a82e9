//! The projection of krijt's own blocks.

use super::body::{Answers, Writer, is_inline};
use crate::body::{Div, Kind, NodeId, Tag, blocks};
use crate::wording::Wording;

impl Writer<'_, '_> {
    pub fn div(&mut self, id: NodeId, div: u32, level: u8) {
        let div = &self.body.divs[div as usize];
        let inside: Vec<NodeId> = self.body.children(id).collect();
        if self.part.hides(div) {
            return;
        }
        let asks = matches!(div.kind, Kind::Task | Kind::Sheet);
        self.asking += usize::from(asks);
        self.div_of_kind(id, div, inside, level);
        self.asking -= usize::from(asks);
    }

    fn div_of_kind(&mut self, id: NodeId, div: &Div, inside: Vec<NodeId>, level: u8) {
        match div.kind {
            Kind::Slide if div.is_hidden() => self.skipped(inside, level),
            Kind::Slide => self.slide(inside, level),
            Kind::Rule => self.rule(id, div, inside, level),
            Kind::Columns => self.plain_box("kolommen", id, div, inside, level),
            Kind::Column => self.plain_box("kolom", id, div, inside, level),
            Kind::Spoiler | Kind::Hint => self.folded(id, div, inside, level),
            Kind::Unknown if div.name.is_empty() => self.plain_box("", id, div, inside, level),
            _ => self.boxed(id, div, inside, level),
        }
    }

    /// The classes of a box: its name, and what the author wants of it on paper.
    fn classes(name: &str, div: &Div) -> String {
        match div.attrs.value("print") {
            Some(print) => format!("blok blok-{name} print-{print}"),
            None => format!("blok blok-{name}"),
        }
    }

    fn id_of(&self, id: NodeId) -> Option<String> {
        self.part.ids.then(|| self.anchor(self.body.span(id).start)).flatten()
    }

    fn plain_box(&mut self, class: &'static str, id: NodeId, div: &Div, inside: Vec<NodeId>, level: u8) {
        let anchor = self.id_of(id);
        let class = Some(class).filter(|class| !class.is_empty());
        self.html
            .tag("div")
            .maybe("class", class)
            .maybe("id", anchor.as_deref())
            .maybe("lang", div.attrs.value("lang"))
            .end();
        self.html.newline();
        self.blocks(inside, level);
        self.html.close("div");
    }

    fn slide(&mut self, inside: Vec<NodeId>, level: u8) {
        self.page.slides += 1;
        let number = self.page.slides;
        let label = self.words.count("text.slide", number as u64);
        self.html.tag("section").class("dia").attr("id", &format!("dia-{number}")).attr("aria-label", &label).end();
        self.html.tag("p").class("dia-nummer").end();
        match self.part.deck {
            Some(deck) => {
                self.html.tag("a").attr("href", &format!("{deck}#dia-{number}")).end();
                self.html.text(&label);
                self.html.close("a");
            }
            None => self.html.text(&label),
        }
        self.html.close("p");
        self.html.tag("div").class("dia-inhoud").end();
        self.html.newline();
        self.blocks(inside, level);
        self.html.close("div");
        self.html.close("section");
    }

    /// A slide that the class does not see. It has no number.
    fn skipped(&mut self, inside: Vec<NodeId>, level: u8) {
        self.html.tag("div").class("blok blok-leerkracht").end();
        self.title_line("p", "leerkracht", self.words.text("text.skipped"));
        self.html.tag("div").class("blok-inhoud").end();
        self.html.newline();
        let inside = inside.into_iter().filter(|id| self.body.tag(*id) != Tag::Line).collect();
        self.blocks(inside, level);
        self.html.close("div");
        self.html.close("div");
    }

    /// The title of a box: what the author gave, or the name of the block.
    fn title(&mut self, div: &Div) -> String {
        let name = blocks::title_key(div.kind).map_or("", |key| self.words.text(&key));
        let given = div.attrs.value("titel").or(div.attrs.value("title"));
        // What is hidden is on no worksheet, and has no number there.
        if div.kind != Kind::Task || div.is_hidden() {
            return given.unwrap_or(name).to_string();
        }
        self.page.tasks += 1;
        match given {
            Some(title) => format!("{name} {}: {title}", self.page.tasks),
            None => format!("{name} {}", self.page.tasks),
        }
    }

    fn title_line(&mut self, name: &'static str, icon: &str, title: &str) {
        if title.is_empty() {
            return;
        }
        self.html.tag(name).class("blok-titel").end();
        self.html.trusted(self.frame.theme.icon(icon));
        self.html.open("span");
        self.html.text(title);
        self.html.close("span");
        self.html.close(name);
    }

    fn folded(&mut self, id: NodeId, div: &Div, inside: Vec<NodeId>, level: u8) {
        let name = blocks::row(div.kind).name;
        let anchor = self.id_of(id);
        let title = self.title(div);
        self.html.tag("details").class(&Self::classes(name, div)).maybe("id", anchor.as_deref()).end();
        self.title_line("summary", name, &title);
        self.html.tag("div").class("blok-inhoud").end();
        self.html.newline();
        self.blocks(inside, level);
        self.html.close("div");
        self.html.close("details");
    }

    fn boxed(&mut self, id: NodeId, div: &Div, inside: Vec<NodeId>, level: u8) {
        let name = blocks::row(div.kind).name;
        let anchor = self.id_of(id);
        let title = self.title(div);
        let lang = div.attrs.value("lang");
        let class = Self::classes(name, div);
        self.html.tag("div").class(&class).maybe("id", anchor.as_deref()).maybe("lang", lang).end();
        self.title_line("p", name, &title);
        self.html.tag("div").class("blok-inhoud").end();
        self.html.newline();
        match div.kind {
            Kind::Quiz => self.quiz(inside, level),
            Kind::Pictures => self.pictures(inside, level),
            Kind::Statement => {
                self.blocks(inside, level);
                self.choice(&["text.agree", "text.unsure", "text.disagree"]);
            }
            Kind::Timer => {
                let minutes = div.attrs.value("minuten").unwrap_or("0");
                self.html.tag("p").class("klok-tijd").attr("data-minuten", minutes).end();
                self.html.text(&self.words.count("time.minutes", minutes.parse::<u64>().unwrap_or_default()));
                self.html.close("p");
                self.html.newline();
                self.blocks(inside, level);
            }
            Kind::Task => {
                self.blocks(inside, level);
                if let Some(room) = room(self.words, div) {
                    self.line_of("schrijfruimte", &room);
                }
            }
            _ => self.blocks(inside, level),
        }
        self.html.close("div");
        self.html.close("div");
    }

    /// Words to choose from, by their keys.
    fn choice(&mut self, keys: &[&str]) {
        self.html.tag("p").class("stelling-keuze").end();
        for key in keys {
            self.html.open("span");
            self.html.text(self.words.text(key));
            self.html.close("span");
            self.html.text(" ");
        }
        self.html.close("p");
    }

    fn line_of(&mut self, class: &str, text: &str) {
        self.html.tag("p").class(class).end();
        self.html.text(text);
        self.html.close("p");
        self.html.newline();
    }

    /// The question, the options, and behind a fold which ones are right and why.
    fn quiz(&mut self, inside: Vec<NodeId>, level: u8) {
        let is_options = |id: &NodeId| {
            matches!(self.body.tag(*id), Tag::List { .. })
                && self.body.children(*id).any(|item| self.body.task(item).is_some())
        };
        let Some(at) = inside.iter().position(is_options) else {
            self.blocks(inside, level);
            return;
        };
        self.blocks(inside[..at].to_vec(), level);
        let items: Vec<NodeId> = self.body.children(inside[at]).collect();
        self.html.tag("ul").class("quiz-opties").end();
        self.options(&items, level, self.part.answers == Answers::Folded);
        self.html.close("ul");
        if self.part.answers == Answers::Nowhere {
            return; // what follows the options is why
        }
        self.fold("quiz-antwoord", self.words.text("text.see_answer"));
        let right: Vec<NodeId> = items.iter().copied().filter(|item| self.body.task(*item) == Some(true)).collect();
        self.html.tag("ul").class("quiz-goed").end();
        self.quietly(|writer| writer.options(&right, level, false));
        self.html.close("ul");
        items.iter().for_each(|item| self.reasons(*item, level));
        self.blocks(inside[at + 1..].to_vec(), level);
        self.close_fold();
    }

    /// A fold to tap; where answers are open, a box.
    fn fold(&mut self, class: &str, summary: &str) {
        if self.part.answers == Answers::Open {
            self.html.tag("div").class(class).end();
            return;
        }
        self.html.tag("details").class(class).end();
        self.html.open("summary");
        self.html.text(summary);
        self.html.close("summary");
    }

    fn close_fold(&mut self) {
        self.html.close(if self.part.answers == Answers::Open { "div" } else { "details" });
    }

    fn options(&mut self, items: &[NodeId], level: u8, marked: bool) {
        for item in items {
            let is_right = marked && self.body.task(*item) == Some(true);
            let tag = self.html.tag("li");
            if is_right {
                tag.flag("data-goed").end()
            } else {
                tag.end()
            }
            self.blocks(self.body.option(*item), level);
            self.html.close("li");
        }
    }

    /// What an option says below its first line: why it is right, or not.
    fn reasons(&mut self, item: NodeId, level: u8) {
        let option = self.body.option(item);
        let is_more = |id: &NodeId| !option.contains(id) && !matches!(self.body.tag(*id), Tag::Task(_));
        let more: Vec<NodeId> = self.body.children(item).filter(is_more).collect();
        if more.is_empty() {
            return;
        }
        let words: Vec<String> = option.iter().map(|id| self.frame.plain(self.id, self.body, *id)).collect();
        self.html.open("p");
        self.html.open("strong");
        self.html.text(words.concat().trim());
        self.html.close("strong");
        self.html.close("p");
        self.blocks(more, level);
    }

    /// Claims and images of which the class guesses whether they are real; the answer is behind a fold.
    fn pictures(&mut self, inside: Vec<NodeId>, level: u8) {
        for id in inside {
            match self.body.tag(id) {
                Tag::List { .. } => {
                    self.html.tag("ul").class("beeld-lijst").end();
                    for item in self.body.children(id) {
                        self.html.open("li");
                        self.claim(self.body.children(item).collect(), level);
                        self.html.close("li");
                        self.html.newline();
                    }
                    self.html.close("ul");
                }
                Tag::Paragraph if self.verdict_in(id).is_some() => {
                    self.html.tag("div").class("beeld-lijst").end();
                    self.claim(vec![id], level);
                    self.html.close("div");
                }
                _ => self.block(id, level),
            }
        }
    }

    fn verdict_in(&self, id: NodeId) -> Option<bool> {
        self.body.children(id).find_map(|child| match self.body.tag(child) {
            Tag::Verdict(real) => Some(real),
            _ => None,
        })
    }

    fn claim(&mut self, nodes: Vec<NodeId>, level: u8) {
        // The verdict stands among the item's own text, or in its first paragraph.
        let mut flat: Vec<NodeId> = Vec::new();
        let mut opened = None;
        for node in nodes {
            if opened.is_none() && self.body.tag(node) == Tag::Paragraph && self.verdict_in(node).is_some() {
                opened = Some(node);
                flat.extend(self.body.children(node));
            } else {
                flat.push(node);
            }
        }
        let verdict = flat.iter().enumerate().find_map(|(at, id)| match self.body.tag(*id) {
            Tag::Verdict(real) => Some((at, real)),
            _ => None,
        });
        let Some((at, real)) = verdict else {
            self.blocks(flat, level);
            return;
        };
        self.paragraph_of(&flat[..at]);
        if self.part.answers == Answers::Nowhere {
            self.choice(&["text.real", "text.fake"]);
            return;
        }
        let (class, icon, word) = if real {
            ("oordeel oordeel-echt", "echt", "text.real")
        } else {
            ("oordeel oordeel-nep", "nep", "text.fake")
        };
        self.fold(class, self.words.text("text.real_or_fake"));
        self.html.tag("p").class("oordeel-woord").end();
        self.html.trusted(self.frame.theme.icon(icon));
        self.html.text(" ");
        self.html.text(self.words.text(word));
        self.html.close("p");
        let rest = &flat[at + 1..];
        let inline = rest.iter().take_while(|id| is_inline(self.body.tag(**id))).count();
        self.paragraph_of(&rest[..inline]);
        self.blocks(rest[inline..].to_vec(), level);
        self.close_fold();
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
                self.html.open("p");
                for id in nodes {
                    self.line(*id);
                }
                self.html.close("p");
            }
        }
        self.html.newline();
    }

    fn rule(&mut self, id: NodeId, div: &Div, inside: Vec<NodeId>, level: u8) {
        let edition = self.frame.edition;
        let at = self.body.span(id).start;
        let rule = self.doc.rule_at(at);
        let (Some(rule), Some(number)) = (rule, rule.and_then(|rule| edition.rule(&rule.id))) else {
            self.boxed(id, div, inside, level);
            return;
        };
        self.html.tag("div").class("regel").attr("id", &rule.id).end();
        self.html.tag("p").class("regel-kop").end();
        self.html.tag("a").class("regel-nummer").attr("href", &format!("#{}", rule.id)).end();
        self.html.text(number.number);
        self.html.close("a");
        let roles: Vec<&str> = rule.who.iter().map(|role| edition.config().role(role)).collect();
        self.html.tag("span").class("regel-wie").end();
        self.html.text(&roles.join(", "));
        self.html.close("span");
        if let Some(when) = &rule.when {
            self.html.tag("span").class(&format!("regel-wanneer regel-wanneer-{when}")).end();
            self.html.text(moment(self.words, when));
            self.html.close("span");
        }
        self.html.close("p");
        self.html.tag("div").class("regel-tekst").end();
        self.html.newline();
        self.blocks(inside, level);
        self.html.close("div");
        self.treated_in(&rule.id);
        self.html.close("div");
    }

    /// "Behandeld in": the lessons and newsletters that treat a rule.
    fn treated_in(&mut self, rule: &str) {
        let edition = self.frame.edition;
        let uses: Vec<_> = edition.uses(rule).collect();
        if uses.is_empty() {
            return;
        }
        self.html.tag("p").class("regel-behandeld").end();
        self.html.text(self.words.text("protocol.treated_in"));
        self.html.text(" ");
        for (number, id) in uses.iter().enumerate() {
            if number > 0 {
                self.html.text(", ");
            }
            let href = format!("{}{}", self.page.root, edition.route(*id).path);
            self.html.tag("a").attr("href", &href).end();
            self.html.text(edition.title(*id));
            self.html.close("a");
        }
        self.html.close("p");
    }
}

/// The word for when a rule holds.
pub fn moment<'w>(words: &'w Wording, when: &str) -> &'w str {
    words.text(&format!("moment.{when}"))
}

/// The room to write that an assignment has on the worksheet.
pub fn room(words: &Wording, div: &Div) -> Option<String> {
    if let Some(lines) = div.attrs.value("lijnen") {
        return Some(words.count("text.room_lines", lines.parse::<u64>().unwrap_or_default()));
    }
    let room = div.attrs.value("ruimte")?;
    Some(words.with("text.room", &[("size", room)]))
}
