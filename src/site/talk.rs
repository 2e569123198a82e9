//! What each letter tells of: the lessons that its author names, else those that were given to the children of its readers
//! since the letter before it.
//!
//! A lesson counts as given on its `dag`; one without a day is told of only where it is named. A letter that all may read
//! is one that was sent, and the letter before this one is looked for group by group: what group 7 got on Monday does not
//! take a lesson of group 1 away from the letter for all on Friday. A letter tells of its own day as well, and of nothing
//! before the school year that it is in.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Collections, Hidings, Route};
use crate::date;
use crate::doc::{Doc, DocId};
use crate::front::Spanned;
use crate::kind::collection::LESSONS;
use crate::slug;

/// For whom a lesson or a letter is: a group, or 0 where no group is named.
type Group = u8;
const GROUPS: std::ops::RangeInclusive<Group> = 0..=8;

#[derive(Debug, Default)]
pub struct Talks {
    /// The lessons of each letter that tells of any, by their groups and then in the order of the modules.
    told: BTreeMap<DocId, Vec<DocId>>,
    /// Lessons by all that an author may call them: `module/lesson`, the lesson alone where there is only one, the module.
    names: BTreeMap<String, Vec<DocId>>,
}

impl Talks {
    pub fn new(docs: &[Arc<Doc>], routes: &[Route], collections: &Collections, hidings: &Hidings) -> Self {
        let lessons: Vec<DocId> = collections.modules.iter().flat_map(|row| row.lessons.iter().copied()).collect();
        let mut talks = Talks { told: BTreeMap::new(), names: names_of(&lessons, routes) };
        let doc = |id: &DocId| &docs[id.0 as usize];
        let letters =
            || collections.posts.iter().filter_map(|id| Some((*id, doc(id), doc(id).facets.post.as_deref()?)));
        let is_sent = |id: DocId| hidings.of(id).draft.is_none() && !hidings.of(id).from().is_hidden();
        let places: HashMap<DocId, usize> = lessons.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut days = Days::default();
        for id in &lessons {
            let Some(lesson) = &doc(id).facets.lesson else { continue };
            lesson.day.iter().for_each(|day| days.add(day.value, *id, &lesson.groups));
        }
        for (_, letter, post) in letters().filter(|(id, ..)| is_sent(*id)) {
            letter.head.date.into_iter().for_each(|day| days.send(day, &post.groups));
        }
        days.sort();
        for (id, letter, post) in letters() {
            let told = match (&post.lessons, letter.head.date) {
                (Some(named), _) => talks.named_by(named),
                (None, Some(day)) => days.since_last(day, &post.groups),
                (None, None) => BTreeSet::new(),
            };
            if !told.is_empty() {
                let groups = |id: &DocId| doc(id).facets.lesson.as_ref().map_or(&[][..], |lesson| &lesson.groups);
                let mut rows: Vec<DocId> = told.into_iter().collect();
                rows.sort_by_key(|id| (groups(id), places.get(id)));
                talks.told.insert(id, rows);
            }
        }
        talks
    }

    pub fn of(&self, letter: DocId) -> &[DocId] {
        self.told.get(&letter).map_or(&[], Vec::as_slice)
    }

    fn named_by(&self, lessons: &[Spanned]) -> BTreeSet<DocId> {
        lessons.iter().flat_map(|item| self.named(&item.value)).copied().collect()
    }

    /// The lessons that somebody calls so; none where there is no such lesson, or more than one of that name.
    pub fn named(&self, name: &str) -> &[DocId] {
        self.names.get(&normal(name)).map_or(&[], Vec::as_slice)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

/// A name as an author writes it, such as `../lessen/samen-online/01-echt-of-nep.md`, without what is the same for all.
fn normal(name: &str) -> String {
    let name = name.trim().trim_end_matches(".md");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".." | "content" | "module" | "index"));
    let parts: Vec<String> = parts.map(|part| slug::of_text(slug::split_order(part).1)).collect();
    let is_folder = parts.len() > 1 && parts[0] == LESSONS.folder.trim_end_matches('/');
    parts[usize::from(is_folder)..].join("/")
}

