//! Plan: every output path of an edition, and the job that makes it, before anything is rendered. What an output is, and
//! what it is handed (`stage`), is said here; which outputs there are is said in `output`.

pub mod context;

pub use context::RenderContext;

use std::collections::HashMap;

use crate::audience::Audience;
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::edition::leak::AsText;
use crate::pdf::PdfCompiler;
use crate::site::AssetId;
use crate::source::{Place, Span};
use crate::theme::Theme;

/// A row of a table of outputs. One that does not say how its bytes become text cannot be looked through for what must not
/// come out, so it does not compile:
///
/// ```compile_fail,E0063
/// use krijt::plan::Output;
/// use krijt::audience::Audience::Public;
/// static FEED: Output = Output { name: "feed", from: Public, plan: |_, _| {}, render: |_, _, _, _| Ok(()) };
/// ```
///
/// ```
/// use krijt::edition::leak::AsText;
/// use krijt::plan::Output;
/// use krijt::audience::Audience::Public;
/// const TEXT: AsText = AsText::Markup;
/// static FEED: Output = Output { name: "feed", from: Public, text: TEXT, plan: |_, _| {}, render: |_, _, _, _| Ok(()) };
/// ```
pub struct Output {
    pub name: &'static str,
    /// The lowest audience that it is made for.
    pub from: Audience,
    /// How its bytes become text.
    pub text: AsText,
    /// Adds the paths of this output to the plan.
    pub plan: fn(&mut Planner<'_>, &'static Output),
    /// Writes the bytes of one of its jobs.
    pub render: fn(&RenderContext<'_>, &Job, &str, &mut Vec<u8>) -> Result<(), Finding>,
}

/// What a job is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The site as a whole.
    Site,
    Doc(DocId),
    /// A module, by its place in the order.
    Module(usize),
    /// A folder of pages, by its output folder.
    Folder(String),
    Asset(AssetId),
    /// An asset of the theme, by its path.
    Theme(String),
}

pub struct Job {
    pub output: &'static Output,
    pub subject: Subject,
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

/// Collects paths. Two jobs for one path are a finding that shows both places.
pub struct Planner<'a> {
    pub edition: &'a Edition<'a>,
    pub theme: &'a Theme,
    /// What can make PDFs, if anything can.
    pub compiler: Option<&'a PdfCompiler>,
    rows: Vec<PlannedPath>,
    findings: Vec<Finding>,
}

impl Planner<'_> {
    /// Something that keeps a file from being planned.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub fn add(&mut self, path: impl Into<String>, output: &'static Output, subject: Subject) {
        let place = match &subject {
            Subject::Doc(id) => self.place(*id),
            _ => None,
        };
        self.add_from(path, output, subject, place);
    }

    /// The same, with the place that asked for this path.
    pub fn add_from(
        &mut self,
        path: impl Into<String>,
        output: &'static Output,
        subject: Subject,
        place: Option<Place>,
    ) {
        self.rows.push((path.into(), Job { output, subject }, place));
    }

    /// Where a document's address comes from: its slug, else its title.
    fn place(&self, id: DocId) -> Option<Place> {
        let doc = self.edition.doc(id)?;
        let start = Place { file: doc.file, span: Span::default() };
        Some(doc.head.slug.as_ref().map(|item| item.place).or(doc.head.title_place).unwrap_or(start))
    }
}

/// Plans what these tables of outputs make of an edition.
pub fn plan(
    outputs: &'static [&'static [Output]],
    edition: &Edition<'_>,
    theme: &Theme,
    compiler: Option<&PdfCompiler>,
) -> (Plan, Vec<Finding>) {
    let mut planner = Planner { edition, theme, compiler, rows: Vec::new(), findings: Vec::new() };
    let is_made = |output: &&Output| edition.audience().sees(output.from);
    for output in outputs.iter().copied().flatten().filter(is_made) {
        (output.plan)(&mut planner, output);
    }
    let mut rows = planner.rows;
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    // Where a faulty document comes out may be part of what is wrong with it.
    let is_sure = |job: &Job| match job.subject {
        Subject::Doc(id) => edition.doc(id).is_some_and(|doc| !doc.faulty),
        _ => true,
    };
    let mut findings = planner.findings;
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

/// Paths that are one file on a disk that does not tell capitals apart.
fn collisions<'a>(rows: impl Iterator<Item = &'a PlannedPath>) -> Vec<Finding> {
    let mut seen: HashMap<String, Option<Place>> = HashMap::new();
    let mut findings = Vec::new();
    for (path, _, place) in rows {
        let key = path.to_lowercase();
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
    findings
}
