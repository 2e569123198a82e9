//! Marks that hide a part of a text, as makers of slides write them: `{visibility="hidden"}` behind a heading,
//! `<!-- .slide: data-visibility="hidden" -->` on a slide, `hide: true` at its top. What such a mark stands on is for the
//! team only. One that cannot be read hides as well, and is an error: a doubt never publishes anything.
//!
//! Sources: reveal.js "Slide Visibility", Quarto "Revealjs", Slidev "Frontmatter", remark "Slide properties", Marpit
//! "Directives".

use super::Attrs;
use crate::source::Span;

/// What a mark says of what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// For the team only.
    Hidden,
    /// Seen by everybody (`visibility="uncounted"`, `hide: false`).
    Shown,
    /// About hiding, but not to be understood.
    Unclear,
}

/// Words that hide what they stand on, as a class, a key, or alone.
const WORDS: &[&str] =
    &["hidden", "hide", "verborgen", "verberg", "verbergen", "invisible", "onzichtbaar", "skip", "overslaan"];
/// Keys that hide a slide when their value is true (`hide`, `disabled`: Slidev; `exclude`: remark).
const KEYS: &[&str] = &["hide", "hidden", "disabled", "exclude", "skip", "verborgen", "verberg", "overslaan"];
const YES: &[&str] = &["true", "yes", "on", "1", "ja", "aan", "waar"];
const NO: &[&str] = &["false", "no", "off", "0", "nee", "uit", "onwaar"];
const VISIBILITY: &str = "visibility";

/// Is a key of an attribute one that says whether something is seen? Others do not look at those.
pub fn is_key(key: &str) -> bool {
    let key = bare(key);
    WORDS.contains(&key.as_str()) || is_visibility(&key)
}

fn bare(key: &str) -> String {
    let seen = key.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>();
    seen.strip_prefix("data-").unwrap_or(&seen).to_string()
}

/// `visibility`, or that with a slip in it.
fn is_visibility(key: &str) -> bool {
    key.len().abs_diff(VISIBILITY.len()) <= 2 && strsim::osa_distance(key, VISIBILITY) <= 2
}

/// The mark among the attributes of a heading or block, and where it stands.
pub fn of_attrs(attrs: &Attrs) -> Option<(Mark, Span)> {
    let class = |(class, span): &(String, Span)| Some((of_class(&class.to_lowercase())?, *span));
    let pairs = attrs.pairs.iter().filter_map(|pair| {
        let (key, value) = (bare(&pair.key), pair.value.as_deref().map(|value| value.trim().to_lowercase()));
        let mark = match value.as_deref() {
            _ if is_visibility(&key) => of_visibility(&key, value.as_deref().unwrap_or_default()),
            _ if !WORDS.contains(&key.as_str()) => return None,
            None => Mark::Hidden,
            Some(value) => of_truth(value),
        };
        Some((mark, pair.span))
    });
    strictest(attrs.classes.iter().filter_map(class).chain(pairs))
}

/// What hides wins over what shows, and what is not understood over both.
fn strictest(marks: impl Iterator<Item = (Mark, Span)>) -> Option<(Mark, Span)> {
    marks.max_by_key(|(mark, _)| match mark {
        Mark::Shown => 0,
        Mark::Hidden => 1,
        Mark::Unclear => 2,
    })
}

/// Text with braces that were meant to hide something, and are no attributes: `{visibility = "hidden"}`.
pub fn is_in_braces(text: &str) -> bool {
    let Some((_, inside)) = text.split_once('{') else { return false };
    let inside = inside.to_lowercase();
    let mut words = inside.split(|c: char| c.is_whitespace() || matches!(c, '=' | '{' | '}'));
    words.any(|word| is_slip(word, WORDS, 6) || is_visibility(&bare(word)))
}

/// Is a class one that hides what it stands on, or that with a slip in it?
pub fn is_class(class: &str) -> bool {
    of_class(&class.to_lowercase()).is_some()
}

fn of_class(class: &str) -> Option<Mark> {
    match WORDS.contains(&class) {
        true => Some(Mark::Hidden),
        false => is_slip(class, WORDS, 6).then_some(Mark::Unclear),
    }
}

/// Is this one of some words but for one letter, or for signs between its letters? Short words are near to many others.
fn is_slip(word: &str, words: &[&str], shortest: usize) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_near = |word: &&&str| word.len() >= shortest && strsim::osa_distance(&letters, word) == 1;
    words.contains(&letters.as_str()) || words.iter().find(is_near).is_some()
}

fn of_visibility(key: &str, value: &str) -> Mark {
    match value {
        "hidden" if key == VISIBILITY => Mark::Hidden,
        "uncounted" | "visible" if key == VISIBILITY => Mark::Shown,
        _ => Mark::Unclear,
    }
}

fn of_truth(value: &str) -> Mark {
    match value {
        _ if YES.contains(&value) || WORDS.contains(&value) => Mark::Hidden,
        _ if NO.contains(&value) => Mark::Shown,
        _ => Mark::Unclear,
    }
}

