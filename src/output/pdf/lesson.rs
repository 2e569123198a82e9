//! Paper for lessons: worksheets, answers, hand-outs, the card for a substitute, and a bundle of each module.

use super::{Fact, facts, limit, render};
use crate::audience::Audience;
use crate::body::{Tag, height};
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Lesson};
use crate::output::paper::{self, answers_on, hidden_on, room_mm};
use crate::output::{RenderContext, deck, lessons};
use crate::pdf::{Paper, Typ, Val, value};
use crate::plan::{Bundle, DocWith, Docs, Each, Modules, Where};
use crate::render::{Answers, Length, RenderOptions};
use crate::sheet::{self, Piece};
use crate::slides::{self, Slide};

const SHEET: &str = "werkblad.pdf";
const ANSWERS: &str = "antwoorden.pdf";

pub const WORKSHEET: Each = Each::Lesson(Docs {
    at: Where::Beside(SHEET),
    when: paper::has_sheet,
    render: |ctx, about, path, out| one_sheet(ctx, &about, path, out, SheetFor::Pupils),
});

pub const LARGE_PRINT: Each = Each::Lesson(Docs {
    at: Where::Beside("werkblad-groot.pdf"),
    when: paper::has_sheet,
    render: |ctx, about, path, out| one_sheet(ctx, &about, path, out, SheetFor::Large),
});

pub const WITH_ANSWERS: Each = Each::Lesson(Docs {
    at: Where::Beside(ANSWERS),
    when: paper::has_sheet,
    render: |ctx, about, path, out| one_sheet(ctx, &about, path, out, SheetFor::Answers),
});

/// Whom a worksheet is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SheetFor {
    Pupils,
    /// Pupils who read large letters.
    Large,
    /// Who looks it over.
    Answers,
}

impl SheetFor {
    fn has_answers(self) -> bool {
        self == SheetFor::Answers
    }
}

pub const SUBSTITUTE: Each =
    Each::Lesson(Docs { at: Where::Beside("invalkaart.pdf"), when: |_, _| true, render: card });

pub const FOR_READING: Each =
    Each::Doc(Docs { at: Where::Beside("hand-out.pdf"), when: deck::has_deck, render: handout });

pub const WORKSHEETS: Each = Each::Module(Modules {
    file: "werkbladen.pdf",
    lessons: |edition, row| {
        let has_sheet = |id: &DocId| edition.get(*id).is_some_and(|(doc, body)| sheet::is_needed(doc, body));
        let lessons: Vec<DocId> = row.lessons.iter().copied().filter(has_sheet).collect();
        (!lessons.is_empty()).then_some(lessons)
    },
    render: sheets,
});

pub const PLANS: Each = Each::Module(Modules {
    file: "lesplannen.pdf",
    lessons: |_, row| (!row.lessons.is_empty()).then(|| row.lessons.clone()),
    render: plans,
});

/// Parts of a PDF have no places to link to: a bundle may hold the same name twice.
const PLAIN: RenderOptions = RenderOptions {
    level: 2,
    ids: false,
    terms: false,
    hide: crate::render::ON_PAPER,
    readers: Audience::Team,
    deck: None,
    pauses: false,
    answers: Answers::Folded,
    length: Length::Whole,
};

/// What a lesson says of itself in its head.
fn lesson_facts(ctx: &RenderContext<'_>, id: DocId) -> Vec<Fact> {
    let Some(doc) = ctx.edition().doc(id) else { return Vec::new() };
    let lesson = doc.facets.lesson.as_deref();
    let told = lesson.map(|lesson| lessons::facts_of(ctx, id, lesson, &str::to_string));
    vec![("summary", doc.head.summary.as_deref().into()), ("lesson", value(&told))]
}

