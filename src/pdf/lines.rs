//! What stands within lines, as Typst.

use super::elements::TypstWriter;
use super::typ::{Typ, Val};
use crate::render::ltr;
use crate::render::tree::{Accent, Element, Hyperlink, Inline, Leads, Picture, any, each};

const STRIKE: &str = "doorhaling";
const UNDERLINE: &str = "onderstreping";

impl TypstWriter<'_, '_> {
    pub fn lines(&mut self, line: &[Inline<'_>]) {
        line.iter().for_each(|inline| self.line(inline));
    }

    fn line(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.typ.text(text),
            Inline::Char(c) => self.typ.text(c.encode_utf8(&mut [0; 4])),
            Inline::Code { text, is_apart } => self.apart(*is_apart, |writer| {
                writer.typ.call("code-in", &[("", (*text).into())]);
            }),
            Inline::Styled(accent, line) => match function_of(*accent) {
                name @ (STRIKE | UNDERLINE) => self.decorated(name, line),
                name => self.wrapped(name, line),
            },
            Inline::Term { term, word, tail } => {
                self.term(&term.text, word);
                self.typ.text(tail);
            }
            Inline::Link(link) => self.link(link),
            Inline::Picture(picture) => self.picture(picture, None),
            Inline::Note { number, .. } => self.note(*number),
            Inline::Apart { lang: Some(lang), text, .. } => {
                self.typ.begin("taal", &[("", (*lang).into())]);
                self.typ.text(text);
                self.typ.end();
            }
            Inline::Apart { lang: None, dir, text } => self.apart(dir.is_some(), |writer| writer.typ.text(text)),
            Inline::SoftBreak => self.typ.text(" "),
            Inline::HardBreak => self.typ.call("regeleinde", &[]),
        }
    }

    /// From left to right, where the text around it runs the other way: Typst isolates what has a direction of its own.
    pub fn apart(&mut self, is_apart: bool, write: impl FnOnce(&mut Self)) {
        if is_apart {
            self.typ.begin("text", &[("dir", Val::Word("ltr"))]);
        }
        write(self);
        if is_apart {
            self.typ.end();
        }
    }

