//! Dates as people write them.

use jiff::civil::Date;

use crate::diag::catalogue::vocabulary;

/// `2026-11-06`, the same with a time behind it, or `31-12-2026` where the day cannot be a month.
/// An error holds the number of days and the month when the day does not exist.
pub fn parse_date(text: &str) -> Result<Date, Option<(i8, String)>> {
    let text = text.trim();
    let day_part = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = day_part.split(['-', '/']).collect();
    let numbers: Vec<i16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let [first, month, last] = numbers[..] else { return Err(None) };
    let iso = parts[0].len() == 4 && parts[2].len() <= 2;
    let dutch = parts[2].len() == 4 && first > 12;
    let (year, day) = match (iso, dutch) {
        (true, _) => (first, last),
        (_, true) => (last, first),
        _ => return Err(None),
    };
    // A year that no school writes down is a slip.
    if !(1900..2200).contains(&year) {
        return Err(None);
    }
    let month = i8::try_from(month).map_err(|_| None)?;
    let start = Date::new(year, month, 1).map_err(|_| None)?;
    let day = i8::try_from(day).map_err(|_| None)?;
    Date::new(year, month, day).map_err(|_| Some((start.days_in_month(), format!("{year}-{month:02}"))))
}

/// The date that a Dutch reader sees in `6 november 2026`, `vrijdag 6 nov. 2026` or `06-11-2026`.
pub fn date_in_words(text: &str) -> Option<Date> {
    let is_weekday = |word: &&str| word.ends_with("dag") || word.ends_with("day") || word.ends_with("dag,");
    let separators = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.');
    let parts: Vec<&str> = text.split(separators).filter(|part| !part.is_empty() && !is_weekday(part)).collect();
    let [day, month, year] = parts[..] else { return None };
    let month = month.parse().ok().or_else(|| vocabulary::month_number(month))?;
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        (4, year) => year,
        (2, year) => 2000 + year,
        _ => return None,
    };
    Date::new(year, month, day.parse().ok()?).ok()
}

/// The first and the last day in `6 t/m 13 november 2026` or `28 oktober - 6 november 2026`.
pub fn period_in_words(text: &str) -> Option<(Date, Date)> {
    let (first, last) = ["t/m", "tot en met", " tot ", " - ", "–"].iter().find_map(|word| text.split_once(word))?;
    let (first, last) = (first.trim(), date_in_words(last)?);
    let first = first.trim_start_matches("van ").trim_start_matches("vanaf ");
    let first = match first.parse::<i8>() {
        Ok(day) => Date::new(last.year(), last.month(), day).ok()?,
        Err(_) => date_in_words(first).or_else(|| date_in_words(&format!("{first} {}", last.year())))?,
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_words_is_proposed() {
        let proposed = |text: &str| date_in_words(text).map(|date| date.to_string());
        for text in ["6 november 2026", "vrijdag 6 nov. 2026", "06-11-2026", "6/11/2026", "6 November 2026"] {
            assert_eq!(proposed(text).as_deref(), Some("2026-11-06"), "{text}");
        }
        assert_eq!(proposed("1 mrt 2027").as_deref(), Some("2027-03-01"));
        for text in ["31 februari 2026", "november 2026", "6 foo 2026", "06-11-126", "0 mei 2026"] {
            assert_eq!(proposed(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_in_words_is_proposed() {
        let proposed = |text: &str| period_in_words(text).map(|(first, last)| format!("{first} {last}"));
        for text in ["6 t/m 13 november 2026", "van 6 november tot en met 13 november 2026", "6-11-2026 - 13-11-2026"] {
            assert_eq!(proposed(text).as_deref(), Some("2026-11-06 2026-11-13"), "{text}");
        }
        for text in ["13 t/m 6 november 2026", "november 2026", "6 t/m", "elke dag"] {
            assert_eq!(proposed(text), None, "{text}");
        }
    }

    #[test]
    fn dates_in_two_orders_and_no_others() {
        assert_eq!(parse_date("2026-11-06").unwrap().to_string(), "2026-11-06");
        assert_eq!(parse_date("2026-11-06T10:00:00Z").unwrap().to_string(), "2026-11-06");
        assert_eq!(parse_date("31-12-2026").unwrap().to_string(), "2026-12-31");
        assert_eq!(parse_date("05-06-2026"), Err(None));
        assert_eq!(parse_date("2026-02-31"), Err(Some((28, "2026-02".into()))));
        assert_eq!(parse_date("morgen"), Err(None));
    }
}
