//! The protocol: what a card must not leave out, and what changed.

use crate::diag::{Code, Level, Words};

pub static RULE_MARKS_NOTHING: Code = Code {
    id: "E0707",
    name: "rule-marks-nothing",
    level: Level::Error,
    fixed: true,
    args: &["word"],
    optional: &["sentence"],
    nl: Words {
        message: "Deze zin met “{word}” komt op geen enkele kaart, en misschien hangt daar veel van af.",
        help: &[
            "Zet de zin in een blok `letop`, binnen de regel. Dan gaat hij mee naar elke kaart:\n::: letop\n{sentence}\n:::",
            "Zet de zin in een blok `letop`, binnen de regel: `::: letop` erboven en `:::` eronder. Dan gaat hij mee.",
        ],
        explain: "\
Op een kaart staat van een regel alleen het begin. Wie de kaart volgt, leest de uitzondering of het verbod verderop
niet. Dan doet de kaart kwaad. Een blok `letop` in de regel gaat altijd mee: naar elke kaart, lijst en pdf.

- Zo niet: onder de eerste alinea van de regel de losse zin “Stuur het beeld nooit door.”
- Zo wel: dezelfde zin in de regel, in een blok:

```
::: letop
Stuur het beeld nooit door.
:::
```",
    },
    en: Words {
        message: "This sentence with “{word}” is on no card, and much may depend on it.",
        help: &[
            "Put the sentence into a block `letop`, within the rule. Then it goes along to every card:\n::: letop\n{sentence}\n:::",
            "Put the sentence into a block `letop`, within the rule: `::: letop` above it and `:::` below. Then it goes along.",
        ],
        explain: "\
A card has only the beginning of a rule. Who goes by the card does not read the exception or the ban further down, and
then the card does harm. A block `letop` within the rule always goes along: to every card, list and PDF.

- Wrong: below the first paragraph of the rule, the loose sentence “Never forward the image.”
- Right: the same sentence within the rule, in a block:

```
::: letop
Never forward the image.
:::
```",
    },
};

pub static CARD_LEAVES_OUT: Code = Code {
    id: "E0708",
    name: "card-leaves-out",
    level: Level::Error,
    fixed: true,
    args: &["word", "card"],
    optional: &[],
    nl: Words {
        message: "Deze zin met “{word}” staat niet op de kaart: daar komt de tekst bij `kaart` voor in de plaats.",
        help: &[
            "Op de kaart staat nu: “{card}” Zet daar ook in wat niet mag of wat eerst moet. Of zet deze zin in de regel in een blok `letop`: dat gaat altijd mee.",
        ],
        explain: "\
Met `kaart=\"…\"` staat er op kaarten een korte opdracht, en niet de eerste alinea van de regel. Die opdracht mag niet
minder veilig zijn dan de regel zelf.

- Zo niet: de regel begint met “Bel eerst het bestuur.”, en `kaart=\"Praat met de medewerker.\"`
- Zo wel: `kaart=\"Bel eerst het bestuur. Praat dan pas met de medewerker.\"`",
    },
    en: Words {
        message: "This sentence with “{word}” is not on the card: there the text at `kaart` takes its place.",
        help: &[
            "The card now says: “{card}” Let it also say what may not be done or what comes first. Or put this sentence within the rule into a block `letop`: that always goes along.",
        ],
        explain: "\
With `kaart=\"…\"` cards have a short instruction in place of the rule's first paragraph. That instruction may not be less
safe than the rule itself.

- Wrong: the rule begins “Call the board first.”, and `kaart=\"Talk to the employee.\"`
- Right: `kaart=\"First call the board. Only then talk to the employee.\"`",
    },
};

