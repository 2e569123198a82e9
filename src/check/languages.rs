//! Passages in another language than their page, without a mark that says so: a screen reader reads them as Dutch.
//!
//! Small words decide, of which every text has many. It takes a passage of at least [`WORDS`] words of which a quarter are
//! small words of one other language, three different ones, and hardly any are Dutch: a title or a loan word is no other language.

use super::prose::{Form, Prose};
use crate::diag::{Finding, catalogue as code};
use crate::doc::Doc;

const WORDS: usize = 8;

/// Without those that others have, too, such as `de`, `in` and `is`.
const DUTCH: &[&str] = &[
    "aan", "als", "bij", "dat", "dit", "een", "het", "hij", "ik", "je", "maar", "met", "naar", "niet", "om", "ook",
    "op", "te", "tot", "uit", "van", "voor", "wat", "wie", "zij", "zijn", "ze", "uw", "ook", "wij", "kan", "heb",
];

/// A language, and small words that Dutch does not have.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "to", "you", "your", "it", "that", "for", "with", "are", "this", "not", "have", "they", "a",
            "if", "what",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "ich", "sie", "mit", "zu", "auf", "auch", "wir",
            "sind",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "et", "des", "une", "est", "vous", "nous", "pour", "dans", "pas", "que", "qui", "sur",
            "avec",
        ],
    ),
    (
        "es",
        &["el", "la", "los", "las", "y", "que", "una", "es", "por", "con", "para", "su", "como", "más", "pero", "del"],
    ),
    (
        "tr",
        &[
            "bir", "ve", "bu", "için", "ile", "ne", "çok", "da", "gibi", "daha", "olan", "değil", "siz", "çocuk", "mi",
            "mı",
        ],
    ),
    ("pl", &["i", "w", "nie", "na", "się", "z", "do", "to", "jest", "że", "co", "jak", "dla", "czy", "lub", "dziecko"]),
];

pub fn look(doc: &Doc, _: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let mut looked_at = 0;
    for passage in &prose.passages {
        let words = prose.words_of(passage);
        if passage.marked || passage.form != Form::Text || words.len() < WORDS {
            continue;
        }
        looked_at += 1;
        let is = |list: &[&str], word: &str| list.contains(&word);
        // Most passages are Dutch, and say so within a few words.
        let mut dutch = 0;
        let mut seen = 0;
        for word in words {
            seen += 1;
            dutch += usize::from(is(DUTCH, prose.word(*word)));
            if dutch >= 2 && dutch * 8 >= seen {
                break;
            }
        }
        if dutch * 8 >= seen {
            continue;
        }
        let lower: Vec<String> = words.iter().map(|word| prose.word(*word).to_lowercase()).collect();
        let count = |list: &[&str]| lower.iter().filter(|word| is(list, word)).count();
        let best = OTHERS.iter().map(|(lang, list)| (count(list), *lang, *list)).max_by_key(|(count, ..)| *count);
        let Some((_, lang, list)) = best.filter(|(count, ..)| count * 4 >= words.len()) else { continue };
        let different = list.iter().filter(|small| lower.iter().any(|word| word == *small)).count();
        if different >= 3
            && let (Some(first), Some(last)) = (words.first(), words.last())
        {
            let place = prose.place(doc, *first, *last);
            findings.push(Finding::new(&code::OTHER_LANGUAGE, place).with("lang", lang));
        }
    }
    // A whole page in another language is one mistake.
    if (findings.len() - before) * 2 >= looked_at {
        findings.truncate(before + 1);
    }
}
