//! Fenced blocks, code fences and attributes.

use crate::diag::{Code, Level, Words};

pub static UNKNOWN_BLOCK: Code = Code {
    id: "E0301",
    name: "unknown-block",
    level: Level::Error,
    fixed: false,
    args: &["name"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het blok `{name}` bestaat niet.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Kijk of de naam van het blok goed gespeld is. Is de tekst voor het team? Kies dan `leerkracht` of `antwoord`. \
                Alle blokken: `krijt explain blokken`.",
        ],
        explain: "\
De naam van een blok vertelt wat krijt met de tekst moet doen: een dia maken, een quiz, een opdracht. Bij een
onbekende naam weet krijt dat niet. Daarom raadt krijt niet, maar vraagt het aan jou.

- Zo niet: `::: opdragt`
- Zo wel: `::: opdracht`",
    },
    en: Words {
        message: "The block `{name}` does not exist.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Check the spelling of the block's name. Is the text for the team? Then choose `leerkracht` or `antwoord`. \
                All blocks: `krijt explain blocks`.",
        ],
        explain: "\
The name of a block tells krijt what to do with the text: make a slide, a quiz, an assignment. With an unknown name
krijt cannot know that, so it asks you instead of guessing.

- Wrong: `::: opdragt`
- Right: `::: opdracht`",
    },
};

pub static UNKNOWN_BLOCK_NEAR_TEAM: Code = Code {
    id: "E0302",
    name: "unknown-block-near-team",
    level: Level::Error,
    fixed: true,
    args: &["name", "suggestion"],
    optional: &[],
    nl: Words {
        message: "Het blok `{name}` bestaat niet. Het lijkt op `{suggestion}`, en dat is alleen voor het team.",
        help: &["Bedoelde je `{suggestion}`? Verbeter dan de naam. Zo blijft deze tekst voor het team."],
        explain: "\
Een blok `leerkracht` of `antwoord` komt nooit op de openbare site. Met een tikfout in de naam zou de tekst daar wel
kunnen komen. Daarom maakt krijt de site pas als deze naam klopt. Deze melding kun je niet uitzetten.

- Zo niet: `::: antwoordt`
- Zo wel: `::: antwoord`",
    },
    en: Words {
        message: "The block `{name}` does not exist. It looks like `{suggestion}`, which is for the team only.",
        help: &["Did you mean `{suggestion}`? Then correct the name, so that this text stays with the team."],
        explain: "\
A block `leerkracht` or `antwoord` never appears on the public site. With a typing error in its name, the text could.
So krijt makes the site only once this name is right. This finding cannot be turned off.

- Wrong: `::: antwoordt`
- Right: `::: antwoord`",
    },
};

pub static UNCLOSED_BLOCK: Code = Code {
    id: "E0303",
    name: "unclosed-block",
    level: Level::Error,
    fixed: true,
    args: &["name"],
    optional: &[],
    nl: Words {
        message: "Het blok `{name}` begint hier, maar het einde ontbreekt.",
        help: &["Zet een regel met alleen `:::` onder de laatste regel van het blok."],
        explain: "\
Een blok begint met `:::` en een naam. Het stopt bij een regel met alleen `:::`. Zonder die regel hoort de rest van je
tekst ook bij het blok. Elk blok heeft zijn eigen regel aan het einde.

Zo wel:

```
::: opdracht
Maak samen een poster.
:::
```",
    },
    en: Words {
        message: "The block `{name}` begins here, but its end is missing.",
        help: &["Put a line with only `:::` below the last line of the block."],
        explain: "\
A block begins with `:::` and a name, and ends at a line with only `:::`. Without that line, the rest of your text
belongs to the block too. Each block has its own closing line.

Right:

```
::: opdracht
Make a poster together.
:::
```",
    },
};

