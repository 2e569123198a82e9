//! How a mail looks: a row for each element, and nothing else says it. Mail programs keep what stands at an element itself;
//! few know more than colours, letters, borders and room, written out side by side.

use std::collections::BTreeMap;

use crate::theme::Theme;

/// The width of a mail, in pixels, and of what stands in it.
pub const WIDTH: u32 = 600;
pub const COLUMN: u32 = WIDTH - 2 * 32;

/// In braces a colour among the tokens of the theme, or the side where lines begin.
const STYLES: &[(&str, &str)] = &[
    ("body", "margin:0;padding:0;background-color:{papier};"),
    (
        "whole",
        "background-color:{papier};color:{inkt};font-family:Georgia,Times New Roman,serif;font-size:17px;line-height:1.5;",
    ),
    ("preheader", "display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:{papier};"),
    ("around", "background-color:{papier};"),
    ("edge", "padding-top:16px;padding-right:8px;padding-bottom:16px;padding-left:8px;"),
    ("sheet", "width:100%;max-width:600px;background-color:{vel};color:{inkt};border:1px solid {lijn};"),
    (
        "cell",
        "padding-top:28px;padding-right:32px;padding-bottom:28px;padding-left:32px;background-color:{vel};color:{inkt};text-align:{start};font-family:Georgia,Times New Roman,serif;font-size:17px;line-height:1.5;",
    ),
    (
        "small",
        "margin-top:0;margin-right:0;margin-bottom:8px;margin-left:0;color:{inkt-zacht};font-family:Arial,sans-serif;font-size:14px;line-height:1.5;",
    ),
    ("lead", "margin-top:0;margin-right:0;margin-bottom:20px;margin-left:0;font-size:19px;line-height:1.45;"),
    (
        "h1",
        "margin-top:0;margin-right:0;margin-bottom:12px;margin-left:0;color:{inkt};font-family:Georgia,Times New Roman,serif;font-size:28px;font-weight:bold;line-height:1.25;",
    ),
    (
        "h2",
        "margin-top:28px;margin-right:0;margin-bottom:8px;margin-left:0;color:{inkt};font-family:Georgia,Times New Roman,serif;font-size:22px;font-weight:bold;line-height:1.3;",
    ),
    (
        "h3",
        "margin-top:20px;margin-right:0;margin-bottom:6px;margin-left:0;color:{inkt};font-family:Georgia,Times New Roman,serif;font-size:18px;font-weight:bold;line-height:1.35;",
    ),
    ("p", "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;"),
    ("a", "color:{link};text-decoration:underline;"),
    // A link with a telephone number, which stays on one line.
    ("tel", "color:{link};text-decoration:underline;white-space:nowrap;"),
    ("ul", "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;padding-{start}:24px;"),
    ("ol", "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;padding-{start}:28px;"),
    ("li", "margin-top:0;margin-right:0;margin-bottom:6px;margin-left:0;"),
    ("dl", "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;"),
    ("dt", "font-weight:bold;"),
    ("dd", "margin-top:0;margin-right:0;margin-bottom:8px;margin-left:0;padding-{start}:20px;"),
    (
        "blockquote",
        "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;padding-{start}:16px;border-{start}:3px solid {lijn};color:{inkt-zacht};",
    ),
    (
        "pre",
        "margin-top:0;margin-right:0;margin-bottom:14px;margin-left:0;font-family:Consolas,monospace;font-size:15px;white-space:pre-wrap;text-align:left;",
    ),
    ("code", "font-family:Consolas,monospace;font-size:15px;"),
    ("hr", "height:1px;border:0;background-color:{lijn};"),
    ("img", "display:block;max-width:100%;height:auto;border:0;background-color:{vel};color:{inkt};"),
    ("table", "width:100%;border-collapse:collapse;"),
    (
        "th",
        "padding-top:6px;padding-right:8px;padding-bottom:6px;padding-left:8px;border:1px solid {lijn};font-weight:bold;text-align:{start};vertical-align:top;",
    ),
    (
        "td",
        "padding-top:6px;padding-right:8px;padding-bottom:6px;padding-left:8px;border:1px solid {lijn};text-align:{start};vertical-align:top;",
    ),
    ("after", "height:14px;font-size:14px;line-height:14px;"),
    ("box", "width:100%;background-color:{rood-vlak};border:1px solid {rood-boord};"),
    (
        "box-inside",
        "padding-top:14px;padding-right:18px;padding-bottom:4px;padding-left:18px;background-color:{rood-vlak};color:{inkt};text-align:{start};",
    ),
    (
        "box-title",
        "margin-top:0;margin-right:0;margin-bottom:8px;margin-left:0;color:{rood};font-family:Arial,sans-serif;font-size:16px;font-weight:bold;line-height:1.4;",
    ),
    (
        "notes",
        "margin-top:24px;margin-right:0;margin-bottom:0;margin-left:0;padding-{start}:28px;color:{inkt-zacht};font-size:15px;",
    ),
];

/// The styles of each element, by its name.
#[derive(Debug, Default)]
pub struct Styles(BTreeMap<&'static str, String>);

impl Styles {
    /// With the colours of a theme, for a text that runs this way.
    pub fn new(theme: &Theme, dir: &str) -> Self {
        let start = if dir == "rtl" { "right" } else { "left" };
        let colour = |name: &str| theme.tokens().light(name).filter(|value| value.starts_with('#'));
        let filled = |style: &str| {
            let mut out = String::with_capacity(style.len());
            let mut rest = style;
            while let Some((before, (name, after))) =
                rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
            {
                out.push_str(before);
                out.push_str(if name == "start" { start } else { colour(name).unwrap_or("inherit") });
                rest = after;
            }
            out + rest
        };
        Styles(STYLES.iter().map(|(name, style)| (*name, filled(style))).collect())
    }

    pub fn of(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All of them, for a template.
    pub fn all(&self) -> &BTreeMap<&'static str, String> {
        &self.0
    }
}
