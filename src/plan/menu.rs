//! What stands around every page of an edition: its head with the menu, which lists the parts of the site that are there,
//! and its foot. Each is made once a language and depth, and kept as text.

use std::collections::BTreeSet;
use std::sync::RwLock;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Value};

use super::Plan;
use super::context::HELP;
use crate::diag::Finding;
use crate::doc::DocId;
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection;
use crate::language;
use crate::site::{Folder, HANDBOOK};
use crate::theme::Theme;
use crate::wording::{Wording, base};

/// Where search is; in another language than the site's a folder further.
pub const SEARCH: &str = "zoeken/";

/// The languages that something of an edition is written in, and that of the site, without regions.
pub fn languages<'a>(edition: &'a Edition<'_>) -> BTreeSet<&'a str> {
    let own = base(&edition.config().site.lang);
    edition.ids().map(|id| base(edition.lang(id))).chain([own]).collect()
}

/// The page of search in one of these languages.
pub fn search_page(edition: &Edition<'_>, lang: &str) -> String {
    match lang == base(&edition.config().site.lang) {
        true => format!("{SEARCH}index.html"),
        false => format!("{SEARCH}{lang}/index.html"),
    }
}

/// It holds this many folders: it must not grow with the site.
pub const FOLDERS: usize = 24;

pub struct Menu {
    items: Vec<MenuItem>,
    site_lang: String,
    headers: Ready<Option<usize>>,
    footers: Ready<Option<String>>,
}

/// Text by what it depends on, the item at hand or the day of a last change, and then by language and way up.
pub(super) type Ready<Of, T = Value> = RwLock<FxHashMap<Of, Vec<ReadyRow<T>>>>;

pub(super) struct ReadyRow<T> {
    lang: String,
    root: String,
    text: T,
}

/// The text that was made before, or is made now.
pub(super) fn kept<Of: Eq + std::hash::Hash, T: Clone, E>(
    ready: &Ready<Of, T>,
    of: Of,
    (lang, root): (&str, &str),
    make: impl FnOnce(&Of) -> Result<T, E>,
) -> Result<T, E> {
    let is_it = |row: &&ReadyRow<T>| row.lang == lang && row.root == root;
    let known = |ready: &FxHashMap<Of, Vec<ReadyRow<T>>>| Some(ready.get(&of)?.iter().find(is_it)?.text.clone());
    if let Some(text) = ready.read().ok().and_then(|ready| known(&ready)) {
        return Ok(text);
    }
    let text = make(&of)?;
    if let Ok(mut ready) = ready.write() {
        let row = ReadyRow { lang: lang.to_string(), root: root.to_string(), text: text.clone() };
        ready.entry(of).or_default().push(row);
    }
    Ok(text)
}

/// What all pages say alike.
pub(super) struct Around<'a> {
    pub theme: &'a Theme,
    pub words: &'a Wording,
    pub site: &'a Value,
    /// The attributes of what is in the language of the site.
    pub site_lang: &'a Value,
}

impl Around<'_> {
    fn text(&self, template: &str, root: &str, fill: impl FnOnce(&mut Context)) -> Result<Value, Finding> {
        let mut context = Context::new();
        context.insert_value("w", self.theme.spoken(&self.words.lang, template));
        context.insert_value("site", self.site.clone());
        context.insert_value("site_lang", self.site_lang.clone());
        context.insert("root", root);
        fill(&mut context);
        let mut out = Vec::new();
        self.theme.render(template, &context, &mut out)?;
        Ok(Value::safe_string(&String::from_utf8_lossy(&out)))
    }
}

struct MenuItem {
    title: MenuTitle,
    path: String,
    /// Pages below this folder are in this part of the site.
    folder: String,
    /// The same page in other languages.
    translations: Vec<TranslatedItem>,
}

impl MenuItem {
    fn in_language(&self, lang: &str) -> Option<&TranslatedItem> {
        self.translations.iter().find(|own| own.lang == lang)
    }
}

struct TranslatedItem {
    lang: String,
    title: String,
    path: String,
}

/// What a part of the site is called: a word of krijt's, or what the school calls it, in this language.
enum MenuTitle {
    Word(&'static str),
    Own { title: String, lang: String },
}

/// What the template is told of an item.
#[derive(Serialize)]
struct MenuRow<'a> {
    title: &'a str,
    lang: Option<&'a str>,
    dir: &'a str,
    path: &'a str,
    current: bool,
    /// It leads to search.
    search: bool,
}

/// Folders of pages that belong in the menu. The handbook is for those who write: the home page has a door to it.
pub fn folders<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = (&'a String, &'a Folder)> {
    edition.collections().top_folders().filter(|(folder, row)| *folder != HANDBOOK || row.index.is_none())
}

