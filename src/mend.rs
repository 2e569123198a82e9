//! A school with all its sure fixes done: what `krijt check --fix` writes. Marks of another system (a byte order mark,
//! CRLF, UTF-16) are gone as soon as a file is read; the rest are the fixes of findings, as they come.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{self, At, Finding, Fix, Level};
use crate::pipeline::{Memo, Pipeline};
use crate::site::Options;
use crate::source::SourceId;
use crate::world::{Input, Overlay, World};

/// A head that cannot be read hides what else is wrong with it: the second look finds that, and a third has nothing left.
const LOOKS: usize = 3;

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
    let mut mended = Overlay { below: world, texts: BTreeMap::new() };
    let mut memo = Memo::default();
    for _ in 0..LOOKS {
        let (input, findings) = look(&mended, options, &mut memo);
        let mut fixes: BTreeMap<SourceId, Vec<&Fix>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.level != Level::Off) {
            if let (At::Text(place), Some(fix)) = (&finding.at, finding.fix.as_deref().filter(|fix| fix.sure)) {
                fixes.entry(place.file).or_default().push(fix);
            }
        }
        if fixes.is_empty() {
            break;
        }
        for (file, fixes) in fixes {
            let source = input.sources.get(file);
            mended.texts.insert(source.path.clone(), diag::apply(&source.text, fixes));
        }
    }
    mended.texts
}
