//! Headings, texts of links and tables: what people who do not see the page go by.

use crate::diag::{Code, Level, Words};

pub static HEADING_SKIPS: Code = Code {
    id: "W1501",
    name: "heading-skips",
    level: Level::Warning,
    fixed: false,
    args: &["found", "right"],
    optional: &[],
    nl: Words {
        message: "Dit kopje slaat een niveau over: {found} staat hier meteen onder een hoger kopje.",
        help: &["Schrijf `{right}` voor dit kopje."],
        explain: "\
Kopjes zijn de inhoudsopgave van je tekst. Wie de pagina laat voorlezen, springt van kopje naar kopje. Slaat er een
niveau over, dan lijkt het of er een stuk ontbreekt.

- Zo niet: `## Thuis` met daaronder `#### Tips`
- Zo wel: `## Thuis` met daaronder `### Tips`",
    },
    en: Words {
        message: "This heading skips a level: {found} stands right below a higher heading.",
        help: &["Write `{right}` before this heading."],
        explain: "\
Headings are the table of contents of your text. Screen reader users jump from heading to heading. When a level is
skipped, a part seems to be missing.

- Wrong: `## At home` with `#### Tips` below it
- Right: `## At home` with `### Tips` below it",
    },
};

pub static HEADING_EMPTY: Code = Code {
    id: "W1502",
    name: "heading-empty",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Dit kopje is leeg.",
        help: &["Zet er een paar woorden achter, of haal de regel weg."],
        explain: "\
Een leeg kopje zie je niet, maar een voorleesprogramma noemt het wel. Wil je alleen meer witruimte? Dan is een lege
regel genoeg.

- Zo niet: `##` zonder tekst
- Zo wel: `## Tips voor thuis`",
    },
    en: Words {
        message: "This heading is empty.",
        help: &["Add a few words, or remove the line."],
        explain: "\
You cannot see an empty heading, but a screen reader does announce it. If you only want more white space, an empty line
is enough.

- Wrong: `##` without text
- Right: `## Tips for at home`",
    },
};

pub static TITLE_TWICE: Code = Code {
    id: "W1503",
    name: "title-twice",
    level: Level::Warning,
    fixed: false,
    args: &["title"],
    optional: &[],
    nl: Words {
        message: "De titel “{title}” staat hier nog een keer als kopje.",
        help: &["Haal dit kopje weg. Krijt zet de titel uit de kop van het bestand al bovenaan."],
        explain: "\
Krijt zet `titel` bovenaan de pagina. Staat hij ook nog in je tekst, dan lezen mensen hem twee keer.

- Zo niet: `titel: Praat erover`, en daarna in de tekst `# Praat erover`
- Zo wel: `titel: Praat erover`, en daarna meteen de eerste zin",
    },
    en: Words {
        message: "The title “{title}” stands here once more as a heading.",
        help: &["Remove this heading. krijt already puts the title at the top of the page."],
        explain: "\
krijt puts `titel` at the top of the page. When it also stands in your text, people read it twice.

- Wrong: `titel: Talk about it`, and then `# Talk about it` in the text
- Right: `titel: Talk about it`, and then straight on with the first sentence",
    },
};

pub static HEADING_TWICE: Code = Code {
    id: "W1504",
    name: "heading-twice",
    level: Level::Warning,
    fixed: false,
    args: &["heading"],
    optional: &[],
    nl: Words {
        message: "Het kopje “{heading}” staat twee keer in hetzelfde deel.",
        help: &["Geef een van de twee een eigen naam, of voeg de twee stukken samen."],
        explain: "\
In een lijst met kopjes kun je twee dezelfde niet uit elkaar houden. Wie zoekt of laat voorlezen, weet niet welke het
goede is. In een ander deel van de tekst mag hetzelfde kopje wel terugkomen.

- Zo niet: twee keer `## Tips`
- Zo wel: `## Tips voor thuis` en `## Tips voor in de klas`",
    },
    en: Words {
        message: "The heading “{heading}” appears twice in the same part.",
        help: &["Give one of the two a name of its own, or join the two parts."],
        explain: "\
In a list of headings nobody can tell two equal ones apart. Whoever searches or listens does not know which is the
right one. In another part of the text the same heading may come back.

- Wrong: `## Tips` twice
- Right: `## Tips for at home` and `## Tips for the class`",
    },
};

