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
lettertypen mee voor het Latijnse, Griekse en cyrillische schrift. Voor Arabisch of emoji voeg je er zelf een toe.

- Zo niet: een brief in het Arabisch zonder Arabisch lettertype
- Zo wel: dezelfde brief, en `NotoNaskhArabic-Regular.ttf` in de map `fonts` van je thema",
    },
    en: Words {
        message: "No font has the character “{sign}” ({character}). There will be no PDF of this text.",
        help: &["Put a font that has it in `themes/{theme}/fonts/`, or use another character."],
        explain: "\
On paper there would be an empty box. Then krijt rather makes no PDF; the web page is there as always. krijt brings
fonts for the Latin, Greek and Cyrillic scripts. For Arabic or emoji you add one yourself.

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
