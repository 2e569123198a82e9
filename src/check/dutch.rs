//! Dutch that parents and pupils can read: long sentences, long words, abbreviations, a pile of passives.
//!
//! These are four separate things to look at again, each at its line. They are not added up: no count of words and
//! letters says at which level somebody reads.
//!
//! What advice says (seen in 2026): ten words a sentence on average (hvds.nl, "Schrijven op B1-niveau"); at most 15 (site
//! of the municipality of Dijk en Waard, "Prettig en helder schrijven"); at most 12 as a rule of thumb, and no words of
//! more than three syllables where there is a simpler one (b1teksten.nl, "Voorbeelden van B1-teksten"); write active
//! sentences, write abbreviations in full, name a date and not `binnenkort` (Dijk en Waard, "Een begrijpelijke
//! schrijfstijl").
//!
//! What real text does, measured with the words and sentences of `prose` (sentences of more than two words):
//!
//! | text | sentences | mean | 95 % | longest | over 18 |
//! |---|---|---|---|---|---|
//! | thuisarts.nl, three pages written for B1 (fever, sleep) | 83 | 9.6 | 15 | 18 | 0 % |
//! | six ordinary school sites, for parents | 56 | 15.4 | 25 | 33 | 29 % |
//! | this project's letters and pages for parents | 401 | 7.4 | 14 | 19 | 0.2 % |
//! | its tasks and slides for groups 5 and 6 | 242 | 5.9 | 11 | 15 | 0 % |
//! | its protocol | 465 | 9.0 | 16 | 24 | 1.3 % |
//!
//! So for parents 18 words is where text written for B1 ends and where ordinary school text is caught; the limits of the
//! others lie as far above their own text. Of the words of the B1 text 0.25 % have more than 16 letters and more than 5
//! syllables (`praktijkondersteuner`), and they are hard there, too; Dutch makes many everyday words of 13 or 14
//! letters (`huisartsenpost`), which no reader needs a warning about.

use std::collections::HashSet;

use super::prose::{Hint, NotableWord, ORDINARY, Passage, PassageForm, Prose, Readers, Sentence, Word};
use super::shapes::Shapes;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::Doc;

/// What is too much for a reader.
struct ReaderLimits {
    readers: &'static str,
    /// Words of a sentence.
    sentence: usize,
    /// Letters of a word without hyphens, and its syllables: a word that has more of both is long.
    letters: usize,
    syllables: usize,
}

const YOUNG: ReaderLimits = ReaderLimits { readers: "pupils-young", sentence: 12, letters: 12, syllables: 3 };
const MIDDLE: ReaderLimits = ReaderLimits { readers: "pupils-middle", sentence: 15, letters: 14, syllables: 4 };
const OLD: ReaderLimits = ReaderLimits { readers: "pupils-old", sentence: 18, letters: 15, syllables: 4 };
const PARENTS: ReaderLimits = ReaderLimits { readers: "parents", sentence: 18, letters: 16, syllables: 5 };
const SCHOOL: ReaderLimits = ReaderLimits { readers: "school", sentence: 20, letters: 18, syllables: 5 };

/// The team is not measured: a script for teachers is read by people whose trade it is.
fn limits(readers: Readers) -> Option<&'static ReaderLimits> {
    match readers {
        Readers::Pupils(0..=4) => Some(&YOUNG),
        Readers::Pupils(5..=6) => Some(&MIDDLE),
        Readers::Pupils(_) => Some(&OLD),
        Readers::Parents => Some(&PARENTS),
        Readers::School => Some(&SCHOOL),
        Readers::Team => None,
    }
}

/// More words than this without an end are no sentence but a list, or pasted signs.
const NO_SENTENCE: usize = 150;
/// This many passive sentences in one passage are a pile.
const PASSIVES: usize = 3;

const _: () = assert!(ORDINARY <= YOUNG.letters, "a word that is too long for anybody is notable");

