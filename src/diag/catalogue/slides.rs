//! Slides: what the back row cannot read, and what needs internet.

use crate::diag::{Code, Level, Words};

pub static SLIDE_TOO_MANY_WORDS: Code = Code {
    id: "W1301",
    name: "slide-too-many-words",
    level: Level::Warning,
    fixed: false,
    args: &["words", "limit"],
    optional: &[],
    nl: Words {
        message: "Op deze dia staan {words} woorden; meer dan {limit} leest een klas niet.",
        help: &[
            "Verdeel de tekst over twee dia's, of zet een deel in de tekst onder de dia: die zie jij, niet de klas.",
        ],
        explain: "\
Kinderen lezen of luisteren; allebei tegelijk lukt niet. Op een dia staat wat ze moeten zien. Wat jij erbij zegt,
staat eronder. De grens is 40 woorden.

- Zo niet: een hele alinea op de dia
- Zo wel: drie korte regels, en de uitleg buiten het blok `dia`",
    },
    en: Words {
        message: "This slide has {words} words; a class does not read more than {limit}.",
        help: &[
            "Split the text over two slides, or move part of it below the slide: you see that, the class does not.",
        ],
        explain: "\
Children read or listen, not both at once. A slide holds what they must see; what you say about it stands below. The
limit is 40 words.

- Wrong: a whole paragraph on the slide
- Right: three short lines, and the explanation outside the `dia` block",
    },
};

pub static SLIDE_DOES_NOT_FIT: Code = Code {
    id: "E1302",
    name: "slide-does-not-fit",
    level: Level::Error,
    fixed: false,
    args: &["lines", "limit"],
    optional: &[],
    nl: Words {
        message: "Deze dia vraagt ongeveer {lines} regels; leesbaar passen er {limit}.",
        help: &["Verdeel de inhoud over twee dia's, of haal er een beeld of lijst af."],
        explain: "\
Letters op een dia worden nooit kleiner dan een kind achter in de klas kan lezen. Wat dan niet past, valt buiten beeld.
Krijt rekent met een oude beamer (4:3) en de kleinste letter.

- Zo niet: een lijst met twaalf punten en een plaat
- Zo wel: twee dia's met elk zes punten",
    },
    en: Words {
        message: "This slide needs about {lines} lines; {limit} fit while they can still be read.",
        help: &["Split the content over two slides, or take off an image or a list."],
        explain: "\
Type on a slide never gets smaller than a child at the back can read. What does not fit then falls off the screen. krijt
reckons with an old projector (4:3) and the smallest type.

- Wrong: a list of twelve items and an image
- Right: two slides with six items each",
    },
};

pub static LINK_WITHOUT_PLANB: Code = Code {
    id: "W1303",
    name: "link-without-planb",
    level: Level::Warning,
    fixed: false,
    args: &["target"],
    optional: &[],
    nl: Words {
        message: "Deze dia opent `{target}`, maar de les zegt niet wat je doet zonder internet.",
        help: &["Voeg een blok toe: `::: planb`, met wat de klas dan doet."],
        explain: "\
In veel lokalen hapert het internet juist op het moment van het filmpje. Met een plan B gaat de les door.

- Zo niet: alleen een link naar een video
- Zo wel: de link, en ergens in de les `::: planb` met een opdracht zonder scherm",
    },
    en: Words {
        message: "This slide opens `{target}`, but the lesson does not say what to do without internet.",
        help: &["Add a block: `::: planb`, with what the class does then."],
        explain: "\
In many classrooms the internet fails just when the video starts. With a plan B the lesson goes on.

- Wrong: only a link to a video
- Right: the link, and somewhere in the lesson `::: planb` with a task without a screen",
    },
};

pub static TEXT_ON_IMAGE: Code = Code {
    id: "W1304",
    name: "text-on-image",
    level: Level::Warning,
    fixed: false,
    args: &["target"],
    optional: &[],
    nl: Words {
        message: "Tekst over het beeld `{target}` is op een beamer slecht te lezen.",
        help: &["Zet het beeld naast of onder de tekst: `![beschrijving]({target})`"],
        explain: "\
Een beamer maakt kleuren flets. Letters op een foto hebben dan te weinig contrast. Krijt zet het achtergrondbeeld
daarom als gewoon beeld bij de tekst.

- Zo niet: `![bg](strand.jpg)` met tekst erop
- Zo wel: `![Kinderen op het strand](strand.jpg)` als gewoon beeld",
    },
    en: Words {
        message: "Text over the image `{target}` is hard to read from a projector.",
        help: &["Put the image beside or below the text: `![description]({target})`"],
        explain: "\
A projector washes out colours: letters on a photo then have too little contrast. krijt shows such a background as an
ordinary image beside the text.

- Wrong: `![bg](beach.jpg)` with text on it
- Right: `![Children on the beach](beach.jpg)` as an ordinary image",
    },
};

