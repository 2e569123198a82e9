//! The lowering of what stands within lines: text with explained terms, links, images, notes.

use std::borrow::Cow;

use super::hours::Hours;
use super::lower::Lowerer;
use super::tree::{Accent, Element, Figure, Hyperlink, Inline, Leads, Line, Picture, PictureFile, Shown, has_words};
use super::{Length, Medium, address, ltr, variable_address};
use crate::body::{Image, NodeId, Tag, share_of_column};
use crate::language;
use crate::site::Target;

/// Signs that belong to the word before them.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', '…'];

impl<'a> Lowerer<'a, '_> {
    /// All that stands in a node.
    pub fn lines(&mut self, id: NodeId) -> Line<'a> {
        // Most lines are of one piece: room for more would cost more than the pieces.
        let mut line = Vec::with_capacity(self.body.children(id).count());
        self.lines_into(id, &mut line);
        self.settled(line)
    }

    /// A line that is whole: what runs the other way in it stands apart.
    pub fn settled(&self, line: Line<'a>) -> Line<'a> {
        if self.dir == "rtl" { ltr::isolate(line) } else { line }
    }

    pub fn lines_into(&mut self, id: NodeId, line: &mut Line<'a>) {
        for child in self.body.children(id) {
            self.line_into(child, line);
        }
    }

    pub fn line_into(&mut self, id: NodeId, line: &mut Line<'a>) {
        let (body, text) = (self.body, self.text);
        let span = body.span(id);
        match body.tag(id) {
            Tag::Text => self.words(&text[span.range()], line),
            Tag::Chars(string) => self.words(&body.strings[string as usize], line),
            Tag::Char(c) => line.push(Inline::Char(c)),
            Tag::CodeSpan => line.push(self.code_span(&text[span.range()])),
            Tag::CodeChars(string) => line.push(self.code_span(&body.strings[string as usize])),
            Tag::Emphasis => self.styled(Accent::Emphasis, id, line),
            Tag::Strong => self.styled(Accent::Strong, id, line),
            Tag::Strike => self.styled(Accent::Strike, id, line),
            Tag::Inline(tag) => self.styled(Accent::Tag(tag.name()), id, line),
            Tag::Link(link) => self.link(id, link, line),
            Tag::Image(image) => self.picture_in_line(id, image, line),
            Tag::SoftBreak => line.push(Inline::SoftBreak),
            Tag::HardBreak => line.push(Inline::HardBreak),
            Tag::FootnoteRef(label) => line.extend(self.note(label)),
            Tag::Variable(name) => self.variable(id, name, line),
            Tag::RawHtml => self.put(text[span.range()].into(), line),
            Tag::Verdict(_) | Tag::Task(_) | Tag::Comment => {}
            _ => self.lines_into(id, line),
        }
    }

    fn styled(&mut self, accent: Accent, id: NodeId, line: &mut Line<'a>) {
        let inside = self.lines(id);
        line.push(Inline::Styled(accent, inside));
    }

    fn code_span(&self, text: &'a str) -> Inline<'a> {
        Inline::Code { text, is_apart: self.dir == "rtl" }
    }

    /// Text as it is.
    fn put(&self, text: Cow<'a, str>, line: &mut Line<'a>) {
        if !text.is_empty() {
            line.push(Inline::Text(text));
        }
    }

    /// Text, in which the first use of a term is explained.
    fn words(&mut self, text: &'a str, line: &mut Line<'a>) {
        let edition = self.edition();
        if self.quiet > 0 || !self.part.terms || edition.glossary().is_empty() {
            return self.put(text.into(), line);
        }
        let mut done = 0;
        for (term, range) in edition.glossary().find(text) {
            if !self.counts.terms.insert(term) {
                continue;
            }
            self.put(text[done..range.start].into(), line);
            let rest = &text[range.end..];
            done = text.len() - rest.trim_start_matches(CLOSING).len();
            let (word, tail) = (&text[range.clone()], &text[range.end..done]);
            line.push(Inline::Term { term: &edition.terms()[term], word, tail });
        }
        self.put(text[done..].into(), line);
    }

    fn variable(&mut self, id: NodeId, name: u32, line: &mut Line<'a>) {
        let name = &self.body.variables[name as usize];
        let value = match self.frame.variable(name, self.lang) {
            Some(Hours::Told(value)) => value,
            Some(as_written) => return self.put_hours(as_written, line),
            None => return self.put(format!("{{{{ {name} }}}}").into(), line),
        };
        match variable_address(name, &value).filter(|_| self.quiet == 0) {
            Some(href) => {
                let mut inside = Vec::new();
                self.put(value.into(), &mut inside);
                line.push(link(Leads::Away(href), self.settled(inside)));
            }
            None => self.put(value.into(), line),
        }
        if let Some(hours) = self.frame.hours_beside(self.body, self.text, id, self.lang) {
            self.put(" (".into(), line);
            self.put_hours(hours, line);
            self.put(")".into(), line);
        }
    }

    fn put_hours(&self, hours: Hours, line: &mut Line<'a>) {
        match hours {
            Hours::Told(text) => self.put(text.into(), line),
            Hours::AsWritten(text) => {
                let lang = self.edition().config().site.lang.as_str();
                let dir = Some(language::direction(lang)).filter(|dir| *dir != self.dir);
                line.push(Inline::Apart { lang: Some(lang), dir, text: text.into() });
            }
        }
    }

    fn link(&mut self, id: NodeId, link: u32, line: &mut Line<'a>) {
        let Some(leads) = self.leads_to(id, link) else {
            return self.text_alone(id, line);
        };
        let inside = self.quietly(|lowerer| lowerer.lines(id));
        let is_mute = !has_words(&inside)
            && !super::tree::any(&inside, |inline| matches!(inline, Inline::Picture(shown) if !shown.alt.is_empty()));
        let name = is_mute.then(|| self.frame.name_of_target(self.id, self.body.span(id).start));
        let title = Some(self.body.links[link as usize].title.as_str()).filter(|title| !title.is_empty());
        line.push(Inline::Link(Box::new(Hyperlink { leads, title, line: inside, name })));
    }

    /// The text of a link that cannot be followed here. Paper explains the same words whether or not the edition is to be
    /// found on the web.
    fn text_alone(&mut self, id: NodeId, line: &mut Line<'a>) {
        match (self.body.subtree(id).len(), self.medium) {
            (1, _) => self.put(self.frame.name_of_target(self.id, self.body.span(id).start).into(), line),
            (_, Medium::Page { .. }) => self.lines_into(id, line),
            _ => self.quietly(|lowerer| lowerer.lines_into(id, line)),
        }
    }

    pub(super) fn target(&self, id: NodeId) -> Option<&'a Target> {
        self.edition().target(self.id, self.body.span(id).start)
    }

    /// Where a link leads; `None` when its text stands alone.
    fn leads_to(&self, id: NodeId, link: u32) -> Option<Leads> {
        let edition = self.edition();
        match self.target(id)? {
            Target::External => Some(Leads::Away(address(&self.body.links[link as usize].dest))),
            Target::Doc { doc, anchor } => {
                let route = edition.route(*doc);
                let anchor = anchor.as_deref().or(route.anchor.as_deref());
                match (self.medium, anchor) {
                    (Medium::Paper { docs, .. }, Some(label)) if docs.contains(doc) => {
                        Some(Leads::Here(label.to_string()))
                    }
                    _ => self.to_page(&route.path, anchor),
                }
            }
            Target::Page(target) => {
                let (path, anchor) = target.split_once('#').map_or((&**target, None), |(path, id)| (path, Some(id)));
                self.to_page(path, anchor)
            }
            Target::File(path) => edition.asset(path).and_then(|asset| self.to_file(&asset.out)),
            Target::Dead => None,
        }
    }

    fn to_page(&self, path: &str, anchor: Option<&str>) -> Option<Leads> {
        to_page(self.medium, path, anchor)
    }

    fn to_file(&self, out: &str) -> Option<Leads> {
        match self.medium {
            Medium::Page { root, .. } => Some(Leads::Away(address(&format!("{root}{out}")))),
            _ => self.to_page(out, None),
        }
    }

    /// The address of a document's page, where it can be reached from here.
    pub fn way_to(&self, id: crate::doc::DocId) -> Option<String> {
        match self.to_page(&self.edition().route(id).path, None)? {
            Leads::Here(_) => None,
            Leads::Away(href) => Some(href),
        }
    }

    fn note(&mut self, label: u32) -> Option<Inline<'a>> {
        if self.part.length == Length::Brief {
            return None;
        }
        let label = &*self.body.strings[label as usize];
        let known = self.numbers.get(label).copied();
        let number = known.unwrap_or_else(|| {
            self.counts.notes += 1;
            self.noted.push((label, self.counts.notes));
            self.numbers.insert(label, self.counts.notes);
            self.counts.notes
        });
        Some(Inline::Note { number, is_first: known.is_none() })
    }

    // ---- images

    pub fn figure(&mut self, id: NodeId, image: u32) -> Element<'a> {
        if let Some(film) = self.film(id, image) {
            return Element::Film(Box::new(film));
        }
        let mut line = Vec::new();
        if is_described(&self.body.images[image as usize]) {
            self.lines_into(id, &mut line);
        }
        self.captions_of(image, &mut line);
        let caption = Some(line).filter(|line| !line.is_empty()).map(|line| self.settled(line));
        Element::Figure(Box::new(Figure { picture: self.picture(id, image), caption }))
    }

    /// What its title and its key say below a picture.
    pub(super) fn captions_of(&self, image: u32, line: &mut Line<'a>) {
        let row = &self.body.images[image as usize];
        for text in [row.attrs.value("fig-cap"), Some(row.title.as_str())].into_iter().flatten() {
            if !line.is_empty() && !text.is_empty() {
                self.put(" ".into(), line);
            }
            self.put(text.into(), line);
        }
    }

    /// A picture among words. Where it has a description of its own, what stands in its brackets is for all to read, such
    /// as who made it.
    fn picture_in_line(&mut self, id: NodeId, image: u32, line: &mut Line<'a>) {
        line.push(Inline::Picture(Box::new(self.picture(id, image))));
        if is_described(&self.body.images[image as usize]) && self.body.subtree(id).len() > 1 {
            self.put(" (".into(), line);
            self.lines_into(id, line);
            self.put(")".into(), line);
        }
    }

    fn picture(&mut self, id: NodeId, image: u32) -> Picture<'a> {
        let row = &self.body.images[image as usize];
        let width = row.attrs.value("breedte").or(row.attrs.value("width")).and_then(share_of_column);
        Picture { alt: self.description(id, image), file: self.picture_file(id), share: width.and_then(nearest_share) }
    }

    pub(super) fn description(&self, id: NodeId, image: u32) -> String {
        let given = self.body.images[image as usize].attrs.description();
        let alt = given.map_or_else(|| self.frame.plain(self.id, self.body, id), str::to_string);
        alt.trim().to_string()
    }

    fn picture_file(&mut self, id: NodeId) -> Option<PictureFile<'a>> {
        let Some(Target::File(path)) = self.target(id) else { return None };
        self.file_of(path)
    }

    pub(super) fn file_of(&mut self, path: &str) -> Option<PictureFile<'a>> {
        let asset = self.edition().asset(path)?;
        let shot = self.frame.pictures.get(&asset.path);
        // Among words a film is its description.
        if shot.is_some_and(|shot| shot.kind.played().is_some()) {
            return None;
        }
        let size = shot.and_then(|shot| shot.size);
        let mut file =
            PictureFile { path: &asset.path, src: String::new(), size, narrower: Vec::new(), shown: Shown::WithPage };
        match self.medium {
            Medium::Page { path, root } => {
                let to = |out: &str| address(&format!("{root}{out}"));
                file.src = to(&asset.out);
                file.narrower = asset.narrower.iter().map(|narrower| (to(&narrower.out), narrower.width)).collect();
                file.shown = self.shown_on(path);
            }
            _ if shot.is_some_and(|shot| shot.kind.is_picture()) => {}
            _ => return None,
        }
        Some(file)
    }

    /// The first picture of a page is likely on the screen at once. What stands beside a page is printed or presented:
    /// there nothing may be missing, however far down it stands.
    fn shown_on(&mut self, path: &str) -> Shown {
        self.counts.pictures += 1;
        match () {
            () if self.part.pauses => Shown::OnSlide,
            () if self.counts.pictures > 1 && path.ends_with("index.html") => Shown::WhenNear,
            () => Shown::WithPage,
        }
    }
}

