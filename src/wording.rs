//! The words of krijt's own that readers meet, as data: `words/<lang>.yaml` of the theme, and of a school's theme what
//! corrects or adds to it. A word that a language lacks is said in the site's language, and at last in Dutch.

mod json;
mod read;

pub use read::{WordTable, built_in, languages, own, places};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use icu::locale::Locale;
use icu::plurals::{PluralCategory, PluralRules};

use crate::language;

/// The language that has every word.
pub const FIRST: &str = "nl";

/// What stands under a key: a text, or the forms of a plural by ICU's names of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    Text(String),
    Forms(BTreeMap<String, String>),
}

/// The words of one language.
#[derive(Debug)]
pub struct Wording {
    pub lang: String,
    pub dir: &'static str,
    /// By group and key: `menu.lessons`.
    table: WordTable,
    /// The form that a number takes: by the number below 200, and above that by its last two digits.
    pub forms: Vec<&'static str>,
    paper: OnceLock<Arc<str>>,
}

/// How many rows [`Wording::forms`] has. In all languages of ICU a whole number beyond a hundred takes its form by its last
/// two digits (Unicode CLDR, `plurals.xml`); those that do so by millions are no worse than odd.
const FORMS: u64 = 200;

impl Wording {
    fn new(lang: &str, table: WordTable) -> Self {
        let dir = language::direction(lang);
        let table =
            if dir == "rtl" { table.into_iter().map(|(key, word)| (key, isolated(word))).collect() } else { table };
        Wording { lang: lang.to_string(), dir, table, forms: forms(lang), paper: OnceLock::new() }
    }

    /// For Typst, as JSON: made once.
    pub fn paper(&self) -> Arc<str> {
        Arc::clone(self.paper.get_or_init(|| self.for_paper().into()))
    }

    /// All words, by group and key.
    pub fn table(&self) -> &WordTable {
        &self.table
    }

    pub fn text(&self, key: &str) -> &str {
        match self.table.get(key) {
            Some(Phrase::Text(text)) => text,
            Some(Phrase::Forms(forms)) => forms.get("other").map_or("", String::as_str),
            None => "",
        }
    }

    /// A text with its places filled in.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.text(key).to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// A text with `{n}`, in the form that this number takes.
    pub fn count(&self, key: &str, n: impl Into<u64>) -> String {
        let n = n.into();
        let form = match self.table.get(key) {
            Some(Phrase::Forms(forms)) => {
                forms.get(self.form(n)).or_else(|| forms.get("other")).map_or("", String::as_str)
            }
            _ => self.text(key),
        };
        form.replace("{n}", &n.to_string())
    }

    /// `[5, 6]`, in Dutch `groep 5 en 6`.
    pub fn groups(&self, groups: &[u8]) -> Option<String> {
        let numbers: Vec<String> = groups.iter().map(u8::to_string).collect();
        let (last, rest) = numbers.split_last()?;
        let in_a_row = groups.len() > 2 && usize::from(groups.last()? - groups.first()?) == groups.len() - 1;
        Some(match rest {
            [] => self.with("groups.one", &[("last", last)]),
            [first, ..] if in_a_row => self.with("groups.range", &[("first", first), ("last", last)]),
            _ => self.with("groups.some", &[("first", &rest.join(", ")), ("last", last)]),
        })
    }

    pub fn form(&self, n: u64) -> &'static str {
        self.forms.get(row_of(n)).copied().unwrap_or("other")
    }
}

/// The row of [`Wording::forms`] for a number.
pub fn row_of(n: u64) -> usize {
    (if n < FORMS { n } else { 100 + n % 100 }) as usize
}

/// Places that are filled with numbers alone: they run the same way wherever they stand.
const NUMBERS: &[&str] = &["n", "count", "hour", "minute", "first", "last", "min", "max"];

/// What is filled into a text that runs from right to left keeps its own direction: U+2068 and U+2069 isolate it.
fn isolated(word: Phrase) -> Phrase {
    let around = |text: String| {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((name, end)) = rest.find('{').and_then(|at| Some((at, at + rest[at..].find('}')?))) {
            let is_number = NUMBERS.contains(&&rest[name + 1..end]);
            let (open, close) = if is_number { ("", "") } else { ("\u{2068}", "\u{2069}") };
            out.extend([&rest[..name], open, &rest[name..=end], close]);
            rest = &rest[end + 1..];
        }
        out + rest
    };
    match word {
        Phrase::Text(text) => Phrase::Text(around(text)),
        Phrase::Forms(forms) => Phrase::Forms(forms.into_iter().map(|(form, text)| (form, around(text))).collect()),
    }
}

