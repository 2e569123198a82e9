//! Typst source, written so that text can only be text: every piece of it is a string literal.

use std::fmt::Write;

/// A value that a template is given.
#[derive(Clone, Debug)]
pub enum Val {
    None,
    Bool(bool),
    Int(i64),
    Str(String),
    /// A word of Typst itself, such as `center`. Never anything from content.
    Word(&'static str),
    List(Vec<Val>),
    Dict(Vec<(&'static str, Val)>),
    Content(Typ),
}

impl From<&str> for Val {
    fn from(text: &str) -> Self {
        Val::Str(text.to_string())
    }
}

impl From<String> for Val {
    fn from(text: String) -> Self {
        Val::Str(text)
    }
}

impl From<bool> for Val {
    fn from(value: bool) -> Self {
        Val::Bool(value)
    }
}

impl From<u32> for Val {
    fn from(value: u32) -> Self {
        Val::Int(value.into())
    }
}

impl From<usize> for Val {
    fn from(value: usize) -> Self {
        Val::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Val {
    fn from(value: i64) -> Self {
        Val::Int(value)
    }
}

impl From<Typ> for Val {
    fn from(value: Typ) -> Self {
        Val::Content(value)
    }
}

impl<T: Into<Val>> From<Option<T>> for Val {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::None, Into::into)
    }
}

impl<T: Into<Val>> From<Vec<T>> for Val {
    fn from(values: Vec<T>) -> Self {
        Val::List(values.into_iter().map(Into::into).collect())
    }
}

impl Val {
    /// Writes the value as an expression.
    fn write(&self, out: &mut String) {
        match self {
            Val::None => out.push_str("none"),
            Val::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Val::Int(value) => {
                let _ = write!(out, "{value}");
            }
            Val::Str(text) => literal(text, out),
            Val::Word(word) => out.push_str(word),
            // A comma behind each, so that a list of one is a list.
            Val::List(values) => {
                out.push('(');
                for value in values {
                    value.write(out);
                    out.push_str(", ");
                }
                out.push(')');
            }
            Val::Dict(rows) if rows.is_empty() => out.push_str("(:)"),
            Val::Dict(rows) => {
                out.push('(');
                for (name, value) in rows {
                    out.push_str(name);
                    out.push_str(": ");
                    value.write(out);
                    out.push_str(",\n");
                }
                out.push(')');
            }
            Val::Content(typ) => {
                out.push('[');
                out.push_str(&typ.out);
                out.push(']');
            }
        }
    }
}

/// Content: calls of functions, and text.
#[derive(Clone, Debug, Default)]
pub struct Typ {
    out: String,
    /// Where the last piece of text ended, its closing quote included.
    text_end: usize,
}

/// An argument with its name; the empty name is for one that stands in its place.
pub type Arg = (&'static str, Val);

impl Typ {
    /// What was written as content before.
    pub(super) fn of_code(code: String) -> Self {
        Typ { out: code, text_end: 0 }
    }

    pub fn as_str(&self) -> &str {
        &self.out
    }

    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Text as it is.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.text_end == self.out.len() && self.text_end > 0 {
            self.out.pop();
        } else {
            self.out.push_str("#\"");
        }
        escape(text, &mut self.out);
        self.out.push('"');
        self.text_end = self.out.len();
    }

    /// Calls a function without a body.
    pub fn call(&mut self, name: &'static str, args: &[Arg]) {
        self.out.push('#');
        self.out.push_str(name);
        self.arguments(args);
    }

    /// Calls a function with a row of bodies behind its arguments.
    pub fn call_with(&mut self, name: &'static str, args: &[Arg], bodies: &[Typ]) {
        self.out.push('#');
        self.out.push_str(name);
        if !args.is_empty() || bodies.is_empty() {
            self.arguments(args);
        }
        for body in bodies {
            self.out.push('[');
            self.out.push_str(&body.out);
            self.out.push(']');
        }
    }

    /// Opens a call whose body follows up to [`Typ::end`].
    pub fn begin(&mut self, name: &'static str, args: &[Arg]) {
        self.out.push('#');
        self.out.push_str(name);
        if !args.is_empty() {
            self.arguments(args);
        }
        self.out.push('[');
    }

    pub fn end(&mut self) {
        self.out.push(']');
    }

    /// Opens a link to a place in this document. [`settle`] takes away those whose place is not there.
    pub fn begin_intern(&mut self, label: &str, underlined: bool) {
        self.out.push_str(&opening_of_intern(label, underlined));
        self.out.push('[');
    }

    pub fn append(&mut self, other: &Typ) {
        self.out.push_str(&other.out);
        self.text_end = 0;
    }

    pub fn newline(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn arguments(&mut self, args: &[Arg]) {
        self.out.push('(');
        for (at, (name, value)) in args.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            if !name.is_empty() {
                self.out.push_str(name);
                self.out.push_str(": ");
            }
            value.write(&mut self.out);
        }
        self.out.push(')');
    }
}

/// Turns links to a place that is not in this document into text.
pub fn settle(source: &mut String, label: &str) {
    // Within text every quote has a backslash before it, so what is found is a link.
    for underlined in [true, false] {
        *source = source.replace(&opening_of_intern(label, underlined), "#");
    }
}

fn opening_of_intern(label: &str, underlined: bool) -> String {
    let mut out = String::from("#intern(label(");
    literal(label, &mut out);
    out.push_str(if underlined { "))" } else { "), streep: false)" });
    out
}

fn literal(text: &str, out: &mut String) {
    out.push('"');
    escape(text, out);
    out.push('"');
}

/// Escapes for a string literal of Typst; control characters by their number. PDF/UA forbids three characters that
/// nobody sees.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0' | '\u{feff}' | '\u{fffe}' => {}
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
}

/// A whole document: the library, the template with its facts, and what follows. On a wall the parts have looks of their
/// own, by the same names.
pub fn document(template: &'static str, is_wall: bool, facts: Val, body: &Typ) -> String {
    let mut out = String::from("#import \"/pdf/krijt.typ\": *\n");
    if is_wall {
        out.push_str("#import \"/pdf/krijt/slides.typ\": *\n");
    }
    let _ = writeln!(out, "#import \"/pdf/{template}.typ\": {template}");
    let _ = write!(out, "#show: {template}.with(");
    facts.write(&mut out);
    out.push_str(")\n");
    out.push_str(&body.out);
    out
}

/// What stands in front of a literal that nobody sees: a description, an address, a label.
const UNSEEN: &[&str] = &["alt: ", "#extern(", "#intern(label(", "id: "];

/// The source with each of its literals that is shown written anew by `write`: it gets the literal as it stands there,
/// escapes and all, and may leave out or add what needs none.
pub fn map_shown(source: &str, mut write: impl FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('"') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let end = end_of_literal(rest);
        let code = &out[..out.len() - 1];
        if UNSEEN.iter().any(|before| code.ends_with(before)) {
            out.push_str(&rest[..end]);
        } else {
            write(&rest[..end], &mut out);
        }
        out.push('"');
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Where the quote stands that ends a literal.
fn end_of_literal(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at = (at + 2).min(bytes.len());
    }
    bytes.len()
}

/// All text in a source that this module wrote: its literals, joined where they stand in one line of text.
pub fn words(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = memchr::memchr3(b'"', b',', b'\n', rest.as_bytes()) {
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'"' => rest = literal_in(rest, &mut out),
            b',' => out.push(' '),
            _ => out.push('\n'),
        }
    }
    out
}

/// The text of a literal behind its first quote. Gives what stands behind its last.
fn literal_in<'a>(mut rest: &'a str, out: &mut String) -> &'a str {
    while let Some(at) = memchr::memchr2(b'"', b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if rest.as_bytes()[at] == b'"' {
            return behind;
        }
        let mut chars = behind.chars();
        out.extend(unescaped(&mut chars));
        rest = chars.as_str();
    }
    out.push_str(rest);
    ""
}

