//! Numbers as people write them behind a key: with a unit, as a time, in hours.

/// The whole number that is meant with `45 minuten`, `45'`, `45,0`, `0:45`, `3 kwartier` or `een uur`.
pub fn meant(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let about = ["ca.", "ca ", "circa ", "ongeveer ", "plm.", "±", "~", "about "];
    let lower = about.iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower).trim_start();
    if let Some(number) = crate::suggest::number(lower) {
        return Some(i64::from(number));
    }
    if let Some(minutes) = hours(lower) {
        return Some(minutes);
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

/// Parts of hours, in minutes: `0,75 uur`, `anderhalf uur`, `1 uur en 15 minuten`.
fn hours(lower: &str) -> Option<i64> {
    let (first, rest) = lower.split_once("uur").or_else(|| lower.split_once("hour"))?;
    let whole = match first.trim() {
        "half" | "een half" | "half an" => 30,
        "anderhalf" => 90,
        number => match number.split_once([',', '.']) {
            Some((hours, part)) if !part.is_empty() && part.len() < 3 => {
                let (hours, hundredths): (i64, i64) = (hours.parse().ok()?, format!("{part:0<2}").parse().ok()?);
                let minutes = (0..24).contains(&hours).then_some(hours * 60)? + hundredths * 60 / 100;
                (hundredths * 60 % 100 == 0).then_some(minutes)?
            }
            _ => number.parse::<i64>().ok().filter(|hours| (0..24).contains(hours))? * 60,
        },
    };
    let rest = rest.trim_start_matches(['s', ' ']).trim_start_matches("en ").trim();
    match rest.is_empty() {
        true => Some(whole),
        false => Some(whole + meant(rest).filter(|minutes| (1..60).contains(minutes))?),
    }
}

/// What is meant behind this key: days before something, or minutes.
pub fn of_key(key: &str, text: &str) -> Option<i64> {
    if key == "dagen_vooraf" { days(text) } else { meant(text) }
}

/// `6 weken ervoor` in days; below zero is after it.
pub fn days(text: &str) -> Option<i64> {
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
        for (text, number) in [
            ("0,75 uur", 45),
            ("1,5 uur", 90),
            ("anderhalf uur", 90),
            ("1 uur en 15 minuten", 75),
            ("1 uur 15", 75),
            ("2 uur", 120),
            ("ca. 45 min", 45),
            ("± 20 minuten", 20),
            ("ongeveer een half uur", 30),
        ] {
            assert_eq!(meant(text), Some(number), "{text}");
        }
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
