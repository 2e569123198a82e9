//! Links and images between documents.

use crate::diag::{Code, Level, Words};

pub static BROKEN_LINK: Code = Code {
    id: "E0501",
    name: "broken-link",
    level: Level::Error,
    fixed: false,
    args: &["target"],
    optional: &["suggestion"],
    nl: Words {
        message: "Deze link wijst naar een bestand dat er niet is: `{target}`.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Kijk of het bestand bestaat en of de naam klopt. Met `../` ga je een map omhoog.",
        ],
        explain: "\
Wie op deze link tikt, komt op een lege pagina. Een link wijst naar het `.md`-bestand, gezien vanaf de map waarin je
nu schrijft. Krijt maakt daar zelf het goede adres van.

- Zo niet: `[de afspraken](protocol/06-afspraken)`
- Zo wel: `[de afspraken](../../protocol/06-afspraken.md)`",
    },
    en: Words {
        message: "This link points to a file that does not exist: `{target}`.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Check that the file exists and the name is right. With `../` you go up one folder.",
        ],
        explain: "\
Whoever follows this link ends up nowhere. A link points to the `.md` file, seen from the folder of the file you are
writing. krijt turns it into the right address.

- Wrong: `[the agreements](protocol/06-afspraken)`
- Right: `[the agreements](../../protocol/06-afspraken.md)`",
    },
};

pub static BROKEN_ANCHOR: Code = Code {
    id: "E0502",
    name: "broken-anchor",
    level: Level::Error,
    fixed: false,
    args: &["anchor", "target"],
    optional: &["suggestion", "anchors"],
    nl: Words {
        message: "De link `{target}` wijst naar een plek die er niet is: `#{anchor}`.",
        help: &[
            "Bedoelde je `#{suggestion}`?",
            "Deze plekken zijn er: {anchors}.",
            "Haal het stuk vanaf `#` weg, of geef het kopje of de regel die je bedoelt deze naam: `{{#{anchor}}}`.",
        ],
        explain: "\
Het stuk na `#` wijst naar een kopje of regel op de pagina. Bestaat die niet, dan komt de lezer bovenaan de pagina uit
en moet zelf zoeken. Misschien is het kopje intussen veranderd.

- Zo niet: `[melden](../../protocol/02-kinderen.md#meldne)`
- Zo wel: `[melden](../../protocol/02-kinderen.md#melden)`",
    },
    en: Words {
        message: "The link `{target}` points to a place that does not exist: `#{anchor}`.",
        help: &[
            "Did you mean `#{suggestion}`?",
            "These are there: {anchors}.",
            "Remove the part from `#`, or give the heading or rule you mean this name: `{{#{anchor}}}`.",
        ],
        explain: "\
The part after `#` points to a heading or rule on the page. If it does not exist, the reader lands at the top of the
page and has to search. Perhaps the heading has changed since.

- Wrong: `[report](../../protocol/02-kinderen.md#meldne)`
- Right: `[report](../../protocol/02-kinderen.md#melden)`",
    },
};

pub static MISSING_IMAGE: Code = Code {
    id: "E0503",
    name: "missing-image",
    level: Level::Error,
    fixed: false,
    args: &["target"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het beeld `{target}` is er niet.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Zet het bestand naast je tekst, in dezelfde map, en kijk of de naam precies klopt.",
        ],
        explain: "\
Zonder het bestand ziet de lezer een leeg vak. Beelden horen in dezelfde map als de tekst, of in een map daaronder.
Let op het einde van de naam: `.jpg` en `.jpeg` zijn niet hetzelfde.

- Zo niet: `![Een groepsapp](groepsap.jpg)`
- Zo wel: `![Een groepsapp](groepsapp.jpg)`",
    },
    en: Words {
        message: "The image `{target}` does not exist.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Put the file beside your text, in the same folder, and check that its name is exactly right.",
        ],
        explain: "\
Without the file the reader sees an empty box. Images belong in the same folder as the text, or in a folder below it.
Mind the end of the name: `.jpg` and `.jpeg` are not the same.

