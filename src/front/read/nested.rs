//! What stands within a key: mappings, lists of them, and mappings whose keys are free. Each is read as a head is.

use serde_yaml::{Mapping, Value};

use super::meant::only_key;
use super::{Label, Reader, Spanned, scalar, show};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::front::{self, Front, Keys, Shape};

impl<'a> Reader<'a> {
    /// A list of mappings, each read by the keys that the table gives.
    pub fn mappings(&mut self, key: &str) -> Vec<Reader<'a>> {
        let Shape::Mappings(keys) = self.shape(key) else { return Vec::new() };
        let Some((value, place)) = self.value(key) else { return Vec::new() };
        let Value::Sequence(items) = value else {
            self.wrong(key, place, "mappings", value);
            return Vec::new();
        };
        let base = self.full_path(key);
        let mut readers = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let path = format!("{base}.{number}");
            match item {
                Value::Mapping(_) => readers.push(nested(self.front, item, path, *keys)),
                _ => {
                    let place = self.front.place(&path);
                    self.wrong(key, place, "mapping", item);
                }
            }
        }
        readers
    }

    /// One mapping under a key.
    pub fn mapping(&mut self, key: &str) -> Option<Reader<'a>> {
        let Shape::Mapping(keys) = self.shape(key) else { return None };
        let (value, place) = self.value(key)?;
        let Value::Mapping(_) = value else {
            self.wrong(key, place, "mapping", value);
            return None;
        };
        let path = self.full_path(key);
        Some(nested(self.front, value, path, *keys))
    }

    /// The mapping under a key, whose keys are free, and the path of that key in the whole file.
    fn free_keys(&mut self, key: &str) -> Option<(&'a Mapping, String)> {
        let (value, place) = self.value(key)?;
        let Value::Mapping(mapping) = value else {
            self.wrong(key, place, "mapping", value);
            return None;
        };
        Some((mapping, self.full_path(key)))
    }

    /// The entries of a mapping whose keys are free (`rollen`, the glossary): key, place of the key, and value.
    pub fn free(&mut self, key: &str) -> Vec<(Spanned, Spanned)> {
        let Some((mapping, base)) = self.free_keys(key) else { return Vec::new() };
        let mut pairs = Vec::new();
        for (name, value) in mapping {
            let name = front::key_text(name);
            let place = self.front.place(&format!("{base}.{name}"));
            match scalar(value) {
                Some(value) => pairs.push((Spanned { value: name, place }, Spanned { value, place })),
                None => self.wrong(&name, place, "text", value),
            }
        }
        pairs
    }

    /// The entries of a mapping whose keys are free, each with a text or with a mapping of its own.
    pub fn labels(&mut self, key: &str) -> Vec<(Spanned, Label<'a>)> {
        let Shape::Labels(keys) = self.shape(key) else { return Vec::new() };
        let Some((mapping, base)) = self.free_keys(key) else { return Vec::new() };
        let mut rows = Vec::new();
        for (name, value) in mapping {
            let name = front::key_text(name);
            let path = format!("{base}.{name}");
            let (key_place, place) = self.front.places(&path);
            match scalar(value) {
                Some(value) => rows.push((Spanned { value: name, place: key_place }, Label::Text(value))),
                None if value.is_mapping() => {
                    let reader = nested(self.front, value, path, *keys);
                    rows.push((Spanned { value: name, place: key_place }, Label::Mapping(reader)));
                }
                None => self.wrong(&name, place, "text", value),
            }
        }
        rows
    }

    /// Every entry of a file whose keys are free, as a reader of its mapping.
    pub fn each(front: &'a Front, keys: Keys) -> (Vec<(Spanned, Reader<'a>)>, Vec<Finding>) {
        let mut readers = Vec::new();
        let mut findings = Vec::new();
        for entry in &front.entries {
            let name = Spanned { value: entry.key.clone(), place: entry.key_place };
            if let Value::Mapping(_) = &entry.value {
                readers.push((name, nested(front, &entry.value, entry.key.clone(), keys)));
            } else {
                let right = scalar(&entry.value).and_then(|_| only_key(front, entry.place, &keys));
                let finding = Finding::new(&code::WRONG_TYPE, entry.place)
                    .with("key", entry.key.as_str())
                    .with("expected", "mapping")
                    .with("found", show(&entry.value))
                    .maybe("example", right.is_none().then(|| format!("{}: {}", entry.key, keys.sample())))
                    .fixed_by(right.map(|right| Fix::guess(entry.place.span, right)));
                findings.push(finding);
            }
        }
        (readers, findings)
    }

    /// The same for the mapping under one key.
    pub fn each_under(&mut self, key: &str) -> Vec<(Spanned, Reader<'a>)> {
        let Shape::Named(keys) = self.shape(key) else { return Vec::new() };
        let Some((mapping, base)) = self.free_keys(key) else { return Vec::new() };
        let mut readers = Vec::new();
        for (name, value) in mapping {
            let name = front::key_text(name);
            let path = format!("{base}.{name}");
            let place = self.front.place(&path);
            if let Value::Mapping(_) = value {
                readers.push((Spanned { value: name, place }, nested(self.front, value, path, *keys)));
            } else {
                self.wrong(&name, place, "mapping", value);
            }
        }
        readers
    }
}

/// A reader of the mapping at a path.
fn nested<'a>(front: &'a Front, value: &'a Value, path: String, keys: Keys) -> Reader<'a> {
    let whole = front.place(&path);
    let pairs = value.as_mapping().into_iter().flatten();
    let rows: Vec<_> = pairs
        .map(|(name, value)| {
            let name = front::key_text(name);
            let (key_place, place) = front.places(&format!("{path}.{name}"));
            (name, value, key_place, place)
        })
        .collect();
    Reader::from_rows(front, keys, rows.into_iter(), whole, path)
}
