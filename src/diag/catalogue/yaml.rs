//! The front matter: how YAML is written.

use crate::diag::{Code, Level, Words};

pub static YAML_MALFORMED: Code = Code {
    id: "E0203",
    name: "yaml-malformed",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &["line", "closing", "other"],
    nl: Words {
        message: "Krijt begrijpt niet wat hier staat: {reason}.",
        help: &[
            "Schrijf deze regel zo: `{line}`.",
            "Zet een `{closing}` achter het laatste woord dat erbij hoort.",
            "Zet aan het begin en het einde van deze waarde een `{other}`.",
            "Zet elke sleutel op een eigen regel, met een dubbele punt en een spatie: `titel: Echt of nep`.",
        ],
        explain: "\
De kop is het stukje tussen de twee regels met `---`. Daarin staat per regel een sleutel en een waarde, net als in
`krijt.yaml`. Een vergeten dubbele punt, haakje of spatie is genoeg om de rest onleesbaar te maken.

- Zo niet: `groepen: [5, 6`
- Zo wel: `groepen: [5, 6]`
- Zo niet: `titel: 'Foto's op het web'`
- Zo wel: `titel: Foto's op het web`",
    },
    en: Words {
        message: "krijt does not understand what stands here: {reason}.",
        help: &[
            "Write this line as: `{line}`.",
            "Put a `{closing}` behind the last word that belongs to it.",
            "Begin and end this value with `{other}`.",
            "Put each key on its own line, with a colon and a space: `titel: Real or fake`.",
        ],
        explain: "\
The front matter is the part between the two lines with `---`. Each line holds a key and a value, as in `krijt.yaml`.
One missing colon, bracket or space is enough to make the rest unreadable.

- Wrong: `groepen: [5, 6`
- Right: `groepen: [5, 6]`
- Wrong: `titel: 'Today's pictures'`
- Right: `titel: Today's pictures`",
    },
};

pub static YAML_FEATURE: Code = Code {
    id: "E0212",
    name: "yaml-feature",
    level: Level::Error,
    fixed: true,
    args: &["what"],
    optional: &[],
    nl: Words {
        message: "Dit mag hier niet: {what}.",
        help: &["Schrijf de waarde gewoon uit. Moet het teken `&`, `*` of `!` blijven staan? Zet de hele waarde \
                tussen aanhalingstekens."],
        explain: "\
Tekens als `&`, `*` en `!` aan het begin van een waarde hebben in een kop een technische betekenis. Daarmee kan een
klein bestand een computer laten vastlopen. Daarom werken ze bij krijt niet.

- Zo niet: `titel: *Belangrijk*`
- Zo wel: `titel: \"*Belangrijk*\"`",
    },
    en: Words {
        message: "This may not be used here: {what}.",
        help: &["Write the value out in full. If the `&`, `*` or `!` must stay, put the whole value in quotes."],
        explain: "\
Signs such as `&`, `*` and `!` at the start of a value have a technical meaning in YAML: anchors, aliases and tags.
With them a small file can bring a computer to a halt, so krijt does not accept them.

- Wrong: `titel: *Important*`
- Right: `titel: \"*Important*\"`",
    },
};

pub static YAML_COMMENT_IN_VALUE: Code = Code {
    id: "W0213",
    name: "yaml-comment-in-value",
    level: Level::Warning,
    fixed: false,
    args: &["key", "value", "full"],
    optional: &[],
    nl: Words {
        message: "Bij `{key}` leest krijt alleen `{value}`. De tekst na ` #` telt niet mee.",
        help: &["Hoort die tekst erbij? Zet de waarde tussen aanhalingstekens: `{key}: \"{full}\"`."],
        explain: "\
In de kop betekent een spatie met een hekje (` #`) dat er een opmerking begint. Alles daarna valt weg. Met
aanhalingstekens blijft je hele tekst staan. Was het echt een opmerking, zet die dan op een eigen regel.

- Zo niet: `titel: Rapport #3`
- Zo wel: `titel: \"Rapport #3\"`",
    },
    en: Words {
        message: "For `{key}` krijt reads only `{value}`. The text after ` #` does not count.",
        help: &["Does that text belong to it? Put the value in quotes: `{key}: \"{full}\"`."],
        explain: "\
In front matter a space followed by a hash sign (` #`) starts a comment, and the rest of the line is lost. With quotes
the whole text stays. If it really is a comment, put it on a line of its own.

- Wrong: `titel: Report #3`
- Right: `titel: \"Report #3\"`",
    },
};

pub static YAML_COLON: Code = Code {
    id: "E0214",
    name: "yaml-colon",
    level: Level::Error,
    fixed: true,
    args: &["key", "value"],
    optional: &[],
    nl: Words {
        message: "Bij `{key}` staat een tweede dubbele punt in de waarde. Dan weet krijt niet waar de waarde begint.",
        help: &["Zet de waarde tussen aanhalingstekens: `{key}: \"{value}\"`."],
        explain: "\
De eerste dubbele punt scheidt de sleutel van de waarde. Staat er in de waarde nog een dubbele punt met een spatie
erachter, dan lijkt dat op een nieuwe sleutel. Aanhalingstekens maken duidelijk wat bij elkaar hoort.

- Zo niet: `titel: Les 3: breuken`
- Zo wel: `titel: \"Les 3: breuken\"`",
    },
    en: Words {
        message: "The value of `{key}` holds a second colon, so krijt cannot tell where the value begins.",
        help: &["Put the value in quotes: `{key}: \"{value}\"`."],
        explain: "\
The first colon separates the key from its value. Another colon with a space after it looks like a new key. Quotes
make clear what belongs together.

- Wrong: `titel: Lesson 3: fractions`
- Right: `titel: \"Lesson 3: fractions\"`",
    },
};

