//! The way from paper to the web.

use crate::doc::DocId;
use crate::output::RenderContext;
use crate::pdf::Val;
use crate::qr::QrSquares;

/// Where a document is on the web, as letters and a code. The copy for the team leads there as well, but not to what never goes
/// there.
pub fn of(ctx: &RenderContext<'_>, id: DocId) -> Val {
    let edition = ctx.edition();
    let goes_there = !edition.from(id).is_hidden() && !edition.is_draft(id);
    let base = edition.config().site.base_url.as_deref().filter(|_| goes_there);
    let path = &edition.route(id).path;
    let Some(base) = base.filter(|_| ctx.plan.job(path).is_some()) else { return Val::None };
    let address = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path));
    let code = QrSquares::of(&address).map_or_else(Vec::new, |code| code.rows().map(Val::from).collect());
    Val::Dict(vec![("address", address.into()), ("qr", Val::List(code))])
}
