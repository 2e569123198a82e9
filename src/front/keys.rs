//! The keys of a mapping, in tables: their Dutch name and the words of other generators.

/// One key that a mapping may have.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
}

pub const fn key(name: &'static str) -> Key {
    Key { name, aliases: &[] }
}

pub const fn alias(name: &'static str, aliases: &'static [&'static str]) -> Key {
    Key { name, aliases }
}

/// The tables that hold for a mapping, and what the mapping is called in messages.
#[derive(Clone, Copy)]
pub struct Keys {
    pub owner: &'static str,
    pub tables: &'static [&'static [Key]],
}

impl Keys {
    pub fn find(&self, written: &str) -> Option<&'static str> {
        let rows = self.tables.iter().flat_map(|table| table.iter());
        rows.into_iter().find(|row| row.name == written || row.aliases.contains(&written)).map(|row| row.name)
    }

    pub fn closest(&self, written: &str) -> Option<&'static str> {
        let rows = self.tables.iter().flat_map(|table| table.iter());
        let words = rows.flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
        crate::suggest::closest(written, words)
    }
}