pub static LINK_VAGUE: Code = Code {
    id: "W1505",
    name: "link-vague",
    level: Level::Warning,
    fixed: false,
    args: &["text"],
    optional: &[],
    nl: Words {
        message: "De link “{text}” zegt niet waar je naartoe gaat.",
        help: &["Zet tussen de haken wat de lezer daar vindt, zoals `[tips voor thuis](…)`."],
        explain: "\
Wie de pagina laat voorlezen, hoort vaak alleen de links. Dan zegt “klik hier” niets. Op papier kun je ook niet
klikken. Gebruik als tekst wat er op die pagina staat.

- Zo niet: `Voor tips [klik hier](tips.md).`
- Zo wel: `Lees de [tips voor thuis](tips.md).`",
    },
    en: Words {
        message: "The link “{text}” does not say where it goes.",
        help: &["Put what the reader finds there between the brackets, such as `[tips for at home](…)`."],
        explain: "\
Screen reader users often hear only the links, and then “click here” says nothing. On paper nobody can click either.
Use what is on that page as the text.

- Wrong: `For tips [click here](tips.md).`
- Right: `Read the [tips for at home](tips.md).`",
    },
};

pub static LINK_IS_ADDRESS: Code = Code {
    id: "W1506",
    name: "link-is-address",
    level: Level::Warning,
    fixed: false,
    args: &["address"],
    optional: &[],
    nl: Words {
        message: "Als tekst van deze link staat er een webadres: `{address}`.",
        help: &["Schrijf in woorden waar de link heen gaat: `[tips van Mediawijsheid.nl](adres)`."],
        explain: "\
Een voorleesprogramma leest een adres letter voor letter voor. Voor wie wel kijkt, is het een rij tekens. In een
voetnoot mag een adres wel: daar is het een bron. Een korte naam zoals kindertelefoon.nl is ook goed.

- Zo niet: `<https://www.mediawijsheid.nl/tips/>`
- Zo wel: `[tips van Mediawijsheid.nl](https://www.mediawijsheid.nl/tips/)`",
    },
    en: Words {
        message: "The text of this link is a web address: `{address}`.",
        help: &["Say in words where the link goes: `[tips from Mediawijsheid.nl](address)`."],
        explain: "\
A screen reader spells an address letter by letter; for everyone else it is a row of signs. In a footnote an address is
fine: there it is a source. A short name such as kindertelefoon.nl is fine too.

- Wrong: `<https://www.mediawijsheid.nl/tips/>`
- Right: `[tips from Mediawijsheid.nl](https://www.mediawijsheid.nl/tips/)`",
    },
};

pub static LINK_SAME_TEXT: Code = Code {
    id: "W1507",
    name: "link-same-text",
    level: Level::Warning,
    fixed: false,
    args: &["text"],
    optional: &[],
    nl: Words {
        message: "Twee links heten allebei “{text}”, maar gaan naar een andere plek.",
        help: &["Geef een van de twee een andere tekst, zodat je hoort waar hij heen gaat."],
        explain: "\
In een lijst met links kun je deze twee niet uit elkaar houden. Voeg een woord toe dat het verschil maakt.

- Zo niet: `[les](01-echt.md)` en `[les](02-het-algoritme.md)`
- Zo wel: `[les over nepnieuws](01-echt.md)` en `[les over het algoritme](02-het-algoritme.md)`",
    },
    en: Words {
        message: "Two links are both called “{text}” but go to different places.",
        help: &["Give one of the two another text, so that it says where it goes."],
        explain: "\
In a list of links nobody can tell these two apart. Add a word that makes the difference.

- Wrong: `[lesson](01-real.md)` and `[lesson](02-the-algorithm.md)`
- Right: `[lesson on fake news](01-real.md)` and `[lesson on the algorithm](02-the-algorithm.md)`",
    },
};

pub static TABLE_WITHOUT_HEAD: Code = Code {
    id: "W1508",
    name: "table-without-head",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Boven deze tabel staan geen koppen.",
        help: &["Zet in de eerste rij wat er in elke kolom staat, of maak er een lijst van."],
        explain: "\
Wie een tabel laat voorlezen, hoort bij elk vakje de kop van de kolom. Zonder koppen zijn het losse woorden. Past er
geen kop boven? Dan is een lijst vaak duidelijker.

- Zo niet: een eerste rij met alleen lege vakjes, `| | |`
- Zo wel: een eerste rij zoals `| Wie | Wat |`",
    },
    en: Words {
        message: "This table has no headings.",
        help: &["Say in the first row what each column holds, or make it a list."],
        explain: "\
A screen reader says the heading of the column with every cell. Without headings they are loose words. If no heading
fits, a list is often clearer.

- Wrong: a first row with only empty cells, `| | |`
- Right: a first row such as `| Who | What |`",
    },
};

