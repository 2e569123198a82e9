//! All findings of a run as one list: in order, each once.

use std::collections::HashMap;

use crate::diag::{At, Code, Finding, catalogue as code};
use crate::source::{SourceId, Sources};

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