pub fn look(doc: &Doc, _: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let mut view = DutchLint { doc, prose, findings, met: HashSet::new(), spelled_out: None };
    let may_pile = prose.hints(Hint::Passive, 0..prose.text.len()) >= PASSIVES;
    for passage in &prose.passages {
        if passage.marked || passage.form == PassageForm::Footnote {
            continue;
        }
        let Some(limits) = limits(passage.readers) else { continue };
        if passage.words.len() > limits.sentence {
            prose.sentences_of(passage).iter().for_each(|sentence| view.length(passage, sentence, limits));
        }
        if may_pile && prose.hints(Hint::Passive, passage.text.clone()) >= PASSIVES {
            view.pile(passage);
        }
        for word in prose.notable_of(passage) {
            view.long_word(prose.words()[word.at], limits);
            view.abbreviation(passage, *word);
        }
    }
}

struct DutchLint<'a> {
    doc: &'a Doc,
    prose: &'a Prose,
    findings: &'a mut Vec<Finding>,
    /// Words that were reported: once a document is enough.
    met: HashSet<String>,
    /// Abbreviations that the document spells out, once one is met.
    spelled_out: Option<HashSet<&'a str>>,
}

impl DutchLint<'_> {
    fn length(&mut self, passage: &Passage, sentence: &Sentence, limits: &ReaderLimits) {
        let words = self.prose.words_in(sentence);
        if words.len() <= limits.sentence || passage.form == PassageForm::Heading {
            return;
        }
        // What krijt fills in is not the author's to shorten.
        let count = words.iter().filter(|word| self.prose.word(**word).contains(char::is_alphanumeric)).count();
        if count <= limits.sentence || count > NO_SENTENCE {
            return;
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let place = self.prose.place(self.doc, *first, *last);
        self.findings.push(
            Finding::new(&code::SENTENCE_LONG, place)
                .with("words", count.to_string())
                .with("limit", limits.sentence.to_string())
                .with("readers", limits.readers),
        );
    }

    fn long_word(&mut self, word: Word, limits: &ReaderLimits) {
        // Bytes first: a word of few bytes has few letters.
        if word.size() <= limits.letters {
            return;
        }
        let text = self.prose.word(word);
        let part = text.split('-').max_by_key(|part| part.len()).unwrap_or(text);
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let is_word = part.chars().all(char::is_alphabetic) && !part.starts_with(char::is_uppercase);
        if !is_word || letters <= limits.letters {
            return;
        }
        let syllables = hypher::hyphenate(part, hypher::Lang::Dutch).count();
        // `medezeggenschapsraad (MR)`: what stands in brackets right behind a word explains it.
        let is_explained = self.prose.text[word.end as usize..].starts_with(" (");
        if syllables <= limits.syllables || is_explained || !self.is_new(text) {
            return;
        }
        self.findings.push(
            Finding::new(&code::WORD_LONG, self.prose.place(self.doc, word, word))
                .with("word", text)
                .with("letters", letters.to_string())
                .with("readers", limits.readers),
        );
    }

    fn is_new(&mut self, word: &str) -> bool {
        self.met.insert(word.to_lowercase())
    }

    fn abbreviation(&mut self, passage: &Passage, notable: NotableWord) {
        let word = self.prose.words()[notable.at];
        // Nearly all are the last of a sentence.
        let may_be_listed = notable.may_have_dot && SHAPES.may_have(self.prose.lead(word), word.size());
        if !(2..=8).contains(&word.size()) || !(may_be_listed || notable.has_capitals) {
            return;
        }
        let text = self.prose.word(word);
        let bytes = text.as_bytes();
        let has_dot = self.prose.text.as_bytes().get(word.end as usize) == Some(&b'.');
        let is_dotted = has_dot || bytes.contains(&b'.') || bytes.contains(&b'/');
        if is_dotted && let Ok(row) = SHORT.binary_search_by_key(&text, |(short, _)| short) {
            if self.is_new(text) {
                let mut word = word;
                word.end += u32::from(has_dot);
                let place = self.prose.place(self.doc, word, word);
                let (_, full) = SHORT[row];
                let finding = Finding::new(&code::ABBREVIATION, place).with("short", self.prose.word(word));
                self.findings.push(finding.with("full", full).fixed_by(Fix::guess(place.span, full)));
            }
            return;
        }
        let is_initials = notable.has_capitals && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_initials || KNOWN.contains(&text) || self.is_spelled_out(text) {
            return;
        }
        // A whole line in capitals is shouting, not a row of abbreviations.
        let (words, at) = (self.prose.words_of(passage), notable.at - passage.words.start);
        let is_capital = |word: &Word| !self.prose.word(*word).chars().any(char::is_lowercase);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| words.get(at));
        if beside.into_iter().any(|word| self.prose.word(*word).len() > 1 && is_capital(word)) || !self.is_new(text) {
            return;
        }
        let text = self.prose.word(word);
        self.findings.push(
            Finding::new(&code::ABBREVIATION_UNKNOWN, self.prose.place(self.doc, word, word)).with("short", text),
        );
    }

    /// `medezeggenschapsraad (MR)`, `MR (medezeggenschapsraad)`: anywhere in the document.
    fn is_spelled_out(&mut self, short: &str) -> bool {
        let text = self.prose.text.as_str();
        self.spelled_out.get_or_insert_with(|| spelled_out(text)).contains(short)
    }

    fn pile(&mut self, passage: &Passage) {
        let sentences = self.prose.sentences_of(passage).iter().map(|sentence| self.prose.words_in(sentence));
        let passives: Vec<&[Word]> = sentences.filter(|words| self.is_passive(words)).collect();
        if passives.len() < PASSIVES {
            return;
        }
        let [first, .., last] = passives[0] else { return };
        let place = self.prose.place(self.doc, *first, *last);
        self.findings.push(Finding::new(&code::PASSIVES, place).with("count", passives.len().to_string()));
    }

    /// A form of `worden` and a participle.
    fn is_passive(&self, words: &[Word]) -> bool {
        let any = |is: fn(&str) -> bool| words.iter().any(|word| is(self.prose.word(*word)));
        any(is_auxiliary) && any(is_participle)
    }
}

