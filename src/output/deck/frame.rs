//! The frame of a lesson on the wall, made from its head: a title, what we learn today, what we take home, and where
//! the lesson is on the web. What the author put on a slide is not made again. These slides have no number: those of the
//! author keep theirs on the wall, in the lesson plan and on the hand-out.

use super::SlideRow;
use crate::body::{Body, Kind};
use crate::doc::Doc;
use crate::html::Html;
use crate::output::context::{RenderContext, groups_text};
use crate::output::web;
use crate::plan::DocWith;
use crate::qr::QrSquares;
use crate::slides::Slide;

/// The slides before and after those of the author.
#[derive(Default)]
pub struct Frame {
    pub before: Vec<FrameSlide>,
    pub after: Vec<FrameSlide>,
}

pub struct FrameSlide {
    id: &'static str,
    pub title: String,
    pub text: FrameText,
    phase: Option<usize>,
}

/// What stands below the title of a slide of the frame.
pub enum FrameText {
    /// The groups: the title is all there is besides.
    Groups(Option<String>),
    List(Vec<String>),
    Web {
        address: String,
        code: QrSquares,
    },
}

/// The frame of a lesson that has goals; the slides are those of its author.
pub fn of(ctx: &RenderContext<'_>, about: &DocWith<'_, Doc>, slides: &[Slide]) -> Frame {
    let DocWith { id, doc, body, .. } = *about;
    let mut frame = Frame::default();
    let shown = || slides.iter().filter(|slide| !slide.is_skipped);
    let Some(lesson) = doc.facets.lesson.as_ref().filter(|lesson| !lesson.goals.is_empty()) else { return frame };
    let (Some(first), Some(last)) = (shown().next(), shown().next_back()) else { return frame };
    let words = ctx.words(ctx.edition().lang(id));
    let filled = |text: &str| ctx.frame.filled(text, ctx.edition().lang(id));
    let goals = || FrameText::List(lesson.goals.iter().map(|goal| filled(goal)).collect());
    let is_written = |kind: Kind| shown().any(|slide| holds(body, slide, kind));
    let title = filled(&doc.head.title);
    let mut before = |id, title, text| frame.before.push(FrameSlide { id, title, text, phase: first.phase });
    if filled(&first.title) != title {
        before("dia-titel", title, FrameText::Groups(groups_text(words, &lesson.groups)));
    }
    if !is_written(Kind::Objectives) {
        before("dia-doelen", words.text("deck.today").to_string(), goals());
    }
    let mut after = |id, title, text| frame.after.push(FrameSlide { id, title, text, phase: last.phase });
    if !is_written(Kind::KeyPoints) {
        after("dia-slot", words.text("deck.take_home").to_string(), goals());
    }
    if let Some((code, address)) = web::address(ctx, id).and_then(|address| Some((QrSquares::of(&address)?, address))) {
        after("dia-code", words.text("deck.see_again").to_string(), FrameText::Web { address, code });
    }
    frame
}

/// Puts the frame around the slides of a page.
pub(super) fn around(ctx: &RenderContext<'_>, about: &DocWith<'_, Doc>, slides: &[Slide], rows: &mut Vec<SlideRow>) {
    let Frame { before, after } = of(ctx, about, slides);
    rows.splice(0..0, before.into_iter().map(row));
    rows.extend(after.into_iter().map(row));
}

fn holds(body: &Body, slide: &Slide, kind: Kind) -> bool {
    let nodes = slide.nodes.iter().flat_map(|node| body.subtree(*node));
    nodes.into_iter().any(|node| body.div(node).is_some_and(|div| div.kind == kind))
}

/// As a camera or a reader types it: without what every address begins with.
pub fn short(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

fn row(FrameSlide { id, title, text, phase }: FrameSlide) -> SlideRow {
    let mut html = Html::default();
    html.open("h2");
    html.text(&title);
    html.close("h2");
    match &text {
        FrameText::Groups(None) => {}
        FrameText::Groups(Some(groups)) => {
            html.tag("p").class("midden").end();
            html.text(groups);
            html.close("p");
        }
        FrameText::List(texts) => {
            html.open("ul");
            for text in texts {
                html.open("li");
                html.text(text);
                html.close("li");
            }
            html.close("ul");
        }
        // As large as a code must be for the back row.
        FrameText::Web { address, code } => {
            html.tag("p").class("dia-code").end();
            html.append(drawing(code));
            html.open("span");
            for part in short(address).split_inclusive('/') {
                html.text(part);
                html.open("wbr");
            }
            html.close("span");
            html.close("p");
        }
    }
    SlideRow {
        nr: 0,
        id: id.to_string(),
        title,
        html: html.into_string(),
        is_title: false,
        phase,
        phase_title: None,
        from: None,
        script: None,
        notes: None,
    }
}

/// A code with the light edge that cameras ask for; what it says stands beside it.
fn drawing(code: &QrSquares) -> Html {
    let path: String = code.dark().map(|(across, down)| format!("M{across} {down}h1v1h-1z")).collect();
    let side = code.side();
    let mut html = Html::default();
    let view = format!("0 0 {side} {side}");
    html.tag("svg").class("qr").attr("viewBox", &view).attr("role", "img").attr("aria-label", "QR").end();
    html.tag("path").attr("d", &path).end();
    html.close("path");
    html.close("svg");
    html
}