pub static YAML_TAB: Code = Code {
    id: "E0215",
    name: "yaml-tab",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Deze regel in de kop van het bestand begint met een tab.",
        help: &["Vervang elke tab door twee spaties."],
        explain: "\
In de kop laat je met spaties zien wat bij elkaar hoort. Een tab is in elke editor anders breed. Daarom mag daar geen
tab staan. Veel editors hebben een knop “Tabs omzetten in spaties”.

- Zo niet: een tab voor `- schaar` onder `materiaal:`
- Zo wel: twee spaties voor `- schaar` onder `materiaal:`",
    },
    en: Words {
        message: "This line of the front matter begins with a tab.",
        help: &["Replace each tab by two spaces."],
        explain: "\
In front matter, spaces show what belongs together. A tab is as wide as each editor likes, so YAML does not allow it.
Many editors can convert tabs to spaces.

- Wrong: a tab before `- scissors` below `materiaal:`
- Right: two spaces before `- scissors` below `materiaal:`",
    },
};

pub static YAML_UNCLOSED_QUOTE: Code = Code {
    id: "E0216",
    name: "yaml-unclosed-quote",
    level: Level::Error,
    fixed: true,
    args: &["quote"],
    optional: &[],
    nl: Words {
        message: "Hier begint een aanhalingsteken ({quote}) dat nergens eindigt.",
        help: &["Zet hetzelfde teken ({quote}) ook aan het einde van de waarde."],
        explain: "\
Aanhalingstekens in de kop horen bij elkaar, twee aan twee. Mist het tweede, dan leest krijt door tot het einde van de
kop. Staat er een apostrof in je tekst, gebruik dan dubbele aanhalingstekens eromheen.

- Zo niet: `titel: 'Foto's delen'`
- Zo wel: `titel: \"Foto's delen\"`",
    },
    en: Words {
        message: "A quote ({quote}) opens here and is never closed.",
        help: &["Put the same sign ({quote}) at the end of the value as well."],
        explain: "\
Quotes in front matter come in pairs. If the second one is missing, krijt reads on until the end of the front matter.
If your text holds an apostrophe, put double quotes around it.

- Wrong: `titel: 'Children's photos'`
- Right: `titel: \"Children's photos\"`",
    },
};

pub static YAML_SECOND_DOCUMENT: Code = Code {
    id: "E0217",
    name: "yaml-second-document",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Hier begint een tweede kop. Een bestand heeft er maar één.",
        help: &["Zet alle sleutels in de eerste kop en haal deze regel met `---` weg."],
        explain: "\
Krijt leest één kop: van de eerste regel met `---` tot de tweede. Wat in een tweede kop staat, zou zonder waarschuwing
verdwijnen. Een gewone streep in je tekst mag wel: zet er dan een lege regel boven en onder.

- Zo niet: twee koppen onder elkaar, elk tussen regels met `---`
- Zo wel: één kop met alle sleutels",
    },
    en: Words {
        message: "A second front matter begins here. A file has only one.",
        help: &["Put all keys in the first one and remove this line with `---`."],
        explain: "\
krijt reads one front matter: from the first line with `---` to the second. What stands in another one would be lost
without a word. A rule across your text is fine: leave an empty line above and below it.

- Wrong: two front matters below each other
- Right: one front matter with all keys",
    },
};

pub static YAML_NESTING: Code = Code {
    id: "E0218",
    name: "yaml-nesting",
    level: Level::Error,
    fixed: true,
    args: &["limit"],
    optional: &[],
    nl: Words {
        message: "Dit gaat te diep: er zitten meer dan {limit} lagen in elkaar.",
        help: &["Gebruik minder haakjes en minder inspringing. Voor krijt zijn drie lagen genoeg."],
        explain: "\
Elke inspringing of elk haakje is een nieuwe laag. De sleutels van krijt hebben er hoogstens drie nodig. Veel lagen
wijzen op een vergeten haakje, of op tekst die niet in de kop hoort.

- Zo niet: `groepen: [[[[5]]]]`
- Zo wel: `groepen: [5]`",
    },
    en: Words {
        message: "This is nested too deeply: more than {limit} levels.",
        help: &["Use fewer brackets and less indentation. krijt needs three levels at most."],
        explain: "\
Each indentation or bracket is a new level. The keys of krijt need three at most. Many levels point to a forgotten
bracket, or to text that does not belong in the front matter.

- Wrong: `groepen: [[[[5]]]]`
- Right: `groepen: [5]`",
    },
};

pub static TOML_FRONT_MATTER: Code = Code {
    id: "E0219",
    name: "toml-front-matter",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "De kop staat tussen regels met `+++`. Krijt leest alleen een kop tussen regels met `---`.",
        help: &["Maak van beide regels `---` en van elk `=` een dubbele punt: `titel: Echt of nep`."],
        explain: "\
Andere programma's, zoals Hugo en Zola, gebruiken soms `+++` en `sleutel = waarde` (TOML). Krijt kent één vorm, zodat
elke kop er hetzelfde uitziet.

- Zo niet: `+++`, daaronder `titel = \"Echt of nep\"`, daaronder `+++`
- Zo wel: `---`, daaronder `titel: Echt of nep`, daaronder `---`",
    },
    en: Words {
        message: "The front matter stands between lines with `+++`. krijt reads only front matter between lines \
                with `---`.",
        help: &["Turn both lines into `---` and each `=` into a colon: `titel: Real or fake`."],
        explain: "\
Other programs, such as Hugo and Zola, may use `+++` and `key = value` (TOML). krijt knows one form, YAML, so that all
front matter looks the same.

- Wrong: `+++`, then `title = \"Real or fake\"`, then `+++`
- Right: `---`, then `titel: Real or fake`, then `---`",
    },
};