/// What a page is made of: a document, or the page of a folder.
fn doc_at(edition: &Edition<'_>, plan: &Plan, path: &str) -> Option<DocId> {
    let of_folder = || edition.collections().folders.get(path.strip_suffix("index.html")?)?.index;
    plan.job(path)?.work.doc().or_else(of_folder)
}

fn translated(edition: &Edition<'_>, id: DocId) -> Vec<TranslatedItem> {
    let row = |other: &DocId| TranslatedItem {
        lang: edition.lang(*other).to_string(),
        title: edition.title(*other).to_string(),
        path: edition.route(*other).path.clone(),
    };
    edition.collections().translations.of(id).iter().map(row).collect()
}

impl Menu {
    pub fn of(edition: &Edition<'_>, plan: &Plan) -> Self {
        let site_lang = edition.config().site.lang.clone();
        let mut items: Vec<MenuItem> = Vec::new();
        let mut add = |title: MenuTitle, folder: &str| {
            let path = format!("{folder}index.html");
            if plan.job(&path).is_some() && !items.iter().any(|item| item.path == path) {
                let translations = doc_at(edition, plan, &path).map_or(Vec::new(), |id| translated(edition, id));
                items.push(MenuItem { title, path, folder: folder.to_string(), translations });
            }
        };
        for row in collection::all() {
            row.menu.into_iter().for_each(|title| add(MenuTitle::Word(title), row.folder));
        }
        // Folders of pages directly below the root are parts of the site as well; the home page lists those beyond.
        for (folder, row) in folders(edition).take(FOLDERS) {
            let title = row.index.map_or(row.name.as_str(), |id| edition.title(id)).to_string();
            let lang = row.index.map_or(site_lang.as_str(), |id| edition.lang(id)).to_string();
            add(MenuTitle::Own { title, lang }, folder);
        }
        add(MenuTitle::Word("menu.help"), "hulp-nodig/");
        add(MenuTitle::Word("menu.search"), SEARCH);
        if let Some(search) = items.last_mut().filter(|item| item.folder == SEARCH) {
            let in_language = |lang: &str| TranslatedItem {
                lang: lang.to_string(),
                title: String::new(),
                path: search_page(edition, lang),
            };
            search.translations = languages(edition).into_iter().map(in_language).collect();
        }
        Menu { items, site_lang, headers: Ready::default(), footers: Ready::default() }
    }

    /// The head of a page, with the menu in it.
    pub(super) fn header(&self, around: &Around<'_>, page: &Page) -> Result<Value, Finding> {
        let longest = |at: &usize| self.items[*at].folder.len();
        let is_around = |at: &usize| page.path.starts_with(&self.items[*at].folder);
        let current = (0..self.items.len()).filter(is_around).max_by_key(longest);
        kept(&self.headers, current, (&around.words.lang, &page.root), |_| {
            let items = self.items.iter().enumerate();
            let rows: Vec<MenuRow<'_>> =
                items.filter_map(|(at, item)| self.row(item, around.words, current == Some(at))).collect();
            let nav = around.text("nav.html", &page.root, |context| context.insert("items", &rows))?;
            around.text("header.html", &page.root, |context| context.insert_value("nav", nav))
        })
    }

    /// The foot of a page, with the day on which it was last changed.
    pub(super) fn footer(&self, around: &Around<'_>, page: &Page, updated: Option<String>) -> Result<Value, Finding> {
        kept(&self.footers, updated, (&around.words.lang, &page.root), |updated| {
            around.text("footer.html", &page.root, |context| {
                context.insert("help", &self.path_in(HELP, &around.words.lang));
                context.insert("updated", updated);
            })
        })
    }

    /// The path of a part in a language, where it is there in that, else in its own; none where it is no part.
    pub fn path_in(&self, path: &str, lang: &str) -> Option<&str> {
        let item = self.items.iter().find(|item| item.path == path)?;
        Some(item.in_language(lang).map_or(&item.path, |own| &own.path))
    }

    fn row<'m>(&self, item: &'m MenuItem, words: &'m Wording, current: bool) -> Option<MenuRow<'m>> {
        let own = item.in_language(&words.lang);
        let path = own.map_or(&item.path, |own| &own.path);
        let (title, lang) = match (&item.title, own) {
            (MenuTitle::Word(key), _) => (words.text(key), None),
            (_, Some(own)) => (own.title.as_str(), None),
            (MenuTitle::Own { title, lang }, None) => {
                (title.as_str(), Some(lang.as_str()).filter(|lang| *lang != words.lang))
            }
        };
        // Who reads a translation cannot read this name, nor the page behind it. The home page has a door to it.
        if lang.is_some() && words.lang != self.site_lang {
            return None;
        }
        let dir = language::direction(lang.unwrap_or(&words.lang));
        Some(MenuRow { title, lang, dir, path, current, search: item.folder == SEARCH })
    }
}
