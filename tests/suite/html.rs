//! A small strict reader of the HTML that krijt writes: every element closed in order, every attribute quoted, no
//! attribute or id twice. It shows pieces of a page in golden cases and judges pages made from hostile input.

use std::collections::BTreeSet;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
const RAW: &[&str] = &["script", "style", "title", "textarea"];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var",
    "wbr",
];

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Debug)]
pub enum Node {
    /// As written, entities and all.
    Text(String),
    Element(Element),
}

/// Reads a whole page, or says what is not well-formed and where.
pub fn parse(html: &str) -> Result<Element, String> {
    let mut stack = vec![Element::default()];
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while !rest.is_empty() {
        let depth = stack.len();
        let top = stack.last_mut().unwrap();
        if let Some(raw) = RAW.iter().find(|name| top.name == **name) {
            let end = rest.find(&format!("</{raw}>")).ok_or_else(|| wrong(html, rest, "never closed"))?;
            top.children.push(Node::Text(rest[..end].to_string()));
            rest = &rest[end + raw.len() + 3..];
            close(&mut stack);
            continue;
        }
        let Some(after) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            check_text(&rest[..end]).map_err(|what| wrong(html, rest, what))?;
            top.children.push(Node::Text(rest[..end].to_string()));
            rest = &rest[end..];
            continue;
        };
        if after.starts_with("!--") {
            let end = after.find("-->").ok_or_else(|| wrong(html, rest, "comment without end"))?;
            rest = &after[end + 3..];
        } else if after.starts_with('!') {
            rest = &after[after.find('>').ok_or_else(|| wrong(html, rest, "declaration without end"))? + 1..];
        } else if let Some(name) = after.strip_prefix('/') {
            let end = name.find('>').ok_or_else(|| wrong(html, rest, "closing tag without end"))?;
            if depth < 2 || top.name != name[..end] {
                return Err(wrong(html, rest, &format!("closes while <{}> is open", top.name)));
            }
            close(&mut stack);
            rest = &name[end + 1..];
        } else {
            let (element, closed, left) = open(after).map_err(|what| wrong(html, rest, &what))?;
            if let Some(id) = element.attribute("id")
                && !ids.insert(id.to_string())
            {
                return Err(wrong(html, rest, "an id for the second time"));
            }
            rest = left;
            let childless = closed || VOID.contains(&element.name.as_str());
            stack.push(element);
            if childless {
                close(&mut stack);
            }
        }
    }
    if stack.len() > 1 {
        return Err(format!("<{}> is never closed", stack[stack.len() - 1].name));
    }
    Ok(stack.remove(0))
}

fn close(stack: &mut Vec<Element>) {
    let done = stack.pop().unwrap();
    stack.last_mut().unwrap().children.push(Node::Element(done));
}

fn wrong(html: &str, rest: &str, what: &str) -> String {
    let line = html[..html.len() - rest.len()].lines().count().max(1);
    let piece: String = rest.chars().take(80).collect();
    format!("line {line}: {what}: {piece}")
}

fn check_text(text: &str) -> Result<(), &'static str> {
    if text.contains('>') {
        return Err("a bare > in text");
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err("a control character in text");
    }
    for (at, _) in text.match_indices('&') {
        let name = &text[at + 1..];
        let end = name.find(';').ok_or("an & that is not an entity")?;
        let name = name[..end].strip_prefix('#').unwrap_or(&name[..end]);
        if name.is_empty() || end > 10 || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err("an & that is not an entity");
        }
    }
    Ok(())
}

/// Reads what follows `<`: the element, whether it closes itself, and what comes after its `>`.
fn open(after: &str) -> Result<(Element, bool, &str), String> {
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).ok_or("a tag without end")?;
    if end == 0 {
        return Err("a bare < in text".to_string());
    }
    let mut element = Element { name: after[..end].to_string(), ..Element::default() };
    let mut rest = &after[end..];
    loop {
        let next = rest.trim_start();
        if let Some(left) = next.strip_prefix("/>") {
            return Ok((element, true, left));
        }
        if let Some(left) = next.strip_prefix('>') {
            return Ok((element, false, left));
        }
        if next.len() == rest.len() {
            return Err("attributes without space between them".to_string());
        }
        let end = next.find(|c: char| !(c.is_ascii_alphanumeric() || "-:_".contains(c))).ok_or("a tag without end")?;
        let name = &next[..end];
        if name.is_empty() || element.attribute(name).is_some() {
            return Err(format!("attribute «{name}» is empty or there twice"));
        }
        let mut value = "";
        rest = &next[end..];
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').ok_or("an attribute without end")?;
            value = &quoted[..end];
            rest = &quoted[end + 1..];
        } else if rest.starts_with('=') {
            return Err(format!("the value of «{name}» is not in double quotes"));
        }
        element.attributes.push((name.to_string(), value.to_string()));
    }
}

