//! Values of attributes and of declarations: numbers, words, colours and strings, and functions from a list. A value with
//! anything else in it is left out as a whole.

use crate::media::DrawingPart;

/// Functions that compute, colour, move or blur. None of them fetches.
const FUNCTIONS: &[&str] = &[
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "calc",
    "min",
    "max",
    "clamp",
    "var",
    "matrix",
    "matrix3d",
    "translate",
    "translatex",
    "translatey",
    "translate3d",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skew",
    "skewx",
    "skewy",
    "blur",
    "brightness",
    "contrast",
    "drop-shadow",
    "grayscale",
    "hue-rotate",
    "invert",
    "opacity",
    "saturate",
    "sepia",
    "inset",
    "circle",
    "ellipse",
    "polygon",
    "cubic-bezier",
];

/// Functions by which a value asks for something elsewhere.
const ASKING: &[&str] =
    &["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression", "attr"];

/// The value as it may be written; else what was in it, when that is something its author should know of.
pub fn clean(text: &str) -> Result<String, Option<DrawingPart>> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    let mut open = 0usize;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                rest.len() - rest.trim_start().len()
            }
            c if is_word(c) || c == '#' => {
                let length = rest.char_indices().skip(1).find(|(_, c)| !is_word(*c)).map_or(rest.len(), |(at, _)| at);
                let (word, after) = rest.split_at(length);
                match after.starts_with('(') {
                    true if word.eq_ignore_ascii_case("url") => length + url(&after[1..], &mut out)?,
                    true => {
                        function(word)?;
                        out.push_str(word);
                        out.push('(');
                        open += 1;
                        length + 1
                    }
                    false => {
                        out.push_str(word);
                        length
                    }
                }
            }
            ')' if open > 0 => {
                open -= 1;
                out.push(')');
                1
            }
            ',' | '/' | '*' | '!' => {
                out.push(c);
                1
            }
            '"' | '\'' => {
                let length = string(rest, c).ok_or(None)?;
                out.push_str(&rest[..length]);
                length
            }
            // An escape can spell any word, a comment (of which this sign is left) cut it.
            '\\' | '\u{1}' => return Err(Some(DrawingPart::Reference)),
            _ => return Err(None),
        };
        rest = &rest[length..];
    }
    if open == 0 { Ok(out) } else { Err(None) }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | '+')
}

fn function(name: &str) -> Result<(), Option<DrawingPart>> {
    let name = name.to_ascii_lowercase();
    if FUNCTIONS.contains(&name.as_str()) {
        return Ok(());
    }
    Err(ASKING.contains(&name.as_str()).then_some(DrawingPart::Reference))
}

/// A part of the drawing itself: `#name)`. Gives how much of the text it takes, the bracket before it counted.
fn url(text: &str, out: &mut String) -> Result<usize, Option<DrawingPart>> {
    let elsewhere = Err(Some(DrawingPart::Reference));
    let Some((inside, _)) = text.split_once(')') else { return elsewhere };
    let address = inside.trim();
    let address =
        ['"', '\''].iter().find_map(|quote| address.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(address);
    match address.trim().strip_prefix('#').filter(|id| is_id(id)) {
        Some(id) => {
            out.push_str("url(#");
            out.push_str(id);
            out.push(')');
            Ok(inside.len() + 2)
        }
        None => elsewhere,
    }
}

/// A name of a part of a drawing.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// The length of a string with its quotes, when there is nothing odd in it.
fn string(text: &str, quote: char) -> Option<usize> {
    let end = text[1..].find(quote)?;
    let inside = &text[1..1 + end];
    (!inside.contains(['\\', '<', '{', '}', ';']) && !inside.chars().any(char::is_control)).then_some(end + 2)
}

/// The way of a pen: letters of commands and numbers.
pub fn is_path(text: &str) -> bool {
    text.bytes().all(|byte| {
        byte.is_ascii_digit() || byte.is_ascii_whitespace() || b"MmZzLlHhVvCcSsQqTtAaEe+-.,".contains(&byte)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_is_kept_and_what_asks_is_not() {
        for good in ["#fff", "1 2,3", "url(#a) none", "matrix(1 0 0 1 2 3)", "'Noto Sans', sans-serif", "1e-5", "10%"] {
            assert_eq!(clean(good), Ok(good.to_string()));
        }
        assert_eq!(clean("url( '#a' )"), Ok("url(#a)".into()));
        for bad in [
            "url(https://x.example)",
            "URL(x.svg#a)",
            "u\\72l(x)",
            "image-set('https://x.example' 1x)",
            "url(#a",
            "src('x')",
            "url(#a) url(//x)",
            "url('#a\\'b')",
            "expression(x)",
            "a;b:c",
            "}{",
            "rgb(1",
            "x)",
            "@import",
            "url(/**/#a)",
            "javascript:x",
            "'a\\'",
            "attr(x)",
            "u/**/rl(x)",
        ] {
            assert!(clean(bad).is_err(), "{bad}");
        }
    }
}
