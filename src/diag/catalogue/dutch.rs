//! Dutch that is easy to read.

use crate::diag::{Code, Level, Words};

pub static SENTENCE_LONG: Code = Code {
    id: "W1601",
    name: "sentence-long",
    level: Level::Warning,
    fixed: false,
    args: &["words", "limit", "readers"],
    optional: &[],
    nl: Words {
        message: "Deze zin heeft {words} woorden. Voor {readers} is meer dan {limit} lastig.",
        help: &["Maak er twee zinnen van. Zet het belangrijkste in de eerste."],
        explain: "\
Bij een lange zin moet je het begin onthouden tot het einde. Dat kost moeite, zeker als Nederlands niet je eerste taal
is. Lees de zin hardop: waar je adem haalt, kan een punt. Dit zegt niets over hoe goed iemand kan lezen.

- Zo niet: één zin met drie komma's en twee keer `en`
- Zo wel: `Maakt uw kind online iets naars mee? Blijf rustig en luister eerst.`",
    },
    en: Words {
        message: "This sentence has {words} words. For {readers}, more than {limit} is hard to follow.",
        help: &["Make two sentences of it, the most important thing first."],
        explain: "\
In a long sentence you must remember the beginning until the end. That takes effort, more so in a second language. Read
it aloud: where you breathe, there can be a full stop. This says nothing about how well somebody reads.

- Wrong: one sentence with three commas and two times `and`
- Right: `Did something nasty happen online? Stay calm and listen first.`",
    },
};

pub static WORD_LONG: Code = Code {
    id: "W1602",
    name: "word-long",
    level: Level::Warning,
    fixed: false,
    args: &["word", "letters", "readers"],
    optional: &[],
    nl: Words {
        message: "“{word}” is een lang woord voor {readers}: {letters} letters.",
        help: &[
            "Kies een korter woord, zeg het met twee woorden, of zet het met uitleg in `content/data/begrippen.yaml`.",
        ],
        explain: "\
Een lang woord lees je in stukjes. Wie minder vlot leest, raakt de draad kwijt. Vaak kan het korter. Een woord uit de
begrippenlijst mag altijd: daar zet krijt zelf de uitleg bij.

- Zo niet: `informatievoorziening`
- Zo wel: `uitleg`, of `wat we u vertellen`",
    },
    en: Words {
        message: "“{word}” is a long word for {readers}: {letters} letters.",
        help: &["Choose a shorter word, say it in two, or explain it in `content/data/begrippen.yaml`."],
        explain: "\
A long word is read in pieces, and slower readers lose the thread. It can often be shorter. A word from the glossary is
always fine: krijt itself adds the explanation.

- Wrong: `informatievoorziening`
- Right: `uitleg`, or `wat we u vertellen`",
    },
};

pub static ABBREVIATION: Code = Code {
    id: "W1603",
    name: "abbreviation",
    level: Level::Warning,
    fixed: false,
    args: &["short", "full"],
    optional: &[],
    nl: Words {
        message: "Schrijf de afkorting `{short}` voluit.",
        help: &["Bijvoorbeeld: `{full}`."],
        explain: "\
Niet iedereen kent deze afkorting, en een voorleesprogramma spreekt haar vreemd uit. Voluit kost maar een paar letters.

- Zo niet: `Neem iets mee, bijv. een potlood.`
- Zo wel: `Neem iets mee, bijvoorbeeld een potlood.`",
    },
    en: Words {
        message: "Write the abbreviation `{short}` in full.",
        help: &["For example: `{full}`."],
        explain: "\
Not everyone knows this abbreviation, and a screen reader says it strangely. In full it takes only a few letters more.

- Wrong: `Neem iets mee, bijv. een potlood.`
- Right: `Neem iets mee, bijvoorbeeld een potlood.`",
    },
};

pub static ABBREVIATION_UNKNOWN: Code = Code {
    id: "W1604",
    name: "abbreviation-unknown",
    level: Level::Warning,
    fixed: false,
    args: &["short"],
    optional: &[],
    nl: Words {
        message: "Hier staat nergens wat `{short}` betekent.",
        help: &[
            "Schrijf het de eerste keer voluit, met `({short})` erachter. Of zet het in `content/data/begrippen.yaml`.",
        ],
        explain: "\
Op school kent iedereen deze letters, maar thuis niet. Schrijf het één keer voluit. Daarna mag je de afkorting
gebruiken. Staat ze in de begrippenlijst, dan geeft krijt zelf uitleg.

- Zo niet: `De MR stemde in.`
- Zo wel: `De medezeggenschapsraad (MR) stemde in.`",
    },
    en: Words {
        message: "Nothing says what `{short}` means.",
        help: &[
            "Write it in full the first time, with `({short})` behind it. Or add it to `content/data/begrippen.yaml`.",
        ],
        explain: "\
Everyone at school knows these letters, but not everyone at home. Write it in full once; after that the abbreviation is
fine. When it is in the glossary, krijt itself explains it.

- Wrong: `De MR stemde in.`
- Right: `De medezeggenschapsraad (MR) stemde in.`",
    },
};

pub static PASSIVES: Code = Code {
    id: "W1605",
    name: "passives",
    level: Level::Warning,
    fixed: false,
    args: &["count"],
    optional: &[],
    nl: Words {
        message: "In dit stukje staan {count} zinnen met `worden`. Dan is onduidelijk wie iets doet.",
        help: &["Zeg wie het doet: niet “er wordt gebeld”, maar “wij bellen u”."],
        explain: "\
Eén zin met “wordt” is prima. Drie bij elkaar klinken als een brief van een kantoor, en de lezer weet niet wie wat
doet. Begin met wie het doet.

- Zo niet: `Er wordt gebeld. De les wordt verplaatst. Ouders worden geïnformeerd.`
- Zo wel: `Wij bellen u. De juf geeft de les op een andere dag. U krijgt daarover bericht.`",
    },
    en: Words {
        message: "This piece has {count} sentences with `worden` (passive): it is unclear who does what.",
        help: &["Say who does it: not “er wordt gebeld” but “wij bellen u”."],
        explain: "\
One passive sentence is fine. Three together sound like a letter from an office, and the reader cannot tell who does
what. Begin with the one who does it.

- Wrong: `Er wordt gebeld. De les wordt verplaatst. Ouders worden geïnformeerd.`
- Right: `Wij bellen u. De juf geeft de les op een andere dag. U krijgt daarover bericht.`",
    },
};
