//! A track of pictures or sound, and its tables.

use super::boxes::{BoxWriter, Boxes, find, long, rows};
use super::entry::{self, SampleEntry};
use super::{CUT, Problem};

/// More samples than a file of the largest size that is read can hold.
const SAMPLES: usize = 5_000_000;

pub struct Track<'a> {
    head: &'a [u8],
    edits: Option<&'a [u8]>,
    media_head: &'a [u8],
    table: &'a [u8],
    pictures: bool,
    pub entry: SampleEntry,
    /// The size of every sample; smaller ones once notes are taken out of them.
    pub sizes: Vec<u32>,
    /// Where each chunk of samples lies, and how many samples are in it.
    pub chunks: Vec<(usize, usize)>,
    /// Where each chunk lies in what is written, from the first sample.
    pub places: Vec<usize>,
}

impl<'a> Track<'a> {
    /// `None` for a track of something else: places, subtitles, clocks.
    pub fn read(body: &'a [u8]) -> Result<Option<Self>, Problem> {
        let media = find(body, b"mdia").ok_or(CUT)?;
        let pictures = match find(media, b"hdlr").and_then(|handler| handler.get(8..12)) {
            Some(b"vide") => true,
            Some(b"soun") => false,
            _ => return Ok(None),
        };
        let table = find(media, b"minf").and_then(|info| find(info, b"stbl")).ok_or(CUT)?;
        let entry = entry::read(find(table, b"stsd").ok_or(CUT)?, pictures)?;
        let mut track = Track {
            head: find(body, b"tkhd").ok_or(CUT)?,
            edits: find(body, b"edts").and_then(|edits| find(edits, b"elst")),
            media_head: find(media, b"mdhd").ok_or(CUT)?,
            table,
            pictures,
            entry,
            sizes: Vec::new(),
            chunks: Vec::new(),
            places: Vec::new(),
        };
        track.sizes = track.read_sizes().ok_or(CUT)?;
        track.chunks = track.read_chunks().ok_or(CUT)?;
        Ok(Some(track))
    }

    pub fn is_pictures(&self) -> bool {
        self.pictures
    }

    /// How large its pictures are shown, in pixels. One that was filmed upright lies on its side, and is turned.
    pub fn size(&self) -> Option<(u32, u32)> {
        let rest = self.head.get(if self.head.first()? == &1 { 52 } else { 40 }..)?;
        let (across, down) = (long(rest, 36)? >> 16, long(rest, 40)? >> 16);
        let is_turned = long(rest, 0)? == 0 && long(rest, 4)? != 0;
        let size = if is_turned { (down, across) } else { (across, down) };
        Some(size).filter(|_| self.pictures && across > 0 && down > 0)
    }

    fn read_sizes(&self) -> Option<Vec<u32>> {
        let table = find(self.table, b"stsz")?;
        let (same, count) = (long(table, 4)?, long(table, 8)? as usize);
        if count > SAMPLES {
            return None;
        }
        if same != 0 {
            return Some(vec![same; count]);
        }
        let rows = table.get(12..12 + 4 * count)?;
        Some(rows.chunks_exact(4).filter_map(|row| long(row, 0)).collect())
    }

    /// Rows of `stsc` say from which chunk on how many samples are in one.
    fn read_chunks(&self) -> Option<Vec<(usize, usize)>> {
        let starts: Vec<usize> = match (find(self.table, b"stco"), find(self.table, b"co64")) {
            (Some(table), _) => {
                rows(table, 4)?.chunks_exact(4).filter_map(|row| Some(long(row, 0)? as usize)).collect()
            }
            (None, Some(table)) => {
                let wide = |row: &[u8]| usize::try_from(u64::from_be_bytes(*row.first_chunk()?)).ok();
                rows(table, 8)?.chunks_exact(8).filter_map(wide).collect()
            }
            (None, None) => return None,
        };
        let runs = rows(find(self.table, b"stsc")?, 12)?;
        let mut runs = runs.chunks_exact(12).filter_map(|row| Some((long(row, 0)? as usize, long(row, 4)? as usize)));
        let mut run = (0, 0);
        let mut next = runs.next();
        let mut left = self.sizes.len();
        let mut chunks = Vec::with_capacity(starts.len());
        for (at, start) in starts.into_iter().enumerate() {
            while let Some(row) = next.filter(|row| row.0 <= at + 1) {
                run = row;
                next = runs.next();
            }
            let count = run.1.min(left);
            left -= count;
            chunks.push((start, count));
        }
        (left == 0).then_some(chunks)
    }