fn is_auxiliary(word: &str) -> bool {
    word.strip_prefix(['w', 'W']).is_some_and(|rest| matches!(rest, "ordt" | "orden" | "ord" | "erd" | "erden"))
}

/// The words that stand alone between brackets, and those that have brackets behind them: they begin or end at each.
fn spelled_out(text: &str) -> HashSet<&str> {
    let is_short = |c: char| c.is_ascii_uppercase();
    let mut found = HashSet::new();
    for (at, _) in text.match_indices('(') {
        let inside = &text[at + 1..];
        let end = inside.find(|c| !is_short(c)).unwrap_or(inside.len());
        if inside[end..].starts_with(')') {
            found.insert(&inside[..end]);
        }
        if let Some(before) = text[..at].strip_suffix(' ') {
            // As many letters as an abbreviation has, and no more: what stands before them is another word or none.
            found.extend(
                (2..=5)
                    .filter_map(|size| before.get(before.len().checked_sub(size)?..))
                    .filter(|word| word.chars().all(is_short)),
            );
        }
    }
    found
}

/// `gemaakt`, `opgehangen`, `besproken`, `verteld`. Separable verbs have their `ge` inside.
fn is_participle(word: &str) -> bool {
    let ends = word.ends_with('d') || word.ends_with('t') || word.ends_with("en");
    if !ends || word.len() < 5 || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    const SEPARABLE: &[&str] = &[
        "aan", "achter", "af", "bij", "binnen", "dicht", "door", "in", "mee", "na", "neer", "om", "onder", "op",
        "over", "samen", "schoon", "tegen", "terug", "thuis", "toe", "uit", "vast", "voor", "vrij", "weg",
    ];
    const FIXED: &[&str] = &["be", "ge", "her", "ont", "ver"];
    FIXED.iter().any(|prefix| word.starts_with(prefix))
        || SEPARABLE.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| rest.starts_with("ge")))
}

