//! Drawings. An SVG file can be a program; what goes out is a drawing only: written anew from its tree, element by element and
//! value by value from lists of what draws. Nothing in it runs, and it names no address but its own parts and pictures that
//! lie within it, which are made anew as well.

mod cost;
mod depth;
mod doctype;
mod embedded;
mod names;
mod style;
mod value;
mod write;

pub use doctype::end as end_of_doctype;

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use super::picture::reason;
use super::{DrawingPart, MadeFile, MediaKind, Problem, Remark, text};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A drawing may have this many nodes: ten times what a full map has.
const NODES: u32 = 500_000;

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let text = text::decode(bytes).ok_or_else(|| Problem::Corrupt("unknown-format".into()))?;
    if text.trim().is_empty() {
        return Err(Problem::Corrupt("empty".into()));
    }
    doctype::check(&text)?;
    depth::check(&text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..Default::default() };
    let drawing =
        Document::parse_with_options(text.trim_start_matches('\u{feff}').trim_start(), options).map_err(|error| {
            match error {
                roxmltree::Error::NodesLimitReached | roxmltree::Error::EntityReferenceLoop(_) => {
                    Problem::Unsafe("burden")
                }
                other => Problem::Corrupt(reason(&other.to_string())),
            }
        })?;
    let root = drawing.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Problem::Corrupt("unknown-format".into()));
    }
    cost::check(&drawing)?;
    let mut found = BTreeSet::new();
    let (out, drawn) = write::drawing(&drawing, &mut found);
    if !drawn && let Some(part) = found.first() {
        return Err(Problem::Unsafe(part.word()));
    }
    let remarks = if found.is_empty() {
        Vec::new()
    } else {
        vec![Remark::LeftOut(found.into_iter().collect::<Vec<DrawingPart>>())]
    };
    let mut made = MadeFile::of_size(MediaKind::Svg, size(&root), out.into_bytes());
    made.seen.remarks = remarks;
    Ok(made)
}

fn size(root: &Node<'_, '_>) -> Option<(u32, u32)> {
    let length = |name: &str| {
        let value = root.attribute(name)?.trim().trim_end_matches("px").parse::<f32>().ok()?;
        (1.0..100_000.0).contains(&value).then_some(value.round() as u32)
    };
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let parts = root.attribute("viewBox")?.split([' ', ',', '\n', '\t']).filter_map(|part| part.parse().ok());
    let parts: Vec<f32> = parts.collect();
    match parts[..] {
        [_, _, width, height] if (1.0..100_000.0).contains(&width) && (1.0..100_000.0).contains(&height) => {
            Some((width.round() as u32, height.round() as u32))
        }
        _ => None,
    }
}
