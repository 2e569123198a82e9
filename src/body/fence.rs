//! Fence lines (`::: naam`, `::: {.naam …}`, `:::`), found before Markdown is parsed.
//!
//! A fence line is masked by an HTML processing instruction of the same length (`<?   ?>`). CommonMark lets that
//! interrupt a paragraph, close lists and quotes that the line is not indented into, and end on its own line: just what
//! Pandoc's fences do. Because the length stays, every span of the parse is a span of the file; because the parser
//! itself says where such a block stands, a `:::` in a code block stays text.
//!
//! Source: Pandoc User's Guide, extension `fenced_divs`; CommonMark 0.31 section 4.6, start condition 3.

mod lines;
mod titles;

use super::attrs::{self, Attrs};
use super::blocks;
use super::rows::SignRows;
use crate::bytes;
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub enum Fence {
    Open {
        name: String,
        name_span: Span,
        attrs: Attrs,
    },
    Close,
    /// `{: .solution}` of kramdown: what stands right before it is this block.
    After(String),
    /// Colons followed by something that is neither a name nor attributes.
    Bad,
}

#[derive(Clone, Debug)]
pub struct FenceLine {
    /// From the first colon, or the first sign that does not belong before it, to the end of the line, without trailing
    /// blanks.
    pub span: Span,
    pub fence: Fence,
    /// It is taken for what was meant, since it may be a wall around the team's text.
    pub slip: Option<FenceTypo>,
}

/// Names of places on a slide of Slidev: `::right::` on a line of its own is no fence.
pub const SLOTS: &[&str] = &["bottom", "content", "default", "left", "right", "top"];

/// What is wrong with the colons of a fence.
#[derive(Clone, Debug)]
pub enum FenceTypo {
    /// There are one or two.
    Few,
    /// A sign stands before or between them, or in the name, that nobody sees or that is another than it looks.
    Sign { reason: &'static str, sign: char, right: Option<String> },
}

/// What looks like a fence and stands behind something else: a list's sign, a table's, a word.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    pub span: Span,
    /// With a name; without one it would be an end.
    pub opens: bool,
}

/// A `{{ name }}` in the text.
#[derive(Clone, Debug)]
pub struct Variable {
    pub name: String,
    pub span: Span,
}

/// The text as the Markdown parser sees it, and what was masked in it. Spans count from `base`.
pub struct Masked {
    pub text: Option<String>,
    pub fences: Vec<FenceLine>,
    pub apart: Vec<Apart>,
    pub variables: Vec<Variable>,
}

/// What the parser sees in the place of something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Patch {
    Fence,
    Letters,
    Colon,
}

/// Colons that begin a line and stand right before a word (`:smile:`, `::left::`): the parser takes such a line for the
/// explanation of a term, which has a blank behind its colon. The line below the head of a table has colons of its own.
fn bare_colons(text: &str, base: usize) -> impl Iterator<Item = Span> {
    memchr::memchr_iter(b':', text.as_bytes()).filter_map(move |at| {
        let indent = text[..at].bytes().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let begins = matches!(text.as_bytes()[..at - indent].last(), None | Some(b'\n' | b'\r'));
        let rest = begins.then(|| text[at + 1..].split(['\n', '\r']).next().unwrap_or_default())?;
        let is_rule = rest.contains('-') && rest.bytes().all(|byte| b" \t:|-".contains(&byte));
        let is_bare = !rest.starts_with([' ', '\t']) && !rest.is_empty() && !is_rule;
        is_bare.then(|| Span { start: (base + at) as u32, end: (base + at + 1) as u32 })
    })
}

