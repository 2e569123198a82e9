//! Other pages, the lists of their folders, and redirects from old addresses.

use tera::{Context, Value};

use super::context::{Crumb, FEWEST, PageMeta, RenderContext};
use super::lessons::{crumbs, neighbours};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::LESSONS;
use crate::plan::{DocWith, Docs, Each, Folders, Where};
use crate::render::{RenderOptions, address};
use crate::site::{Folder, folder_of, route_root};

/// A document that has no page of another output, and is no text above a list.
pub const PAGE: Each = Each::Doc(Docs {
    at: Where::Page,
    when: |edition, about| {
        let facets = &about.doc.facets;
        facets.lesson.is_none()
            && facets.module.is_none()
            && facets.post.is_none()
            && facets.event.is_none()
            && facets.charter.is_none()
            && facets.rules.is_none()
            && !crate::kind::is_index(edition.path(about.id))
    },
    render,
});

pub const LIST: Each = Each::Folder(Folders { when: has_list, render: folder });

pub const REDIRECT: Each = Each::Doc(Docs { at: Where::Aliases, when: |_, _| true, render: redirect });

/// A folder's list. The home page, and the overviews of lessons and letters, have outputs of their own.
fn has_list(edition: &Edition<'_>, folder: &str, row: &Folder) -> bool {
    let path = format!("{folder}index.html");
    let is_taken = match folder {
        "" => true,
        folder if folder == LESSONS.folder => !edition.collections().modules.is_empty(),
        _ => false,
    };
    let is_a_page = row.index.is_none() && row.pages.iter().any(|id| edition.route(*id).path == path);
    !is_taken && edition.has_overview(&path) && !is_a_page
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

fn folder(
    ctx: &RenderContext<'_>,
    (folder, row): (&str, &Folder),
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
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
        context.insert("contents", &index.map(|id| ctx.contents(id, FEWEST)));
        context.insert_value("children", ctx.summaries(&row.pages));
        context.insert_value("prev", Value::none());
        context.insert_value("next", Value::none());
    })
}

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Doc>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = about;
    let mut page = Page::new(path);
    let content = ctx.content(id, &mut page, RenderOptions::default());
    let (lang, folder) = (ctx.edition().lang(id), folder_of(folder_of(path).trim_end_matches('/')));
    let above = Some(ctx.steps(ctx.words(lang), folder, || way(ctx, lang, folder)));
    let crumbs = vec![Crumb { title: doc.head.title.clone(), path: path.to_string(), lang: None }];
    let facts = PageMeta { above, crumbs, ..PageMeta::of(doc) };
    let (prev, next) = neighbours(ctx, id);
    ctx.page("page.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("contents", &ctx.contents(id, FEWEST));
        context.insert_value("children", Value::none());
        context.insert_value("prev", prev);
        context.insert_value("next", next);
    })
}

fn redirect(
    ctx: &RenderContext<'_>,
    DocWith { id, .. }: DocWith<'_, Doc>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let route = ctx.edition().route(id);
    let anchor = route.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
    let mut context = Context::new();
    context.insert("target", &address(&format!("{}{}{anchor}", route_root(path), route.path)));
    context.insert("title", &ctx.edition().title(id));
    context.insert("root", &route_root(path));
    let lang = ctx.edition().lang(id);
    context.insert("lang", lang);
    context.insert_value("w", ctx.frame.theme.spoken(&ctx.words(lang).lang, "redirect.html"));
    ctx.frame.theme.render("redirect.html", &context, out)
}
