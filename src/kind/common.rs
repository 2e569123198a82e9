//! The keys that every document may have.

use crate::body::{self, Body, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::Head;
use crate::front::{Key, Reader, Shape, Spanned, alias, hiding, key};
use crate::language;
use crate::slug;

pub const KEYS: &[Key] = &[
    alias(
        "titel",
        &["title"],
        Shape::Text,
        "De titel. Die staat bovenaan de pagina en in lijsten.",
        "The title. It stands at the top of the page and in lists.",
    ),
    alias(
        "samenvatting",
        &["description", "summary"],
        Shape::Text,
        "Een of twee zinnen over deze tekst. Ze staan in lijsten en bij zoekresultaten.",
        "One or two sentences about this text. They stand in lists and in search results.",
    ),
    alias(
        "datum",
        &["date"],
        Shape::Date,
        "De datum als jaar-maand-dag, zoals 2026-11-06.",
        "The date as year-month-day, such as 2026-11-06.",
    ),
    alias(
        "bijgewerkt",
        &["updated", "lastmod"],
        Shape::Date,
        "De dag waarop de tekst voor het laatst is veranderd.",
        "The day on which the text was last changed.",
    ),
    alias(
        "concept",
        &["draft"],
        Shape::Flag,
        "Zet `concept: ja` zolang de tekst niet af is. Dan komt hij niet op de site, en wat erbij hoort ook niet.",
        "Write `concept: ja` as long as the text is not finished. Then it stays off the site, with all that is part of it.",
    ),
    alias(
        "editie",
        &["edition"],
        Shape::OneOf(&["public", "mr", "team"]),
        "`team`: alleen voor het team. `mr`: voor de MR en het team. `public`: voor iedereen, ook zonder deze sleutel.",
        "`team`: for the team only. `mr`: for the MR and the team. `public`: for everybody, as without this key.",
    ),
    key(
        "slug",
        Shape::Text,
        "Het laatste stuk van het webadres, als dat anders moet zijn dan de naam van het bestand.",
        "The last part of the web address, if it is to differ from the name of the file.",
    ),
    alias(
        "aliassen",
        &["aliases"],
        Shape::Texts,
        "Oude webadressen van deze pagina. Ze sturen door naar deze.",
        "Old web addresses of this page. They lead on to this one.",
    ),
    alias(
        "publiceren_vanaf",
        &["publish_from", "publishDate"],
        Shape::Date,
        "Voor deze dag staat de tekst alleen in de team-editie.",
        "Before this day the text is in the team edition only.",
    ),
    alias(
        "beeld",
        &["image"],
        Shape::Text,
        "Een afbeelding naast dit bestand, voor in lijsten.",
        "An image beside this file, for lists.",
    ),
    alias(
        "trefwoorden",
        &["tags", "keywords"],
        Shape::Texts,
        "Woorden waarmee de tekst te vinden is.",
        "Words by which the text can be found.",
    ),
    alias(
        "volgorde",
        &["weight", "order"],
        Shape::Number { min: -100_000, max: 100_000 },
        "De plaats in een lijst. Een lager getal staat eerder.",
        "The place in a list. A lower number comes first.",
    ),
    alias(
        "taal",
        &["lang", "language"],
        Shape::Language,
        "De taal van de tekst, zoals `nl`, `en`, `tr` of `ar`.",
        "The language of the text, such as `nl`, `en`, `tr` or `ar`.",
    ),
];

/// The key of a text that can have translations: it stands in those.
pub const OF_TRANSLATIONS: &[Key] = &[alias(
    "vertaald_van",
    &["translated_from"],
    Shape::Text,
    "Bij een vertaling: van welke tekst. Schrijf `ja`; `krijt check --fix` vult het in, en zegt het als het origineel verandert.",
    "At a translation: of which text. Write `ja`; `krijt check --fix` fills it in, and tells you when the original changes.",
)];

/// Reads the common keys. `parsed` is false when there is no head to read: then nothing is missing from it.
pub fn read(reader: &mut Reader<'_>, body: &Body, text: &str, path: &str, parsed: bool) -> Head {
    let heading = first_heading(body, text);
    let fallback = || heading.clone().unwrap_or_else(|| humanised(path));
    let suggestion = heading.clone().or_else(|| Some(humanised(path))).map(|title| title.replace('"', "'"));
    let title = if parsed { reader.required("titel", suggestion.as_deref()) } else { None };
    let title_place = reader.place("titel");
    let mut head = Head {
        title: title.unwrap_or_else(fallback),
        title_place,
        summary: reader.text("samenvatting"),
        date: reader.date("datum"),
        updated: reader.date("bijgewerkt"),
        draft: hiding::draft(reader),
        from: hiding::from(reader),
        unread: !parsed,
        slug: reader.text_item("slug").and_then(slug_of),
        aliases: reader.list("aliassen"),
        publish_from: hiding::publish_from(reader),
        image: reader.text_item("beeld"),
        tags: reader.list("trefwoorden").into_iter().map(|item| item.value).collect(),
        order: reader.number("volgorde"),
        lang: None,
        translates: None,
        translated_from: reader.text_item("vertaald_van"),
    };
    if let Some(lang) = reader.text_item("taal") {
        match language::tag(&lang.value) {
            Some(tag) => head.lang = Some(tag.to_string()),
            None => reader.unknown_choice("taal", &lang, &["nl", "en", "tr", "ar", "pl", "uk"]),
        }
    }
    let mut paths = head.aliases.clone();
    paths.extend(head.slug.clone());
    for item in paths {
        let key = if head.slug.as_ref() == Some(&item) { "slug" } else { "aliassen" };
        let is_safe = if key == "slug" { is_name(&item.value) } else { is_safe_path(&item.value) };
        if !is_safe {
            report_path(reader, key, &item);
        }
    }
    head
}

/// Docusaurus names the root of the site `/`: that is no name.
fn slug_of(item: Spanned) -> Option<Spanned> {
    (item.value != "/").then_some(item)
}

/// A name without a folder in it. What cannot stand in an address becomes a hyphen later.
fn is_name(slug: &str) -> bool {
    let has_drive =
        slug.as_bytes().get(1) == Some(&b':') && slug.as_bytes().get(2).is_some_and(|byte| b"/\\".contains(byte));
    !slug.contains(['/', '\\', '%']) && !slug.contains("..") && !has_drive
}

/// A path that stays where it belongs: no way up, no drive, no percent signs, no backslashes.
fn is_safe_path(path: &str) -> bool {
    let inner = path.trim_start_matches('/');
    let forbidden = ['\\', ':', '%', '?', '#', '*', '"', '<', '>', '|'];
    !inner.is_empty()
        && inner.len() <= 140
        && !inner.contains(forbidden)
        && !inner.chars().any(char::is_control)
        && !path.starts_with("//")
        && inner.trim_end_matches('/').split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

fn report_path(reader: &mut Reader<'_>, key: &str, item: &Spanned) {
    let finding = Finding::new(&code::BAD_PATH, item.place).with("key", key).with("value", item.value.as_str());
    reader.report(finding);
}

/// The first heading of a text, as a title for who gave none: only one that everybody may read for sure. Below the first
/// block, or a line that looks like the sign of one, nothing is proposed.
pub fn first_heading(body: &Body, text: &str) -> Option<String> {
    let is_open = |id: &NodeId| match body.tag(*id) {
        Tag::Div(_) => false,
        _ => !text[body.span(*id).range()].contains("::"),
    };
    let is_title = |id: &NodeId| matches!(body.tag(*id), Tag::Heading { level: 1 | 2, .. });
    let id = body.roots().take_while(is_open).find(is_title)?;
    let title = body::plain(body, text, body.subtree(id));
    let title = title.trim();
    (!title.is_empty() && !title.contains("{{")).then(|| title.to_string())
}

/// `01-mijn-pagina.md` as `Mijn pagina`.
pub fn humanised(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let words = slug::split_order(name).1.replace(['-', '_'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => name.to_string(),
    }
}

/// Groups as `[5, 6]`, `5-6`, `5 t/m 8`, `5/6` or `5 en 6`.
pub fn groups(reader: &mut Reader<'_>) -> Vec<u8> {
    let mut groups = Vec::new();
    for item in reader.list("groepen") {
        let numbers: Option<Vec<u8>> = item
            .value
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<u8>().ok().filter(|group| (1..=8).contains(group)))
            .collect();
        match numbers.as_deref() {
            Some([from, to]) if is_range(&item.value) => groups.extend(*from.min(to)..=*from.max(to)),
            Some(numbers) if !numbers.is_empty() => groups.extend(numbers),
            _ => {
                let fix = reader.reword(item.place, &item.value, years(&item.value));
                let finding = Finding::new(&code::OUT_OF_RANGE, item.place)
                    .with("key", "groepen")
                    .with("value", item.value.as_str())
                    .with("min", "1")
                    .with("max", "8");
                reader.report(finding.fixed_by(fix));
            }
        }
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The groups that most schools mean by a part of the school.
fn years(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "onderbouw" | "kleuters" => Some("1-2"),
        "middenbouw" => Some("3-5"),
        "bovenbouw" => Some("6-8"),
        _ => None,
    }
}

/// `5-8`, `5 t/m 8`, `5 tot en met 8`: all between them as well.
fn is_range(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["-", "–", "—", "t/m", "tm", "tot", "to", "through"].iter().any(|word| lower.contains(word))
}

pub fn texts(reader: &mut Reader<'_>, key: &str) -> Vec<String> {
    reader.list(key).into_iter().map(|item| item.value).collect()
}
