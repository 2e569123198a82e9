//! The proof that nothing of the team's stands in what the public gets.
//!
//! The public edition holds no team-only text, so no output can write it by mistake. This module checks the bytes all the
//! same, because a template, a drawing or an author's own copy could: every sentence of team-only blocks, documents and
//! facets is looked for in every file of the public edition, in its text, its attributes and its comments.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::body::{self, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::site::{HANDBOOK, Site};
use crate::source::Place;

/// A sentence of at least this many words is looked for wherever it comes from.
const WORDS: usize = 5;
/// A shorter one is looked for when no public text has it; it must still be this long to mean something.
const SHORT_WORDS: usize = 2;
const SHORT_LENGTH: usize = 12;

/// What must not be found, and where it comes from.
pub struct LeakDetector {
    needles: Rows,
    secrets: Vec<Secret>,
}

struct Secret {
    text: String,
    place: Place,
}

impl LeakDetector {
    pub fn new(site: &Site<'_>, edition: &Edition<'_>) -> Self {
        let ids: Vec<DocId> = site.ids().collect();
        let by_doc: Vec<Vec<(String, Secret)>> = ids.par_iter().map(|id| secrets_of(site, *id)).collect();
        let mut found: HashMap<String, Secret> = HashMap::new();
        for (words, secret) in by_doc.into_iter().flatten() {
            found.entry(words).or_insert(secret);
        }
        for (words, secret) in secrets_of_contacts(site) {
            found.entry(words).or_insert(secret);
        }
        let mut rows: Vec<(String, Secret)> = found.into_iter().collect();
        rows.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let public = said_in_public(rows.iter().map(|(words, _)| words.as_str()), site, edition);
        rows.retain(|(words, _)| !public.contains(words));
        // What begins with another is found with that one.
        rows.dedup_by(|row, before| row.0.starts_with(&before.0));
        let (needles, secrets) = rows.into_iter().unzip();
        LeakDetector { needles: Rows::new(needles), secrets }
    }

    /// Looks through a file of the public edition.
    pub fn check(&self, path: &str, bytes: &[u8]) -> Option<Finding> {
        if self.secrets.is_empty() {
            return None;
        }
        let (shown, hidden) = words_of_markup(std::str::from_utf8(bytes).ok()?);
        let found = [&shown, &hidden].into_iter().find_map(|words| self.needles.find(words))?;
        Some(self.leak(found, path))
    }

    /// Looks through the words of a file that holds them packed, such as a PDF.
    pub fn check_words(&self, path: &str, text: &str) -> Option<Finding> {
        Some(self.leak(self.needles.find(&normal(text))?, path))
    }

    fn leak(&self, at: usize, path: &str) -> Finding {
        let secret = &self.secrets[at];
        let text: String = secret.text.chars().take(80).collect();
        Finding::new(&code::LEAK, secret.place).with("text", text).with("path", path)
    }
}

/// The sentences of a document that are for the team only, as normal words, and where they stand.
fn secrets_of(site: &Site<'_>, id: DocId) -> Vec<(String, Secret)> {
    let mut found = Vec::new();
    let examples = LazyCell::new(|| examples(site, id));
    team_texts(site, id, &mut |text, place| {
        for sentence in sentences(text) {
            let words = normal(sentence);
            if count(&words) < SHORT_WORDS || words.trim().len() < SHORT_LENGTH || examples.contains(&words) {
                continue;
            }
            found.push((words, Secret { text: sentence.trim().to_string(), place }));
        }
    });
    found
}

/// Numbers and addresses that only the team may see. One that somebody else has as well, who may be seen, is no secret.
fn secrets_of_contacts(site: &Site<'_>) -> Vec<(String, Secret)> {
    let (open, hidden): (Vec<_>, Vec<_>) =
        site.data.contacts.rows.iter().partition(|contact| !contact.from.is_hidden());
    let lines = site.data.helplines.rows.iter().filter_map(|line| line.phone.as_ref());
    let known = open.iter().flat_map(|contact| [&contact.phone, &contact.mail]).flatten().chain(lines);
    let known: HashSet<String> = known.map(|value| normal(value)).collect();
    let secrets = hidden.iter().flat_map(|contact| {
        let values = [&contact.phone, &contact.mail].into_iter().flatten();
        values.map(|value| (normal(value), Secret { text: value.clone(), place: contact.place }))
    });
    secrets.filter(|(words, _)| count(words) >= SHORT_WORDS && !known.contains(words)).collect()
}

/// How many words there are in normal words.
fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// What the handbook shows as code is there to be copied: it is no secret that a lesson says the same. This
/// goes for what the handbook itself says only.
fn examples(site: &Site<'_>, id: DocId) -> HashSet<String> {
    let inner = site.path(id).strip_prefix("content/").unwrap_or_default();
    if !inner.starts_with(HANDBOOK) {
        return HashSet::new();
    }
    let body = &site.doc(id).body;
    let is_code = |node: &NodeId| matches!(body.tag(*node), Tag::Code { .. } | Tag::CodeSpan | Tag::CodeChars(_));
    let code = body.all().filter(is_code);
    let texts: Vec<String> = code.map(|node| body::plain(body, site.text(id), body.subtree(node))).collect();
    texts.iter().flat_map(|text| sentences(text)).map(normal).collect()
}

