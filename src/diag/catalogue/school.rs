//! Protocol, evening, glossary and newsletters.

use crate::diag::{Code, Level, Words};

pub static UNKNOWN_ROLE: Code = Code {
    id: "E0801",
    name: "unknown-role",
    level: Level::Error,
    fixed: false,
    args: &["role"],
    optional: &["suggestion"],
    nl: Words {
        message: "De rol `{role}` bestaat niet.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Kies een rol die bij `rollen` in `krijt.yaml` staat, of zet deze rol daarbij.",
        ],
        explain: "\
Per rol maakt krijt een kaart met wat die persoon moet doen. Een rol met een tikfout zou een eigen kaart krijgen, en
dan mist iemand een taak. Bij een incident is dat ernstig.

- Zo niet: `wie=\"leerkragt\"`
- Zo wel: `wie=\"leerkracht\"`",
    },
    en: Words {
        message: "The role `{role}` does not exist.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Choose a role that stands at `rollen` in `krijt.yaml`, or add this role there.",
        ],
        explain: "\
krijt makes a card for each role with what that person must do. A mistyped role would get a card of its own, and
someone would miss a task. At an incident that is serious.

- Wrong: `wie=\"leerkragt\"`
- Right: `wie=\"leerkracht\"`",
    },
};

pub static PROGRAMME_DOES_NOT_ADD_UP: Code = Code {
    id: "E0802",
    name: "programme-does-not-add-up",
    level: Level::Error,
    fixed: false,
    args: &["sum", "available"],
    optional: &[],
    nl: Words {
        message: "Het programma duurt {sum} minuten, maar tussen aanvang en einde zijn er {available}.",
        help: &["Pas de minuten in `programma` aan, of verander `aanvang` of `einde`."],
        explain: "\
Uit het programma maakt krijt het draaiboek met kloktijden. Kloppen de minuten niet, dan loopt de avond uit of zit er
een gat in.

- Zo niet: van 19:45 tot 21:15 (90 minuten), met onderdelen van samen 100 minuten
- Zo wel: van 19:45 tot 21:15, met onderdelen van samen 90 minuten",
    },
    en: Words {
        message: "The programme takes {sum} minutes, but there are {available} between start and end.",
        help: &["Change the minutes in `programma`, or change `aanvang` or `einde`."],
        explain: "\
krijt turns the programme into the run sheet with clock times. If the minutes do not fit, the evening runs late or has
a gap.

- Wrong: from 19:45 to 21:15 (90 minutes), with items of 100 minutes together
- Right: from 19:45 to 21:15, with items of 90 minutes together",
    },
};

pub static TIMES_OUT_OF_ORDER: Code = Code {
    id: "E0803",
    name: "times-out-of-order",
    level: Level::Error,
    fixed: false,
    args: &["first", "second"],
    optional: &[],
    nl: Words {
        message: "De tijden staan niet op volgorde: {second} komt niet na {first}.",
        help: &["Zet de tijden op volgorde: inloop, aanvang, einde, zaal dicht."],
        explain: "\
Deze tijden komen op de uitnodiging, in de agenda van ouders en in het draaiboek. Een einde voor het begin kan een
agenda niet lezen.

- Zo niet: `aanvang: \"19:45\"` en `einde: \"19:15\"`
- Zo wel: `aanvang: \"19:45\"` en `einde: \"21:15\"`",
    },
    en: Words {
        message: "The times are out of order: {second} does not come after {first}.",
        help: &["Put the times in order: doors open, start, end, room closes."],
        explain: "\
These times appear on the invitation, in parents' calendars and in the run sheet. A calendar cannot read an end before
its start.

- Wrong: `aanvang: \"19:45\"` and `einde: \"19:15\"`
- Right: `aanvang: \"19:45\"` and `einde: \"21:15\"`",
    },
};

pub static DUPLICATE_TERM: Code = Code {
    id: "E0804",
    name: "duplicate-term",
    level: Level::Error,
    fixed: false,
    args: &["form"],
    optional: &[],
    nl: Words {
        message: "Het woord `{form}` hoort bij twee begrippen.",
        help: &["Haal het woord bij een van de twee weg, of voeg de begrippen samen."],
        explain: "\
Krijt zet bij het eerste gebruik van een woord de uitleg erbij. Hoort een woord bij twee begrippen, dan weet krijt
niet welke uitleg past.

- Zo niet: `vormen: [apps]` bij `app` en ook bij `groepsapp`
- Zo wel: `vormen: [apps]` bij `app` en `vormen: [groepsapps]` bij `groepsapp`",
    },
    en: Words {
        message: "The word `{form}` belongs to two terms.",
        help: &["Remove the word from one of them, or merge the terms."],
        explain: "\
krijt explains a word where it is first used. If a word belongs to two terms, krijt cannot know which explanation
fits.

- Wrong: `vormen: [apps]` at `app` and also at `groepsapp`
- Right: `vormen: [apps]` at `app` and `vormen: [groepsapps]` at `groepsapp`",
    },
};

pub static TRANSLATION_WITHOUT_ORIGINAL: Code = Code {
    id: "E0805",
    name: "translation-without-original",
    level: Level::Error,
    fixed: false,
    args: &["original"],
    optional: &[],
    nl: Words {
        message: "Dit is een vertaling, maar het Nederlandse bestand `{original}` is er niet.",
        help: &["Maak `{original}`, of geef de vertaling dezelfde naam als de nieuwsbrief waar die bij hoort."],
        explain: "\
Een vertaling hoort bij een Nederlandse nieuwsbrief. Ouders wisselen op die pagina van taal. Daarom is de naam gelijk,
met de taal ertussen.

- Zo niet: `2026-10-30-week.en.md`, zonder `2026-10-30-week.md`
- Zo wel: `2026-10-30-week.md` en `2026-10-30-week.en.md`",
    },
    en: Words {
        message: "This is a translation, but the Dutch file `{original}` does not exist.",
        help: &["Make `{original}`, or give the translation the same name as the newsletter it belongs to."],
        explain: "\
A translation belongs to a Dutch newsletter, and parents switch languages on that page. So the names are equal, with
the language in between.

- Wrong: `2026-10-30-week.en.md` without `2026-10-30-week.md`
- Right: `2026-10-30-week.md` and `2026-10-30-week.en.md`",
    },
};
