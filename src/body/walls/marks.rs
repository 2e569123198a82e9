//! Braces that name the team where nothing can be hidden: `### Kop {.leerkracht}`, `[tekst]{.antwoord}`,
//! `![beeld](x.png){.solution}`, ```` ``` {.antwoord} ````, `{: .solution}` below anything but a quote.

use super::{Ground, ParserSaw};
use crate::body::attrs::{self, Pair};
use crate::body::marks as hiding;
use crate::body::parse::may_hide;
use crate::body::rows::SignRows;
use crate::body::{signs, team};
use crate::diag::{At, Finding, catalogue as code};
use crate::source::Span;

/// In bytes: no list of attributes is longer.
const LONGEST: usize = 300;

/// Attributes whose value is words for readers, or names roles.
const WORDS: &[&str] = &[
    "titel", "title", "alt", "fig-alt", "wie", "wanneer", "lang", "caption", "fig-cap", "width", "height", "src",
    "name",
];

pub(super) fn check(ground: &Ground<'_>, seen: &ParserSaw<'_>, findings: &mut Vec<Finding>) {
    let text = &seen.source[seen.start..];
    let mut told: Vec<Span> = Vec::new();
    let mut open = None;
    for at in braces(text, seen.rows) {
        let start = seen.start + at;
        let is_end = text.as_bytes()[at] == b'}';
        let is_alone = is_end && open.is_none_or(|open: usize| text[open..at].contains('\n'));
        open = if is_end { None } else { Some(at) };
        if seen.in_fence(start as u32) || (is_end && !is_alone) {
            continue;
        }
        let found = if is_end { before(text, at) } else { within(text, at) };
        let Some((mark, whole)) = found else { continue };
        let span = Span::new(seen.start + mark.start..seen.start + mark.end);
        let whole = Span::new(seen.start + whole.start..seen.start + whole.end);
        if ground.in_code(start as u32) || ground.in_hidden(start as u32) {
            continue;
        }
        findings.push(seen.finding(&code::TEAM_MARK, span).with("mark", seen.text(span)));
        told.push(whole);
    }
    if told.is_empty() {
        return;
    }
    // What was said of these words, and can be lowered, is said by this now.
    findings.retain(|finding| {
        let At::Text(place) = finding.at else { return true };
        let is_other =
            [&code::UNKNOWN_ATTRIBUTE, &code::BAD_ATTRIBUTE_VALUE].iter().any(|row| row.id == finding.code.id);
        !is_other || !super::is_in(&told, place.span.start)
    });
}

/// Looks like `{`.
const WIDE: &str = "\u{ff5b}";

/// Where `{` and `}` stand, and the wide one that looks like `{`.
fn braces(text: &str, rows: SignRows) -> impl Iterator<Item = usize> {
    let mut all: Vec<usize> = memchr::memchr2_iter(b'{', b'}', text.as_bytes()).collect();
    if rows.has(WIDE) {
        all.extend(memchr::memmem::find_iter(text.as_bytes(), WIDE));
        all.sort_unstable();
    }
    all.into_iter()
}

type Range = std::ops::Range<usize>;

/// The word before a `}` that nothing opened.
fn before(text: &str, at: usize) -> Option<(Range, Range)> {
    let from = text.floor_char_boundary(at.saturating_sub(60));
    let start = text[from..at].rfind([' ', '\t', '\n', ']', ')', '|']).map_or(from, |found| from + found + 1);
    let word = text[start..at].trim_start_matches(['.', '#', '(', '[']);
    team::near(word).map(|_| (start..at, start..at + 1))
}

