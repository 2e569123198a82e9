//! The few tags of HTML that an author may write inside a line, what to write instead of the others, and which of those
//! hide what they hold.

use super::team;

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
        "details" | "summary" => "::: uitklap … ::: / ::: leerkracht … :::",
        name if is_hiding(name) => "::: leerkracht … :::",
        "iframe" | "video" | "embed" | "object" => "[Bekijk de video](https://…)",
        _ => return None,
    })
}

/// Whether a browser would hide what an element holds, or a reader of its words would think so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hides {
    No,
    /// It may: a class without a value, a script.
    Maybe,
    Yes,
}

/// A tag in a piece of HTML, from byte `start` to `end` of it.
#[derive(Debug)]
pub struct TagAt {
    pub start: usize,
    pub end: usize,
    /// In small letters.
    pub name: String,
    pub is_end: bool,
    /// Holds nothing.
    pub is_void: bool,
    pub hides: Hides,
}

/// Elements that hide what they hold, or are for something beside the text.
const HIDING: &[&str] = &["aside", "details", "dialog", "noscript", "template"];

const SCRIPTS: &[&str] = &["script", "style", "object", "title", "head"];

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Attributes whose words are about something else.
const OTHERS: &[&str] = &[
    "align",
    "alt",
    "aria-label",
    "cite",
    "colspan",
    "datetime",
    "dir",
    "height",
    "href",
    "lang",
    "loading",
    "name",
    "open",
    "placeholder",
    "rel",
    "rowspan",
    "scope",
    "src",
    "srcset",
    "start",
    "target",
    "title",
    "width",
];

const KNOWN: &[&str] = &[
    "class", "id", "style", "type", "value", "role", "border", "bgcolor", "color", "valign", "face", "size",
    // Slidev: what comes in steps, and when.
    "at", "depth", "every", "v-after", "v-click", "v-clicks",
];

/// Of styles: what makes an element invisible.
const STYLES: &[&str] = &["display:", "visib", "none", "hidden", "opacity", "clip", "font-size:0", "font-size: 0"];

/// An element that hides by its name, also when that is mistyped.
pub fn is_hiding(name: &str) -> bool {
    let is_near = |word: &str| word == name || name.len() >= 4 && strsim::osa_distance(word, name) <= 1;
    name.len() < 40 && HIDING.iter().any(|word| is_near(word))
}

/// All tags in a piece of HTML, whole or not.
pub fn tags(html: &str) -> Vec<TagAt> {
    let mut at = 0;
    std::iter::from_fn(|| next_tag(html, &mut at)).collect()
}

/// The first of them.
pub fn first_tag(html: &str) -> Option<TagAt> {
    next_tag(html, &mut 0)
}

/// The value of an attribute of a tag.
pub fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(|c: char| c.is_whitespace() || c == '/')?;
    let (attributes, _) = attributes(tag, start);
    attributes.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1
}

