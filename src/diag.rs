//! Findings: what is wrong, where, and what to write instead. Values with a code; printing lives below; words live in `messages/`.

pub mod catalogue;
mod fix;
pub mod github;
pub mod json;
pub mod lines;
pub mod messages;
pub mod page;
pub mod sarif;
pub mod terminal;
#[cfg(test)]
mod tests;
mod visible;

pub use fix::{Fix, Replacement, apply};

use crate::source::{Place, Sources};

/// How much a finding weighs. `niveaus` in `krijt.yaml` may change it, unless the code is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Off,
    Warning,
    Error,
}

/// The language of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Nl,
    En,
}

/// What something is for, in Dutch and in English. Schemas, the editor and the handbook are Dutch; `krijt explain` asks.
pub type About = [&'static str; 2];

impl Lang {
    /// The one of the two that is in this language: Dutch stands first.
    pub fn of<T: Copy>(self, [nl, en]: [T; 2]) -> T {
        match self {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

/// What a code says in one language. `{name}` stands for an argument of the finding.
#[derive(Debug)]
pub struct Words {
    pub message: &'static str,
    /// The first one whose arguments are all there is shown; the last one needs none that may be missing.
    pub help: Vec<String>,
    /// What `krijt explain` prints: why this matters, a wrong and a right example.
    pub explain: &'static str,
}

/// A row of the catalogue.
#[derive(Debug)]
pub struct Code {
    /// Stable: `E0204`.
    pub id: &'static str,
    /// Stable, kebab-case: `unknown-key`.
    pub name: &'static str,
    pub level: Level,
    /// A fixed code keeps its level whatever `niveaus` says.
    pub fixed: bool,
    /// Arguments that every finding of this code has.
    pub args: &'static [&'static str],
    /// Arguments that a finding may have.
    pub optional: &'static [&'static str],
}

impl Code {
    pub fn words(&self, lang: Lang) -> &'static Words {
        messages::words(self.id, lang)
    }
}

/// A second place that belongs to a finding ("the first one is here").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    pub place: Place,
    pub label: RelatedLabel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelatedLabel {
    /// The first of two that clash.
    First,
    /// Where something was opened.
    Opened,
    /// Where something ends.
    Ends,
    /// Where team-only text comes from.
    Origin,
}

impl RelatedLabel {
    pub fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (RelatedLabel::First, Lang::Nl) => "eerste",
            (RelatedLabel::First, Lang::En) => "first",
            (RelatedLabel::Opened, Lang::Nl) => "begint hier",
            (RelatedLabel::Opened, Lang::En) => "opened here",
            (RelatedLabel::Ends, Lang::Nl) => "hier hoort waarschijnlijk het einde",
            (RelatedLabel::Ends, Lang::En) => "probably ends here",
            (RelatedLabel::Origin, Lang::Nl) => "komt hiervandaan",
            (RelatedLabel::Origin, Lang::En) => "comes from here",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    pub code: &'static Code,
    pub level: Level,
    pub at: At,
    pub args: Vec<(&'static str, String)>,
    pub related: Vec<Related>,
    /// The author's reason to keep it: then it is `Off`, and only counted. In a box, so that a finding stays small enough
    /// to be the error of a `Result`.
    pub allowed: Option<Box<String>>,
    /// How to put it right, where that can be said: in the same file, so only of a finding in a text.
    pub fix: Option<Box<Fix>>,
    /// The path below the root that its file should have: `krijt check --fix` asks before it moves a file.
    pub moved: Option<Box<String>>,
}

/// Where a finding is: in a text, or about a path as a whole (an image, an output folder, a file that cannot be read).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    Text(Place),
    /// A path, and a line and column from 1 where they are known: in a box, since they seldom are.
    Path(String, Option<Box<(usize, usize)>>),
}

impl Finding {
    pub fn new(code: &'static Code, place: Place) -> Self {
        Finding {
            code,
            level: code.level,
            at: At::Text(place),
            args: Vec::new(),
            related: Vec::new(),
            allowed: None,
            fix: None,
            moved: None,
        }
    }

    pub fn about(code: &'static Code, path: impl Into<String>) -> Self {
        Finding {
            code,
            level: code.level,
            at: At::Path(path.into(), None),
            args: Vec::new(),
            related: Vec::new(),
            allowed: None,
            fix: None,
            moved: None,
        }
    }

    /// Adds an argument. Its name must stand in the code's row.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        debug_assert!(
            self.code.args.contains(&name) || self.code.optional.contains(&name),
            "{} has no argument {name}",
            self.code.id
        );
        self.args.push((name, value.into()));
        self
    }

    pub fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub fn related(mut self, label: RelatedLabel, place: Place) -> Self {
        self.related.push(Related { place, label });
        self
    }

    pub fn fixed_by(mut self, fix: impl Into<Option<Fix>>) -> Self {
        debug_assert!(matches!(self.at, At::Text(_)), "{} has no text to put right", self.code.id);
        self.fix = fix.into().map(Box::new);
        self
    }

    /// Says that its file should be at another path below the root.
    pub fn moved_to(mut self, path: impl Into<Option<String>>) -> Self {
        self.moved = path.into().map(Box::new);
        self
    }

    /// Whether `check --fix` puts it right. What was read from UTF-16 is, once it is saved.
    pub fn is_fixable(&self) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.sure) || self.code.id == catalogue::UTF16_DECODED.id
    }

    pub fn message(&self, lang: Lang) -> String {
        self.message_with(lang, |value| value.to_string())
    }

    pub fn help(&self, lang: Lang, sources: &Sources) -> String {
        self.help_with(lang, sources, |value| value.to_string())
    }

    /// The message, with every argument passed through `show` (which makes it safe for a terminal, say).
    fn message_with(&self, lang: Lang, show: impl Fn(&str) -> String) -> String {
        let template = self.code.words(lang).message;
        let value = |name: &str| self.argument(name).map(&show);
        self.fill(template, lang, value).unwrap_or_else(|| template.to_string())
    }

    fn help_with(&self, lang: Lang, sources: &Sources, show: impl Fn(&str) -> String) -> String {
        let lines = &self.code.words(lang).help;
        let value = |name: &str| match self.argument(name) {
            Some(value) => Some(show(value)),
            // Line by line: what stands on several is shown as such.
            None => Some(self.in_fix(name, sources)?.split('\n').map(&show).collect::<Vec<_>>().join("\n")),
        };
        lines.iter().find_map(|line| self.fill(line, lang, value)).unwrap_or_default()
    }

    /// The value of an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// What the fix says: `line` is the line once it is done, `suggestion` and `right` are what it puts there.
    fn in_fix(&self, name: &str, sources: &Sources) -> Option<String> {
        let (fix, At::Text(place)) = (self.fix.as_ref()?, &self.at) else { return None };
        match name {
            "line" => fix.line(&sources.get(place.file).text),
            "suggestion" | "right" => Some(fix.text.to_string()),
            _ => None,
        }
    }

    /// Puts values into a template; `None` when one of them is missing. `{{` and `}}` are literal braces.
    fn fill(&self, template: &str, lang: Lang, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..];
            if brace.starts_with("{{") || brace.starts_with("}}") {
                out.push_str(&brace[..1]);
                rest = &brace[2..];
                continue;
            }
            let end = brace.find('}')?;
            let name = brace.get(1..end)?;
            let value = value(name)?;
            out.push_str(&catalogue::vocabulary::say(name, &value, lang).unwrap_or(value));
            rest = &brace[end + 1..];
        }
        out.push_str(rest);
        Some(out)
    }

    /// The path of a finding that is about a whole file; empty for one in a text.
    pub fn path(&self) -> &str {
        match &self.at {
            At::Text(_) => "",
            At::Path(path, _) => path,
        }
    }

    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Sorts by file and place, then code, so that a run always prints the same.
    pub fn sort_key<'a>(&'a self, sources: &'a Sources) -> (&'a str, u32, &'static str, &'a [(&'static str, String)]) {
        match &self.at {
            At::Text(place) => (&sources.get(place.file).path, place.span.start, self.code.id, &self.args),
            At::Path(path, _) => (path, 0, self.code.id, &self.args),
        }
    }
}

/// A template of the catalogue with `…` where a finding says what it found.
pub fn without_values(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..];
        let is_literal = brace.starts_with("{{") || brace.starts_with("}}");
        let end = if is_literal { 2 } else { brace.find('}').map_or(brace.len(), |end| end + 1) };
        out.push_str(if is_literal { &brace[..1] } else { "…" });
        rest = &brace[end..];
    }
    out.push_str(rest);
    out.replace("….", "…")
}
