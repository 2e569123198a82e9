//! Paper: PDFs, their fonts and their pages.

use crate::diag::{Code, Level, Words};

pub static MISSING_GLYPH: Code = Code {
    id: "W1401",
    name: "missing-glyph",
    level: Level::Warning,
    fixed: false,
    args: &["character", "sign", "theme"],
    optional: &[],
    nl: Words {
        message: "Geen lettertype heeft het teken “{sign}” ({character}). Van deze tekst komt geen pdf.",
        help: &["Zet een lettertype met dit teken in `themes/{theme}/fonts/`, of gebruik een ander teken."],
        explain: "\
Op papier zou een leeg hokje staan. Daarom maakt krijt dan liever geen pdf; de webpagina komt er gewoon. Krijt brengt
lettertypen mee voor het Latijnse, Griekse en cyrillische schrift. Voor Arabisch voeg je er zelf een toe. Zonder een
plaatje zoals 🎉 kan een pdf wel: dat valt daar weg.

- Zo niet: een brief in het Arabisch zonder Arabisch lettertype
- Zo wel: dezelfde brief, en `NotoNaskhArabic-Regular.ttf` in de map `fonts` van je thema",
    },
    en: Words {
        message: "No font has the character “{sign}” ({character}). There will be no PDF of this text.",
        help: &["Put a font that has it in `themes/{theme}/fonts/`, or use another character."],
        explain: "\
On paper there would be an empty box. Then krijt rather makes no PDF; the web page is there as always. krijt brings
fonts for the Latin, Greek and Cyrillic scripts. For Arabic you add one yourself. A PDF can do without a picture such as
🎉: there it is left out.

- Wrong: a letter in Arabic without an Arabic font
- Right: the same letter, and `NotoNaskhArabic-Regular.ttf` in the folder `fonts` of your theme",
    },
};

pub static PDF_TOO_LONG: Code = Code {
    id: "W1402",
    name: "pdf-too-long",
    level: Level::Warning,
    fixed: false,
    args: &["path", "pages", "limit"],
    optional: &[],
    nl: Words {
        message: "`{path}` telt {pages} pagina's. Het mag hoogstens {limit} A4 zijn.",
        help: &["Maak de tekst korter: minder punten of kortere zinnen."],
        explain: "\
Een kaart die je in tien minuten moet kunnen lezen, hoort op één A4. Past hij niet, dan krijgt hij toch een tweede
pagina: er valt niets weg. Wat niet op de kaart hoeft, kan in de les zelf staan.

- Zo niet: een invalkaart met twintig punten bij `voorbereiding`
- Zo wel: de vijf punten die een invaller vóór de les moet doen",
    },
    en: Words {
        message: "`{path}` has {pages} pages. It may have {limit} A4.",
        help: &["Make the text shorter: fewer points or shorter sentences."],
        explain: "\
A card that must be read in ten minutes belongs on one A4. When it does not fit it gets a second page all the same:
nothing is lost. What need not be on the card can stand in the lesson itself.

- Wrong: a card with twenty points under `voorbereiding`
- Right: the five points that a substitute must do before the lesson",
    },
};

pub static FONT_UNREADABLE: Code = Code {
    id: "E1403",
    name: "font-unreadable",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Dit bestand is geen lettertype dat krijt kan lezen.",
        help: &["Download het lettertype opnieuw als TTF of OTF, of haal het bestand uit de map."],
        explain: "\
In de map `fonts` van je thema staan lettertypen voor de pdf's. Een bestand dat maar half is gedownload, of een
lettertype voor websites (WOFF) dat een andere naam kreeg, kan krijt niet gebruiken.

- Zo niet: een zip-bestand dat `letter.ttf` heet
- Zo wel: het TTF-bestand dat in die zip zat",
    },
    en: Words {
        message: "This file is not a font that krijt can read.",
        help: &["Download the font again as TTF or OTF, or take the file out of the folder."],
        explain: "\
The folder `fonts` of your theme holds fonts for the PDFs. krijt cannot use a file that was only half downloaded, or a
font for web sites (WOFF) that was merely renamed.

- Wrong: a zip file named `letter.ttf`
- Right: the TTF file that was in that zip",
    },
};

