//! Which cards the protocol has, and which rules stand on each. Every card asks, so it is found once for an edition.

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use crate::body::{Kind, NodeId};
use crate::doc::{DocId, Incident, Rule};
use crate::kind::collection::{PROTOCOL, in_protocol};
use crate::slug;

/// The page that leads to the cards with the steps, without the ending of its file; theirs begin with it.
pub const STEPS: &str = in_protocol!("stappenkaart");

/// Whose card it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Everybody's, at an incident of this kind.
    Steps(Incident),
    /// That of the role with this name, and of those that end up under the same one.
    Role { words: Vec<String>, label: String },
}

/// The block of a rule.
pub struct RuleBlock {
    pub doc: DocId,
    pub node: NodeId,
    /// Its first byte, by which the document knows the rule.
    at: u32,
}

#[derive(Default)]
pub struct Cards {
    /// In the order of their numbers.
    blocks: Vec<RuleBlock>,
    /// By the name of the file without its ending: those with the steps first.
    owners: Vec<(String, Owner)>,
    /// Which blocks have steps at an incident of this kind, and which name this role.
    by_incident: Vec<(Incident, Vec<usize>)>,
    by_role: BTreeMap<String, Vec<usize>>,
}

impl Edition<'_> {
    pub fn cards(&self) -> &Cards {
        self.cards.get_or_init(|| Cards::new(self))
    }

    /// The rules on a card, each with its block, in the order of their numbers. A rule holds for a role when it names the
    /// role, or something that the role is a kind of.
    pub fn rules_on(&self, owner: &Owner) -> Vec<(&Rule, &RuleBlock)> {
        let cards = self.cards();
        let named = |word: &str| cards.by_role.get(word).into_iter().flatten().copied();
        let on: BTreeSet<usize> = match owner {
            Owner::Steps(kind) => {
                let own = cards.by_incident.iter().filter(|(incident, _)| incident == kind);
                own.flat_map(|(_, blocks)| blocks).copied().collect()
            }
            Owner::Role { words, .. } => {
                words.iter().flat_map(|word| self.config().kinds_of(word)).flat_map(named).collect()
            }
        };
        on.into_iter().filter_map(|at| self.rule_of(&cards.blocks[at])).collect()
    }

    fn rule_of<'b>(&self, block: &'b RuleBlock) -> Option<(&Rule, &'b RuleBlock)> {
        Some((self.doc(block.doc)?.rule_at(block.at)?, block))
    }
}

impl Cards {
    fn new(edition: &Edition<'_>) -> Self {
        let mut cards = Cards::default();
        let lists = edition.collections();
        for id in lists.charter.iter().chain(&lists.chapters) {
            let Some((doc, body)) = edition.get(*id) else { continue };
            let blocks = body.blocks(Kind::Rule).map(|(node, _)| (node, body.span(node).start));
            let rules = blocks.filter_map(|(node, at)| Some((doc.rule_at(at)?, node, at)));
            rules.for_each(|(rule, node, at)| cards.add(rule, RuleBlock { doc: *id, node, at }));
        }
        cards.name(edition);
        cards
    }

    fn add(&mut self, rule: &Rule, block: RuleBlock) {
        let at = self.blocks.len();
        self.blocks.push(block);
        for incident in Incident::ALL.into_iter().filter(|incident| is_step(rule, *incident)) {
            match self.by_incident.iter_mut().find(|(known, _)| *known == incident) {
                Some((_, blocks)) => blocks.push(at),
                None => self.by_incident.push((incident, vec![at])),
            }
        }
        for role in &rule.who {
            self.by_role.entry(role.clone()).or_default().push(at);
        }
    }

    /// Finds whose cards there are.
    fn name(&mut self, edition: &Edition<'_>) {
        let config = edition.config();
        let has_steps = |incident: &Incident| self.by_incident.iter().any(|(known, _)| known == incident);
        let steps = Incident::ALL.into_iter().filter(has_steps);
        let steps = steps.map(|incident| (stem_of_steps(incident), Owner::Steps(incident)));
        let has_rules = |role: &&str| config.kinds_of(role).any(|kind| self.by_role.contains_key(kind));
        let words = config.roles.keys().chain(self.by_role.keys()).map(String::as_str);
        let all: BTreeSet<&str> = words.filter(has_rules).collect();
        let mut roles: BTreeMap<String, (Vec<String>, String)> = BTreeMap::new();
        for role in all {
            let stem = format!("{}kaart-{}", PROTOCOL.folder, slug::of_text(role));
            let row = roles.entry(stem).or_insert_with(|| (Vec::new(), config.role(role).to_string()));
            row.0.push(role.to_string());
        }
        let roles = roles.into_iter().map(|(stem, (words, label))| (stem, Owner::Role { words, label }));
        self.owners = steps.chain(roles).collect();
    }

    pub fn owners(&self) -> &[(String, Owner)] {
        &self.owners
    }

    /// Whose card has this name.
    pub fn owner(&self, name: &str) -> Option<&Owner> {
        let roles = self.owners.partition_point(|(_, owner)| matches!(owner, Owner::Steps(_)));
        let (steps, roles) = self.owners.split_at(roles);
        let role = || Some(&roles[roles.binary_search_by(|(stem, _)| stem.as_str().cmp(name)).ok()?]);
        steps.iter().find(|(stem, _)| stem == name).or_else(role).map(|(_, owner)| owner)
    }
}

pub fn stem_of_steps(incident: Incident) -> String {
    format!("{STEPS}-{}", incident.word())
}

fn is_step(rule: &Rule, incident: Incident) -> bool {
    rule.when.is_some() && rule.incident.is_none_or(|own| own == incident)
}
