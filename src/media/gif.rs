//! GIF, frame by frame: the same pixels, colours, delays and number of rounds, and nothing besides.

use std::io::Cursor;
use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, Decoder, Encoder, Frame, MemoryLimit, Repeat};

use super::picture::{check_size, reason, too_many};
use super::{MadeFile, MediaKind, Problem};

/// All frames of an animation together may have this many pixels.
const ALL_FRAMES: u64 = 400_000_000;
const MEMORY: u64 = 256 * 1024 * 1024;

/// Twice through the frames: first to see which colours they use, then to write them. So one frame at a time is in memory.
pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let mut decoder = open(bytes)?;
    let (width, height) = (decoder.width(), decoder.height());
    check_size(width.into(), height.into())?;
    let global = decoder.global_palette().map(<[u8]>::to_vec).unwrap_or_default();
    let shared = used_of_shared(&mut decoder)?;
    let mut decoder = open(bytes)?;
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height, &kept(&global, &shared)).map_err(corrupt)?;
    let mut is_first = true;
    while let Some(frame) = decoder.read_next_frame().map_err(corrupt)? {
        let frame = clean(frame);
        let repeat = decoder.repeat();
        if is_first && repeat != Repeat::Finite(0) {
            encoder.set_repeat(repeat).map_err(corrupt)?;
        }
        is_first = false;
        encoder.write_frame(&frame).map_err(corrupt)?;
    }
    drop(encoder);
    if is_first {
        return Err(Problem::Corrupt("cut-off".into()));
    }
    let size = Some((u32::from(width), u32::from(height)));
    Ok(MadeFile::of_size(MediaKind::Gif, size, out))
}

fn corrupt(error: impl std::fmt::Display) -> Problem {
    Problem::Corrupt(reason(&error.to_string()))
}

fn open(bytes: &[u8]) -> Result<Decoder<Cursor<&[u8]>>, Problem> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.set_memory_limit(MemoryLimit::Bytes(NonZeroU64::MIN.saturating_add(MEMORY)));
    options.allow_unknown_blocks(true);
    options.read_info(Cursor::new(bytes)).map_err(corrupt)
}

/// The colours of the shared palette that frames without one of their own use.
fn used_of_shared(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<[bool; 256], Problem> {
    let mut shared = [false; 256];
    let mut pixels = 0;
    while let Some(frame) = decoder.read_next_frame().map_err(corrupt)? {
        pixels += u64::from(frame.width) * u64::from(frame.height);
        if pixels > ALL_FRAMES {
            return Err(too_many(Some(pixels)));
        }
        if frame.palette.is_none() {
            shared.iter_mut().zip(used(frame)).for_each(|(shared, used)| *shared |= used);
        }
    }
    Ok(shared)
}

/// The colours that can be seen in a frame.
fn used(frame: &Frame<'_>) -> [bool; 256] {
    let mut used = [false; 256];
    for index in frame.buffer.iter() {
        used[usize::from(*index)] = true;
    }
    if let Some(clear) = frame.transparent {
        used[usize::from(clear)] = false;
    }
    used
}

/// A palette with zeros in the place of colours that are not used: room for a hidden word.
fn kept(palette: &[u8], used: &[bool; 256]) -> Vec<u8> {
    let color = |(color, used): (&[u8], &bool)| if *used { [color[0], color[1], color[2]] } else { [0; 3] };
    palette.chunks_exact(3).zip(used).flat_map(color).collect()
}

fn clean(frame: &Frame<'_>) -> Frame<'static> {
    Frame {
        delay: frame.delay,
        dispose: frame.dispose,
        transparent: frame.transparent,
        needs_user_input: false,
        top: frame.top,
        left: frame.left,
        width: frame.width,
        height: frame.height,
        interlaced: false,
        palette: frame.palette.as_ref().map(|palette| kept(palette, &used(frame))),
        buffer: frame.buffer.to_vec().into(),
    }
}