pub static TABLE_HEAD_EMPTY: Code = Code {
    id: "W1509",
    name: "table-head-empty",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Een van de kolommen van deze tabel heeft geen kop.",
        help: &["Zet in het lege vakje van de eerste rij wat er in die kolom staat."],
        explain: "\
Bij elk vakje leest een voorleesprogramma de kop van de kolom voor. Bij deze kolom valt er dan een stilte. Alleen het
vakje linksboven mag leeg zijn.

- Zo niet: een eerste rij zoals `| Dag | |`
- Zo wel: een eerste rij zoals `| Dag | Les |`",
    },
    en: Words {
        message: "One of the columns of this table has no heading.",
        help: &["Say in the empty cell of the first row what that column holds."],
        explain: "\
With every cell a screen reader says the heading of its column; for this column there is only silence. Only the cell at
the top left may be empty.

- Wrong: a first row such as `| Day | |`
- Right: a first row such as `| Day | Lesson |`",
    },
};

pub static TABLE_RAGGED: Code = Code {
    id: "W1510",
    name: "table-ragged",
    level: Level::Warning,
    fixed: false,
    args: &["cells", "columns"],
    optional: &[],
    nl: Words {
        message: "Niet elke rij heeft evenveel kolommen: de tabel {columns}, deze rij {cells}.",
        help: &["Tel de streepjes `|`. Hoort er een streepje bij de tekst zelf? Schrijf dan `\\|`."],
        explain: "\
Wat er te veel in een rij staat, komt niet op de pagina. Wat ontbreekt, wordt een leeg vakje. Dan staat een
woord al snel onder de verkeerde kop.

- Zo niet: `| maandag | les 1 | 45 minuten |` in een tabel met twee kolommen
- Zo wel: `| maandag | les 1, 45 minuten |`",
    },
    en: Words {
        message: "Not every row has as many columns: the table {columns}, this row {cells}.",
        help: &["Count the bars `|`. If a bar belongs to the text itself, write `\\|`."],
        explain: "\
What is too much in a row does not appear on the page; what is missing becomes an empty cell. A word is then easily
under the wrong heading.

- Wrong: `| Monday | lesson 1 | 45 minutes |` in a table with two columns
- Right: `| Monday | lesson 1, 45 minutes |`",
    },
};

pub static ALT_LONG: Code = Code {
    id: "W1511",
    name: "alt-long",
    level: Level::Warning,
    fixed: false,
    args: &["length", "limit"],
    optional: &[],
    nl: Words {
        message: "De beschrijving van dit beeld is lang: {length} tekens. Na {limit} haakt een luisteraar af.",
        help: &["Zeg hier in één of twee zinnen wat er te zien is, en zet de rest in je tekst."],
        explain: "\
Een beschrijving wordt in één keer voorgelezen. Je kunt niet even terug. Staat er veel op het beeld? Vertel het dan in
de tekst eronder: daar heeft iedereen iets aan.

- Zo niet: alle getallen van een grafiek in de beschrijving
- Zo wel: `![Grafiek: steeds meer kinderen hebben een telefoon](grafiek.svg)`, met de getallen in een tabel",
    },
    en: Words {
        message: "The description of this image is long: {length} signs. After {limit} a listener drops out.",
        help: &["Say in one or two sentences what it shows, and put the rest in your text."],
        explain: "\
A description is read in one go; one cannot go back. If there is much on the image, tell it in the text below: that
helps everyone.

- Wrong: all numbers of a chart in the description
- Right: `![Chart: more and more children have a phone](chart.svg)`, with the numbers in a table",
    },
};

pub static ALT_SAYS_IMAGE: Code = Code {
    id: "W1512",
    name: "alt-says-image",
    level: Level::Warning,
    fixed: false,
    args: &["words"],
    optional: &[],
    nl: Words {
        message: "De beschrijving begint met “{words}”. Dat zegt een voorleesprogramma zelf al.",
        help: &["Begin met wat er te zien is."],
        explain: "\
Een voorleesprogramma zegt eerst “afbeelding” en leest dan jouw beschrijving voor. Anders hoort de lezer het dus twee
keer.

- Zo niet: `![Foto van twee kinderen met een tablet](foto.jpg)`
- Zo wel: `![Twee kinderen met een tablet](foto.jpg)`",
    },
    en: Words {
        message: "The description begins with “{words}”, which a screen reader already says.",
        help: &["Begin with what can be seen."],
        explain: "\
A screen reader first says “image” and then reads your description, so otherwise it is heard twice.

- Wrong: `![Photo of two children with a tablet](photo.jpg)`
- Right: `![Two children with a tablet](photo.jpg)`",
    },
};

