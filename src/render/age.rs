//! What a translation says of its original, in the language of its readers: that a part of it is older, that one is not there.

use super::letter::linked;
use super::lines::to_page;
use super::tree::{Accent, Element, Inline, Line};
use super::{EditionContext, Medium};
use crate::doc::DocId;
use crate::language;

impl EditionContext<'_> {
    /// What a reader must know of the part whose heading starts at this byte, or of the beginning.
    pub(super) fn age_of(&self, id: DocId, heading: Option<u32>, medium: Medium<'_>) -> Vec<Element<'_>> {
        let Some(age) = self.edition.age(id) else { return Vec::new() };
        let is_old = heading.map_or(age.is_old_at_top, |at| age.old.contains(&at));
        let lacks_a_part = heading.is_none() && age.lacks_a_part;
        let keys = [(is_old, "language.older_part"), (lacks_a_part, "language.new_part")];
        let said = keys.into_iter().filter(|(is_so, _)| *is_so);
        let lines = said.filter_map(|(_, key)| self.of_original(id, medium, key, None));
        lines.map(|line| Element::Paragraph(vec![Inline::Styled(Accent::Tag("small"), line)])).collect()
    }

    /// What krijt says with the language of the original in it, and the way there; nothing where there is no other.
    pub(super) fn of_original(
        &self,
        id: DocId,
        medium: Medium<'_>,
        key: &'static str,
        place: Option<&str>,
    ) -> Option<Line<'_>> {
        let (words, lang) = (self.words(id), self.edition.lang(id));
        let original = self.edition.collections().translations.of(id).first().filter(|original| **original != id)?;
        let of_original = self.edition.lang(*original);
        let leads = to_page(medium, &self.edition.route(*original).path, place);
        let dir = Some(language::direction(of_original)).filter(|dir| *dir != language::direction(lang));
        let name = Inline::Apart { lang: Some(of_original), dir, text: language::name(of_original).into() };
        const PLACE: &str = "\u{1}";
        let told = words.with(key, &[("language", PLACE)]);
        let (before, after) = told.split_once(PLACE).unwrap_or((&told, ""));
        let (before, after) = (before.to_string(), after.to_string());
        Some(vec![Inline::Text(before.into()), linked(leads, name), Inline::Text(after.into())])
    }
}
