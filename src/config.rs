//! `krijt.yaml`: the school, its year, its roles, and how much each finding weighs.

mod roles;

use std::collections::BTreeMap;

pub use roles::Role;

use jiff::civil::Date;

use crate::audience::Audience;
use crate::date::{self, DateStyle};
use crate::diag::{Code, Finding, Level, catalogue as code};
use crate::front::{self, Key, Keys, Reader, Shape, Spanned, alias, key};
use crate::language;
use crate::source::{Place, SourceId, Sources, Span};

pub const FILE: &str = "krijt.yaml";

#[derive(Debug, Default)]
pub struct Config {
    pub school: School,
    pub site: SiteConfig,
    pub year: Option<String>,
    pub week: Option<Week>,
    pub holidays: Vec<Holiday>,
    /// Every how many years there is an evening for parents.
    pub evening_interval: Option<Spanned<i64>>,
    /// Things and rooms that there is one of, for all groups.
    pub shared: Vec<String>,
    /// How many characters a message for the parents' app may have.
    pub message_length: Option<i64>,
    /// The hand-outs that each deck gets, by how many slides a sheet holds: those that the school names, else one.
    pub slides_per_sheet: Vec<&'static str>,
    /// The day that a school which is an example lives on.
    pub today: Option<Date>,
    /// The roles that `wie` can name.
    pub roles: BTreeMap<String, Role>,
    /// Those that the school names; where it names none, those that it needs.
    pub editions: Option<Vec<Audience>>,
    pub levels: Levels,
    /// Something in the file is wrong: what depends on it is not reported again.
    pub broken: bool,
}

#[derive(Debug, Default)]
pub struct School {
    pub name: String,
    pub place: Option<String>,
    pub logo: Option<Spanned>,
    /// Phone numbers and addresses that may stand on the site.
    pub contact: Vec<Spanned>,
}

#[derive(Debug, Default)]
pub struct SiteConfig {
    pub title: Option<String>,
    /// With a `/` at its end.
    pub base_url: Option<String>,
    pub lang: String,
    pub theme: String,
}

#[derive(Debug)]
pub struct Week {
    pub from: Date,
    pub to: Date,
    pub theme: Option<String>,
}

impl Week {
    pub fn holds(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

#[derive(Debug)]
pub struct Holiday {
    pub name: String,
    pub from: Date,
    pub to: Date,
}

/// Levels that `niveaus` gives to codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(&'static str, Level)>);

impl Levels {
    /// Gives every finding its level and leaves out those that are switched off.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.0.is_empty() {
            return;
        }
        findings.retain_mut(|finding| {
            if finding.allowed.is_some() {
                return true; // kept to be counted
            }
            if let Some((_, level)) = self.0.iter().find(|(id, _)| *id == finding.code.id) {
                finding.level = *level;
            }
            finding.level != Level::Off
        });
    }

    pub fn is_off(&self, code: &Code) -> bool {
        self.0.iter().any(|(id, level)| *id == code.id && *level == Level::Off)
    }
}