/// Gives every piece of text that is for the team only.
fn team_texts(site: &Site<'_>, id: DocId, give: &mut impl FnMut(&str, Place)) {
    let doc = site.doc(id);
    let source = site.text(id);
    let start = Place { file: doc.file, span: crate::source::Span::default() };
    let is_of_team = site.hiding(id).above.is_some();
    if is_of_team {
        let place = doc.head.title_place.unwrap_or(start);
        give(&doc.head.title, place);
        doc.head.summary.iter().for_each(|summary| give(summary, place));
    }
    let lesson = doc.facets.lesson.as_ref();
    if let Some(substitute) = lesson.and_then(|lesson| lesson.substitute.as_ref()) {
        give(&substitute.value, substitute.place);
    }
    if let Some(event) = &doc.facets.event {
        event.tasks.iter().for_each(|task| give(&task.what.value, task.what.place));
        event.roles.iter().filter_map(|role| role.task.as_ref()).for_each(|task| give(&task.value, task.place));
    }
    let mut end = if is_of_team { u32::MAX } else { 0 };
    let body = &doc.body;
    if end == 0 && body.divs.is_empty() {
        return; // as in most texts, nothing here is for the team
    }
    for node in body.all() {
        if body.hides(node) {
            end = end.max(body.subtree(node).end);
        }
        // One block of text at a time: the children of others come by themselves.
        let is_text = match body.tag(node) {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Code { .. } => true,
            Tag::Item => {
                body.children(node).any(|child| matches!(body.tag(child), Tag::Text | Tag::Strong | Tag::Emphasis))
            }
            _ => false,
        };
        if node < end && is_text {
            let text = body::plain(body, source, body.subtree(node));
            give(&text, Place { file: doc.file, span: body.span(node) });
        }
    }
    for div in body.divs.iter().filter(|div| div.is_hidden()) {
        if let Some(title) = div.attrs.get("titel").or(div.attrs.get("title")) {
            give(title.value.as_deref().unwrap_or_default(), Place { file: doc.file, span: title.span });
        }
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '\n', ':', ';']).filter(|sentence| !sentence.trim().is_empty())
}

/// The words of a text in small letters, with one space before, between and after them.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_words(text, &mut out);
    out
}

fn push_words(text: &str, out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && c != '\'' && c != '\u{2019}' {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Which of these rows of normal words are short, and stand in what the public may read: the texts of the public edition and
/// the words of the compiled-in theme.
fn said_in_public<'a>(rows: impl Iterator<Item = &'a str>, site: &Site<'_>, edition: &Edition<'_>) -> HashSet<String> {
    let short = Rows::new(rows.filter(|row| count(row) < WORDS).map(str::to_string).collect());
    if short.rows.is_empty() {
        return HashSet::new();
    }
    let found_in = |text: &str| short.all_in(text).map(str::to_string).collect::<Vec<String>>();
    let in_doc = |id: DocId| -> Vec<String> {
        let Some((doc, body)) = edition.get(id) else { return Vec::new() };
        let mut words = String::new();
        push_words(&doc.head.title, &mut words);
        doc.head.summary.iter().for_each(|summary| push_words(summary, &mut words));
        for root in body.roots() {
            push_words(&body::plain(body, site.text(id), body.subtree(root)), &mut words);
        }
        found_in(&words)
    };
    let ids: Vec<DocId> = edition.ids().collect();
    let in_docs = ids.into_par_iter().flat_map_iter(in_doc);
    let in_terms = site.data.terms.rows.par_iter().flat_map_iter(|term| found_in(&normal(&term.text)));
    let in_theme = THEME.par_iter().flat_map_iter(|words| found_in(words));
    in_docs.chain(in_terms).chain(in_theme).collect()
}

/// The words of each file of the compiled-in theme.
static THEME: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = crate::theme::default_files();
    files.par_iter().map(|(_, bytes)| words_of_markup(&String::from_utf8_lossy(bytes)).0).collect()
});

/// Rows of at least two normal words, in their order, to be found in others by their first two words: most pairs of words
/// in a text begin none of them. An automaton of all rows finds them no faster, and takes far longer to make.
#[derive(Default)]
struct Rows {
    rows: Vec<String>,
    by_start: FxHashMap<String, Range<usize>>,
}

impl Rows {
    fn new(rows: Vec<String>) -> Self {
        let mut by_start: FxHashMap<String, Range<usize>> = FxHashMap::default();
        let start_of = |row: &str| pairs(row).next().map(|(_, pair)| pair.to_string());
        for (at, row) in rows.iter().enumerate() {
            if let Some(start) = start_of(row) {
                by_start.entry(start).or_insert(at..at).end = at + 1;
            }
        }
        Rows { rows, by_start }
    }

