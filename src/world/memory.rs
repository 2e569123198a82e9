//! A school in memory: for tests, and where there is no disk, as in a browser.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{FileUse, Input, TEXT_LIMIT, Unread, World, is_below_hidden, text, use_of};
use crate::diag::Finding;
use crate::source::{Source, SourceId, Sources};

/// Files by their path below the root, and the day.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
    pub today: Option<Date>,
}

impl World for Memory {
    fn files(&self) -> (Arc<Input>, Vec<Finding>) {
        let (mut input, mut findings) = (Input::default(), Vec::new());
        let mut texts: Vec<(SourceId, Arc<Source>)> = Vec::new();
        for (path, bytes) in self.files.iter().filter(|(path, _)| *path == super::NAMES || !is_below_hidden(path)) {
            let Some(file) = use_of(path) else { continue };
            if matches!(file, FileUse::Text | FileUse::Template) {
                let id = SourceId(texts.len() as u32);
                let bytes = match bytes.len() {
                    size if size > TEXT_LIMIT => Err(Unread::TooLarge(size as u64)),
                    _ => Ok(bytes.clone()),
                };
                let (source, found) = text(id, path.clone(), bytes);
                texts.push((id, Arc::new(source)));
                findings.extend(found);
            }
            match file {
                FileUse::Theme | FileUse::Template => {
                    input.themes.insert(path.clone(), bytes.as_slice().into());
                }
                FileUse::Asset => {
                    input.assets.insert(path.clone(), bytes.len() as u64);
                }
                FileUse::Text => {}
            }
        }
        input.sources = Sources::new(texts);
        (Arc::new(input), findings)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "not-found".to_string())
    }

    fn name(&self) -> String {
        ".".to_string()
    }

    fn today(&self) -> Option<Date> {
        self.today
    }
}
