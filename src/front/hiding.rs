//! What hides a document or a part of it, as its keys say it: `concept`, `editie`, `publiceren_vanaf`. Here a doubt never ends
//! in public: what is there and not understood is an error that no setting lowers.

use jiff::civil::Date;

use super::{Reader, hides};
use crate::audience::Audience;
use crate::diag::{Finding, Fix, catalogue as code};

/// Is the text a draft?
pub fn draft(reader: &mut Reader<'_>) -> bool {
    let Some(word) = said(reader, "concept", Audience::Public) else { return false };
    match hides::plain(&word).as_str() {
        "ja" | "true" | "yes" | "waar" => true,
        "nee" | "false" | "no" | "onwaar" => false,
        _ => {
            // What begins as a yes keeps the text hidden; nothing is offered that shows it.
            let is_yes = ["ja", "yes", "true", "waar"].iter().any(|yes| hides::plain(&word).starts_with(yes));
            unknown(reader, "concept", word, is_yes.then(|| "ja".to_string()), Audience::Public);
            true
        }
    }
}

/// Who may see it, at least. What is not understood, or not filled in, is for the team.
pub fn from(reader: &mut Reader<'_>) -> Audience {
    from_at_least(reader, Audience::Public)
}

/// The same of what nobody below `least` can ever see, so that no advice offers more than can be.
pub fn from_at_least(reader: &mut Reader<'_>, least: Audience) -> Audience {
    if reader.raw("editie").is_none() {
        return least;
    }
    let Some(word) = said(reader, "editie", least) else { return Audience::Team };
    Audience::of(&word).unwrap_or_else(|| {
        let lower = word.to_lowercase();
        let near = crate::suggest::closest(&lower, ["team", "mr"]);
        let near = near.or_else(|| hides::INSIDERS.has(&hides::plain(&lower)).then_some("team"));
        let near = near.or_else(|| lowest(&lower));
        unknown(reader, "editie", word, near.map(str::to_string), least);
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
    let word = said(reader, "publiceren_vanaf", Audience::Public)?;
    let day = super::parse_date(&word).ok();
    if day.is_none() {
        let meant = super::date_in_words(&word).map(|date| date.to_string());
        unknown(reader, "publiceren_vanaf", word, meant, Audience::Public);
    }
    day
}

/// What stands behind a key that hides; a key with nothing behind it is a finding.
fn said(reader: &mut Reader<'_>, key: &'static str, least: Audience) -> Option<String> {
    let value = reader.raw(key)?;
    if super::is_empty(value) {
        let place = reader.key_place(key).unwrap_or(reader.whole());
        let finding = Finding::new(&code::HIDING_VALUE_MISSING, place).with("key", key);
        // What is not filled in hides, and so does what is offered here.
        let hidden = Some(hides::usual(key)).filter(|_| key != "publiceren_vanaf");
        reader.report(with_choice(finding.fixed_by(hidden.and_then(|word| reader.fill(key, word))), key, least));
        return None;
    }
    Some(super::scalar(value).unwrap_or_else(|| hides::shown(value).unwrap_or_else(|| super::show(value))))
}

fn unknown(reader: &mut Reader<'_>, key: &'static str, word: String, meant: Option<String>, least: Audience) {
    let place = reader.place(key).unwrap_or(reader.whole());
    let fix: Option<Fix> = reader.reword(place, &word, meant.as_deref());
    let finding = Finding::new(&code::HIDING_VALUE_UNKNOWN, place).with("key", key).with("value", word);
    reader.report(with_choice(finding.maybe("suggestion", meant.filter(|_| fix.is_none())).fixed_by(fix), key, least));
}

/// Says what the key may hold, where that is one of two words.
fn with_choice(finding: Finding, key: &str, least: Audience) -> Finding {
    match key {
        "concept" => finding.with("hidden", "ja").with("open", "nee"),
        "editie" if least == Audience::Public => finding.with("hidden", "team").with("open", "public"),
        "editie" => finding.with("hidden", "team").with("least", least.word()),
        _ => finding,
    }
}
