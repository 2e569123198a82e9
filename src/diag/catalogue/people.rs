//! Roles and whom to reach.

use crate::diag::{Code, Level, Words};

pub static ROLE_IN_CIRCLE: Code = Code {
    id: "E0806",
    name: "role-in-circle",
    level: Level::Error,
    fixed: true,
    args: &["role"],
    optional: &[],
    nl: Words {
        message: "De rol `{role}` is via `is` een soort van zichzelf.",
        help: &["Haal `is` weg bij een van de rollen in deze kring, of zet er een andere rol."],
        explain: "\
Met `is` gelden de regels van een andere rol ook voor deze. Wijzen twee rollen naar elkaar, dan weet niemand welke
regels voor wie gelden.

- Zo niet: `a: {naam: A, is: b}` en `b: {naam: B, is: a}`
- Zo wel: `a: {naam: A, is: b}` en `b: {naam: B, is: medewerker}`",
    },
    en: Words {
        message: "The role `{role}` is by `is` a kind of itself.",
        help: &["Remove `is` at one of the roles in this circle, or name another role there."],
        explain: "\
By `is` the rules of another role hold for this one, too. When two roles point at each other, nobody knows which rules
hold for whom.

- Wrong: `a: {naam: A, is: b}` and `b: {naam: B, is: a}`
- Right: `a: {naam: A, is: b}` and `b: {naam: B, is: medewerker}`",
    },
};

pub static UNKNOWN_PARENT: Code = Code {
    id: "E0807",
    name: "unknown-parent",
    level: Level::Error,
    fixed: true,
    args: &["role", "parent"],
    optional: &["suggestion"],
    nl: Words {
        message: "De rol `{role}` is volgens `is` ook een `{parent}`, maar die rol bestaat niet.",
        help: &[
            "Bedoelde je `is: {suggestion}`?",
            "Kies een rol die krijt kent, zoals `medewerker`, of zet `{parent}` ook bij `rollen`.",
        ],
        explain: "\
Met `is` gelden de regels van een andere rol ook voor deze. Met een tikfout zou iemand de regels van alle medewerkers
missen.

- Zo niet: `conrector: {naam: Conrector, is: medewerkr}`
- Zo wel: `conrector: {naam: Conrector, is: medewerker}`",
    },
    en: Words {
        message: "By `is` the role `{role}` is also a `{parent}`, but that role does not exist.",
        help: &[
            "Did you mean `is: {suggestion}`?",
            "Choose a role that krijt knows, such as `medewerker`, or add `{parent}` to `rollen`, too.",
        ],
        explain: "\
By `is` the rules of another role hold for this one, too. With a slip somebody would miss the rules of all employees.

- Wrong: `conrector: {naam: Conrector, is: medewerkr}`
- Right: `conrector: {naam: Conrector, is: medewerker}`",
    },
};

pub static ROLE_WITHOUT_PARENT: Code = Code {
    id: "W0808",
    name: "role-without-parent",
    level: Level::Warning,
    fixed: false,
    args: &["role", "label"],
    optional: &[],
    nl: Words {
        message: "Gelden de regels voor alle medewerkers ook voor de rol `{role}`? Dat staat er niet bij.",
        help: &[
            "Schrijf `{role}: {{naam: {label}, is: medewerker}}` als deze rol bij het team hoort, en anders `is: geen`.",
        ],
        explain: "\
Op de kaart van een rol staan ook de regels van wat die rol nog meer is. Van eigen rollen weet krijt dat niet. Zonder
`is` mist deze kaart elke plicht die voor alle medewerkers geldt.

- Zo niet: `conrector: Conrector`
- Zo wel: `conrector: {naam: Conrector, is: medewerker}`",
    },
    en: Words {
        message: "Do the rules for all employees hold for the role `{role}`, too? It does not say.",
        help: &[
            "Write `{role}: {{naam: {label}, is: medewerker}}` if this role belongs to the team, and `is: geen` if not.",
        ],
        explain: "\
The card of a role also has the rules of what the role is a kind of. Of roles of your own krijt does not know that.
Without `is` this card lacks every duty of all employees.

- Wrong: `conrector: Conrector`
- Right: `conrector: {naam: Conrector, is: medewerker}`",
    },
};

