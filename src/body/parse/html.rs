//! HTML of an author. Comments hide; a few tags within lines are allowed; all the rest is a finding. Where its level was
//! lowered it is shown as text, but for what hides something in a browser: that is for the team, from its tag to its end,
//! also across blank lines. An end that is not where it belongs is an error that nothing lowers.

use super::{Builder, Open};
use crate::audience::Audience;
use crate::body::attrs::Attrs;
use crate::body::raw::{self, Hides, Raw, TagAt};
use crate::body::{Div, Kind, Tag, team};
use crate::diag::{At, Finding, Fix, catalogue as code};
use crate::source::Span;

impl<'s> Builder<'s> {
    pub(super) fn html_block(&mut self, span: Span) {
        if let Some(line) = self.fence_at(span) {
            return self.fence(line);
        }
        let text = self.text(span);
        if raw::read(text) == Raw::Comment {
            self.check_empty_comment(span);
            self.leaf(Tag::Comment, span);
            return;
        }
        if text.split_whitespace().collect::<String>().split('>').all(|tag| matches!(tag, "" | "<br" | "<br/")) {
            // Room between paragraphs, which there is.
            return;
        }
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        let whole = Span { start, end: (span.start + text.trim_end().len() as u32).max(start) };
        let tag = raw::tag_name(self.text(whole));
        let (findings, nodes) = (self.findings.len(), self.body.nodes.len());
        let is_instruction = self.text(whole).starts_with("<?");
        match is_instruction {
            true => self.leaf(Tag::Comment, whole),
            false => self.pieces(whole),
        }
        let is_told = self.findings[findings..].iter().any(|finding| finding.code.fixed);
        let is_shown = self.body.nodes[nodes..].iter().any(|node| node.tag != Tag::Comment);
        let is_declared = self.text(whole).starts_with("<!") && !self.text(whole).starts_with("<!--");
        if !is_told && (is_shown || is_instruction || is_declared) {
            let end = start + first_line(self.text(whole));
            self.raw_html(Span { start: span.start, end }, &tag);
        }
    }

    /// A block of HTML, without the comments in it.
    fn pieces(&mut self, span: Span) {
        let text = self.text(span);
        let mut at = 0;
        while let Some(found) = text[at..].find("<!") {
            let open = at + found;
            let Some(length) = text[open..].strip_prefix("<!--").and_then(|rest| rest.find("-->")) else {
                // Not a comment, or one without an end: nothing behind it can be trusted.
                self.piece(span, at, open);
                let rest = Span { start: span.start + open as u32, end: span.end };
                self.leaf(Tag::Comment, rest);
                if is_torn_tag(&text[open..]) {
                    let end = rest.start + first_line(&text[open..]);
                    self.lost_html(Span { start: rest.start, end }, &raw::tag_name(&text[open..]));
                }
                if text[open..].starts_with("<!-") {
                    self.no_comment(
                        Span { start: rest.start, end: rest.start + first_line(&text[open..]) },
                        "unclosed-comment",
                    );
                }
                return;
            };
            let end = open + 4 + length + 3;
            self.piece(span, at, open);
            let comment = Span { start: span.start + open as u32, end: span.start + end as u32 };
            self.check_empty_comment(comment);
            self.leaf(Tag::Comment, comment);
            at = end;
        }
        self.piece(span, at, text.len());
    }

    fn piece(&mut self, block: Span, from: usize, to: usize) {
        let text = &self.text(block)[from..to];
        if text.trim().is_empty() {
            return;
        }
        let start = block.start + (from + text.len() - text.trim_start().len()) as u32;
        let span = Span { start, end: start + text.trim().len() as u32 };
        let text = self.text(span);
        let tags = raw::tags(text);
        let mut closes = 0;
        // What stands before the end of an element that is open.
        for tag in &tags {
            if self.counts(tag) && self.is_end(tag) {
                let inner = Span { start: span.start + closes as u32, end: span.start + tag.start as u32 };
                if !self.text(inner).trim().is_empty() {
                    self.leaf(Tag::RawHtml, inner);
                }
                self.stop();
                closes = tag.end;
            }
        }
        let rest = &tags[tags.partition_point(|tag| tag.start < closes)..];
        let span = Span { start: span.start + closes as u32, end: span.end };
        if self.text(span).trim().is_empty() {
            return;
        }
        if matches!(self.stack.last(), Some(Open::Raw { .. })) {
            return self.leaf(Tag::RawHtml, span);
        }
        self.rest_of_piece(span, rest, closes);
    }

