//! Fences as the Markdown parser meets them: blocks are opened and closed, and slips are told.

use super::slips::{self, Sureness};
use super::{Builder, Open};
use crate::audience::Audience;
use crate::body::attrs::{Attrs, Pair};
use crate::body::blocks::{self, Block, Kind};
use crate::body::fence::{Fence, FenceLine, FenceTypo};
use crate::body::marks;
use crate::body::{Div, NodeId, Tag, team};
use crate::bytes;
use crate::diag::{Finding, Fix, RelatedLabel, catalogue as code};
use crate::source::{Span, word_in};

impl<'s> Builder<'s> {
    /// The fence that an HTML block is, where it is one.
    pub(super) fn fence_at(&self, span: Span) -> Option<FenceLine> {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        let line = self.fences.get(at).filter(|line| span.contains(line.span.start))?;
        let before = &self.source[span.start as usize..line.span.start as usize];
        before.trim_matches([' ', '\t', '>']).is_empty().then(|| line.clone())
    }

    pub(super) fn fence(&mut self, line: FenceLine) {
        self.met.push(line.span);
        let is_told = self.slip(&line);
        match line.fence {
            Fence::Bad => {
                if !is_told && self.named_end(line.span) {
                    return;
                }
                if !is_told {
                    let text = self.text(line.span);
                    let fix = slips::fence(text).map(|(right, sureness)| Fix {
                        sure: sureness == Sureness::Sure,
                        ..Fix::guess(line.span, right)
                    });
                    let finding =
                        Finding::new(&code::BAD_ATTRIBUTES, self.place(line.span)).with("reason", line_problem(text));
                    self.findings.push(finding.fixed_by(fix));
                }
                // Opened all the same, and for the team: its closing fence is not a second mistake.
                let bad = Div {
                    kind: Kind::Unknown,
                    name: String::new(),
                    name_span: line.span,
                    from: Audience::Team,
                    attrs: Attrs::default(),
                };
                self.open_as(line.span, bad);
            }
            Fence::Open { name, name_span, attrs } => self.open_div(line.span, name, name_span, attrs, is_told),
            Fence::After(name) => self.name_quote(line.span, &name),
            Fence::Close => self.close_div(line.span),
        }
    }

    /// `::: /dia` ends a slide, where one is open. At a wall's end nothing is taken for granted: it stays as it was.
    fn named_end(&mut self, span: Span) -> bool {
        let Some(Open::Div { node, .. }) = self.stack.last() else { return false };
        let name = slips::end_of(self.text(span)).and_then(blocks::find);
        let is_it = |div: &Div| name.is_some_and(|row| row.kind == div.kind) && !div.from.is_hidden();
        if !self.body.div(*node).is_some_and(is_it) {
            return false;
        }
        let finding = Finding::new(&code::BAD_ATTRIBUTES, self.place(span)).with("reason", "named-end");
        self.findings.push(finding.fixed_by(Fix::guess(span, ":::")));
        self.close_div(span);
        true
    }

    /// Tells what is wrong with the colons of a fence; `true` when something is.
    fn slip(&mut self, line: &FenceLine) -> bool {
        let text = self.text(line.span);
        let finding = match &line.slip {
            None => return false,
            // Text behind the name is the mistake, as it is with three colons.
            Some(FenceTypo::Few) if line.fence == Fence::Bad => return false,
            Some(FenceTypo::Few) => {
                let name = match &line.fence {
                    Fence::Open { name, .. } => blocks::find(name).map(|_| name.as_str()).or_else(|| team::near(name)),
                    _ => None,
                };
                let right = format!("::: {}", text.trim_start_matches(':').trim());
                let right = match (&line.fence, name) {
                    (Fence::Close, _) => Some(":::".to_string()),
                    (Fence::Open { name: written, .. }, Some(name)) if written != name => {
                        Some(right.replacen(written, name, 1))
                    }
                    (_, Some(_)) => Some(right),
                    _ => None,
                };
                let finding = Finding::new(&code::TOO_FEW_COLONS, self.place(line.span)).with("wrong", text);
                finding.fixed_by(right.map(|right| Fix::sure(line.span, right)))
            }
            Some(FenceTypo::Sign { reason, sign, right }) => Finding::new(&code::FENCE_SIGN, self.place(line.span))
                .with("reason", *reason)
                .with("sign", format!("U+{:04X}", u32::from(*sign)))
                .fixed_by(right.as_deref().map(|right| Fix::sure(line.span, right))),
        };
        self.findings.push(finding);
        true
    }

