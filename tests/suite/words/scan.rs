//! Looks for words of a reader in templates, Typst, scripts and Rust. What is format there (classes, keys, selectors, names
//! of fonts and of keys on a keyboard) is known by how it looks, or stands in [`FORMAT`].

/// Literals that no reader meets, though they look like words.
const FORMAT: &[&str] = &[
    // Fonts, and names that other programs know.
    "Libertinus Serif",
    "Noto Sans",
    "DejaVu Sans Mono",
    "QR: ",
    "User-agent: *\\nDisallow: /\\n",
    "User-agent: *\\nAllow: /\\n",
    // Keys, as browsers call them.
    "Home",
    "End",
    "ArrowDown",
    "ArrowUp",
    "Enter",
    "Escape",
    "use strict",
    // What an error says of krijt itself.
    "no compiler",
    "no name for the document",
    "no name for the words",
    "no name for the ways",
    "unknown",
];

/// Is there a word of two letters or more?
fn has_word(text: &str) -> bool {
    let mut letters = 0;
    text.chars().any(|c| {
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        letters >= 2
    })
}

/// What a style sheet writes beside the text: every string of `content` with a word in it.
pub fn style(text: &str) -> Vec<String> {
    let values = text.split("content:").skip(1).filter_map(|rest| rest.split([';', '}']).next());
    let strings = values.flat_map(|value| value.split('"').skip(1).step_by(2));
    strings.filter(|string| has_word(string)).map(str::to_string).collect()
}

/// Does a literal look like words: some in a row, or one with a capital?
fn looks_said(text: &str) -> bool {
    let plain: String = without_places(text);
    let text = plain.trim();
    if FORMAT.iter().any(|known| known.trim() == text)
        || text.starts_with(['.', '#', '[', '<', '/', ':']) && !text.starts_with(": ")
    {
        return false;
    }
    let words: Vec<&str> =
        text.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).collect();
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || ".,:;!?’'‘“”".contains(c));
    let in_a_row = words.len() >= 2
        && words.iter().filter(|word| is_plain(word)).count() >= 2
        && !text.contains(['=', '>', '(', '{', '/']);
    // Classes: all small, one of them with a hyphen.
    let are_classes =
        words.iter().all(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-')) && text.contains('-');
    let mut letters = text.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let is_one = words.len() == 1 && is_plain(&words[0].trim_end_matches(['.', ':']).trim()) && is_capital;
    // Elements: `nav, aside`.
    let are_selectors = text.contains(", ") && text.split(", ").all(|part| part.is_ascii() && !part.contains(' '));
    (in_a_row && !are_classes && !are_selectors) || is_one
}

/// Without what is filled in: `{name}`, `#name`.
fn without_places(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in text.chars() {
        depth += i32::from(c == '{');
        if depth == 0 {
            out.push(c);
        }
        depth -= i32::from(c == '}' && depth > 0);
    }
    out
}

