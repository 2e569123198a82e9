//! A lesson: phases with minutes, goals, what to get ready.

use jiff::civil::Date;

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::body::blocks::PHASE;
use crate::body::{self, Attrs, Tag};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::{Facets, Lesson, Phase, Readers};
use crate::front::{Key, Reader, Shape, Spanned, alias, key};

const KEYS: &[Key] = &[
    alias(
        "groepen",
        &["groups"],
        Shape::Groups,
        "Voor welke groepen de les is, zoals `[5, 6]` of `5-6`. Staat er niets, dan die van de module.",
        "For which groups the lesson is, such as `[5, 6]` or `5-6`. Without it: those of the module.",
    ),
    alias(
        "duur",
        &["duration"],
        MINUTES_OF_LESSON,
        "Hoeveel minuten de les duurt. De minuten achter de kopjes tellen samen op tot dit getal.",
        "How many minutes the lesson takes. The minutes behind the headings add up to this number.",
    ),
    key(
        "teaching",
        MINUTES_OF_PART,
        "Minuten uitleg, in lessen uit The Carpentries. Schrijf in eigen lessen `duur`.",
        "Minutes of teaching, in lessons of The Carpentries. Write `duur` in lessons of your own.",
    ),
    key(
        "exercises",
        MINUTES_OF_PART,
        "Minuten oefenen, in lessen uit The Carpentries. Schrijf in eigen lessen `duur`.",
        "Minutes of exercises, in lessons of The Carpentries. Write `duur` in lessons of your own.",
    ),
    key(
        "doelen",
        Shape::Texts,
        "Wat kinderen na de les kunnen of weten, in hun eigen taal: Ik kan …",
        "What children can do or know after the lesson, in their own words: Ik kan …",
    ),
    key(
        "kerndoelen",
        Shape::Texts,
        "Codes van kerndoelen, zoals `[22B, 22D]`: die van SLO, en die uit `content/data/kerndoelen.yaml`.",
        "Codes of goals, such as `[22B, 22D]`: those of SLO, and those in `content/data/kerndoelen.yaml`.",
    ),
    key(
        "competenties",
        Shape::SomeOf(COMPETENCES),
        "Competenties van mediawijsheid waar de les aan werkt.",
        "Competences of media literacy that the lesson works on.",
    ),
    key("materiaal", Shape::Texts, "Wat er klaar moet liggen.", "What must be ready on the table."),
    key("voorbereiding", Shape::Texts, "Wat de leerkracht vooraf doet.", "What the teacher does beforehand."),
    key(
        "begrippen",
        Shape::Texts,
        "Woorden uit `content/data/begrippen.yaml` die in de les aan bod komen.",
        "Words from `content/data/begrippen.yaml` that the lesson is about.",
    ),
    key(
        "protocol",
        Shape::Texts,
        "Regels uit het protocol die bij de les horen: de naam achter `#` bij de regel.",
        "Rules of the protocol that go with the lesson: the name behind `#` at the rule.",
    ),
    key(
        "thema",
        Shape::Text,
        "Het thema van de les, voor het overzicht.",
        "The theme of the lesson, for the overview.",
    ),
    alias(
        "lijnen",
        &["lijn", "lines"],
        Shape::Texts,
        "De lijnen door alle groepen waar de les bij hoort, zoals `[Balans, Hulp]`. De dekking zegt welke groep een lijn mist.",
        "The lines through all groups that the lesson belongs to, such as `[Balans, Hulp]`. Coverage says which group lacks one.",
    ),
    alias(
        "dag",
        &["day"],
        Shape::Date,
        "Op welke dag de les is, zoals `2026-11-09`. Dan staat hij in het weekplan. De eerste nieuwsbrief daarna vertelt wat ouders er thuis over kunnen vragen.",
        "On which day the lesson is, such as `2026-11-09`. It then stands in the plan of the Week. The first newsletter after it tells what parents can ask at home.",
    ),
    key(
        "om",
        Shape::Time,
        "Hoe laat de les op die dag begint, tussen aanhalingstekens: `\"10:30\"`. Alleen nodig als lessen elkaar in de weg zitten.",
        "At what time the lesson begins on that day, in quotes: `\"10:30\"`. Only needed where lessons are in each other's way.",
    ),
    key(
        "invaller",
        Shape::Text,
        "Wat een invaller in drie zinnen moet weten. Dit staat op de invalkaart, alleen voor het team.",
        "What a substitute must know in three sentences. It stands on the card for substitutes, for the team only.",
    ),
];

