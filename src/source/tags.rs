//! Where a tag of HTML or XML ends. It is read in a drawing's text, in a finished page, and where hidden words are looked for.

/// The end of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagEnd {
    /// Behind its `>`.
    At(usize),
    /// A quote in it is never closed, or there is no `>`. `first` is behind its first `>` all the same.
    Never { first: Option<usize> },
}

impl TagEnd {
    /// Its end; none where it never ends.
    pub fn closed(self) -> Option<usize> {
        match self {
            TagEnd::At(end) => Some(end),
            TagEnd::Never { .. } => None,
        }
    }

    /// Its end; its first `>` where a quote is never closed, so that the quote hides no text.
    pub fn or_first(self) -> Option<usize> {
        match self {
            TagEnd::At(end) => Some(end),
            TagEnd::Never { first } => first,
        }
    }
}

/// Where the tag ends that a text begins with. A quote opens a value behind `=` only; within it a `>` ends nothing.
pub fn end_of_tag(tag: &str) -> TagEnd {
    let bytes = tag.as_bytes();
    let behind = |byte: u8, from: usize| {
        let found = bytes.get(from..).and_then(|rest| memchr::memchr(byte, rest));
        found.map(|at| from + at + 1)
    };
    let mut at = 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'\'', b'>', rest)) {
        at += found;
        match bytes[at] {
            b'>' => return TagEnd::At(at + 1),
            _ if !bytes[..at].trim_ascii_end().ends_with(b"=") => at += 1,
            quote => match behind(quote, at + 1) {
                Some(end) => at = end,
                None => break,
            },
        }
    }
    TagEnd::Never { first: behind(b'>', 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_counts_as_a_browser_has_it() {
        let ends = |tag: &str| end_of_tag(tag).closed();
        assert_eq!(ends("<a title='a > b' x = \">\">c>"), Some(25));
        assert_eq!(ends("<a it's>b'>"), Some(8));
        assert_eq!(ends("<a x=y\">b"), Some(8));
        assert_eq!(end_of_tag("<a x=\"b>c"), TagEnd::Never { first: Some(8) });
        assert_eq!(end_of_tag("<a x"), TagEnd::Never { first: None });
        assert_eq!(end_of_tag("<"), TagEnd::Never { first: None });
    }
}
