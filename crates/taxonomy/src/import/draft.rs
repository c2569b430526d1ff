//! The taxonomy while it is being read.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ImportError;
use super::pillar::Pillars;
use super::report::{ImportReport, Log, Totals, Unread};
use super::{Imported, crosswalk};
use crate::builder::Builder;
use crate::code::{Isco, Ssyk, Styrk};
use crate::concept::ConceptKind;
use crate::concept_id::ConceptId;
use crate::label::LabelKind;
use crate::relation::{MatchKind, Relation};

pub(super) const UNKNOWN: &str = "names a concept that is not in the taxonomy";
pub(super) const NO_ID: &str = "is not the id of a concept";
const ITSELF: &str = "relates a concept to itself";
const MAPPED_TWICE: &str = "maps two concepts that are already mapped otherwise";
const DEMOTED: &str = "is an exact match to several concepts: taken as a close match";

/// What has been read so far.
pub(super) struct Draft {
    pub(super) builder: Builder,
    pub(super) log: Log,
    /// What tells ESCO's skills from its knowledge.
    pub(super) pillars: Pillars,
    /// JobTech concepts by kind and lower-case label.
    pub(super) named: BTreeMap<(ConceptKind, String), ConceptId>,
    /// Every pair of the SSYK–ISCO key: the kind follows from all together.
    ssyk_isco: BTreeSet<(Ssyk, Isco)>,
    /// Withdrawn ids, what stands for each, and the file that says so.
    aliases: BTreeMap<ConceptId, (ConceptId, usize)>,
    /// From the smaller id to the larger, with the file that says so.
    mappings: BTreeMap<(ConceptId, ConceptId), (MatchKind, usize)>,
    /// Groups of SSYK and STYRK, and whether one has a label.
    groups: BTreeMap<ConceptId, bool>,
}

impl Draft {
    pub(super) fn new(name: String, unread: Vec<Unread>) -> Self {
        Self {
            builder: Builder::new(name),
            log: Log { report: ImportReport { unread, ..ImportReport::default() } },
            pillars: Pillars::default(),
            named: BTreeMap::new(),
            ssyk_isco: BTreeSet::new(),
            aliases: BTreeMap::new(),
            mappings: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// The concept that an id stands for, if there is one.
    pub(super) fn find(&self, id: ConceptId) -> Option<ConceptId> {
        let mut id = id;
        for _ in 0..=self.aliases.len() {
            if self.builder.contains(id) {
                return Some(id);
            }
            id = self.aliases.get(&id)?.0;
        }
        None
    }

    /// The concept that a text names, or what is wrong with it.
    pub(super) fn parse(&self, text: &str) -> Result<ConceptId, &'static str> {
        let id = text.parse().map_err(|_| NO_ID)?;
        self.find(id).ok_or(UNKNOWN)
    }

    /// Says that `id` is another name of `by`, which may still be unread.
    pub(super) fn alias(&mut self, id: ConceptId, by: ConceptId) {
        if id != by && !self.builder.contains(id) {
            self.aliases.entry(id).or_insert((by, self.log.file()));
        }
    }

    /// Adds a group of SSYK or STYRK and every group it lies in.
    pub(super) fn group(&mut self, group: ConceptId, label: &str) {
        let mut inner = group;
        self.builder.concept(inner, ConceptKind::OccupationGroup);
        self.groups.entry(inner).or_default();
        while let Some(outer) = outer_group(inner) {
            self.builder.concept(outer, ConceptKind::OccupationGroup);
            self.builder.relation(inner, Relation::Broader, outer);
            self.groups.entry(outer).or_default();
            inner = outer;
        }
        if !label.is_empty() {
            self.builder.label(group, group_language(group), LabelKind::Preferred, label);
            self.groups.insert(group, true);
        }
    }

    /// Adds the relation that a row states between two texts.
    pub(super) fn relate(&mut self, line: Option<u64>, from: &str, relation: Relation, to: &str) {
        match self.pair(from, to) {
            Ok((from, to)) => {
                self.builder.relation(from, relation, to);
                self.log.used();
            }
            Err((what, text)) => self.log.problem(line, what, text),
        }
    }

    /// Adds the mapping that a row states: `from` has `to` as a match of `kind`.
    pub(super) fn map(&mut self, line: Option<u64>, from: &str, kind: MatchKind, to: &str) {
        let (from, to) = match self.pair(from, to) {
            Ok(pair) => pair,
            Err((what, text)) => return self.log.problem(line, what, text),
        };
        let (pair, kind) =
            if from < to { ((from, to), kind) } else { ((to, from), kind.inverse()) };
        let file = self.log.file();
        let known = self.mappings.entry(pair).or_insert((kind, file)).0;
        if known == kind {
            self.log.used();
        } else {
            self.log.problem(line, MAPPED_TWICE, &format!("{} and {}", pair.0, pair.1));
        }
    }

    /// Adds a pair of the SSYK–ISCO key, unless its ISCO group is unknown.
    pub(super) fn pair_groups(&mut self, line: Option<u64>, ssyk: Ssyk, isco: Isco) -> bool {
        let known = self.builder.contains(ConceptId::Isco(isco));
        if known {
            self.ssyk_isco.insert((ssyk, isco));
            self.log.used();
        } else {
            self.log.problem(line, UNKNOWN, &format!("ISCO {isco}, for SSYK {ssyk}"));
        }
        known
    }

    fn pair<'t>(
        &self,
        from: &'t str,
        to: &'t str,
    ) -> Result<(ConceptId, ConceptId), (&'static str, &'t str)> {
        let first = self.parse(from).map_err(|what| (what, from))?;
        let second = self.parse(to).map_err(|what| (what, to))?;
        if first == second { Err((ITSELF, to)) } else { Ok((first, second)) }
    }

