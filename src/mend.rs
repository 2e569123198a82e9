//! A school with fixes done: what `krijt check --fix` writes. Marks of another system (a byte order mark, CRLF, UTF-16) are
//! gone as soon as a file is read; the rest are the fixes of findings, as they come.

pub mod photo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{self, At, Finding, Fix, Level};
use crate::pipeline::{Memo, Pipeline};
use crate::site::Options;
use crate::source::{Source, SourceId};
use crate::world::{Input, Overlay, World};

/// A head that cannot be read hides what else is wrong with it: the second look finds that, and a third has nothing left.
const LOOKS: usize = 3;

/// Whether a fix is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    Yes,
    No,
    /// Neither this one nor any other.
    Stop,
}

/// What is wrong with a school before anything is rendered, at the levels that it wants.
pub fn look(world: &dyn World, options: Options, memo: &mut Memo) -> (Arc<Input>, Vec<Finding>) {
    let pipeline = Pipeline::new(world, options);
    let texts = pipeline.read(memo);
    let findings = pipeline.analyse(&texts, memo).findings.clone();
    (texts.input, findings)
}

/// Does what is beyond doubt, and looks again: the texts that are other than before, by path. What an author keeps on
/// purpose stays.
pub fn mend(world: &dyn World, options: Options) -> BTreeMap<String, String> {
    let sure = |_: &Input, _: &Finding, fix: &Fix| if fix.sure { Consent::Yes } else { Consent::No };
    with_consent(world, options, sure)
}

/// The same for every fix that `agrees`, which is asked of each one once.
pub fn with_consent(
    world: &dyn World,
    options: Options,
    mut agrees: impl FnMut(&Input, &Finding, &Fix) -> Consent,
) -> BTreeMap<String, String> {
    let mut mended = Overlay { below: world, texts: BTreeMap::new() };
    let (mut memo, mut declined, mut is_over) = (Memo::default(), BTreeSet::new(), false);
    for _ in 0..LOOKS {
        let (input, mut findings) = look(&mended, options, &mut memo);
        findings.sort_by(|a, b| a.sort_key(&input.sources).cmp(&b.sort_key(&input.sources)));
        let mut fixes: BTreeMap<SourceId, Vec<&Fix>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.level != Level::Off) {
            let (At::Text(place), Some(fix)) = (&finding.at, finding.fix.as_deref()) else { continue };
            let Some(key) = key(input.sources.get(place.file), finding, fix).filter(|key| !declined.contains(key))
            else {
                continue;
            };
            match if is_over { Consent::Stop } else { agrees(&input, finding, fix) } {
                Consent::Yes => fixes.entry(place.file).or_default().push(fix),
                Consent::No => _ = declined.insert(key),
                Consent::Stop => is_over = true,
            }
        }
        for (file, fixes) in &fixes {
            let source = input.sources.get(*file);
            mended.texts.insert(source.path.clone(), diag::apply(&source.text, fixes.iter().copied()));
        }
        if fixes.is_empty() || is_over {
            break;
        }
    }
    mended.texts
}

/// Files that should have another name: the finding that says so, the path, and the path that it should have.
pub fn moves(world: &dyn World, options: Options) -> Vec<(Finding, String, String)> {
    let (input, mut findings) = look(world, options, &mut Memo::default());
    findings.sort_by(|a, b| a.sort_key(&input.sources).cmp(&b.sort_key(&input.sources)));
    let of = |finding: Finding| {
        let to = finding.moved.as_deref().filter(|_| finding.level != Level::Off)?.clone();
        let from = match &finding.at {
            At::Text(place) => input.sources.get(place.file).path.clone(),
            At::Path(path, _) => path.clone(),
        };
        Some((finding, from, to))
    };
    findings.into_iter().filter_map(of).collect()
}

/// What tells one fix from another, also after others moved it: the file, the code, what is taken away and what comes.
fn key(source: &Source, finding: &Finding, fix: &Fix) -> Option<(String, &'static str, String, String)> {
    let gone = source.text.get(fix.span.range())?;
    Some((source.path.clone(), finding.code.id, gone.to_string(), fix.text.to_string()))
}
