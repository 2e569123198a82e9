//! Findings for people: the source line, carets under what is meant, and what to write instead.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Severity, Origin, Renderer, Snippet};

use super::lines::LineIndexes;
pub use super::visible::value as shown;
use super::visible::{self, Excerpt};
use super::{At, Finding, Lang, Level};
use crate::source::{Place, Sources, Span};

/// How a terminal shows text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub colour: bool,
    /// Columns; long source lines are cut to fit, help is broken at spaces.
    pub width: usize,
    pub extent: Extent,
}

/// How many findings are shown in full. The others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// As many as somebody can read: some of each file, and not too many in all.
    Readable,
    All,
}

impl Extent {
    /// At most so many of a file, and so many in all.
    fn limits(self) -> (usize, usize) {
        match self {
            Extent::Readable => (20, 50),
            Extent::All => (usize::MAX, usize::MAX),
        }
    }
}

/// Wider than any excerpt, so that lines are cut in one place only: here.
const NO_LIMIT: usize = 1 << 16;

/// Findings by file in the order of their first appearance, then how many more there are: of each file that is shown, and
/// where there are too many in all, a table by code. Errors are shown before warnings are.
pub fn render<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    sources: &'f Sources,
    lang: Lang,
    style: Style,
) -> String {
    let mut texts = LineIndexes::new(sources);
    let (of_file, in_all) = style.extent.limits();
    let mut files: Vec<(&str, Vec<&Finding>)> = Vec::new();
    let mut known = BTreeMap::new();
    for finding in findings.into_iter().filter(|finding| finding.level != Level::Off) {
        let path = match &finding.at {
            At::Text(place) => texts.text(place.file).0,
            At::Path(path, _) => path,
        };
        let at = *known.entry(path).or_insert_with(|| {
            files.push((path, Vec::new()));
            files.len() - 1
        });
        if let Some((_, group)) = files.get_mut(at) {
            group.push(finding);
        }
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(NO_LIMIT);
    let (mut out, mut room) = (String::new(), in_all);
    let mut shown = choose(&files, of_file, Level::Error, &mut room);
    for (kept, warnings) in shown.iter_mut().zip(choose(&files, of_file, Level::Warning, &mut room)) {
        kept.extend(warnings.into_iter().take(of_file.saturating_sub(kept.len())));
        kept.sort_unstable();
    }
    for ((path, group), kept) in files.iter().zip(&shown) {
        for finding in kept.iter().filter_map(|at| group.get(*at)) {
            let block = one(finding, &mut texts, lang, style.width);
            // The renderer pads empty gutters with spaces, and sets a line `:::` above a snippet without a path of its own.
            let shown = renderer.render(&[block]);
            let lines = shown.lines().map(str::trim_end).filter(|line| !is_separator(line));
            lines.for_each(|line| out.extend([line, "\n"]));
            out.push('\n');
        }
        let more = group.len() - kept.len();
        if more > 0 && !kept.is_empty() {
            let path = visible::value(path);
            out.push_str(&match lang {
                Lang::Nl => format!("… en nog {more} in {path}\n\n"),
                Lang::En => format!("… and {more} more in {path}\n\n"),
            });
        }
    }
    let found = files.iter().map(|(_, group)| group.len()).sum::<usize>();
    let told = shown.iter().map(Vec::len).sum::<usize>();
    if room == 0 && told < found {
        out.push_str(&overview(files.iter().flat_map(|(_, group)| group), told, found, lang));
    }
    out
}

/// Of each file the places of its findings of one level, as long as there is room.
fn choose(files: &[(&str, Vec<&Finding>)], of_file: usize, level: Level, room: &mut usize) -> Vec<Vec<usize>> {
    let of_one = |(_, group): &(&str, Vec<&Finding>)| {
        let those = group.iter().enumerate().filter(|(_, finding)| finding.level == level).map(|(at, _)| at);
        let kept: Vec<usize> = those.take(of_file.min(*room)).collect();
        *room -= kept.len();
        kept
    };
    files.iter().map(of_one).collect()
}

/// All findings by code: errors first, then what there is most of.
fn overview<'f>(all: impl Iterator<Item = &'f &'f Finding>, told: usize, found: usize, lang: Lang) -> String {
    let mut counts: BTreeMap<&str, (&Finding, usize)> = BTreeMap::new();
    for finding in all {
        counts.entry(finding.code.id).or_insert((finding, 0)).1 += 1;
    }
    let mut rows: Vec<(&Finding, usize)> = counts.into_values().collect();
    rows.sort_by_key(|(finding, count)| (!finding.is_error(), std::cmp::Reverse(*count), finding.code.id));
    let mut out = match lang {
        Lang::Nl => format!("Dit zijn er {told} van {found}. Alle meldingen bij elkaar:\n"),
        Lang::En => format!("These are {told} of {found}. All findings together:\n"),
    };
    for (finding, count) in &rows {
        out.push_str(&format!("{count:>6} × {} {}\n", finding.code.id, finding.code.name));
    }
    let code = rows.first().map_or("", |(finding, _)| finding.code.id);
    out.push_str(&match lang {
        Lang::Nl => format!("Alles zien: krijt controleer --all. Uitleg bij een melding: krijt leg-uit {code}.\n\n"),
        Lang::En => format!("To see all: krijt check --all. To have one explained: krijt explain {code}.\n\n"),
    });
    out
}

