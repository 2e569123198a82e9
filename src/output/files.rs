//! Files that stand beside documents, and the assets of the theme.

use super::Output;
use super::context::RenderContext;
use crate::diag::{Finding, catalogue as code};
use crate::plan::{Job, Planner, Subject};

/// Only what a text of this edition names: a file that the team's notes show stays with the team.
pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    let edition = planner.edition;
    for (id, asset) in edition.assets() {
        planner.add(asset.out.clone(), output, Subject::Asset(id));
    }
}

pub fn render(ctx: &RenderContext<'_>, job: &Job, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Asset(asset) = job.subject else { return Ok(()) };
    let Some(asset) = ctx.edition().asset_of(asset) else { return Ok(()) };
    let path = &asset.path;
    let unreadable = |reason: String| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
    out.extend_from_slice(&ctx.file(path).map_err(unreadable)?);
    Ok(())
}

pub fn plan_theme(planner: &mut Planner<'_>, output: &'static Output) {
    let paths: Vec<String> = planner.theme.assets().keys().cloned().collect();
    for path in paths {
        planner.add(path.clone(), output, Subject::Theme(path));
    }
}

pub fn theme(ctx: &RenderContext<'_>, job: &Job, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Theme(path) = &job.subject else { return Ok(()) };
    if let Some(bytes) = ctx.frame.theme.assets().get(path) {
        out.extend_from_slice(bytes);
    }
    Ok(())
}