pub static IMAGE_HEAVY: Code = Code {
    id: "W1513",
    name: "image-heavy",
    level: Level::Warning,
    fixed: false,
    args: &["size", "limit"],
    optional: &[],
    nl: Words {
        message: "Dit beeld is {size}. Op een telefoon laadt het traag; onder {limit} is beter.",
        help: &["Maak het kleiner in een fotoprogramma, of bewaar het als JPG. 1920 pixels breed is genoeg."],
        explain: "\
Niet iedereen heeft snel internet of een grote bundel. Een foto van een paar MB kost een ouder geld en geduld. Ook op
een USB-stick opent de les dan trager.

- Zo niet: een foto van 6 MB, rechtstreeks uit de camera
- Zo wel: dezelfde foto van 300 kB, 1920 pixels breed",
    },
    en: Words {
        message: "This image is {size}. It loads slowly on a phone; below {limit} is better.",
        help: &["Make it smaller in a photo program, or save it as JPG. 1920 pixels wide is enough."],
        explain: "\
Not everyone has fast internet or a large data plan. A photo of a few MB costs a parent money and patience, and makes a
lesson slow to open from a USB stick.

- Wrong: a photo of 6 MB, straight from the camera
- Right: the same photo of 300 kB, 1920 pixels wide",
    },
};

pub static OTHER_LANGUAGE: Code = Code {
    id: "W1514",
    name: "other-language",
    level: Level::Warning,
    fixed: false,
    args: &["lang"],
    optional: &[],
    nl: Words {
        message: "Dit stuk lijkt in een andere taal te zijn (`{lang}`), maar dat staat er niet bij.",
        help: &[
            "Zet er een blok omheen dat met `::: {{lang={lang}}}` begint en met `:::` eindigt. Is de hele tekst in die \
                taal? Zet dan `taal: {lang}` in de kop.",
        ],
        explain: "\
Een voorleesprogramma leest anders Engelse woorden voor alsof het Nederlands is. Dat is niet te volgen. Met `lang`
kiest het de goede stem.

Zo wel:

```
::: {lang=en}
> The best way to predict the future is to invent it.
:::
```",
    },
    en: Words {
        message: "This piece seems to be in another language (`{lang}`), but nothing says so.",
        help: &[
            "Put it in a block that begins with `::: {{lang={lang}}}` and ends with `:::`. Is the whole text in that \
                language? Then put `taal: {lang}` in the head.",
        ],
        explain: "\
Otherwise a screen reader reads English words as if they were Dutch, which nobody can follow. With `lang` it takes the
right voice.

Right:

```
::: {lang=en}
> The best way to predict the future is to invent it.
:::
```",
    },
};

pub static MARKDOWN_SLIP: Code = Code {
    id: "W1515",
    name: "markdown-slip",
    level: Level::Warning,
    fixed: false,
    args: &["reason"],
    optional: &["line"],
    nl: Words {
        message: "Dit komt zo op de pagina te staan als je het typt: {reason}.",
        help: &[
            "Schrijf `{line}`.",
            "Kijk in het handboek bij De tekst hoe het moet. Bedoel je het zo? Zet er een `allow` met de reden bij.",
        ],
        explain: "\
Eén spatie te veel of te weinig, en een link, een kopje, een lijst of een vet woord werkt niet. Dan leest iedereen de
tekens die jij typte, zoals `[` en `**`.

- Zo niet: `[de kalender] (https://voorbeeld.nl/)`
- Zo wel: `[de kalender](https://voorbeeld.nl/)`
- Zo niet: `##Kopje`
- Zo wel: `## Kopje`",
    },
    en: Words {
        message: "This appears on the page as you type it: {reason}.",
        help: &[
            "Write `{line}`.",
            "See the handbook on writing text. If you mean it this way, add an `allow` with the reason.",
        ],
        explain: "\
One space too many or too few, and a link, a heading, a list or a bold word does not work. Then everybody reads the
signs that you typed, such as `[` and `**`.

- Wrong: `[the calendar] (https://example.org/)`
- Right: `[the calendar](https://example.org/)`
- Wrong: `##Heading`
- Right: `## Heading`",
    },
};