/// `hide: true`, a line at the top of a slide. Words behind the colon are a sentence, and no mark.
pub fn of_line(line: &str) -> Option<Mark> {
    let (key, value) = line.split_once([':', '=']).or_else(|| line.trim().split_once(' '))?;
    let is_written_so = line.contains([':', '=']);
    let key = bare(key.trim());
    let value = value.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if is_visibility(&key) {
        return (!value.contains(char::is_whitespace)).then(|| of_visibility(&key, &value));
    }
    let mark = of_truth(&value);
    if !KEYS.contains(&key.as_str()) || !is_written_so {
        // With a truth behind it, a word with a slip in it is one of these keys; with other words it is text.
        return (mark == Mark::Hidden && is_slip(&key, KEYS, 4)).then_some(Mark::Unclear);
    }
    let is_slip = YES.iter().any(|yes| yes.len() > 2 && strsim::osa_distance(yes, &value) == 1);
    (mark != Mark::Unclear || value.is_empty() || is_slip).then_some(mark)
}

/// A comment that says something of the slide or the element that it stands in.
pub fn of_comment(comment: &str) -> Option<Mark> {
    let inner = comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().to_lowercase();
    let mut words = inner.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | '_')));
    let target = inner.trim_start_matches(['.', ':', '{', ' ']);
    // reveal.js speaks of the slide or of one element of it; that one cannot be taken off alone.
    let is_element = target.starts_with("element");
    if is_element || target.starts_with("slide") || inner.starts_with('{') {
        let mark = in_words(&mut words)?;
        return Some(if is_element && mark == Mark::Hidden { Mark::Unclear } else { mark });
    }
    let alone = inner.trim_start_matches('_');
    if WORDS.contains(&alone) {
        return Some(Mark::Hidden);
    }
    let is_one_word =
        !inner.contains(|c: char| c.is_whitespace() && c != '\u{a0}') || inner.split_whitespace().count() == 2;
    if is_one_word && is_slip(alone, WORDS, if inner.contains('_') { 4 } else { 6 }) {
        return Some(Mark::Unclear);
    }
    let lines = || inner.lines().map(str::trim).filter(|line| !line.is_empty());
    let class = |line: &str| {
        // Marp: `_class` is for this slide alone, `class` for all that follow.
        let (key, value) = line.split_once(':')?;
        let hides = value.split_whitespace().any(|class| of_class(class.trim_matches(['"', '\''])).is_some());
        match key.trim() {
            "_class" if hides => Some(Mark::Hidden),
            "class" if hides => Some(Mark::Unclear),
            _ => None,
        }
    };
    let marks = lines().filter_map(|line| class(line).or_else(|| of_line(line)));
    strictest(marks.map(|mark| (mark, Span::default()))).map(|(mark, _)| mark)
}

fn in_words<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Mark> {
    let mut speaks = false;
    let mut shows = false;
    for word in words {
        let word = word.trim_start_matches(['.', '_']);
        let word = word.strip_prefix("data-").unwrap_or(word);
        match word {
            _ if WORDS.contains(&word) => return Some(Mark::Hidden),
            "uncounted" | "visible" => shows = true,
            _ => speaks |= is_visibility(word),
        }
    }
    speaks.then_some(if shows { Mark::Shown } else { Mark::Unclear })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::attrs;

    fn on_heading(text: &str) -> Option<Mark> {
        of_attrs(&attrs::read(text, 0).unwrap().0).map(|(mark, _)| mark)
    }

    #[test]
    fn marks_of_headings() {
        for text in ["{visibility=\"hidden\"}", "{.hidden}", "{data-visibility='HIDDEN'}", "{hidden}", "{.Verborgen}"] {
            assert_eq!(on_heading(text), Some(Mark::Hidden), "{text}");
        }
        for text in ["{visibility=\"uncounted\"}", "{hidden=false}"] {
            assert_eq!(on_heading(text), Some(Mark::Shown), "{text}");
        }
        for text in ["{visibility=\"hiden\"}", "{visibility}", "{visibilty=hidden}", "{.hiden}", "{hide=misschien}"] {
            assert_eq!(on_heading(text), Some(Mark::Unclear), "{text}");
        }
        for text in ["{.fragment}", "{#hidden}", "{background=\"hidden.jpg\"}", "{duur=10 mag-weg}"] {
            assert_eq!(on_heading(text), None, "{text}");
        }
    }

    #[test]
    fn marks_of_comments_and_lines() {
        for text in [
            "<!-- .slide: data-visibility=\"hidden\" -->",
            "<!-- slide visibility=hidden -->",
            "<!-- .slide: class=\"big hidden\" -->",
            "<!-- _hide -->",
            "<!-- hide: true -->",
            "<!-- _class: lead hidden -->",
        ] {
            assert_eq!(of_comment(text), Some(Mark::Hidden), "{text}");
        }
        for text in ["<!-- class: hidden -->", "<!-- .element: class=\"hidden\" -->", "<!-- .slide: visibility -->"] {
            assert_eq!(of_comment(text), Some(Mark::Unclear), "{text}");
        }
        for text in
            ["<!-- Skip: als het laat is -->", "<!-- .slide: data-background=\"hidden.jpg\" -->", "<!-- hoi -->"]
        {
            assert_eq!(of_comment(text), None, "{text}");
        }
        assert_eq!(of_line("hide: true"), Some(Mark::Hidden));
        assert_eq!(of_line("exclude: ja"), Some(Mark::Hidden));
        assert_eq!(of_line("hide: false"), Some(Mark::Shown));
        assert_eq!(of_line("hide: tru"), Some(Mark::Unclear));
        assert_eq!(of_line("Hide: the phone is in the bag"), None);
    }
}