/// Does an element of this name stand on lines of its own?
pub fn is_block(name: &str) -> bool {
    !INLINE.contains(&name)
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Calls `f` with this element and every element in it, in the order of the page.
    pub fn each<'a>(&'a self, f: &mut impl FnMut(&'a Element)) {
        f(self);
        for child in &self.children {
            if let Node::Element(element) = child {
                element.each(f);
            }
        }
    }

    /// Every element that a selector names: `main`, `.regel`, `#stap-1`, `a.begrip`, or several with spaces between.
    pub fn select(&self, selector: &str) -> Vec<&Element> {
        let mut found = vec![self];
        for part in selector.split_whitespace() {
            let mut next: Vec<&Element> = Vec::new();
            for element in found {
                element.each(&mut |inner| {
                    if !std::ptr::eq(inner, element)
                        && inner.matches(part)
                        && !next.iter().any(|other| std::ptr::eq(*other, inner))
                    {
                        next.push(inner);
                    }
                });
            }
            found = next;
        }
        found
    }

    fn matches(&self, part: &str) -> bool {
        let end = part.find(['.', '#']).unwrap_or(part.len());
        let (name, mut rest) = part.split_at(end);
        let mut fits = name.is_empty() || name == self.name;
        while let Some(kind) = rest.chars().next() {
            let end = rest[1..].find(['.', '#']).map_or(rest.len(), |at| at + 1);
            let wanted = &rest[1..end];
            fits &= match kind {
                '#' => self.attribute("id") == Some(wanted),
                _ => self.attribute("class").is_some_and(|all| all.split_whitespace().any(|class| class == wanted)),
            };
            rest = &rest[end..];
        }
        fits
    }

    /// The words of this element, entities as written.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.text()),
            }
        }
        out
    }

    /// The element for people: a block a line, indented, with icons left out.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn is_inline(&self) -> bool {
        INLINE.contains(&self.name.as_str())
    }

    fn holds_blocks(&self) -> bool {
        self.name != "svg"
            && self
                .children
                .iter()
                .any(|child| matches!(child, Node::Element(element) if !element.is_inline() || element.holds_blocks()))
    }

    fn open_tag(&self) -> String {
        let mut out = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            match value.as_str() {
                "" => out.push_str(&format!(" {name}")),
                value => out.push_str(&format!(" {name}=\"{value}\"")),
            }
        }
        out.push('>');
        out
    }

    fn line(&self) -> String {
        if self.name == "svg" {
            return String::new();
        }
        let mut out = self.open_tag();
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.line()),
            }
        }
        if !VOID.contains(&self.name.as_str()) {
            out.push_str(&format!("</{}>", self.name));
        }
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        if self.name == "pre" {
            return out.push_str(&format!("{indent}{}\n", self.line()));
        }
        if !self.holds_blocks() {
            return out.push_str(&format!("{indent}{}\n", squeeze(&self.line())));
        }
        out.push_str(&format!("{indent}{}\n", self.open_tag()));
        let mut words = String::new();
        let flush = |words: &mut String, out: &mut String| {
            let line = squeeze(words);
            if !line.is_empty() {
                out.push_str(&format!("{indent}  {line}\n"));
            }
            words.clear();
        };
        for child in &self.children {
            match child {
                Node::Text(text) => words.push_str(text),
                Node::Element(element) if element.is_inline() => words.push_str(&element.line()),
                Node::Element(element) => {
                    flush(&mut words, out);
                    element.write(depth + 1, out);
                }
            }
        }
        flush(&mut words, out);
        out.push_str(&format!("{indent}</{}>\n", self.name));
    }
}

fn squeeze(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pages_are_read_strictly() {
    let page = parse("<!doctype html><p class=\"a b\" id=\"x\">Hoi <b>jij</b> &amp; ik<br></p>").unwrap();
    assert_eq!(page.select("p.b")[0].pretty(), "<p class=\"a b\" id=\"x\">Hoi <b>jij</b> &amp; ik<br></p>\n");
    assert_eq!(page.select("#x b")[0].text(), "jij");
    for bad in [
        "<p>",
        "<p></b>",
        "<p a=b></p>",
        "<p a=\"1\" a=\"2\"></p>",
        "a & b",
        "a > b",
        "<p id=\"a\"></p><b id=\"a\"></b>",
    ] {
        parse(bad).expect_err(bad);
    }
}
