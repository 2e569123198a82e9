//! Wrong commands, in the words of `messages/<lang>/command-line.yaml`.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::words::CommandWords;

/// How values are written, by what they belong to.
const FORMS: &[(&str, &str)] = &[("--week-", "day"), ("--date", "day"), ("--port", "port")];

/// What is wrong with a command and what to write instead; `None` where clap's own words must do.
pub fn told(error: &clap::Error, words: &CommandWords) -> Option<String> {
    let said = |kind: ContextKind| {
        error.get(kind).and_then(|value| match value {
            ContextValue::String(text) => Some(vec![text.clone()]),
            ContextValue::Strings(texts) => Some(texts.clone()),
            _ => None,
        })
    };
    let one = |kind| said(kind).and_then(|texts| texts.into_iter().next());
    let meant = |kind, before: &str| Some(words.mistake("meant", &[("word", &format!("{before}{}", one(kind)?))]));
    let (what, instead) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let what = words.mistake("unknown_command", &[("word", &one(ContextKind::InvalidSubcommand)?)]);
            (what, meant(ContextKind::SuggestedSubcommand, "krijt "))
        }
        ErrorKind::UnknownArgument => {
            let what = words.mistake("unknown_option", &[("word", &one(ContextKind::InvalidArg)?)]);
            (what, meant(ContextKind::SuggestedArg, ""))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (option, wrong) = (one(ContextKind::InvalidArg)?, one(ContextKind::InvalidValue)?);
            let form = || FORMS.iter().find(|(name, _)| option.contains(name)).map(|(_, key)| words.mistake(key, &[]));
            let valid = said(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
            let hint = valid.map(|valid| words.mistake("choose", &[("list", &valid.join(", "))])).or_else(form);
            let key = if wrong.is_empty() { "no_value" } else { "wrong_value" };
            (words.mistake(key, &[("option", &option), ("word", &wrong)]), hint)
        }
        ErrorKind::MissingRequiredArgument => {
            (words.mistake("missing", &[("list", &said(ContextKind::InvalidArg)?.join(", "))]), None)
        }
        ErrorKind::ArgumentConflict => {
            let (option, other) = (one(ContextKind::InvalidArg)?, said(ContextKind::PriorArg)?);
            let key = if other == [option.as_str()] { "twice" } else { "conflict" };
            (words.mistake(key, &[("option", &option), ("list", &other.join("`, `"))]), None)
        }
        _ => return None,
    };
    let instead = instead.map_or(String::new(), |instead| format!(" {instead}"));
    Some(format!("{what}{instead}\n{}", words.mistake("examples", &[])))
}
