//! The front matter: which keys, which values.

use crate::diag::{Code, Level, Words};

pub static FRONT_MATTER_MISSING: Code = Code {
    id: "E0201",
    name: "front-matter-missing",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &["title", "file_title"],
    nl: Words {
        message: "Dit bestand heeft geen kop, en dus geen titel.",
        help: &[
            "Zet dit helemaal bovenaan:\n---\ntitel: \"{title}\"\n---",
            "Zet dit helemaal bovenaan:\n---\ntitel: \"{file_title}\"\n---",
            "Zet dit helemaal bovenaan:\n---\ntitel: \"De titel van je pagina\"\n---",
        ],
        explain: "\
De kop is het stukje boven je tekst, tussen twee regels met `---`. Daarin staat in elk geval de titel. Die komt boven
de pagina, in het menu en in de zoekmachine. De eerste `---` moet op regel 1 staan.

Zo wel:

```
---
titel: Echt of nep
---

Hier begint je tekst.
```",
    },
    en: Words {
        message: "This file has no front matter, and so no title.",
        help: &[
            "Put this at the very top:\n---\ntitel: \"{title}\"\n---",
            "Put this at the very top:\n---\ntitel: \"{file_title}\"\n---",
            "Put this at the very top:\n---\ntitel: \"The title of your page\"\n---",
        ],
        explain: "\
The front matter is the part above your text, between two lines with `---`. It holds at least the title, which appears
above the page, in the menu and in search results. The first `---` must stand on line 1.

Right:

```
---
titel: Real or fake
---

Your text begins here.
```",
    },
};

pub static FRONT_MATTER_UNCLOSED: Code = Code {
    id: "E0202",
    name: "front-matter-unclosed",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "De kop van het bestand begint hier, maar heeft geen einde.",
        help: &["Zet een regel met alleen `---` tussen de kop en je tekst."],
        explain: "\
De kop staat tussen twee regels met `---`. Mist de tweede, dan weet krijt niet waar de kop stopt en je tekst begint.

Zo wel:

```
---
titel: Echt of nep
---

Hier begint je tekst.
```",
    },
    en: Words {
        message: "The front matter begins here but does not end.",
        help: &["Put a line with only `---` between the front matter and your text."],
        explain: "\
Front matter stands between two lines with `---`. If the second one is missing, krijt cannot tell where your text
begins.

Right:

```
---
titel: Real or fake
---

Your text begins here.
```",
    },
};

pub static UNKNOWN_KEY: Code = Code {
    id: "E0204",
    name: "unknown-key",
    level: Level::Error,
    fixed: false,
    args: &["key", "kind"],
    optional: &["suggestion"],
    nl: Words {
        message: "De sleutel `{key}` bestaat niet voor {kind}.",
        help: &["Bedoelde je `{suggestion}`?", "Kijk of de sleutel goed gespeld is, of haal de regel weg."],
        explain: "\
Krijt kent een vaste lijst van sleutels. Een sleutel met een tikfout zou niets doen, en dat merk je pas als de pagina
online staat. Daarom krijg je het nu te horen.

- Zo niet: `samenvating: Kinderen leren kijken naar een bron.`
- Zo wel: `samenvatting: Kinderen leren kijken naar een bron.`",
    },
    en: Words {
        message: "The key `{key}` does not exist for {kind}.",
        help: &["Did you mean `{suggestion}`?", "Check the spelling of the key, or remove the line."],
        explain: "\
krijt has a fixed list of keys. A mistyped key would do nothing, and you would only notice once the page is online.
That is why krijt tells you now.

- Wrong: `samenvating: Children learn to look at a source.`
- Right: `samenvatting: Children learn to look at a source.`",
    },
};

