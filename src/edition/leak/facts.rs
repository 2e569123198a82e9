//! The texts of a document's head and facets: which anybody may see who may see the document, and which fewer may.

use crate::doc::{Doc, Event, Lesson};
use crate::front::Spanned;

/// What stands beside the text and is not for everybody who may see the document: an edition has those that it may see.
pub fn guarded(doc: &Doc) -> impl Iterator<Item = &Spanned> {
    let substitute = doc.facets.lesson.iter().filter_map(|lesson| lesson.substitute.as_ref());
    let of_event = doc.facets.event.iter().flat_map(|event| {
        let of_roles = event.roles.iter().filter_map(|role| role.task.as_ref());
        let needs = event.programme.iter().flat_map(|part| &part.needs);
        event.tasks.iter().map(|task| &task.what).chain(of_roles).chain(needs)
    });
    let cards = doc.facets.rules.iter().flatten().filter_map(|rule| rule.card.as_ref());
    substitute.chain(of_event).chain(cards)
}

/// What says in a head what the text is about.
pub fn summaries<'a>(doc: &'a Doc, give: &mut impl FnMut(&'a str)) {
    let post = doc.facets.post.as_ref();
    let of_post = post.into_iter().flat_map(|post| [&post.subject, &post.teaser]).flatten();
    doc.head.summary.iter().chain(of_post).for_each(|text| give(text));
}

/// All else that stands beside the text and is seen with the document, but for its title.
pub fn open<'a>(doc: &'a Doc, give: &mut impl FnMut(&'a str)) {
    let (head, facets) = (&doc.head, &doc.facets);
    head.tags.iter().for_each(|text| give(text));
    head.image.iter().chain(&head.slug).chain(&head.aliases).for_each(|item| give(&item.value));
    if let Some(lesson) = &facets.lesson {
        of_lesson(lesson, give);
    }
    facets.module.iter().filter_map(|module| module.theme.as_ref()).for_each(|text| give(text));
    facets.post.iter().filter_map(|post| post.contact.as_ref()).for_each(|text| give(text));
    if let Some(event) = &facets.event {
        of_event(event, give);
    }
    if let Some(charter) = &facets.charter {
        [&charter.version, &charter.adopted_by].into_iter().flatten().for_each(|text| give(text));
        charter.owner.iter().for_each(|owner| give(&owner.value));
    }
    guarded(doc).for_each(|item| give(&item.value));
}

fn of_lesson<'a>(lesson: &'a Lesson, give: &mut impl FnMut(&'a str)) {
    let lists = [&lesson.goals, &lesson.competences, &lesson.materials, &lesson.preparation, &lesson.lines];
    lists.into_iter().flatten().chain(&lesson.theme).for_each(|text| give(text));
    [&lesson.core_goals, &lesson.terms].into_iter().flatten().for_each(|item| give(&item.value));
}

fn of_event<'a>(event: &'a Event, give: &mut impl FnMut(&'a str)) {
    let texts = [&event.place, &event.audience, &event.signup, &event.organiser];
    texts.into_iter().flatten().for_each(|text| give(text));
    for part in &event.programme {
        give(&part.what);
        part.who.iter().chain(&part.place).for_each(|item| give(&item.value));
        part.note.iter().for_each(|text| give(text));
    }
}
