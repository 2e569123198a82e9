//! What tells that a word is not in a list, without comparing it with any.

/// For each first byte, the lengths that the words of a list have, a bit each. Nearly every word of a text falls through.
pub struct Shapes([u16; 256]);

impl Shapes {
    pub const NONE: Shapes = Shapes([0; 256]);

    /// With the words of a list, which must be shorter than 16 bytes.
    pub const fn and(mut self, words: &[&str]) -> Shapes {
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            self.0[bytes[0] as usize] |= 1 << bytes.len();
            at += 1;
        }
        self
    }

    /// May a word with this first byte, of this many bytes, be in the list?
    pub fn may_have(&self, lead: u8, length: usize) -> bool {
        length < 16 && self.0[usize::from(lead)] & 1 << length != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Shapes;

    #[test]
    fn lets_no_word_of_the_list_go() {
        const WORDS: &[&str] = &["een", "het", "é"];
        let shapes = Shapes::NONE.and(WORDS);
        assert!(WORDS.iter().all(|word| shapes.may_have(word.as_bytes()[0], word.len())));
        assert!(!shapes.may_have(b'e', 2) && !shapes.may_have(b'x', 3) && !shapes.may_have(b'e', 19));
    }
}
