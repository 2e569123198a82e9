//! What makers of slides write for steps, columns and looks. Steps and columns become blocks of krijt; heads of slides and
//! tags around text are taken off; and all that has no meaning here is counted as lost.
//!
//! Sources: reveal.js "Fragments", Marp Core "Fragmented list", Pandoc "Incremental lists", Slidev "Click Animations" and
//! "Layout Slots".

use super::losses::{self, Losses, STEPS};
use super::spans::{self, SpanMark};
use super::{DeckHead, Habit, heads, walk};
use crate::body::Graft;
use crate::body::blocks;
use crate::body::marks;
use crate::body::raw::{self, Hides, TagAt};
use crate::body::{Attrs, Body, Div, Kind, ListStart, Node, NodeId, Tag, is_inline};
use crate::doc::SlideSplit;
use crate::source::Span;

pub struct Former<'a> {
    pub body: &'a Body,
    pub text: &'a str,
    /// Of a text that is slides as a whole.
    pub deck: Option<(DeckHead, SlideSplit)>,
    pub losses: &'a mut Losses,
    /// HTML that was taken off.
    pub taken: &'a mut Vec<Span>,
    /// Lists come in steps here.
    pub by_item: bool,
}

impl Former<'_> {
    pub fn run(mut self) -> (Vec<Node>, Vec<Div>) {
        let mut graft = Graft::new(self.body);
        let (text, split) = (self.text, self.deck.map(|(_, split)| split));
        if let Some((before, _)) = split.map(|split| split.groups(self.body, text)) {
            before.iter().for_each(|id| self.comment(*id));
        }
        walk::slides(&mut graft, text, split, &mut |graft, ids| self.slide(graft, ids));
        graft.finish()
    }

    fn source(&self, id: NodeId) -> &str {
        &self.text[self.body.span(id).range()]
    }

    fn slide(&mut self, graft: &mut Graft<'_>, ids: &[NodeId]) {
        let (body, text) = (self.body, self.text);
        let mut rest = Vec::with_capacity(ids.len());
        let mut is_first = true;
        for &id in ids {
            let is_aside = matches!(body.tag(id), Tag::Comment | Tag::Footnote(_));
            if heads::is_head(body, text, id) || (is_first && heads::is_bare_head(body, text, id)) {
                heads::keys(body, text, id).for_each(|key| self.losses.add(key, body.span(id)));
            } else {
                rest.push(id);
            }
            is_first &= is_aside;
        }
        match rest.iter().any(|id| slot(self.source_of(*id)).is_some()) {
            true => self.slots(graft, &rest),
            false => self.row(graft, &rest, false),
        }
    }

    fn source_of(&self, id: NodeId) -> &str {
        if self.body.tag(id) == Tag::Paragraph { self.source(id) } else { "" }
    }

    /// `::right::` of Slidev: what stands between such lines stands side by side, below the title.
    fn slots(&mut self, graft: &mut Graft<'_>, ids: &[NodeId]) {
        let body = self.body;
        let is_slot = |former: &Self, id: NodeId| slot(former.source_of(id)).is_some();
        let first = ids.iter().position(|id| is_slot(self, *id)).unwrap_or(ids.len());
        let begins_left = ids.get(first).is_some_and(|id| matches!(slot(self.source(*id)), Some("left" | "default")));
        let is_title = |id: &NodeId| matches!(body.tag(*id), Tag::Heading { .. } | Tag::Comment);
        let above = if begins_left { first } else { ids.iter().take_while(|id| is_title(id)).count().min(first) };
        self.row(graft, &ids[..above], false);
        let parts: Vec<Vec<NodeId>> = ids[above..]
            .split(|id| is_slot(self, *id))
            .map(<[NodeId]>::to_vec)
            .filter(|part| !part.is_empty())
            .collect();
        let span = |part: &[NodeId]| {
            let (first, last) = (part.first().copied().unwrap_or(0), part.last().copied().unwrap_or(0));
            Span { start: body.span(first).start, end: body.span(last).end }
        };
        let columns = graft.open_bare(Kind::Columns, span(&ids[above..]));
        for part in parts {
            let column = graft.open_bare(Kind::Column, span(&part));
            self.row(graft, &part, false);
            graft.close(column);
        }
        graft.close(columns);
    }

    /// Nodes side by side. `is_steps`: in a block whose lists come in steps as it is.
    fn row(&mut self, graft: &mut Graft<'_>, ids: &[NodeId], is_steps: bool) {
        let body = self.body;
        let mut at = 0;
        while let Some(&id) = ids.get(at) {
            at += 1;
            if let Some(end) = self.steps_of_html(ids, at - 1) {
                let open = graft.open_bare(Kind::Steps, body.span(id));
                self.row(graft, &ids[at..end], true);
                graft.close(open);
                at = end + 1;
                continue;
            }
            // reveal.js: a comment right behind a block speaks of that block.
            let next = ids.get(at).filter(|next| body.tag(**next) == Tag::Comment);
            let is_block = !is_inline(body.tag(id)) && !matches!(body.tag(id), Tag::Heading { .. } | Tag::Div(_));
            let by_next = is_block && next.is_some_and(|next| losses::is_step(self.source(*next)));
            let own = body.tag(id) == Tag::Paragraph && (self.has_step(id) || self.is_step_by_class(id));
            if !is_steps && (by_next || own) {
                let open = graft.open_bare(Kind::Steps, body.span(id));
                self.node(graft, id, true);
                graft.close(open);
            } else {
                self.node(graft, id, is_steps);
            }
        }
    }

    /// Does a comment in the text of a node say that it comes as a step?
    fn has_step(&self, id: NodeId) -> bool {
        self.body.children(id).any(|child| match self.body.tag(child) {
            Tag::Comment => losses::is_step(self.source(child)),
            Tag::Paragraph if self.body.tag(id) == Tag::Item => self.has_step(child),
            _ => false,
        })
    }

    /// Pandoc and Quarto: `[All of the text]{.fragment}`, `![…](…){.fragment}`.
    fn is_step_by_class(&self, id: NodeId) -> bool {
        let body = self.body;
        let is_step = |attrs: &Attrs| attrs.classes.iter().any(|(class, _)| STEPS.contains(&class.as_str()));
        let mut inside = body.children(id);
        if let (Some(first), None) = (inside.next(), inside.next())
            && let Tag::Image(image) = body.tag(first)
        {
            return is_step(&body.images[image as usize].attrs);
        }
        let (span, spans) = (body.span(id), spans::of(body, self.text, id));
        let whole = |mark: &SpanMark| {
            mark.open.start == span.start && mark.close.end >= span.start + self.source(id).trim_end().len() as u32
        };
        spans.iter().any(|mark| whole(mark) && is_step(&mark.attrs))
    }

    /// A row of running text; the signs of `[words]{.class}` are left out.
    fn spans(&mut self, graft: &mut Graft<'_>, id: NodeId) {
        let is_whole = self.is_step_by_class(id);
        let spans = spans::of(self.body, self.text, id);
        let mut cuts: Vec<Span> = Vec::with_capacity(2 * spans.len());
        for mark in &spans {
            cuts.extend([mark.open, mark.close]);
            for (class, span) in
                mark.attrs.classes.iter().filter(|(class, _)| !is_whole || !STEPS.contains(&class.as_str()))
            {
                self.losses.add(format!("[…].{class}"), *span);
            }
            mark.attrs.pairs.iter().for_each(|pair| self.losses.add(pair.key.as_str(), pair.span));
        }
        cuts.sort_unstable();
        let body = self.body;
        for child in body.children(id) {
            let span = body.span(child);
            if !matches!(body.tag(child), Tag::Text)
                && !cuts.iter().any(|cut| cut.start <= span.start && span.end <= cut.end)
            {
                self.node(graft, child, false);
                continue;
            }
            let mut at = span.start;
            for cut in cuts.iter().filter(|cut| cut.start < span.end && cut.end > span.start) {
                if at < cut.start {
                    graft.text(Span { start: at, end: cut.start });
                }
                at = at.max(cut.end);
            }
            if at < span.end {
                graft.text(Span { start: at, end: span.end });
            }
        }
    }

    fn node(&mut self, graft: &mut Graft<'_>, id: NodeId, is_steps: bool) {
        let body = self.body;
        match body.tag(id) {
            Tag::RawHtml if self.takes(id) => {}
            Tag::Comment => {
                self.comment(id);
                graft.copy(id);
            }
            Tag::Div(div) => self.block(graft, id, div),
            Tag::List { start } => self.list(graft, id, start, is_steps),
            Tag::Quote => {
                let open = graft.open_like(id);
                self.row(graft, &body.children(id).collect::<Vec<_>>(), false);
                graft.close(open);
            }
            tag => {
                match tag {
                    Tag::Heading { info, .. } => self.heading(id, info),
                    Tag::Image(image) => self.image(id, image),
                    Tag::Code { info } => self.code(id, info),
                    _ => {}
                }
                let open = graft.open_like(id);
                match self.deck {
                    Some(_) => self.spans(graft, id),
                    None => body.children(id).for_each(|child| self.node(graft, child, false)),
                }
                match tag {
                    Tag::Paragraph if body.subtree(id).len() > 1 => graft.close_unless_empty(open),
                    _ => graft.close(open),
                }
            }
        }
    }

    /// A list, and the items of it that come as steps in a block of their own.
    fn list(&mut self, graft: &mut Graft<'_>, id: NodeId, start: Option<ListStart>, is_steps: bool) {
        let body = self.body;
        let items: Vec<NodeId> = body.children(id).collect();
        let all = !is_steps && (self.by_item || self.is_marp_list(id));
        let is_step = |former: &Self, item: NodeId| all || (!is_steps && former.has_step(item));
        let mut at = 0;
        while let Some(&first) = items.get(at) {
            let wanted = is_step(self, first);
            let run = items[at..].iter().take_while(|item| is_step(self, **item) == wanted).count();
            let last = items[at + run - 1];
            let span = match run == items.len() {
                true => body.span(id),
                false => Span { start: body.span(first).start, end: body.span(last).end },
            };
            let steps = wanted.then(|| graft.open_bare(Kind::Steps, span));
            let start = start.map(|start| start.plus(at));
            let list = graft.open(Tag::List { start }, span);
            for &item in &items[at..at + run] {
                let open = graft.open_like(item);
                self.row(graft, &body.children(item).collect::<Vec<_>>(), false);
                graft.close(open);
            }
            graft.close(list);
            steps.into_iter().for_each(|open| graft.close(open));
            at += run;
        }
    }

    /// Marp: a list with stars, or with brackets behind its numbers, comes in steps.
    fn is_marp_list(&self, id: NodeId) -> bool {
        let is_marp = self.deck.is_some_and(|(head, _)| head.habit == Habit::Marp);
        let sign = self.source(id).trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        is_marp && sign.starts_with(['*', ')'])
    }

    fn block(&mut self, graft: &mut Graft<'_>, id: NodeId, index: u32) {
        let body = self.body;
        let div = &body.divs[index as usize];
        if div.is_hidden() {
            let mut inside = body.children(id);
            let is_style = |former: &Self, id: NodeId| {
                let text = former.source(id).trim();
                body.tag(id) == Tag::RawHtml && text.starts_with("<style") && text.ends_with("</style>")
            };
            return match (inside.next(), inside.next()) {
                // Looks, which nobody reads.
                (Some(only), None) if self.deck.is_some() && is_style(self, only) => self.take(only, "<style>"),
                _ => {
                    self.hidden_html(id, div);
                    graft.copy(id);
                }
            };
        }
        let written = &self.text[div.name_span.range()];
        let name = written.trim_start_matches('.');
        let around = self.by_item;
        match name {
            "incremental" => self.by_item = true,
            "nonincremental" => self.by_item = false,
            _ if div.kind == Kind::Unknown && blocks::is_plain(name) => {
                self.losses.add(format!(".{name}"), div.name_span);
            }
            _ => {}
        }
        self.attrs(&div.attrs, 1);
        let open = graft.open_like(id);
        self.row(graft, &body.children(id).collect::<Vec<_>>(), div.kind == Kind::Steps);
        graft.close(open);
        self.by_item = around;
    }

    /// `<aside class="notes">`: an element that hides is a note here as it is there, and no mistake.
    fn hidden_html(&mut self, id: NodeId, div: &Div) {
        let html = &self.text[div.name_span.range()];
        if self.deck.is_none() || !html.starts_with('<') {
            return;
        }
        self.taken.push(self.body.span(id));
        match raw::first_tag(html) {
            Some(tag) if tag.name.starts_with("v-") => self.losses.add("<v-… hide>", self.body.span(id)),
            // What hides for sure does so here as well.
            Some(tag) if tag.hides == Hides::Maybe => self.losses.add(format!("<{}>", tag.name), self.body.span(id)),
            _ => {}
        }
    }

    /// Classes behind the first `skip`, and attributes of looks.
    fn attrs(&mut self, attrs: &Attrs, skip: usize) {
        let is_known = |class: &str| STEPS.contains(&class) || marks::is_class(class) || blocks::find(class).is_some();
        for (class, span) in attrs.classes.iter().skip(skip).filter(|(class, _)| !is_known(class)) {
            self.losses.add(format!(".{class}"), *span);
        }
        // `visibility="uncounted"`: what hides is dealt with before.
        let is_lost = |key: &str| is_about_looks(key) || marks::is_key(key);
        for pair in attrs.pairs.iter().filter(|pair| is_lost(&pair.key)) {
            self.losses.add(pair.key.as_str(), pair.span);
            self.taken.extend(self.deck.map(|_| pair.span));
        }
    }

    fn heading(&mut self, id: NodeId, info: u32) {
        let body = self.body;
        let attrs = body.headings[info as usize].attrs();
        self.attrs(attrs, 0);
        let by_class = attrs.classes.iter().any(|(class, _)| STEPS.contains(&class.as_str()));
        if by_class || self.has_step(id) {
            self.losses.add("## … .fragment", body.span(id));
        }
    }

    fn image(&mut self, id: NodeId, image: u32) {
        let span = self.body.span(id);
        let attrs = &self.body.images[image as usize].attrs;
        self.attrs(attrs, 0);
        let is_known = |key: &str| {
            let mut rows = blocks::IMAGE.iter();
            rows.any(|row| row.name == key) || is_about_looks(key) || ["bg", "decoratief", "echt", "nep"].contains(&key)
        };
        for pair in attrs.pairs.iter().filter(|pair| !is_known(&pair.key)) {
            self.losses.add(pair.key.as_str(), pair.span);
        }
        let spans = attrs.classes.iter().map(|(_, span)| *span).chain(attrs.pairs.iter().map(|pair| pair.span));
        self.taken.extend(spans.filter(|_| self.deck.is_some()));
        let alt = self.source(id).strip_prefix("![").and_then(|rest| rest.split(']').next()).unwrap_or_default();
        let words: Vec<String> = crate::body::looks(alt).map(str::to_string).collect();
        for word in words {
            let key = word.split_once(':').map_or(word.as_str(), |(key, _)| key);
            let key = if key.ends_with('%') { "%" } else { key };
            self.losses.add(format!("![{key}]"), span);
        }
    }

    /// Lines to light up, and code to run.
    fn code(&mut self, id: NodeId, info: u32) {
        let info = &self.body.strings[info as usize];
        let is_drawing = ["mermaid", "plantuml", "dot"].iter().any(|name| info.starts_with(name));
        if is_drawing || info.contains(['{', '[']) {
            self.losses.add(format!("{info}"), self.body.span(id));
        }
    }

    fn comment(&mut self, id: NodeId) {
        if self.body.tag(id) == Tag::Comment {
            self.losses.comment(&self.text[self.body.span(id).range()], self.body.span(id));
        }
    }

    // ---- HTML

    /// Where an element ends that makes its text come in steps: `<v-clicks>`, `<div class="fragment">`.
    fn steps_of_html(&mut self, ids: &[NodeId], at: usize) -> Option<usize> {
        let id = *ids.get(at).filter(|_| self.deck.is_some())?;
        let tag = self.only_tag(id).filter(|tag| !tag.is_end && !tag.is_void)?;
        let text = &self.text[self.body.span(id).range()];
        let is_step = tag.name.starts_with("v-click") || text.contains(" v-click") || {
            let class = text.split_once("class=").map(|(_, rest)| rest).unwrap_or_default();
            class.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| STEPS.contains(&word))
        };
        if !is_step || text.contains("hide") {
            return None;
        }
        let mut depth = 0usize;
        let end = (at..ids.len()).find(|next| {
            let other = self.only_tag(ids[*next]).filter(|other| other.name == tag.name && !other.is_void);
            match other {
                Some(other) if other.is_end => depth = depth.saturating_sub(1),
                Some(_) => depth += 1,
                None => return false,
            }
            depth == 0
        })?;
        self.taken.extend([self.body.span(id), self.body.span(ids[end])]);
        for key in ["depth", "every", "at"].into_iter().filter(|key| text.contains(&format!(" {key}="))) {
            self.losses.add(format!("<{} {key}>", tag.name), self.body.span(id));
        }
        Some(end)
    }

    /// A node that is one tag, which hides nothing.
    fn only_tag(&self, id: NodeId) -> Option<TagAt> {
        let mut tags = self.only_tags(id)?;
        tags.pop().filter(|_| tags.is_empty())
    }

    /// Takes off tags around text that are about looks alone, and counts them.
    fn takes(&mut self, id: NodeId) -> bool {
        const LOOKS: &[&str] = &["center", "div", "font", "section", "span"];
        let Some(tags) = self.only_tags(id).filter(|_| self.deck.is_some()) else { return false };
        let is_looks = |tag: &TagAt| LOOKS.contains(&tag.name.as_str()) || tag.name.starts_with("v-");
        if !tags.iter().all(is_looks) || self.source(id).contains("hide") {
            return false;
        }
        self.taken.push(self.body.span(id));
        for tag in tags.iter().filter(|tag| !tag.is_end) {
            self.losses.add(format!("<{}>", tag.name), self.body.span(id));
        }
        true
    }

    /// A node that is tags, which hide nothing, and no words between them.
    fn only_tags(&self, id: NodeId) -> Option<Vec<TagAt>> {
        if self.body.tag(id) != Tag::RawHtml {
            return None;
        }
        let (text, tags) = (self.source(id), raw::tags(self.source(id)));
        let starts = tags.iter().map(|tag| tag.start).chain([text.len()]);
        let ends = [0].into_iter().chain(tags.iter().map(|tag| tag.end));
        let is_bare =
            ends.zip(starts).all(|(end, start)| text.get(end..start).is_some_and(|gap| gap.trim().is_empty()));
        (!tags.is_empty() && is_bare && tags.iter().all(|tag| tag.hides == Hides::No)).then_some(tags)
    }

    fn take(&mut self, id: NodeId, what: &str) {
        self.taken.push(self.body.span(id));
        self.losses.add(what, self.body.span(id));
    }
}

/// The name of a slot of Slidev.
fn slot(paragraph: &str) -> Option<&str> {
    let name = paragraph.trim().strip_prefix("::")?.strip_suffix("::")?;
    crate::body::SLOTS.contains(&name).then_some(name)
}

/// Attributes of makers of slides and of browsers that change nothing here.
fn is_about_looks(key: &str) -> bool {
    let starts = [
        "background",
        "data-",
        "auto-animate",
        "transition",
        "state",
        "style",
        "width",
        "height",
        "layout",
        "align",
        "fragment-index",
        "collapse",
        "icon",
        "appearance",
    ];
    starts.iter().any(|start| key.starts_with(start)) && !marks::is_key(key)
}
