//! From the files of a world to an edition's bytes: the stages in their order. Building, serving, checking and testing are
//! uses of this one row.
//!
//! ```text
//! World ──read──► Texts (owns) ──analyse──► Analysis (borrows): site, theme, findings ──editions──► PlannedEdition ──► Artifacts
//! ```

mod artifacts;
mod clean;
mod day;
mod findings;
mod parse;
mod unlink;

pub use artifacts::{Artifacts, PlannedEdition, Told};
pub use day::BuildDay;
pub use findings::finish;
pub use parse::{Memo, Parsed, parse};

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::allow;
use crate::audience::Audience;
use crate::check;
use crate::diag::{Finding, catalogue as code};
use crate::edition::leak::LeakDetector;
use crate::edition::{self, Edition};
use crate::media::Pictures;
use crate::output::{self, OUTPUTS};
use crate::pdf::PdfCompiler;
use crate::plan;
use crate::site::{self, Options, Site};
use crate::theme::Theme;
use crate::world::{Input, World};

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
    fn file(&self, _edition: Audience, _path: &str, make: &mut dyn FnMut()) {
        make();
    }
}

/// Nobody follows.
pub struct Nobody;

impl Watch for Nobody {}

/// What is looked at on request only, with the whole site at hand.
pub type ExtraCheck<'a> = &'a dyn Fn(&Site<'_>) -> Vec<Finding>;

/// What the stages are run with.
pub struct Pipeline<'a> {
    pub world: &'a dyn World,
    pub options: Options,
    pub watcher: &'a dyn Watch,
    pub extra: ExtraCheck<'a>,
}

/// All that was read, each file understood by itself. An [`Analysis`] borrows it.
pub struct Texts {
    pub input: Arc<Input>,
    pub parsed: Parsed,
    findings: Vec<Finding>,
}

impl<'a> Pipeline<'a> {
    pub fn new(world: &'a dyn World, options: Options) -> Self {
        Pipeline { world, options, watcher: &Nobody, extra: &|_| Vec::new() }
    }

    /// Reads all files, and what each means by itself.
    pub fn read(&self, memo: &mut Memo) -> Texts {
        self.watcher.step(Step::Read);
        let (input, mut findings) = self.world.files();
        self.watcher.step(Step::Parse);
        memo.clean.recall(self.world);
        let (parsed, found) = parse(&input, memo);
        findings.extend(found);
        Texts { input, parsed, findings }
    }

    /// Puts what was read together and checks it as a whole.
    pub fn analyse<'r>(&self, texts: &'r Texts, memo: &mut Memo) -> Analysis<'r>
    where
        'a: 'r,
    {
        self.watcher.step(Step::Check);
        let Texts { input, parsed, findings } = texts;
        let mut findings = findings.clone();
        // The one place that decides which day it is: what was asked for, what the school says, what the world says.
        let today = self.options.today.or(parsed.config.today).or_else(|| self.world.today());
        let options = Options { today, ..self.options };
        let look = || {
            let (mut site, mut findings) = site::assemble(input, &parsed.config, &parsed.data, &parsed.docs, options);
            let (pictures, found) = check::run(&site, self.world, &mut memo.pictures);
            site.name_assets(&pictures);
            site.note_captions(&pictures);
            findings.extend(found);
            (site, pictures, findings)
        };
        // The theme knows nothing of the site: it is put together beside it.
        let kept = &mut memo.appearance;
        let ((site, pictures, found), (appearance, of_theme)) =
            rayon::join(look, || parse::appearance(kept, input, &parsed.config, self.world));
        findings.extend(found);
        findings.extend(of_theme);
        findings.extend((self.extra)(&site));
        check::in_only_module(&site, &mut findings);
        // Reading does not know which folder was looked in for `krijt.yaml`, and to a beginner `.` is no folder.
        for finding in findings.iter_mut().filter(|finding| finding.code.id == code::CONFIG_MISSING.id) {
            finding.args = vec![("path", self.world.name())];
        }
        let parse::Appearance { theme, compiler } = appearance;
        let mut analysis = Analysis { world: self.world, site, theme, compiler, pictures, findings: Vec::new() };
        analysis.level(&mut findings);
        allow::settle(analysis.site.docs, &input.sources, &parsed.config.levels, &mut findings);
        check::without_echoes(&analysis.site, &mut findings);
        analysis.findings = findings;
        analysis
    }
}

