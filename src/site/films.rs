//! What belongs to a film or a sound, by its name: `film.nl.vtt` and `film.vtt` hold captions of `film.mp4`, `film.jpg` is
//! what is seen of it before it starts, and on paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Site, Target};
use crate::doc::DocId;
use crate::language;
use crate::media::{Cue, Pictures, extension_of};

/// The files beside one film or sound: their paths below the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilmParts {
    pub poster: Option<String>,
    pub captions: Vec<Captions>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captions {
    /// As its name says; none for the language of the text that shows it.
    pub lang: Option<String>,
    pub path: String,
    /// What they say, once they have been looked at.
    pub cues: Arc<[Cue]>,
}

impl FilmParts {
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.poster.as_deref().into_iter().chain(self.captions.iter().map(|captions| captions.path.as_str()))
    }
}

impl Site<'_> {
    /// The film or sound that stands at a byte of a document: its path, and what is beside it.
    pub fn film(&self, id: DocId, at: u32) -> Option<(&str, &FilmParts)> {
        match self.targets[id.0 as usize].get(at) {
            Some(Target::File(path)) => Some((&**path, self.films.get(&**path)?)),
            _ => None,
        }
    }

    /// What is said in it, in all languages.
    pub fn cues(&self, id: DocId, at: u32) -> impl Iterator<Item = &Cue> {
        self.film(id, at).into_iter().flat_map(|(_, parts)| &parts.captions).flat_map(|captions| captions.cues.iter())
    }

    /// Gives captions what they say.
    pub fn note_captions(&mut self, pictures: &Pictures) {
        for captions in self.films.values_mut().flat_map(|parts| &mut parts.captions) {
            captions.cues = pictures.get(&captions.path).map_or_else(Arc::default, |shot| Arc::clone(&shot.cues));
        }
    }
}

/// Names that films and sounds have. What a file is, its bytes say: here it is only whether to look for parts.
const PLAYED: &[&str] = &["mp4", "m4v", "mov", "webm", "m4a", "mp3", "wav", "ogg", "oga", "opus"];
/// The first of these that is there.
const POSTERS: &[&str] = &["jpg", "jpeg", "png", "webp", "svg", "gif"];

/// What stands beside a file, if it is called as films and sounds are.
pub fn parts_of<T>(path: &str, files: &BTreeMap<String, T>) -> Option<FilmParts> {
    let extension = extension_of(path);
    if !PLAYED.contains(&extension.as_str()) {
        return None;
    }
    let stem = &path[..path.len() - extension.len()];
    let poster = POSTERS.iter().map(|end| format!("{stem}{end}")).find(|path| files.contains_key(path));
    let mut captions = Vec::new();
    for path in files.range(stem.to_string()..).map(|(path, _)| path).take_while(|path| path.starts_with(stem)) {
        let Some(lang) = path[stem.len()..].strip_suffix("vtt") else { continue };
        let lang = match lang.strip_suffix('.') {
            None if lang.is_empty() => None,
            Some(lang) if language::is_tag(lang) => Some(lang.to_string()),
            _ => continue,
        };
        captions.push(Captions { lang, path: path.clone(), cues: Arc::default() });
    }
    Some(FilmParts { poster, captions })
}
