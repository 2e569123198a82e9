//! Findings that authors keep on purpose: `<!-- allow: CODE reason -->`.

use crate::diag::{Code, Level, Words};

pub static ALLOW_WITHOUT_REASON: Code = Code {
    id: "E1801",
    name: "allow-without-reason",
    level: Level::Error,
    fixed: true,
    args: &["code"],
    optional: &[],
    nl: Words {
        message: "Hier staat niet waarom {code} op deze plek mag.",
        help: &["Zet de reden erachter: `allow: {code} zo heet het boek`."],
        explain: "\
Je zet één melding op één plek stil. Dat mag, maar volgend jaar weet niemand meer waarom. Met een reden erbij kan een
collega zien of het nog klopt.

- Zo niet: `<!-- allow: W1602 -->`
- Zo wel: `<!-- allow: W1602 zo heet de regeling nu eenmaal -->`",
    },
    en: Words {
        message: "It does not say why {code} is fine in this place.",
        help: &["Add the reason: `allow: {code} that is the title of the book`."],
        explain: "\
You silence one finding in one place. That is fine, but next year nobody will know why. With a reason a colleague can
see whether it still holds.

- Wrong: `<!-- allow: W1602 -->`
- Right: `<!-- allow: W1602 that is what the law calls it -->`",
    },
};

pub static ALLOW_UNKNOWN: Code = Code {
    id: "E1802",
    name: "allow-unknown",
    level: Level::Error,
    fixed: true,
    args: &["code"],
    optional: &["suggestion"],
    nl: Words {
        message: "Je wilt `{code}` stilzetten, maar die melding bestaat niet.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Neem de code over uit de melding zelf. Die staat tussen de rechte haken, zoals `W1601`.",
        ],
        explain: "\
Achter `allow:` komt eerst de code van de melding, dan een spatie en dan de reden. De code staat in de melding tussen
rechte haken: een letter en vier cijfers.

- Zo niet: `<!-- allow: lange zin, dit is een citaat -->`
- Zo wel: `<!-- allow: W1601 dit is een citaat -->`",
    },
    en: Words {
        message: "You want to silence `{code}`, but there is no such finding.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Copy the code from the finding itself. It stands between square brackets, such as `W1601`.",
        ],
        explain: "\
After `allow:` comes the code of the finding, then a space and then the reason. The code stands between square brackets
in the finding: a letter and four digits.

- Wrong: `<!-- allow: long sentence, this is a quotation -->`
- Right: `<!-- allow: W1601 this is a quotation -->`",
    },
};

pub static ALLOW_FIXED: Code = Code {
    id: "E1803",
    name: "allow-fixed",
    level: Level::Error,
    fixed: true,
    args: &["code"],
    optional: &[],
    nl: Words {
        message: "De melding {code} kun je niet stilzetten.",
        help: &["Haal deze regel weg en los op wat {code} meldt. `krijt explain {code}` legt uit hoe."],
        explain: "\
Sommige meldingen gaan over wat alleen voor het team is, of over iets wat niet veilig is. Die gelden altijd en overal.
Stilzetten zou betekenen dat ouders of kinderen iets zien wat niet voor hen is.

- Zo niet: `<!-- allow: E0506 komt later -->`
- Zo wel: haal de link naar de teampagina weg",
    },
    en: Words {
        message: "The finding {code} cannot be silenced.",
        help: &["Remove this line and solve what {code} reports. `krijt explain {code}` tells how."],
        explain: "\
Some findings are about what is for the team only, or about something unsafe. They always hold. Silencing one would
mean that parents or children see what is not for them.

- Wrong: `<!-- allow: E0506 will follow later -->`
- Right: remove the link to the team's page",
    },
};

pub static ALLOW_UNUSED: Code = Code {
    id: "W1804",
    name: "allow-unused",
    level: Level::Warning,
    fixed: false,
    args: &["code"],
    optional: &[],
    nl: Words {
        message: "Hier staat `allow: {code}`, maar op deze plek is die melding er niet.",
        help: &["Haal deze regel weg. Of zet hem vlak boven het stuk tekst waar de melding over gaat."],
        explain: "\
`allow` werkt voor het stuk tekst dat er meteen onder staat: één alinea, lijst, tabel of blok. Staat het midden in een
alinea, dan werkt het daar. Is de tekst al beter gemaakt? Dan is de regel niet meer nodig.

Zo wel:

```
<!-- allow: W1601 dit citaat is van een kind -->
Een kind zei: …
```",
    },
    en: Words {
        message: "Here stands `allow: {code}`, but there is no such finding in this place.",
        help: &["Remove this line. Or put it right above the piece of text that the finding is about."],
        explain: "\
`allow` works for the piece of text right below it: one paragraph, list, table or block. Inside a paragraph it works
there. Was the text improved since? Then the line is no longer needed.

Right:

```
<!-- allow: W1601 this quotation is a child's -->
A child said: …
```",
    },
};