/// Text nodes of a template, the values of attributes that are read out, and literals that it writes.
pub fn template(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        plain.push_str(&rest[..at]);
        let close = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let mut end = rest[at..].find(close).map_or(rest.len(), |end| at + end + 2);
        // The class of a page.
        if &rest[at..end] == "{% block soort %}" {
            end = rest.find("{% endblock soort %}").unwrap_or(rest.len());
        }
        if close == "}}" {
            found.extend(written(&rest[at..end]));
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    found.extend(nodes(&plain));
    found
}

/// The literals of an expression that are not handed to something or compared with it.
fn written(expression: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = expression;
    while let Some(at) = rest.find('"') {
        let Some(end) = rest[at + 1..].find('"').map(|end| at + 1 + end) else { break };
        let before = rest[..at].trim_end();
        if !before.ends_with('=') && has_word(&rest[at + 1..end]) {
            found.push(rest[at + 1..end].to_string());
        }
        rest = &rest[end + 1..];
    }
    found
}

/// Words between tags, and in attributes that are read out.
fn nodes(html: &str) -> Vec<String> {
    const READ_OUT: &[&str] = &["aria-label", "title", "alt", "placeholder"];
    let mut found = Vec::new();
    let mut code = 0;
    let mut rest = html;
    loop {
        let at = rest.find('<').unwrap_or(rest.len());
        if code == 0 && has_word(&rest[..at]) {
            found.push(rest[..at].trim().to_string());
        }
        let Some(end) = rest[at..].find('>').map(|end| at + end) else { break };
        let tag = &rest[at..end];
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        if ["kbd", "code", "pre", "script", "style"].contains(&name) {
            code += if tag.starts_with("</") { -1 } else { 1 };
        }
        for attribute in READ_OUT {
            if let Some(value) =
                tag.split_once(&format!(" {attribute}=\"")).map(|(_, rest)| rest.split('"').next().unwrap_or_default())
                && has_word(value)
            {
                found.push(value.to_string());
            }
        }
        rest = &rest[end + 1..];
    }
    found
}

/// Words in brackets of content, and literals that look said.
pub fn typst(text: &str) -> Vec<String> {
    let code: Vec<&str> =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).map(|line| line.trim_end()).collect();
    let joined = code.join("\n");
    let mut found: Vec<String> = literals(".typ", text).into_iter().filter(|text| looks_said(text)).collect();
    // Outside strings: the text in brackets, code within it left out.
    let mut open: Vec<char> = Vec::new();
    let mut said = String::new();
    let mut chars = joined.chars().peekable();
    while let Some(c) = chars.next() {
        let in_content = open.last() == Some(&'[');
        match c {
            '"' => {
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => drop(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '[' => open.push('['),
            '(' | '{' if !in_content => open.push(c),
            ']' if in_content => {
                open.pop();
                said.push('\n');
            }
            ')' | '}' if matches!(open.last(), Some('(' | '{')) => drop(open.pop()),
            // `#name.part(…)` within content.
            '#' if in_content => {
                let mut name = String::new();
                while chars.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
                    name.extend(chars.next());
                }
                // Up to what it guards.
                while matches!(name.as_str(), "if" | "for") && chars.peek().is_some_and(|c| !matches!(c, '[' | '{')) {
                    chars.next();
                }
                if let Some(bracket @ ('(' | '{')) = chars.peek().copied() {
                    chars.next();
                    open.push(bracket);
                }
            }
            '<' if in_content => drop(chars.find(|c| *c == '>')),
            c if in_content => said.push(c),
            _ => {}
        }
    }
    found.extend(said.lines().map(str::trim).filter(|line| has_word(line)).map(str::to_string));
    found
}

pub fn script(text: &str) -> Vec<String> {
    literals(".js", text).into_iter().filter(|text| looks_said(text)).collect()
}

/// Without the tests at its end.
pub fn rust(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    literals(".rs", code).into_iter().filter(|text| looks_said(text)).collect()
}

/// The string literals of a file, without those in comments.
pub fn literals(path: &str, text: &str) -> Vec<String> {
    let quotes: &[char] = if path.ends_with(".js") { &['\'', '"', '`'] } else { &['"'] };
    let mut found = Vec::new();
    for line in text.lines() {
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if line[at..].starts_with("//") {
                break;
            }
            // A letter of Rust between quotes, such as '"'.
            if path.ends_with(".rs") && line[at..].starts_with("'\"'") {
                chars.next();
                chars.next();
                continue;
            }
            if !quotes.contains(&c) {
                continue;
            }
            let mut literal = String::new();
            while let Some((_, inner)) = chars.next() {
                match inner {
                    '\\' => {
                        literal.push('\\');
                        literal.extend(chars.next().map(|(_, c)| c));
                    }
                    _ if inner == c => break,
                    _ => literal.push(inner),
                }
            }
            found.push(literal);
        }
    }
    found
}

#[test]
fn a_planted_word_is_found() {
    assert_eq!(
        template("<p>{{ w.menu.home }} · {{ page.title }}</p>{# Dutch here #}<a href=\"x\" class=\"knop groot\">↩</a>"),
        Vec::<String>::new()
    );
    assert_eq!(template("<p>Lees {{ page.title }}</p>"), ["Lees"]);
    assert_eq!(template("<button aria-label=\"Sluiten\">{{ icon(name=\"nep\") }}</button>"), ["Sluiten"]);
    assert_eq!(template("{{ \"les\" if n == 1 else \"lessen\" }}"), ["les", "lessen"]);
    assert_eq!(typst("#let f(x) = block(stroke: (bottom: 1pt), [#x.naam #w(\"paper.card\")])"), Vec::<String>::new());
    assert_eq!(typst("#let f(x) = naast([Hand-out], if x { [#x.n minuten] })"), ["Hand-out", "minuten"]);
    assert_eq!(typst("#let f(x) = sterk(\"Alleen voor het team\")"), ["Alleen voor het team"]);
    assert_eq!(script("say(word('last_slide')); $('.fasen li'); // De laatste dia"), Vec::<String>::new());
    assert_eq!(script("say('Dit is de laatste dia');"), ["Dit is de laatste dia"]);
    assert_eq!(
        style("a { justify-content: end; } a::after { content: \" (\" attr(href) \")\"; }"),
        Vec::<String>::new()
    );
    assert_eq!(style("@page { @top-right { content: \"Concept\" counter(page); } }"), ["Concept"]);
    assert_eq!(rust("html.tag(\"p\").class(\"blok blok-hint\"); words.text(\"text.back\")"), Vec::<String>::new());
    assert_eq!(
        rust("let title = \"Begrippen\"; format!(\"na {from} minuten weg\")"),
        ["Begrippen", "na {from} minuten weg"]
    );
}
