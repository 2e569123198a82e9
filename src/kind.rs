//! Kinds of documents: the folder decides which one. A new kind is a file and a row.

#[macro_use]
pub mod collection;
mod common;
mod deck;
mod evening;
mod first_text;
mod hides;
mod lesson;
mod misplaced;
pub mod module;
pub mod newsletter;
mod page;
mod protocol;

pub use common::humanised;
pub use first_text::{FirstText, Location};

use rustc_hash::FxHashMap;

use crate::allow;
use crate::body::{self, Body, Heading, Kind as Block, Tag, Within};
use crate::config::Levels;
use crate::diag::{About, At, Finding, RelatedLabel, catalogue as code};
use crate::doc::{Anchor, Doc, Facets, Head, Readers};
use crate::front::{self, Front, Key, Keys, Reader, Split};
use crate::slides::{self, Losses, Staged};
use crate::slug;
use crate::source::{Place, Source, SourceId, Span};
use collection::Collection;

/// A value and what is wrong with what it came from.
#[derive(Debug)]
pub struct Reported<T> {
    pub value: T,
    pub findings: Vec<Finding>,
}

/// A row of [`KINDS`].
pub struct DocKind {
    /// As messages know it; the English word of commands.
    pub name: &'static str,
    /// The Dutch word of commands.
    pub word: &'static str,
    /// Other words of commands.
    pub aliases: &'static [&'static str],
    /// The heading of its keys in the handbook.
    pub called: About,
    /// The part of the site that it stands in.
    pub collection: Option<&'static Collection>,
    /// What `krijt new` writes.
    pub new: FirstText,
    /// Whom its words are for.
    pub readers: Readers,
    /// Without a date it stands for years; a letter is of its day, and a lesson is spoken on the day itself.
    pub goes_stale: bool,
    /// Where it stands, for people.
    pub files: &'static str,
    /// What it is for, for authors.
    pub about: About,
    /// Does a path below `content/` belong to this kind? The first row that says so wins.
    pub matches: fn(&str) -> bool,
    /// The languages whose tag in a file's name makes it a translation: `….en.md` of `….md`.
    pub translated: fn(&str) -> bool,
    /// The keys of its head: the common ones and its own.
    pub tables: &'static [&'static [Key]],
    /// Those that it must have.
    pub required: &'static [&'static str],
    /// Reads the kind's own keys and looks at the body.
    pub lower: fn(&mut Lowering<'_, '_>) -> Facets,
}

impl DocKind {
    /// All words that commands understand, the Dutch one first.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        let name = Some(self.name).filter(|name| *name != self.word);
        std::iter::once(self.word).chain(name).chain(self.aliases.iter().copied())
    }

    pub fn keys(&self) -> Keys {
        Keys { owner: self.name, tables: self.tables, required: self.required }
    }
}

impl std::fmt::Debug for DocKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What lowering has at hand.
pub struct Lowering<'a, 'f> {
    pub reader: &'a mut Reader<'f>,
    pub head: &'a mut Head,
    pub body: &'a Body,
    /// How the text is split into slides, where the whole of it is slides.
    pub split: Option<crate::doc::SlideSplit>,
    /// What of its slides krijt does nothing with.
    pub losses: &'a mut Losses,
    pub text: &'a str,
    pub file: SourceId,
    /// Below `content/`.
    pub path: &'a str,
}

impl Lowering<'_, '_> {
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

pub static KINDS: &[DocKind] = &[
    module::KIND,
    lesson::KIND,
    newsletter::KIND,
    evening::KIND,
    protocol::CHARTER,
    protocol::CHAPTER,
    deck::KIND,
    page::KIND,
];

/// The page of a folder itself, as other generators name it.
pub fn is_index(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("index.md" | "_index.md"))
}

/// `nieuwsbrieven/2026-10-30-week.en.md` as its path without language, and the language.
pub fn split_language(path: &str) -> Option<(&str, &str)> {
    path.strip_suffix(".md")?.rsplit_once('.')
}

pub fn of(path: &str) -> &'static DocKind {
    KINDS.iter().find(|kind| (kind.matches)(path)).unwrap_or(&page::KIND)
}

