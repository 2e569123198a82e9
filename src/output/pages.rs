//! Other pages, the lists of their folders, and redirects from old addresses.

use tera::{Context, Value};

use super::Output;
use super::context::{Crumb, PageMeta, RenderContext};
use super::lessons::{crumbs, neighbours};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::html::Page;
use crate::kind::collection::LESSONS;
use crate::plan::{Job, Planner, Subject};
use crate::render::{RenderOptions, address};
use crate::site::{folder_of, route_root};

/// Has this document no page of another output?
fn is_plain(doc: &Doc) -> bool {
    let facets = &doc.facets;
    facets.lesson.is_none()
        && facets.module.is_none()
        && facets.post.is_none()
        && facets.event.is_none()
        && facets.rules.is_none()
}

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    let edition = planner.edition;
    let pages = edition.collections().folders.values().flat_map(|folder| edition.docs(&folder.pages));
    for (id, _) in pages.filter(|(_, doc)| is_plain(doc)) {
        planner.add(edition.route(id).path.clone(), output, Subject::Doc(id));
    }
}

/// A folder's list. The home page, and the overviews of lessons and letters, have outputs of their own.
pub fn plan_folders(planner: &mut Planner<'_>, output: &'static Output) {
    let edition = planner.edition;
    let order = &edition.collections();
    for (folder, row) in &order.folders {
        let path = format!("{folder}index.html");
        let is_taken = match folder.as_str() {
            "" => true,
            folder if folder == LESSONS.folder => !order.modules.is_empty(),
            _ => false,
        };
        if is_taken || !edition.has_overview(&path) {
            continue;
        }
        let is_a_page = row.index.is_none() && row.pages.iter().any(|id| edition.route(*id).path == path);
        if !is_a_page {
            let place = row.index.and_then(|id| edition.doc(id)?.head.title_place);
            planner.add_from(path, output, Subject::Folder(folder.clone()), place);
        }
    }
}

/// The way to a folder: the titles of the folders around it.
fn way(ctx: &RenderContext<'_>, lang: &str, folder: &str) -> Vec<Crumb> {
    let edition = ctx.edition();
    let mut rows = crumbs(ctx.words(lang), &[]);
    for (at, _) in folder.match_indices('/') {
        let part = &folder[..=at];
        let path = format!("{part}index.html");
        if let Some(row) = edition.collections().folders.get(part).filter(|_| ctx.plan.job(&path).is_some()) {
            let index = row.index;
            let title = index.map_or(row.name.as_str(), |id| edition.title(id)).to_string();
            let lang = index.map_or(edition.config().site.lang.as_str(), |id| edition.lang(id)).to_string();
            rows.push(Crumb { title, path, lang: Some(lang) });
        }
    }
    rows
}

pub fn folder(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Folder(folder) = &job.subject else { return Ok(()) };
    let edition = ctx.edition();
    let Some(row) = edition.collections().folders.get(folder) else { return Ok(()) };
    let mut page = Page::new(path);
    let index = row.index;
    let content = index.map_or_else(Value::none, |id| ctx.content(id, &mut page, RenderOptions::default()));
    let doc = index.and_then(|id| edition.doc(id));
    let title = doc.map_or(row.name.as_str(), |doc| doc.head.title.as_str());
    let summary = doc.and_then(|doc| doc.head.summary.as_deref());
    let facts =
        PageMeta { title, summary, doc, crumbs: way(ctx, &edition.config().site.lang, folder), ..PageMeta::default() };
    ctx.page("page.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert_value("children", ctx.summaries(&row.pages));
        context.insert_value("prev", Value::none());
        context.insert_value("next", Value::none());
    })
}

pub fn render(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Doc(id) = job.subject else { return Ok(()) };
    let Some(doc) = ctx.edition().doc(id) else { return Ok(()) };
    let mut page = Page::new(path);
    let content = ctx.content(id, &mut page, RenderOptions::default());
    let mut crumbs = way(ctx, ctx.edition().lang(id), folder_of(folder_of(path).trim_end_matches('/')));
    crumbs.push(Crumb { title: doc.head.title.clone(), path: path.to_string(), lang: None });
    let summary = doc.head.summary.as_deref();
    let facts = PageMeta { title: &doc.head.title, summary, crumbs, doc: Some(doc), lang: doc.head.lang.as_deref() };
    let (prev, next) = neighbours(ctx, id);
    ctx.page("page.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert_value("children", Value::none());
        context.insert_value("prev", prev);
        context.insert_value("next", next);
    })
}

pub fn plan_redirects(planner: &mut Planner<'_>, output: &'static Output) {
    let edition = planner.edition;
    for (id, doc) in edition.all() {
        for alias in &doc.head.aliases {
            let path = alias.value.trim_matches('/');
            let path = if path.ends_with(".html") { path.to_string() } else { format!("{path}/index.html") };
            planner.add_from(path, output, Subject::Doc(id), Some(alias.place));
        }
    }
}

pub fn redirect(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Doc(id) = job.subject else { return Ok(()) };
    let route = ctx.edition().route(id);
    let anchor = route.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
    let mut context = Context::new();
    context.insert("target", &address(&format!("{}{}{anchor}", route_root(path), route.path)));
    context.insert("title", &ctx.edition().title(id));
    context.insert("root", &route_root(path));
    let lang = ctx.edition().lang(id);
    context.insert("lang", lang);
    context.insert_value("w", ctx.frame.theme.spoken(&ctx.words(lang).lang));
    ctx.frame.theme.render("redirect.html", &context, out)
}
