//! The page between the protocol and the cards with the steps: whose behaviour is it about?

use serde::Serialize;

use super::{STEPS, STEPS_TITLE, name_of, owners, stem_of_steps, subject};
use crate::diag::Finding;
use crate::doc::Incident;
use crate::html::Page;
use crate::output::context::{PageMeta, RenderContext};
use crate::output::lessons::crumbs;
use crate::output::protocol::PATH;
use crate::output::{Output, cards::Owner};
use crate::plan::{Job, Planner, Subject};

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    if owners(planner.view).iter().any(|(_, owner)| matches!(owner, Owner::Steps(_))) {
        planner.add(format!("{STEPS}.html"), output, subject(planner.view));
    }
}

#[derive(Serialize)]
struct Door {
    title: String,
    about: &'static str,
    icon: &'static str,
    path: String,
    pdf: Option<String>,
}

pub fn render(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let view = ctx.view();
    let door = |incident: Incident| {
        let stem = stem_of_steps(incident);
        let (about, icon) = match incident {
            Incident::Child => ("Een kind deed iets, of een kind overkwam iets.", "gesprek"),
            Incident::Staff => ("Het gaat over het gedrag van iemand die hier werkt.", "team"),
        };
        let pdf = Some(format!("{stem}.pdf")).filter(|pdf| ctx.plan.job(pdf).is_some());
        let path = format!("{stem}.html");
        ctx.plan.job(&path)?;
        Some(Door { title: name_of(&Owner::Steps(incident)), about, icon, path, pdf })
    };
    let doors: Vec<Door> = Incident::ALL.into_iter().filter_map(door).collect();
    let doc = match job.subject {
        Subject::Doc(id) => Some(view.site.doc(id)),
        _ => None,
    };
    let crumbs = crumbs(&[("Protocol", PATH), (STEPS_TITLE, path)]);
    let facts = PageMeta { title: STEPS_TITLE, crumbs, doc, ..PageMeta::default() };
    ctx.page("doors.html", &Page::new(path), facts, out, |context| {
        context.insert("doors", &doors);
        context.insert("protocol", PATH);
    })
}
