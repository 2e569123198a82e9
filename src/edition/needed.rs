//! Which editions a school needs, where it does not say so.

use crate::audience::Audience;
use crate::doc::DocId;
use crate::site::Site;

/// The public's and the team's, and the council's where there is something for it that the public has not.
pub fn needed(site: &Site<'_>) -> Vec<Audience> {
    let is_needed = |audience: &Audience| *audience != Audience::Mr || has_council(site);
    Audience::ALL.into_iter().filter(is_needed).collect()
}

/// An evening to plan, changes of the protocol, or something that says `mr`.
fn has_council(site: &Site<'_>) -> bool {
    let is_of_council = |id: DocId| {
        let doc = site.doc(id);
        let is_own = site.hiding(id).from() == Audience::Mr || doc.body.divs.iter().any(|div| div.from == Audience::Mr);
        (is_own || doc.facets.event.is_some()) && site.shows(id, Audience::Mr)
    };
    !site.data.changes.rows.is_empty()
        || site.data.contacts.rows.iter().any(|contact| contact.from == Audience::Mr)
        || site.ids().any(is_of_council)
}
