//! "Did you mean": the nearest of a list of known words.

/// The candidate nearest to `word`: at most two edits away, or a third of the word's length when that is more.
/// Source of the measure: Damerau-Levenshtein distance (optimal string alignment), as in `strsim`.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(2);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit * 4)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_a_typo_and_refuses_a_stranger() {
        assert_eq!(closest("titl", ["datum", "titel"]), Some("titel"));
        assert_eq!(closest("antwoordt", ["opdracht", "antwoord"]), Some("antwoord"));
        assert_eq!(closest("xyz", ["datum", "titel"]), None);
    }
}
