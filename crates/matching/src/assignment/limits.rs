//! Limits beyond a need's seats: an employer's, a supervisor's, a priority
//! group's.

use std::collections::BTreeMap;

use super::{Groups, Plan};

/// At most so many people in some needs together, perhaps of one group only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it is called, in errors and reports.
    pub name: String,
    /// How many people at most.
    pub most: u32,
    /// The needs it covers, from 0.
    pub needs: Vec<u32>,
    /// Counts only people with this label; everybody where there is none.
    pub group: Option<u32>,
}

/// Limits that speak of needs and groups that there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    limits: Vec<Limit>,
    /// How many needs there are.
    needs: usize,
}

/// Why limits do not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LimitsError {
    /// A limit names a need that there is not.
    #[error("limit `{limit}` names need {need}: expected one of {needs}")]
    NoSuchNeed {
        /// The limit.
        limit: String,
        /// The need it names.
        need: u32,
        /// How many there are.
        needs: usize,
    },
    /// A limit names a group that there is not.
    #[error("limit `{limit}` names group {group}: expected one of {groups}")]
    NoSuchGroup {
        /// The limit.
        limit: String,
        /// The group it names.
        group: u32,
        /// How many there are.
        groups: usize,
    },
}

/// A plan that breaks a limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("limit `{limit}` is exceeded: {found} people, expected at most {most}")]
pub struct Exceeded {
    /// The limit.
    pub limit: String,
    /// The people it counts.
    pub found: u32,
    /// How many there may be.
    pub most: u32,
}

impl Limits {
    /// Limits on `needs` needs and `groups` groups (0 where nobody is
    /// labelled).
    ///
    /// # Errors
    ///
    /// When a limit names a need or a group that there is not.
    pub fn new(limits: Vec<Limit>, needs: usize, groups: usize) -> Result<Self, LimitsError> {
        for limit in &limits {
            if let Some(&need) = limit.needs.iter().find(|need| **need as usize >= needs) {
                return Err(LimitsError::NoSuchNeed { limit: limit.name.clone(), need, needs });
            }
            if let Some(group) = limit.group.filter(|group| *group as usize >= groups) {
                return Err(LimitsError::NoSuchGroup { limit: limit.name.clone(), group, groups });
            }
        }
        let mut limits = limits;
        for limit in &mut limits {
            limit.needs.sort_unstable();
            limit.needs.dedup();
        }
        Ok(Self { limits, needs })
    }

    /// How many needs there are, limited or not.
    #[must_use]
    pub fn needs(&self) -> usize {
        self.needs
    }

    /// Each limit; its needs are sorted, each once.
    #[must_use]
    pub fn all(&self) -> &[Limit] {
        &self.limits
    }

    /// Checks that a plan keeps to every limit.
    ///
    /// # Errors
    ///
    /// When it breaks one; the first is named.
    pub fn check(&self, plan: &Plan, groups: Option<&Groups>) -> Result<(), Exceeded> {
        let mut everybody: BTreeMap<u32, u32> = BTreeMap::new();
        let mut by_group: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (participant, need) in plan.pairs() {
            *everybody.entry(need).or_default() += 1;
            if let Some(groups) = groups {
                *by_group.entry((groups.labels()[participant], need)).or_default() += 1;
            }
        }
        for limit in &self.limits {
            let counted = |need: &u32| match limit.group {
                Some(group) => by_group.get(&(group, *need)),
                None => everybody.get(need),
            };
            let found = limit.needs.iter().filter_map(counted).sum();
            if found > limit.most {
                return Err(Exceeded { limit: limit.name.clone(), found, most: limit.most });
            }
        }
        Ok(())
    }
}
