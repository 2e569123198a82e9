//! Collections: parts of a site that have a folder and a list page of their own. A row holds where it stands and what the
//! menu calls it; everything else asks the row.

/// A row of [`COLLECTIONS`].
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

/// In the order of the menu.
pub static COLLECTIONS: &[&Collection] = &[&LESSONS, &NEWSLETTERS, &EVENINGS, &PROTOCOL, &GLOSSARY, &DECKS];

/// A file beside the protocol's pages.
macro_rules! in_protocol {
    ($file:literal) => {
        concat!("protocol/", $file)
    };
}
pub(crate) use in_protocol;