- Wrong: `![A group chat](groupchatt.jpg)`
- Right: `![A group chat](groupchat.jpg)`",
    },
};

pub static LINK_TO_DRAFT: Code = Code {
    id: "E0504",
    name: "link-to-draft",
    level: Level::Error,
    fixed: false,
    args: &["target"],
    optional: &["whole"],
    nl: Words {
        message: "Deze link wijst naar een concept: `{target}`.",
        help: &[
            "Het hoort bij `{whole}`, en dat is nog niet af. Haal deze link weg tot dat wel zo is.",
            "Haal deze link weg tot die pagina af is.",
        ],
        explain: "\
Een concept komt niet op de site. Wie op de link tikt, vindt dus niets. Met `krijt build --drafts` kun je alles wel
alvast bekijken.

- Zo niet: een link naar een pagina met `concept: ja`
- Zo wel: een link naar een pagina die op de site staat",
    },
    en: Words {
        message: "This link points to a draft: `{target}`.",
        help: &[
            "It is part of `{whole}`, which is not finished. Remove this link until it is.",
            "Remove this link until that page is finished.",
        ],
        explain: "\
A draft does not appear on the site, so whoever follows the link finds nothing. With `krijt build --drafts` you can
look at everything together beforehand.

- Wrong: a link to a page with `concept: ja`
- Right: a link to a page that is on the site",
    },
};

pub static LINK_WRONG_CASE: Code = Code {
    id: "E0505",
    name: "link-wrong-case",
    level: Level::Error,
    fixed: false,
    args: &["target", "right"],
    optional: &[],
    nl: Words {
        message: "Hoofdletters en kleine letters kloppen niet: `{target}` heet `{right}`.",
        help: &["Schrijf `{right}`."],
        explain: "\
Op jouw computer werkt deze link misschien gewoon. Op een webserver zijn `Foto.jpg` en `foto.jpg` twee verschillende
bestanden. Daar zou de link niet werken.

- Zo niet: `![Het schoolplein](Plein.JPG)` terwijl het bestand `plein.jpg` heet
- Zo wel: `![Het schoolplein](plein.jpg)`",
    },
    en: Words {
        message: "Capital and small letters do not match: `{target}` is called `{right}`.",
        help: &["Write `{right}`."],
        explain: "\
On your computer this link may work. On a web server `Photo.jpg` and `photo.jpg` are two different files, and the link
would be broken.

- Wrong: `![The playground](Playground.JPG)` while the file is called `playground.jpg`
- Right: `![The playground](playground.jpg)`",
    },
};

pub static LINK_TO_TEAM: Code = Code {
    id: "E0506",
    name: "link-to-team",
    level: Level::Error,
    fixed: true,
    args: &["target"],
    optional: &["whole"],
    nl: Words {
        message: "Deze openbare tekst wijst naar iets wat alleen voor het team is: `{target}`.",
        help: &[
            "Het hoort bij `{whole}`, en dat is voor het team. Haal de link weg, of zet hem in een blok `leerkracht`.",
            "Haal de link weg, of zet hem in een blok `leerkracht`. Dan ziet alleen het team hem.",
        ],
        explain: "\
Wat voor het team is, komt nooit op de openbare site. Een ouder die op deze link tikt, vindt niets. Ook de titel van
een teampagina mag niet openbaar worden. Deze melding kun je niet uitzetten.

Zo wel:

```
::: leerkracht
Zie ook [de aanpak voor het team](../team/aanpak.md).
:::
```",
    },
    en: Words {
        message: "This public text points to something that is for the team only: `{target}`.",
        help: &[
            "It is part of `{whole}`, which is for the team. Remove the link, or put it in a block `leerkracht`.",
            "Remove the link, or put it in a block `leerkracht`, so that only the team sees it.",
        ],
        explain: "\
What is for the team never appears on the public site, so a parent who follows this link finds nothing. The title of a
team page must not become public either. This finding cannot be turned off.

Right:

```
::: leerkracht
See also [the team's approach](../team/aanpak.md).
:::
```",
    },
};

