//! The protocol: all chapters on one page, with contents, numbers and anchors.

use serde::Serialize;

use super::lessons::crumbs;
use super::stage::{Facts, Stage};
use super::{Output, cards};
use crate::body::{NodeId, Tag};
use crate::date::{self, Style};
use crate::diag::Finding;
use crate::doc::{Charter, DocId};
use crate::html::{Page, Part};
use crate::plan::{Job, Planner, Subject};
use crate::site::View;

pub const PATH: &str = "protocol/index.html";

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    let view = planner.view;
    let order = &view.site.order;
    match order.charter.filter(|id| view.shows(*id)) {
        Some(id) => planner.add(PATH, output, Subject::Doc(id)),
        None if view.shown(&order.chapters).next().is_some() => planner.add(PATH, output, Subject::Site),
        None => {}
    }
}

/// The protocol's own text and its chapters, as far as they come out.
pub fn docs(view: &View<'_>) -> Vec<DocId> {
    let order = &view.site.order;
    order.charter.into_iter().filter(|id| view.shows(*id)).chain(view.shown(&order.chapters)).collect()
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    version: Option<&'a str>,
    date: Option<String>,
    what: &'a str,
    why: Option<&'a str>,
    consent: Option<&'a str>,
}

#[derive(Serialize, Default)]
struct CharterFacts<'a> {
    version: Option<&'a str>,
    adopted: Option<String>,
    adopted_by: Option<&'a str>,
    mr_consent: Option<String>,
    review_by: Option<String>,
    owner: Option<&'a str>,
    changes: Vec<ChangeRow<'a>>,
}

#[derive(Serialize)]
struct RuleRow {
    number: String,
    id: String,
    text: String,
}

#[derive(Serialize)]
struct ContentsRow<'a> {
    number: usize,
    title: &'a str,
    id: &'a str,
    rules: Vec<RuleRow>,
}

#[derive(Serialize)]
struct ChapterRow<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    html: String,
}

pub fn render(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let view = stage.view();
    let own = match job.subject {
        Subject::Doc(id) => Some(id),
        _ => None,
    };
    let doc = own.map(|id| view.site.doc(id));
    let mut page = Page::new(path);
    let content = own.map_or_else(tera::Value::none, |id| stage.content(id, &mut page, Part::default()));
    let mut contents = Vec::new();
    let mut chapters = Vec::new();
    for id in view.shown(&view.site.order.chapters) {
        let chapter = view.site.doc(id);
        let number = view.site.rules.chapter(id).unwrap_or_default();
        let anchor = view.site.route(id).anchor.as_deref().unwrap_or_default();
        contents.push(ContentsRow { number, title: &chapter.head.title, id: anchor, rules: rules(stage, id) });
        chapters.push(ChapterRow {
            number,
            id: anchor,
            title: &chapter.head.title,
            summary: chapter.head.summary.as_deref(),
            html: stage.frame.body(id, &mut page, Part { level: 3, ..Part::default() }),
        });
    }
    let charter = doc.and_then(|doc| doc.facets.charter.as_deref()).map(|charter| facts_of(stage, charter));
    let title = doc.map_or("Protocol", |doc| doc.head.title.as_str());
    let summary = doc.and_then(|doc| doc.head.summary.as_deref());
    let facts = Facts { title, summary, crumbs: crumbs(&[("Protocol", PATH)]), doc, ..Facts::default() };
    stage.page("protocol.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("charter", &charter.unwrap_or_default());
        context.insert("toc", &contents);
        context.insert("chapters", &chapters);
        context.insert("cards", &cards::links(stage));
    })
}

fn facts_of<'a>(stage: &Stage<'a>, charter: &'a Charter) -> CharterFacts<'a> {
    let config = stage.view().site.config;
    let words = |day| date::words(day, &config.site.lang, Style::Day);
    let row = |change: &'a crate::doc::Change| ChangeRow {
        version: change.version.as_deref(),
        date: change.date.map(words),
        what: &change.what,
        why: change.why.as_deref(),
        consent: change.consent.as_deref(),
    };
    CharterFacts {
        version: charter.version.as_deref(),
        adopted: charter.adopted.map(words),
        adopted_by: charter.adopted_by.as_deref().map(|who| config.role(who)),
        mr_consent: charter.consent.map(words),
        review_by: charter.review_by.map(words),
        owner: charter.owner.as_ref().map(|owner| config.role(&owner.value)),
        changes: charter.changes.iter().map(row).collect(),
    }
}

/// The rules of a chapter that come out in this edition.
fn rules(stage: &Stage<'_>, id: DocId) -> Vec<RuleRow> {
    let view = stage.view();
    let rules = view.site.doc(id).facets.rules.iter().flatten().filter(|rule| view.is_team() || !rule.team_only);
    rules
        .filter_map(|rule| {
            let found = view.site.rules.get(&rule.id)?;
            Some(RuleRow { number: found.number.clone(), id: rule.id.clone(), text: first_words(stage, id, rule.at) })
        })
        .collect()
}

/// The first paragraph of the rule that starts at this byte.
pub fn first_words(stage: &Stage<'_>, id: DocId, at: u32) -> String {
    let Some((_, body)) = stage.view().get(id) else { return String::new() };
    // Nodes stand in the order of their first bytes; those of a block and of what it begins with are the same.
    let first = body.nodes.partition_point(|node| node.span.start < at) as NodeId;
    let mut there = (first..body.all().end).take_while(|node| body.span(*node).start == at);
    let Some(node) = there.find(|node| body.div(*node).is_some()) else { return String::new() };
    let paragraph = body.children(node).find(|child| body.tag(*child) == Tag::Paragraph);
    paragraph.map_or(String::new(), |paragraph| stage.frame.plain(id, body, paragraph).trim().to_string())
}