    /// Compiles what has been read.
    pub(super) fn finish(mut self) -> Result<Imported, ImportError> {
        self.name_groups();
        self.pillars.settle(&mut self.builder, &mut self.log);
        for ((ssyk, isco), kind) in crosswalk::ssyk_isco_kinds(&self.ssyk_isco) {
            // One-to-one where exact, so never demoted.
            self.builder.mapping(ssyk, kind, isco);
        }
        self.demote();
        for (&(from, to), &(kind, _)) in &self.mappings {
            self.builder.mapping(from, kind, to);
        }
        self.replace();
        let taxonomy = self.builder.build()?;
        let mut report = self.log.report;
        report.totals = Totals::of(&taxonomy);
        Ok(Imported { taxonomy, report })
    }

    /// A group that only follows from a code inside it is named by its code.
    fn name_groups(&mut self) {
        for (&group, _) in self.groups.iter().filter(|(_, labelled)| !**labelled) {
            let name = match group {
                ConceptId::Ssyk(code) => format!("SSYK 2012 {code}"),
                ConceptId::Styrk(code) => format!("STYRK-08 {code}"),
                other => other.to_string(),
            };
            self.builder.label(group, group_language(group), LabelKind::Preferred, &name);
        }
    }

    /// An exact match makes one concept of two. Where a table has several for
    /// one concept, it would make one of unrelated concepts too.
    fn demote(&mut self) {
        let mut partners: BTreeMap<(ConceptId, u8), usize> = BTreeMap::new();
        let exact = |kind: &MatchKind| *kind == MatchKind::Exact;
        for (&(from, to), _) in self.mappings.iter().filter(|(_, (kind, _))| exact(kind)) {
            *partners.entry((from, system(to))).or_default() += 1;
            *partners.entry((to, system(from))).or_default() += 1;
        }
        for (&(from, to), (kind, file)) in self.mappings.iter_mut().filter(|(_, m)| exact(&m.0)) {
            if partners[&(from, system(to))] > 1 || partners[&(to, system(from))] > 1 {
                *kind = MatchKind::Close;
                self.log.problem_in(*file, None, DEMOTED, &format!("{from} and {to}"));
            }
        }
    }

    /// Passes on the aliases that lead somewhere.
    fn replace(&mut self) {
        for (&id, &(by, file)) in &self.aliases {
            match self.find(by) {
                Some(_) if self.builder.contains(id) => {}
                Some(by) => {
                    self.builder.replaced(id, by);
                }
                None => self.log.problem_in(file, None, UNKNOWN, &format!("{id}, now {by}")),
            }
        }
    }
}

/// Which system an id belongs to.
fn system(id: ConceptId) -> u8 {
    match id {
        ConceptId::Occupation(_) | ConceptId::Skill(_) => 0,
        ConceptId::Isco(_) => 1,
        ConceptId::IscedField(_) => 2,
        ConceptId::Ssyk(_) => 3,
        ConceptId::Styrk(_) => 4,
        ConceptId::JobTech(_) => 5,
    }
}

fn outer_group(group: ConceptId) -> Option<ConceptId> {
    match group {
        ConceptId::Ssyk(code) => Ssyk::broader(code).map(ConceptId::Ssyk),
        ConceptId::Styrk(code) => Styrk::broader(code).map(ConceptId::Styrk),
        _ => None,
    }
}

fn group_language(group: ConceptId) -> &'static str {
    if matches!(group, ConceptId::Styrk(_)) { "no" } else { "sv" }
}
