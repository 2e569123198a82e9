//! What hides a document, as its own head says it: `concept`, `editie`, `publiceren_vanaf`. Here a doubt never ends in
//! public: what is there and not understood is an error that no setting lowers.

use jiff::civil::Date;

use crate::audience::Audience;
use crate::body::{Body, Tag};
use crate::diag::{Code, Finding, Fix, catalogue as code};
use crate::front::{self, Front, Reader, Split, hides};
use crate::source::{Place, SourceId, Span};

/// What is wrong with a mark that hides. A document with one of these counts as hidden, whatever weight they have.
const DOUBTS: &[&Code] = &[
    &code::HIDING_VALUE_MISSING,
    &code::HIDING_VALUE_UNKNOWN,
    &code::HIDING_KEY_UNKNOWN,
    &code::HIDING_MARK_MISPLACED,
];

/// Is it unsure, after these findings, what the head of a document wanted to hide?
pub fn is_unsure(findings: &[Finding]) -> bool {
    let is_key =
        |finding: &Finding| finding.args.iter().any(|(name, value)| *name == "key" && hides::near(value).is_some());
    findings.iter().any(|finding| {
        DOUBTS.iter().any(|doubt| doubt.id == finding.code.id)
            || (finding.code.id == code::DUPLICATE_KEY.id && is_key(finding))
    })
}

/// Is the text a draft?
pub fn draft(reader: &mut Reader<'_>) -> bool {
    let Some(word) = said(reader, "concept") else { return false };
    match front::hides::plain(&word).as_str() {
        "ja" | "true" | "yes" | "waar" => true,
        "nee" | "false" | "no" | "onwaar" => false,
        _ => {
            // What begins as a yes keeps the text hidden; nothing is offered that shows it.
            let is_yes = ["ja", "yes", "true", "waar"].iter().any(|yes| front::hides::plain(&word).starts_with(yes));
            unknown(reader, "concept", word, is_yes.then(|| "ja".to_string()));
            true
        }
    }
}

/// Who may see it, at least. What is not understood is for the team.
pub fn from(reader: &mut Reader<'_>) -> Audience {
    let Some(word) = said(reader, "editie") else { return Audience::Public };
    Audience::of(&word).unwrap_or_else(|| {
        let lower = word.to_lowercase();
        let near = crate::suggest::closest(&lower, ["team", "mr"]);
        let near = near.or_else(|| hides::INSIDERS.has(&hides::plain(&lower)).then_some("team"));
        let near = near.or_else(|| lowest(&lower));
        unknown(reader, "editie", word, near.map(str::to_string));
        Audience::Team
    })
}

/// Of a list of editions the lowest: the others hold what that one holds. Only where none of them is open to all.
fn lowest(list: &str) -> Option<&'static str> {
    let names = list.strip_prefix('[')?.strip_suffix(']')?.split(',').map(str::trim);
    let all: Option<Vec<&str>> = names.map(|name| ["mr", "team"].into_iter().find(|known| *known == name)).collect();
    all?.into_iter().min()
}

/// The day from which the text is public.
pub fn publish_from(reader: &mut Reader<'_>) -> Option<Date> {
    let word = said(reader, "publiceren_vanaf")?;
    let day = front::parse_date(&word).ok();
    if day.is_none() {
        let meant = front::date_in_words(&word).map(|date| date.to_string());
        unknown(reader, "publiceren_vanaf", word, meant);
    }
    day
}

/// What stands behind a key that hides; a key with nothing behind it is a finding.
fn said(reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
    let value = reader.raw(key)?;
    if front::is_empty(value) {
        let place = reader.key_place(key).unwrap_or(reader.whole());
        let finding = Finding::new(&code::HIDING_VALUE_MISSING, place).with("key", key);
        // What is not filled in hides, and so does what is offered here.
        let hidden = Some(hides::usual(key)).filter(|_| key != "publiceren_vanaf");
        reader.report(with_choice(finding.fixed_by(hidden.and_then(|word| reader.fill(key, word))), key));
        return None;
    }
    Some(front::scalar(value).unwrap_or_else(|| hides::shown(value).unwrap_or_else(|| front::show(value))))
}

