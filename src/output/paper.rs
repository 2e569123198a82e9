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
use crate::plan::{DocWith, Docs, Each, Where, beside};
use crate::render::{Answers, RenderOptions, WITHOUT_ANSWERS, in_words};
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
pub fn has_sheet(_: &Edition<'_>, about: &DocWith<'_, Lesson>) -> bool {
    sheet::is_needed(about.doc, about.body)
}

/// On a worksheet an answer stands in its own place.
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

/// What a page and its paper are told of a worksheet.
#[derive(Serialize)]
pub struct SheetHead<'a> {
    lesson: LessonLink<'a>,
    wide: bool,
    copies_hint: &'a str,
    has_answers: bool,
    /// The room to draw in, all together.
    room_mm: u32,
}

#[derive(Serialize)]
struct SheetFacts<'a> {
    #[serde(flatten)]
    head: SheetHead<'a>,
    /// All pieces in a row, and the same as sheets of paper.
    parts: Vec<PieceRow>,
    vellen: Vec<Vec<PieceRow>>,
    pages: usize,
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

pub fn head_of<'a>(ctx: &RenderContext<'a>, about: &DocWith<'_, Lesson>, has_answers: bool) -> SheetHead<'a> {
    SheetHead {
        lesson: lesson_link(ctx, about.id, about.facet),
        wide: sheet::is_wide(about.doc),
        copies_hint: ctx.frame.words(about.id).text("sheet.copies"),
        has_answers,
        room_mm: sheet::pieces(about.body, has_answers).iter().map(room_mm).sum(),
    }
}

/// The room to draw in, in steps of half a centimetre.
pub fn room_mm(piece: &Piece) -> u32 {
    piece.room_mm.div_ceil(5) * 5
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
        room_mm: room_mm(piece),
        answer: Some(answer).filter(|answer| !answer.is_empty()),
    }
}

/// How large the picture is that a document shows at this byte.
pub(super) fn size_of(ctx: &RenderContext<'_>, id: DocId, at: u32) -> Option<(u32, u32)> {
    match ctx.edition().target(id, at)? {
        Target::File(path) => ctx.frame.pictures.get(path.as_ref())?.size,
        _ => None,
    }
}

fn sheet(
    ctx: &RenderContext<'_>,
    about: &DocWith<'_, Lesson>,
    path: &str,
    out: &mut Vec<u8>,
    with_answers: bool,
) -> Result<(), Finding> {
    let DocWith { id, doc, body, .. } = *about;
    let edition = ctx.edition();
    let size_of = |at: u32| size_of(ctx, id, at);
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
    let facts_of_sheet =
        SheetFacts { head: head_of(ctx, about, with_answers), parts: vellen.concat(), pages: vellen.len(), vellen };
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

/// What a page and its paper are told for a substitute.
#[derive(Serialize)]
pub struct SubstituteFacts<'a> {
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
const NEAR: &[&str] = &["alarm", "kindertelefoon", "veiligthuis"];

fn card(ctx: &RenderContext<'_>, about: DocWith<'_, Lesson>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, facet: lesson, .. } = about;
    let words = ctx.frame.words(id);
    let title = words.with("substitute.title", &[("title", &doc.head.title)]);
    let lang = doc.head.lang.as_deref();
    let facts =
        PageMeta { title: &title, crumbs: way(ctx, id, &title, path), doc: Some(doc), lang, ..PageMeta::default() };
    ctx.page("substitute.html", &Page::new(path), facts, out, |context| {
        context.insert("card", &card_of(ctx, id, lesson, &escaped, [SHEET, ANSWERS]));
    })
}

/// Everything that a substitute needs. `write` makes text of a language as its template wants it; `files` are the sheet to
/// print and its answers.
pub fn card_of<'a>(
    ctx: &RenderContext<'a>,
    id: DocId,
    lesson: &'a Lesson,
    write: &dyn Fn(&str) -> String,
    files: [&str; 2],
) -> SubstituteFacts<'a> {
    let edition = ctx.edition();
    let texts = |list: &[String]| list.iter().map(|text| write(&ctx.frame.filled(text, edition.lang(id)))).collect();
    let words = ctx.words(edition.lang(id));
    let copies = words.text("sheet.copies");
    let link = |file: &str, title: &str, copies: Option<_>| {
        let path = beside(edition, id, file);
        ctx.plan.job(&path).is_some().then(|| FileLink { title: words.text(title), path, copies })
    };
    let helplines = edition.helplines().iter();
    let help = helplines.filter(|line| NEAR.contains(&line.id.as_str()));
    SubstituteFacts {
        lesson: lesson_link(ctx, id, lesson),
        first: lesson.substitute.as_ref().map(|item| item.value.as_str()),
        open: link(super::deck::DECK, "substitute.slides", None).into_iter().collect(),
        print: link(files[0], "substitute.sheet", Some(copies)).into_iter().collect(),
        phases: lessons::phases(edition, id),
        materials: texts(&lesson.materials),
        preparation: texts(&lesson.preparation),
        goals: texts(&lesson.goals),
        rules: lesson.rules.iter().filter_map(|item| rule_row(ctx, &item.value)).collect(),
        answers_path: link(files[1], "substitute.answers", None).map(|link| link.path),
        help: help.filter_map(|line| help_row(words, line)).collect(),
    }
}
