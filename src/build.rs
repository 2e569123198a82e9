//! Publishing what the pipeline made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audience::Audience;
use crate::diag::{Finding, catalogue as code};
use crate::disk::facts::{self, Seen, Tick};
use crate::disk::publish::{Noted, fs::Fs};
use crate::disk::{Root, publish};
use crate::handbook;
use crate::output;
use crate::pipeline::{
    Analysis, Artifacts, BuildDay, ExtraCheck, Memo, Pipeline, PlannedEdition, Step, Told, Watch, finish,
};
use crate::site::Options;
use crate::world::Input;

/// What a build was asked to do.
pub struct BuildRequest {
    pub root: Root,
    /// The folder that gets the editions.
    pub out: PathBuf,
    pub editions: Option<Vec<Audience>>,
    pub options: Options,
    /// Render everything, publish nothing. What was expensive to make is kept for the next time all the same.
    pub check_only: bool,
    /// Also when most pages of the last build would go.
    pub may_shrink: bool,
    /// What was published is looked at afterwards, for a stamp.
    pub stamped: bool,
    /// The program ends with it: taking ten thousand documents apart first would only cost time.
    pub is_last: bool,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub input: Arc<Input>,
    pub findings: Vec<Finding>,
    pub published: Vec<(Audience, PathBuf, publish::PublishReport)>,
    /// Files that could not be made, with their edition in front. The rest could, without links to them.
    pub left_out: Vec<String>,
    /// Documents that wait for their `publiceren_vanaf`.
    pub held_back: usize,
    pub today: BuildDay,
    /// Documents hidden only because the whole that they are part of is.
    pub followers: usize,
    pub documents: usize,
    /// What is treated where, where that was looked at.
    pub coverage: Option<serde_json::Value>,
    /// The editions as they were published, when nobody touched them meanwhile.
    pub written: Option<Seen>,
}

/// Runs all stages, and one more check. Nothing is published when any finding is an error, but for those about a file
/// that the rest can do without.
pub fn run(request: &BuildRequest, watcher: &dyn Watch, extra: ExtraCheck<'_>) -> Outcome {
    let mut memo = Memo::default();
    let pipeline = Pipeline { watcher, extra, ..Pipeline::new(&request.root, request.options) };
    let texts = pipeline.read(&mut memo);
    let mut analysis = pipeline.analyse(&texts, &mut memo);
    let (hidings, today) = (&analysis.site.hidings, analysis.site.options.today);
    let mut outcome = Outcome {
        input: Arc::clone(&texts.input),
        held_back: hidings.waiting(today),
        today: BuildDay::of(&analysis.site),
        followers: hidings.followers(today),
        documents: texts.parsed.docs.len(),
        findings: std::mem::take(&mut analysis.findings),
        ..Outcome::default()
    };
    render(request, &analysis, watcher, &mut outcome);
    finish(&mut outcome.findings, &texts.input.sources);
    if !has_errors(&outcome.findings) {
        memo.keep(&request.root);
    }
    if request.is_last {
        std::mem::forget((analysis, memo));
        std::mem::forget(texts);
    }
    outcome
}

impl publish::OutputTree for Artifacts<'_> {
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

fn render(request: &BuildRequest, analysis: &Analysis<'_>, watcher: &dyn Watch, outcome: &mut Outcome) {
    // Paths that clash are found even when pages cannot be made.
    let (mut editions, found) = analysis.editions(request.editions.as_deref());
    outcome.findings.extend(found);
    // A template that cannot be read, or a broken configuration, says nothing about pages.
    if has_errors(&outcome.findings) {
        return;
    }
    let sources = request.root.inputs();
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let outs: Vec<PathBuf> =
        editions.iter().map(|edition| request.out.join(edition.edition.audience().word())).collect();
    let widest = editions.iter().max_by_key(|planned| planned.edition.audience());
    outcome.coverage = widest.filter(|_| request.check_only).and_then(|planned| output::coverage(&planned.edition));
    // Held until the end of this function, longer than what was staged under it.
    let mut lock = if request.check_only {
        None
    } else {
        match lock(request, &outs, &sources) {
            Ok(lock) => Some(lock),
            Err(failure) => return outcome.findings.extend(finding_of(failure, &request.out)),
        }
    };
    let begun = lock.as_mut().filter(|_| request.stamped).and_then(|lock| lock.tick().ok());
    watcher.step(Step::Render);
    watcher.files(editions.iter().map(|edition| edition.plan.paths.len()).sum());
    let (mut staged, mut told) = (Vec::new(), Told::default());
    for (edition, out) in editions.iter_mut().zip(&outs) {
        let target = publish::PublishTarget { out, sources: &sources };
        let noted = if begun.is_some() { Noted::of(&request.root, out) } else { Noted::default() };
        match make(edition, (!request.check_only).then_some((&target, &noted)), watcher, &mut told) {
            Ok(stage) => staged.extend(stage.map(|stage| StagedEdition {
                audience: edition.edition.audience(),
                out,
                noted,
                stage,
            })),
            Err(failure) => told.findings.extend(finding_of(failure, &request.out)),
        }
    }
    let is_good = !has_errors(&told.findings);
    outcome.findings.extend(told.findings.into_iter().chain(told.failed.into_values()));
    if !is_good {
        return;
    }
    for edition in &editions {
        let name = edition.edition.audience().word();
        outcome.left_out.extend(edition.left_out.iter().map(|path| format!("{name}/{path}")));
    }
    if !staged.is_empty() {
        watcher.step(Step::Publish);
    }
    let shrunk = |StagedEdition { out, stage, .. }: &StagedEdition<'_>| {
        let pages = Some(stage.pages).filter(|pages| pages.most_go() && !request.may_shrink)?;
        let finding = Finding::about(&code::MOST_PAGES_GONE, out.display().to_string());
        Some(finding.with("gone", pages.gone.to_string()).with("kept", pages.kept.to_string()))
    };
    if let Some(finding) = staged.iter().find_map(shrunk) {
        outcome.left_out.clear();
        return outcome.findings.push(finding);
    }
    let fresh = staged.iter().map(|ready| ready.stage.fresh).sum();
    let notes = commit(staged, request, outcome);
    outcome.written = match (&mut lock, begun) {
        (Some(lock), Some(begun)) => proven(lock, begun, fresh, request, &editions),
        (None, _) if request.stamped => facts::of_folders(&request.out, &[], Tick::default()),
        _ => None,
    };
    for (audience, noted, hashes) in notes {
        let planned = editions.iter().find(|edition| edition.edition.audience() == audience);
        if let Some((seen, planned)) = outcome.written.as_ref().zip(planned) {
            noted.keep(seen, audience.word(), &planned.plan.paths, &hashes);
        }
    }
}

