//! Marks that hide a text, and texts that are not meant for everybody yet.

use crate::diag::{Code, Level, Words};

pub static COPIED_FILE: Code = Code {
    id: "E0110",
    name: "copied-file",
    level: Level::Error,
    fixed: true,
    args: &["name"],
    optional: &[],
    nl: Words {
        message: "`{name}` lijkt een kopie. Met deze naam komt het niet op de site.",
        help: &["Is het een kopie die je niet nodig hebt? Gooi haar weg. Is het een nieuwe tekst? Geef hem een eigen \
                naam."],
        explain: "\
Je computer of je cloudmap maakt soms zelf een kopie, met ` - kopie`, `(1)` of `conflicterend exemplaar` in de naam.
Zo'n kopie is vaak oud of nog niet af. Daarom komt ze niet op de site zonder dat jij haar een echte naam geeft.

- Zo niet: `02-echt-of-nep - kopie.md`
- Zo wel: `03-reclame-of-niet.md`",
    },
    en: Words {
        message: "`{name}` is named like a copy. With this name it does not go on the site.",
        help: &["Is it a copy that you do not need? Delete it. Is it a new text? Give it a name of its own."],
        explain: "\
Computers and shared folders sometimes make a copy by themselves, with ` - copy`, `(1)` or `conflicted copy` in its
name. Such a copy is often old or not finished, so it does not go on the site until you give it a real name.

- Wrong: `02-real-or-fake - Copy.md`
- Right: `03-ad-or-not.md`",
    },
};

pub static UNFINISHED_TEXT: Code = Code {
    id: "E0111",
    name: "unfinished-text",
    level: Level::Error,
    fixed: false,
    args: &["text"],
    optional: &[],
    nl: Words {
        message: "Hier moet nog iets worden ingevuld: `{text}`. Deze tekst is openbaar.",
        help: &["Vul het in. Is de tekst nog niet af? Zet dan `concept: ja` in de kop."],
        explain: "\
In een nieuwe tekst van `krijt new` staat op veel plekken “Schrijf hier …”. Ook `[invullen]` is een plek die op jou
wacht. Op de site heeft een lezer daar niets aan. Zolang er `concept: ja` in de kop staat, mag het blijven staan.

- Zo niet: `Schrijf hier in twee zinnen wat kinderen in deze les doen.`
- Zo wel: `Kinderen bekijken vier foto's. Ze leggen uit welke echt zijn.`",
    },
    en: Words {
        message: "Something is still to be filled in here: `{text}`. This text is public.",
        help: &["Fill it in. Is the text not finished? Then write `concept: ja` in its front matter."],
        explain: "\
A new text of `krijt new` says “Schrijf hier …” (write here) in many places, and `[invullen]` (fill in) waits for you as
well. Readers of the site have no use for that. As long as the front matter says `concept: ja`, it may stay.

- Wrong: `Schrijf hier in twee zinnen wat kinderen in deze les doen.`
- Right: `Children look at four photos. They explain which are real.`",
    },
};

pub static UNREAD_FILE: Code = Code {
    id: "E0112",
    name: "unread-file",
    level: Level::Error,
    fixed: true,
    args: &["name", "right"],
    optional: &[],
    nl: Words {
        message: "`{name}` lijkt een tekst van de site, maar met deze naam leest krijt het bestand niet.",
        help: &["Noem het bestand `{right}`. Hoort het niet bij de site? Zet het dan buiten de map `content`."],
        explain: "\
Krijt leest bestanden die eindigen op `.md`, in kleine letters. Kladblok maakt er soms `.md.txt` van. Dan ziet krijt je
tekst niet, en ook niet wat er in de kop staat. Bij een `module.md.txt` met `concept: ja` zouden de lessen dan gewoon
openbaar worden.

- Zo niet: `module.md.txt`
- Zo wel: `module.md`",
    },
    en: Words {
        message: "`{name}` looks like a text of the site, but with this name krijt does not read it.",
        help: &["Name it `{right}`. Is it no part of the site? Then put it outside the folder `content`."],
        explain: "\
krijt reads files that end in `.md`, in small letters. Notepad sometimes makes that `.md.txt`. Then krijt does not see
your text, nor what its front matter says: with a `module.md.txt` that holds `concept: ja`, the lessons would simply
become public.

- Wrong: `module.md.txt`
- Right: `module.md`",
    },
};

