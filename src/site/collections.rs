//! The order of things: lessons in modules, newsletters by date, chapters, folders of pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Route;
use super::route::folder_of;
use super::translations::Translations;
use crate::doc::{Doc, DocId};
use crate::slug;
use crate::world::Input;

#[derive(Debug, Default)]
pub struct Collections {
    pub modules: Vec<ModuleRow>,
    /// Originals, newest first.
    pub posts: Vec<DocId>,
    /// Newest first.
    pub evenings: Vec<DocId>,
    pub charter: Option<DocId>,
    pub chapters: Vec<DocId>,
    /// Folders of pages, by their output folder.
    pub folders: BTreeMap<String, Folder>,
    /// Documents that stand in several languages.
    pub translations: Translations,
    /// A document's place among its neighbours: the one before and the one after.
    neighbours: Vec<(Option<DocId>, Option<DocId>)>,
}

#[derive(Debug)]
pub struct ModuleRow {
    /// The output folder, with a `/` at its end.
    pub folder: String,
    /// The folder's name in words, for a module without a page of its own.
    pub name: String,
    pub doc: Option<DocId>,
    pub lessons: Vec<DocId>,
}

#[derive(Debug, Default)]
pub struct Folder {
    pub name: String,
    pub index: Option<DocId>,
    pub pages: Vec<DocId>,
}

/// Sorts by the author's number, then the number in the file's name, then the path.
fn key<'a>(input: &'a Input, doc: &Doc) -> (i64, &'a str) {
    let path = input.sources.get(doc.file).path.as_str();
    let name = path.rsplit('/').next().unwrap_or(path);
    (doc.head.order.or(slug::split_order(name).0).unwrap_or(i64::MAX), path)
}

/// The folder around a folder.
fn above(folder: &str) -> &str {
    folder_of(folder.trim_end_matches('/'))
}

impl Collections {
    pub fn new(input: &Input, docs: &[Arc<Doc>], routes: &[Route], by_path: &dyn Fn(&str) -> Option<DocId>) -> Self {
        let translations = Translations::new(docs, by_path);
        let neighbours = vec![(None, None); docs.len()];
        let mut order = Collections { translations, neighbours, ..Collections::default() };
        let mut modules: BTreeMap<&str, ModuleRow> = BTreeMap::new();
        for (at, doc) in docs.iter().enumerate() {
            let id = DocId(at as u32);
            let path = input.sources.get(doc.file).path.as_str();
            let facets = &doc.facets;
            if facets.lesson.is_some() || facets.module.is_some() {
                order.place_in_module(&mut modules, id, doc, path, &routes[at]);
            } else if facets.post.is_some() {
                if doc.head.translates.is_none() {
                    order.posts.push(id);
                }
            } else if facets.event.is_some() {
                if !order.translations.is_one(id) {
                    order.evenings.push(id);
                }
            } else if facets.charter.is_some() {
                order.charter = Some(id);
            } else if facets.rules.is_some() {
                order.chapters.push(id);
            } else if !order.translations.is_one(id) {
                order.place_in_folder(id, path, &routes[at], doc.head.translates.is_some());
            }
        }
        order.sort(input, docs, modules);
        order.link_neighbours();
        order
    }