    /// The first row in a text, where no row begins with another: then the last that is not behind the rest of the text
    /// is the only one that it can begin with.
    fn find(&self, text: &str) -> Option<usize> {
        pairs(text).find_map(|(at, pair)| {
            let (range, rest) = (self.by_start.get(pair)?, &text[at..]);
            let rows = &self.rows[range.clone()];
            let last = rows.partition_point(|row| row.as_str() <= rest).checked_sub(1)?;
            rest.starts_with(&rows[last]).then_some(range.start + last)
        })
    }

    /// Every row that stands in a text.
    fn all_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let near = pairs(text).filter_map(|(at, pair)| Some((&text[at..], self.by_start.get(pair)?)));
        let rows = near.flat_map(|(rest, range)| self.rows[range.clone()].iter().map(move |row| (rest, row.as_str())));
        rows.filter(|(rest, row)| rest.starts_with(row)).map(|(_, row)| row)
    }
}

/// Every two words that follow each other in normal words, as normal words, and where they begin.
fn pairs(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut spaces = memchr::memchr_iter(b' ', words.as_bytes());
    let (mut first, mut second) = (spaces.next(), spaces.next());
    spaces.filter_map(move |third| {
        let (start, middle) = (first?, second?);
        (first, second) = (Some(middle), Some(third));
        Some((start, &words[start..=third]))
    })
}

/// The words that a page shows, and those in its tags, attributes and comments. Text that mark-up interrupts stays
/// together: `een <em>woord</em>` is `een woord`.
fn words_of_markup(text: &str) -> (String, String) {
    let (mut shown, mut hidden) = (String::with_capacity(text.len()), String::new());
    let mut rest = text;
    let mut piece = String::new();
    while let Some(at) = rest.find('<') {
        piece.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end =
            if tag.starts_with("<!--") { tag.find("-->").map(|end| end + 3) } else { tag.find('>').map(|end| end + 1) };
        let Some(end) = end else { break };
        let name = tag[1..].trim_start_matches('/');
        let is_inline = ["em", "strong", "a ", "a>", "b>", "i>", "button", "span", "sup", "code", "mark", "del", "dfn"]
            .iter()
            .any(|inline| name.starts_with(inline));
        if !is_inline {
            piece.push('\n');
        }
        push_words(&unescaped(&tag[..end]), &mut hidden);
        rest = &tag[end..];
    }
    piece.push_str(rest);
    push_words(&unescaped(&piece), &mut shown);
    (shown, hidden)
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_text_through_marks_and_in_attributes() {
        let (shown, hidden) =
            words_of_markup("<p title=\"Het &quot;antwoord&quot;\">een <em>goed</em> woord</p><!-- stil -->");
        assert_eq!(shown, " een goed woord ");
        assert_eq!(hidden, " p title het antwoord em em p stil ");
    }

    /// Rows in their order, none of which begins with another, as the guard keeps them.
    fn rows(rows: &[&str]) -> Rows {
        assert!(rows.is_sorted());
        Rows::new(rows.iter().map(|row| row.to_string()).collect())
    }

    #[test]
    fn finds_the_first_row_in_a_text_and_only_whole_words() {
        let needles = rows(&[" de kat slaapt ", " de kat speelt buiten ", " een hond "]);
        let find = |text: &str| needles.find(&normal(text));
        assert_eq!(find("Kijk: de kat speelt buiten. Een hond ook."), Some(1));
        assert_eq!(find("Een hond, de kat slaapt"), Some(2));
        assert_eq!(find("de kat slaapt"), Some(0));
        for text in ["", "de kat", "de kat speelt", "de kat slaapte", "aarde kat slaapt", "de kat zit", "een een een"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn finds_what_a_plain_search_finds() {
        // Sentences of three signs, so that many begin alike, repeat and overlap.
        let mut state: u32 = 7;
        let mut roll = |sides: u32| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) % sides
        };
        for _ in 0..500 {
            let mut sentence = |size: u32| {
                let words: Vec<&str> = (0..size).map(|_| ["a", "b", "ab"][roll(3) as usize]).collect();
                normal(&words.join(" "))
            };
            let mut needles = vec![sentence(2), sentence(3), sentence(3), sentence(4), sentence(5)];
            let text = sentence(14);
            needles.sort();
            let all = Rows::new(needles.clone());
            let found: HashSet<&str> = all.all_in(&text).collect();
            let there: HashSet<&str> = needles.iter().filter(|row| text.contains(*row)).map(String::as_str).collect();
            assert_eq!(found, there, "{needles:?} in {text:?}");
            needles.dedup_by(|row, before| row.starts_with(before.as_str()));
            let guard = Rows::new(needles.clone());
            let first = needles.iter().filter_map(|row| text.find(row.as_str())).min();
            assert_eq!(
                guard.find(&text).and_then(|at| text.find(needles[at].as_str())),
                first,
                "{needles:?} in {text:?}"
            );
        }
    }
}
