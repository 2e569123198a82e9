//! Boxes: a length, a name of four letters, and what is in it.

pub struct FilmBox<'a> {
    pub name: [u8; 4],
    pub body: &'a [u8],
}

/// The boxes in a row; `None` once, for one that reaches beyond the end.
pub struct Boxes<'a>(&'a [u8]);

impl<'a> Boxes<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Boxes(bytes)
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Option<FilmBox<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        // Some programs end a list with four zeros.
        if self.0.len() < 8 {
            return None;
        }
        let part = split(self.0);
        self.0 = part.as_ref().map_or(&[], |(_, rest)| rest);
        Some(part.map(|(part, _)| part))
    }
}

fn split(bytes: &[u8]) -> Option<(FilmBox<'_>, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (name, _) = rest.split_first_chunk::<4>()?;
    let (start, length) = match u32::from_be_bytes(*length) {
        0 => (8, bytes.len()),
        1 => (16, usize::try_from(u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?)).ok()?),
        length => (8, length as usize),
    };
    let body = bytes.get(start..length)?;
    Some((FilmBox { name: *name, body }, &bytes[length..]))
}

/// What is in the first box of this name.
pub fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes::of(bytes).map_while(|part| part).find(|part| &part.name == name).map(|part| part.body)
}

pub fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A list as most tables are: version and flags, a count, and so many rows of this size.
pub fn rows(bytes: &[u8], width: usize) -> Option<&[u8]> {
    let count = long(bytes, 4)? as usize;
    bytes.get(8..8usize.checked_add(count.checked_mul(width)?)?)
}

/// Writes boxes.
#[derive(Default)]
pub struct BoxWriter(Vec<u8>);

impl BoxWriter {
    pub fn open(&mut self, name: &[u8; 4]) -> usize {
        let start = self.0.len();
        self.0.extend_from_slice(&[0; 4]);
        self.0.extend_from_slice(name);
        start
    }

    /// Fills in the length of a box that was opened here.
    pub fn close(&mut self, start: usize) {
        let length = (self.0.len() - start) as u32;
        self.0[start..start + 4].copy_from_slice(&length.to_be_bytes());
    }

    pub fn within(&mut self, name: &[u8; 4], write: impl FnOnce(&mut Self)) {
        let start = self.open(name);
        write(self);
        self.close(start);
    }

    /// A table: version and flags, a count, rows.
    pub fn table(&mut self, name: &[u8; 4], version: u8, rows: &[u8], width: usize) {
        self.within(name, |out| {
            out.long(u32::from(version) << 24);
            out.long((rows.len() / width) as u32);
            out.bytes(rows);
        });
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub fn zeros(&mut self, count: usize) {
        self.0.resize(self.0.len() + count, 0);
    }

    pub fn short(&mut self, number: u16) {
        self.bytes(&number.to_be_bytes());
    }

    pub fn long(&mut self, number: u32) {
        self.bytes(&number.to_be_bytes());
    }

    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}
