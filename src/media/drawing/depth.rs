//! How deep elements are nested, seen before anything is made of them.

use crate::media::Problem;
use crate::source::end_of_tag;

/// A drawing by hand is a dozen deep, one by a program some dozens.
pub const LIMIT: usize = 250;

pub fn check(text: &str) -> Result<(), Problem> {
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!") {
            super::doctype::end(rest)
        } else {
            end_of_tag(rest).closed()
        };
        let Some(end) = end else { return Ok(()) };
        let is_tag = !rest.starts_with("<!") && !rest.starts_with("<?");
        if is_tag && rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if is_tag && !rest[..end].ends_with("/>") {
            depth += 1;
            if depth > LIMIT {
                return Err(Problem::Unsafe("burden"));
            }
        }
        rest = &rest[end..];
    }
    Ok(())
}
