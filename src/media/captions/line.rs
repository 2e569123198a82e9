//! What stands in one line of captions.

use super::Said;

/// `[hours:]minutes:seconds.thousandths`, twice; what follows says where the words stand on the picture.
pub fn times(line: &str) -> Option<(u32, u32)> {
    let (from, rest) = line.split_once("-->")?;
    Some((time(from.trim())?, time(rest.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u32> {
    let (clock, thousandths) = text.split_once('.').filter(|(_, rest)| rest.len() == 3)?;
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => ("0", minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let number = |text: &str, limit: u32| -> Option<u32> {
        let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| is_number && *number < limit)
    };
    let minutes = number(hours, 100)? * 60 + number(minutes, 60)?;
    Some((minutes * 60 + number(seconds, 60)?) * 1000 + number(thousandths, 1000)?)
}

/// Adds what a line says. Who speaks, and slanted and bold letters, may run on to the next line: `open` has those.
pub fn read(line: &str, open: &mut Vec<&'static str>, said: &mut Vec<Said>) -> Option<()> {
    let mut rest = line;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let text = plain(text);
        if !text.is_empty() {
            said.push(match open.iter().rev().find(|name| matches!(**name, "i" | "b")) {
                Some(&"i") => Said::Emphasis(text),
                Some(_) => Said::Strong(text),
                None => Said::Text(text),
            });
        }
        let Some(tag) = after.strip_prefix('<') else { break };
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        self::tag(tag, open, said)?;
    }
    Some(())
}

/// The tags that captions have; those that only colour words are taken away.
const TAGS: &[&str] = &["v", "i", "b", "u", "c", "lang"];

fn tag(tag: &str, open: &mut Vec<&'static str>, said: &mut Vec<Said>) -> Option<()> {
    if let Some(name) = tag.strip_prefix('/') {
        let at = open.iter().rposition(|open| *open == name)?;
        open.remove(at);
        return Some(());
    }
    // When a word is sung.
    if time(tag).is_some() {
        return Some(());
    }
    let (name, about) = tag.split_once([' ', '\t']).unwrap_or((tag, ""));
    let name = name.split('.').next().unwrap_or(name);
    let name = *TAGS.iter().find(|known| **known == name)?;
    if name == "v" {
        open.retain(|open| *open != "v");
        said.extend(Some(plain(about.trim())).filter(|voice| !voice.is_empty()).map(Said::Voice));
    }
    open.push(name);
    Some(())
}

/// The signs that have names, and no others, nor any that no reader sees.
const SIGNS: &[(&str, &str)] = &[
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", "\u{a0}"),
    ("&lrm;", "\u{200e}"),
    ("&rlm;", "\u{200f}"),
    ("&amp;", "&"),
];

fn plain(text: &str) -> String {
    let is_seen = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut text: String = text.chars().filter(is_seen).collect();
    for (name, sign) in SIGNS {
        text = text.replace(name, sign);
    }
    text
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
