//! The projection of krijt's own words: the few signs of Markdown that the catalogue of messages uses.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::Html;

/// Paragraphs, lists and examples.
pub fn words(text: &str) -> String {
    written(text, true)
}

/// A sentence, without a paragraph around it.
pub fn sentence(text: &str) -> String {
    written(text, false)
}

fn written(text: &str, with_paragraphs: bool) -> String {
    let mut html = Html::default();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                // A wide example is scrolled by keyboard, too.
                html.tag("pre").attr("tabindex", "0").end();
                html.open("code");
            }
            Event::End(TagEnd::CodeBlock) => {
                html.close("code");
                html.close("pre");
            }
            Event::Start(tag) => {
                if let Some(name) = element(&tag.to_end(), with_paragraphs) {
                    html.open(name);
                }
            }
            Event::End(tag) => {
                if let Some(name) = element(&tag, with_paragraphs) {
                    html.close(name);
                }
            }
            Event::Code(code) => {
                html.open("code");
                html.text(&code);
                html.close("code");
            }
            Event::SoftBreak | Event::HardBreak => html.text("\n"),
            // HTML in the catalogue is text about HTML.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => html.text(&text),
            _ => {}
        }
    }
    html.into_string()
}

fn element(tag: &TagEnd, with_paragraphs: bool) -> Option<&'static str> {
    match tag {
        TagEnd::Paragraph if with_paragraphs => Some("p"),
        TagEnd::List(_) => Some("ul"),
        TagEnd::Item => Some("li"),
        TagEnd::Strong => Some("strong"),
        TagEnd::Emphasis => Some("em"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_elements_and_angle_brackets_stay_text() {
        assert_eq!(sentence("HTML (`<b>`) & <i>"), "HTML (<code>&lt;b&gt;</code>) &amp; &lt;i&gt;");
        assert_eq!(words("Kijk:\n\n- Zo niet: `a`"), "<p>Kijk:</p><ul><li>Zo niet: <code>a</code></li></ul>");
        assert_eq!(words("```\n::: dia\n```"), "<pre tabindex=\"0\"><code>::: dia\n</code></pre>");
    }
}
