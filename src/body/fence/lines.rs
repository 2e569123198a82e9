//! Which lines are fences, look like one, or may have been meant as one.
//!
//! A line is looked at from its start to its colons: blanks and quote signs belong there. An unseen sign, a backslash,
//! other colons or blanks between them are slips: it is a fence all the same, so that what it hides stays hidden. A fence
//! behind the sign of a list, a table, a heading or a word is none: it is kept apart, to be told.

use super::{Apart, Fence, FenceLine, FenceTypo, SLOTS, read_fence};
use crate::body::rows::SignRows;
use crate::body::{blocks, signs, team};
use crate::bytes;
use crate::source::Span;

/// What was found in a text.
#[derive(Default)]
pub(super) struct Lines {
    pub fences: Vec<FenceLine>,
    pub apart: Vec<Apart>,
}

pub(super) fn find(text: &str, base: usize, rows: SignRows) -> Lines {
    let mut found = Lines::default();
    let mut at = 0;
    for line in bytes::lines(text) {
        if may_begin(line.as_bytes())
            && let Some(start) = start_of(line)
        {
            read(line, &start, base + at, &mut found);
        }
        at += line.len();
    }
    if rows.has(":::") {
        within(text, base, &mut found);
    }
    found
}

/// Most lines begin with a letter, and are no fence.
fn may_begin(line: &[u8]) -> bool {
    let first = line.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
    first.is_some_and(|byte| !byte.is_ascii_alphabetic() && *byte != b'\n')
}

