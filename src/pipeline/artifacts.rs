//! An edition as files: paths are known, bytes are made when asked for, and what cannot be made is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use super::unlink::unlink;
use super::{Analysis, Watch};
use crate::diag::{Finding, catalogue as code};
use crate::edition::Edition;
use crate::edition::leak::{AsText, LeakDetector};
use crate::output::{pdfs_of, text_of};
use crate::plan::{Job, Plan, RenderContext};

/// An edition, and every path that it has.
pub struct PlannedEdition<'a> {
    pub edition: Arc<Edition<'a>>,
    /// What PDFs are made of, where that is another.
    pub(super) paper: Option<Edition<'a>>,
    pub plan: Plan,
    /// Paths that could not be made, and what leads to nothing without them.
    pub left_out: BTreeSet<String>,
    pub(super) analysis: &'a Analysis<'a>,
    /// Looks for what this edition hides in what it gets, and for what everybody else may not see in what is sent to them.
    pub(super) guard: Option<Arc<LeakDetector>>,
    pub(super) guard_of_sent: Option<Arc<LeakDetector>>,
}

impl PlannedEdition<'_> {
    /// What makes its files; `watcher` follows.
    pub fn artifacts<'a>(&'a self, watcher: &'a dyn Watch) -> Artifacts<'a> {
        let paper = self.paper.as_ref().map(|paper| self.context(paper));
        Artifacts { edition: self, ctx: self.context(&self.edition), paper, watcher, made: Mutex::default() }
    }

    fn context<'a>(&'a self, edition: &'a Edition<'a>) -> RenderContext<'a> {
        let Analysis { theme, pictures, compiler, world, .. } = self.analysis;
        let mut ctx = RenderContext::new(edition, theme, pictures, &self.plan, *world);
        ctx.compiler = compiler.as_deref();
        ctx.pdfs = pdfs_of;
        ctx.guard = self.guard.as_deref();
        ctx.guard_of_sent = self.guard_of_sent.as_deref();
        ctx
    }

    /// Plans without these paths. `false`, and as it was, when what is left would be no edition: without its front page,
    /// or without most of its pages, for then the theme is broken, not a file.
    pub fn leave_out(&mut self, paths: &BTreeSet<String>) -> bool {
        let pages = |paths: &mut dyn Iterator<Item = &String>| paths.filter(|path| path.ends_with(".html")).count();
        let (lost, all) = (pages(&mut paths.iter()), pages(&mut self.plan.paths.iter()));
        if paths.contains("index.html") || lost > 1 && lost * 2 > all {
            return false;
        }
        self.left_out.extend(paths.iter().cloned());
        // A page that only sends on to one that is not there.
        let site = &self.analysis.site;
        let is_gone = |id| self.left_out.contains(&site.route(id).path);
        let is_led_astray = |job: &Job| job.output.name == "redirect" && job.work.doc().is_some_and(is_gone);
        let rows = std::mem::take(&mut self.plan.paths).into_iter().zip(std::mem::take(&mut self.plan.jobs));
        let (kept, gone): (Vec<_>, Vec<_>) =
            rows.partition(|(path, job)| !self.left_out.contains(path) && !is_led_astray(job));
        self.left_out.extend(gone.into_iter().map(|(path, _)| path));
        (self.plan.paths, self.plan.jobs) = kept.into_iter().unzip();
        true
    }
}

/// Makes the files of an edition. Writing them to disk, serving them and testing them are three uses of it.
pub struct Artifacts<'a> {
    edition: &'a PlannedEdition<'a>,
    ctx: RenderContext<'a>,
    /// What PDFs are made with, where that is another.
    paper: Option<RenderContext<'a>>,
    watcher: &'a dyn Watch,
    made: Mutex<Told>,
}

/// What making files told.
#[derive(Default)]
pub struct Told {
    pub findings: Vec<Finding>,
    /// Files that cannot be made, each with the reason: the rest can do without them.
    pub failed: BTreeMap<String, Finding>,
}

