//! What all jobs of an edition share: values that are made once and lent to every template.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

pub use super::contents::{ContentsRow, FEWEST};
use super::menu::{Around, Menu, Ready, kept};
use super::translations::Translation;
use crate::audience::Audience;
use crate::date::{self, DateStyle};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::edition::leak::LeakDetector;
use crate::html::{Page, escaped};
use crate::language;
use crate::media::{Pictures, Scale};
use crate::pdf::PdfCompiler;
use crate::plan::Plan;
use crate::render::{EditionContext, RenderOptions, ltr, text};
use crate::source::{Place, Span};
use crate::theme::Theme;
use crate::wording::{self, Wording};
use crate::world::World;

/// What an output may ask beside its edition. The world, with all sources, it hands to nobody:
///
/// ```compile_fail,E0616
/// fn output(ctx: &krijt_telling::plan::RenderContext<'_>) -> usize {
///     ctx.world.files().0.sources.len()
/// }
/// ```
///
/// ```
/// fn output(ctx: &krijt_telling::plan::RenderContext<'_>) -> usize {
///     ctx.plan.paths.len()
/// }
/// ```
pub struct RenderContext<'a> {
    pub frame: EditionContext<'a>,
    pub plan: &'a Plan,
    world: &'a dyn World,
    /// Looks for what this edition hides in what it gets.
    pub guard: Option<&'a LeakDetector>,
    /// Looks for what parents may not see in what the team sends them.
    pub guard_of_sent: Option<&'a LeakDetector>,
    /// Makes PDFs, if anything can.
    pub compiler: Option<&'a PdfCompiler>,
    /// The PDFs that belong to the page at a path, as templates list them.
    pub pdfs: fn(&RenderContext<'_>, &Wording, &str) -> Value,
    /// Where the Typst source of PDFs goes, by their path, when that is all that is wanted.
    #[cfg(feature = "pdf")]
    pub sources: Option<Mutex<std::collections::BTreeMap<String, String>>>,
    /// What is wrong with files that can be made all the same, each with the path of its file: several are made at once.
    remarks: Mutex<Vec<(String, Finding)>>,
    site: Value,
    /// Every document as lists show it, once somebody asked: a server shows few pages.
    summaries: Vec<OnceLock<Value>>,
    /// The steps above the pages of a folder.
    steps: Ready<String, Arc<[Crumb]>>,
    menu: Menu,
}

#[derive(Serialize)]
struct SiteFacts<'a> {
    title: String,
    school: SchoolFacts<'a>,
    lang: &'a str,
    year: Option<&'a str>,
    edition: &'static str,
    /// It goes on the web.
    web: bool,
    /// It has the answers.
    answers: bool,
    base_url: Option<&'a str>,
}

/// The school, as pages and papers are told of it.
#[derive(Serialize)]
pub struct SchoolFacts<'a> {
    pub name: &'a str,
    pub place: Option<&'a str>,
    pub logo: Option<&'a str>,
}

/// What a page says of itself.
#[derive(Default)]
pub struct PageMeta<'a> {
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub lang: Option<&'a str>,
    /// The first steps on the way to it, from [`RenderContext::steps`].
    pub above: Option<Arc<[Crumb]>>,
    pub crumbs: Vec<Crumb>,
    pub doc: Option<&'a Doc>,
    /// Words of a draft stand on it, whatever page it is.
    pub holds_draft: bool,
    /// What it is about, besides what its document says.
    pub tags: Vec<&'a str>,
}

impl<'a> PageMeta<'a> {
    /// Of the page of a document itself.
    pub fn of(doc: &'a Doc) -> Self {
        PageMeta {
            title: &doc.head.title,
            summary: doc.head.summary.as_deref(),
            lang: doc.head.lang.as_deref(),
            doc: Some(doc),
            ..PageMeta::default()
        }
    }

    /// The day on which its document was last changed.
    fn updated(&self) -> Option<Date> {
        self.doc?.head.updated
    }
}

/// A step on the way to a page.
pub struct Crumb {
    pub title: String,
    pub path: String,
    /// The language of its title; none where that is the page's.
    pub lang: Option<String>,
}

/// The logo is twelve letters wide at most: so many pixels on a fine screen.
const LOGO: u32 = 400;

/// A page may be this many times as large as its text, besides what every page has.
const GROWTH: usize = 20;
const GROWTH_FLOOR: usize = 256 * 1024;

/// The page that the help link of every page points at.
pub const HELP: &str = "hulp-nodig/index.html";

