//! Lessons: phases, terms, goals, rules.

use crate::diag::{Code, Level, Words};

pub static PHASES_DO_NOT_ADD_UP: Code = Code {
    id: "E0701",
    name: "phases-do-not-add-up",
    level: Level::Error,
    fixed: false,
    args: &["sum", "duration"],
    optional: &[],
    nl: Words {
        message: "De fasen duren samen {sum} minuten, maar bij `duur` staat {duration}.",
        help: &["Pas de minuten achter de kopjes aan, of schrijf `duur: {sum}`."],
        explain: "\
Krijt rekent met deze minuten: voor de kloktijden op het lesplan en voor wat je kunt overslaan als het uitloopt.
Kloppen ze niet, dan klopt je planning in de klas ook niet.

- Zo niet: `duur: 45`, met `{duur=10}` en `{duur=30}`
- Zo wel: `duur: 45`, met `{duur=10}` en `{duur=35}`",
    },
    en: Words {
        message: "The phases take {sum} minutes together, but `duur` says {duration}.",
        help: &["Change the minutes after the headings, or write `duur: {sum}`."],
        explain: "\
krijt calculates with these minutes: for the clock times on the lesson plan, and for what to drop when you run late.
If they are wrong, so is the plan.

- Wrong: `duur: 45`, with `{duur=10}` and `{duur=30}`
- Right: `duur: 45`, with `{duur=10}` and `{duur=35}`",
    },
};

pub static PHASE_WITHOUT_MINUTES: Code = Code {
    id: "E0702",
    name: "phase-without-minutes",
    level: Level::Error,
    fixed: false,
    args: &["phase"],
    optional: &["short", "written", "minutes", "sum", "duration"],
    nl: Words {
        message: "Krijt weet niet hoeveel minuten de fase “{phase}” duurt.",
        help: &[
            "Schrijf dit kopje zo: `## {short} {{duur={written}}}`.",
            "Zet de minuten achter het kopje: `## {phase} {{duur={minutes}}}`",
            "De minuten passen niet: de andere fasen duren samen {sum} minuten, en bij `duur` staat {duration}. Maak een fase korter of `duur` langer, en zet dan de minuten achter dit kopje.",
            "Zet de minuten achter het kopje, zoals bij `## {phase} {{duur=10}}`.",
        ],
        explain: "\
Elk kopje met `##` in een les is een fase met een eigen duur. Zo zie je op de klok waar je moet zijn. Een kopje zonder
minuten, voor iets binnen een fase, schrijf je met `###`.

- Zo niet: `## Introductie`
- Zo wel: `## Introductie {duur=10}`",
    },
    en: Words {
        message: "krijt does not know how many minutes the phase “{phase}” takes.",
        help: &[
            "Write this heading as: `## {short} {{duur={written}}}`.",
            "Put the minutes after the heading: `## {phase} {{duur={minutes}}}`",
            "The minutes do not fit: the other phases take {sum} minutes together, and `duur` says {duration}. Make a phase shorter or `duur` longer, and then put the minutes after this heading.",
            "Put the minutes after the heading, as in `## {phase} {{duur=10}}`.",
        ],
        explain: "\
Each `##` heading in a lesson is a phase with its own duration, so that you can see on the clock where you should be.
A heading within a phase needs no minutes: write it with `###`.

- Wrong: `## Introduction`
- Right: `## Introduction {duur=10}`",
    },
};

pub static UNKNOWN_TERM: Code = Code {
    id: "E0703",
    name: "unknown-term",
    level: Level::Error,
    fixed: false,
    args: &["term"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het begrip `{term}` staat niet in de begrippenlijst.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Zet het begrip met uitleg in `content/data/begrippen.yaml`, of haal het hier weg.",
        ],
        explain: "\
Bij een begrip in de les hoort een korte uitleg voor kinderen en ouders. Die uitleg staat op één plek, zodat elke les
dezelfde woorden gebruikt.

- Zo niet: `begrippen: [algoritmen]`
- Zo wel: `begrippen: [algoritme]`",
    },
    en: Words {
        message: "The term `{term}` is not in the glossary.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Add the term and its explanation to `content/data/begrippen.yaml`, or remove it here.",
        ],
        explain: "\
Each term of a lesson has a short explanation for children and parents. It stands in one place, so that every lesson
uses the same words.

- Wrong: `begrippen: [algoritmen]`
- Right: `begrippen: [algoritme]`",
    },
};

pub static UNKNOWN_GOAL: Code = Code {
    id: "E0704",
    name: "unknown-goal",
    level: Level::Error,
    fixed: false,
    args: &["goal"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het kerndoel `{goal}` bestaat niet in jullie lijst.",
        help: &["Bedoelde je `{suggestion}`?", "Kijk in `content/data/kerndoelen.yaml` welke kerndoelen er zijn."],
        explain: "\
Met de kerndoelen laat de school zien wat elke groep leert. Een kerndoel dat niet in de lijst staat, telt nergens mee
in het overzicht.

- Zo niet: `kerndoelen: [24D]`
- Zo wel: `kerndoelen: [24A]`",
    },
    en: Words {
        message: "The goal `{goal}` does not exist in your list.",
        help: &["Did you mean `{suggestion}`?", "See `content/data/kerndoelen.yaml` for the goals there are."],
        explain: "\
The goals show what each group learns. A goal that is not in the list counts nowhere in the overview.

- Wrong: `kerndoelen: [24D]`
- Right: `kerndoelen: [24A]`",
    },
};

pub static UNKNOWN_RULE: Code = Code {
    id: "E0705",
    name: "unknown-rule",
    level: Level::Error,
    fixed: false,
    args: &["rule"],
    optional: &["suggestion"],
    nl: Words {
        message: "De regel `{rule}` staat niet in het protocol.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Kijk in de map `content/protocol` welke namen de regels hebben. Die staan achter `#`.",
        ],
        explain: "\
Een les kan zeggen welke regels van het protocol aan bod komen. Zo ziet de school welke regels in de klas besproken
zijn. Daarvoor moet de naam precies kloppen.

- Zo niet: `protocol: [reageer]`
- Zo wel: `protocol: [reageer-altijd]`",
    },
    en: Words {
        message: "The rule `{rule}` is not in the protocol.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Look in the folder `content/protocol` for the names of the rules. They stand after `#`.",
        ],
        explain: "\
A lesson can say which rules of the protocol it treats, so that the school sees which ones were discussed in class.
For that the name must be exactly right.

- Wrong: `protocol: [reageer]`
- Right: `protocol: [reageer-altijd]`",
    },
};

pub static LESSON_WITHOUT_MODULE: Code = Code {
    id: "W0706",
    name: "lesson-without-module",
    level: Level::Warning,
    fixed: false,
    args: &["folder"],
    optional: &[],
    nl: Words {
        message: "In de map `{folder}` staat een les, maar geen `module.md`.",
        help: &["Maak `{folder}/module.md` met een titel en de groepen."],
        explain: "\
Lessen horen bij een module. Het bestand `module.md` geeft die module een naam, een kleur en een plaats in het
overzicht. Zonder dat bestand gebruikt krijt de naam van de map.

Zo wel:

```
---
titel: Samen online
groepen: [5, 6]
---
```",
    },
    en: Words {
        message: "The folder `{folder}` holds a lesson, but no `module.md`.",
        help: &["Make `{folder}/module.md` with a title and the groups."],
        explain: "\
Lessons belong to a module. The file `module.md` gives the module a name, a colour and a place in the overview.
Without it krijt uses the name of the folder.

Right:

```
---
titel: Together online
groepen: [5, 6]
---
```",
    },
};
