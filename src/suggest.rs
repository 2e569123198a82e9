//! "Did you mean": the nearest of a list of known words.

/// The candidate nearest to `word`: at most two edits away, or a third of the word's length when that is more. Dutch makes
/// one word of two, so a candidate that `word` begins or ends with is nearer than all but one edit: `leerdoelen`, `doelen`.
/// Source of the measure: Damerau-Levenshtein distance (optimal string alignment), as in `strsim`.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(2);
    let distance = |candidate: &str| match candidate.len() >= PART && is_part(candidate, &word) {
        true => 1,
        false => strsim::osa_distance(&word, candidate),
    };
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit * 4)
        .map(|candidate| (distance(&candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A part of fewer letters than this says little.
const PART: usize = 4;

fn is_part(part: &str, word: &str) -> bool {
    word.starts_with(part) || word.ends_with(part)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_a_typo_and_refuses_a_stranger() {
        assert_eq!(closest("titl", ["datum", "titel"]), Some("titel"));
        assert_eq!(closest("antwoordt", ["opdracht", "antwoord"]), Some("antwoord"));
        assert_eq!(closest("leerdoelen", ["kerndoelen", "doelen"]), Some("doelen"));
        assert_eq!(closest("titels", ["titels-b", "titel"]), Some("titel"));
        assert_eq!(closest("xyz", ["datum", "titel"]), None);
    }
}
