//! What the head of a page says to machines: search engines, and what shows a link in a message. It is made of what the
//! edition shows of the document, and only for pages that go on the web.

use jiff::civil::{Date, Time};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::context::{PageMeta, RenderContext, groups_text};
use crate::doc::{Doc, DocId, Event, Lesson, Post};
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::NEWSLETTERS;
use crate::site::Target;
use crate::wording::Wording;

/// What templates write in `<head>`.
#[derive(Serialize)]
pub struct HeadFacts {
    description: String,
    /// `article` for a letter; other pages are a part of the site.
    kind: &'static str,
    /// The language as Open Graph writes it: `nl_NL`.
    locale: String,
    /// The address of a picture.
    image: Option<String>,
    /// JSON-LD, safe within a `<script>`.
    data: Option<String>,
    /// Where letters can be followed, on the pages that are about them.
    feed: Option<String>,
}

/// The path of the feed with the letters in a language.
pub fn feed_path(edition: &Edition<'_>, lang: &str) -> String {
    let name = if lang == edition.config().site.lang { "atom" } else { lang };
    format!("{}{name}.xml", NEWSLETTERS.folder)
}

type Row = Map<String, Value>;

/// Where SLO keeps a goal, by its number there.
const SLO: &str = "https://opendata.slo.nl/curriculum/uuid/";

