//! Audiences: who may see what. Each holds the one before it, so "who may see this" is one word for a document, a block, a
//! task or a key: the lowest audience that may. What is in something hidden is hidden as well: of a part and its whole the
//! higher audience counts.

/// Whom something is for, and everybody above them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody: the web.
    #[default]
    Public,
    /// The participation council.
    Mr,
    /// Those who work in the school.
    Team,
}

impl Audience {
    /// From the widest to the narrowest.
    pub const ALL: [Audience; 3] = [Audience::Public, Audience::Mr, Audience::Team];
    /// Their words, in the same order.
    pub const WORDS: &'static [&'static str] = &["public", "mr", "team"];

    /// The word in keys and attributes, and the name of the folder of its edition.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The audience of a word, in whatever case.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| word.eq_ignore_ascii_case(audience.word()))
    }

    /// May this audience see what is for `from` and above?
    pub fn sees(self, from: Audience) -> bool {
        from <= self
    }

    /// Is something from here on hidden from the public?
    pub fn is_hidden(self) -> bool {
        self > Audience::Public
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_audience_sees_what_the_one_before_sees() {
        for (at, audience) in Audience::ALL.into_iter().enumerate() {
            let seen: Vec<bool> = Audience::ALL.into_iter().map(|from| audience.sees(from)).collect();
            assert_eq!(seen, [true, at >= 1, at >= 2], "{audience:?}");
            assert_eq!(Audience::of(audience.word()), Some(audience));
        }
        assert_eq!(Audience::of("MR"), Some(Audience::Mr));
        assert_eq!(Audience::of("ouders"), None);
    }
}
