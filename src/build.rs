//! Publishing what the pipeline made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audience::Audience;
use crate::diag::{Finding, catalogue as code};
use crate::disk::{Root, publish};
use crate::pipeline::{Analysis, Artifacts, Extra, Memo, Pipeline, Step, Watch, finish};
use crate::site::Options;
use crate::world::Input;

/// What a build was asked to do.
pub struct Request {
    pub root: Root,
    /// The folder that gets the editions.
    pub out: PathBuf,
    pub editions: Option<Vec<Audience>>,
    pub options: Options,
    /// Render everything, publish nothing. What was expensive to make is kept for the next time all the same.
    pub check_only: bool,
}

/// What came of it.
pub struct Outcome {
    pub input: Arc<Input>,
    pub findings: Vec<Finding>,
    pub published: Vec<(Audience, PathBuf, publish::Report)>,
    /// Documents held back because of their `publiceren_vanaf` and no day.
    pub held_back: usize,
    /// Documents hidden only because the whole that they are part of is.
    pub followers: usize,
    pub documents: usize,
}

/// Runs all stages, and one more check. Nothing is published when any finding is an error.
pub fn run(request: &Request, watcher: &dyn Watch, extra: Extra<'_>) -> Outcome {
    let mut memo = Memo::default();
    let pipeline = Pipeline { watcher, extra, ..Pipeline::new(&request.root, request.options) };
    let texts = pipeline.read(&mut memo);
    let mut analysis = pipeline.analyse(&texts, &mut memo);
    let (hidings, today) = (&analysis.site.hidings, analysis.site.options.today);
    let held_back = if today.is_none() { hidings.waiting(today) } else { 0 };
    let followers = hidings.followers(today);
    let mut findings = std::mem::take(&mut analysis.findings);
    let published = render(request, &analysis, watcher, &mut findings);
    finish(&mut findings, &texts.input.sources);
    let (input, documents) = (Arc::clone(&texts.input), texts.parsed.docs.len());
    // The program ends here: taking ten thousand documents apart first would only cost time.
    std::mem::forget((analysis, memo));
    std::mem::forget(texts);
    Outcome { input, findings, published, held_back, followers, documents }
}

impl publish::Tree for Artifacts<'_> {
    fn paths(&self) -> &[String] {
        self.paths()
    }

    fn weight(&self, index: usize) -> u8 {
        self.weight(index)
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        self.render(index, out)
    }
}

fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}

fn render(
    request: &Request,
    analysis: &Analysis<'_>,
    watcher: &dyn Watch,
    findings: &mut Vec<Finding>,
) -> Vec<(Audience, PathBuf, publish::Report)> {
    // Paths that clash are found even when pages cannot be made.
    let (editions, found) = analysis.editions(request.editions.as_deref());
    findings.extend(found);
    // A template that cannot be read, or a broken configuration, says nothing about pages.
    if has_errors(findings) {
        return Vec::new();
    }
    let sources = request.root.inputs();
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let out_of = |edition: Audience| request.out.join(edition.word());
    let outs: Vec<PathBuf> = editions.iter().map(|edition| out_of(edition.edition.audience())).collect();
    // Held until the end of this function, longer than what was staged under it.
    let _lock = if request.check_only {
        None
    } else {
        match lock(request, &outs, &sources) {
            Ok(lock) => Some(lock),
            Err(failure) => {
                findings.extend(finding_of(failure, &request.out));
                return Vec::new();
            }
        }
    };
    watcher.step(Step::Render);
    watcher.files(editions.iter().map(|edition| edition.plan.paths.len()).sum());
    let mut staged = Vec::new();
    for (edition, out) in editions.iter().zip(outs) {
        let artifacts = edition.artifacts(watcher);
        if request.check_only {
            render_all(&artifacts);
        } else {
            match publish::stage(&publish::Target { out: &out, sources: &sources }, &artifacts) {
                Ok(stage) => staged.push((edition.edition.audience(), out, stage)),
                Err(failure) => findings.extend(finding_of(failure, &request.out)),
            }
        }
        findings.extend(artifacts.into_findings());
    }
    let mut published = Vec::new();
    if !has_errors(findings) && !staged.is_empty() {
        watcher.step(Step::Publish);
        for (edition, out, stage) in staged {
            match stage.commit() {
                Ok(report) => published.push((edition, out, report)),
                Err(failure) => findings.extend(finding_of(failure, &request.out)),
            }
        }
    }
    published
}

/// Takes the lock, once it is clear that the output folders may be used: a refused folder is not touched at all.
fn lock(request: &Request, outs: &[PathBuf], sources: &[&Path]) -> Result<publish::Lock, publish::Failure> {
    for out in outs {
        publish::check(&publish::Target { out, sources })?;
    }
    publish::lock(&request.out)
}

/// Renders every file and keeps none.
fn render_all(artifacts: &Artifacts<'_>) {
    publish::for_each_path(artifacts, |out: &mut Vec<u8>, index| {
        out.clear();
        artifacts.render(index, out);
    });
}

/// The finding for a failure to publish; `out` is the folder that was asked for.
fn finding_of(failure: publish::Failure, out: &Path) -> Option<Finding> {
    use publish::Failure as F;
    let shown = |path: &Path| path.display().to_string();
    Some(match failure {
        F::InSources { path, source } => Finding::about(&code::OUTPUT_IN_SOURCES, shown(&path))
            .with("path", shown(&path))
            .with("source", shown(&source)),
        F::NotOurs { path, .. } => Finding::about(&code::OUTPUT_NOT_OURS, shown(&path))
            .with("path", shown(&path))
            .with("proposal", shown(&out.join("site"))),
        F::ForeignFile { path } => {
            Finding::about(&code::FOREIGN_FILE_IN_THE_WAY, shown(&path)).with("path", shown(&path))
        }
        F::Running { path, pid } => Finding::about(&code::BUILD_RUNNING, shown(&path))
            .with("path", shown(&path))
            .maybe("pid", pid.map(|pid| pid.to_string())),
        F::Write { path, reason, needed } => Finding::about(&code::WRITE_FAILED, shown(&path))
            .with("path", shown(&path))
            .with("reason", reason.to_string())
            .maybe("needed", needed.map(|bytes| crate::front::kib(usize::try_from(bytes).unwrap_or(usize::MAX)))),
        F::MountPoint { path } => Finding::about(&code::OUTPUT_IS_MOUNT_POINT, shown(&path)).with("path", shown(&path)),
        F::Render => return None,
    })
}