pub static STRAY_FENCE: Code = Code {
    id: "E0304",
    name: "stray-fence",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Hier eindigt een blok, maar er is geen blok begonnen.",
        help: &[
            "Kijk eerst of het begin van een blok is weggevallen: zet dan boven je tekst een regel met `:::` en de naam \
                van het blok. Hoort er geen blok te zijn? Haal dan alleen deze regel weg.",
        ],
        explain: "\
Een regel met alleen `:::` sluit een blok af. Staat er één te veel, dan is misschien het begin van een blok
weggevallen. Dan komt die tekst ergens waar je hem niet wilt. Daarom wil krijt het zeker weten.

- Zo niet: een losse regel `:::` zonder begin
- Zo wel: eerst `::: opdracht`, dan je tekst, dan `:::`",
    },
    en: Words {
        message: "A block ends here, but none was opened.",
        help: &[
            "Check first whether the beginning of a block was lost: then put a line with `:::` and the name of the block \
                above your text. If there should be no block, remove this line only.",
        ],
        explain: "\
A line with only `:::` closes a block. If there is one too many, perhaps the beginning of a block was lost, and its
text would end up where you do not want it. So krijt wants to be sure.

- Wrong: a single line `:::` without a beginning
- Right: first `::: opdracht`, then your text, then `:::`",
    },
};

pub static BAD_ATTRIBUTES: Code = Code {
    id: "E0305",
    name: "bad-attributes",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &["line"],
    nl: Words {
        message: "Krijt begrijpt de gegevens van dit blok of dit kopje niet: {reason}.",
        help: &[
            "Schrijf deze regel zo: `{line}`.",
            "Schrijf een punt voor de naam, en elke waarde tussen aanhalingstekens: `{{.regel #mijn-regel \
                wie=\"leerkracht\"}}`.",
        ],
        explain: "\
Tussen accolades geef je een blok of kopje extra gegevens: de naam van het blok met een punt, een eigen naam met een
hekje en waarden met een `=`. Een vergeten aanhalingsteken of accolade maakt de hele regel onleesbaar.

- Zo niet: `::: {.regel wie=leerkracht directeur}`
- Zo wel: `::: {.regel wie=\"leerkracht directeur\"}`",
    },
    en: Words {
        message: "krijt does not understand the attributes here: {reason}.",
        help: &[
            "Write this line as: `{line}`.",
            "Write a dot before the name and put each value in quotes: `{{.regel #my-rule \
                wie=\"leerkracht\"}}`.",
        ],
        explain: "\
Between braces you give a block or heading attributes: a name with a dot, an id with a hash sign and values with an
equals sign. One missing quote or brace makes the whole line unreadable.

- Wrong: `::: {.regel wie=leerkracht directeur}`
- Right: `::: {.regel wie=\"leerkracht directeur\"}`",
    },
};

pub static UNKNOWN_ATTRIBUTE: Code = Code {
    id: "E0306",
    name: "unknown-attribute",
    level: Level::Error,
    fixed: false,
    args: &["attribute", "block", "known"],
    optional: &["quoted", "suggestion"],
    nl: Words {
        message: "`{attribute}` kan niet bij `{block}`.",
        help: &[
            "Zet alle woorden tussen aanhalingstekens: `{quoted}`.",
            "Bedoelde je `{suggestion}`?",
            "Haal het weg, of kies wat hier wel kan: {known}.",
        ],
        explain: "\
Elk blok kent zijn eigen gegevens. Bij `klok` zijn dat de minuten, bij `opdracht` de lijnen om op te schrijven. Een
onbekend woord zou niets doen, en dat zie je pas in de klas.

- Zo niet: `::: {.klok minuut=5}`
- Zo wel: `::: {.klok minuten=5}`",
    },
    en: Words {
        message: "`{attribute}` is not an attribute of `{block}`.",
        help: &[
            "Put all the words in quotes: `{quoted}`.",
            "Did you mean `{suggestion}`?",
            "Remove it, or choose what can stand here: {known}.",
        ],
        explain: "\
Each block has its own attributes: `klok` has minutes, `opdracht` has lines to write on. An unknown word would do
nothing, and you would only notice in class.

- Wrong: `::: {.klok minuut=5}`
- Right: `::: {.klok minuten=5}`",
    },
};

