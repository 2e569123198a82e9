//! From a folder to published editions: the stages in their order.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::allow;
use crate::check;
use crate::config::{self, Config, Edition, Levels};
use crate::data::{self, Data};
use crate::diag::{At, Code, Finding, catalogue as code};
use crate::disk::{self, Input, Root, publish};
use crate::doc::Doc;
use crate::kind;
use crate::leak::LeakDetector;
use crate::media::Pictures;
use crate::output::{OUTPUTS, pdfs_of};
use crate::pdf::{self, PdfCompiler};
use crate::plan::{self, Plan, RenderContext};
use crate::site::{self, Options, Site, View};
use crate::source::{Source, SourceId, Sources};
use crate::theme::Theme;

use rayon::prelude::*;

/// What is known after every file was read by itself.
pub struct Parsed {
    pub config: Config,
    pub data: Data,
    pub docs: Vec<Arc<Doc>>,
}

/// What is kept from one build for the next. Whatever is in it was made by the same functions from the same input, so a
/// build with a memo gives what a build without one gives; an empty memo is the usual case.
#[derive(Default)]
pub struct Memo {
    /// Besides its own text, this alone decides what a file becomes.
    levels: Levels,
    docs: HashMap<String, Lowered>,
    pictures: check::ImageCache,
    appearance: Option<Appearance>,
}

/// The theme, and what makes PDFs with its templates.
#[derive(Clone)]
struct Appearance {
    theme: Arc<Theme>,
    compiler: Option<Arc<PdfCompiler>>,
}

/// A file and what it became.
#[derive(Clone)]
struct Lowered {
    id: SourceId,
    source: Arc<Source>,
    doc: Arc<Doc>,
    findings: Vec<Finding>,
}

/// Reads every file into what it means. Files do not depend on each other here, only on the levels of the configuration.
pub fn parse(input: &Input, memo: &mut Memo) -> (Parsed, Vec<Finding>) {
    let (config, mut findings) = config::read(&input.sources);
    let (data, found) = data::read(&input.sources);
    findings.extend(found);
    let mut old = std::mem::take(&mut memo.docs);
    if memo.levels != config.levels {
        old.clear();
        memo.levels = config.levels.clone();
    }
    let is_doc =
        |source: &Source| source.path.starts_with("content/") && source.path.ends_with(".md") && !source.broken;
    let files = input.sources.ids().filter_map(|id| Some((id, input.sources.share(id)?)));
    let files: Vec<(SourceId, Arc<Source>)> = files.filter(|(_, source)| is_doc(source)).collect();
    let lower = |(id, source): (SourceId, Arc<Source>)| {
        let known = old.get(&source.path).filter(|known| known.id == id && Arc::ptr_eq(&known.source, &source));
        known.cloned().unwrap_or_else(|| {
            let mut lowered = kind::lower(id, &source, &source.path["content/".len()..], &config.levels);
            lowered.value.provisional = check::suspect(&lowered.value, &source.text);
            Lowered { id, source, doc: Arc::new(lowered.value), findings: lowered.findings }
        })
    };
    let lowered: Vec<Lowered> = files.into_par_iter().map(lower).collect();
    let docs = lowered.iter().map(|lowered| Arc::clone(&lowered.doc)).collect();
    findings.extend(lowered.iter().flat_map(|lowered| &lowered.findings).cloned());
    memo.docs = lowered.into_iter().map(|lowered| (lowered.source.path.clone(), lowered)).collect();
    (Parsed { config, data, docs }, findings)
}

/// A school, checked and ready to render.
pub struct School<'s> {
    pub site: Site<'s>,
    pub theme: Arc<Theme>,
    pub compiler: Option<Arc<PdfCompiler>>,
    pub pictures: Pictures,
}

impl School<'_> {
    /// Every path of an edition, and its job.
    pub fn plan(&self, view: &View<'_>) -> (Plan, Vec<Finding>) {
        plan::plan(OUTPUTS, view, &self.theme, self.compiler.as_deref())
    }
}

