//! The page between the protocol and the cards with the steps: whose behaviour is it about?

use serde::Serialize;

use super::{Owner, STEPS, name_of, owners, stem_of_steps};
use crate::diag::Finding;
use crate::doc::{Doc, Incident};
use crate::edition::Edition;
use crate::html::Page;
use crate::output::context::{PageMeta, RenderContext};
use crate::output::lessons::crumbs;
use crate::output::protocol::{PATH, charter};
use crate::plan::{DocWith, Each, Whole};

pub const DOORS: Each = Each::Whole(Whole { paths, doc: charter, texts: |_| Vec::new(), render });

fn paths(edition: &Edition<'_>) -> Vec<String> {
    let has_steps = owners(edition).iter().any(|(_, owner)| matches!(owner, Owner::Steps(_)));
    has_steps.then(|| format!("{STEPS}.html")).into_iter().collect()
}

#[derive(Serialize)]
struct Door<'a> {
    title: String,
    about: &'a str,
    icon: &'static str,
    path: String,
    pdf: Option<String>,
}

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let words = ctx.site_words();
    let door = |incident: Incident| {
        let stem = stem_of_steps(incident);
        let (about, icon) = match incident {
            Incident::Child => ("cards.child_text", "gesprek"),
            Incident::Staff => ("cards.staff_text", "team"),
        };
        let pdf = Some(format!("{stem}.pdf")).filter(|pdf| ctx.plan.job(pdf).is_some());
        let path = format!("{stem}.html");
        ctx.plan.job(&path)?;
        let title = name_of(words, &Owner::Steps(incident));
        Some(Door { title, about: words.text(about), icon, path, pdf })
    };
    let doors: Vec<Door<'_>> = Incident::ALL.into_iter().filter_map(door).collect();
    let doc = own.as_ref().map(|own| own.doc);
    let title = words.text("cards.title");
    let crumbs = crumbs(words, &[(words.text("protocol.title"), PATH), (title, path)]);
    let facts = PageMeta { title, crumbs, doc, ..PageMeta::default() };
    ctx.page("doors.html", &Page::new(path), facts, out, |context| {
        context.insert("doors", &doors);
        context.insert("protocol", PATH);
        context.insert("incident", &ctx.plan.job(super::INCIDENT_PATH).map(|_| super::INCIDENT_PATH));
    })
}
