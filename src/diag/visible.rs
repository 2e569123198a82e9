//! Text as it may be shown on a terminal: nothing hidden, nothing that drives the terminal, no endless lines.

use std::borrow::Cow;
use std::ops::Range;

/// Longest value of an argument or path that is shown whole, in characters.
const VALUE: usize = 300;

/// How a character is shown, where it cannot be shown as itself: a tab as an arrow, invisible ones as `‹U+202E›`.
pub(super) fn cell(c: char) -> Option<Cow<'static, str>> {
    let hidden = c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    match c {
        '\t' => Some(Cow::Borrowed("→   ")),
        _ if hidden => Some(Cow::Owned(format!("‹U+{:04X}›", c as u32))),
        _ => None,
    }
}

/// A value in a message: every character visible, cut when very long.
pub fn value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (count, c) in text.chars().enumerate() {
        if count == VALUE {
            out.push('…');
            break;
        }
        match cell(c) {
            Some(shown) => out.push_str(&shown),
            None => out.push(c),
        }
    }
    out
}

/// A piece of a line around a mark, fit for a terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub text: String,
    /// The mark, in bytes of `text`; both ends lie between characters.
    pub mark: Range<usize>,
}

/// Cuts at most about `room` columns out of a line, so that the mark is in it. `mark` counts bytes of the line, and may
/// lie anywhere.
pub(super) fn excerpt(line: &str, mark: Range<usize>, room: usize) -> Excerpt {
    let room = room.max(16);
    let start = line.floor_char_boundary(mark.start);
    let end = line.floor_char_boundary(mark.end.max(start));
    let (before, from) = line.split_at(start);

    let total = |text: &str| text.chars().take(room + 1).map(columns).sum::<usize>();
    let tail = total(from);
    // The mark gets half of the room, and what the text behind it leaves free.
    let lead = (room / 2).max(room.saturating_sub(tail));
    let mut left = 0;
    let first = before.char_indices().rev().take_while(|(_, c)| fits(&mut left, *c, lead)).last();
    let first = first.map_or(start, |(at, _)| at);

    let mut out = Excerpt { text: String::new(), mark: 0..0 };
    if first > 0 {
        out.text.push('…');
    }
    before[first..].chars().for_each(|c| push(&mut out.text, c));
    out.mark = out.text.len()..out.text.len();
    let mut used = left.min(room);
    for (at, c) in from.char_indices() {
        if start + at == end {
            out.mark.end = out.text.len();
        }
        if !fits(&mut used, c, room) {
            out.text.push('…');
            if start + at < end {
                out.mark.end = out.text.len();
            }
            return out;
        }
        push(&mut out.text, c);
    }
    if end == line.len() {
        out.mark.end = out.text.len();
    }
    out
}

fn push(out: &mut String, c: char) {
    match cell(c) {
        Some(shown) => out.push_str(&shown),
        None => out.push(c),
    }
}

/// Adds the columns of a character while there is room for them.
fn fits(used: &mut usize, c: char, room: usize) -> bool {
    *used += columns(c);
    *used <= room
}

/// About how many columns a character takes; only used to cut long lines.
fn columns(c: char) -> usize {
    match cell(c) {
        Some(shown) => shown.chars().count(),
        None if c < '\u{1100}' => 1,
        None => 2,
    }
}

/// Breaks text at spaces so that lines fit `room` columns; never within backticks, so that code can be copied.
pub(super) fn wrap(text: &str, room: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut words = Vec::<String>::new();
        let mut ticks = 0;
        for word in line.split(' ') {
            // A word that begins inside code belongs to the one before it.
            match words.last_mut().filter(|_| ticks % 2 == 1) {
                Some(last) => last.extend([" ", word]),
                None => words.push(word.to_string()),
            }
            ticks += word.matches('`').count();
        }
        let mut used = 0;
        for (at, word) in words.iter().enumerate() {
            let width = word.chars().count();
            if at > 0 && used + 1 + width > room {
                out.push('\n');
                used = 0;
            } else if at > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += width;
        }
    }
    out
}