/// Puts editions in their places. Gives what can be noted of each that stands there.
fn commit(
    staged: Vec<StagedEdition<'_>>,
    request: &BuildRequest,
    outcome: &mut Outcome,
) -> Vec<(Audience, Noted, Vec<u64>)> {
    let mut notes = Vec::new();
    for StagedEdition { audience, out, noted, mut stage } in staged {
        let hashes = std::mem::take(&mut stage.hashes);
        match stage.commit() {
            Ok(report) => {
                outcome.published.push((audience, out.clone(), report));
                notes.push((audience, noted, hashes));
            }
            Err(failure) => {
                outcome.left_out.clear();
                outcome.findings.extend(finding_of(failure, &request.out));
            }
        }
    }
    notes
}

/// An edition that was made, and what was known of the one in whose place it comes.
struct StagedEdition<'a> {
    audience: Audience,
    out: &'a PathBuf,
    noted: Noted,
    stage: publish::StagedTree,
}

/// The facts of what was published since `begun`, if that is all that was written there, `fresh` files, and whatever is
/// changed from here on can be told from it.
fn proven(
    lock: &mut publish::Lock,
    begun: Tick,
    fresh: usize,
    request: &BuildRequest,
    editions: &[PlannedEdition<'_>],
) -> Option<Seen> {
    let now = lock.tick_over().filter(|now| facts::is_fine(*now))?;
    let folders: Vec<&str> = editions.iter().map(|edition| edition.edition.audience().word()).collect();
    let seen = facts::of_folders(&request.out, &folders, begun)?;
    (seen.facts.fresh == fresh && seen.facts.newest <= now).then_some(seen)
}

/// So often an edition is made again without what could not be made. What fails only then is rare.
const ROUNDS: usize = 4;

/// Makes an edition: into a stage, or, without a target, into nothing. What cannot be made is left out, and all is made
/// again without links to it; so it costs nothing as long as nothing fails. What comes back in `told.findings` concerns
/// the whole.
fn make(
    edition: &mut PlannedEdition<'_>,
    target: Option<(&publish::PublishTarget<'_>, &Noted)>,
    watcher: &dyn Watch,
    told: &mut Told,
) -> Result<Option<publish::StagedTree>, publish::PublishFailure> {
    for _ in 0..ROUNDS {
        let artifacts = edition.artifacts(watcher);
        let stage = match target {
            Some((target, noted)) => publish::stage_noted(&Fs::default(), noted, target, &artifacts).map(Some),
            None => {
                render_all(&artifacts);
                Ok(None)
            }
        };
        let Told { findings, failed } = artifacts.into_told();
        told.findings.extend(findings);
        let paths: BTreeSet<String> = failed.keys().cloned().collect();
        if paths.is_empty() {
            return stage;
        }
        if has_errors(&told.findings) || !edition.leave_out(&paths) {
            told.findings.extend(failed.into_values());
            return stage;
        }
        told.failed.extend(failed);
    }
    told.findings.append(&mut std::mem::take(&mut told.failed).into_values().collect());
    Err(publish::PublishFailure::Render)
}

/// Files that were made already.
struct ReadyFiles {
    paths: Vec<String>,
    files: Vec<Vec<u8>>,
}

impl publish::OutputTree for ReadyFiles {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        self.files.get(index).inspect(|bytes| out.extend_from_slice(bytes)).is_some()
    }
}

/// Puts the handbook of this program into a folder.
///
/// # Errors
/// Why it could not be written.
pub fn handbook(out: &Path) -> Result<(), Box<Finding>> {
    let (files, _) = handbook::files();
    let (paths, files) = files.into_iter().unzip();
    let put = || {
        let target = publish::PublishTarget { out, sources: &[] };
        publish::check(&target)?;
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _lock = publish::lock(parent)?;
        publish::stage(&target, &ReadyFiles { paths, files })?.commit()
    };
    match put() {
        Ok(_) => Ok(()),
        Err(failure) => finding_of(failure, out).map_or(Ok(()), |finding| Err(Box::new(finding))),
    }
}

/// Takes the lock, once it is clear that the output folders may be used: a refused folder is not touched at all.
fn lock(request: &BuildRequest, outs: &[PathBuf], sources: &[&Path]) -> Result<publish::Lock, publish::PublishFailure> {
    for out in outs {
        publish::check(&publish::PublishTarget { out, sources })?;
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
fn finding_of(failure: publish::PublishFailure, out: &Path) -> Option<Finding> {
    use publish::PublishFailure as F;
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
