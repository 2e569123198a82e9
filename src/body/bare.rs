//! Addresses in running text, as GitHub makes links of them: `https://…`, `www.…` and `naam@school.nl`.
//!
//! The Markdown parser has no option for these, so this is a pass over the finished tree: neighbouring pieces of text are
//! read as one, as the parser cuts them at every sign that may mean something. Nothing is done in code and in links.
//!
//! Source: GitHub Flavored Markdown 0.29, section 6.9 "Autolinks (extension)".

use std::ops::Range;

use super::rows::SignRows;
use super::weave::{Woven, is_entity, is_text, weave};
use super::{Body, Link, Node, NodeId, Tag, small};
use crate::source::Span;

/// Names of hosts are no longer than this (RFC 1035), nor what stands before an `@` (RFC 5321 says 64).
const LONGEST: usize = 255;

/// Makes links of the addresses in a text that begins at byte `start` of its file, and sets small letters low or high.
pub(super) fn link(body: &mut Body, source: &str, start: usize, rows: SignRows) {
    let text = &source.as_bytes()[start..];
    let has_address =
        rows.has("://") || memchr::memmem::find(text, b"www.").is_some() || memchr::memchr(b'@', text).is_some();
    if !has_address && memchr::memchr2(b'~', b'^', text).is_none() {
        return;
    }
    let mut woven: Vec<Woven> = Vec::new();
    let (mut at, mut in_link) = (0, 0);
    while at < body.all().end {
        match body.tag(at) {
            Tag::Image(_) | Tag::Code { .. } | Tag::Hidden => at = body.subtree(at).end,
            Tag::Link(_) => {
                in_link = body.subtree(at).end;
                at += 1;
            }
            tag if is_text(tag) => {
                let end = run(body, at);
                let whole = Span { start: body.span(at).start, end: body.span(end - 1).end };
                let mut done = whole.start;
                if has_address && at >= in_link {
                    for (span, before) in
                        look(source, whole).into_iter().filter(|(span, _)| !is_in_order(source, *span))
                    {
                        let before = if source[span.range()].starts_with("mailto:") { "" } else { before };
                        let dest = format!("{before}{}", decoded(body, source, at..end, span));
                        body.links.push(Link { dest, title: String::new() });
                        small::look(source, Span { start: done, end: span.start }, &mut woven);
                        woven.push(Woven { span, inner: span, tag: Tag::Link(body.links.len() as u32 - 1) });
                        done = span.end;
                    }
                }
                small::look(source, Span { start: done, end: whole.end }, &mut woven);
                at = end;
            }
            _ => at += 1,
        }
    }
    weave(body, source, &woven);
}

/// `{{< video https://… >}}`: an address in an order to another program is no link.
fn is_in_order(source: &str, span: Span) -> bool {
    let start = span.start as usize;
    let near = &source[source.floor_char_boundary(start.saturating_sub(200))..start];
    near.rfind("{{").is_some_and(|at| !near[at..].contains("}}") && !near[at..].contains('\n'))
}

/// The end of a row of pieces of text with nothing between them.
fn run(body: &Body, first: NodeId) -> NodeId {
    let mut end = first + 1;
    while end < body.all().end && is_text(body.tag(end)) && body.span(end).start == body.span(end - 1).end {
        end += 1;
    }
    end
}

/// The addresses in a run of text, and what each lacks at its beginning.
fn look(source: &str, run: Span) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    let said = &source[run.range()];
    let mut done = 0;
    for at in memchr::memchr3_iter(b':', b'w', b'@', said.as_bytes()) {
        if at < done {
            continue;
        }
        let address = match said.as_bytes()[at] {
            b':' => page(said, at),
            b'w' if said[at..].starts_with("www.") => host(&said[at..]).map(|length| (at, length, "http://")),
            b'@' => mail(said, at, done),
            _ => None,
        };
        let Some((begin, length, before)) = address else { continue };
        let previous = source[..run.start as usize + begin].chars().next_back();
        // A link that lacks a sign is a finding of its own.
        let is_slip = [")[", "](", "] ("].iter().any(|signs| source[..run.start as usize + begin].ends_with(signs));
        if is_slip
            || begin < done
            || previous.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-' | '+' | '\\'))
        {
            continue;
        }
        let length = if before == "mailto:" { length } else { trimmed(&said[begin..begin + length]) };
        done = begin + length;
        let from = run.start + begin as u32;
        found.push((Span { start: from, end: from + length as u32 }, before));
    }
    found
}