/// The assignments and texts of a worksheet.
fn sheet_body(ctx: &RenderContext<'_>, paper: &mut Paper<'_>, id: DocId, sort: SheetFor) -> Typ {
    let mut typ = Typ::default();
    let with_answers = sort.has_answers();
    let Some((doc, body)) = ctx.edition().get(id) else { return typ };
    // Who has the answers has the lesson plan as well.
    let part = RenderOptions {
        level: 3,
        terms: !with_answers,
        hide: hidden_on(answers_on(with_answers)),
        answers: answers_on(with_answers),
        ..PLAIN
    };
    for piece in sheet::pieces(body, with_answers) {
        let mut answer = Typ::default();
        for node in &piece.answers {
            answer.append(&paper.inside(id, *node, RenderOptions { hide: &[], ..part }));
        }
        let answer = if answer.is_empty() { Val::None } else { answer.into() };
        let title = Val::from(piece.title.as_deref());
        let nodes = piece.nodes.iter().chain(&piece.answers).copied();
        let lines = height::in_box(body, ctx.edition().text(id), nodes) + 4;
        match piece.number {
            Some(number) => {
                let mut told = vec![
                    ("", number.into()),
                    ("", title),
                    ("", piece.lines.into()),
                    ("", room_mm(&piece).into()),
                    ("", sheet::is_wide(doc).into()),
                    ("antwoord", answer),
                ];
                // Large letters take more lines than were reckoned.
                told.push(if sort == SheetFor::Large { ("groot", true.into()) } else { ("omvang", lines.into()) });
                typ.begin("opdracht", &told);
            }
            None => {
                let tall = (sort == SheetFor::Large || is_tall(ctx, id, &piece)).into();
                let lines = if sort == SheetFor::Large { Val::None } else { lines.into() };
                typ.begin("stuk", &[("", title), ("antwoord", answer), ("groot", tall), ("omvang", lines)]);
            }
        }
        typ.newline();
        typ.append(&paper.nodes(id, &piece.nodes, part));
        typ.end();
        typ.newline();
    }
    typ
}

/// Does a piece hold a picture that is higher than wide, such as a sheet to cut?
fn is_tall(ctx: &RenderContext<'_>, id: DocId, piece: &Piece) -> bool {
    let Some((_, body)) = ctx.edition().get(id) else { return false };
    let images = piece.nodes.iter().flat_map(|node| body.subtree(*node));
    let images = images.filter(|node| matches!(body.tag(*node), Tag::Image(_)));
    images.filter_map(|node| paper::size_of(ctx, id, body.span(node).start)).any(|(width, height)| height > width)
}

fn one_sheet(
    ctx: &RenderContext<'_>,
    about: &DocWith<'_, Lesson>,
    path: &str,
    out: &mut Vec<u8>,
    sort: SheetFor,
) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = *about;
    let mut paper = Paper::new(&ctx.frame, &[id]);
    let with_answers = sort.has_answers();
    let shown = if with_answers { &[id][..] } else { &[] };
    let mut told = facts(ctx, &doc.head.title, ctx.edition().lang(id), shown);
    told.push(("sheet", value(&paper::head_of(ctx, about, with_answers))));
    if with_answers {
        // Its foot says so, also where a quiz alone has an answer.
        super::say_for(&mut told, Audience::Team);
    }
    if sort == SheetFor::Large {
        told.push(("large", true.into()));
    }
    let body = sheet_body(ctx, &mut paper, id, sort);
    told.push(("terms", paper.take_words()));
    render(ctx, path, &paper, ("werkblad", told, &body), out).map(drop)
}

fn sheets(
    ctx: &RenderContext<'_>,
    Bundle { row, lessons }: Bundle<'_>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let mut paper = Paper::new(&ctx.frame, &lessons);
    let mut leaves = Vec::new();
    for id in lessons {
        let head = DocWith::new(edition, id).map(|about| paper::head_of(ctx, &about, false));
        let mut leaf: Vec<Fact> = vec![("title", edition.title(id).into()), ("sheet", value(&head))];
        leaf.push(("content", sheet_body(ctx, &mut paper, id, SheetFor::Pupils).into()));
        leaf.push(("terms", paper.take_words()));
        leaves.push(Val::Dict(leaf));
    }
    let words = ctx.site_words();
    let title = words.with("sheet.all_title", &[("title", &lessons::title_of(edition, row))]);
    let mut told = facts(ctx, &title, &edition.config().site.lang, &[]);
    told.push(("leaves", Val::List(leaves)));
    render(ctx, path, &paper, ("werkblad", told, &Typ::default()), out).map(drop)
}