/// A school, checked and ready to render.
pub struct Analysis<'s> {
    pub site: Site<'s>,
    pub theme: Arc<Theme>,
    pub pictures: Pictures,
    /// What is wrong, with its level; what authors keep on purpose is silenced.
    pub findings: Vec<Finding>,
    world: &'s dyn World,
    compiler: Option<Arc<PdfCompiler>>,
}

impl Analysis<'_> {
    /// The editions that were asked for, else those that the school wants: every path and its job.
    pub fn editions(&self, asked: Option<&[Audience]>) -> (Vec<PlannedEdition<'_>>, Vec<Finding>) {
        let needed = || edition::needed(&self.site);
        let named = asked.map(<[Audience]>::to_vec).or_else(|| self.site.config.editions.clone());
        let wanted = named.unwrap_or_else(needed);
        // What is sent to parents is that which everybody may see: both are made of one edition, looked through by one guard.
        let sends = wanted.contains(&Audience::Team) && Edition::sends(&self.site);
        let open =
            (sends || wanted.contains(&Audience::Public)).then(|| Arc::new(Edition::new(&self.site, Audience::Public)));
        let guard = |edition: &Edition<'_>| LeakDetector::new(&self.site, edition).map(Arc::new);
        let open_guard = open.as_deref().and_then(guard);
        let mail = open.as_ref().filter(|_| sends).map(|open| match Edition::in_mail(&self.site) {
            Some(mail) => (guard(&mail), Arc::new(mail)),
            None => (open_guard.clone(), Arc::clone(open)),
        });
        let edition_of = |audience: Audience| match &open {
            Some(open) if audience == Audience::Public => Arc::clone(open),
            _ => match mail.as_ref().filter(|_| audience == Audience::Team) {
                Some((_, mail)) => Arc::new(Edition::new(&self.site, audience).handing_on(Arc::clone(mail))),
                None => Arc::new(Edition::new(&self.site, audience)),
            },
        };
        let planned = |audience: &Audience| {
            let edition = edition_of(*audience);
            let guard = if *audience == Audience::Public { open_guard.clone() } else { guard(&edition) };
            let guard_of_sent = edition.handed_on().and(mail.as_ref()).and_then(|(guard, _)| guard.clone());
            let paper = Edition::on_paper(&self.site, *audience);
            let gaps = |docs: &[_]| output::gaps(&edition, self.compiler.as_deref(), &self.theme, docs);
            let (plan, mut found) = plan::plan(OUTPUTS, &edition, &self.theme, &gaps);
            self.level_made(&mut found);
            let left_out = BTreeSet::new();
            (PlannedEdition { analysis: self, edition, paper, plan, left_out, guard, guard_of_sent }, found)
        };
        let (editions, found): (Vec<_>, Vec<_>) =
            wanted.par_iter().map(planned).collect::<Vec<_>>().into_iter().unzip();
        (editions, found.concat())
    }

    /// The same for what is found when files are planned or made, less what their authors keep on purpose.
    fn level_made(&self, findings: &mut Vec<Finding>) {
        self.level(findings);
        allow::silence_made(self.site.docs, findings);
    }

    /// Gives findings their level, as the school wants it.
    fn level(&self, findings: &mut Vec<Finding>) {
        self.site.config.levels.apply(findings);
    }
}

/// The Typst source of every PDF of an edition, by path: for tests, and for who writes a template.
#[cfg(feature = "pdf")]
pub fn typst_sources(
    world: &dyn World,
    options: Options,
    edition: Audience,
) -> std::collections::BTreeMap<String, String> {
    let (pipeline, mut memo) = (Pipeline::new(world, options), Memo::default());
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (editions, _) = analysis.editions(Some(&[edition]));
    editions.iter().flat_map(|edition| edition.artifacts(&Nobody).typst_sources()).collect()
}
