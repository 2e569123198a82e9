//! What codes say: `messages/<language>/<family>.md`, compiled in, read when the first finding is to be told.
//!
//! ```text
//! ## E0205 duplicate-key
//!
//! The message, one line.
//!
//! > A help. A second quote is a second help: the first one whose arguments are all there is shown.
//!
//! Why this matters, what is wrong and what is right: all that `krijt explain` prints.
//! ```
//!
//! `# …` at the top of a file is the name of its family: all codes whose number begins with the same two digits. What does
//! not fit this form is left out, which tests catch: the program goes on without those words.
//!
//! `values.md` has what arguments are in words: `## reason`, and below it a list of ``- `tag`: what the reader sees``.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Lang, Words};

/// The values of arguments in one language.
macro_rules! values {
    ($lang:literal) => {
        include_str!(concat!("../../messages/", $lang, "/values.md"))
    };
}

/// The families of one language.
macro_rules! files {
    ($lang:literal) => {
        files!($lang: "01-files" "02-head" "03-blocks" "04-text" "05-links" "06-pictures" "07-lessons" "08-people"
            "09-site" "10-theme" "11-settings" "12-saving" "13-slides" "14-paper" "15-structure" "16-dutch" "17-privacy"
            "18-allow")
    };
    ($lang:literal: $($name:literal)*) => {
        [$(include_str!(concat!("../../messages/", $lang, "/", $name, ".md"))),*]
    };
}

static NL: LazyLock<Messages> = LazyLock::new(|| Messages::read(&files!("nl"), values!("nl")));
static EN: LazyLock<Messages> = LazyLock::new(|| Messages::read(&files!("en"), values!("en")));
static NOTHING: Words = Words { message: "", help: Vec::new(), explain: "" };

/// All messages in one language.
#[derive(Default)]
struct Messages {
    /// By the id of its code.
    words: BTreeMap<&'static str, Words>,
    /// The names of families, by their two digits.
    families: BTreeMap<&'static str, &'static str>,
    /// What arguments say, by their group and the program's word for it.
    values: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
}

/// What the code with this id says.
pub fn words(id: &str, lang: Lang) -> &'static Words {
    of(lang).words.get(id).unwrap_or(&NOTHING)
}

/// What the family of the code with this id is about.
pub fn family(id: &str, lang: Lang) -> &'static str {
    digits(id).and_then(|digits| of(lang).families.get(digits)).copied().unwrap_or_default()
}

/// What an argument of this group says.
pub fn value(group: &str, tag: &str, lang: Lang) -> Option<&'static str> {
    of(lang).values.get(group)?.get(tag).copied()
}

/// The same, for a text that begins with the word of the program.
pub fn value_that_begins(group: &str, text: &str, lang: Lang) -> Option<&'static str> {
    let mut rows = of(lang).values.get(group)?.iter();
    rows.find(|(tag, _)| text.starts_with(**tag)).map(|(_, words)| *words)
}

/// All groups of values and their words, for the tests.
pub fn values(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    of(lang).values.iter().flat_map(|(group, rows)| rows.keys().map(move |tag| (*group, *tag)))
}

/// The ids of all sections, for the tests.
pub fn sections(lang: Lang) -> impl Iterator<Item = &'static str> {
    of(lang).words.keys().copied()
}

fn of(lang: Lang) -> &'static Messages {
    lang.of([&NL, &EN])
}

/// `03` of `E0303`.
fn digits(id: &str) -> Option<&str> {
    id.get(1..3)
}

impl Messages {
    fn read(files: &[&'static str], values: &'static str) -> Messages {
        let mut messages = Messages { values: read_values(values), ..Messages::default() };
        for text in files {
            let mut sections = text.split("\n## ");
            let title = sections.next().and_then(|top| top.trim().strip_prefix("# "));
            for section in sections {
                let Some((id, words)) = section.split_once(' ').and_then(|(id, rest)| Some((id, read(rest)?))) else {
                    continue;
                };
                if let (Some(digits), Some(title)) = (digits(id), title) {
                    messages.families.insert(digits, title);
                }
                messages.words.insert(id, words);
            }
        }
        messages
    }
}

/// A section without its id: the name of its code, a message, quotes, and the rest.
fn read(section: &'static str) -> Option<Words> {
    let (_name, rest) = section.split_once("\n\n")?;
    let (message, mut rest) = rest.split_once("\n\n")?;
    let mut help = Vec::new();
    while rest.starts_with('>') {
        let (quote, after) = rest.split_once("\n\n")?;
        help.push(unquoted(quote));
        rest = after;
    }
    Some(Words { message, help, explain: rest.trim() })
}

fn read_values(text: &'static str) -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let groups = text.split("\n## ").skip(1).filter_map(|group| group.split_once('\n'));
    groups.map(|(group, lines)| (group, lines.lines().filter_map(entry).collect())).collect()
}

/// ``- `tag`: words``; a tag with a backtick in it stands between two, and blanks.
fn entry(line: &'static str) -> Option<(&'static str, &'static str)> {
    let rest = line.strip_prefix("- ")?;
    let inner = rest.trim_start_matches('`');
    let ticks = &rest[..rest.len() - inner.len()];
    let (tag, words) = inner.split_once(&format!("{ticks}: "))?;
    Some((if ticks.len() > 1 { tag.trim() } else { tag }, words))
}

/// The lines of a quote. Lines to write stand in a code block in it, apart from the sentence: neither its marks nor the
/// empty line before it are printed.
fn unquoted(quote: &str) -> String {
    let lines = quote.lines().map(|line| line.trim_start_matches('>').strip_prefix(' ').unwrap_or_default());
    lines.filter(|line| !line.is_empty() && *line != "```").collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_a_message_quotes_and_the_rest() {
        let text = "# Family\n\n## E0101 a-name\n\nMessage.\n\n> One.\n\n> Two:\n>\n> ```\n> ---\n>   x\n> ```\n\nWhy.\n\n\
                    > a quote\n\n## W0102 b-name\n\nOther.\n\n> Help.\n\nSo.\n";
        let messages = Messages::read(&[text], "");
        let words = &messages.words["E0101"];
        assert_eq!((words.message, words.explain), ("Message.", "Why.\n\n> a quote"));
        assert_eq!(words.help, ["One.", "Two:\n---\n  x"]);
        assert_eq!(messages.words["W0102"].help, ["Help."]);
        assert_eq!(messages.families, BTreeMap::from([("01", "Family")]));
    }

    #[test]
    fn values_are_lists_below_the_name_of_their_group() {
        let values = read_values(
            "# V\n\n## a\n\nAbout.\n\n- `x: y`: een\n- `` `… ``: twee\n- geen\n\n## b\n\n- `x`: `drie`: vier\n",
        );
        assert_eq!(values["a"], BTreeMap::from([("x: y", "een"), ("`…", "twee")]));
        assert_eq!(values["b"], BTreeMap::from([("x", "`drie`: vier")]));
    }

    #[test]
    fn what_has_another_form_is_left_out() {
        for text in ["", "# F", "# F\n\n## ", "# F\n\n## E0101", "# F\n\n## E0101 a\n\nMessage.", "## é\n\n>\n\n> x"] {
            assert!(Messages::read(&[text], "").words.is_empty(), "{text}");
        }
        assert_eq!(words("E9999", Lang::Nl).message, "");
        assert_eq!(family("é", Lang::En), "");
    }
}
