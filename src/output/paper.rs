//! Paper for a lesson: the worksheet, the same with answers, and one A4 for a substitute.

use serde::Serialize;
use tera::Value;

use super::context::{Crumb, PageMeta, RenderContext, groups_text};
use super::lessons::{self, rule_row};
use crate::body::Kind as Block;
use crate::data::Helpline;
use crate::diag::Finding;
use crate::doc::{DocId, Lesson};
use crate::edition::Edition;
use crate::html::{Page, escaped};
use crate::plan::{About, Docs, Each, Where};
use crate::render::{Answers, RenderOptions, in_words};
use crate::sheet::{self, Piece};
use crate::site::Target;
use crate::wording::Wording;

pub const SHEET: &str = "werkblad.html";
pub const ANSWERS: &str = "antwoorden.html";
pub const CARD: &str = "invalkaart.html";

pub const WORKSHEET: Each = Each::Lesson(Docs {
    at: Where::Beside(SHEET),
    when: has_sheet,
    render: |ctx, about, path, out| sheet(ctx, &about, path, out, false),
});

pub const WITH_ANSWERS: Each = Each::Lesson(Docs {
    at: Where::Beside(ANSWERS),
    when: has_sheet,
    render: |ctx, about, path, out| sheet(ctx, &about, path, out, true),
});

pub const SUBSTITUTE: Each = Each::Lesson(Docs { at: Where::Beside(CARD), when: |_, _| true, render: card });

/// Has a lesson anything for paper?
pub fn has_sheet(_: &Edition<'_>, about: &About<'_, Lesson>) -> bool {
    sheet::is_needed(about.doc, about.body)
}

/// On a worksheet an answer stands in its own place.
pub const WITHOUT_ANSWERS: &[Block] = &[Block::Answer, Block::Teacher, Block::Hidden];
/// Who looks it over reads the notes as well.
const WITH_NOTES: &[Block] = &[Block::Answer];

/// What a worksheet does not show in the place where it stands.
pub fn hidden_on(answers: Answers) -> &'static [Block] {
    if answers == Answers::Open { WITH_NOTES } else { WITHOUT_ANSWERS }
}

#[derive(Serialize, Clone)]
struct LessonLink<'a> {
    title: &'a str,
    path: &'a str,
    groups: Option<String>,
    minutes: Option<u32>,
}

#[derive(Serialize, Clone)]
struct PieceRow {
    kind: &'static str,
    nr: Option<usize>,
    title: Option<String>,
    html: String,
    lines: u32,
    room_mm: u32,
    answer: Option<String>,
}

#[derive(Serialize)]
struct SheetFacts<'a> {
    lesson: LessonLink<'a>,
    wide: bool,
    /// All pieces in a row, and the same as sheets of paper.
    parts: Vec<PieceRow>,
    vellen: Vec<Vec<PieceRow>>,
    pages: usize,
    copies_hint: &'a str,
    has_answers: bool,
}

fn lesson_link<'a>(ctx: &RenderContext<'a>, id: DocId, lesson: &Lesson) -> LessonLink<'a> {
    let edition = ctx.edition();
    LessonLink {
        title: edition.title(id),
        path: &edition.route(id).path,
        groups: groups_text(ctx.words(edition.lang(id)), &lesson.groups),
        minutes: lesson.minutes,
    }
}

/// Where the answers of a worksheet are, and of the same sheet for who looks it over.
pub fn answers_on(with_answers: bool) -> Answers {
    if with_answers { Answers::Open } else { Answers::Nowhere }
}

fn piece_row(ctx: &RenderContext<'_>, id: DocId, piece: &Piece, page: &mut Page, answers: Answers) -> PieceRow {
    let part = RenderOptions {
        level: 3,
        ids: false,
        terms: false,
        hide: hidden_on(answers),
        answers,
        ..RenderOptions::default()
    };
    let mut answer = String::new();
    if let Some((_, body)) = ctx.edition().get(id) {
        for node in &piece.answers {
            let inside: Vec<_> = body.children(*node).collect();
            answer.push_str(&ctx.frame.nodes(id, &inside, page, RenderOptions { hide: &[], ..part }));
        }
    }
    PieceRow {
        kind: if piece.number.is_some() { "opdracht" } else { "tekst" },
        nr: piece.number,
        title: piece.title.clone(),
        html: ctx.frame.nodes(id, &piece.nodes, page, part),
        lines: piece.lines,
        room_mm: piece.room_mm.div_ceil(5) * 5,
        answer: Some(answer).filter(|answer| !answer.is_empty()),
    }
}

