//! Coverage, for the council and the team: which goal and which line is treated in which group, which rule is treated where, and
//! first of all what is missing.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::brief::{self, Brief};
use super::context::{PageMeta, RenderContext, groups_text};
use super::lessons::crumbs;
use crate::body::NodeId;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, Facets};
use crate::edition::{Coverage, CoverageGap, Edition, GROUPS, TaughtLine, TreatedGoal, TreatedRule};
use crate::html::Page;
use crate::language;
use crate::plan::Each;
use crate::site::treats;
use crate::slug;

pub const PATH: &str = "dekking/index.html";

pub const PAGE: Each = Each::Site { path: PATH, when: |edition| edition.has_coverage(), render };

/// A document that treats something.
#[derive(Serialize)]
struct TreatingDoc {
    title: String,
    path: String,
    groups: Option<String>,
    lang: String,
    dir: &'static str,
    draft: bool,
}

#[derive(Serialize)]
struct GoalCoverage<'a> {
    id: &'a str,
    anchor: String,
    title: &'a str,
    text: Option<&'a str>,
    source: Option<&'a str>,
    of_school: bool,
    /// How many lessons each group has for it.
    counts: Vec<usize>,
    lessons: Vec<TreatingDoc>,
}

/// Goals of the same area and domain that follow each other.
#[derive(Serialize)]
struct DomainRows<'a> {
    area: &'a str,
    /// The first of its area.
    first: bool,
    domain: &'a str,
    goals: Vec<GoalCoverage<'a>>,
}

#[derive(Serialize)]
struct LineCoverage<'a> {
    name: &'a str,
    anchor: String,
    /// How many lessons each group has of it.
    counts: Vec<usize>,
    lessons: Vec<TreatingDoc>,
    /// The groups that lack it, in words.
    lacking: Option<String>,
}

#[derive(Serialize)]
struct RuleCoverage<'a> {
    number: &'a str,
    text: String,
    notes: Vec<String>,
    path: String,
    lessons: Vec<TreatingDoc>,
    letters: Vec<TreatingDoc>,
    evenings: Vec<TreatingDoc>,
    pages: Vec<TreatingDoc>,
    gap: bool,
}

#[derive(Serialize)]
struct RulesOfChapter<'a> {
    number: usize,
    title: &'a str,
    rules: Vec<RuleCoverage<'a>>,
}

/// What is missing, and where on the page it stands.
#[derive(Serialize, Default)]
struct GapRows<'a> {
    count: usize,
    goals: Vec<GapRow<'a>>,
    groups: Vec<String>,
    lines: Vec<GapRow<'a>>,
    rules: Vec<GapRow<'a>>,
}

#[derive(Serialize)]
struct GapRow<'a> {
    id: &'a str,
    title: String,
    path: String,
}

/// What is said of the list of goals.
#[derive(Serialize)]
struct ListAbout<'a> {
    status: Option<&'a str>,
    day: Option<String>,
    source: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
pub struct CoverageFacts<'a> {
    gaps: GapRows<'a>,
    groups: Vec<u8>,
    domains: Vec<DomainRows<'a>>,
    lines: Vec<LineCoverage<'a>>,
    about: ListAbout<'a>,
    chapters: Vec<RulesOfChapter<'a>>,
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let words = ctx.site_words();
    let (title, summary) = (words.text("coverage.title"), Some(words.text("coverage.summary")));
    let facts = PageMeta { title, summary, crumbs: crumbs(words, &[(title, path)]), ..PageMeta::default() };
    ctx.page("coverage.html", &Page::new(path), facts, out, |context| {
        context.insert("coverage", &facts_of(ctx));
    })
}

/// What this edition treats of all that it has.
pub fn facts_of<'a>(ctx: &RenderContext<'a>) -> CoverageFacts<'a> {
    let edition = ctx.edition();
    let coverage = edition.coverage();
    let about = edition.goals_about();
    let day = about.day.map(|day| date::words(day, &edition.config().site.lang, DateStyle::Day));
    let chapters = chapters(ctx, &coverage);
    CoverageFacts {
        gaps: gaps(ctx, &coverage, &chapters),
        groups: GROUPS.collect(),
        domains: domains(ctx, &coverage),
        lines: coverage.lines.iter().enumerate().map(|(at, line)| line_row(ctx, &coverage, at, line)).collect(),
        about: ListAbout {
            status: about.status.as_deref(),
            day,
            source: about.source.as_deref(),
            note: about.note.as_deref(),
        },
        chapters,
    }
}

