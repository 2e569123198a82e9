//! What is to be done and what happens in a school year, as far as an edition has it.

use super::Edition;
use crate::audience::Audience;
use crate::data::YearTask;

impl<'a> Edition<'a> {
    /// What comes back every year: that is the council's and the team's.
    pub fn year_tasks(&self) -> impl Iterator<Item = &'a YearTask> {
        self.site.data.year_tasks.rows.iter().filter(|task| self.audience.sees(task.from))
    }

    /// Is there a plan of the year: anything that has a day or a month, for those who plan?
    pub fn has_year(&self) -> bool {
        let (config, lists) = (self.config(), &self.collections);
        let has_days = config.week.is_some() || !lists.evenings.is_empty() || !lists.posts.is_empty();
        self.audience.sees(Audience::Mr) && (has_days || self.year_tasks().next().is_some())
    }
}