    fn wrapped(&mut self, name: &'static str, line: &[Inline<'_>]) {
        self.typ.begin(name, &[]);
        self.lines(line);
        self.typ.end();
    }

    /// A line at a text. PDF knows one, under it or through it, and the one through it says more.
    fn decorated(&mut self, name: &'static str, line: &[Inline<'_>]) {
        if self.struck > 0 || (name == UNDERLINE && has_strike(line)) {
            return self.lines(line);
        }
        let is_strike = usize::from(name == STRIKE);
        self.struck += is_strike;
        self.wrapped(name, line);
        self.struck -= is_strike;
    }

    /// The first use of a term: [`super::Paper::take_words`] gives what it means as well.
    fn term(&mut self, meaning: &str, word: &str) {
        if self.shared.is_plain || self.struck > 0 {
            return self.typ.text(word);
        }
        self.typ.begin("term", &[("", meaning.into())]);
        self.typ.text(word);
        self.typ.end();
    }

    fn link(&mut self, link: &Hyperlink<'_>) {
        if self.bare > 0 {
            return self.link_text(link);
        }
        // A picture that says nothing is no text to a reader of the page, so it stands before the link; where it is all
        // there is, nobody could follow the link, and its name stands there.
        self.decorations_of(&link.line);
        if link.name.is_some() && !link.line.is_empty() {
            self.typ.text(" ");
        }
        let underlined = self.struck == 0 && !has_strike(&link.line);
        match &link.leads {
            Leads::Here(label) => {
                self.shared.linked.insert(label.clone());
                self.typ.begin_intern(label, underlined);
            }
            Leads::Away(href) if underlined => self.typ.begin("extern", &[("", href.as_str().into())]),
            Leads::Away(href) => self.typ.begin("extern", &[("", href.as_str().into()), ("streep", false.into())]),
        }
        match (&link.name, &link.leads) {
            (Some(name), Leads::Away(href)) if name.trim().is_empty() => self.typ.text(href),
            (Some(name), _) => self.typ.text(name),
            (None, _) => self.undecorated(|writer| writer.link_text(link)),
        }
        self.typ.end();
        if self.quiet == 0 {
            self.notes_of(&link.line);
        }
    }

    fn link_text(&mut self, link: &Hyperlink<'_>) {
        match &link.name {
            Some(name) if link.line.is_empty() => self.typ.text(name),
            _ => self.quietly(|writer| writer.lines(&link.line)),
        }
    }

    /// The pictures without a description, of something that is written [`TypstWriter::undecorated`].
    pub fn decorations_of(&mut self, line: &[Inline<'_>]) {
        each(line, &mut |inline| match inline {
            Inline::Picture(picture) if picture.alt.is_empty() => self.picture(picture, None),
            _ => {}
        });
    }

    /// Without pictures that say nothing: what reads a page aloud knows none inside a link.
    pub fn undecorated(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.plainly, true);
        write(self);
        self.plainly = before;
    }

    /// The notes that a heading or a link could not hold.
    pub fn notes_of(&mut self, line: &[Inline<'_>]) {
        each(line, &mut |inline| {
            if let Inline::Note { number, .. } = inline {
                self.note(*number);
            }
        });
    }

    /// A note at the foot of the page; a second reference to it repeats its number.
    fn note(&mut self, number: usize) {
        let name = Val::from(format!("noot-{number}"));
        if self.noted.contains(&number) {
            return self.typ.call("voetnoot-weer", &[("", name)]);
        }
        // A note in a note has no page to stand on.
        let tree = self.tree;
        let note = tree.note(number).filter(|note| !note.elements.is_empty() && self.quiet == 0);
        let Some(note) = note else { return };
        self.noted.insert(number);
        self.typ.begin("voetnoot", &[("id", name)]);
        self.quietly(|writer| match &note.elements[..] {
            [Element::Paragraph(line)] => writer.lines(line),
            elements => writer.elements(elements),
        });
        self.typ.end();
    }

    /// A picture by itself when it is given a caption (which may be none), else one among words.
    pub fn picture(&mut self, picture: &Picture<'_>, caption: Option<Val>) {
        let alt = picture.alt.as_str();
        if alt.is_empty() && self.plainly {
            return;
        }
        let Some(file) = &picture.file else { return self.typ.text(alt) };
        let share = caption.as_ref().map_or(0, |_| u32::from(picture.share.unwrap_or(100)));
        let name = Val::from(self.shared.image(self.pictures, file.path, self.shared.across * share / 100));
        match caption {
            Some(caption) => {
                let mut facts = vec![("", name), ("alt", alt.into()), ("bijschrift", caption)];
                facts.extend(picture.share.map(|share| ("breedte", u32::from(share).into())));
                self.typ.call("beeld", &facts);
            }
            None => self.typ.call("beeld-in", &[("", name), ("alt", alt.into())]),
        }
    }
}

/// Text of a front matter in this language, as a template is told it: what runs the other way in it stands apart.
pub fn text_in(lang: &str, text: &str) -> Typ {
    let mut typ = Typ::default();
    for (is_apart, piece) in ltr::runs_in(lang, text) {
        if is_apart {
            typ.begin("text", &[("dir", Val::Word("ltr"))]);
        }
        typ.text(piece);
        if is_apart {
            typ.end();
        }
    }
    typ
}

/// Is some of this struck through?
fn has_strike(line: &[Inline<'_>]) -> bool {
    any(line, |inline| matches!(inline, Inline::Styled(accent, _) if function_of(*accent) == STRIKE))
}

/// The function for a way to stand out; the empty name leaves the text as it is.
fn function_of(accent: Accent) -> &'static str {
    match accent {
        Accent::Emphasis | Accent::Tag("cite") => "nadruk",
        Accent::Strong | Accent::Tag("kbd") => "sterk",
        Accent::Strike | Accent::Tag("del") => STRIKE,
        Accent::Tag("u" | "ins") => UNDERLINE,
        Accent::Tag("sub") => "laag",
        Accent::Tag("sup") => "hoog",
        Accent::Tag("mark") => "highlight",
        Accent::Tag("small") => "klein",
        Accent::Tag(_) => "",
    }
}
