//! An answer whose words its author also wrote where everybody can read them.

use super::prose::Prose;
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::Doc;
use crate::edition::leak;
use crate::source::Place;

pub fn look(doc: &Doc, text: &str, _: &Prose, findings: &mut Vec<Finding>) {
    let place = |span| Place { file: doc.file, span };
    let finding = |copy: leak::CopiedAnswer| {
        let finding = Finding::new(&code::ANSWER_COPIED, place(copy.at)).with("text", copy.text);
        finding.related(RelatedLabel::Origin, place(copy.answer))
    };
    findings.extend(leak::copies_of_answers(&doc.body, text).into_iter().map(finding));
}
