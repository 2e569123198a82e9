//! Files beside documents, by what they are.

use crate::diag::{Code, Level, Words};

pub static PICTURE_TYPE: Code = Code {
    id: "E0605",
    name: "picture-type",
    level: Level::Error,
    fixed: true,
    args: &["file", "type", "right"],
    optional: &[],
    nl: Words {
        message: "`{file}` is een beeld van de soort {type}. Zo'n beeld laten veel computers en telefoons niet zien.",
        help: &["Open het in een fotoprogramma, bewaar het als JPG en schrijf hier `{right}`."],
        explain: "\
Krijt maakt elk beeld opnieuw, zonder de plek, de tijd en andere gegevens die een telefoon erin zet. Dat kan met
JPG, PNG, GIF, WebP en SVG. Andere soorten (HEIC, AVIF, TIFF, BMP) zet krijt niet op de site, ook niet achter een link:
dan zouden die gegevens meegaan. Op een iPhone kies je bij Instellingen, Camera, Structuren: “Meest compatibel”.

- Zo niet: `![Ons plein](plein.heic)`
- Zo wel: `![Ons plein](plein.jpg)`",
    },
    en: Words {
        message: "`{file}` is an image of type {type}, which many computers and phones do not show.",
        help: &["Open it in a photo program, save it as JPG and write `{right}` here."],
        explain: "\
krijt makes every image anew, without the place, the time and other data that a phone stores in it. It can do so with
JPG, PNG, GIF, WebP and SVG. Other types (HEIC, AVIF, TIFF, BMP) are not published, not behind a link either: those data
would go along. On an iPhone choose Settings, Camera, Formats: “Most Compatible”.

- Wrong: `![Our playground](playground.heic)`
- Right: `![Our playground](playground.jpg)`",
    },
};

pub static NOT_A_PICTURE: Code = Code {
    id: "E0606",
    name: "not-a-picture",
    level: Level::Error,
    fixed: true,
    args: &["file", "what"],
    optional: &[],
    nl: Words {
        message: "`{file}` is geen beeld maar {what}.",
        help: &[
            "Maak er een link van, zonder uitroepteken: `[Bekijk het zelf]({file})`. Of kies een beeld: JPG, PNG, GIF \
                of SVG.",
        ],
        explain: "\
Met een uitroepteken zet je een beeld op de pagina. Een film, een geluid of een document kan krijt zo niet laten zien.
Lezers zouden een gebroken plaatje zien. Met een link gaat het wel.

- Zo niet: `![De film over reclame](reclame.mp4)`
- Zo wel: `[Bekijk de film over reclame](reclame.mp4)`",
    },
    en: Words {
        message: "`{file}` is not an image but {what}.",
        help: &[
            "Make it a link, without the exclamation mark: `[See for yourself]({file})`. Or choose an image: JPG, \
                PNG, GIF or SVG.",
        ],
        explain: "\
An exclamation mark puts an image on the page. krijt cannot show a film, a sound or a document that way; readers would
see a broken image. A link works.

- Wrong: `![The film about advertising](advertising.mp4)`
- Right: `[Watch the film about advertising](advertising.mp4)`",
    },
};

pub static FILE_REFUSED: Code = Code {
    id: "E0607",
    name: "file-refused",
    level: Level::Error,
    fixed: true,
    args: &["file", "what"],
    optional: &["inside"],
    nl: Words {
        message: "Dit bestand zet krijt niet op de site. `{file}` is {what}.",
        help: &[
            "Het gaat om `{inside}`, dat erin zit. Haal dat eruit, of bewaar het als PDF en pak alles opnieuw in.",
            "Bewaar het als PDF, of als een ander bestand dat wel kan: docx, xlsx, pptx, odt, ods, odp, zip, csv, txt, \
             ics, mp3, m4a, wav, mp4 of webm.",
        ],
        explain: "\
Wat op de site staat, openen ouders en kinderen met één tik. Daarom zet krijt er alleen bestanden op waarvan het weet
dat ze niets doen en niets verklappen. Krijt kijkt naar de inhoud, niet naar de naam. Beelden, films, geluiden en
teksten maakt krijt opnieuw, zonder de gegevens van de maker. Documenten van Word, Excel, PowerPoint en LibreOffice en
PDF's gaan mee zoals ze zijn.

- Zo niet: `[Het spel](spel.html)` of `[De foto's](fotos.rar)`
- Zo wel: `[De spelregels](spelregels.pdf)` of `[De foto's](fotos.zip)`",
    },
    en: Words {
        message: "krijt does not publish this file. `{file}` is {what}.",
        help: &[
            "It is about `{inside}`, which is in it. Take that out, or save it as PDF and pack all again.",
            "Save it as PDF, or as another file that can be published: docx, xlsx, pptx, odt, ods, odp, zip, csv, txt, ics, \
             mp3, m4a, wav, mp4 or webm.",
        ],
        explain: "\
Parents and children open what is on the site with one tap. So krijt publishes only files of which it knows that they do
nothing and tell nothing. It looks at what is in them, not at their names. Images, films, sounds and texts are made
anew, without the data of their maker. Documents of Word, Excel, PowerPoint and LibreOffice and PDFs go along as they
are.

- Wrong: `[The game](game.html)` or `[The photos](photos.rar)`
- Right: `[The rules](rules.pdf)` or `[The photos](photos.zip)`",
    },
};

