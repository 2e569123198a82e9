//! The PDFs that belong to a page: those beside it, by what they are called.

use serde::Serialize;
use tera::Value;

use super::RenderContext;
use crate::kind::collection::PROTOCOL;
use crate::plan::{Plan, Work};
use crate::wording::Wording;

/// PDFs in the order in which a page lists them; `pdf.<name>` in the words is what each is called.
const NAMES: &[&str] = &[
    "protocol",
    // Their titles, and those of the cards of roles, are the cards' own.
    "stappenkaart-kind",
    "stappenkaart-medewerker",
    "wijzigingen",
    "dekking",
    "week",
    "werkblad",
    "antwoorden",
    "hand-out",
    "invalkaart",
    "werkbladen",
    "lesplannen",
    "nieuwsbrief",
    "uitnodiging",
    "draaiboek",
    "kaarten",
    "aanwezigen",
    "evaluatie",
];

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
    let place = |name: &str| NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len());
    files.sort_by_key(|name| place(name));
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
