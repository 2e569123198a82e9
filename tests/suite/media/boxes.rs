//! Films, sounds and archives, made by hand so that a canary stands in every container.

use super::{CANARY, Sample};

pub fn all() -> Vec<Sample> {
    let canary = CANARY.as_bytes();
    vec![
        Sample::new("film.mp4", mp4()),
        Sample::new("film.mov", mp4()),
        Sample::new("film.webm", webm()),
        Sample::new("sound.mp3", mp3()),
        Sample::new("sound.wav", wave()),
        Sample::new("film.nl.vtt", captions()),
        Sample::new(
            "sound.opus",
            ogg(b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0", &[b"OpusTags", &comments()[..]].concat(), None),
        ),
        Sample::new(
            "sound.ogg",
            ogg(
                b"\x01vorbis\0\0\0\0\x01\x44\xac\0\0",
                &[b"\x03vorbis", &comments()[..], b"\x01"].concat(),
                Some(b"\x05vorbisBCV"),
            ),
        ),
        Sample::new(
            "both.zip",
            zip(&[("foto.png", &super::pictures::png_with(&[], canary)), ("lees mij.txt", b"hoi")], canary),
        ),
    ]
}

fn part(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&((body.len() + 8) as u32).to_be_bytes()[..], name, body].concat()
}

fn parts(name: &[u8; 4], inside: &[Vec<u8>]) -> Vec<u8> {
    part(name, &inside.concat())
}

fn long(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// Units of H.264: a note of the encoder, then a piece of picture.
fn sample() -> Vec<u8> {
    let note = [&[6, 5, 20][..], CANARY.as_bytes()].concat();
    [&long(&[note.len() as u32])[..], &note, &long(&[5]), b"\x65pixe"].concat()
}

fn entry() -> Vec<u8> {
    let mut head = vec![0; 78];
    head[7] = 1;
    head[24..28].copy_from_slice(&[0, 64, 0, 48]);
    // The name of the program has 32 bytes.
    head[42] = 11;
    head[43..43 + CANARY.len()].copy_from_slice(CANARY.as_bytes());
    let setup = part(b"avcC", &[1, 100, 0, 10, 0xff, 0xe0, 0]);
    let profile = part(b"colr", &[b"prof", CANARY.as_bytes()].concat());
    let stranger = part(b"gehm", CANARY.as_bytes());
    part(b"avc1", &[head, setup, profile, stranger].concat())
}

fn track(handler: &[u8; 4], entry: &[u8], size: usize, start: u32) -> Vec<u8> {
    let canary = CANARY.as_bytes();
    let mut head = long(&[7, 1_700_000_000, 1_700_000_000, 1, 0, 100]);
    head.resize(84, 0);
    let clock = [&long(&[0, 1_700_000_000, 1_700_000_000, 1000, 100])[..], &[0x15, 0xc7, 0, 0]].concat();
    let name = [&long(&[0, 0])[..], handler, &[0; 12], canary, b"\0"].concat();
    let table = parts(
        b"stbl",
        &[
            [&((entry.len() + 16) as u32).to_be_bytes()[..], b"stsd", &long(&[0, 1]), entry].concat(),
            part(b"stts", &[long(&[0, 1, 1, 100]), canary.to_vec()].concat()),
            part(b"stsc", &long(&[0, 1, 1, 1, 1])),
            part(b"stsz", &long(&[0, size as u32, 1])),
            part(b"stco", &long(&[0, 1, start])),
            part(b"gehm", canary),
        ],
    );
    let place = parts(
        b"dinf",
        &[part(b"dref", &[&long(&[0, 1])[..], &part(b"url ", &[&long(&[0])[..], canary].concat())].concat())],
    );
    let info = parts(b"minf", &[part(b"vmhd", &[0; 12]), place, table]);
    let media = parts(b"mdia", &[part(b"mdhd", &clock), part(b"hdlr", &name), info]);
    parts(b"trak", &[part(b"tkhd", &head), media, part(b"udta", canary), part(b"meta", canary)])
}

/// Pictures, and a track that tells where the camera was; notes and names everywhere.
pub fn mp4() -> Vec<u8> {
    let canary = CANARY.as_bytes();
    let brands = part(b"ftyp", &[b"isom\0\0\0\0isom", canary].concat());
    let media = [canary, &sample(), canary, b"N52.0 E5.0 ", canary].concat();
    let first = (brands.len() + 8 + canary.len()) as u32;
    let places = first + sample().len() as u32;
    let mut head = long(&[0, 1_700_000_000, 1_700_000_000, 1000, 100, 0x0001_0000]);
    head.extend_from_slice(&[1, 0, b'K', b'R', b'I', b'J', b'T', b'G', b'E', b'H', b'E', b'I', b'M']);
    head.resize(100, 0);
    let stranger = part(b"mebx", &[&[0; 8][..], canary].concat());
    let movie = parts(
        b"moov",
        &[
            part(b"mvhd", &head),
            track(b"vide", &entry(), sample().len(), first),
            track(b"meta", &stranger, canary.len() * 2 + 11, places),
            part(b"udta", &parts(b"\xa9xyz", &[canary.to_vec()])),
            part(b"meta", canary),
        ],
    );
    [
        brands,
        part(b"mdat", &media),
        movie,
        part(b"free", canary),
        part(b"uuid", &[&[7; 16][..], canary].concat()),
        canary.to_vec(),
    ]
    .concat()
}

fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    [id, &(1 << 56 | body.len() as u64).to_be_bytes(), body].concat()
}

