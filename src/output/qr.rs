//! QR codes: where a letter or a lesson is on the web.

use qrcode::{Color, QrCode};

use super::context::RenderContext;
use crate::doc::DocId;
use crate::html::Html;

/// Where a document is on the web. A copy for the team leads there as well, but not to what never goes there.
pub fn address(ctx: &RenderContext<'_>, id: DocId) -> Option<String> {
    let edition = ctx.edition();
    let goes_there = !edition.from(id).is_hidden() && !edition.is_draft(id);
    let base = edition.config().site.base_url.as_deref().filter(|_| goes_there)?;
    let path = &edition.route(id).path;
    ctx.plan.job(path)?;
    Some(format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
}

/// The QR code of a text, row by row; empty when the text is too long for one.
pub fn rows(text: &str) -> Vec<String> {
    let Ok(code) = QrCode::new(text) else { return Vec::new() };
    let sign = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    code.to_colors().chunks(code.width()).map(|row| row.iter().map(sign).collect()).collect()
}

/// The same as a drawing with the quiet edge that readers of codes ask for; the text of it stands beside it.
pub fn drawing(text: &str) -> Option<Html> {
    let rows = rows(text);
    let side = rows.len() + 8;
    let mut path = String::new();
    for (down, row) in rows.iter().enumerate() {
        for (across, _) in row.match_indices('1') {
            path.push_str(&format!("M{} {}h1v1h-1z", across + 4, down + 4));
        }
    }
    let mut html = Html::default();
    let view = format!("0 0 {side} {side}");
    html.tag("svg").class("qr").attr("viewBox", &view).attr("role", "img").attr("aria-label", "QR").end();
    html.tag("path").attr("d", &path).end();
    html.close("path");
    html.close("svg");
    (!rows.is_empty()).then_some(html)
}