impl<'a> RenderContext<'a> {
    pub fn new(
        edition: &'a Edition<'a>,
        theme: &'a Theme,
        pictures: &'a Pictures,
        plan: &'a Plan,
        world: &'a dyn World,
    ) -> Self {
        let config = edition.config();
        let logo = edition.logo();
        let logo = logo
            .and_then(|path| edition.asset(&path))
            .map(|asset| asset.out_of(pictures.get(&asset.path).map_or(Scale::Whole, |shot| shot.at_least(LOGO))));
        let facts = SiteFacts {
            title: config.title(),
            school: SchoolFacts { name: &config.school.name, place: config.school.place.as_deref(), logo },
            lang: &config.site.lang,
            year: config.year.as_deref(),
            edition: edition.audience().word(),
            web: edition.is_on_the_web(),
            answers: edition.has_answers(),
            base_url: config.site.base_url.as_deref(),
        };
        let site = Value::from_serializable(&facts);
        let summaries = std::iter::repeat_with(OnceLock::new).take(edition.numbers()).collect();
        let frame = EditionContext { edition, theme, pictures };
        RenderContext {
            frame,
            plan,
            world,
            guard: None,
            guard_of_sent: None,
            compiler: None,
            pdfs: |_, _, _| Value::none(),
            #[cfg(feature = "pdf")]
            sources: None,
            remarks: Mutex::default(),
            site,
            summaries,
            steps: Ready::default(),
            menu: Menu::of(edition, plan),
        }
    }

    pub fn edition(&self) -> &'a Edition<'a> {
        self.frame.edition
    }

    /// A page that is many times larger than its text was made to be. Pictures and fonts are none of that text.
    pub fn grown(&self, path: &str, page: &[u8]) -> Option<Finding> {
        let id = self.plan.job(path)?.work.doc()?;
        let edition = self.edition();
        // What belongs to the protocol's front page is made of all its chapters.
        let lists = edition.collections();
        let chapters = lists.chapters.iter().filter(|_| lists.charter == Some(id));
        let texts = std::iter::once(&id).chain(chapters).map(|id| edition.text(*id).len());
        let limit = texts.sum::<usize>() * GROWTH + GROWTH_FLOOR;
        let place = Place { file: edition.doc(id)?.file, span: Span::default() };
        (page.len() > limit && page.len() - size_of_pictures(page) > limit)
            .then(|| Finding::new(&code::OUTPUT_TOO_LARGE, place).with("limit", format!("{GROWTH}×")))
    }

    /// The finding for a writer that gave up.
    pub fn bug(&self, path: &str) -> Finding {
        let doc = self.plan.job(path).and_then(|job| self.edition().doc(job.work.doc()?));
        let finding = match doc {
            Some(doc) => Finding::new(&code::FILE_FAILED, doc.place()),
            None => Finding::about(&code::FILE_FAILED, path),
        };
        finding.with("path", path).with("reason", "krijt-bug")
    }

    /// The bytes of a file beside a document, as they may be published.
    ///
    /// # Errors
    /// Why there are none.
    pub fn file(&self, path: &str, scale: Scale) -> Result<Arc<Vec<u8>>, String> {
        self.frame.pictures.bytes(self.world, path, scale)
    }

    /// Notes something that does not keep a file from being made.
    pub fn remark(&self, path: &str, finding: Finding) {
        if let Ok(mut remarks) = self.remarks.lock() {
            remarks.push((path.to_string(), finding));
        }
    }

    /// What was noted of this file, and nothing of others.
    pub fn take_remarks(&self, path: &str) -> Vec<Finding> {
        let Ok(mut remarks) = self.remarks.lock() else { return Vec::new() };
        remarks.extract_if(.., |(of, _)| of == path).map(|(_, finding)| finding).collect()
    }

