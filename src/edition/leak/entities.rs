//! References to characters, as HTML and XML write them: `&ouml;`, `&#246;`, `&#xF6;`.

use pulldown_cmark::{Event, Parser};

/// No name of HTML is longer.
const LONGEST: usize = 33;

/// The text of the reference at the start of `text`, and how many bytes it takes. What is escaped twice is read twice.
pub fn decode(text: &str) -> Option<(String, usize)> {
    let (value, size) = once(text)?;
    if value == "&" {
        // `&amp;shy;`
        let behind = &text[size..];
        let inner = format!("&{}", &behind[..behind.floor_char_boundary(LONGEST)]);
        if let Some((value, more)) = once(&inner) {
            return Some((value, size + more - 1));
        }
    }
    Some((value, size))
}

fn once(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        return numeric(number).map(|(c, size)| (c.to_string(), size + 2));
    }
    let size = inner.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = &inner[..size];
    if inner[size..].starts_with(';') {
        return Some((named(name)?, size + 2));
    }
    // The oldest names need no sign at their end: those of Latin-1, and of what HTML itself is written with.
    let old = |end: usize| named(&name[..end]).filter(|value| value.chars().all(|c| c <= '\u{ff}'));
    (2..=size.min(6)).rev().find_map(|end| Some((old(end)?, end + 1)))
}

fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (number, 10, 0),
    };
    let size = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    let value = u32::from_str_radix(&digits[..size], radix).ok()?;
    let end = usize::from(digits[size..].starts_with(';'));
    // Browsers read these as Windows-1252; all that has letters there stands in the same place in Unicode, or is rare.
    Some((char::from_u32(value).unwrap_or('\u{fffd}'), lead + size + end))
}

/// What a name stands for. The parser of Markdown knows all of them.
fn named(name: &str) -> Option<String> {
    match name {
        "amp" => return Some("&".to_string()),
        "lt" => return Some("<".to_string()),
        "gt" => return Some(">".to_string()),
        "quot" => return Some("\"".to_string()),
        "apos" => return Some("'".to_string()),
        _ => {}
    }
    let source = format!("a&{name};");
    let text = |event| match event {
        Event::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let text: String = Parser::new(&source).filter_map(text).collect();
    let value = text.strip_prefix('a')?;
    (text != source && !value.is_empty()).then(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_write_a_sign_are_read() {
        for (text, value, size) in [
            ("&amp;", "&", 5),
            ("&ouml;x", "ö", 6),
            ("&ouml x", "ö", 5),
            ("&shy;", "\u{ad}", 5),
            ("&shywoord", "\u{ad}", 4),
            ("&nbsp;", "\u{a0}", 6),
            ("&NoBreak;", "\u{2060}", 9),
            ("&ZeroWidthSpace;", "\u{200b}", 16),
            ("&#111;", "o", 6),
            ("&#x6F;", "o", 6),
            ("&#111", "o", 5),
            ("&amp;shy;", "\u{ad}", 9),
            ("&amp;#111;", "o", 10),
        ] {
            assert_eq!(decode(text), Some((value.to_string(), size)), "{text}");
        }
        for text in ["&", "& ", "&;", "&#;", "&krijt;", "&é;", "&alpha", "&amp"] {
            assert!(decode(text).is_none_or(|(value, _)| value == "&"), "{text}");
        }
    }
}
