//! Cards from the protocol: the steps at an incident, and what each role does. They are made of the rules themselves, so
//! that no card can say anything else than the protocol; [`of`] gives what both its page and its PDF show.

use serde::Serialize;

use super::Output;
use super::lessons::crumbs;
use super::protocol::{PATH, docs, first_words};
use super::stage::{Facts, Stage};
use crate::body::blocks::MOMENTS;
use crate::data::Helpline;
use crate::date::{self, Style};
use crate::diag::Finding;
use crate::doc::{Charter, DocId, Rule};
use crate::html::{Page, moment, phone_address};
use crate::plan::{Job, Planner, Subject};
use crate::site::View;

/// The card with the steps, without the ending of its file.
pub const STEPS: &str = "protocol/stappenkaart";
const STEPS_TITLE: &str = "Stappenkaart bij een voorval";

/// Whom a school may have to call on the day itself.
const TO_CALL: &[&str] =
    &["alarm", "politie", "helpwanted", "veiligthuis", "vertrouwensinspecteur", "schoolenveiligheid"];

/// What stands on a card.
pub struct Card<'a> {
    pub title: &'a str,
    /// Whose card it is; none for the steps, which are for all.
    pub role: Option<&'a str>,
    pub rules: Vec<Row<'a>>,
    /// Some of its rules are for the team alone.
    pub team: bool,
    pub help: Vec<&'a Helpline>,
}

/// A rule as a card shows it.
#[derive(Serialize)]
pub struct Row<'a> {
    pub number: &'a str,
    pub text: String,
    pub who: String,
    /// One of [`MOMENTS`]; none for what holds always.
    pub when: Option<&'a str>,
    /// Where the rule stands on the page of the protocol.
    pub path: String,
}

/// The rules that come out in this edition, in the order of their numbers.
fn rules<'a>(view: &'a View<'a>) -> impl Iterator<Item = (DocId, &'a Rule)> {
    docs(view).into_iter().flat_map(move |id| {
        let rules = view.site.doc(id).facets.rules.iter().flatten();
        rules.filter(|rule| view.is_team() || !rule.team_only).map(move |rule| (id, rule))
    })
}

/// The card of a role, without the ending of its file.
fn stem(role: &str) -> String {
    format!("protocol/kaart-{}", crate::slug::of_text(role))
}

/// The cards of this edition, without the ending of their files: the steps first.
pub fn stems(view: &View<'_>) -> Vec<String> {
    let mut stems: Vec<String> = rules(view).flat_map(|(_, rule)| rule.who.iter().map(|role| stem(role))).collect();
    stems.sort();
    stems.dedup();
    if rules(view).any(|(_, rule)| rule.when.is_some()) {
        stems.insert(0, STEPS.to_string());
    }
    stems
}

/// What stands on the card of this name.
pub fn of<'a>(stage: &Stage<'a>, name: &str) -> Option<Card<'a>> {
    let view = stage.view();
    let config = view.site.config;
    let row = |(id, rule): (DocId, &'a Rule)| {
        let who: Vec<&str> = rule.who.iter().map(|role| config.role(role)).collect();
        Some(Row {
            number: &view.site.rules.get(&rule.id)?.number,
            text: first_words(stage, id, rule.at),
            who: who.join(", "),
            when: rule.when.as_deref(),
            path: format!("{}#{}", view.site.route(id).path, rule.id),
        })
    };
    let lines = view.site.data.helplines.rows.iter();
    let help: Vec<_> = lines.filter(|line| TO_CALL.contains(&line.id.as_str()) && line.phone.is_some()).collect();
    let card = |title, role, rules: Vec<(DocId, &'a Rule)>| {
        let is_of_team = |(id, rule): &(DocId, &Rule)| rule.team_only || view.site.hiding(*id).is_of_team();
        let team = rules.iter().any(is_of_team);
        Card { title, role, rules: rules.into_iter().filter_map(row).collect(), team, help }
    };
    if name == STEPS {
        let timed = rules(view).filter(|(_, rule)| rule.when.is_some());
        return Some(card(STEPS_TITLE, None, timed.collect()));
    }
    let role = role(view, name)?;
    let own = rules(view).filter(|(_, rule)| rule.who.iter().any(|role| stem(role) == name));
    Some(card(role, Some(role), own.collect()))
}