const MINUTES_OF_LESSON: Shape = Shape::Number { min: 1, max: 480 };
const MINUTES_OF_PART: Shape = Shape::Number { min: 0, max: 480 };

/// The eight competences of the Mediawijsheid Competentiemodel 2021 (Netwerk Mediawijsheid).
const COMPETENCES: &[&str] =
    &["Bedienen", "Exploreren", "Vinden", "Creëren", "Verbinden", "Discussiëren", "Doorgronden", "Reflecteren"];

pub const KIND: DocKind = DocKind {
    name: "lesson",
    word: "les",
    aliases: &[],
    called: ["Les", "Lesson"],
    collection: Some(&collection::LESSONS),
    new: FirstText {
        about: ["een les", "a lesson"],
        text: include_str!("../scaffold/new/les.md"),
        spot: Location::Lesson,
        first: None,
    },
    readers: Readers::Team,
    goes_stale: false,
    files: "content/lessen/<module>/<nummer>-<naam>.md",
    about: ["Een les met fasen, dia's en een werkblad.", "A lesson with phases, slides and a worksheet."],
    matches: |path| collection::LESSONS.holds(path) && path.matches('/').count() >= 2 && !super::is_index(path),
    translated: |_| false,
    tables: &[common::KEYS, KEYS],
    required: &["titel"],
    lower,
};

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    let minutes = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    let own = minutes(lowering.reader.number("duur"));
    let phases = phases(lowering, own);
    let has_lost_phase = has_lost_phase(lowering);
    let reader = &mut *lowering.reader;
    // The lesson model of The Carpentries: minutes of teaching and of exercises.
    let parts = [minutes(reader.number("teaching")), minutes(reader.number("exercises"))];
    let foreign = parts.iter().flatten().copied().reduce(|a, b| a + b);
    let sum: u32 = phases.iter().map(|phase| phase.minutes).sum();
    let total = own.or(foreign);
    if let Some(total) = total.filter(|total| !phases.is_empty() && *total != sum) {
        let place = ["duur", "teaching", "exercises"].iter().find_map(|key| reader.place(key));
        let fix = reader
            .place("duur")
            .filter(|_| !has_lost_phase)
            .and_then(|place| reader.reword(place, &total.to_string(), Some(sum.to_string().as_str())));
        let finding = Finding::new(&code::PHASES_DO_NOT_ADD_UP, place.unwrap_or(reader.whole()))
            .with("sum", sum.to_string())
            .with("duration", total.to_string());
        reader.report(finding.fixed_by(fix));
    }
    let competences = reader.some_of("competenties");
    let lesson = Lesson {
        groups: common::groups(reader),
        minutes: total.or((sum > 0).then_some(sum)),
        goals: common::texts(reader, "doelen"),
        core_goals: reader.list("kerndoelen"),
        competences: competences.into_iter().map(str::to_string).collect(),
        materials: common::texts(reader, "materiaal"),
        preparation: common::texts(reader, "voorbereiding"),
        terms: reader.list("begrippen"),
        rules: reader.list("protocol"),
        theme: reader.text("thema"),
        lines: lines(reader),
        day: day(reader),
        start: reader.time("om").map(|time| time.value),
        substitute: reader.text_item("invaller"),
        phases,
    };
    Facets { lesson: Some(Box::new(lesson)), ..Facets::default() }
}

fn day(reader: &mut Reader<'_>) -> Option<Spanned<Date>> {
    let value = reader.date("dag")?;
    reader.place("dag").map(|place| Spanned { value, place })
}

/// Each in a text of its own, or several with commas between them.
fn lines(reader: &mut Reader<'_>) -> Vec<String> {
    let items = common::texts(reader, "lijnen");
    let lines = items.iter().flat_map(|item| item.split(',')).map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_string).collect()
}