fn unescaped(chars: &mut std::str::Chars<'_>) -> Option<char> {
    match chars.next()? {
        'n' => Some('\n'),
        't' => Some('\t'),
        'u' => {
            let digits: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
        }
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_always_a_literal() {
        let mut typ = Typ::default();
        typ.begin("p", &[]);
        typ.text("#read(\"/etc/passwd\") $x$ ");
        typ.text("\\ *a* ]\u{0}\u{1}\u{feff}");
        typ.begin("sterk", &[("", Val::from("b\"")), ("c", Val::List(vec![Val::Int(1)]))]);
        typ.text("een");
        typ.end();
        typ.end();
        assert_eq!(typ.as_str(), r##"#p[#"#read(\"/etc/passwd\") $x$ \\ *a* ]\u{1}"#sterk("b\"", c: (1, ))[#"een"]]"##);
        assert_eq!(words(typ.as_str()), "#read(\"/etc/passwd\") $x$ \\ *a* ]\u{1}b\"  een");
    }

    #[test]
    fn a_link_to_nowhere_is_text() {
        let mut typ = Typ::default();
        typ.text("#intern(label(\"x\"))[");
        typ.begin_intern("x", true);
        typ.text("hier");
        typ.end();
        let mut source = typ.as_str().to_string();
        settle(&mut source, "y");
        assert_eq!(source, typ.as_str());
        settle(&mut source, "x");
        assert_eq!(source, r##"#"#intern(label(\"x\"))["#[#"hier"]"##);
    }
}
