//! What an author can write, as a list and as JSON Schemas (draft 2020-12), from the tables that the readers go by:
//! [`KINDS`](crate::kind::KINDS) for heads, [`data`] and [`config`] for YAML files. `krijt schema`, the editor files of
//! `krijt init` and `krijt explain` take their words from here.
//!
//! A schema is for editors, so it holds a bit more tightly than krijt, never more loosely: of a time it wants quotes.
//! What it cannot know is the calendar and the rest of the school.

use serde_json::{Map, Value, json};

use crate::config;
use crate::data;
use crate::diag::catalogue;
use crate::front::{Key, Keys, Shape};
use crate::kind::KINDS;

/// Something with keys: the head of a kind of document, or a YAML file.
pub struct Subject {
    /// The Dutch word, which is also the name of the schema's file, and the English one.
    pub words: [&'static str; 2],
    /// Where it stands, for people; for a YAML file its path.
    pub files: &'static str,
    pub about: &'static str,
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
}

impl Subject {
    pub fn is_called(&self, word: &str) -> bool {
        self.words.iter().any(|own| own.eq_ignore_ascii_case(word))
    }
}

/// Everything that has keys, documents first.
pub fn subjects() -> Vec<Subject> {
    let heads = KINDS.iter().map(|kind| Subject {
        words: [kind.word, kind.name],
        files: kind.files,
        about: kind.about,
        keys: kind.keys(),
        form: Form::Head,
    });
    let file = |words, files, about, keys, form| Subject { words, files, about, keys, form };
    let files = [
        file(["krijt", "config"], config::FILE, "De school, het jaar en de site.", config::KEYS, Form::File),
        file(["begrippen", "glossary"], data::GLOSSARY, "Moeilijke woorden met hun uitleg.", data::TERM, Form::Named),
        file(
            ["kerndoelen", "goals"],
            data::GOALS,
            "De doelen waar lessen naar verwijzen.",
            data::GOALS_FILE,
            Form::File,
        ),
        file(
            ["hulplijnen", "helplines"],
            data::HELPLINES,
            "Bij wie kinderen en ouders terechtkunnen. In een tekst: `{{ hulplijn.kindertelefoon.telefoon }}`.",
            data::HELPLINE,
            Form::Named,
        ),
    ];
    heads.chain(files).collect()
}

pub fn find(word: &str) -> Option<Subject> {
    subjects().into_iter().find(|subject| subject.is_called(word))
}

/// The schema of a subject, as JSON text.
pub fn render(subject: &Subject) -> String {
    let mut schema = match subject.form {
        Form::Head | Form::File => mapping(&subject.keys),
        Form::Named => json!({ "type": "object", "additionalProperties": mapping(&subject.keys) }),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = match subject.form {
        Form::Head => format!("De kop van: {}", subject.words[0]),
        Form::File | Form::Named => subject.files.to_string(),
    }
    .into();
    schema["description"] = format!("{} Bestand: {}", subject.about, subject.files).into();
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
    let required: Vec<Value> = keys.required.iter().filter_map(|name| keys.row(name)).map(required).collect();
    if !required.is_empty() {
        schema["allOf"] = required.into();
    }
    schema
}

/// A required key may be there under any of its names.
fn required(row: &Key) -> Value {
    let named = |name: &str| json!({ "required": [name] });
    match row.aliases {
        [] => named(row.name),
        aliases => {
            json!({ "anyOf": std::iter::once(row.name).chain(aliases.iter().copied()).map(named).collect::<Vec<_>>() })
        }
    }
}

fn described(row: &Key, keys: &Keys, alias: Option<&str>) -> Value {
    let mut schema = shape(row.value, keys.required.contains(&row.name));
    let about = match alias {
        Some(_) => format!("Hetzelfde als `{}`. {}", row.name, row.about),
        None => row.about.to_string(),
    };
    schema["description"] = about.into();
    schema
}

/// Words that YAML 1.2 leaves as text, in the ways that people write them.
const FLAGS: [&str; 8] = ["ja", "nee", "Ja", "Nee", "yes", "no", "waar", "onwaar"];
const DATE: &str = r"^\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2}|(1[3-9]|2\d|3[01])[-/]\d{1,2}[-/]\d{4})([T ].*)?$";
const TIME: &str = r"^([01]?\d|2[0-3])[:.]([0-5]\d|[0-5])$";
const LANGUAGE: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
const WEB: &str = r#"^https?://[^"<> \\?#]*$"#;
const GROUPS: &str = r"^\D*[1-8](\D+[1-8])*\D*$";

/// An optional key may be empty; a required one must say something.
fn shape(value: Shape, required: bool) -> Value {
    let types = |names: &[&str]| {
        let null = if required { &[][..] } else { &["null"] };
        Value::from(names.iter().chain(null).copied().collect::<Vec<_>>())
    };
    let pattern = |pattern: &str| json!({ "type": types(&["string"]), "pattern": pattern });
    let one_of = |words: &[&str]| {
        let mut words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
        words.extend((!required).then_some(Value::Null));
        json!({ "enum": words })
    };
    match value {
        Shape::Text if required => json!({ "type": types(&["string", "number", "boolean"]), "pattern": r"\S" }),
        Shape::Text => json!({ "type": types(&["string", "number", "boolean"]) }),
        Shape::Date => pattern(DATE),
        Shape::Time => pattern(TIME),
        Shape::Language => pattern(LANGUAGE),
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
            let list = json!({ "type": "array", "items": { "enum": words } });
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
        Shape::Labels => {
            json!({ "type": types(&["object"]), "additionalProperties": { "type": ["string", "number", "boolean"] } })
        }
        Shape::Levels => levels(),
        Shape::Any => json!({}),
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
            properties.insert(name.to_string(), json!({ "enum": words, "description": code.nl.message }));
        }
    }
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}
