//! PDFs: one file a family of them. Each row says which documents its text comes from, and tells a template of the theme
//! the facts; `themes/krijt/pdf/krijt.typ` says what templates may be told.

pub mod cards;
pub mod deck;
pub mod evening;
pub mod lesson;
pub mod newsletter;
pub mod protocol;
mod signs;
mod web;
pub mod week;

pub use signs::gaps;

use std::sync::Arc;

use super::context::{RenderContext, SchoolFacts};
use super::downloads;
use crate::audience::Audience::{self, Mr, Public, Team};
use crate::diag::{At, Finding, catalogue as code};
use crate::doc::DocId;
use crate::edition::leak::AsText::{self, Typst};
use crate::media::Scale;
use crate::pdf::{Lacks, MadePdf, Paper, PdfCompiler, PdfRequest, Typ, TypstRemark, Val, value, words};
use crate::plan::Output;
use crate::source::Place;

pub static FILES: &[Output] = &[
    Output { name: "protocol-pdf", from: Public, text: Typst, of: protocol::PROTOCOL },
    Output { name: "cards-pdf", from: Public, text: Typst, of: cards::CARDS },
    Output { name: "changes-pdf", from: Mr, text: Typst, of: cards::CHANGES },
    Output { name: "coverage-pdf", from: Mr, text: Typst, of: cards::COVERAGE },
    Output { name: "week-pdf", from: Team, text: Typst, of: week::WALL },
    Output { name: "worksheet-pdf", from: Public, text: Typst, of: lesson::WORKSHEET },
    Output { name: "large-print-pdf", from: Public, text: Typst, of: lesson::LARGE_PRINT },
    Output { name: "answers-pdf", from: Team, text: Typst, of: lesson::WITH_ANSWERS },
    Output { name: "substitute-pdf", from: Team, text: Typst, of: lesson::SUBSTITUTE },
    Output { name: "hand-out-pdf", from: Team, text: Typst, of: lesson::FOR_READING },
    Output { name: "slides-pdf", from: Public, text: Typst, of: deck::SLIDES },
    Output { name: "evening-slides-pdf", from: Mr, text: Typst, of: deck::SLIDES_OF_EVENING },
    Output { name: "hand-out-2-pdf", from: Public, text: Typst, of: deck::TWO },
    Output { name: "evening-hand-out-2-pdf", from: Mr, text: Typst, of: deck::TWO_OF_EVENING },
    Output { name: "hand-out-3-pdf", from: Public, text: Typst, of: deck::THREE },
    Output { name: "evening-hand-out-3-pdf", from: Mr, text: Typst, of: deck::THREE_OF_EVENING },
    Output { name: "hand-out-6-pdf", from: Public, text: Typst, of: deck::SIX },
    Output { name: "evening-hand-out-6-pdf", from: Mr, text: Typst, of: deck::SIX_OF_EVENING },
    Output { name: "worksheets-pdf", from: Public, text: Typst, of: lesson::WORKSHEETS },
    Output { name: "lesson-plans-pdf", from: Team, text: Typst, of: lesson::PLANS },
    Output { name: "newsletter-pdf", from: Public, text: Typst, of: newsletter::LETTER },
    Output { name: "invitation-pdf", from: Public, text: Typst, of: evening::INVITATION },
    Output { name: "run-sheet-pdf", from: Mr, text: Typst, of: evening::RUN_SHEET },
    Output { name: "role-cards-pdf", from: Mr, text: Typst, of: evening::CARDS },
    Output { name: "attendance-pdf", from: Mr, text: Typst, of: evening::ATTENDANCE },
    Output { name: "evaluation-pdf", from: Mr, text: Typst, of: evening::EVALUATION },
];

