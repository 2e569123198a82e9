//! What looks like a wall around the team's text, and hides nothing.

use crate::diag::{Code, Level, Words};

pub static NAMELESS_BLOCK: Code = Code {
    id: "E0318",
    name: "nameless-block",
    level: Level::Error,
    fixed: true,
    args: &["word"],
    optional: &["line", "suggestion"],
    nl: Words {
        message: "Krijt weet niet welk blok dit is: `{word}` is hier geen naam.",
        help: &[
            "Schrijf deze regel zo: `{line}`.",
            "Bedoelde je `::: {suggestion}`?",
            "Schrijf de naam zonder accolades, of zet er een punt voor: `::: {{.weetje}}`. Is de tekst voor het team? \
                Kies dan `leerkracht` of `antwoord`.",
        ],
        explain: "\
Tussen accolades begint de naam van een blok met een punt. Zonder punt is het een los woord, en weet krijt niet wat voor
blok het is. Misschien was de tekst alleen voor het team. Daarom wil krijt het zeker weten.

- Zo niet: `::: {antwoord}`
- Zo wel: `::: antwoord`
- Zo niet: `::: {opdracht lijnen=3}`
- Zo wel: `::: {.opdracht lijnen=3}`",
    },
    en: Words {
        message: "krijt cannot tell which block this is: `{word}` is no name here.",
        help: &[
            "Write this line as: `{line}`.",
            "Did you mean `::: {suggestion}`?",
            "Write the name without braces, or with a dot: `::: {{.weetje}}`. Is the text for the team? Then choose \
                `leerkracht` or `antwoord`.",
        ],
        explain: "\
Between braces the name of a block begins with a dot. Without it, it is just a word, and krijt cannot tell which block
is meant. Perhaps the text was for the team only. So krijt wants to be sure.

- Wrong: `::: {antwoord}`
- Right: `::: antwoord`
- Wrong: `::: {opdracht lijnen=3}`
- Right: `::: {.opdracht lijnen=3}`",
    },
};

pub static FENCE_SIGN: Code = Code {
    id: "E0319",
    name: "fence-sign",
    level: Level::Error,
    fixed: true,
    args: &["reason", "sign"],
    optional: &["line"],
    nl: Words {
        message: "Hier lijkt een blok te beginnen of te eindigen, maar {reason} ({sign}).",
        help: &[
            "Typ deze regel opnieuw: `{line}`.",
            "Typ deze regel opnieuw. Een blok begint met `:::` en een naam, en eindigt met `:::`.",
        ],
        explain: "\
Wie tekst plakt uit een ander programma, plakt soms tekens mee die je niet ziet, of tekens die op een dubbele punt
lijken. Dan begint er geen blok, en ziet iedereen wat erin staat. Ook als dat alleen voor de leerkracht was. Daarom wil
krijt het zeker weten.

- Zo niet: `\\::: leerkracht`
- Zo wel: `::: leerkracht`",
    },
    en: Words {
        message: "A block seems to begin or end here, but {reason} ({sign}).",
        help: &[
            "Type this line again: `{line}`.",
            "Type this line again. A block begins with `:::` and a name, and ends with `:::`.",
        ],
        explain: "\
Text that is pasted from another program may bring signs that you cannot see, or signs that look like colons. Then no
block begins, and everybody sees what is in it, even what was for the teacher only. So krijt wants to be sure.

- Wrong: `\\::: leerkracht`
- Right: `::: leerkracht`",
    },
};

