//! The overview of lessons, modules, and lesson plans.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::context::{Crumb, PageMeta, RenderContext, groups_text};
use crate::body::{Kind as Block, Tag};
use crate::diag::Finding;
use crate::doc::{DocId, Lesson};
use crate::edition::Edition;
use crate::html::{Page, escaped};
use crate::kind::collection::LESSONS;
use crate::plan::{self, Bundle, DocWith, Docs, Each, Modules, Where};
use crate::render::RenderOptions;
use crate::site::ModuleRow;
use crate::wording::{Wording, capital};

pub const OVERVIEW: &str = LESSONS.list;

/// A page of the author's own takes its place as its introduction.
pub const ALL: Each = Each::Site {
    path: OVERVIEW,
    when: |edition| edition.has_overview(OVERVIEW) && !edition.collections().modules.is_empty(),
    render: overview,
};

pub const MODULE: Each = Each::Module(Modules {
    file: "index.html",
    lessons: |edition, row| {
        let is_there = edition.has_overview(&format!("{}index.html", row.folder));
        is_there.then(|| row.lessons.clone())
    },
    render: module,
});

pub const LESSON: Each = Each::Lesson(Docs { at: Where::Page, when: |_, _| true, render: lesson });

/// A module as lists show it.
#[derive(Serialize)]
struct Card<'a> {
    title: String,
    path: String,
    summary: Option<&'a str>,
    color: Option<&'static str>,
    groups: Option<String>,
    minutes: Option<u32>,
    lesson_count: usize,
    lessons: Value,
    draft: bool,
}

fn card<'a>(ctx: &RenderContext<'a>, row: &'a ModuleRow) -> Option<Card<'a>> {
    let edition = ctx.edition();
    let path = format!("{}index.html", row.folder);
    if !edition.has_overview(&path) {
        return None;
    }
    let doc = row.doc.and_then(|id| edition.doc(id));
    let module = doc.and_then(|doc| doc.facets.module.as_ref());
    let lessons = &row.lessons;
    Some(Card {
        title: title_of(edition, row),
        path,
        summary: doc.and_then(|doc| doc.head.summary.as_deref()),
        color: module.and_then(|module| module.color),
        groups: groups_text(ctx.site_words(), &groups_of(edition, row)),
        minutes: total(edition, lessons),
        lesson_count: lessons.len(),
        lessons: ctx.summaries(lessons),
        draft: row.doc.is_some_and(|id| edition.is_draft(id)),
    })
}

pub fn title_of(edition: &Edition<'_>, row: &ModuleRow) -> String {
    match row.doc {
        Some(id) => edition.title(id).to_string(),
        None => row.name.clone(),
    }
}

/// The module's groups, else those of its lessons.
pub fn groups_of(edition: &Edition<'_>, row: &ModuleRow) -> Vec<u8> {
    let module = row.doc.and_then(|id| edition.doc(id)?.facets.module.as_ref());
    let mut groups = module.map_or(Vec::new(), |module| module.groups.clone());
    if groups.is_empty() {
        let lessons = edition.docs(&row.lessons).filter_map(|(_, doc)| doc.facets.lesson.as_ref());
        groups = lessons.flat_map(|lesson| lesson.groups.iter().copied()).collect();
        groups.sort_unstable();
        groups.dedup();
    }
    groups
}

fn total(edition: &Edition<'_>, lessons: &[DocId]) -> Option<u32> {
    let minutes = edition.docs(lessons).filter_map(|(_, doc)| doc.facets.lesson.as_ref()?.minutes);
    Some(minutes.sum()).filter(|sum| *sum > 0)
}

pub fn modules_value(ctx: &RenderContext<'_>) -> Value {
    let rows = &ctx.edition().collections().modules;
    Value::from_serializable(&rows.iter().filter_map(|row| card(ctx, row)).collect::<Vec<_>>())
}

