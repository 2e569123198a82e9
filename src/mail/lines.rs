//! What stands within lines, for a mail.

use super::MailWriter;
use super::styles::COLUMN;
use crate::html::element_of;
use crate::render::ltr;
use crate::render::tree::{Hyperlink, Inline, Leads, Picture};

impl MailWriter<'_> {
    pub fn lines(&mut self, line: &[Inline<'_>]) {
        line.iter().for_each(|inline| self.line(inline));
    }

    fn line(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.html.text(text),
            Inline::Char(c) => self.html.text(c.encode_utf8(&mut [0; 4])),
            Inline::Code { text, is_apart } => {
                self.html
                    .tag("code")
                    .maybe("dir", is_apart.then_some("ltr"))
                    .maybe(self.styles.attribute(), self.styles.of("code"))
                    .end();
                self.html.text(text);
                self.html.close("code");
            }
            Inline::Styled(accent, line) => {
                let name = element_of(*accent);
                self.html.open(name);
                self.lines(line);
                self.html.close(name);
            }
            Inline::Term { word, tail, .. } => {
                self.html.text(word);
                self.html.text(tail);
            }
            Inline::Link(link) => self.link(link),
            Inline::Picture(picture) => self.picture(picture),
            Inline::Note { number, .. } => {
                self.html.open("sup");
                self.html.text(&format!("[{number}]"));
                self.html.close("sup");
            }
            // Where a mail program takes the attribute away, the signs still hold the run together.
            Inline::Apart { lang, dir, text } => {
                self.html.tag("span").maybe("lang", *lang).maybe("dir", *dir).end();
                self.html.text(&if *dir == Some("ltr") { ltr::isolated(text) } else { text.to_string() });
                self.html.close("span");
            }
            Inline::SoftBreak => self.html.text("\n"),
            Inline::HardBreak => self.html.open("br"),
        }
    }

    /// A place in the mail itself is none: few programs go there.
    fn link(&mut self, link: &Hyperlink<'_>) {
        let href = match &link.leads {
            Leads::Away(address) => Some(address.as_str()),
            Leads::Here(_) => None,
        };
        if let Some(href) = href {
            let style = self.styles.of(if href.starts_with("tel:") { "tel" } else { "a" });
            self.html
                .tag("a")
                .attr("href", href)
                .maybe("title", link.title)
                .maybe(self.styles.attribute(), style)
                .end();
        }
        match &link.name {
            Some(name) if link.line.is_empty() => self.html.text(name),
            _ => self.lines(&link.line),
        }
        if href.is_some() {
            self.html.close("a");
        }
    }

    /// No wider than the column: not all programs make it so by themselves.
    pub fn picture(&mut self, picture: &Picture<'_>) {
        let Some((file, src)) = picture.file.as_ref().and_then(|file| Some((file, (self.source)(file.path)?))) else {
            return self.html.text(&picture.in_words());
        };
        let column = COLUMN * u32::from(picture.share.unwrap_or(100)) / 100;
        let size = file.size.filter(|(width, _)| *width > 0).map(|(width, height)| {
            let shown = width.min(column);
            (shown, (u64::from(height) * u64::from(shown) / u64::from(width)).max(1))
        });
        let look =
            size.map_or_else(|| self.styles.of("img").map(str::to_string), |(width, _)| self.styles.wide("img", width));
        let (width, height) = size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        self.pictures.insert(file.path.to_string());
        self.html
            .tag("img")
            .attr("src", &src)
            .attr("alt", &picture.alt)
            .maybe("width", width.as_deref())
            .maybe("height", height.as_deref())
            .maybe(self.styles.attribute(), look.as_deref())
            .end();
    }
}