pub static TEAM_MARK: Code = Code {
    id: "E0320",
    name: "team-mark-misplaced",
    level: Level::Error,
    fixed: true,
    args: &["mark"],
    optional: &[],
    nl: Words {
        message: "`{mark}` verbergt hier niets: iedereen zou deze tekst kunnen lezen.",
        help: &[
            "Is de tekst voor het team? Zet hem in een blok: een regel `::: leerkracht` of `::: antwoord` erboven, \
                en een regel `:::` eronder. Betekent het iets anders? Kies dan een ander woord.",
        ],
        explain: "\
Alleen een blok kan tekst voor het team bewaren. Een naam als `leerkracht` of `antwoord` achter een kopje, een woord,
een beeld of een stuk code doet niets. Dan komt die tekst gewoon op de openbare site. Daarom wil krijt het zeker weten.

Zo niet: `Het is [een foto van toen]{.antwoord}`. Zo wel:

```
::: antwoord
Het is een foto van toen.
:::
```",
    },
    en: Words {
        message: "`{mark}` hides nothing here: everybody could read this text.",
        help: &[
            "Is the text for the team? Put it in a block: a line `::: leerkracht` or `::: antwoord` above it, and a \
                line `:::` below it. Does it mean something else? Then choose another word.",
        ],
        explain: "\
Only a block can keep text for the team. A name such as `leerkracht` or `antwoord` behind a heading, a word, an image or
code does nothing, and the text would be on the public site. So krijt wants to be sure.

Wrong: `It is [an old photo]{.antwoord}`. Right:

```
::: antwoord
It is an old photo.
:::
```",
    },
};

pub static FENCE_APART: Code = Code {
    id: "E0321",
    name: "fence-apart",
    level: Level::Error,
    fixed: true,
    args: &["fence"],
    optional: &[],
    nl: Words {
        message: "Hier begint of eindigt geen blok: `{fence}` staat niet op een eigen regel.",
        help: &["Zet `{fence}` op een eigen regel, met niets ervoor. In een lijst: op de volgende regel, met zoveel \
                spaties ervoor dat het onder de tekst van het punt staat."],
        explain: "\
Een blok begint en eindigt op een eigen regel. Staat er een streepje, een cijfer, een hekje of een woord voor, dan is
het gewone tekst. Iedereen ziet dan wat in het blok staat, ook als dat alleen voor de leerkracht was. Daarom wil krijt
het zeker weten.

Zo niet: `- ::: antwoord`. Zo wel:

```
- Een punt

  ::: antwoord
  Het antwoord bij dit punt.
  :::
```",
    },
    en: Words {
        message: "No block begins or ends here: `{fence}` is not on a line of its own.",
        help: &[
            "Put `{fence}` on a line of its own, with nothing before it. In a list: on the next line, with as many \
                spaces as put it below the text of the item.",
        ],
        explain: "\
A block begins and ends on a line of its own. Behind a hyphen, a number, a number sign or a word it is plain text.
Everybody then sees what is in the block, even what was for the teacher only. So krijt wants to be sure.

Wrong: `- ::: antwoord`. Right:

```
- An item

  ::: antwoord
  The answer to this item.
  :::
```",
    },
};

pub static REFERENCE_TO_HIDDEN: Code = Code {
    id: "E0322",
    name: "reference-to-hidden",
    level: Level::Error,
    fixed: true,
    args: &["label"],
    optional: &[],
    nl: Words {
        message: "Wat bij `[{label}]` hoort, staat in een blok voor het team. Hier kan iedereen het lezen.",
        help: &["Mag iedereen het zien? Zet het adres of de noot dan ook hier, buiten het blok. Anders hoort deze \
                verwijzing in het blok."],
        explain: "\
Een adres of een noot hoort bij de plek waar die staat. Staat die in een blok voor het team, dan is die voor het team.
Wie er buiten dat blok naar verwijst, zou hem toch openbaar maken.

- Zo niet: in `::: antwoord` staat `[bron]: https://…`, en buiten het blok `Lees [bron]`
- Zo wel: beide in het blok, of beide erbuiten",
    },
    en: Words {
        message: "What belongs to `[{label}]` is in a block for the team. Here everybody could read it.",
        help: &[
            "May everybody see it? Then write the address or the note here, too, outside the block. Otherwise this \
                reference belongs in the block.",
        ],
        explain: "\
An address or a note belongs to the place where it stands. In a block for the team it is for the team, and a reference
from outside would make it public all the same.

- Wrong: `[source]: https://…` in `::: antwoord`, and `Read [source]` outside the block
- Right: both in the block, or both outside it",
    },
};

