//! Parsing: every file into what it means by itself, and the memo that a next run starts from.

use std::sync::Arc;

use rayon::prelude::*;

use super::clean::CleanTexts;
use crate::check;
use crate::config::{self, Config, Levels};
use crate::data::{self, Data};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::kind;
use crate::pdf::{self, PdfCompiler};
use crate::source::{Source, SourceId};
use crate::theme::Theme;
use crate::world::{Input, World};

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
    /// In the order of their paths.
    docs: Vec<Lowered>,
    pub(super) pictures: check::ImageCache,
    pub(super) appearance: Option<Appearance>,
    /// In which texts the last run of a program suspected nothing.
    pub(super) clean: CleanTexts,
}

impl Memo {
    /// Keeps in which texts nothing was suspected, for the next run.
    pub fn keep(&self, world: &dyn World) {
        self.clean.keep(world, &self.docs.iter().filter_map(|lowered| lowered.clean).collect());
    }
}

/// The theme, and what makes PDFs with its templates.
#[derive(Clone)]
pub(super) struct Appearance {
    pub theme: Arc<Theme>,
    pub compiler: Option<Arc<PdfCompiler>>,
}

/// A file and what it became.
#[derive(Clone)]
struct Lowered {
    id: SourceId,
    source: Arc<Source>,
    doc: Arc<Doc>,
    findings: Vec<Finding>,
    /// What stands for it, when nothing was suspected in it.
    clean: Option<u128>,
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
    let asked = memo.clean.under(&config.levels);
    let lower = |(id, source): (SourceId, Arc<Source>)| {
        let known = old.binary_search_by(|known| known.source.path.cmp(&source.path)).ok().map(|at| &old[at]);
        let known = known.filter(|known| known.id == id && Arc::ptr_eq(&known.source, &source));
        known.cloned().unwrap_or_else(|| {
            let mut lowered = kind::lower(id, &source, &source.path["content/".len()..], &config.levels);
            let hash = asked.map(|asked| asked.hash(&source));
            if !asked.zip(hash).is_some_and(|(asked, hash)| asked.is_clean(hash)) {
                lowered.value.provisional = check::suspect(&lowered.value, &source.text);
            }
            let clean = hash.filter(|_| lowered.value.provisional.is_empty());
            Lowered { id, source, doc: Arc::new(lowered.value), findings: lowered.findings, clean }
        })
    };
    let lowered: Vec<Lowered> = files.into_par_iter().map(lower).collect();
    let mut docs: Vec<Arc<Doc>> = lowered.iter().map(|lowered| Arc::clone(&lowered.doc)).collect();
    kind::module::hand_down(&mut docs, |doc| &input.sources.get(doc.file).path);
    findings.extend(lowered.iter().flat_map(|lowered| &lowered.findings).cloned());
    memo.docs = lowered;
    (Parsed { config, data, docs }, findings)
}

/// The theme, as it was when nothing of it changed.
pub(super) fn appearance(
    kept: &mut Option<Appearance>,
    input: &Input,
    config: &Config,
    world: &dyn World,
) -> (Appearance, Vec<Finding>) {
    if let Some(known) = kept.take().filter(|known| known.theme.is_of(input, config)) {
        *kept = Some(known.clone());
        return (known, Vec::new());
    }
    let (theme, mut findings) = Theme::load(input, config);
    let (compiler, broken) = pdf::load(input, theme.name(), world);
    findings.extend(broken);
    let appearance = Appearance { theme: Arc::new(theme), compiler: compiler.map(Arc::new) };
    *kept = findings.is_empty().then(|| appearance.clone());
    (appearance, findings)
}
