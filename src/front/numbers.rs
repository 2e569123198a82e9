//! Numbers as people write them behind a key: with a unit, as a time, in hours.

/// The whole number that is meant with `45 minuten`, `45'`, `45,0`, `0:45`, `3 kwartier` or `een uur`.
pub fn meant(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    if let Some(number) = crate::suggest::number(&lower) {
        return Some(i64::from(number));
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
            (crate::suggest::number(first)?.into(), rest)
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

/// What is meant behind this key: days before something, or minutes.
pub fn of_key(key: &str, text: &str) -> Option<i64> {
    if key == "dagen_vooraf" { days(text) } else { meant(text) }
}

/// `6 weken ervoor` in days; below zero is after it.
fn days(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next()?;
    let number: i64 = first.parse().ok().or_else(|| meant(&format!("{first} min")))?;
    let unit = match words.next()? {
        "dag" | "dagen" | "day" | "days" => 1,
        "week" | "weken" | "weeks" => 7,
        _ => return None,
    };
    let days = number.checked_mul(unit)?;
    match words.collect::<Vec<_>>().join(" ").as_str() {
        "" | "ervoor" | "vooraf" | "van tevoren" | "voor" | "before" | "ahead" => Some(days),
        "erna" | "na" | "later" | "na afloop" | "after" => Some(-days),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{meant, of_key};

    #[test]
    fn units_are_understood_and_nothing_else() {
        for text in
            ["45 minuten", "45 min.", "45min", "45'", "45,0", "vijfenveertig", "0:45", "3 kwartier", "drie kwartier"]
        {
            assert_eq!(meant(text), Some(45), "{text}");
        }
        assert_eq!(meant("een uur"), Some(60));
        for (text, number) in
            [("6 weken ervoor", Some(42)), ("een week", Some(7)), ("2 dagen erna", Some(-2)), ("ooit", None)]
        {
            assert_eq!(of_key("dagen_vooraf", text), number, "{text}");
        }
        for text in ["", "veel", "45 jaar", "1:75", "-3", "4,5", "99999999999999999999"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
