//! Whether a text may point at something: what is hidden from those who read the text is out of its reach.

use super::{Resolver, Target};
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::hiding::{Hiding, Reason};
use crate::source::{Place, Span};

/// A link or an image, as far as it matters what it may point at.
#[derive(Clone, Copy)]
pub struct Pointer<'d> {
    pub dest: &'d str,
    pub span: Span,
    /// It stands in a block that is for the team only.
    pub in_team_block: bool,
    /// It has words of its own, so that nothing of its target need be shown.
    pub has_text: bool,
}

impl Resolver<'_, '_> {
    /// The target, unless it is out of reach; then nothing, and a finding says why.
    pub(super) fn within_reach(&mut self, to: &Hiding, target: Target, pointer: Pointer<'_>) -> Target {
        let Some((reason, by)) = self.out_of_reach(to, pointer.in_team_block) else { return target };
        // With `--drafts` the team sees both ends; the public gets the words without the link. A file would go along.
        let is_shown = self.site.options.drafts && pointer.has_text && !matches!(target, Target::File(_));
        if reason == Reason::Draft && is_shown {
            return target;
        }
        let finding = self.refusal(reason, pointer);
        // A list is hidden by what it lists, which is no whole of it.
        let is_part = match target {
            Target::Doc { doc, .. } => doc != by,
            Target::File(_) => true,
            _ => false,
        };
        let whole = (is_part && reason != Reason::Unread).then(|| self.relative_to_here(self.site.path(by)));
        self.report(finding.maybe("whole", whole))
    }

    /// What hides the target from somebody who reads this text. To a mark of its own a text may point.
    fn out_of_reach(&self, to: &Hiding, in_team_block: bool) -> Option<(Reason, DocId)> {
        let from = self.site.hiding(self.id);
        let today = self.site.options.today;
        // What is unread because of a finding that has not been lowered will be read, and then all of this counts.
        let is_whole = |by: &DocId| !self.site.doc(*by).faulty;
        let in_team = in_team_block || from.team.is_some() || from.unread.as_ref().is_some_and(is_whole);
        let draft = to.draft.filter(|_| from.draft.is_none()).map(|by| (Reason::Draft, by));
        let team = to.team.filter(|_| !in_team).map(|by| (Reason::Team, by));
        let unread = to.unread.filter(|by| !in_team && is_whole(by)).map(|by| (Reason::Unread, by));
        let waits_longer = |day| from.from.is_none_or(|(own, _)| own < day) && today.is_none_or(|today| today < day);
        let later = to.from.filter(|(day, _)| !in_team && waits_longer(*day));
        draft.or(team).or(unread).or(later.map(|(day, by)| (Reason::Later(day), by)))
    }

    fn refusal(&self, reason: Reason, pointer: Pointer<'_>) -> Finding {
        let place = Place { file: self.doc.file, span: pointer.span };
        let row = match reason {
            Reason::Draft => &code::LINK_TO_DRAFT,
            Reason::Team => &code::LINK_TO_TEAM,
            Reason::Unread => &code::LINK_TO_UNREAD,
            Reason::Later(day) => {
                let finding = Finding::new(&code::LINK_TO_UNPUBLISHED, place).with("target", pointer.dest);
                return finding.with("date", day.to_string());
            }
        };
        Finding::new(row, place).with("target", pointer.dest)
    }
}
