//! The lists that krijt makes by itself, as what a link may point at.

use std::collections::HashMap;

use crate::doc::DocId;
use crate::kind::collection;
use crate::site::hiding::Hiding;
use crate::site::{COVERAGE, HANDBOOK, MADE_FOR_HANDBOOK, ModuleRow, Site, WEEK, YEAR};

/// The lists of a site by their output folder, each with what hides it: the least hidden of what it lists.
pub fn of(site: &Site<'_>) -> HashMap<String, Hiding> {
    let order = &site.collections;
    let today = site.options.today;
    let mut found = HashMap::new();
    let mut add = |folder: &str, docs: Vec<DocId>| {
        if !docs.is_empty() {
            found.insert(folder.to_string(), site.hidings.of_list(docs, today));
        }
    };
    let of_module = |row: &ModuleRow| row.doc.into_iter().chain(row.lessons.iter().copied()).collect::<Vec<_>>();
    for (folder, row) in order.folders.iter().filter(|(folder, _)| !folder.is_empty()) {
        add(folder, row.index.into_iter().chain(row.pages.iter().copied()).collect());
    }
    order.modules.iter().for_each(|row| add(&row.folder, of_module(row)));
    add(collection::LESSONS.folder, order.modules.iter().flat_map(of_module).collect());
    add(collection::NEWSLETTERS.folder, order.posts.clone());
    add(collection::EVENINGS.folder, order.evenings.clone());
    // These three are always there, or are asked about on their own.
    let mut open = |folder: &str, is_there: bool| {
        if is_there {
            found.insert(folder.to_string(), Hiding::default());
        }
    };
    open("", order.folders.contains_key(""));
    open(collection::GLOSSARY.folder, !site.data.terms.rows.is_empty());
    let has_lessons = order.modules.iter().any(|row| !row.lessons.is_empty());
    open(COVERAGE.0, has_lessons || order.charter.is_some());
    open(YEAR.0, true);
    open(WEEK.0, has_lessons && site.config.week.is_some());
    MADE_FOR_HANDBOOK.iter().for_each(|folder| open(folder, order.folders.contains_key(HANDBOOK)));
    found
}