pub(super) fn mask(text: &str, base: usize, rows: SignRows) -> Masked {
    let has_brace = bytes::has(text, b'{');
    let has = |needle: &str| has_brace && memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let lines::Lines { mut fences, apart } = lines::find(text, base, rows);
    if has("{:") {
        fences.extend(find_after(text, base));
        fences.sort_by_key(|line| line.span);
    }
    let variables = if has("{{") { find_variables(text, base) } else { Vec::new() };
    let colons: Vec<Span> = bare_colons(text, base).collect();
    if fences.is_empty() && variables.is_empty() && colons.is_empty() {
        return Masked { text: None, fences, apart, variables };
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    let mut patches: Vec<(Span, Patch)> = fences.iter().map(|line| (line.span, Patch::Fence)).collect();
    patches.extend(variables.iter().map(|variable| (variable.span, Patch::Letters)));
    patches.extend(colons.into_iter().map(|span| (span, Patch::Colon)));
    patches.sort_by_key(|(span, patch)| (span.start, *patch));
    for (span, patch) in patches {
        let (start, end) = (span.start as usize - base, span.end as usize - base);
        if start < done {
            continue; // a variable inside a fence line
        }
        masked.push_str(&text[done..start]);
        let length = end - start;
        match patch {
            Patch::Colon => masked.push(';'),
            Patch::Letters => masked.extend(std::iter::repeat_n('v', length)),
            Patch::Fence if length == 3 => masked.push_str("<?>"),
            Patch::Fence => {
                masked.push_str("<?");
                masked.extend(std::iter::repeat_n(' ', length - 4));
                masked.push_str("?>");
            }
        }
        done = end;
    }
    masked.push_str(&text[done..]);
    Masked { text: Some(masked), fences, apart, variables }
}

/// `{: .solution}` on a line of its own, with the name of a block.
fn find_after(text: &str, base: usize) -> Vec<FenceLine> {
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "{:") {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        let line = text[at..end].trim_end();
        let before = text[..at].trim_end_matches([' ', '\t', '>']);
        let is_alone = before.is_empty() || before.ends_with('\n');
        let inner = line.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')).filter(|_| is_alone);
        let class =
            inner.and_then(|inner| inner.trim().strip_prefix('.')).filter(|class| blocks::find(class).is_some());
        if let Some(class) = class {
            let span = Span::new(base + at..base + at + line.len());
            found.push(FenceLine { span, fence: Fence::After(class.to_string()), slip: None });
        }
    }
    found
}

