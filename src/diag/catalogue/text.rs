//! Running text: HTML, addresses, alternative text, variables.

use crate::diag::{Code, Level, Words};

pub static RAW_HTML: Code = Code {
    id: "E0401",
    name: "raw-html",
    level: Level::Error,
    fixed: false,
    args: &["tag"],
    optional: &["instead"],
    nl: Words {
        message: "HTML (`<{tag}>`) werkt niet in je tekst.",
        help: &[
            "Schrijf in plaats daarvan: {instead}",
            "Schrijf het zonder HTML. Verbergt de HTML tekst? Zet die tekst dan in een blok `leerkracht`. Moet `<` zelf op de \
                pagina komen? Schrijf dan `\\<`.",
        ],
        explain: "\
HTML kan een pagina stukmaken, of iets ophalen van een andere site. Dat is niet veilig voor kinderen. Bijna alles kan
met Markdown: vet, lijsten, beelden, links en tabellen. Die werken ook op dia's en op papier.

- Zo niet: `<b>Let op</b>`
- Zo wel: `**Let op**`",
    },
    en: Words {
        message: "HTML (`<{tag}>`) does not work in your text.",
        help: &[
            "Write this instead: {instead}",
            "Write it without HTML. Does the HTML hide text? Then put that text in a block `leerkracht`. If `<` itself must \
                appear on the page, write `\\<`.",
        ],
        explain: "\
HTML can break a page, or fetch something from another site, which is not safe for children. Markdown can do almost
everything: bold, lists, images, links and tables. Those work on slides and on paper too.

- Wrong: `<b>Take care</b>`
- Right: `**Take care**`",
    },
};

pub static FORBIDDEN_SCHEME: Code = Code {
    id: "E0402",
    name: "forbidden-scheme",
    level: Level::Error,
    fixed: false,
    args: &["scheme"],
    optional: &[],
    nl: Words {
        message: "Een link die begint met `{scheme}:` mag niet.",
        help: &["Gebruik een adres dat begint met `https://`, `mailto:` of `tel:`, of een bestand in je eigen map."],
        explain: "\
Sommige adressen openen geen pagina, maar voeren een programma uit. Zo kan iemand de computer van een lezer
misbruiken. Daarom laat krijt alleen soorten adressen toe die veilig zijn.

- Zo niet: `[klik hier](javascript:alert)`
- Zo wel: `[hulp voor kinderen](https://www.kindertelefoon.nl/)`",
    },
    en: Words {
        message: "A link that starts with `{scheme}:` is not allowed.",
        help: &["Use an address that starts with `https://`, `mailto:` or `tel:`, or a file in your own folder."],
        explain: "\
Some addresses do not open a page but run a program, and could be used to harm a reader's computer. So krijt allows
only kinds of addresses that are safe.

- Wrong: `[click here](javascript:alert)`
- Right: `[help for children](https://www.kindertelefoon.nl/)`",
    },
};

pub static MISSING_ALT: Code = Code {
    id: "E0403",
    name: "missing-alt",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Bij dit beeld staat niet wat erop te zien is.",
        help: &["Zet tussen de haken wat je ziet: `![Twee kinderen kijken op een tablet](foto.jpg)`. Is het alleen \
                versiering? Zet er `{{decoratief}}` achter."],
        explain: "\
Wie blind of slechtziend is, laat de pagina voorlezen. Die lezer hoort dan jouw beschrijving. Ook als een beeld niet
laadt, zie je die tekst. Zeg in één zin wat belangrijk is; “foto van” hoeft er niet bij.

- Zo niet: `![](foto.jpg)`
- Zo wel: `![Twee kinderen kijken samen op een tablet](foto.jpg)`",
    },
    en: Words {
        message: "This image has no description.",
        help: &["Put what it shows between the brackets: `![Two children look at a tablet](photo.jpg)`. Only \
                decoration? Add `{{decoratief}}` after it."],
        explain: "\
People who are blind or have low vision have the page read aloud, and hear your description. It also shows when an
image does not load. Say in one sentence what matters; “photo of” is not needed.

- Wrong: `![](photo.jpg)`
- Right: `![Two children look at a tablet together](photo.jpg)`",
    },
};

pub static ALT_IS_FILE_NAME: Code = Code {
    id: "E0404",
    name: "alt-is-file-name",
    level: Level::Error,
    fixed: false,
    args: &["alt"],
    optional: &[],
    nl: Words {
        message: "De beschrijving van dit beeld is een bestandsnaam: `{alt}`.",
        help: &["Schrijf in één zin wat er te zien is. Bijvoorbeeld `![Twee kinderen kijken op een \
                tablet](foto.jpg)`."],
        explain: "\
Wie de pagina laat voorlezen, hoort nu een bestandsnaam. Dat helpt niemand. Een goede beschrijving vertelt wat je zou
zeggen als je iemand aan de telefoon had.

- Zo niet: `![IMG_2034.jpg](IMG_2034.jpg)`
- Zo wel: `![Een groepsapp met een gemeen bericht](IMG_2034.jpg)`",
    },
    en: Words {
        message: "The description of this image is a file name: `{alt}`.",
        help: &["Say in one sentence what it shows. For example `![Two children look at a tablet](photo.jpg)`."],
        explain: "\
People who have the page read aloud now hear a file name, which helps nobody. A good description tells what you would
say to someone on the phone.

- Wrong: `![IMG_2034.jpg](IMG_2034.jpg)`
- Right: `![A group chat with a nasty message](IMG_2034.jpg)`",
    },
};

