//! Krijt's own blocks as Typst.

use super::elements::TypstWriter;
use super::typ::{Arg, Val};
use crate::body::{Kind, blocks, share_of_column};
use crate::render::Answers;
use crate::render::tree::{Choice, Choices, Claim, DivShape, Element, Inline, Panel, RuleHead, has_words};

impl TypstWriter<'_, '_> {
    pub fn panel(&mut self, panel: &Panel<'_>) {
        if let Some(lang) = panel.lang {
            self.typ.begin("taal", &[("", lang.into())]);
            self.typ.newline();
        }
        match &panel.shape {
            DivShape::Bare | DivShape::Column { .. } => self.elements(&panel.elements),
            DivShape::Columns => self.columns(&panel.elements),
            DivShape::Rule(head) => self.rule(head, panel),
            DivShape::Skipped => {
                let facts = vec![("titel", Val::from(&*panel.title)), ("omvang", panel.lines.into())];
                self.boxed(blocks::row(Kind::Hidden).name, facts, panel);
            }
            shape => {
                let mut facts: Vec<Arg> = vec![("titel", Val::from(&*panel.title))];
                let label = panel.id.as_ref().and_then(|id| self.shared.place(id));
                facts.extend(label.map(|label| ("id", label.into())));
                facts.push(("omvang", panel.lines.into()));
                facts.extend(match shape {
                    DivShape::Timer { minutes } => Some(("minuten", (*minutes).into())),
                    DivShape::Task { room: Some(room) } => Some(("ruimte", room.as_str().into())),
                    _ => None,
                });
                self.boxed(blocks::row(panel.kind).name, facts, panel);
            }
        }
        if panel.lang.is_some() {
            self.typ.end();
        }
    }

    fn boxed(&mut self, name: &'static str, facts: Vec<Arg>, panel: &Panel<'_>) {
        self.typ.begin("blok", &[("", name.into()), ("", Val::Dict(facts))]);
        self.typ.newline();
        self.elements(&panel.elements);
        self.typ.end();
    }

    fn columns(&mut self, elements: &[Element<'_>]) {
        let column_of = |element: &Element<'_>| match element {
            Element::Panel(panel) => matches!(panel.shape, DivShape::Column { .. }),
            _ => false,
        };
        self.elements(elements.iter().filter(|element| !column_of(element)));
        let mut columns: Vec<Arg> = Vec::new();
        for element in elements {
            let Element::Panel(panel) = element else { continue };
            let DivShape::Column { width } = panel.shape else { continue };
            let share = width.and_then(share_of_column).map(u32::from);
            let facts = vec![("breedte", share.into()), ("inhoud", self.content_of(&panel.elements).into())];
            columns.push(("", Val::Dict(facts)));
        }
        if !columns.is_empty() {
            self.typ.call("kolommen", &columns);
        }
    }

    /// The options, and why the right ones are right. On the paper of pupils all boxes are empty, and nothing follows the
    /// options.
    pub fn choices(&mut self, choices: &Choices<'_>) {
        let option = |option: &Choice<'_>| {
            let content = self.content_of(option.elements.iter().chain(&option.why));
            choice(if option.is_right { "goed" } else { "fout" }.into(), content.into(), Val::None)
        };
        let options = Val::List(choices.options.iter().map(option).collect());
        self.typ.call("keuzes", &[("", options)]);
        self.typ.newline();
        self.elements(&choices.after);
    }

    /// Claims and images of which the class guesses whether they are real.
    pub fn claims(&mut self, claims: &[Claim<'_>], answers: Answers) {
        let claim = |claim: &Claim<'_>| {
            let kind = match (claim.is_real, answers) {
                (None, _) => Val::None,
                (_, Answers::Nowhere) => "kies".into(),
                (Some(true), _) => "echt".into(),
                (Some(false), _) => "nep".into(),
            };
            let shown = self.content(|writer| writer.said(&claim.elements));
            let why = self.content(|writer| writer.said(&claim.why));
            let why = if why.as_str().trim().is_empty() { Val::None } else { why.into() };
            choice(kind, shown.into(), why)
        };
        let claims = Val::List(claims.iter().map(claim).collect());
        self.typ.call("keuzes", &[("", claims)]);
    }

    /// What is said of a claim: the sign that parted it from its verdict is gone, and so is the room around that.
    fn said(&mut self, elements: &[Element<'_>]) {
        for element in elements {
            match element {
                Element::Paragraph(line) => self.paragraph(trimmed(line)),
                _ => self.elements([element]),
            }
            self.typ.newline();
        }
    }

    fn rule(&mut self, head: &RuleHead<'_>, panel: &Panel<'_>) {
        let label = if head.is_place { self.shared.place(head.id) } else { None };
        // The rule itself is its heading; what explains it follows.
        let (first, rest): (Option<&[Inline<'_>]>, _) = match &panel.elements[..] {
            [Element::Paragraph(line), rest @ ..] if has_words(line) => (Some(line), rest),
            all => (None, all),
        };
        let text = first.map(|line| self.content(|writer| writer.title_of(line)));
        self.typ.begin(
            "regel",
            &[
                ("", head.number.into()),
                ("", label.into()),
                ("", head.who.as_str().into()),
                ("", head.when.into()),
                ("tekst", text.into()),
                ("omvang", panel.lines.into()),
            ],
        );
        self.typ.newline();
        if let Some(line) = first {
            self.decorations_of(line);
            self.typ.newline();
            self.notes_of(line);
        }
        self.elements(rest);
        self.typ.end();
    }
}

/// A line without the breaks and spaces at its ends.
fn trimmed<'l, 'a>(mut line: &'l [Inline<'a>]) -> &'l [Inline<'a>] {
    let is_space = |inline: &Inline<'_>| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        inline => matches!(inline, Inline::SoftBreak),
    };
    while let [first, rest @ ..] = line
        && is_space(first)
    {
        line = rest;
    }
    while let [rest @ .., last] = line
        && is_space(last)
    {
        line = rest;
    }
    line
}

/// An item with a verdict: of a quiz, or of what is real or not.
fn choice(kind: Val, shown: Val, why: Val) -> Val {
    Val::Dict(vec![("soort", kind), ("inhoud", shown), ("waarom", why)])
}
