//! What makers of slides can do and krijt does not: counted, so that one finding tells it of the whole text. And what the
//! comments of a slide are: notes, or orders to the program that shows it.

use std::collections::BTreeMap;

use crate::body::marks::of_comment as marks_of;
use crate::diag::{Finding, catalogue as code};
use crate::source::{Place, SourceId, Span};

/// Letters of a sign that are told.
const LONGEST: usize = 40;

/// What is lost: how often, and where first.
#[derive(Debug, Default)]
pub struct Losses {
    rows: BTreeMap<String, (usize, Span)>,
}

impl Losses {
    pub fn add(&mut self, what: impl Into<String>, at: Span) {
        let what: String = what.into().chars().filter(|c| !matches!(c, ';' | '`')).take(LONGEST).collect();
        let row = self.rows.entry(what).or_insert((0, at));
        row.0 += 1;
        row.1 = row.1.min(at);
    }

    /// One finding for all, at the first of them.
    pub fn finding(self, file: SourceId, text: &str) -> Option<Finding> {
        let mut rows: Vec<(String, (usize, Span))> = self.rows.into_iter().collect();
        rows.sort_by_key(|(_, (_, at))| *at);
        let (_, (_, first)) = rows.first()?;
        let length = text[first.range()].lines().next().map_or(0, |line| line.trim_end().len()) as u32;
        let place = Place { file, span: Span { start: first.start, end: first.start + length } };
        let (mut line, mut done) = (1, 0);
        let mut list = Vec::with_capacity(rows.len());
        for (what, (count, at)) in rows {
            let at = at.start as usize;
            line += text[done..at].matches('\n').count();
            done = at;
            list.push(format!("{what} ×{count} @{line}"));
        }
        Some(Finding::new(&code::SLIDES_LOSE, place).with("losses", list.join("; ")))
    }

    /// The orders in a comment that krijt does not follow.
    pub fn comment(&mut self, comment: &str, at: Span) {
        let inner = inside(comment);
        if inner == "fit" {
            return self.add("<!-- fit -->", at);
        }
        if let Some(rest) = order_of_reveal(inner) {
            return attributes(rest).for_each(|(key, value)| match key {
                "class" => value
                    .split_whitespace()
                    .filter(|class| !STEPS.contains(class))
                    .for_each(|class| self.add(format!(".{class}"), at)),
                key => self.add(key, at),
            });
        }
        for line in inner.lines().filter(|line| is_directive(line) && marks_of(comment).is_none()) {
            let key = line.split(':').next().unwrap_or_default().trim();
            if key != "headingDivider" {
                self.add(key, at);
            }
        }
    }
}

/// Classes by which a slide comes in steps.
pub const STEPS: &[&str] = &["fragment", "incremental"];

/// Is this the order of reveal.js that what it stands at comes as a step?
pub fn is_step(comment: &str) -> bool {
    let rest = order_of_reveal(inside(comment)).filter(|_| inside(comment).starts_with(".element"));
    rest.is_some_and(|rest| {
        attributes(rest)
            .any(|(key, value)| key == "class" && value.split_whitespace().any(|word| STEPS.contains(&word)))
    })
}

fn inside(comment: &str) -> &str {
    comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim()
}

/// `.slide: …` and `.element: …`: what stands behind the colon.
fn order_of_reveal(inner: &str) -> Option<&str> {
    inner.strip_prefix(".slide:").or_else(|| inner.strip_prefix(".element:"))
}

/// `key="value"` and bare keys one after the other.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if key.is_empty() && after.is_empty() {
            return None;
        }
        let Some(after) = after.strip_prefix('=') else {
            rest = after.trim_start();
            return Some((key, ""));
        };
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        rest = next.trim_start();
        Some((key, value))
    })
}

/// Marp: a comment is a note, unless it is a directive.
pub fn note_of(comment: &str) -> Option<String> {
    if crate::allow::words(comment).is_some() {
        return None;
    }
    let inner = inside(comment);
    let is_reveal = order_of_reveal(inner).is_some() || marks_of(comment).is_some();
    let all_directives = inner.lines().filter(|line| !line.trim().is_empty()).all(is_directive);
    (!inner.is_empty() && inner != "fit" && !is_reveal && !all_directives).then(|| inner.to_string())
}

fn is_directive(line: &str) -> bool {
    let key = line.trim().trim_start_matches('_').split(':').next().unwrap_or_default();
    line.contains(':') && DIRECTIVES.contains(&key)
}

/// Directives of Marp (Marpit and Marp Core).
const DIRECTIVES: &[&str] = &[
    "theme",
    "style",
    "headingDivider",
    "lang",
    "paginate",
    "header",
    "footer",
    "class",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "size",
    "math",
    "title",
    "author",
    "description",
    "keywords",
    "url",
    "image",
    "marp",
    "transition",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(comment: &str) -> Vec<String> {
        let mut losses = Losses::default();
        losses.comment(comment, Span::default());
        losses.rows.into_keys().collect()
    }

    #[test]
    fn orders_in_comments() {
        assert_eq!(lost("<!-- _class: lead -->"), ["_class"]);
        assert_eq!(lost("<!--\npaginate: false\nheader: Groep 7\n-->"), ["header", "paginate"]);
        assert_eq!(lost("<!-- headingDivider: 2 -->"), Vec::<String>::new());
        assert_eq!(lost("<!-- .slide: data-background=\"#fff\" class=\"groot\" -->"), [".groot", "data-background"]);
        assert_eq!(lost("<!-- .slide: data-auto-animate data-state=x -->"), ["data-auto-animate", "data-state"]);
        assert_eq!(lost("<!-- .element: class=\"fragment fade-up\" -->"), [".fade-up"]);
        assert_eq!(lost("<!-- Vraag: wie was dit? -->"), Vec::<String>::new());
        assert!(is_step("<!-- .element: class='fragment' data-fragment-index=1 -->"));
        assert!(!is_step("<!-- .slide: class=\"fragment\" -->"));
    }
}
