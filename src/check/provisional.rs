//! What a look at one file suspected, held against what the school knows.

use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::Site;

pub fn confirm(site: &Site<'_>, of: DocId, findings: &mut Vec<Finding>) {
    let provisional = &site.doc(of).provisional;
    if provisional.is_empty() {
        return;
    }
    let is_dutch = site.lang(of) == "nl";
    let holds = |finding: &&Finding| match finding.code.id {
        id if is_about_dutch(id) && !is_dutch => false,
        // krijt itself explains words of the glossary where they stand.
        id if id == code::WORD_LONG.id => !site.is_form(finding.argument("word").unwrap_or_default()),
        id if id == code::ABBREVIATION_UNKNOWN.id => !site.is_form(finding.argument("short").unwrap_or_default()),
        id if id == code::OTHER_LANGUAGE.id || id == code::WORD_AGES.id => is_dutch,
        // In a text that is hidden as a whole nothing is open.
        id if id == code::ANSWER_COPIED.id => site.is_public(of),
        id if id == code::PHONE_NUMBER.id || id == code::MAIL_ADDRESS.id => {
            !super::privacy::is_given(site, of, finding)
        }
        _ => true,
    };
    findings.extend(provisional.iter().filter(holds).cloned());
}

/// The family of Dutch that is easy to read.
fn is_about_dutch(id: &str) -> bool {
    id.starts_with("W16")
}
