//! Whether a text may point at something: what is hidden from those who read the text is out of its reach.

use super::{Resolver, Target};
use crate::audience::Audience;
use crate::diag::{Code, Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::hiding::{Hiding, Reason};
use crate::source::{Place, Span};

/// A link or an image, as far as it matters what it may point at.
#[derive(Clone, Copy)]
pub struct Pointer<'d> {
    pub dest: &'d str,
    pub span: Span,
    /// Who may see it, by the blocks that it stands in.
    pub from: Audience,
    /// It has words of its own, so that nothing of its target need be shown.
    pub has_text: bool,
}

impl Resolver<'_, '_> {
    /// The target, unless it is out of reach; then nothing, and a finding says why.
    pub(super) fn within_reach(&mut self, to: &Hiding, target: Target, pointer: Pointer<'_>) -> Target {
        let Some((reason, by)) = self.out_of_reach(to, pointer) else { return target };
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

    /// Whether this text may point at a file, as an address that is proposed must.
    pub(super) fn can_show(&self, row: &'static Code, path: &str, pointer: Pointer<'_>) -> bool {
        let hiding = match self.site.find(path) {
            Some(_) if row.id == code::MISSING_IMAGE.id => return false,
            Some(doc) => *self.site.hiding(doc),
            None if self.site.input.assets.contains_key(path) => self.site.hidings.of_file(path),
            None => return false,
        };
        self.out_of_reach(&hiding, pointer).is_none()
    }

    /// What hides the target from somebody who reads this text. To a mark of its own a text may point.
    fn out_of_reach(&self, to: &Hiding, pointer: Pointer<'_>) -> Option<(Reason, DocId)> {
        let own = self.site.hiding(self.id);
        // What is unread because of a finding that has not been lowered will be read, and then all of this counts.
        let is_whole = |by: &DocId| !self.site.doc(*by).faulty;
        let above = own.above.map_or(Audience::Public, |(from, _)| from);
        let unread = own.unread.filter(is_whole).map_or(Audience::Public, |_| Audience::Team);
        let readers = pointer.from.max(above).max(unread);
        let waits_longer = |(day, _): &(_, DocId)| own.later.is_none_or(|(own, _)| own < *day);
        let seen = Hiding {
            draft: to.draft.filter(|_| own.draft.is_none()),
            unread: to.unread.filter(is_whole),
            later: to.later.filter(waits_longer),
            ..*to
        };
        seen.reason(readers, self.site.options.today)
    }

    /// Who reads what stands here: those who may see the text, and the blocks around it.
    pub(super) fn readers(&self, pointer: Pointer<'_>) -> Audience {
        pointer.from.max(self.site.hiding(self.id).from())
    }

    fn refusal(&self, reason: Reason, pointer: Pointer<'_>) -> Finding {
        let place = Place { file: self.doc.file, span: pointer.span };
        let row = match reason {
            Reason::Draft => &code::LINK_TO_DRAFT,
            Reason::Mr | Reason::Team => &code::LINK_TO_TEAM,
            Reason::Unread => &code::LINK_TO_UNREAD,
            Reason::Later(day) => {
                let finding = Finding::new(&code::LINK_TO_UNPUBLISHED, place).with("target", pointer.dest);
                return finding.with("date", day.to_string());
            }
        };
        Finding::new(row, place).with("target", pointer.dest)
    }
}
