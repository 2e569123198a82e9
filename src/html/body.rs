//! The projection of a body to HTML: blocks that Markdown knows. Those of krijt are in `blocks`, text is in `lines`.

use std::collections::{BTreeSet, HashMap};

use super::{Html, hours_beside};
pub(crate) use crate::body::is_inline;
use crate::body::{Align, Body, Div, Kind, NodeId, Tag};
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::media::Pictures;
use crate::site::Target;
use crate::theme::Theme;
use crate::wording::Wording;

/// What all pages of an edition share.
pub struct EditionContext<'a> {
    pub edition: &'a Edition<'a>,
    pub theme: &'a Theme,
    /// What a look inside the images gave, by path.
    pub pictures: &'a Pictures,
}

/// One page being written: counts and lists that run through all its parts.
#[derive(Debug, Default)]
pub struct Page {
    /// The page's own file.
    pub path: String,
    /// The way up to the edition's folder.
    pub root: String,
    /// Terms used.
    pub terms: BTreeSet<usize>,
    pub(super) slides: usize,
    pub(super) tasks: usize,
    pub(super) notes: usize,
}

/// How a part of a document is shown on a page.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    /// The level of its first heading.
    pub level: u8,
    /// Ids of headings and blocks are written; not so in a part that stands on several pages.
    pub ids: bool,
    /// Terms are explained.
    pub terms: bool,
    /// Blocks that are not shown here.
    pub hide: &'static [Kind],
    /// The file beside the page that presents its slides.
    pub deck: Option<&'static str>,
    /// Pauses (`. . .`) are marked: here text comes in steps.
    pub pauses: bool,
    pub answers: Answers,
}

/// Where a reader finds what is right in a quiz, and what is real among claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Behind a tap, or on paper for grown-ups. What is ticked in an assignment is not shown.
    Folded,
    /// Nowhere: this is the paper that pupils write on.
    Nowhere,
    /// Beside the question: this is for who looks over the answers.
    Open,
}

/// Blocks that a page does not show: they stand on the worksheet only.
pub const ON_PAPER: &[Kind] = &[Kind::Sheet];

/// A text that was made shorter stands in several places, and each must be whole by itself.
const BRIEF: RenderOptions = RenderOptions {
    level: 3,
    ids: false,
    terms: false,
    hide: &[],
    deck: None,
    pauses: false,
    answers: Answers::Nowhere,
};

/// What a note that travels begins with.
pub fn title_of_note(words: &Wording, body: &Body, node: NodeId) -> String {
    let given = body.div(node).and_then(|div| div.attrs.value("titel").or(div.attrs.value("title")));
    let title = given.unwrap_or_else(|| words.text("block.letop")).trim();
    if title.ends_with(['.', '!', '?', ':', '…']) { title.to_string() } else { format!("{title}:") }
}

/// A link that has no text of its own.
fn is_bare_link(body: &Body, node: NodeId) -> bool {
    matches!(body.tag(node), Tag::Link(_)) && body.subtree(node).len() == 1
}

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions {
            level: 2,
            ids: true,
            terms: true,
            hide: ON_PAPER,
            deck: None,
            pauses: false,
            answers: Answers::Folded,
        }
    }
}

impl RenderOptions {
    /// Is a block not shown here? A worksheet that is not for pupils is on no sheet of theirs, so the page shows it.
    pub fn hides(&self, div: &Div) -> bool {
        let is_of_page = div.kind == Kind::Sheet && div.is_hidden() && self.hide == ON_PAPER;
        self.hide.contains(&div.kind) && !is_of_page
    }
}

impl Page {
    pub fn new(path: &str) -> Self {
        Page { path: path.to_string(), root: crate::site::route_root(path), ..Page::default() }
    }
}

