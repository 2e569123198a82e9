//! The page at an incident: somebody chooses what happened and who they are, and sees the steps of the protocol in their order.
//! Nothing of them is taken away by that choice: the steps of others stay, with what protects, and only the steps at another
//! sort of incident are hidden. Without a script all of it is there. What is ticked stays on the page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::{CallRow, CardRule, contact_row, help_row, rule_row};
use super::{Card, Owner, of, owners, stem_of_steps};
use crate::body::blocks::MOMENTS;
use crate::data::IncidentKind;
use crate::diag::Finding;
use crate::doc::{Doc, Incident};
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::in_protocol;
use crate::output::context::{PageMeta, RenderContext};
use crate::output::lessons::crumbs;
use crate::output::protocol::{PATH as PROTOCOL, charter};
use crate::plan::{DocWith, Each, Whole};
use crate::render::moment;

pub const PATH: &str = in_protocol!("voorval/index.html");

pub const INCIDENT: Each = Each::Whole(Whole { paths, doc: charter, texts: |_| Vec::new(), render });

/// The team's letters after an incident.
const LETTERS: &str = "team/brieven-na-een-voorval/index.html";

/// Whom to call in danger, by the name of the help line.
const DANGER: &str = "alarm";

fn paths(edition: &Edition<'_>) -> Vec<String> {
    let has_steps = owners(edition).iter().any(|(_, owner)| matches!(owner, Owner::Steps(_)));
    (has_steps || !edition.incidents().is_empty()).then(|| PATH.to_string()).into_iter().collect()
}

/// What happened.
#[derive(Serialize)]
struct KindRow<'a> {
    id: String,
    name: &'a str,
    about: Option<&'a str>,
    incident: &'static str,
    say: Vec<String>,
    avoid: Vec<String>,
    call: Vec<CallRow<'a>>,
}

/// The steps at a sort of incident, all of them.
#[derive(Serialize)]
struct StepsRow<'a> {
    incident: &'static str,
    title: &'a str,
    boxes: Vec<String>,
    moments: Vec<StepMoment>,
    contacts: Vec<CallRow<'a>>,
}

#[derive(Serialize)]
struct StepMoment {
    name: String,
    steps: Vec<StepRow>,
}

#[derive(Serialize)]
struct StepRow {
    /// For its place on the page.
    id: String,
    /// The roles that do it, as the list of roles has them.
    roles: String,
    rule: CardRule,
}

#[derive(Serialize)]
struct RoleChoice<'a> {
    id: &'a str,
    title: &'a str,
    /// Its card.
    path: String,
}

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let mut page = Page::new(path);
    let roles: Vec<RoleChoice<'_>> = owners(edition).iter().filter_map(choice).collect();
    let by_rule = roles_of_rules(edition);
    let cards: Vec<(Incident, Card<'_>)> =
        Incident::ALL.into_iter().filter_map(|incident| Some((incident, of(ctx, &stem_of_steps(incident))?))).collect();
    let steps: Vec<StepsRow<'_>> =
        cards.iter().map(|(incident, card)| steps(ctx, *incident, card, &by_rule, &mut page)).collect();
    let danger = edition.helplines().iter().find(|line| line.id == DANGER).map(|line| help_row(words, line));
    let letters = ctx.plan.job(LETTERS).and_then(|job| job.work.doc());
    let title = words.text("incident.title");
    let facts = PageMeta {
        title,
        summary: Some(words.text("incident.summary")),
        crumbs: crumbs(words, &[(words.text("protocol.title"), PROTOCOL), (title, path)]),
        doc: own.as_ref().map(|own| own.doc),
        holds_draft: cards.iter().flat_map(|(_, card)| &card.rows).any(|row| edition.is_draft(row.doc)),
        ..PageMeta::default()
    };
    ctx.page("incident.html", &page, facts, out, |context| {
        context.insert("kinds", &kinds(ctx));
        context.insert("roles", &roles);
        context.insert("steps", &steps);
        context.insert("danger", &danger);
        context.insert("letters", &letters.map(|id| ctx.text(id)));
        context.insert("letters_path", LETTERS);
        context.insert("protocol", PROTOCOL);
    })
}

