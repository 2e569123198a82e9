//! Files that stand beside documents, and the assets of the theme.

use super::context::RenderContext;
use crate::diag::{Finding, catalogue as code};
use crate::media::Scale;
use crate::plan::Each;
use crate::site::Asset;

/// Only what a text of this edition names: a file that the team's notes show stays with the team.
pub const BESIDE: Each = Each::Asset(render);

pub const OF_THEME: Each = Each::Theme(|bytes, out| out.extend_from_slice(bytes));

fn render(ctx: &RenderContext<'_>, (asset, scale): (&Asset, Scale), out: &mut Vec<u8>) -> Result<(), Finding> {
    let path = &asset.path;
    let unreadable = |reason: String| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
    out.extend_from_slice(&ctx.file(path, scale).map_err(unreadable)?);
    Ok(())
}