    fn place_in_module<'a>(
        &mut self,
        modules: &mut BTreeMap<&'a str, ModuleRow>,
        id: DocId,
        doc: &Doc,
        path: &'a str,
        route: &Route,
    ) {
        let module = crate::kind::module::folder_of(path);
        let end = module.len();
        let row = modules.entry(module).or_insert_with(|| ModuleRow {
            folder: super::route::folder_path(
                path[..=end.min(path.len() - 1)].strip_prefix("content/").unwrap_or(path),
            ),
            name: crate::kind::humanised(module),
            doc: None,
            lessons: Vec::new(),
        });
        if doc.facets.module.is_some() {
            row.folder = route.folder().to_string();
            row.doc = Some(id);
        } else {
            row.lessons.push(id);
        }
    }

    fn place_in_folder(&mut self, id: DocId, path: &str, route: &Route, in_language: bool) {
        let is_index = crate::kind::is_index(path);
        let own = route.folder();
        let parent = match (is_index, in_language) {
            (true, _) => own,
            (false, false) => above(own),
            (false, true) => above(above(own)),
        };
        let source = folder_of(path).trim_end_matches('/');
        let folder = self.folders.entry(parent.to_string()).or_default();
        if folder.name.is_empty() {
            folder.name = crate::kind::humanised(source);
        }
        if is_index {
            folder.index = Some(id);
        } else {
            folder.pages.push(id);
        }
    }

    fn sort(&mut self, input: &Input, docs: &[Arc<Doc>], modules: BTreeMap<&str, ModuleRow>) {
        let doc = |id: &DocId| &docs[id.0 as usize];
        let by_number = |ids: &mut Vec<DocId>| ids.sort_by_cached_key(|id| key(input, doc(id)));
        self.modules = modules.into_values().collect();
        self.modules.sort_by_key(|row| {
            let module = row.doc.as_ref().map(doc);
            (module.and_then(|doc| doc.head.order).unwrap_or(i64::MAX), row.folder.clone())
        });
        for row in &mut self.modules {
            by_number(&mut row.lessons);
        }
        by_number(&mut self.chapters);
        let newest_first = |ids: &mut Vec<DocId>| {
            ids.sort_by_cached_key(|id| (std::cmp::Reverse(doc(id).head.date), key(input, doc(id))));
        };
        newest_first(&mut self.posts);
        newest_first(&mut self.evenings);
        for folder in self.folders.values_mut() {
            by_number(&mut folder.pages);
        }
    }

    fn link_neighbours(&mut self) {
        let oldest_first: Vec<DocId> = self.posts.iter().rev().copied().collect();
        let mut rows: Vec<Vec<DocId>> = self.modules.iter().map(|row| row.lessons.clone()).collect();
        rows.push(oldest_first);
        rows.extend(self.folders.iter().filter(|(path, _)| !path.is_empty()).map(|(_, folder)| folder.pages.clone()));
        for row in rows {
            for pair in row.windows(2) {
                self.neighbours[pair[0].0 as usize].1 = Some(pair[1]);
                self.neighbours[pair[1].0 as usize].0 = Some(pair[0]);
            }
        }
    }

    /// The same of those documents only that are seen; what holds none of them is left out.
    pub fn seen(&self, is_seen: &dyn Fn(DocId) -> bool) -> Self {
        let of = |ids: &[DocId]| ids.iter().copied().filter(|id| is_seen(*id)).collect::<Vec<DocId>>();
        let one = |id: Option<DocId>| id.filter(|id| is_seen(*id));
        let module = |row: &ModuleRow| {
            let (folder, name) = (row.folder.clone(), row.name.clone());
            ModuleRow { folder, name, doc: one(row.doc), lessons: of(&row.lessons) }
        };
        let folder = |(path, folder): (&String, &Folder)| {
            let (index, pages) = (one(folder.index), of(&folder.pages));
            let seen = Folder { name: folder.name.clone(), index, pages };
            (seen.index.is_some() || !seen.pages.is_empty()).then(|| (path.clone(), seen))
        };
        let is_there = |row: &ModuleRow| row.doc.is_some() || !row.lessons.is_empty();
        let mut seen = Collections {
            modules: self.modules.iter().map(module).filter(is_there).collect(),
            posts: of(&self.posts),
            evenings: of(&self.evenings),
            charter: one(self.charter),
            chapters: of(&self.chapters),
            folders: self.folders.iter().filter_map(folder).collect(),
            translations: self.translations.seen(is_seen),
            neighbours: vec![(None, None); self.neighbours.len()],
        };
        seen.link_neighbours();
        seen
    }

    /// Folders of pages directly below the root.
    pub fn top_folders(&self) -> impl Iterator<Item = (&String, &Folder)> {
        self.folders.iter().filter(|(folder, _)| folder.matches('/').count() == 1)
    }

    /// The document before and after this one in its row.
    pub fn neighbours(&self, id: DocId) -> (Option<DocId>, Option<DocId>) {
        self.neighbours[id.0 as usize]
    }
}
