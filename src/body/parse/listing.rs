//! Code shows what is in it as it is. So a piece of code that swallowed a wall would show what stands behind that wall.

use super::Builder;
use crate::body::{raw, team};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::Span;

impl<'s> Builder<'s> {
    /// ```` ``` ```` to ```` ``` ````: it must end, and must not go on through the beginning of another piece of code.
    pub(super) fn check_fenced_code(&mut self, span: Span) {
        let text = self.text(span);
        let mut lines = text.split_inclusive('\n');
        let Some(first) = lines.next() else { return };
        let opening = bare(first);
        let sign = if opening.starts_with('~') { '~' } else { '`' };
        let count = opening.chars().take_while(|c| *c == sign).count();
        self.check_language(span, opening.trim_start_matches(sign));
        let closes = |line: &str| line.chars().count() >= count && line.chars().all(|c| c == sign);
        let is_closed = count < 3 || text.lines().skip(1).last().is_some_and(|line| closes(bare(line)));
        let has_wall = self.has_wall(span);
        let mut at = span.start + first.len() as u32;
        let mut again = None;
        for line in lines.filter(|_| has_wall) {
            let signs = bare(line).chars().take_while(|c| *c == sign).count();
            if again.is_none() && signs >= count && count >= 3 && !bare(line)[signs..].trim().is_empty() {
                again = Some(Span { start: at, end: at + line.trim_end().len() as u32 });
            }
            at += line.len() as u32;
        }
        let opens = Span { start: span.start, end: span.start + first.trim_end().len() as u32 };
        if let Some(again) = again.filter(|_| is_closed) {
            self.findings.push(Finding::new(&code::CODE_OVER_WALL, self.place(again)));
        } else if !is_closed {
            // An end that went missing further up turns all that follows inside out.
            let row = if has_wall || self.code_with_walls { &code::CODE_OVER_WALL } else { &code::UNCLOSED_CODE };
            self.findings.push(Finding::new(row, self.place(opens)));
        }
        self.code_with_walls |= has_wall;
    }

    /// Whether a piece of code holds what hides outside code: a fence, a comment, notes.
    fn has_wall(&self, span: Span) -> bool {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        let text = self.text(span);
        let begins_notes = |line: &str| {
            let line = bare(line);
            line.starts_with("???") || line.split_once(':').is_some_and(|(word, _)| team::near(word.trim()).is_some())
        };
        self.fences.get(at).is_some_and(|line| span.contains(line.span.start))
            || text.contains("<!--")
            || text.contains('<') && raw::tags(text).iter().any(|tag| tag.hides == raw::Hides::Yes)
            || text.lines().any(|line| line.len() < 200 && begins_notes(line))
    }

    /// ```` ``` antwoord ````: code is for everybody, whatever it is called.
    fn check_language(&mut self, span: Span, info: &str) {
        let Some(word) = info.split_whitespace().next().filter(|word| !word.starts_with('{')) else { return };
        if team::named(word).is_none() {
            return;
        }
        let Some(at) = self.text(span).find(word) else { return };
        let start = span.start + at as u32;
        let place = self.place(Span { start, end: start + word.len() as u32 });
        self.findings.push(Finding::new(&code::TEAM_MARK, place).with("mark", word));
    }

    /// `    p style="display:none">`: the first sign of a tag that hides is a blank now.
    fn lost_its_start(&self, span: Span) -> bool {
        let line = self.text(span).lines().next().unwrap_or_default().trim();
        let line = &line[..line.floor_char_boundary(200)];
        line.contains('>') && raw::first_tag(&format!("<{line}")).is_some_and(|tag| tag.hides == raw::Hides::Yes)
    }

    /// A block that begins on the first line of such code, and all that stands in it, at the margin.
    fn outdented(&self, fence: Span, code: Span) -> Option<Fix> {
        let from = self.source[..fence.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
        let end = from.max(code.start as usize)
            + self.source[from.max(code.start as usize)..code.end as usize].trim_end().len();
        let text = self.source.get(from..end)?;
        let first = text.len() - text.trim_start_matches([' ', '\t']).len();
        let is_first = from + first == fence.start as usize && code.start as usize <= from + first && first > 0;
        let is_margin =
            self.source[..from].trim_end_matches([' ', '\n']).is_empty() || self.source[..from].ends_with("\n\n");
        let lines = text.lines().map(|line| line.strip_prefix(&text[..first]).unwrap_or(line.trim_start()));
        let right: Vec<&str> = lines.collect();
        (is_first && is_margin).then(|| Fix::guess(Span::new(from..end), right.join("\n")))
    }

    /// Code by indentation is seldom meant, and never with a wall in it.
    pub(super) fn check_indented_code(&mut self, span: Span) {
        let at = self.fences.partition_point(|line| line.span.start < span.start);
        if let Some(line) = self.fences.get(at).filter(|line| span.contains(line.span.start)) {
            let (line, end) = (line.span, self.fences.get(at + 1).map(|next| next.span));
            let fix = self.outdented(line, span);
            // Its end below the code is no second mistake.
            self.forgiven += usize::from(fix.is_some() && end.is_some_and(|end| !span.contains(end.start)));
            self.findings.push(Finding::new(&code::BLOCK_INDENTED, self.place(line)).fixed_by(fix));
            return;
        }
        let text = self.text(span);
        if let Some(at) = text.find("!--") {
            let at = if text[..at].ends_with('<') { at - 1 } else { at };
            let start = span.start + at as u32;
            let length = text[at..].lines().next().map_or(4, |line| line.trim_end().len());
            let place = self.place(Span { start, end: start + length as u32 });
            self.findings.push(Finding::new(&code::NOT_A_COMMENT, place).with("reason", "comment-indented"));
        } else if text.contains("</") && self.lost_its_start(span) {
            let first = text.lines().next().map_or(0, |line| line.trim_end().len()) as u32;
            let place = self.place(Span { start: span.start, end: span.start + first });
            self.findings.push(Finding::new(&code::HIDING_HTML, place).with("tag", raw::tag_name(text)));
        } else if text.contains('<')
            && let Some(tag) = raw::tags(text).into_iter().find(|tag| tag.hides == raw::Hides::Yes)
        {
            let start = span.start + tag.start as u32;
            let place = self.place(Span { start, end: span.start + tag.end as u32 });
            self.findings.push(Finding::new(&code::HIDING_HTML, place).with("tag", tag.name));
        }
    }
}

/// A line without what stands before code in lists and quotes.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}
