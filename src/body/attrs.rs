//! Attributes in braces, as Pandoc writes them: `{.class #id key="value" flag}`.
//!
//! Source: Pandoc User's Guide, "Divs and Spans" and extension `fenced_code_attributes`.

use crate::source::Span;

/// One `key`, `key=value` or `key="value"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub key: String,
    /// `None` for a bare word (`mag-weg`).
    pub value: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attrs {
    pub classes: Vec<(String, Span)>,
    pub id: Option<(String, Span)>,
    pub pairs: Vec<Pair>,
}

impl Attrs {
    pub fn get(&self, key: &str) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.key == key)
    }

    pub fn value(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.as_deref()
    }

    /// What an image shows, where its attributes say so; empty when there is nothing to tell.
    pub fn description(&self) -> Option<&str> {
        self.value("alt").or(self.value("fig-alt"))
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.id.is_none() && self.pairs.is_empty()
    }
}

/// Reads `{…}` at the start of `text`, which begins at byte `offset` of its file. Gives the attributes and the length
/// in bytes with both braces, or `None` when this is not an attribute list (no closing brace on the line, or a part
/// that no attribute looks like).
pub fn read(text: &str, offset: usize) -> Option<(Attrs, usize)> {
    read_lines(text.lines().next().unwrap_or_default(), offset)
}

/// The same over several lines, up to an empty one.
pub fn read_lines(text: &str, offset: usize) -> Option<(Attrs, usize)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'{') {
        return None;
    }
    let mut attrs = Attrs::default();
    let mut at = 1;
    loop {
        let begin = at;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        if bytes[begin..at].iter().filter(|byte| **byte == b'\n').count() > 1 {
            return None;
        }
        let start = at;
        match bytes.get(at)? {
            b'}' => return Some((attrs, at + 1)),
            sign @ (b'.' | b'#') => {
                at = word_end(text, at + 1);
                let word = text.get(start + 1..at)?;
                if word.is_empty() {
                    return None;
                }
                let span = Span::new(offset + start..offset + at);
                if *sign == b'.' {
                    attrs.classes.push((word.to_string(), span));
                } else {
                    attrs.id = Some((word.to_string(), span));
                }
            }
            _ => {
                at = word_end(text, at);
                let key = text.get(start..at)?.to_string();
                if key.is_empty() {
                    return None;
                }
                let mut value = None;
                if bytes.get(at) == Some(&b'=') {
                    let (text_value, end) = read_value(text, at + 1)?;
                    value = Some(text_value);
                    at = end;
                }
                attrs.pairs.push(Pair { key, value, span: Span::new(offset + start..offset + at) });
            }
        }
    }
}

fn word_end(text: &str, from: usize) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '=' | '"' | '\'' | '#' | '<' | '>' | '`');
    text.get(from..).and_then(|rest| rest.find(stop)).map_or(text.len(), |at| from + at)
}

fn read_value(text: &str, from: usize) -> Option<(String, usize)> {
    let quote = text.as_bytes().get(from).copied()?;
    if quote == b'"' || quote == b'\'' {
        return read_quoted(text, from + 1, quote as char);
    }
    let end = text.get(from..)?.find(|c: char| c.is_whitespace() || c == '}').map(|at| from + at)?;
    (end > from).then(|| (text[from..end].to_string(), end))
}

/// Up to the closing quote; a line end is a blank, and a backslash takes the sign behind it along.
fn read_quoted(text: &str, from: usize, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut signs = text.get(from..)?.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        match c {
            _ if c == quote => return Some((value, from + at + 1)),
            '\\' => match signs.next_if(|(_, next)| matches!(next, '"' | '\'' | '\\')) {
                Some((_, escaped)) => value.push(escaped),
                None => value.push(c),
            },
            '\n' => {
                let is_empty = |line: &str| line.trim().is_empty();
                if text[from + at + 1..].lines().next().is_none_or(is_empty) {
                    return None;
                }
                value.push(' ');
            }
            '\r' => {}
            c => value.push(c),
        }
    }
    None
}

/// `6cm`, `25mm` as millimetres.
pub fn length_in_mm(text: &str) -> Option<f32> {
    let number = |unit: &str| text.trim().strip_suffix(unit)?.trim().replace(',', ".").parse::<f32>().ok();
    number("mm").or_else(|| number("cm").map(|cm| cm * 10.0))
}

/// How much of the column of text a picture of this width takes, in percents: `50%`, `8cm`, `3in`, `300px` and, as in HTML,
/// `300`. A column is 16 cm on paper, and 640 pixels on a screen.
pub fn share_of_column(width: &str) -> Option<u8> {
    let width = width.trim();
    let number = |unit: &str| width.strip_suffix(unit)?.trim().replace(',', ".").parse::<f32>().ok();
    let share = number("%")
        .or_else(|| length_in_mm(width).map(|mm| mm / 1.6))
        .or_else(|| number("in").map(|inches| inches * 25.4 / 1.6))
        .or_else(|| number("px").or_else(|| number("")).map(|pixels| pixels / 6.4))?;
    (1.0..=10_000.0).contains(&share).then_some(share.min(100.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_classes_id_and_pairs() {
        let (attrs, length) = read("{.regel #stop wie=\"leerkracht ib\" wanneer=direct mag-weg} rest", 10).unwrap();
        assert_eq!(length, 57);
        assert_eq!(attrs.classes[0].0, "regel");
        assert_eq!(attrs.id, Some(("stop".into(), Span { start: 18, end: 23 })));
        assert_eq!(attrs.value("wie"), Some("leerkracht ib"));
        assert_eq!(attrs.value("wanneer"), Some("direct"));
        assert!(attrs.has("mag-weg"));
    }

    #[test]
    fn what_is_no_attribute_list_is_left_alone() {
        for text in ["{", "{a", "{a=}", "{a=\"b}", "{.}", "{\n}", "tekst", "{a{b}"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
        assert!(read("{}", 0).unwrap().0.is_empty());
    }

    #[test]
    fn over_lines_and_with_quotes_in_quotes() {
        let value = |text: &str| read_lines(text, 0).and_then(|(attrs, _)| attrs.value("alt").map(str::to_string));
        assert_eq!(value("{alt='Jan\\'s kat'}"), Some("Jan's kat".into()));
        assert_eq!(value("{\n  alt=\"Een kat\nop de mat\"\r\n  width=50%\n}"), Some("Een kat op de mat".into()));
        for text in ["{\n\nalt=a}", "{alt=\"a\n\nb\"}", "{alt=\"a"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(read("{alt=a\n}", 0), None);
    }

    #[test]
    fn widths() {
        let shares = ["50%", "8cm", "300px", "320", "100 %", "2in", "veel", "0", "-3px", ""].map(share_of_column);
        assert_eq!(shares, [Some(50), Some(50), Some(46), Some(50), Some(100), Some(31), None, None, None, None]);
    }
}