pub static DUPLICATE_KEY: Code = Code {
    id: "E0205",
    name: "duplicate-key",
    level: Level::Error,
    fixed: false,
    args: &["key"],
    optional: &[],
    nl: Words {
        message: "De sleutel `{key}` staat er twee keer.",
        help: &["Haal een van de twee regels weg."],
        explain: "\
Elke sleutel heeft één waarde. Staat een sleutel er twee keer, dan kan krijt niet weten welke je bedoelt. Wil je meer
waarden geven, schrijf dan één lijst.

- Zo niet: `groepen: 5` en daaronder `groepen: 6`
- Zo wel: `groepen: [5, 6]`",
    },
    en: Words {
        message: "The key `{key}` appears twice.",
        help: &["Remove one of the two lines."],
        explain: "\
Each key has one value. If a key appears twice, krijt cannot know which one you mean. To give more than one value,
write a list.

- Wrong: `groepen: 5` and below it `groepen: 6`
- Right: `groepen: [5, 6]`",
    },
};

pub static MISSING_KEY: Code = Code {
    id: "E0206",
    name: "missing-key",
    level: Level::Error,
    fixed: false,
    args: &["key", "kind"],
    optional: &["suggestion"],
    nl: Words {
        message: "De sleutel `{key}` ontbreekt. Voor {kind} is die nodig.",
        help: &["Zet deze regel erbij: `{key}: {suggestion}`", "Zet een regel met `{key}:` en de waarde erbij."],
        explain: "\
Zonder deze sleutel kan krijt de pagina niet goed maken. Een titel is nodig voor het menu en voor wie laat voorlezen.
Een datum bepaalt de volgorde van nieuwsbrieven.

- Zo niet: een nieuwsbrief met alleen `titel: De Week van de Mediawijsheid`
- Zo wel: dezelfde nieuwsbrief met ook `datum: 2026-10-30`",
    },
    en: Words {
        message: "The key `{key}` is missing. It is required for {kind}.",
        help: &["Add this line: `{key}: {suggestion}`", "Add a line with `{key}:` and its value."],
        explain: "\
Without this key krijt cannot make the page properly. A title is needed for menus and screen readers, a date puts
newsletters in order.

- Wrong: a newsletter with only `titel: Media Literacy Week`
- Right: the same newsletter with `datum: 2026-10-30` as well",
    },
};

pub static WRONG_TYPE: Code = Code {
    id: "E0207",
    name: "wrong-type",
    level: Level::Error,
    fixed: false,
    args: &["key", "expected", "found"],
    optional: &[],
    nl: Words {
        message: "Bij `{key}` hoort {expected} te staan. Nu staat er {found}.",
        help: &["Schrijf bij `{key}` {expected}."],
        explain: "\
Elke sleutel verwacht een bepaalde soort waarde: tekst, een getal, een lijst, ja of nee, of een datum. Met een andere
soort kan krijt niet rekenen of sorteren.

- Zo niet: `duur: drie kwartier`
- Zo wel: `duur: 45`",
    },
    en: Words {
        message: "`{key}` needs {expected}, but holds {found}.",
        help: &["Write {expected} after `{key}:`."],
        explain: "\
Each key expects one type of value: text, a number, a list, yes or no, or a date. krijt cannot calculate or sort with
another type.

- Wrong: `duur: three quarters of an hour`
- Right: `duur: 45`",
    },
};

pub static BAD_DATE: Code = Code {
    id: "E0208",
    name: "bad-date",
    level: Level::Error,
    fixed: false,
    args: &["key", "value"],
    optional: &["days", "month", "suggestion"],
    nl: Words {
        message: "`{value}` bij `{key}` is geen datum die krijt kan lezen.",
        help: &[
            "Schrijf eerst het jaar, dan de maand, dan de dag. Bedoelde je `{key}: {suggestion}`?",
            "Deze dag bestaat niet: {month} heeft {days} dagen. Schrijf de datum als jaar-maand-dag.",
            "Schrijf de datum als jaar-maand-dag. Bijvoorbeeld `{key}: 2026-12-31`.",
        ],
        explain: "\
Met jaar-maand-dag is er maar één manier om een datum te lezen. Bij `3-4-2027` is niet zeker of je 3 april of 4 maart
bedoelt. De dag moet ook echt bestaan.

- Zo niet: `datum: 2026-02-31`
- Zo wel: `datum: 2026-02-28`",
    },
    en: Words {
        message: "`{value}` for `{key}` is not a date krijt can read.",
        help: &[
            "Write the year first, then the month, then the day. Did you mean `{key}: {suggestion}`?",
            "This day does not exist: {month} has {days} days. Write the date as year-month-day.",
            "Write the date as year-month-day. For example `{key}: 2026-12-31`.",
        ],
        explain: "\
Year-month-day can be read in only one way. With `3-4-2027` it is unclear whether you mean 3 April or March 4. The day
must also exist.

- Wrong: `datum: 2026-02-31`
- Right: `datum: 2026-02-28`",
    },
};

