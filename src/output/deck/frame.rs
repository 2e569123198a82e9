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

/// Puts the frame around the slides of a lesson that has goals.
pub fn around(ctx: &RenderContext<'_>, about: &DocWith<'_, Doc>, slides: &[Slide], rows: &mut Vec<SlideRow>) {
    let DocWith { id, doc, body, .. } = *about;
    let Some(lesson) = doc.facets.lesson.as_ref().filter(|lesson| !lesson.goals.is_empty()) else { return };
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let words = ctx.words(ctx.edition().lang(id));
    let filled = |text: &str| ctx.frame.filled(text, ctx.edition().lang(id));
    let goals: Vec<String> = lesson.goals.iter().map(|goal| filled(goal)).collect();
    let is_written = |kind: Kind| slides.iter().any(|slide| !slide.is_skipped && holds(body, slide, kind));
    let title = filled(&doc.head.title);
    let (early, late) = (first.phase, last.phase);
    let mut before = Vec::new();
    if first.title != title {
        let mut html = Html::default();
        heading(&mut html, &title);
        if let Some(groups) = groups_text(words, &lesson.groups) {
            html.tag("p").class("midden").end();
            html.text(&groups);
            html.close("p");
        }
        before.push(row("dia-titel", title, html, early));
    }
    if !is_written(Kind::Objectives) {
        let mut html = Html::default();
        heading(&mut html, words.text("deck.today"));
        list(&mut html, &goals);
        before.push(row("dia-doelen", words.text("deck.today").to_string(), html, early));
    }
    if !is_written(Kind::KeyPoints) {
        let mut html = Html::default();
        heading(&mut html, words.text("deck.take_home"));
        list(&mut html, &goals);
        rows.push(row("dia-slot", words.text("deck.take_home").to_string(), html, late));
    }
    // As large as a code must be for the back row.
    if let Some((drawing, address)) = web::address(ctx, id).and_then(|address| Some((drawing(&address)?, address))) {
        let mut html = Html::default();
        heading(&mut html, words.text("deck.see_again"));
        html.tag("p").class("dia-code").end();
        html.append(drawing);
        html.open("span");
        for part in address.split_once("://").map_or(&*address, |(_, rest)| rest).split_inclusive('/') {
            html.text(part);
            html.open("wbr");
        }
        html.close("span");
        html.close("p");
        rows.push(row("dia-code", words.text("deck.see_again").to_string(), html, late));
    }
    rows.splice(0..0, before);
}

fn holds(body: &Body, slide: &Slide, kind: Kind) -> bool {
    let nodes = slide.nodes.iter().flat_map(|node| body.subtree(*node));
    nodes.into_iter().any(|node| body.div(node).is_some_and(|div| div.kind == kind))
}

fn heading(html: &mut Html, text: &str) {
    html.open("h2");
    html.text(text);
    html.close("h2");
}

fn list(html: &mut Html, texts: &[String]) {
    html.open("ul");
    for text in texts {
        html.open("li");
        html.text(text);
        html.close("li");
    }
    html.close("ul");
}

/// A code with the light edge that cameras ask for; what it says stands beside it.
fn drawing(text: &str) -> Option<Html> {
    let code = QrSquares::of(text)?;
    let path: String = code.dark().map(|(across, down)| format!("M{across} {down}h1v1h-1z")).collect();
    let side = code.side();
    let mut html = Html::default();
    let view = format!("0 0 {side} {side}");
    html.tag("svg").class("qr").attr("viewBox", &view).attr("role", "img").attr("aria-label", "QR").end();
    html.tag("path").attr("d", &path).end();
    html.close("path");
    html.close("svg");
    Some(html)
}

fn row(id: &str, title: String, html: Html, phase: Option<usize>) -> SlideRow {
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
