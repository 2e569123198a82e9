//! What a letter names: lessons that exist. What it needs to be sent: an address.

use crate::config;
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::kind::collection::LESSONS;
use crate::site::{Names, Site};

pub fn lessons(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(post) = &site.doc(id).facets.post else { return };
    let unknown: Vec<_> =
        post.lessons.iter().flatten().filter(|item| site.talks.named(&item.value).is_empty()).collect();
    let is_broken = |path: &&str| path.strip_prefix("content/").is_some_and(|path| LESSONS.holds(path));
    if unknown.is_empty() || site.broken.iter().any(is_broken) {
        return;
    }
    for item in unknown {
        let near = site.nearest(Names::Lessons, &item.value);
        let finding = Finding::new(&code::UNKNOWN_LESSON, item.place).with("lesson", item.value.as_str());
        findings.push(super::meant(site, finding, item.place, &item.value, near));
    }
}

/// Letters go to parents by mail, and are to be followed, with links to the web.
pub fn address(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let is_open = |id: &DocId| site.is_public(*id);
    let has_address = site.config.broken || site.config.site.base_url.is_some();
    if !has_address && site.collections.posts.iter().any(is_open) {
        findings.push(Finding::about(&code::BASE_URL_MISSING, config::FILE));
    }
}