pub static HIDING_VALUE_MISSING: Code = Code {
    id: "E0223",
    name: "hiding-value-missing",
    level: Level::Error,
    fixed: true,
    args: &["key"],
    optional: &["hidden", "open"],
    nl: Words {
        message: "Achter `{key}` staat niets. Zo weet krijt niet of deze tekst verborgen moet blijven.",
        help: &[
            "Schrijf `{key}: {hidden}`, dan blijft de tekst verborgen. Is hij voor iedereen? Schrijf `{key}: {open}`.",
            "Schrijf de dag als jaar-maand-dag, zoals `{key}: 2026-12-31`. Voor die dag ziet alleen het team de tekst.",
        ],
        explain: "\
Met `concept`, `editie` en `publiceren_vanaf` houd je een tekst van de openbare site. Zonder waarde zegt zo'n sleutel
niets. Krijt raadt niet: een tekst die jij verborgen dacht, mag nooit door een lege regel openbaar worden.

- Zo niet: `concept:`
- Zo wel: `concept: ja`",
    },
    en: Words {
        message: "There is nothing after `{key}`, so krijt cannot know whether this text must stay hidden.",
        help: &[
            "Write `{key}: {hidden}`, and the text stays hidden. Is it for everybody? Write `{key}: {open}`.",
            "Write the day as year-month-day, such as `{key}: 2026-12-31`. Until that day only the team sees the text.",
        ],
        explain: "\
With `concept`, `editie` and `publiceren_vanaf` you keep a text off the public site. Without a value such a key says
nothing. krijt does not guess: a text that you believe to be hidden must never become public by an empty line.

- Wrong: `concept:`
- Right: `concept: ja`",
    },
};

pub static HIDING_VALUE_UNKNOWN: Code = Code {
    id: "E0224",
    name: "hiding-value-unknown",
    level: Level::Error,
    fixed: true,
    args: &["key", "value"],
    optional: &["suggestion", "hidden", "open"],
    nl: Words {
        message: "Krijt kent `{value}` bij `{key}` niet, en weet dus niet of deze tekst verborgen moet blijven.",
        help: &[
            "Bedoelde je `{key}: {suggestion}`?",
            "Schrijf `{key}: {hidden}`, dan blijft de tekst verborgen. Is hij voor iedereen? Schrijf `{key}: {open}`.",
            "Schrijf de dag als jaar-maand-dag, zoals `{key}: 2026-12-31`. Voor die dag ziet alleen het team de tekst.",
        ],
        explain: "\
Met `concept`, `editie` en `publiceren_vanaf` houd je een tekst van de openbare site. Bij een woord dat krijt niet kent,
is niet zeker wat je wilt. Dan maakt krijt liever geen site dan een site met iets erop wat verborgen moest blijven.

- Zo niet: `editie: intern`
- Zo wel: `editie: team`",
    },
    en: Words {
        message: "krijt does not know `{value}` for `{key}`, and so not whether this text must stay hidden.",
        help: &[
            "Did you mean `{key}: {suggestion}`?",
            "Write `{key}: {hidden}`, and the text stays hidden. Is it for everybody? Write `{key}: {open}`.",
            "Write the day as year-month-day, such as `{key}: 2026-12-31`. Until that day only the team sees the text.",
        ],
        explain: "\
With `concept`, `editie` and `publiceren_vanaf` you keep a text off the public site. With a word that krijt does not
know it is not certain what you want. Rather no site is made than one with something on it that had to stay hidden.

- Wrong: `editie: internal`
- Right: `editie: team`",
    },
};

pub static HIDING_KEY_UNKNOWN: Code = Code {
    id: "E0225",
    name: "hiding-key-unknown",
    level: Level::Error,
    fixed: true,
    args: &["key"],
    optional: &["line"],
    nl: Words {
        message: "`{key}` lijkt te zeggen dat dit verborgen moet blijven, maar krijt kent die sleutel hier niet.",
        help: &[
            "Bedoelde je `{line}`?",
            "Schrijf in de kop van een tekst `concept: ja` (nog niet af) of `editie: team` (alleen voor het team).",
        ],
        explain: "\
Een sleutel met een tikfout doet niets. Bij een sleutel die iets moet verbergen, is dat gevaarlijk: dan wordt openbaar
wat jij verborgen dacht. Dat geldt ook voor woorden uit andere programma's, zoals `status: draft` of `hidden: true`.

- Zo niet: `edtie: team`
- Zo wel: `editie: team`",
    },
    en: Words {
        message: "`{key}` looks as if it says that this must stay hidden, but krijt does not know that key here.",
        help: &[
            "Did you mean `{line}`?",
            "Write `concept: ja` (not finished) or `editie: team` (for the team only) in the front matter of a text.",
        ],
        explain: "\
A mistyped key does nothing. With a key that hides something, that is dangerous: what you believe to be hidden becomes
public. The same goes for words of other programs, such as `status: draft` or `hidden: true`.

- Wrong: `edtie: team`
- Right: `editie: team`",
    },
};

