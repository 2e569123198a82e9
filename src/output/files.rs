//! Files that stand beside documents, and the assets of the theme.

use std::collections::BTreeSet;

use super::Output;
use super::context::RenderContext;
use crate::body::Tag;
use crate::diag::{Finding, catalogue as code};
use crate::plan::{Job, Planner, Subject};
use crate::site::{AssetId, Target};

/// Only what a text of this edition names: a file that the team's notes show stays with the team.
pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    let view = planner.view;
    let site = view.site;
    let mut used: BTreeSet<AssetId> = BTreeSet::new();
    for id in view.ids() {
        let Some((doc, body)) = view.get(id) else { continue };
        let targets = &site.targets[id.0 as usize];
        if !targets.iter().any(|(_, target)| matches!(target, Target::File(_))) {
            continue; // as most
        }
        let named = body.all().filter(|node| matches!(body.tag(*node), Tag::Link(_) | Tag::Image(_)));
        let starts = named.map(|node| body.span(node).start);
        let starts = starts.chain(doc.head.image.iter().map(|image| image.place.span.start));
        for start in starts {
            if let Some(Target::File(path)) = targets.get(start)
                && let Some((asset, _)) = site.asset(path)
            {
                used.insert(asset);
            }
        }
    }
    used.extend(site.logo().and_then(|path| site.asset(&path)).map(|(asset, _)| asset));
    for asset in used {
        planner.add(site.assets[asset].out.clone(), output, Subject::Asset(asset));
    }
}

pub fn render(ctx: &RenderContext<'_>, job: &Job, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Asset(asset) = job.subject else { return Ok(()) };
    let path = &ctx.view().site.assets[asset].path;
    let unreadable = |reason: String| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
    out.extend_from_slice(&ctx.frame.pictures.bytes(ctx.world, path).map_err(unreadable)?);
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