/// Puts what was parsed together and checks it as a whole.
pub fn assemble<'s>(
    input: &'s Input,
    parsed: &'s Parsed,
    options: Options,
    root: &Root,
    memo: &mut Memo,
) -> (School<'s>, Vec<Finding>) {
    let (mut site, mut findings) = site::assemble(input, &parsed.config, &parsed.data, &parsed.docs, options);
    let (pictures, found) = check::run(&site, root, &mut memo.pictures);
    site.name_assets(&pictures);
    findings.extend(found);
    let look = match memo.appearance.take().filter(|look| look.theme.is_of(input, &parsed.config)) {
        Some(look) => {
            memo.appearance = Some(look.clone());
            look
        }
        None => {
            let (theme, mut found) = Theme::load(input, &parsed.config);
            let (compiler, broken) = pdf::load(input, theme.name(), root);
            found.extend(broken);
            let look = Appearance { theme: Arc::new(theme), compiler: compiler.map(Arc::new) };
            memo.appearance = found.is_empty().then(|| look.clone());
            findings.extend(found);
            look
        }
    };
    (School { site, theme: look.theme, compiler: look.compiler, pictures }, findings)
}

/// Gives what was found before rendering its level, and silences what authors keep on purpose.
pub fn settle(school: &School<'_>, findings: &mut Vec<Finding>) {
    let site = &school.site;
    site.config.levels.apply(findings);
    allow::settle(site.docs, &site.input.sources, &site.config.levels, findings);
}

/// An edition as files: paths are known, bytes are made when asked for. Writing it to disk, serving it and testing it
/// are three uses of it.
pub struct Artifacts<'a> {
    stage: RenderContext<'a>,
    watcher: &'a dyn Watch,
    /// What went wrong while rendering.
    findings: Mutex<Vec<Finding>>,
}

impl<'a> Artifacts<'a> {
    pub fn new(school: &'a School<'a>, view: &'a View<'a>, plan: &'a Plan, root: &'a Root) -> Self {
        let mut stage = RenderContext::new(view, &school.theme, &school.pictures, plan, root);
        stage.compiler = school.compiler.as_deref();
        stage.pdfs = pdfs_of;
        stage.guard = (view.edition == Edition::Public).then(|| LeakDetector::new(&school.site, view));
        Artifacts { stage, watcher: &Nobody, findings: Mutex::default() }
    }

    fn watched(self, watcher: &'a dyn Watch) -> Self {
        Artifacts { watcher, ..self }
    }

    /// Renders one file of the plan behind what is in `out`, and tells what is wrong with it.
    pub fn make(&self, index: usize, out: &mut Vec<u8>) -> Vec<Finding> {
        let (path, job) = (&self.stage.plan.paths[index], &self.stage.plan.jobs[index]);
        let start = out.len();
        let rendered = (job.output.render)(&self.stage, job, path, out);
        // What a PDF is made of is measured where it is made.
        let is_page = !path.ends_with(".pdf");
        let grown = self.stage.grown(job, out.len() - start).filter(|_| is_page);
        let leak = self.stage.guard.as_ref().and_then(|guard| guard.check(path, &out[start..]));
        let mut problems: Vec<Finding> = rendered.err().into_iter().chain(leak).chain(grown).collect();
        problems.extend(self.stage.take_remarks(path));
        self.stage.view().site.config.levels.apply(&mut problems);
        problems
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner().unwrap_or_default()
    }
}

impl publish::Tree for Artifacts<'_> {
    fn paths(&self) -> &[String] {
        &self.stage.plan.paths
    }

    /// A page takes a moment; a PDF takes a hundred, and one of many documents more.
    fn weight(&self, index: usize) -> u8 {
        if !self.stage.plan.paths[index].ends_with(".pdf") {
            return 0;
        }
        match self.stage.plan.jobs[index].subject {
            plan::Subject::Doc(id) if self.stage.view().site.doc(id).facets.charter.is_none() => 1,
            _ => 2,
        }
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        let view = self.stage.view();
        let mut problems = Vec::new();
        self.watcher.file(view.edition, &self.stage.plan.paths[index], &mut || problems = self.make(index, out));
        let is_good = !has_errors(&problems);
        if !problems.is_empty()
            && let Ok(mut findings) = self.findings.lock()
        {
            findings.extend(problems);
        }
        is_good
    }
}

/// The stages of a build, as far as somebody may want to know how long they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Read,
    Parse,
    Check,
    LookUp,
    Render,
    Publish,
}