impl RenderContext<'_> {
    pub(super) fn head(&self, page: &Page, words: &Wording, facts: &PageMeta<'_>) -> HeadFacts {
        let edition = self.edition();
        let config = edition.config();
        let site = config.title();
        // A letter has words of its own for where it is announced.
        let teaser = facts.doc.and_then(|doc| doc.facets.post.as_ref()?.teaser.as_deref());
        let description = match teaser.or(facts.summary).map(str::trim) {
            Some(summary) if !summary.is_empty() => summary.to_string(),
            _ if facts.title == site => site,
            _ => format!("{} · {site}", facts.title),
        };
        let id = facts.doc.and_then(|doc| edition.id_of(doc));
        let doc = facts.doc.zip(id).filter(|(_, id)| edition.route(*id).path == page.path);
        let image = self.image(id);
        let on_the_web = doc.filter(|_| edition.is_on_the_web());
        HeadFacts {
            description,
            kind: if doc.is_some_and(|(doc, _)| doc.facets.post.is_some()) { "article" } else { "website" },
            locale: locale(facts.lang.unwrap_or(&config.site.lang)),
            feed: self.feed(page, facts.lang.unwrap_or(&config.site.lang)),
            data: on_the_web.and_then(|doc| self.data(page, words, facts, (doc, image.as_deref()))),
            image,
        }
    }

    /// In the language of the page, where there are letters in that.
    fn feed(&self, page: &Page, lang: &str) -> Option<String> {
        if page.path != "index.html" && !page.path.starts_with(NEWSLETTERS.folder) {
            return None;
        }
        let edition = self.edition();
        let paths = [lang, &edition.config().site.lang].map(|lang| feed_path(edition, lang));
        paths.into_iter().find(|path| self.plan.job(path).is_some())
    }

    /// The picture that a document names, else the logo of the school.
    fn image(&self, id: Option<DocId>) -> Option<String> {
        let edition = self.edition();
        let own = id.and_then(|id| {
            let place = edition.doc(id)?.head.image.as_ref()?.place;
            match edition.target(id, place.span.start)? {
                Target::File(path) => Some(edition.asset(path)?.out.clone()),
                _ => None,
            }
        });
        let logo = || Some(edition.asset(&edition.logo()?)?.out.clone());
        let base = edition.config().site.base_url.as_deref().filter(|_| edition.is_on_the_web())?;
        Some(format!("{base}{}", own.or_else(logo)?))
    }

    fn data(
        &self,
        page: &Page,
        words: &Wording,
        facts: &PageMeta<'_>,
        ((doc, id), image): ((&Doc, DocId), Option<&str>),
    ) -> Option<String> {
        let facets = &doc.facets;
        let mut row = match (&facets.lesson, &facets.event, &facets.post) {
            (Some(lesson), ..) => self.lesson(words, lesson, id),
            (_, Some(event), _) => self.event(event),
            (.., Some(post)) => self.article(words, post, doc),
            _ => return None,
        };
        let name = if facets.post.is_some() { "headline" } else { "name" };
        row.insert("@context".into(), json!("https://schema.org"));
        row.insert(name.into(), json!(facts.title));
        row.insert("inLanguage".into(), json!(self.edition().lang(id)));
        add(&mut row, "description", facts.summary);
        add(&mut row, "url", self.canonical(&page.path));
        add(&mut row, "image", image);
        add(&mut row, "dateModified", doc.head.updated.map(|day| day.to_string()));
        let text = serde_json::to_string(&row).ok()?;
        // No sign of mark-up may stand in it: `</script>` would end it.
        Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    fn school(&self) -> Value {
        let school = &self.edition().config().school;
        let mut row = kind("ElementarySchool");
        row.insert("name".into(), json!(school.name));
        add(&mut row, "address", school.place.as_deref());
        Value::Object(row)
    }

    fn lesson(&self, words: &Wording, lesson: &Lesson, id: DocId) -> Row {
        let edition = self.edition();
        let mut row = kind("LearningResource");
        add(&mut row, "timeRequired", lesson.minutes.map(|minutes| format!("PT{minutes}M")));
        add(&mut row, "educationalLevel", groups_text(words, &lesson.groups));
        let goals: Vec<String> = lesson.goals.iter().map(|goal| self.frame.filled(goal, edition.lang(id))).collect();
        add(&mut row, "teaches", Some(goals).filter(|goals| !goals.is_empty()));
        let known = lesson.core_goals.iter().filter_map(|goal| edition.goal(&goal.value));
        let aligned: Vec<Value> = known
            .map(|goal| {
                let mut row = kind("AlignmentObject");
                row.insert("alignmentType".into(), json!("teaches"));
                row.insert("targetName".into(), json!(goal.id));
                row.insert("targetDescription".into(), json!(goal.title));
                add(&mut row, "targetUrl", goal.slo.as_ref().map(|id| format!("{SLO}{id}")));
                Value::Object(row)
            })
            .collect();
        add(&mut row, "educationalAlignment", Some(aligned).filter(|rows| !rows.is_empty()));
        row.insert("provider".into(), self.school());
        row
    }

    fn event(&self, event: &Event) -> Row {
        let at = |time: Time| moment(event.date, time);
        let mut row = kind("Event");
        row.insert("startDate".into(), json!(at(event.start)));
        add(&mut row, "endDate", event.end.map(at));
        add(&mut row, "doorTime", event.doors.map(at));
        add(&mut row, "maximumAttendeeCapacity", event.seats);
        let place = event.place.as_ref();
        add(&mut row, "location", place.map(|name| json!({"@type": "Place", "name": name, "address": name})));
        row.insert("organizer".into(), self.school());
        row
    }

    fn article(&self, words: &Wording, post: &Post, doc: &Doc) -> Row {
        let mut row = kind("Article");
        add(&mut row, "datePublished", doc.head.date.map(|day| day.to_string()));
        let groups = groups_text(words, &post.groups);
        add(&mut row, "audience", groups.map(|groups| json!({"@type": "Audience", "audienceType": groups})));
        row.insert("publisher".into(), self.school());
        row.insert("author".into(), self.school());
        row
    }
}

fn kind(name: &str) -> Row {
    Row::from_iter([("@type".to_string(), json!(name))])
}

fn add(row: &mut Row, name: &str, value: Option<impl Serialize>) {
    if let Some(value) = value {
        row.insert(name.into(), json!(value));
    }
}

/// A moment as ISO 8601 writes it, by the clock of the school.
fn moment(day: Date, time: Time) -> String {
    format!("{day}T{:02}:{:02}", time.hour(), time.minute())
}

/// `nl` is `nl_NL`; a language of several countries is named alone.
fn locale(lang: &str) -> String {
    match lang.split_once('-') {
        Some((lang, place)) => format!("{lang}_{}", place.to_uppercase()),
        None if lang == "nl" => "nl_NL".to_string(),
        None => lang.to_string(),
    }
}
