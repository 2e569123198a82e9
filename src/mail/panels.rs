//! Krijt's own blocks, for a mail: boxes that are tables, and nothing that is folded.

use super::MailWriter;
use crate::body::Kind;
use crate::render::tree::{Choices, Claim, DivShape, Panel, RuleHead};
use crate::render::{Answers, moment};

impl MailWriter<'_> {
    pub fn panel(&mut self, panel: &Panel<'_>) {
        match &panel.shape {
            DivShape::Bare | DivShape::Columns | DivShape::Column { .. } => self.apart(panel),
            _ if self.styles.are_named() => {
                self.html.tag("div").maybe(self.styles.attribute(), self.styles.in_box("box", panel.kind)).end();
                self.styled("div", "box-inside", |writer| writer.inside(panel));
                self.html.close("div");
            }
            _ => {
                let table = self.html.tag("table").attr("role", "presentation").attr("width", "100%");
                let table = table.attr("cellpadding", "0").attr("cellspacing", "0").attr("border", "0");
                table.maybe(self.styles.attribute(), self.styles.in_box("box", panel.kind)).end();
                self.html.open("tr");
                self.html.tag("td").maybe(self.styles.attribute(), self.styles.in_box("box-inside", panel.kind)).end();
                self.inside(panel);
                self.html.close("td");
                self.html.close("tr");
                self.html.close("table");
                self.after();
            }
        }
    }

    /// What is in a panel, with the language and direction that it has.
    fn apart(&mut self, panel: &Panel<'_>) {
        let is_other = panel.lang.is_some() || panel.dir.is_some();
        if is_other {
            self.html.tag("div").maybe("lang", panel.lang).maybe("dir", panel.dir).end();
        }
        self.elements(&panel.elements);
        if is_other {
            self.html.close("div");
        }
    }

    fn inside(&mut self, panel: &Panel<'_>) {
        match &panel.shape {
            DivShape::Rule(head) => self.head_of_rule(panel.kind, head),
            _ if !panel.title.is_empty() => self.title(panel.kind, &panel.title),
            _ => {}
        }
        self.html.newline();
        if let DivShape::Timer { minutes } = panel.shape {
            let minutes = minutes.parse::<u64>().unwrap_or_default();
            self.said(&self.words.count("time.minutes", minutes));
        }
        self.apart(panel);
        match &panel.shape {
            DivShape::Statement => self.choice(&["text.agree", "text.unsure", "text.disagree"]),
            DivShape::Task { room: Some(room) } => self.said(room),
            _ => {}
        }
    }

    fn title(&mut self, kind: Kind, title: &str) {
        self.html.tag("p").maybe(self.styles.attribute(), self.styles.in_box("box-title", kind)).end();
        self.html.text(title);
        self.html.close("p");
    }

    fn head_of_rule(&mut self, kind: Kind, head: &RuleHead<'_>) {
        let when = head.when.map_or(String::new(), |when| format!(" · {}", moment(self.words, when)));
        self.title(kind, &format!("{} {}{when}", head.number, head.who));
    }

    /// Words to choose from, by their keys.
    fn choice(&mut self, keys: &[&str]) {
        let words: Vec<&str> = keys.iter().map(|key| self.words.text(key)).collect();
        self.said(&words.join(" / "));
    }

    pub fn choices(&mut self, choices: &Choices<'_>) {
        self.styled("ul", "ul", |writer| {
            for option in &choices.options {
                writer.styled("li", "li", |writer| writer.elements(&option.elements));
            }
        });
        if choices.answers == Answers::Nowhere {
            return;
        }
        self.said(&format!("{}:", self.words.text("block.antwoord")));
        self.styled("ul", "ul", |writer| {
            for option in choices.options.iter().filter(|option| option.is_right) {
                writer.styled("li", "li", |writer| writer.elements(&option.again));
            }
        });
        for option in choices.options.iter().filter(|option| !option.why.is_empty()) {
            self.said(&option.words);
            self.elements(&option.why);
        }
        self.elements(&choices.after);
    }

    pub fn claims(&mut self, claims: &[Claim<'_>], answers: Answers) {
        for claim in claims {
            self.elements(&claim.elements);
            let Some(is_real) = claim.is_real else { continue };
            match (answers, is_real) {
                (Answers::Nowhere, _) => self.choice(&["text.real", "text.fake"]),
                (_, true) => self.choice(&["text.real"]),
                (_, false) => self.choice(&["text.fake"]),
            }
            self.elements(&claim.why);
        }
    }
}
