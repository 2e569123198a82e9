//! Translations that are older than their original, or do not say of what they are one where the school keeps up with that.

use crate::diag::{Code, Finding, Fix, catalogue as code};
use crate::doc::DocId;
use crate::front;
use crate::kind;
use crate::language;
use crate::site::{Site, are_marks, marks, parts_of_text};
use crate::source::{Place, Span};

/// A file that is called as a translation of the one beside it, of a kind that has none: it comes out as one more.
pub fn in_names(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, path) = (site.doc(id), site.path(id));
    let Some((original, lang)) = kind::split_language(path).filter(|(_, lang)| language::is_known(lang)) else {
        return;
    };
    let original = format!("{original}.md");
    if doc.head.translates.is_some() || site.find(&original).is_none() || lang == site.config.site.lang {
        return;
    }
    let place = doc.place();
    let kind = kind::of(path.strip_prefix("content/").unwrap_or(path));
    let name = original.rsplit('/').next().unwrap_or_default();
    findings.push(Finding::new(&code::LANGUAGE_IN_NAME, place).with("kind", kind.name).with("original", name));
}

pub fn ages(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, all) = (site.doc(id), site.collections.translations.of(id));
    let Some(original) = all.first().copied().filter(|original| *original != id) else { return };
    if !site.ages.are_kept || site.broken.contains(site.path(original)) {
        return;
    }
    let start = doc.place();
    let report = |code: &'static Code, place: Place, fix: Option<Fix>| {
        let name = site.path(original).rsplit('/').next().unwrap_or_default();
        Finding::new(code, place).with("original", name).fixed_by(fix)
    };
    let now = || marks(&parts_of_text(site.doc(original), site.text(original)));
    let Some(said) = &doc.head.translated_from else {
        let front::Split::Yaml { head, .. } = front::split(site.text(id)) else { return };
        let end = Span { start: head.end, end: head.end };
        let fix = Fix::guess(end, format!("vertaald_van: {}\n", now()));
        return findings.push(report(&code::TRANSLATION_WITHOUT_STATE, start, Some(fix)));
    };
    if !are_marks(&said.value) {
        // Who writes "yes" says that it is right as it is: what is to be filled in is no guess.
        let is_said = matches!(said.value.trim(), "ja" | "yes");
        let fix: fn(Span, String) -> Fix = if is_said { Fix::sure } else { Fix::guess };
        let fix = Some(fix(said.place.span, now()));
        return findings.push(report(&code::TRANSLATION_WITHOUT_STATE, said.place, fix));
    }
    let Some(age) = site.ages.of(id) else { return };
    let first = age.old.first().filter(|_| !age.is_old_at_top && !age.lacks_a_part);
    let own = parts_of_text(doc, site.text(id));
    let heading = own.iter().filter_map(|part| part.heading).find(|span| first == Some(&span.start));
    let place = heading.map_or(start, |span| Place { file: doc.file, span });
    let fix = Some(Fix::guess(said.place.span, now()));
    findings.push(report(&code::TRANSLATION_OLDER, place, fix));
}
