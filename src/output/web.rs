//! Where a document is on the web.

use super::context::RenderContext;
use crate::doc::DocId;

/// A copy for the team leads there as well, but not to what never goes there.
pub fn address(ctx: &RenderContext<'_>, id: DocId) -> Option<String> {
    let edition = ctx.edition();
    let goes_there = !edition.from(id).is_hidden() && !edition.is_draft(id);
    let base = edition.config().site.base_url.as_deref().filter(|_| goes_there)?;
    let path = &edition.route(id).path;
    ctx.plan.job(path)?;
    Some(format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
}
