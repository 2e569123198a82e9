//! Files for the site as a whole: not found, sitemap, robots.

use super::context::{PageMeta, RenderContext};
use crate::diag::Finding;
use crate::html::{Page, escaped};
use crate::plan::Each;

pub const NOT_FOUND: Each = Each::Site { path: "404.html", when: |_| true, render: not_found };

/// A sitemap needs full addresses: without `basis_url` there is none. What is not on the web is not for search engines.
pub const SITEMAP: Each = Each::Site {
    path: "sitemap.xml",
    when: |edition| edition.config().site.base_url.is_some() && edition.is_on_the_web(),
    render: sitemap,
};

pub const ROBOTS: Each = Each::Site { path: "robots.txt", when: |_| true, render: robots };

fn not_found(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let facts = PageMeta { title: ctx.site_words().text("error.title"), ..PageMeta::default() };
    let mut page = Page::new(path);
    // A server shows this page at addresses of any depth: what it needs, it asks for from the top.
    if let Some(base) = ctx.edition().config().site.base_url.as_deref().filter(|_| ctx.edition().is_on_the_web()) {
        let host = base.find("://").map_or(0, |at| at + 3);
        page.root = base[host..].find('/').map_or("/", |at| &base[host + at..]).to_string();
    }
    ctx.page("404.html", &page, facts, out, |_| {})
}

/// Source: sitemaps.org protocol 0.9.
fn sitemap(ctx: &RenderContext<'_>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.extend_from_slice(b"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (path, job) in ctx.plan.paths.iter().zip(&ctx.plan.jobs) {
        let is_page = path.ends_with(".html") && path != "404.html" && job.output.name != "redirect";
        let Some(address) = ctx.canonical(path).filter(|_| is_page) else { continue };
        let head = job.work.doc().and_then(|id| ctx.edition().doc(id)).map(|doc| &doc.head);
        let today = ctx.edition().options().today;
        let day = head.and_then(|head| head.updated.or(head.date));
        let day = day.filter(|day| today.is_none_or(|today| *day <= today));
        out.extend_from_slice(format!("<url><loc>{}</loc>", escaped(&address)).as_bytes());
        if let Some(day) = day {
            out.extend_from_slice(format!("<lastmod>{day}</lastmod>").as_bytes());
        }
        out.extend_from_slice(b"</url>\n");
    }
    out.extend_from_slice(b"</urlset>\n");
    Ok(())
}

/// Source: RFC 9309.
fn robots(ctx: &RenderContext<'_>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    if !ctx.edition().is_on_the_web() {
        out.extend_from_slice(b"User-agent: *\nDisallow: /\n");
        return Ok(());
    }
    out.extend_from_slice(b"User-agent: *\nAllow: /\n");
    if let Some(base) = &ctx.edition().config().site.base_url {
        out.extend_from_slice(format!("Sitemap: {base}sitemap.xml\n").as_bytes());
    }
    Ok(())
}