pub static RULE_PART_UNMARKED: Code = Code {
    id: "W0709",
    name: "rule-part-unmarked",
    level: Level::Warning,
    fixed: false,
    args: &["word"],
    optional: &[],
    nl: Words {
        message: "Deze zin met “{word}” gaat niet mee naar de kaarten. Misschien hoort hij daar wel.",
        help: &[
            "Hoort hij op de kaart? Zet hem in de regel in een blok `letop`. Kan hij daar gemist worden? Zeg waarom, met `allow`.",
        ],
        explain: "\
In deze regel staat een blok `letop`, en dat gaat mee naar elke kaart. Deze zin staat daarbuiten. Ook zo'n zin kan
zeggen wat niet mag of wat eerst moet.

- Zo niet: een blok `letop` over bewaren, en daaronder los: “Noem geen namen.”
- Zo wel: allebei de zinnen in het blok `letop`",
    },
    en: Words {
        message: "This sentence with “{word}” does not go along to the cards. It may belong there.",
        help: &[
            "Does it belong on the card? Put it within the rule into a block `letop`. Can the card do without? Say why, with `allow`.",
        ],
        explain: "\
There is a block `letop` in this rule, which goes along to every card. This sentence stands outside of it. It too may
say what may not be done or what comes first.

- Wrong: a block `letop` about keeping messages, and loose below it: “Mention no names.”
- Right: both sentences in the block `letop`",
    },
};

pub static CHANGES_MOVED: Code = Code {
    id: "E0710",
    name: "changes-moved",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "De wijzigingen van het protocol staan niet meer in de kop, maar in een eigen bestand.",
        help: &[
            "Zet ze in `content/protocol/wijzigingen.yaml` en haal `wijzigingen` hier weg. Zo ziet een wijziging eruit:\n- {{versie: \"2.0\", regel: naam-van-de-regel, was: \"…\", wordt: \"…\", waarom: \"…\", soort: instemming}}",
        ],
        explain: "\
In een eigen bestand is er plaats voor wat er stond, wat er komt en waarom. Krijt maakt er een lijst van voor de MR, met
wat instemming vraagt bovenaan.

- Zo niet: `wijzigingen:` in de kop van `content/protocol/protocol.md`
- Zo wel: een lijst in `content/protocol/wijzigingen.yaml`, met bij elk streepje `regel`, `was`, `wordt` en `waarom`",
    },
    en: Words {
        message: "The changes of the protocol no longer stand in the head, but in a file of their own.",
        help: &[
            "Put them into `content/protocol/wijzigingen.yaml` and remove `wijzigingen` here. A change looks like this:\n- {{versie: \"2.0\", regel: id-of-the-rule, was: \"…\", wordt: \"…\", waarom: \"…\", soort: instemming}}",
        ],
        explain: "\
A file of their own has room for what was there, what comes, and why. krijt turns it into a list for the council, with
what needs consent at the top.

- Wrong: `wijzigingen:` in the head of `content/protocol/protocol.md`
- Right: a list in `content/protocol/wijzigingen.yaml`, with `regel`, `was`, `wordt` and `waarom` at each hyphen",
    },
};

pub static CHANGE_OF_NOTHING: Code = Code {
    id: "E0711",
    name: "change-of-nothing",
    level: Level::Error,
    fixed: false,
    args: &["rule"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het protocol heeft geen regel en geen hoofdstuk `{rule}`.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Schrijf bij `regel` de naam van een regel, het bestand van een hoofdstuk, zoals `02-kinderen`, of `nieuw`.",
        ],
        explain: "\
Bij elke wijziging staat over welke regel het gaat. Zo ziet de MR haar bij het goede hoofdstuk, met het nummer erbij.

- Zo niet: `regel: ga-in-gesprk`
- Zo wel: `regel: ga-in-gesprek`, `regel: 03-medewerkers` of `regel: nieuw`",
    },
    en: Words {
        message: "The protocol has no rule and no chapter `{rule}`.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Write the id of a rule, the file of a chapter such as `02-kinderen`, or `nieuw` (new) at `regel`.",
        ],
        explain: "\
Each change says which rule it is about, so that the council sees it at the right chapter, with its number.

- Wrong: `regel: ga-in-gesprk`
- Right: `regel: ga-in-gesprek`, `regel: 03-medewerkers` or `regel: nieuw`",
    },
};