pub const KEYS: Keys = keys(
    &[&[
        key("school", Shape::Mapping(&SCHOOL), "De school.", "The school."),
        key("site", Shape::Mapping(&SITE), "De site.", "The site."),
        key("schooljaar", Shape::Text, "Het schooljaar, zoals `2026-2027`.", "The school year, such as `2026-2027`."),
        key(
            "week_van_de_mediawijsheid",
            Shape::Mapping(&WEEK),
            "Wanneer de Week van de Mediawijsheid is.",
            "When the Dutch Media Literacy Week is.",
        ),
        key("vakanties", Shape::Mappings(&HOLIDAY), "De vakanties van de school.", "The holidays of the school."),
        key(
            "gedeeld",
            Shape::Texts,
            "Spullen en lokalen waar er één van is, zoals `[Tabletkar, Speelzaal]`. Staat zo'n woord bij `materiaal` van twee lessen op hetzelfde moment, dan zegt krijt dat.",
            "Things and rooms that there is one of, such as `[Tabletkar, Speelzaal]`. Where such a word stands at `materiaal` of two lessons at one time, krijt says so.",
        ),
        key(
            "rollen",
            Shape::Labels(&roles::KEYS),
            "Eigen rollen voor `wie:`, met hoe ze op de site heten: `conrector: {naam: Conrector, is: medewerker}`.",
            "Roles of your own for `wie:`, with their names on the site: `conrector: {naam: Conrector, is: medewerker}`.",
        ),
        key(
            "themaavond_interval",
            Shape::Number { min: 1, max: 10 },
            "Om de hoeveel jaar er een thema-avond is.",
            "Every how many years there is a theme evening.",
        ),
        key(
            "vandaag",
            Shape::Date,
            "Alleen voor een school die een voorbeeld is: de dag waarop ze leeft. Anders is het gewoon vandaag.",
            "Only for a school that is an example: the day that it lives on. Otherwise it is simply today.",
        ),
        key(
            "bericht_tekens",
            Shape::Number { min: 100, max: 5000 },
            "Hoe lang het bericht voor de ouderapp mag zijn, in tekens. Zonder deze sleutel: 300.",
            "How long the message for the parents' app may be, in characters. Without this key: 300.",
        ),
        key(
            "dias_per_blad",
            Shape::SomeOf(&["2", "3", "6"]),
            "Hand-outs om uit te delen: hoeveel dia's er op een blad staan, zoals `[2, 3, 6]`. Zonder deze sleutel: 3, met lijnen om op te schrijven.",
            "Hand-outs to give out: how many slides a sheet holds, such as `[2, 3, 6]`. Without this key: 3, with lines to write on.",
        ),
        key(
            "edities",
            Shape::SomeOf(Audience::WORDS),
            "Welke edities krijt maakt. Zonder deze sleutel: `public` en `team`, en `mr` als daar iets voor is.",
            "Which editions krijt makes. Without this key: `public` and `team`, and `mr` where there is something for it.",
        ),
        key(
            "niveaus",
            Shape::Levels,
            "Hoe zwaar een melding telt: `fout`, `waarschuwing` of `uit`.",
            "How much a message weighs: `fout` (error), `waarschuwing` (warning) or `uit` (off).",
        ),
    ]],
    &["school"],
);
const SCHOOL: Keys = keys(
    &[&[
        alias("naam", &["name"], Shape::Text, "De naam van de school.", "The name of the school."),
        key("plaats", Shape::Text, "De plaats.", "The town."),
        key(
            "logo",
            Shape::Text,
            "Een afbeelding in `content/`, zoals `logo.svg`.",
            "An image in `content/`, such as `logo.svg`.",
        ),
        key(
            "contact",
            Shape::Texts,
            "Oud: nummers en mailadressen van de school. Zet ze per rol in `content/data/contacten.yaml`.",
            "Old: numbers and mail addresses of the school. Put them by role into `content/data/contacten.yaml`.",
        ),
    ]],
    &["naam"],
);
const SITE: Keys = keys(
    &[&[
        alias(
            "titel",
            &["title"],
            Shape::Text,
            "De titel van de site, als die anders is dan de naam van de school.",
            "The title of the site, if it differs from the name of the school.",
        ),
        alias(
            "basis_url",
            &["base_url"],
            Shape::Web,
            "Het webadres waar de site komt te staan, met `https://`.",
            "The web address where the site will be, with `https://`.",
        ),
        key(
            "taal",
            Shape::Language,
            "De taal van de site. Zonder deze sleutel: `nl`.",
            "The language of the site. Without this key: `nl`.",
        ),
        key(
            "thema",
            Shape::Text,
            "De map in `themes/` met het uiterlijk. Zonder deze sleutel: `krijt`.",
            "The folder in `themes/` with the looks. Without this key: `krijt`.",
        ),
    ]],
    &[],
);
const WEEK: Keys = keys(
    &[&[
        key("van", Shape::Date, "De eerste dag.", "The first day."),
        key("tot", Shape::Date, "De laatste dag.", "The last day."),
        key("thema", Shape::Text, "Het thema van dit jaar.", "The theme of this year."),
    ]],
    &[],
);
const HOLIDAY: Keys = keys(
    &[&[
        key("naam", Shape::Text, "Welke vakantie, zoals `herfstvakantie`.", "Which holiday, such as `herfstvakantie`."),
        key("van", Shape::Date, "De eerste vrije dag.", "The first day off."),
        key("tot", Shape::Date, "De laatste vrije dag.", "The last day off."),
    ]],
    &["naam"],
);