fn overview(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let mut page = Page::new(path);
    let intro = edition.collections().folders.get(LESSONS.folder).and_then(|folder| folder.index);
    let content = intro.map(|id| ctx.content(id, &mut page, RenderOptions::default()));
    let doc = intro.and_then(|id| edition.doc(id));

    #[derive(Serialize)]
    struct Group<'a> {
        name: String,
        modules: Vec<Card<'a>>,
    }
    let words = ctx.site_words();
    let mut groups: BTreeMap<Vec<u8>, Group<'_>> = BTreeMap::new();
    for row in &edition.collections().modules {
        let Some(card) = card(ctx, row) else { continue };
        let key = groups_of(edition, row);
        let name = card.groups.clone().map_or_else(|| words.text("groups.all").to_string(), |text| capital(&text));
        groups.entry(key).or_insert_with(|| Group { name, modules: Vec::new() }).modules.push(card);
    }

    #[derive(Serialize)]
    struct Theme {
        name: String,
        lessons: Vec<Value>,
    }
    let mut themes: BTreeMap<String, Theme> = BTreeMap::new();
    for row in &edition.collections().modules {
        let module = row.doc.and_then(|id| edition.doc(id)?.facets.module.as_ref());
        for (id, doc) in edition.docs(&row.lessons) {
            let own = doc.facets.lesson.as_ref().and_then(|lesson| lesson.theme.clone());
            let Some(name) = own.or_else(|| module.and_then(|module| module.theme.clone())) else { continue };
            let theme = themes.entry(name.to_lowercase()).or_insert_with(|| Theme { name, lessons: Vec::new() });
            theme.lessons.push(ctx.summary(id));
        }
    }
    let title = doc.map_or(words.text("lessons.title"), |doc| doc.head.title.as_str());
    let summary = doc.map_or(Some(words.text("lessons.summary")), |doc| doc.head.summary.as_deref());
    let crumbs = crumbs(words, &[(words.text("lessons.title"), OVERVIEW)]);
    let facts = PageMeta { title, summary, doc, crumbs, ..PageMeta::default() };
    ctx.page("lessons.html", &page, facts, out, |context| {
        context.insert_value("content", content.unwrap_or_else(Value::none));
        context.insert("by_group", &groups.into_values().collect::<Vec<_>>());
        context.insert("by_theme", &themes.into_values().collect::<Vec<_>>());
    })
}

/// The way to a page: the home page first.
pub fn crumbs(words: &Wording, parts: &[(&str, &str)]) -> Vec<Crumb> {
    let home = (words.text("menu.home"), "index.html");
    let crumb = |(title, path): &(&str, &str)| Crumb { title: title.to_string(), path: path.to_string(), lang: None };
    std::iter::once(&home).chain(parts).map(crumb).collect()
}

fn module(
    ctx: &RenderContext<'_>,
    Bundle { row, lessons }: Bundle<'_>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let mut page = Page::new(path);
    let own = row.doc;
    let content = own.map(|id| ctx.content(id, &mut page, RenderOptions::default()));
    let doc = own.and_then(|id| edition.doc(id));
    let module = doc.and_then(|doc| doc.facets.module.as_ref());

    #[derive(Serialize)]
    struct ModuleFacts<'a> {
        groups: Option<String>,
        color: Option<&'static str>,
        theme: Option<&'a str>,
        minutes: Option<u32>,
    }
    #[derive(Serialize)]
    struct LessonRow<'a> {
        nr: usize,
        title: &'a str,
        path: &'a str,
        summary: Option<&'a str>,
        minutes: Option<u32>,
        goals: &'a [String],
        draft: bool,
        /// Files beside its page, where they are there.
        deck: Option<String>,
        sheet: Option<String>,
    }
    let facts_of_module = ModuleFacts {
        groups: groups_text(ctx.site_words(), &groups_of(edition, row)),
        color: module.and_then(|module| module.color),
        theme: module.and_then(|module| module.theme.as_deref()),
        minutes: total(edition, &lessons),
    };
    let rows: Vec<LessonRow<'_>> = edition
        .docs(&lessons)
        .enumerate()
        .map(|(at, (id, doc))| {
            let lesson = doc.facets.lesson.as_ref();
            LessonRow {
                nr: at + 1,
                title: &doc.head.title,
                path: &edition.route(id).path,
                summary: doc.head.summary.as_deref(),
                minutes: lesson.and_then(|lesson| lesson.minutes),
                goals: lesson.map_or(&[], |lesson| &lesson.goals),
                draft: edition.is_draft(id),
                deck: beside(ctx, id, super::deck::DECK),
                sheet: beside(ctx, id, super::paper::SHEET),
            }
        })
        .collect();
    let title = title_of(edition, row);
    let words = ctx.site_words();
    let crumbs = crumbs(words, &[(words.text("lessons.title"), OVERVIEW), (&title, path)]);
    let summary = doc.and_then(|doc| doc.head.summary.as_deref());
    let facts = PageMeta { title: &title, summary, crumbs, doc, ..PageMeta::default() };
    ctx.page("module.html", &page, facts, out, |context| {
        context.insert_value("content", content.unwrap_or_else(Value::none));
        context.insert("module", &facts_of_module);
        context.insert("lessons", &rows);
    })
}

