//! Views of who is there that follow each other, and tell nobody by how they
//! differ.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;
use serde::{Deserialize, Serialize};

use super::released::{Release, ReleaseError, Released};
use super::supply::{Group, Offered, Precision, Rest, Supplied, supply};

/// Who is in the groups of a view, and who is in none.
///
/// The next edition keeps a group as it was told until nobody, or at least `k`
/// people, came to it, and nobody or at least `k` left it: a count that grows
/// by one tells of the one who came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    k: usize,
    precision: Precision,
    groups: BTreeMap<Group, BTreeSet<ParticipantId>>,
    rest: BTreeSet<ParticipantId>,
}

/// An edition that is being made.
#[derive(Default)]
struct Draft {
    groups: BTreeMap<Group, BTreeSet<ParticipantId>>,
    /// Those too small to be told.
    small: BTreeMap<Group, BTreeSet<ParticipantId>>,
    rest: BTreeSet<ParticipantId>,
}

/// The members of an edition's groups without what they have in common, for
/// comparison with later ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Members(pub Vec<BTreeSet<ParticipantId>>);

impl Edition {
    /// The first view, as closely as [`supply`] tells it; `k` of 0 is taken as
    /// 1.
    #[must_use]
    pub fn first(people: &BTreeMap<ParticipantId, Supplied>, k: usize) -> Self {
        let k = k.max(1);
        let all: Vec<Supplied> = people.values().copied().collect();
        Self::at(people, (k, supply(&all, k).precision))
    }

    /// The view of who is there now, told as closely as this one.
    ///
    /// A group that is kept is kept whole: who is in it is in no other, also
    /// where they have moved on, or are not to be counted any more. To take one
    /// out would tell of that one.
    #[must_use]
    pub fn next(&self, people: &BTreeMap<ParticipantId, Supplied>) -> Self {
        let now = self.everybody(people);
        let mut kept: BTreeSet<Option<Group>> = BTreeSet::new();
        // What is kept leaves fewer for the others, which may keep them too.
        loop {
            let next = self.without(&now, &kept);
            let before = kept.len();
            for (group, members) in &self.groups {
                let now = next.groups.get(group).or_else(|| next.small.get(group));
                if is_close((members, now.unwrap_or(&BTreeSet::new())), self.k) {
                    kept.insert(Some(*group));
                }
            }
            if is_close((&self.rest, &next.rest), self.k) {
                kept.insert(None);
            }
            if kept.len() == before {
                let Draft { groups, rest, .. } = next;
                return Self { k: self.k, precision: self.precision, groups, rest };
            }
        }
    }

    /// The view of who is there now beside the groups that are kept; `None` is
    /// the rest.
    fn without(
        &self,
        now: &BTreeMap<Group, BTreeSet<ParticipantId>>,
        kept: &BTreeSet<Option<Group>>,
    ) -> Draft {
        let mut draft = Draft::default();
        let mut taken: BTreeSet<&ParticipantId> = BTreeSet::new();
        for (group, members) in &self.groups {
            if kept.contains(&Some(*group)) {
                taken.extend(members);
                draft.groups.insert(*group, members.clone());
            }
        }
        if kept.contains(&None) {
            taken.extend(&self.rest);
            draft.rest.clone_from(&self.rest);
        }
        for (group, members) in now.iter().filter(|(group, _)| !kept.contains(&Some(**group))) {
            let free = members.iter().filter(|one| !taken.contains(one));
            let free: BTreeSet<ParticipantId> = free.cloned().collect();
            if free.len() >= self.k {
                draft.groups.insert(*group, free);
            } else {
                if !kept.contains(&None) {
                    draft.rest.extend(free.iter().cloned());
                }
                draft.small.insert(*group, free);
            }
        }
        draft
    }

    /// The edition that had these groups.
    #[must_use]
    pub fn again(
        (k, precision): (usize, Precision),
        groups: impl IntoIterator<Item = (Group, BTreeSet<ParticipantId>)>,
        rest: BTreeSet<ParticipantId>,
    ) -> Self {
        Self { k: k.max(1), precision, groups: groups.into_iter().collect(), rest }
    }

    fn at(people: &BTreeMap<ParticipantId, Supplied>, (k, precision): (usize, Precision)) -> Self {
        let (groups, rest) = (BTreeMap::new(), BTreeSet::new());
        let mut edition = Self { k, precision, groups, rest };
        for (group, members) in edition.everybody(people) {
            if members.len() >= k {
                edition.groups.insert(group, members);
            } else {
                edition.rest.extend(members);
            }
        }
        edition
    }

    /// The groups of all, small ones among them.
    fn everybody(
        &self,
        people: &BTreeMap<ParticipantId, Supplied>,
    ) -> BTreeMap<Group, BTreeSet<ParticipantId>> {
        let mut all: BTreeMap<Group, BTreeSet<ParticipantId>> = BTreeMap::new();
        for (id, one) in people {
            all.entry(self.precision.group(one)).or_default().insert(id.clone());
        }
        all
    }

    /// How closely everybody is told.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The groups with their members; not to be shown.
    #[must_use]
    pub fn groups(&self) -> &BTreeMap<Group, BTreeSet<ParticipantId>> {
        &self.groups
    }

    /// Who is in no group; not to be shown.
    #[must_use]
    pub fn rest(&self) -> &BTreeSet<ParticipantId> {
        &self.rest
    }

    /// Who is in which group, for comparison.
    #[must_use]
    pub fn members(&self) -> Members {
        let rest = Some(self.rest.clone()).filter(|rest| rest.len() >= self.k);
        Members(self.groups.values().cloned().chain(rest).collect())
    }

    /// What may be shown of it.
    #[must_use]
    pub fn shown(&self) -> Offered {
        let left_out = match self.rest.len() {
            few if (1..self.k).contains(&few) => Rest::TooFew,
            count => Rest::Count(count),
        };
        let groups = self.groups.iter().map(|(group, members)| (*group, members.len())).collect();
        Offered { precision: self.precision, groups, left_out }
    }

    /// Whether it gives nobody away beside what was told before: beside the
    /// last few editions together, and beside each earlier one.
    ///
    /// # Errors
    ///
    /// When a group of fewer than `k` people would follow.
    pub fn check(&self, earlier: &[Members]) -> Result<(), ReleaseError> {
        /// How many are looked at together.
        const TOGETHER: usize = 3;
        // A group that was told before tells nothing more.
        let mut told: BTreeSet<&BTreeSet<ParticipantId>> = BTreeSet::new();
        let mut releases = Vec::new();
        for (at, one) in earlier.iter().enumerate() {
            let groups = one.0.iter().filter(|group| told.insert(group)).cloned().collect();
            releases.push(Release { name: format!("edition {}", at + 1), groups });
        }
        let members = self.members();
        let groups = members.0.iter().filter(|group| !told.contains(group)).cloned().collect();
        let new = Release { name: "the new edition".to_owned(), groups };
        let last = releases.split_off(releases.len().saturating_sub(TOGETHER));
        Released::before(self.k, last).release(new.clone())?;
        for one in releases {
            Released::before(self.k, vec![one]).release(new.clone())?;
        }
        Ok(())
    }
}

/// Whether two groups differ by so few that the difference tells of them.
fn is_close((before, now): (&BTreeSet<ParticipantId>, &BTreeSet<ParticipantId>), k: usize) -> bool {
    let few = |count: usize| (1..k).contains(&count);
    few(before.difference(now).count()) || few(now.difference(before).count())
}
