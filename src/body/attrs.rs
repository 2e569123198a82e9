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
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'{') {
        return None;
    }
    let mut attrs = Attrs::default();
    let mut at = 1;
    loop {
        while matches!(bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        let start = at;
        match bytes.get(at)? {
            b'}' => return Some((attrs, at + 1)),
            b'\n' => return None,
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
        let inner = text.get(from + 1..)?;
        let end = inner.find([quote as char, '\n']).filter(|&at| inner.as_bytes()[at] == quote)?;
        return Some((inner[..end].to_string(), from + 1 + end + 1));
    }
    let end = text.get(from..)?.find(|c: char| c.is_whitespace() || c == '}').map(|at| from + at)?;
    (end > from).then(|| (text[from..end].to_string(), end))
}

/// `6cm`, `25mm` as millimetres.
pub fn length_in_mm(text: &str) -> Option<f32> {
    let number = |unit: &str| text.trim().strip_suffix(unit)?.trim().replace(',', ".").parse::<f32>().ok();
    number("mm").or_else(|| number("cm").map(|cm| cm * 10.0))
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
}
