//! Comments that are none: everybody would read them. `<!- tekst -->`, `<!— tekst —>`, `%% tekst %%`, `{/* tekst */}`,
//! `{# tekst #}`, `[//]: # (tekst)` right below other text; and tags of HTML that hide, when they lost a sign.

use std::cell::OnceCell;

use memchr::memmem;

use super::{Ground, ParserSaw};
use crate::body::{raw, team};
use crate::bytes;
use crate::diag::{At, Finding, Fix, catalogue as code};
use crate::source::Span;

/// What may end a comment, as people and word processors write it.
const ENDS: &[&str] = &["->", "-&gt;", "\u{2014}>", "\u{2013}>", "- >", "-\\>"];

/// In bytes: what is looked through behind a sign.
const LONGEST: usize = 4000;

/// In bytes: what is looked at of a line.
const LINE: usize = 200;

/// Where comments may end, and where paragraphs do. Looked up once, when somebody asks.
#[derive(Default)]
struct Ends(OnceCell<(Vec<usize>, Vec<usize>)>);

impl Ends {
    /// Whether what may end a comment stands anywhere behind a byte.
    fn come(&self, text: &str, at: usize) -> bool {
        self.get(text).0.last().is_some_and(|end| *end > at)
    }

    fn get(&self, text: &str) -> &(Vec<usize>, Vec<usize>) {
        self.0.get_or_init(|| {
            let all = |needle: &str| memmem::find_iter(text.as_bytes(), needle).collect::<Vec<usize>>();
            let mut ends: Vec<usize> = ENDS.iter().flat_map(|end| all(end)).collect();
            ends.sort_unstable();
            (ends, all("\n\n"))
        })
    }

    /// Whether something stands behind a byte, and then what may end a comment, in the same paragraph.
    fn follow(&self, text: &str, at: usize) -> bool {
        let (ends, gaps) = self.get(text);
        let gap = gaps.get(gaps.partition_point(|gap| *gap < at)).copied().unwrap_or(text.len());
        let next = ends.partition_point(|end| *end <= at);
        let is_filled = |end: &&usize| text[at..**end].contains(|c: char| c.is_alphanumeric());
        ends[next..].iter().take(3).take_while(|end| **end < gap).any(|end| is_filled(&end))
    }
}

struct Stretch {
    start: usize,
    end: usize,
    /// A tag of HTML instead of a comment.
    tag: Option<String>,
    reason: &'static str,
    /// A byte that must stand in text for this to be one.
    text: Option<usize>,
}

/// Words between signs that were meant to hide them, as a comment. Where one of the signs is missing nobody knows what
/// was meant to be hidden, and nothing is proposed.
fn as_comment(text: &str) -> Option<String> {
    let pairs = [("%%", "%%"), ("{/*", "*/}"), ("{#", "#}"), ("/*", "*/")];
    let between = |(open, close): &(&str, &str)| text.strip_prefix(*open)?.strip_suffix(*close);
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\\');
    let dashed = || {
        let inner = text.strip_prefix("<!")?.strip_suffix('>')?;
        (inner.starts_with(is_dash) && inner.ends_with(is_dash)).then(|| inner.trim_matches(is_dash))
    };
    let inner = pairs.iter().find_map(between).or_else(dashed)?.trim();
    let is_plain = !inner.is_empty() && !inner.contains(['<', '>', '\n', '{', '}']) && !inner.contains("--");
    is_plain.then(|| format!("<!-- {inner} -->"))
}

