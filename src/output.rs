//! Outputs: what comes out of a site. A new output is a file and a row. Outputs ask documents for facets; they never
//! ask for a kind.

mod brief;
mod calendar;
mod cards;
mod changes;
mod coverage;
mod deck;
mod downloads;
mod duties;
mod evenings;
mod feed;
mod files;
mod glossary;
mod home;
mod keys;
mod lessons;
mod mail;
mod message;
mod messages;
mod newsletters;
mod pages;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod protocol;
mod run_sheet;
mod search;
mod site_files;
mod tasks;
mod theme_page;
mod web;
mod week;
mod year;

use crate::audience::Audience::{Mr, Public, Team};
use crate::diag::Finding;
use crate::doc::DocId;
use crate::edition::Edition;
use crate::edition::leak::AsText::{self, ByName, Folded, Markup, Plain, SearchIndex};
use crate::pdf::PdfCompiler;
use crate::plan::{Output, RenderContext, context};
use crate::theme::Theme;

pub use coverage::report as coverage;
pub use downloads::of as pdfs_of;
pub use message::of as text_of;

/// Everything that a site can be made into.
pub static OUTPUTS: &[&[Output]] = &[
    FILES,
    #[cfg(feature = "pdf")]
    pdf::FILES,
];

static FILES: &[Output] = &[
    Output { name: "home", from: Public, text: Markup, of: home::HOME },
    Output { name: "lessons", from: Public, text: Markup, of: lessons::ALL },
    Output { name: "module", from: Public, text: Markup, of: lessons::MODULE },
    Output { name: "lesson", from: Public, text: Markup, of: lessons::LESSON },
    Output { name: "deck", from: Public, text: Markup, of: deck::PROJECTED },
    Output { name: "evening-deck", from: Mr, text: Markup, of: deck::OF_EVENING },
    Output { name: "hand-out", from: Team, text: Markup, of: deck::FOR_READING },
    Output { name: "worksheet", from: Public, text: Markup, of: paper::WORKSHEET },
    Output { name: "answers", from: Team, text: Markup, of: paper::WITH_ANSWERS },
    Output { name: "substitute", from: Team, text: Markup, of: paper::SUBSTITUTE },
    Output { name: "newsletters", from: Public, text: Markup, of: newsletters::ALL },
    Output { name: "newsletter", from: Public, text: Markup, of: newsletters::LETTER },
    Output { name: "mail-page", from: Team, text: Markup, of: mail::PAGE },
    Output { name: "mail-text", from: Team, text: Plain, of: mail::TEXT },
    Output { name: "mail", from: Team, text: AsText::Mail, of: mail::DRAFT },
    Output { name: "letter-file", from: Team, text: Markup, of: mail::SINGLE },
    Output { name: "app-message", from: Team, text: Plain, of: mail::MESSAGE },
    Output { name: "feeds", from: Public, text: AsText::Feed, of: feed::FEEDS },
    Output { name: "school-year", from: Public, text: Folded, of: calendar::YEAR },
    Output { name: "week-calendar", from: Public, text: Folded, of: calendar::WEEK },
    Output { name: "evening-calendar", from: Public, text: Folded, of: calendar::EVENING },
    Output { name: "evenings", from: Public, text: Markup, of: evenings::ALL },
    Output { name: "evening", from: Public, text: Markup, of: evenings::EVENING },
    Output { name: "run-sheet", from: Mr, text: Markup, of: run_sheet::PAGE },
    Output { name: "tasks", from: Mr, text: Markup, of: tasks::PAGE },
    Output { name: "tasks-calendar", from: Mr, text: Folded, of: duties::OF_EVENING },
    Output { name: "duties", from: Mr, text: Markup, of: duties::ALL },
    Output { name: "duty", from: Mr, text: Markup, of: duties::PAGES },
    Output { name: "duty-calendar", from: Mr, text: Folded, of: duties::OF_ROLE },
    Output { name: "protocol", from: Public, text: Markup, of: protocol::PAGE },
    Output { name: "steps", from: Public, text: Markup, of: cards::DOORS },
    Output { name: "cards", from: Public, text: Markup, of: cards::PAGES },
    Output { name: "incident", from: Public, text: Markup, of: cards::INCIDENT },
    Output { name: "changes", from: Mr, text: Markup, of: changes::PAGE },
    Output { name: "coverage", from: Mr, text: Markup, of: coverage::PAGE },
    Output { name: "week", from: Team, text: Markup, of: week::PAGE },
    Output { name: "group-calendars", from: Team, text: Folded, of: week::CALENDARS },
    Output { name: "year", from: Mr, text: Markup, of: year::PAGE },
    Output { name: "glossary", from: Public, text: Markup, of: glossary::PAGE },
    Output { name: "search", from: Public, text: Markup, of: search::PAGE },
    Output { name: "search-index", from: Public, text: SearchIndex, of: search::INDEX },
    Output { name: "keys", from: Team, text: Markup, of: keys::PAGE },
    Output { name: "theme-page", from: Team, text: Markup, of: theme_page::PAGE },
    Output { name: "messages", from: Team, text: Markup, of: messages::PAGE },
    Output { name: "folder", from: Public, text: Markup, of: pages::LIST },
    Output { name: "page", from: Public, text: Markup, of: pages::PAGE },
    Output { name: "redirect", from: Public, text: Markup, of: pages::REDIRECT },
    Output { name: "not-found", from: Public, text: Markup, of: site_files::NOT_FOUND },
    Output { name: "sitemap", from: Public, text: Markup, of: site_files::SITEMAP },
    Output { name: "robots", from: Public, text: Plain, of: site_files::ROBOTS },
    Output { name: "file", from: Public, text: ByName, of: files::BESIDE },
    Output { name: "theme", from: Public, text: ByName, of: files::OF_THEME },
];

/// What keeps a PDF with the text of these documents from being made: letters that no font can show. `None` where PDFs are
/// not wanted, or nothing can make them.
#[cfg(feature = "pdf")]
pub fn gaps(
    edition: &Edition<'_>,
    compiler: Option<&PdfCompiler>,
    theme: &Theme,
    docs: &[DocId],
) -> Option<Vec<Finding>> {
    let compiler = compiler.filter(|_| !edition.options().no_pdf)?;
    Some(pdf::gaps(edition, compiler, theme.name(), docs).collect())
}

#[cfg(not(feature = "pdf"))]
pub fn gaps(_: &Edition<'_>, _: Option<&PdfCompiler>, _: &Theme, _: &[DocId]) -> Option<Vec<Finding>> {
    None
}
