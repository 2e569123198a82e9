//! Fence lines (`::: naam`, `::: {.naam …}`, `:::`), found before Markdown is parsed.
//!
//! A fence line is masked by an HTML processing instruction of the same length (`<?   ?>`). CommonMark lets that
//! interrupt a paragraph, close lists and quotes that the line is not indented into, and end on its own line: just what
//! Pandoc's fences do. Because the length stays, every span of the parse is a span of the file; because the parser
//! itself says where such a block stands, a `:::` in a code block stays text.
//!
//! Source: Pandoc User's Guide, extension `fenced_divs`; CommonMark 0.31 section 4.6, start condition 3.

use super::attrs::{self, Attrs};
use super::blocks;
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub enum Fence {
    Open {
        name: String,
        name_span: Span,
        attrs: Attrs,
    },
    Close,
    /// Colons followed by something that is neither a name nor attributes.
    Bad,
}

#[derive(Clone, Debug)]
pub struct FenceLine {
    /// From the first colon to the end of the line, without trailing blanks.
    pub span: Span,
    pub fence: Fence,
    /// Opens a block with one or two colons. It is taken for what was meant, since it may be a wall around the team's text.
    pub is_weak: bool,
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
    pub variables: Vec<Variable>,
}

pub fn mask(text: &str, base: usize) -> Masked {
    let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let fences = find_fences(text, base);
    let variables = if has("{{") { find_variables(text, base) } else { Vec::new() };
    if fences.is_empty() && variables.is_empty() {
        return Masked { text: None, fences, variables };
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    let mut patches: Vec<(Span, bool)> = fences.iter().map(|line| (line.span, true)).collect();
    patches.extend(variables.iter().map(|variable| (variable.span, false)));
    patches.sort();
    for (span, is_fence) in patches {
        let (start, end) = (span.start as usize - base, span.end as usize - base);
        if start < done {
            continue; // a variable inside a fence line
        }
        masked.push_str(&text[done..start]);
        let length = end - start;
        if !is_fence {
            masked.extend(std::iter::repeat_n('v', length));
        } else if length == 3 {
            masked.push_str("<?>");
        } else {
            masked.push_str("<?");
            masked.extend(std::iter::repeat_n(' ', length - 4));
            masked.push_str("?>");
        }
        done = end;
    }
    masked.push_str(&text[done..]);
    Masked { text: Some(masked), fences, variables }
}

/// Goes from colon to colon, not from line to line: most pages have few of either.
fn find_fences(text: &str, base: usize) -> Vec<FenceLine> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b':', bytes) {
        let before = bytes[..at].iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        if at < done || before.is_some_and(|before| bytes[before] != b'\n') {
            continue;
        }
        done = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |length| at + length);
        let line = text[at..done].trim_end();
        let colons = line.len() - line.trim_start_matches(':').len();
        let start = base + at;
        let fence = read_fence(&line[colons..], start + colons);
        let is_weak = colons < 3;
        if !is_weak || opens_known(&fence) {
            found.push(FenceLine { span: Span::new(start..start + line.len()), fence, is_weak });
        }
    }
    found
}

fn opens_known(fence: &Fence) -> bool {
    matches!(fence, Fence::Open { name, .. } if blocks::find(name).is_some())
}

fn read_fence(rest: &str, offset: usize) -> Fence {
    let skipped = rest.len() - rest.trim_start().len();
    let (rest, offset) = (rest.trim(), offset + skipped);
    let is_end = |tail: &str| tail.trim().trim_end_matches(':').trim().is_empty();
    if rest.is_empty() {
        return Fence::Close;
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
    fn masks_keep_every_offset() {
        let text = "a\n::: {.dia #x}\n{{ school.naam }}\n:::\n";
        let masked = mask(text, 0);
        let seen = masked.text.unwrap();
        assert_eq!(seen.len(), text.len());
        assert_eq!(seen, "a\n<?         ?>\nvvvvvvvvvvvvvvvvv\n<?>\n");
        assert_eq!(masked.fences.len(), 2);
        assert_eq!(masked.variables[0].name, "school.naam");
    }

    #[test]
    fn reads_bare_words_any_number_of_colons_and_trailing_colons() {
        for line in ["::: challenge", "::::::::: challenge", "::: challenge ::::", ":::challenge", "::: challenge {#x}"]
        {
            let lines = find_fences(line, 0);
            assert!(matches!(&lines[0].fence, Fence::Open { name, .. } if name == "challenge"), "{line}");
        }
        assert_eq!(find_fences("::::", 0)[0].fence, Fence::Close);
        assert_eq!(find_fences("::: twee woorden", 0)[0].fence, Fence::Bad);
        assert!(find_fences(":: dia", 0)[0].is_weak);
        assert!(find_fences(": iets anders\n::\n:\n:: dia met tekst", 0).is_empty());
        assert_eq!(find_fences("::: {.a", 0)[0].fence, Fence::Bad);
    }
}