pub static LINK_OUTSIDE_ROOT: Code = Code {
    id: "E0507",
    name: "link-outside-root",
    level: Level::Error,
    fixed: true,
    args: &["target"],
    optional: &[],
    nl: Words {
        message: "Deze link wijst naar een plek buiten de map van de site: `{target}`.",
        help: &["Zet het bestand in de map `content`, naast je tekst, en link daarnaar."],
        explain: "\
Een bestand buiten deze map komt niet op de site. Op een andere computer of op een USB-stick bestaat het niet.
Misschien staan er ook bestanden die niet openbaar mogen worden.

- Zo niet: `[formulier](../../../Documenten/formulier.pdf)`
- Zo wel: `[formulier](formulier.pdf)`, met het bestand naast je tekst",
    },
    en: Words {
        message: "This link points to a place outside the folder of the site: `{target}`.",
        help: &["Put the file in the folder `content`, beside your text, and link to it there."],
        explain: "\
A file outside this folder does not appear on the site, and does not exist on another computer or a USB stick. There
may also be files that must not become public.

- Wrong: `[form](../../../Documents/form.pdf)`
- Right: `[form](form.pdf)`, with the file beside your text",
    },
};

pub static LINK_WITHOUT_TEXT: Code = Code {
    id: "E0508",
    name: "link-without-text",
    level: Level::Error,
    fixed: false,
    args: &["target"],
    optional: &[],
    nl: Words {
        message: "Deze link naar `{target}` heeft geen tekst.",
        help: &["Zet tussen de haken waar de link heen gaat: `[tips voor thuis]({target})`."],
        explain: "\
Een link zonder tekst kan niemand zien of aantikken. Wie de pagina laat voorlezen, hoort alleen “link”. Alleen bij een
link naar een eigen pagina of regel mag de tekst leeg blijven: dan vult krijt de titel in.

- Zo niet: `[](https://www.mediawijsheid.nl/)`
- Zo wel: `[tips van Mediawijsheid.nl](https://www.mediawijsheid.nl/)`",
    },
    en: Words {
        message: "This link to `{target}` has no text.",
        help: &["Put between the brackets where the link leads: `[tips for at home]({target})`."],
        explain: "\
Nobody can see or tap a link without text, and screen readers only say “link”. Only for a link to a page or rule of
your own may the text stay empty: then krijt fills in the title.

- Wrong: `[](https://www.mediawijsheid.nl/)`
- Right: `[tips from Mediawijsheid.nl](https://www.mediawijsheid.nl/)`",
    },
};

pub static LINK_TO_UNPUBLISHED: Code = Code {
    id: "E0509",
    name: "link-to-unpublished",
    level: Level::Error,
    fixed: false,
    args: &["target", "date"],
    optional: &["whole"],
    nl: Words {
        message: "Deze link wijst naar een pagina die er pas op {date} is: `{target}`.",
        help: &[
            "Het hoort bij `{whole}`. Haal de link weg, of zet ook hier `publiceren_vanaf: {date}` in de kop.",
            "Haal de link weg, of zet ook hier `publiceren_vanaf: {date}` in de kop.",
        ],
        explain: "\
Met `publiceren_vanaf` komt een pagina pas op die dag op de site. Tot dan zou deze link nergens heen gaan.

- Zo niet: een pagina van nu met een link naar een pagina met `publiceren_vanaf: 2026-11-06`
- Zo wel: beide pagina's met `publiceren_vanaf: 2026-11-06`",
    },
    en: Words {
        message: "This link points to a page that does not appear until {date}: `{target}`.",
        help: &[
            "It is part of `{whole}`. Remove the link, or write `publiceren_vanaf: {date}` in this front matter, too.",
            "Remove the link, or write `publiceren_vanaf: {date}` in this front matter, too.",
        ],
        explain: "\
With `publiceren_vanaf` a page appears on the site from that day. Until then this link would lead nowhere.

- Wrong: a page of today with a link to a page with `publiceren_vanaf: 2026-11-06`
- Right: both pages with `publiceren_vanaf: 2026-11-06`",
    },
};
