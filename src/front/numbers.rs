//! Numbers as people write them behind a key: with a unit, as a time, in hours.

/// The whole number that is meant with `45 minuten`, `45'`, `45,0`, `0:45`, `3 kwartier` or `een uur`.
pub fn meant(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let word = |word: &str| match word {
        "een" | "één" | "one" | "a" => Some(1),
        "twee" | "two" => Some(2),
        "drie" | "three" => Some(3),
        "vier" | "four" => Some(4),
        _ => None,
    };
    if let Some((_, number)) = WORDS.iter().find(|(word, _)| *word == lower) {
        return Some(*number);
    }
    if let Some((hours, minutes)) = lower.split_once(':') {
        let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
        return ((0..10).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes);
    }
    let end = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
    let (digits, rest) = lower.split_at(end);
    let (number, rest) = match digits.parse::<i64>() {
        Ok(number) => (number, rest),
        Err(_) => {
            let (first, rest) = lower.split_once(' ')?;
            (word(first)?, rest)
        }
    };
    let rest = rest.strip_prefix([',', '.']).map_or(rest, |rest| rest.trim_start_matches('0'));
    match rest.trim().trim_end_matches('.') {
        "" | "'" | "’" | "m" | "min" | "mins" | "minuut" | "minuten" | "minutes" => Some(number),
        "u" | "uur" | "uren" | "hour" | "hours" => number.checked_mul(60),
        "kwartier" | "kwartieren" => number.checked_mul(15),
        _ => None,
    }
}

/// Numbers of minutes in words.
const WORDS: &[(&str, i64)] = &[
    ("vijf", 5),
    ("tien", 10),
    ("vijftien", 15),
    ("twintig", 20),
    ("vijfentwintig", 25),
    ("dertig", 30),
    ("veertig", 40),
    ("vijfenveertig", 45),
    ("vijftig", 50),
    ("zestig", 60),
];

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn units_are_understood_and_nothing_else() {
        for text in
            ["45 minuten", "45 min.", "45min", "45'", "45,0", "vijfenveertig", "0:45", "3 kwartier", "drie kwartier"]
        {
            assert_eq!(meant(text), Some(45), "{text}");
        }
        assert_eq!(meant("een uur"), Some(60));
        for text in ["", "veel", "45 jaar", "1:75", "-3", "4,5", "99999999999999999999"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
