//! The proof that nothing of the team's stands in what the public gets.
//!
//! The public view holds no team-only text, so no output can write it by mistake. This module checks the bytes all the
//! same, because a template, a drawing or an author's own copy could: every sentence of team-only blocks, documents and
//! facets is looked for in every file of the public edition, in its text, its attributes and its comments.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::body::{self, Kind, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::{HANDBOOK, Site, View};
use crate::source::Place;

/// A sentence of at least this many words is looked for wherever it comes from.
const WORDS: usize = 5;
/// A shorter one is looked for when no public text has it; it must still be this long to mean something.
const SHORT_WORDS: usize = 2;
const SHORT_LENGTH: usize = 12;

/// What must not be found, and where it comes from.
pub struct Guard {
    needles: Option<AhoCorasick>,
    secrets: Vec<Secret>,
}

struct Secret {
    text: String,
    place: Place,
}

impl Guard {
    pub fn new(site: &Site<'_>, view: &View<'_>) -> Self {
        let mut found: HashMap<String, Secret> = HashMap::new();
        for id in site.ids() {
            let examples = examples(site, id);
            team_texts(site, id, &mut |text, place| {
                for sentence in sentences(text) {
                    let words = normal(sentence);
                    if examples.contains(&words) {
                        continue;
                    }
                    found.entry(words).or_insert_with(|| Secret { text: sentence.trim().to_string(), place });
                }
            });
        }
        let mut rows: Vec<(String, Secret)> = found
            .into_iter()
            .filter(|(words, _)| {
                let count = words.split_whitespace().count();
                count >= SHORT_WORDS && words.trim().len() >= SHORT_LENGTH
            })
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let is_short = |words: &str| words.split_whitespace().count() < WORDS;
        if rows.iter().any(|(words, _)| is_short(words)) {
            let public = public_words(site, view);
            rows.retain(|(words, _)| !is_short(words) || !public.contains(words.as_str()));
        }
        let needles = (!rows.is_empty())
            .then(|| {
                let patterns = rows.iter().map(|(words, _)| words);
                AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(patterns).ok()
            })
            .flatten();
        Guard { needles, secrets: rows.into_iter().map(|(_, secret)| secret).collect() }
    }

    /// Looks through a file of the public edition.
    pub fn check(&self, path: &str, bytes: &[u8]) -> Option<Finding> {
        let needles = self.needles.as_ref()?;
        let text = std::str::from_utf8(bytes).ok()?;
        let (shown, hidden) = words_of_markup(text);
        let found = [&shown, &hidden].into_iter().find_map(|words| needles.find(words.as_str()))?;
        Some(self.leak(found.pattern().as_usize(), path))
    }

    /// Looks through the words of a file that holds them packed, such as a PDF.
    pub fn check_words(&self, path: &str, text: &str) -> Option<Finding> {
        let found = self.needles.as_ref()?.find(normal(text).as_str())?;
        Some(self.leak(found.pattern().as_usize(), path))
    }

    fn leak(&self, pattern: usize, path: &str) -> Finding {
        let secret = &self.secrets[pattern];
        let text: String = secret.text.chars().take(80).collect();
        Finding::new(&code::LEAK, secret.place).with("text", text).with("path", path)
    }
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
    if doc.head.team_only {
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
    let mut end = if doc.head.team_only { u32::MAX } else { 0 };
    let body = &doc.body;
    let spoken = crate::slides::spoken(doc, body, source);
    if end == 0 && body.divs.is_empty() && spoken.is_empty() {
        return; // as in most texts, nothing here is for the team
    }
    for node in body.all() {
        if body.div(node).is_some_and(|div| div.team_only) || spoken.contains(&node) {
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
    for (_, div) in body.blocks(Kind::Teacher).chain(body.blocks(Kind::Answer)) {
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
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && c != '\'' && c != '\u{2019}' {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// All words that the public may read: the texts of the public view and the words of the compiled-in theme.
fn public_words(site: &Site<'_>, view: &View<'_>) -> String {
    let mut out = String::new();
    for id in view.ids() {
        if let Some((doc, body)) = view.get(id) {
            push_words(&doc.head.title, &mut out);
            doc.head.summary.iter().for_each(|summary| push_words(summary, &mut out));
            for root in body.roots() {
                push_words(&body::plain(body, site.text(id), body.subtree(root)), &mut out);
            }
        }
    }
    for term in &site.data.terms.rows {
        push_words(&term.text, &mut out);
    }
    for (_, bytes) in crate::theme::default_files() {
        push_words(&words_of_markup(&String::from_utf8_lossy(bytes)).0, &mut out);
    }
    out
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
}