fn forms(lang: &str) -> Vec<&'static str> {
    let rules =
        Locale::try_from_str(lang).ok().and_then(|locale| PluralRules::try_new(locale.into(), Default::default()).ok());
    let form = |n: u64| match rules.as_ref().map(|rules| rules.category_for(n)) {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        _ => "other",
    };
    (0..FORMS).map(form).collect()
}

/// The forms that whole numbers take in a language, in the order of the alphabet, and the one of all that are left.
pub fn forms_of(lang: &str) -> Vec<&'static str> {
    let mut all: Vec<&str> = forms(lang).into_iter().chain(["other"]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of all languages that somebody wrote some in; each is put together once it is asked for.
#[derive(Debug, Default)]
pub struct Wordings {
    site: String,
    own: BTreeMap<String, WordTable>,
    made: BTreeMap<String, OnceLock<Wording>>,
    first: OnceLock<Wording>,
}

impl Wordings {
    /// `own` are the school's words by language, `site` is the language that the site is in.
    pub fn new(site: &str, own: BTreeMap<String, WordTable>) -> Self {
        let known = languages().map(str::to_string).chain(own.keys().cloned());
        Wordings {
            site: base(site).to_string(),
            made: known.map(|lang| (lang, OnceLock::new())).collect(),
            own,
            first: OnceLock::new(),
        }
    }

    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.made.keys().map(String::as_str)
    }

    /// Has anybody written words in this language?
    pub fn knows(&self, lang: &str) -> bool {
        self.made.contains_key(base(lang))
    }

    /// The words of a language; those of the site's where there are none.
    pub fn of(&self, lang: &str) -> &Wording {
        let found = |lang: &str| self.made.get_key_value(base(lang));
        match found(lang).or_else(|| found(&self.site)) {
            Some((lang, made)) => made.get_or_init(|| Wording::new(lang, self.table(lang))),
            None => self.first.get_or_init(|| Wording::new(FIRST, self.table(FIRST))),
        }
    }

    /// One text of a language, which for that alone is not put together.
    pub fn one(&self, lang: &str, key: &str) -> String {
        let plain = || read::one(lang, key).filter(|_| !self.own.contains_key(lang));
        plain().map_or_else(|| self.of(lang).text(key).to_string(), str::to_string)
    }

    fn table(&self, lang: &str) -> WordTable {
        let mut table = WordTable::new();
        let mut langs = vec![FIRST, &self.site, lang];
        langs.dedup();
        for lang in langs {
            table.extend(built_in(lang).iter().map(|(key, word)| (key.clone(), word.clone())));
            table.extend(self.own.get(lang).into_iter().flatten().map(|(key, word)| (key.clone(), word.clone())));
        }
        table
    }
}

/// The language of a tag, without region and script: `en` of `en-GB`.
pub fn base(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_form_of_their_language() {
        let form = |lang: &str, n: u64| Wording::new(lang, WordTable::new()).form(n);
        assert_eq!(
            [0, 1, 2, 3, 11, 100, 103, 1011].map(|n| form("ar", n)),
            ["zero", "one", "two", "few", "many", "other", "few", "many"]
        );
        assert_eq!(
            [1, 2, 5, 12, 22, 112, 1022].map(|n| form("pl", n)),
            ["one", "few", "many", "many", "few", "many", "few"]
        );
        assert_eq!([1, 11, 21, 22, 25].map(|n| form("uk", n)), ["one", "many", "one", "few", "many"]);
        assert_eq!([0, 1, 2].map(|n| form("nl", n)), ["other", "one", "other"]);
    }

    #[test]
    fn a_word_that_a_language_lacks_is_the_sites_then_dutch() {
        let text = |text: &str| Phrase::Text(text.to_string());
        let own =
            BTreeMap::from([("de".to_string(), WordTable::from([("menu.lessons".to_string(), text("Stunden"))]))]);
        let words = Wordings::new("en", own);
        assert_eq!(words.of("de-AT").text("menu.lessons"), "Stunden");
        assert_eq!(words.of("de").text("menu.close"), words.of("en").text("menu.close"));
        assert_eq!(words.of("fy").lang, "en");
        assert!(words.knows("tr") && !words.knows("fy"));
    }
}
