//! From text to [`Body`]: the events of pulldown-cmark, woven with the fences and attributes that Markdown lacks.

mod attributes;
mod lines;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag as Md};

use super::attrs::Attrs;
use super::blocks::{self, Kind};
use super::fence::{self, Fence, FenceLine, Variable};
use super::raw::{self, Raw};
use super::{Align, Body, Div, Heading, Image, Link, Node, NodeId, Tag};
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::source::{Place, SourceId, Span};

/// Blocks, lists, quotes and marks may stand this deep in each other.
pub const NESTING: usize = 32;

/// Parses the text of a file from byte `start` (behind the front matter). Never fails: what is wrong is among the
/// findings, and the tree holds all the rest.
pub fn parse(file: SourceId, source: &str, start: usize) -> (Body, Vec<Finding>) {
    let text = &source[start..];
    let masked = fence::mask(text, start);
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
        skip_until: 0,
        skipping: None,
        forgiven: 0,
        too_deep: false,
        forbidden: Vec::new(),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for (event, range) in Parser::new_ext(seen, options).into_offset_iter() {
        builder.event(event, Span::new(start + range.start..start + range.end));
        if builder.too_deep {
            return (Body::default(), builder.findings);
        }
    }
    builder.finish()
}

/// Something that is open while the events come in.
enum Open {
    Markdown(NodeId),
    Div { node: NodeId, fence: Span, reported: bool },
    Inline { node: NodeId, tag: raw::Allowed, at: Span },
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
    /// Text before this byte was read as attributes.
    skip_until: u32,
    /// Inside an HTML block, a code block or an image that is dealt with as a whole.
    skipping: Option<usize>,
    /// Closing fences that may come too late: their blocks were closed for the author.
    forgiven: usize,
    too_deep: bool,
    /// Names of forbidden tags whose end is still to come: a tag and its end are one mistake.
    forbidden: Vec<String>,
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
            Event::SoftBreak if span.end > self.skip_until => self.leaf(Tag::SoftBreak, span),
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
            Md::BlockQuote(_) => Tag::Quote,
            Md::CodeBlock(kind) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        self.check_code_is_closed(span);
                        self.string(info)
                    }
                    CodeBlockKind::Indented => {
                        self.check_code_is_no_block(span);
                        self.string("")
                    }
                };
                Tag::Code { info }
            }
            Md::List(start) => Tag::List { start: start.map(|number| number.min(u16::MAX as u64) as u16) },
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
            Md::Link { dest_url, title, .. } => {
                self.check_address(&dest_url, span);
                self.body.links.push(Link { dest: dest_url.into_string(), title: title.into_string() });
                Tag::Link(self.body.links.len() as u32 - 1)
            }
            Md::Image { dest_url, title, .. } => {
                self.check_address(&dest_url, span);
                let attrs = self.image_attrs(span);
                self.body.images.push(Image { dest: dest_url.into_string(), title: title.into_string(), attrs });
                Tag::Image(self.body.images.len() as u32 - 1)
            }
            // Not switched on, or without a meaning here: its content counts.
            _ => Tag::Paragraph,
        };
        let node = self.push(tag, span);
        self.open(Open::Markdown(node), span);
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
                    if let Tag::Image(image) = self.body.tag(node) {
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
            }
        }
    }

    fn close_unclosed(&mut self, node: NodeId, fence: Span, reported: bool, end: u32) {
        self.close(node);
        self.body.nodes[node as usize].span.end = end;
        if reported {
            return;
        }
        let name = self.body.div(node).map(|div| div.name.clone()).unwrap_or_default();
        let inside = Span { start: fence.end.min(end), end };
        let last = inside.start + self.text(inside).trim_end().len() as u32;
        let last = last.max(fence.end).min(self.source.len() as u32);
        let ends = self.place(Span { start: last, end: last });
        self.findings.push(
            Finding::new(&code::UNCLOSED_BLOCK, self.place(fence)).with("name", name).related(RelatedLabel::Ends, ends),
        );
    }

    fn finish(mut self) -> (Body, Vec<Finding>) {
        let end = Span::new(self.source.len()..self.source.len());
        while !self.stack.is_empty() {
            self.end(end);
        }
        self.body.nodes.shrink_to_fit();
        // A fence that was not met as a block stands in code (and is text), or inside HTML that is not allowed: there
        // it would be lost, and with it the wall around team-only text.
        // Both stand in the order of the text, and raw nodes never overlap.
        let raw: Vec<Span> =
            self.body.nodes.iter().filter(|node| node.tag == Tag::RawHtml).map(|node| node.span).collect();
        let in_raw = |span: Span| {
            let at = raw.partition_point(|node| node.start <= span.start);
            raw[..at].last().is_some_and(|node| node.contains(span.start))
        };
        let lost: Vec<Span> = self
            .fences
            .iter()
            .map(|line| line.span)
            .filter(|span| self.met.binary_search(span).is_err() && in_raw(*span))
            .collect();
        if let Some(&span) = lost.first() {
            let place = self.place(span);
            self.findings.push(Finding::new(&code::STRAY_FENCE, place));
        }
        (self.body, self.findings)
    }

    /// Code by indentation is seldom meant, and never with a fence in it: that may be a wall around the team's text.
    fn check_code_is_no_block(&mut self, span: Span) {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        if let Some(line) = self.fences.get(at).filter(|line| span.contains(line.span.start)) {
            self.findings.push(Finding::new(&code::BLOCK_INDENTED, self.place(line.span)));
        }
    }

    fn html_block(&mut self, span: Span) {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        let source = self.source;
        let is_fence = |line: &FenceLine| {
            let before = &source[span.start as usize..line.span.start as usize];
            span.contains(line.span.start) && before.trim_matches([' ', '\t', '>']).is_empty()
        };
        match self.fences.get(at).filter(|line| is_fence(line)) {
            Some(line) => {
                let line = line.clone();
                self.met.push(line.span);
                self.fence(line);
            }
            None => self.raw_block(span),
        }
    }

    fn raw_block(&mut self, span: Span) {
        let html = self.text(span);
        if raw::read(html) == Raw::Comment {
            self.leaf(Tag::Comment, span);
            return;
        }
        let trimmed = html.trim_end().len();
        let span = Span { start: span.start, end: span.start + trimmed as u32 };
        let first_line = self.text(span).lines().next().map_or(0, str::len);
        let tag = raw::tag_name(self.text(span));
        self.raw_html(Span { start: span.start, end: span.start + first_line as u32 }, &tag);
        self.leaf(Tag::RawHtml, span);
    }

    fn raw_html(&mut self, span: Span, tag: &str) {
        let finding =
            Finding::new(&code::RAW_HTML, self.place(span)).with("tag", tag).maybe("instead", raw::instead(tag));
        self.findings.push(finding);
    }

    fn fence(&mut self, line: FenceLine) {
        if line.is_weak {
            let wrong = self.text(line.span).to_string();
            let right = format!("::: {}", wrong.trim_start_matches(':').trim());
            let finding = Finding::new(&code::TOO_FEW_COLONS, self.place(line.span));
            self.findings.push(finding.with("wrong", wrong).with("right", right));
        }
        match line.fence {
            Fence::Bad => {
                let text = self.text(line.span);
                let finding = Finding::new(&code::BAD_ATTRIBUTES, self.place(line.span))
                    .with("reason", line_problem(text))
                    .maybe("line", with_braces(text));
                self.findings.push(finding);
                // Opened all the same: its closing fence is not a second mistake.
                self.open_div(line.span, String::new(), line.span, Attrs::default());
            }
            Fence::Open { name, name_span, attrs } => self.open_div(line.span, name, name_span, attrs),
            Fence::Close => self.close_div(line.span),
        }
    }

    fn open_div(&mut self, fence: Span, name: String, name_span: Span, attrs: Attrs) {
        let row = blocks::find(&name);
        let kind = row.map_or(Kind::Unknown, |row| row.kind);
        // Any class of a team-only block makes the block team-only: better closed by mistake than open.
        let team_class = attrs.classes.iter().filter_map(|(class, _)| blocks::find(class)).any(|row| row.team_only);
        let team_only = team_class || row.is_some_and(|row| row.team_only);
        let plain = blocks::is_plain(&name);
        let name = if plain { String::new() } else { name };
        if row.is_none() && !name.is_empty() {
            self.unknown_block(&name, name_span);
        }
        if kind == Kind::Slide {
            self.close_open_slide(fence);
        }
        if let Some(row) = row {
            self.check_attributes(&attrs, row.attributes, row.name, name_span);
        }
        self.body.divs.push(Div { kind, name, name_span, team_only, attrs });
        let node = self.push(Tag::Div(self.body.divs.len() as u32 - 1), fence);
        self.open(Open::Div { node, fence, reported: false }, fence);
    }

    /// A phase of a lesson is never inside a block: the block was not closed. Closing it here keeps one mistake one
    /// finding, for the phases still add up.
    fn close_before_phase(&mut self, heading: Span) {
        let line = self.text(heading).lines().next().unwrap_or_default();
        let is_phase = line.rsplit_once('{').is_some_and(|(_, attrs)| attrs.contains("duur="));
        if !is_phase || self.stack.is_empty() || self.stack.iter().any(|open| !matches!(open, Open::Div { .. })) {
            return;
        }
        for (depth, open) in std::mem::take(&mut self.stack).into_iter().enumerate().rev() {
            if let Open::Div { node, fence, reported } = open {
                self.close_unclosed(node, fence, reported || depth > 0, heading.start);
                // Its end may still come, below the heading.
                self.forgiven += 1;
            }
        }
    }

    /// A slide inside a slide is never meant: the first one was not closed.
    fn close_open_slide(&mut self, fence: Span) {
        let is_slide = |open: &Open| match open {
            Open::Div { node, .. } => self.body.div(*node).is_some_and(|div| div.kind == Kind::Slide),
            _ => false,
        };
        let Some(at) = self.stack.iter().rposition(is_slide) else { return };
        if self.stack[at..].iter().any(|open| !matches!(open, Open::Div { .. })) {
            return;
        }
        // Only the slide itself is the mistake; blocks open inside it end with it.
        for (depth, open) in self.stack.split_off(at).into_iter().enumerate().rev() {
            if let Open::Div { node, fence: opened, reported } = open {
                self.close_unclosed(node, opened, reported || depth > 0, fence.start);
            }
        }
    }

    fn close_div(&mut self, fence: Span) {
        match self.stack.last() {
            Some(Open::Div { node, .. }) => {
                let node = *node;
                self.stack.pop();
                self.body.nodes[node as usize].span.end = fence.end;
                self.close(node);
            }
            _ => self.misplaced_close(fence),
        }
    }

    /// A closing fence that stands inside a list or quote, or closes nothing.
    fn misplaced_close(&mut self, fence: Span) {
        let place = self.place(fence);
        let open = self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Div { node, fence, reported } if !*reported => Some((*node, *fence, reported)),
            _ => None,
        });
        let Some((node, opened, reported)) = open else {
            if self.forgiven > 0 {
                self.forgiven -= 1;
                return;
            }
            self.findings.push(Finding::new(&code::STRAY_FENCE, place));
            return;
        };
        *reported = true;
        let name = self.body.div(node).map(|div| div.name.clone()).unwrap_or_default();
        let opened = self.place(opened);
        self.findings
            .push(Finding::new(&code::UNCLOSED_BLOCK, opened).with("name", name).related(RelatedLabel::Ends, place));
    }

    fn unknown_block(&mut self, name: &str, span: Span) {
        let place = self.place(span);
        let nearest = blocks::closest(name);
        let near_team = nearest.and_then(blocks::find).is_some_and(|row| row.team_only);
        self.findings.push(match nearest {
            Some(suggestion) if near_team => {
                Finding::new(&code::UNKNOWN_BLOCK_NEAR_TEAM, place).with("name", name).with("suggestion", suggestion)
            }
            _ => Finding::new(&code::UNKNOWN_BLOCK, place).with("name", name).maybe("suggestion", nearest),
        });
    }
}

/// `::: dia titel="Hoi"` as it should be, when braces are all that it lacks.
fn with_braces(line: &str) -> Option<String> {
    let (name, pairs) = line.trim_start_matches(':').trim().split_once(char::is_whitespace)?;
    let right = format!("{{.{name} {}}}", pairs.trim());
    let has_pair = pairs.contains('=') && blocks::find(name).is_some();
    (has_pair && super::attrs::read(&right, 0).is_some_and(|(_, length)| length == right.len()))
        .then(|| format!("::: {right}"))
}

/// Why a fence line cannot be read, as a tag of the catalogue's vocabulary.
fn line_problem(line: &str) -> &'static str {
    if !line.contains('{') {
        "stray-text"
    } else if !line.contains('}') {
        "unclosed-brace"
    } else if line.matches(['"', '\'']).count() % 2 == 1 {
        "unclosed-quote"
    } else {
        "stray-text"
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
