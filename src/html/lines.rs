//! What stands within lines, as HTML.

use super::Html;
use super::elements::HtmlWriter;
use crate::render::ltr;
use crate::render::tree::{Accent, Hyperlink, Inline, Leads, Picture, PictureFile, Shown};
use crate::slug;

impl HtmlWriter<'_> {
    pub fn lines(&mut self, line: &[Inline<'_>]) {
        line.iter().for_each(|inline| self.line(inline));
    }

    pub fn wrapped(&mut self, name: &'static str, line: &[Inline<'_>]) {
        self.html.open(name);
        self.lines(line);
        self.html.close(name);
    }

    fn line(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.html.text(text),
            Inline::Char(c) => self.html.text(c.encode_utf8(&mut [0; 4])),
            Inline::Code { text, is_apart } => self.code_span(text, *is_apart),
            Inline::Styled(accent, line) => self.wrapped(element_of(*accent), line),
            Inline::Term { term, word, tail } => self.term(&term.key, word, tail),
            Inline::Link(link) => self.link(link),
            Inline::Picture(picture) => self.picture(picture),
            Inline::Note { number, is_first } => self.reference(*number, *is_first),
            Inline::Apart { lang, dir, text } => {
                let name = if dir.is_some() { "bdi" } else { "span" };
                self.html.tag(name).maybe("lang", *lang).maybe("dir", *dir).end();
                self.html.text(text);
                self.html.close(name);
            }
            Inline::SoftBreak => self.html.trusted("\n"),
            Inline::HardBreak => self.html.open("br"),
        }
    }

    fn code_span(&mut self, text: &str, is_apart: bool) {
        self.html.tag("code").maybe("dir", is_apart.then_some("ltr")).end();
        self.html.text(text);
        self.html.close("code");
    }

    fn term(&mut self, key: &str, word: &str, tail: &str) {
        let target = format!("begrip-{}", slug::of_text(key));
        // To a browser a button is a box: the full stop behind it could begin the next line.
        if !tail.is_empty() {
            self.html.tag("span").class("heel").end();
        }
        self.html.tag("button").attr("type", "button").class("begrip").attr("popovertarget", &target).end();
        self.html.text(word);
        self.html.close("button");
        if !tail.is_empty() {
            self.html.text(tail);
            self.html.close("span");
        }
    }

    fn link(&mut self, link: &Hyperlink<'_>) {
        let href = match &link.leads {
            Leads::Here(place) => &format!("#{place}"),
            Leads::Away(address) => address,
        };
        self.html.tag("a").attr("href", href).maybe("title", link.title).end();
        match &link.name {
            Some(name) if link.line.is_empty() => self.html.text(name),
            _ => self.lines(&link.line),
        }
        self.html.close("a");
    }

    fn reference(&mut self, number: usize, is_first: bool) {
        self.html.tag("sup").class("noot").end();
        let id = is_first.then(|| format!("fnref-{number}"));
        let link = self.html.tag("a").maybe("id", id.as_deref()).attr("href", &format!("#fn-{number}"));
        link.attr("aria-label", &self.words.count("text.note", number as u64)).end();
        self.html.text(&number.to_string());
        self.html.close("a");
        self.html.close("sup");
    }

    pub fn picture(&mut self, picture: &Picture<'_>) {
        let Some(file) = &picture.file else { return self.html.text(&picture.alt) };
        let (width, height) = file.size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        let share = picture.share.map(|share| format!("breed-{share}"));
        let (srcset, sizes) = sizes(file, picture.share.unwrap_or(100)).unzip();
        self.html
            .tag("img")
            .maybe("class", share.as_deref())
            .attr("src", &file.src)
            .maybe("srcset", srcset.as_deref())
            .maybe("sizes", sizes.as_deref())
            .attr("alt", &picture.alt)
            .maybe("width", width.as_deref())
            .maybe("height", height.as_deref())
            .maybe("loading", (file.shown == Shown::WhenNear).then_some("lazy"))
            .end();
    }
}

/// A column of text, in pixels of a screen.
const COLUMN: u32 = 640;

/// The files among which a browser chooses, and how wide it will show one: it chooses before it has read a style.
fn sizes(file: &PictureFile<'_>, share: u8) -> Option<(String, String)> {
    let (width, _) = file.size.filter(|_| !file.narrower.is_empty())?;
    let all = file.narrower.iter().map(|(src, width)| (src, *width)).chain([(&file.src, width)]);
    let srcset = all.map(|(src, width)| format!("{src} {width}w")).collect::<Vec<_>>().join(", ");
    let column = COLUMN * u32::from(share) / 100;
    let sizes = match file.shown {
        Shown::OnSlide => format!("{share}vw"),
        Shown::WithPage | Shown::WhenNear => format!("(min-width: {COLUMN}px) {column}px, {share}vw"),
    };
    Some((srcset, sizes))
}

/// Text of a front matter in this language: what runs the other way in it stands apart.
pub fn text_in(lang: &str, text: &str) -> String {
    let mut html = Html::default();
    for (is_apart, piece) in ltr::runs_in(lang, text) {
        if is_apart {
            html.tag("bdi").attr("dir", "ltr").end();
        }
        html.text(piece);
        if is_apart {
            html.close("bdi");
        }
    }
    html.into_string()
}

pub fn element_of(accent: Accent) -> &'static str {
    match accent {
        Accent::Emphasis => "em",
        Accent::Strong => "strong",
        Accent::Strike => "del",
        Accent::Tag(name) => name,
    }
}
