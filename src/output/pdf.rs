//! PDFs: one file a family of them. Each row says which documents its text comes from, and tells a template of the theme
//! the facts; `themes/krijt/pdf/krijt.typ` says what templates may be told.

pub mod cards;
pub mod evening;
pub mod lesson;
pub mod newsletter;
pub mod protocol;

use std::sync::Arc;

use super::Output;
use super::stage::Stage;
use crate::body::Tag;
use crate::config;
use crate::date;
use crate::diag::{At, Finding, catalogue as code};
use crate::doc::DocId;
use crate::pdf::{Made, Order, Paper, Press, Remark, Typ, Val, words};
use crate::plan::{Job, Planner, Subject};
use crate::source::{Place, Span};

pub static FILES: &[Output] = &[
    Output { name: "protocol-pdf", plan: protocol::plan, render: protocol::protocol },
    Output { name: "cards-pdf", plan: cards::plan, render: cards::render_card },
    Output { name: "changes-pdf", plan: cards::plan_changes, render: cards::changes },
    Output { name: "worksheet-pdf", plan: lesson::plan_sheet, render: lesson::sheet },
    Output { name: "answers-pdf", plan: lesson::plan_answers, render: lesson::answers },
    Output { name: "substitute-pdf", plan: lesson::plan_card, render: lesson::card },
    Output { name: "hand-out-pdf", plan: lesson::plan_handout, render: lesson::handout },
    Output { name: "worksheets-pdf", plan: lesson::plan_sheets, render: lesson::sheets },
    Output { name: "lesson-plans-pdf", plan: lesson::plan_plans, render: lesson::plans },
    Output { name: "newsletter-pdf", plan: newsletter::plan, render: newsletter::render_letter },
    Output { name: "invitation-pdf", plan: evening::plan_invitation, render: evening::invitation },
    Output { name: "run-sheet-pdf", plan: evening::plan_run_sheet, render: evening::run_sheet },
    Output { name: "role-cards-pdf", plan: evening::plan_cards, render: evening::cards },
    Output { name: "attendance-pdf", plan: evening::plan_attendance, render: evening::attendance },
    Output { name: "evaluation-pdf", plan: evening::plan_evaluation, render: evening::evaluation },
];