    /// What is left of a piece once the elements that it ends are closed: all of it is hidden when any of it is.
    fn rest_of_piece(&mut self, span: Span, tags: &[TagAt], offset: usize) {
        let mut open: Vec<&TagAt> = Vec::new();
        let mut hides = Hides::No;
        for tag in tags {
            let within = open.last().is_some_and(|last| last.name == tag.name);
            if tag.is_end {
                match open.iter().rposition(|other| other.name == tag.name) {
                    Some(at) => open.truncate(at),
                    None if raw::is_hiding(&tag.name) && !self.is_lost(&tag.name) => {
                        let start = span.start + (tag.start - offset) as u32;
                        let end = start + (tag.end - tag.start) as u32;
                        self.lost_html(Span { start, end }, &tag.name);
                    }
                    None => {}
                }
            } else if tag.hides > Hides::No {
                hides = hides.max(tag.hides);
                if !tag.is_void {
                    open.push(tag);
                }
            } else if within && !tag.is_void {
                open.push(tag);
            }
        }
        if hides == Hides::No {
            self.leaf(Tag::RawHtml, span);
            return;
        }
        let open: Vec<(String, bool, Span)> = open
            .iter()
            .map(|tag| {
                let start = span.start + (tag.start - offset) as u32;
                let end = start + (tag.end - tag.start) as u32;
                (tag.name.clone(), tag.hides == Hides::Yes, Span { start, end })
            })
            .collect();
        let node = self.note(span);
        if let [only] = open.as_slice()
            && only.2 == span
        {
            // The tag alone: what it holds follows.
        } else {
            self.leaf(Tag::RawHtml, span);
        }
        match open.into_iter().next() {
            Some((tag, is_sure, at)) => self.open(Open::Raw { node, tag, at, depth: 1, is_sure }, span),
            None => self.close(node),
        }
    }

    /// A note for the team that no fence opened.
    fn note(&mut self, span: Span) -> u32 {
        self.body.divs.push(Div {
            kind: Kind::Teacher,
            name: "notes".to_string(),
            name_span: span,
            from: Audience::Team,
            attrs: Attrs::default(),
        });
        self.push(Tag::Div(self.body.divs.len() as u32 - 1), span)
    }

    /// Keeps count of elements with the name of the one that is open; `false` for a tag that is none of these.
    fn counts(&mut self, tag: &TagAt) -> bool {
        match self.stack.last_mut() {
            Some(Open::Raw { tag: open, depth, .. }) if *open == tag.name => {
                match (tag.is_end, tag.is_void) {
                    (true, _) => *depth -= 1,
                    (false, false) => *depth += 1,
                    _ => {}
                }
                true
            }
            _ => false,
        }
    }

    fn is_end(&self, tag: &TagAt) -> bool {
        tag.is_end && matches!(self.stack.last(), Some(Open::Raw { depth: 0, .. }))
    }

    fn stop(&mut self) {
        if let Some(Open::Raw { node, .. }) = self.stack.pop() {
            self.close(node);
        }
    }

    pub(super) fn raw_html(&mut self, span: Span, tag: &str) {
        // What hides must not be told to be written in a way that does not.
        let hides = raw::first_tag(self.text(span)).is_some_and(|tag| tag.hides > Hides::No) && tag != "details";
        let instead = if hides { Some("::: leerkracht … :::") } else { raw::instead(tag) };
        let fix = if hides { None } else { self.in_markdown(span, tag) };
        let finding = Finding::new(&code::RAW_HTML, self.place(span)).with("tag", tag).maybe("instead", instead);
        self.findings.push(finding.fixed_by(fix));
    }

    /// A simple element on one line, as Markdown says it.
    fn in_markdown(&self, span: Span, tag: &str) -> Option<Fix> {
        let start = span.start as usize;
        let rest = &self.source[start..];
        let rest = rest[..rest.floor_char_boundary(400)].lines().next()?;
        let first = raw::first_tag(rest).filter(|first| first.start == 0 && rest[..first.end].ends_with('>'))?;
        let is_block = start == 0 || self.source[..start].ends_with('\n');
        let (before, after) = match tag {
            "b" | "strong" => ("**", "**".to_string()),
            "i" | "em" => ("*", "*".to_string()),
            "s" | "strike" => ("~~", "~~".to_string()),
            "font" | "center" | "span" | "big" => ("", String::new()),
            "p" if is_block => ("", String::new()),
            "h2" if is_block => ("## ", String::new()),
            "h3" if is_block => ("### ", String::new()),
            "h4" if is_block => ("#### ", String::new()),
            "a" => ("[", format!("]({})", raw::value_of(&rest[..first.end], "href").filter(is_address)?)),
            "img" => {
                let value = |name| raw::value_of(&rest[..first.end], name);
                let (alt, src) = (value("alt").filter(|alt| is_plain(alt))?, value("src").filter(is_address)?);
                return Some(Fix::guess(Span::new(start..start + first.end), format!("![{alt}]({src})")));
            }
            _ => return None,
        };
        let open = first.end;
        let end = format!("</{tag}>");
        let inside = &rest[open..open + rest[open..].find(&end)?];
        let length = open + inside.len() + end.len();
        let whole = Span::new(start..start + length);
        let is_whole = !before.starts_with('#') || rest[length..].trim().is_empty();
        (is_plain(inside) && is_whole).then(|| Fix::guess(whole, format!("{before}{inside}{after}")))
    }

    /// An element that hides, of which the beginning or the end is missing.
    pub(super) fn lost_html(&mut self, at: Span, tag: &str) {
        let place = self.place(at);
        let is_here = |there: &At| matches!(there, At::Text(there) if there.span.contains(at.start));
        let is_same = |finding: &Finding| finding.code.id == code::RAW_HTML.id && is_here(&finding.at);
        self.findings.retain(|finding| !is_same(finding));
        self.findings.push(Finding::new(&code::HIDING_HTML, place).with("tag", tag));
    }

