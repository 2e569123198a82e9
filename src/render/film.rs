//! The lowering of films and sounds: a player where there is one, else what is seen first and where the rest is.

use super::Medium;
use super::address;
use super::lower::Lowerer;
use super::tree::{Captioned, Film, Hyperlink, Inline, Leads, Line, Picture};
use crate::body::NodeId;
use crate::front::kib;
use crate::language;
use crate::media::{Played, Shot};
use crate::site::Target;
use crate::wording::Wording;

impl<'a> Lowerer<'a, '_> {
    /// What is played, if that is what this picture names.
    pub fn film(&mut self, id: NodeId, image: u32) -> Option<Film<'a>> {
        let Some(Target::File(path)) = self.target(id) else { return None };
        let asset = self.edition().asset(path)?;
        let shot = self.frame.pictures.get(&asset.path)?;
        let played = shot.kind.played()?;
        let name = self.description(id, image);
        let parts = self.edition().film_parts(&asset.path);
        let poster = parts.and_then(|parts| parts.poster.as_deref()).and_then(|poster| self.file_of(poster));
        let mut caption = Vec::new();
        // On the wall it says as little as a picture does.
        let is_on_wall = self.part.pauses;
        if !is_on_wall {
            self.lines_into(id, &mut caption);
        }
        let name_ends = caption.len();
        self.captions_of(image, &mut caption);
        if name_ends > 0 && caption.len() > name_ends && !name.ends_with(['.', '!', '?', '…']) {
            caption.insert(name_ends, Inline::Char('.'));
        }
        let (mut src, mut captions) = (None, Vec::new());
        if let Medium::Page { root, .. } = self.medium {
            src = Some(address(&format!("{root}{}", asset.out)));
            if !is_on_wall {
                caption.push(Inline::Text(format!(" ({})", facts(self.words, played, shot)).into()));
            }
            let all = parts.map_or(&[][..], |parts| &parts.captions);
            captions.extend(all.iter().filter(|captions| !captions.cues.is_empty()).map(|captions| {
                let lang = captions.lang.as_deref().unwrap_or(self.lang);
                Captioned { lang, name: language::name(lang), dir: language::direction(lang), cues: &captions.cues }
            }));
            // Those in the language of the text are shown.
            captions.sort_by_key(|captions| captions.lang != self.lang);
        }
        Some(Film {
            played,
            poster: poster.map(|file| Picture { alt: name.clone(), file: Some(file), share: None }),
            name,
            src,
            size: shot.size,
            caption: self.settled(caption),
            captions,
            elsewhere: self.elsewhere(&asset.path, played),
        })
    }

    /// Where it is to be seen, for those who have it on paper or in a message.
    fn elsewhere(&self, path: &str, played: Played) -> Line<'a> {
        let key = match played {
            Played::Film => "film.on_site",
            Played::Sound => "film.sound_on_site",
        };
        let text = Inline::Text(self.words.text(key).into());
        let has_page = !matches!(self.medium, Medium::Page { .. }) && self.edition().has_address(path);
        match self.way_to(self.id).filter(|_| has_page && self.quiet == 0) {
            Some(href) => {
                let leads = Leads::Away(href);
                vec![Inline::Link(Box::new(Hyperlink { leads, title: None, line: vec![text], name: None }))]
            }
            None => vec![text],
        }
    }
}

/// What it is, how long it takes and what it weighs: who pays for data wants to know.
fn facts(words: &Wording, played: Played, shot: &Shot) -> String {
    let what = match played {
        Played::Film => "film.film",
        Played::Sound => "film.sound",
    };
    let time = shot.seconds.map_or(String::new(), |seconds| format!(", {}:{:02}", seconds / 60, seconds % 60));
    format!("{}{time}, {}", words.text(what), kib(usize::try_from(shot.weight).unwrap_or(usize::MAX)))
}
