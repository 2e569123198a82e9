//! The way from paper to the web.

use crate::doc::DocId;
use crate::output::RenderContext;
use crate::output::web::address;
use crate::pdf::Val;
use crate::qr::QrSquares;

/// Where a document is on the web, as letters and a code.
pub fn of(ctx: &RenderContext<'_>, id: DocId) -> Val {
    let Some(address) = address(ctx, id) else { return Val::None };
    let code = QrSquares::of(&address).map_or_else(Vec::new, |code| code.rows().map(Val::from).collect());
    Val::Dict(vec![("address", address.into()), ("qr", Val::List(code))])
}
