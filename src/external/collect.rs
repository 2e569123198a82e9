//! Every address that documents and data link to, with its places.

use std::collections::HashMap;
use std::ops::Range;

use url::Url;

use super::Cause;
use crate::body::Tag;
use crate::config;
use crate::data;
use crate::doc::Doc;
use crate::front::{self, Split};
use crate::site::Site;
use crate::source::{Place, SourceId, Span};

/// A web address of another site.
#[derive(Debug)]
pub struct Address {
    /// As it first stands there.
    pub written: String,
    /// What is asked: without its fragment, and without a name and password.
    pub url: Result<Url, Cause>,
    /// In the order of files and lines.
    pub places: Vec<Place>,
}

impl Address {
    pub fn host(&self) -> Option<&str> {
        self.url.as_ref().ok().and_then(Url::host_str)
    }
}

/// All of them, each once, in the order of their first places.
pub fn addresses(site: &Site<'_>) -> Vec<Address> {
    let mut all = Vec::new();
    for doc in site.docs {
        in_document(doc, &site.input.sources.get(doc.file).text, &mut all);
    }
    in_data(site, &mut all);
    all.sort_by_key(|(place, _)| *place);
    let mut rows: Vec<Address> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (place, written) in all {
        let url = readable(&written);
        let key = url.as_ref().map_or_else(|_| written.clone(), Url::to_string);
        let at = *known.entry(key).or_insert(rows.len());
        match rows.get_mut(at) {
            Some(row) => row.places.push(place),
            None => rows.push(Address { written, url, places: vec![place] }),
        }
    }
    rows
}

type FoundAddresses = Vec<(Place, String)>;

fn in_document(doc: &Doc, text: &str, found: &mut FoundAddresses) {
    let body = &doc.body;
    for node in body.all() {
        if let Tag::Link(link) = body.tag(node)
            && let dest = body.links[link as usize].dest.trim()
            && is_web(dest)
        {
            found.push((Place { file: doc.file, span: body.span(node) }, dest.to_string()));
        }
    }
    if let Split::Yaml { head, .. } = front::split(text) {
        in_yaml(doc.file, text, head.range(), found);
    }
}

/// Data files are YAML as a whole; the site of a help line may stand there without `https://`, for it is read aloud.
fn in_data(site: &Site<'_>, found: &mut FoundAddresses) {
    for path in [data::GLOSSARY, data::GOALS, data::HELPLINES] {
        let Some(id) = site.input.sources.find(path) else { continue };
        let text = &site.input.sources.get(id).text;
        in_yaml(id, text, config::whole(text).range(), found);
    }
    for item in site.data.helplines.rows.iter().filter_map(|line| line.site.as_ref()) {
        let is_bare = item.value.contains('.') && !item.value.contains([' ', ':', '@']);
        if is_bare {
            found.push((item.place, format!("https://{}", item.value)));
        }
    }
}

/// Addresses in values: up to a space, a quote or a bracket, without the full stop of a sentence.
fn in_yaml(file: SourceId, text: &str, range: Range<usize>, found: &mut FoundAddresses) {
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let comment = if line.trim_start().starts_with('#') { Some(0) } else { line.find(" #") };
        let line_end = comment.unwrap_or(line.len());
        let small = line.to_ascii_lowercase();
        let mut at = 0;
        while let Some(from) = small[at..line_end].find("http").map(|from| at + from) {
            let rest = &line[from..line_end];
            let is_end = |c: char| c.is_whitespace() || "\"'<>()[]{}|`“”".contains(c);
            let address =
                rest[..rest.find(is_end).unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            let starts_word = !line[..from].ends_with(|c: char| c.is_alphanumeric());
            if starts_word && is_web(address) {
                let span = Span::new(start + from..start + from + address.len());
                found.push((Place { file, span }, address.to_string()));
            }
            at = from + address.len().max("http".len());
        }
        start += line.len();
    }
}

fn is_web(text: &str) -> bool {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("https://") || starts("http://")
}

/// What is asked for an address, as browsers read it (WHATWG URL): `http://0177.1` is 127.0.0.1, `ü` is Punycode.
fn readable(written: &str) -> Result<Url, Cause> {
    let mut url = Url::parse(written).map_err(|_| Cause::NotReadable)?;
    url.set_fragment(None);
    // Nobody's password is sent anywhere. These fail only for addresses without a host.
    url.set_password(None).and_then(|()| url.set_username("")).map_err(|()| Cause::NotReadable)?;
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_yaml(text: &str) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        in_yaml(SourceId(0), text, 0..text.len(), &mut found);
        let shown = |(place, written): (Place, String)| (&text[place.span.range()], written);
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn addresses_in_yaml() {
        let text = "a: \"zie https://a.nl/x#y, en (HTTP://b.nl).\"\n# https://c.nl\nd: https://d.nl # https://e.nl\n\
                    f: xhttp://g.nl http https:/h http://ü.nl/é\n";
        let found = of_yaml(text);
        let written: Vec<&str> = found.iter().map(|(_, written)| written.as_str()).collect();
        assert_eq!(written, ["https://a.nl/x#y", "HTTP://b.nl", "https://d.nl", "http://ü.nl/é"]);
        assert!(found.iter().all(|(place, written)| place == written));
    }

    #[test]
    fn what_is_asked_holds_no_fragment_and_no_password() {
        let asked = |text| readable(text).map(|url| url.to_string());
        assert_eq!(asked("https://a.nl").as_deref(), Ok("https://a.nl/"));
        assert_eq!(asked("https://jan:geheim@a.nl/x?y=z#w").as_deref(), Ok("https://a.nl/x?y=z"));
        assert_eq!(asked("http://0x7f.1/").as_deref(), Ok("http://127.0.0.1/"));
        assert_eq!(asked("http://2130706433/").as_deref(), Ok("http://127.0.0.1/"));
        assert_eq!(asked("https://müller.nl/").as_deref(), Ok("https://xn--mller-kva.nl/"));
        assert_eq!(asked("https://"), Err(Cause::NotReadable));
        assert_eq!(asked("https://a b/"), Err(Cause::NotReadable));
    }
}
