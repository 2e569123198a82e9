//! Wrong commands, in Dutch. In English, clap says it well.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// How values are written, by what they belong to.
const FORMS: &[(&str, &str)] = &[
    ("--week-", " Schrijf een dag als jaar-maand-dag, zoals 2026-11-06."),
    ("--date", " Schrijf een dag als jaar-maand-dag, zoals 2026-11-06."),
    ("--port", " Een poort is een getal tot en met 65535, zoals 5000."),
];

/// What is wrong with a command and what to write instead; `None` where clap's own words must do.
pub fn in_dutch(error: &clap::Error) -> Option<String> {
    let said = |kind: ContextKind| {
        error.get(kind).and_then(|value| match value {
            ContextValue::String(text) => Some(vec![text.clone()]),
            ContextValue::Strings(texts) => Some(texts.clone()),
            _ => None,
        })
    };
    let one = |kind| said(kind).and_then(|texts| texts.into_iter().next());
    let meant =
        |kind, before: &str| one(kind).map(|text| format!(" Bedoelde je `{before}{text}`?")).unwrap_or_default();
    let (what, instead) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let wrong = one(ContextKind::InvalidSubcommand)?;
            (format!("De opdracht `{wrong}` bestaat niet."), meant(ContextKind::SuggestedSubcommand, "krijt "))
        }
        ErrorKind::UnknownArgument => {
            let wrong = one(ContextKind::InvalidArg)?;
            (format!("`{wrong}` kan hier niet."), meant(ContextKind::SuggestedArg, ""))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (argument, wrong) = (one(ContextKind::InvalidArg)?, one(ContextKind::InvalidValue)?);
            let hint = match said(ContextKind::ValidValue) {
                Some(words) if !words.is_empty() => format!(" Kies uit: {}.", words.join(", ")),
                _ => FORMS.iter().find(|(name, _)| argument.contains(name)).map_or("", |(_, form)| form).to_string(),
            };
            let what = match wrong.as_str() {
                "" => format!("Achter `{argument}` ontbreekt een waarde."),
                wrong => format!("`{wrong}` kan niet bij `{argument}`."),
            };
            (what, hint)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = said(ContextKind::InvalidArg)?;
            (format!("Er ontbreekt iets: {}.", missing.join(", ")), String::new())
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (one(ContextKind::InvalidArg)?, said(ContextKind::PriorArg)?);
            (format!("`{one}` kan niet samen met `{}`.", other.join("`, `")), String::new())
        }
        _ => return None,
    };
    Some(format!("{what}{instead}\nVoorbeelden staan onder: krijt hulp, of krijt hulp bouw"))
}