pub static BAD_ATTRIBUTE_VALUE: Code = Code {
    id: "E0307",
    name: "bad-attribute-value",
    level: Level::Error,
    fixed: false,
    args: &["attribute", "value", "expected"],
    optional: &["right"],
    nl: Words {
        message: "`{value}` kan niet bij `{attribute}`. Hier hoort {expected} te staan.",
        help: &["Schrijf `{attribute}={right}`.", "Schrijf bij `{attribute}` {expected}."],
        explain: "\
Krijt gebruikt deze waarde om iets te meten of te kiezen, zoals minuten voor de klok of ruimte op het werkblad.
Daarvoor moet de waarde precies kloppen.

- Zo niet: `::: {.klok minuten=vijf}`
- Zo wel: `::: {.klok minuten=5}`",
    },
    en: Words {
        message: "`{value}` is not possible for `{attribute}`, which needs {expected}.",
        help: &["Write `{attribute}={right}`.", "Write {expected} for `{attribute}`."],
        explain: "\
krijt uses this value to measure or choose something, such as minutes for the timer or room on the worksheet. For that
the value must be exact.

- Wrong: `::: {.klok minuten=five}`
- Right: `::: {.klok minuten=5}`",
    },
};

pub static MISSING_ATTRIBUTE: Code = Code {
    id: "E0308",
    name: "missing-attribute",
    level: Level::Error,
    fixed: false,
    args: &["attribute", "block"],
    optional: &[],
    nl: Words {
        message: "Bij `{block}` ontbreekt `{attribute}`.",
        help: &["Zet `{attribute}` erbij, tussen de accolades: `::: {{.{block} {attribute}=\"…\"}}`."],
        explain: "\
Sommige blokken hebben een gegeven nodig om te werken. Een klok moet weten hoeveel minuten hij telt. Bij een regel van
het protocol moet duidelijk zijn wie iets doet.

- Zo niet: `::: klok`
- Zo wel: `::: {.klok minuten=5}`",
    },
    en: Words {
        message: "`{attribute}` is missing from `{block}`.",
        help: &["Add `{attribute}` between the braces: `::: {{.{block} {attribute}=\"…\"}}`."],
        explain: "\
Some blocks need an attribute to work. A timer must know how many minutes to count. A rule of the protocol must say
who acts.

- Wrong: `::: klok`
- Right: `::: {.klok minuten=5}`",
    },
};

pub static NESTING_TOO_DEEP: Code = Code {
    id: "E0309",
    name: "nesting-too-deep",
    level: Level::Error,
    fixed: true,
    args: &["limit"],
    optional: &[],
    nl: Words {
        message: "Hier zitten te veel lagen in elkaar: meer dan {limit}.",
        help: &["Haal een paar lagen weg. Kijk of je geen regel met `:::` bent vergeten, en of er geen rij met `>` \
                of `-` te veel staat."],
        explain: "\
Blokken, lijsten en citaten kunnen in elkaar zitten. Meer dan een paar lagen kan niemand volgen. Heel veel lagen
ontstaan meestal door een vergeten afsluiting of door geplakte tekst.

- Zo niet: `> > > > > > > > > > tekst`, en zo verder
- Zo wel: `> tekst`",
    },
    en: Words {
        message: "Too many levels are nested here: more than {limit}.",
        help: &["Remove some levels. Check for a forgotten line with `:::`, or too many `>` or `-` signs in a row."],
        explain: "\
Blocks, lists and quotes can be nested, but nobody can follow more than a few levels. Very many levels usually come
from a forgotten closing line or from pasted text.

- Wrong: `> > > > > > > > > > text`, and so on
- Right: `> text`",
    },
};

pub static UNCLOSED_CODE: Code = Code {
    id: "E0310",
    name: "unclosed-code",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Hier begint een stuk code dat nergens eindigt.",
        help: &["Zet dezelfde tekens (meestal drie accenten: ```) op een eigen regel onder de code."],
        explain: "\
Een stuk code staat tussen twee regels met drie accenten. Mist de tweede, dan leest krijt de rest van je pagina als
code. Dan werken ook de blokken eronder niet meer.

Zo wel:

~~~
```
Dit is code.
```
~~~",
    },
    en: Words {
        message: "A code block begins here that does not end.",
        help: &["Put the same signs (usually three backticks: ```) on a line of their own below the code."],
        explain: "\
A code block stands between two lines with three backticks. If the second one is missing, krijt reads the rest of your
page as code, and the blocks below no longer work.

Right:

~~~
```
This is code.
```
~~~",
    },
};

