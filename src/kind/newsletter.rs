//! A newsletter for parents, or the translation of one (`….en.md`).

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Facets, Post, Readers};
use crate::front::{Key, Shape, alias, date_in_words, key};
use crate::language;

const KEYS: &[Key] = &[
    key(
        "onderwerp",
        Shape::Text,
        "Het onderwerp van de e-mail, als dat anders is dan de titel.",
        "The subject of the e-mail, if it differs from the title.",
    ),
    key(
        "voorproefje",
        Shape::Text,
        "De zin die ouders in hun mailprogramma al onder het onderwerp zien.",
        "The sentence that parents see below the subject in their mail program.",
    ),
    key(
        "groepen",
        Shape::Groups,
        "Voor ouders van welke groepen, zoals `[5, 6]`. Zonder deze sleutel: voor alle ouders.",
        "For parents of which groups, such as `[5, 6]`. Without this key: for all parents.",
    ),
    alias(
        "lessen",
        &["lessons"],
        Shape::Texts,
        "Lessen waar de brief over vertelt, zoals `[samen-online/01-echt-of-nep]`, of een module. Zonder deze sleutel: de lessen met een `dag` sinds de vorige brief. Met `[]`: geen.",
        "Lessons that the letter tells of, such as `[samen-online/01-echt-of-nep]`, or a module. Without this key: the lessons with a `dag` since the letter before. With `[]`: none.",
    ),
    key(
        "contact",
        Shape::Text,
        "Bij wie ouders terechtkunnen met een vraag. Noem een rol, geen naam.",
        "Whom parents can turn to with a question. Name a role, not a person.",
    ),
];

pub const KIND: DocKind = DocKind {
    name: "newsletter",
    word: "nieuwsbrief",
    aliases: &[],
    called: ["Nieuwsbrief", "Newsletter"],
    collection: Some(&collection::NEWSLETTERS),
    new: FirstText {
        about: ["een nieuwsbrief voor ouders", "a newsletter for parents"],
        text: include_str!("../scaffold/new/nieuwsbrief.md"),
        spot: Location::Dated(collection::NEWSLETTERS.folder),
        first: None,
    },
    readers: Readers::Parents,
    goes_stale: false,
    files: "content/nieuwsbrieven/<datum>-<naam>.md",
    about: [
        "Een nieuwsbrief voor ouders. Een vertaling heet hetzelfde, met de taal erachter: `….en.md`.",
        "A newsletter for parents. A translation has the same name with its language behind it: `….en.md`.",
    ],
    matches: |path| collection::NEWSLETTERS.holds(path) && !super::is_index(path),
    translated: language::is_tag,
    tables: &[common::KEYS, common::OF_TRANSLATIONS, KEYS],
    required: &["titel", "datum"],
    lower,
};

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    let reader = &mut *lowering.reader;
    if !reader.has("datum") {
        reader.required("datum", written(lowering.path));
    }
    if let Some((day, place)) = lowering.head.date.zip(reader.place("datum"))
        && let Some(named) = written(lowering.path).filter(|named| *named != day.to_string())
    {
        let fix = reader.reword(place, &day.to_string(), Some(named));
        let finding = Finding::new(&code::DATE_NOT_IN_NAME, place).with("date", day.to_string());
        reader.report(finding.with("name", named).fixed_by(fix));
    }
    if let Some((day, named, right)) = turned(lowering.path) {
        let place = reader.place("datum").unwrap_or(reader.whole());
        let finding = Finding::new(&code::DATE_NOT_IN_NAME, place).with("date", day).with("name", named);
        let folder = lowering.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = format!("content/{folder}/{right}");
        reader.report(finding.with("file", right).moved_to(path));
    }
    let post = Post {
        groups: common::groups(reader),
        lessons: (reader.has("lessen") || reader.is_empty_list("lessen")).then(|| reader.list("lessen")),
        subject: reader.text("onderwerp"),
        teaser: reader.text("voorproefje"),
        contact: reader.text("contact"),
    };
    Facets { post: Some(Box::new(post)), ..Facets::default() }
}

/// The day that a file's name begins with.
fn written(path: &str) -> Option<&str> {
    let written = path.rsplit('/').next().and_then(|name| name.get(..10));
    written.filter(|text| text.parse::<jiff::civil::Date>().is_ok())
}

/// A name that begins with the day: the date, how it is written, and the name as it should be.
fn turned(path: &str) -> Option<(String, &str, String)> {
    let name = path.rsplit('/').next()?;
    let (named, rest) = name.split_at_checked(10)?;
    let is_day_first = named.bytes().take(2).all(|byte| byte.is_ascii_digit()) && named.as_bytes()[2] == b'-';
    let day = date_in_words(named).filter(|_| is_day_first)?.to_string();
    let right = format!("{day}{rest}");
    Some((day, named, right))
}