/// The `##` headings outside blocks, when they carry minutes: all of them, or none.
fn phases(lowering: &mut Lowering<'_, '_>, total: Option<u32>) -> Vec<Phase> {
    let body = lowering.body;
    let headings: Vec<_> = body
        .roots()
        .filter_map(|id| match body.tag(id) {
            Tag::Heading { level: 2, info } => Some((id, body.headings[info as usize].attrs())),
            _ => None,
        })
        .collect();
    let title = |heading| body::plain(body, lowering.text, body.subtree(heading));
    let is_timed = |(heading, attrs): &(_, &Attrs)| attrs.has("duur") || minutes_in(&title(*heading)).is_some();
    if !headings.iter().any(is_timed) {
        return Vec::new();
    }
    if let Some(finding) = bold_phase(lowering) {
        lowering.reader.report(finding);
        return Vec::new();
    }
    let mut phases = Vec::new();
    let mut from = 0u32;
    for &(heading, attrs) in &headings {
        let title = title(heading);
        let Some(minutes) = attrs.value("duur") else {
            // What was meant as its minutes has a finding of its own.
            if attrs.pairs.iter().any(|pair| pair.key != "duur" && body::means_minutes(&pair.key)) {
                return Vec::new();
            }
            let place = lowering.place(body.span(heading));
            let place = crate::source::Place { span: trimmed(lowering.text, place.span), ..place };
            let said = &lowering.text[place.span.range()];
            let typed = TypedHeading::of(said, &title);
            let line = |title: &str, minutes: u64| {
                let name = typed.as_ref().map_or("", |typed| &typed.name);
                Fix::guess(place.span, format!("## {title} {{{name}duur={minutes}}}"))
            };
            let words = typed.as_ref().map_or(title.as_str(), |typed| typed.words);
            let minutes: Vec<_> = headings.iter().map(|(_, attrs)| attrs.value("duur")).collect();
            let (fix, left) = match minutes_in(words) {
                Some((short, minutes)) => (Some(line(&short, u64::from(minutes))), None),
                None => match what_is_left(total, &minutes) {
                    Some(Left::Share(share)) => (Some(line(words, share)), None),
                    Some(Left::Nothing(sum, total)) => (None, Some((sum, total))),
                    None => (None, None),
                },
            };
            // Hyphens right below a text make it a heading, also where a line on the page was meant.
            let rule =
                said.split_once('\n').filter(|(_, rule)| left.is_some() && rule.bytes().all(|byte| byte == b'-'));
            if let Some((words, rule)) = rule {
                let fix = Fix::guess(place.span, format!("{words}\n\n{rule}"));
                let finding = Finding::new(&code::PHASE_WITHOUT_MINUTES, place).with("phase", title).with("rule", rule);
                lowering.reader.report(finding.fixed_by(fix));
                return Vec::new();
            }
            let finding = Finding::new(&code::PHASE_WITHOUT_MINUTES, place)
                .with("phase", title)
                .maybe("sum", left.map(|(sum, _)| sum.to_string()))
                .maybe("duration", left.map(|(_, total)| total.to_string()));
            lowering.reader.report(finding.fixed_by(fix.filter(|_| typed.is_some())));
            return Vec::new();
        };
        // A value that is no number has its own finding, from the parser.
        let Ok(minutes) = minutes.parse::<u32>() else { return Vec::new() };
        phases.push(Phase { at: body.span(heading).start, title, from, minutes, droppable: attrs.has("mag-weg") });
        from = from.saturating_add(minutes);
    }
    phases
}

/// Is there a line that was meant as the heading of a phase, with its minutes, and is none: `##Start {duur=10}`?
fn has_lost_phase(lowering: &Lowering<'_, '_>) -> bool {
    let body = lowering.body;
    let mut texts =
        body.roots().filter(|id| body.tag(*id) == Tag::Paragraph).map(|id| &lowering.text[body.span(id).range()]);
    texts.any(|text| text.starts_with('#') && text.lines().next().is_some_and(|line| line.contains("{duur=")))
}

