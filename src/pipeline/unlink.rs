//! Links to files that could not be made. A theme's templates write links of their own, so they are taken out of the
//! finished page: `<a href="werkblad.pdf">Werkblad</a>` becomes `Werkblad`. Only an edition that lacks a file pays for it.

use std::ops::Range;

use crate::source::end_of_tag;

/// Takes every link that leads to a missing page or file out of what stands in `out` from `start` on. `page` is its own
/// path.
pub fn unlink(page: &str, out: &mut Vec<u8>, start: usize, is_missing: impl Fn(&str) -> bool) {
    let html = String::from_utf8_lossy(&out[start..]).into_owned();
    let cuts = cuts(&html, |href| target(page, href).is_some_and(|path| is_missing(&path)));
    if cuts.is_empty() {
        return;
    }
    out.truncate(start);
    let mut at = 0;
    for cut in cuts {
        out.extend_from_slice(&html.as_bytes()[at..cut.start]);
        at = cut.end;
    }
    out.extend_from_slice(&html.as_bytes()[at..]);
}

/// The tags to take out: `<a …>` and its `</a>`, and `<link …>`. Comments and scripts are passed over.
fn cuts(html: &str, is_dead: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let (mut cuts, mut at) = (Vec::new(), 0);
    let mut in_dead = false;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open..];
        at = match name_of(rest).as_str() {
            _ if rest.starts_with("<!--") => open + rest.find("-->").map_or(rest.len(), |end| end + 3),
            name @ ("script" | "style") => {
                let end = end_of_tag(rest).closed().unwrap_or(rest.len());
                open + rest[end..].find(&format!("</{name}")).map_or(rest.len(), |close| end + close)
            }
            name => {
                let end = open + end_of_tag(rest).closed().unwrap_or(rest.len());
                let dead = || attribute(&html[open..end], "href").is_some_and(|href| is_dead(&href));
                match name {
                    "a" if dead() => {
                        in_dead = true;
                        cuts.push(open..end);
                    }
                    "link" if dead() => cuts.push(open..end),
                    "/a" if std::mem::take(&mut in_dead) => cuts.push(open..end),
                    _ => {}
                }
                end
            }
        };
    }
    cuts
}

/// The name of the tag that begins here, in small letters, with the slash of one that closes.
fn name_of(tag: &str) -> String {
    let name = tag[1..].chars().take(8).take_while(|c| c.is_ascii_alphanumeric() || *c == '/');
    name.map(|c| c.to_ascii_lowercase()).collect()
}

/// The value of an attribute, with `&amp;` decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).find(|(at, _)| {
        lower[..*at].ends_with(|c: char| c.is_ascii_whitespace())
            && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next()?,
    };
    Some(value.replace("&amp;", "&"))
}

/// The path that an address on a page leads to; `None` for one that leads out of the site.
fn target(page: &str, href: &str) -> Option<String> {
    let href = href.split(['#', '?']).next()?.trim();
    if href.is_empty() || href.starts_with('/') || href.split('/').next()?.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(html: &str) -> String {
        let mut out = b"before".to_vec();
        out.extend_from_slice(html.as_bytes());
        unlink("lessen/a/index.html", &mut out, 6, |path| ["lessen/a/werkblad.pdf", "b/index.html"].contains(&path));
        String::from_utf8(out).unwrap().strip_prefix("before").unwrap().to_string()
    }

    #[test]
    fn what_leads_to_a_missing_file_becomes_its_text() {
        assert_eq!(without("<li><a class=knop href=\"werkblad.pdf\"><b>Pdf</b></a></li>"), "<li><b>Pdf</b></li>");
        assert_eq!(without("<A title='a > b' HREF='../../b/index.html#x'>B</A>!"), "B!");
        assert_eq!(without("<a href=../../b/>B</a> <a href=\"c.html\">C</a>"), "B <a href=\"c.html\">C</a>");
        assert_eq!(without("<link rel=next href=\"./werkblad.pdf\"><p>é"), "<p>é");
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for html in [
            "",
            "a < b <",
            "<a href=\"https://b/index.html\">B</a>",
            "<a href=\"mailto:b/index.html\">B</a>",
            "<a href=\"../../../../b/index.html\">B</a>",
            "<a data-href=\"werkblad.pdf\" href=\"#werkblad.pdf\">B</a>",
            "<abbr href=\"werkblad.pdf\">B</abbr>",
            "<!-- <a href=\"werkblad.pdf\"> -->",
            "<script>'<a href=\"werkblad.pdf\">'</script>",
            "<a href=\"werkblad.pdf",
        ] {
            let is_cut = html == "<a href=\"werkblad.pdf";
            assert_eq!(without(html), if is_cut { "" } else { html }, "{html}");
        }
    }
}