fn sheet(
    ctx: &RenderContext<'_>,
    about: &About<'_, Lesson>,
    path: &str,
    out: &mut Vec<u8>,
    with_answers: bool,
) -> Result<(), Finding> {
    let About { id, doc, body, facet: lesson } = *about;
    let edition = ctx.edition();
    let size_of = |at: u32| match edition.target(id, at)? {
        Target::File(path) => ctx.frame.pictures.get(path.as_ref())?.size,
        _ => None,
    };
    let found = sheet::of(doc, body, edition.text(id), with_answers, &size_of).ok_or_else(|| ctx.bug(path))?;
    let words = ctx.words(edition.lang(id));
    let lang = doc.head.lang.as_deref();
    let mut page = Page::new(path);
    let mut vellen = Vec::new();
    let answers = answers_on(with_answers);
    for pieces in &found.pages {
        vellen.push(pieces.iter().map(|piece| piece_row(ctx, id, piece, &mut page, answers)).collect::<Vec<_>>());
    }
    page.counts.terms.clear();
    let facts_of_sheet = SheetFacts {
        lesson: lesson_link(ctx, id, lesson),
        wide: found.wide,
        parts: vellen.concat(),
        pages: vellen.len(),
        vellen,
        copies_hint: words.text("sheet.copies"),
        has_answers: with_answers,
    };
    let title = if with_answers { "sheet.answers_title" } else { "sheet.title" };
    let title = words.with(title, &[("title", &doc.head.title)]);
    let facts =
        PageMeta { title: &title, crumbs: way(ctx, id, &title, path), doc: Some(doc), lang, ..PageMeta::default() };
    let template = if with_answers { "answers.html" } else { "worksheet.html" };
    ctx.page(template, &page, facts, out, |context| {
        context.insert_value("sheet", Value::from_serializable(&facts_of_sheet));
    })
}

/// The way to a page that belongs to a lesson.
fn way(ctx: &RenderContext<'_>, id: DocId, title: &str, path: &str) -> Vec<Crumb> {
    let route = ctx.edition().route(id);
    let words = ctx.words(ctx.edition().lang(id));
    lessons::crumbs(
        words,
        &[(words.text("lessons.title"), lessons::OVERVIEW), (ctx.edition().title(id), &route.path), (title, path)],
    )
}

#[derive(Serialize)]
struct FileLink<'a> {
    title: &'a str,
    path: String,
    copies: Option<&'a str>,
}

#[derive(Serialize)]
struct HelpRow<'a> {
    name: &'a str,
    phone: &'a str,
    hours: Option<String>,
}

#[derive(Serialize)]
struct CardFacts<'a> {
    lesson: LessonLink<'a>,
    first: Option<&'a str>,
    open: Vec<FileLink<'a>>,
    print: Vec<FileLink<'a>>,
    phases: Vec<lessons::PhaseRow<'a>>,
    materials: Vec<String>,
    preparation: Vec<String>,
    goals: Vec<String>,
    rules: Vec<lessons::RuleRow>,
    answers_path: Option<String>,
    help: Vec<HelpRow<'a>>,
}

fn help_row<'a>(words: &Wording, line: &'a Helpline) -> Option<HelpRow<'a>> {
    let hours = line.hours.as_deref().map(|hours| in_words(words, hours));
    Some(HelpRow { name: &line.name, phone: line.phone.as_deref()?, hours })
}

/// Help lines that a substitute may need in the next hour.
pub const NEAR: &[&str] = &["alarm", "kindertelefoon", "veiligthuis"];

fn card(ctx: &RenderContext<'_>, about: About<'_, Lesson>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let About { id, doc, facet: lesson, .. } = about;
    let edition = ctx.edition();
    let texts = |list: &[String]| list.iter().map(|text| escaped(&ctx.frame.filled(text, edition.lang(id)))).collect();
    let words = ctx.words(edition.lang(id));
    let copies = words.text("sheet.copies");
    let link = |file: &str, title: &str, copies: Option<_>| {
        let path = format!("{}{file}", edition.route(id).folder());
        ctx.plan.job(&path).is_some().then(|| FileLink { title: words.text(title), path, copies })
    };
    let helplines = edition.helplines().iter();
    let help = helplines.filter(|line| NEAR.contains(&line.id.as_str()));
    let facts_of_card = CardFacts {
        lesson: lesson_link(ctx, id, lesson),
        first: lesson.substitute.as_ref().map(|item| item.value.as_str()),
        open: link(super::deck::DECK, "substitute.slides", None).into_iter().collect(),
        print: link(SHEET, "substitute.sheet", Some(copies)).into_iter().collect(),
        phases: lessons::phases(edition, id),
        materials: texts(&lesson.materials),
        preparation: texts(&lesson.preparation),
        goals: texts(&lesson.goals),
        rules: lesson.rules.iter().filter_map(|item| rule_row(ctx, &item.value)).collect(),
        answers_path: link(ANSWERS, "substitute.answers", None).map(|link| link.path),
        help: help.filter_map(|line| help_row(words, line)).collect(),
    };
    let title = words.with("substitute.title", &[("title", &doc.head.title)]);
    let lang = doc.head.lang.as_deref();
    let facts =
        PageMeta { title: &title, crumbs: way(ctx, id, &title, path), doc: Some(doc), lang, ..PageMeta::default() };
    ctx.page("substitute.html", &Page::new(path), facts, out, |context| {
        context.insert_value("card", Value::from_serializable(&facts_of_card));
    })
}