pub static CODE_OVER_WALL: Code = Code {
    id: "E0323",
    name: "code-over-wall",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Dit stuk code eindigt niet waar het moet, en er staat iets in dat voor het team kan zijn.",
        help: &[
            "Kijk of elk stuk code eindigt met een regel met alleen dezelfde tekens (meestal drie accenten: ```). \
                Begin bij het eerste stuk code op deze pagina.",
        ],
        explain: "\
In een stuk code staat alles precies zoals je het typt. Mist een stuk code zijn einde, dan wordt de tekst eronder ook
code: ook de blokken en het commentaar. Iedereen ziet dan wat daarin staat. Daarom wil krijt het zeker weten.

Wil je laten zien hoe je code schrijft? Zet er dan vier accenten omheen, of drie golfjes.

Zo wel:

~~~
```
1 + 1
```
~~~",
    },
    en: Words {
        message: "This piece of code does not end where it should, and holds what may be for the team.",
        help: &[
            "Check that each piece of code ends with a line of only the same signs (usually three backticks: ```). \
                Begin with the first piece of code on this page.",
        ],
        explain: "\
In a piece of code everything stands as you type it. If a piece of code lacks its end, the text below becomes code, too:
blocks and comments as well. Everybody then sees what is in them. So krijt wants to be sure.

To show how code is written, put four backticks around it, or three tildes.

Right:

~~~
```
1 + 1
```
~~~",
    },
};

pub static HIDING_HTML: Code = Code {
    id: "E0409",
    name: "hiding-html",
    level: Level::Error,
    fixed: true,
    args: &["tag"],
    optional: &[],
    nl: Words {
        message: "Deze HTML (`<{tag}>`) lijkt tekst te verbergen, maar het begin en het einde horen niet bij elkaar.",
        help: &[
            "Zet tekst voor het team in een blok: een regel `::: leerkracht` erboven en een regel `:::` eronder, in \
                plaats van de HTML.",
        ],
        explain: "\
Sommige HTML verbergt tekst in een browser. Krijt houdt zulke tekst bij het team, van het begin tot het einde. Ontbreekt
een van de twee, of staat het in een andere lijst of alinea, dan weet krijt niet wat erbij hoort.

Zo niet: `<aside class=\"notes\">` zonder `</aside>`. Zo wel:

```
::: leerkracht
Vraag eerst wie er een telefoon heeft.
:::
```",
    },
    en: Words {
        message: "This HTML (`<{tag}>`) seems to hide text, but its beginning and its end do not belong together.",
        help: &[
            "Put text for the team in a block: a line `::: leerkracht` above it and a line `:::` below it, instead of \
                the HTML.",
        ],
        explain: "\
Some HTML hides text in a browser. krijt keeps such text with the team, from its beginning to its end. If one of the two
is missing, or stands in another list or paragraph, krijt cannot tell what belongs to it.

Wrong: `<aside class=\"notes\">` without `</aside>`. Right:

```
::: leerkracht
Ask first who has a telephone.
:::
```",
    },
};

pub static NOT_A_COMMENT: Code = Code {
    id: "E0410",
    name: "not-a-comment",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Dit lijkt commentaar, maar is het niet: {reason}. Iedereen zou het kunnen lezen.",
        help: &[
            "Schrijf commentaar zo: `<!-- tekst -->`, aan het begin van een regel. Is het voor het team? Zet het dan in \
                een blok `leerkracht`.",
        ],
        explain: "\
Commentaar is er voor wie aan de tekst werkt: het komt nooit op de site. Het begint met `<!--` en eindigt met `-->`. Een
tekstverwerker maakt van twee streepjes er soms één, en dan staat alles gewoon op de pagina.

- Zo niet: `<!— dit checken we nog —>`
- Zo wel: `<!-- dit checken we nog -->`",
    },
    en: Words {
        message: "This looks like a comment and is none: {reason}. Everybody could read it.",
        help: &[
            "Write a comment as `<!-- text -->`, at the beginning of a line. Is it for the team? Then put it in a block \
                `leerkracht`.",
        ],
        explain: "\
A comment is for those who work on the text: it is never on the site. It begins with `<!--` and ends with `-->`. A word
processor may make one dash of two, and then everything is on the page.

- Wrong: `<!— to be checked —>`
- Right: `<!-- to be checked -->`",
    },
};