const fn keys(tables: &'static [&'static [Key]], required: &'static [&'static str]) -> Keys {
    Keys { owner: "config", tables, required }
}

/// The words of `niveaus`, Dutch first.
pub const LEVELS: &[(&str, Level)] = &[
    ("fout", Level::Error),
    ("waarschuwing", Level::Warning),
    ("uit", Level::Off),
    ("error", Level::Error),
    ("warning", Level::Warning),
    ("off", Level::Off),
];

/// Reads the configuration. Findings are never fatal: what cannot be read keeps its default.
pub fn read(sources: &Sources) -> (Config, Vec<Finding>) {
    let mut config = Config {
        site: SiteConfig { lang: "nl".into(), theme: "krijt".into(), ..SiteConfig::default() },
        roles: roles::built_in("nl"),
        slides_per_sheet: vec!["3"],
        broken: true,
        ..Config::default()
    };
    let Some(id) = sources.find(FILE) else {
        return (config, vec![Finding::about(&code::CONFIG_MISSING, FILE).with("path", FILE)]);
    };
    let source = sources.get(id);
    if source.broken {
        return (config, Vec::new());
    }
    let (front, mut findings) = front::parse(id, &source.text, whole(&source.text), front::LIMIT);
    if let Some(front) = front {
        let mut reader = Reader::new(&front, KEYS);
        config.fill(&mut reader);
        findings.extend(reader.finish());
        config.broken = false;
    }
    config.broken |= findings.iter().any(Finding::is_error);
    (config, findings)
}

/// A week or a holiday that ends before it begins.
fn backwards(reader: &mut Reader<'_>, from: Option<Date>, to: Option<Date>) {
    let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) else { return };
    let place = reader.place("tot").unwrap_or(reader.whole());
    let (from, to) = (from.to_string(), to.to_string());
    let both = reader.place("van").map_or(place.span, |van| van.span);
    let both = Span { start: both.start.min(place.span.start), end: both.end.max(place.span.end) };
    let fix = reader.swapped(Place { span: both, ..place }, &from, &to);
    let finding = Finding::new(&code::PERIOD_BACKWARDS, place).with("from", from).with("to", to);
    reader.report(finding.fixed_by(fix));
}

/// A school year is two years that follow each other.
fn school_year(reader: &mut Reader<'_>) -> Option<String> {
    let item = reader.text_item("schooljaar")?;
    let years: Vec<i32> =
        item.value.split(|c: char| !c.is_ascii_digit()).filter_map(|year| year.parse().ok()).collect();
    let full = |year: i32| if year < 100 { 2000 + year } else { year };
    let right = match years[..] {
        [first] | [first, _] => format!("{}-{}", full(first), full(first) + 1),
        _ => String::new(),
    };
    if item.value != right {
        let fix = reader.reword(item.place, &item.value, Some(right.as_str()).filter(|right| !right.is_empty()));
        reader.report(Finding::new(&code::BAD_SCHOOL_YEAR, item.place).with("value", &*item.value).fixed_by(fix));
    }
    Some(item.value)
}

