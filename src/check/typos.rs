//! Markdown that was meant and did not become any: its signs are still in the text.

use memchr::memmem;

use super::prose::{GAP, Passage, PassageForm, Prose, Signs};
use crate::body::{Tag, signs::is_odd_blank};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::Doc;
use crate::source::{Place, Span};

/// What is wrong, as a tag of the vocabulary; from where to where in the passage; and what it should be.
struct MarkdownTypo {
    reason: &'static str,
    start: usize,
    end: usize,
    right: Option<String>,
}

const LINKS: Signs = Signs::of(b"]");
const STARS: Signs = Signs::of(b"*");

pub fn look(doc: &Doc, text: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    for passage in &prose.passages {
        let (start, said) = (passage.text.start, prose.text_of(passage));
        let (has_links, has_stars) = (passage.signs.may_have(LINKS), passage.signs.may_have(STARS));
        if !has_links && !has_stars && !said.starts_with(['#', '-']) {
            continue; // as most
        }
        for slip in
            [at_start(passage, said), has_links.then(|| link(said)).flatten(), has_stars.then(|| stars(said)).flatten()]
                .into_iter()
                .flatten()
        {
            let span = prose.span((start + slip.start) as u32, (start + slip.end) as u32);
            let finding = Finding::new(&code::MARKDOWN_SLIP, Place { file: doc.file, span });
            // Marks in between are not in the words: then it is something to look at, not to type over.
            let is_plain = text.get(span.range()) == Some(&said[slip.start..slip.end]);
            let fix = slip.right.as_deref().filter(|_| is_plain).map(|right| Fix::guess(span, right));
            findings.push(finding.with("reason", slip.reason).maybe("line", slip.right).fixed_by(fix));
        }
    }
    let has = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if has("! [") {
        pictures_apart(doc, text, findings);
    }
    let mut blocks = doc.body.all().filter(|id| matches!(doc.body.tag(*id), Tag::Code { .. })).peekable();
    if blocks.peek().is_none() || !(has("\n    ") || has("\n\t")) {
        return; // as most
    }
    for id in blocks {
        let span = doc.body.span(id);
        let said = &text[span.range()];
        let is_fenced = said.trim_start().starts_with(['`', '~']);
        // A block or a comment in it is a finding of its own.
        if !is_fenced && !said.lines().any(|line| ["::", "<!--"].iter().any(|sign| line.trim_start().starts_with(sign)))
        {
            let first = said.lines().next().unwrap_or_default().trim_end().len();
            let place = Place { file: doc.file, span: Span { start: span.start, end: span.start + first as u32 } };
            let finding = Finding::new(&code::MARKDOWN_SLIP, place).with("reason", "indented");
            findings
                .push(finding.maybe("line", plain(text[place.span.range()].to_string())).fixed_by(margin(text, span)));
        }
    }
}

/// `! [Twee kinderen](foto.jpg)`: a link to a picture that was meant to be shown.
fn pictures_apart(doc: &Doc, text: &str, findings: &mut Vec<Finding>) {
    for id in doc.body.all() {
        let Tag::Link(link) = doc.body.tag(id) else { continue };
        let span = doc.body.span(id);
        let Some(before) = text[..span.start as usize].strip_suffix("! ") else { continue };
        let dest = doc.body.links[link as usize].dest.to_lowercase();
        let is_picture = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"].iter().any(|end| dest.ends_with(end));
        if is_picture && (before.is_empty() || before.ends_with(char::is_whitespace)) {
            let at = Span { start: span.start - 2, end: span.end };
            let blank = Span { start: span.start - 1, end: span.start };
            let finding = Finding::new(&code::MARKDOWN_SLIP, Place { file: doc.file, span: at });
            findings.push(finding.with("reason", "image-apart").fixed_by(Fix::guess(blank, "")));
        }
    }
}

/// Text that is indented so far that it is code, at the margin of its page. In a list or a quote it may belong elsewhere.
fn margin(text: &str, span: Span) -> Option<Fix> {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let whole = Span { start: start as u32, ..span };
    let said = &text[whole.range()];
    let lines: Vec<&str> = said.trim_end().lines().map(|line| line.trim_start_matches([' ', '\t'])).collect();
    let is_alone = text[start..span.start as usize].trim_matches([' ', '\t']).is_empty();
    let end = whole.start + said.trim_end().len() as u32;
    is_alone.then(|| Fix::guess(Span { end, ..whole }, lines.join("\n")))
}

fn at_start(passage: &Passage, said: &str) -> Option<MarkdownTypo> {
    if !said.starts_with(['#', '-']) {
        return None;
    }
    let hashes = said.len() - said.trim_start_matches('#').len();
    // One `#` and a word may be a hashtag.
    let (reason, signs) = match passage.form {
        PassageForm::Text if (2..=6).contains(&hashes) => ("heading-close", hashes),
        PassageForm::Text if said.starts_with('-') => ("item-close", 1),
        _ => return None,
    };
    let rest = &said[signs..];
    // A hard space looks like one, and is none to Markdown.
    let odd = rest.len() - rest.trim_start_matches(is_odd_blank).len();
    let word = rest[odd..].split_whitespace().next().filter(|word| word.starts_with(char::is_alphabetic))?;
    let is_close = rest[odd..].starts_with(word);
    let right = format!("{} {word}", &said[..signs]);
    is_close.then(|| MarkdownTypo { reason, start: 0, end: signs + odd + word.len(), right: plain(right) })
}

