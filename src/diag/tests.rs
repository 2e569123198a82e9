//! Rendering of findings: samples that a person has looked at, and a proof that no text or span makes it panic.

use proptest::prelude::*;

use super::lines::{LineIndex, position};
use super::terminal::{Extent, Style, render, summary};
use super::*;
use crate::source::{Source, SourceId, Span};

const PLAIN: Style = Style { colour: false, width: 80, extent: Extent::Readable };

fn sources(text: &str) -> Sources {
    let source = Source { path: "content/les.md".into(), text: text.into(), ..Source::default() };
    Sources::new(vec![(SourceId(0), source.into())])
}

fn place(range: std::ops::Range<usize>) -> Place {
    Place { file: SourceId(0), span: Span::new(range) }
}

fn unknown_key(range: std::ops::Range<usize>) -> Finding {
    Finding::new(&catalogue::UNKNOWN_KEY, place(range))
        .with("key", "titl")
        .with("kind", "lesson")
        .with("suggestion", "titel")
}

fn shown(text: &str, finding: Finding) -> String {
    render(&[finding], &sources(text), Lang::Nl, PLAIN)
}

fn check(got: &str, want: &str) {
    assert_eq!(got.trim(), want.trim(), "\n{got}");
}

/// Only the lines with a number or carets.
fn snippet(text: &str, range: std::ops::Range<usize>) -> String {
    let out = shown(text, unknown_key(range));
    out.lines().skip(3).take(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_finding_shows_line_carets_and_help() {
    check(
        &shown("---\ntitl: Echt of nep\n---\n", unknown_key(4..8)),
        "
fout[E0204 unknown-key]: De sleutel `titl` bestaat niet voor een les.
 --> content/les.md:2:1
  |
2 | titl: Echt of nep
  | ^^^^
  |
  = hulp: Bedoelde je `titel`?
",
    );
}

#[test]
fn colours_change_nothing_else() {
    let (finding, sources) = (unknown_key(4..8), sources("---\ntitl: Echt of nep\n---\n"));
    let coloured = render(std::slice::from_ref(&finding), &sources, Lang::En, Style { colour: true, ..PLAIN });
    let bare: String =
        coloured.split('\u{1b}').map(|piece| piece.split_once('m').map_or(piece, |(_, text)| text)).collect();
    let bare = coloured.chars().next().filter(|c| *c != '\u{1b}').map(String::from).unwrap_or_default() + &bare;
    assert!(coloured.contains('\u{1b}'));
    let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
    check(&trimmed.join("\n"), &render(&[finding], &sources, Lang::En, PLAIN));
}

#[test]
fn a_second_place_has_its_own_line_and_label() {
    let finding = Finding::new(&catalogue::DUPLICATE_KEY, place(14..18))
        .with("key", "duur")
        .related(RelatedLabel::First, place(4..8));
    check(
        &shown("---\nduur: 10\n\nduur: 20\n---\n", finding),
        "
fout[E0205 duplicate-key]: De sleutel `duur` staat er twee keer.
 --> content/les.md:4:1
  |
4 | duur: 20
  | ^^^^
 ::: content/les.md:2:1
  |
2 | duur: 10
  | ---- eerste
  |
  = hulp: Haal een van de twee regels weg.
",
    );
}

#[test]
fn hidden_characters_and_tabs_are_visible_and_carets_stay_below_them() {
    let text = "a\tb\u{202E}c\u{1b}[31m 学校 d\n";
    check(&snippet(text, 3..6), "1 | a→   b‹U+202E›c‹U+001B›[31m 学校 d\n  |       ^^^^^^^^");
    let d = text.find('d').unwrap();
    check(&snippet(text, d..d + 1), "1 | a→   b‹U+202E›c‹U+001B›[31m 学校 d\n  |                                  ^");
}

#[test]
fn hostile_values_cannot_drive_the_terminal() {
    let finding = Finding::about(&catalogue::BAD_FILE_NAME, "a\u{1b}[2J\nb.md")
        .with("name", format!("\u{1b}]0;x\u{7}{}", "x".repeat(9999)));
    let out = shown("", finding);
    assert!(out.chars().all(|c| !c.is_control() || c == '\n'), "{out}");
    assert!(out.contains("‹U+001B›]0;x‹U+0007›xxx") && out.contains("a‹U+001B›[2J‹U+000A›b.md"), "{out}");
    assert!(out.len() < 2000);
}

#[test]
fn a_long_line_is_cut_around_the_carets() {
    let text = format!("{}HIER{}\n", "abc ".repeat(300), " def".repeat(300));
    let (line, carets) =
        snippet(&text, 1200..1204).split_once('\n').map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    assert!(line.chars().count() <= 80 && line.starts_with("1 | …") && line.ends_with('…'), "{line}");
    assert_eq!(line.find("HIER").map(|at| line[..at].chars().count()), carets.find("^^^^"));
    let (line, _) = snippet(&text, 0..2000).split_once('\n').map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    assert!(line.chars().count() <= 80 && line.starts_with("1 | abc"), "{line}");
}

#[test]
fn the_end_of_a_file_and_an_empty_line_have_a_caret() {
    check(&snippet("een\n\ntwee", 4..4), "2 |\n  | ^");
    check(&snippet("een\n\ntwee", 9..9), "3 | twee\n  |     ^");
    check(&snippet("", 0..0), "1 |\n  | ^");
}

#[test]
fn a_head_can_be_pasted() {
    let head = "---\ntitel: \"Nep?\"\n---\n";
    let finding = Finding::new(&catalogue::FRONT_MATTER_MISSING, place(0..4));
    check(
        &shown("Nep?", finding.fixed_by(Fix::guess(Span::new(0..0), head))),
        "
fout[E0201 front-matter-missing]: Dit bestand heeft geen kop, en dus geen titel.
 --> content/les.md:1:1
  |
1 | Nep?
  | ^^^^
  |
  = hulp: Zet dit helemaal bovenaan:
          ---
          titel: \"Nep?\"
          ---
",
    );
}

#[test]
fn after_twenty_findings_of_a_file_the_others_are_counted() {
    let mut findings = vec![unknown_key(0..1); 23];
    findings.push(Finding::about(&catalogue::EMPTY_FILE, "content/leeg.md"));
    let out = render(&findings, &sources("titl: x\n"), Lang::Nl, PLAIN);
    assert_eq!(out.matches("fout[E0204").count(), 20);
    assert!(out.contains("\n… en nog 3 in content/les.md\n") && out.contains("content/leeg.md"), "{out}");
}

#[test]
fn counts_are_singular_and_plural() {
    let error = unknown_key(0..0);
    let warning = Finding::about(&catalogue::UTF16_DECODED, "a.md");
    let of = |errors, warnings| [vec![error.clone(); errors], vec![warning.clone(); warnings]].concat();
    for (errors, warnings, nl, en) in [
        (0, 0, "geen fouten", "no errors"),
        (1, 0, "1 fout", "1 error"),
        (3, 1, "3 fouten, 1 waarschuwing", "3 errors, 1 warning"),
        (0, 2, "2 waarschuwingen", "2 warnings"),
    ] {
        assert_eq!(summary(&of(errors, warnings), Lang::Nl), nl);
        assert_eq!(summary(&of(errors, warnings), Lang::En), en);
    }
}

#[test]
fn json_has_the_agreed_form() {
    let finding = unknown_key(4..8).related(RelatedLabel::First, place(9..10));
    let about = Finding::about(&catalogue::UTF16_DECODED, "content/b.md");
    let text = {
        let left_out = ["public/a.pdf".to_string()];
        let besides = json::Besides { left_out: &left_out, followers: 2, coverage: None };
        json::render(&[finding, about], &sources("é\nxtitl\n"), Lang::En, besides)
    };
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let first = serde_json::json!({
        "code": "E0204", "name": "unknown-key", "severity": "error", "file": "content/les.md",
        "line": 2, "column": 2, "end_line": 2, "end_column": 6,
        "message": "The key `titl` does not exist for a lesson.", "help": "Did you mean `titel`?",
        "fixable": false,
        "related": [{"file": "content/les.md", "line": 3, "column": 1, "label": "first"}],
    });
    assert_eq!(value["findings"][0], first);
    assert_eq!(value["findings"][1]["line"], 1);
    assert_eq!(value["findings"][1]["severity"], "warning");
    assert_eq!(
        value["summary"],
        serde_json::json!({"errors": 1, "warnings": 1, "silenced": 0, "hidden_with_whole": 2 })
    );
}

#[test]
fn values_are_said_in_the_language_of_the_reader() {
    let wrong = |expected: &str, found: &str| {
        Finding::new(&catalogue::WRONG_TYPE, place(0..0))
            .with("key", "duur")
            .with("expected", expected)
            .with("found", found)
    };
    let nl = |finding: Finding| finding.message(Lang::Nl);
    assert_eq!(nl(wrong("text", "[…]")), "Bij `duur` hoort tekst te staan. Nu staat er een lijst.");
    assert_eq!(wrong("1–8", "9").message(Lang::En), "`duur` needs a number from 1 to 8, but holds `9`.");
    let date = Finding::new(&catalogue::BAD_DATE, place(0..0)).with("key", "datum").with("value", "2026-02-31");
    let date = date.with("days", "28").with("month", "2026-02");
    assert!(date.help(Lang::Nl, &Sources::default()).contains("februari 2026 heeft 28 dagen"));
    assert!(date.help(Lang::En, &Sources::default()).contains("February 2026 has 28 days"));
}

/// Line and column by counting, the slow way.
fn counted(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn any_text() -> impl Strategy<Value = String> {
    let plain = "(\\PC|[\\n\\t\\r\u{0}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{200b}\u{feff}]|[é学👩\u{200d}]){0,80}";
    prop_oneof![plain, "[a-zé学\\n]{0,3000}", Just(String::new())]
}

proptest! {
    #[test]
    fn positions_are_those_of_counting(text in any_text(), offset in 0usize..4000) {
        prop_assert_eq!(position(&text, offset), counted(&text, offset));
        let index = LineIndex::new(&text);
        let line = index.line(offset);
        prop_assert!(text.get(index.range(&text, line)).is_some_and(|line| !line.contains('\n')));
    }

    #[test]
    fn no_text_span_or_value_makes_rendering_panic(
        text in any_text(),
        spans in prop::collection::vec((0u32..3000, prop_oneof![0u32..3000, Just(u32::MAX)], 0u32..3), 1..4),
        value in any_text(),
        width in 0usize..200,
        code in 0..catalogue::ALL.len(),
        colour in any::<bool>(),
    ) {
        let sources = sources(&text);
        let places: Vec<Place> =
            spans.iter().map(|(start, end, file)| Place { file: SourceId(*file), span: Span { start: *start, end: *end } }).collect();
        let code = catalogue::ALL[code];
        let mut finding = Finding::new(code, places[0]);
        for argument in code.args.iter().chain(code.optional) {
            finding = finding.with(argument, value.clone());
        }
        for place in &places[1..] {
            finding = finding.related(RelatedLabel::Opened, *place);
        }
        let about = Finding { at: At::Path(value.clone(), Some(Box::new((0, 0)))), ..finding.clone() };
        let bare = Finding { args: Vec::new(), ..finding.clone() };
        let findings = [finding, about, bare];
        for lang in [Lang::Nl, Lang::En] {
            let out = render(&findings, &sources, lang, Style { colour, width, extent: Extent::Readable });
            prop_assert!(out.chars().all(|c| !c.is_control() || c == '\n' || (colour && c == '\u{1b}')), "{}", out);
            let json = json::render(&findings, &sources, lang, json::Besides::default());
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
    }
}

#[test]
fn places_for_values_become_dots() {
    assert_eq!(without_values("De sleutel `{key}` bestaat niet voor {kind}."), "De sleutel `…` bestaat niet voor …");
    assert_eq!(without_values("Zet `{{.{block} minuten=5}}`."), "Zet `{.… minuten=5}`.");
}
