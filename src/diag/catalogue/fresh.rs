//! What goes out of date.

use crate::diag::{Code, Level, Words};

pub static REVIEW_OVERDUE: Code = Code {
    id: "W1711",
    name: "review-overdue",
    level: Level::Warning,
    fixed: false,
    args: &["date"],
    optional: &[],
    nl: Words {
        message: "Dit protocol had voor {date} opnieuw bekeken moeten zijn.",
        help: &["Bekijk het met team en MR, en zet daarna een nieuwe dag bij `herzien_voor`."],
        explain: "\
Een protocol veroudert: wetten, namen en hulplijnen veranderen. Met `herzien_voor` spreekt de school af wanneer ze het
weer bekijkt. Krijt rekent met de dag van `--date`, en anders met de eerste dag van het schooljaar.

- Zo niet: een dag die al voorbij is, en toch dezelfde tekst
- Zo wel: een nieuwe `herzien_voor`, nadat het protocol is bekeken",
    },
    en: Words {
        message: "This protocol was to be reviewed before {date}.",
        help: &["Review it with staff and council, then put a new day at `herzien_voor`."],
        explain: "\
A protocol ages: laws, names and help lines change. With `herzien_voor` the school agrees when to look at it again.
krijt goes by the day of `--date`, else by the first day of the school year.

- Wrong: a day that has passed, and still the same text
- Right: a new `herzien_voor`, after the protocol was reviewed",
    },
};

pub static LINE_UNCHECKED: Code = Code {
    id: "W1712",
    name: "line-unchecked",
    level: Level::Warning,
    fixed: false,
    args: &["name", "date"],
    optional: &[],
    nl: Words {
        message: "“{name}” is voor het laatst nagekeken op {date}. Dat is meer dan een jaar geleden.",
        help: &[
            "Kijk nummer en tijden na op de site van de organisatie, en zet dan een nieuwe dag bij `nagekeken_op`.",
        ],
        explain: "\
Een kind dat een oud nummer belt, krijgt geen hulp. Kijk elke hulplijn daarom elk schooljaar na. Krijt rekent met de
dag van `--date`, en anders met de eerste dag van het schooljaar in `krijt.yaml`.

- Zo niet: alleen de datum veranderen
- Zo wel: bellen of de site bekijken, en dan de datum veranderen",
    },
    en: Words {
        message: "“{name}” was last looked at on {date}, more than a year ago.",
        help: &["Check number and hours on the organisation's own site, then put a new day at `nagekeken_op`."],
        explain: "\
A child that calls an old number gets no help, so check every help line each school year. krijt goes by the day of
`--date`, else by the first day of the school year in `krijt.yaml`.

- Wrong: only changing the date
- Right: calling or looking at the site, and then changing the date",
    },
};

pub static WORD_AGES: Code = Code {
    id: "W1713",
    name: "word-ages",
    level: Level::Warning,
    fixed: false,
    args: &["text"],
    optional: &[],
    nl: Words {
        message: "“{text}” klopt volgend jaar niet meer, en deze tekst heeft geen datum.",
        help: &["Noem de dag, de maand of het jaar, zoals `in 2027` of `in het schooljaar 2026-2027`."],
        explain: "\
Deze tekst blijft jaren staan. Dan weet niemand meer welk jaar je bedoelde. In een nieuwsbrief mag het wel: daar staat
een datum boven.

- Zo niet: `Dit schooljaar doen we mee.`
- Zo wel: `In het schooljaar {{ schooljaar }} doen we mee.`",
    },
    en: Words {
        message: "“{text}” will be wrong next year, and this text has no date.",
        help: &["Name the day, the month or the year, such as `in 2027`."],
        explain: "\
This text stays for years, and then nobody knows which year you meant. In a newsletter it is fine: that has a date.

- Wrong: `Dit schooljaar doen we mee.`
- Right: `In het schooljaar {{ schooljaar }} doen we mee.`",
    },
};

pub static WEEK_BEFORE_YEAR: Code = Code {
    id: "W1714",
    name: "week-before-year",
    level: Level::Warning,
    fixed: false,
    args: &["year"],
    optional: &[],
    nl: Words {
        message: "De Week van de Mediawijsheid in `krijt.yaml` is van voor het schooljaar {year}.",
        help: &["Vul de nieuwe data in bij `week_van_de_mediawijsheid`, of het goede jaar bij `schooljaar`."],
        explain: "\
Deze data staan in nieuwsbrieven en lessen. Na de zomer vergeet je snel om ze te veranderen. De data staan op de site
van de campagne.

- Zo niet: `schooljaar: 2026-2027` met een week in november 2025
- Zo wel: `schooljaar: 2026-2027` met een week in november 2026",
    },
    en: Words {
        message: "The Week van de Mediawijsheid in `krijt.yaml` was before the school year {year}.",
        help: &["Fill in the new dates at `week_van_de_mediawijsheid`, or the right year at `schooljaar`."],
        explain: "\
These dates appear in newsletters and lessons, and are easily forgotten after the summer. They stand on the campaign's
site.

- Wrong: `schooljaar: 2026-2027` with a week in November 2025
- Right: `schooljaar: 2026-2027` with a week in November 2026",
    },
};
