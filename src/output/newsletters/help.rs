//! Whom a letter names to turn to: the help lines whose variables stand in it, with a number to tap and the hours.

use serde::Serialize;

use crate::body::Tag;
use crate::doc::Post;
use crate::output::context::RenderContext;
use crate::plan::DocWith;
use crate::render::{Hours, in_words, phone_address};

#[derive(Serialize)]
pub struct HelpLineRow<'a> {
    name: &'a str,
    phone: &'a str,
    tel: String,
    hours: Option<String>,
    /// The language of the hours, where krijt cannot say them in that of the letter.
    lang: Option<&'a str>,
}

pub fn lines<'a>(ctx: &RenderContext<'a>, about: &DocWith<'_, Post>) -> Vec<HelpLineRow<'a>> {
    let edition = ctx.edition();
    let (lang, body) = (edition.lang(about.id), about.body);
    let names = body.all().filter_map(|node| match body.tag(node) {
        Tag::Variable(name) => body.variables[name as usize].strip_prefix("hulplijn.")?.split('.').next(),
        _ => None,
    });
    let mut rows = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for name in names {
        if told.contains(&name) {
            continue;
        }
        told.push(name);
        let Some(line) = edition.helplines().iter().find(|line| line.id == name) else { continue };
        let Some(phone) = line.phone.as_deref() else { continue };
        let site = edition.config().site.lang.as_str();
        let (hours, lang) = match ctx.frame.variable(&format!("hulplijn.{name}.tijden"), lang) {
            Some(Hours::Told(hours)) => (Some(in_words(ctx.words(lang), &hours)), None),
            Some(Hours::AsWritten(hours)) => (Some(in_words(ctx.site_words(), &hours)), Some(site)),
            None => (None, None),
        };
        rows.push(HelpLineRow { name: &line.name, phone, tel: phone_address(phone), hours, lang });
    }
    rows
}