pub(super) fn check(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    let text = &seen.source[seen.start..];
    let mut found: Vec<Stretch> = Vec::new();
    let ends = Ends::default();
    for at in memchr::memchr3_iter(b'<', b'=', b'>', text.as_bytes()) {
        found.extend(match text.as_bytes()[at] {
            b'<' => opening(text, at, &ends),
            b'=' => attribute(text, at),
            _ => closing(text, at),
        });
    }
    if seen.rows.has("!-") {
        found.extend(memmem::find_iter(text.as_bytes(), "!-").filter_map(|at| lost_opening(text, at, &ends)));
    }
    let mut look = |needle: &str, of: fn(&str, usize) -> Option<Stretch>| {
        if seen.rows.has(needle) {
            found.extend(memmem::find_iter(text.as_bytes(), needle).filter_map(|at| of(text, at)));
        }
    };
    look("%%", |text, at| pair(text, at, "%%", "%%"));
    if bytes::has(text, b'{') {
        look("{#", |text, at| pair(text, at, "{#", "#}"));
        look("{%", template);
        look("{{<", template);
    }
    // `{{</* x */>}}` is how Hugo shows a shortcode.
    look("/*", |text, at| pair(text, at, "/*", "*/").filter(|_| !text[..at].ends_with("{{<")));
    look("]:", definition);
    look("//", definition);
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|found| found.start);
    let (mut done, mut tags, mut more) = (0, Vec::new(), Vec::new());
    for one in found {
        let at = (seen.start + one.start) as u32;
        let is_text = |at: usize| ground.is_text((seen.start + at) as u32);
        if one.start < done
            || seen.in_fence(at)
            || ground.in_code(at)
            || !ground.is_shown(at)
            || one.text.is_some_and(|at| !is_text(at))
        {
            continue;
        }
        done = one.end;
        let span = Span::new(seen.start + one.start..seen.start + one.end);
        tags.extend(one.tag.is_some().then_some(span));
        more.push(match one.tag {
            Some(tag) => seen.finding(&code::HIDING_HTML, span).with("tag", tag),
            None => {
                let fix = as_comment(seen.text(span)).map(|right| Fix::guess(span, right));
                seen.finding(&code::NOT_A_COMMENT, span).with("reason", one.reason).fixed_by(fix)
            }
        });
    }
    // The end that a tag lost is the same mistake.
    let is_same = |at: &At| matches!(at, At::Text(place) if super::is_in(&tags, place.span.start));
    findings.retain(|finding| finding.code.id != code::HIDING_HTML.id || !is_same(&finding.at));
    findings.append(&mut more);
}

/// Where the line ends that a byte stands in, at most.
fn line_from(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let line = rest[..rest.floor_char_boundary(LINE)].lines().next().unwrap_or_default();
    at + line.trim_end().len().max(1)
}

fn comment(text: &str, at: usize, reason: &'static str) -> Stretch {
    Stretch { start: at, end: line_from(text, at), tag: None, reason, text: None }
}

/// `<!- tekst`, `<-- tekst -->`, `<div class="notes>`: a `<` that became text.
fn opening(text: &str, at: usize, ends: &Ends) -> Option<Stretch> {
    let rest = &text[at + 1..];
    if rest.starts_with('!') {
        return Some(comment(text, at, "broken-comment"));
    }
    if rest.starts_with('/') && rest[1..].starts_with(char::is_alphabetic) {
        // The end of an element whose beginning became text: its last sign is one of text.
        let last = memchr::memrchr2(b'<', b'>', &text.as_bytes()[..at])?;
        let is_text = text.as_bytes()[last] == b'>';
        let tag = raw::first_tag(&text[at..line_from(text, at)])?;
        let found = Stretch { start: at, end: at + tag.end, tag: Some(tag.name), reason: "", text: Some(last) };
        return is_text.then_some(found);
    }
    let after = rest.trim_start_matches([' ', '\t']);
    let near: String = after.chars().take(4).collect();
    let dashes = near.find("--").or_else(|| near.find(['\u{2014}', '\u{2013}']));
    if let Some(dashes) = dashes {
        let behind = at + 1 + rest.len() - after.len() + dashes;
        let is_one = ends.follow(text, behind) || is_start(text, at) && ends.come(text, behind);
        return is_one.then(|| comment(text, at, "broken-comment"));
    }
    let rest = &text[at..line_from(text, at)];
    let tag = raw::first_tag(rest).filter(|tag| tag.start == 0 && tag.hides == raw::Hides::Yes)?;
    Some(Stretch { start: at, end: line_from(text, at), tag: Some(tag.name), reason: "", text: None })
}