/// The edition that people have another word for. For the public one only words that are its name in Dutch.
fn meant_by(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "publiek" | "openbaar" => Some("public"),
        "medezeggenschapsraad" | "raad" | "council" => Some("mr"),
        "leerkrachten" | "leraren" | "personeel" | "intern" | "staff" | "teachers" => Some("team"),
        _ => None,
    }
}

/// The span of a whole YAML file, without a `---` on its first line.
pub fn whole(text: &str) -> Span {
    let start = text.strip_prefix("---\n").map_or(0, |_| 4);
    Span::new(start..text.len())
}

impl Config {
    /// The holiday that a day is in.
    pub fn holiday(&self, day: Date) -> Option<&str> {
        self.holidays.iter().find(|row| (row.from..=row.to).contains(&day)).map(|row| row.name.as_str())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) {
        match reader.mapping("school") {
            Some(mut school) => {
                self.school.name = school.required("naam", None).unwrap_or_default();
                self.school.place = school.text("plaats");
                self.school.logo = school.text_item("logo");
                self.school.contact = school.list("contact");
                school.finish().into_iter().for_each(|finding| reader.report(finding));
            }
            None if reader.has("school") => {}
            None => reader.missing("school", Some("{naam: …}")),
        }
        if let Some(mut site) = reader.mapping("site") {
            self.site(&mut site);
            site.finish().into_iter().for_each(|finding| reader.report(finding));
        }
        if let Some(mut week) = reader.mapping("week_van_de_mediawijsheid") {
            let (from, to) = (week.date("van"), week.date("tot"));
            let theme = week.text("thema");
            backwards(&mut week, from, to);
            if let Some((from, to)) = from.zip(to) {
                self.week = Some(Week { from, to, theme });
            }
            week.finish().into_iter().for_each(|finding| reader.report(finding));
        }
        for mut holiday in reader.mappings("vakanties") {
            let name = holiday.required("naam", None);
            let (from, to) = (holiday.date("van"), holiday.date("tot"));
            backwards(&mut holiday, from, to);
            if let Some((name, from)) = name.zip(from) {
                self.holidays.push(Holiday { name, from, to: to.unwrap_or(from) });
            }
            holiday.finish().into_iter().for_each(|finding| reader.report(finding));
        }
        self.shared = reader.list("gedeeld").into_iter().map(|item| item.value).collect();
        self.year = school_year(reader);
        let interval = reader.number("themaavond_interval").zip(reader.place("themaavond_interval"));
        self.evening_interval = interval.map(|(value, place)| Spanned { value, place });
        self.message_length = reader.number("bericht_tekens");
        if reader.has("dias_per_blad") {
            self.slides_per_sheet = reader.some_of("dias_per_blad");
        }
        self.today = reader.date("vandaag");
        self.roles(reader);
        self.editions(reader);
        self.levels(reader);
    }

    fn site(&mut self, site: &mut Reader<'_>) {
        self.site.title = site.text("titel");
        if let Some(lang) = site.text_item("taal") {
            match language::tag(&lang.value) {
                Some(tag) => self.site.lang = tag.to_string(),
                None => site.unknown_choice("taal", &lang, &["nl", "en", "fy"]),
            }
        }
        if let Some(theme) = site.text("thema") {
            self.site.theme = theme;
        }
        if let Some(url) = site.text_item("basis_url") {
            let is_web = url.value.starts_with("https://") || url.value.starts_with("http://");
            if is_web && !url.value.contains(['"', '<', '>', ' ', '\\', '?', '#']) {
                self.site.base_url = Some(format!("{}/", url.value.trim_end_matches('/')));
            } else {
                let near = format!("https://{}/", url.value.trim_end_matches('/'));
                let is_host = url.value.contains('.') && !url.value.contains([':', ' ', '"', '<', '\\', '?', '#']);
                let fix = site.reword(url.place, &url.value, Some(near.as_str()).filter(|_| is_host));
                let finding = Finding::new(&code::UNKNOWN_CHOICE, url.place).with("key", "basis_url");
                let finding = finding.with("value", &*url.value).with("options", "https://…/");
                site.report(finding.fixed_by(fix));
            }
        }
    }