/// Somebody who follows a build. A clock is theirs, for a build has none.
pub trait Watch: Sync {
    /// A stage begins; the one before is over.
    fn step(&self, _step: Step) {}
    /// This many files are going to be made.
    fn files(&self, _count: usize) {}
    /// Makes one file, on any thread. Must call `make`, once.
    fn file(&self, _edition: Edition, _path: &str, make: &mut dyn FnMut()) {
        make();
    }
}

/// Nobody follows.
pub struct Nobody;

impl Watch for Nobody {}

/// What a build was asked to do.
pub struct Request {
    pub root: Root,
    /// The folder that gets `public/` and `team/`.
    pub out: PathBuf,
    pub editions: Option<Vec<Edition>>,
    pub options: Options,
    /// Render everything, publish nothing. What was expensive to make is kept for the next time all the same.
    pub check_only: bool,
}

/// What came of it.
pub struct Outcome {
    pub sources: Sources,
    pub findings: Vec<Finding>,
    pub published: Vec<(Edition, PathBuf, publish::Report)>,
    /// Documents held back because of their `publiceren_vanaf` and no `--date`.
    pub held_back: usize,
    /// Documents hidden only because the whole that they are part of is.
    pub followers: usize,
    pub documents: usize,
}

/// What is looked at on request only, with the whole site at hand.
pub type Extra<'a> = &'a dyn Fn(&Site<'_>) -> Vec<Finding>;

/// Runs all stages. Nothing is published when any finding is an error.
pub fn run(request: &Request, watcher: &dyn Watch) -> Outcome {
    run_with(request, watcher, &|_| Vec::new())
}

/// The same, with one more check.
pub fn run_with(request: &Request, watcher: &dyn Watch, extra: Extra<'_>) -> Outcome {
    watcher.step(Step::Read);
    let (input, mut findings) = disk::read(&request.root);
    watcher.step(Step::Parse);
    let mut memo = Memo::default();
    let (parsed, found) = parse(&input, &mut memo);
    findings.extend(found);
    name_root(&mut findings, &request.root);
    let config = &parsed.config;
    let documents = parsed.docs.len();
    watcher.step(Step::Check);
    let (school, found) = assemble(&input, &parsed, request.options, &request.root, &mut memo);
    findings.extend(found);
    findings.extend(extra(&school.site));
    settle(&school, &mut findings);
    let (hidings, today) = (&school.site.hidings, request.options.today);
    let held_back = if today.is_none() { hidings.waiting(today) } else { 0 };
    let followers = hidings.followers(today);
    let wanted = request.editions.clone().unwrap_or_else(|| config.editions.clone());
    let mut published = Vec::new();
    // A template that cannot be read, or a broken configuration, says nothing about pages.
    if !has_errors(&findings) {
        published = render(request, &school, &wanted, watcher, &mut findings);
    } else {
        plan_only(&school, &wanted, &mut findings);
    }
    finish(&mut findings, &input.sources);
    // The program ends here: taking ten thousand documents apart first would only cost time.
    std::mem::forget((school, memo));
    std::mem::forget(parsed);
    Outcome { sources: input.sources, findings, published, held_back, followers, documents }
}

/// Says which folder was looked in for `krijt.yaml`: reading does not know, and to a beginner `.` is no folder.
pub fn name_root(findings: &mut [Finding], root: &Root) {
    for finding in findings.iter_mut().filter(|finding| finding.code.id == code::CONFIG_MISSING.id) {
        let folder = root.real().unwrap_or_else(|| root.path().to_path_buf());
        finding.args = vec![("path", folder.display().to_string())];
    }
}

fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}

/// Paths that clash are found even when pages cannot be made.
fn plan_only(school: &School<'_>, wanted: &[Edition], findings: &mut Vec<Finding>) {
    for edition in wanted {
        let view = View::new(&school.site, *edition);
        let (_, mut found) = school.plan(&view);
        school.site.config.levels.apply(&mut found);
        findings.extend(found);
    }
}

