//! Where the keys of a YAML text stand.

use std::collections::HashMap;

use crate::source::Span;

/// Where keys and list items stand, by path (`programma.2.duur`).
#[derive(Debug, Default)]
pub struct KeyIndex {
    /// The first of each.
    rows: HashMap<String, (Span, Span)>,
}

impl KeyIndex {
    /// Remembers the key and the value at a path.
    pub fn record(&mut self, path: &str, spans: (Span, Span)) {
        self.rows.entry(path.to_string()).or_insert(spans);
    }

    pub fn entry(&self, path: &str) -> Option<(Span, Span)> {
        self.rows.get(path).copied()
    }

    pub fn has_key_at(&self, at: usize) -> bool {
        self.rows.values().any(|(key, _)| key.start as usize == at)
    }

    /// The same, for a list that stands below a key that is not written.
    pub fn below(self, name: &str) -> Self {
        let under = |path: String| if path.starts_with('.') { format!("{name}{path}") } else { path };
        KeyIndex { rows: self.rows.into_iter().map(|(path, spans)| (under(path), spans)).collect() }
    }

    /// The value at a path, or at the nearest path around it.
    pub fn span(&self, path: &str) -> Option<Span> {
        let mut path = path;
        loop {
            if let Some((_, value)) = self.entry(path) {
                return Some(value);
            }
            path = &path[..path.rfind('.')?];
        }
    }
}
