//! Collections: parts of a site that have a folder and a list page of their own. A row holds where it stands and what the
//! menu calls it; everything else asks the row. A kind's own row says in which one it stands.

/// A part of a site.
#[derive(Debug)]
pub struct Collection {
    /// Below `content/` and in what comes out, with a `/` at its end.
    pub folder: &'static str,
    /// The page that lists it.
    pub list: &'static str,
    /// Its name in the menu, among the words of pages; none for what the menu leaves out.
    pub menu: Option<&'static str>,
}

impl Collection {
    /// Does a path below `content/` stand in it?
    pub fn holds(&self, path: &str) -> bool {
        path.starts_with(self.folder)
    }
}

macro_rules! collection {
    ($folder:literal, $menu:expr) => {
        Collection { folder: $folder, list: concat!($folder, "index.html"), menu: $menu }
    };
}

pub const LESSONS: Collection = collection!("lessen/", Some("menu.lessons"));
pub const NEWSLETTERS: Collection = collection!("nieuwsbrieven/", Some("menu.newsletters"));
pub const EVENINGS: Collection = collection!("thema-avond/", Some("menu.evening"));
pub const PROTOCOL: Collection = collection!("protocol/", Some("menu.protocol"));
pub const GLOSSARY: Collection = collection!("begrippen/", Some("menu.glossary"));
pub const DECKS: Collection = collection!("presentaties/", None);

/// Those of kinds of documents, and the one that is made of data; in the order of the menu.
pub fn all() -> impl Iterator<Item = &'static Collection> {
    let of_kinds = super::KINDS.iter().filter_map(|kind| kind.collection);
    // Kinds that share one stand side by side.
    let mut last = "";
    of_kinds.filter(move |row| std::mem::replace(&mut last, row.folder) != row.folder).chain([&GLOSSARY])
}

/// A file beside the protocol's pages.
#[macro_export]
macro_rules! in_protocol {
    ($file:literal) => {
        concat!("protocol/", $file)
    };
}
pub use in_protocol;
