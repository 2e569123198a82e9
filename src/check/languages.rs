//! Passages in another language than their page, without a mark that says so: a screen reader reads them as Dutch.
//!
//! Small words decide, of which every text has many. It takes a passage of at least [`WORDS`] words of which a quarter are
//! small words of one other language, three different ones, and hardly any are Dutch: a title or a loan word is no other language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::prose::{PassageForm, Prose, Word};
use super::shapes::Shapes;
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

/// The bit of Dutch; that of the others is the next ones, in their order.
const IS_DUTCH: u8 = 1;

/// All small words, with a bit for each language that has them.
static SMALL: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut small = FxHashMap::default();
    let mut add = |words: &'static [&'static str], bit: u8| {
        for word in words {
            *small.entry(*word).or_insert(0) |= bit;
        }
    };
    add(DUTCH, IS_DUTCH);
    for (at, (_, words)) in OTHERS.iter().enumerate() {
        add(words, IS_DUTCH << (at + 1));
    }
    small
});

static SHAPES: Shapes = {
    let mut shapes = Shapes::NONE.and(DUTCH);
    let mut at = 0;
    while at < OTHERS.len() {
        shapes = shapes.and(OTHERS[at].1);
        at += 1;
    }
    shapes
};

/// More words than this tell nothing new.
const SAMPLE: usize = 40;

pub fn look(doc: &Doc, _: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let (mut looked_at, mut met) = (0, Vec::new());
    for passage in &prose.passages {
        let words = prose.words_of(passage);
        if passage.marked || passage.form != PassageForm::Text || words.len() < WORDS {
            continue;
        }
        looked_at += 1;
        let sample = &words[..words.len().min(SAMPLE)];
        let Some(lang) = other_language(prose, sample, &mut met) else { continue };
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let place = prose.place(doc, *first, *last);
            findings.push(Finding::new(&code::OTHER_LANGUAGE, place).with("lang", lang));
        }
    }
    // A whole page in another language is one mistake.
    if (findings.len() - before) * 2 >= looked_at {
        findings.truncate(before + 1);
    }
}

/// Most passages are Dutch, and say so within a few words. `met` is room to work in.
fn other_language<'p>(prose: &'p Prose, words: &[Word], met: &mut Vec<(&'p str, u8)>) -> Option<&'static str> {
    let mut dutch = 0;
    met.clear();
    for (at, word) in words.iter().enumerate() {
        if !SHAPES.may_have(prose.lead(*word), word.size()) {
            continue;
        }
        let word = prose.word(*word);
        let Some(bits) = SMALL.get(word) else { continue };
        dutch += usize::from(bits & IS_DUTCH != 0);
        if dutch >= 2 && dutch * 8 > at {
            return None;
        }
        if *bits != IS_DUTCH {
            met.push((word, *bits));
        }
    }
    if dutch * 8 >= words.len() {
        return None;
    }
    let count = |bit: u8| met.iter().filter(|(_, bits)| bits & bit != 0).count();
    let rows = OTHERS.iter().enumerate().map(|(at, (lang, _))| (IS_DUTCH << (at + 1), *lang));
    let (bit, lang) = rows.max_by_key(|(bit, _)| count(*bit))?;
    let mut different: Vec<&str> = met.iter().filter(|(_, bits)| bits & bit != 0).map(|(word, _)| *word).collect();
    different.sort_unstable();
    different.dedup();
    (count(bit) * 4 >= words.len() && different.len() >= 3).then_some(lang)
}
