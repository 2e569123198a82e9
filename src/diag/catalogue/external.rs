//! Links to other sites, looked up with `krijt check --external`.

use crate::diag::{Code, Level, Words};

pub static ADDRESS_GONE: Code = Code {
    id: "W0510",
    name: "address-gone",
    level: Level::Warning,
    fixed: false,
    args: &["address", "status"],
    optional: &[],
    nl: Words {
        message: "Op dit webadres staat niets meer: `{address}`. De site antwoordt met {status}.",
        help: &[
            "Zoek op die site waar de pagina nu staat en schrijf dat adres. Is ze er niet meer, haal de link dan weg.",
        ],
        explain: "\
Wie op deze link tikt, leest op de andere site dat de pagina er niet is. Daar kun jij niets aan doen, maar je lezer
heeft er last van. Krijt zoekt links naar andere sites alleen op als je dat vraagt: met `krijt check --external`.

- Zo niet: `[tips voor thuis](https://www.mediawijsheid.nl/oude-pagina/)`, terwijl die pagina weg is
- Zo wel: `[tips voor thuis](https://www.mediawijsheid.nl/)`",
    },
    en: Words {
        message: "There is nothing at this web address any more: `{address}`. The site answers {status}.",
        help: &[
            "Find out on that site where the page is now, and write that address. If it is not there, remove the link.",
        ],
        explain: "\
Whoever follows this link is told by the other site that the page is not there. That is no fault of yours, but your
reader is stuck. krijt looks up links to other sites only when you ask for it: with `krijt check --external`.

- Wrong: `[tips for at home](https://www.mediawijsheid.nl/oude-pagina/)`, while that page is gone
- Right: `[tips for at home](https://www.mediawijsheid.nl/)`",
    },
};

pub static HOST_UNKNOWN: Code = Code {
    id: "W0511",
    name: "host-unknown",
    level: Level::Warning,
    fixed: false,
    args: &["address", "host"],
    optional: &[],
    nl: Words {
        message: "De site `{host}` bestaat niet.",
        help: &["Kijk of er een tikfout staat in `{address}`. Is de site opgeheven, haal de link dan weg."],
        explain: "\
Geen enkele computer kent deze naam. Misschien staat er een tikfout in, of heeft niemand de naam verlengd. Let op: zo'n
naam kan later door een ander worden gekocht. Krijt kijkt dit alleen na met `krijt check --external`.

- Zo niet: `[de Kindertelefoon](https://www.kindertelefon.invalid/)`
- Zo wel: `[de Kindertelefoon](https://www.kindertelefoon.nl/)`",
    },
    en: Words {
        message: "The site `{host}` does not exist.",
        help: &["Look for a typing error in `{address}`. If the site was closed, remove the link."],
        explain: "\
No computer knows this name. Perhaps it is mistyped, or nobody renewed it. Beware: somebody else may buy such a name
later. krijt only looks at this with `krijt check --external`.

- Wrong: `[the Kindertelefoon](https://www.kindertelefon.invalid/)`
- Right: `[the Kindertelefoon](https://www.kindertelefoon.nl/)`",
    },
};

pub static ADDRESS_MOVED: Code = Code {
    id: "W0512",
    name: "address-moved",
    level: Level::Warning,
    fixed: false,
    args: &["address", "to"],
    optional: &[],
    nl: Words {
        message: "Deze pagina is voorgoed verhuisd: `{address}`.",
        help: &["Kijk of daar nog staat wat je bedoelt, en schrijf dan `{to}`."],
        explain: "\
De link werkt nog, want de site stuurt lezers door. Maar zo'n doorverwijzing wordt na een tijd vaak weggehaald, en soms
leidt ze naar iets anders dan jij bedoelde. Kleine verschillen, zoals `www.` ervoor, meldt krijt niet.

- Zo niet: `[de campagne](http://www.mediawijsheid.nl/campagne)`, terwijl de site je doorstuurt
- Zo wel: `[de campagne](https://www.mediawijsheid.nl/campagnes/)`, het adres waar je uitkomt",
    },
    en: Words {
        message: "This page has moved for good: `{address}`.",
        help: &["Look whether what you mean is still there, then write `{to}`."],
        explain: "\
The link still works, since the site sends readers on. But such a redirect is often removed after a while, and sometimes
it leads to something else than you meant. krijt says nothing of small differences, such as a `www.` in front.

- Wrong: `[the campaign](http://www.mediawijsheid.nl/campagne)`, while the site sends you on
- Right: `[the campaign](https://www.mediawijsheid.nl/campagnes/)`, the address where you end up",
    },
};
