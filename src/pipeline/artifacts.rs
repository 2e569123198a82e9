//! An edition as files: paths are known, bytes are made when asked for.

use std::sync::Mutex;

use super::{Analysis, Watch};
use crate::audience::Audience;
use crate::diag::Finding;
use crate::edition::Edition;
use crate::leak::LeakDetector;
use crate::output::pdfs_of;
use crate::plan::{Plan, RenderContext, Subject};

/// An edition, and every path that it has.
pub struct PlannedEdition<'a> {
    pub edition: Edition<'a>,
    pub plan: Plan,
    pub(super) analysis: &'a Analysis<'a>,
}

impl PlannedEdition<'_> {
    /// What makes its files; `watcher` follows.
    pub fn artifacts<'a>(&'a self, watcher: &'a dyn Watch) -> Artifacts<'a> {
        let Analysis { site, theme, pictures, compiler, world, .. } = self.analysis;
        let mut ctx = RenderContext::new(&self.edition, theme, pictures, &self.plan, *world);
        ctx.compiler = compiler.as_deref();
        ctx.pdfs = pdfs_of;
        ctx.guard = (self.edition.audience() == Audience::Public).then(|| LeakDetector::new(site, &self.edition));
        Artifacts { analysis: self.analysis, ctx, watcher, findings: Mutex::default() }
    }
}

/// Makes the files of an edition. Writing them to disk, serving them and testing them are three uses of it.
pub struct Artifacts<'a> {
    analysis: &'a Analysis<'a>,
    ctx: RenderContext<'a>,
    watcher: &'a dyn Watch,
    /// What went wrong while rendering.
    findings: Mutex<Vec<Finding>>,
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
        match self.ctx.plan.jobs[index].subject {
            Subject::Doc(id) if self.analysis.site.doc(id).facets.charter.is_none() => 1,
            _ => 2,
        }
    }

    /// Renders one file of the plan behind what is in `out`, and tells what is wrong with it.
    pub fn make(&self, index: usize, out: &mut Vec<u8>) -> Vec<Finding> {
        let (path, job) = (&self.ctx.plan.paths[index], &self.ctx.plan.jobs[index]);
        let start = out.len();
        let rendered = (job.output.render)(&self.ctx, job, path, out);
        // What a PDF is made of is measured where it is made.
        let is_page = !path.ends_with(".pdf");
        let grown = self.ctx.grown(job, out.len() - start).filter(|_| is_page);
        let leak = self.ctx.guard.as_ref().and_then(|guard| guard.check(path, &out[start..]));
        let mut problems: Vec<Finding> = rendered.err().into_iter().chain(leak).chain(grown).collect();
        problems.extend(self.ctx.take_remarks(path));
        self.analysis.level(&mut problems);
        problems
    }

    /// The same for whoever publishes: notes the findings, and says whether the file is good.
    pub fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        let mut problems = Vec::new();
        self.watcher
            .file(self.ctx.edition().audience(), &self.paths()[index], &mut || problems = self.make(index, out));
        let is_good = !problems.iter().any(Finding::is_error);
        if !problems.is_empty()
            && let Ok(mut findings) = self.findings.lock()
        {
            findings.extend(problems);
        }
        is_good
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner().unwrap_or_default()
    }

    #[cfg(feature = "pdf")]
    pub(super) fn typst_sources(mut self) -> std::collections::BTreeMap<String, String> {
        use rayon::prelude::*;
        self.ctx.sources = Some(Mutex::default());
        let pdfs = (0..self.paths().len()).into_par_iter().filter(|index| self.paths()[*index].ends_with(".pdf"));
        pdfs.for_each(|index| drop(self.make(index, &mut Vec::new())));
        self.ctx.sources.take().and_then(|sources| sources.into_inner().ok()).unwrap_or_default()
    }
}
