//! The few tags of HTML that an author may write inside a line, and what to write instead of the others.

/// An inline tag without attributes that stands for something Markdown has no sign for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    Abbr,
    Cite,
    Del,
    Ins,
    Kbd,
    Mark,
    Q,
    Small,
    Sub,
    Sup,
    U,
}

const NAMES: &[(&str, Allowed)] = &[
    ("abbr", Allowed::Abbr),
    ("cite", Allowed::Cite),
    ("del", Allowed::Del),
    ("ins", Allowed::Ins),
    ("kbd", Allowed::Kbd),
    ("mark", Allowed::Mark),
    ("q", Allowed::Q),
    ("small", Allowed::Small),
    ("sub", Allowed::Sub),
    ("sup", Allowed::Sup),
    ("u", Allowed::U),
];

impl Allowed {
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, tag)| *tag == self).map_or("span", |(name, _)| name)
    }
}

/// A piece of HTML as the Markdown parser found it.
#[derive(Debug, PartialEq, Eq)]
pub enum Raw {
    Open(Allowed),
    Close(Allowed),
    Break,
    /// Comments are for authors: they are never published.
    Comment,
    Forbidden,
}

pub fn read(html: &str) -> Raw {
    let html = html.trim();
    if html.starts_with("<!--") && html.ends_with("-->") && html.matches("-->").count() == 1 {
        return Raw::Comment;
    }
    let Some(inner) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return Raw::Forbidden };
    let (closing, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name.trim_end()),
        None => (false, inner.trim_end_matches('/').trim_end()),
    };
    if !closing && name.eq_ignore_ascii_case("br") {
        return Raw::Break;
    }
    match NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        Some((_, tag)) if closing => Raw::Close(*tag),
        Some((_, tag)) if !inner.ends_with('/') => Raw::Open(*tag),
        _ => Raw::Forbidden,
    }
}

/// The name of the first tag in a piece of HTML, for a message.
pub fn tag_name(html: &str) -> String {
    let rest = html.trim_start().trim_start_matches(['<', '/', '!', '?']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').take(30).collect();
    if name.is_empty() { html.trim().chars().take(20).collect() } else { name.to_lowercase() }
}

/// How to say the same in Markdown.
pub fn instead(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "**tekst**",
        "i" | "em" => "*tekst*",
        "s" | "strike" => "~~tekst~~",
        "a" => "[tekst](adres)",
        "img" => "![beschrijving](bestand.jpg)",
        "h1" | "h2" | "h3" | "h4" => "## Kop",
        "p" | "div" | "span" | "center" => "::: weetje … :::",
        "ul" | "ol" | "li" => "- punt",
        "hr" => "---",
        "code" | "pre" => "`code`",
        "blockquote" => "> citaat",
        "table" | "tr" | "td" => "| kop | kop |",
        "details" | "summary" => "::: uitklap … :::",
        "iframe" | "video" | "embed" | "object" => "[Bekijk de video](https://…)",
        _ => return None,
    })
}