    /// The words of a language.
    pub fn words(&self, lang: &str) -> &'a Wording {
        self.frame.theme.words(lang)
    }

    /// The words of the language that the site is in.
    pub fn site_words(&self) -> &'a Wording {
        self.words(&self.edition().config().site.lang)
    }

    pub fn summary(&self, id: DocId) -> Value {
        let edition = self.edition();
        let make = || edition.doc(id).map_or_else(Value::none, |doc| summary(edition, self.site_words(), id, doc));
        self.summaries[id.0 as usize].get_or_init(make).clone()
    }

    /// Those of a row of documents that come out here, as lists show them.
    pub fn summaries(&self, ids: &[DocId]) -> Value {
        Value::from(self.edition().docs(ids).map(|(id, _)| self.summary(id)).collect::<Vec<Value>>())
    }

    pub fn text(&self, id: DocId) -> String {
        self.frame.filled(self.edition().title(id), self.edition().lang(id))
    }

    /// A document's body as the content of a page.
    pub fn content(&self, id: DocId, page: &mut Page, part: RenderOptions) -> Value {
        Value::safe_string(&self.frame.body(id, page, part))
    }

    /// Renders a page. `fill` adds what only its template asks for.
    pub fn page(
        &self,
        template: &str,
        page: &Page,
        facts: PageMeta<'_>,
        out: &mut Vec<u8>,
        fill: impl FnOnce(&mut Context),
    ) -> Result<(), Finding> {
        let (words, mut context) = self.told(template, page, &facts);
        context.insert("root", &page.root);
        let site_lang = self.site_lang(words);
        let lang = facts.lang.unwrap_or(&self.edition().config().site.lang);
        let updated = facts.updated().map(|day| date::words(day, lang, DateStyle::Day));
        let around = Around { theme: self.frame.theme, words, site: &self.site, site_lang: &site_lang };
        context.insert_value("header", self.menu.header(&around, page)?);
        context.insert_value("footer", self.menu.footer(&around, page, updated)?);
        context.insert_value("site_lang", site_lang);
        context.insert("head", &self.head(page, words, &facts));
        context.insert_value("pdfs", (self.pdfs)(self, words, &page.path));
        fill(&mut context);
        self.frame.theme.render(template, &context, out)
    }

    /// Renders a message, which is plain text.
    pub fn message(
        &self,
        template: &str,
        page: &Page,
        facts: PageMeta<'_>,
        fill: impl FnOnce(&mut Context),
    ) -> Result<String, Finding> {
        Ok(text::laid_out(&self.filled_in(template, page, facts, fill)?))
    }

    /// A template that stands by itself, with what pages and messages are told.
    pub fn filled_in(
        &self,
        template: &str,
        page: &Page,
        facts: PageMeta<'_>,
        fill: impl FnOnce(&mut Context),
    ) -> Result<String, Finding> {
        let (_, mut context) = self.told(template, page, &facts);
        fill(&mut context);
        let mut out = Vec::new();
        self.frame.theme.render(template, &context, &mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    /// What pages and messages are told alike.
    fn told(&self, template: &str, page: &Page, facts: &PageMeta<'_>) -> (&'a Wording, Context) {
        let words = self.words(facts.lang.unwrap_or(&self.edition().config().site.lang));
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("w", self.frame.theme.spoken(&words.lang, template));
        context.insert_value("page", self.page_value(page, words, facts));
        context.insert_value("terms", self.terms(page));
        (words, context)
    }

    /// The attributes that mark what is in the language of the site; none on a page in that language.
    fn site_lang(&self, words: &Wording) -> Value {
        let lang = &self.edition().config().site.lang;
        let is_other = words.lang != wording::base(lang);
        let marks = || format!(" lang=\"{}\" dir=\"{}\"", escaped(lang), language::direction(lang));
        Value::safe_string(&if is_other { marks() } else { String::new() })
    }

    fn page_value(&self, page: &Page, wording: &Wording, facts: &PageMeta<'_>) -> Value {
        let config = self.edition().config();
        let lang = facts.lang.unwrap_or(&config.site.lang);
        let head = facts.doc.map(|doc| &doc.head);
        let words = |date: Date| date::words(date, lang, DateStyle::Day);
        let edition = self.edition();
        let id = facts.doc.and_then(|doc| edition.id_of(doc));
        let from = id.map_or(Audience::Public, |id| edition.from(id));
        #[derive(Serialize)]
        struct CrumbFacts<'a> {
            title: &'a str,
            path: &'a str,
            lang: Option<&'a str>,
            dir: &'a str,
        }
        // The last step is the page itself, which may be in a language that there are no words for.
        fn crumb<'a>(crumb: &'a Crumb, page: &str, own: Option<&'a str>) -> CrumbFacts<'a> {
            let lang = crumb.lang.as_deref().or(own).filter(|lang| *lang != page);
            let dir = language::direction(lang.unwrap_or(page));
            CrumbFacts { title: &crumb.title, path: &crumb.path, lang, dir }
        }
        #[derive(Serialize)]
        struct PageFacts<'a> {
            title: Cow<'a, str>,
            summary: Option<Cow<'a, str>>,
            lang: &'a str,
            dir: &'a str,
            path: &'a str,
            crumbs: Vec<CrumbFacts<'a>>,
            date: Option<String>,
            date_iso: Option<String>,
            updated: Option<String>,
            updated_iso: Option<String>,
            tags: Vec<&'a str>,
            team: bool,
            mr: bool,
            draft: bool,
            publish_from: Option<String>,
            canonical: Option<String>,
            /// Where to find help, in this language if it is there.
            help: Option<&'a str>,
            translations: Vec<Translation>,
        }
        let own_tags = head.into_iter().flat_map(|head| &head.tags).map(String::as_str);
        let own = |crumb: &Crumb| (head.is_some() && crumb.path == page.path).then_some(lang);
        let crumbs = facts.above.as_deref().unwrap_or_default().iter().chain(&facts.crumbs);
        Value::from_serializable(&PageFacts {
            title: ltr::apart_in(lang, facts.title),
            summary: facts.summary.map(|summary| ltr::apart_in(lang, summary)),
            lang,
            dir: language::direction(lang),
            path: &page.path,
            crumbs: crumbs.map(|row| crumb(row, &wording.lang, own(row))).collect(),
            date: head.and_then(|head| head.date).map(words),
            date_iso: head.and_then(|head| head.date).map(|date| date.to_string()),
            updated: facts.updated().map(words),
            updated_iso: facts.updated().map(|date| date.to_string()),
            tags: own_tags.chain(facts.tags.iter().copied()).collect(),
            team: from == Audience::Team,
            mr: from == Audience::Mr,
            draft: facts.holds_draft || id.is_some_and(|id| edition.is_draft(id)),
            publish_from: id.and_then(|id| edition.waits_until(id)).map(words),
            canonical: self.canonical(&page.path),
            help: self.menu.path_in(HELP, &wording.lang),
            translations: id.map_or(Vec::new(), |id| self.translations(id)),
        })
    }

    /// The steps above the pages of a folder, for pages in this language: made once.
    pub fn steps(&self, words: &Wording, folder: &str, make: impl FnOnce() -> Vec<Crumb>) -> Arc<[Crumb]> {
        let rows = |_: &String| Ok::<_, Infallible>(make().into());
        let Ok(steps) = kept(&self.steps, folder.to_string(), (&words.lang, ""), rows);
        steps
    }

    /// The address of a page on the web.
    pub fn canonical(&self, path: &str) -> Option<String> {
        let base = self.edition().config().site.base_url.as_deref().filter(|_| self.edition().is_on_the_web())?;
        Some(format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
    }

    fn terms(&self, page: &Page) -> Value {
        #[derive(Serialize)]
        struct Row<'a> {
            id: String,
            term: &'a str,
            text: &'a str,
        }
        let terms = self.edition().terms();
        let mut used: Vec<usize> = page.counts.terms.iter().copied().collect();
        used.sort_by_key(|at| terms[*at].term.to_lowercase());
        let row =
            |at: usize| Row { id: crate::slug::of_text(&terms[at].key), term: &terms[at].term, text: &terms[at].text };
        Value::from_serializable(&used.into_iter().map(row).collect::<Vec<_>>())
    }
}