    /// A school may keep to the team's edition. Where that cannot be read, a public one must not come of it.
    fn editions(&mut self, reader: &mut Reader<'_>) {
        let Some(place) = reader.key_place("edities") else { return };
        let mut editions = Vec::new();
        let words = if reader.has("edities") { reader.list("edities") } else { Vec::new() };
        let strange = words.iter().find(|word| Audience::of(&word.value).is_none());
        if strange.is_some() || words.is_empty() {
            let fix = strange.and_then(|word| reader.reword(word.place, &word.value, meant_by(&word.value)));
            let finding = Finding::new(&code::EDITIONS_UNCLEAR, strange.map_or(place, |word| word.place));
            reader.report(finding.maybe("value", strange.map(|word| word.value.clone())).fixed_by(fix));
        }
        editions.extend(words.iter().filter_map(|word| Audience::of(&word.value)));
        if strange.is_some() || editions.is_empty() {
            editions.push(Audience::Team);
            editions.retain(|audience| *audience == Audience::Team);
        }
        editions.sort();
        editions.dedup();
        self.editions = Some(editions);
    }

    fn levels(&mut self, reader: &mut Reader<'_>) {
        for (name, level) in reader.free("niveaus") {
            let row: Option<&'static Code> = code::find(&name.value);
            let Some(row) = row else {
                let suggestion = code::closest(&name.value).map(|code| code.id);
                let fix = reader.reword(name.place, &name.value, suggestion);
                let finding = Finding::new(&code::UNKNOWN_LEVEL_CODE, name.place)
                    .with("code", name.value)
                    .maybe("suggestion", suggestion.filter(|_| fix.is_none()));
                reader.report(finding.fixed_by(fix));
                continue;
            };
            let Some((_, wanted)) = LEVELS.iter().find(|(word, _)| *word == level.value) else {
                reader.unknown_choice(row.id, &level, &["fout", "waarschuwing", "uit"]);
                continue;
            };
            if row.fixed && *wanted < row.level {
                reader.report(Finding::new(&code::LEVEL_IS_FIXED, name.place).with("code", row.id));
            } else {
                self.levels.0.push((row.id, *wanted));
            }
        }
    }

    pub fn title(&self) -> String {
        self.site.title.clone().unwrap_or_else(|| self.school.name.clone())
    }

    /// The value of `{{ name }}` in a text of this language.
    pub fn variable(&self, name: &str, lang: &str) -> Option<String> {
        let day = |date: Date| date::words(date, lang, DateStyle::Day);
        match name {
            "school.naam" => Some(self.school.name.clone()),
            "school.plaats" => self.school.place.clone(),
            "site.titel" => Some(self.title()),
            "site.basis_url" => self.site.base_url.clone(),
            "schooljaar" => self.year.clone(),
            "themaavond_interval" => self.evening_interval.as_ref().map(|years| years.value.to_string()),
            "week_van_de_mediawijsheid.van" => self.week.as_ref().map(|week| day(week.from)),
            "week_van_de_mediawijsheid.tot" => self.week.as_ref().map(|week| day(week.to)),
            "week_van_de_mediawijsheid.thema" => self.week.as_ref().and_then(|week| week.theme.clone()),
            _ => self.roles.get(name.strip_prefix("rollen.")?).map(|role| role.label.clone()),
        }
    }

    /// The names of all variables, for a suggestion.
    pub const VARIABLES: &'static [&'static str] = &[
        "school.naam",
        "school.plaats",
        "site.titel",
        "site.basis_url",
        "schooljaar",
        "themaavond_interval",
        "week_van_de_mediawijsheid.van",
        "week_van_de_mediawijsheid.tot",
        "week_van_de_mediawijsheid.thema",
    ];

    pub fn source(sources: &Sources) -> Option<SourceId> {
        sources.find(FILE)
    }
}
