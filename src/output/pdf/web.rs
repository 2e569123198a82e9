//! The way from paper to the web.

use qrcode::{Color, QrCode};

use crate::doc::DocId;
use crate::output::RenderContext;
use crate::pdf::Val;

/// Where a document is on the web, as letters and a code. The copy for the team leads there as well, but not to what never goes
/// there.
pub fn of(ctx: &RenderContext<'_>, id: DocId) -> Val {
    let edition = ctx.edition();
    let goes_there = !edition.from(id).is_hidden() && !edition.is_draft(id);
    let base = edition.config().site.base_url.as_deref().filter(|_| goes_there);
    let path = &edition.route(id).path;
    let Some(base) = base.filter(|_| ctx.plan.job(path).is_some()) else { return Val::None };
    let address = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path));
    let code = rows(&address).into_iter().map(Val::from).collect();
    Val::Dict(vec![("address", address.into()), ("qr", Val::List(code))])
}

/// The QR code of a text, row by row; empty when the text is too long for one.
fn rows(text: &str) -> Vec<String> {
    let Ok(code) = QrCode::new(text) else { return Vec::new() };
    let sign = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    code.to_colors().chunks(code.width()).map(|row| row.iter().map(sign).collect()).collect()
}
