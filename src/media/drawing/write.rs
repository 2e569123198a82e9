//! Writes a drawing anew from its tree.

use std::collections::{BTreeSet, HashSet};

use roxmltree::{Attribute, Document, Node};

use super::{SVG, XLINK, XML, embedded, names, style, value};
use crate::media::DrawingPart;

/// The drawing, and whether anything in it draws. What was left out and matters is added to `found`.
pub fn drawing(drawing: &Document<'_>, found: &mut BTreeSet<DrawingPart>) -> (String, bool) {
    let mut pen =
        Pen { out: String::new(), used: used_names(drawing), sheets: has_display(drawing), drawn: false, found };
    pen.element(drawing.root_element(), "svg", None);
    pen.out.push('\n');
    (pen.out, pen.drawn)
}

struct Pen<'a> {
    out: String,
    /// Names that something in the drawing refers to; others may tell what a part is called in its program.
    used: HashSet<String>,
    /// A style sheet may show what an attribute hides.
    sheets: bool,
    drawn: bool,
    found: &'a mut BTreeSet<DrawingPart>,
}

impl Pen<'_> {
    fn node(&mut self, node: Node<'_, '_>, parent: &str) {
        if node.is_text() {
            if names::has_text(parent) {
                escape(node.text().unwrap_or_default(), &mut self.out);
            }
            return;
        }
        if !node.is_element() {
            return;
        }
        let name = node.tag_name().name();
        let space = node.tag_name().namespace();
        let is_ours = space.is_none_or(|space| space == SVG);
        if is_ours && name == "a" {
            return self.link(node, parent);
        }
        if !is_ours
            || !names::ELEMENTS.contains(&name)
            || node.attribute("requiredExtensions").is_some_and(|value| !value.trim().is_empty())
        {
            // What draw.io and Illustrator put beside a plain way to show the same.
            if !(name == "foreignObject" && parent == "switch") {
                self.leave_out(node);
            }
            return;
        }
        // Names of layers and files; those of the whole drawing are for people.
        if matches!(name, "title" | "desc") && node.parent().is_none_or(|parent| parent.parent_element().is_some()) {
            return;
        }
        if self.is_hidden(node, name) {
            return;
        }
        match name {
            "style" => self.sheet(node),
            "image" | "feImage" => match self.picture(node) {
                Some(address) => self.element(node, name, Some(address)),
                None => self.leave_out(node),
            },
            _ => self.element(node, name, None),
        }
    }

    /// Notes what is in a part that is not written.
    fn leave_out(&mut self, node: Node<'_, '_>) {
        self.found.extend(node.descendants().filter_map(|node| names::noted_element(node.tag_name().name())));
    }

    /// A layer that is switched off is not published: nobody sees it, and everybody could.
    fn is_hidden(&self, node: Node<'_, '_>, name: &str) -> bool {
        let is_shown_part = names::draws(name) || matches!(name, "g" | "svg" | "switch" | "tspan");
        let of_style = |style: &str| {
            style.split(';').any(|part| {
                part.split_once(':').is_some_and(|(name, value)| name.trim() == "display" && value.trim() == "none")
            })
        };
        let hides = |attribute: Attribute<'_, '_>| match attribute.name() {
            "display" => attribute.value().trim() == "none",
            "style" => of_style(attribute.value()),
            _ => false,
        };
        is_shown_part && !self.sheets && node.attributes().any(hides)
    }

    /// What a link surrounds stays; where it leads does not.
    fn link(&mut self, node: Node<'_, '_>, parent: &str) {
        if let Some(address) = node.attributes().find(|attribute| attribute.name() == "href") {
            let address = address.value().trim();
            let runs = address.to_ascii_lowercase().replace(char::is_whitespace, "").starts_with("javascript:");
            if !address.starts_with('#') {
                self.found.insert(if runs { DrawingPart::Script } else { DrawingPart::Link });
            }
        }
        self.element(node, if names::has_text(parent) { "tspan" } else { "g" }, None);
    }

    fn sheet(&mut self, node: Node<'_, '_>) {
        let for_screens = node.attribute("media").is_none_or(|media| matches!(media.trim(), "" | "all" | "screen"));
        let text: String = node.children().filter_map(|child| child.text()).collect();
        let sheet = style::sheet(&text, self.found);
        if for_screens && !sheet.is_empty() {
            self.out.push_str("<style>");
            escape(&sheet, &mut self.out);
            self.out.push_str("</style>");
        }
    }

    /// The address of a picture within the drawing, or of a part of it.
    fn picture(&mut self, node: Node<'_, '_>) -> Option<String> {
        let address = node.attributes().find(|attribute| attribute.name() == "href")?.value().trim();
        if let Some(id) = address.strip_prefix('#') {
            return value::is_id(id).then(|| format!("#{id}"));
        }
        let anew = embedded::anew(address);
        if anew.is_none() {
            self.found.insert(DrawingPart::Reference);
        }
        anew
    }

    fn element(&mut self, node: Node<'_, '_>, name: &str, address: Option<String>) {
        self.drawn |= names::draws(name);
        self.out.push('<');
        self.out.push_str(name);
        if node.parent_element().is_none() {
            self.attribute("xmlns", SVG);
            // Older programs know addresses by this name only.
            if node.descendants().any(|node| node.attribute((XLINK, "href")).is_some()) {
                self.attribute("xmlns:xlink", XLINK);
            }
        }
        let mut has_address = false;
        for attribute in node.attributes() {
            let is_address = attribute.name() == "href" && matches!(attribute.namespace(), None | Some(XLINK));
            if is_address && node.tag_name().name() != "a" {
                let written = match &address {
                    Some(address) => Some(address.clone()),
                    None => self.own_part(attribute.value()),
                };
                if let Some(written) = written.filter(|_| !has_address) {
                    has_address = true;
                    self.attribute(if attribute.namespace().is_some() { "xlink:href" } else { "href" }, &written);
                }
            } else {
                self.plain_attribute(&attribute);
            }
        }
        let length = self.out.len();
        self.out.push('>');
        for child in node.children() {
            self.node(child, name);
        }
        if self.out.len() == length + 1 {
            self.out.truncate(length);
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    fn own_part(&mut self, address: &str) -> Option<String> {
        match address.trim().strip_prefix('#') {
            Some(id) => value::is_id(id).then(|| format!("#{id}")),
            None => {
                self.found.insert(DrawingPart::Reference);
                None
            }
        }
    }

    fn plain_attribute(&mut self, attribute: &Attribute<'_, '_>) {
        let (name, text) = (attribute.name(), attribute.value());
        match attribute.namespace() {
            Some(XML) if name == "space" && matches!(text, "preserve" | "default") => self.attribute("xml:space", text),
            Some(XML) if name == "lang" && value::is_id(text) => self.attribute("xml:lang", text),
            Some(_) => {}
            None => self.own_attribute(name, text),
        }
    }

    fn own_attribute(&mut self, name: &str, text: &str) {
        match name {
            "id" if value::is_id(text) && self.used.contains(text) => self.attribute("id", text),
            "class" => {
                let words: Vec<&str> = text.split_whitespace().filter(|word| self.used.contains(*word)).collect();
                if !words.is_empty() {
                    self.attribute("class", &words.join(" "));
                }
            }
            "style" => {
                let style = style::declarations(text, self.found);
                if !style.is_empty() {
                    self.attribute("style", &style);
                }
            }
            "d" if value::is_path(text) => self.attribute("d", text),
            "aria-label" => self.attribute(name, text),
            _ if name.to_ascii_lowercase().starts_with("on") => {
                self.found.insert(DrawingPart::Handler);
            }
            _ if names::ATTRIBUTES.contains(&name) || names::is_property(name) => match value::clean(text) {
                Ok(text) => self.attribute(name, &text),
                Err(part) => self.found.extend(part),
            },
            _ => {}
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }
}

/// Names behind `#` in attributes and sheets, names of classes in sheets, and names that describe.
fn used_names(drawing: &Document<'_>) -> HashSet<String> {
    let mut used = HashSet::new();
    for node in drawing.descendants() {
        for attribute in node.attributes().filter(|attribute| !attribute.value().starts_with("data:")) {
            if attribute.name().starts_with("aria-") {
                used.extend(attribute.value().split_whitespace().map(str::to_string));
            } else {
                names_behind('#', attribute.value(), &mut used);
            }
        }
        if node.tag_name().name() == "style" {
            for text in node.children().filter_map(|child| child.text()) {
                names_behind('#', text, &mut used);
                names_behind('.', text, &mut used);
            }
        }
    }
    used
}

fn names_behind(sign: char, text: &str, used: &mut HashSet<String>) {
    for part in text.split(sign).skip(1) {
        let end = part.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(part.len());
        used.insert(part[..end].to_string());
        // In an address dots and colons belong to the name.
        let end = part.find([')', '"', '\'', ' ', ',', '{', ';', '>']).unwrap_or(part.len());
        used.insert(part[..end].trim().to_string());
    }
}

fn has_display(drawing: &Document<'_>) -> bool {
    let sheets = drawing.descendants().filter(|node| node.tag_name().name() == "style");
    sheets.flat_map(|sheet| sheet.children()).filter_map(|child| child.text()).any(|text| text.contains("display"))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