#[derive(Serialize)]
pub struct PhaseRow<'a> {
    pub id: String,
    pub title: &'a str,
    pub minutes: u32,
    pub from: u32,
    pub to: u32,
    pub droppable: bool,
}

#[derive(Serialize)]
struct ModuleLink {
    title: String,
    path: String,
    color: Option<&'static str>,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
    area: &'a str,
}

#[derive(Serialize)]
pub struct RuleRow {
    pub number: String,
    pub text: String,
    /// What travels with it.
    pub notes: Vec<String>,
    pub path: String,
}

/// What a page and its papers are told of a lesson.
#[derive(Serialize)]
pub struct LessonFacts<'a> {
    module: Option<ModuleLink>,
    nr: Option<usize>,
    groups: Option<String>,
    minutes: Option<u32>,
    goals: Vec<String>,
    core_goals: Vec<GoalRow<'a>>,
    competences: &'a [String],
    materials: Vec<String>,
    preparation: Vec<String>,
    rules: Vec<RuleRow>,
    theme: Option<&'a str>,
    substitute: Option<&'a str>,
    phases: Vec<PhaseRow<'a>>,
    drop_minutes: u32,
    /// Files beside the page, where they are there.
    deck: Option<String>,
    sheet: Option<String>,
    answers: Option<String>,
    handout: Option<String>,
    card: Option<String>,
    /// The place of its plan B on the page.
    plan_b: Option<String>,
    /// How it begins.
    plan_b_text: Option<String>,
}

fn lesson(ctx: &RenderContext<'_>, about: DocWith<'_, Lesson>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, facet: lesson, .. } = about;
    let edition = ctx.edition();
    let words = ctx.words(edition.lang(id));
    let mut page = Page::new(path);
    let facts_of_lesson = facts_of(ctx, id, lesson, &escaped);
    let deck = facts_of_lesson.deck.as_ref().map(|_| super::deck::DECK);
    let content = ctx.content(id, &mut page, RenderOptions { deck, ..RenderOptions::default() });
    let mut way = vec![(words.text("lessons.title"), OVERVIEW)];
    if let Some(module) = &facts_of_lesson.module {
        way.push((&module.title, &module.path));
    }
    way.push((&doc.head.title, path));
    let mut crumbs = crumbs(words, &way);
    // The module is called as the school calls it.
    crumbs.iter_mut().skip(2).rev().skip(1).for_each(|crumb| crumb.lang = Some(edition.config().site.lang.clone()));
    let facts = PageMeta { crumbs, ..PageMeta::of(doc) };
    let (prev, next) = neighbours(ctx, id);
    ctx.page("lesson.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("lesson", &facts_of_lesson);
        context.insert_value("prev", prev);
        context.insert_value("next", next);
    })
}

