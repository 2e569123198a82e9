//! The projection of what stands within lines: text with explained terms, links, images, notes.

use super::body::Writer;
use super::typ::Val;
use crate::body::{NodeId, Tag};
use crate::html::{address, hours_beside, variable_address};
use crate::site::Target;

/// Where a link leads.
enum Leads {
    /// To a place on the same paper.
    Inside(String),
    Outside(String),
}

impl Writer<'_, '_> {
    /// All that stands in a node.
    pub fn lines(&mut self, id: NodeId) {
        for child in self.body.children(id) {
            self.line(child);
        }
    }

    pub fn line(&mut self, id: NodeId) {
        let span = self.body.span(id);
        match self.body.tag(id) {
            Tag::Text => self.words(&self.text[span.range()]),
            Tag::Chars(text) => self.words(&self.body.strings[text as usize]),
            Tag::Char(c) => self.typ.text(c.encode_utf8(&mut [0; 4])),
            Tag::CodeSpan => self.typ.call("code-in", &[("", self.text[span.range()].into())]),
            Tag::CodeChars(text) => self.typ.call("code-in", &[("", (&*self.body.strings[text as usize]).into())]),
            Tag::Emphasis => self.inline("nadruk", id),
            Tag::Strong => self.inline("sterk", id),
            Tag::Strike => self.decorated(STRIKE, id),
            Tag::Inline(tag) => match function_of(tag.name()) {
                name @ (STRIKE | UNDERLINE) => self.decorated(name, id),
                name => self.inline(name, id),
            },
            Tag::Link(link) => self.link(id, link),
            Tag::Image(image) => self.image(id, image, None),
            Tag::SoftBreak => self.typ.text(" "),
            Tag::HardBreak => self.typ.call("regeleinde", &[]),
            Tag::FootnoteRef(label) => self.note(label),
            Tag::Variable(name) => self.variable(id, name),
            Tag::RawHtml => self.typ.text(&self.text[span.range()]),
            Tag::Verdict(_) | Tag::Task(_) | Tag::Comment => {}
            _ => self.lines(id),
        }
    }

    /// Is some of this struck through?
    fn has_strike(&self, id: NodeId) -> bool {
        self.body.subtree(id).any(|node| match self.body.tag(node) {
            Tag::Strike => true,
            Tag::Inline(tag) => function_of(tag.name()) == STRIKE,
            _ => false,
        })
    }

    /// A line at a text. PDF knows one, under it or through it, and the one through it says more.
    fn decorated(&mut self, name: &'static str, id: NodeId) {
        if self.struck > 0 || (name == UNDERLINE && self.has_strike(id)) {
            return self.lines(id);
        }
        let is_strike = usize::from(name == STRIKE);
        self.struck += is_strike;
        self.inline(name, id);
        self.struck -= is_strike;
    }

    fn inline(&mut self, name: &'static str, id: NodeId) {
        self.typ.begin(name, &[]);
        self.lines(id);
        self.typ.end();
    }

    /// Text, in which the first use of a term is marked: [`super::Paper::take_words`] gives what it means.
    fn words(&mut self, text: &str) {
        let edition = self.frame.edition;
        if self.quiet > 0 || edition.glossary().is_empty() || !self.part.terms {
            self.typ.text(text);
            return;
        }
        let mut done = 0;
        for (term, range) in edition.glossary().find(text) {
            if !self.paper.terms.insert(term) || !self.paper.marks || self.struck > 0 {
                continue;
            }
            self.typ.text(&text[done..range.start]);
            self.typ.begin("term", &[("", edition.terms()[term].text.as_str().into())]);
            self.typ.text(&text[range.clone()]);
            self.typ.end();
            done = range.end;
        }
        self.typ.text(&text[done..]);
    }

    fn variable(&mut self, id: NodeId, name: u32) {
        let name = &self.body.variables[name as usize];
        let Some(value) = self.frame.edition.variable(name, self.lang) else {
            self.typ.text(&format!("{{{{ {name} }}}}"));
            return;
        };
        let href = variable_address(name, &value);
        match href.filter(|_| self.quiet == 0) {
            Some(href) => {
                self.begin_extern(&href, self.struck == 0);
                self.typ.text(&value);
                self.typ.end();
            }
            None => self.typ.text(&value),
        }
        if let Some(hours) =
            hours_beside(self.frame.edition, self.body, self.text, id, self.lang, self.frame.hour_words())
        {
            let site_lang = self.frame.edition.config().site.lang.as_str();
            self.typ.text(" (");
            if self.lang == site_lang {
                self.typ.text(&hours);
            } else {
                self.typ.begin("taal", &[("", site_lang.into())]);
                self.typ.text(&hours);
                self.typ.end();
            }
            self.typ.text(")");
        }
    }

