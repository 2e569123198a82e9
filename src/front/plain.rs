//! Heads as nearly all are, read without YAML: a key and a plain value on each line. To start a reader of YAML costs more
//! than to read such a head with it. What is not as plain as that is `None`, and YAML reads it; a test holds that both say
//! the same.

use serde_yaml::{Mapping, Value};

/// A head of keys with a word, a number, a day or a short list of those.
pub(super) fn mapping(text: &str) -> Option<Mapping> {
    let mut mapping = Mapping::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (key, value) = line.split_once(": ")?;
        let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if !is_key || !key.starts_with(|c: char| c.is_ascii_lowercase()) || is_special(key) {
            return None;
        }
        if mapping.insert(Value::String(key.to_string()), value_of(value)?).is_some() {
            return None;
        }
    }
    Some(mapping)
}

fn value_of(text: &str) -> Option<Value> {
    let inner = |open: char, close: char| text.strip_prefix(open)?.strip_suffix(close);
    if let Some(quoted) = inner('"', '"') {
        let is_plain = !quoted.contains(['"', '\\', '\t']) && !quoted.chars().any(char::is_control);
        return is_plain.then(|| Value::String(quoted.to_string()));
    }
    if let Some(items) = inner('[', ']') {
        let items = items.split(", ").map(|item| scalar(item).filter(|_| !item.contains(',')));
        return items.collect::<Option<Vec<Value>>>().map(Value::Sequence);
    }
    scalar(text)
}

/// A word, a number or a day, which needs no quotes.
fn scalar(text: &str) -> Option<Value> {
    let bytes = text.as_bytes();
    let is_number = matches!(bytes.len(), 1..=9) && bytes.iter().all(u8::is_ascii_digit) && bytes[0] != b'0';
    if is_number {
        return Some(Value::Number(text.parse::<u64>().ok()?.into()));
    }
    let is_day = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    // Beyond ASCII there are signs that YAML does not allow, and blanks that it does not know.
    let is_plain = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " .,!?-_'()/;".contains(c);
    let is_word = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(is_plain)
        && !is_special(text);
    (is_day || is_word).then(|| Value::String(text.to_string()))
}

/// Words that mean something else to a reader of YAML, or to another one.
fn is_special(text: &str) -> bool {
    const SPECIAL: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    SPECIAL.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_heads_are_plain() {
        let head = "titel: Echt of nep?\ngroepen: [5, 6]\nduur: 45\ndatum: 2026-10-30\nkorte_titel: \"Nep: hoe dan\"\n";
        assert_eq!(mapping(head).map(|mapping| mapping.len()), Some(5));
        for odd in ["a: b: c", "a:  b", "a: b #c", "a: true", "true: a", "a: b\n  c", "a: b\na: c", "a: 012", "- a: b"]
        {
            assert!(mapping(odd).is_none(), "{odd}");
        }
    }

    /// Pieces that heads are made of, and signs that mean something in YAML.
    const PIECES: &[&str] = &[
        "titel",
        "datum",
        "a",
        "groepen",
        "concept",
        "ja",
        "nee",
        "yes",
        "Null",
        "~",
        "true",
        "45",
        "0",
        "007",
        "1e3",
        "0x1f",
        "2026-10-30",
        "2026-10-30T10:00",
        "1.5",
        ".5",
        "-1",
        "+3",
        ".inf",
        "NaN",
        ": ",
        ":",
        " ",
        "  ",
        "\n",
        "\n",
        "\r\n",
        "\t",
        "#",
        " #",
        "- ",
        "-",
        "? ",
        "|",
        ">",
        "[",
        "]",
        ", ",
        ",",
        "{",
        "}",
        "&a",
        "*a",
        "!t",
        "%",
        "@",
        "`",
        "'",
        "\"",
        "\\",
        "...",
        "---",
        "Echt of nep?",
        "één",
        "\u{a0}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "\u{202e}",
        "=",
        "<<",
        "y",
        "n",
        "ı",
        "K",
        "日本",
        "e\u{301}",
        "titel: Een les\n",
        "groepen: [5, 6]\n",
        "les: \"twee\"\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn what_is_read_as_plain_is_what_yaml_reads(at in prop::collection::vec(0..PIECES.len(), 0..9)) {
            let text: String = at.iter().map(|at| PIECES[*at]).collect();
            if let Some(plain) = mapping(&text) {
                let slow: Value = serde_yaml::from_str(&text).expect(&text);
                let slow = if slow.is_null() { Value::Mapping(Mapping::new()) } else { slow };
                prop_assert_eq!(Value::Mapping(plain), slow, "{:?}", text);
            }
        }

        #[test]
        fn any_text(text in "[a-z]{1,3}: \\PC{0,12}\n?") {
            if let Some(plain) = mapping(&text) {
                let slow: Value = serde_yaml::from_str(&text).expect(&text);
                prop_assert_eq!(Value::Mapping(plain), slow, "{:?}", text);
            }
        }
    }
}