/// What stands before the word of a fence.
struct Start {
    /// Where the first sign is that does not belong there, or else the first colon.
    from: usize,
    /// Behind the last colon.
    end: usize,
    colons: usize,
    semicolons: usize,
    /// Signs of Markdown stand before them.
    is_apart: bool,
    odd: Option<(&'static str, char)>,
}

/// Reads a line up to its last colon; `None` when something else comes first.
fn start_of(line: &str) -> Option<Start> {
    let mut start = Start { from: 0, end: 0, colons: 0, semicolons: 0, is_apart: false, odd: None };
    let (mut at, mut first_odd) = (0, None);
    loop {
        let rest = &line[at..];
        let c = rest.chars().next()?;
        let reason = match c {
            ' ' | '\t' | '>' => None,
            ';' => break,
            _ if signs::colons(c) > 0 => break,
            '\\' => Some("escaped"),
            _ if signs::is_unseen(c) || signs::is_odd_blank(c) => Some("unseen"),
            _ => {
                at += lead(rest)?;
                start.is_apart = true;
                continue;
            }
        };
        if let Some(reason) = reason {
            first_odd.get_or_insert(at);
            start.odd.get_or_insert((reason, c));
        }
        at += c.len_utf8();
    }
    start.from = first_odd.unwrap_or(at);
    start.end = at;
    while let Some(c) = line[at..].chars().next() {
        let is_blank = matches!(c, ' ' | '\t') || signs::is_odd_blank(c);
        if signs::colons(c) > 0 {
            start.colons += signs::colons(c);
            if c != ':' {
                start.odd.get_or_insert(("other-colon", c));
            }
            start.end = at + c.len_utf8();
        } else if c == ';' {
            start.semicolons += 1;
            start.odd.get_or_insert(("other-colon", c));
            start.end = at + 1;
        } else if signs::is_unseen(c) {
            start.odd.get_or_insert(("unseen", c));
        } else if is_blank && c != '\n' {
            let next = line[at..].trim_start_matches(|c: char| c.is_whitespace() || signs::is_unseen(c));
            if next.chars().next().is_none_or(|c| signs::colons(c) == 0) {
                break;
            }
            start.odd.get_or_insert(("spread", c));
            at = line.len() - next.len();
            continue;
        } else {
            break;
        }
        at += c.len_utf8();
    }
    Some(start)
}

/// The length of a sign of Markdown at the start of a line: of a list, a table, a heading, a task, a footnote, a quote.
fn lead(rest: &str) -> Option<usize> {
    let c = rest.chars().next()?;
    if c.is_ascii_alphabetic() {
        return None; // as most
    }
    if "-+*#|_~!\"'“”„‘’«»(•·▪●–—".contains(c) {
        return Some(c.len_utf8());
    }
    if c == '[' {
        let end = rest.find(']')?;
        let is_box = matches!(&rest[1..end], "" | " " | "x" | "X");
        let is_note = rest.starts_with("[^") && rest[end..].starts_with("]:");
        return (is_box || is_note).then_some(end + 1 + usize::from(is_note));
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&digits) && rest[digits..].starts_with(['.', ')']);
    is_number.then_some(digits + 1)
}

/// Decides what a line is that begins with colons.
fn read(line: &str, start: &Start, at: usize, found: &mut Lines) {
    let length = line.trim_end().len();
    let rest = &line[start.end..length.max(start.end)];
    let signs = start.colons + start.semicolons;
    let is_plain = signs == 2 && start.colons == 2 && start.odd.is_none() && !start.is_apart;
    if is_plain && rest.strip_suffix("::").is_some_and(|name| SLOTS.contains(&name)) {
        return;
    }
    let word = FenceWord::of(if start.is_apart { bare(rest) } else { rest });
    // As few signs as that are a wall when a block's name, or what may be one, follows.
    let is_sure = match word {
        FenceWord::None => signs >= 3 && start.colons > 0,
        FenceWord::Name { known, alone } => {
            let enough = if start.odd.is_some() || start.is_apart { 3 } else { 2 };
            known && signs >= 2 || start.colons > 0 && (alone || signs >= enough)
        }
        FenceWord::Other => signs >= 3 && start.semicolons == 0 && !start.is_apart,
    };
    let is_end = matches!(word, FenceWord::None) && start.colons == 2 && start.odd.is_none() && !start.is_apart;
    if !is_sure && !is_end {
        return;
    }
    let span = Span::new(at + start.from..at + length.max(start.end));
    // Two bytes are too few for what fences are masked with.
    if start.is_apart || span.end - span.start < 3 {
        let opens = !matches!(word, FenceWord::None);
        found
            .apart
            .push(Apart { span: Span::new(at + start.from..at + start.end + bare(rest).trim_end().len()), opens });
        return;
    }
    let fence = read_fence(rest, at + start.end);
    let odd = start
        .odd
        .or_else(|| needs_plain(&fence, rest).then(|| signs::first_odd(rest)).flatten().map(|c| ("unseen", c)));
    let line = match odd {
        Some((reason, sign)) => disguised(span, rest, reason, sign),
        None => FenceLine { span, fence, slip: (start.colons < 3).then_some(FenceTypo::Few) },
    };
    found.fences.push(line);
}

/// A fence that is one once its odd signs are gone. Its parts have no places of their own.
fn disguised(span: Span, rest: &str, reason: &'static str, sign: char) -> FenceLine {
    let plain = signs::plain(rest);
    let tail = plain.trim();
    let right = if tail.is_empty() { ":::".to_string() } else { format!("::: {tail}") };
    let fence = match read_fence(tail, 0) {
        Fence::Open { name, attrs, .. } => {
            let team = attrs.classes.iter().map(|(class, _)| class).find(|class| team::near(class).is_some());
            Fence::Open { name: team.cloned().unwrap_or(name), name_span: span, attrs: Default::default() }
        }
        other => other,
    };
    let right = (!matches!(fence, Fence::Bad)).then_some(right);
    FenceLine { span, fence, slip: Some(FenceTypo::Sign { reason, sign, right }) }
}

/// Whether a fence cannot be trusted as it was read: then an odd sign in it is why.
fn needs_plain(fence: &Fence, rest: &str) -> bool {
    match fence {
        Fence::Open { name, .. } => blocks::find(name).is_none() || rest.contains(signs::is_unseen),
        Fence::Bad => true,
        Fence::Close | Fence::After(_) => false,
    }
}

enum FenceWord {
    None,
    /// Begins as a name or attributes would. `known`: a block has this name, or one for the team may be meant. `alone`:
    /// nothing else stands on the line, and the team may be meant.
    Name {
        known: bool,
        alone: bool,
    },
    Other,
}

impl FenceWord {
    fn of(rest: &str) -> FenceWord {
        let plain = signs::plain(rest);
        let plain = plain.trim();
        let Some(first) = plain.chars().next() else { return FenceWord::None };
        if !first.is_alphabetic() && !matches!(first, '{' | '.' | '#') {
            return FenceWord::Other;
        }
        let words =
            || plain.split(|c: char| c.is_whitespace() || "{}.#=\"',:;!?".contains(c)).filter(|w| !w.is_empty());
        let is_team = |word: &str| team::near(word).is_some();
        let first_two = words().take(2).any(is_team);
        let known = first_two || words().next().is_some_and(|word| blocks::find(word).is_some());
        FenceWord::Name {
            known,
            alone: first_two && plain.split_whitespace().count() == 1 && !first.is_ascii_punctuation(),
        }
    }
}

/// Without what follows in a table, and the signs that may close what stood before, such as the stars of bold text.
fn bare(rest: &str) -> &str {
    let rest = rest.split('|').next().unwrap_or_default();
    rest.trim_end().trim_end_matches(['|', ' ', '*', '_', '~', '"', '”', ')', '#'])
}

/// In bytes: what is looked at of a line behind colons.
const NAME: usize = 80;

/// `tekst::: antwoord`: three colons anywhere before a word that may mean the team.
fn within(text: &str, base: usize, found: &mut Lines) {
    let mut more = Vec::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), ":::") {
        if at < done {
            continue;
        }
        done = text.len() - text[at..].trim_start_matches(':').len();
        let rest = &text[done..];
        // A name is not longer than that.
        let rest = rest[..rest.floor_char_boundary(NAME)].lines().next().unwrap_or_default();
        let offset = (base + at) as u32;
        let fence = found.fences.partition_point(|line| line.span.end <= offset);
        let apart = found.apart.partition_point(|line| line.span.end <= offset);
        let is_fence = found.fences.get(fence).is_some_and(|line| line.span.contains(offset));
        if is_fence || found.apart.get(apart).is_some_and(|line| line.span.contains(offset)) {
            continue;
        }
        let name = signs::plain(rest);
        let is_stop = |c: char| c.is_whitespace() || "{}.#=\"'`,:;!?".contains(c);
        let word = name.split(is_stop).find(|word| !word.is_empty());
        if word.is_some_and(|word| team::near(word).is_some()) {
            let length = rest.find(['`', '"', '|', '<']).unwrap_or(rest.len());
            let stop = text[at..done + length].trim_end().len();
            more.push(Apart { span: Span::new(base + at..base + at + stop), opens: true });
        }
    }
    found.apart.extend(more);
    found.apart.sort_by_key(|line| line.span);
}
