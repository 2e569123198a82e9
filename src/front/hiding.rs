//! What hides a document or a part of it, as its keys say it: `concept`, `editie`, `publiceren_vanaf`. Here a doubt never ends
//! in public: what is there and not understood is an error that no setting lowers.

use jiff::civil::Date;

use super::{Reader, hides};
use crate::audience::Audience;
use crate::diag::{Code, Finding, Fix, catalogue as code};
use crate::source::Place;

/// A key that hides, and what its messages offer to write, by the name that they give it.
struct Key {
    name: &'static str,
    offers: &'static [(&'static str, &'static str)],
}

const DRAFT: Key = Key { name: "concept", offers: &[("hidden", "ja"), ("open", "nee")] };
const EDITION: Key = Key { name: "editie", offers: &[("hidden", "team"), ("open", "public")] };
/// Of what the public never sees.
const EDITION_OF_TASK: Key = Key { name: "editie", offers: &[("hidden", "team"), ("least", "mr")] };
/// No day is offered: only the author knows it.
const FROM_DAY: Key = Key { name: "publiceren_vanaf", offers: &[] };

/// Is the text a draft?
pub fn draft(reader: &mut Reader<'_>) -> bool {
    let Some(word) = said(reader, &DRAFT) else { return false };
    match hides::plain(&word).as_str() {
        "ja" | "true" | "yes" | "waar" => true,
        "nee" | "false" | "no" | "onwaar" => false,
        _ => {
            // What begins as a yes keeps the text hidden; nothing is offered that shows it.
            let is_yes = ["ja", "yes", "true", "waar"].iter().any(|yes| hides::plain(&word).starts_with(yes));
            unknown(reader, &DRAFT, word, is_yes.then(|| "ja".to_string()));
            true
        }
    }
}

/// Who may see it, at least. What is not understood, or not filled in, is for the team.
pub fn from(reader: &mut Reader<'_>) -> Audience {
    whom(reader, &EDITION)
}

/// The same of a task. No advice offers the public, which never sees one.
pub fn task_from(reader: &mut Reader<'_>) -> Audience {
    whom(reader, &EDITION_OF_TASK)
}

fn whom(reader: &mut Reader<'_>, key: &Key) -> Audience {
    if reader.raw(key.name).is_none() {
        return Audience::Public;
    }
    let Some(word) = said(reader, key) else { return Audience::Team };
    Audience::of(&word).unwrap_or_else(|| {
        let lower = word.to_lowercase();
        let near = crate::suggest::closest(&lower, ["team", "mr"]);
        let near = near.or_else(|| hides::INSIDERS.has(&hides::plain(&lower)).then_some("team"));
        let near = near.or_else(|| lowest(&lower));
        unknown(reader, key, word, near.map(str::to_string));
        Audience::Team
    })
}

/// Of a list of editions the lowest: the others hold what that one holds. Only where none of them is open to all.
fn lowest(list: &str) -> Option<&'static str> {
    let names = list.strip_prefix('[')?.strip_suffix(']')?.split(',').map(str::trim);
    let all: Option<Vec<&str>> = names.map(|name| ["mr", "team"].into_iter().find(|known| *known == name)).collect();
    all?.into_iter().min()
}

/// The day from which the text is public.
pub fn publish_from(reader: &mut Reader<'_>) -> Option<Date> {
    let word = said(reader, &FROM_DAY)?;
    let day = super::parse_date(&word).ok();
    if day.is_none() {
        let meant = super::date_in_words(&word).map(|date| date.to_string());
        unknown(reader, &FROM_DAY, word, meant);
    }
    day
}

/// What stands behind a key that hides; a key with nothing behind it is a finding.
fn said(reader: &mut Reader<'_>, key: &Key) -> Option<String> {
    let value = reader.raw(key.name)?;
    if super::is_empty(value) {
        let place = reader.key_place(key.name).unwrap_or(reader.whole());
        let finding = key.about(&code::HIDING_VALUE_MISSING, place);
        // What is not filled in hides, and so does what is offered here.
        let hidden = Some(hides::usual(key.name)).filter(|_| !key.offers.is_empty());
        reader.report(finding.fixed_by(hidden.and_then(|word| reader.fill(key.name, word))));
        return None;
    }
    Some(super::scalar(value).unwrap_or_else(|| hides::shown(value).unwrap_or_else(|| super::show(value))))
}

fn unknown(reader: &mut Reader<'_>, key: &Key, word: String, meant: Option<String>) {
    let place = reader.place(key.name).unwrap_or(reader.whole());
    let fix: Option<Fix> = reader.reword(place, &word, meant.as_deref());
    let finding = key.about(&code::HIDING_VALUE_UNKNOWN, place).with("value", word);
    reader.report(finding.maybe("suggestion", meant.filter(|_| fix.is_none())).fixed_by(fix));
}

impl Key {
    fn about(&self, code: &'static Code, place: Place) -> Finding {
        let finding = Finding::new(code, place).with("key", self.name);
        self.offers.iter().fold(finding, |finding, (name, word)| finding.with(name, *word))
    }
}
