//! Signs that mean something in another program and nothing here: they would stand on the page as they were typed. What
//! each of them means is proposed, where krijt has a way to say it.

mod lists;
mod tables;

use super::prose::{GAP, Passage, PassageForm, Prose, Signs};
use crate::body::{Tag, blocks, hides_by_name};
use crate::bytes;
use crate::config::Config;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::Doc;
use crate::source::{Place, Span};

/// What is wrong, as a tag of the vocabulary; from where to where; and what it should be.
struct ForeignSign {
    reason: &'static str,
    start: usize,
    end: usize,
    right: Option<String>,
}

/// Bytes that a sign begins with.
const BEGINS: Signs = Signs::of(b"[^!=:$]{\t|)<");

pub fn look(doc: &Doc, text: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let mut report = |span: Span, reason, right: Option<String>| {
        let finding = Finding::new(&code::MARKDOWN_SLIP, Place { file: doc.file, span }).with("reason", reason);
        findings.push(finding.fixed_by(right.map(|right| Fix::guess(span, right))));
    };
    for passage in &prose.passages {
        let (start, said) = (passage.text.start, prose.text_of(passage));
        let whole = prose.span(start as u32, passage.text.end as u32);
        // Where an entity stands at an end, its text has no place of its own.
        let Some(raw) = text.get(whole.range()) else { continue };
        let is_plain = || memchr::memchr2(b'&', b'\\', raw.as_bytes()).is_none();
        if passage.form == PassageForm::Text
            && raw.starts_with('|')
            && text[..whole.start as usize].ends_with('\n')
            && let Some((span, right)) = tables::apart(text, whole)
        {
            report(span, "table-apart", Some(right));
            continue;
        }
        if let Some((reason, right)) = lines(passage, raw, text, whole) {
            report(whole, reason, right.filter(|_| is_plain()));
            continue;
        }
        if !passage.signs.may_have(BEGINS) {
            continue; // as most
        }
        // Most of them are in no passage, and each is asked for.
        let has = |sign: &str| passage.signs.may_have_byte(sign.as_bytes()[0]) && said.contains(sign);
        for sign in inline(said, &has) {
            let span = prose.span((start + sign.start) as u32, (start + sign.end) as u32);
            let is_plain = text.get(span.range()) == Some(&said[sign.start..sign.end]);
            report(span, sign.reason, sign.right.filter(|_| is_plain));
        }
        if has("^[")
            && passage.form == PassageForm::Text
            && is_plain()
            && let Some((at, right)) = note(raw, text)
        {
            report(Span { start: whole.start + at as u32, ..whole }, "note-in-place", Some(right));
        }
    }
    unused_notes(doc, text, findings);
}

/// A note that nothing refers to is shown nowhere. Right below a paragraph it may have been meant for that.
fn unused_notes(doc: &Doc, text: &str, findings: &mut Vec<Finding>) {
    if !bytes::has(text, b'^') {
        return; // as most
    }
    let body = &doc.body;
    let label = |id| match body.tag(id) {
        Tag::FootnoteRef(label) => Some(&*body.strings[label as usize]),
        _ => None,
    };
    let mut used: Option<std::collections::BTreeSet<&str>> = None;
    // What a note at the margin stands below; one inside something else stands below nothing.
    let (mut roots, mut before) = (body.roots().peekable(), None);
    for id in body.all() {
        let is_root = roots.next_if_eq(&id).is_some();
        let Tag::Footnote(own) = body.tag(id) else {
            before = if is_root { Some(id) } else { before };
            continue;
        };
        let used = used.get_or_insert_with(|| body.all().filter_map(label).collect());
        let own = &*body.strings[own as usize];
        if used.contains(own) {
            continue;
        }
        let above = before.filter(|above| is_root && body.tag(*above) == Tag::Paragraph);
        let fix = above.map(|above| {
            let range = body.span(above).range();
            let end = range.start + text[range].trim_end().len();
            Fix::guess(Span::new(end..end), format!("[^{own}]"))
        });
        let place = Place { file: doc.file, span: super::headings::first_line(text, body.span(id)) };
        let finding = Finding::new(&code::MARKDOWN_SLIP, place).with("reason", "note-unused");
        findings.push(finding.fixed_by(fix));
    }
}

