//! The handbook for authors, in the program: this repository's own school, whose `content/handleiding/` it is. The school
//! comes along, since the handbook points at its lessons, its protocol and its evening as examples.

use std::collections::BTreeMap;

use crate::audience::Audience;
use crate::diag::Finding;
use crate::pipeline::{Memo, Nobody, Pipeline};
use crate::scaffold::sample;
use crate::site::Options;
use crate::world::Memory;

const CONFIG: &[u8] = include_bytes!("../krijt.yaml");

/// Its first page, in the team's edition.
pub const START: &str = "handleiding/index.html";
/// Paper would take seconds, and nobody asked for it.
pub const OPTIONS: Options = Options { today: None, drafts: false, no_pdf: true };

/// The school as files.
pub fn world() -> Memory {
    let mut files = BTreeMap::from([(crate::config::FILE.to_string(), CONFIG.to_vec())]);
    files.extend(sample::content().into_iter().map(|(path, bytes)| (path, bytes.to_vec())));
    Memory { files, today: None }
}

/// Every file of the team's edition, and what is wrong with it: nothing, as tests see to.
pub fn files() -> (BTreeMap<String, Vec<u8>>, Vec<Finding>) {
    let world = world();
    let (pipeline, mut memo) = (Pipeline::new(&world, OPTIONS), Memo::default());
    let texts = pipeline.read(&mut memo);
    let mut analysis = pipeline.analyse(&texts, &mut memo);
    let mut findings = std::mem::take(&mut analysis.findings);
    let (editions, found) = analysis.editions(Some(&[Audience::Team]));
    findings.extend(found);
    let mut files = BTreeMap::new();
    for edition in &editions {
        let artifacts = edition.artifacts(&Nobody);
        for (index, path) in artifacts.paths().iter().enumerate() {
            let mut bytes = Vec::new();
            findings.extend(artifacts.make(index, &mut bytes));
            files.insert(path.clone(), bytes);
        }
    }
    (files, findings)
}