impl Artifacts<'_> {
    /// Sorted, unique, with `/` between their parts.
    pub fn paths(&self) -> &[String] {
        &self.ctx.plan.paths
    }

    /// How long path `index` takes, beside the others: a page takes a moment; a PDF takes a hundred, and one of many
    /// documents more.
    pub fn weight(&self, index: usize) -> u8 {
        if !self.paths()[index].ends_with(".pdf") {
            return 0;
        }
        let is_one = |id| self.edition.analysis.site.doc(id).facets.charter.is_none();
        if self.ctx.plan.jobs[index].work.doc().is_some_and(is_one) { 1 } else { 2 }
    }

    /// Renders one file of the plan behind what is in `out`, and tells what is wrong with it.
    pub fn make(&self, index: usize, out: &mut Vec<u8>) -> Vec<Finding> {
        let (failure, mut findings) = self.attempt(index, out);
        findings.extend(failure);
        findings
    }

    /// The same, with why the file cannot be made apart.
    fn attempt(&self, index: usize, out: &mut Vec<u8>) -> (Option<Finding>, Vec<Finding>) {
        let (path, job) = (&self.ctx.plan.paths[index], &self.ctx.plan.jobs[index]);
        let start = out.len();
        let ctx = self.paper.as_ref().filter(|_| job.output.text == AsText::Typst).unwrap_or(&self.ctx);
        let made = catch_unwind(AssertUnwindSafe(|| job.work.write(ctx, path, out)));
        let result = made.unwrap_or_else(|_| Err(self.ctx.bug(path)));
        if !self.edition.left_out.is_empty() && path.ends_with(".html") {
            unlink(path, out, start, |path| self.edition.left_out.contains(path));
        }
        // What a PDF is made of is measured where it is made; a draft holds pictures besides the text of `email.html`.
        let is_page = !path.ends_with(".pdf") && job.output.text != AsText::Mail;
        let grown = self.ctx.grown(path, &out[start..]).filter(|_| is_page);
        let leak = self.ctx.guard.and_then(|guard| guard.check(path, &out[start..], job.output.text));
        let mut findings: Vec<Finding> = leak.into_iter().chain(grown).collect();
        findings.extend(ctx.take_remarks(path));
        let mut failure = None;
        match result {
            Err(finding) if is_of_one_file(&finding) => failure = Some(finding),
            other => findings.extend(other.err()),
        }
        self.edition.analysis.level_made(&mut findings);
        (failure, findings)
    }

    /// The same as `make` for whoever publishes: notes what it told, and says whether the file is good.
    pub fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        let (mut failure, mut findings) = (None, Vec::new());
        let path = &self.paths()[index];
        self.watcher.file(self.ctx.edition().audience(), path, &mut || (failure, findings) = self.attempt(index, out));
        let is_good = failure.is_none() && !findings.iter().any(Finding::is_error);
        if (failure.is_some() || !findings.is_empty())
            && let Ok(mut made) = self.made.lock()
        {
            made.findings.extend(findings);
            made.failed.extend(failure.map(|failure| (path.clone(), failure)));
        }
        is_good
    }

    pub fn into_told(self) -> Told {
        self.made.into_inner().unwrap_or_default()
    }

    /// Every document as a message, by the address of its page.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn texts(&self) -> Result<BTreeMap<String, String>, Finding> {
        let address = |id| {
            let route = self.ctx.edition().route(id);
            let anchor = route.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
            format!("{}{anchor}", route.path)
        };
        self.ctx.edition().ids().map(|id| Ok((address(id), text_of(&self.ctx, id)?))).collect()
    }

    #[cfg(feature = "pdf")]
    pub(super) fn typst_sources(mut self) -> BTreeMap<String, String> {
        use rayon::prelude::*;
        self.paper.as_mut().unwrap_or(&mut self.ctx).sources = Some(Mutex::default());
        let pdfs = (0..self.paths().len()).into_par_iter().filter(|index| self.paths()[*index].ends_with(".pdf"));
        pdfs.for_each(|index| drop(self.make(index, &mut Vec::new())));
        let sources = self.paper.as_mut().unwrap_or(&mut self.ctx).sources.take();
        sources.and_then(|sources| sources.into_inner().ok()).unwrap_or_default()
    }
}

/// Can the rest be published without the file that this is about? Not when a source cannot be read, and never when
/// something would come out that may not: no other finding is of this kind.
fn is_of_one_file(finding: &Finding) -> bool {
    [&code::TEMPLATE_ERROR, &code::FILE_FAILED].iter().any(|code| code.id == finding.code.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::Audience;
    use crate::pipeline::{Memo, Nobody, Pipeline};
    use crate::plan::Work;
    use crate::site::Options;
    use crate::world::Memory;

    /// A renderer that panics is a finding at its document; what it had written is not used.
    #[test]
    fn a_panic_is_a_finding_about_one_file() {
        let file = |path: &str, text: &str| (path.to_string(), text.as_bytes().to_vec());
        let files = [
            file("krijt.yaml", "school: {naam: X}\n"),
            file("content/over.md", "---\ntitel: Over ons\n---\nTekst.\n"),
            file("content/meer.md", "---\ntitel: Meer\n---\nLees [dit](over.md).\n"),
        ];
        let world = Memory { files: files.into(), ..Memory::default() };
        let pipeline = Pipeline::new(&world, Options { no_pdf: true, ..Options::default() });
        let mut memo = Memo::default();
        let texts = pipeline.read(&mut memo);
        let analysis = pipeline.analyse(&texts, &mut memo);
        let (mut editions, _) = analysis.editions(Some(&[Audience::Public]));
        let planned = &mut editions[0];
        let at = planned.plan.paths.iter().position(|path| path == "over/index.html").unwrap();
        planned.plan.jobs[at].work = Work::Site(|_, _, _| panic!("on purpose"));
        let artifacts = planned.artifacts(&Nobody);
        for index in 0..artifacts.paths().len() {
            assert_eq!(artifacts.render(index, &mut Vec::new()), index != at);
        }
        let Told { findings, failed } = artifacts.into_told();
        assert_eq!(findings.len(), 0, "{findings:?}");
        let finding = &failed["over/index.html"];
        assert!(finding.code.id == "E1002" && finding.is_error(), "{finding:?}");
        assert!(finding.args.contains(&("path", "over/index.html".to_string())), "{finding:?}");
        assert!(planned.leave_out(&failed.into_keys().collect()));
        let artifacts = planned.artifacts(&Nobody);
        let mut page = Vec::new();
        let meer = artifacts.paths().iter().position(|path| path == "meer/index.html").unwrap();
        assert!(artifacts.render(meer, &mut page));
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("Lees dit.") && !page.contains("over/index.html"), "{page}");
    }
}