/// In bytes: the pictures that stand in a page itself.
fn size_of_pictures(page: &[u8]) -> usize {
    let starts = memchr::memmem::find_iter(page, b";base64,");
    starts.map(|at| memchr::memchr(b'"', &page[at..]).unwrap_or(page.len() - at)).sum()
}

/// A document as lists show it. All of them are kept, so what a document has not is not there.
fn summary(edition: &Edition<'_>, words: &Wording, id: DocId, doc: &Doc) -> Value {
    #[derive(Serialize)]
    struct DocSummary<'a> {
        title: Cow<'a, str>,
        lang: &'a str,
        dir: &'a str,
        path: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        summary: Option<Cow<'a, str>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_iso: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        groups: Option<String>,
        draft: bool,
        team: bool,
        mr: bool,
    }
    let (head, facets) = (&doc.head, &doc.facets);
    let lesson = facets.lesson.as_ref();
    let groups = lesson.map(|lesson| &lesson.groups).or(facets.post.as_ref().map(|post| &post.groups));
    let route = edition.route(id);
    let apart = |text| ltr::apart_in(edition.lang(id), text);
    Value::from_serializable(&DocSummary {
        title: apart(&head.title),
        lang: edition.lang(id),
        dir: language::direction(edition.lang(id)),
        path: match &route.anchor {
            Some(anchor) => format!("{}#{anchor}", route.path),
            None => route.path.clone(),
        },
        summary: head.summary.as_deref().map(apart),
        date: head.date.map(|date| date::words(date, edition.lang(id), DateStyle::Day)),
        date_iso: head.date.map(|date| date.to_string()),
        start: facets.event.as_ref().map(|event| clock(words, event.start)),
        minutes: lesson.and_then(|lesson| lesson.minutes),
        groups: groups.and_then(|groups| groups_text(words, groups)),
        draft: edition.is_draft(id),
        team: edition.from(id) == Audience::Team,
        mr: edition.from(id) == Audience::Mr,
    })
}

/// A time of the clock, in Dutch `19.45`.
pub fn clock(words: &Wording, time: jiff::civil::Time) -> String {
    minute_of_day(words, i64::from(time.hour()) * 60 + i64::from(time.minute()))
}

pub fn minute_of_day(words: &Wording, minute: i64) -> String {
    let (hour, minute) = ((minute / 60 % 24).to_string(), format!("{:02}", minute % 60));
    words.with("time.clock", &[("hour", &hour), ("minute", &minute)])
}

/// `[5, 6]`, in Dutch `groep 5 en 6`.
pub fn groups_text(words: &Wording, groups: &[u8]) -> Option<String> {
    words.groups(groups)
}