/// Reads one Markdown file into a document. `path` is the path below `content/`. Nothing else decides what comes out:
/// `pipeline::Memo` keeps documents on that ground.
pub fn lower(file: SourceId, source: &Source, path: &str, levels: &Levels) -> Reported<Doc> {
    let kind = of(path);
    let mut findings = Vec::new();
    let (front, text_start) = head_of(file, source, &mut findings);
    let parsed = front.is_some();
    let front = front.unwrap_or_else(|| Front::empty(Place { file, span: Span::default() }));
    let (body, body_findings) = body::parse(file, &source.text, text_start);
    findings.extend(body_findings);
    let own_head = (kind.name == deck::KIND.name).then(|| deck::head(&front));
    let staged = slides::stage(file, body, &source.text, own_head);
    let is_taken = |at: &At| matches!(at, At::Text(place) if staged.has_taken(place.span, &source.text));
    let is_attribute = |at: &At| matches!(at, At::Text(place) if staged.taken.contains(&place.span));
    findings.retain(|finding| match finding.code.id {
        id if id == code::RAW_HTML.id => !is_taken(&finding.at),
        id if id == code::UNKNOWN_ATTRIBUTE.id => !is_attribute(&finding.at),
        _ => true,
    });
    let Staged { body, split, findings: found, mut losses, .. } = staged;
    findings.extend(found);
    for finding in findings.iter_mut().filter(|finding| finding.code.id == code::FRONT_MATTER_MISSING.id) {
        let title = common::first_heading(&body, &source.text).map(|title| title.replace('"', "'"));
        let start = title.as_deref().and_then(|title| front::start(&source.text, title));
        finding.fix = start.map(Box::new);
    }
    findings.extend(parsed.then(|| hides::misplaced_in_text(file, &body, &source.text)).flatten());

    let mut reader = Reader::new(&front, kind.keys());
    let mut head = common::read(&mut reader, &body, &source.text, path, parsed);
    if let Some((original, lang)) = split_language(path).filter(|(_, lang)| (kind.translated)(lang)) {
        head.lang.get_or_insert(lang.to_string());
        head.translates = Some(format!("content/{original}.md"));
    }
    let mut lowering = Lowering {
        reader: &mut reader,
        head: &mut head,
        body: &body,
        split,
        losses: &mut losses,
        text: &source.text,
        file,
        path,
    };
    let facets = (kind.lower)(&mut lowering);
    findings.extend(losses.finding(file, &source.text));
    let mut own = reader.finish();
    if source.text.starts_with("+++") {
        own.iter_mut().for_each(|finding| finding.fix = None);
    }
    if parsed {
        if kind.name == page::KIND.name && !is_index(path) {
            let place = head.title_place.unwrap_or(Place { file, span: Span::default() });
            misplaced::tell(path, &front, place, &mut own);
        }
        findings.extend(own);
    }
    let anchors = anchors(file, &body, &source.text, &mut findings);
    let (allows, found) = allow::of_doc(file, source, &body, text_start);
    findings.extend(found);
    head.unread &= !never_had_head(&findings, &source.text);
    head.unread |= hides::is_unsure(&findings);
    levels.apply(&mut findings);
    allow::silence(&allows, &mut findings);
    let faulty = findings.iter().any(Finding::is_error);
    let goes_stale = kind.goes_stale && head.date.is_none();
    let (readers, provisional) = (kind.readers, Vec::new());
    let anchors_by_id = Vec::new();
    let mut value =
        Doc { file, readers, goes_stale, head, body, anchors, anchors_by_id, facets, faulty, allows, provisional };
    value.sort_anchors();
    Reported { value, findings }
}

/// Splits off and reads the head. `None` when it cannot be used; then a finding says why.
fn head_of(file: SourceId, source: &Source, findings: &mut Vec<Finding>) -> (Option<Front>, usize) {
    let text = &source.text;
    let first = Span::new(0..text.lines().next().map_or(0, str::len));
    let place = Place { file, span: first };
    match front::split(text) {
        Split::Yaml { head, text: start } => {
            let (front, found) = front::parse(file, text, head, front::LIMIT);
            findings.extend(found);
            let misplaced = front.as_ref().and_then(|front| hides::misplaced_in_head(file, front, text, head));
            findings.extend(misplaced);
            if let Some(second) = front::second_head(text, start) {
                findings.push(Finding::new(&code::YAML_SECOND_DOCUMENT, Place { file, span: second }));
                return (front, text.len());
            }
            (front, start)
        }
        Split::Unclosed => {
            findings.push(Finding::new(&code::FRONT_MATTER_UNCLOSED, place).fixed_by(front::end(text)));
            (None, text.len())
        }
        Split::Toml { head, text: start } => match front::parse_toml(file, text, head) {
            Some((front, found)) => {
                // Lines of YAML to type over are no lines of TOML.
                findings.extend(found.into_iter().map(|finding| Finding { fix: None, ..finding }));
                (front, start)
            }
            None => {
                findings.push(Finding::new(&code::TOML_FRONT_MATTER, place));
                (None, start)
            }
        },
        Split::None if text.trim().is_empty() => {
            findings.push(Finding::new(&code::EMPTY_FILE, place));
            (None, text.len())
        }
        Split::None if let Some(lost) = front::lost_head(text) => {
            let place = Place { file, span: lost.span };
            findings.push(Finding::new(&code::HEAD_NOT_FIRST, place).fixed_by(lost.fix));
            (None, lost.text)
        }
        Split::None => {
            findings.push(Finding::new(&code::FRONT_MATTER_MISSING, place));
            (None, 0)
        }
    }
}

