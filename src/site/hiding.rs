//! What keeps a document out of the public edition, and by which document: its own head, or that of the whole it is part
//! of. One fact, worked out once; whoever must know asks [`super::Site::hiding`].
//!
//! Wholes are: the page of a folder (`index.md`, `module.md`, `protocol.md`) for all that stands below that folder, and a
//! text for its translations (`….en.md`). The home page is no whole. Marks add up: a part may be stricter than its whole,
//! never less so, and of two days the later one counts.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::Route;
use super::route::folder_of;
use crate::doc::{Doc, DocId, Head};

/// What hides a document; with each mark the document whose head has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hiding {
    pub draft: Option<DocId>,
    pub team: Option<DocId>,
    /// A head that could not be read, which may have said anything.
    pub unread: Option<DocId>,
    pub from: Option<(Date, DocId)>,
}

/// The strictest mark that is in force, the least strict one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Later(Date),
    Unread,
    Team,
    Draft,
}

impl Hiding {
    fn own(id: DocId, head: &Head) -> Self {
        Hiding {
            draft: head.draft.then_some(id),
            team: head.team_only.then_some(id),
            unread: head.unread.then_some(id),
            from: head.publish_from.map(|day| (day, id)),
        }
    }

    /// With the marks of a whole, too. Where both have one, the document's own is named.
    fn and(self, whole: Hiding) -> Self {
        let later = match (self.from, whole.from) {
            (Some(own), Some(other)) if other.0 > own.0 => Some(other),
            (own, other) => own.or(other),
        };
        Hiding {
            draft: self.draft.or(whole.draft),
            team: self.team.or(whole.team),
            unread: self.unread.or(whole.unread),
            from: later,
        }
    }

    /// Why this is not public on a day; without a day, nothing that waits for one is public.
    pub fn reason(&self, today: Option<Date>) -> Option<(Reason, DocId)> {
        let draft = self.draft.map(|by| (Reason::Draft, by));
        let team = self.team.map(|by| (Reason::Team, by));
        let unread = self.unread.map(|by| (Reason::Unread, by));
        let is_late = |(day, _): &(Date, DocId)| today.is_none_or(|today| today < *day);
        let later = self.from.filter(is_late).map(|(day, by)| (Reason::Later(day), by));
        draft.or(team).or(unread).or(later)
    }

    pub fn is_public(&self, today: Option<Date>) -> bool {
        self.reason(today).is_none()
    }

    /// Not for the public on any day.
    pub fn is_of_team(&self) -> bool {
        self.team.is_some() || self.unread.is_some()
    }
}

/// What hides each document, and each folder as far as files in it are concerned.
#[derive(Debug, Default)]
pub struct Hidings {
    docs: Vec<Hiding>,
    /// The marks of folder pages, by source folder.
    wholes: HashMap<String, Hiding>,
    /// The least hidden of the documents right in a source folder.
    folders: HashMap<String, Hiding>,
}

/// Every folder around a path, the outermost first, each with a `/` at its end.
fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..=at])
}

/// Whose page heads a folder, in whatever case: what is like one counts as one.
fn heads_folder(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let names = ["index.md", "_index.md", "module.md", "protocol.md"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known)) && folder_of(path) != "content/"
}

impl Hidings {
    /// `paths` are those of the documents below the root, in their order.
    pub fn new(docs: &[Arc<Doc>], paths: &[&str], routes: &[Route], today: Option<Date>) -> Self {
        let ids = || (0..docs.len()).map(|at| (at, Hiding::own(DocId(at as u32), &docs[at].head)));
        let mut found = Hidings::default();
        // The folders in the output, too: `01-kamp/` and `kamp/` become one.
        let mut by_output: HashMap<&str, Hiding> = HashMap::new();
        for (at, own) in ids().filter(|(at, own)| *own != Hiding::default() && heads_folder(paths[*at])) {
            let whole = found.wholes.entry(folder_of(paths[at]).to_string()).or_default();
            *whole = whole.and(own);
            let whole = by_output.entry(routes[at].folder()).or_default();
            *whole = whole.and(own);
        }
        let by_path: HashMap<&str, usize> = paths.iter().enumerate().map(|(at, path)| (*path, at)).collect();
        for (at, own) in ids() {
            let mut hiding = own;
            if !found.wholes.is_empty() {
                let around = folders(paths[at]).filter_map(|folder| found.wholes.get(folder));
                let around = around.chain(folders(&routes[at].path).filter_map(|folder| by_output.get(folder)));
                hiding = around.fold(hiding, |hiding, whole| hiding.and(*whole));
            }
            if let Some(original) = original(paths[at]).and_then(|path| by_path.get(path.as_str())) {
                hiding = hiding.and(Hiding::own(DocId(*original as u32), &docs[*original].head));
            }
            found.docs.push(hiding);
            let least = found.folders.entry(folder_of(paths[at]).to_string()).or_insert(hiding);
            *least = less(*least, hiding, today);
        }
        found
    }

    pub fn of(&self, id: DocId) -> &Hiding {
        &self.docs[id.0 as usize]
    }

    /// What hides a file beside documents: the page of a folder around it, or that all documents in its folder are hidden.
    pub fn of_file(&self, path: &str) -> Hiding {
        let around = folders(path).filter_map(|folder| self.wholes.get(folder));
        let whole = around.fold(Hiding::default(), |hiding, whole| hiding.and(*whole));
        let nearest = folders(path).rev().find_map(|folder| self.folders.get(folder));
        nearest.map_or(whole, |beside| whole.and(*beside))
    }

    /// What hides a list of these documents: nothing, as long as one of them is public.
    pub fn of_list(&self, ids: impl IntoIterator<Item = DocId>, today: Option<Date>) -> Hiding {
        let least = ids.into_iter().map(|id| *self.of(id)).reduce(|a, b| less(a, b, today));
        least.unwrap_or_default()
    }

    /// How many documents are hidden only because their whole is.
    pub fn followers(&self, today: Option<Date>) -> usize {
        let follows = |(at, hiding): &(usize, &Hiding)| {
            let own = DocId(*at as u32);
            let is_own = hiding.draft == Some(own)
                || hiding.team == Some(own)
                || hiding.unread == Some(own)
                || hiding.from.is_some_and(|(day, by)| by == own && today.is_none_or(|today| today < day));
            !is_own && !hiding.is_public(today)
        };
        self.docs.iter().enumerate().filter(follows).count()
    }

    /// How many documents wait for their day and for nothing else.
    pub fn waiting(&self, today: Option<Date>) -> usize {
        let waits = |hiding: &&Hiding| matches!(hiding.reason(today), Some((Reason::Later(_), _)));
        self.docs.iter().filter(waits).count()
    }
}

fn less(a: Hiding, b: Hiding, today: Option<Date>) -> Hiding {
    let rank = |hiding: &Hiding| hiding.reason(today).map(|(reason, _)| reason);
    if rank(&b) < rank(&a) { b } else { a }
}

/// `….en.md` is a translation of `….md`.
fn original(path: &str) -> Option<String> {
    let (stem, lang) = path.strip_suffix(".md")?.rsplit_once('.')?;
    let is_language =
        (2..=8).contains(&lang.len()) && lang.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    is_language.then(|| format!("{stem}.md"))
}