/// What this edition has of a lesson besides its text. `write` makes text of a language as its template wants it.
pub fn facts_of<'a>(
    ctx: &RenderContext<'a>,
    id: DocId,
    lesson: &'a Lesson,
    write: &dyn Fn(&str) -> String,
) -> LessonFacts<'a> {
    let edition = ctx.edition();
    let words = ctx.words(edition.lang(id));
    let beside = |file: &str| beside(ctx, id, file);
    let row = edition.collections().modules.iter().find(|row| row.lessons.contains(&id));
    let module = row.map(|row| ModuleLink {
        title: title_of(edition, row),
        path: format!("{}index.html", row.folder),
        color: row.doc.and_then(|id| edition.doc(id)?.facets.module.as_ref()).and_then(|module| module.color),
    });
    let texts = |list: &[String]| list.iter().map(|text| write(&ctx.frame.filled(text, edition.lang(id)))).collect();
    let known = |goal: &crate::front::Spanned| edition.goal(&goal.value);
    let plan_b = plan_b(ctx, id);
    LessonFacts {
        nr: row.and_then(|row| row.lessons.iter().position(|other| *other == id)).map(|at| at + 1),
        groups: groups_text(words, &lesson.groups),
        minutes: lesson.minutes,
        goals: texts(&lesson.goals),
        core_goals: lesson
            .core_goals
            .iter()
            .filter_map(known)
            .map(|goal| GoalRow { id: &goal.id, title: &goal.title, area: &goal.area })
            .collect(),
        competences: &lesson.competences,
        materials: texts(&lesson.materials),
        preparation: texts(&lesson.preparation),
        rules: lesson.rules.iter().filter_map(|item| rule_row(ctx, &item.value)).collect(),
        theme: lesson.theme.as_deref(),
        substitute: lesson.substitute.as_ref().map(|item| item.value.as_str()),
        phases: phases(edition, id),
        drop_minutes: lesson.phases.iter().filter(|phase| phase.droppable).map(|phase| phase.minutes).sum(),
        deck: beside(super::deck::DECK),
        sheet: beside(super::paper::SHEET),
        answers: beside(super::paper::ANSWERS),
        handout: beside(super::deck::HANDOUT),
        card: beside(super::paper::CARD),
        plan_b: plan_b.as_ref().map(|(anchor, _)| anchor.clone()),
        plan_b_text: plan_b.and_then(|(_, text)| text),
        module,
    }
}

/// The place of a lesson's plan B on its page, and the words of its first paragraph.
fn plan_b(ctx: &RenderContext<'_>, id: DocId) -> Option<(String, Option<String>)> {
    let (_, body) = ctx.edition().get(id)?;
    let (node, anchor) = body.blocks(Block::PlanB).find_map(|(node, _)| Some((node, ctx.id_on_page(id, node)?)))?;
    let first = body.children(node).find(|child| body.tag(*child) == Tag::Paragraph);
    Some((anchor.into_owned(), first.map(|paragraph| ctx.frame.plain(id, body, paragraph))))
}

/// A file beside the page of a document, where it is there.
pub(super) fn beside(ctx: &RenderContext<'_>, id: DocId, file: &str) -> Option<String> {
    Some(plan::beside(ctx.edition(), id, file)).filter(|path| ctx.plan.job(path).is_some())
}

/// The documents before and after this one, as far as they come out here.
pub fn neighbours(ctx: &RenderContext<'_>, id: DocId) -> (Value, Value) {
    let edition = ctx.edition();
    let (before, after) = edition.collections().neighbours(id);
    let shown = |found: Option<DocId>| found.map_or_else(Value::none, |other| ctx.summary(other));
    (shown(before), shown(after))
}

pub fn phases<'a>(edition: &'a Edition<'_>, id: DocId) -> Vec<PhaseRow<'a>> {
    let Some(doc) = edition.doc(id) else { return Vec::new() };
    let mut from = 0;
    let mut rows = Vec::new();
    for phase in doc.facets.lesson.iter().flat_map(|lesson| &lesson.phases) {
        rows.push(PhaseRow {
            id: doc.anchor_at(phase.at).unwrap_or_default().to_string(),
            title: &phase.title,
            minutes: phase.minutes,
            from,
            to: from + phase.minutes,
            droppable: phase.droppable,
        });
        from += phase.minutes;
    }
    rows
}

pub fn rule_row(ctx: &RenderContext<'_>, name: &str) -> Option<RuleRow> {
    let edition = ctx.edition();
    let found = edition.rule(name)?;
    let brief = super::brief::one(ctx, found.doc, found.rule);
    Some(RuleRow {
        number: found.number.to_string(),
        text: brief.text,
        notes: brief.notes,
        path: format!("{}#{}", edition.route(found.doc).path, found.rule.id),
    })
}
