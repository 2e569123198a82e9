//! Attributes of blocks, headings and images: read, checked against their tables, taken off the text.

use super::fences::may_hide;
use super::{Builder, slips};
use crate::body::attrs::{self, Attrs, Pair};
use crate::body::blocks::{self, AttributeValue};
use crate::body::{Heading, NodeId, Tag, length_in_mm, marks, share_of_column, team};
use crate::bytes;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::{Place, Span};

/// Words of Marp about how an image looks.
const LOOKS: &[&str] = &["bg", "left", "right", "fit", "contain", "cover", "auto", "vertical"];

/// Those in a description, where it begins as Marp has it: `bg right:40%`, `w:300 Een kat`.
pub fn looks(alt: &str) -> impl Iterator<Item = &str> {
    let first = alt.split_whitespace().next().filter(|word| *word == "bg" || is_size(word));
    let all = if first.is_some() { alt } else { "" };
    all.split_whitespace().filter(|word| is_look(word))
}

fn is_look(word: &str) -> bool {
    LOOKS.contains(&word) || is_size(word) || word.ends_with('%')
}

/// Attributes of reveal.js on headings: backgrounds, transitions.
fn is_about_looks(key: &str) -> bool {
    let starts = ["background", "data-", "auto-animate", "transition", "state"];
    starts.iter().any(|start| key.starts_with(start))
}

/// `w:300`, `height:5cm`, `blur:4px`.
fn is_size(word: &str) -> bool {
    let keys = ["w:", "h:", "width:", "height:", "blur:", "brightness:", "opacity:", "left:", "right:"];
    keys.iter().any(|key| word.starts_with(key))
}