    /// Opens a block. Whatever is not understood about it makes it one for the team: better closed by mistake than open.
    fn open_div(&mut self, fence: Span, name: String, name_span: Span, attrs: Attrs, is_told: bool) {
        let plain = blocks::is_plain(&name);
        let mut row = blocks::find(&name);
        let mut from = Audience::Public;
        let findings = self.findings.len();
        if name.is_empty() {
            (row, from) = self.nameless(fence, &attrs);
        } else if row.is_none() && !plain {
            from = Audience::Team;
            self.unknown_block(&name, name_span);
        }
        let named = attrs.classes.iter().filter_map(|(class, _)| blocks::find(class)).chain(row);
        from = named.map(|row| row.from).fold(from, Audience::max);
        let mut attrs = attrs;
        from = from.max(self.edition_of(&attrs));
        if from < Audience::Team && self.team_marks(&mut attrs, row) {
            from = Audience::Team;
        }
        if let Some(row) = row.filter(|_| self.findings.len() == findings) {
            self.check_attributes(&attrs, row.attributes, row.name, name_span);
        }
        if plain && self.findings.len() == findings {
            let is_word = |pair: &Pair| pair.value.is_none();
            self.check_attributes(
                &Attrs { pairs: some_pairs(&attrs, is_word), ..Attrs::default() },
                &[],
                &name,
                name_span,
            );
        }
        if is_told {
            self.findings.truncate(findings);
        }
        let kind = row.map_or(Kind::Unknown, |row| row.kind);
        if kind == Kind::Slide {
            self.close_open_slide(fence);
        }
        let name = if plain { String::new() } else { name };
        self.open_as(fence, Div { kind, name, name_span, from, attrs });
    }

    fn open_as(&mut self, fence: Span, div: Div) {
        self.body.divs.push(div);
        let node = self.push(Tag::Div(self.body.divs.len() as u32 - 1), fence);
        self.open(Open::Div { node, fence, reported: false }, fence);
    }

    /// `::: {antwoord}`, `::: {class=antwoord}`, `::: {#antwoord}`: a block without a name takes no words that could have
    /// been one. The block that was meant, and who may see it.
    fn nameless(&mut self, fence: Span, attrs: &Attrs) -> (Option<&'static Block>, Audience) {
        let is_known = |pair: &Pair| blocks::COMMON.iter().any(|row| row.name == pair.key) || pair.key == "title";
        let is_word = |pair: &&Pair| !is_known(pair) && !is_about_looks(pair);
        let words: Vec<&Pair> = attrs.pairs.iter().filter(is_word).collect();
        let id = attrs.id.as_ref().filter(|(id, _)| team::near(id).is_some());
        if words.is_empty() && id.is_none() {
            self.check_attributes(&Attrs { pairs: some_pairs(attrs, is_known), ..Attrs::default() }, &[], ":::", fence);
            return (None, Audience::Public);
        }
        let said = |pair: &&Pair| match (&pair.value, pair.key.as_str()) {
            (None, key) => Some((key.to_string(), pair.span)),
            (Some(value), "class" | "name" | "type" | "id") => Some((value.clone(), pair.span)),
            _ => None,
        };
        let names: Vec<(String, Span)> = words.iter().filter_map(said).chain(id.cloned()).collect();
        let exact = names.iter().find_map(|(name, span)| blocks::find(name).map(|row| (name, *span, row)));
        let near =
            names.iter().find_map(|(name, span)| Some((team::near(name).or_else(|| blocks::closest(name))?, *span)));
        let line = |name, span| self.named_line(fence, attrs, name, span);
        let sure = exact.and_then(|(name, span, _)| Some(Fix::sure(fence, line(name, span)?)));
        let first = words.first().map(|pair| pair.span).or(id.map(|(_, span)| *span)).unwrap_or(fence);
        let finding = Finding::new(&code::NAMELESS_BLOCK, self.place(first))
            .with("word", self.text(first))
            .maybe("suggestion", near.filter(|_| sure.is_none()).map(|(name, _)| name))
            .fixed_by(sure.or_else(|| near.and_then(|(name, span)| Some(Fix::guess(fence, line(name, span)?)))));
        self.findings.push(finding);
        (exact.map(|(_, _, row)| row), exact.map_or(Audience::Team, |(_, _, row)| row.from))
    }