pub static HIDING_MARK_MISPLACED: Code = Code {
    id: "E0226",
    name: "hiding-mark-misplaced",
    level: Level::Error,
    fixed: true,
    args: &["line"],
    optional: &[],
    nl: Words {
        message: "`{line}` is hier geen regel van de kop. De tekst wordt er niet door verborgen.",
        help: &["Zet `{line}` op een eigen regel in de kop: tussen de twee regels met `---`, zonder spaties ervoor."],
        explain: "\
Zo'n regel verbergt een tekst alleen als hij in de kop staat, aan het begin van een regel. Staat hij eronder, of hoort
hij door spaties bij een andere sleutel, dan is het gewone tekst. Dan komt hij zelfs op de site te staan.

- Zo niet: `concept: ja` onder de tweede regel met `---`
- Zo wel: `concept: ja` onder `titel: Echt of nep`, boven de tweede regel met `---`",
    },
    en: Words {
        message: "`{line}` is no line of the front matter here. It does not hide the text.",
        help: &["Put `{line}` on a line of its own in the front matter: between the two lines with `---`, without \
                spaces before it."],
        explain: "\
Such a line hides a text only where it stands in the front matter, at the start of a line. Below it, or as part of
another key by the spaces before it, it is ordinary text, and would even be shown on the site.

- Wrong: `concept: ja` below the second line with `---`
- Right: `concept: ja` below `titel: Real or fake`, above the second line with `---`",
    },
};

pub static LINK_TO_UNREAD: Code = Code {
    id: "E0513",
    name: "link-to-unread",
    level: Level::Error,
    fixed: false,
    args: &["target"],
    optional: &[],
    nl: Words {
        message: "Deze link wijst naar een tekst waarvan krijt de kop niet kan lezen: `{target}`.",
        help: &["Haal de link weg tot de kop van die tekst te lezen is."],
        explain: "\
In de kop kan staan dat een tekst verborgen moet blijven. Kan krijt de kop niet lezen, dan komt de tekst daarom niet op
de openbare site, ook niet als je die melding zelf lager hebt gezet. Een link ernaartoe gaat dan nergens heen.

- Zo niet: een link naar een bestand zonder kop
- Zo wel: een link naar een bestand met een kop met `titel: Contact`",
    },
    en: Words {
        message: "This link points to a text whose front matter krijt cannot read: `{target}`.",
        help: &["Remove the link until the front matter of that text can be read."],
        explain: "\
Front matter may say that a text must stay hidden. If krijt cannot read it, the text does not go on the public site, not
even where you lowered that finding yourself. A link to it would lead nowhere.

- Wrong: a link to a file without front matter
- Right: a link to a file whose front matter holds `titel: Contact`",
    },
};

pub static EDITIONS_UNCLEAR: Code = Code {
    id: "E1105",
    name: "editions-unclear",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &["value"],
    nl: Words {
        message: "Bij `edities` staat niet duidelijk welke edities krijt moet maken.",
        help: &[
            "Krijt kent `{value}` niet. Schrijf `edities: [public, team]`, of `edities: [team]` voor alleen het team.",
            "Schrijf `edities: [public, team]` voor allebei, of `edities: [team]` voor alleen het team.",
        ],
        explain: "\
Een school kan kiezen om alleen de editie voor het team te maken. Met een leeg of onbekend woord is die keuze niet te
lezen. Krijt maakt dan niet zomaar een openbare site.

- Zo niet: `edities: [taem]`
- Zo wel: `edities: [team]`",
    },
    en: Words {
        message: "It is not clear from `edities` which editions krijt must make.",
        help: &[
            "krijt does not know `{value}`. Write `edities: [public, team]`, or `edities: [team]` for the team only.",
            "Write `edities: [public, team]` for both, or `edities: [team]` for the team only.",
        ],
        explain: "\
A school may choose to make the edition for the team only. With an empty or unknown word that choice cannot be read, and
krijt does not make a public site by accident.

- Wrong: `edities: [taem]`
- Right: `edities: [team]`",
    },
};
