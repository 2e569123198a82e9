//! Image files.

use crate::diag::{Code, Level, Words};

pub static IMAGE_CORRUPT: Code = Code {
    id: "E0601",
    name: "image-corrupt",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Dit beeld is beschadigd of geen echt beeld: {reason}.",
        help: &["Open het in een fotoprogramma en bewaar het opnieuw als JPG of PNG. Lukt dat niet, zoek dan het \
                origineel op."],
        explain: "\
Krijt maakt elk beeld kleiner voor telefoons en haalt er privégegevens uit. Daarvoor moet krijt het kunnen openen.
Soms is een bestand maar half gedownload, of heeft het alleen een andere naam gekregen.

- Zo niet: een Word-bestand dat `foto.jpg` heet
- Zo wel: een foto, bewaard als JPG",
    },
    en: Words {
        message: "This image is damaged or not an image at all: {reason}.",
        help: &["Open it in a photo program and save it again as JPG or PNG. If that fails, look for the original."],
        explain: "\
krijt makes every image smaller for phones and takes private data out of it, so it must be able to open it. Sometimes
a file was only half downloaded, or merely renamed.

- Wrong: a Word file named `photo.jpg`
- Right: a photo saved as JPG",
    },
};

pub static IMAGE_TOO_LARGE: Code = Code {
    id: "E0602",
    name: "image-too-large",
    level: Level::Error,
    fixed: true,
    args: &["size", "limit"],
    optional: &[],
    nl: Words {
        message: "Dit bestand is te groot: {size}. Het mag hoogstens {limit} zijn.",
        help: &[
            "Maak een beeld kleiner in een fotoprogramma: voor het digibord is 2500 pixels breed ruim genoeg. Bewaar \
                een film op een lagere kwaliteit (720p), of knip hem korter.",
        ],
        explain: "\
Een heel groot beeld kan de computer laten vastlopen. Op een scherm zie je het verschil niet: een digibord is 1920
pixels breed.

- Zo niet: een scan van 20.000 bij 15.000 pixels
- Zo wel: hetzelfde beeld van 2500 bij 1875 pixels",
    },
    en: Words {
        message: "This file is too large: {size}. The limit is {limit}.",
        help: &[
            "Make an image smaller in a photo program: for a digital board 2500 pixels wide is plenty. Save a film \
                at a lower quality (720p), or cut it shorter.",
        ],
        explain: "\
A very large image can freeze a computer. You do not see the difference on a screen: a digital board is 1920 pixels
wide.

- Wrong: a scan of 20,000 by 15,000 pixels
- Right: the same image at 2500 by 1875 pixels",
    },
};

pub static SVG_UNSAFE: Code = Code {
    id: "E0603",
    name: "svg-unsafe",
    level: Level::Error,
    fixed: true,
    args: &["what"],
    optional: &[],
    nl: Words {
        message: "Van deze SVG-tekening kan krijt niets veiligs laten zien: {what}.",
        help: &["Bewaar de tekening opnieuw als “gewone SVG” of als PNG."],
        explain: "\
Een SVG-bestand kan meer zijn dan een tekening: er kan een programma in zitten, of een verwijzing naar een andere
site. Dat zou werken bij iedereen die je pagina opent. Krijt neemt daarom alleen de vormen en de tekst over. Blijft er
dan niets over, of is het bestand gemaakt om een computer te laten vastlopen, dan stopt krijt.

- Zo niet: een SVG met alleen een beeld van een andere site
- Zo wel: een SVG met vormen en tekst",
    },
    en: Words {
        message: "There is nothing safe that krijt can show of this SVG drawing: {what}.",
        help: &["Save the drawing again as “plain SVG” or as PNG."],
        explain: "\
An SVG file can be more than a drawing: it may hold a program, or a reference to another site. That would work for
everyone who opens your page, so krijt takes over shapes and text only. If nothing is left then, or the file is made
to freeze a computer, krijt stops.

- Wrong: an SVG with only an image from another site
- Right: an SVG with shapes and text",
    },
};

pub static PHOTO_PLACE_REMOVED: Code = Code {
    id: "W0604",
    name: "photo-place-removed",
    level: Level::Warning,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "In deze foto stond de plek waar hij is gemaakt. Krijt heeft die gegevens weggelaten.",
        help: &["Je hoeft niets te doen. Staan er kinderen op? Kijk dan of je toestemming hebt."],
        explain: "\
Een telefoon bewaart in een foto vaak de precieze plek en tijd. Met zo'n foto kan iemand een kind vinden. Krijt haalt
die gegevens uit elke foto op de site. In je eigen bestand staan ze nog.

- Zo niet: de foto zelf doorsturen naar anderen
- Zo wel: de foto gebruiken zoals krijt die op de site zet",
    },
    en: Words {
        message: "This photo held the place where it was taken. krijt has left that out.",
        help: &["You need not do anything. If there are children in it, check that you have consent."],
        explain: "\
Phones often store the exact place and time in a photo, with which someone could find a child. krijt takes such data
out of every photo on the site. Your own file still has them.

- Wrong: passing on the photo file itself
- Right: using the photo as krijt puts it on the site",
    },
};