/// What the role of the card of this name is called.
fn role<'a>(view: &'a View<'a>, name: &str) -> Option<&'a str> {
    let role = rules(view).flat_map(|(_, rule)| &rule.who).find(|role| stem(role) == name)?;
    Some(view.site.config.role(role))
}

/// What a card is called where it stands among other pages.
pub fn title(view: &View<'_>, name: &str) -> Option<String> {
    if name == STEPS { Some(STEPS_TITLE.to_string()) } else { Some(format!("Kaart: {}", role(view, name)?)) }
}

/// The document that cards belong to.
pub fn subject(view: &View<'_>) -> Subject {
    view.site.order.charter.filter(|id| view.shows(*id)).map_or(Subject::Site, Subject::Doc)
}

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    for name in stems(planner.view) {
        planner.add(format!("{name}.html"), output, subject(planner.view));
    }
}

#[derive(Serialize)]
pub struct CardLink {
    title: String,
    path: String,
}

/// The pages of all cards.
pub fn links(stage: &Stage<'_>) -> Vec<CardLink> {
    let view = stage.view();
    let link = |name: String| Some(CardLink { title: title(view, &name)?, path: format!("{name}.html") });
    stems(view).into_iter().filter_map(link).collect()
}

#[derive(Serialize)]
struct Moment<'a> {
    key: &'static str,
    name: &'static str,
    rules: Vec<&'a Row<'a>>,
}

#[derive(Serialize)]
struct CallRow<'a> {
    name: &'a str,
    phone: &'a str,
    href: String,
}

#[derive(Serialize)]
struct CardFacts<'a> {
    title: &'a str,
    role: Option<&'a str>,
    moments: Vec<Moment<'a>>,
    always: Vec<&'a Row<'a>>,
    team: bool,
    help: Vec<CallRow<'a>>,
    /// How much room the rules take, in thirds of a line.
    load: usize,
    version: Option<&'a str>,
    review_by: Option<String>,
    protocol: &'static str,
}

pub fn render(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let view = stage.view();
    let name = path.trim_end_matches(".html");
    let (Some(card), Some(title)) = (of(stage, name), title(view, name)) else { return Ok(()) };
    let doc = match job.subject {
        Subject::Doc(id) => Some(view.site.doc(id)),
        _ => None,
    };
    let charter: Option<&Charter> = doc.and_then(|doc| doc.facets.charter.as_deref());
    let lang = &view.site.config.site.lang;
    let of_moment = |when: Option<&str>| card.rules.iter().filter(|row| row.when == when).collect::<Vec<_>>();
    let moments = MOMENTS.iter().map(|key| Moment { key, name: moment(key), rules: of_moment(Some(key)) });
    let facts_of_card = CardFacts {
        title: card.title,
        role: card.role,
        moments: moments.filter(|moment| !moment.rules.is_empty()).collect(),
        always: of_moment(None),
        team: card.team,
        help: card.help.iter().filter_map(|line| call_row(line)).collect(),
        load: load(&card),
        version: charter.and_then(|charter| charter.version.as_deref()),
        review_by: charter.and_then(|charter| charter.review_by).map(|day| date::words(day, lang, Style::Day)),
        protocol: PATH,
    };
    let facts = Facts { title: &title, crumbs: crumbs(&[("Protocol", PATH), (&title, path)]), doc, ..Facts::default() };
    stage.page("card.html", &Page::new(path), facts, out, |context| {
        context.insert("card", &facts_of_card);
    })
}

/// How much room the rules take, in thirds of a line: each has its lines, and a little between it and the next.
fn load(card: &Card<'_>) -> usize {
    // Letters in a line: beside each rule of the steps stands who does it.
    let width = if card.role.is_some() { 66 } else { 46 };
    card.rules.iter().map(|row| 3 * row.text.chars().count().div_ceil(width) + 1).sum()
}

fn call_row(line: &Helpline) -> Option<CallRow<'_>> {
    let phone = line.phone.as_deref()?;
    Some(CallRow { name: &line.name, phone, href: phone_address(phone) })
}
