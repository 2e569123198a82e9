//! Drawings: with canaries wherever a drawing program or a joker puts words, and with everything that runs or asks.

use base64::Engine;

use super::pictures::{chunk, png_with};
use super::{CANARY, Sample};

const OPEN: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 10 10\">";
const SHAPE: &str = "<rect width=\"10\" height=\"10\" fill=\"red\"/>";

fn within(inside: &str) -> String {
    format!("{OPEN}{inside}{SHAPE}</svg>")
}

/// Everything that is not drawn and could carry a word.
pub fn all() -> Vec<Sample> {
    let picture = png_with(&[chunk(b"tEXt", format!("Author\0{CANARY}").as_bytes())], CANARY.as_bytes());
    let picture = base64::engine::general_purpose::STANDARD.encode(picture);
    let rows = [
        ("comment", within(&format!("<!-- {CANARY} -->"))),
        ("instruction", format!("<?xml version=\"1.0\"?><?xml-stylesheet href=\"{CANARY}\"?>{}", within(""))),
        ("instruction-inside", within(&format!("<?geheim {CANARY}?>"))),
        ("doctype", format!("<!DOCTYPE svg [<!ENTITY geheim \"{CANARY}\">]>{}", within(""))),
        ("metadata", within(&format!("<metadata><x:y xmlns:x=\"urn:{CANARY}\">{CANARY}</x:y></metadata>"))),
        (
            "foreign",
            within(&format!(
                "<sodipodi:namedview xmlns:sodipodi=\"urn:x\" a=\"{CANARY}\"><b>{CANARY}</b></sodipodi:namedview>"
            )),
        ),
        (
            "foreign-attribute",
            within(&format!("<g xmlns:inkscape=\"urn:x\" inkscape:label=\"{CANARY}\"><path d=\"M0 0\"/></g>")),
        ),
        ("data-attribute", within(&format!("<path data-name=\"{CANARY}\" d=\"M0 0\"/>"))),
        ("unknown-attribute", within(&format!("<path geheim=\"{CANARY}\" d=\"M0 0\"/>"))),
        ("id", within(&format!("<path id=\"{CANARY}\" class=\"{CANARY}\" d=\"M0 0\"/>"))),
        ("base", within(&format!("<g xml:base=\"{CANARY}\"><path d=\"M0 0\"/></g>"))),
        ("loose-text", within(&format!("{CANARY}<g>{CANARY}</g>"))),
        ("unknown-element", within(&format!("<geheim>{CANARY}</geheim>"))),
        ("name-of-layer", within(&format!("<g><title>{CANARY}</title><desc>{CANARY}</desc></g>"))),
        (
            "hidden-layer",
            within(&format!(
                "<g display=\"none\"><text>{CANARY}</text></g><g style=\"display:none\"><text>{CANARY}</text></g>"
            )),
        ),
        ("style-comment", within(&format!("<style>/* {CANARY} */a{{fill:red}}</style>"))),
        (
            "style-property",
            within(&format!(
                "<style>a{{geheim:{CANARY};-inkscape-x:'{CANARY}'}}</style><path style=\"geheim-x:{CANARY}\" d=\"M0 0\"/>"
            )),
        ),
        ("style-at-rule", within(&format!("<style>@geheim {CANARY};@font-face{{font-family:{CANARY}}}</style>"))),
        ("script", within(&format!("<script>// {CANARY}</script>"))),
        ("handler", within(&format!("<path d=\"M0 0\" onclick=\"{CANARY}()\"/>"))),
        (
            "foreign-object",
            within(&format!("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">{CANARY}</p></foreignObject>")),
        ),
        ("link", within(&format!("<a xlink:href=\"https://x.example/{CANARY}\"><path d=\"M0 0\"/></a>"))),
        ("path", within(&format!("<path d=\"M0 0 {CANARY}\"/>"))),
        ("address", within(&format!("<rect width=\"1\" fill=\"url(https://x.example/{CANARY}#a)\"/>"))),
        (
            "picture",
            within(&format!("<image width=\"5\" height=\"5\" xlink:href=\"data:image/png;base64,{picture}\"/>")),
        ),
        ("behind", format!("{}<!-- {CANARY} -->", within(""))),
    ];
    rows.into_iter().map(|(name, text)| Sample::new(&format!("{name}.svg"), text.into_bytes())).collect()
}

/// What runs, or asks something of another host, when a browser opens it as it is.
pub fn active() -> Vec<(String, String)> {
    folder("active")
}

/// As drawing programs write them, and as they must stay.
pub fn harmless() -> Vec<(String, String)> {
    folder("harmless")
}

/// Drawings that `browser/media.mjs` opens as well.
fn folder(kind: &str) -> Vec<(String, String)> {
    let files = crate::support::tree(&crate::support::tests().join("drawings").join(kind));
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// Made to take all time or memory there is.
pub fn burdens() -> Vec<(&'static str, String)> {
    let many = |open: &str, close: &str, count: usize| {
        format!("{OPEN}{}{SHAPE}{}</svg>", open.repeat(count), close.repeat(count))
    };
    let uses: String = (1..30)
        .map(|at| format!("<g id=\"a{at}\">{}</g>", format!("<use href=\"#a{}\"/>", at - 1).repeat(10)))
        .collect();
    let chain: String = (1..50_000).map(|at| format!("<use id=\"a{at}\" href=\"#a{}\"/>", at - 1)).collect();
    let bomb: String =
        (1..10).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10))).collect();
    vec![
        ("nested", many("<g>", "</g>", 50_000)),
        ("nested-not-closed", many("<g>", "", 50_000)),
        ("uses", within(&format!("<g id=\"a0\">{SHAPE}</g>{uses}"))),
        ("chain", within(&format!("<g id=\"a0\">{SHAPE}</g>{chain}"))),
        ("entities", format!("<!DOCTYPE svg [<!ENTITY a0 \"aaaaaaaaaa\">{bomb}]>{}", within("<text>&a9;</text>"))),
        (
            "long-entity",
            format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>{}", "a".repeat(300), within(&"&a;".repeat(100_000))),
        ),
        (
            "entity-elsewhere",
            format!("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}", within("<text>&a;</text>")),
        ),
        ("parameter", format!("<!DOCTYPE svg [<!ENTITY % a \"x\"> %a;]>{}", within(""))),
        ("many-nodes", within(&"<g/>".repeat(600_000))),
    ]
}