/// The next tag from byte `at` on, which is moved behind it.
fn next_tag(html: &str, at: &mut usize) -> Option<TagAt> {
    while let Some(open) = html[*at..].find('<').map(|open| *at + open) {
        let rest = &html[open + 1..];
        let is_end = rest.starts_with('/');
        let rest = rest.trim_start_matches('/');
        *at = open + 1;
        if !rest.starts_with(|c: char| c.is_alphabetic()) {
            continue;
        }
        let length = rest.find(|c: char| !(c.is_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
        let name = rest[..length].to_lowercase();
        let start = html.len() - rest.len() + length;
        let (attributes, end) = attributes(html, start);
        // A slash at its end makes no other element empty: browsers pass it over.
        let is_component = rest.starts_with(|c: char| c.is_uppercase()) && html[..end].ends_with("/>");
        let hides = if is_end { Hides::No } else { hides(&name, &attributes) };
        // A component of Slidev that ends itself holds nothing; what hides for sure is not taken at its word.
        let is_void = VOID.contains(&name.as_str()) || (is_component && hides != Hides::Yes);
        *at = end;
        return Some(TagAt { start: open, end, name, is_end, is_void, hides });
    }
    None
}

type HtmlAttribute<'t> = (&'t str, Option<&'t str>);

/// The attributes from byte `at` on, and where the tag ends.
fn attributes(html: &str, mut at: usize) -> (Vec<HtmlAttribute<'_>>, usize) {
    let mut found = Vec::new();
    loop {
        let rest = html[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        at = html.len() - rest.len();
        if rest.is_empty() || rest.starts_with('<') {
            return (found, at);
        }
        if rest.starts_with('>') {
            return (found, at + 1);
        }
        let stop = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        let length = rest.find(stop).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let key = &rest[..length];
        at += length;
        let value = html[at..].trim_start().strip_prefix('=').map(str::trim_start);
        let Some(value) = value else {
            found.push((key, None));
            continue;
        };
        let start = html.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inner = quote.map_or(value, |_| &value[1..]);
        let end = match quote {
            Some(quote) => inner.find(quote).or_else(|| inner.find('>')),
            None => inner.find(|c: char| c.is_whitespace() || c == '>'),
        };
        let length = end.unwrap_or(inner.len());
        found.push((key, Some(&inner[..length])));
        let closed = quote.is_some_and(|quote| inner[length..].starts_with(quote));
        at = start + usize::from(quote.is_some()) + length + usize::from(closed);
    }
}

fn hides(name: &str, attributes: &[HtmlAttribute<'_>]) -> Hides {
    let is_near = |words: &str| words.split_whitespace().chain([words]).any(|word| team::near(word).is_some());
    if is_hiding(name) || team::near(name).is_some() {
        return Hides::Yes;
    }
    let of = |(key, value): &HtmlAttribute<'_>| {
        let key = key.to_lowercase();
        let said = value.map(str::trim).unwrap_or_default().to_lowercase();
        let is_style = |words: &str| STYLES.iter().any(|style| words.contains(style));
        match key.as_str() {
            "style" if is_style(&said) || said.contains("display") => Hides::Yes,
            "class" | "id" | "style" if said.is_empty() => Hides::Maybe,
            key if OTHERS.contains(&key) => Hides::No,
            key if is_near(key) || is_near(&said) || is_style(key) || is_style(&said) => Hides::Yes,
            // What krijt does not know may hide.
            key => Hides::of(!KNOWN.contains(&key) && !key.starts_with("data-")),
        }
    };
    let most = attributes.iter().map(of).max().unwrap_or(Hides::No);
    most.max(Hides::of(SCRIPTS.contains(&name)))
}

impl Hides {
    fn of(may: bool) -> Hides {
        if may { Hides::Maybe } else { Hides::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_hides() {
        let of = |html: &str| tags(html).first().map_or(Hides::No, |tag| tag.hides);
        for html in [
            "<aside class=\"notes\">",
            "<aside class=\"\">",
            "<asid class=notes>",
            "<div class='solution'>",
            "<div hidden>",
            "<div clas=\"solutoin\">",
            "<p style=\"display: none\">",
            "<template>",
            "<details>",
            "<input type=hidden>",
            "<div class=\"notes>G",
            "<span aria-hidden=\"true\">",
            "<divhidden>",
            "<team-note>",
            "<DIV CLASS=\"Answer\"",
        ] {
            assert_eq!(of(html), Hides::Yes, "{html}");
        }
        assert_eq!(of("<div class>"), Hides::Maybe);
        assert_eq!(of("<div hi den>"), Hides::Maybe);
        for html in
            ["<div>", "<p class=\"lead\">", "<a href=\"antwoorden.md\">", "<img src=team.jpg alt=\"Het team\">", "< b>"]
        {
            assert_eq!(of(html), Hides::No, "{html}");
        }
        for html in ["<", "<a", "<a =", "<a b=\"", "<é", "<a/é=>", "</", "<a b='é", "<a\u{a0}b>"] {
            tags(html);
        }
    }
}
