//! Lines of plain text: their margins, the signs of items before them, and where they break.

use super::{TextWriter, WIDTH};

impl TextWriter<'_> {
    /// Everything that `write` writes gets this before each of its lines.
    pub fn within(&mut self, more: &str, write: impl FnOnce(&mut Self)) {
        self.gap();
        let before = self.margin.len();
        self.margin.push_str(more);
        self.is_parted = true;
        write(self);
        self.is_parted = false;
        self.margin.truncate(before);
    }

    /// The same behind a sign that stands before the first line only.
    pub fn item(&mut self, sign: &str, write: impl FnOnce(&mut Self)) {
        let before = self.margin.len();
        let first = self.sign.take().unwrap_or_else(|| self.margin.clone());
        self.sign = Some(format!("{first}{sign}"));
        self.margin.extend(std::iter::repeat_n(' ', sign.chars().count()));
        self.depth += 1;
        write(self);
        self.depth -= 1;
        if self.sign.is_some() {
            self.line("");
        }
        self.margin.truncate(before);
    }

    /// An empty line, unless there is one, or nothing to part from.
    pub fn gap(&mut self) {
        if self.sign.is_none() && !self.is_parted {
            self.line("");
            self.is_parted = true;
        }
    }

    pub fn line(&mut self, text: &str) {
        let before = self.sign.take();
        let line = format!("{}{text}", before.as_deref().unwrap_or(&self.margin));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        self.is_parted = false;
    }

    pub fn paragraph(&mut self, text: &str) {
        self.gap();
        self.lines(text);
    }

    /// Text in lines that are not too long.
    pub fn lines(&mut self, text: &str) {
        let room = WIDTH.saturating_sub(self.margin.chars().count()).max(20);
        for given in text.lines() {
            let (mut line, mut length) = (String::new(), 0);
            for word in given.split(' ').filter(|word| !word.is_empty()) {
                let size = word.chars().count();
                if length > 0 && length + 1 + size > room {
                    self.line(&std::mem::take(&mut line));
                    length = 0;
                }
                if length > 0 {
                    line.push(' ');
                }
                line.push_str(word);
                length += size + usize::from(length > 0);
            }
            self.line(&line);
        }
    }

    pub fn exactly(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(line));
    }
}