    /// The line as it should be: the name with its dot, and all the rest as it was.
    fn named_line(&self, fence: Span, attrs: &Attrs, name: &str, at: Span) -> Option<String> {
        let text = self.text(fence);
        let colons: String = text.chars().take_while(|c| *c == ':').collect();
        let id = attrs.id.iter().map(|(_, span)| *span);
        let rest: Vec<&str> = id
            .chain(attrs.pairs.iter().map(|pair| pair.span))
            .filter(|span| *span != at)
            .map(|span| self.text(span))
            .collect();
        let right = match rest.is_empty() {
            true => format!("{colons} {name}"),
            false => format!("{colons} {{.{name} {}}}", rest.join(" ")),
        };
        // Other words without a dot are no line to type over.
        let is_word = |pair: &Pair| pair.span != at && pair.value.is_none();
        (!attrs.pairs.iter().any(is_word) && attrs.classes.is_empty()).then_some(right)
    }

    /// Who may see a block, as its `editie` says. What is not understood is for the team.
    fn edition_of(&mut self, attrs: &Attrs) -> Audience {
        let mut from = Audience::Public;
        for pair in attrs.pairs.iter().filter(|pair| pair.key == blocks::EDITION) {
            from = from.max(pair.value.as_deref().and_then(Audience::of).unwrap_or_else(|| {
                let finding = Finding::new(&code::TEAM_MARK, self.place(pair.span));
                self.findings.push(finding.with("mark", self.text(pair.span)));
                Audience::Team
            }));
        }
        from
    }

    /// Classes, words and values that mean, or may mean, that a block is for the team. Those are taken out of the
    /// attributes: each is told once.
    fn team_marks(&mut self, attrs: &mut Attrs, row: Option<&'static Block>) -> bool {
        let skip = usize::from(row.is_some());
        for (class, span) in attrs.classes.iter().skip(skip) {
            // `slides` hides what such a class stands on.
            if let Some(near) = team::near(class).filter(|_| !marks::is_class(class)) {
                let finding = Finding::new(&code::UNKNOWN_BLOCK_NEAR_TEAM, self.place(*span));
                let fix = Fix::guess(*span, format!(".{near}"));
                self.findings.push(finding.with("name", class.as_str()).with("suggestion", near).fixed_by(fix));
                return true;
            }
        }
        // With a dot in it, with the name of a block, or where no block is named, an id is a class with a slip.
        let is_block = |id: &str| blocks::find(id).is_some_and(|row| row.from.is_hidden());
        let is_class = |id: &str| id.contains('.') || row.is_none() || is_block(id);
        if let Some((id, span)) = attrs.id.as_ref().filter(|(id, _)| is_class(id) && team::near(id).is_some()) {
            self.findings.push(Finding::new(&code::TEAM_MARK, self.place(*span)).with("mark", format!("#{id}")));
            return true;
        }
        // `.ant#woord`, `.ant woord`: a name with a sign in it is two.
        let classes = attrs.classes.iter().skip(skip).map(|(class, span)| (class.as_str(), *span));
        let id = attrs.id.iter().map(|(id, span)| (id.as_str(), *span));
        let words = attrs.pairs.iter().filter(|pair| pair.value.is_none()).map(|pair| (pair.key.as_str(), pair.span));
        let mut parts: Vec<(&str, Span)> = classes.chain(id).chain(words).collect();
        parts.sort_by_key(|(_, span)| *span);
        let joined: String = parts.iter().map(|(word, _)| *word).collect();
        if let [(_, first), .., (_, last)] = parts.as_slice()
            && joined.len() <= 24
            && team::named(&joined).is_some()
        {
            let span = Span { start: first.start, end: last.end };
            self.findings.push(Finding::new(&code::TEAM_MARK, self.place(span)).with("mark", self.text(span)));
            return true;
        }
        let own = row.map_or(&[][..], |row| row.attributes);
        let is_known =
            |pair: &Pair| own.iter().chain(blocks::COMMON).any(|row| row.name == pair.key) || pair.key == "title";
        let mark = attrs.pairs.iter().position(|pair| !is_known(pair) && may_hide(pair) && !marks::is_key(&pair.key));
        let Some(at) = mark else {
            // A word that no block knows is told as any other; until it is gone, it may have been such a class.
            return attrs.pairs.iter().any(|pair| !is_known(pair) && pair.value.is_none() && !marks::is_key(&pair.key));
        };
        let pair = attrs.pairs.remove(at);
        self.findings.push(Finding::new(&code::TEAM_MARK, self.place(pair.span)).with("mark", self.text(pair.span)));
        true
    }

