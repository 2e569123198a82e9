//! Who treats what: each goal of the curriculum in which lessons, each line in which group, each rule of the protocol where; and
//! what nobody treats.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Edition, NumberedRule};
use crate::data::Goal;
use crate::doc::DocId;

/// The groups of a primary school.
pub const GROUPS: std::ops::RangeInclusive<u8> = 1..=8;

/// A goal, and the lessons that work on it.
pub struct TreatedGoal<'e> {
    pub goal: &'e Goal,
    pub lessons: Vec<DocId>,
}

/// What goes through all groups, as lessons name it, and the lessons that do.
pub struct TaughtLine<'e> {
    /// As the first lesson has it.
    pub name: &'e str,
    pub lessons: Vec<DocId>,
    /// Groups that have lessons, but none of this line.
    pub lacking: Vec<u8>,
}

/// A rule, and the documents that treat it.
pub struct TreatedRule<'e> {
    pub rule: NumberedRule<'e>,
    pub docs: Vec<DocId>,
}

/// What is missing. A goal holds for the whole school: that a group has no lesson for it is no gap.
#[derive(Clone, Copy)]
pub enum CoverageGap<'e> {
    Goal(&'e Goal),
    Group(u8),
    /// A group that has lessons has none of this line.
    Line(&'e str, u8),
    Rule(NumberedRule<'e>),
}

#[derive(Default)]
pub struct Coverage<'e> {
    /// None where there are no lessons.
    pub goals: Vec<TreatedGoal<'e>>,
    /// In the order in which lessons first name them.
    pub lines: Vec<TaughtLine<'e>>,
    /// In the order of their numbers.
    pub rules: Vec<TreatedRule<'e>>,
    /// For which groups each lesson is.
    groups: HashMap<DocId, &'e [u8]>,
}

impl<'e> Coverage<'e> {
    /// Is there anything that can be treated?
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty() && self.rules.is_empty()
    }

    /// For which groups a lesson is.
    pub fn groups(&self, lesson: DocId) -> &'e [u8] {
        self.groups.get(&lesson).copied().unwrap_or_default()
    }

    pub fn gaps(&self) -> impl Iterator<Item = CoverageGap<'e>> + '_ {
        let has_lessons = !self.goals.is_empty();
        let goals = self
            .goals
            .iter()
            .filter(|row| row.lessons.is_empty() && !row.goal.of_school)
            .map(|row| CoverageGap::Goal(row.goal));
        let taught = taught(&self.groups);
        let groups = GROUPS.filter(move |group| has_lessons && !taught.contains(group));
        let rules = self.rules.iter().filter(|row| row.docs.is_empty()).map(|row| CoverageGap::Rule(row.rule));
        let of_line = |row: &TaughtLine<'e>| {
            let name = row.name;
            row.lacking.clone().into_iter().map(move |group| CoverageGap::Line(name, group))
        };
        goals.chain(groups.map(CoverageGap::Group)).chain(self.lines.iter().flat_map(of_line)).chain(rules)
    }
}

fn taught(groups: &HashMap<DocId, &[u8]>) -> BTreeSet<u8> {
    groups.values().copied().flatten().copied().collect()
}

impl Edition<'_> {
    /// Is there a lesson or a rule, so that coverage says something?
    pub fn has_coverage(&self) -> bool {
        let lists = self.collections();
        let parts = lists.charter.iter().chain(&lists.chapters);
        lists.modules.iter().any(|row| !row.lessons.is_empty())
            || parts.filter_map(|id| self.doc(*id)).any(|doc| doc.facets.rules.iter().flatten().next().is_some())
    }

    pub fn coverage(&self) -> Coverage<'_> {
        let lists = self.collections();
        let mut lessons: HashMap<&str, Vec<DocId>> = HashMap::new();
        let mut groups = HashMap::new();
        let mut lines: Vec<TaughtLine<'_>> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (id, lesson) in self.lessons() {
            groups.insert(id, &lesson.groups[..]);
            for goal in &lesson.core_goals {
                let row = lessons.entry(goal.value.as_str()).or_default();
                if row.last() != Some(&id) {
                    row.push(id);
                }
            }
            for name in &lesson.lines {
                let place = *places.entry(name.to_lowercase()).or_insert(lines.len());
                if place == lines.len() {
                    lines.push(TaughtLine { name, lessons: Vec::new(), lacking: Vec::new() });
                }
                if let Some(line) = lines.get_mut(place).filter(|line| line.lessons.last() != Some(&id)) {
                    line.lessons.push(id);
                }
            }
        }
        for line in &mut lines {
            let has =
                |group: &u8| line.lessons.iter().any(|id| groups.get(id).is_some_and(|of: &&[u8]| of.contains(group)));
            line.lacking = taught(&groups).into_iter().filter(|group| !has(group)).collect();
        }
        let goals = self.goals().iter().filter(|_| !groups.is_empty());
        let goals =
            goals.map(|goal| TreatedGoal { goal, lessons: lessons.remove(goal.id.as_str()).unwrap_or_default() });
        let goals = goals.collect();
        let parts = lists.charter.iter().chain(&lists.chapters).filter_map(|id| self.doc(*id));
        let rules = parts.flat_map(|doc| doc.facets.rules.iter().flatten()).filter_map(|rule| self.rule(&rule.id));
        let rules = rules.map(|rule| TreatedRule { rule, docs: self.mentions(&rule.rule.id).collect() });
        Coverage { goals, lines, rules: rules.collect(), groups }
    }
}