fn read_fence(rest: &str, offset: usize) -> Fence {
    let callout = titles::read(rest, offset);
    let skipped = rest.len() - rest.trim_start().len();
    let (rest, offset) = (rest.trim(), offset + skipped);
    let is_end = |tail: &str| tail.trim().trim_end_matches(':').trim().is_empty();
    if rest.is_empty() {
        return Fence::Close;
    }
    if let Some(callout) = callout {
        return callout;
    }
    if rest.starts_with('{') {
        let Some((attrs, length)) = attrs::read(rest, offset) else { return Fence::Bad };
        // Without a class it is a plain box, as in Pandoc: `::: {#doel}`.
        let whole = Span::new(offset..offset + length);
        let (name, name_span) = attrs.classes.first().cloned().unwrap_or((String::new(), whole));
        return if is_end(&rest[length..]) { Fence::Open { name, name_span, attrs } } else { Fence::Bad };
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '{' || c == ':').unwrap_or(rest.len());
    let name = rest[..end].to_string();
    let is_name = name.starts_with(|c: char| c.is_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !is_name {
        return Fence::Bad;
    }
    let name_span = Span::new(offset..offset + end);
    let tail = rest[end..].trim_start();
    if tail.starts_with('{') {
        let start = offset + rest.len() - tail.len();
        return match attrs::read(tail, start) {
            Some((attrs, length)) if is_end(&tail[length..]) => Fence::Open { name, name_span, attrs },
            _ => Fence::Bad,
        };
    }
    if is_end(tail) { Fence::Open { name, name_span, attrs: Attrs::default() } } else { Fence::Bad }
}

fn find_variables(text: &str, base: usize) -> Vec<Variable> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{") {
        let start = from + at;
        from = start + 2;
        let inner = &text[from..];
        // No name goes on past another brace: so each part of a line is looked at once.
        let Some(end) = inner.find(['{', '}', '\n']) else { break };
        if !inner[end..].starts_with("}}") {
            continue;
        }
        let name = inner[..end].trim();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        if is_name {
            let stop = from + end + 2;
            found.push(Variable { name: name.to_string(), span: Span::new(base + start..base + stop) });
            from = stop;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_without_a_blank_explains_nothing() {
        let seen = |text| mask(text, 0, SignRows::of(text)).text;
        assert_eq!(seen("Hoi\n:smile:\n  ::left::\n"), Some("Hoi\n;smile:\n  ;:left::\n".into()));
        assert_eq!(seen("Term\n: uitleg\n\n| a | b |\n:--|--:\nom 9:30 uur\n:\n"), None);
    }

    #[test]
    fn masks_keep_every_offset() {
        let text = "a\n::: {.dia #x}\n{{ school.naam }}\n:::\n";
        let masked = mask(text, 0, SignRows::of(text));
        let seen = masked.text.unwrap();
        assert_eq!(seen.len(), text.len());
        assert_eq!(seen, "a\n<?         ?>\nvvvvvvvvvvvvvvvvv\n<?>\n");
        assert_eq!(masked.fences.len(), 2);
        assert_eq!(masked.variables[0].name, "school.naam");
    }

    fn fences(text: &str) -> Vec<FenceLine> {
        lines::find(text, 0, SignRows::of(text)).fences
    }

    #[test]
    fn reads_bare_words_any_number_of_colons_and_trailing_colons() {
        for line in ["::: challenge", "::::::::: challenge", "::: challenge ::::", ":::challenge", "::: challenge {#x}"]
        {
            let lines = fences(line);
            assert!(matches!(&lines[0].fence, Fence::Open { name, .. } if name == "challenge"), "{line}");
        }
        assert_eq!(fences("::::")[0].fence, Fence::Close);
        assert_eq!(fences("::: twee woorden")[0].fence, Fence::Bad);
        assert!(matches!(fences(":: dia")[0].slip, Some(FenceTypo::Few)));
        assert_eq!(fences("::: {.a")[0].fence, Fence::Bad);
    }

    #[test]
    fn what_looks_like_a_wall_is_one() {
        for line in [
            ":: antwoordt",
            ":: antwoord het is B",
            "\u{ad}::: antwoord",
            "\u{a0}::: antwoord",
            ":\u{200b}:: antwoord",
            "::\u{200b}: antwoord",
            "\u{ff1a}\u{ff1a}\u{ff1a} antwoord",
            "::\u{2236} antwoord",
            "\\::: antwoord",
            ": :: antwoord",
            ";:: antwoord",
            "> \u{ad}:::",
            ":\u{2237}",
            "::: \u{200b}antwoord",
            "::: ant\u{ad}woord",
            ": antwoord",
            ":antwoordt",
        ] {
            assert_eq!(fences(line).len(), 1, "{line}");
        }
        for line in [
            "- ::: antwoord",
            "1. ::: antwoord",
            "- [ ] ::: antwoord",
            "| ::: antwoord |",
            "## ::: antwoord",
            "- :::",
            "[^1]: ::: antwoord",
            "**::: antwoord**",
            "tekst::: antwoord",
            "a) ::: antwoord",
            "| ::: |",
        ] {
            assert_eq!(lines::find(line, 0, SignRows::of(line)).apart.len(), 1, "{line}");
        }
    }

    #[test]
    fn what_does_not_look_like_a_wall_is_none() {
        for line in [
            "Let op: dit",
            "a :: b",
            ":smile: hallo",
            ": uitleg van een woord",
            ":) hoi",
            ":-) hoi",
            "- : iets",
            "|:--|:-:|",
            "1: antwoord",
            "Antwoord: nee",
            "12:30 uur",
            "- 10:30 :: pauze",
            ": - antwoord",
            "; daarna",
            "`::: dia`",
            ":",
            "- :: tekst",
            "* a",
            "| a | b |",
            "",
        ] {
            let found = lines::find(line, 0, SignRows::of(line));
            assert!(found.fences.is_empty() && found.apart.is_empty(), "{line}");
        }
    }
}
