//! Words in templates: `w.menu.lessons`, and with places to fill in `w.page.updated | with(date=page.updated)`. The form of
//! a plural goes by `n`: `w.lessons.count | with(n=lessons | length)`.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Kwargs, Map, State, TeraResult, Value};

use crate::wording::{Phrase, Wording, row_of};

/// The key in a plural under which the forms stand that numbers take.
const FORMS: &str = "_";

/// The language of a file of words, by its path below the theme.
pub fn language(path: &str) -> Option<&str> {
    path.strip_prefix("words/")?.strip_suffix(".yaml")
}

/// The words of a language as a value, group by group: made once, and lent to every page.
pub fn value(wording: &Wording, written: fn(&str) -> Value) -> Value {
    let forms = Value::from(wording.forms.iter().map(|form| Value::from(*form)).collect::<Vec<Value>>());
    let mut groups: BTreeMap<&str, Map> = BTreeMap::new();
    for (key, word) in wording.table() {
        let Some((group, key)) = key.split_once('.') else { continue };
        let word = match word {
            Phrase::Text(text) => written(text),
            Phrase::Forms(rows) => {
                let rows = rows.iter().map(|(form, text)| (Key::from(form.clone()), written(text)));
                let more = [(Key::from(FORMS), forms.clone())];
                Value::from(rows.chain(more).collect::<Map>())
            }
        };
        groups.entry(group).or_default().insert(Key::from(key.to_string()), word);
    }
    let mut all: Map =
        groups.into_iter().map(|(group, rows)| (Key::from(group.to_string()), Value::from(rows))).collect();
    all.insert(Key::from("for_scripts"), written(&wording.for_scripts()));
    all.insert(Key::from("lang"), Value::from(wording.lang.as_str()));
    all.insert(Key::from("dir"), Value::from(wording.dir));
    Value::from(all)
}

/// Words in text that is nothing else.
pub fn plain(text: &str) -> Value {
    Value::safe_string(text)
}

/// Words on a page stand in texts and between quotes.
pub fn safe(text: &str) -> Value {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    Value::safe_string(&text)
}

/// `| safe`: a text is lent on with another mark. Tera's own filter copies it, and a page's content is long.
pub fn as_it_is(value: &Value, _: Kwargs, _: &State) -> Value {
    if value.is_string() { value.clone().mark_safe() } else { Value::safe_string(&value.to_string()) }
}

fn form(forms: &Map, n: u64) -> Option<&str> {
    let form = forms.get(&Key::from(FORMS))?.as_array()?.get(row_of(n))?.as_str()?;
    forms.get(&Key::from(form.to_string())).or_else(|| forms.get(&Key::from("other")))?.as_str()
}

/// Fills in the places of a word.
pub fn with(word: &Value, values: Kwargs, state: &State) -> TeraResult<Value> {
    let n = values.get::<u64>("n")?;
    let text = word.as_str().or_else(|| form(word.as_map()?, n.unwrap_or_default())).unwrap_or_default();
    let mut text = text.to_string();
    for (name, value) in values.iter() {
        let shown = state.escape_if_needed(value)?;
        text = text.replace(&format!("{{{name}}}"), &shown);
    }
    Ok(Value::safe_string(&text))
}
