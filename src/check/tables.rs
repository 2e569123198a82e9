//! Tables whose cells have a heading, and rows of which nothing gets lost.

use super::headings::first_line;
use super::prose::Prose;
use crate::body::{self, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::Doc;
use crate::source::Place;

pub fn look(doc: &Doc, text: &str, _: &Prose, findings: &mut Vec<Finding>) {
    if doc.body.alignments.is_empty() {
        return;
    }
    let body = &doc.body;
    for table in body.all().filter(|node| matches!(body.tag(*node), Tag::Table(_))) {
        for row in body.children(table) {
            let cells: Vec<NodeId> = body.children(row).collect();
            let place = Place { file: doc.file, span: first_line(text, body.span(row)) };
            if body.tag(row) == Tag::TableHead {
                let is_empty = |cell: &NodeId| {
                    let has_image = body.subtree(*cell).any(|id| matches!(body.tag(id), Tag::Image(_)));
                    !has_image && body::plain(body, text, body.subtree(*cell)).trim().is_empty()
                };
                // The corner above the names of rows may be empty.
                let empty = cells.iter().skip(1).filter(|cell| is_empty(cell)).count();
                if cells.iter().all(is_empty) {
                    findings.push(Finding::new(&code::TABLE_WITHOUT_HEAD, place));
                } else if empty > 0 {
                    findings.push(Finding::new(&code::TABLE_HEAD_EMPTY, place));
                }
                continue;
            }
            let found = count_cells(&text[place.span.range()]);
            if found != cells.len() {
                findings.push(
                    Finding::new(&code::TABLE_RAGGED, place)
                        .with("cells", found.to_string())
                        .with("columns", cells.len().to_string()),
                );
            }
        }
    }
}

/// Cells as the author wrote them: the parser drops what is too many and fills what is missing.
fn count_cells(row: &str) -> usize {
    let row = row.trim().trim_start_matches('>').trim_start();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let mut pipes = 0;
    let mut escaped = false;
    let mut last = ' ';
    for c in inner.chars() {
        if c == '|' && !escaped {
            pipes += 1;
        }
        escaped = c == '\\' && !escaped;
        last = c;
    }
    let closes = last == '|' && !inner.ends_with("\\|");
    pipes + usize::from(!closes)
}

#[cfg(test)]
mod tests {
    use super::count_cells;

    #[test]
    fn counts_cells_with_and_without_pipes_at_the_ends() {
        assert_eq!(count_cells("| a | b |"), 2);
        assert_eq!(count_cells("a | b"), 2);
        assert_eq!(count_cells("| a \\| b | c |"), 2);
        assert_eq!(count_cells("| a | b \\|"), 2);
    }
}
