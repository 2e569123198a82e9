//! A letter in one file, for an app or a shared folder that takes a file and shows it: its style and pictures are in it, its
//! links are whole, and it asks nothing of any host.

use std::cell::Cell;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Letter, looked_through, scale_of};
use crate::diag::Finding;
use crate::doc::Post;
use crate::edition::leak::AsText;
use crate::html::{source_of, text_in};
use crate::language;
use crate::mail::{self, Styles, sheet};
use crate::output::context::RenderContext;
use crate::plan::DocWith;

/// Pictures take so many bytes together, at most: what comes after that is told by its description, and is on the web.
const PICTURES: usize = 2_000_000;

pub fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let letter = Letter::new(ctx, about.id, path)?;
    let room = Cell::new(PICTURES);
    let inside = |path: &str| {
        let kind = letter.open.pictures.get(path).map(|shot| shot.kind).filter(|_| letter.shows(path))?;
        letter.open.edition.asset(path)?;
        let bytes = ctx.file(path, scale_of(&letter.open, path)).ok()?;
        room.set(room.get().checked_sub(bytes.len())?);
        Some(format!("data:{};base64,{}", kind.mime(), STANDARD.encode(bytes.as_slice())))
    };
    let made = mail::write(&letter.tree(), &Styles::named(), &inside);
    let style = sheet(ctx.frame.theme, language::direction(letter.lang));
    let html = letter.filled_in("mail/brief.html", text_in, |context| {
        context.insert("style_source", &source_of(&style));
        context.insert("style", &style);
        context.insert("content", &made.html);
    })?;
    looked_through(ctx, path, html.as_bytes(), AsText::Markup)?;
    out.extend_from_slice(html.as_bytes());
    Ok(())
}