/// The projection of one body onto a page.
pub(super) struct Writer<'a, 'p> {
    pub frame: &'a EditionContext<'a>,
    pub doc: &'a Doc,
    pub id: DocId,
    pub body: &'a Body,
    pub text: &'a str,
    pub lang: &'a str,
    /// What krijt itself says in that language.
    pub words: &'a Wording,
    pub part: RenderOptions,
    pub page: &'p mut Page,
    pub html: Html,
    /// Inside a link, a heading or a button: no explanations there.
    pub quiet: usize,
    /// Inside an assignment or a worksheet: what is ticked there is an answer.
    pub asking: usize,
    /// Notes referred to in this body: label and number.
    pub noted: Vec<(&'a str, usize)>,
    /// The same, to be found by label.
    pub numbers: HashMap<&'a str, usize>,
    /// This is a text made shorter: its footnotes stay with the whole.
    pub brief: bool,
}

impl<'a> EditionContext<'a> {
    /// What krijt says in the language of a document.
    pub fn words(&self, id: DocId) -> &'a Wording {
        self.theme.words(self.edition.lang(id))
    }

    /// Hours of help lines are in the language of the site.
    pub fn hour_words(&self) -> &'a Wording {
        self.theme.words(&self.edition.config().site.lang)
    }

    /// A whole body on a page.
    pub fn body(&self, id: DocId, page: &mut Page, part: RenderOptions) -> String {
        let Some((_, body)) = self.edition.get(id) else { return String::new() };
        self.nodes(id, &body.roots().collect::<Vec<_>>(), page, part)
    }

    /// Some of a body's nodes, for a page that shows a body in pieces.
    pub fn nodes(&self, id: DocId, nodes: &[NodeId], page: &mut Page, part: RenderOptions) -> String {
        let Some((doc, body)) = self.edition.get(id) else { return String::new() };
        let mut writer = self.writer(id, doc, body, page, part);
        writer.blocks(nodes.to_vec(), part.level);
        writer.notes();
        writer.html.into_string()
    }

    /// The inside of one block, for a page that collects such blocks.
    pub fn inside(&self, id: DocId, node: NodeId, page: &mut Page, part: RenderOptions) -> String {
        let Some((_, body)) = self.edition.get(id) else { return String::new() };
        self.nodes(id, &body.children(node).collect::<Vec<_>>(), page, part)
    }

    /// Some of a body's nodes where a text is made shorter: no explanations, no ids, and no footnotes below it.
    pub fn brief(&self, id: DocId, nodes: &[NodeId], page: &mut Page) -> String {
        let Some((doc, body)) = self.edition.get(id) else { return String::new() };
        let mut writer = Writer { brief: true, ..self.writer(id, doc, body, page, BRIEF) };
        writer.blocks(nodes.to_vec(), BRIEF.level);
        writer.html.into_string()
    }

    /// A note that travels: its title, and all that is in it.
    pub fn travelling(&self, id: DocId, node: NodeId, page: &mut Page) -> String {
        let Some((doc, body)) = self.edition.get(id) else { return String::new() };
        let mut writer = Writer { brief: true, ..self.writer(id, doc, body, page, BRIEF) };
        let mut inside: Vec<NodeId> = body.children(node).collect();
        let first = inside.first().copied().filter(|first| body.tag(*first) == Tag::Paragraph);
        writer.html.open("p");
        writer.html.open("strong");
        writer.html.text(&title_of_note(self.words(id), body, node));
        writer.html.close("strong");
        if let Some(first) = first {
            writer.html.text(" ");
            writer.lines(first);
            inside.remove(0);
        }
        writer.html.close("p");
        writer.html.newline();
        writer.blocks(inside, BRIEF.level);
        writer.html.into_string()
    }

    /// The words of a subtree, with variables filled in, hours beside numbers, and links without words by the name of
    /// what they point at.
    pub fn plain(&self, id: DocId, body: &Body, node: NodeId) -> String {
        let text = self.edition.text(id);
        let mut words = String::new();
        let mut from = node;
        let lang = self.edition.lang(id);
        for other in body.subtree(node) {
            let hours = || hours_beside(self.edition, body, text, other, lang, self.hour_words());
            let (until, more) = match is_bare_link(body, other) {
                true => (other, self.name_of_target(id, body.span(other).start)),
                false => match hours() {
                    Some(hours) => (other + 1, format!(" ({hours})")),
                    None => continue,
                },
            };
            crate::body::plain_into(body, text, from..until, &mut words);
            words.push_str(&more);
            from = other + 1;
        }
        crate::body::plain_into(body, text, from..body.subtree(node).end, &mut words);
        self.filled(&words, lang)
    }

    /// What a link without text is called: the rule's number, or the title of what it points at.
    pub fn name_of_target(&self, id: DocId, at: u32) -> String {
        let edition = self.edition;
        match edition.target(id, at) {
            Some(Target::Doc { doc, anchor }) => {
                let rule = anchor.as_deref().and_then(|anchor| edition.rule(anchor));
                match rule.filter(|_| edition.doc(*doc).is_some_and(|doc| doc.facets.rules.is_some())) {
                    Some(rule) => self.words(id).with("page.rule_small", &[("number", rule.number)]),
                    None => edition.title(*doc).to_string(),
                }
            }
            Some(Target::Page(path)) => {
                let path = path.split('#').next().unwrap_or(path);
                crate::kind::humanised(path.trim_end_matches("/index.html"))
            }
            _ => String::new(),
        }
    }

    /// Text with its variables filled in.
    pub fn filled(&self, text: &str, lang: &str) -> String {
        if !text.contains("{{") {
            return text.to_string();
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{ ") {
            out.push_str(before);
            match after.split_once(" }}") {
                Some((name, tail)) => {
                    let value = self.edition.variable(name, lang);
                    out.push_str(&value.unwrap_or_else(|| format!("{{{{ {name} }}}}")));
                    rest = tail;
                }
                // Then none of those that follow ends, either.
                None => {
                    out.push_str("{{ ");
                    out.push_str(after);
                    return out;
                }
            }
        }
        out.push_str(rest);
        out
    }

    fn writer<'p>(
        &'a self,
        id: DocId,
        doc: &'a Doc,
        body: &'a Body,
        page: &'p mut Page,
        part: RenderOptions,
    ) -> Writer<'a, 'p> {
        Writer {
            frame: self,
            doc,
            id,
            body,
            text: self.edition.text(id),
            lang: self.edition.lang(id),
            words: self.words(id),
            part,
            page,
            html: Html::default(),
            quiet: 0,
            asking: 0,
            noted: Vec::new(),
            numbers: HashMap::new(),
            brief: false,
        }
    }
}