/// The same for programs: goals with their lessons, rules with what treats them, and what is missing, by names and files.
pub fn report(edition: &Edition<'_>) -> Option<serde_json::Value> {
    let coverage = edition.coverage();
    if coverage.is_empty() {
        return None;
    }
    let lesson = |id: &DocId| json!({ "file": edition.path(*id), "groups": coverage.groups(*id) });
    let goal = |row: &TreatedGoal<'_>| {
        let lessons: Vec<_> = row.lessons.iter().map(lesson).collect();
        json!({ "goal": row.goal.id, "title": row.goal.title, "lessons": lessons })
    };
    let line = |row: &TaughtLine<'_>| {
        let lessons: Vec<_> = row.lessons.iter().map(lesson).collect();
        json!({ "line": row.name, "lessons": lessons })
    };
    let rule = |row: &TreatedRule<'_>| {
        let files: Vec<&str> = row.docs.iter().map(|id| edition.path(*id)).collect();
        json!({ "rule": row.rule.rule.id, "number": row.rule.number, "files": files })
    };
    let gap = |gap: CoverageGap<'_>| match gap {
        CoverageGap::Goal(goal) => json!({ "goal": goal.id }),
        CoverageGap::Group(group) => json!({ "group": group }),
        CoverageGap::Line(line, group) => json!({ "line": line, "group": group }),
        CoverageGap::Rule(rule) => json!({ "rule": rule.rule.id, "number": rule.number }),
    };
    Some(json!({
        "goals": coverage.goals.iter().map(goal).collect::<Vec<_>>(),
        "lines": coverage.lines.iter().map(line).collect::<Vec<_>>(),
        "rules": coverage.rules.iter().map(rule).collect::<Vec<_>>(),
        "gaps": coverage.gaps().map(gap).collect::<Vec<_>>(),
    }))
}

fn treating(ctx: &RenderContext<'_>, coverage: &Coverage<'_>, id: DocId) -> TreatingDoc {
    let edition = ctx.edition();
    let lang = edition.lang(id);
    TreatingDoc {
        title: ctx.text(id),
        path: edition.route(id).path.clone(),
        groups: groups_text(ctx.site_words(), coverage.groups(id)),
        lang: lang.to_string(),
        dir: language::direction(lang),
        draft: edition.is_draft(id),
    }
}

fn domains<'a>(ctx: &RenderContext<'a>, coverage: &Coverage<'a>) -> Vec<DomainRows<'a>> {
    let mut domains: Vec<DomainRows<'a>> = Vec::new();
    for TreatedGoal { goal, lessons } in &coverage.goals {
        let is_same = |last: &DomainRows<'_>| last.area == goal.area && last.domain == goal.domain;
        if !domains.last().is_some_and(is_same) {
            let first = domains.last().is_none_or(|last| last.area != goal.area);
            domains.push(DomainRows { area: &goal.area, first, domain: &goal.domain, goals: Vec::new() });
        }
        let row = GoalCoverage {
            id: &goal.id,
            anchor: anchor_of(&goal.id),
            title: &goal.title,
            text: goal.text.as_deref(),
            source: goal.source.as_deref(),
            of_school: goal.of_school,
            counts: counts(coverage, lessons),
            lessons: lessons.iter().map(|id| treating(ctx, coverage, *id)).collect(),
        };
        if let Some(domain) = domains.last_mut() {
            domain.goals.push(row);
        }
    }
    domains
}

/// How many of these lessons each group has.
fn counts(coverage: &Coverage<'_>, lessons: &[DocId]) -> Vec<usize> {
    GROUPS.map(|group| lessons.iter().filter(|id| coverage.groups(**id).contains(&group)).count()).collect()
}

