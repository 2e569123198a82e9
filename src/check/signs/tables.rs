//! Tables that are none: without the line below their head, with a part of it, or with blank lines between their rows.

use crate::source::Span;

/// A table that lacks the line below its head, or a part of that line.
pub fn without_rule(rows: &[&str]) -> Option<Vec<String>> {
    let columns = cells(rows.first()?);
    if !rows.iter().all(|row| is_row(row)) || columns < 2 {
        return None;
    }
    Some(with_rule(rows, columns))
}

/// The rows of a table with blank lines between them, from the row that stands at `whole` on: where they end, and the
/// table as it should be.
pub fn apart(text: &str, whole: Span) -> Option<(Span, String)> {
    let (before, rest) = (&text[..whole.start as usize], &text[whole.start as usize..]);
    let columns = cells(rest.lines().next()?);
    let above = before.trim_end().rsplit('\n').next().unwrap_or_default();
    if is_row(above.trim()) || columns < 2 {
        return None; // it was found at its first row
    }
    let (mut rows, mut end, mut at) = (Vec::new(), 0, 0);
    for line in rest.split_inclusive('\n') {
        let row = line.trim();
        let is_over = !row.is_empty() && !is_row(row);
        if is_over || at > FAR {
            break;
        }
        if !row.is_empty() {
            rows.push(row);
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    let is_table = rows.len() > 1 && rest[..end].contains("\n\n");
    is_table.then(|| {
        let right = with_rule(&rows, columns).join("\n");
        (Span { start: whole.start, end: whole.start + end as u32 }, right)
    })
}

/// In bytes: no table is looked through further than this.
const FAR: usize = 4000;

fn with_rule(rows: &[&str], columns: usize) -> Vec<String> {
    let is_rule = |row: &str| row.contains('-') && row.bytes().all(|byte| b"|-: ".contains(&byte));
    let mut right: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
    let rule = format!("|{}", "---|".repeat(columns));
    match rows.get(1).is_some_and(|row| is_rule(row)) {
        true if cells(rows[1]) != columns => right[1] = rule,
        true => {}
        false => right.insert(1, rule),
    }
    right
}

fn is_row(row: &str) -> bool {
    row.starts_with('|') && row.ends_with('|') && row.len() > 2
}

fn cells(row: &str) -> usize {
    row.trim().trim_matches('|').split('|').count()
}