/// In bytes.
const ADDRESS: usize = 300;

/// `[text] (address)` and `[text](an address)`.
fn link(said: &str) -> Option<MarkdownTypo> {
    let mut last_open = None;
    said.match_indices(['[', ']']).find_map(|(close, sign)| {
        if sign == "[" {
            last_open = Some(close);
            return None;
        }
        let open = last_open?;
        let start = if said[..open].ends_with('!') { open - 1 } else { open };
        let rest = &said[close + 1..];
        let text = &said[start..=close];
        // Whatever stands there, it is looked through once: an address is not longer than this.
        let rest = &rest[..rest.floor_char_boundary(ADDRESS)];
        let inner = |before: &str| Some(rest.strip_prefix(before)?.split_once(')')?.0);
        if let Some(address) = inner("(").filter(|address| address.trim().contains(' ') && !address.contains("{{")) {
            let said = address.trim();
            let digits: String = said.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let is_number = said.chars().all(|c| c.is_ascii_digit() || "+- ()".contains(c)) && digits.len() > 2;
            let is_scheme = ["mailto:", "tel:"].iter().any(|scheme| said.starts_with(scheme));
            let titled = said.split_once([' ', '\u{a0}']).filter(|(_, title)| title.starts_with(['“', '”', '„', '‘']));
            let right = match titled {
                _ if is_number => format!("{text}(tel:{digits})"),
                _ if is_scheme => format!("{text}({})", said.split_whitespace().collect::<String>()),
                Some((address, title)) => {
                    format!("{text}({address} \"{}\")", title.trim_matches(['“', '”', '„', '‘', '’']))
                }
                None => format!("{text}(<{said}>)"),
            };
            let right = plain(right).filter(|_| !address.contains(['<', '"']));
            return Some(MarkdownTypo { reason: "link-blank", start, end: close + address.len() + 3, right });
        }
        let address = inner(" (").filter(|address| is_address(address))?;
        let right = plain(format!("{text}({address})"));
        Some(MarkdownTypo { reason: "link-apart", start, end: close + address.len() + 4, right })
    })
}

fn is_address(text: &str) -> bool {
    let begins = ["http://", "https://", "www.", "mailto:", "../", "#"].iter().any(|start| text.starts_with(start));
    let ends = [".md", ".html", ".pdf", ".jpg", ".jpeg", ".png"].iter().any(|end| text.ends_with(end));
    (begins || ends) && !text.contains(char::is_whitespace)
}

/// Two asterisks that were meant to begin bold text. In `k**` they are letters.
fn stars(said: &str) -> Option<MarkdownTypo> {
    let (at, _) = said.match_indices("**").find(|(at, _)| {
        let before = said[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == '(') && !said[at + 2..].starts_with('*')
    })?;
    let rest = &said[at + 2..];
    let inner = rest.split_once("**").map(|(inner, _)| inner);
    if inner.is_none() && rest.starts_with(char::is_alphanumeric) {
        // Never closed: as bold as it was meant to be, up to the end.
        let right = plain(format!("**{}**", rest.trim_end()));
        return Some(MarkdownTypo { reason: "stars", start: at, end: said.len(), right });
    }
    let right = inner.and_then(|inner| {
        // The blank belongs behind the bold text, where a word follows.
        let is_glued = inner.ends_with(' ') && rest[inner.len() + 2..].starts_with(char::is_alphanumeric);
        plain(format!("**{}**{}", inner.trim(), if is_glued { " " } else { "" }))
    });
    Some(MarkdownTypo { reason: "stars", start: at, end: at + 2 + inner.map_or(0, |inner| inner.len() + 2), right })
}

/// What can be proposed: without what stands for a value, and short enough to be read.
fn plain(right: String) -> Option<String> {
    (!right.contains(GAP) && right.len() <= 120).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_links_that_are_none() {
        let right = |said| link(said).map(|slip| (slip.reason, slip.right.unwrap_or_default()));
        let is = |reason, right: &str| Some((reason, right.to_string()));
        assert_eq!(right("zie [a] (https://b.nl/) nu"), is("link-apart", "[a](https://b.nl/)"));
        assert_eq!(right("![a](foto van b.jpg)"), is("link-blank", "![a](<foto van b.jpg>)"));
        assert_eq!(right("[a] (zo heet dat)"), None);
        for said in ["[a] en (b), ] ( en ](", "[a]", "[]", "[a](", "[a] (", "[é](é è)é", "]"] {
            assert!(right(said).is_none_or(|(reason, _)| reason == "link-blank"), "{said}");
        }
    }

    #[test]
    fn knows_stars_that_were_meant() {
        let right = |said| stars(said).map(|slip| slip.right.unwrap_or_default());
        assert_eq!(right("dit is ** vet ** zo"), Some("**vet**".into()));
        assert_eq!(right("**vet zonder eind"), Some("**vet zonder eind**".into()));
        assert_eq!(right("**Let op: **kijk"), Some("**Let op:** ".into()));
        assert_eq!(right("k** en f*** en 3 *** sterren"), None);
    }
}
