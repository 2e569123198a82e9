//! `krijt check FILE…`: of all that is found, what concerns some files. The whole school is read all the same.

use std::path::{Path, PathBuf};

use crate::config;
use crate::diag::{At, Finding, Lang};
use crate::source::Sources;

/// Paths below the root, of files and of folders. None: everything.
#[derive(Debug)]
pub struct Only(Vec<String>);

impl Only {
    /// # Errors
    /// The first path that is not there, or not in the school.
    pub fn new(root: &Path, paths: &[PathBuf]) -> Result<Only, PathBuf> {
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let below = |path: &PathBuf| {
            // As it is typed here, else as findings name it: below the root.
            let full = path.canonicalize().or_else(|_| real.join(path).canonicalize()).map_err(|_| path.clone())?;
            let inner = full.strip_prefix(&real).map_err(|_| path.clone())?;
            Ok::<String, PathBuf>(inner.to_string_lossy().replace('\\', "/"))
        };
        Ok(Only(paths.iter().map(below).collect::<Result<_, _>>()?))
    }

    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, path: &str) -> bool {
        let is_in = |one: &String| {
            let rest = path.strip_prefix(one.as_str());
            one.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.is_all() || self.0.iter().any(is_in)
    }

    /// What is wrong with the configuration may be why nothing else was found.
    pub fn concerns(&self, finding: &Finding, sources: &Sources) -> bool {
        let path = match &finding.at {
            At::Text(place) => &sources.get(place.file).path,
            At::Path(path, _) => path,
        };
        self.has(path) || (path == config::FILE && finding.is_error())
    }
}

pub fn absent(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Nl => format!("`{path}` is er niet, of hoort niet bij deze school. Kijk of de naam klopt."),
        Lang::En => format!("`{path}` is not there, or not in this school. Look whether the name is right."),
    }
}