pub static CONTACT_NOT_PUBLIC: Code = Code {
    id: "E0809",
    name: "contact-not-public",
    level: Level::Error,
    fixed: true,
    args: &["role"],
    optional: &[],
    nl: Words {
        message: "Dit gegeven van `{role}` is niet voor iedereen, en deze tekst wel.",
        help: &[
            "Zet deze zin in een blok `leerkracht`: dat ziet alleen het team. Of noem hier een contact dat al voor iedereen is.",
        ],
        explain: "\
In `content/data/contacten.yaml` staat bij elk contact wie het mag zien. Zonder `editie` is dat alleen het team.

- Zo niet: het nummer van een contact met `editie: team` in een nieuwsbrief
- Zo wel: dat nummer in een blok `leerkracht`, of een contact met `editie: public`",
    },
    en: Words {
        message: "This fact about `{role}` is not for everybody, and this text is.",
        help: &[
            "Put this sentence into a block `leerkracht`: only the team sees that. Or name a contact here that is for everybody already.",
        ],
        explain: "\
In `content/data/contacten.yaml` each contact says who may see it. Without `editie` that is the team only.

- Wrong: the number of a contact with `editie: team` in a newsletter
- Right: that number in a block `leerkracht`, or a contact with `editie: public`",
    },
};

pub static CONTACT_MISSING: Code = Code {
    id: "W0810",
    name: "contact-missing",
    level: Level::Warning,
    fixed: false,
    args: &["role", "label"],
    optional: &[],
    nl: Words {
        message: "Bij een voorval moet iemand `{role}` kunnen bellen, maar er is nog geen nummer.",
        help: &[
            "Zet dit in `content/data/contacten.yaml`, met jullie eigen gegevens:\n{role}: {{functie: \"{label}\", telefoon: \"…\", uren: \"…\", editie: team}}",
        ],
        explain: "\
Een regel van het protocol noemt deze rol, en zegt ook wanneer er iets moet gebeuren. Wie die regel leest, heeft een
nummer nodig. Krijt zet het op de kaarten. Zonder `editie: public` ziet alleen het team het.

- Zo niet: een regel met `wie=\"bestuur\"` en `wanneer=\"direct\"`, en nergens het nummer van het bestuur
- Zo wel: `bestuur: {telefoon: \"…\", uren: \"werkdagen van 9 tot 17 uur\"}` in `content/data/contacten.yaml`",
    },
    en: Words {
        message: "At an incident somebody must be able to call `{role}`, but there is no number yet.",
        help: &[
            "Put this into `content/data/contacten.yaml`, with your own facts:\n{role}: {{functie: \"{label}\", telefoon: \"…\", uren: \"…\", editie: team}}",
        ],
        explain: "\
A rule of the protocol names this role, and also says when something must be done. Who reads that rule needs a number.
krijt puts it on the cards. Without `editie: public` only the team sees it.

- Wrong: a rule with `wie=\"bestuur\"` and `wanneer=\"direct\"`, and nowhere the number of the board
- Right: `bestuur: {telefoon: \"…\", uren: \"werkdagen van 9 tot 17 uur\"}` in `content/data/contacten.yaml`",
    },
};

pub static SCHOOL_CONTACT: Code = Code {
    id: "W0811",
    name: "school-contact",
    level: Level::Warning,
    fixed: false,
    args: &["key", "value"],
    optional: &[],
    nl: Words {
        message: "De gegevens bij `contact` onder `school` staan nergens op de site.",
        help: &[
            "Zet ze per rol in `content/data/contacten.yaml`, en haal `contact` hier weg. Bijvoorbeeld:\ndirecteur: {{{key}: \"{value}\", uren: \"…\", editie: public}}",
        ],
        explain: "\
Per rol weet krijt van wie een nummer is, wanneer je kunt bellen en wie het mag zien. Dan komt het op de kaarten van het
protocol. Tot die tijd telt `contact` alleen nog mee als “dit nummer is van de school”.

- Zo niet: `school: {naam: …, contact: [\"020-1234567\"]}` in `krijt.yaml`
- Zo wel: `directeur: {telefoon: \"020-1234567\", editie: public}` in `content/data/contacten.yaml`",
    },
    en: Words {
        message: "What stands at `contact` below `school` is shown nowhere on the site.",
        help: &[
            "Put it by role into `content/data/contacten.yaml`, and remove `contact` here. For example:\ndirecteur: {{{key}: \"{value}\", uren: \"…\", editie: public}}",
        ],
        explain: "\
By role, krijt knows whose number it is, when to call and who may see it. Then it comes on the cards of the protocol.
Until then `contact` only counts as “this number is the school's”.

- Wrong: `school: {naam: …, contact: [\"020-1234567\"]}` in `krijt.yaml`
- Right: `directeur: {telefoon: \"020-1234567\", editie: public}` in `content/data/contacten.yaml`",
    },
};