pub static NOTE_INSIDE: Code = Code {
    id: "E1305",
    name: "note-inside",
    level: Level::Error,
    fixed: true,
    args: &["mark"],
    optional: &[],
    nl: Words {
        message: "Hier begint een notitie op een plek waar Krijt haar niet los kan knippen: `{mark}`.",
        help: &["Zet de notitie op een eigen regel onder de rest van de dia, met een lege regel erboven."],
        explain: "\
Een regel die met `Note:` of `Notitie:` begint, is een notitie: die ziet alleen het team, tot de volgende dia. Midden in
een tabel, een voetnoot, een link of vette tekst weet Krijt niet waar de notitie ophoudt. Dan komt er niets online.

- Zo niet: `| Vraag | Note: het antwoord is B |`
- Zo wel: onder de tabel een lege regel, en dan `Note: het antwoord is B`",
    },
    en: Words {
        message: "A note begins here, where krijt cannot cut it off: `{mark}`.",
        help: &["Put the note on a line of its own below the rest of the slide, with an empty line above it."],
        explain: "\
A line that begins with `Note:` or `Notitie:` is a note: only the team sees it, up to the next slide. In a table, a
footnote, a link or bold text krijt does not know where the note ends. Then nothing is published.

- Wrong: `| Question | Note: the answer is B |`
- Right: an empty line below the table, and then `Note: the answer is B`",
    },
};

pub static NOTE_ALMOST: Code = Code {
    id: "E1306",
    name: "note-almost",
    level: Level::Error,
    fixed: true,
    args: &["mark"],
    optional: &[],
    nl: Words {
        message: "Deze regel op een dia lijkt op een notitie, maar Krijt weet het niet zeker: `{mark}`.",
        help: &["Begin de regel met `Note:` of `Notitie:`. Dan ziet alleen het team wat daar staat."],
        explain: "\
Op een dia maakt `Note:` van alles wat volgt een notitie, tot de volgende dia. Met een ander teken, met iets ervoor of
met een tikfout zou de klas je notitie te zien krijgen. Daarom komt er dan niets online.

- Zo niet: `Note; het antwoord is B`, `Notite: het antwoord is B`
- Zo wel: `Note: het antwoord is B`, of het blok `::: leerkracht`",
    },
    en: Words {
        message: "This line of a slide looks like a note, but krijt is not sure: `{mark}`.",
        help: &["Begin the line with `Note:`. Then only the team sees what it says."],
        explain: "\
On a slide `Note:` makes a note of all that follows, up to the next slide. With another sign, with something before it
or with a slip the class would see your note. So then nothing is published.

- Wrong: `Note; the answer is B`, `Ntoe: the answer is B`
- Right: `Note: the answer is B`, or the block `::: leerkracht`",
    },
};

pub static HIDING_UNCLEAR: Code = Code {
    id: "E1307",
    name: "hiding-unclear",
    level: Level::Error,
    fixed: true,
    args: &["mark"],
    optional: &[],
    nl: Words {
        message: "Dit lijkt iets te verbergen, maar Krijt begrijpt het hier niet: `{mark}`.",
        help: &["Zet het achter het kopje van wat verborgen moet zijn: `## Kopje {{visibility=\"hidden\"}}`."],
        explain: "\
Een verborgen dia slaat de les over; alleen het team kan haar lezen. Een verborgen kopje neemt alles mee wat eronder
staat, tot het volgende kopje van dat niveau. Staat er een tikfout in, of staat het ergens anders, dan zou iedereen het
zien. Daarom komt er dan niets online.

- Zo niet: `## Antwoorden {visibility=\"hiden\"}`
- Zo wel: `## Antwoorden {visibility=\"hidden\"}`, of `::: {.dia visibility=\"hidden\"}` in een les",
    },
    en: Words {
        message: "This seems to hide a slide or a part, but krijt does not understand it here: `{mark}`.",
        help: &["Put it behind the heading of what is to be hidden: `## Heading {{visibility=\"hidden\"}}`."],
        explain: "\
The lesson skips a hidden slide; only the team can read it. A hidden heading takes along all that stands below it, up to
the next heading of its level. With a slip in it, or elsewhere, everybody would see it. So then nothing is published.

- Wrong: `## Answers {visibility=\"hiden\"}`
- Right: `## Answers {visibility=\"hidden\"}`, or `::: {.dia visibility=\"hidden\"}` in a lesson",
    },
};

pub static ADDRESS_IN_NOTE: Code = Code {
    id: "E1308",
    name: "address-in-note",
    level: Level::Error,
    fixed: true,
    args: &["mark"],
    optional: &[],
    nl: Words {
        message: "Het adres van `{mark}` staat in een notitie of een verborgen dia; dan zou iedereen het zien.",
        help: &["Schrijf het adres in de link zelf, als het voor iedereen is: `[tekst](adres)`."],
        explain: "\
Een regel als `[bron]: https://…` geeft een adres aan elke link `[bron]`. Staat die regel in een notitie of in een
verborgen dia, dan is hij alleen voor het team. Een link in de gewone tekst mag hem dan niet gebruiken.

- Zo niet: `Zie [bron].`, en onder `Note:` de regel `[bron]: https://www.mediawijsheid.nl`
- Zo wel: `Zie [de bron](https://www.mediawijsheid.nl).`",
    },
    en: Words {
        message: "The address of `{mark}` is in a note or a hidden slide; so everybody would see it.",
        help: &["Write the address in the link itself, if it is for everybody: `[text](address)`."],
        explain: "\
A line such as `[source]: https://…` gives an address to every link `[source]`. When that line is in a note or in a
hidden slide, it is for the team only. A link in ordinary text may not use it then.

- Wrong: `See [source].`, and below `Note:` the line `[source]: https://www.mediawijsheid.nl`
- Right: `See [the source](https://www.mediawijsheid.nl).`",
    },
};
