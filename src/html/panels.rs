//! Krijt's own blocks as HTML.

use super::elements::HtmlWriter;
use crate::body::{blocks, share_of_column};
use crate::render::tree::{Choices, Claim, DivShape, Panel, RuleHead};
use crate::render::{Answers, moment, nearest_share};

impl HtmlWriter<'_> {
    pub fn panel(&mut self, panel: &Panel<'_>) {
        match &panel.shape {
            DivShape::Bare => self.plain_box(None, panel),
            DivShape::Columns => self.plain_box(Some("kolommen"), panel),
            DivShape::Column { width } => {
                let share = width.and_then(share_of_column).and_then(nearest_share);
                let class = share.map_or("kolom".to_string(), |share| format!("kolom deel-{share}"));
                self.plain_box(Some(&class), panel);
            }
            DivShape::Slide { number, href } => self.slide(*number, href.as_deref(), panel),
            DivShape::Skipped => {
                self.html
                    .tag("div")
                    .class("blok blok-leerkracht")
                    .attr("role", "group")
                    .attr("aria-label", &panel.title)
                    .end();
                self.inside("div", "p", "leerkracht", panel);
            }
            DivShape::Rule(head) => self.rule(head, panel),
            DivShape::Fold => {
                let name = blocks::row(panel.kind).name;
                self.html.tag("details").class(&classes(name, panel)).maybe("id", panel.id.as_deref()).end();
                self.inside("details", "summary", name, panel);
            }
            _ => {
                let name = blocks::row(panel.kind).name;
                let tag = self.html.tag("div").class(&classes(name, panel)).maybe("id", panel.id.as_deref());
                let kind = || self.words.text(&format!("block.{name}"));
                let title = if panel.title.is_empty() { kind() } else { &panel.title };
                tag.maybe("lang", panel.lang)
                    .maybe("dir", panel.dir)
                    .attr("role", "group")
                    .attr("aria-label", title)
                    .end();
                self.inside("div", "p", name, panel);
            }
        }
    }

    fn plain_box(&mut self, class: Option<&str>, panel: &Panel<'_>) {
        let tag = self.html.tag("div").maybe("class", class).maybe("id", panel.id.as_deref());
        tag.maybe("lang", panel.lang).maybe("dir", panel.dir).end();
        self.html.newline();
        self.elements(&panel.elements);
        self.html.close("div");
    }

    /// The title and what is in it; closes the element that was opened for it.
    fn inside(&mut self, element: &'static str, title: &'static str, icon: &str, panel: &Panel<'_>) {
        self.title_line(title, icon, &panel.title, panel.is_for_the_team());
        self.html.tag("div").class("blok-inhoud").end();
        self.html.newline();
        if let DivShape::Timer { minutes } = panel.shape {
            self.clock(minutes);
        }
        self.elements(&panel.elements);
        match &panel.shape {
            DivShape::Statement => self.choice(&["text.agree", "text.unsure", "text.disagree"]),
            DivShape::Task { room: Some(room) } => {
                self.html.tag("p").class("schrijfruimte").end();
                self.html.text(room);
                self.html.close("p");
                self.html.newline();
            }
            _ => {}
        }
        self.html.close("div");
        self.html.close(element);
    }

    fn title_line(&mut self, name: &'static str, icon: &str, title: &str, for_the_team: bool) {
        if title.is_empty() {
            return;
        }
        self.html.tag(name).class("blok-titel").end();
        self.html.trusted(self.theme.icon(icon));
        self.html.open("span");
        self.html.text(title);
        self.html.close("span");
        if for_the_team {
            self.html.tag("span").class("blok-merk").end();
            self.html.text(self.words.text("page.team"));
            self.html.close("span");
        }
        self.html.close(name);
    }

    fn slide(&mut self, number: usize, href: Option<&str>, panel: &Panel<'_>) {
        let label = self.words.count("text.slide", number as u64);
        self.html.tag("section").class("dia").attr("id", &format!("dia-{number}")).attr("aria-label", &label).end();
        self.html.tag("p").class("dia-nummer").end();
        match href {
            Some(href) => {
                self.html.tag("a").attr("href", href).end();
                self.html.text(&label);
                self.html.close("a");
            }
            None => self.html.text(&label),
        }
        self.html.close("p");
        self.html.tag("div").class("dia-inhoud").end();
        self.html.newline();
        self.elements(&panel.elements);
        self.html.close("div");
        self.html.close("section");
    }

    fn clock(&mut self, minutes: &str) {
        self.html.tag("p").class("klok-tijd").attr("data-minuten", minutes).end();
        self.html.text(&self.words.count("time.minutes", minutes.parse::<u64>().unwrap_or_default()));
        self.html.close("p");
        self.html.newline();
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

    /// The options, and behind a fold which ones are right and why.
    pub fn choices(&mut self, choices: &Choices<'_>) {
        self.html.tag("ul").class("quiz-opties").end();
        for option in &choices.options {
            let tag = self.html.tag("li");
            match option.is_right && choices.answers == Answers::Folded {
                true => tag.flag("data-goed").end(),
                false => tag.end(),
            }
            self.elements(&option.elements);
            self.html.close("li");
        }
        self.html.close("ul");
        if choices.answers == Answers::Nowhere {
            return;
        }
        let fold = self.fold(choices.answers, "quiz-antwoord", self.words.text("text.see_answer"));
        self.html.tag("ul").class("quiz-goed").end();
        for option in choices.options.iter().filter(|option| option.is_right) {
            self.html.open("li");
            self.elements(&option.again);
            self.html.close("li");
        }
        self.html.close("ul");
        for option in choices.options.iter().filter(|option| !option.why.is_empty()) {
            self.html.open("p");
            self.html.open("strong");
            self.html.text(&option.words);
            self.html.close("strong");
            self.html.close("p");
            self.elements(&option.why);
        }
        self.elements(&choices.after);
        self.html.close(fold);
    }

    /// A fold to tap; where answers are open, a box. Gives the element to close.
    fn fold(&mut self, answers: Answers, class: &str, summary: &str) -> &'static str {
        if answers == Answers::Open {
            self.html.tag("div").class(class).end();
            return "div";
        }
        self.html.tag("details").class(class).end();
        self.html.open("summary");
        self.html.text(summary);
        self.html.close("summary");
        "details"
    }

    /// Claims and images of which the class guesses whether they are real; the answer is behind a fold.
    pub fn claims(&mut self, claims: &[Claim<'_>], is_list: bool, answers: Answers) {
        let around = if is_list { "ul" } else { "div" };
        self.html.tag(around).class("beeld-lijst").end();
        for claim in claims {
            if is_list {
                self.html.open("li");
            }
            self.claim(claim, answers);
            if is_list {
                self.html.close("li");
                self.html.newline();
            }
        }
        self.html.close(around);
    }

    fn claim(&mut self, claim: &Claim<'_>, answers: Answers) {
        self.elements(&claim.elements);
        let Some(is_real) = claim.is_real else { return };
        if answers == Answers::Nowhere {
            self.choice(&["text.real", "text.fake"]);
            return;
        }
        let (class, icon, word) = if is_real {
            ("oordeel oordeel-echt", "echt", "text.real")
        } else {
            ("oordeel oordeel-nep", "nep", "text.fake")
        };
        let fold = self.fold(answers, class, self.words.text("text.real_or_fake"));
        self.html.tag("p").class("oordeel-woord").end();
        self.html.trusted(self.theme.icon(icon));
        self.html.text(" ");
        self.html.text(self.words.text(word));
        self.html.close("p");
        self.elements(&claim.why);
        self.html.newline();
        self.html.close(fold);
    }

    fn rule(&mut self, head: &RuleHead<'_>, panel: &Panel<'_>) {
        self.html.tag("div").class("regel").attr("id", head.id).attr("role", "listitem").end();
        self.html.tag("div").class("regel-kop").end();
        self.html.open("h3");
        let name = self.words.with("page.rule", &[("number", head.number)]);
        let link = self.html.tag("a").class("regel-nummer").attr("href", &format!("#{}", head.id));
        link.attr("aria-label", &name).end();
        self.html.text(head.number);
        self.html.close("a");
        self.html.close("h3");
        self.html.tag("span").class("regel-wie").end();
        self.heard("evening.who");
        self.html.text(&head.who);
        self.html.close("span");
        if let Some(when) = head.when {
            self.html.tag("span").class(&format!("regel-wanneer regel-wanneer-{when}")).end();
            self.heard("time.when");
            self.html.text(moment(self.words, when));
            self.html.close("span");
        }
        self.html.close("div");
        self.html.tag("div").class("regel-tekst").end();
        self.html.newline();
        self.elements(&panel.elements);
        self.html.close("div");
        self.treated_in(&head.uses);
        self.html.close("div");
    }

    /// What the eye sees at once, said for those who listen.
    fn heard(&mut self, key: &str) {
        self.html.tag("span").class("te-horen").end();
        self.html.text(self.words.text(key));
        self.html.text(": ");
        self.html.close("span");
    }

    /// "Behandeld in": the lessons and newsletters that treat a rule.
    fn treated_in(&mut self, uses: &[(Option<String>, &str)]) {
        if uses.is_empty() {
            return;
        }
        self.html.tag("p").class("regel-behandeld").end();
        self.html.text(self.words.text("protocol.treated_in"));
        self.html.text(" ");
        for (at, (href, title)) in uses.iter().enumerate() {
            if at > 0 {
                self.html.text(", ");
            }
            self.html.tag("a").maybe("href", href.as_deref()).end();
            self.html.text(title);
            self.html.close("a");
        }
        self.html.close("p");
    }
}

/// The classes of a box: its name, and what the author wants of it on paper.
fn classes(name: &str, panel: &Panel<'_>) -> String {
    match panel.print {
        Some(print) => format!("blok blok-{name} print-{print}"),
        None => format!("blok blok-{name}"),
    }
}