    /// `{: .solution}` below a quote: the quote is that block, as in lessons of The Carpentries before 2023.
    fn name_quote(&mut self, line: Span, name: &str) {
        let Some(row) = blocks::find(name) else { return };
        let quote = self.last_quote.filter(|quote| {
            let node = self.body.nodes[*quote as usize];
            node.tag == Tag::Quote && node.next as usize == self.body.nodes.len()
        });
        if let Some(quote) = quote {
            self.body.divs.push(Div {
                kind: row.kind,
                name: name.to_string(),
                name_span: line,
                from: row.from,
                attrs: Attrs::default(),
            });
            self.body.nodes[quote as usize].tag = Tag::Div(self.body.divs.len() as u32 - 1);
            self.body.nodes[quote as usize].span.end = line.end;
        } else if row.from.is_hidden() {
            self.findings.push(Finding::new(&code::TEAM_MARK, self.place(line)).with("mark", self.text(line)));
        } else {
            let node = self.push(Tag::Paragraph, line);
            self.leaf(Tag::Text, line);
            self.close(node);
        }
    }

    /// A fence within a line of text: four spaces before it, or the sign of a task.
    pub(super) fn inline_fence(&mut self, line: &FenceLine) {
        self.met.push(line.span);
        self.apart(line.span, line.fence != Fence::Close);
    }

