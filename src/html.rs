//! HTML: a typed writer, and a tree of `render` written with it. Text and attribute values are always escaped; names of
//! elements and attributes are fixed in the code, so content can bring in neither.

mod digest;
mod elements;
mod films;
mod lines;
mod pages;
mod panels;
mod words;

pub use digest::source_of;
pub use lines::{element_of, text_in};
pub use pages::{LetterHtml, Page};
pub use words::{sentence, words};

/// Writes elements, attributes and text into a string.
#[derive(Debug, Default)]
pub struct Html {
    out: String,
}

impl Html {
    pub fn into_string(self) -> String {
        self.out
    }

    /// Begins `<name`; attributes follow, and [`OpenTag::end`] closes the tag.
    pub fn tag(&mut self, name: &'static str) -> OpenTag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        OpenTag { html: self }
    }

    pub fn open(&mut self, name: &'static str) {
        self.tag(name).end();
    }

    pub fn close(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// Mark-up that the theme brings: an icon. Never anything from content.
    pub fn trusted(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// What another writer made.
    pub fn append(&mut self, other: Html) {
        self.out.push_str(&other.out);
    }

    pub fn newline(&mut self) {
        if !self.out.ends_with('\n') && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Takes away the line ends that were written last.
    pub fn trim_end(&mut self) {
        while self.out.ends_with('\n') {
            self.out.pop();
        }
    }

    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }
}

/// An open tag.
#[must_use = "a tag is written when it ends"]
pub struct OpenTag<'w> {
    html: &'w mut Html,
}

impl OpenTag<'_> {
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        let out = &mut self.html.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_value(value, out);
        out.push('"');
        self
    }

    pub fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    pub fn class(self, value: &str) -> Self {
        self.attr("class", value)
    }

    /// An attribute without a value.
    pub fn flag(self, name: &'static str) -> Self {
        self.html.out.push(' ');
        self.html.out.push_str(name);
        self
    }

    pub fn end(self) {
        self.html.out.push('>');
    }
}

/// Escapes for text (HTML Standard, section 13.3).
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        rest = escape_at(rest, at, out);
    }
    out.push_str(rest);
}

/// The same for attribute values between double quotes.
fn escape_value(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        rest = escape_at(rest, at, out);
    }
    out.push_str(rest);
}

/// Writes what stands before a special character and its replacement; gives what stands behind it.
fn escape_at<'a>(text: &'a str, at: usize, out: &mut String) -> &'a str {
    out.push_str(&text[..at]);
    out.push_str(match text.as_bytes()[at] {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        _ => "&quot;",
    });
    &text[at + 1..]
}

pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut html = Html::default();
        html.tag("p").class("\"><script>").end();
        html.text("<b> & co");
        html.close("p");
        assert_eq!(html.into_string(), "<p class=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; co</p>");
    }
}
