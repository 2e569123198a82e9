//! How a mail looks: a row for each element, and nothing else says it. Mail programs keep what stands at an element itself;
//! few know more than colours, letters, borders and room, written out side by side. A letter in one file, which browsers
//! show, has the same rows as one style sheet.

use std::collections::BTreeMap;

use crate::body::Kind;
use crate::theme::Theme;

/// The width of a mail, in pixels, and of what stands in it.
pub const WIDTH: u32 = 600;
pub const COLUMN: u32 = WIDTH - 2 * 32;

/// In braces a colour among the tokens of the theme, one of the tone of its box (`toon`, `vlak`, `boord`), or the side
/// where lines begin.
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
    ("box", "width:100%;background-color:{vlak};border:1px solid {boord};"),
    (
        "box-inside",
        "padding-top:14px;padding-right:18px;padding-bottom:4px;padding-left:18px;background-color:{vlak};color:{inkt};text-align:{start};",
    ),
    (
        "box-title",
        "margin-top:0;margin-right:0;margin-bottom:8px;margin-left:0;color:{toon};font-family:Arial,sans-serif;font-size:16px;font-weight:bold;line-height:1.4;",
    ),
    (
        "notes",
        "margin-top:24px;margin-right:0;margin-bottom:0;margin-left:0;padding-{start}:28px;color:{inkt-zacht};font-size:15px;",
    ),
];

/// The tones of boxes, as pages have them.
const TONES: &[(&str, &[Kind])] = &[
    ("blauw", &[Kind::Task, Kind::Steps, Kind::Checklist]),
    ("paars", &[Kind::Statement, Kind::Quiz, Kind::Pictures]),
    ("groen", &[Kind::Talk, Kind::Timer, Kind::KeyPoints, Kind::Objectives, Kind::Questions, Kind::Before]),
    ("geel", &[Kind::Fact, Kind::Caution]),
    ("rood", &[Kind::Home]),
];
/// Of all other boxes.
const PLAIN_TONE: &str = "grijs";
/// What has the tone of its box, and the colours of a tone.
const BOXES: &[&str] = &["box", "box-inside", "box-title"];
const OF_TONE: &[(&str, &str)] = &[("toon", ""), ("vlak", "-vlak"), ("boord", "-boord")];

/// What a letter in one file has besides: its column, phones, and boxes that are no tables.
const IN_ONE_FILE: &str = ".sheet,.box{box-sizing:border-box;}.sheet{margin:0 auto;}.cell{overflow-wrap:break-word;}.box{margin-bottom:14px;border-radius:6px;}\
.table{margin-bottom:14px;}.center{text-align:center;}.right{text-align:right;}\
@media (max-width:480px){.edge{padding:0;}.cell{padding:20px 18px;}}\
@media print{.sheet{border:0;max-width:none;}}";

/// How each element looks, by its name: what is written at it.
#[derive(Debug, Default)]
pub struct Styles {
    looks: BTreeMap<&'static str, String>,
    /// What has the tone of its box, by that and its name.
    toned: BTreeMap<(&'static str, &'static str), String>,
    /// Elements name their look, which stands in a style sheet.
    named: bool,
}

impl Styles {
    /// With the colours of a theme, for a text that runs this way.
    pub fn new(theme: &Theme, dir: &str) -> Self {
        let colour =
            |name: &str| theme.tokens().light(name).filter(|value| is_colour(value)).unwrap_or("inherit").into();
        let look = |style, tone| filled(style, dir, &|name| colour(&of_tone(name, tone)));
        let looks = STYLES.iter().map(|(name, style)| (*name, look(style, PLAIN_TONE))).collect();
        let boxes = STYLES.iter().filter(|(name, _)| BOXES.contains(name));
        let toned = boxes.flat_map(|(name, style)| TONES.iter().map(move |(tone, _)| ((*tone, *name), *style)));
        let toned = toned.map(|((tone, name), style)| ((tone, name), look(style, tone))).collect();
        Styles { looks, toned, named: false }
    }

    /// The names of looks, for a text with a [`sheet`].
    pub fn named() -> Self {
        let looks = STYLES.iter().map(|(name, _)| (*name, name.to_string())).collect();
        let boxes = TONES.iter().map(|(tone, _)| ((*tone, "box"), format!("box {tone}")));
        Styles { looks, toned: boxes.collect(), named: true }
    }