/// Initials that parents and children know as words of their own.
const KNOWN: &[&str] = &[
    "AI", "APK", "ATM", "BBC", "BN", "BSN", "BV", "CD", "CITO", "COVID", "DVD", "EHBO", "EU", "FM", "GGD", "GIF",
    "GPS", "HD", "HEMA", "ID", "IQ", "ISBN", "JPG", "KNVB", "LED", "NL", "NOS", "NPO", "NS", "NTR", "OK", "OV", "PC",
    "PDF", "PIN", "PNG", "QR", "RTL", "SIM", "SMS", "SOS", "SVG", "TV", "UK", "UNICEF", "URL", "US", "USA", "USB",
    "VIP", "VMBO", "VN", "VPRO", "VS", "WC", "WIFI", "WK", "WNF", "EK", "HAVO", "VWO", "MBO", "HBO", "BSO", "DJ",
    "FBI", "CIA", "NASA", "IP",
];

/// Abbreviations with dots, as they stand without the last one, and what to write. In the order of their bytes.
const SHORT: &[(&str, &str)] = &[
    ("a.s", "aanstaande"),
    ("a.u.b", "alstublieft"),
    ("alg", "algemeen"),
    ("bijv", "bijvoorbeeld"),
    ("blz", "bladzijde"),
    ("bv", "bijvoorbeeld"),
    ("ca", "ongeveer"),
    ("d.d", "van"),
    ("d.m.v", "met"),
    ("d.w.z", "dat betekent"),
    ("e.d", "en dergelijke"),
    ("e.e.a", "een en ander"),
    ("e.v", "en verder"),
    ("enz", "enzovoort"),
    ("etc", "enzovoort"),
    ("evt", "misschien"),
    ("excl", "zonder"),
    ("i.c.m", "samen met"),
    ("i.h.k.v", "voor"),
    ("i.o.m", "in overleg met"),
    ("i.p.v", "in plaats van"),
    ("i.v.m", "vanwege"),
    ("incl", "met"),
    ("jl", "afgelopen"),
    ("m.a.w", "met andere woorden"),
    ("m.b.t", "over"),
    ("m.b.v", "met hulp van"),
    ("m.i.v", "vanaf"),
    ("m.n", "vooral"),
    ("m.u.v", "behalve"),
    ("n.a.v", "naar aanleiding van"),
    ("n.v.t", "niet van toepassing"),
    ("o.a", "onder andere"),
    ("o.b.v", "op basis van"),
    ("o.l.v", "onder leiding van"),
    ("p.p", "per persoon"),
    ("resp", "en"),
    ("t.a.v", "voor"),
    ("t.b.v", "voor"),
    ("t.g.v", "door"),
    ("t.o.v", "vergeleken met"),
    ("t.z.t", "later"),
    ("t/m", "tot en met"),
    ("v.a", "vanaf"),
    ("z.o.z", "kijk ook op de achterkant"),
    ("z.s.m", "zo snel mogelijk"),
];

static SHAPES: Shapes = {
    let mut shapes = Shapes::NONE;
    let mut at = 0;
    while at < SHORT.len() {
        shapes = shapes.and(&[SHORT[at].0]);
        at += 1;
    }
    shapes
};

#[cfg(test)]
mod tests {
    use super::{Hint, Prose, SHORT, is_auxiliary, is_participle};

    #[test]
    fn each_form_of_worden_has_its_hint() {
        for word in ["wordt", "worden", "word", "werd", "werden", "Wordt", "Worden", "Word", "Werd", "Werden"] {
            let prose = Prose::of_text(word);
            assert!(is_auxiliary(word) && prose.hints(Hint::Passive, 0..word.len()) == 1, "{word}");
        }
        assert!(!["woord", "werk", "word-", "WORDT", "wordend"].into_iter().any(is_auxiliary));
    }

    #[test]
    fn abbreviations_stand_in_their_order() {
        assert!(SHORT.is_sorted_by_key(|(short, _)| *short));
    }

    #[test]
    fn knows_participles_of_weak_strong_and_separable_verbs() {
        for word in ["gemaakt", "besproken", "verteld", "opgehangen", "uitgeknipt", "ontvangen"] {
            assert!(is_participle(word), "{word}");
        }
        for word in ["kind", "maken", "lezen", "school", "Gerard", "geit"] {
            assert!(!is_participle(word), "{word}");
        }
    }
}
