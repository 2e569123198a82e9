//! Tokens: the colours, letters and measures of a theme, read from `tokens.css`. A school's own file holds only what
//! differs. Style sheets get all of them in front; PDFs get those that paper knows, as values of Typst.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The file below the theme.
pub const FILE: &str = "tokens.css";
/// In `--pdf-lijn`: what PDFs take in the place of `--lijn`.
const ON_PAPER: &str = "pdf-";
const DARK: &str = "@media (prefers-color-scheme: dark)";

/// In the order in which they were first written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(Vec<Token>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Without `--`.
    pub name: String,
    pub light: Option<String>,
    /// Where it is not the same in the dark.
    pub dark: Option<String>,
}

/// Something that is no token: the byte where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAToken(pub usize);

impl Tokens {
    pub fn all(&self) -> &[Token] {
        &self.0
    }

    /// The value of a token by day.
    pub fn light(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|token| token.name == name)?.light.as_deref()
    }

    /// Adds what a file says; where a token is there, that value changes, by day or in the dark.
    pub fn read(&mut self, text: &str) -> Result<(), NotAToken> {
        let text = blank_comments(text);
        let mut rest = Rest { text: &text, at: 0 };
        while !rest.is_done() {
            let is_dark = rest.take(DARK);
            if is_dark {
                rest.expect("{")?;
            }
            rest.expect(":root")?;
            rest.expect("{")?;
            while !rest.take("}") {
                let (name, value) = rest.token()?;
                self.set(name, value, is_dark);
            }
            if is_dark {
                rest.expect("}")?;
            }
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: &str, is_dark: bool) {
        let at = self.0.iter().position(|token| token.name == name).unwrap_or_else(|| {
            self.0.push(Token { name: name.to_string(), light: None, dark: None });
            self.0.len() - 1
        });
        let token = &mut self.0[at];
        *if is_dark { &mut token.dark } else { &mut token.light } = Some(value.to_string());
    }

    /// As they stand in front of a style sheet: without those that are for PDFs only.
    pub fn css(&self) -> String {
        let mut out = String::from(":root {\n");
        let on_screen = || self.0.iter().filter(|token| !token.name.starts_with(ON_PAPER));
        for (token, value) in on_screen().filter_map(|token| Some((token, token.light.as_ref()?))) {
            let _ = writeln!(out, "  --{}: {value};", token.name);
        }
        let _ = writeln!(out, "}}\n{DARK} {{\n  :root {{");
        for (token, value) in on_screen().filter_map(|token| Some((token, token.dark.as_ref()?))) {
            let _ = writeln!(out, "    --{}: {value};", token.name);
        }
        out.push_str("  }\n}\n");
        out
    }

    /// A file of Typst with the dictionary `tokens`: by day, with what is for PDFs in its place.
    pub fn typst(&self) -> String {
        let light = |token: &Token| on_paper(token.light.as_deref()?);
        let own = self.0.iter().filter(|token| token.name.starts_with(ON_PAPER));
        let shared = self.0.iter().filter(|token| !token.name.starts_with(ON_PAPER));
        let values: BTreeMap<&str, String> = shared
            .chain(own)
            .filter_map(|token| Some((token.name.strip_prefix(ON_PAPER).unwrap_or(&token.name), light(token)?)))
            .collect();
        let mut out = String::from("#let tokens = (\n");
        for (name, value) in values {
            let _ = writeln!(out, "  \"{name}\": {value},");
        }
        out.push_str(")\n");
        out
    }
}

/// A value as Typst writes it: a colour, a length, a number, or a list of letters; none for what only screens know.
fn on_paper(value: &str) -> Option<String> {
    if let Some(hex) = value.strip_prefix('#') {
        let is_colour = matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_colour.then(|| format!("rgb(\"{value}\")"));
    }
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if let Ok(number) = value[..value.len() - unit.len()].parse::<f64>() {
        return matches!(unit, "" | "pt" | "mm" | "cm" | "in" | "em" | "%").then(|| format!("{number}{unit}"));
    }
    let is_name =
        |name: &&str| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['"', '\\', '(', ')', '#']);
    let names: Vec<&str> = value.split(',').map(|name| name.trim().trim_matches('"')).collect();
    let list: String = names.iter().map(|name| format!("\"{name}\", ")).collect();
    names.iter().all(is_name).then(|| format!("({})", list.trim_end()))
}

/// The same text with spaces for comments, so that no place shifts.
fn blank_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        let end = rest[at + 2..].find("*/").map_or(rest.len(), |end| at + 2 + end + 2);
        out.push_str(&rest[..at]);
        out.extend(rest[at..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn skip_blanks(&mut self) -> &'a str {
        let rest = self.text[self.at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{feff}');
        self.at = self.text.len() - rest.len();
        rest
    }

    fn is_done(&mut self) -> bool {
        self.skip_blanks().is_empty()
    }

    fn take(&mut self, what: &str) -> bool {
        let is_here = self.skip_blanks().starts_with(what);
        if is_here {
            self.at += what.len();
        }
        is_here
    }

    fn expect(&mut self, what: &str) -> Result<(), NotAToken> {
        self.take(what).then_some(()).ok_or(NotAToken(self.at))
    }

    /// `--name: value;`
    fn token(&mut self) -> Result<(&'a str, &'a str), NotAToken> {
        self.expect("--")?;
        let rest = &self.text[self.at..];
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())];
        self.at += name.len();
        self.expect(":")?;
        let rest = self.skip_blanks();
        let value = rest[..rest.find([';', '{', '}']).unwrap_or(rest.len())].trim_end();
        if name.is_empty() || value.is_empty() {
            return Err(NotAToken(self.at));
        }
        self.at += value.len();
        self.expect(";")?;
        Ok((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changes_only_what_it_names_by_day_or_in_the_dark() {
        let mut tokens = Tokens::default();
        let base = ":root { --a: 1; --b: #fff; }\n@media (prefers-color-scheme: dark) {\n  :root { --b: #000; }\n}";
        tokens.read(base).unwrap();
        tokens.read("/* ours */ :root { --b: #123456; --pdf-a: .5mm; }").unwrap();
        let css = ":root {\n  --a: 1;\n  --b: #123456;\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --b: #000;\n  }\n}\n";
        assert_eq!(tokens.css(), css);
        assert_eq!(tokens.typst(), "#let tokens = (\n  \"a\": 0.5mm,\n  \"b\": rgb(\"#123456\"),\n)\n");
    }

    #[test]
    fn paper_takes_what_it_knows() {
        let paper = |value| on_paper(value).unwrap_or_default();
        assert_eq!(paper("\"Libertinus Serif\", serif"), "(\"Libertinus Serif\", \"serif\",)");
        assert_eq!(
            (paper(".72em"), paper("10.5pt"), paper("2"), paper("-3mm")),
            ("0.72em".into(), "10.5pt".into(), "2".into(), "-3mm".into())
        );
        for screen in ["1rem", "clamp(1rem, 2vw, 3rem)", "rgb(1 2 3 / 4%)", "#12", "1.2.3mm", "\"a\\\"", "1e9999pt"] {
            assert_eq!(on_paper(screen), None, "{screen}");
        }
    }

    #[test]
    fn what_is_no_token_is_told_with_its_place() {
        for (text, at) in [
            (":root { color: red; }", 8),
            ("body { --a: 1; }", 0),
            (":root { --a: ; }", 13),
            (":root { --a: 1 }", 15),
            (":root { --a: 1;", 15),
        ] {
            assert_eq!(Tokens::default().read(text), Err(NotAToken(at)), "{text}");
        }
    }
}