pub static QUIZ_WITHOUT_ANSWER: Code = Code {
    id: "E0311",
    name: "quiz-without-answer",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "In deze quiz is geen antwoord als goed aangewezen.",
        help: &["Zet bij het goede antwoord een kruisje: `- [x] Het goede antwoord`."],
        explain: "\
De quiz laat na een tik zien of een antwoord goed is. Daarvoor moet krijt weten welk antwoord dat is. Er mogen er ook
meer goed zijn. Is er geen goed antwoord, gebruik dan het blok `gesprek`.

- Zo niet: `- [ ] Een bron checken` en `- [ ] Meteen delen`
- Zo wel: `- [x] Een bron checken` en `- [ ] Meteen delen`",
    },
    en: Words {
        message: "No answer of this quiz is marked as right.",
        help: &["Put a cross before the right answer: `- [x] The right answer`."],
        explain: "\
After a tap the quiz shows whether an answer is right, so krijt must know which one is. More than one may be right. If
no answer is right, use the block `gesprek`.

- Wrong: `- [ ] Check a source` and `- [ ] Share at once`
- Right: `- [x] Check a source` and `- [ ] Share at once`",
    },
};

pub static QUIZ_WITHOUT_OPTIONS: Code = Code {
    id: "E0312",
    name: "quiz-without-options",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Deze quiz heeft geen antwoorden om uit te kiezen.",
        help: &["Zet onder de vraag een lijst met antwoorden: `- [x]` voor goed en `- [ ]` voor fout."],
        explain: "\
Een quiz heeft eerst een vraag en dan een lijst met antwoorden. Zonder lijst valt er niets te kiezen. Wil je alleen
een vraag stellen, gebruik dan het blok `gesprek`.

Zo wel:

```
::: quiz
Wat doe je eerst?
- [x] De bron checken
- [ ] Meteen delen
:::
```",
    },
    en: Words {
        message: "This quiz has no answers to choose from.",
        help: &["Put a list of answers below the question: `- [x]` for right and `- [ ]` for wrong."],
        explain: "\
A quiz has a question first and then a list of answers. Without a list there is nothing to choose. To ask a question
only, use the block `gesprek`.

Right:

```
::: quiz
What do you do first?
- [x] Check the source
- [ ] Share at once
:::
```",
    },
};

pub static IMAGE_WITHOUT_VERDICT: Code = Code {
    id: "E0313",
    name: "image-without-verdict",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Bij dit onderdeel van het blok `beeld` staat niet of het echt of nep is.",
        help: &["Zet `{{echt}}` of `{{nep}}` achter het beeld of de zin."],
        explain: "\
De klas raadt of iets echt is of nep. Daarna laat de dia zien wat klopt. Dat kan alleen als het er bij elk onderdeel
bij staat. De kinderen zien het pas na een tik.

- Zo niet: `- Een haai zwemt door de straat`
- Zo wel: `- Een haai zwemt door de straat {nep}`",
    },
    en: Words {
        message: "This item of the block `beeld` does not say whether it is real or fake.",
        help: &["Put `{{echt}}` (real) or `{{nep}}` (fake) after the image or the sentence."],
        explain: "\
The class guesses what is real and what is fake, and then the slide shows what is true. So each item must say it. The
children see it only after a tap.

- Wrong: `- A shark swims down the street`
- Right: `- A shark swims down the street {nep}`",
    },
};

pub static DUPLICATE_ID: Code = Code {
    id: "E0314",
    name: "duplicate-id",
    level: Level::Error,
    fixed: false,
    args: &["id"],
    optional: &[],
    nl: Words {
        message: "De naam `#{id}` is al gebruikt.",
        help: &["Kies een andere naam voor een van de twee. Bijvoorbeeld `#{id}-2`."],
        explain: "\
Met zo'n naam kun je naar een plek op de pagina verwijzen. Hebben twee plekken dezelfde naam, dan weet niemand welke
je bedoelt. In het protocol mag elke naam maar één keer voorkomen, in alle hoofdstukken samen.

- Zo niet: twee keer `{.regel #melden}`
- Zo wel: `{.regel #melden}` en `{.regel #melden-bij-bestuur}`",
    },
    en: Words {
        message: "The id `#{id}` is already in use.",
        help: &["Choose another id for one of the two. For example `#{id}-2`."],
        explain: "\
With an id you can link to a place on a page. If two places have the same one, nobody knows which you mean. Each rule
of the protocol has its own id within the whole protocol.

- Wrong: `{.regel #melden}` twice
- Right: `{.regel #melden}` and `{.regel #melden-bij-bestuur}`",
    },
};

