//! Where photos may be shown, by the school's list of them.

use std::collections::BTreeSet;

use super::{Site, Target};
use crate::body::{NodeId, Tag};
use crate::data::PhotoUse;
use crate::doc::DocId;

impl Site<'_> {
    /// Is there a photo that may be shown in one place and not in another?
    pub fn has_listed_photos(&self) -> bool {
        !self.data.photos.rows.is_empty()
    }

    /// May a file be shown in all these places on this day? What holds for it holds for each file with the same bytes.
    pub fn may_show(&self, path: &str, uses: &[PhotoUse]) -> bool {
        let allows = |path: &str| {
            let row = self.data.photos.get(path);
            row.is_none_or(|row| uses.iter().all(|of| row.allows(*of, self.options.today)))
        };
        let copies = self.asset(path).map_or(&[][..], |(_, asset)| &asset.copies);
        allows(path) && copies.iter().all(|copy| allows(copy))
    }

    /// The pictures of a document that may not be shown in all these places.
    pub fn withheld(&self, id: DocId, uses: &[PhotoUse]) -> BTreeSet<NodeId> {
        if !self.has_listed_photos() {
            return BTreeSet::new();
        }
        let (body, targets) = (&self.doc(id).body, &self.targets[id.0 as usize]);
        // What is seen of a film before it starts is in it, too.
        let poster = |path: &str| self.films.get(path).and_then(|parts| parts.poster.as_deref());
        let may_show =
            |path: &str| self.may_show(path, uses) && poster(path).is_none_or(|path| self.may_show(path, uses));
        let is_withheld = |node: &NodeId| match (body.tag(*node), targets.get(body.span(*node).start)) {
            (Tag::Image(_), Some(Target::File(path))) => !may_show(path),
            _ => false,
        };
        body.all().filter(is_withheld).collect()
    }
}
