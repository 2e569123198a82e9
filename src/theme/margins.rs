//! What browsers print in the margins of a page, in the language of its text. A margin box belongs to the sheet and not to
//! an element: it cannot ask which language the text is in, so each language has a kind of page of its own.

use crate::wording::Wordings;

/// Rules for the end of the style sheet that holds the general ones for paper.
pub fn css(wordings: &Wordings) -> String {
    let rules: String = wordings.languages().map(|lang| of_language(lang, wordings)).collect();
    format!("\n@media print {{\n{rules}}}\n")
}

fn of_language(lang: &str, wordings: &Wordings) -> String {
    let number = counted(&wordings.one(lang, "paper.page_of"));
    let draft = quoted(&wordings.one(lang, "paper.draft_mark"));
    // A worksheet of a draft has its own mark, on the sheet.
    format!(
        "  @page blad-{lang} {{ @bottom-right {{ content: {number}; }} }}\n  \
           @page concept-{lang} {{ @top-right {{ content: {draft}; }} @bottom-right {{ content: {number}; }} }}\n  \
           body:lang({lang}) {{ page: blad-{lang}; }}\n  \
           body.is-concept:not(.pagina-papier):lang({lang}) {{ page: concept-{lang}; }}\n"
    )
}

/// `Pagina {n} van {count}` with the counters of the page in its places.
fn counted(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((at, place, counter)) = ["{n}", "{count}"]
        .iter()
        .zip(["counter(page)", "counter(pages)"])
        .filter_map(|(place, counter)| Some((rest.find(place)?, *place, counter)))
        .min()
    {
        out.extend([quoted(&rest[..at]), counter.to_string()]);
        rest = &rest[at + place.len()..];
    }
    out.push(quoted(rest));
    out.retain(|part| part != "\"\"");
    out.join(" ")
}

/// A string of CSS.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\u{c}'], " ");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::{counted, quoted};

    #[test]
    fn counters_stand_where_the_language_has_them() {
        assert_eq!(counted("Pagina {n} van {count}"), r#""Pagina " counter(page) " van " counter(pages)"#);
        assert_eq!(counted("{count} / {n}."), r#"counter(pages) " / " counter(page) ".""#);
        assert_eq!(quoted("a\"b\\c\nd"), r#""a\"b\\c d""#);
    }
}