    fn target(&self, id: NodeId) -> Option<&Target> {
        self.frame.edition.target(self.id, self.body.span(id).start)
    }

    fn link(&mut self, id: NodeId, link: u32) {
        let given = self.body.subtree(id).len() > 1;
        if self.bare > 0 {
            self.link_text(id, given);
            return;
        }
        let Some(leads) = self.leads_to(id, link) else { return self.link_text(id, given) };
        // A picture that says nothing is no text to a reader of the page, so it stands before the link; where it is all
        // there is, nobody could follow the link, and its name stands there.
        let is_mute = given && self.is_mute(id);
        self.decorations_of(id);
        if is_mute {
            self.typ.text(" ");
        }
        let underlined = self.struck == 0 && !self.has_strike(id);
        match &leads {
            Leads::Inside(label) => {
                self.paper.linked.insert(label.clone());
                self.typ.begin_intern(label, underlined);
            }
            Leads::Outside(href) => self.begin_extern(href, underlined),
        }
        if is_mute || !given {
            let name = self.name_of_target(id);
            match &leads {
                Leads::Outside(href) if name.trim().is_empty() => self.typ.text(href),
                _ => self.typ.text(&name),
            }
        } else {
            self.undecorated(|writer| writer.link_text(id, given));
        }
        self.typ.end();
    }

    fn begin_extern(&mut self, href: &str, underlined: bool) {
        match underlined {
            true => self.typ.begin("extern", &[("", href.into())]),
            false => self.typ.begin("extern", &[("", href.into()), ("streep", false.into())]),
        }
    }

    /// The pictures without a description, of something that is written [`Writer::undecorated`].
    pub fn decorations_of(&mut self, id: NodeId) {
        let pictures: Vec<NodeId> = self.body.subtree(id).filter(|node| self.is_decoration(*node)).collect();
        for picture in pictures {
            self.line(picture);
        }
    }