/// A line in bold with minutes, `**Start (10 minuten)**`, beside headings that are phases: one as well.
fn bold_phase(lowering: &Lowering<'_, '_>) -> Option<Finding> {
    let body = lowering.body;
    body.roots().filter(|id| body.tag(*id) == Tag::Paragraph).find_map(|id| {
        let place = lowering.place(body.span(id));
        let place = crate::source::Place { span: trimmed(lowering.text, place.span), ..place };
        let said = lowering.text[place.span.range()].strip_prefix("**")?.strip_suffix("**")?;
        let (words, minutes) = minutes_in(said).filter(|_| !said.contains(['*', '\n']))?;
        let fix = Fix::guess(place.span, format!("## {words} {{duur={minutes}}}"));
        Some(Finding::new(&code::PHASE_WITHOUT_MINUTES, place).with("phase", said).fixed_by(fix))
    })
}

/// The words of a heading as they are typed, and what stands in braces behind them.
struct TypedHeading<'t> {
    words: &'t str,
    /// `#name `, or nothing.
    name: String,
}

impl<'t> TypedHeading<'t> {
    /// Without the signs of bold text around them; `None` where other marks stand in between.
    fn of(said: &'t str, title: &str) -> Option<Self> {
        let words = said.strip_prefix("## ")?.trim();
        let (words, name) = match words.rsplit_once(" {#") {
            Some((words, name)) => (words, format!("#{} ", name.trim_end_matches('}'))),
            None => (words, String::new()),
        };
        let words = words.strip_prefix("**").and_then(|words| words.strip_suffix("**")).unwrap_or(words);
        (words.replace('\'', "’") == title.replace('\'', "’")).then_some(TypedHeading { words, name })
    }
}

/// `Start (10 minuten)`, `Start (10')`, `Start [duur=10]`: the title without its minutes, and how many they are.
fn minutes_in(title: &str) -> Option<(String, u32)> {
    let bare = title.trim_end_matches([')', ']', '}', '.', ' ']);
    let number = bare.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | ' '));
    let short = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let minutes = number[short.len()..].parse().ok().filter(|minutes| (1..=PHASE).contains(minutes))?;
    // `duur = `, behind whatever bracket.
    let key = short.trim_end_matches(['=', ':', ' ']);
    let named = (key.len() < short.trim_end().len())
        .then(|| key.rsplit(['(', '[', '{', ' ']).next().filter(|key| body::means_minutes(key)))
        .flatten();
    let short = match (named, bare[number.len()..].trim()) {
        (Some(named), _) => &key[..key.len() - named.len()],
        (None, "min" | "minuten" | "minuut" | "minutes" | "'" | "’") => short,
        _ => return None,
    };
    let short = short.trim_end_matches(['(', '[', '{', '-', '–', ',', ':', ' ']);
    (!short.is_empty()).then(|| (short.to_string(), minutes))
}

/// What the other phases leave of a lesson.
enum Left {
    /// For each phase without minutes.
    Share(u64),
    /// How long the others take, and the whole lesson.
    Nothing(u64, u32),
}

/// How long a phase may take: its share of what the others leave of the lesson. `minutes` is as written, phase by phase.
/// Shares are rounded down, so that the last phase gets what is over.
fn what_is_left(total: Option<u32>, minutes: &[Option<&str>]) -> Option<Left> {
    let written: Option<Vec<u32>> = minutes.iter().flatten().map(|minutes| minutes.parse().ok()).collect();
    let (total, written) = total.zip(written)?;
    let sum: u64 = written.iter().copied().map(u64::from).sum();
    let without = minutes.iter().filter(|minutes| minutes.is_none()).count().max(1) as u64;
    match u64::from(total).saturating_sub(sum) / without {
        0 => Some(Left::Nothing(sum, total)),
        share => (share <= u64::from(PHASE)).then_some(Left::Share(share)),
    }
}

fn trimmed(text: &str, span: crate::source::Span) -> crate::source::Span {
    let length = text[span.range()].trim_end().len() as u32;
    crate::source::Span { start: span.start, end: span.start + length }
}
