//! What an author can write, as a list and as JSON Schemas (draft 2020-12), from the tables that the readers go by:
//! [`KINDS`](crate::kind::KINDS) for heads, [`data`] and [`config`] for YAML files. `krijt schema`, the editor files of
//! `krijt init` and `krijt explain` take their words from here.
//!
//! A schema is for editors, so it holds a bit more tightly than krijt, never more loosely: of a time it wants quotes.
//! What it cannot know is the calendar and the rest of the school.

use serde_json::{Map, Value, json};

use crate::config;
use crate::data;
use crate::diag::{About, Lang, catalogue};
use crate::front::{Key, Keys, Shape, hides};
use crate::kind::KINDS;
use crate::language;

/// Something with keys: the head of a kind of document, or a YAML file.
pub struct SchemaSubject {
    /// The Dutch word, which is also the name of the schema's file, and the English one.
    pub words: [&'static str; 2],
    /// Where it stands, for people; for a YAML file its path.
    pub files: &'static str,
    pub about: About,
    pub keys: Keys,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The head of a Markdown file.
    Head,
    /// A YAML file with these keys.
    File,
    /// A YAML file of free names, each with these keys.
    Named,
    /// A YAML file that is a list, each item with these keys.
    List,
}

impl SchemaSubject {
    pub fn is_called(&self, word: &str) -> bool {
        self.words.iter().any(|own| own.eq_ignore_ascii_case(word))
    }
}

const fn file(words: [&'static str; 2], files: &'static str, about: About, keys: Keys, form: Form) -> SchemaSubject {
    SchemaSubject { words, files, about, keys, form }
}

/// The YAML files.
const FILES: [SchemaSubject; 9] = [
    file(
        ["krijt", "config"],
        config::FILE,
        ["De school, het jaar en de site.", "The school, its year and its site."],
        config::KEYS,
        Form::File,
    ),
    file(
        ["begrippen", "glossary"],
        data::GLOSSARY,
        ["Moeilijke woorden met hun uitleg.", "Hard words with their explanation."],
        data::TERM,
        Form::Named,
    ),
    file(
        ["kerndoelen", "goals"],
        data::GOALS,
        [
            "De doelen waar lessen naar verwijzen, naast die van SLO.",
            "The goals that lessons refer to, besides those of SLO.",
        ],
        data::GOALS_FILE,
        Form::File,
    ),
    file(
        ["hulplijnen", "helplines"],
        data::HELPLINES,
        [
            "Bij wie kinderen en ouders terechtkunnen. In een tekst: `{{ hulplijn.kindertelefoon.telefoon }}`.",
            "Whom children and parents can turn to. In a text: `{{ hulplijn.kindertelefoon.telefoon }}`.",
        ],
        data::HELPLINE,
        Form::Named,
    ),
    file(
        ["contacten", "contacts"],
        data::CONTACTS,
        [
            "Wie je op school bereikt, per rol. In een tekst: `{{ contact.directeur.telefoon }}`.",
            "Whom to reach in the school, by role. In a text: `{{ contact.directeur.telefoon }}`.",
        ],
        data::CONTACT,
        Form::Named,
    ),
    file(
        ["fotos", "photos"],
        data::PHOTOS,
        [
            "Op welke foto's iemand te herkennen is, en waar ze mogen staan: per bestand, zoals `nieuwsbrieven/plein.jpg`.",
            "In which photos somebody can be recognised, and where they may be: by file, such as `nieuwsbrieven/plein.jpg`.",
        ],
        data::PHOTO,
        Form::Named,
    ),
    file(
        ["wijzigingen", "changes"],
        data::CHANGES,
        [
            "Wat er in het protocol verandert, voor de MR: een lijst met bij elk streepje één wijziging.",
            "What changes in the protocol, for the council (MR): a list with one change at each hyphen.",
        ],
        data::CHANGE,
        Form::List,
    ),
    file(
        ["jaartaken", "year_tasks"],
        data::YEAR_TASKS,
        [
            "Wat elk schooljaar terugkomt, in welke maand en wie het doet, voor de MR en het team: een lijst met bij elk streepje één taak.",
            "What comes back every school year, in which month and who does it, for the council and the team: a list with one task at each hyphen.",
        ],
        data::YEAR_TASK,
        Form::List,
    ),
    file(
        ["voorvallen", "incidents"],
        data::INCIDENTS,
        [
            "Wat er online kan misgaan, voor de bladzijde bij een voorval: wat je zegt, wat je niet doet, wie je belt.",
            "What can go wrong online, for the page at an incident: what to say, what not to do, whom to call.",
        ],
        data::INCIDENT,
        Form::Named,
    ),
];

/// Everything that has keys, documents first.
pub fn subjects() -> Vec<SchemaSubject> {
    let heads = KINDS.iter().map(|kind| SchemaSubject {
        words: [kind.word, kind.name],
        files: kind.files,
        about: kind.about,
        keys: kind.keys(),
        form: Form::Head,
    });
    heads.chain(FILES).collect()
}

pub fn find(word: &str) -> Option<SchemaSubject> {
    subjects().into_iter().find(|subject| subject.is_called(word))
}

/// The schema of a subject, as JSON text.
pub fn render(subject: &SchemaSubject) -> String {
    let mut schema = match subject.form {
        Form::Head | Form::File => mapping(&subject.keys),
        Form::Named => json!({ "type": "object", "additionalProperties": mapping(&subject.keys) }),
        Form::List => json!({ "type": ["array", "null"], "items": mapping(&subject.keys) }),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = match subject.form {
        Form::Head => format!("De kop van: {}", subject.words[0]),
        Form::File | Form::Named | Form::List => subject.files.to_string(),
    }
    .into();
    schema["description"] = format!("{} Bestand: {}", Lang::Nl.of(subject.about), subject.files).into();
    // Maps of strings and numbers always serialise.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn mapping(keys: &Keys) -> Value {
    let mut properties = Map::new();
    for row in keys.rows() {
        properties.insert(row.name.to_string(), described(row, keys, None));
        for alias in row.aliases {
            properties.insert(alias.to_string(), described(row, keys, Some(alias)));
        }
    }
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let required: Vec<Value> =
        keys.required().map(|either| required(either.filter_map(|name| keys.row(name)))).collect();
    if !required.is_empty() {
        schema["allOf"] = required.into();
    }
    schema
}

/// One of these is there, under any of its names.
fn required(either: impl Iterator<Item = &'static Key>) -> Value {
    let named = |name: &str| json!({ "required": [name] });
    let mut names = either.flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied())).map(named);
    match (names.next(), names.next()) {
        (Some(only), None) => only,
        (first, second) => json!({ "anyOf": first.into_iter().chain(second).chain(names).collect::<Vec<_>>() }),
    }
}

fn described(row: &Key, keys: &Keys, alias: Option<&str>) -> Value {
    // A key that hides says so or is not there.
    let must_say = keys.required().flatten().any(|name| name == row.name)
        || hides::KEYS.contains(&row.name)
        || row.name == "edities";
    let mut schema = shape(row.value, must_say);
    let about = Lang::Nl.of(row.about);
    let about = match alias {
        Some(_) => format!("Hetzelfde als `{}`. {about}", row.name),
        None => about.to_string(),
    };
    schema["description"] = about.into();
    schema
}

/// Words that YAML 1.2 leaves as text, in the ways that people write them.
const FLAGS: [&str; 8] = ["ja", "nee", "Ja", "Nee", "yes", "no", "waar", "onwaar"];
const DATE: &str = r"^\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2}|(1[3-9]|2\d|3[01])[-/]\d{1,2}[-/]\d{4})([T ].*)?$";
const TIME: &str = r"^([01]?\d|2[0-3])[:.]([0-5]\d|[0-5])$";
const WEB: &str = r#"^https?://[^"<> \\?#]*$"#;
const GROUPS: &str = r"^\D*[1-8](\D+[1-8])*\D*$";

/// An optional key may be empty; a required one must say something.
fn shape(value: Shape, required: bool) -> Value {
    let types = |names: &[&str]| {
        let null = if required { &[][..] } else { &["null"] };
        Value::from(names.iter().chain(null).copied().collect::<Vec<_>>())
    };
    let pattern = |pattern: &str| json!({ "type": types(&["string"]), "pattern": pattern });
    let known = |words: &[&str]| -> Vec<Value> {
        // YAML reads `3` as a number.
        let numbers = words.iter().filter_map(|word| word.parse::<u32>().ok());
        words.iter().map(|word| json!(word)).chain(numbers.map(Value::from)).collect()
    };
    let one_of = |words: &[&str]| {
        let mut words = known(words);
        words.extend((!required).then_some(Value::Null));
        json!({ "enum": words })
    };
    match value {
        Shape::Text if required => json!({ "type": types(&["string", "number", "boolean"]), "pattern": r"\S" }),
        Shape::Text => json!({ "type": types(&["string", "number", "boolean"]) }),
        Shape::Date => pattern(DATE),
        Shape::Time => pattern(TIME),
        Shape::Language => {
            json!({ "anyOf": [pattern(language::TAGS), { "enum": language::names().collect::<Vec<_>>() }] })
        }
        Shape::Web => pattern(WEB),
        Shape::Flag => {
            let mut schema = one_of(&FLAGS);
            if let Some(words) = schema["enum"].as_array_mut() {
                words.extend([json!(true), json!(false)]);
            }
            schema
        }
        Shape::Number { min, max } => json!({ "type": types(&["integer"]), "minimum": min, "maximum": max }),
        Shape::OneOf(words) => one_of(words),
        Shape::SomeOf(words) => {
            let least = usize::from(required);
            let list = json!({ "type": "array", "items": { "enum": known(words) }, "minItems": least });
            json!({ "anyOf": [one_of(words), list] })
        }
        Shape::Texts => {
            let items = json!({ "type": ["string", "number", "boolean", "null"] });
            json!({ "type": types(&["string", "number", "boolean", "array"]), "items": items })
        }
        Shape::Groups => {
            let group = json!({ "type": ["integer", "string"], "minimum": 1, "maximum": 8, "pattern": GROUPS });
            let mut schema = group.clone();
            schema["type"] = types(&["integer", "string", "array"]);
            schema["items"] = group;
            schema
        }
        Shape::Mapping(keys) => nullable(mapping(keys), required),
        Shape::Mappings(keys) => json!({ "type": types(&["array"]), "items": mapping(keys) }),
        Shape::Named(keys) => json!({ "type": types(&["object"]), "additionalProperties": mapping(keys) }),
        Shape::Labels(keys) => {
            let text = json!({ "type": ["string", "number", "boolean"] });
            let label = json!({ "anyOf": [text, mapping(keys)] });
            json!({ "type": types(&["object"]), "additionalProperties": label })
        }
        Shape::Levels => levels(),
        Shape::Any => json!({}),
        Shape::Gone => json!({ "not": {} }),
    }
}

fn nullable(mut schema: Value, required: bool) -> Value {
    if !required {
        schema["type"] = json!(["object", "null"]);
    }
    schema
}

/// Every code with what it says, and the levels that it may have.
fn levels() -> Value {
    let mut properties = Map::new();
    for code in catalogue::ALL {
        let may = |level: &crate::diag::Level| !code.fixed || *level >= code.level;
        let words: Vec<&str> = config::LEVELS.iter().filter(|(_, level)| may(level)).map(|(word, _)| *word).collect();
        for name in [code.id, code.name] {
            properties.insert(name.to_string(), json!({ "enum": words, "description": code.words(Lang::Nl).message }));
        }
    }
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::blocks::{self, BLOCKS};

    fn assert_both(what: &str, [nl, en]: About) {
        assert!(!nl.trim().is_empty() && !en.trim().is_empty(), "{what}: `{nl}`, `{en}`");
        assert!(nl != en, "{what}: both languages say `{nl}`");
    }

    /// The keys of a mapping and of the mappings in it.
    fn assert_keys(what: &str, keys: &Keys) -> usize {
        let inner = |row: &Key| match row.value {
            Shape::Mapping(keys) | Shape::Mappings(keys) | Shape::Named(keys) | Shape::Labels(keys) => {
                assert_keys(&format!("{what}.{}", row.name), keys)
            }
            _ => 0,
        };
        keys.rows().for_each(|row| assert_both(&format!("{what}.{}", row.name), row.about));
        keys.rows().map(|row| 1 + inner(row)).sum()
    }

    #[test]
    fn everything_that_can_be_written_is_explained_in_both_languages() {
        let mut keys = 0;
        for subject in subjects() {
            assert_both(subject.words[0], subject.about);
            keys += assert_keys(subject.words[0], &subject.keys);
        }
        assert!(keys > 100, "only {keys} keys were looked at");
        for block in BLOCKS {
            assert_both(block.name, block.about);
        }
        let of_blocks = BLOCKS.iter().map(|block| (block.name, block.attributes));
        let others = [("##", blocks::HEADING), ("image", blocks::IMAGE), ("each block", blocks::COMMON)];
        for (owner, rows) in of_blocks.chain(others) {
            rows.iter().for_each(|row| assert_both(&format!("{owner} {}", row.name), row.about));
        }
    }
}