/// What is wrong with the lines of a passage as a whole, and the passage as it should be.
fn lines(passage: &Passage, said: &str, text: &str, whole: Span) -> Option<(&'static str, Option<String>)> {
    if passage.form != PassageForm::Text {
        return None;
    }
    let first = said.chars().next()?;
    let may_be_one = matches!(first, '[' | '!' | '|')
        || !first.is_ascii()
        || memchr::memchr2(b'\t', b'\n', said.as_bytes()).is_some();
    if !may_be_one {
        return None; // as most
    }
    // Only at the margin: in a list or a quote other signs stand before the lines.
    let is_alone = text[..whole.start as usize].ends_with('\n') || whole.start == 0;
    let each = || said.lines().map(str::trim);
    let again = |right: Vec<String>| is_alone.then(|| right.join("\n"));
    if let Some(right) = lists::bulleted(said) {
        return Some(("bullet", again(right)));
    }
    if let Some(rest) = said.strip_prefix("[!") {
        let is_quote = text[..whole.start as usize].ends_with("\n> ");
        return alert(rest).map(|right| ("alert", Some(right).filter(|_| is_quote)));
    }
    if let Some(rest) = said.strip_prefix("!!! ") {
        return Some(("admonition", admonition(rest).filter(|_| is_alone)));
    }
    if let Some((length, is_ticked)) = lists::odd_box(said).filter(|_| text[..whole.start as usize].ends_with("- ")) {
        let sign = if is_ticked { "[x]" } else { "[ ]" };
        let reason = if said[1..length - 1].trim().is_empty() { "box" } else { "box-sign" };
        return Some((reason, Some(format!("{sign}{}", &said[length..])).filter(|_| said.lines().count() == 1)));
    }
    if said.starts_with("[] ") {
        let right: Vec<String> = each().map(|line| line.replacen("[]", "- [ ]", 1)).collect();
        return Some(("box", again(right)));
    }
    if each().all(|line| line.starts_with("| ") && !line.ends_with('|')) {
        let right: Vec<&str> = each().map(|line| line[2..].trim()).collect();
        return Some(("line-block", again(vec![right.join("\\\n")])));
    }
    if first == '|' && said.lines().count() > 1 {
        return tables::without_rule(&each().collect::<Vec<_>>()).map(|right| ("table", again(right)));
    }
    if bytes::has(said, b'\t') {
        let rows: Vec<Vec<&str>> = each().map(|line| line.split('\t').map(str::trim).collect()).collect();
        let columns = rows[0].len();
        if rows.len() > 1 && columns > 1 && rows.iter().all(|row| row.len() == columns) {
            let row = |row: &Vec<&str>| format!("| {} |", row.join(" | "));
            let mut right: Vec<String> = rows.iter().map(row).collect();
            right.insert(1, format!("|{}", "---|".repeat(columns)));
            return Some(("tabs", again(right)));
        }
    }
    if !said.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'a' | '(' | '#')) {
        return None; // most text has lines, and does not begin with a number
    }
    numbered(&each().collect::<Vec<_>>()).map(|right| ("number", again(right)))
}

/// `1)Kijk` and `a. Kijk`, line by line.
fn numbered(rows: &[&str]) -> Option<Vec<String>> {
    if rows.len() < 2 {
        return None;
    }
    // Pandoc's own: `(@) een`, `#. een`.
    let by_sign = ["(@) ", "#. "].iter().find(|sign| rows.iter().all(|row| row.starts_with(**sign)));
    if let Some(sign) = by_sign {
        return Some(rows.iter().zip(1..).map(|(row, at)| format!("{at}. {}", row[sign.len()..].trim())).collect());
    }
    let item = |(at, row): (usize, &&str)| {
        let digits = row.bytes().take_while(u8::is_ascii_digit).count();
        let letter = char::from(b'a' + u8::try_from(at).ok().filter(|at| *at < 26)?);
        let length = if digits > 0 { digits } else { usize::from(row.starts_with(letter)) };
        let (number, rest) = row.split_at(length);
        let rest = rest.strip_prefix(['.', ')'])?;
        let is_item = match digits {
            0 => !number.is_empty() && rest.starts_with(' '),
            _ => number.parse::<usize>().ok()? == at + 1 && rest.starts_with(char::is_alphabetic),
        };
        is_item.then(|| format!("{}. {}", at + 1, rest.trim_start()))
    };
    rows.iter().enumerate().map(item).collect()
}

/// `!!! note "Titel"` and the text below it, as a block.
fn admonition(rest: &str) -> Option<String> {
    let (head, inside) = rest.split_once('\n')?;
    let (name, title) = head.split_once(' ').unwrap_or((head, ""));
    let block = blocks::callout(name)?.name;
    let title = title.trim().trim_matches('"');
    let fence = if title.is_empty() { block.to_string() } else { format!("{{.{block} titel=\"{title}\"}}") };
    let inside: Vec<&str> = inside.lines().map(str::trim).collect();
    Some(format!("::: {fence}\n{}\n:::", inside.join("\n")))
}