/// Where a link to a page of the edition leads from here.
pub(super) fn to_page(medium: Medium<'_>, path: &str, anchor: Option<&str>) -> Option<Leads> {
    Some(match (medium, anchor) {
        (Medium::Page { path: own, .. }, Some(anchor)) if path == own => Leads::Here(address(anchor)),
        (Medium::Page { root, .. }, Some(anchor)) => Leads::Away([root, path, "#", &address(anchor)].concat()),
        (Medium::Page { root, .. }, None) => Leads::Away([root, path].concat()),
        (Medium::Paper { web, .. } | Medium::Mail { web }, anchor) => {
            let path = path.strip_suffix("index.html").unwrap_or(path);
            let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
            Leads::Away(address(&format!("{}{path}{anchor}", web?)))
        }
    })
}

fn link<'a>(leads: Leads, line: Line<'a>) -> Inline<'a> {
    Inline::Link(Box::new(Hyperlink { leads, title: None, line, name: None }))
}

fn is_described(image: &Image) -> bool {
    image.attrs.description().is_some()
}

/// Pictures are as wide as the column, and columns as wide as a slide, or a part of it that the style knows.
pub fn nearest_share(percent: u8) -> Option<u8> {
    let shares = [25, 33, 50, 67, 75, 100].into_iter();
    shares.min_by_key(|share: &u8| share.abs_diff(percent)).filter(|share| *share < 100)
}
