//! The day of a build.

use std::sync::Arc;

use jiff::civil::Date;

use crate::data::Photo;
use crate::doc::Doc;
use crate::site::Site;

/// Which day it was, and whether that matters to this school: a text is published from a day on, an evening or the Week
/// can be over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildDay {
    pub day: Option<Date>,
    pub matters: bool,
    /// The school's own `krijt.yaml` says so.
    pub is_of_school: bool,
}

impl BuildDay {
    pub fn of(site: &Site<'_>) -> BuildDay {
        let day = site.options.today;
        let is_dated = |doc: &Arc<Doc>| doc.head.publish_from.is_some() || doc.facets.event.is_some();
        let matters = site.config.week.is_some()
            || site.data.photos.rows.iter().any(Photo::has_last_day)
            || site.docs.iter().any(is_dated);
        BuildDay { day, matters, is_of_school: site.config.today.is_some_and(|own| Some(own) == day) }
    }
}