/// Signs within a line. Each is looked for once, at its first place: where it was put right, a next look finds the rest.
fn inline(said: &str, has: &impl Fn(&str) -> bool) -> Vec<ForeignSign> {
    let mut found = Vec::new();
    let mut add = |sign: Option<ForeignSign>| found.extend(sign);
    if has("==") {
        let is_text = |inside: &str| !inside.starts_with([' ', '=']) && !inside.ends_with(' ');
        let right = |inside: &str| Some(format!("<mark>{inside}</mark>"));
        add(between(said, "==", "==", is_text, right).map(|sign| ForeignSign { reason: "marked", ..sign }));
    }
    if has("$") {
        let is_formula = |inside: &str| {
            let is_tight = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
            is_tight && inside.contains(['^', '_', '\\', '=', '+', '*', '{'])
        };
        let right = |inside: &str| Some(format!("`{inside}`"));
        let block = between(said, "$$", "$$", |_| true, |_| None);
        add(block
            .or_else(|| between(said, "$", "$", is_formula, right))
            .map(|sign| ForeignSign { reason: "formula", ..sign }));
    }
    if has("{{") {
        // A name that fits its braces on one line was read as such.
        let is_broken = |inside: &str| inside.contains('\n') && Config::VARIABLES.contains(&inside.trim());
        let right = |inside: &str| Some(format!("{{{{ {} }}}}", inside.trim()));
        add(between(said, "{{", "}}", is_broken, right).map(|sign| ForeignSign { reason: "brace-lines", ..sign }));
        let is_of_vue = |inside: &str| !inside.starts_with(['<', '%', '{']) && !is_broken(inside);
        let sign =
            between(said, "{{<", ">}}", |_| true, without).or_else(|| between(said, "{{", "}}", is_of_vue, without));
        add(sign.map(|sign| ForeignSign { reason: "shortcode", ..sign }));
    }
    if has("{%") {
        add(between(said, "{%", "%}", |_| true, without).map(|sign| ForeignSign { reason: "shortcode", ..sign }));
    }
    if has("{") {
        let is_name = |inside: &str| !inside.contains('\n') && Config::VARIABLES.contains(&inside.trim());
        let right = |inside: &str| Some(format!("{{{{ {} }}}}", inside.trim()));
        let more = |sign: ForeignSign| {
            let start = sign.start - usize::from(said[..sign.start].ends_with('{'));
            let end = sign.end + usize::from(said[sign.end..].starts_with('}'));
            ForeignSign { reason: "brace", start, end, ..sign }
        };
        add(between(said, "{", "}", is_name, right).map(more));
    }
    if has("[^") {
        let is_label = |inside: &str| !inside.is_empty() && !inside.contains([' ', '[']);
        add(between(said, "[^", "]", is_label, |_| Some(String::new()))
            .map(|sign| ForeignSign { reason: "note-missing", ..sign }));
    }
    if has("]{") {
        add(classed(said));
    }
    if has(":") {
        add(smiley(said));
    }
    if has("<") {
        let is_address = |inside: &str| inside.starts_with("www.") && !inside.contains(char::is_whitespace);
        let right = |inside: &str| Some(inside.to_string());
        add(between(said, "<", ">", is_address, right).map(|sign| ForeignSign { reason: "angles", ..sign }));
    }
    if has("](") || has(")[") || has(")") {
        add(turned(said));
    }
    found
}

/// How far apart two signs may stand, in bytes.
const WIDE: usize = 200;

/// The first text between two signs of which `is` holds; what `right` makes of it.
fn between(
    said: &str,
    open: &str,
    close: &str,
    is: impl Fn(&str) -> bool,
    right: impl Fn(&str) -> Option<String>,
) -> Option<ForeignSign> {
    said.match_indices(open).take(50).find_map(|(start, _)| {
        let rest = &said[start + open.len()..];
        let near = &rest[..rest.floor_char_boundary(WIDE)];
        let inside = &near[..near.find(close)?];
        let is_there = !inside.is_empty() && !inside.contains(GAP) && is(inside);
        let end = start + open.len() + inside.len() + close.len();
        is_there.then(|| ForeignSign { reason: "", start, end, right: right(inside) })
    })
}

/// Short codes that show something: without them the text is whole. What may hide or choose is not for krijt to take away.
fn without(inside: &str) -> Option<String> {
    let name = inside.split_whitespace().next()?.trim_matches('/');
    ["youtube", "vimeo", "figure", "include", "img", "image", "icon", "toc", "video"].contains(&name).then(String::new)
}

