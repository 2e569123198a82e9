//! WebM: elements of EBML (RFC 8794, RFC 9559). What is not known to be needed is overwritten with zeros where it stands, so
//! that every place that is written in the file stays right.

use super::{MadeFile, MediaKind, Problem};

const CUT: Problem = Problem::Damaged("cut-off");

/// What happens to an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementRule {
    /// Its children are looked at.
    Open,
    /// A number or a short word; a longer one is none.
    Fact,
    /// Bytes of a picture, a sound or a decoder.
    Media,
    /// A text that must be there, and may be empty.
    Name,
    Hidden,
}

const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const TRACK: u32 = 0xae;
const KIND: u32 = 0x83;
const CODEC: u32 = 0x86;
const SETUP: u32 = 0x63a2;
const DOC_TYPE: u32 = 0x4282;

fn rule(id: u32) -> ElementRule {
    match id {
        // The file, its parts, lists of places, tracks, clusters of blocks, marks to jump to.
        0x1a45_dfa3 | SEGMENT | 0x114d_9b74 | 0x4dbb | 0x1549_a966 | 0x1654_ae6b | TRACK | 0xe0 | 0xe1 | 0x55b0
        | CLUSTER | 0xa0 | 0x75a1 | 0xa6 | 0x1c53_bb6b | 0xbb | 0xb7 => ElementRule::Open,
        0x4286 | 0x42f7 | 0x42f2 | 0x42f3 | DOC_TYPE | 0x4287 | 0x4285 => ElementRule::Fact,
        0x53ab | 0x53ac | 0x2a_d7b1 | 0x4489 => ElementRule::Fact,
        0xd7 | 0x73c5 | KIND | 0xb9 | 0x88 | 0x55aa | 0x9c | 0x6de7 | 0x6df8 | 0x23_e383 | 0x55ee | 0x22_b59c
        | CODEC | 0x56aa | 0x56bb => ElementRule::Fact,
        0xb0 | 0xba | 0x9a | 0x9d | 0x53b8 | 0x53c0 | 0x54b0 | 0x54ba | 0x54b2 | 0x54aa | 0x54bb | 0x54cc | 0x54dd => {
            ElementRule::Fact
        }
        0x55b1..=0x55bd => ElementRule::Fact,
        0xb5 | 0x78b5 | 0x9f | 0x6264 => ElementRule::Fact,
        0xe7 | 0xa7 | 0xab | 0x9b | 0xfb | 0x75a2 | 0xee => ElementRule::Fact,
        0xb3 | 0xf7 | 0xf1 | 0xf0 | 0xb2 | 0x5378 => ElementRule::Fact,
        0xa3 | 0xa1 | 0xa5 | SETUP => ElementRule::Media,
        0x4d80 | 0x5741 => ElementRule::Name,
        _ => ElementRule::Hidden,
    }
}

pub fn make(mut bytes: Vec<u8>) -> Result<MadeFile, Problem> {
    let end = bytes.len();
    let mut walk = Walk { bytes: &mut bytes, codec: String::new(), tracks: 0, pictures: false };
    let end = walk.top(end)?;
    if walk.tracks == 0 {
        return Err(Problem::Damaged("no-track"));
    }
    bytes.truncate(end);
    Ok(MadeFile::new(MediaKind::Webm, bytes))
}

struct Walk<'a> {
    bytes: &'a mut [u8],
    /// How the track at hand is coded.
    codec: String,
    tracks: usize,
    pictures: bool,
}

/// An element's head.
struct ElementHead {
    id: u32,
    start: usize,
    body: usize,
    /// Absent when it ends where the next one of its level begins.
    end: Option<usize>,
}