/// Pages of mdBook have no head: they begin with their title. Where a head went missing from the top of a text, what stands
/// first is something else; and where it was written below the title, a line of it may hide the text.
fn never_had_head(findings: &[Finding], text: &str) -> bool {
    let is_without = findings.iter().any(|finding| finding.code.id == code::FRONT_MATTER_MISSING.id);
    let signs = ['#', '>', '-', '*', '`', ' ', '\t'];
    let may_hide = || text.lines().any(|line| front::hides::mark(line.trim_start_matches(signs)).is_some());
    is_without && text.trim_start().starts_with("# ") && !may_hide()
}

/// Gives every heading, every block with an id and every plan B its anchor.
fn anchors(file: SourceId, body: &Body, text: &str, findings: &mut Vec<Finding>) -> Vec<Anchor> {
    let mut given: FxHashMap<&str, Span> = FxHashMap::default();
    let mut all = body.headings.iter().map(Heading::attrs).chain(body.divs.iter().map(|div| &div.attrs));
    let has_ids = all.any(|attrs| attrs.id.is_some());
    for id in body.all().filter(|_| has_ids) {
        let own = match body.tag(id) {
            Tag::Heading { info, .. } => body.headings[info as usize].attrs().id.as_ref(),
            Tag::Div(div) => body.divs[div as usize].attrs.id.as_ref(),
            _ => None,
        };
        let Some((own, span)) = own else { continue };
        match given.get(own.as_str()) {
            Some(first) => findings.push(
                Finding::new(&code::DUPLICATE_ID, Place { file, span: *span })
                    .with("id", own.as_str())
                    .related(RelatedLabel::First, Place { file, span: *first }),
            ),
            None => {
                given.insert(own, *span);
            }
        }
    }
    let mut used: FxHashMap<String, u32> = given.keys().map(|id| (id.to_string(), 1)).collect();
    let (mut anchors, mut said) = (Vec::new(), String::new());
    let mut within = Within::new(body);
    for node in body.all() {
        let from = within.enter(body, node);
        let own = match body.tag(node) {
            Tag::Heading { info, .. } => body.headings[info as usize].attrs().id.as_ref(),
            Tag::Div(div) => match &body.divs[div as usize].attrs.id {
                Some(id) => Some(id),
                None if titled(&body.divs[div as usize], text).is_some() => None,
                None => continue,
            },
            _ => continue,
        };
        let words = match body.div(node) {
            Some(div) => titled(div, text).unwrap_or_default(),
            None => {
                said.clear();
                body::plain_into(body, text, body.subtree(node), &mut said);
                &said
            }
        };
        let is_first = |(id, span): &&(String, Span)| given.get(id.as_str()) == Some(span);
        let own = own.filter(is_first);
        let id = match own {
            Some((id, _)) => id.clone(),
            None => free_id(words, &mut used),
        };
        let at = body.span(node).start;
        anchors.push(Anchor { id, at, given: own.is_some(), from });
    }
    anchors.shrink_to_fit();
    anchors
}

/// What the id of a block for when there is no internet begins with.
const PLAN_B: &str = "planb";

/// The words of a block's id: its title, where that was a heading, for links go there as to any heading; and of what a
/// teacher needs at once, which has a button on top of its page.
fn titled<'b>(div: &'b body::Div, text: &str) -> Option<&'b str> {
    let title = div.attrs.get("titel").filter(|pair| text[pair.span.range()].starts_with('#'));
    let own = title.and_then(|title| title.value.as_deref());
    own.or((div.kind == Block::PlanB).then_some(PLAN_B))
}

/// First words of ids that pages make themselves.
const TAKEN: &[&str] = &["dia", "fn", "fnref", "begrip", "opdracht"];

/// An id from a heading's words that no other anchor has.
fn free_id(words: &str, used: &mut FxHashMap<String, u32>) -> String {
    let mut base = slug::of_text(words);
    if TAKEN.iter().any(|prefix| base.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-'))) {
        base = format!("kop-{base}");
    }
    let Some(number) = used.get(&base).copied() else {
        used.insert(base.clone(), 1);
        return base;
    };
    let free = (number + 1..).map(|number| (number, format!("{base}-{number}"))).find(|(_, id)| !used.contains_key(id));
    let (number, id) = free.unwrap_or((number, base.clone()));
    used.insert(base, number);
    used.insert(id.clone(), 1);
    id
}
