//! What of a translation is older than its original. A translation says of which state of each part it is one
//! (`vertaald_van`): a short mark of the words that everybody may read, from heading to heading, in their order. So it is known
//! without a memory of earlier builds, and a change that nobody sees makes nothing old.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::Collections;
use crate::audience::Audience;
use crate::body::{Tag, plain_into};
use crate::doc::{Doc, DocId};
use crate::source::Span;

/// The letters of a mark: no word, number or flag of YAML is made of them.
const LETTERS: &[u8; 19] = b"bcdfghjkmnpqrstvwxz";
const LENGTH: usize = 5;

/// What stands between two headings of a text, as everybody may read it.
#[derive(Debug)]
pub struct TextPart {
    /// Its heading; none of what stands before the first one.
    pub heading: Option<Span>,
    words: String,
}

/// What of a translation its readers should know to be old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Age {
    /// The first bytes of the headings of old parts.
    pub old: BTreeSet<u32>,
    /// What stands before the first heading is old; or something is, and the parts do not match those of the original.
    pub is_old_at_top: bool,
    /// The original has a part that is not here.
    pub lacks_a_part: bool,
}

/// Of all translations that say of what they are one.
#[derive(Debug, Default)]
pub struct Ages {
    ages: BTreeMap<DocId, Age>,
    /// Some translation says so: the school keeps up with it.
    pub are_kept: bool,
}

impl Ages {
    pub fn new<'s>(docs: &[Arc<Doc>], texts: &dyn Fn(&Doc) -> &'s str, collections: &Collections) -> Self {
        let mut found = Ages::default();
        for (id, original) in collections.translations.originals() {
            let [own, of] = [id, original].map(|id| &docs[id.0 as usize]);
            let Some(said) = &own.head.translated_from else { continue };
            found.are_kept = true;
            let age = age(&parts(of, texts(of)), &parts(own, texts(own)), &said.value);
            found.ages.extend(age.filter(|age| *age != Age::default()).map(|age| (id, age)));
        }
        found
    }

    /// What is old in a translation, if anything.
    pub fn of(&self, id: DocId) -> Option<&Age> {
        self.ages.get(&id)
    }
}

/// The parts of a document: its head with what stands before the first heading, and a part a heading.
pub fn parts(doc: &Doc, text: &str) -> Vec<TextPart> {
    let cut = doc.body.cut(Audience::Public);
    let body = cut.as_ref().map_or(&doc.body, |cut| &cut.body);
    let (head, post) = (&doc.head, doc.facets.post.as_deref());
    let said = [Some(&head.title), head.summary.as_ref()];
    let of_post = post.map_or([None; 3], |post| [post.subject.as_ref(), post.teaser.as_ref(), post.contact.as_ref()]);
    let said: Vec<&str> = said.into_iter().chain(of_post).flatten().map(String::as_str).collect();
    let mut parts = vec![TextPart { heading: None, words: said.join("\n") }];
    for root in body.roots() {
        if let Tag::Heading { .. } = body.tag(root) {
            parts.push(TextPart { heading: Some(body.span(root)), words: String::new() });
        }
        let Some(last) = parts.last_mut() else { continue };
        last.words.push('\n');
        plain_into(body, text, body.subtree(root), &mut last.words);
    }
    parts
}

/// The marks of all parts, as a translation names them.
pub fn marks(parts: &[TextPart]) -> String {
    parts.iter().map(mark).collect::<Vec<String>>().join(" ")
}

/// Whether an author's words are marks at all.
pub fn are_marks(said: &str) -> bool {
    let is_mark = |word: &str| word.len() == LENGTH && word.bytes().all(|byte| LETTERS.contains(&byte));
    !said.trim().is_empty() && said.split_whitespace().all(is_mark)
}

fn mark(part: &TextPart) -> String {
    let words: Vec<&str> = part.words.split_whitespace().collect();
    let mut rest = xxh3_64(words.join(" ").as_bytes());
    let letter = |_| {
        let at = rest % LETTERS.len() as u64;
        rest /= LETTERS.len() as u64;
        char::from(LETTERS[at as usize])
    };
    (0..LENGTH).map(letter).collect()
}

/// None where a translation does not say of what it is one.
fn age(original: &[TextPart], own: &[TextPart], said: &str) -> Option<Age> {
    if !are_marks(said) {
        return None;
    }
    let said: Vec<&str> = said.split_whitespace().collect();
    let now: Vec<String> = original.iter().map(mark).collect();
    let known: BTreeSet<&str> = now.iter().map(String::as_str).collect();
    let old: Vec<usize> = (0..said.len()).filter(|at| !known.contains(said[*at])).collect();
    let told: BTreeSet<&str> = said.iter().copied().collect();
    let new = now.iter().filter(|mark| !told.contains(mark.as_str())).count();
    let mut age = Age { lacks_a_part: new > old.len(), ..Age::default() };
    for at in old {
        match own.get(at).filter(|_| own.len() == said.len()).and_then(|part| part.heading) {
            Some(heading) => _ = age.old.insert(heading.start),
            None => age.is_old_at_top = true,
        }
    }
    Some(age)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[&str]) -> Vec<TextPart> {
        let part = |(at, words): (usize, &&str)| TextPart {
            heading: (at > 0).then(|| Span::new(at * 10..at * 10 + 5)),
            words: words.to_string(),
        };
        words.iter().enumerate().map(part).collect()
    }

    #[test]
    fn exactly_what_changed_is_old() {
        let (before, own) = (text(&["a", "b", "c"]), text(&["x", "y", "z"]));
        let said = marks(&before);
        assert!(are_marks(&said), "{said}");
        let of = |now: &[&str]| age(&text(now), &own, &said).unwrap();
        assert_eq!(of(&["a", " b\n", "c"]), Age::default());
        assert_eq!(of(&["a", "other", "c"]), Age { old: BTreeSet::from([10]), ..Age::default() });
        assert_eq!(of(&["other", "b", "c"]), Age { is_old_at_top: true, ..Age::default() });
        assert_eq!(of(&["a", "b", "new", "c"]), Age { lacks_a_part: true, ..Age::default() });
        assert_eq!(of(&["a", "c", "b"]), Age::default());
        assert_eq!(of(&["a", "c"]), Age { old: BTreeSet::from([10]), ..Age::default() });
        assert!(age(&before, &text(&["x"]), "bbbbb").unwrap().is_old_at_top);
        assert_eq!(age(&before, &own, "ja"), None);
    }
}
