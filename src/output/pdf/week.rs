//! The plan of the Week as a sheet for the wall: A3, one page. What it says is decided in [`crate::output::week`].

use super::{facts, limit, render};
use crate::output::week as plan;
use crate::pdf::{Paper, Typ, value};
use crate::plan::{Each, Whole};

pub const WALL: Each = Each::Whole(Whole {
    paths: |edition| if edition.has_week() { vec!["week/week.pdf".to_string()] } else { Vec::new() },
    doc: |_| None,
    texts: |_| Vec::new(),
    render: |ctx, _, path, out| {
        let week = plan::facts_of(ctx).ok_or_else(|| ctx.bug(path))?;
        let mut told = facts(ctx, ctx.site_words().text("week.title"), &ctx.edition().config().site.lang, &[]);
        super::say_for(&mut told, crate::audience::Audience::Team);
        told.push(("week", value(&week)));
        let made = render(ctx, path, &Paper::new(&ctx.frame, &[]), ("week", told, &Typ::default()), out)?;
        limit(ctx, path, &made, 1);
        Ok(())
    },
});