fn render(
    request: &Request,
    school: &School<'_>,
    wanted: &[Edition],
    watcher: &dyn Watch,
    findings: &mut Vec<Finding>,
) -> Vec<(Edition, PathBuf, publish::Report)> {
    let views: Vec<View<'_>> = wanted.iter().map(|edition| View::new(&school.site, *edition)).collect();
    let mut plans = Vec::new();
    for view in &views {
        let (plan, mut found) = school.plan(view);
        school.site.config.levels.apply(&mut found);
        findings.extend(found);
        plans.push(plan);
    }
    if has_errors(findings) {
        return Vec::new();
    }
    let sources = request.root.inputs();
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    // Held until the end of this function, longer than what was staged under it.
    let _lock = if request.check_only {
        None
    } else {
        match lock(request, wanted, &sources) {
            Ok(lock) => Some(lock),
            Err(failure) => {
                findings.extend(finding_of(failure, &request.out));
                return Vec::new();
            }
        }
    };
    watcher.step(Step::Render);
    watcher.files(plans.iter().map(|plan| plan.paths.len()).sum());
    let mut staged = Vec::new();
    for (view, plan) in views.iter().zip(&plans) {
        let artifacts = Artifacts::new(school, view, plan, &request.root).watched(watcher);
        let out = request.out.join(view.edition.name());
        if request.check_only {
            render_all(&artifacts);
        } else {
            match publish::stage(&publish::Target { out: &out, sources: &sources }, &artifacts) {
                Ok(stage) => staged.push((view.edition, out, stage)),
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

/// The Typst source of every PDF of an edition, by path: for tests, and for who writes a template.
#[cfg(feature = "pdf")]
pub fn typst_sources(root: &Root, options: Options, edition: Edition) -> std::collections::BTreeMap<String, String> {
    let (input, _) = disk::read(root);
    let mut memo = Memo::default();
    let (parsed, _) = parse(&input, &mut memo);
    let (school, _) = assemble(&input, &parsed, options, root, &mut memo);
    let view = View::new(&school.site, edition);
    let (plan, _) = school.plan(&view);
    let mut artifacts = Artifacts::new(&school, &view, &plan, root);
    artifacts.stage.sources = Some(Mutex::default());
    render_all(&artifacts);
    artifacts.stage.sources.take().and_then(|sources| sources.into_inner().ok()).unwrap_or_default()
}

/// Takes the lock, once it is clear that the output folders may be used: a refused folder is not touched at all.
fn lock(request: &Request, wanted: &[Edition], sources: &[&Path]) -> Result<publish::Lock, publish::Failure> {
    for edition in wanted {
        let out = request.out.join(edition.name());
        publish::check(&publish::Target { out: &out, sources })?;
    }
    publish::lock(&request.out)
}

/// Renders every file and keeps none.
fn render_all(artifacts: &Artifacts<'_>) {
    use publish::Tree;
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

/// Sorts, and leaves out what is there twice: both editions find the same.
pub fn finish(findings: &mut Vec<Finding>, sources: &Sources) {
    findings.sort_by(|a, b| a.sort_key(sources).cmp(&b.sort_key(sources)));
    findings.dedup_by(|a, b| a.sort_key(sources) == b.sort_key(sources));
    one_a_file(findings, &[&code::SIGN_LEFT_OUT, &code::LETTER_AS_BOX]);
    // A leaked sentence is one mistake, on however many pages it stands.
    findings.dedup_by(|a, b| a.code.id == code::LEAK.id && b.code.id == code::LEAK.id && a.at == b.at);
}

/// What the papers of a file lack is one finding, on however many papers it stands and whichever of the signs each has:
/// the first place, and all the signs.
fn one_a_file(findings: &mut Vec<Finding>, codes: &[&'static Code]) {
    let signs = |finding: &Finding| -> Vec<String> {
        let args = finding.args.iter().filter(|(name, _)| matches!(*name, "sign" | "more"));
        args.flat_map(|(_, value)| value.split(' ')).map(str::to_string).collect()
    };
    let mut all: HashMap<(&str, SourceId), Vec<String>> = HashMap::new();
    let file = |finding: &Finding| match &finding.at {
        At::Text(place) if codes.iter().any(|code| code.id == finding.code.id) => Some((finding.code.id, place.file)),
        _ => None,
    };
    for finding in findings.iter() {
        let Some(known) = file(finding).map(|key| all.entry(key).or_default()) else { continue };
        for sign in signs(finding) {
            if !known.contains(&sign) {
                known.push(sign);
            }
        }
    }
    findings.retain_mut(|finding| {
        let Some(key) = file(finding) else { return true };
        let Some(signs) = all.remove(&key) else { return false };
        finding.args.retain(|(name, _)| *name != "more");
        if signs.len() > 1 && finding.code.optional.contains(&"more") {
            finding.args.push(("more", signs[1..].join(" ")));
        }
        true
    });
}