/// The attribute of a name, in a table of a block or in that of all of them.
fn find_name(name: &str, known: &'static [blocks::Attribute]) -> Option<&'static blocks::Attribute> {
    let name = if name == "title" { "titel" } else { name };
    known.iter().chain(blocks::COMMON).find(|row| row.name == name)
}

impl<'s> Builder<'s> {
    pub(super) fn check_attributes(
        &mut self,
        attrs: &Attrs,
        known: &'static [blocks::Attribute],
        owner: &str,
        at: Span,
    ) {
        let rows = || known.iter().chain(blocks::COMMON);
        let find = |pair: &Pair| find_name(&pair.key, known);
        let (mut at_pair, mut meant) = (0, Vec::new());
        while let Some(pair) = attrs.pairs.get(at_pair) {
            at_pair += 1;
            if marks::is_key(&pair.key) {
                continue; // `slides` looks at what hides
            }
            let slip = slips::of(&attrs.pairs[at_pair - 1..], |key| find_name(key, known));
            if let Some(slip) = slip.filter(|slip| attrs.get(slip.name).is_none_or(|own| own.span == pair.span)) {
                at_pair += slip.many - 1;
                meant.push(slip.name);
                let finding = Self::unknown_attribute(self.place(slip.span), self.text(slip.span), owner, rows());
                self.findings.push(finding.fixed_by(Fix::guess(slip.span, slip.right)));
                continue;
            }
            let row = find(pair);
            // `titel=Hallo daar` is a value of two words that lacks its quotes.
            let loose = match row.map(|row| &row.value) {
                Some(AttributeValue::Text | AttributeValue::Words | AttributeValue::SomeOf(_))
                    if !self.text(pair.span).ends_with(['"', '\'']) =>
                {
                    let rest = &attrs.pairs[at_pair..];
                    &rest[..rest.iter().take_while(|next| next.value.is_none() && find(next).is_none()).count()]
                }
                _ => &[],
            };
            at_pair += loose.len();
            if let (Some(value), [first, ..], Some(last)) = (&pair.value, loose, loose.last()) {
                let words: Vec<&str> = loose.iter().map(|next| next.key.as_str()).collect();
                let whole = Span { start: pair.span.start, end: last.span.end };
                let finding = Self::unknown_attribute(self.place(whole), &first.key, owner, rows());
                let quoted = format!("{}=\"{value} {}\"", pair.key, words.join(" "));
                // What is more than words and blanks between them is not put together again.
                let is_plain = self.text(whole).split_whitespace().eq(quoted.replace('"', "").split_whitespace());
                self.findings.push(finding.fixed_by(is_plain.then(|| Fix::guess(whole, quoted))));
                continue;
            }
            match row {
                Some(row) => self.check_value(pair, row),
                None => {
                    let suggestion = crate::suggest::closest(&pair.key, rows().map(|row| row.name));
                    let finding = Self::unknown_attribute(self.place(pair.span), &pair.key, owner, rows());
                    let key = Span { end: pair.span.start + pair.key.len() as u32, ..pair.span };
                    let suggestion = suggestion.filter(|near| !attrs.has(near) && !may_hide(pair));
                    self.findings.push(finding.fixed_by(suggestion.map(|near| Fix::guess(key, near))));
                }
            }
        }
        for row in known.iter().filter(|row| row.required && !attrs.has(row.name) && !meant.contains(&row.name)) {
            let finding =
                Finding::new(&code::MISSING_ATTRIBUTE, self.place(at)).with("attribute", row.name).with("block", owner);
            self.findings.push(finding.fixed_by(self.with_attribute(row, attrs, at)));
        }
    }

    /// A block's name with a number that it needs behind it: `klok` becomes `{.klok minuten="5"}`.
    fn with_attribute(&self, row: &blocks::Attribute, attrs: &Attrs, at: Span) -> Option<Fix> {
        let name = self.text(at);
        let bare = name.trim_start_matches('.');
        let sample = Some(blocks::sample(row)).filter(|_| matches!(row.value, AttributeValue::Number(_)))?;
        let is_word = !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || c == '-');
        let right = match name.starts_with('.') {
            true => format!("{name} {sample}"),
            false if attrs.is_empty() => format!("{{.{name} {sample}}}"),
            false => return None,
        };
        is_word.then(|| Fix::guess(at, right))
    }

    fn unknown_attribute<'a>(
        place: Place,
        key: &str,
        owner: &str,
        known: impl Iterator<Item = &'a blocks::Attribute>,
    ) -> Finding {
        let names: Vec<String> = known.map(|row| format!("`{}`", row.name)).collect();
        Finding::new(&code::UNKNOWN_ATTRIBUTE, place)
            .with("attribute", key)
            .with("block", owner)
            .with("known", names.join(", "))
    }

    pub(super) fn check_value(&mut self, pair: &Pair, row: &blocks::Attribute) {
        let value = pair.value.as_deref().unwrap_or_default();
        let mut right: Option<u32> = None;
        let expected = match row.value {
            AttributeValue::Text | AttributeValue::Words if !value.trim().is_empty() => return,
            AttributeValue::Text | AttributeValue::Words => "\"…\"".to_string(),
            AttributeValue::Number(limit) => {
                if value.parse::<u32>().is_ok_and(|number| (1..=limit).contains(&number)) {
                    return;
                }
                right = slips::number(value, limit);
                format!("1–{limit}")
            }
            AttributeValue::Length => {
                if length_in_mm(value).is_some_and(|mm| (1.0..=250.0).contains(&mm)) {
                    return;
                }
                "6cm".to_string()
            }
            AttributeValue::Width => {
                if share_of_column(value).is_some() {
                    return;
                }
                "50%".to_string()
            }
            AttributeValue::OneOf(words) => {
                if words.contains(&value) {
                    return;
                }
                words.join(", ")
            }
            AttributeValue::SomeOf(words) => {
                let mut given = value.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
                if given.peek().is_some() && given.all(|word| words.contains(&word)) {
                    return;
                }
                words.join(", ")
            }
        };
        let finding = Finding::new(&code::BAD_ATTRIBUTE_VALUE, self.place(pair.span))
            .with("attribute", row.name)
            .with("value", value)
            .with("expected", expected);
        let key = &pair.key;
        self.findings.push(finding.fixed_by(right.map(|number| Fix::guess(pair.span, format!("{key}={number}")))));
    }

    /// `## Kop {#id duur=10 mag-weg}`: takes the attributes off the heading's text.
    pub(super) fn heading_attrs(&mut self, node: NodeId, info: u32) {
        let span = self.body.span(node);
        let text = self.text(span);
        // A heading of several lines, as underlining allows, has its attributes on none of them.
        let is_one_line = text.starts_with('#') || text.trim_end().lines().count() == 2;
        let line = bytes::first_line(text).trim_end().trim_end_matches('#').trim_end();
        if !is_one_line || !line.ends_with('}') {
            return;
        }
        let Some(brace) = line.rfind('{') else { return };
        if brace > 0 && !line[..brace].ends_with([' ', '\t']) {
            return;
        }
        let at = span.start as usize + brace;
        let Some((attrs, length)) = attrs::read(&line[brace..], at).filter(|(attrs, _)| !attrs.is_empty()) else {
            return;
        };
        if brace + length != line.len() {
            return;
        }
        let is_told = |pair: &Pair| {
            let is_known = pair.key == "mag-weg" && pair.value.is_none();
            !is_known && !is_about_looks(&pair.key) && !marks::is_key(&pair.key)
        };
        let pairs = attrs.pairs.iter().filter(|pair| is_told(pair)).cloned().collect();
        self.check_attributes(&Attrs { pairs, ..Attrs::default() }, blocks::HEADING, "##", span);
        self.cut_from(node, at as u32);
        self.body.headings[info as usize] = Heading::new(attrs);
    }

    /// Removes what stands at or behind byte `at` from the end of a node, and the blank before it.
    pub(super) fn cut_from(&mut self, node: NodeId, at: u32) {
        while self.body.nodes.len() as u32 > node + 1 {
            let last = self.body.nodes.len() - 1;
            let span = self.body.nodes[last].span;
            if span.start >= at {
                self.body.nodes.pop();
                continue;
            }
            if self.body.nodes[last].tag == Tag::Text && span.end > at.saturating_sub(1) {
                let kept = self.source[span.start as usize..at as usize].trim_end().len();
                self.body.nodes[last].span.end = span.start + kept as u32;
            }
            break;
        }
        let end = self.body.nodes.len() as u32;
        for kept in &mut self.body.nodes[node as usize..] {
            kept.next = kept.next.min(end);
        }
    }

    /// Marp writes looks into the description: `![bg right:40%](…)`, `![w:300 Een kat](…)`. They become attributes, and
    /// what is left is the description.
    pub(super) fn looks_of(&mut self, node: NodeId, image: u32) {
        let span = self.body.span(node);
        let text = self.text(span);
        let Some(alt) = text.strip_prefix("![").and_then(|rest| rest.split(']').next()) else { return };
        let words: Vec<&str> = alt.split_whitespace().collect();
        if !words.first().is_some_and(|word| *word == "bg" || is_size(word)) {
            return;
        }
        let rest: Vec<&str> = words.iter().copied().filter(|word| !is_look(word)).collect();
        self.body.nodes.truncate(node as usize + 1);
        let pair = |key: &str| Pair { key: key.to_string(), value: None, span };
        let attrs = &mut self.body.images[image as usize].attrs;
        if words.contains(&"bg") {
            attrs.pairs.push(pair("bg"));
            attrs.pairs.push(pair("decoratief"));
        }
        if !rest.is_empty() {
            let text = self.string(&rest.join(" "));
            self.push(Tag::Chars(text), span);
        }
        self.close(node);
    }

    /// Reads what stands in braces right behind an image; the parser takes that for text.
    pub(super) fn image_attrs(&mut self, image: u32, span: Span) {
        let end = span.end as usize;
        let rest = &self.source[end..];
        // A blank before the braces is a slip, where nothing else can be meant by them.
        let start = end + usize::from(rest.starts_with(" {"));
        let Some((mut attrs, length)) = attrs::read_lines(&self.source[start..], start) else { return };
        if start > end && (attrs.pairs.is_empty() || !attrs.pairs.iter().all(is_of_image)) {
            return;
        }
        self.taken = Span::new(end..start + length);
        // `walls` looks at braces on one line.
        if self.text(self.taken).contains('\n') {
            self.team_mark_of_image(&attrs);
        }
        for (class, span) in attrs.classes.iter().filter(|(class, _)| !is_known_of_image(class)) {
            let place = self.place(*span);
            let finding = Self::unknown_attribute(place, &format!(".{class}"), "![…](…)", blocks::IMAGE.iter());
            self.findings.push(finding);
        }
        // `alt=""` says that there is nothing to tell.
        let is_alt = |pair: &&Pair| matches!(pair.key.as_str(), "alt" | "fig-alt");
        let empty = attrs.pairs.iter().find(is_alt).filter(|pair| pair.value.as_deref().is_some_and(str::is_empty));
        if let Some(empty) = empty.cloned() {
            attrs.pairs.push(Pair { key: "decoratief".to_string(), value: None, span: empty.span });
        }
        for pair in &attrs.pairs {
            if is_word(pair) || (is_alt(&pair) && pair.value.as_deref() == Some("")) {
                continue;
            }
            match blocks::IMAGE.iter().find(|row| row.name == pair.key) {
                Some(row) => self.check_value(pair, row),
                None => self.unknown_of_image(pair),
            }
        }
        self.body.images[image as usize].attrs = attrs;
    }

    fn unknown_of_image(&mut self, pair: &Pair) {
        let finding = Self::unknown_attribute(self.place(pair.span), &pair.key, "![…](…)", blocks::IMAGE.iter());
        let find = |name: &str| blocks::IMAGE.iter().find(|row| row.name == name);
        if let Some(slip) = slips::of(std::slice::from_ref(pair), find) {
            return self.findings.push(finding.fixed_by(Fix::guess(slip.span, slip.right)));
        }
        let key = Span { end: pair.span.start + pair.key.len() as u32, ..pair.span };
        // `fig-align` is no slip of `fig-alt`.
        let is_slip = |near: &&str| !pair.key.starts_with("fig-") || near.len() == pair.key.len();
        let near = crate::suggest::closest(&pair.key, blocks::IMAGE.iter().map(|row| row.name)).filter(is_slip);
        let fix = near.filter(|_| !may_hide(pair)).map(|near| Fix::guess(key, near));
        self.findings.push(finding.fixed_by(fix));
    }

    /// A class, an id or a word that may mean the team: an image cannot be hidden.
    fn team_mark_of_image(&mut self, attrs: &Attrs) {
        let names = attrs.classes.iter().chain(&attrs.id);
        let name = names.filter(|(name, _)| team::near(name).is_some()).map(|(_, span)| *span);
        let is_words = |pair: &&Pair| blocks::IMAGE.iter().any(|row| row.name == pair.key) && pair.value.is_some();
        let pairs = attrs.pairs.iter().filter(|pair| !is_words(pair) && may_hide(pair)).map(|pair| pair.span);
        if let Some(span) = name.chain(pairs).next() {
            self.findings.push(Finding::new(&code::TEAM_MARK, self.place(span)).with("mark", self.text(span)));
        }
    }
}

/// Words about an image that have no value.
fn is_word(pair: &Pair) -> bool {
    matches!(pair.key.as_str(), "decoratief" | "echt" | "nep") && pair.value.is_none()
}

fn is_of_image(pair: &Pair) -> bool {
    is_word(pair) || blocks::IMAGE.iter().any(|row| row.name == pair.key)
}

/// Classes of which something else is said, or that come as a step in slides.
fn is_known_of_image(class: &str) -> bool {
    marks::is_class(class) || team::near(class).is_some() || blocks::find(class).is_some()
}
