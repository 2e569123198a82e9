//! The PDFs that belong to a page: those beside it, by what they are called.

use serde::Serialize;
use tera::Value;

use super::RenderContext;
use crate::kind::collection::PROTOCOL;
use crate::plan::{Plan, Work};
use crate::wording::Wording;

/// Where a PDF has its title from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Titled {
    /// It is the only one that is called so.
    Itself,
    /// From a lesson, a module or an evening, as others beside it: what sort it is stands in front.
    AsItsPage,
}
use Titled::{AsItsPage, Itself};

/// The PDFs that krijt makes, by their files without the ending, in the order in which a page lists them; `pdf.<name>` in
/// the words is what each is called.
const PDFS: &[(&str, Titled)] = &[
    ("protocol", Itself),
    // The titles of these, and those of the cards of roles, are the cards' own.
    ("stappenkaart-kind", Itself),
    ("stappenkaart-medewerker", Itself),
    ("wijzigingen", Itself),
    ("dekking", Itself),
    ("week", Itself),
    ("dia", AsItsPage),
    ("hand-out-2", AsItsPage),
    ("hand-out-3", AsItsPage),
    ("hand-out-6", AsItsPage),
    ("werkblad", AsItsPage),
    ("werkblad-groot", AsItsPage),
    ("antwoorden", AsItsPage),
    ("hand-out", AsItsPage),
    ("invalkaart", AsItsPage),
    ("werkbladen", Itself),
    ("lesplannen", Itself),
    ("nieuwsbrief", Itself),
    ("uitnodiging", AsItsPage),
    ("draaiboek", AsItsPage),
    ("kaarten", AsItsPage),
    ("aanwezigen", AsItsPage),
    ("evaluatie", AsItsPage),
];

fn row_of(name: &str) -> Option<usize> {
    PDFS.iter().position(|(known, _)| *known == name)
}

/// What the PDF at this path is besides its title, where others beside it have the same.
#[cfg(feature = "pdf")]
pub fn sort_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?.strip_suffix(".pdf")?;
    row_of(name).filter(|at| PDFS[*at].1 == AsItsPage).map(|_| name)
}

#[derive(Serialize)]
struct Download {
    title: String,
    path: String,
}

/// The PDFs of the page at this path: of `werkblad.html` the one with its name, of a folder's page all in the folder.
pub fn of(ctx: &RenderContext<'_>, words: &Wording, page: &str) -> Value {
    let (folder, file) = page.rfind('/').map_or(("", page), |at| page.split_at(at + 1));
    let mut files: Vec<&str> = match file {
        "index.html" => beside(ctx.plan, folder),
        _ => {
            let twin = format!("{folder}{}.pdf", file.trim_end_matches(".html"));
            let at = ctx.plan.paths.binary_search(&twin).ok();
            at.map(|at| ctx.plan.paths[at][folder.len()..].trim_end_matches(".pdf")).into_iter().collect()
        }
    };
    files.sort_by_key(|name| row_of(name).unwrap_or(PDFS.len()));
    let row = |name: &str| Download { title: title(ctx, words, name), path: format!("{folder}{name}.pdf") };
    Value::from_serializable(&files.into_iter().map(row).collect::<Vec<_>>())
}

/// The names of the PDFs in a folder that krijt makes, without their ending.
fn beside<'p>(plan: &'p Plan, folder: &str) -> Vec<&'p str> {
    let first = plan.paths.partition_point(|path| path.as_str() < folder);
    let rows = plan.paths[first..].iter().zip(&plan.jobs[first..]).take_while(|(path, _)| path.starts_with(folder));
    let made = rows.filter(|(_, job)| !matches!(job.work, Work::Asset(..)));
    made.filter_map(|(path, _)| path[folder.len()..].strip_suffix(".pdf").filter(|name| !name.contains('/'))).collect()
}

fn title(ctx: &RenderContext<'_>, words: &Wording, name: &str) -> String {
    let card = super::cards::title(ctx, &format!("{}{name}", PROTOCOL.folder));
    let known = || Some(words.text(&format!("pdf.{name}")).to_string()).filter(|title| !title.is_empty());
    card.or_else(known).unwrap_or_else(|| crate::kind::humanised(name))
}
