//! The projection of what stands within lines: text with explained terms, links, images, notes.

use super::body::Writer;
use super::{address, hours_beside, variable_address};
use crate::body::{NodeId, Tag, length_in_mm};
use crate::site::Target;

/// Signs that belong to the word before them.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', '…'];

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
            Tag::Char(c) => self.html.text(c.encode_utf8(&mut [0; 4])),
            Tag::CodeSpan => self.code_span(&self.text[span.range()]),
            Tag::CodeChars(text) => self.code_span(&self.body.strings[text as usize]),
            Tag::Emphasis => self.inline("em", id),
            Tag::Strong => self.inline("strong", id),
            Tag::Strike => self.inline("del", id),
            Tag::Inline(tag) => self.inline(tag.name(), id),
            Tag::Link(link) => self.link(id, link),
            Tag::Image(image) => self.image(id, image),
            Tag::SoftBreak => self.html.text("\n"),
            Tag::HardBreak => self.html.open("br"),
            Tag::FootnoteRef(label) => self.note(label),
            Tag::Variable(name) => self.variable(id, name),
            Tag::RawHtml => self.html.text(&self.text[span.range()]),
            Tag::Verdict(_) | Tag::Task(_) | Tag::Comment => {}
            _ => self.lines(id),
        }
    }

    fn inline(&mut self, name: &'static str, id: NodeId) {
        self.html.open(name);
        self.lines(id);
        self.html.close(name);
    }

    fn code_span(&mut self, text: &str) {
        self.html.open("code");
        self.html.text(text);
        self.html.close("code");
    }

    /// Text, in which the first use of a term on the page is explained.
    fn words(&mut self, text: &str) {
        let edition = self.frame.edition;
        if self.quiet > 0 || edition.glossary().is_empty() || !self.part.terms {
            self.html.text(text);
            return;
        }
        let mut done = 0;
        for (term, range) in edition.glossary().find(text) {
            if !self.page.terms.insert(term) {
                continue;
            }
            self.html.text(&text[done..range.start]);
            let target = format!("begrip-{}", crate::slug::of_text(&edition.terms()[term].key));
            // To a browser a button is a box: the full stop behind it could begin the next line.
            let rest = &text[range.end..];
            let end = range.end + rest.len() - rest.trim_start_matches(CLOSING).len();
            if end > range.end {
                self.html.tag("span").class("heel").end();
            }
            self.html.tag("button").attr("type", "button").class("begrip").attr("popovertarget", &target).end();
            self.html.text(&text[range.clone()]);
            self.html.close("button");
            if end > range.end {
                self.html.text(&text[range.end..end]);
                self.html.close("span");
            }
            done = end;
        }
        self.html.text(&text[done..]);
    }

    fn variable(&mut self, id: NodeId, name: u32) {
        let name = &self.body.variables[name as usize];
        let Some(value) = self.frame.edition.variable(name, self.lang) else {
            self.html.text(&format!("{{{{ {name} }}}}"));
            return;
        };
        let href = variable_address(name, &value);
        match href.filter(|_| self.quiet == 0) {
            Some(href) => {
                self.html.tag("a").attr("href", &href).end();
                self.html.text(&value);
                self.html.close("a");
            }
            None => self.html.text(&value),
        }
        if let Some(hours) =
            hours_beside(self.frame.edition, self.body, self.text, id, self.lang, self.frame.hour_words())
        {
            let site_lang = self.frame.edition.config().site.lang.as_str();
            self.html.text(" (");
            if self.lang == site_lang {
                self.html.text(&hours);
            } else {
                self.html.tag("span").attr("lang", site_lang).end();
                self.html.text(&hours);
                self.html.close("span");
            }
            self.html.text(")");
        }
    }

    fn link(&mut self, id: NodeId, link: u32) {
        let Some(href) = self.href(id, link) else {
            self.lines(id);
            return;
        };
        let title = Some(self.body.links[link as usize].title.as_str()).filter(|title| !title.is_empty());
        self.html.tag("a").attr("href", &href).maybe("title", title).end();
        if self.body.subtree(id).len() == 1 {
            let text = self.name_of_target(id);
            self.html.text(&text);
        } else {
            self.quietly(|writer| writer.lines(id));
        }
        self.html.close("a");
    }

    fn target(&self, id: NodeId) -> Option<&Target> {
        self.frame.edition.target(self.id, self.body.span(id).start)
    }

    /// The address of a link from this page; `None` when its text stands alone.
    fn href(&self, id: NodeId, link: u32) -> Option<String> {
        let edition = self.frame.edition;
        match self.target(id)? {
            Target::External => Some(address(&self.body.links[link as usize].dest)),
            Target::Doc { doc, anchor } => {
                let route = edition.route(*doc);
                let anchor = anchor.as_deref().or(route.anchor.as_deref());
                Some(self.to_page(&route.path, anchor))
            }
            Target::Page(target) => {
                let (path, anchor) = target.split_once('#').map_or((&**target, None), |(path, id)| (path, Some(id)));
                Some(self.to_page(path, anchor))
            }
            Target::File(path) => {
                let asset = edition.asset(path)?;
                Some(address(&format!("{}{}", self.page.root, asset.out)))
            }
            Target::Dead => None,
        }
    }

    fn to_page(&self, path: &str, anchor: Option<&str>) -> String {
        match anchor {
            Some(anchor) if path == self.page.path => format!("#{}", address(anchor)),
            Some(anchor) => format!("{}{path}#{}", self.page.root, address(anchor)),
            None => format!("{}{path}", self.page.root),
        }
    }

    fn name_of_target(&self, id: NodeId) -> String {
        self.frame.name_of_target(self.id, self.body.span(id).start)
    }

    fn note(&mut self, label: u32) {
        if self.brief {
            return;
        }
        let label = &*self.body.strings[label as usize];
        let known = self.numbers.get(label).copied();
        let number = known.unwrap_or_else(|| {
            self.page.notes += 1;
            self.noted.push((label, self.page.notes));
            self.numbers.insert(label, self.page.notes);
            self.page.notes
        });
        self.html.tag("sup").class("noot").end();
        let id = format!("fnref-{number}");
        let id = known.is_none().then_some(id.as_str());
        let label = self.words.count("text.note", number as u64);
        self.html.tag("a").maybe("id", id).attr("href", &format!("#fn-{number}")).attr("aria-label", &label).end();
        self.html.text(&number.to_string());
        self.html.close("a");
        self.html.close("sup");
    }

    // ---- images

    pub fn figure(&mut self, id: NodeId, image: u32) {
        let row = &self.body.images[image as usize];
        let described = row.attrs.value("alt").or(row.attrs.value("fig-alt")).is_some();
        let caption = !row.title.is_empty() || (described && self.body.subtree(id).len() > 1);
        self.html.tag("figure").class("plaat").end();
        self.image(id, image);
        if caption {
            self.html.open("figcaption");
            if row.title.is_empty() {
                self.lines(id);
            } else {
                self.html.text(&row.title);
            }
            self.html.close("figcaption");
        }
        self.html.close("figure");
    }

    fn image(&mut self, id: NodeId, image: u32) {
        let row = &self.body.images[image as usize];
        let given = row.attrs.value("alt").or(row.attrs.value("fig-alt"));
        let alt = given.map_or_else(|| self.frame.plain(self.id, self.body, id), str::to_string);
        let asset = match self.target(id) {
            Some(Target::File(path)) => self.frame.edition.asset(path),
            _ => None,
        };
        let Some(asset) = asset else {
            // Nothing to show: the description takes its place.
            self.html.text(alt.trim());
            return;
        };
        let size = self.frame.pictures.get(&asset.path).and_then(|picture| picture.size);
        let (width, height) = size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        let src = address(&format!("{}{}", self.page.root, asset.out));
        let narrow = row.attrs.value("breedte").or(row.attrs.value("width")).is_some_and(is_narrow);
        self.html
            .tag("img")
            .maybe("class", narrow.then_some("smal"))
            .attr("src", &src)
            .attr("alt", alt.trim())
            .maybe("width", width.as_deref())
            .maybe("height", height.as_deref())
            .end();
    }
}

/// Does a width ask for half of the column or less?
fn is_narrow(width: &str) -> bool {
    let percent = width.trim_end_matches('%').parse::<f32>().ok().filter(|_| width.ends_with('%'));
    percent.is_some_and(|percent| percent <= 50.0) || length_in_mm(width).is_some_and(|mm| mm <= 80.0)
}