/// A heading, tags, attachments, chapters, and notes between the blocks.
fn webm() -> Vec<u8> {
    let canary = CANARY.as_bytes();
    let head = element(b"\x1a\x45\xdf\xa3", &[element(b"\x42\x82", b"webm"), element(b"\xec", canary)].concat());
    let info = [
        element(b"\x2a\xd7\xb1", &[0x0f, 0x42, 0x40]),
        element(b"\x4d\x80", canary),
        element(b"\x57\x41", canary),
        element(b"\x7b\xa9", canary),
        element(b"\x44\x61", &[1, 2, 3, 4, 5, 6, 7, 8]),
        element(b"\x73\x84", canary),
    ];
    let setup = [&[2, 3, 20][..], b"abc", b"\x03vorbis", &[4, 0, 0, 0], b"KRIJ", &[0, 0, 0, 0, 1], b"rest"].concat();
    let sound =
        [element(b"\xd7", &[2]), element(b"\x83", &[2]), element(b"\x86", b"A_VORBIS"), element(b"\x63\xa2", &setup)];
    let track = [
        element(b"\xd7", &[1]),
        element(b"\x83", &[1]),
        element(b"\x86", b"V_VP8"),
        element(b"\x53\x6e", canary),
        element(b"\x22\xb5\x9c", canary),
        element(b"\xe0", &[element(b"\xb0", &[64]), element(b"\xba", &[48]), element(b"\x55\xee", canary)].concat()),
    ];
    let block = [
        element(b"\xe7", &[0]),
        element(b"\xec", canary),
        element(b"\xa3", b"\x81\0\0\x80pixels"),
        element(b"\xaf", canary),
    ];
    let inside = [
        element(b"\xbf", &[1, 2, 3, 4]),
        element(b"\x15\x49\xa9\x66", &info.concat()),
        element(b"\x16\x54\xae\x6b", &[element(b"\xae", &track.concat()), element(b"\xae", &sound.concat())].concat()),
        element(b"\x1f\x43\xb6\x75", &block.concat()),
        element(b"\x12\x54\xc3\x67", canary),
        element(b"\x19\x41\xa4\x69", canary),
        element(b"\x10\x43\xa7\x70", canary),
        element(b"\x7f\xff", canary),
    ];
    [head, element(b"\x18\x53\x80\x67", &inside.concat()), canary.to_vec()].concat()
}

