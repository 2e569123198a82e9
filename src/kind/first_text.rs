//! What `krijt new` writes for a kind of document, and where.

/// A kind's first text.
pub struct FirstText {
    /// What it is, in Dutch and in English.
    pub about: [&'static str; 2],
    pub text: &'static str,
    pub spot: Location,
    /// The kind of a text that must be there first, and its title.
    pub first: Option<(&'static str, &'static str)>,
}

impl FirstText {
    /// What an author is asked to write, as it stands in the first text: `Schrijf hier …`, up to the end of the sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &'static str> + use<> {
        let text = self.text;
        let starts = text.match_indices("Schrijf hier").map(|(at, _)| at);
        starts.map(move |at| text[at..].split(['.', '"', '\n']).next().unwrap_or_default())
    }
}

/// Where a new text goes, below `content/`.
pub enum Location {
    /// In the folder of a module, with the next number.
    Lesson,
    /// A folder of its own in `lessen/`.
    Module,
    /// In this folder, with the next number.
    Numbered(&'static str),
    /// In this folder, with the date in front.
    Dated(&'static str),
    /// In this folder.
    Named(&'static str),
    /// This one file.
    Only(&'static str),
}
