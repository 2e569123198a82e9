//! Plan: every output path of an edition, and the work that makes it, before anything is rendered. What an output is
//! (`each`), and what it is handed (`context`), is said here; which outputs there are is said in `output`.

mod contents;
pub mod context;
pub mod each;
mod head;
pub mod menu;
pub mod translations;

pub use context::RenderContext;
pub use each::{Bundle, DocWith, Docs, Each, Folders, Modules, Where, Whole, Work, beside};
pub use head::feed_path;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::audience::Audience;
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::edition::leak::AsText;
use crate::source::{Place, Span};
use crate::theme::Theme;

/// A row of a table of outputs. One that does not say how its bytes become text cannot be looked through for what must not
/// come out, so it does not compile:
///
/// ```compile_fail,E0063
/// use krijt_telling::plan::{Each, Output};
/// use krijt_reading::audience::Audience::Public;
/// const OF: Each = Each::Site { path: "feed.xml", when: |_| true, render: |_, _, _| Ok(()) };
/// static FEED: Output = Output { name: "feed", from: Public, of: OF };
/// ```
///
/// ```
/// use krijt_reading::edition::leak::AsText;
/// use krijt_telling::plan::{Each, Output};
/// use krijt_reading::audience::Audience::Public;
/// const OF: Each = Each::Site { path: "feed.xml", when: |_| true, render: |_, _, _| Ok(()) };
/// static FEED: Output = Output { name: "feed", from: Public, text: AsText::Markup, of: OF };
/// ```
///
/// Nor does one whose writer asks for something else than its row is about:
///
/// ```compile_fail,E0308
/// use krijt_telling::plan::{DocWith, Docs, Each, RenderContext, Where};
/// use krijt_reading::{diag::Finding, doc::{Event, Lesson}};
/// fn lesson(_: &RenderContext<'_>, _: DocWith<'_, Lesson>, _: &str, _: &mut Vec<u8>) -> Result<(), Finding> { Ok(()) }
/// const OF: Each = Each::Evening(Docs { at: Where::Page, when: |_, _| true, render: lesson });
/// ```
pub struct Output {
    pub name: &'static str,
    /// The lowest audience that it is made for.
    pub from: Audience,
    /// How its bytes become text.
    pub text: AsText,
    /// What it is about: its paths, and what makes them.
    pub of: Each,
}

pub struct Job {
    pub output: &'static Output,
    pub work: Work,
}

/// All paths of an edition, sorted, each with its job.
pub struct Plan {
    pub paths: Vec<String>,
    pub jobs: Vec<Job>,
}

impl Plan {
    pub fn job(&self, path: &str) -> Option<&Job> {
        self.paths.binary_search_by(|known| known.as_str().cmp(path)).ok().map(|at| &self.jobs[at])
    }
}

/// A path, its job, and the place that asked for it.
type PlannedPath = (String, Job, Option<Place>);

/// What keeps a PDF with the text of these documents from being made; `None` where no PDFs are.
pub type Gaps<'a> = &'a dyn Fn(&[DocId]) -> Option<Vec<Finding>>;

/// Collects the paths of one output after the other.
struct PathRows<'a> {
    edition: &'a Edition<'a>,
    theme: &'a Theme,
    gaps: Gaps<'a>,
    output: &'static Output,
    rows: Vec<PlannedPath>,
    findings: Vec<Finding>,
}

impl PathRows<'_> {
    /// A path with the text of these documents; no PDF whose letters cannot be shown.
    fn add(&mut self, path: impl Into<String>, work: Work, texts: &[DocId]) {
        if self.output.text == AsText::Typst {
            let Some(gaps) = (self.gaps)(texts) else { return };
            if !gaps.is_empty() {
                self.findings.extend(gaps);
                return;
            }
        }
        let place = work.doc().and_then(|id| self.place(id));
        self.add_from(path, work, place);
    }

    /// The same, with the place that asked for this path.
    fn add_from(&mut self, path: impl Into<String>, work: Work, place: Option<Place>) {
        self.rows.push((path.into(), Job { output: self.output, work }, place));
    }

    /// Where a document's address comes from: its slug, else its title.
    fn place(&self, id: DocId) -> Option<Place> {
        let doc = self.edition.doc(id)?;
        let start = Place { file: doc.file, span: Span::default() };
        Some(doc.head.slug.as_ref().map(|item| item.place).or(doc.head.title_place).unwrap_or(start))
    }
}

