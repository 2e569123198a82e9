//! Times of day as people write them.

use jiff::civil::Time;

/// `19:45`, `19.45`, `19u45`, `19.45 uur`.
pub fn parse_time(text: &str) -> Option<Time> {
    let said = text.to_lowercase();
    let said = said.trim_end_matches('.').trim_end_matches(" uur").trim_end_matches('u').trim();
    let (hour, minute) = said.split_once([':', '.', 'u', 'h'])?;
    if hour.len() > 2 || minute.len() > 2 {
        return None;
    }
    // YAML reads 19.30 as the number 19.3.
    let minute = if minute.len() == 1 { format!("{minute}0") } else { minute.to_string() };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// The time that is meant with `half acht`, `kwart voor acht`, `8 uur` or `7.30 uur 's avonds`. What a school writes down
/// in words is in the evening before nine, and in the morning from then on.
pub fn time_in_words(text: &str) -> Option<Time> {
    let lower = text.trim().to_lowercase();
    let is_evening = ["avond", "middag", "pm", "p.m."].iter().any(|word| lower.contains(word));
    let is_morning = ["ochtend", "morgens", " am", "a.m."].iter().any(|word| lower.contains(word));
    let rest = lower.split(" uur").next()?.trim();
    let rest = rest.strip_prefix("om ").unwrap_or(rest);
    let (hour, minute) = match rest.split_once(' ') {
        Some(("half", hour)) => (number(hour)? - 1, 30),
        Some(("kwart", rest)) => match rest.split_once(' ')? {
            ("voor", hour) => (number(hour)? - 1, 45),
            ("over", hour) => (number(hour)?, 15),
            _ => return None,
        },
        Some(_) => return None,
        None => match parse_time(rest) {
            Some(time) => (time.hour(), time.minute()),
            None if lower.contains(" uur") => (number(rest)?, 0),
            None => return None,
        },
    };
    let is_late = is_evening || (!is_morning && hour < 9);
    Time::new(if is_late && hour < 12 { hour + 12 } else { hour }, minute, 0, 0).ok()
}

fn number(word: &str) -> Option<i8> {
    let number = word.parse().ok().or_else(|| i8::try_from(crate::suggest::number(word)?).ok())?;
    (1..=24).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{parse_time, time_in_words};

    #[test]
    fn times_in_words_are_proposed() {
        for (text, time) in [
            ("half acht", "19:30"),
            ("kwart voor acht", "19:45"),
            ("kwart over zeven", "19:15"),
            ("8 uur", "20:00"),
            ("acht uur 's avonds", "20:00"),
            ("7.30 uur 's avonds", "19:30"),
            ("10 uur", "10:00"),
            ("8 uur 's ochtends", "8:00"),
        ] {
            assert_eq!(time_in_words(text), parse_time(time), "{text}");
            assert!(time_in_words(text).is_some(), "{text}");
        }
        for text in ["25:00", "straks", "kwart", "half", "kwart na acht", "0 uur", ""] {
            assert_eq!(time_in_words(text), None, "{text}");
        }
    }
}
