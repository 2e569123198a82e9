//! Lines of plain text: what stands before them, and where they break.

/// Lines are no longer than this, unless a word is.
pub const WIDTH: usize = 72;

/// Part what stands before a line from its text, which is broken where it is too long, or stays as it is.
const HANG: char = '\u{2}';
const EXACT: char = '\u{3}';

pub fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{HANG}{line}\n")).collect()
}

pub fn paragraph(text: &str) -> String {
    format!("\n{}", lines(text))
}

pub fn exactly(text: &str) -> String {
    within("    ", &text.lines().map(|line| format!("{EXACT}{line}\n")).collect::<String>())
}

/// A text with this before each of its lines.
pub fn within(bar: &str, text: &str) -> String {
    format!("\n{}", text.lines().map(|line| format!("{bar}{line}\n")).collect::<String>())
}

/// A text behind a sign that stands before its first line only.
pub fn item(sign: &str, text: &str) -> String {
    let rest: String = sign.chars().map(|_| ' ').collect();
    let row = |(at, line)| match line {
        _ if at == 0 => format!("{sign}{line}\n"),
        "" => "\n".to_string(),
        _ => format!("{rest}{line}\n"),
    };
    text.trim_start_matches('\n').trim_end().split('\n').enumerate().map(row).collect()
}

/// A message in lines: they are broken, rules are as long as the title above, and of several empty lines one is left.
pub fn laid_out(text: &str) -> String {
    let (mut out, mut above) = (String::new(), 0);
    for line in text.lines() {
        let is_empty = line.chars().all(|c| c == HANG || " |>".contains(c));
        let bare = if is_empty { line.len() } else { 2 * usize::from(line.starts_with("- ")) };
        let (head, text) = line.split_once([HANG, EXACT]).unwrap_or_else(|| line.split_at(bare));
        let made = match text {
            _ if line[head.len()..].starts_with(EXACT) => format!("{head}{text}"),
            "===" | "---" if above > 0 => format!("{head}{}", text[..1].repeat(above)),
            _ => filled(head, text),
        };
        if !is_empty || above > 0 {
            out.extend([made.trim_end(), "\n"]);
        }
        above = if is_empty { 0 } else { text.chars().count().clamp(1, WIDTH) };
    }
    format!("{}\n", out.trim_end())
}

/// Words in lines that are not too long: bars stand before each of them, other signs before the first.
fn filled(head: &str, text: &str) -> String {
    let rest: String = head.chars().map(|c| if "|>".contains(c) { c } else { ' ' }).collect();
    let (mut out, mut length, mut gap) = (head.to_string(), head.chars().count(), "");
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        if !gap.is_empty() && length + 1 + size > WIDTH.max(rest.len() + 20) {
            out.extend(["\n", &rest]);
            (length, gap) = (rest.len(), "");
        }
        out.extend([gap, word]);
        length += gap.len() + size;
        gap = " ";
    }
    out
}