pub static TEMPLATE_WARNING: Code = Code {
    id: "W1404",
    name: "template-warning",
    level: Level::Warning,
    fixed: false,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Dit sjabloon voor pdf's doet iets waar Typst voor waarschuwt: {reason}.",
        help: &["Pas het sjabloon aan. Haal het bestand weg om weer dat van krijt te gebruiken."],
        explain: "\
Een sjabloon in `themes/<naam>/pdf/` is geschreven in Typst. Typst waarschuwt als iets waarschijnlijk anders is bedoeld,
zoals een lettertype dat er niet is. De pdf wordt wel gemaakt.

- Zo niet: `#set text(font: \"Comic Sans MS\")` zonder dat lettertype in de map `fonts`
- Zo wel: een lettertype dat in `themes/<naam>/fonts/` staat",
    },
    en: Words {
        message: "This template for PDFs does something that Typst warns of: {reason}.",
        help: &["Change the template. Take the file away to use the one that krijt brings."],
        explain: "\
A template in `themes/<name>/pdf/` is written in Typst. Typst warns when something is probably meant differently, such
as a font that is not there. The PDF is made all the same.

- Wrong: `#set text(font: \"Comic Sans MS\")` without that font in the folder `fonts`
- Right: a font that is in `themes/<name>/fonts/`",
    },
};

pub static SIGN_LEFT_OUT: Code = Code {
    id: "W1405",
    name: "sign-left-out",
    level: Level::Warning,
    fixed: false,
    args: &["character", "sign"],
    optional: &["more"],
    nl: Words {
        message: "Geen lettertype heeft het teken “{sign}” ({character}). Op papier valt het weg.",
        help: &[
            "Ook deze vallen weg: {more} Zegt zo'n teken iets wat er niet in woorden staat? Schrijf dat erbij.",
            "Zegt het teken iets wat er niet in woorden staat? Schrijf dat erbij, bijvoorbeeld “niet” naast een rood kruis.",
        ],
        explain: "\
Op papier zou een leeg hokje staan. Daarom laat krijt een plaatje zoals 🎉 daar weg; de webpagina toont het gewoon. Een
teken dat ja, nee of pas op betekent, krijgt een teken dat wel op papier kan: ❌ wordt ✗. Krijt zegt het één keer voor
elk bestand. Wil je het wel op papier? Zet dan een lettertype met dit teken in de map
`fonts` van je thema.

- Zo niet: `🔴 met een vreemde afspreken`
- Zo wel: `🔴 Doe dit niet: met een vreemde afspreken`",
    },
    en: Words {
        message: "No font has the character “{sign}” ({character}). On paper it is left out.",
        help: &[
            "These are left out, too: {more} Does one say something that the words do not? Then write that as well.",
            "Does it say something that the words do not? Then write that too, such as “not” beside a red cross.",
        ],
        explain: "\
On paper there would be an empty box. So krijt leaves out a picture such as 🎉 there; the web page shows it as always. A
sign that means yes, no or mind becomes one that paper can show: ❌ becomes ✗. krijt says so once for each file.
To have it on paper, put a font that has it in the folder `fonts` of your theme.

- Wrong: `🔴 meeting a stranger`
- Right: `🔴 Do not do this: meeting a stranger`",
    },
};

pub static LETTER_AS_BOX: Code = Code {
    id: "W1406",
    name: "letter-as-box",
    level: Level::Warning,
    fixed: false,
    args: &["character", "sign", "theme"],
    optional: &[],
    nl: Words {
        message: "Geen lettertype heeft de letter “{sign}” ({character}). Op papier staat daar een leeg hokje: □.",
        help: &[
            "Zet een lettertype met deze letter in `themes/{theme}/fonts/`, of schrijf het woord met gewone letters.",
        ],
        explain: "\
Deze letter staat in iets wat op meer papieren komt, zoals de naam van een rol, een begrip of een hulplijn. Dan maakt
krijt de pdf's wel, met een hokje op de plaats van de letter: zo zie je dat er iets ontbreekt.

- Zo niet: `rollen: {{leerkracht: 老师}}` zonder Chinees lettertype
- Zo wel: dezelfde rol, en `NotoSansSC-Regular.ttf` in de map `fonts` van je thema",
    },
    en: Words {
        message: "No font has the letter “{sign}” ({character}). On paper there is an open box in its place: □.",
        help: &["Put a font that has it in `themes/{theme}/fonts/`, or write the word in plain letters."],
        explain: "\
This letter stands in something that many papers show, such as the name of a role, a term or a help line. Then krijt
does make the PDFs, with a box in the place of the letter, so that you see that something is missing.

- Wrong: `rollen: {{leerkracht: 老师}}` without a Chinese font
- Right: the same role, and `NotoSansSC-Regular.ttf` in the folder `fonts` of your theme",
    },
};