pub static BAD_TIME: Code = Code {
    id: "E0209",
    name: "bad-time",
    level: Level::Error,
    fixed: false,
    args: &["key", "value"],
    optional: &[],
    nl: Words {
        message: "`{value}` bij `{key}` is geen tijd die krijt kan lezen.",
        help: &["Schrijf de tijd met uren, een dubbele punt en minuten, tussen aanhalingstekens: `{key}: \
                \"19:30\"`."],
        explain: "\
Krijt rekent met tijden: voor het draaiboek, de agenda en de uitnodiging. Daarvoor moeten uren en minuten duidelijk
zijn, van 00:00 tot en met 23:59. Zonder aanhalingstekens kan `19:30` als een getal gelezen worden.

- Zo niet: `aanvang: half acht`
- Zo wel: `aanvang: \"19:30\"`",
    },
    en: Words {
        message: "`{value}` for `{key}` is not a time krijt can read.",
        help: &["Write hours, a colon and minutes, in quotes: `{key}: \"19:30\"`."],
        explain: "\
krijt calculates with times for the run sheet, the calendar and the invitation. So hours and minutes must be clear,
from 00:00 to 23:59. Without quotes `19:30` may be read as a number.

- Wrong: `aanvang: half past seven`
- Right: `aanvang: \"19:30\"`",
    },
};

pub static EMPTY_VALUE: Code = Code {
    id: "E0210",
    name: "empty-value",
    level: Level::Error,
    fixed: false,
    args: &["key"],
    optional: &["suggestion"],
    nl: Words {
        message: "Achter `{key}` staat niets.",
        help: &[
            "Vul de waarde in: `{key}: {suggestion}`",
            "Vul een waarde in, of haal de regel weg als je die niet nodig hebt.",
        ],
        explain: "\
Een sleutel zonder waarde zegt niets. Bij een titel zou je pagina dan een lege naam krijgen in het menu.

- Zo niet: `titel:`
- Zo wel: `titel: Echt of nep`",
    },
    en: Words {
        message: "There is nothing after `{key}`.",
        help: &[
            "Fill in the value: `{key}: {suggestion}`",
            "Fill in a value, or remove the line if you do not need it.",
        ],
        explain: "\
A key without a value says nothing. With an empty title, your page would have an empty name in the menu.

- Wrong: `titel:`
- Right: `titel: Real or fake`",
    },
};

pub static FRONT_MATTER_TOO_LARGE: Code = Code {
    id: "E0211",
    name: "front-matter-too-large",
    level: Level::Error,
    fixed: true,
    args: &["size", "limit"],
    optional: &[],
    nl: Words {
        message: "De kop van het bestand is te groot: {size}. Hij mag hoogstens {limit} zijn.",
        help: &["Zet lange tekst onder de kop. Kijk ook of de kop eindigt met een regel `---`."],
        explain: "\
In de kop staan alleen korte gegevens, zoals titel en datum. Een grote kop betekent meestal dat de regel met `---` na
de kop ontbreekt. Dan leest krijt je hele tekst als kop.

- Zo niet: je hele les onder `samenvatting:`
- Zo wel: één of twee zinnen bij `samenvatting:` en de les onder de kop",
    },
    en: Words {
        message: "The front matter is too large: {size}. The limit is {limit}.",
        help: &["Move long text below the front matter. Also check that it ends with a line `---`."],
        explain: "\
Front matter holds short facts such as title and date. If it is large, the closing `---` is usually missing, and krijt
reads all of your text as front matter.

- Wrong: your whole lesson after `samenvatting:`
- Right: one or two sentences after `samenvatting:` and the lesson below the front matter",
    },
};