    pub fn write(&self, out: &mut BoxWriter, base: usize) -> Option<()> {
        let start = out.open(b"trak");
        self.write_head(out)?;
        if let Some(edits) = self.edits {
            let version = *edits.first()?;
            let width = if version == 1 { 20 } else { 12 };
            out.within(b"edts", |out| {
                if let Some(rows) = rows(edits, width) {
                    out.table(b"elst", version, rows, width);
                }
            });
        }
        let media = out.open(b"mdia");
        self.write_media_head(out)?;
        out.within(b"hdlr", |out| {
            out.zeros(8);
            out.bytes(if self.pictures { b"vide" } else { b"soun" });
            out.zeros(13);
        });
        let info = out.open(b"minf");
        if self.pictures {
            out.within(b"vmhd", |out| {
                out.long(1);
                out.zeros(8);
            });
        } else {
            out.within(b"smhd", |out| out.zeros(8));
        }
        // The samples are in this very file.
        out.within(b"dinf", |out| {
            out.within(b"dref", |out| {
                out.long(0);
                out.long(1);
                out.within(b"url ", |out| out.long(1));
            });
        });
        self.write_table(out, base)?;
        for open in [info, media, start] {
            out.close(open);
        }
        Some(())
    }

    /// Number, length, layer, loudness, how it is turned, how large it is shown.
    fn write_head(&self, out: &mut BoxWriter) -> Option<()> {
        let is_wide = self.head.first()? == &1;
        let (times, length) = if is_wide { (16, 8) } else { (8, 4) };
        let number = self.head.get(4 + times..8 + times)?;
        let rest = self.head.get(12 + times..)?;
        let start = out.open(b"tkhd");
        out.bytes(self.head.get(..4)?);
        out.zeros(times);
        out.bytes(number);
        out.zeros(4);
        out.bytes(rest.get(..length)?);
        out.zeros(8);
        out.bytes(rest.get(length + 8..length + 14)?);
        out.zeros(2);
        out.bytes(rest.get(length + 16..length + 60)?);
        out.close(start);
        Some(())
    }

    fn write_media_head(&self, out: &mut BoxWriter) -> Option<()> {
        let is_wide = self.media_head.first()? == &1;
        let (times, length) = if is_wide { (16, 8) } else { (8, 4) };
        let start = out.open(b"mdhd");
        out.long(u32::from(is_wide) << 24);
        out.zeros(times);
        // Its clock, its length, and its language.
        out.bytes(self.media_head.get(4 + times..10 + times + length)?);
        out.zeros(2);
        out.close(start);
        Some(())
    }

    fn write_table(&self, out: &mut BoxWriter, base: usize) -> Option<()> {
        let start = out.open(b"stbl");
        self.entry.write(out);
        for part in Boxes::of(self.table).map_while(|part| part) {
            let version = part.body.first().copied().unwrap_or(0);
            match &part.name {
                b"stts" | b"ctts" => out.table(&part.name, version, rows(part.body, 8)?, 8),
                b"stss" => out.table(&part.name, version, rows(part.body, 4)?, 4),
                b"stsc" => out.table(&part.name, version, rows(part.body, 12)?, 12),
                _ => {}
            }
        }
        out.within(b"stsz", |out| {
            out.zeros(8);
            out.long(self.sizes.len() as u32);
            self.sizes.iter().for_each(|size| out.long(*size));
        });
        let places: Vec<u8> = self.places.iter().flat_map(|place| ((base + place) as u32).to_be_bytes()).collect();
        out.table(b"stco", 0, &places, 4);
        out.close(start);
        Some(())
    }
}
