//! Consent for a photo that was taken back: what the list of photos says then, and which files had the photo. Those are
//! the files that come out otherwise, so none can be forgotten.

use std::collections::BTreeMap;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_128;

use crate::audience::Audience;
use crate::data::{self, path_of_photo};
use crate::pipeline::{Memo, Nobody, Pipeline};
use crate::site::Options;
use crate::suggest;
use crate::world::{Overlay, World};

/// A photo that can be withdrawn.
#[derive(Debug)]
pub struct Withdrawal {
    /// The list as it was, where there was one, and as it is then.
    pub before: Option<String>,
    pub after: String,
    /// The lines that are new or other.
    pub lines: String,
    /// The files of each edition that have the photo.
    pub holders: BTreeMap<Audience, Vec<String>>,
}

/// Why it cannot be.
#[derive(Debug)]
pub enum NotWithdrawn {
    /// There is no such file; perhaps this one was meant.
    NoFile(Option<String>),
    Already,
    /// The list cannot be read, or its line is written in a way that krijt does not change.
    ByHand,
}

/// Looks what becomes of a school without this photo; `path` is one below the root, or below `content/`.
///
/// # Errors
/// Why it cannot be withdrawn.
pub fn withdraw(world: &dyn World, options: Options, path: &str, day: Date) -> Result<Withdrawal, NotWithdrawn> {
    let path = path_of_photo(path);
    let mut memo = Memo::default();
    let texts = Pipeline::new(world, options).read(&mut memo);
    if !texts.input.assets.contains_key(&path) {
        let near = suggest::closest(&path, texts.input.assets.keys().map(String::as_str));
        return Err(NotWithdrawn::NoFile(near.map(str::to_string)));
    }
    let photos = &texts.parsed.data.photos;
    if photos.broken {
        return Err(NotWithdrawn::ByHand);
    }
    let row = photos.get(&path);
    if row.is_some_and(|row| row.is_withdrawn) {
        return Err(NotWithdrawn::Already);
    }
    let sources = &texts.input.sources;
    let before = sources.find(data::PHOTOS).map(|id| sources.get(id).text.to_string());
    let written = row.map(|row| row.name.value.as_str());
    let (after, lines) =
        edited(before.as_deref().unwrap_or_default(), &path, written, day).ok_or(NotWithdrawn::ByHand)?;
    let changed = Overlay { below: world, texts: BTreeMap::from([(data::PHOTOS.to_string(), after.clone())]) };
    let read = Pipeline::new(&changed, options).read(&mut Memo::default());
    let photos = &read.parsed.data.photos;
    // Whatever the list looks like, krijt reads what it wrote.
    if photos.broken || !photos.get(&path).is_some_and(|row| row.is_withdrawn) {
        return Err(NotWithdrawn::ByHand);
    }
    let then = made(&changed, options);
    let mut holders: BTreeMap<Audience, Vec<String>> = BTreeMap::new();
    for ((audience, path), hash) in made(world, options) {
        if then.get(&(audience, path.clone())) != Some(&hash) {
            holders.entry(audience).or_default().push(path);
        }
    }
    Ok(Withdrawal { before, after, lines, holders })
}

/// Every file of every edition, by what stands for its bytes.
fn made(world: &dyn World, options: Options) -> BTreeMap<(Audience, String), u128> {
    let (pipeline, mut memo) = (Pipeline::new(world, options), Memo::default());
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (editions, _) = analysis.editions(None);
    let mut all = BTreeMap::new();
    for edition in &editions {
        let (artifacts, audience) = (edition.artifacts(&Nobody), edition.edition.audience());
        let mut out = Vec::new();
        for (index, path) in artifacts.paths().iter().enumerate() {
            out.clear();
            artifacts.make(index, &mut out);
            all.insert((audience, path.clone()), xxh3_128(&out));
        }
    }
    all
}

/// The list with the day in it, and the lines that are other. None where the photo's own line is written in another way
/// than over several lines, or between braces.
fn edited(text: &str, path: &str, written: Option<&str>, day: Date) -> Option<(String, String)> {
    let Some(written) = written else {
        let name = path.strip_prefix("content/").unwrap_or(path);
        let lines = format!("{}:\n  herkenbaar: ja\n  ingetrokken: {day}\n", quoted(name));
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return Some((format!("{text}{gap}{lines}"), lines));
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let Some(rest) = behind_key(line.trim_end(), written) else {
            start = end;
            continue;
        };
        let (head, tail) = (&text[..start], &text[end..]);
        if rest.is_empty() {
            let next = tail.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let indent = &next[..next.len() - next.trim_start_matches(' ').len()];
            let indent = if indent.is_empty() { "  " } else { indent };
            let gap = if line.ends_with('\n') { "" } else { "\n" };
            let new = format!("{indent}ingetrokken: {day}\n");
            return Some((format!("{head}{line}{gap}{new}{tail}"), format!("{}\n{new}", line.trim_end())));
        }
        let inside = rest.strip_prefix('{')?.strip_suffix('}')?.trim_end();
        let comma = if inside.trim().is_empty() || inside.ends_with(',') { "" } else { "," };
        let key = &line[..line.trim_end().len() - rest.len()];
        let new = format!("{key}{{{inside}{comma} ingetrokken: {day}}}\n");
        return Some((format!("{head}{new}{tail}"), new));
    }
    None
}

/// What stands behind the key of a line, if that is this one.
fn behind_key<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let forms = [key.to_string(), format!("\"{key}\""), format!("'{key}'")];
    let rest = forms.iter().find_map(|form| line.strip_prefix(form.as_str())?.trim_start().strip_prefix(':'))?;
    Some(rest.trim_start())
}

/// A key of YAML: between quotes where a sign in it could mean something.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if begins && name.chars().all(is_plain) { name.to_string() } else { format!("{name:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_comes_where_the_photo_stands() {
        let day = jiff::civil::date(2026, 11, 28);
        let text = "# Onze foto's\na.jpg: {herkenbaar: nee}\n\"b c.jpg\":\n    herkenbaar: ja\n    tot: 2027-07-01\n";
        let of = |written: Option<&str>, path: &str| edited(text, path, written, day).map(|(_, lines)| lines);
        assert_eq!(of(Some("a.jpg"), "").unwrap(), "a.jpg: {herkenbaar: nee, ingetrokken: 2026-11-28}\n");
        assert_eq!(of(Some("b c.jpg"), "").unwrap(), "\"b c.jpg\":\n    ingetrokken: 2026-11-28\n");
        let new = "\"d e.jpg\":\n  herkenbaar: ja\n  ingetrokken: 2026-11-28\n";
        assert_eq!(edited(text, "content/d e.jpg", None, day).unwrap().0, format!("{text}{new}"));
        assert_eq!(edited("a.jpg: &x\n  herkenbaar: ja\n", "", Some("a.jpg"), day), None);
    }
}
