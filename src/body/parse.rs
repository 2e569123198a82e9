//! From text to [`Body`]: the events of pulldown-cmark, woven with the fences and attributes that Markdown lacks.

mod attributes;
mod callouts;
mod fences;
mod html;
mod lines;
mod listing;
mod slips;
mod titles;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag as Md};

use super::bare;
use super::blocks;
use super::fence::{self, FenceLine, Variable};
use super::raw;
use super::rows::SignRows;
use super::walls::{self, Reference};
use super::{Align, Attrs, Body, Div, Heading, Image, Kind, Link, ListStart, Node, NodeId, Tag};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::{Place, SourceId, Span};

pub use attributes::looks;
pub(super) use fences::may_hide;
pub use slips::means_minutes;

/// Blocks, lists, quotes and marks may stand this deep in each other.
pub const NESTING: usize = 32;

/// Parses the text of a file from byte `start` (behind the front matter). Never fails: what is wrong is among the
/// findings, and the tree holds all the rest.
pub fn parse(file: SourceId, source: &str, start: usize) -> (Body, Vec<Finding>) {
    let text = &source[start..];
    let rows = SignRows::of(text);
    let masked = fence::mask(text, start, rows);
    let seen = masked.text.as_deref().unwrap_or(text);
    let mut builder = Builder {
        file,
        source,
        seen,
        start,
        fences: masked.fences,
        met: Vec::new(),
        variables: &masked.variables,
        // Running text has a node for some ten bytes.
        body: Body { nodes: Vec::with_capacity(text.len() / 10), ..Body::default() },
        findings: Vec::new(),
        stack: Vec::new(),
        taken: Span::default(),
        skipping: None,
        forgiven: 0,
        too_deep: false,
        forbidden: Vec::new(),
        last_quote: None,
        code_with_walls: false,
        references: Vec::new(),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_SUPERSCRIPT;
    let mut events = Parser::new_ext(seen, options).into_offset_iter();
    for (event, range) in events.by_ref() {
        builder.event(event, Span::new(start + range.start..start + range.end));
        if builder.too_deep {
            return (Body::default(), builder.findings);
        }
    }
    let mut references = std::mem::take(&mut builder.references);
    for reference in &mut references {
        let definition = events.reference_definitions().get(&reference.label);
        reference.definition = definition.map(|found| Span::new(start + found.span.start..start + found.span.end));
    }
    if references.iter().all(|reference| reference.definition.is_none()) {
        let definitions = events.reference_definitions().iter();
        let spans = definitions.map(|(_, found)| (found.span.clone(), found.dest.starts_with("http")));
        builder.unused_definitions(spans.filter(|(_, is_web)| *is_web).map(|(span, _)| span).collect());
    }
    let (fences, met) = (std::mem::take(&mut builder.fences), std::mem::take(&mut builder.met));
    let (mut body, mut findings) = builder.finish();
    let apart = &masked.apart;
    let seen = walls::ParserSaw { file, source, start, rows, fences: &fences, met: &met, apart, references };
    walls::check(&body, &seen, &mut findings);
    bare::link(&mut body, source, start, rows);
    (body, findings)
}

/// Something that is open while the events come in.
enum Open {
    Markdown(NodeId),
    Div {
        node: NodeId,
        fence: Span,
        reported: bool,
    },
    Inline {
        node: NodeId,
        tag: raw::Allowed,
        at: Span,
    },
    /// An element of HTML that hides what it holds.
    Raw {
        node: NodeId,
        tag: String,
        at: Span,
        depth: usize,
        is_sure: bool,
    },
}

struct Builder<'s> {
    file: SourceId,
    /// The whole file.
    source: &'s str,
    /// What the Markdown parser reads: the text from `start`, masked.
    seen: &'s str,
    start: usize,
    fences: Vec<FenceLine>,
    /// Those that were met as a block of their own, in order.
    met: Vec<Span>,
    variables: &'s [Variable],
    body: Body,
    findings: Vec<Finding>,
    stack: Vec<Open>,
    /// What was read as the attributes of an image: no text.
    taken: Span,
    /// Inside an HTML block, a code block or an image that is dealt with as a whole.
    skipping: Option<usize>,
    /// Closing fences that may come too late: their blocks were closed for the author.
    forgiven: usize,
    too_deep: bool,
    /// Names of forbidden tags whose end is still to come: a tag and its end are one mistake.
    forbidden: Vec<String>,
    /// The quote that ended last.
    last_quote: Option<NodeId>,
    /// A piece of code held what looks like a wall.
    code_with_walls: bool,
    /// Links and images whose address stands elsewhere.
    references: Vec<Reference>,
}