/// The first word within braces that may mean the team, and the braces as a whole.
fn within(text: &str, at: usize) -> Option<(Range, Range)> {
    let rest = &text[at..];
    let wide = rest.chars().next().map_or(1, char::len_utf8);
    if rest[wide..].starts_with('{') || (text[..at].ends_with('{') && is_variable(rest)) {
        return None;
    }
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let length = rest[wide..].find(['}', '\n', '{', '\u{ff5d}']).map_or(rest.len(), |end| wide + end);
    let whole = at..at + length + usize::from(rest[length..].starts_with('}'));
    let line = &text[text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
    let line = &line[line.rfind('\n').map_or(0, |end| end + 1)..];
    let is_heading = line.trim_start_matches([' ', '>']).starts_with('#');
    if let Some((attrs, _)) = attrs::read(rest, at).filter(|(_, read)| *read == length + 1) {
        let class = attrs.classes.iter().find(|(class, _)| may_mean(class, is_heading)).map(|(_, span)| *span);
        // An id that is a word of its heading is an anchor: `## Antwoorden {#antwoorden}`.
        let id = attrs
            .id
            .as_ref()
            .filter(|(id, _)| team::near(id).is_some() && !signs::seen(line).contains(&signs::seen(id)));
        let is_prose = attrs.classes.is_empty()
            && attrs.id.is_none()
            && attrs.pairs.len() > 2
            && attrs.pairs.iter().all(|pair| pair.value.is_none());
        let is_mark =
            |pair: &&Pair| !WORDS.contains(&pair.key.as_str()) && may_hide(pair) && !is_of_slide(pair, is_heading);
        let pair = attrs.pairs.iter().find(is_mark).filter(|_| !is_prose).map(|pair| pair.span);
        let words = attrs.classes.iter().chain(&attrs.id).map(|(word, _)| word.as_str());
        let words = words.chain(attrs.pairs.iter().filter(|pair| pair.value.is_none()).map(|pair| pair.key.as_str()));
        let joined = || is_torn(&words.collect::<String>()).then_some(at + wide..at + length);
        let span = class.or(id.map(|(_, span)| *span)).or(pair).map(Span::range);
        return span.or_else(|| if is_heading || is_prose { None } else { joined() }).map(|span| (span, whole));
    }
    // `slides` tells of what was to hide a heading.
    if is_heading && hiding::is_in_braces(&rest[..length]) {
        return None;
    }
    // What cannot be read may be a slip of something that could.
    let mut start = at + wide;
    let words = rest[wide..length].split(|c: char| c.is_whitespace() || "=\"',;".contains(c));
    let mut found = None;
    let mut count = 0;
    for word in words {
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric() && !signs::is_unseen(c));
        count += usize::from(!trimmed.is_empty());
        if found.is_none() && team::near(trimmed).is_some() {
            found = Some(start..start + word.len());
        }
        start += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let is_prose = count > 2 && !rest[..length].contains(['.', '#', '=', ':']);
    // A sign within a name parts it: `{: .solu"tion}`, `{: .solu{tion}`.
    let line = rest[wide..].find(['}', '\n']).map_or(rest, |end| &rest[wide..wide + end]);
    let joined = (!line.contains('=') && is_torn(line)).then_some(at + wide..at + length.max(wide + 1));
    found.or(joined).filter(|_| !is_prose).map(|span| (span, whole))
}

/// Whether `{ school.naam }}`, behind a brace, is a variable.
fn is_variable(rest: &str) -> bool {
    let line = rest[..rest.floor_char_boundary(LONGEST)].lines().next().unwrap_or_default();
    line.find('}').is_some_and(|end| line[end..].starts_with("}}"))
}

/// Whether a name for the team comes out when what stands between its letters is taken away.
fn is_torn(words: &str) -> bool {
    let letters: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.len() <= 24 && team::named(&letters).is_some()
}

fn may_mean(class: &str, is_heading: bool) -> bool {
    !(is_heading && hiding::is_class(class)) && team::near(class).is_some()
}

/// Slides can be hidden by their heading.
fn is_of_slide(pair: &Pair, is_heading: bool) -> bool {
    is_heading && hiding::is_key(&pair.key)
}
