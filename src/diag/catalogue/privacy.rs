//! What could point at a person.

use crate::diag::{Code, Level, Words};

pub static PERSON_NAME: Code = Code {
    id: "W1701",
    name: "person-name",
    level: Level::Warning,
    fixed: false,
    args: &["name"],
    optional: &[],
    nl: Words {
        message: "Hier staat een naam uit jullie lijst: “{name}”.",
        help: &["Haal de naam weg, of noem een rol: “een leerling”, “de juf van groep 5”."],
        explain: "\
De school houdt zelf een lijst bij van namen die niet op de site horen: `.krijt/namen.txt`, één naam per regel. Die
lijst blijft op jouw computer. Hij komt niet op de site, en ook niet in git als jullie dat gebruiken. Krijt zoekt hele
woorden, met dezelfde hoofdletters.

- Zo niet: `Sanne de Wit uit groep 6 won de prijs.`
- Zo wel: `Een leerling uit groep 6 won de prijs.`",
    },
    en: Words {
        message: "Here is a name from your school's list: “{name}”.",
        help: &["Remove the name, or name a role: “a pupil”, “the teacher of group 5”."],
        explain: "\
The school keeps a list of names that do not belong on the site: `.krijt/namen.txt`, one name a line. That list stays on
your computer and out of git. krijt looks for whole words with the same capitals.

- Wrong: `Sanne de Wit of group 6 won the prize.`
- Right: `A pupil of group 6 won the prize.`",
    },
};

pub static PHONE_NUMBER: Code = Code {
    id: "W1702",
    name: "phone-number",
    level: Level::Warning,
    fixed: false,
    args: &["number"],
    optional: &[],
    nl: Words {
        message: "Hier staat een telefoonnummer: {number}.",
        help: &[
            "Is het van een persoon? Haal het weg. Is het van school? Zet het per rol in `content/data/contacten.yaml`.",
        ],
        explain: "\
Een nummer op een openbare site blijft jaren te vinden. Nummers van hulplijnen staan in `content/data/hulplijnen.yaml`;
die meldt krijt niet. Een nummer van school zelf staat één keer in `content/data/contacten.yaml`.

- Zo niet: `Bel de moeder van Noa: 06-12345678.`
- Zo wel: `directeur: {telefoon: \"020-1234567\", editie: public}` in `contacten.yaml`, en dat nummer in je tekst",
    },
    en: Words {
        message: "Here is a phone number: {number}.",
        help: &["Is it a person's? Remove it. Is it the school's? Add it by role to `content/data/contacten.yaml`."],
        explain: "\
A number on a public site can be found for years. Numbers of help lines stand in `content/data/hulplijnen.yaml`; krijt
does not report those. A number of the school itself stands once, in `content/data/contacten.yaml`.

- Wrong: `Call Noa's mother: 06-12345678.`
- Right: `directeur: {telefoon: \"020-1234567\", editie: public}` in `contacten.yaml`, and that number in your text",
    },
};

pub static MAIL_ADDRESS: Code = Code {
    id: "W1703",
    name: "mail-address",
    level: Level::Warning,
    fixed: false,
    args: &["address"],
    optional: &[],
    nl: Words {
        message: "Hier staat een mailadres: {address}.",
        help: &[
            "Is het van een persoon? Haal het weg. Is het van school? Zet het per rol in `content/data/contacten.yaml`.",
        ],
        explain: "\
Een mailadres op een site trekt spam en nepberichten aan, en in een adres zit vaak iemands naam. Gebruik een adres van
school, of verwijs naar de ouderapp.

- Zo niet: `Mail naar p.jansen@school.nl.`
- Zo wel: `Stuur een bericht in de ouderapp.`",
    },
    en: Words {
        message: "Here is a mail address: {address}.",
        help: &["Is it a person's? Remove it. Is it the school's? Add it by role to `content/data/contacten.yaml`."],
        explain: "\
A mail address on a site draws spam and fake messages, and an address often holds somebody's name. Use an address of the
school, or refer to the parents' app.

- Wrong: `Mail to p.jansen@school.nl.`
- Right: `Send a message in the parents' app.`",
    },
};

pub static CITIZEN_NUMBER: Code = Code {
    id: "E1704",
    name: "citizen-number",
    level: Level::Error,
    fixed: false,
    args: &["number"],
    optional: &[],
    nl: Words {
        message: "Dit lijkt een burgerservicenummer: {number}.",
        help: &["Haal het weg. Is het een ander nummer? Zet er een `allow` met de reden bij."],
        explain: "\
Een burgerservicenummer (BSN) hoort nooit in een tekst, ook niet in een voorbeeld. Met zo'n nummer kan iemand zich
voordoen als een ander. Krijt kijkt naar negen cijfers die aan de elfproef voldoen. Soms is dat toeval.

- Zo niet: een leerlingkaart met het BSN erop
- Zo wel: `<!-- allow: E1704 dit is een bestelnummer -->` boven de regel, als het echt iets anders is",
    },
    en: Words {
        message: "This looks like a citizen service number: {number}.",
        help: &["Remove it. Is it another number? Add an `allow` with the reason."],
        explain: "\
A citizen service number (BSN) never belongs in a text, not even as an example: with it somebody can pose as another.
krijt looks for nine digits that pass the eleven test. Sometimes that is chance.

- Wrong: a pupil's card with the BSN on it
- Right: `<!-- allow: E1704 this is an order number -->` above the line, when it really is something else",
    },
};
