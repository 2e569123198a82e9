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
