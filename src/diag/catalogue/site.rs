//! The site as a whole: output paths and the proof that nothing leaks.

use crate::diag::{Code, Level, Words};

pub static DUPLICATE_OUTPUT: Code = Code {
    id: "E0901",
    name: "duplicate-output",
    level: Level::Error,
    fixed: false,
    args: &["path"],
    optional: &[],
    nl: Words {
        message: "Twee bestanden worden dezelfde pagina: `{path}`.",
        help: &["Geef een van de twee een andere naam, of zet in de kop een eigen `slug`."],
        explain: "\
Op één adres past één pagina. De tweede zou de eerste overschrijven, zonder dat je het merkt. Op Windows en op een
USB-stick zijn namen met hoofdletters en kleine letters gelijk. Een nummer vooraan telt niet mee in het adres.

- Zo niet: `01-nepnieuws.md` en `02-nepnieuws.md` in één map
- Zo wel: `01-nepnieuws.md` en `02-nepnieuws-herkennen.md`",
    },
    en: Words {
        message: "Two files become the same page: `{path}`.",
        help: &["Rename one of them, or give it a `slug` of its own in the front matter."],
        explain: "\
One address holds one page. The second would overwrite the first without a word. On Windows and on USB sticks, names
with capital and small letters are the same. A number in front does not count in the address.

- Wrong: `01-nepnieuws.md` and `02-nepnieuws.md` in one folder
- Right: `01-nepnieuws.md` and `02-nepnieuws-herkennen.md`",
    },
};

pub static LEAK: Code = Code {
    id: "E0902",
    name: "leak",
    level: Level::Error,
    fixed: true,
    args: &["text", "path"],
    optional: &[],
    nl: Words {
        message: "Tekst die alleen voor het team is, zou openbaar worden in `{path}`: “{text}”.",
        help: &["Haal deze tekst uit het openbare deel."],
        explain: "\
Krijt zoekt vóór het publiceren in elke openbare pagina naar tekst uit `leerkracht` en `antwoord`, en naar pagina's
met `editie: team`. Is er iets gevonden, dan verandert er niets aan je site. Deze melding kun je niet uitzetten.

- Zo niet: het antwoord staat ook letterlijk in de samenvatting van de les
- Zo wel: het antwoord staat alleen in het blok `antwoord`",
    },
    en: Words {
        message: "Text that is for the team only would become public in `{path}`: “{text}”.",
        help: &["Remove this text from the public part."],
        explain: "\
Before publishing, krijt searches every public page for text from `leerkracht` and `antwoord` and for pages with
`editie: team`. If it finds any, your site stays as it is. This finding cannot be turned off.

- Wrong: the answer also stands word for word in the summary of the lesson
- Right: the answer stands only in the block `antwoord`",
    },
};