pub static UNKNOWN_VARIABLE: Code = Code {
    id: "E0405",
    name: "unknown-variable",
    level: Level::Error,
    fixed: false,
    args: &["name"],
    optional: &["suggestion"],
    nl: Words {
        message: "De variabele `{name}` bestaat niet.",
        help: &[
            "Bedoelde je `{{{{ {suggestion} }}}}`?",
            "Kijk in `krijt.yaml` of de naam daar staat, of schrijf de tekst zelf op.",
        ],
        explain: "\
Een variabele vult krijt in vanuit `krijt.yaml` of een bestand in `content/data`. Zo staat een naam of telefoonnummer
op één plek. Bij een onbekende naam zou er een gat in je zin vallen.

- Zo niet: `Welkom op {{ school.name }}!`
- Zo wel: `Welkom op {{ school.naam }}!`",
    },
    en: Words {
        message: "The variable `{name}` does not exist.",
        help: &[
            "Did you mean `{{{{ {suggestion} }}}}`?",
            "Look in `krijt.yaml` whether the name is there, or write the text yourself.",
        ],
        explain: "\
krijt fills in a variable from `krijt.yaml` or a file in `content/data`, so that a name or phone number stands in one
place. With an unknown name there would be a hole in your sentence.

- Wrong: `Welcome to {{ school.name }}!`
- Right: `Welcome to {{ school.naam }}!`",
    },
};

pub static OUTPUT_TOO_LARGE: Code = Code {
    id: "E0406",
    name: "output-too-large",
    level: Level::Error,
    fixed: true,
    args: &["limit"],
    optional: &[],
    nl: Words {
        message: "Deze pagina wordt veel groter dan je tekst. De grens is {limit}.",
        help: &["Kijk of er een lange rij tekens zoals `>`, `*` of `[` in staat, en haal die weg. Of verdeel de \
                tekst over twee bestanden."],
        explain: "\
Bij gewone tekst is een pagina iets groter dan je bestand. Groeit een pagina heel hard, dan staat er meestal geplakte
tekst in met duizenden losse tekens. Zo'n pagina laat een telefoon vastlopen.

- Zo niet: duizenden keren `> ` achter elkaar
- Zo wel: één `> ` aan het begin van een citaat",
    },
    en: Words {
        message: "This page becomes far larger than your text. The limit is {limit}.",
        help: &["Look for a long row of signs such as `>`, `*` or `[` and remove it. Or split the text into two \
                files."],
        explain: "\
With ordinary text, a page is a little larger than your file. If it grows very fast, there is usually pasted text with
thousands of single signs. Such a page can freeze a phone.

- Wrong: `> ` thousands of times in a row
- Right: one `> ` at the start of a quote",
    },
};

pub static VARIABLE_IN_ADDRESS: Code = Code {
    id: "E0407",
    name: "variable-in-address",
    level: Level::Error,
    fixed: false,
    args: &["name"],
    optional: &[],
    nl: Words {
        message: "In het adres van een link of beeld werkt de variabele `{name}` niet.",
        help: &["Schrijf het hele adres zelf op. In de tekst van de link mag de variabele wel."],
        explain: "\
Krijt kijkt of elk adres bestaat. Met een variabele erin kan dat niet. De tekst tussen de haken is gewone tekst; daar
vult krijt de variabele wel in.

- Zo niet: `[de Kindertelefoon](https://{{ hulplijn.kindertelefoon.site }}/)`
- Zo wel: `[{{ hulplijn.kindertelefoon.naam }}](https://www.kindertelefoon.nl/)`",
    },
    en: Words {
        message: "The variable `{name}` does not work in the address of a link or image.",
        help: &["Write the whole address yourself. In the text of the link the variable is fine."],
        explain: "\
krijt checks that each address exists, and cannot do so with a variable in it. The text between the brackets is
ordinary text; there krijt does fill in the variable.

- Wrong: `[the helpline](https://{{ hulplijn.kindertelefoon.site }}/)`
- Right: `[{{ hulplijn.kindertelefoon.naam }}](https://www.kindertelefoon.nl/)`",
    },
};

pub static IMAGE_ELSEWHERE: Code = Code {
    id: "E0408",
    name: "image-elsewhere",
    level: Level::Error,
    fixed: false,
    args: &["target", "right"],
    optional: &[],
    nl: Words {
        message: "Dit beeld staat niet bij je teksten: `{target}`.",
        help: &["Bewaar het beeld in dezelfde map als je tekst, en zet tussen de haakjes alleen de naam: `{right}`."],
        explain: "\
Een beeld van een andere site is er niet zonder internet, en kan morgen weg zijn. Die site ziet ook wie jouw pagina
opent. Een beeld dat ergens op je eigen computer staat, heeft een ander niet. Daarom horen beelden in de map van je
tekst. Kijk wel eerst of je het beeld mag gebruiken.

- Zo niet: `![Een kat](https://voorbeeld.nl/kat.jpg)`
- Zo wel: `![Een kat](kat.jpg)`",
    },
    en: Words {
        message: "This image is not with your texts: `{target}`.",
        help: &["Save the image in the folder of your text, and put only its name between the parentheses: `{right}`."],
        explain: "\
An image on another site is not there without internet and may be gone tomorrow, and that site sees who opens your
page. An image elsewhere on your own computer is not there for anybody else. So images belong in the folder of your
text. Do check first that you may use the image.

- Wrong: `![A cat](https://example.org/cat.jpg)`
- Right: `![A cat](cat.jpg)`",
    },
};