fn line_row<'a>(
    ctx: &RenderContext<'a>,
    coverage: &Coverage<'a>,
    at: usize,
    line: &TaughtLine<'a>,
) -> LineCoverage<'a> {
    LineCoverage {
        name: line.name,
        anchor: format!("_lijn-{}", at + 1),
        counts: counts(coverage, &line.lessons),
        lessons: line.lessons.iter().map(|id| treating(ctx, coverage, *id)).collect(),
        lacking: groups_text(ctx.site_words(), &line.lacking),
    }
}

/// Where a goal stands on the page. Ids of krijt's own begin with a line, so that no heading has them.
fn anchor_of(goal: &str) -> String {
    format!("_doel-{}", slug::of_text(goal))
}

fn chapters<'a>(ctx: &RenderContext<'a>, coverage: &Coverage<'a>) -> Vec<RulesOfChapter<'a>> {
    let edition = ctx.edition();
    let mut chapters: Vec<RulesOfChapter<'a>> = Vec::new();
    let mut rows = coverage.rules.iter().peekable();
    while let Some(first) = rows.peek() {
        let id = first.rule.doc;
        let blocks: BTreeMap<u32, NodeId> =
            brief::blocks(edition, id).into_iter().map(|(rule, node)| (rule.at, node)).collect();
        let mut rules = Vec::new();
        while let Some(row) = rows.next_if(|row| row.rule.doc == id) {
            let node = blocks.get(&row.rule.rule.at);
            rules.push(rule_row(ctx, coverage, row, node.map(|node| brief::of(ctx, id, *node)).unwrap_or_default()));
        }
        chapters.push(RulesOfChapter {
            number: edition.chapter(id).unwrap_or_default(),
            title: edition.title(id),
            rules,
        });
    }
    chapters
}

fn rule_row<'a>(
    ctx: &RenderContext<'a>,
    coverage: &Coverage<'a>,
    row: &TreatedRule<'a>,
    brief: Brief,
) -> RuleCoverage<'a> {
    let edition = ctx.edition();
    let of = |is_one: &dyn Fn(&Facets) -> bool| {
        let ids = edition.docs(&row.docs).filter(|(_, doc)| is_one(&doc.facets)).map(|(id, _)| id);
        ids.map(|id| treating(ctx, coverage, id)).collect()
    };
    RuleCoverage {
        number: row.rule.number,
        text: brief.text,
        notes: brief.notes,
        path: format!("{}#{}", edition.route(row.rule.doc).path, row.rule.rule.id),
        lessons: of(&|facets| facets.lesson.is_some()),
        letters: of(&|facets| facets.post.is_some()),
        evenings: of(&|facets| facets.event.is_some()),
        pages: of(&|facets| !treats(facets)),
        gap: row.docs.is_empty(),
    }
}

fn gaps<'a>(ctx: &RenderContext<'a>, coverage: &Coverage<'a>, chapters: &[RulesOfChapter<'a>]) -> GapRows<'a> {
    let mut gaps = GapRows::default();
    let rules = chapters.iter().flat_map(|chapter| &chapter.rules).filter(|row| row.gap);
    for rule in rules {
        let text = [std::slice::from_ref(&rule.text), &rule.notes].concat().join(" ");
        gaps.rules.push(GapRow { id: rule.number, title: text, path: rule.path.clone() });
    }
    for (at, line) in coverage.lines.iter().enumerate() {
        if let Some(title) = groups_text(ctx.site_words(), &line.lacking) {
            gaps.lines.push(GapRow { id: line.name, title, path: format!("{PATH}#_lijn-{}", at + 1) });
        }
    }
    for gap in coverage.gaps() {
        gaps.count += 1;
        match gap {
            CoverageGap::Goal(goal) => {
                let path = format!("{PATH}#{}", anchor_of(&goal.id));
                gaps.goals.push(GapRow { id: &goal.id, title: goal.title.clone(), path });
            }
            CoverageGap::Group(group) => gaps.groups.extend(groups_text(ctx.site_words(), &[group])),
            CoverageGap::Line(..) | CoverageGap::Rule(_) => {}
        }
    }
    gaps
}