/// `class="notes">`: what is left of a tag.
fn attribute(text: &str, at: usize) -> Option<Stretch> {
    let from = text.floor_char_boundary(at.saturating_sub(30));
    let before = &text[from..at];
    let key = before.trim_end();
    let start = key.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
    let key = key.get(start..).filter(|key| !key.is_empty())?;
    let line = &text[at + 1..line_from(text, at)];
    let value = line.trim_start();
    let is_quoted = value.starts_with(['"', '\'', '“', '”']);
    if !is_quoted && !matches!(key, "class" | "id") {
        return None;
    }
    let value = value.trim_start_matches(['"', '\'', '“', '”', ' ']);
    let end = value.find(['"', '\'', '”', '>', '}']).unwrap_or(value.len());
    let style = key == "style" && ["display", "none", "hidden", "visib"].iter().any(|word| value[..end].contains(word));
    let is_near = value[..end].split_whitespace().any(|word| team::near(word).is_some());
    // Attributes in braces are looked at by themselves.
    let near = text.floor_char_boundary(at.saturating_sub(LINE));
    let in_braces = text[near..at].rfind(['{', '}', '\n']).is_some_and(|found| text.as_bytes()[near + found] == b'{');
    let before = before[..start].split_whitespace().next_back().unwrap_or("div");
    let name = before.trim_matches(|c: char| !c.is_alphanumeric());
    let found =
        Stretch { start: from + start, end: line_from(text, at), tag: Some(name.to_string()), reason: "", text: None };
    ((style || is_near) && !in_braces).then_some(found)
}

/// Whether a line begins at a byte, or right before it.
fn is_start(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    (0..3).any(|_| before.next().is_none_or(|c| c == '\n'))
}

/// `hidden>`: the end of a tag whose beginning is gone.
fn closing(text: &str, at: usize) -> Option<Stretch> {
    let from = text.floor_char_boundary(at.saturating_sub(20));
    let start = from + text[from..at].trim_end_matches(char::is_alphanumeric).len();
    let word = &text[start..at];
    let found = Stretch { start, end: at + 1, tag: Some(word.to_string()), reason: "", text: None };
    // Behind a colon it is an address.
    (!text[..start].ends_with(':') && team::named(word).is_some()).then_some(found)
}

/// `!-- tekst -->`.
fn lost_opening(text: &str, at: usize, ends: &Ends) -> Option<Stretch> {
    if !text[at + 1..].starts_with("--") || text[..at].ends_with('<') {
        return None;
    }
    let is_one = ends.follow(text, at + 2) || is_start(text, at) && ends.come(text, at + 2);
    is_one.then(|| comment(text, at, "broken-comment"))
}

/// `%% tekst %%` of Obsidian, `{/* tekst */}` of MDX, `{# tekst #}` of templates.
fn pair(text: &str, at: usize, open: &str, close: &str) -> Option<Stretch> {
    let inner = &text[at + open.len()..];
    let inner = &inner[..inner.floor_char_boundary(LONGEST)];
    let end = memmem::find(inner.as_bytes(), close.as_bytes())?;
    let is_filled = !inner[..end].trim().is_empty() && !inner[..end].contains("\n\n");
    is_filled.then(|| comment(text, at, "other-comment"))
}

/// `{% comment %}` of templates.
fn template(text: &str, at: usize) -> Option<Stretch> {
    let word = text[at..].trim_start_matches(['{', '%', '<', '-', ' ']);
    word.starts_with("comment").then(|| comment(text, at, "other-comment"))
}

/// `[//]: # (tekst)` and `// tekst` at the start of a line.
fn definition(text: &str, at: usize) -> Option<Stretch> {
    let from = text.floor_char_boundary(at.saturating_sub(40));
    let start = text[from..at].rfind('\n').map(|end| from + end + 1).or((from == 0).then_some(0))?;
    let line = text[start..line_from(text, at)].trim_start_matches([' ', '\t', '>', '-', '*']);
    let word = line.split_whitespace().next().unwrap_or_default();
    let is_sign = word.starts_with(['[', '/', ']']) && word.chars().all(|c| "[]/:#_(".contains(c));
    let is_named =
        ["[comment]", "[comments]", "[_]", "[note]", "[verborgen]"].iter().any(|name| line.starts_with(name));
    let is_definition =
        text[at..].starts_with("]:") && text[at + 2..].trim_start_matches(' ').starts_with(['#', '<', '(']);
    (is_definition && (is_named || is_sign) || is_sign && word.contains("//"))
        .then(|| comment(text, start, "other-comment"))
}