pub static BLOCK_MISPLACED: Code = Code {
    id: "E0315",
    name: "block-misplaced",
    level: Level::Error,
    fixed: false,
    args: &["block", "where"],
    optional: &[],
    nl: Words {
        message: "Het blok `{block}` kan hier niet staan. Het hoort in {where}.",
        help: &["Zet dit blok in {where}, of kies een ander blok. Voor een tip in een les past `weetje` of `letop`."],
        explain: "\
Sommige blokken werken alleen op één plek. Een `regel` krijgt een nummer van het protocol. In een les heeft dat nummer
geen betekenis.

- Zo niet: `::: {.regel #melden}` in een les
- Zo wel: een verwijzing in de les: `[](../../protocol/02-kinderen.md#melden)`",
    },
    en: Words {
        message: "The block `{block}` cannot stand here. It belongs in {where}.",
        help: &["Move this block to {where}, or choose another one. For a tip in a lesson use `weetje` or `letop`."],
        explain: "\
Some blocks work in one place only. A `regel` gets a number of the protocol, which means nothing within a lesson.

- Wrong: `::: {.regel #melden}` in a lesson
- Right: a link in the lesson: `[](../../protocol/02-kinderen.md#melden)`",
    },
};

pub static TOO_FEW_COLONS: Code = Code {
    id: "E0316",
    name: "too-few-colons",
    level: Level::Error,
    fixed: true,
    args: &["wrong"],
    optional: &["right"],
    nl: Words {
        message: "Een blok begint met drie dubbele punten. Hier zijn het er minder.",
        help: &[
            "Schrijf `{right}` in plaats van `{wrong}`.",
            "Begint hier een blok? Schrijf dan drie dubbele punten en de naam. Is het gewone tekst? Begin de regel dan met \
                een woord.",
        ],
        explain: "\
Met minder dan drie dubbele punten begint er geen blok: je leest de regel dan gewoon op de pagina, en iedereen ziet wat
eronder staat. Ook als dat alleen voor de leerkracht was. Daarom wil krijt het zeker weten.

- Zo niet: `:: leerkracht`
- Zo wel: `::: leerkracht`",
    },
    en: Words {
        message: "A block begins with three colons. Here are fewer.",
        help: &[
            "Write `{right}` instead of `{wrong}`.",
            "Does a block begin here? Then write three colons and its name. Is it plain text? Then begin the line with a \
                word.",
        ],
        explain: "\
With fewer than three colons no block begins: the line appears on the page as it is, and everybody sees what is below
it, even what was for the teacher only. So krijt wants to be sure.

- Wrong: `:: leerkracht`
- Right: `::: leerkracht`",
    },
};

pub static BLOCK_INDENTED: Code = Code {
    id: "E0317",
    name: "block-indented",
    level: Level::Error,
    fixed: true,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Hier begint geen blok, want deze regel begint met te veel spaties.",
        help: &["Haal de spaties aan het begin van deze regel weg, en ook voor de regels eronder."],
        explain: "\
Tekst na vier spaties is een stuk code: alles staat precies zo op de pagina, ook de `:::`. Iedereen ziet dan wat in het
blok staat, ook als dat alleen voor de leerkracht was. Daarom wil krijt het zeker weten.

Wil je laten zien hoe je een blok schrijft? Zet er dan een regel met drie accenten boven en onder.

Zo wel:

~~~
::: leerkracht
Let op de tijd.
:::
~~~",
    },
    en: Words {
        message: "No block begins here, since this line begins with too many spaces.",
        help: &["Remove the spaces at the beginning of this line, and of the lines below it."],
        explain: "\
Text after four spaces is a piece of code: everything appears on the page as it is, even the `:::`. Everybody then sees
what is in the block, even what was for the teacher only. So krijt wants to be sure.

To show how a block is written, put a line with three backticks above and below it.

Right:

~~~
::: leerkracht
Mind the time.
:::
~~~",
    },
};
