//! Captions (WebVTT): read whole, and written anew. What is said stays, with who says it; notes, and where words stand on the
//! picture, stay behind. What could hide words, and what is not known, is an error.

mod line;

use serde::{Deserialize, Serialize};

use super::{MadeFile, MediaKind, Problem};

/// What is said during a part of a film or a sound; times in thousandths of a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    pub from: u32,
    pub to: u32,
    pub said: Vec<Said>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// Who says what follows.
    Voice(String),
    Text(String),
    Emphasis(String),
    Strong(String),
    Break,
}

impl Cue {
    /// What is said, in a row.
    pub fn words(&self) -> String {
        let said = self.said.iter().map(|part| match part {
            Said::Voice(_) => "",
            Said::Text(text) | Said::Emphasis(text) | Said::Strong(text) => text,
            Said::Break => " ",
        });
        said.collect()
    }

    /// Who speaks.
    pub fn voices(&self) -> impl Iterator<Item = &str> {
        self.said.iter().filter_map(|part| match part {
            Said::Voice(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

/// A film of some hours has so many.
const CUES: usize = 5_000;

fn wrong(line: usize, reason: &'static str) -> Problem {
    Problem::Captions { line: line + 1, reason }
}

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let text = super::text::decode(bytes).ok_or(Problem::Damaged("not-text"))?;
    let cues = read(&text)?;
    let mut made = MadeFile::new(MediaKind::Vtt, write(&cues).into_bytes());
    made.seen.cues = cues;
    Ok(made)
}

fn read(text: &str) -> Result<Vec<Cue>, Problem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let is_head = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if !lines[0].strip_prefix("WEBVTT").is_some_and(is_head) {
        return Err(wrong(0, "captions-head"));
    }
    let mut cues: Vec<Cue> = Vec::new();
    let mut block = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            block = at + 1;
        } else if line.contains("-->") && block == 0 && at > 0 {
            return Err(wrong(at, "captions-no-line"));
        } else if at == block && block > 0 {
            let end = lines[at..].iter().position(|line| line.is_empty()).map_or(lines.len(), |end| at + end);
            cues.extend(cue(&lines[..end], at, cues.last())?);
        }
        if cues.len() > CUES {
            return Err(wrong(at, "captions-many"));
        }
    }
    if cues.is_empty() {
        return Err(wrong(0, "captions-empty"));
    }
    Ok(cues)
}

/// A block of lines that begins at `start`; `None` for one that says nothing to readers.
fn cue(lines: &[&str], start: usize, before: Option<&Cue>) -> Result<Option<Cue>, Problem> {
    let first = lines[start];
    let is_block = |word: &str| first.split([' ', '\t']).next() == Some(word);
    let is_timing = first.contains("-->");
    if is_block("NOTE") && !is_timing {
        // A time in a note: the empty line that ends it was forgotten, and what follows would be lost.
        let inside = lines[start..].iter().position(|line| line.contains("-->"));
        return inside.map_or(Ok(None), |at| Err(wrong(start + at, "captions-no-line")));
    }
    if is_block("STYLE") || is_block("REGION") {
        return Err(wrong(start, "captions-style"));
    }
    let timing = if is_timing { start } else { start + 1 };
    let times = lines.get(timing).filter(|line| line.contains("-->")).ok_or(wrong(start, "captions-time"))?;
    let (from, to) = line::times(times).ok_or(wrong(timing, "captions-time"))?;
    if from >= to {
        return Err(wrong(timing, "captions-turned"));
    }
    if before.is_some_and(|before| from < before.to) {
        return Err(wrong(timing, "captions-overlap"));
    }
    let mut said = Vec::new();
    let mut open = Vec::new();
    for (at, text) in lines.iter().enumerate().skip(timing + 1) {
        if text.contains("-->") {
            return Err(wrong(at, "captions-no-line"));
        }
        if !said.is_empty() {
            said.push(Said::Break);
        }
        line::read(text, &mut open, &mut said).ok_or(wrong(at, "captions-tag"))?;
    }
    // Slanted or bold letters that never end are a mistake.
    if open.iter().any(|name| matches!(*name, "i" | "b")) {
        return Err(wrong(lines.len() - 1, "captions-tag"));
    }
    let has_words = said.iter().any(|part| matches!(part, Said::Text(_) | Said::Emphasis(_) | Said::Strong(_)));
    Ok(has_words.then_some(Cue { from, to, said }))
}

fn write(cues: &[Cue]) -> String {
    let mut out = "WEBVTT\n".to_string();
    for cue in cues {
        out += &format!("\n{} --> {}\n", clock(cue.from), clock(cue.to));
        for part in &cue.said {
            match part {
                Said::Voice(name) => out += &format!("<v {}>", line::escaped(name)),
                Said::Text(text) => out += &line::escaped(text),
                Said::Emphasis(text) => out += &format!("<i>{}</i>", line::escaped(text)),
                Said::Strong(text) => out += &format!("<b>{}</b>", line::escaped(text)),
                Said::Break => out.push('\n'),
            }
        }
        out.push('\n');
    }
    out
}

fn clock(time: u32) -> String {
    let (seconds, thousandths) = (time / 1000, time % 1000);
    format!("{:02}:{:02}:{:02}.{thousandths:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anew(text: &str) -> String {
        match make(text.as_bytes()) {
            Ok(made) => String::from_utf8(made.bytes).unwrap(),
            Err(Problem::Captions { line, reason }) => format!("{line} {reason}"),
            Err(_) => "other".to_string(),
        }
    }

    #[test]
    fn what_is_said_stays() {
        let text = "\u{feff}WEBVTT - GEHEIM\r\nKind: captions\r\n\r\nNOTE GEHEIM\r\nGEHEIM\r\n\r\n1\r\n00:01.000 --> 00:02.500 line:0\r\n\
                    <v.luid Kind>Hoi &amp; <i>dag</i>\r\n<c.geel>jij</c> <00:00:02.000><b>daar</b></v>\r\n\r\n01:00:00.000 --> 01:00:01.000\r\nKlaar";
        assert_eq!(
            anew(text),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Kind>Hoi &amp; <i>dag</i>\njij <b>daar</b>\n\n\
             01:00:00.000 --> 01:00:01.000\nKlaar\n"
        );
        assert_eq!(anew(&anew(text)), anew(text));
    }

    #[test]
    fn what_is_not_understood_is_an_error_with_its_line() {
        for (text, error) in [
            ("1\n00:00:01,000 --> 00:00:02,000\nHoi", "1 captions-head"),
            ("WEBVTT", "1 captions-empty"),
            ("WEBVTT\n\n1 --> 2\nHoi", "3 captions-time"),
            ("WEBVTT\n\n00:01,000 --> 00:02,000\nHoi", "3 captions-time"),
            ("WEBVTT\n\n00:61.000 --> 00:62.000\nHoi", "3 captions-time"),
            ("WEBVTT\n\n99999999:00:61.000 --> 00:62.000\nHoi", "3 captions-time"),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nHoi", "3 captions-turned"),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\nHoi\n\n00:02.000 --> 00:04.000\nDag", "6 captions-overlap"),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\nHoi\n00:03.000 --> 00:04.000\nDag", "5 captions-no-line"),
            ("WEBVTT\n\nNOTE iets\n00:03.000 --> 00:04.000\nDag", "4 captions-no-line"),
            ("WEBVTT\n00:03.000 --> 00:04.000\nDag", "2 captions-no-line"),
            ("WEBVTT\n\nSTYLE\n::cue { opacity: 0 }\n\n00:01.000 --> 00:03.000\nHoi", "3 captions-style"),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\n<script>hoi", "4 captions-tag"),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\nHoi <b>dag", "4 captions-tag"),
            ("WEBVTT\n\n00:01.000 --> 00:03.000\n1 < 2", "4 captions-tag"),
            ("WEBVTT\n\nzomaar", "3 captions-time"),
        ] {
            assert_eq!(anew(text), error, "{text}");
        }
    }
}
