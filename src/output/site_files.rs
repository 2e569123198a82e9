//! Files for the site as a whole: not found, sitemap, robots.

use super::Output;
use super::context::{PageMeta, RenderContext};
use crate::diag::Finding;
use crate::html::{Page, escaped};
use crate::plan::{Job, Planner, Subject};

pub fn plan_not_found(planner: &mut Planner<'_>, output: &'static Output) {
    planner.add("404.html", output, Subject::Site);
}

pub fn not_found(ctx: &RenderContext<'_>, _: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let facts = PageMeta { title: ctx.site_words().text("error.title"), ..PageMeta::default() };
    ctx.page("404.html", &Page::new(path), facts, out, |_| {})
}

/// A sitemap needs full addresses: without `basis_url` there is none. What is not on the web is not for search engines.
pub fn plan_sitemap(planner: &mut Planner<'_>, output: &'static Output) {
    if planner.edition.config().site.base_url.is_some() && planner.edition.is_on_the_web() {
        planner.add("sitemap.xml", output, Subject::Site);
    }
}

/// Source: sitemaps.org protocol 0.9.
pub fn sitemap(ctx: &RenderContext<'_>, _: &Job, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.extend_from_slice(b"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (path, job) in ctx.plan.paths.iter().zip(&ctx.plan.jobs) {
        let is_page = path.ends_with(".html") && path != "404.html" && job.output.name != "redirect";
        let Some(address) = ctx.canonical(path).filter(|_| is_page) else { continue };
        let day = match job.subject {
            Subject::Doc(id) => {
                let head = ctx.edition().doc(id).map(|doc| &doc.head);
                head.and_then(|head| head.updated.or(head.date))
            }
            _ => None,
        };
        out.extend_from_slice(format!("<url><loc>{}</loc>", escaped(&address)).as_bytes());
        if let Some(day) = day {
            out.extend_from_slice(format!("<lastmod>{day}</lastmod>").as_bytes());
        }
        out.extend_from_slice(b"</url>\n");
    }
    out.extend_from_slice(b"</urlset>\n");
    Ok(())
}

pub fn plan_robots(planner: &mut Planner<'_>, output: &'static Output) {
    planner.add("robots.txt", output, Subject::Site);
}

/// Source: RFC 9309.
pub fn robots(ctx: &RenderContext<'_>, _: &Job, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
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