    /// Without pictures that say nothing: what reads a page aloud knows none inside a link.
    pub fn undecorated(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.plainly, true);
        write(self);
        self.plainly = before;
    }

    /// A picture without a description.
    fn is_decoration(&self, node: NodeId) -> bool {
        matches!(self.body.tag(node), Tag::Image(image) if self.description(node, image).trim().is_empty())
    }

    /// Where a link leads on this paper; `None` when its text stands alone.
    fn leads_to(&self, id: NodeId, link: u32) -> Option<Leads> {
        let edition = self.frame.edition;
        let outside = match self.target(id)? {
            Target::External => Some(address(&self.body.links[link as usize].dest)),
            Target::Doc { doc, anchor } => {
                let route = edition.route(*doc);
                let anchor = anchor.as_deref().or(route.anchor.as_deref());
                if let Some(label) = anchor.filter(|_| self.paper.holds(*doc)) {
                    return Some(Leads::Inside(label.to_string()));
                }
                self.on_the_web(&route.path, anchor)
            }
            Target::Page(path) => self.on_the_web(path, None),
            Target::File(path) => edition.asset(path).and_then(|asset| self.on_the_web(&asset.out, None)),
            _ => None,
        };
        outside.map(Leads::Outside)
    }

    /// Is there nothing to read in a link, and no picture with a description?
    fn is_mute(&self, id: NodeId) -> bool {
        let is_described = |node| matches!(self.body.tag(node), Tag::Image(_)) && !self.is_decoration(node);
        !self.has_words(id) && !self.body.subtree(id).skip(1).any(is_described)
    }

    /// Is there something to read, other than descriptions of pictures?
    pub fn has_words(&self, id: NodeId) -> bool {
        let mut inside = self.body.subtree(id).skip(1);
        let mut picture_end = 0;
        inside.any(|node| match self.body.tag(node) {
            _ if node < picture_end => false,
            Tag::Image(_) => {
                picture_end = self.body.subtree(node).end;
                false
            }
            Tag::Text | Tag::CodeSpan => !self.text[self.body.span(node).range()].trim().is_empty(),
            Tag::Chars(text) | Tag::CodeChars(text) => !self.body.strings[text as usize].trim().is_empty(),
            Tag::Char(_) | Tag::Variable(_) | Tag::RawHtml => true,
            _ => false,
        })
    }

    fn on_the_web(&self, path: &str, anchor: Option<&str>) -> Option<String> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
        Some(address(&format!("{}{path}{anchor}", self.paper.web?)))
    }

    fn link_text(&mut self, id: NodeId, given: bool) {
        if given {
            self.quietly(|writer| writer.lines(id));
            return;
        }
        let name = self.name_of_target(id);
        self.typ.text(&name);
    }

    /// What a link without text is called.
    fn name_of_target(&self, id: NodeId) -> String {
        self.frame.name_of_target(self.id, self.body.span(id).start)
    }

    /// A note at the foot of the page; a second reference to it repeats its number.
    pub fn note(&mut self, label: u32) {
        let label = &*self.body.strings[label as usize];
        if let Some((_, name)) = self.noted.iter().find(|(noted, _)| noted == label) {
            self.typ.call("voetnoot-weer", &[("", name.as_str().into())]);
            return;
        }
        // A note in a note has no page to stand on.
        let Some(node) = self.definitions.get(label).copied().filter(|_| self.quiet == 0) else { return };
        self.paper.notes += 1;
        let name = format!("noot-{}", self.paper.notes);
        self.noted.push((label.to_string(), name.clone()));
        self.typ.begin("voetnoot", &[("id", name.into())]);
        let inside: Vec<NodeId> = self.body.children(node).collect();
        self.quietly(|writer| match inside[..] {
            [only] if writer.body.tag(only) == Tag::Paragraph => writer.lines(only),
            _ => writer.blocks(&inside, 6),
        });
        self.typ.end();
    }

    // ---- images

    pub fn figure(&mut self, id: NodeId, image: u32) {
        let row = &self.body.images[image as usize];
        let described = row.attrs.value("alt").or(row.attrs.value("fig-alt")).is_some();
        let caption = match (row.title.as_str(), described && self.body.subtree(id).len() > 1) {
            ("", true) => self.content(|writer| writer.lines(id)).into(),
            ("", false) => Val::None,
            (title, _) => {
                let title = title.to_string();
                self.content(|writer| writer.typ.text(&title)).into()
            }
        };
        self.image(id, image, Some(caption));
    }

    fn description(&self, id: NodeId, image: u32) -> String {
        let row = &self.body.images[image as usize];
        let given = row.attrs.value("alt").or(row.attrs.value("fig-alt"));
        given.map_or_else(|| self.frame.plain(self.id, self.body, id), str::to_string)
    }

    /// A picture by itself when it is given a caption (which may be none), else one among words.
    fn image(&mut self, id: NodeId, image: u32, caption: Option<Val>) {
        let alt = self.description(id, image);
        let alt = alt.trim();
        if alt.is_empty() && self.plainly {
            return;
        }
        let path = match self.target(id) {
            Some(Target::File(path)) => self.frame.edition.asset(path).map(|asset| asset.path.clone()),
            _ => None,
        };
        let Some(path) = path.filter(|path| self.frame.pictures.get(path).is_some_and(|shot| shot.kind.is_picture()))
        else {
            // Nothing to show: the description takes its place.
            self.typ.text(alt);
            return;
        };
        let name = Val::from(self.paper.image(&path));
        match caption {
            Some(caption) => self.typ.call("beeld", &[("", name), ("alt", alt.into()), ("bijschrift", caption)]),
            None => self.typ.call("beeld-in", &[("", name), ("alt", alt.into())]),
        }
    }
}

const STRIKE: &str = "doorhaling";
const UNDERLINE: &str = "onderstreping";

/// The function for one of the allowed tags of HTML; the empty name leaves the text as it is.
fn function_of(name: &str) -> &'static str {
    match name {
        "sub" => "laag",
        "sup" => "hoog",
        "mark" => "highlight",
        "u" | "ins" => UNDERLINE,
        "del" => STRIKE,
        "cite" => "nadruk",
        "kbd" => "sterk",
        "small" => "klein",
        _ => "",
    }
}