fn choice(row: &(String, Owner)) -> Option<RoleChoice<'_>> {
    match &row.1 {
        Owner::Role { label, .. } => {
            Some(RoleChoice { id: role_id(&row.0), title: label, path: format!("{}.html", row.0) })
        }
        Owner::Steps(_) => None,
    }
}

/// The name of a role's card as the name of the role.
fn role_id(stem: &str) -> &str {
    stem.strip_prefix(in_protocol!("kaart-")).unwrap_or(stem)
}

/// Which roles do a rule: those on whose card it stands.
fn roles_of_rules(edition: &Edition<'_>) -> BTreeMap<String, Vec<String>> {
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (stem, owner) in owners(edition).iter().filter(|(_, owner)| matches!(owner, Owner::Role { .. })) {
        for (rule, _) in edition.rules_on(owner) {
            roles.entry(rule.id.clone()).or_default().push(role_id(stem).to_string());
        }
    }
    roles
}

fn steps<'a>(
    ctx: &RenderContext<'a>,
    incident: Incident,
    card: &Card<'a>,
    by_rule: &BTreeMap<String, Vec<String>>,
    page: &mut Page,
) -> StepsRow<'a> {
    let words = ctx.site_words();
    let mut moments = Vec::new();
    for key in MOMENTS {
        let rows = card.rows.iter().filter(|row| row.rule.when.as_deref() == Some(*key));
        let step = |row: &super::CardRow<'_>| StepRow {
            id: format!("{}-{}", incident.word(), row.rule.id),
            roles: by_rule.get(&row.rule.id).map(|roles| roles.join(" ")).unwrap_or_default(),
            rule: rule_row(ctx, row, page),
        };
        let steps: Vec<StepRow> = rows.map(step).collect();
        if !steps.is_empty() {
            moments.push(StepMoment { name: moment(words, key).to_string(), steps });
        }
    }
    StepsRow {
        incident: incident.word(),
        title: words.text(about(incident).0),
        boxes: card.boxes.iter().map(|boxed| ctx.frame.travelling(boxed.doc, boxed.node, page)).collect(),
        moments,
        contacts: card.contacts.iter().map(|contact| contact_row(ctx, contact)).collect(),
    }
}

/// The words for a sort of incident: its name, and what it is.
fn about(incident: Incident) -> (&'static str, &'static str) {
    match incident {
        Incident::Child => ("cards.child", "cards.child_text"),
        Incident::Staff => ("cards.staff", "cards.staff_text"),
    }
}

/// The kinds that the school names; where it names none, one for each sort of which there are steps.
fn kinds<'a>(ctx: &RenderContext<'a>) -> Vec<KindRow<'a>> {
    let edition = ctx.edition();
    if !edition.incidents().is_empty() {
        return edition.incidents().iter().map(|kind| kind_row(ctx, kind)).collect();
    }
    let row = |incident: Incident| {
        let (name, text) = about(incident);
        let words = ctx.site_words();
        KindRow {
            id: incident.word().to_string(),
            name: words.text(name),
            about: Some(words.text(text)),
            incident: incident.word(),
            say: Vec::new(),
            avoid: Vec::new(),
            call: Vec::new(),
        }
    };
    let has_steps = |incident: &Incident| edition.cards().owner(&stem_of_steps(*incident)).is_some();
    Incident::ALL.into_iter().filter(has_steps).map(row).collect()
}

fn kind_row<'a>(ctx: &RenderContext<'a>, kind: &'a IncidentKind) -> KindRow<'a> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let lang = &edition.config().site.lang;
    let filled = |item: &crate::front::Spanned| ctx.frame.filled(&item.value, lang);
    let line = |item: &crate::front::Spanned| edition.helplines().iter().find(|line| line.id == item.value);
    KindRow {
        id: crate::slug::of_text(&kind.id),
        name: &kind.name,
        about: kind.about.as_deref(),
        incident: kind.incident.word(),
        say: kind.say.iter().map(filled).collect(),
        avoid: kind.avoid.iter().map(filled).collect(),
        call: kind.call.iter().filter_map(line).map(|line| help_row(words, line)).collect(),
    }
}