fn plans(
    ctx: &RenderContext<'_>,
    Bundle { row, lessons }: Bundle<'_>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let mut paper = Paper::new(&ctx.frame, &lessons);
    let mut leaves = Vec::new();
    for id in &lessons {
        let mut leaf: Vec<Fact> = vec![("title", edition.title(*id).into())];
        leaf.extend(lesson_facts(ctx, *id));
        paper.turn();
        leaf.push(("content", paper.body(*id, PLAIN).into()));
        leaves.push(Val::Dict(leaf));
    }
    let title = ctx.site_words().with("lesson.plans_title", &[("title", &lessons::title_of(edition, row))]);
    let mut told = facts(ctx, &title, &edition.config().site.lang, &lessons);
    told.push(("leaves", Val::List(leaves)));
    render(ctx, path, &paper, ("lesplan", told, &Typ::default()), out).map(drop)
}

fn handout(ctx: &RenderContext<'_>, about: DocWith<'_, Doc>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, body, .. } = about;
    let edition = ctx.edition();
    let mut paper = Paper::new(&ctx.frame, &[id]);
    let mut told = facts(ctx, &doc.head.title, edition.lang(id), &[id]);
    told.extend(lesson_facts(ctx, id));
    let words = ctx.frame.words(id);
    let phases = lessons::phases(edition, id);
    let mut typ = Typ::default();
    let mut phase = None;
    let mut number: u32 = 0;
    for slide in &slides::of(doc, body, edition.text(id)) {
        if slide.phase != phase {
            phase = slide.phase;
            if let Some(row) = phase.and_then(|phase| phases.get(phase)) {
                typ.begin("kop", &[("", 2u32.into())]);
                let takes = if row.droppable { "time.may_go" } else { "time.minutes_short" };
                let (after, takes) = (words.count("time.after", row.from), words.count(takes, row.minutes));
                typ.text(&format!("{} · {after}, {takes}", row.title));
                typ.end();
                typ.newline();
            }
        }
        if slide.is_skipped {
            let facts = vec![("titel", words.text("text.skipped").into())];
            typ.begin("blok", &[("", "leerkracht".into()), ("", Val::Dict(facts))]);
            typ.newline();
            typ.append(&paper.nodes(id, &slide.nodes, RenderOptions { level: 3, ..PLAIN }));
        } else {
            number += 1;
            typ.begin("dia", &[("", number.into())]);
            typ.newline();
            typ.append(&shown(&mut paper, id, doc, slide));
        }
        typ.end();
        typ.newline();
        typ.append(&paper.nodes(id, &slide.script, RenderOptions { level: 3, ..PLAIN }));
        typ.append(&notes(ctx, &mut paper, id, slide));
    }
    render(ctx, path, &paper, ("hand-out", told, &typ), out).map(drop)
}

/// What the class sees of a slide.
fn shown(paper: &mut Paper<'_>, id: DocId, doc: &Doc, slide: &Slide) -> Typ {
    if !slide.is_title {
        return paper.nodes(id, &slide.nodes, RenderOptions { level: 3, hide: deck::BACKSTAGE, ..PLAIN });
    }
    let mut typ = Typ::default();
    for text in [Some(&doc.head.title), doc.head.summary.as_ref()].into_iter().flatten() {
        typ.begin("p", &[]);
        typ.text(text);
        typ.end();
        typ.newline();
    }
    typ
}

/// Notes inside a slide: blocks for the team, and comments that are notes.
fn notes(ctx: &RenderContext<'_>, paper: &mut Paper<'_>, id: DocId, slide: &Slide) -> Typ {
    let mut typ = Typ::default();
    let Some((_, body)) = ctx.edition().get(id) else { return typ };
    let part = RenderOptions { level: 3, ..PLAIN };
    for note in &slide.notes {
        match body.div(*note) {
            Some(_) => typ.append(&paper.inside(id, *note, part)),
            None => typ.append(&paper.nodes(id, &[*note], part)),
        }
    }
    for comment in &slide.comments {
        typ.begin("p", &[]);
        typ.text(comment);
        typ.end();
        typ.newline();
    }
    typ
}

fn card(ctx: &RenderContext<'_>, about: DocWith<'_, Lesson>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, facet: lesson, .. } = about;
    let edition = ctx.edition();
    let mut told = facts(ctx, &doc.head.title, edition.lang(id), &[id]);
    told.push(("card", value(&paper::card_of(ctx, id, lesson, &str::to_string, [SHEET, ANSWERS]))));
    let paper = Paper::new(&ctx.frame, &[id]);
    let made = render(ctx, path, &paper, ("invalkaart", told, &Typ::default()), out)?;
    limit(ctx, path, &made, 1);
    Ok(())
}