pub static FILE_DAMAGED: Code = Code {
    id: "E0608",
    name: "file-damaged",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Dit bestand is beschadigd: {reason}.",
        help: &["Zoek het origineel op, of bewaar het opnieuw in het programma waarmee het is gemaakt."],
        explain: "\
Krijt maakt een film, een geluid of een zip opnieuw, zonder de gegevens van de maker. Daarvoor moet het bestand heel
zijn. Soms is het maar half gedownload of gekopieerd.

- Zo niet: een film van 12 MB waarvan er 5 zijn gekopieerd
- Zo wel: de hele film, opnieuw gekopieerd",
    },
    en: Words {
        message: "This file is damaged: {reason}.",
        help: &["Look for the original, or save it again in the program that made it."],
        explain: "\
krijt makes a film, a sound or a zip anew, without the data of its maker. For that the file must be whole. Sometimes it
was only half downloaded or copied.

- Wrong: a film of 12 MB of which 5 were copied
- Right: the whole film, copied again",
    },
};

pub static DRAWING_LEFT_OUT: Code = Code {
    id: "W0609",
    name: "drawing-left-out",
    level: Level::Warning,
    fixed: false,
    args: &["file", "parts"],
    optional: &[],
    nl: Words {
        message: "Uit de tekening `{file}` heeft krijt iets weggelaten: {parts}.",
        help: &["Kijk of de tekening op de site nog klopt. Zo niet: bewaar haar als “gewone SVG”, of als PNG."],
        explain: "\
In een SVG kan meer zitten dan vormen en tekst: een programma, beweging, een lettertype, of iets wat van een andere site
moet komen. Dat doet bij lezers iets wat zij niet vragen. Krijt neemt alleen over wat tekent.

- Zo niet: een SVG met een knop die een programma start
- Zo wel: een SVG met alleen vormen en tekst",
    },
    en: Words {
        message: "krijt has left something out of the drawing `{file}`: {parts}.",
        help: &["See whether the drawing on the site is still right. If not, save it as “plain SVG” or as PNG."],
        explain: "\
An SVG can hold more than shapes and text: a program, movement, a font, or something that must come from another site.
That does things with readers that they did not ask for. krijt takes over only what draws.

- Wrong: an SVG with a button that starts a program
- Right: an SVG with only shapes and text",
    },
};

pub static PICTURE_STANDS_STILL: Code = Code {
    id: "W0610",
    name: "picture-stands-still",
    level: Level::Warning,
    fixed: false,
    args: &["file"],
    optional: &[],
    nl: Words {
        message: "`{file}` beweegt. Op de site staat alleen het eerste beeld.",
        help: &["Moet het bewegen? Bewaar het als GIF."],
        explain: "\
Krijt maakt elk beeld opnieuw. Een bewegende GIF blijft bewegen. Van een bewegende PNG of WebP neemt krijt alleen het
eerste beeld over.

- Zo niet: `![Een stuiterende bal](bal.webp)`
- Zo wel: `![Een stuiterende bal](bal.gif)`",
    },
    en: Words {
        message: "`{file}` moves. On the site stands only its first image.",
        help: &["Must it move? Save it as GIF."],
        explain: "\
krijt makes every image anew. A moving GIF keeps moving. Of a moving PNG or WebP only the first image is taken over.

- Wrong: `![A bouncing ball](ball.webp)`
- Right: `![A bouncing ball](ball.gif)`",
    },
};

pub static FILE_TELLS_MAKER: Code = Code {
    id: "W0611",
    name: "file-tells-maker",
    level: Level::Warning,
    fixed: false,
    args: &["file", "told"],
    optional: &[],
    nl: Words {
        message: "In `{file}` staat wie of wat het maakte, en dat kan iedereen lezen: {told}.",
        help: &[
            "Haal het weg in Word of Excel: Bestand, Info, Controleren op problemen. Mag het er staan? Zet dan boven de \
                regel `<!-- allow: W0611 dit mag iedereen weten -->`.",
        ],
        explain: "\
Office-bestanden en PDF's gaan als enige mee zoals ze zijn. Programma's bewaren er de naam van de maker in, de school of
het bedrijf, en soms de map op de computer. In LibreOffice haal je dat weg met Bestand, Eigenschappen, “Eigenschappen
herstellen”.

- Zo niet: een formulier waarin de naam van een leerkracht staat
- Zo wel: hetzelfde formulier, waaruit die naam is weggehaald",
    },
    en: Words {
        message: "`{file}` tells who or what made it, and everyone can read that: {told}.",
        help: &[
            "Take it out in Word or Excel: File, Info, Check for Issues. May it be there? Then put above the line \
                `<!-- allow: W0611 everyone may know this -->`.",
        ],
        explain: "\
Office files and PDFs are the only ones that go along as they are. Programs store the name of the maker in them, the
school or the company, and sometimes the folder on the computer. In LibreOffice you remove it with File, Properties,
“Reset Properties”.

- Wrong: a form that holds the name of a teacher
- Right: the same form, from which that name was taken out",
    },
};
