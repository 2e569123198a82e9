//! A deck on paper: one slide a page, to be shown by any viewer of PDFs, and hand-outs with some slides a sheet. Both say
//! what the class sees, and nothing of the script.

use super::{Fact, facts, render, say_for};
use crate::audience::Audience;
use crate::body::{Body, Kind as Block, NodeId, Tag};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::output::RenderContext;
use crate::output::context::groups_text;
use crate::output::deck::frame::{self, FrameSlide, FrameText};
use crate::output::deck::{BACKSTAGE, has_deck};
use crate::output::paper::size_of;
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{Answers, Length, RenderOptions};
use crate::slides::{self, Slide};

type When = fn(&Edition<'_>, &DocWith<'_, Doc>) -> bool;
type Make = fn(&RenderContext<'_>, DocWith<'_, Doc>, &str, &mut Vec<u8>) -> Result<(), Finding>;

/// The slides of an evening are for those who lead it: rows of their own.
const fn row_of(file: &'static str, when: When, render: Make) -> Each {
    Each::Doc(Docs { at: Where::Beside(file), when, render })
}

pub const SLIDES: Each = row_of("dia.pdf", is_open, one_a_page);
pub const SLIDES_OF_EVENING: Each = row_of("dia.pdf", is_of_evening, one_a_page);
pub const TWO: Each =
    row_of("hand-out-2.pdf", |edition, about| is_open(edition, about) && asks_for(edition, "2"), TWO_A_SHEET);
pub const TWO_OF_EVENING: Each =
    row_of("hand-out-2.pdf", |edition, about| is_of_evening(edition, about) && asks_for(edition, "2"), TWO_A_SHEET);
pub const THREE: Each =
    row_of("hand-out-3.pdf", |edition, about| is_open(edition, about) && asks_for(edition, "3"), THREE_A_SHEET);
pub const THREE_OF_EVENING: Each =
    row_of("hand-out-3.pdf", |edition, about| is_of_evening(edition, about) && asks_for(edition, "3"), THREE_A_SHEET);
pub const SIX: Each =
    row_of("hand-out-6.pdf", |edition, about| is_open(edition, about) && asks_for(edition, "6"), SIX_A_SHEET);
pub const SIX_OF_EVENING: Each =
    row_of("hand-out-6.pdf", |edition, about| is_of_evening(edition, about) && asks_for(edition, "6"), SIX_A_SHEET);

fn is_open(edition: &Edition<'_>, about: &DocWith<'_, Doc>) -> bool {
    about.doc.facets.event.is_none() && has_deck(edition, about)
}

fn is_of_evening(edition: &Edition<'_>, about: &DocWith<'_, Doc>) -> bool {
    about.doc.facets.event.is_some() && has_deck(edition, about)
}

fn asks_for(edition: &Edition<'_>, per_sheet: &str) -> bool {
    edition.config().slides_per_sheet.contains(&per_sheet)
}

const TWO_A_SHEET: Make = |ctx, about, path, out| hand_out(ctx, &about, 2, path, out);
const THREE_A_SHEET: Make = |ctx, about, path, out| hand_out(ctx, &about, 3, path, out);
const SIX_A_SHEET: Make = |ctx, about, path, out| hand_out(ctx, &about, 6, path, out);

fn one_a_page(ctx: &RenderContext<'_>, about: DocWith<'_, Doc>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let (paper, told) = told(ctx, &about, WALL);
    render(ctx, path, &paper, ("dia", told, &Typ::default()), out).map(drop)
}

/// How many pixels the pictures of a slide have across: as a projector has, and as a slide on a sheet needs.
const WALL: u32 = 1600;
const SHEET: u32 = 1004;

fn hand_out(
    ctx: &RenderContext<'_>,
    about: &DocWith<'_, Doc>,
    per_sheet: u32,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let (paper, mut told) = told(ctx, about, SHEET);
    told.push(("per_sheet", per_sheet.into()));
    render(ctx, path, &paper, ("uitdeelblad", told, &Typ::default()), out).map(drop)
}

/// What both templates are told.
fn told<'a>(ctx: &'a RenderContext<'_>, about: &DocWith<'_, Doc>, across: u32) -> (Paper<'a>, Vec<Fact>) {
    let DocWith { id, doc, body, .. } = *about;
    let edition = ctx.edition();
    let found = slides::of(doc, body, edition.text(id));
    let shown: Vec<&Slide> = found.iter().filter(|slide| !slide.is_skipped).collect();
    let mut paper = Paper::of_slides(&ctx.frame, id, across);
    let frame = frame::of(ctx, about, &found);
    let mut rows: Vec<Val> = frame.before.iter().map(made).collect();
    rows.extend(shown.iter().zip(1u32..).map(|(slide, number)| row(ctx, &mut paper, about, slide, number)));
    rows.extend(frame.after.iter().map(made));
    let mut told = facts(ctx, &doc.head.title, edition.lang(id), &[]);
    say_for(&mut told, readers(edition, id, body, &shown));
    let groups = doc.facets.lesson.as_ref().and_then(|lesson| groups_text(ctx.frame.words(id), &lesson.groups));
    told.extend([("groups", groups.into()), ("count", shown.len().into()), ("slides", Val::List(rows))]);
    (paper, told)
}

/// Who may see all that is on the slides.
fn readers(edition: &Edition<'_>, id: DocId, body: &Body, slides: &[&Slide]) -> Audience {
    let nodes = slides.iter().flat_map(|slide| &slide.nodes).flat_map(|node| body.subtree(*node));
    let parts = nodes.filter_map(|node| body.div(node)).filter(|div| !BACKSTAGE.contains(&div.kind));
    parts.map(|div| div.from).fold(edition.from(id), Audience::max)
}

