//! Reading files: encoding, size, names.

use crate::diag::{Code, Level, Words};

pub static NOT_UTF8: Code = Code {
    id: "E0101",
    name: "not-utf8",
    level: Level::Error,
    fixed: true,
    args: &["bytes"],
    optional: &["guess"],
    nl: Words {
        message: "Dit bestand is niet opgeslagen als UTF-8: hier staat iets wat geen teken is (bytes {bytes}).",
        help: &[
            "Het lijkt op {guess}. Open het bestand in je editor en kies “Opslaan met codering: UTF-8”.",
            "Open het bestand in je editor en kies “Opslaan met codering: UTF-8”.",
        ],
        explain: "\
Een computer bewaart letters als getallen. UTF-8 is de afspraak die overal werkt, ook voor é, ë en €. Oude programma's
bewaren tekst soms anders. Dan worden letters op je site vreemde tekens.

- Zo niet: een bestand dat is bewaard als “ANSI” of “Windows-1252”
- Zo wel: hetzelfde bestand, bewaard als “UTF-8”",
    },
    en: Words {
        message: "This file is not saved as UTF-8: the bytes {bytes} are not a character.",
        help: &[
            "It looks like {guess}. Open the file in your editor and choose “Save with encoding: UTF-8”.",
            "Open the file in your editor and choose “Save with encoding: UTF-8”.",
        ],
        explain: "\
Computers store letters as numbers. UTF-8 is the encoding that works everywhere, also for é, ë and €. Older programs
may store text differently, and then letters turn into odd characters on your site.

- Wrong: a file saved as “ANSI” or “Windows-1252”
- Right: the same file saved as “UTF-8”",
    },
};

pub static UNREADABLE_FILE: Code = Code {
    id: "E0102",
    name: "unreadable-file",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Krijt kan dit niet lezen: {reason}.",
        help: &["Kijk of je het bestand zelf kunt openen, of het nog bestaat en of een ander programma het in \
                gebruik heeft."],
        explain: "\
Krijt leest alle bestanden van je school. Lukt dat bij één bestand niet, dan is je site niet compleet. Daarom blijft
de oude site staan tot alles te lezen is. Vaak staat het bestand op een schijf of in een cloudmap die even weg is, of
mag je het bestand niet openen.

- Zo niet: `content/hulp.md` staat alleen in de cloud en is niet gedownload
- Zo wel: kies in OneDrive “Altijd bewaren op dit apparaat” voor de map `content`",
    },
    en: Words {
        message: "krijt cannot read this: {reason}.",
        help: &["Check that you can open it yourself, that it still exists and that no other program is using it."],
        explain: "\
krijt reads every file of your school. If one cannot be read, the site would be incomplete, so the old site stays
until everything can be read. Often the disk or cloud folder is away for a moment, or you lack permission.

- Wrong: `content/hulp.md` exists only in the cloud and is not downloaded
- Right: choose “Always keep on this device” for the folder `content` in OneDrive",
    },
};

pub static FILE_TOO_LARGE: Code = Code {
    id: "E0103",
    name: "file-too-large",
    level: Level::Error,
    fixed: true,
    args: &["size", "limit"],
    optional: &[],
    nl: Words {
        message: "Dit bestand is te groot: {size}. Het mag hoogstens {limit} zijn.",
        help: &["Verdeel de tekst over twee of meer bestanden, of haal weg wat er niet in hoort."],
        explain: "\
Een pagina van meer dan een paar honderd kilobyte leest niemand, en op een telefoon laadt die langzaam. Een heel groot
bestand is meestal een vergissing, zoals een foto die als tekst in het bestand is geplakt.

- Zo niet: een foto als `data:image/png;base64,…` midden in je tekst
- Zo wel: `![Kinderen werken samen](samen.jpg)`, met de foto als los bestand ernaast",
    },
    en: Words {
        message: "This file is too large: {size}. The limit is {limit}.",
        help: &["Split the text into two or more files, or take out what does not belong in it."],
        explain: "\
Nobody reads a page of more than a few hundred kilobytes, and it loads slowly on a phone. A very large file is usually
a mistake, such as a photo pasted into the text.

- Wrong: a photo as `data:image/png;base64,…` in your text
- Right: `![Children working together](together.jpg)` with the photo as a file beside it",
    },
};

pub static EMPTY_FILE: Code = Code {
    id: "E0104",
    name: "empty-file",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Dit bestand is leeg.",
        help: &["Schrijf er tekst in, of gooi het bestand weg."],
        explain: "\
Van een leeg bestand kan krijt geen pagina maken: er is geen titel en geen tekst. Misschien is er bij het opslaan iets
misgegaan. Kijk dan of je een oudere versie kunt terugzetten.

- Zo niet: een bestand zonder tekst
- Zo wel: een bestand dat begint met een kop met `titel`, en daaronder je tekst",
    },
    en: Words {
        message: "This file is empty.",
        help: &["Write some text in it, or delete the file."],
        explain: "\
krijt cannot make a page from an empty file: there is no title and no text. Perhaps something went wrong while saving;
in that case see whether you can restore an earlier version.

- Wrong: a file without any text
- Right: a file that starts with front matter holding a `titel`, with your text below it",
    },
};

