//! The projection of what stands within lines: text with explained terms, links, images, notes.

use super::body::Writer;
use super::typ::Val;
use crate::body::{NodeId, Tag};
use crate::html::{address, hours_beside, variable_address};
use crate::site::Target;

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
            Tag::Strike => self.inline("doorhaling", id),
            Tag::Inline(tag) => self.inline(function_of(tag.name()), id),
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

    fn inline(&mut self, name: &'static str, id: NodeId) {
        self.typ.begin(name, &[]);
        self.lines(id);
        self.typ.end();
    }

    /// Text, in which the first use of a term is marked: [`super::Paper::take_words`] gives what it means.
    fn words(&mut self, text: &str) {
        let site = self.frame.view.site;
        if self.quiet > 0 || site.glossary.is_empty() || !self.part.terms {
            self.typ.text(text);
            return;
        }
        let mut done = 0;
        for (term, range) in site.glossary.find(text) {
            if !self.paper.terms.insert(term) || !self.paper.marks {
                continue;
            }
            self.typ.text(&text[done..range.start]);
            self.typ.begin("term", &[("", site.data.terms.rows[term].text.as_str().into())]);
            self.typ.text(&text[range.clone()]);
            self.typ.end();
            done = range.end;
        }
        self.typ.text(&text[done..]);
    }

    fn variable(&mut self, id: NodeId, name: u32) {
        let name = &self.body.variables[name as usize];
        let Some(value) = self.frame.view.variable(name, self.lang) else {
            self.typ.text(&format!("{{{{ {name} }}}}"));
            return;
        };
        let href = variable_address(name, &value);
        match href.filter(|_| self.quiet == 0) {
            Some(href) => {
                self.typ.begin("extern", &[("", href.into())]);
                self.typ.text(&value);
                self.typ.end();
            }
            None => self.typ.text(&value),
        }
        if let Some(hours) = hours_beside(self.frame.view, self.body, self.text, id, self.lang) {
            let site_lang = self.frame.view.site.config.site.lang.as_str();
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
        self.frame.view.site.targets[self.id.0 as usize].get(self.body.span(id).start)
    }

    fn link(&mut self, id: NodeId, link: u32) {
        let view = self.frame.view;
        let given = self.body.subtree(id).len() > 1;
        if self.bare > 0 {
            self.link_text(id, given);
            return;
        }
        let place = match self.target(id) {
            Some(Target::Doc { doc, anchor }) if view.shows(*doc) => Some((*doc, anchor.clone())),
            _ => None,
        };
        if let Some((doc, anchor)) = &place
            && self.paper.holds(*doc)
        {
            let label = anchor.as_deref().or(view.site.route(*doc).anchor.as_deref());
            if let Some(label) = label {
                self.paper.linked.insert(label.to_string());
                self.typ.begin_intern(label);
                self.link_text(id, given);
                self.typ.end();
                return;
            }
        }
        let href = match self.target(id) {
            Some(Target::External) => Some(address(&self.body.links[link as usize].dest)),
            Some(Target::Doc { doc, anchor }) if view.shows(*doc) => {
                let route = view.site.route(*doc);
                let anchor = anchor.as_deref().or(route.anchor.as_deref());
                self.on_the_web(&route.path, anchor)
            }
            Some(Target::Page(path)) if view.has_overview(path) => self.on_the_web(path, None),
            Some(Target::File(path)) => view.site.asset(path).and_then(|(_, asset)| self.on_the_web(&asset.out, None)),
            _ => None,
        };
        match href {
            Some(href) => {
                self.typ.begin("extern", &[("", href.into())]);
                self.link_text(id, given);
                self.typ.end();
            }
            None => self.link_text(id, given),
        }
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
        let (view, site) = (self.frame.view, self.frame.view.site);
        let name = match self.target(id) {
            Some(Target::Doc { doc, anchor }) if view.shows(*doc) => {
                let rule = anchor.as_deref().and_then(|anchor| site.rules.get(anchor));
                match rule.filter(|_| site.doc(*doc).facets.rules.is_some()) {
                    Some(rule) => format!("regel {}", rule.number),
                    None => site.doc(*doc).head.title.clone(),
                }
            }
            Some(Target::Page(path)) if view.has_overview(path) => {
                crate::kind::humanised(path.trim_end_matches("/index.html"))
            }
            _ => String::new(),
        };
        self.typ.text(&name);
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

    /// A picture by itself when it is given a caption (which may be none), else one among words.
    fn image(&mut self, id: NodeId, image: u32, caption: Option<Val>) {
        let row = &self.body.images[image as usize];
        let given = row.attrs.value("alt").or(row.attrs.value("fig-alt"));
        let alt = given.map_or_else(|| self.frame.plain(self.id, self.body, id), str::to_string);
        let alt = alt.trim();
        let path = match self.target(id) {
            Some(Target::File(path)) => self.frame.view.site.asset(path).map(|(_, asset)| asset.path.clone()),
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

/// The function for one of the allowed tags of HTML; the empty name leaves the text as it is.
fn function_of(name: &str) -> &'static str {
    match name {
        "sub" => "laag",
        "sup" => "hoog",
        "mark" => "highlight",
        "u" | "ins" => "underline",
        "del" => "doorhaling",
        "cite" => "nadruk",
        "kbd" => "sterk",
        "small" => "klein",
        _ => "",
    }
}