impl<'s> Builder<'s> {
    fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    fn text(&self, span: Span) -> &'s str {
        &self.source[span.range()]
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some(depth) = &mut self.skipping {
            match event {
                Event::Start(_) => *depth += 1,
                Event::End(_) => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.skipping = None;
            }
            return;
        }
        if span.start >= self.taken.start && span.end <= self.taken.end && span.start < span.end {
            return;
        }
        match event {
            Event::Start(Md::HtmlBlock) => {
                self.skipping = Some(1);
                self.html_block(span);
            }
            Event::Start(tag) => self.start_tag(tag, span),
            Event::End(_) => self.end(span),
            Event::Text(text) => self.add_text(&text, span),
            Event::Code(text) => self.add_code(&text, span),
            Event::InlineHtml(_) | Event::Html(_) => self.inline_html(span),
            Event::SoftBreak => self.leaf(Tag::SoftBreak, span),
            Event::HardBreak => self.leaf(Tag::HardBreak, span),
            Event::Rule => self.leaf(Tag::Line, span),
            Event::TaskListMarker(done) => self.leaf(Tag::Task(done), span),
            Event::FootnoteReference(label) => {
                let label = self.string(&label);
                self.leaf(Tag::FootnoteRef(label), span);
            }
            _ => {}
        }
    }

    fn start_tag(&mut self, tag: Md<'_>, span: Span) {
        let tag = match tag {
            Md::Paragraph => Tag::Paragraph,
            Md::Heading { level, .. } => {
                if level as u8 == 2 {
                    self.close_before_phase(span);
                }
                self.body.headings.push(Heading::default());
                Tag::Heading { level: level as u8, info: self.body.headings.len() as u32 - 1 }
            }
            Md::BlockQuote(Some(kind)) => self.alert(kind, span),
            Md::BlockQuote(None) => Tag::Quote,
            Md::DefinitionList => Tag::Definitions,
            Md::DefinitionListTitle => Tag::Defined,
            Md::DefinitionListDefinition => Tag::Definition,
            // Behind a letter an index, as in `H~2~O`; elsewhere a chat strikes words so.
            Md::Subscript
                if !self.source[..span.start as usize].ends_with(|c: char| c.is_alphanumeric() || c == ')') =>
            {
                Tag::Strike
            }
            Md::Subscript => Tag::Inline(raw::Allowed::Sub),
            Md::Superscript => Tag::Inline(raw::Allowed::Sup),
            Md::CodeBlock(kind) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        self.check_fenced_code(span);
                        self.string(info)
                    }
                    CodeBlockKind::Indented => {
                        self.check_indented_code(span);
                        self.string("")
                    }
                };
                Tag::Code { info }
            }
            Md::List(start) => Tag::List { start: start.map(ListStart::new) },
            Md::Item => Tag::Item,
            Md::Table(alignments) => {
                self.body.alignments.push(alignments.into_iter().map(align).collect());
                Tag::Table(self.body.alignments.len() as u32 - 1)
            }
            Md::TableHead => Tag::TableHead,
            Md::TableRow => Tag::TableRow,
            Md::TableCell => Tag::TableCell,
            Md::FootnoteDefinition(label) => Tag::Footnote(self.string(&label)),
            Md::Emphasis => Tag::Emphasis,
            Md::Strong => Tag::Strong,
            Md::Strikethrough => Tag::Strike,
            Md::Link { link_type, dest_url, title, id } => {
                self.check_address(&dest_url, span);
                self.refers(link_type, &id, span);
                let dest = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.body.links.push(Link { dest, title: title.into_string() });
                Tag::Link(self.body.links.len() as u32 - 1)
            }
            Md::Image { link_type, dest_url, title, id } => {
                self.check_address(&dest_url, span);
                self.refers(link_type, &id, span);
                let attrs = Attrs::default();
                self.body.images.push(Image { dest: dest_url.into_string(), title: title.into_string(), attrs });
                Tag::Image(self.body.images.len() as u32 - 1)
            }
            // Not switched on, or without a meaning here: its content counts.
            _ => Tag::Paragraph,
        };
        let node = self.push(tag, span);
        self.open(Open::Markdown(node), span);
    }

    /// GitHub's `> [!NOTE]`: a quote that is a box.
    fn alert(&mut self, kind: BlockQuoteKind, span: Span) -> Tag {
        let (name, kind) = match kind {
            BlockQuoteKind::Note => ("note", Kind::Fact),
            BlockQuoteKind::Tip => ("tip", Kind::Fact),
            BlockQuoteKind::Important => ("important", Kind::Caution),
            BlockQuoteKind::Warning => ("warning", Kind::Caution),
            BlockQuoteKind::Caution => ("caution", Kind::Caution),
        };
        let row = blocks::find(name).unwrap_or_else(|| blocks::row(kind));
        let first = self.text(span).lines().next().map_or(0, str::len) as u32;
        self.body.divs.push(Div {
            kind: row.kind,
            name: row.name.to_string(),
            name_span: Span { start: span.start, end: span.start + first },
            from: row.from,
            attrs: Attrs::default(),
        });
        Tag::Div(self.body.divs.len() as u32 - 1)
    }

    fn push(&mut self, tag: Tag, span: Span) -> NodeId {
        let id = self.body.nodes.len() as u32;
        self.body.nodes.push(Node { tag, span, next: id + 1 });
        id
    }

    fn leaf(&mut self, tag: Tag, span: Span) {
        self.push(tag, span);
    }

    fn string(&mut self, text: &str) -> u32 {
        self.body.strings.push(text.into());
        self.body.strings.len() as u32 - 1
    }

    fn open(&mut self, open: Open, span: Span) {
        self.stack.push(open);
        if self.stack.len() > NESTING {
            self.too_deep = true;
            let first = Span { start: span.start, end: span.start + 1 };
            self.findings
                .push(Finding::new(&code::NESTING_TOO_DEEP, self.place(first)).with("limit", NESTING.to_string()));
        }
    }

    /// Closes a node: its subtree ends with the last node so far.
    fn close(&mut self, node: NodeId) {
        self.body.nodes[node as usize].next = self.body.nodes.len() as u32;
    }

    /// The end of a Markdown element: what the author left open inside it ends here too.
    fn end(&mut self, span: Span) {
        while let Some(open) = self.stack.pop() {
            match open {
                Open::Markdown(node) => {
                    if let Tag::Heading { info, .. } = self.body.tag(node) {
                        self.heading_attrs(node, info);
                    }
                    self.close(node);
                    if self.body.tag(node) == Tag::Quote {
                        self.callout(node);
                    }
                    if self.body.tag(node) == Tag::Quote {
                        self.last_quote = Some(node);
                    }
                    if let Tag::Image(image) = self.body.tag(node) {
                        self.image_attrs(image, span);
                        self.looks_of(node, image);
                        self.verdict_of(image, span);
                    }
                    return;
                }
                Open::Div { node, fence, reported } => self.close_unclosed(node, fence, reported, span.end),
                Open::Inline { node, tag, at } => {
                    self.close(node);
                    self.raw_html(at, tag.name());
                }
                Open::Raw { node, tag, at, is_sure, .. } => {
                    self.close(node);
                    self.body.nodes[node as usize].span.end = span.end;
                    if is_sure {
                        self.lost_html(at, &tag);
                    }
                }
            }
        }
    }

    fn refers(&mut self, link_type: LinkType, label: &str, span: Span) {
        // `<div:hidden>` is an address to Markdown.
        if link_type == LinkType::Autolink {
            self.check_autolink(span);
        }
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            self.references.push(Reference { label: label.to_string(), at: span, definition: None });
        }
    }

    /// `[name]: https://…` in a text where no link uses any such name: it shows nothing, and was meant as a link.
    fn unused_definitions(&mut self, mut spans: Vec<std::ops::Range<usize>>) {
        spans.sort_by_key(|span| span.start);
        for range in spans {
            let said = self.seen[range.clone()].trim_end();
            let start = self.start + range.start;
            let span = Span::new(start..start + said.len());
            let right = said.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
            let right = right.filter(|(name, dest)| !name.contains('[') && !dest.trim().contains(char::is_whitespace));
            let fix = right.map(|(name, dest)| Fix::guess(span, format!("[{name}]({})", dest.trim())));
            let finding = Finding::new(&code::MARKDOWN_SLIP, self.place(span)).with("reason", "definition-unused");
            self.findings.push(finding.fixed_by(fix));
        }
    }

    fn finish(mut self) -> (Body, Vec<Finding>) {
        let end = Span::new(self.source.len()..self.source.len());
        while !self.stack.is_empty() {
            self.end(end);
        }
        self.body.nodes.shrink_to_fit();
        self.body.headings.shrink_to_fit();
        self.body.links.shrink_to_fit();
        (self.body, self.findings)
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