type Address = (usize, usize, &'static str);

/// `https://…`, from the colon at a byte of the text.
fn page(said: &str, colon: usize) -> Option<Address> {
    let rest = said[colon..].strip_prefix("://")?;
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
        let start = colon.checked_sub(scheme.len());
        start.and_then(|start| said.get(start..colon)).is_some_and(|word| word.eq_ignore_ascii_case(scheme))
    })?;
    // Links to files of that kind are refused.
    if scheme == "ftp" {
        return None;
    }
    Some((colon - scheme.len(), scheme.len() + 3 + host(rest)?, ""))
}

/// The length of an address that begins with the name of a host.
fn host(rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = &near[..near.find(|c| !is_part(c)).unwrap_or(near.len())];
    let parts: Vec<&str> = name.trim_end_matches('.').split('.').collect();
    let is_name = parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
    if !is_name || parts.iter().rev().take(2).any(|part| part.contains('_')) {
        return None;
    }
    Some(rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len()))
}

/// `naam@school.nl`, from the sign in it; not before byte `from`.
fn mail(said: &str, sign: usize, from: usize) -> Option<Address> {
    let before = &said[from.max(said.ceil_char_boundary(sign.saturating_sub(LONGEST))).min(sign)..sign];
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let local = before.len() - before.trim_end_matches(is_local).len();
    let after = &said[sign + 1..];
    let after = &after[..after.floor_char_boundary(LONGEST)];
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name = &after[..after.find(|c| !is_host(c)).unwrap_or(after.len())];
    let name = name.trim_end_matches('.');
    let is_name = name.contains('.') && name.split('.').all(|part| !part.is_empty()) && !name.ends_with(['-', '_']);
    if local == 0 || !is_name {
        return None;
    }
    let (start, length) = (sign - local, local + 1 + name.len());
    match said[..start].strip_suffix("mailto:") {
        Some(before) => Some((before.len(), "mailto:".len() + length, "mailto:")),
        None => Some((start, length, "mailto:")),
    }
}

/// The length of an address without the signs behind it that belong to the sentence.
fn trimmed(address: &str) -> usize {
    let mut end = address.len();
    let count = |sign: char| address.matches(sign).count() as i64;
    let mut unopened = count(')') - count('(');
    while let Some(c) = address[..end].chars().next_back() {
        let cut = match c {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '"' | '\'' | '”' | '’' | '»' | '…' | ']' => {
                c.len_utf8()
            }
            ')' if unopened > 0 => {
                unopened -= 1;
                1
            }
            ';' => {
                let name = address[..end - 1].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                let is_entity = name.ends_with('&') && name.len() < end - 1;
                if is_entity { end + 1 - name.len() } else { 1 }
            }
            _ => break,
        };
        end -= cut;
    }
    end
}

/// What an address says: as it was typed, but for entities. `run` are the pieces of text that it is in.
fn decoded(body: &Body, source: &str, run: Range<NodeId>, span: Span) -> String {
    let mut out = String::new();
    let mut at = span.start;
    let is_inside = |node: &&Node| node.span.start >= span.start && node.span.end <= span.end;
    for node in body.nodes[run.start as usize..run.end as usize].iter().filter(is_inside) {
        if !is_entity(node.tag, node.span, source) {
            continue;
        }
        out.push_str(&source[at as usize..node.span.start as usize]);
        match node.tag {
            Tag::Chars(string) => out.push_str(&body.strings[string as usize]),
            Tag::Char(c) => out.push(c),
            _ => {}
        }
        at = node.span.end;
    }
    out.push_str(&source[at as usize..span.end as usize]);
    out
}

#[cfg(test)]
mod tests {
    use crate::source::SourceId;