/// A slide of the author: its first heading, the picture that stands beside its words, and the rest. Where it asks
/// something, the rest is there once more, with what is right.
fn row(ctx: &RenderContext<'_>, paper: &mut Paper<'_>, about: &DocWith<'_, Doc>, slide: &Slide, number: u32) -> Val {
    let DocWith { id, doc, body, .. } = *about;
    let edition = ctx.edition();
    if slide.is_title {
        let mut text = Typ::default();
        if let Some(summary) = &doc.head.summary {
            paragraph(&mut text, summary);
        }
        return Val::Dict(vec![
            ("number", number.into()),
            ("shape", "title".into()),
            ("head", heading(&doc.head.title).into()),
            ("content", text.into()),
        ]);
    }
    let is_heading = |node: &&NodeId| matches!(body.tag(**node), Tag::Heading { .. });
    let has_heading = slide.nodes.iter().any(|node| body.subtree(*node).any(|node| is_heading(&&node)));
    let (head, rest) = slide.nodes.split_at(usize::from(slide.nodes.first().filter(is_heading).is_some()));
    let figure = figure_beside_words(body, edition.text(id), rest);
    let words: Vec<NodeId> =
        rest.iter().copied().filter(|node| figure.is_none_or(|(figure, _)| figure != *node)).collect();
    let upright = figure.and_then(|(_, image)| size_of(ctx, id, body.span(image).start)).is_some_and(is_upright);
    let asked = RenderOptions { answers: Answers::Nowhere, ..ON_SLIDE };
    let asks = words.iter().flat_map(|node| body.subtree(*node)).any(|node| asks(body, node));
    let mut told = vec![
        ("number", number.into()),
        ("shape", if words.is_empty() && rest.is_empty() { "title" } else { "text" }.into()),
        ("named", has_heading.into()),
        ("upright", upright.into()),
        ("pictures", words.iter().flat_map(|node| body.subtree(*node)).any(|node| is_image(body, node)).into()),
        ("head", some(paper.nodes(id, head, ON_SLIDE))),
        ("picture", figure.map(|(figure, _)| paper.nodes(id, &[figure], ON_SLIDE)).into()),
    ];
    if asks {
        told.push(("content", paper.once_more(id, &words, asked).into()));
        told.push(("answered", paper.nodes(id, &words, ON_SLIDE).into()));
    } else {
        told.push(("content", paper.nodes(id, &words, ON_SLIDE).into()));
    }
    Val::Dict(told)
}

/// What the class sees of a slide, with all its steps.
const ON_SLIDE: RenderOptions = RenderOptions {
    level: 2,
    ids: false,
    terms: false,
    hide: BACKSTAGE,
    readers: Audience::Team,
    deck: None,
    pauses: false,
    answers: Answers::Folded,
    length: Length::Whole,
};

/// Does this ask what is right, or real?
fn asks(body: &Body, node: NodeId) -> bool {
    body.div(node).is_some_and(|div| matches!(div.kind, Block::Quiz | Block::Pictures) && !div.is_hidden())
}

fn is_image(body: &Body, node: NodeId) -> bool {
    matches!(body.tag(node), Tag::Image(_))
}

/// Rather higher than wide: such a picture leaves more room beside it.
fn is_upright((width, height): (u32, u32)) -> bool {
    u64::from(width) * 10 < u64::from(height) * 11
}

/// The one picture of a slide that has words besides, and its image: they stand side by side, as on the wall.
fn figure_beside_words(body: &Body, text: &str, nodes: &[NodeId]) -> Option<(NodeId, NodeId)> {
    let image = |node: &NodeId| {
        let inside: Vec<NodeId> = body.children(*node).collect();
        match body.solid(&inside, text)[..] {
            [only] if body.tag(*node) == Tag::Paragraph && is_image(body, only) => Some((*node, only)),
            _ => None,
        }
    };
    let mut figures = nodes.iter().filter_map(image);
    let figure = figures.next().filter(|_| nodes.len() > 1)?;
    figures.next().is_none().then_some(figure)
}

/// A slide of the frame: it has no number.
fn made(slide: &FrameSlide) -> Val {
    let mut text = Typ::default();
    let mut web = Val::None;
    let shape = match &slide.text {
        FrameText::Groups(groups) => {
            groups.iter().for_each(|groups| paragraph(&mut text, groups));
            "name"
        }
        FrameText::List(rows) => {
            let item = |row: &String| {
                let mut item = Typ::default();
                item.text(row);
                item
            };
            text.call_with("lijst", &[], &rows.iter().map(item).collect::<Vec<_>>());
            "text"
        }
        FrameText::Web { address, code } => {
            let rows: Vec<Val> = code.rows().map(Val::from).collect();
            web = Val::Dict(vec![("address", frame::short(address).into()), ("qr", Val::List(rows))]);
            "web"
        }
    };
    Val::Dict(vec![
        ("shape", shape.into()),
        ("head", heading(&slide.title).into()),
        ("content", text.into()),
        ("web", web),
    ])
}

fn some(typ: Typ) -> Val {
    if typ.is_empty() { Val::None } else { typ.into() }
}

fn heading(text: &str) -> Typ {
    let mut typ = Typ::default();
    typ.begin("kop", &[("", 2u32.into())]);
    typ.text(text);
    typ.end();
    typ
}

fn paragraph(typ: &mut Typ, text: &str) {
    typ.begin("p", &[]);
    typ.text(text);
    typ.end();
    typ.newline();
}