impl Writer<'_, '_> {
    /// A row of blocks whose first heading has this level. Levels never skip one, whatever the author wrote.
    pub fn blocks(&mut self, ids: Vec<NodeId>, level: u8) {
        let mut open: Vec<u8> = Vec::new();
        let mut run: Vec<NodeId> = Vec::new();
        for id in ids {
            let tag = self.body.tag(id);
            if is_inline(tag) {
                run.push(id);
                continue;
            }
            self.inline_run(&mut run);
            if let Tag::Heading { level: written, .. } = tag {
                while open.last().is_some_and(|last| *last >= written) {
                    open.pop();
                }
                open.push(written);
                self.heading(id, (level + open.len() as u8 - 1).min(6));
            } else {
                self.block(id, (level + open.len() as u8).min(6));
            }
        }
        self.inline_run(&mut run);
    }

    /// Text of a tight list item that stands among blocks.
    fn inline_run(&mut self, run: &mut Vec<NodeId>) {
        if run.is_empty() {
            return;
        }
        for id in run.drain(..) {
            self.line(id);
        }
        self.html.newline();
    }

    fn heading(&mut self, id: NodeId, level: u8) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let name = NAMES[usize::from(level.clamp(1, 6)) - 1];
        let span = self.body.span(id);
        let anchor = self.part.ids.then(|| self.anchor(span.start)).flatten();
        let lesson = self.doc.facets.lesson.as_ref();
        let phases = lesson.map_or(&[][..], |lesson| &lesson.phases);
        let phase = phases.binary_search_by_key(&span.start, |phase| phase.at).ok().map(|at| &phases[at]);
        let class = phase.map(|phase| if phase.droppable { "fase fase-mag-weg" } else { "fase" });
        self.html.tag(name).maybe("class", class).maybe("id", anchor.as_deref()).end();
        self.quietly(|writer| writer.lines(id));
        if let Some(phase) = phase {
            let from = phase.from;
            self.html.text(" ");
            self.html.tag("span").class("fase-tijd").end();
            let minutes = from.to_string();
            self.html.tag("time").attr("data-min", &minutes).attr("datetime", &format!("PT{from}M")).end();
            self.html.text(&self.words.count("time.after", from));
            self.html.close("time");
            self.html.text(&format!(" · {}", self.words.count("time.minutes_short", phase.minutes)));
            self.html.close("span");
        }
        self.html.close(name);
        self.html.newline();
    }

    /// The id that the node at this byte has on its page.
    pub fn anchor(&self, at: u32) -> Option<String> {
        let anchors = &self.doc.anchors;
        let anchor = &anchors[anchors.binary_search_by_key(&at, |anchor| anchor.at).ok()?];
        Some(self.frame.edition.published_id(self.id, anchor).into_owned())
    }

    pub fn quietly(&mut self, write: impl FnOnce(&mut Self)) {
        self.quiet += 1;
        write(self);
        self.quiet -= 1;
    }

    pub fn block(&mut self, id: NodeId, level: u8) {
        match self.body.tag(id) {
            Tag::Paragraph => self.paragraph(id),
            Tag::Quote => self.wrapped("blockquote", id, level),
            Tag::Code { info } => self.code(id, info),
            Tag::List { start } => self.list(id, start, level),
            Tag::Table(alignments) => self.table(id, alignments),
            Tag::Line => self.html.open("hr"),
            Tag::Div(div) => self.div(id, div, level),
            Tag::RawHtml => {
                self.html.open("pre");
                self.html.text(&self.text[self.body.span(id).range()]);
                self.html.close("pre");
            }
            // Notes are written behind the text that refers to them.
            Tag::Footnote(_) => {}
            _ => self.line(id),
        }
        self.html.newline();
    }

    fn wrapped(&mut self, name: &'static str, id: NodeId, level: u8) {
        self.html.open(name);
        self.html.newline();
        self.blocks(self.body.children(id).collect(), level);
        self.html.close(name);
    }

    fn paragraph(&mut self, id: NodeId) {
        let mut children = self.body.children(id);
        if let (Some(only), None) = (children.next(), children.next())
            && let Tag::Image(image) = self.body.tag(only)
        {
            self.figure(only, image);
            return;
        }
        if self.body.subtree(id).len() == 1 {
            return;
        }
        // Pandoc's pause between the steps of a slide.
        if self.text[self.body.span(id).range()].trim() == ". . ." {
            if self.part.pauses {
                self.html.tag("div").class("pauze").end();
                self.html.close("div");
            }
            return;
        }
        self.html.open("p");
        self.lines(id);
        self.html.close("p");
    }

    fn code(&mut self, id: NodeId, info: u32) {
        let lang = self.body.strings[info as usize].split([' ', ',']).next().unwrap_or_default();
        let class = (!lang.is_empty()).then(|| format!("taal-{lang}"));
        self.html.tag("pre").attr("tabindex", "0").end();
        self.html.tag("code").maybe("class", class.as_deref()).end();
        // What people copy holds no buttons: browsers leave those out.
        self.quietly(|writer| writer.lines(id));
        self.html.close("code");
        self.html.close("pre");
    }

    fn list(&mut self, id: NodeId, start: Option<u16>, level: u8) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let number = start.filter(|start| *start != 1).map(|start| start.to_string());
        self.html.tag(name).maybe("start", number.as_deref()).end();
        self.html.newline();
        for item in self.body.children(id) {
            self.item(item, level);
        }
        self.html.close(name);
    }

    fn item(&mut self, id: NodeId, level: u8) {
        let done = self.body.task(id).map(|done| done && self.shows_ticks());
        self.html.tag("li").maybe("class", done.map(|_| "taak")).end();
        if let Some(done) = done {
            let (sign, word) = match done {
                true if self.is_asking() => ("☑", "text.right"),
                true => ("☑", "text.done"),
                false => ("☐", "text.to_do"),
            };
            self.html.tag("span").class("vink").attr("role", "img").attr("aria-label", self.words.text(word)).end();
            self.html.text(sign);
            self.html.close("span");
            self.html.text(" ");
        }
        let is_task = |child: &NodeId| matches!(self.body.tag(*child), Tag::Task(_));
        let children = self.body.children(id).filter(|child| !is_task(child)).collect();
        self.blocks(children, level);
        while self.html.out.ends_with('\n') {
            self.html.out.pop();
        }
        self.html.close("li");
        self.html.newline();
    }

    /// A sheet is all questions.
    fn is_asking(&self) -> bool {
        self.asking > 0 || self.part.answers != Answers::Folded
    }

    fn shows_ticks(&self) -> bool {
        !self.is_asking() || self.part.answers == Answers::Open
    }

    fn table(&mut self, id: NodeId, alignments: u32) {
        let alignments = &self.body.alignments[alignments as usize];
        self.html
            .tag("div")
            .class("tabel")
            .attr("role", "group")
            .attr("aria-label", self.words.text("text.table"))
            .attr("tabindex", "0")
            .end();
        self.html.open("table");
        let rows: Vec<NodeId> = self.body.children(id).collect();
        for (number, row) in rows.iter().enumerate() {
            let is_head = self.body.tag(*row) == Tag::TableHead;
            match (is_head, number) {
                (true, _) => self.html.open("thead"),
                (false, 1) => self.html.open("tbody"),
                _ => {}
            }
            self.html.open("tr");
            for (column, cell) in self.body.children(*row).enumerate() {
                let is_empty = self.body.subtree(cell).len() == 1;
                let name = if is_head && !is_empty { "th" } else { "td" };
                let class = match alignments.get(column) {
                    Some(Align::Center) => Some("midden"),
                    Some(Align::Right) => Some("rechts"),
                    _ => None,
                };
                let scope = (name == "th").then_some("col");
                self.html.tag(name).maybe("class", class).maybe("scope", scope).end();
                self.lines(cell);
                self.html.close(name);
            }
            self.html.close("tr");
            if is_head {
                self.html.close("thead");
            }
        }
        if rows.len() > 1 {
            self.html.close("tbody");
        }
        self.html.close("table");
        self.html.close("div");
    }

    /// The notes that this body referred to.
    fn notes(&mut self) {
        if self.noted.is_empty() {
            return;
        }
        let definitions: HashMap<&str, NodeId> = self
            .body
            .all()
            .filter_map(|id| match self.body.tag(id) {
                Tag::Footnote(label) => Some((&*self.body.strings[label as usize], id)),
                _ => None,
            })
            .collect();
        let first = self.noted[0].1.to_string();
        self.html.tag("div").class("voetnoten").end();
        self.html.tag("ol").maybe("start", Some(first.as_str()).filter(|first| *first != "1")).end();
        let mut at = 0;
        // A note may refer to another one: the list grows while it is written.
        while let Some((label, number)) = self.noted.get(at).copied() {
            self.html.tag("li").attr("id", &format!("fn-{number}")).end();
            if let Some(id) = definitions.get(label) {
                self.blocks(self.body.children(*id).collect(), 6);
            }
            self.html
                .tag("a")
                .class("terug")
                .attr("href", &format!("#fnref-{number}"))
                .attr("aria-label", self.words.text("text.back"))
                .end();
            self.html.text("↩");
            self.html.close("a");
            self.html.close("li");
            self.html.newline();
            at += 1;
        }
        self.html.close("ol");
        self.html.close("div");
        self.html.newline();
    }
}
