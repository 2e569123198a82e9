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
mod theme_page;

use crate::audience::Audience::{Mr, Public, Team};
use crate::edition::leak::AsText::{ByName, Markup, Plain};
use crate::plan::{Output, RenderContext, context};

pub use downloads::of as pdfs_of;

/// Everything that a site can be made into.
pub static OUTPUTS: &[&[Output]] = &[
    FILES,
    #[cfg(feature = "pdf")]
    pdf::FILES,
];

static FILES: &[Output] = &[
    Output { name: "home", from: Public, text: Markup, plan: home::plan, render: home::render },
    Output { name: "lessons", from: Public, text: Markup, plan: lessons::plan_overview, render: lessons::overview },
    Output { name: "module", from: Public, text: Markup, plan: lessons::plan_modules, render: lessons::module },
    Output { name: "lesson", from: Public, text: Markup, plan: lessons::plan_lessons, render: lessons::lesson },
    Output { name: "deck", from: Public, text: Markup, plan: deck::plan, render: deck::render },
    Output { name: "evening-deck", from: Mr, text: Markup, plan: deck::plan_of_evening, render: deck::render },
    Output { name: "hand-out", from: Team, text: Markup, plan: deck::plan_handout, render: deck::handout },
    Output { name: "worksheet", from: Public, text: Markup, plan: paper::plan_sheet, render: paper::render_sheet },
    Output { name: "answers", from: Team, text: Markup, plan: paper::plan_answers, render: paper::render_answers },
    Output { name: "substitute", from: Team, text: Markup, plan: paper::plan_card, render: paper::card },
    Output {
        name: "newsletters",
        from: Public,
        text: Markup,
        plan: newsletters::plan_archive,
        render: newsletters::archive,
    },
    Output { name: "newsletter", from: Public, text: Markup, plan: newsletters::plan, render: newsletters::render },
    Output { name: "evenings", from: Public, text: Markup, plan: evenings::plan_overview, render: evenings::overview },
    Output { name: "evening", from: Public, text: Markup, plan: evenings::plan, render: evenings::render },
    Output { name: "protocol", from: Public, text: Markup, plan: protocol::plan, render: protocol::render },
    Output { name: "steps", from: Public, text: Markup, plan: cards::plan_doors, render: cards::render_doors },
    Output { name: "cards", from: Public, text: Markup, plan: cards::plan, render: cards::render },
    Output { name: "changes", from: Mr, text: Markup, plan: changes::plan, render: changes::render },
    Output { name: "glossary", from: Public, text: Markup, plan: glossary::plan, render: glossary::render },
    Output { name: "keys", from: Team, text: Markup, plan: keys::plan, render: keys::render },
    Output { name: "theme-page", from: Team, text: Markup, plan: theme_page::plan, render: theme_page::render },
    Output { name: "messages", from: Team, text: Markup, plan: messages::plan, render: messages::render },
    Output { name: "folder", from: Public, text: Markup, plan: pages::plan_folders, render: pages::folder },
    Output { name: "page", from: Public, text: Markup, plan: pages::plan, render: pages::render },
    Output { name: "redirect", from: Public, text: Markup, plan: pages::plan_redirects, render: pages::redirect },
    Output {
        name: "not-found",
        from: Public,
        text: Markup,
        plan: site_files::plan_not_found,
        render: site_files::not_found,
    },
    Output { name: "sitemap", from: Public, text: Markup, plan: site_files::plan_sitemap, render: site_files::sitemap },
    Output { name: "robots", from: Public, text: Plain, plan: site_files::plan_robots, render: site_files::robots },
    Output { name: "file", from: Public, text: ByName, plan: files::plan, render: files::render },
    Output { name: "theme", from: Public, text: ByName, plan: files::plan_theme, render: files::theme },
];
