//! Lines that begin with a sign of a word processor or of a chat, as the list that they were meant to be.

/// Signs that are the dot of an item in other programs: one line that begins with it is enough.
const DOTS: &str = "•·▪●–—◦‣○■◆➢➤►";
const OPEN_BOXES: &str = "☐□▢❏❑";
const TICKED_BOXES: &str = "☑☒";
/// Signs that are only there to begin a line: in a list its own dot takes their place.
const ARROWS: &str = "→➔⇒▶»";

/// The lines of a text as items of a list; `None` where they are none.
pub fn bulleted(said: &str) -> Option<Vec<String>> {
    let first = said.chars().next()?;
    // Fonts of signs have letters of their own, as Word pastes them.
    let is_of_font = ('\u{f000}'..='\u{f0ff}').contains(&first);
    let is_box = OPEN_BOXES.contains(first) || TICKED_BOXES.contains(first);
    let is_clear = is_of_font || is_box || DOTS.contains(first);
    let is_sign = is_clear || first == 'o' || (!first.is_ascii() && !first.is_alphanumeric());
    if !is_sign || after(said, first).is_none() {
        return None;
    }
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    let is_each = lines.len() > 1 && lines.iter().all(|line| after(line, first).is_some());
    if !is_clear && !is_each {
        return None;
    }
    let before = match first {
        _ if OPEN_BOXES.contains(first) => "- [ ] ".to_string(),
        _ if TICKED_BOXES.contains(first) => "- [x] ".to_string(),
        _ if is_clear || first == 'o' || ARROWS.contains(first) => "- ".to_string(),
        _ => format!("- {first} "), // a tick or a face says something itself
    };
    let item = |line: &&str| match after(line, first) {
        Some(rest) => format!("{before}{rest}"),
        None => format!("  {line}"),
    };
    Some(lines.iter().map(item).collect())
}

/// What stands behind a sign and a blank.
fn after(line: &str, sign: char) -> Option<&str> {
    let rest = line.strip_prefix(sign)?.trim_start_matches('\u{fe0f}');
    rest.starts_with([' ', '\t', '\u{a0}']).then(|| rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// What a box of a task is called that other programs write otherwise: how long it is, and whether it is ticked.
pub fn odd_box(said: &str) -> Option<(usize, bool)> {
    let inside = said.strip_prefix('[')?.split_once("] ")?.0;
    let is_ticked = matches!(inside.trim(), "v" | "V" | "√" | "✓" | "✔" | "✔️" | "x" | "X");
    let is_odd = inside.chars().count() != 1 || (is_ticked && !matches!(inside, "x" | "X"));
    let may_be = (is_ticked || inside.trim().is_empty()) && inside.len() < 8;
    (may_be && is_odd).then_some((inside.len() + 2, is_ticked))
}

#[cfg(test)]
mod tests {
    use super::{bulleted, odd_box};

    #[test]
    fn signs_of_other_programs_begin_items() {
        for (said, right) in [
            ("• a\n• b", "- a\n- b"),
            ("• a\nen verder", "- a\n  en verder"),
            ("\u{f0b7}\ta", "- a"),
            ("o\ta\no\tb", "- a\n- b"),
            ("☐ a\n☐ b", "- [ ] a\n- [ ] b"),
            ("✔\u{fe0f} a\n✔\u{fe0f} b", "- ✔ a\n- ✔ b"),
            ("→ a\n→ b", "- a\n- b"),
        ] {
            assert_eq!(bulleted(said).map(|lines| lines.join("\n")).as_deref(), Some(right), "{said}");
        }
        for said in ["✓ een regel", "“Hoi” zei ze\nen toen", "o ja\nen toen", "Één\nÉén", "→ a\nb", "•a"]
        {
            assert_eq!(bulleted(said), None, "{said}");
        }
    }

    #[test]
    fn boxes_of_tasks_that_are_written_otherwise() {
        for (said, found) in [
            ("[v] a", Some((3, true))),
            ("[ x ] a", Some((5, true))),
            ("[] a", Some((2, false))),
            ("[x] a", None),
            ("[ ] a", None),
            ("[a] b", None),
            ("[v]", None),
        ] {
            assert_eq!(odd_box(said), found, "{said}");
        }
    }
}
