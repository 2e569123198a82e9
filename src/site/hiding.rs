//! What keeps a document from an audience, and by which document: its own head, or that of the whole it is part
//! of. One fact, worked out once; whoever must know asks [`super::Site::hiding`].
//!
//! Wholes are: the page of a folder (`index.md`, `module.md`, `protocol.md`) for all that stands below that folder, and a
//! text for its translations (`….en.md`). The home page is no whole. Marks add up: a part may be stricter than its whole,
//! never less so, and of two days the later one counts.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Route;
use super::route::folder_of;
use crate::audience::Audience;
use crate::doc::{Doc, DocId, Head};

/// What hides a document; with each mark the document whose head has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hiding {
    pub draft: Option<DocId>,
    /// The lowest audience that may see it, where that is not everybody.
    pub above: Option<(Audience, DocId)>,
    /// A head that could not be read, which may have said anything.
    pub unread: Option<DocId>,
    /// Until this day it is for the team.
    pub later: Option<(Date, DocId)>,
}

/// The strictest mark that is in force, the least strict one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Mr,
    Later(Date),
    Unread,
    Team,
    Draft,
}

impl Hiding {
    fn own(id: DocId, head: &Head) -> Self {
        Hiding {
            draft: head.draft.then_some(id),
            above: head.from.is_hidden().then_some((head.from, id)),
            unread: head.unread.then_some(id),
            later: head.publish_from.map(|day| (day, id)),
        }
    }

    /// With the marks of a whole, too. Where both have one, the document's own is named.
    fn and(self, whole: Hiding) -> Self {
        let later = higher(self.later, whole.later);
        Hiding {
            draft: self.draft.or(whole.draft),
            above: higher(self.above, whole.above),
            unread: self.unread.or(whole.unread),
            later,
        }
    }

    /// Why an audience may not see this on a day; without a day, nothing that waits for one has come.
    pub fn reason(&self, audience: Audience, today: Option<Date>) -> Option<(Reason, DocId)> {
        let above = self.above.filter(|(from, _)| !audience.sees(*from));
        let of = |wanted, reason| above.filter(|(from, _)| *from == wanted).map(|(_, by)| (reason, by));
        let draft = self.draft.map(|by| (Reason::Draft, by));
        let is_for_team = !audience.sees(Audience::Team);
        let unread = self.unread.filter(|_| is_for_team).map(|by| (Reason::Unread, by));
        let is_late = |(day, _): &(Date, DocId)| is_for_team && today.is_none_or(|today| today < *day);
        let later = self.later.filter(is_late).map(|(day, by)| (Reason::Later(day), by));
        draft.or(of(Audience::Team, Reason::Team)).or(unread).or(later).or(of(Audience::Mr, Reason::Mr))
    }

    pub fn is_public(&self, today: Option<Date>) -> bool {
        self.reason(Audience::Public, today).is_none()
    }

    /// Who may see it once its day has come and it is no draft. What is unread is the team's.
    pub fn from(&self) -> Audience {
        let above = self.above.map_or(Audience::Public, |(from, _)| from);
        if self.unread.is_some() { Audience::Team } else { above }
    }
}

/// Of two marks the higher one; of the same ones the first.
fn higher<T: PartialOrd>(own: Option<(T, DocId)>, whole: Option<(T, DocId)>) -> Option<(T, DocId)> {
    match (own, whole) {
        (Some(own), Some(whole)) => Some(if whole.0 > own.0 { whole } else { own }),
        (own, whole) => own.or(whole),
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
        let mut by_output: FxHashMap<&str, Hiding> = FxHashMap::default();
        for (at, own) in ids().filter(|(at, own)| *own != Hiding::default() && heads_folder(paths[*at])) {
            let whole = found.wholes.entry(folder_of(paths[at]).to_string()).or_default();
            *whole = whole.and(own);
            let whole = by_output.entry(routes[at].folder()).or_default();
            *whole = whole.and(own);
        }
        let by_path: FxHashMap<&str, usize> = paths.iter().enumerate().map(|(at, path)| (*path, at)).collect();
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
                || hiding.above.is_some_and(|(_, by)| by == own)
                || hiding.unread == Some(own)
                || hiding.later.is_some_and(|(day, by)| by == own && today.is_none_or(|today| today < day));
            !is_own && !hiding.is_public(today)
        };
        self.docs.iter().enumerate().filter(follows).count()
    }

    /// How many documents wait for their day and for nothing else.
    pub fn waiting(&self, today: Option<Date>) -> usize {
        let waits = |hiding: &&Hiding| matches!(hiding.reason(Audience::Public, today), Some((Reason::Later(_), _)));
        self.docs.iter().filter(waits).count()
    }
}

fn less(a: Hiding, b: Hiding, today: Option<Date>) -> Hiding {
    let rank = |hiding: &Hiding| hiding.reason(Audience::Public, today).map(|(reason, _)| reason);
    if rank(&b) < rank(&a) { b } else { a }
}

/// `….en.md` is a translation of `….md`.
fn original(path: &str) -> Option<String> {
    let (stem, lang) = path.strip_suffix(".md")?.rsplit_once('.')?;
    let is_language =
        (2..=8).contains(&lang.len()) && lang.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    is_language.then(|| format!("{stem}.md"))
}