    /// The addresses of the links in a text.
    fn links(text: &str) -> Vec<String> {
        let (body, findings) = crate::body::parse(SourceId(0), text, 0);
        assert!(findings.is_empty(), "{findings:?}");
        for id in body.all() {
            assert!(body.subtree(id).end > id && body.subtree(id).end <= body.all().end, "{text}");
            assert!(body.children(id).all(|child| body.subtree(child).end <= body.subtree(id).end), "{text}");
        }
        body.links.into_iter().map(|link| link.dest).collect()
    }

    /// The examples of section 6.9 of GitHub's specification.
    #[test]
    fn as_github_does() {
        for (text, wanted) in [
            ("www.commonmark.org", "http://www.commonmark.org"),
            ("Visit www.commonmark.org/help for more information.", "http://www.commonmark.org/help"),
            ("Visit www.commonmark.org.", "http://www.commonmark.org"),
            ("Visit www.commonmark.org/a.b.", "http://www.commonmark.org/a.b"),
            ("www.google.com/search?q=Markup+(business)", "http://www.google.com/search?q=Markup+(business)"),
            ("www.google.com/search?q=Markup+(business)))", "http://www.google.com/search?q=Markup+(business)"),
            ("(www.google.com/search?q=Markup+(business))", "http://www.google.com/search?q=Markup+(business)"),
            ("www.google.com/search?q=(business))+ok", "http://www.google.com/search?q=(business))+ok"),
            ("www.google.com/search?q=commonmark&hl=en", "http://www.google.com/search?q=commonmark&hl=en"),
            ("www.google.com/search?q=commonmark&hl;", "http://www.google.com/search?q=commonmark"),
            ("www.commonmark.org/he<lp", "http://www.commonmark.org/he"),
            ("http://commonmark.org", "http://commonmark.org"),
            (
                "(Visit https://encrypted.google.com/search?q=Markup+(business))",
                "https://encrypted.google.com/search?q=Markup+(business)",
            ),
            ("foo@bar.baz", "mailto:foo@bar.baz"),
            ("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", "mailto:hello+xyz@mail.example"),
            ("a.b-c_d@a.b", "mailto:a.b-c_d@a.b"),
            ("a.b-c_d@a.b.", "mailto:a.b-c_d@a.b"),
            ("mailto:foo@bar.baz", "mailto:foo@bar.baz"),
        ] {
            assert_eq!(links(text), [wanted], "{text}");
        }
        for text in ["a.b-c_d@a.b-", "a.b-c_d@a.b_", "ftp://foo.bar.baz", "www.a_b", "xwww.a.nl", "a@b", "@a.nl", "://"]
        {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn signs_of_markdown_within_an_address_stay() {
        let is = |text: &str, wanted: &[&str]| assert_eq!(links(text), wanted, "{text}");
        is(
            "Zie https://a.nl/x_y_z--b/'q'?c=1&amp;d=2, of www.b.nl!",
            &["https://a.nl/x_y_z--b/'q'?c=1&d=2", "http://www.b.nl"],
        );
        is("**https://a.nl** en *jan@b.nl*", &["https://a.nl", "mailto:jan@b.nl"]);
        is("| a |\n|---|\n| www.a.nl |\n", &["http://www.a.nl"]);
        is(
            "- www.a.nl\n  - x@a.nl en y@a.nl\n\n> é www.ü.nl é\n",
            &["http://www.a.nl", "mailto:x@a.nl", "mailto:y@a.nl", "http://www.ü.nl"],
        );
        is("`www.a.nl` [www.b.nl](https://c.nl) \\@ a\\@b.nl", &["https://c.nl"]);
        is("<info@school.nl> <https://a.nl/>", &["mailto:info@school.nl", "https://a.nl/"]);
        is("Tekst.\n\n    www.a.nl\n", &[]);
    }

    #[test]
    fn many_take_little() {
        for piece in ["www.", "a@", "https://", "a_a@b.", ")))", "www.a_a."] {
            let text = format!("www.a.nl/{}", piece.repeat(100_000));
            let (body, _) = crate::body::parse(SourceId(0), &text, 0);
            assert!(body.links.len() < 200_000, "{piece}");
        }
    }
}
