//! The keys of an evening, of the parts of its programme, of its tasks and of its roles.

use crate::front::{Key, Keys, Shape, alias, key};

pub(super) const KEYS: &[Key] = &[
    key(
        "aanvang",
        Shape::Time,
        "Hoe laat het programma begint, tussen aanhalingstekens: `\"19:45\"`.",
        "When the programme begins, in quotes: `\"19:45\"`.",
    ),
    key("inloop", Shape::Time, "Vanaf hoe laat de deur open is.", "From when the door is open."),
    key(
        "einde",
        Shape::Time,
        "Hoe laat het programma stopt. De delen van het programma vullen samen de tijd tot dan.",
        "When the programme ends. Its parts together fill the time until then.",
    ),
    key("zaal_dicht", Shape::Time, "Hoe laat de zaal leeg moet zijn.", "When the room must be empty."),
    key("locatie", Shape::Text, "Waar de avond is.", "Where the evening is."),
    key("doelgroep", Shape::Text, "Voor wie de avond is.", "For whom the evening is."),
    key(
        "plaatsen",
        Shape::Number { min: 1, max: 10_000 },
        "Hoeveel mensen er kunnen komen.",
        "How many people can come.",
    ),
    key(
        "aangemeld",
        Shape::Number { min: 0, max: 10_000 },
        "Hoeveel mensen zich hebben aangemeld. Voor de MR en het team.",
        "How many people signed up. For the council and the team.",
    ),
    key("aanmelden", Shape::Text, "Hoe ouders zich aanmelden, en voor wanneer.", "How parents sign up, and by when."),
    key("organisatie", Shape::Text, "Wie de avond organiseert.", "Who organises the evening."),
    key("programma", Shape::Mappings(&PART), "Het programma, deel voor deel.", "The programme, part by part."),
    key(
        "taken",
        Shape::Mappings(&TASK),
        "Wat er vooraf en achteraf moet gebeuren. Voor de MR en het team.",
        "What must be done before and after. For the council and the team.",
    ),
    key(
        "rollen",
        Shape::Mappings(&ROLE),
        "Wie er op de avond nodig zijn, voor de kaartjes. Voor de MR en het team.",
        "Who is needed on the evening, for the cards. For the council and the team.",
    ),
];
const PART: Keys = Keys {
    owner: "evening",
    tables: &[&[
        alias("wat", &["titel"], Shape::Text, "Wat er gebeurt.", "What happens."),
        key(
            "duur",
            Shape::Number { min: 1, max: 600 },
            "Hoeveel minuten dit deel duurt.",
            "How many minutes this part takes.",
        ),
        key(
            "om",
            Shape::Time,
            "Alleen als dit deel op een vaste tijd begint: `\"20:15\"`.",
            "Only where this part begins at a fixed time: `\"20:15\"`.",
        ),
        key(
            "tegelijk",
            Shape::Flag,
            "`ja` als dit deel tegelijk begint met het deel erboven.",
            "`ja` where this part begins together with the one above it.",
        ),
        key(
            "wie",
            Shape::Texts,
            "Wie het doet: een of meer rollen, zoals `mr-voorzitter`.",
            "Who does it: one or more roles, such as `mr-voorzitter`.",
        ),
        alias("waar", &["plek"], Shape::Text, "In welke ruimte.", "In which room."),
        key("toelichting", Shape::Text, "Wat mensen hierover moeten weten.", "What people must know about it."),
        key(
            "nodig",
            Shape::Texts,
            "Wat er klaar moet staan. Voor de MR en het team.",
            "What must be set up. For the council and the team.",
        ),
    ]],
    required: &["wat", "duur"],
};
const TASK: Keys = Keys {
    owner: "evening",
    tables: &[&[
        key("wat", Shape::Text, "Wat er moet gebeuren.", "What must be done."),
        key("wie", Shape::Texts, "Wie het doet: een of meer rollen.", "Who does it: one or more roles."),
        key(
            "wanneer",
            Shape::Text,
            "Wanneer het af moet zijn: `-6w` is zes weken voor de avond, `-3d` drie dagen ervoor, `+1w` een week erna; of een \
             datum, zoals `2027-01-08`.",
            "When it must be done: `-6w` is six weeks before the evening, `-3d` three days before, `+1w` a week after it; or a \
             date, such as `2027-01-08`.",
        ),
        key(
            "dagen_vooraf",
            Shape::Number { min: -365, max: 365 },
            "Hoeveel dagen voor de avond. Een getal onder nul is na de avond.",
            "How many days before the evening. A number below zero is after it.",
        ),
        key(
            "gebruikt",
            Shape::Texts,
            "Welke lijsten of formulieren deze taak gebruikt, in woorden van jezelf: `aanmeldlijst`.",
            "Which lists or forms this task uses, in words of your own: `aanmeldlijst`.",
        ),
        key(
            "vernietigt",
            Shape::Texts,
            "Welke lijsten of formulieren er na deze taak niet meer zijn.",
            "Which lists or forms are gone after this task.",
        ),
        key(
            "editie",
            Shape::OneOf(&["mr", "team"]),
            "Wie de taak mag zien: `mr` voor de MR en het team, `team` voor alleen het team. Zonder deze sleutel: `mr`.",
            "Who may see the task: `mr` for the council and the team, `team` for the team only. Without this key: `mr`.",
        ),
        key("klaar", Shape::Flag, "`ja` als het gedaan is.", "`ja` when it is done."),
    ]],
    required: &["wat", "dagen_vooraf|wanneer"],
};
const ROLE: Keys = Keys {
    owner: "evening",
    tables: &[&[
        key("rol", Shape::Text, "De rol, zoals `mr`.", "The role, such as `mr`."),
        key(
            "aantal",
            Shape::Number { min: 1, max: 100 },
            "Hoeveel mensen in deze rol.",
            "How many people in this role.",
        ),
        key("taak", Shape::Text, "Wat zij doen.", "What they do."),
    ]],
    required: &["rol"],
};