/// Frames of 417 bytes at 128 kbit/s, the first one a table with the name of a program behind it.
pub fn mp3() -> Vec<u8> {
    let canary = CANARY.as_bytes();
    let frame = |inside: &[u8]| {
        let mut out = [&[0xff, 0xfb, 0x90, 0x00][..], inside].concat();
        out.resize(417, 0);
        out
    };
    let table = [&[0; 32][..], b"Xing\0\0\0\x01\0\0\0\x03LAME", canary].concat();
    let tag = [b"ID3\x03\0\0\0\0\0\x14", canary, &[0; 9]].concat();
    let ape = [b"APETAGEX", canary, b"\0\0\0"].concat();
    let last = [b"TAG", canary].concat();
    [tag, frame(&table), frame(b"geluid"), canary.to_vec(), frame(b"geluid"), frame(b"geluid"), ape, last].concat()
}

/// In the heading, in notes, and behind the times.
fn captions() -> Vec<u8> {
    let text = "WEBVTT KRIJTGEHEIM\nX-KRIJTGEHEIM: 1\n\nNOTE KRIJTGEHEIM\nKRIJTGEHEIM\n\nKRIJTGEHEIM\n\
                00:01.000 --> 00:02.000 region:KRIJTGEHEIM\n<v.KRIJTGEHEIM Kind>Hoi <c.KRIJTGEHEIM>allemaal</c>\n";
    text.into()
}

fn wave() -> Vec<u8> {
    let canary = CANARY.as_bytes();
    let piece = |name: &[u8; 4], body: &[u8]| {
        let mut out = [&name[..], &(body.len() as u32).to_le_bytes(), body].concat();
        out.resize(out.len().next_multiple_of(2), 0);
        out
    };
    let format = [1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0];
    let inside = [
        piece(b"bext", canary),
        piece(b"fmt ", &format),
        piece(b"LIST", canary),
        piece(b"data", &[128; 99]),
        piece(b"id3 ", canary),
    ];
    let inside = inside.concat();
    [b"RIFF", &((inside.len() + 4) as u32).to_le_bytes()[..], b"WAVE", &inside, canary].concat()
}

fn comments() -> Vec<u8> {
    let text = |text: &str| [&(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat();
    [text(CANARY), 2u32.to_le_bytes().to_vec(), text(&format!("ARTIST={CANARY}")), text(&format!("LOCATION={CANARY}"))]
        .concat()
}

fn ogg(first: &[u8], second: &[u8], third: Option<&[u8]>) -> Vec<u8> {
    let page = |flags: u8, number: u8, packets: &[&[u8]]| {
        let laces: Vec<u8> = packets.iter().map(|packet| packet.len() as u8).collect();
        let head =
            [b"OggS\0", &[flags][..], &[0; 8], b"GEHM", &[number, 0, 0, 0], &[0; 4], &[laces.len() as u8], &laces]
                .concat();
        [head, packets.concat()].concat()
    };
    let heads: Vec<&[u8]> = [Some(second), third].into_iter().flatten().collect();
    [page(2, 0, &[first]), page(0, 1, &heads), page(4, 2, &[b"geluid"]), CANARY.as_bytes().to_vec()].concat()
}

/// An archive with notes in every place that has room for them.
pub fn zip(files: &[(&str, &[u8])], note: &[u8]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let start = out.len() as u32;
        let numbers = [crc32fast::hash(bytes), bytes.len() as u32, bytes.len() as u32];
        let numbers: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let lengths = [(name.len() as u16).to_le_bytes(), (note.len() as u16).to_le_bytes()].concat();
        let head = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &numbers, &lengths].concat();
        out.extend([b"PK\x03\x04", &head[..], name.as_bytes(), note, bytes].concat());
        let rest = [&(note.len() as u16).to_le_bytes()[..], &[0; 8], &start.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0", &head[..], &rest, name.as_bytes(), note, note].concat());
    }
    let start = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend_from_slice(&(files.len() as u16).to_le_bytes());
    }
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&(note.len() as u16).to_le_bytes());
    out.extend_from_slice(note);
    out
}
