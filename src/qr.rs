//! QR codes, by a library: dark and light squares of a text, as rows for paper and as half blocks for a terminal.

use fast_qr::{ECL, QRBuilder};

/// What must stay light around a code, in squares, for a camera to find it.
const MARGIN: usize = 4;

/// The squares of a code, row by row; `true` is dark.
pub struct QrSquares(Vec<Vec<bool>>);

impl QrSquares {
    /// `None` when the text is too long for a code.
    pub fn of(text: &str) -> Option<QrSquares> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let row = |at: usize| code[at].iter().take(code.size).map(|square| square.value()).collect();
        Some(QrSquares((0..code.size).map(row).collect()))
    }

    /// A row as text: `1` is dark.
    pub fn rows(&self) -> impl Iterator<Item = String> + use<'_> {
        self.0.iter().map(|row| row.iter().map(|is_dark| if *is_dark { '1' } else { '0' }).collect())
    }

    /// How many squares its side has, its margin among them.
    pub fn side(&self) -> usize {
        self.0.len() + 2 * MARGIN
    }

    /// Where its dark squares are, across and down, within its margin.
    pub fn dark(&self) -> impl Iterator<Item = (usize, usize)> {
        let row = |(down, row): (usize, &'_ Vec<bool>)| {
            let dark = row.iter().enumerate().filter(|(_, is_dark)| **is_dark);
            dark.map(|(across, _)| (across + MARGIN, down + MARGIN)).collect::<Vec<_>>()
        };
        self.0.iter().enumerate().flat_map(row)
    }

    /// Lines of half blocks with its margin, where what is light is drawn: right where text is lighter than what is behind it.
    pub fn half_blocks(&self) -> Vec<String> {
        let size = self.side();
        let is_light = |row: usize, column: usize| {
            let square = |at: usize| at.checked_sub(MARGIN);
            let found = square(row).zip(square(column)).and_then(|(row, column)| self.0.get(row)?.get(column));
            row < size && !found.is_some_and(|is_dark| *is_dark)
        };
        let block = |row: usize, column: usize| match (is_light(row, column), is_light(row + 1, column)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        (0..size).step_by(2).map(|row| (0..size).map(|column| block(row, column)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_eyes_and_its_margin() {
        let code = QrSquares::of("https://example.org/").expect("short");
        let rows: Vec<String> = code.rows().collect();
        let last = rows.len() - 7;
        for (row, column) in [(0, 0), (0, last), (last, 0)] {
            assert_eq!(&rows[row][column..column + 7], "1111111");
            assert_eq!(&rows[row + 1][column..column + 7], "1000001");
            assert_eq!(&rows[row + 3][column..column + 7], "1011101");
        }
        let drawn = code.half_blocks();
        let wide = rows.len() + 8;
        assert_eq!(code.side(), wide);
        assert_eq!(code.dark().next(), Some((4, 4)));
        assert_eq!(code.dark().count(), rows.join("").matches('1').count());
        assert_eq!(drawn.len(), wide.div_ceil(2));
        assert!(drawn.iter().all(|line| line.chars().count() == wide));
        assert_eq!(drawn[0], "█".repeat(wide));
        // An odd number of rows: the last line is a half.
        assert_eq!(drawn[drawn.len() - 1], "▀".repeat(wide));
    }

    #[test]
    fn a_text_that_no_code_holds_has_none() {
        assert!(QrSquares::of(&"a".repeat(3000)).is_none());
    }
}