/// `[!NOTE] Titel`, and names that GitHub does not know. Where a known name stands alone, it was read.
fn alert(rest: &str) -> Option<String> {
    let (name, rest) = rest.split_once(']')?;
    // It may have been meant to hide, and is an error of its own.
    if hides_by_name(name) {
        return None;
    }
    if name.is_empty() || name.len() > 20 || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let name = match name.to_uppercase().as_str() {
        known @ ("NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION") => known.to_string(),
        "HINT" | "SUCCESS" | "DONE" | "CHECK" => "TIP".to_string(),
        "ATTENTION" | "DANGER" | "ERROR" | "BUG" | "FAILURE" | "FAIL" => "CAUTION".to_string(),
        _ => "NOTE".to_string(),
    };
    let rest = rest.trim_start_matches(['-', '+']);
    let (title, below) = rest.split_at(rest.find('\n').unwrap_or(rest.len()));
    let title = if title.trim().is_empty() { String::new() } else { format!("\n> **{}**", title.trim()) };
    Some(format!("[!{name}]{title}{below}"))
}

/// `[tekst]{.rood}`: krijt has no classes for words.
fn classed(said: &str) -> Option<ForeignSign> {
    let middle = said.find("]{")?;
    let start = said[..middle].rfind('[').filter(|start| middle - start < WIDE)?;
    let rest = &said[middle + 2..];
    let inside = &rest[..rest[..rest.floor_char_boundary(WIDE)].find('}')?];
    if hides_by_name(inside) {
        return None; // it may have been meant to hide, and is an error of its own
    }
    let words = &said[start + 1..middle];
    let right = match inside.trim() {
        ".underline" | ".ul" | ".u" => format!("<u>{words}</u>"),
        ".mark" => format!("<mark>{words}</mark>"),
        _ => words.to_string(),
    };
    Some(ForeignSign { reason: "class", start, end: middle + 3 + inside.len(), right: Some(right) })
}

const SMILEYS: &[(&str, &str)] = &[
    ("smile", "😄"),
    ("smiley", "😃"),
    ("grinning", "😀"),
    ("laughing", "😆"),
    ("wink", "😉"),
    ("sad", "😢"),
    ("thinking", "🤔"),
    ("heart", "❤️"),
    ("thumbsup", "👍"),
    ("+1", "👍"),
    ("thumbsdown", "👎"),
    ("star", "⭐"),
    ("tada", "🎉"),
    ("warning", "⚠️"),
    ("bulb", "💡"),
    ("rocket", "🚀"),
    ("eyes", "👀"),
    ("point_right", "👉"),
    ("white_check_mark", "✅"),
    ("x", "❌"),
];

fn smiley(said: &str) -> Option<ForeignSign> {
    said.match_indices(':').take(100).find_map(|(start, _)| {
        let rest = &said[start + 1..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(byte)).count();
        let name = &rest[..length.min(30)];
        let (_, sign) = SMILEYS.iter().find(|(known, _)| *known == name)?;
        let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ':' && c != '/');
        let is_whole = rest[length..].starts_with(':') && is_apart(said[..start].chars().next_back());
        is_whole.then(|| ForeignSign {
            reason: "smiley",
            start,
            end: start + length + 2,
            right: Some(sign.to_string()),
        })
    })
}

/// `(tekst)[https://…]`, and `[tekst](https://… verder` without an end.
fn turned(said: &str) -> Option<ForeignSign> {
    let is_address =
        |word: &str| word.starts_with("https://") || word.starts_with("http://") || word.starts_with("www.");
    if let Some(middle) = said.find(")[") {
        let start = said[..middle].rfind('(')?;
        let rest = &said[middle + 2..];
        let address = &rest[..rest.find(']')?];
        let right = format!("[{}]({address})", &said[start + 1..middle]);
        let end = middle + 3 + address.len();
        return is_address(address).then_some(ForeignSign { reason: "link-turned", start, end, right: Some(right) });
    }
    let middle = said.find("](")?;
    let start = said[..middle].rfind('[')?;
    let address = said[middle + 2..].split(|c: char| c.is_whitespace()).next()?;
    let is_open = is_address(address) && !said[middle..].contains(')');
    let right = format!("[{}]({address})", &said[start + 1..middle]);
    is_open.then_some(ForeignSign { reason: "link-open", start, end: middle + 2 + address.len(), right: Some(right) })
}

/// `tekst^[noot]`: the passage from there, with the note below it under a number that is free.
fn note(said: &str, text: &str) -> Option<(usize, String)> {
    let at = said.find("^[")?;
    let rest = &said[at + 2..];
    let inside = &rest[..rest.find(']')?];
    let number = (1..100).find(|number| !text.contains(&format!("[^{number}]")))?;
    let after = &rest[inside.len() + 1..];
    let is_plain = !inside.contains(['[', '\n']) && !after.contains("^[");
    is_plain.then(|| (at, format!("[^{number}]{after}\n\n[^{number}]: {inside}")))
}