pub static UNKNOWN_CHOICE: Code = Code {
    id: "E0220",
    name: "unknown-choice",
    level: Level::Error,
    fixed: false,
    args: &["key", "value", "options"],
    optional: &["suggestion"],
    nl: Words {
        message: "`{value}` is geen keuze bij `{key}`.",
        help: &["Bedoelde je `{suggestion}`? Je kunt kiezen uit: {options}.", "Kies een van deze: {options}."],
        explain: "\
Bij deze sleutel kan krijt alleen iets met een vaste lijst van woorden. Bij een ander woord weet krijt niet wat je
wilt zien.

- Zo niet: `kleur: lichtblauw`
- Zo wel: `kleur: blauw`",
    },
    en: Words {
        message: "`{value}` is not a choice for `{key}`.",
        help: &["Did you mean `{suggestion}`? You can choose from: {options}.", "Choose one of these: {options}."],
        explain: "\
This key accepts only a fixed list of words. With another word krijt cannot know what you want to see.

- Wrong: `kleur: lichtblauw`
- Right: `kleur: blauw`",
    },
};

pub static BAD_PATH: Code = Code {
    id: "E0221",
    name: "bad-path",
    level: Level::Error,
    fixed: true,
    args: &["key", "value"],
    optional: &[],
    nl: Words {
        message: "`{value}` bij `{key}` wijst naar een plek buiten de site.",
        help: &["Gebruik alleen letters, cijfers, streepjes en `/`. Bijvoorbeeld `{key}: mijn-pagina`."],
        explain: "\
Deze sleutel bepaalt waar je pagina komt te staan. Met `..`, een `/` aan het begin of een schijfletter zou krijt in
een andere map schrijven. Daar kunnen bestanden van iemand anders staan. Dat doet krijt nooit.

- Zo niet: `slug: ../../mijn-pagina`
- Zo wel: `slug: mijn-pagina`",
    },
    en: Words {
        message: "`{value}` for `{key}` points outside the site.",
        help: &["Use only letters, digits, hyphens and `/`. For example `{key}: my-page`."],
        explain: "\
This key decides where your page will stand. With `..`, a leading `/` or a drive letter krijt would write into another
folder, where other files may stand. krijt never does that.

- Wrong: `slug: ../../my-page`
- Right: `slug: my-page`",
    },
};

pub static OUT_OF_RANGE: Code = Code {
    id: "E0222",
    name: "out-of-range",
    level: Level::Error,
    fixed: false,
    args: &["key", "value", "min", "max"],
    optional: &[],
    nl: Words {
        message: "`{value}` bij `{key}` kan niet. Het moet tussen {min} en {max} liggen.",
        help: &["Schrijf een getal van {min} tot en met {max}."],
        explain: "\
Dit getal valt buiten wat op een school kan voorkomen. Waarschijnlijk is het een tikfout. Krijt rekent ermee, en een
vreemd getal geeft dan een vreemde tijd of een lege lijst.

- Zo niet: `groepen: [5, 66]`
- Zo wel: `groepen: [5, 6]`",
    },
    en: Words {
        message: "`{value}` for `{key}` is out of range. It must be between {min} and {max}.",
        help: &["Write a number from {min} to {max}."],
        explain: "\
This number is outside what can occur at a school, so it is probably a typing error. krijt calculates with it, and an
odd number would give an odd time or an empty list.

- Wrong: `groepen: [5, 66]`
- Right: `groepen: [5, 6]`",
    },
};
