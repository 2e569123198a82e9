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
                "<style>a{{geheim:{CANARY};-inkscape-x:'{CANARY}'}}</style><path style=\"x:{CANARY}\" d=\"M0 0\"/>"
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
pub fn active() -> Vec<(&'static str, String)> {
    let x = "https://x.example/a";
    vec![
        ("script", within("<script>document.title='ran'</script>")),
        ("script-in-metadata", within("<metadata><script xmlns=\"http://www.w3.org/2000/svg\">1</script></metadata>")),
        (
            "frame-in-metadata",
            within(&format!("<metadata><x:iframe xmlns:x=\"http://www.w3.org/1999/xhtml\" src=\"{x}\"/></metadata>")),
        ),
        ("image", within(&format!("<image width=\"5\" height=\"5\" href=\"{x}\"/>"))),
        ("image-without-scheme", within("<image width=\"5\" height=\"5\" href=\"//x.example/a\"/>")),
        ("image-beside", within("<image width=\"5\" height=\"5\" href=\"geheim.png\"/>")),
        ("drawing-in-address", within("<image width=\"5\" height=\"5\" href=\"data:image/svg+xml,%3Csvg/%3E\"/>")),
        ("use", within(&format!("<use href=\"{x}#b\"/>"))),
        ("fill", within(&format!("<rect fill=\"url({x})\"/>"))),
        ("two-addresses", within(&format!("<rect style=\"fill:url(#a);marker:url({x})\"/>"))),
        ("image-set", within(&format!("<rect style=\"background:image-set('{x}' 1x)\"/>"))),
        ("escape", within(&format!("<rect style=\"background:u\\72l({x})\"/>"))),
        ("escape-in-sheet", within(&format!("<style>rect{{background:u\\72 l({x});mask:\\75rl('{x}')}}</style>"))),
        ("import", within(&format!("<style>@import '{x}';@\\69mport url({x});</style>"))),
        (
            "font",
            within(&format!(
                "<style>@font-face{{font-family:x;src:url({x})}}text{{font-family:x}}</style><text>a</text>"
            )),
        ),
        ("sheet-in-cdata", within(&format!("<style><![CDATA[ rect{{fill:url({x})}} @import \"{x}\"; ]]></style>"))),
        ("variable", within(&format!("<style>:root{{--a:url({x})}}rect{{fill:var(--a)}}</style>"))),
        ("stylesheet", format!("<?xml-stylesheet href=\"{x}\"?>{}", within(""))),
        ("set", within(&format!("<image width=\"5\" height=\"5\"><set attributeName=\"href\" to=\"{x}\"/></image>"))),
        ("animate", within("<a><animate attributeName=\"href\" values=\"javascript:1\"/><path d=\"M0 0\"/></a>")),
        ("link-that-runs", within("<a href=\" java&#115;cript:x()\"><path d=\"M0 0\"/></a>")),
        ("handler", within("<path d=\"M0 0\" ONLOAD=\"x()\" onbegin=\"x()\"/>")),
        ("fe-image", within(&format!("<filter id=\"f\"><feImage href=\"{x}\"/></filter><rect filter=\"url(#f)\"/>"))),
        (
            "entity",
            format!("<!DOCTYPE svg [<!ENTITY u \"{x}\">]>{}", within("<image width=\"5\" height=\"5\" href=\"&u;\"/>")),
        ),
        (
            "frame",
            within(&format!(
                "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"{x}\"/></foreignObject>"
            )),
        ),
        ("html-script", within("<script xmlns=\"http://www.w3.org/1999/xhtml\">1</script>")),
        ("cursor", within(&format!("<rect cursor=\"url({x})\" style=\"cursor:url({x}),auto\"/>"))),
        ("comment-in-word", within(&format!("<rect style=\"fill:u/**/rl({x})\"/>"))),
        ("gradient", within(&format!("<linearGradient id=\"g\" xlink:href=\"{x}#g\"/><rect fill=\"url(#g)\"/>"))),
        ("text-path", within(&format!("<text><textPath xlink:href=\"{x}#g\">a</textPath></text>"))),
        (
            "link-element",
            within(&format!("<link xmlns=\"http://www.w3.org/1999/xhtml\" rel=\"stylesheet\" href=\"{x}\"/>")),
        ),
        (
            "prefixed",
            format!(
                "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>1</s:script><s:rect width=\"1\" height=\"1\" onclick=\"x\"/></s:svg>"
            ),
        ),
    ]
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

/// As drawing programs write them, and as they must stay.
pub fn harmless() -> Vec<(&'static str, String)> {
    vec![
        ("inkscape", format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape (http://www.inkscape.org/) -->\n\
             <svg width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\" version=\"1.1\" id=\"svg5\" inkscape:version=\"1.2\" sodipodi:docname=\"klas.svg\" \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns=\"http://www.w3.org/2000/svg\">\
             <sodipodi:namedview id=\"n\" pagecolor=\"#ffffff\"/><defs id=\"defs2\"><linearGradient id=\"lg1\"><stop style=\"stop-color:#00f;stop-opacity:1\" offset=\"0\"/>\
             <stop style=\"stop-color:#f00\" offset=\"1\"/></linearGradient><linearGradient xlink:href=\"#lg1\" id=\"lg2\" x1=\"0\" y1=\"0\" x2=\"210\" y2=\"0\" gradientUnits=\"userSpaceOnUse\"/>\
             <filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter><path id=\"curve\" d=\"M20 200C80 150 120 250 190 200\"/></defs>\
             <g inkscape:label=\"Layer 1\" inkscape:groupmode=\"layer\" id=\"layer1\"><rect style=\"fill:url(#lg2);fill-rule:evenodd;stroke-width:0.26\" width=\"150\" height=\"80\" x=\"30\" y=\"30\" ry=\"8\"/>\
             <circle cx=\"100\" cy=\"150\" r=\"30\" style=\"fill:#080;filter:url(#f)\"/><text xml:space=\"preserve\" style=\"font-size:12px;line-height:1.25;font-family:sans-serif;-inkscape-font-specification:sans-serif\">\
             <textPath xlink:href=\"#curve\" startOffset=\"10%\">langs een lijn</textPath></text></g></svg>")),
        ("illustrator", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator: Adobe Illustrator 27.0 -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [\n\
             <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!ENTITY ns_ai \"http://ns.adobe.com/AdobeIllustrator/10.0/\">\n]>\n\
             <svg version=\"1.1\" id=\"Laag_1\" xmlns=\"&ns_svg;\" xmlns:i=\"&ns_ai;\" x=\"0px\" y=\"0px\" viewBox=\"0 0 200 100\" style=\"enable-background:new 0 0 200 100;\" xml:space=\"preserve\">\
             <style type=\"text/css\">\n\t.st0{fill:#FFFFFF;stroke:#1D1D1B;stroke-miterlimit:10;}\n\t.st1{clip-path:url(#SVGID_2_);}\n\t.st2{font-family:'MyriadPro-Regular', sans-serif;font-size:12px}\n</style>\
             <switch><foreignObject requiredExtensions=\"&ns_ai;\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"/><g i:extraneous=\"self\"><defs><rect id=\"SVGID_1_\" width=\"100\" height=\"100\"/></defs>\
             <clipPath id=\"SVGID_2_\"><use xlink:href=\"#SVGID_1_\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" style=\"overflow:visible;\"/></clipPath><g class=\"st1\"><circle class=\"st0\" cx=\"90\" cy=\"50\" r=\"40\"/></g>\
             <text class=\"st2\" transform=\"matrix(1 0 0 1 120 55)\">Tekst</text></g></switch></svg>".into()),
        ("figma", "<svg width=\"200\" height=\"100\" viewBox=\"0 0 200 100\" fill=\"none\" xmlns=\"http://www.w3.org/2000/svg\">\
             <g clip-path=\"url(#clip0_1_2)\"><rect width=\"200\" height=\"100\" fill=\"#F5F5F5\"/><g filter=\"url(#filter0_d_1_2)\"><rect x=\"20\" y=\"20\" width=\"100\" height=\"50\" rx=\"12\" fill=\"url(#paint0_linear_1_2)\"/></g>\
             <mask id=\"mask0\" style=\"mask-type:alpha\" maskUnits=\"userSpaceOnUse\" x=\"130\" y=\"10\" width=\"60\" height=\"80\"><path d=\"M130 10h60v80h-60z\" fill=\"#D9D9D9\"/></mask><g mask=\"url(#mask0)\"><circle cx=\"190\" cy=\"50\" r=\"40\" fill=\"#0A7\"/></g></g>\
             <defs><filter id=\"filter0_d_1_2\" x=\"16\" y=\"20\" width=\"108\" height=\"58\" filterUnits=\"userSpaceOnUse\" color-interpolation-filters=\"sRGB\"><feFlood flood-opacity=\"0\" result=\"BackgroundImageFix\"/>\
             <feColorMatrix in=\"SourceAlpha\" type=\"matrix\" values=\"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0\" result=\"hardAlpha\"/><feOffset dy=\"4\"/><feGaussianBlur stdDeviation=\"2\"/><feComposite in2=\"hardAlpha\" operator=\"out\"/>\
             <feColorMatrix type=\"matrix\" values=\"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.25 0\"/><feBlend mode=\"normal\" in2=\"BackgroundImageFix\" result=\"e\"/><feBlend mode=\"normal\" in=\"SourceGraphic\" in2=\"e\" result=\"shape\"/></filter>\
             <linearGradient id=\"paint0_linear_1_2\" x1=\"70\" y1=\"20\" x2=\"70\" y2=\"70\" gradientUnits=\"userSpaceOnUse\"><stop stop-color=\"#FF7A00\"/><stop offset=\"1\" stop-color=\"#FF0169\" stop-opacity=\"0.5\"/></linearGradient>\
             <clipPath id=\"clip0_1_2\"><rect width=\"200\" height=\"100\" fill=\"white\"/></clipPath></defs></svg>".into()),
        ("markers", format!("{OPEN}<defs><marker id=\"pijl\" viewBox=\"0 0 10 10\" refX=\"5\" refY=\"5\" markerWidth=\"3\" markerHeight=\"3\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker>\
             <pattern id=\"p\" width=\"2\" height=\"2\" patternUnits=\"userSpaceOnUse\"><circle cx=\"1\" cy=\"1\" r=\".5\" fill=\"#00f\"/></pattern><symbol id=\"s\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></symbol></defs>\
             <path d=\"M1 1L9 9\" stroke=\"#000\" marker-end=\"url('#pijl')\"/><rect x=\"5\" width=\"5\" height=\"4\" fill=\"url(#p)\"/><use href=\"#s\" x=\"0\" y=\"6\" width=\"3\" height=\"3\" fill=\"rgb(200 0 0 / 50%)\"/></svg>")),
    ]
}
