//! Where a document comes out.

use crate::doc::Doc;
use crate::kind::collection::PROTOCOL;
use crate::slug;

/// The page of a folder.
const INDEX: &str = "index.html";

/// The output of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The page's file, relative to the edition's folder.
    pub path: String,
    /// Set when the document is a part of that page.
    pub anchor: Option<String>,
}

impl Route {
    /// The folder of the page, with a `/` at its end, or empty.
    pub fn folder(&self) -> &str {
        folder_of(&self.path)
    }
}

/// The folder of a path, with a `/` at its end, or empty.
pub fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// How a text would write the address of a path.
pub fn relative(from: &str, path: &str) -> String {
    let from: Vec<&str> = folder_of(from).split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(from.len() - common), to[common..].join("/"))
}

/// `path` is below the root: `content/lessen/online/01-echt.md`.
pub fn of(doc: &Doc, path: &str) -> Route {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let page = |parts: &[&str]| Route { path: parts.concat(), anchor: None };
    if doc.facets.rules.is_some() {
        let is_front = doc.facets.charter.is_some();
        let anchor = (!is_front).then(|| own_name(doc, inner));
        return Route { path: PROTOCOL.list.into(), anchor };
    }
    let is_front = matches!(inner.rsplit('/').next(), Some("index.md" | "_index.md")) || doc.facets.module.is_some();
    let folder = folder_path(inner);
    if is_front {
        return page(&[&folder, INDEX]);
    }
    if let Some((name, lang)) = translation(doc, inner) {
        let own = if name == "index" { String::new() } else { slug::of_text(name) + "/" };
        return page(&[&folder, &own, lang, "/", INDEX]);
    }
    page(&[&folder, &own_name(doc, inner), "/", INDEX])
}

/// The name of what a document translates, without its ending, and the language of its own name.
fn translation<'p>(doc: &Doc, inner: &'p str) -> Option<(&'p str, &'p str)> {
    doc.head.translates.as_ref()?;
    inner.rsplit('/').next()?.strip_suffix(".md")?.rsplit_once('.')
}

/// The last part of a document's address.
fn own_name(doc: &Doc, inner: &str) -> String {
    match &doc.head.slug {
        Some(slug) => slug::of_text(&slug.value),
        None => {
            let file = inner.rsplit('/').next().unwrap_or(inner);
            let stem = file.strip_suffix(".md").unwrap_or(file);
            slug::of_text(slug::split_order(stem).1)
        }
    }
}

/// The folder part of a path below `content/`, as it comes out: slugs without order numbers.
pub fn folder_path(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    for part in folder_of(inner).split('/').filter(|part| !part.is_empty()) {
        out.push_str(&slug::of_text(slug::split_order(part).1));
        out.push('/');
    }
    out
}

/// The way from an output file up to the edition's folder: `../../`.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}