fn names_of(lessons: &[DocId], routes: &[Route]) -> BTreeMap<String, Vec<DocId>> {
    let mut names: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    let mut alone: BTreeMap<&str, Vec<DocId>> = BTreeMap::new();
    for id in lessons {
        let path = routes[id.0 as usize].folder().trim_end_matches('/');
        let path = path.strip_prefix(LESSONS.folder).unwrap_or(path);
        names.entry(path.to_string()).or_default().push(*id);
        if let Some((module, name)) = path.rsplit_once('/') {
            names.entry(module.to_string()).or_default().push(*id);
            alone.entry(name).or_default().push(*id);
        }
    }
    for (name, ids) in alone.into_iter().filter(|(_, ids)| ids.len() == 1) {
        names.entry(name.to_string()).or_insert(ids);
    }
    names
}

/// Group by group: when which lesson is given, and when a letter was sent.
#[derive(Default)]
struct Days {
    lessons: BTreeMap<Group, Vec<(Date, DocId)>>,
    letters: BTreeMap<Group, Vec<Date>>,
}

impl Days {
    fn add(&mut self, day: Date, id: DocId, groups: &[Group]) {
        let of_all = [0];
        let groups = if groups.is_empty() { &of_all[..] } else { groups };
        groups.iter().for_each(|group| self.lessons.entry(*group).or_default().push((day, id)));
    }

    /// What no group is named for is for all of them.
    fn send(&mut self, day: Date, groups: &[Group]) {
        readers(groups).for_each(|group| self.letters.entry(group).or_default().push(day));
    }

    fn sort(&mut self) {
        self.lessons.values_mut().for_each(|rows| rows.sort_unstable());
        self.letters.values_mut().for_each(|rows| rows.sort_unstable());
    }

    fn since_last(&self, day: Date, groups: &[Group]) -> BTreeSet<DocId> {
        let mut found = BTreeSet::new();
        for group in readers(groups) {
            let (Some(lessons), letters) = (self.lessons.get(&group), self.letters.get(&group)) else { continue };
            let sent = letters.map_or(&[][..], Vec::as_slice);
            let last = sent[..sent.partition_point(|sent| *sent < day)].last().copied();
            let start = date::school_year_start(day);
            let from = lessons.partition_point(|(given, _)| *given < start || Some(*given) <= last);
            found.extend(lessons[from..].iter().take_while(|(given, _)| *given <= day).map(|(_, id)| *id));
        }
        found
    }
}

/// The groups whose parents get a letter.
fn readers(groups: &[Group]) -> impl Iterator<Item = Group> {
    GROUPS.filter(move |group| groups.is_empty() || *group == 0 || groups.contains(group))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lessons_are_told_of_in_the_first_letter_to_their_parents() {
        let day = |day| date(2026, 11, day);
        let (first, second, old) = (DocId(1), DocId(2), DocId(3));
        let mut days = Days::default();
        days.add(day(3), first, &[1, 2]);
        days.add(day(6), second, &[7]);
        days.add(date(2026, 6, 1), old, &[1]);
        [(day(2), &[][..]), (day(5), &[7, 8]), (day(6), &[])].iter().for_each(|(day, groups)| days.send(*day, groups));
        days.sort();
        let told = |day, groups: &[u8]| days.since_last(day, groups).into_iter().collect::<Vec<_>>();
        // A letter to other parents comes between.
        assert_eq!(told(day(5), &[7, 8]), []);
        assert_eq!(told(day(6), &[]), [first, second]);
        assert_eq!(told(day(9), &[]), []);
        // Nothing of the school year before.
        assert_eq!(told(day(2), &[]), []);
    }

    #[test]
    fn a_lesson_is_found_by_every_name_of_its_file() {
        for name in ["../lessen/samen/01-een.md", "content/lessen/samen/01-een", "samen/een", "Samen/een.md"] {
            assert_eq!(normal(name), "samen/een", "{name}");
        }
        assert_eq!(normal("../lessen/samen/module.md"), "samen");
        assert_eq!(normal("lessen"), "lessen");
    }
}