impl Walk<'_> {
    /// The file's own elements: a head and one segment. Where the segment ends the file ends.
    fn top(&mut self, end: usize) -> Result<usize, Problem> {
        let head = self.head(0, end).ok_or(CUT)?;
        let after = head.end.ok_or(CUT)?;
        self.inside(head.body, after, false)?;
        let segment = self.head(after, end).filter(|head| head.id == SEGMENT).ok_or(CUT)?;
        let last = segment.end.unwrap_or(end);
        self.inside(segment.body, last, false)?;
        Ok(last)
    }

    fn head(&self, start: usize, limit: usize) -> Option<ElementHead> {
        let bytes = self.bytes.get(start..limit)?;
        let width = bytes.first()?.leading_zeros() as usize + 1;
        let id = bytes.get(..width).filter(|_| width <= 4)?;
        let id = id.iter().fold(0, |sum: u32, byte| sum << 8 | u32::from(*byte));
        let rest = &bytes[width..];
        let more = rest.first()?.leading_zeros() as usize + 1;
        let size = rest.get(..more).filter(|_| more <= 8)?;
        let first = u64::from(size[0]) & ((1 << (8 - more)) - 1);
        let length = size[1..].iter().fold(first, |sum, byte| sum << 8 | u64::from(*byte));
        let body = start + width + more;
        let is_open = length == (1 << (7 * more)) - 1;
        let end = if is_open { None } else { Some(body.checked_add(usize::try_from(length).ok()?)?) };
        end.is_none_or(|end| end <= limit).then_some(ElementHead { id, start, body, end })
    }

    /// Elements in a row. In a cluster of unknown size the row ends at an element of the level above, whose place is given.
    fn inside(&mut self, start: usize, end: usize, is_open: bool) -> Result<usize, Problem> {
        let mut at = start;
        while at < end {
            let head = self.head(at, end).ok_or(CUT)?;
            if is_open && head.id > 0x00ff_ffff {
                return Ok(at);
            }
            at = self.element(&head, end)?;
        }
        Ok(at)
    }

    fn element(&mut self, head: &ElementHead, limit: usize) -> Result<usize, Problem> {
        let Some(end) = head.end else {
            return if head.id == CLUSTER { self.inside(head.body, limit, true) } else { Err(CUT) };
        };
        match rule(head.id) {
            ElementRule::Open => {
                if head.id == TRACK {
                    self.track(head.body, end)?;
                }
                self.inside(head.body, end, false)?;
            }
            ElementRule::Fact if end - head.body <= if head.id == CODEC { 32 } else { 8 } => {}
            ElementRule::Media => {
                if head.id == SETUP && self.codec == "A_VORBIS" {
                    without_comments(&mut self.bytes[head.body..end]).ok_or(CUT)?;
                }
            }
            ElementRule::Name => self.bytes[head.body..end].fill(0),
            ElementRule::Fact | ElementRule::Hidden => self.hide(head.start, end),
        }
        Ok(end)
    }

    /// What a track is: pictures or sound, in a coding that browsers know.
    fn track(&mut self, start: usize, end: usize) -> Result<(), Problem> {
        let (mut kind, mut at) = (0, start);
        self.codec.clear();
        while at < end {
            let head = self.head(at, end).ok_or(CUT)?;
            let after = head.end.ok_or(CUT)?;
            match head.id {
                KIND => kind = self.bytes[head.body..after].last().copied().unwrap_or(0),
                CODEC => self.codec = String::from_utf8_lossy(&self.bytes[head.body..after]).into_owned(),
                _ => {}
            }
            at = after;
        }
        self.tracks += 1;
        self.pictures |= kind == 1;
        let is_known = matches!(self.codec.as_str(), "V_VP8" | "V_VP9" | "A_OPUS" | "A_VORBIS");
        if is_known && matches!(kind, 1 | 2) { Ok(()) } else { Err(Problem::refused("film-codec")) }
    }

    /// An element of nothing, as long as what was here.
    fn hide(&mut self, start: usize, end: usize) {
        let length = end - start;
        let place = &mut self.bytes[start..end];
        place.fill(0);
        place[0] = 0xec;
        if length <= 128 {
            place[1] = 0x80 | (length - 2) as u8;
        } else {
            place[1..9].copy_from_slice(&(1 << 56 | (length - 9) as u64).to_be_bytes());
        }
    }
}

/// The second of the three heads of Vorbis holds its comments: it becomes as long a name of nothing.
fn without_comments(setup: &mut [u8]) -> Option<()> {
    let mut at = 1;
    let mut length = || -> Option<usize> {
        let mut sum = 0;
        loop {
            let byte = *setup.get(at)?;
            at += 1;
            sum += usize::from(byte);
            if byte < 255 {
                return Some(sum);
            }
        }
    };
    let (first, second) = (length()?, length()?);
    let comments = setup.get_mut(at + first..at + first + second)?;
    let name = second.checked_sub(16)?;
    comments[7..].fill(0);
    comments[7..11].copy_from_slice(&(name as u32).to_le_bytes());
    *comments.last_mut()? = 1;
    Some(())
}
