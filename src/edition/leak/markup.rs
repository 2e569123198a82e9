//! The text of mark-up: what it shows, and what stands in its tags, attributes, comments.

use std::borrow::Cow;

use super::as_text::Decoded;
use super::entities;
use super::escapes;
use super::letters::{Gap, Letters};
use crate::source::end_of_tag;

/// Elements that stand in a line of text: it goes on behind them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
    // Of a spreadsheet: a run of text, and how it looks.
    "charset", "color", "family", "r", "rfont", "rpr", "scheme", "sz", "t",
];

/// Office programs cut a line anywhere, in elements of many names; these alone end it (`w:p`, `a:tc`, `text:h`).
const OFFICE_ENDS: &[&str] =
    &["br", "comment", "cr", "footnote", "h", "instrText", "line-break", "list-item", "p", "tab", "table-cell", "tc"];

pub fn read(text: &str, to: &mut Decoded) {
    scan(text, to, true);
}

/// `outer`: scripts and styles in it are read as such. Within those no others are.
fn scan(text: &str, to: &mut Decoded, outer: bool) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        push_text(&rest[..at], &mut to.shown);
        let tag = &rest[at..];
        let Some(size) = size_of(tag) else {
            // A sign that opens nothing.
            rest = &tag[1..];
            continue;
        };
        let (inner, behind) = (&tag[..size], &tag[size..]);
        if let Some(data) = inner.strip_prefix("<![CDATA[") {
            to.shown.push_str(data.trim_end_matches("]]>"));
            rest = behind;
            continue;
        }
        let name = named(inner);
        to.shown.gap(if is_inline(name) { Gap::Word } else { Gap::Piece });
        push_tag(inner, name, &mut to.aside);
        rest = match raw_end(inner, name, behind).filter(|_| outer) {
            Some(end) => {
                scan(&escapes::undone(&behind[..end]), to, false);
                &behind[end..]
            }
            None => behind,
        };
    }
    push_text(rest, &mut to.shown);
}

/// How long a tag, comment or declaration is; `None` when it is none, or never ends.
fn size_of(tag: &str) -> Option<usize> {
    let to = |end: &str| memchr::memmem::find(tag.as_bytes(), end.as_bytes()).map(|at| at + end.len());
    if tag.starts_with("<!--") {
        return to("-->");
    }
    if tag.starts_with("<![CDATA[") {
        return to("]]>");
    }
    let first = tag[1..].bytes().next()?;
    if !first.is_ascii_alphabetic() && !matches!(first, b'/' | b'!' | b'?') {
        return None;
    }
    let (inner, size) = named(tag);
    if inner.as_bytes().get(size) == Some(&b'>') {
        return Some(tag.len() - inner.len() + size + 1); // as most: a name and nothing else
    }
    // A quote that is never closed hides no text.
    end_of_tag(tag).or_first()
}

/// A tag without the signs before its name, and how long that is: letters and digits of ASCII.
fn named(tag: &str) -> (&str, usize) {
    let inner = tag[1..].trim_start_matches('/');
    (inner, inner.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(inner.len()))
}

/// A name of an element in one number, however its letters are written: there are two of these a word, and to compare
/// numbers is faster. Zero for a longer one than there are. The bit that is set makes letters small and leaves digits.
const fn packed(name: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < name.len() {
        if at == 8 {
            return 0;
        }
        number = number << 8 | (name[at] | 0x20) as u64;
        at += 1;
    }
    number
}

const fn all_packed<const N: usize>(names: &[&str]) -> [u64; N] {
    let mut numbers = [0; N];
    let mut at = 0;
    while at < N {
        numbers[at] = packed(names[at].as_bytes());
        at += 1;
    }
    numbers
}

const INLINE_PACKED: [u64; INLINE.len()] = all_packed(INLINE);

fn is_inline((inner, size): (&str, usize)) -> bool {
    if let Some(local) = inner[size..].strip_prefix(':') {
        let end = local.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-');
        return !OFFICE_ENDS.contains(&&local[..end.unwrap_or(local.len())]);
    }
    let name = packed(&inner.as_bytes()[..size]);
    name != 0 && INLINE_PACKED.contains(&name)
}

/// Where what is no mark-up ends, behind the tag that opens it.
fn raw_end(tag: &str, (inner, size): (&str, usize), behind: &str) -> Option<usize> {
    const RAW: [u64; 2] = [packed(b"script"), packed(b"style")];
    let is_raw = RAW.contains(&packed(&inner.as_bytes()[..size]));
    if !is_raw || tag.starts_with("</") || tag.ends_with("/>") {
        return None;
    }
    Some(memchr::memmem::find(behind.as_bytes(), b"</").unwrap_or(behind.len()))
}

/// The values of a tag, each a piece of its own; addresses also without their percent signs. A name alone says nothing.
fn push_tag(tag: &str, (inner, size): (&str, usize), aside: &mut Letters) {
    if size + 1 >= inner.len() {
        return;
    }
    aside.gap(Gap::Piece);
    push_text(tag, aside);
    if let Cow::Owned(tag) = without_percents(tag) {
        aside.gap(Gap::Piece);
        push_text(&tag, aside);
    }
    aside.gap(Gap::Piece);
}

/// `De%20kat` is `De kat`.
fn without_percents(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let Some(first) = memchr::memchr(b'%', bytes) else { return Cow::Borrowed(text) };
    let mut out = bytes[..first].to_vec();
    let mut at = first;
    while at < bytes.len() {
        let byte = escapes::in_digits(bytes, at, b'%');
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Text with references to characters.
fn push_text(text: &str, to: &mut Letters) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        to.push_str(&rest[..at]);
        rest = &rest[at..];
        let size = match entities::decode(rest) {
            Some((value, size)) => {
                to.push_str(&value);
                size
            }
            None => {
                to.push('&');
                1
            }
        };
        rest = &rest[size..];
    }
    to.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_both(text: &str) -> (String, String) {
        let mut to = Decoded::default();
        read(text, &mut to);
        (to.shown.into_text(), to.aside.into_text())
    }

    #[test]
    fn sees_text_through_marks_and_in_attributes() {
        let (shown, aside) =
            read_both("<p title=\"Het &quot;antwoord&quot;\">een <em>goed</em> woord</p><!-- stil -->");
        assert_eq!(shown, "eengoedwoord");
        assert_eq!(aside, "ptitlehetantwoordstil");
        assert_eq!(read_both("a < b & c <![CDATA[d <e>]]> <x").0, "abcdex");
        assert_eq!(read_both("<a href='?t=Het%20a%C3%A9'>").1, "ahrefthet20ac3a9ahrefthetae");
        assert_eq!(read_both("<i data-x=\"a > b\">c</i>").0, "c");
        assert_eq!(read_both("<script>x = \"ge\\u0068eim\\nja\"</script>d").0, "xgeheimjad");
        assert_eq!(read_both("ge<wbr>h&shy;e&#105;<b>m</b>").0, "geheim");
        let office =
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>ge</w:t></w:r><w:r><w:t>heim</w:t></w:r></w:p><w:p>niet</w:p>";
        let mut to = Decoded::default();
        read(office, &mut to);
        assert!(!to.shown.is_parted(0..6) && to.shown.is_parted(0..10));
    }
}
