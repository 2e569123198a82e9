//! Values of arguments that are words: callers give a short tag, readers get their own language.

mod media;

use crate::diag::Lang;

/// A value as callers give it, and what it says in Dutch and in English.
type Row = (&'static str, &'static str, &'static str);

/// Kinds of documents and other owners of keys (`kind`), and the places of blocks (`where`).
const KINDS: &[Row] = &[
    ("module", "een module", "a module"),
    ("protocol", "het protocol", "the protocol"),
    ("page", "een pagina", "a page"),
    ("lesson", "een les", "a lesson"),
    ("newsletter", "een nieuwsbrief", "a newsletter"),
    ("evening", "een thema-avond", "a theme evening"),
    ("chapter", "een hoofdstuk van het protocol", "a chapter of the protocol"),
    ("deck", "een presentatie", "a presentation"),
    ("glossary", "de begrippenlijst", "the glossary"),
    ("goals", "de lijst met kerndoelen", "the list of goals"),
    ("helplines", "de lijst met hulplijnen", "the list of help lines"),
    ("contacts", "een contact van de school", "a contact of the school"),
    ("changes", "een wijziging van het protocol", "a change of the protocol"),
    ("role", "een rol", "a role"),
    ("data", "een gegevensbestand", "a data file"),
    ("config", "`krijt.yaml`", "`krijt.yaml`"),
];

/// What a key or attribute needs (`expected`): a type, or an example of it.
const EXPECTED: &[Row] = &[
    ("\"…\"", "tekst", "text"),
    ("text", "tekst", "text"),
    ("number", "een getal", "a number"),
    ("integer", "een heel getal", "a whole number"),
    ("positive", "een getal groter dan nul", "a number above zero"),
    ("minutes", "een aantal minuten", "a number of minutes"),
    ("lines", "een aantal lijnen", "a number of lines"),
    ("list", "een lijst", "a list"),
    ("texts", "een lijst met teksten", "a list of texts"),
    ("numbers", "een lijst met getallen", "a list of numbers"),
    ("mapping", "een groep sleutels", "a group of keys"),
    ("mappings", "een lijst met groepen sleutels", "a list of groups of keys"),
    ("bool", "`ja` of `nee`", "`ja` (yes) or `nee` (no)"),
    ("date", "een datum", "a date"),
    ("time", "een tijd", "a time"),
    ("length", "een maat in cm of mm, zoals 6cm", "a length in cm or mm, such as 6cm"),
    ("6cm", "een maat in cm of mm, zoals 6cm", "a length in cm or mm, such as 6cm"),
    ("id", "een naam met kleine letters, cijfers en streepjes", "a name of small letters, digits and hyphens"),
];

/// What stands there instead (`found`); other values are the author's own text.
const FOUND: &[Row] = &[
    ("list", "een lijst", "a list"),
    ("mapping", "een groep sleutels", "a group of keys"),
    ("nothing", "niets", "nothing"),
    ("[…]", "een lijst", "a list"),
    ("{…}", "een groep sleutels", "a group of keys"),
    ("", "niets", "nothing"),
];

/// What front matter or a drawing may not hold (`what`).
const WHAT: &[Row] = &[
    ("anchor", "een anker (`&`)", "an anchor (`&`)"),
    ("alias", "een verwijzing naar een anker (`*`)", "an alias (`*`)"),
    ("tag", "een label voor het soort waarde (`!`)", "a tag (`!`)"),
    ("directive", "een opdracht aan het programma (`%`)", "a directive (`%`)"),
    ("merge-key", "een sleutel die andere sleutels invoegt (`<<`)", "a merge key (`<<`)"),
    ("<<", "een sleutel die andere sleutels invoegt (`<<`)", "a merge key (`<<`)"),
    ("script", "een programma (`<script>`)", "a script (`<script>`)"),
    (
        "event-handler",
        "een programma dat start bij een klik of bij het laden",
        "a script that runs on a click or on loading",
    ),
    ("external-reference", "een verwijzing naar een andere site", "a reference to another site"),
    ("foreign-object", "een stuk webpagina (`<foreignObject>`)", "a piece of web page (`<foreignObject>`)"),
    ("doctype", "een eigen documentbeschrijving (`<!DOCTYPE>`)", "a document type (`<!DOCTYPE>`)"),
    ("animation", "een animatie", "an animation"),
    ("style", "een stijlblad (`<style>`)", "a style sheet (`<style>`)"),
];

/// For whom a text is (`readers`).
const READERS: &[Row] = &[
    ("pupils-young", "kinderen tot en met groep 4", "children up to group 4"),
    ("pupils-middle", "kinderen van groep 5 en 6", "children of groups 5 and 6"),
    ("pupils-old", "kinderen van groep 7 en 8", "children of groups 7 and 8"),
    ("parents", "ouders", "parents"),
    ("school", "ouders, team en MR", "parents, staff and the council"),
];

/// Signs that begin a value of front matter with a technical meaning (`what`).
const SIGNS: [(char, &str, &str); 3] = [
    ('&', "een anker", "an anchor"),
    ('*', "een verwijzing naar een anker", "an alias"),
    ('!', "een label voor het soort waarde", "a tag"),
];

/// Why something failed (`reason`), as short tags.
const SHORT_REASONS: &[Row] = &[
    (
        "sleutel: waarde",
        "elke regel hoort de vorm `sleutel: waarde` te hebben",
        "each line must look like `key: value`",
    ),
    ("no-space", "achter de dubbele punt hoort een spatie", "a space belongs after the colon"),
    ("no-colon", "achter de sleutel hoort een dubbele punt", "a colon belongs after the key"),
    ("dash", "achter het streepje hoort een spatie", "a space belongs after the hyphen"),
    ("@…", "een waarde kan niet met `@` beginnen", "a value cannot begin with `@`"),
    ("%…", "een waarde kan niet met `%` beginnen", "a value cannot begin with `%`"),
    ("`…", "een waarde kan niet met een accent (`) beginnen", "a value cannot begin with a backtick"),
    ("unclosed-list", "deze lijst mist een `]` aan het einde", "this list lacks a `]` at its end"),
    ("unclosed-group", "deze groep mist een `}` aan het einde", "this group lacks a `}` at its end"),
    ("quote '", "het teken `'` in de tekst sluit de waarde al af", "the `'` within the text already ends the value"),
    (
        "quote \"",
        "het aanhalingsteken in de tekst sluit de waarde al af",
        "the quote within the text already ends the value",
    ),
    ("unclosed-brace", "de accolade aan het einde (`}`) ontbreekt", "the closing brace (`}`) is missing"),
    ("unclosed-quote", "een aanhalingsteken aan het einde ontbreekt", "a closing quote is missing"),
    ("two-ids", "er staan twee namen met `#`", "there are two ids with `#`"),
    ("two-names", "er staan twee bloknamen", "there are two block names"),
    ("no-name", "de naam van het blok ontbreekt", "the name of the block is missing"),
    (
        "bad-id",
        "na `#` mogen alleen letters, cijfers en streepjes",
        "after `#` only letters, digits and hyphens may stand",
    ),
    ("duplicate-attribute", "hetzelfde woord staat er twee keer", "the same attribute appears twice"),
    ("stray-text", "er staat tekst die daar niet hoort", "there is text that does not belong there"),
    ("unseen", "er staat een teken dat je niet ziet", "there is a sign that you cannot see"),
    ("other-colon", "een teken lijkt op een dubbele punt, maar is het niet", "a sign looks like a colon and is none"),
    ("spread", "tussen de dubbele punten staat een spatie", "there is a space between the colons"),
    ("escaped", "er staat een schuine streep (\\) voor", "there is a backslash before it"),
    ("broken-comment", "de tekens eromheen kloppen niet", "the signs around it are not right"),
    ("unclosed-comment", "het einde (`-->`) ontbreekt", "its end (`-->`) is missing"),
    ("empty-comment", "het eindigt al waar het begint", "it ends where it begins"),
    ("other-comment", "zo schrijf je dat in een ander programma", "that is how another program writes it"),
    ("comment-indented", "door de vier spaties vooraan is het een stuk code", "the four spaces before it make it code"),
    ("link-apart", "tussen `]` en `(` staat een spatie", "there is a space between `]` and `(`"),
    ("link-blank", "in het adres staat een spatie", "there is a space in the address"),
    ("heading-close", "achter de hekjes hoort een spatie", "a space belongs after the number signs"),
    ("item-close", "achter het streepje hoort een spatie", "a space belongs after the hyphen"),
    (
        "stars",
        "om vette tekst staan twee sterretjes, zonder spatie aan de binnenkant",
        "bold text has two asterisks around it, without a space on the inside",
    ),
    ("indented", "door de vier spaties vooraan is het een stuk code", "the four spaces before it make it code"),
    ("krijt-bug", "dit is een fout van krijt zelf", "this is a bug in krijt"),
    ("permission-denied", "je hebt er geen rechten voor", "you lack permission"),
    ("not-found", "het bestaat niet (meer)", "it does not exist (any more)"),
    ("empty", "het bestand is leeg", "the file is empty"),
    ("truncated", "het einde van het bestand ontbreekt", "the end of the file is missing"),
    ("unknown-format", "dit soort beeld kent krijt niet", "krijt does not know this type of image"),
];

/// Beginnings of reasons by the operating system and the YAML reader, which write English.
const REASONS: &[(&str, &str)] = &[
    ("Permission denied", "je hebt er geen rechten voor"),
    ("No such file or directory", "het bestaat niet (meer)"),
    ("No space left on device", "de schijf is vol"),
    ("Disk quota exceeded", "je ruimte op de schijf is op"),
    ("Read-only file system", "op deze schijf kun je niet schrijven"),
    ("Is a directory", "het is een map"),
    ("Not a directory", "het is geen map"),
    ("Input/output error", "de schijf geeft een fout"),
    ("Too many open files", "er zijn te veel bestanden tegelijk open"),
    ("Device or resource busy", "een ander programma heeft het in gebruik"),
    ("File name too long", "de naam is te lang"),
    ("it changed meanwhile", "het is intussen veranderd"),
    ("mapping values are not allowed", "hier kan geen tweede dubbele punt staan"),
    ("did not find expected key", "hier moet een nieuwe sleutel beginnen, even ver ingesprongen als de vorige"),
    ("could not find expected ':'", "achter de sleutel ontbreekt een dubbele punt"),
    ("did not find expected ',' or ']'", "de lijst mist een komma of een `]`"),
    ("did not find expected ',' or '}'", "de groep mist een komma of een `}`"),
    ("did not find expected '-' indicator", "hier moet een regel van de lijst beginnen, met een streepje"),
    ("block sequence entries are not allowed", "hier kan geen lijst met streepjes beginnen"),
    ("found character that cannot start any token", "een waarde kan niet met dit teken beginnen"),
    ("found unknown escape character", "na `\\` staat een teken dat daar niet kan"),
    ("found unexpected end of stream", "de kop stopt midden in een waarde"),
    ("did not find expected node content", "hier ontbreekt een waarde"),
    ("did not find expected <document start>", "hier staat tekst die bij geen sleutel hoort"),
    ("did not find expected alphabetic or numeric character", "na `&` of `*` hoort een naam te staan"),
    ("control characters are not allowed", "er staat een onzichtbaar stuurteken in"),
];

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// The number of a month by its name, in Dutch or English, or by the first three letters of it.
pub fn month_number(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    let is_it = |full: &str| {
        let full = full.to_lowercase();
        full == name || (name.len() == 3 && full.starts_with(&name))
    };
    let at = MONTHS.iter().position(|(nl, en)| is_it(nl) || is_it(en) || (name == "mrt" && *nl == "maart"))?;
    i8::try_from(at + 1).ok()
}

/// How the value of an argument is said in a language, where it is more than the value itself.
pub fn say(argument: &str, value: &str, lang: Lang) -> Option<String> {
    match argument {
        "kind" | "where" => look_up(KINDS, value, lang),
        "expected" => look_up(EXPECTED, value, lang).or_else(|| expected(value, lang)),
        "found" => look_up(FOUND, value, lang).or_else(|| Some(format!("`{value}`"))),
        "readers" => look_up(READERS, value, lang),
        "what" => what(value, lang).or_else(|| sign(value, lang)),
        "parts" => Some(value.split(", ").filter_map(|part| what(part, lang)).collect::<Vec<String>>().join(", ")),
        "reason" => look_up(SHORT_REASONS, value, lang)
            .or_else(|| look_up(media::REASONS, value, lang))
            .or_else(|| reason(value, lang)),
        "month" => month(value, lang),
        _ => None,
    }
}

fn what(value: &str, lang: Lang) -> Option<String> {
    look_up(WHAT, value, lang).or_else(|| look_up(media::FILES, value, lang))
}

fn look_up(rows: &[Row], value: &str, lang: Lang) -> Option<String> {
    let (_, nl, en) = rows.iter().find(|(tag, ..)| *tag == value)?;
    Some(pick(lang, nl, en).to_string())
}

/// A range (`1–600`) or a choice (`direct, vandaag`).
fn expected(value: &str, lang: Lang) -> Option<String> {
    if let Some((min, max)) = value.split_once('–') {
        return Some(match lang {
            Lang::Nl => format!("een getal van {min} tot en met {max}"),
            Lang::En => format!("a number from {min} to {max}"),
        });
    }
    let intro = pick(lang, "een van deze woorden", "one of these words");
    value.contains(", ").then(|| format!("{intro} ({value})"))
}

fn sign(value: &str, lang: Lang) -> Option<String> {
    let (_, nl, en) = SIGNS.iter().find(|(sign, ..)| value.starts_with(*sign))?;
    Some(format!("{} (`{value}`)", pick(lang, nl, en)))
}

fn reason(value: &str, lang: Lang) -> Option<String> {
    let (_, dutch) = REASONS.iter().find(|(english, _)| value.starts_with(english))?;
    (lang == Lang::Nl).then(|| dutch.to_string())
}

/// `2026-02`, `februari 2026` or `February 2026`, by name.
fn month(value: &str, lang: Lang) -> Option<String> {
    let (year, (nl, en)) = match value.split_once('-') {
        Some((year, number)) => (year, MONTHS.get(number.parse::<usize>().ok()?.checked_sub(1)?)?),
        None => {
            let (name, year) = value.split_once(' ')?;
            (year, MONTHS.iter().find(|(nl, en)| nl.eq_ignore_ascii_case(name) || en.eq_ignore_ascii_case(name))?)
        }
    };
    Some(format!("{} {year}", pick(lang, nl, en)))
}

fn pick<'a>(lang: Lang, nl: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
    }
}
