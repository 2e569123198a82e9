//! Scripts and style sheets in small parts: `scripts/dia/20-fit.js` and its neighbours, in the order of their names, are
//! `assets/dia.js`. A school replaces one part, adds one, or makes one empty, and keeps the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tokens::Tokens;

/// The style sheets that begin with the tokens; the others come after one of these.
const WITH_TOKENS: &[&str] = &["dia", "krijt"];
/// The one whose general rules for paper the margins go with.
const WITH_MARGINS: &str = "krijt";
/// What the parts of a script share is nobody else's.
const SCRIPT: (&str, &str) = ("(function () {\n'use strict';\n\n", "}());\n");

/// Parts by what they are joined into, and by their own path.
#[derive(Default)]
pub struct Parts(BTreeMap<String, BTreeMap<String, Cow<'static, [u8]>>>);

impl Parts {
    /// Takes a file of the theme that is a part; gives any other back.
    pub fn add(&mut self, path: &str, bytes: Cow<'static, [u8]>) -> Result<(), Cow<'static, [u8]>> {
        let Some(whole) = whole(path) else { return Err(bytes) };
        self.0.entry(whole).or_default().insert(path.to_string(), bytes);
        Ok(())
    }

    /// What the parts make, by path in the output. `margins` are the rules for paper that come from words.
    pub fn joined(&self, tokens: &Tokens, margins: &str) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.0.iter().map(move |(whole, parts)| {
            let name = whole.trim_start_matches("assets/");
            let (before, after) = match name.strip_suffix(".css") {
                Some(name) if WITH_TOKENS.contains(&name) => {
                    (tokens.css() + "\n", if name == WITH_MARGINS { margins } else { "" })
                }
                Some(_) => (String::new(), ""),
                None => (SCRIPT.0.to_string(), SCRIPT.1),
            };
            let texts: Vec<&[u8]> =
                parts.values().map(|bytes| trimmed(bytes)).filter(|text| !text.is_empty()).collect();
            let mut out = before.into_bytes();
            out.extend(texts.join(&b"\n\n"[..]));
            out.extend(b"\n");
            out.extend(after.bytes());
            (whole.clone(), out)
        })
    }
}

/// What a part belongs to: `assets/dia.js` for `scripts/dia/20-fit.js`.
fn whole(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/')?;
    let (name, part) = rest.split_once('/')?;
    let kind = match folder {
        "scripts" => "js",
        "styles" => "css",
        _ => return None,
    };
    (part.rsplit_once('.')?.1 == kind).then(|| format!("assets/{name}.{kind}"))
}

/// Without the mark that some editors begin a file with, which is a letter elsewhere, without empty lines at its ends, and
/// without the remarks at the top: they tell who reads the part what it is, and browsers would only carry them.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    while rest.starts_with(b"//") {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        rest = rest[end..].trim_ascii_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn remarks_at_the_top_of_a_part_stay_there() {
        assert_eq!(trimmed(b"// A clock\r\n// that runs\n\nlet a; // kept\n// kept\n"), b"let a; // kept\n// kept");
        assert_eq!(trimmed(b"// nothing else"), b"");
        assert_eq!(trimmed(b".a { color: red; }\n"), b".a { color: red; }");
    }
}
