//! Quizzes: answers that children cannot choose between.

use crate::diag::{Code, Level, Words};

pub static QUIZ_SAME_OPTIONS: Code = Code {
    id: "E0330",
    name: "quiz-same-options",
    level: Level::Error,
    fixed: false,
    args: &["option"],
    optional: &[],
    nl: Words {
        message: "Dit antwoord staat twee keer in de quiz: “{option}”.",
        help: &["Verander een van de twee antwoorden, of laat er een weg."],
        explain: "\
Kinderen kiezen in een quiz tussen antwoorden die verschillen. Hoofdletters, spaties en leestekens maken voor Krijt geen
verschil: voor kinderen ook niet.

- Zo niet: `- [x] Ja` en `- [ ] Ja!`
- Zo wel: `- [x] Ja` en `- [ ] Nee`",
    },
    en: Words {
        message: "This answer is in the quiz twice: “{option}”.",
        help: &["Change one of the two answers, or leave one out."],
        explain: "\
In a quiz children choose between answers that differ. Capitals, spaces and punctuation make no difference to krijt, as
they make none to children.

- Wrong: `- [x] Yes` and `- [ ] Yes!`
- Right: `- [x] Yes` and `- [ ] No`",
    },
};

pub static QUIZ_ONE_OPTION: Code = Code {
    id: "E0331",
    name: "quiz-one-option",
    level: Level::Error,
    fixed: false,
    args: &[],
    optional: &[],
    nl: Words {
        message: "Deze quiz heeft maar een antwoord: er valt niets te kiezen.",
        help: &["Zet er een antwoord bij dat niet goed is: `- [ ] …`"],
        explain: "\
Een quiz heeft minstens twee antwoorden, elk met een hokje ervoor. Wil je alleen een vraag stellen, gebruik dan het blok
`gesprek`.

- Zo niet: alleen `- [x] De bron checken`
- Zo wel: `- [x] De bron checken` en `- [ ] Meteen delen`",
    },
    en: Words {
        message: "This quiz has one answer only: there is nothing to choose.",
        help: &["Add an answer that is not right: `- [ ] …`"],
        explain: "\
A quiz has at least two answers, each with a box before it. To ask a question only, use the block `gesprek`.

- Wrong: only `- [x] Check the source`
- Right: `- [x] Check the source` and `- [ ] Share it at once`",
    },
};