fn unknown(reader: &mut Reader<'_>, key: &'static str, word: String, meant: Option<String>) {
    let place = reader.place(key).unwrap_or(reader.whole());
    let fix: Option<Fix> = reader.reword(place, &word, meant.as_deref());
    let finding = Finding::new(&code::HIDING_VALUE_UNKNOWN, place).with("key", key).with("value", word);
    reader.report(with_choice(finding.maybe("suggestion", meant.filter(|_| fix.is_none())).fixed_by(fix), key));
}

/// Says what the key may hold, where that is one of two words.
fn with_choice(finding: Finding, key: &str) -> Finding {
    match key {
        "concept" => finding.with("hidden", "ja").with("open", "nee"),
        "editie" => finding.with("hidden", "team").with("open", "public"),
        _ => finding,
    }
}

/// A line that hides within the value of another key: it was meant to be a line of the head.
pub fn misplaced_in_head(file: SourceId, front: &Front, text: &str, head: Span) -> Option<Finding> {
    let mut at = head.start as usize;
    for line in text[head.range()].split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let is_inside = line.starts_with([' ', '\t']) && !front.has_key_at(start);
        if let Some(mark) = hides::mark(line).filter(|_| is_inside) {
            let fix = in_head(file, text, at - line.len()..at, at - line.len(), mark);
            return Some(misplaced(file, mark, text, start..at).fixed_by(fix));
        }
    }
    None
}

/// The same in the text, outside code and blocks: below a head that ended too soon, say.
pub fn misplaced_in_text(file: SourceId, body: &Body, text: &str) -> Option<Finding> {
    let head = match front::split(text) {
        Split::Yaml { head, .. } => Some(head.end as usize),
        _ => None,
    };
    let roots = body.roots().filter(|root| matches!(body.tag(*root), Tag::Paragraph | Tag::Heading { .. }));
    roots.into_iter().find_map(|root| {
        let span = body.span(root).range();
        let mut at = span.start;
        text[span].split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let mark = hides::mark(line)?;
            let whole = start..(at + usize::from(!line.ends_with('\n') && text[at..].starts_with('\n')));
            let fix = head.and_then(|head| in_head(file, text, whole, head, mark));
            Some(misplaced(file, mark, text, start..at).fixed_by(fix))
        })
    })
}

/// Moves a line that hides to a place in the head, where the head holds no other such line and can be read after that.
fn in_head(file: SourceId, text: &str, line: std::ops::Range<usize>, to: usize, mark: &str) -> Option<Fix> {
    let (key, right) = hides::as_line(mark)?;
    let is_whole_line = line.start == 0 || text[..line.start].ends_with('\n');
    let between = text.get(to..line.start).filter(|between| is_whole_line && between.len() < FAR)?;
    let fix = Fix::guess(Span::new(to..line.end), format!("{right}\n{between}"));
    let after = crate::diag::apply(text, [&fix]);
    let Split::Yaml { head, .. } = front::split(&after) else { return None };
    let (front, findings) = front::parse(file, &after, head, front::LIMIT);
    let has_key = front?.entries.iter().filter(|entry| hides::named(&entry.key) == Some(key)).count() == 1;
    (has_key && !findings.iter().any(Finding::is_error)).then_some(fix)
}

/// In bytes: a line that hides and stands further from its head is not moved there.
const FAR: usize = 4000;

fn misplaced(file: SourceId, mark: &str, text: &str, line: std::ops::Range<usize>) -> Finding {
    let start = line.start + text[line].find(mark).unwrap_or(0);
    let place = Place { file, span: Span::new(start..start + mark.len()) };
    Finding::new(&code::HIDING_MARK_MISPLACED, place).with("line", mark)
}