pub static CONTROL_CHARACTER: Code = Code {
    id: "E0105",
    name: "control-character",
    level: Level::Error,
    fixed: true,
    args: &["character"],
    optional: &[],
    nl: Words {
        message: "Hier staat een onzichtbaar stuurteken ({character}).",
        help: &["Haal het teken weg: zet je cursor erachter en druk op Backspace. Of typ de regel opnieuw."],
        explain: "\
Stuurtekens zijn codes voor apparaten, geen letters. Ze komen soms mee als je tekst plakt uit een pdf of een ander
programma. Browsers kunnen er niets mee, en ze kunnen tekst verbergen.

- Zo niet: een geplakte regel met een verborgen teken erin
- Zo wel: dezelfde regel, geplakt met “Plakken zonder opmaak”",
    },
    en: Words {
        message: "There is an invisible control character here ({character}).",
        help: &["Remove it: put the cursor after it and press Backspace. Or type the line again."],
        explain: "\
Control characters are codes for devices, not letters. They sometimes come along when you paste from a PDF or another
program. Browsers cannot use them, and they can hide text.

- Wrong: a pasted line with a hidden character in it
- Right: the same line, pasted with “Paste without formatting”",
    },
};

pub static BAD_FILE_NAME: Code = Code {
    id: "E0106",
    name: "bad-file-name",
    level: Level::Error,
    fixed: true,
    args: &["name"],
    optional: &[],
    nl: Words {
        message: "Krijt kan de naam van dit bestand niet gebruiken: `{name}`.",
        help: &["Geef het bestand een andere naam, met gewone letters, cijfers en streepjes. Bijvoorbeeld \
                `mijn-les.md`."],
        explain: "\
De naam van een bestand wordt een deel van het adres van je pagina. Deze naam bevat tekens die niet op elke computer
hetzelfde zijn. Op een andere computer of op een USB-stick is het bestand dan niet te vinden.

- Zo niet: een naam met onleesbare tekens, zoals `caf\\xe9.md`
- Zo wel: `cafe.md`",
    },
    en: Words {
        message: "krijt cannot use the name of this file: `{name}`.",
        help: &["Rename the file, using plain letters, digits and hyphens. For example `my-lesson.md`."],
        explain: "\
The name of a file becomes part of the address of its page. This name holds characters that are not the same on every
computer, so the file could not be found on another computer or a USB stick.

- Wrong: a name with unreadable characters, such as `caf\\xe9.md`
- Right: `cafe.md`",
    },
};

pub static UTF16_DECODED: Code = Code {
    id: "W0107",
    name: "utf16-decoded",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Dit bestand is opgeslagen als UTF-16. Krijt heeft het wel kunnen lezen.",
        help: &["Bewaar het bestand als UTF-8. Dan werkt het ook in andere programma's."],
        explain: "\
Het Kladblok van Windows noemt UTF-16 soms “Unicode”. Krijt leest zo'n bestand goed, maar andere programma's zien soms
alleen vreemde tekens. Met UTF-8 heb je daar geen last van.

- Zo niet: opslaan met codering “Unicode” of “UTF-16”
- Zo wel: opslaan met codering “UTF-8”",
    },
    en: Words {
        message: "This file is saved as UTF-16. krijt was able to read it.",
        help: &["Save the file as UTF-8, so that it works in other programs too."],
        explain: "\
Windows Notepad sometimes calls UTF-16 “Unicode”. krijt reads such a file well, but other programs may show only odd
characters. With UTF-8 you avoid that.

- Wrong: saving with the encoding “Unicode” or “UTF-16”
- Right: saving with the encoding “UTF-8”",
    },
};

pub static BIDI_CONTROL: Code = Code {
    id: "W0108",
    name: "bidi-control",
    level: Level::Warning,
    fixed: false,
    args: &["character"],
    optional: &[],
    nl: Words {
        message: "Hier staat een verborgen teken dat de leesrichting omdraait ({character}).",
        help: &["Haal het teken weg, tenzij je het met opzet gebruikt in Arabische of Hebreeuwse tekst."],
        explain: "\
Met zo'n teken kan een regel op het scherm iets anders tonen dan er echt staat. Oplichters gebruiken dat om een adres
te vervalsen. In een vertaling naar het Arabisch of Hebreeuws kan het teken wel nodig zijn.

- Zo niet: een geplakt adres met een verborgen teken erin
- Zo wel: hetzelfde adres, zelf getypt",
    },
    en: Words {
        message: "There is a hidden character here that changes the reading direction ({character}).",
        help: &["Remove it, unless you use it on purpose in Arabic or Hebrew text."],
        explain: "\
With such a character a line can show something else than what it really says. Fraudsters use it to fake an address.
In a translation into Arabic or Hebrew it may be needed.

- Wrong: a pasted address with a hidden character in it
- Right: the same address, typed by hand",
    },
};

pub static LINK_SKIPPED: Code = Code {
    id: "W0109",
    name: "link-skipped",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Krijt slaat dit over: het is een verwijzing naar een andere plek (symlink) of geen gewoon bestand.",
        help: &["Zet het echte bestand of de echte map op deze plek, als het bij de site hoort."],
        explain: "\
Een verwijzing kan wijzen naar een map buiten je school, met bestanden die niet op een website horen. Daarom volgt
krijt geen verwijzingen. De rest van je site wordt gewoon gemaakt.

- Zo niet: `content/fotos` is een verwijzing naar `/home/anna/fotos`
- Zo wel: de foto's die je nodig hebt, staan zelf in `content/fotos`",
    },
    en: Words {
        message: "krijt skips this: it is a link to another place (symlink) or not an ordinary file.",
        help: &["Put the real file or folder here if it belongs to the site."],
        explain: "\
A symlink can point to a folder outside your school, with files that do not belong on a website. Therefore krijt does
not follow links. The rest of your site is made as usual.

- Wrong: `content/photos` is a symlink to `/home/anna/photos`
- Right: the photos you need stand in `content/photos` themselves",
    },
};