/// How many errors and warnings there are: `3 fouten, 1 waarschuwing`.
pub fn summary(findings: &[Finding], lang: Lang) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let counted = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    };
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let silenced = findings.iter().filter(|finding| finding.allowed.is_some()).count();
    let parts = match lang {
        Lang::Nl => [
            counted(errors, "fout", "fouten"),
            counted(warnings, "waarschuwing", "waarschuwingen"),
            counted(silenced, "stilgezet", "stilgezet"),
        ],
        Lang::En => [
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
            counted(silenced, "silenced", "silenced"),
        ],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match (parts.is_empty(), lang) {
        (false, _) => parts.join(", "),
        (true, Lang::Nl) => "geen fouten".to_string(),
        (true, Lang::En) => "no errors".to_string(),
    }
}

fn one<'a>(finding: &Finding, texts: &mut LineIndexes<'_>, lang: Lang, width: usize) -> Group<'a> {
    let (severity, name) = match (finding.level, lang) {
        (Level::Error, Lang::Nl) => (Severity::ERROR, "fout"),
        (Level::Error, Lang::En) => (Severity::ERROR, "error"),
        (_, Lang::Nl) => (Severity::WARNING, "waarschuwing"),
        (_, Lang::En) => (Severity::WARNING, "warning"),
    };
    let title = severity.with_name(name).primary_title(finding.message_with(lang, visible::value));
    let mut group = Group::with_title(title.id(format!("{} {}", finding.code.id, finding.code.name)));
    match &finding.at {
        At::Text(place) => group = group.elements(excerpt(*place, AnnotationKind::Primary, None, texts, width)),
        At::Path(path, at) => {
            let origin = Origin::path(visible::value(path));
            group = group.element(match at.as_deref() {
                Some((line, column)) => origin.line(*line).char_column(*column),
                None => origin,
            });
        }
    }
    for related in &finding.related {
        let label = related.label.words(lang);
        group = group.elements(excerpt(related.place, AnnotationKind::Context, Some(label), texts, width));
    }
    let (help, name) =
        (finding.help_with(lang, texts.sources, visible::value), if lang == Lang::Nl { "hulp" } else { "help" });
    if help.is_empty() {
        return group;
    }
    group.element(Severity::HELP.with_name(name).message(visible::wrap(&help, width.saturating_sub(14).max(40))))
}

/// Is a line the renderer's own `:::`? It stands at the gutter; one of a help stands further in. (Findings hold no escape
/// characters: those are shown.)
fn is_separator(line: &str) -> bool {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default();
    let others = pieces.map(|piece| piece.split_once('m').map_or(piece, |(_, text)| text));
    let text: String = std::iter::once(first).chain(others).collect();
    text.trim() == ":::" && text.find(':') < Some(8)
}

/// Where a place is, and its line with a mark. Of a place over several lines the first is shown.
fn excerpt<'a>(
    place: Place,
    kind: AnnotationKind,
    label: Option<&'static str>,
    texts: &mut LineIndexes<'_>,
    width: usize,
) -> [Element<'a>; 2] {
    let Span { start, end } = place.span;
    let (path, text, index) = texts.text(place.file);
    let start = text.floor_char_boundary(start as usize);
    let position = index.position(text, start);
    let line = index.range(text, position.line - 1);
    let mark = start - line.start..(end as usize).clamp(start, line.end.max(start)) - line.start;
    let room = width.saturating_sub(position.line.to_string().len() + 5);
    let Excerpt { text, mark } = visible::excerpt(text.get(line).unwrap_or_default(), mark, room);
    let mut annotation: Annotation<'a> = kind.span(mark);
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    let origin = Origin::path(visible::value(path)).line(position.line).char_column(position.column);
    // A line ending keeps an empty line from being left out.
    let snippet = Snippet::source(text + "\n").line_start(position.line).annotation(annotation);
    [origin.into(), snippet.into()]
}
