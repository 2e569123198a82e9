//! The newsletter on paper: one or two sheets, with a code that leads to its page.

use super::{facts, limit, render, web};
use crate::diag::Finding;
use crate::doc::Post;
use crate::output::RenderContext;
use crate::output::newsletters::facts_of;
use crate::pdf::{Paper, text_in, value};
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::RenderOptions;

pub const LETTER: Each = Each::Letter(Docs { at: Where::Beside("nieuwsbrief.pdf"), when: |_, _| true, render: letter });

/// A letter to parents is read when it is short.
const PAGES: usize = 2;

fn letter(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = about;
    let edition = ctx.edition();
    let lang = edition.lang(id);
    let mut paper = Paper::new(&ctx.frame, &[id]);
    let body =
        paper.letter(id, RenderOptions { terms: lang == ctx.edition().config().site.lang, ..RenderOptions::default() });
    let mut told = facts(ctx, &doc.head.title, lang, &[id]);
    told.extend([
        ("post", value(&facts_of(ctx, &about, text_in))),
        ("web", web::of(ctx, id)),
        ("terms", paper.take_words()),
    ]);
    let made = render(ctx, path, &paper, ("nieuwsbrief", told, &body), out)?;
    limit(ctx, path, &made, PAGES);
    Ok(())
}