    pub fn are_named(&self) -> bool {
        self.named
    }

    /// Where a look is written.
    pub fn attribute(&self) -> &'static str {
        if self.named { "class" } else { "style" }
    }

    pub fn of(&self, name: &str) -> Option<&str> {
        self.looks.get(name).map(String::as_str)
    }

    /// The look of a box of this kind, or of something in it.
    pub fn in_box(&self, name: &'static str, kind: Kind) -> Option<&str> {
        let tone = TONES.iter().find(|(_, kinds)| kinds.contains(&kind)).map_or(PLAIN_TONE, |(tone, _)| tone);
        self.toned.get(&(tone, name)).map(String::as_str).or_else(|| self.of(name))
    }

    /// The look of a cell whose text is set so.
    pub fn aligned(&self, name: &str, align: Option<&str>) -> Option<String> {
        let look = self.of(name)?;
        Some(match align {
            Some(align) if self.named => format!("{look} {align}"),
            Some(align) => format!("{look}text-align:{align};"),
            None => look.to_string(),
        })
    }

    /// The look of a picture that is shown so wide, and less where there is less room. Its attribute alone, where the
    /// picture is not shown, holds a table of a phone as wide as that.
    pub fn wide(&self, name: &str, width: u32) -> Option<String> {
        let look = self.of(name)?;
        Some(if self.named {
            look.to_string()
        } else {
            look.replace("max-width:100%;", &format!("width:100%;max-width:{width}px;"))
        })
    }

    /// All of them, for a template.
    pub fn all(&self) -> &BTreeMap<&'static str, String> {
        &self.looks
    }
}

/// All looks as one style sheet, by day and in the dark.
pub fn sheet(theme: &Theme, dir: &str) -> String {
    let (mut day, mut dark) = (String::new(), String::new());
    let is_used = |name: &str| {
        let is_of_a_tone = || {
            let tones = TONES.iter().map(|(tone, _)| *tone).chain([PLAIN_TONE]);
            tones.flat_map(|tone| OF_TONE.iter().map(move |(colour, _)| of_tone(colour, tone))).any(|one| one == name)
        };
        STYLES.iter().any(|(_, style)| style.contains(&format!("{{{name}}}"))) || is_of_a_tone()
    };
    let colours = theme.tokens().all().iter().filter(|token| token.light.as_deref().is_some_and(is_colour));
    for token in colours.filter(|token| is_used(&token.name)) {
        let put = |out: &mut String, value: Option<&str>| {
            value.into_iter().for_each(|value| *out += &format!("--{}:{value};", token.name));
        };
        put(&mut day, token.light.as_deref());
        put(&mut dark, token.dark.as_deref().filter(|value| is_colour(value)));
    }
    let colour = |name: &str| format!("var(--{name})");
    let rules = STYLES.iter().map(|(name, style)| format!(".{name}{{{}}}\n", filled(style, dir, &colour)));
    let tone = |tone: &str| {
        let row = |(colour, _): &(&str, &str)| format!("--{colour}:var(--{});", of_tone(colour, tone));
        OF_TONE.iter().map(row).collect::<String>()
    };
    let tones = TONES.iter().map(|(name, _)| format!(".{name}{{{}}}\n", tone(name)));
    let rules: String = [format!(".box{{{}}}\n", tone(PLAIN_TONE))].into_iter().chain(tones).chain(rules).collect();
    format!(
        ":root{{color-scheme:light dark;{day}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}{IN_ONE_FILE}"
    )
}

/// The token that is this colour of a tone; other tokens are themselves.
fn of_tone(name: &str, tone: &str) -> String {
    let end = OF_TONE.iter().find(|(colour, _)| *colour == name).map(|(_, end)| end);
    end.map_or_else(|| name.to_string(), |end| format!("{tone}{end}"))
}

fn is_colour(value: &str) -> bool {
    value.starts_with('#')
}

/// A style with its braces filled in.
fn filled(style: &str, dir: &str, colour: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        out.push_str(before);
        match name {
            "start" => out.push_str(if dir == "rtl" { "right" } else { "left" }),
            _ => out.push_str(&colour(name)),
        }
        rest = after;
    }
    out + rest
}
