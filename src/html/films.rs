//! A film or a sound, as HTML. What is said in it stands below it: for those who read, and for the script that shows it in the
//! picture, since browsers load no captions beside a page that is no web page.

use super::elements::HtmlWriter;
use crate::media::{Cue, Played, Said};
use crate::render::tree::{Captioned, Film, PictureFile};

impl HtmlWriter<'_> {
    pub fn film(&mut self, film: &Film<'_>) {
        let Some(src) = &film.src else { return };
        let (name, class) = match film.played {
            Played::Film => ("video", "film"),
            Played::Sound => ("audio", "film film-geluid"),
        };
        self.html.tag("figure").class(class).end();
        // Before it: behind it stand the words, and a caption is the first or the last of a figure.
        if !film.caption.is_empty() {
            self.wrapped("figcaption", &film.caption);
        }
        let poster: Option<&PictureFile<'_>> = film.poster.as_ref().and_then(|poster| poster.file.as_ref());
        let poster = poster.filter(|_| film.played == Played::Film);
        let size = film.size.or(poster.and_then(|poster| poster.size));
        let size = size.filter(|_| film.played == Played::Film);
        let (width, height) = size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
        // Without a picture to show first the browser takes one out of the film.
        let is_waiting = poster.is_some() || film.played == Played::Sound;
        let player = self.html.tag(name).flag("controls");
        let player = if film.played == Played::Film { player.flag("playsinline") } else { player };
        player
            .attr("preload", if is_waiting { "none" } else { "metadata" })
            .attr("src", src)
            .maybe("poster", poster.map(|poster| poster.src.as_str()))
            .maybe("width", width.as_deref())
            .maybe("height", height.as_deref())
            .attr("aria-label", &film.name)
            .end();
        self.html.close(name);
        if let Some(poster) = poster {
            // No browser prints what is seen before a film starts.
            let paper = self.html.tag("img").class("film-papier").attr("src", &poster.src).attr("alt", &film.name);
            let (width, height) = poster.size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
            paper.maybe("width", width.as_deref()).maybe("height", height.as_deref()).end();
        }
        self.html.tag("p").class("film-papier").end();
        self.lines(&film.elsewhere);
        self.html.close("p");
        film.captions.iter().for_each(|captions| self.captions(captions));
        self.html.close("figure");
    }

    fn captions(&mut self, Captioned { lang, name, dir, cues }: &Captioned<'_>) {
        self.html.newline();
        let is_same = self.words.lang == **lang;
        self.html.tag("details").class("ondertiteling").end();
        self.html.open("summary");
        match is_same {
            true => self.html.text(self.words.text("film.said")),
            false => self.html.text(&self.words.with("film.said_in", &[("language", name)])),
        }
        self.html.close("summary");
        let dir = Some(*dir).filter(|dir| *dir != self.words.dir);
        let inside = self.html.tag("div").maybe("lang", (!is_same).then_some(*lang)).maybe("dir", dir);
        inside.attr("data-taal", lang).attr("data-naam", name).end();
        self.html.newline();
        for cue in *cues {
            self.cue(cue);
        }
        self.html.close("div");
        self.html.close("details");
    }

    fn cue(&mut self, cue: &Cue) {
        self.html.tag("p").attr("data-van", &cue.from.to_string()).attr("data-tot", &cue.to.to_string()).end();
        for said in &cue.said {
            match said {
                Said::Voice(name) => self.of("b", &format!("{name}:"), " "),
                Said::Text(text) => self.html.text(text),
                Said::Emphasis(text) => self.of("em", text, ""),
                Said::Strong(text) => self.of("strong", text, ""),
                Said::Break => {
                    self.html.open("br");
                    self.html.newline();
                }
            }
        }
        self.html.close("p");
        self.html.newline();
    }

    fn of(&mut self, name: &'static str, text: &str, behind: &str) {
        self.html.open(name);
        self.html.text(text);
        self.html.close(name);
        self.html.text(behind);
    }
}
