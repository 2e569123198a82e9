//! Outputs: what comes out of a site. A new output is a file and a row. Outputs ask documents for facets; they never
//! ask for a kind.

mod brief;
mod cards;
mod changes;
mod deck;
mod downloads;
mod evenings;
mod files;
mod glossary;
mod home;
mod keys;
mod lessons;
mod messages;
mod newsletters;
mod pages;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod protocol;
mod site_files;

use crate::plan::{Output, RenderContext, context};

pub use downloads::of as pdfs_of;

/// Everything that a site can be made into.
pub static OUTPUTS: &[&[Output]] = &[
    FILES,
    #[cfg(feature = "pdf")]
    pdf::FILES,
];

static FILES: &[Output] = &[
    Output { name: "home", plan: home::plan, render: home::render },
    Output { name: "lessons", plan: lessons::plan_overview, render: lessons::overview },
    Output { name: "module", plan: lessons::plan_modules, render: lessons::module },
    Output { name: "lesson", plan: lessons::plan_lessons, render: lessons::lesson },
    Output { name: "deck", plan: deck::plan, render: deck::render },
    Output { name: "hand-out", plan: deck::plan_handout, render: deck::handout },
    Output { name: "worksheet", plan: paper::plan_sheet, render: paper::render_sheet },
    Output { name: "answers", plan: paper::plan_answers, render: paper::render_answers },
    Output { name: "substitute", plan: paper::plan_card, render: paper::card },
    Output { name: "newsletters", plan: newsletters::plan_archive, render: newsletters::archive },
    Output { name: "newsletter", plan: newsletters::plan, render: newsletters::render },
    Output { name: "evenings", plan: evenings::plan_overview, render: evenings::overview },
    Output { name: "evening", plan: evenings::plan, render: evenings::render },
    Output { name: "protocol", plan: protocol::plan, render: protocol::render },
    Output { name: "steps", plan: cards::plan_doors, render: cards::render_doors },
    Output { name: "cards", plan: cards::plan, render: cards::render },
    Output { name: "changes", plan: changes::plan, render: changes::render },
    Output { name: "glossary", plan: glossary::plan, render: glossary::render },
    Output { name: "keys", plan: keys::plan, render: keys::render },
    Output { name: "messages", plan: messages::plan, render: messages::render },
    Output { name: "folder", plan: pages::plan_folders, render: pages::folder },
    Output { name: "page", plan: pages::plan, render: pages::render },
    Output { name: "redirect", plan: pages::plan_redirects, render: pages::redirect },
    Output { name: "not-found", plan: site_files::plan_not_found, render: site_files::not_found },
    Output { name: "sitemap", plan: site_files::plan_sitemap, render: site_files::sitemap },
    Output { name: "robots", plan: site_files::plan_robots, render: site_files::robots },
    Output { name: "file", plan: files::plan, render: files::render },
    Output { name: "theme", plan: files::plan_theme, render: files::theme },
];