/// A fact for a template.
pub type Fact = (&'static str, Val);

/// The facts that every template knows. `docs` are those whose text is in it.
pub fn facts(ctx: &RenderContext<'_>, title: &str, lang: &str, docs: &[DocId]) -> Vec<Fact> {
    let edition = ctx.edition();
    let config = edition.config();
    let from = docs.iter().map(|id| edition.from_with_parts(*id)).max().unwrap_or_default();
    let logo = logo(ctx).map(|(_, name)| name);
    let school =
        SchoolFacts { name: &config.school.name, place: config.school.place.as_deref(), logo: logo.as_deref() };
    vec![
        ("title", title.into()),
        ("lang", lang.into()),
        ("school", value(&school)),
        ("team", (from == Team).into()),
        ("mr", (from == Mr).into()),
        ("fonts", ctx.compiler.map_or(Vec::new(), PdfCompiler::families).into()),
    ]
}

/// Tells who may see it, in place of what the documents say.
pub fn say_for(told: &mut Vec<Fact>, from: Audience) {
    told.retain(|(name, _)| !["team", "mr"].contains(name));
    told.extend([("team", (from == Team).into()), ("mr", (from == Mr).into())]);
}

/// Says so when a PDF has more pages than it may.
pub fn limit(ctx: &RenderContext<'_>, path: &str, made: &MadePdf, pages: usize) {
    if made.pages <= pages {
        return;
    }
    let finding = match place_of(ctx, path) {
        Some(place) => Finding::new(&code::PDF_TOO_LONG, place),
        None => Finding::about(&code::PDF_TOO_LONG, path),
    };
    let finding = finding.with("path", path).with("pages", made.pages.to_string());
    ctx.remark(path, finding.with("limit", pages.to_string()));
}

/// The document that a path is about.
fn place_of(ctx: &RenderContext<'_>, path: &str) -> Option<Place> {
    let doc = ctx.edition().doc(ctx.plan.job(path)?.work.doc()?)?;
    Some(doc.place())
}

/// Makes the PDF and appends it to `out`.
pub fn render(
    ctx: &RenderContext<'_>,
    path: &str,
    paper: &Paper<'_>,
    (template, mut facts, body): (&'static str, Vec<Fact>, &Typ),
    out: &mut Vec<u8>,
) -> Result<Arc<MadePdf>, Finding> {
    let edition = ctx.edition();
    // Whatever holds a word of a draft says that it is one.
    if paper.docs().iter().any(|id| edition.is_draft(*id)) {
        facts.push(("draft", true.into()));
    }
    let lang = facts.iter().find_map(|(name, value)| match value {
        Val::Str(lang) if *name == "lang" => Some(lang.clone()),
        _ => None,
    });
    let wording = ctx.words(lang.as_deref().unwrap_or(&edition.config().site.lang));
    let words_of_paper = wording.paper();
    if let Some(sort) = downloads::sort_of(path) {
        facts.push(("sort", wording.text(&format!("pdf.{sort}")).into()));
    }
    let source = paper.source(template, facts, body);
    let failure = Failure { ctx, place: place_of(ctx, path).or_else(|| place_of_first(ctx, paper)), template, path };
    // A PDF holds fonts and pictures as well; what came from the text is its source.
    ctx.grown(path, source.as_bytes()).into_iter().for_each(|finding| ctx.remark(path, finding));
    let Some(compiler) = ctx.compiler else { return Err(failure.of_remark(TypstRemark::error("no compiler"))) };
    let shown = words(&source);
    let (source, mut lacks) = compiler.fill_gaps(source);
    let images = images(ctx, paper, compiler, &mut lacks)?;
    if let Some(leak) = leak(ctx, path, compiler.own_texts(template), &shown, &images) {
        return Err(leak);
    }
    for finding in signs::lacking(ctx, paper, failure.place, lacks) {
        ctx.remark(path, finding);
    }
    if let Some(Ok(mut sources)) = ctx.sources.as_ref().map(|sources| sources.lock()) {
        sources.insert(path.to_string(), source);
        return Ok(Arc::new(MadePdf { bytes: Vec::new(), pages: 0 }));
    }
    let order = PdfRequest { source, images, today: edition.options().today, words: words_of_paper };
    let finding = |remark: TypstRemark| failure.of_remark(remark);
    match compiler.make(order) {
        Ok((made, remarks)) => {
            remarks.into_iter().for_each(|remark| ctx.remark(path, finding(remark)));
            out.extend_from_slice(&made.bytes);
            Ok(made)
        }
        Err(remarks) => {
            let mut findings = remarks.into_iter().filter(|remark| remark.is_error).map(finding);
            // What follows the first error follows from it.
            Err(findings.next().unwrap_or_else(|| failure.of_remark(TypstRemark::error("unknown"))))
        }
    }
}

/// What this edition hides, in what Typst is given: the text of the document, templates of the school, drawings.
fn leak<'a>(
    ctx: &RenderContext<'_>,
    path: &str,
    mut templates: impl Iterator<Item = &'a [u8]>,
    shown: &str,
    images: &[(String, Vec<u8>)],
) -> Option<Finding> {
    let guard = ctx.guard?;
    let in_text = guard.check(path, shown.as_bytes(), AsText::Plain);
    let in_templates = || templates.find_map(|text| guard.check(path, text, AsText::Plain));
    let drawings = images.iter().filter(|(name, _)| name.ends_with(".svg"));
    let in_drawings = || drawings.map(|(_, bytes)| bytes).find_map(|bytes| guard.check(path, bytes, AsText::Markup));
    in_text.or_else(in_templates).or_else(in_drawings)
}

/// The logo is small on paper, too.
const LOGO: u32 = 480;

/// The logo of the school: its path below the root, and its name in the world of Typst.
fn logo(ctx: &RenderContext<'_>) -> Option<((String, Scale), String)> {
    let path = ctx.edition().logo()?;
    let shot = ctx.frame.pictures.get(&path)?;
    let name = format!("/beeld/logo.{}", shot.kind.extension());
    let scale = shot.at_least(LOGO);
    Some(((path, scale), name))
}

fn images(
    ctx: &RenderContext<'_>,
    paper: &Paper<'_>,
    compiler: &PdfCompiler,
    lacks: &mut Lacks,
) -> Result<Vec<(String, Vec<u8>)>, Finding> {
    let read = |((path, scale), name): (&(String, Scale), &String)| {
        let unreadable = |reason: String| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
        let bytes = ctx.file(path, *scale).map_err(unreadable)?;
        let bytes = bytes.as_ref().clone();
        let bytes = if name.ends_with(".svg") { compiler.fill_drawing(bytes, lacks) } else { bytes };
        Ok((name.clone(), bytes))
    };
    let logo = logo(ctx);
    paper.images().iter().chain(logo.iter().map(|(path, name)| (path, name))).map(read).collect()
}

/// The first document whose text is in a PDF that is about none.
fn place_of_first(ctx: &RenderContext<'_>, paper: &Paper<'_>) -> Option<Place> {
    let doc = ctx.edition().doc(*paper.docs().first()?)?;
    Some(doc.place())
}

/// Where to point when a PDF does not succeed.
struct Failure<'a> {
    ctx: &'a RenderContext<'a>,
    place: Option<Place>,
    template: &'static str,
    path: &'a str,
}

impl Failure<'_> {
    /// What Typst said: at the line of a template that is the school's own, else at the document.
    fn of_remark(&self, remark: TypstRemark) -> Finding {
        let theme = self.ctx.frame.theme;
        let is_own = self.ctx.compiler.is_some_and(|compiler| compiler.is_own(self.template));
        let row = match (remark.is_error, is_own) {
            (true, true) => &code::TEMPLATE_ERROR,
            (true, false) => &code::FILE_FAILED,
            (false, _) => &code::TEMPLATE_WARNING,
        };
        let finding = match (remark.at.filter(|_| is_own), self.place) {
            (Some((file, line, column)), _) => {
                let mut finding = Finding::about(row, "");
                finding.at = At::Path(format!("themes/{}/{file}", theme.name()), Some(Box::new((line, column))));
                finding
            }
            (None, Some(place)) => Finding::new(row, place),
            (None, None) => Finding::about(row, self.path),
        };
        match row.args.contains(&"path") {
            true => finding.with("path", self.path).with("reason", remark.message),
            false => finding.with("reason", remark.message),
        }
    }
}
