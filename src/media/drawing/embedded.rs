//! Pictures that lie within a drawing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::media::{MediaKind, make_within};

/// The address of the picture in an address like `data:image/png;base64,…`, made anew; `None` when it is no picture.
pub fn anew(address: &str) -> Option<String> {
    let (head, data) = address.split_once(',')?;
    let head = head.to_ascii_lowercase();
    if !head.starts_with("data:image/") || !head.trim_end().ends_with("base64") || head.contains("svg") {
        return None;
    }
    let data: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")).ok()?;
    let made = make_within(bytes, "png", 1).ok()?;
    let name = match made.seen.kind {
        MediaKind::Jpeg => "jpeg",
        MediaKind::Png => "png",
        MediaKind::Gif => "gif",
        _ => return None,
    };
    Some(format!("data:image/{name};base64,{}", STANDARD.encode(made.bytes)))
}