    /// Tells of a fence that does not stand alone. What belongs to it is not a second mistake.
    fn apart(&mut self, span: Span, opens: bool) {
        let finding = Finding::new(&code::FENCE_APART, self.place(span)).with("fence", self.text(span));
        self.findings.push(finding);
        if opens {
            self.forgiven += 1;
            return;
        }
        let open = self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Div { reported, .. } if !*reported => Some(reported),
            _ => None,
        });
        if let Some(reported) = open {
            *reported = true;
        }
    }

    pub(super) fn close_unclosed(&mut self, node: NodeId, fence: Span, reported: bool, end: u32) {
        self.close(node);
        self.body.nodes[node as usize].span.end = end;
        if reported {
            return;
        }
        let name = self.name_of(node, fence);
        let inside = Span { start: fence.end.min(end), end };
        let last = inside.start + self.text(inside).trim_end().len() as u32;
        let last = last.max(fence.end).min(self.source.len() as u32);
        let last = Span { start: last, end: last };
        let finding = Finding::new(&code::UNCLOSED_BLOCK, self.place(fence)).with("name", name);
        // A line with colons that is not understood may have been meant as its end: that is put right first.
        let from = self.fences.partition_point(|line| line.span.start < inside.start);
        let mut lines = self.fences[from..].iter().take_while(|line| line.span.start < inside.end);
        // So is its own line, where that cannot be read.
        let is_read = self.body.div(node).is_some_and(|div| !div.name.is_empty());
        let is_clear = is_read && !lines.any(|line| matches!(line.fence, Fence::Bad));
        if let Some((fix, close)) = self.quoted_alone(fence, inside) {
            // Its end stands there: that is no second mistake.
            self.forgiven += 1;
            let finding = finding.with("quoted", ">").related(RelatedLabel::Ends, self.place(close));
            self.findings.push(finding.fixed_by(fix));
            return;
        }
        let end = is_clear.then(|| Fix::guess(last, format!("\n{}:::", self.before(fence))));
        self.findings.push(finding.related(RelatedLabel::Ends, self.place(last)).fixed_by(end));
    }

    /// `> ::: planb` with all that belongs to it, and its end, below the quote: without the sign of the quote it holds that.
    fn quoted_alone(&self, fence: Span, inside: Span) -> Option<(Fix, Span)> {
        let before = self.before(fence);
        if !before.contains('>') || !self.text(inside).trim_matches(['>', ' ', '\n', '\t']).is_empty() {
            return None;
        }
        let from = self.fences.partition_point(|line| line.span.start <= fence.start);
        let next = self.fences[from..].first().filter(|next| next.fence == Fence::Close && next.slip.is_none())?;
        let quoted =
            before.trim_start_matches([' ', '\t']).starts_with('>') && before.trim_matches(['>', ' ']).is_empty();
        let is_end = quoted && self.before(next.span).is_empty();
        let span = Span { start: fence.start - before.len() as u32, end: fence.start };
        is_end.then(|| (Fix::guess(span, ""), next.span))
    }

    /// The blanks and the signs of quotes before a fence: its end stands behind the same.
    fn before(&self, fence: Span) -> &'s str {
        let before = &self.source[..fence.start as usize];
        &before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
    }

    /// A phase of a lesson is never inside a block: the block was not closed. Closing it here keeps one mistake one
    /// finding, for the phases still add up.
    pub(super) fn close_before_phase(&mut self, heading: Span) {
        let line = bytes::first_line(self.text(heading));
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
                self.title_from_heading(node);
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
        let name = self.name_of(node, opened);
        let opened = self.place(opened);
        self.findings
            .push(Finding::new(&code::UNCLOSED_BLOCK, opened).with("name", name).related(RelatedLabel::Ends, place));
    }

    fn unknown_block(&mut self, name: &str, span: Span) {
        let place = self.place(span);
        let nearest = blocks::closest(name);
        let is_team = |name: &&str| blocks::find(name).is_some_and(|row| row.from.is_hidden());
        let team = nearest.filter(is_team).or_else(|| team::near(name));
        self.findings.push(match team {
            Some(suggestion) => {
                let finding = Finding::new(&code::UNKNOWN_BLOCK_NEAR_TEAM, place);
                finding.with("name", name).with("suggestion", suggestion).fixed_by(self.renamed(name, span, suggestion))
            }
            None => {
                // A part of a name for the team is no slip of another one.
                let begins = |word: &&str| word.starts_with(name) && is_team(word);
                let words = blocks::BLOCKS.iter().flat_map(|row| row.aliases.iter().copied().chain([row.name]));
                let nearest = nearest.filter(|_| !words.into_iter().any(|word| begins(&word)));
                Finding::new(&code::UNKNOWN_BLOCK, place)
                    .with("name", name)
                    .fixed_by(nearest.and_then(|nearest| self.renamed(name, span, nearest)))
            }
        });
    }

    fn renamed(&self, name: &str, span: Span, to: &str) -> Option<Fix> {
        Some(Fix::guess(word_in(self.source, span, name)?, to))
    }
}

fn some_pairs(attrs: &Attrs, is_wanted: impl Fn(&Pair) -> bool) -> Vec<Pair> {
    attrs.pairs.iter().filter(|pair| is_wanted(pair)).cloned().collect()
}

/// How a box looks, in texts of other programs.
fn is_about_looks(pair: &Pair) -> bool {
    let starts = ["style", "width", "height", "layout", "data-", "background", "align"];
    starts.iter().any(|start| pair.key.starts_with(start)) && !may_hide(pair)
}

/// Keys of a head or of another program that keep something from being seen.
const HIDING: &[&str] = &["editie", "edition", "concept", "draft", "publiceren_vanaf", "hidden", "visibility"];

/// Whether a word, or a key or value, may mean that something is for the team.
pub(in crate::body) fn may_hide(pair: &Pair) -> bool {
    let is_near = |word: &str| team::near(word).is_some();
    let is_key = is_hiding_key(&pair.key) || is_near(&pair.key);
    is_key || pair.value.as_deref().is_some_and(|value| value.split_whitespace().any(is_near))
}

fn is_hiding_key(key: &str) -> bool {
    let key = crate::body::signs::seen(&key.chars().take(40).collect::<String>());
    HIDING.iter().any(|word| key == *word || word.len() >= 6 && strsim::osa_distance(&key, word) <= 1)
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
