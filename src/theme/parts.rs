//! Scripts and style sheets in small parts: `scripts/dia/20-fit.js` and its neighbours, in the order of their names, are
//! `assets/dia.js`. A part in `scripts/dia+krijt/` is one of both. A school replaces one part, adds one, or makes one empty,
//! and keeps the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tokens::Tokens;

/// The style sheets that begin with the tokens; the others come after one of these.
const WITH_TOKENS: &[&str] = &["dia", "krijt"];
/// The one whose general rules for paper the margins go with.
const WITH_MARGINS: &str = "krijt";
/// What the parts of a script share is nobody else's.
const SCRIPT: (&str, &str) = ("(function () {\n'use strict';\n\n", "}());\n");

/// Parts in their order: by their own name, then by their path.
type InOrder = BTreeMap<(String, String), Cow<'static, [u8]>>;

/// Parts by what they are joined into.
#[derive(Default)]
pub struct Parts(BTreeMap<String, InOrder>);

impl Parts {
    /// Takes a file of the theme that is a part; gives any other back.
    pub fn add(&mut self, path: &str, bytes: Cow<'static, [u8]>) -> Result<(), Cow<'static, [u8]>> {
        let Some((wholes, name)) = wholes(path) else { return Err(bytes) };
        for whole in wholes {
            self.0.entry(whole).or_default().insert((name.to_string(), path.to_string()), bytes.clone());
        }
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
            let text = if name.ends_with(".js") { without_remarks } else { trimmed };
            let texts: Vec<Cow<'_, [u8]>> =
                parts.values().map(|bytes| text(bytes)).filter(|text| !text.is_empty()).collect();
            let mut out = before.into_bytes();
            out.extend(texts.join(&b"\n\n"[..]));
            out.extend(b"\n");
            out.extend(after.bytes());
            (whole.clone(), out)
        })
    }
}

/// What a part belongs to, and its name: `assets/dia.js` and `20-fit.js` for `scripts/dia/20-fit.js`.
fn wholes(path: &str) -> Option<(impl Iterator<Item = String>, &str)> {
    let (folder, rest) = path.split_once('/')?;
    let (names, part) = rest.split_once('/')?;
    let kind = match folder {
        "scripts" => "js",
        "styles" => "css",
        _ => return None,
    };
    let wholes = names.split('+').map(move |name| format!("assets/{name}.{kind}"));
    (part.rsplit_once('.')?.1 == kind).then_some((wholes, part))
}

/// Without the mark that some editors begin a file with, which is a letter elsewhere, and without empty lines at its ends.
fn trimmed(bytes: &[u8]) -> Cow<'_, [u8]> {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().into()
}

/// A script without the remarks that have lines of their own and without the room before its lines: they are for who reads
/// the part, and browsers would only carry them. Between backticks both may be text: a part with any is left as it is.
fn without_remarks(bytes: &[u8]) -> Cow<'_, [u8]> {
    let text = trimmed(bytes);
    if text.contains(&b'`') {
        return text;
    }
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    let kept: Vec<&[u8]> = lines.filter(|line| !line.starts_with(b"//")).collect();
    kept.join(&b'\n').trim_ascii().to_vec().into()
}

#[cfg(test)]
mod tests {
    use super::{trimmed, without_remarks};

    #[test]
    fn remarks_of_a_script_stay_in_its_part() {
        let script = b"// A clock\r\n// that runs\n\nlet a; // kept\n  // gone\n  let b = '//';\n";
        assert_eq!(&*without_remarks(script), b"let a; // kept\nlet b = '//';");
        assert_eq!(&*without_remarks(b"// nothing else"), b"");
        assert_eq!(&*without_remarks(b"let a = `\n  // said\n`;"), b"let a = `\n  // said\n`;");
        assert_eq!(&*trimmed(b"\xef\xbb\xbf.a { color: red; }\n"), b".a { color: red; }");
    }
}