/// A fact for a template.
pub type Fact = (&'static str, Val);

/// Plans a PDF with the text of these documents, unless PDFs are not wanted or a character cannot be shown.
pub fn plan(planner: &mut Planner<'_>, output: &'static Output, path: String, subject: Subject, docs: &[DocId]) {
    let Some(press) = planner.press.filter(|_| !planner.view.site.options.no_pdf) else { return };
    let gaps = docs.iter().filter_map(|id| gap(planner, press, *id)).chain(gap_of_school(planner, press));
    let gaps: Vec<Finding> = gaps.collect();
    if gaps.is_empty() {
        planner.add(path, output, subject);
    }
    gaps.into_iter().for_each(|finding| planner.report(finding));
}

/// The first character of a document that no font can show.
fn gap(planner: &Planner<'_>, press: &Press, id: DocId) -> Option<Finding> {
    let view = planner.view;
    let (doc, body) = view.get(id)?;
    let text = view.site.text(id);
    let in_head = || {
        let place = doc.head.title_place?;
        let title = press.gap(&doc.head.title).map(|(_, c)| (place.span, c));
        title.or_else(|| press.gap(doc.head.summary.as_deref()?).map(|(_, c)| (place.span, c)))
    };
    let in_node = |node| {
        let span = body.span(node);
        let within = |at: usize, c: char| Span::new(span.start as usize + at..span.start as usize + at + c.len_utf8());
        match body.tag(node) {
            Tag::Text | Tag::CodeSpan => press.gap(&text[span.range()]).map(|(at, c)| (within(at, c), c)),
            Tag::Chars(string) | Tag::CodeChars(string) => {
                press.gap(&body.strings[string as usize]).map(|(_, c)| (span, c))
            }
            Tag::Char(c) => press.gap(c.encode_utf8(&mut [0; 4])).map(|(_, c)| (span, c)),
            _ => None,
        }
    };
    let (span, c) = in_head().or_else(|| body.all().find_map(in_node))?;
    Some(missing(Place { file: doc.file, span }, c, planner.theme.name()))
}

/// The first character in what every PDF says of the school that no font can show.
fn gap_of_school(planner: &Planner<'_>, press: &Press) -> Option<Finding> {
    let site = planner.view.site;
    let told = [Some(&site.config.school.name), site.config.school.place.as_ref()];
    let (_, c) = told.into_iter().flatten().find_map(|text| press.gap(text))?;
    let file = site.input.sources.find(config::FILE)?;
    // Written as an escape it is not found: then the whole file is the place.
    let at = site.input.sources.get(file).text.find(c);
    let span = at.map_or(Span::default(), |at| Span::new(at..at + c.len_utf8()));
    Some(missing(Place { file, span }, c, planner.theme.name()))
}

fn missing(place: Place, c: char, theme: &str) -> Finding {
    Finding::new(&code::MISSING_GLYPH, place)
        .with("character", format!("U+{:04X}", c as u32))
        .with("sign", c.to_string())
        .with("theme", theme)
}

/// The facts that every template knows. `docs` are those whose text is in it.
pub fn facts(stage: &Stage<'_>, title: &str, lang: &str, docs: &[DocId]) -> Vec<Fact> {
    let view = stage.view();
    let config = view.site.config;
    let is_of_team = |id: &DocId| {
        let has_team_only = || view.get(*id).is_some_and(|(_, body)| body.has_team_only());
        view.site.hiding(*id).is_of_team() || (view.is_team() && has_team_only())
    };
    let mut school: Vec<Fact> =
        vec![("naam", config.school.name.as_str().into()), ("plaats", config.school.place.as_deref().into())];
    school.extend(logo(stage).map(|(_, name)| ("logo", name.into())));
    vec![
        ("titel", title.into()),
        ("taal", lang.into()),
        ("school", Val::Dict(school)),
        ("team", docs.iter().any(is_of_team).into()),
        ("lettertypen", stage.press.map_or(Vec::new(), Press::families).into()),
    ]
}

/// A date in words.
pub fn day(stage: &Stage<'_>, date: Option<jiff::civil::Date>) -> Val {
    date.map(|date| date::words(date, &stage.view().site.config.site.lang, date::Style::Day)).into()
}

/// Says so when a PDF has more pages than it may.
pub fn limit(stage: &Stage<'_>, job: &Job, path: &str, made: &Made, pages: usize) {
    if made.pages <= pages {
        return;
    }
    let finding = match place_of(stage, job) {
        Some(place) => Finding::new(&code::PDF_TOO_LONG, place),
        None => Finding::about(&code::PDF_TOO_LONG, path),
    };
    let finding = finding.with("path", path).with("pages", made.pages.to_string());
    stage.remark(path, finding.with("limit", pages.to_string()));
}

/// The document that a job is about.
fn place_of(stage: &Stage<'_>, job: &Job) -> Option<Place> {
    let Subject::Doc(id) = job.subject else { return None };
    let doc = stage.view().site.doc(id);
    Some(doc.head.title_place.unwrap_or(Place { file: doc.file, span: Span::default() }))
}

/// Makes the PDF and appends it to `out`.
pub fn render(
    stage: &Stage<'_>,
    job: &Job,
    path: &str,
    paper: &Paper<'_>,
    (template, mut facts, body): (&'static str, Vec<Fact>, &Typ),
    out: &mut Vec<u8>,
) -> Result<Arc<Made>, Finding> {
    let view = stage.view();
    // Whatever holds a word of a draft says that it is one.
    if paper.docs().iter().any(|id| view.site.hiding(*id).draft.is_some()) {
        facts.push(("concept", true.into()));
    }
    let source = paper.source(template, facts, body);
    let place = place_of(stage, job);
    let theme = stage.frame.theme;
    // A PDF holds fonts and pictures as well; what came from the text is its source.
    stage.grown(job, source.len()).into_iter().for_each(|finding| stage.remark(path, finding));
    let Some(press) = stage.press else { return Err(failed(theme.name(), place, path, "no press")) };
    let text = words(&source);
    if let Some(leak) = stage.guard.as_ref().and_then(|guard| guard.check_words(path, &text)) {
        return Err(leak);
    }
    // Names of the school and of roles stand in no document: here is the last chance to see what they lack.
    if let Some((_, c)) = press.gap(&text) {
        let sign = format!("U+{:04X} {c}", c as u32);
        return Err(failed(theme.name(), place, path, &format!("no font has {sign}")));
    }
    if let Some(Ok(mut sources)) = stage.sources.as_ref().map(|sources| sources.lock()) {
        sources.insert(path.to_string(), source);
        return Ok(Arc::new(Made { bytes: Vec::new(), pages: 0 }));
    }
    let order = Order { source, images: images(stage, paper)?, today: view.site.options.today };
    let finding = |remark: Remark| of_remark(theme.name(), place, path, remark);
    match press.make(order) {
        Ok((made, remarks)) => {
            remarks.into_iter().for_each(|remark| stage.remark(path, finding(remark)));
            out.extend_from_slice(&made.bytes);
            Ok(made)
        }
        Err(remarks) => {
            let mut findings = remarks.into_iter().map(finding);
            let first = findings.next().unwrap_or_else(|| failed(theme.name(), place, path, "unknown"));
            findings.for_each(|finding| stage.remark(path, finding));
            Err(first)
        }
    }
}

/// The logo of the school: its path below the root, and its name in the world of Typst.
fn logo(stage: &Stage<'_>) -> Option<(String, String)> {
    let path = stage.view().site.logo()?;
    let shot = stage.frame.pictures.get(&path)?;
    let name = format!("/beeld/logo.{}", shot.kind.extension());
    Some((path, name))
}

fn images(stage: &Stage<'_>, paper: &Paper<'_>) -> Result<Vec<(String, Vec<u8>)>, Finding> {
    let read = |(path, name): (&String, &String)| {
        let unreadable = |reason: String| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
        let bytes = stage.frame.pictures.bytes(stage.root, path).map_err(unreadable)?;
        Ok((name.clone(), bytes.as_ref().clone()))
    };
    let logo = logo(stage);
    paper.images().iter().chain(logo.iter().map(|(path, name)| (path, name))).map(read).collect()
}

fn failed(theme: &str, place: Option<Place>, path: &str, reason: &str) -> Finding {
    let message = reason.to_string();
    of_remark(theme, place, path, Remark { is_error: true, message, at: None })
}

/// What Typst said, at the template's line, else at the document.
fn of_remark(theme: &str, place: Option<Place>, path: &str, remark: Remark) -> Finding {
    let row = if remark.is_error { &code::TEMPLATE_ERROR } else { &code::TEMPLATE_WARNING };
    let finding = match (remark.at, place) {
        (Some((file, line, column)), _) => {
            let mut finding = Finding::about(row, "");
            finding.at = At::Path(format!("themes/{theme}/{file}"), Some((line, column)));
            finding
        }
        (None, Some(place)) => Finding::new(row, place),
        (None, None) => Finding::about(row, path),
    };
    finding.with("reason", remark.message)
}