    /// Whether such an element was told of: its end is no second mistake.
    fn is_lost(&self, tag: &str) -> bool {
        let is_it = |finding: &Finding| finding.args.iter().any(|(name, value)| *name == "tag" && value == tag);
        self.findings.iter().any(|finding| finding.code.id == code::HIDING_HTML.id && is_it(finding))
    }

    fn no_comment(&mut self, span: Span, reason: &'static str) {
        self.findings.push(Finding::new(&code::NOT_A_COMMENT, self.place(span)).with("reason", reason));
    }

    /// `<!-->` ends where it begins: what was meant to be in it is text.
    fn check_empty_comment(&mut self, span: Span) {
        if matches!(self.text(span).trim(), "<!-->" | "<!--->") {
            self.no_comment(span, "empty-comment");
        }
    }

    pub(super) fn inline_html(&mut self, span: Span) {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        if let Some(line) = self.fences.get(at).filter(|line| line.span.start == span.start).cloned() {
            return self.inline_fence(&line);
        }
        let text = self.text(span);
        let tags = raw::tags(text);
        if let Some(tag) = tags.first()
            && self.counts(tag)
        {
            if self.is_end(tag) {
                self.stop();
                self.forget(&tag.name);
            }
            return;
        }
        match raw::read(text) {
            Raw::Comment => {
                self.check_empty_comment(span);
                self.leaf(Tag::Comment, span);
            }
            Raw::Break => self.leaf(Tag::HardBreak, span),
            Raw::Open(tag) => {
                let node = self.push(Tag::Inline(tag), span);
                self.open(Open::Inline { node, tag, at: span }, span);
            }
            Raw::Close(tag) => match self.stack.last() {
                Some(Open::Inline { node, tag: open, .. }) if *open == tag => {
                    let node = *node;
                    self.stack.pop();
                    self.close(node);
                }
                _ => self.lonely_end(span, tag.name()),
            },
            Raw::Forbidden => self.forbidden(span, tags.into_iter().next()),
        }
    }

    fn forbidden(&mut self, span: Span, found: Option<TagAt>) {
        let tag = raw::tag_name(self.text(span));
        let Some(found) = found else {
            // A declaration or an instruction: nothing that anybody should see.
            match is_torn_tag(self.text(span)) {
                true => self.lost_html(span, &tag),
                false => self.raw_html(span, &tag),
            }
            return self.leaf(Tag::Comment, span);
        };
        if found.is_end {
            self.lonely_end(span, &tag);
            return self.leaf(Tag::RawHtml, span);
        }
        self.raw_html(span, &tag);
        self.forbidden.push(tag);
        if found.hides == Hides::No {
            return self.leaf(Tag::RawHtml, span);
        }
        let node = self.push(Tag::Hidden, span);
        match found.is_void {
            true => {
                self.leaf(Tag::RawHtml, span);
                self.close(node);
            }
            false => {
                let (tag, is_sure) = (found.name, found.hides == Hides::Yes);
                self.open(Open::Raw { node, tag, at: span, depth: 1, is_sure }, span);
            }
        }
    }

    pub(super) fn check_autolink(&mut self, span: Span) {
        const SCHEMES: &[&str] = &["http:", "https:", "mailto:", "tel:", "ftp:"];
        let Some(tag) = raw::first_tag(self.text(span)) else { return };
        let is_scheme = SCHEMES.iter().any(|scheme| tag.name.starts_with(scheme));
        if !is_scheme && team::near(&tag.name).is_some() {
            self.lost_html(span, &tag.name);
        }
    }

    fn forget(&mut self, tag: &str) -> bool {
        let at = self.forbidden.iter().rposition(|open| open == tag);
        at.map(|at| self.forbidden.remove(at)).is_some()
    }

    /// An end tag: part of the mistake that its forbidden beginning was, else one of its own.
    fn lonely_end(&mut self, span: Span, tag: &str) {
        if self.forget(tag) {
            return;
        }
        match raw::is_hiding(tag) && !self.is_lost(tag) {
            true => self.lost_html(span, tag),
            false => self.raw_html(span, tag),
        }
    }
}

/// `<!iv class="solution">`: a tag whose first letter is another sign.
fn is_torn_tag(html: &str) -> bool {
    let tag = html.split('>').next().unwrap_or_default();
    tag.starts_with("<!") && !tag.starts_with("<!--") && tag.contains('=')
}

fn first_line(text: &str) -> u32 {
    text.lines().next().map_or(0, |line| line.trim_end().len()) as u32
}

/// Words without a sign that means something in Markdown or HTML.
fn is_plain(words: &str) -> bool {
    !words.is_empty() && words.trim() == words && !words.contains(['<', '{', '[', ']'])
}

fn is_address(dest: &&str) -> bool {
    !dest.is_empty() && !dest.contains(|c: char| c.is_whitespace() || "<>(){}\"".contains(c))
}