/// Plans what these tables of outputs make of an edition. Two jobs for one path are a finding that shows both places.
pub fn plan(
    outputs: &'static [&'static [Output]],
    edition: &Edition<'_>,
    theme: &Theme,
    gaps: Gaps<'_>,
) -> (Plan, Vec<Finding>) {
    let is_made = |output: &&Output| edition.audience().sees(output.from);
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for output in outputs.iter().copied().flatten().filter(is_made) {
        let mut found = PathRows { edition, theme, gaps, output, rows, findings };
        output.of.plan(&mut found);
        PathRows { rows, findings, .. } = found;
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    // Where a faulty document comes out may be part of what is wrong with it.
    let is_sure = |job: &Job| job.work.doc().is_none_or(|id| edition.doc(id).is_some_and(|doc| !doc.faulty));
    findings.extend(collisions(rows.iter().filter(|(_, job, _)| is_sure(job))));
    let mut plan = Plan { paths: Vec::with_capacity(rows.len()), jobs: Vec::with_capacity(rows.len()) };
    for (path, job, _) in rows {
        if plan.paths.last() != Some(&path) {
            plan.paths.push(path);
            plan.jobs.push(job);
        }
    }
    (plan, findings)
}

/// Paths in small letters.
type SeenPaths<'a> = FxHashMap<Cow<'a, str>, Option<Place>>;

/// Nearly all paths are in small letters as they are.
fn in_small_letters(path: &str) -> Cow<'_, str> {
    let is_small = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { path.into() } else { path.to_lowercase().into() }
}

/// Paths that are one file on a disk that does not tell capitals apart.
fn collisions<'a>(rows: impl Iterator<Item = &'a PlannedPath> + Clone) -> Vec<Finding> {
    let mut seen: SeenPaths<'_> = FxHashMap::default();
    let mut findings = Vec::new();
    for (path, _, place) in rows.clone() {
        let key = in_small_letters(path);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, *place);
            continue;
        };
        let (at, other) = match (first, place) {
            (Some(a), Some(b)) => (Some(*a.max(b)), Some(*a.min(b))),
            (a, b) => (a.or(*b), None),
        };
        let finding = match at {
            Some(place) => Finding::new(&code::DUPLICATE_OUTPUT, place),
            None => Finding::about(&code::DUPLICATE_OUTPUT, path.as_str()),
        };
        let finding = finding.with("path", path.as_str());
        findings.push(match other {
            Some(first) => finding.related(RelatedLabel::First, first),
            None => finding,
        });
    }
    // A file that another path needs as a folder: `q.html` and `q.html/b/index.html`.
    for (path, _, place) in rows {
        let Some((folder, first)) = file_above(path, &seen) else { continue };
        let finding = match place.or(first) {
            Some(place) => Finding::new(&code::DUPLICATE_OUTPUT, place),
            None => Finding::about(&code::DUPLICATE_OUTPUT, path.as_str()),
        };
        findings.push(finding.with("path", folder));
    }
    findings
}

/// The file among these that stands where a folder of this path would be. Folders of pages have no dot in their names.
fn file_above<'p>(path: &'p str, files: &SeenPaths<'_>) -> Option<(&'p str, Option<Place>)> {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut dotted = folders.filter(|folder| folder.rsplit('/').next().is_some_and(|name| name.contains('.')));
    dotted.find_map(|folder| Some((folder, *files.get(&in_small_letters(folder))?)))
}
