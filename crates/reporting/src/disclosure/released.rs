//! What was told of the same people before.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;

use super::span::{Found, Span};

/// Counts of groups that are told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// What it is called.
    pub name: String,
    /// Who is in each group whose count is told. One with nobody in it tells
    /// nothing.
    pub groups: Vec<BTreeSet<ParticipantId>>,
}

/// Why something may not be told. It names releases and never people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseError {
    /// The name is taken.
    #[error("`{0}` has been released: expected a new name")]
    NameTaken(String),
    /// A group is too small itself.
    #[error("group `{group}` of `{release}` has fewer than `{k}` people: expected it hidden")]
    TooSmall {
        /// The release.
        release: String,
        /// Which of its groups, from 0.
        group: usize,
        /// How many a group must have.
        k: usize,
    },
    /// Its own groups give a small one by subtraction.
    #[error("groups of `{release}` give one of fewer than `{k}` people: expected fewer groups")]
    Itself {
        /// The release.
        release: String,
        /// How many a group must have.
        k: usize,
    },
    /// With what was told before it gives a small group by subtraction.
    #[error(
        "`{release}` and `{}` together give a group of fewer than `{k}` people: expected groups \
         that differ by more, or none", earlier.join("`, `")
    )]
    Subtraction {
        /// The release.
        release: String,
        /// The earlier releases that it takes, in order of release.
        earlier: Vec<String>,
        /// How many a group must have.
        k: usize,
    },
    /// It cannot be shown that no small group follows.
    #[error(
        "too many small groups to show that `{release}` gives none away: expected fewer or larger \
         groups"
    )]
    TooMany {
        /// The release.
        release: String,
    },
}

/// The releases about one population, and how many a group must have. Of what
/// they tell together, no group that is smaller can be counted.
///
/// Where the size of the population is known to all, it is a release too.
/// Changes of the population between releases are not seen: who came and left
/// shows in the difference of two counts of everybody.
#[derive(Clone, Debug)]
pub struct Released {
    k: usize,
    releases: Vec<Release>,
}

impl Released {
    /// Nothing told yet; groups must have at least `k` people.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self { k, releases: Vec::new() }
    }

    /// What was told already, as it was checked then.
    #[must_use]
    pub(super) fn before(k: usize, releases: Vec<Release>) -> Self {
        Self { k, releases }
    }

    /// What was released, in order.
    #[must_use]
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// Checks a release against all before and keeps it.
    ///
    /// # Errors
    ///
    /// When a group of fewer than `k` people would follow, or it cannot be
    /// shown that none does. Nothing is kept then.
    pub fn release(&mut self, new: Release) -> Result<(), ReleaseError> {
        if self.releases.iter().any(|release| release.name == new.name) {
            return Err(ReleaseError::NameTaken(new.name));
        }
        let k = self.k;
        let small = |group: &BTreeSet<_>| (1..k).contains(&group.len());
        if let Some(group) = new.groups.iter().position(small) {
            return Err(ReleaseError::TooSmall { release: new.name, group, k });
        }
        self.pairs(&new)?;
        self.all(&new)?;
        self.releases.push(new);
        Ok(())
    }

    /// One group taken from another: the plain case, with the plain answer.
    fn pairs(&self, new: &Release) -> Result<(), ReleaseError> {
        for release in &self.releases {
            for (old, group) in pairs_of(&release.groups, &new.groups) {
                let nested = old.is_subset(group) || group.is_subset(old);
                if nested && (1..self.k).contains(&old.len().abs_diff(group.len())) {
                    let (name, earlier) = (new.name.clone(), vec![release.name.clone()]);
                    let k = self.k;
                    return Err(ReleaseError::Subtraction { release: name, earlier, k });
                }
            }
        }
        Ok(())
    }

    /// Every way to add and subtract.
    fn all(&self, new: &Release) -> Result<(), ReleaseError> {
        let of = |(at, release): (usize, &'_ Release)| vec![at; release.groups.len()];
        let releases = || self.releases.iter().chain([new]);
        let owners: Vec<usize> = releases().enumerate().flat_map(of).collect();
        let groups: Vec<&BTreeSet<_>> = releases().flat_map(|release| &release.groups).collect();
        let (rows, people) = columns(&groups);
        let (release, k) = (new.name.clone(), self.k);
        match Span::new(&rows, people).small(k) {
            Found::None => Ok(()),
            Found::TooMany => Err(ReleaseError::TooMany { release }),
            Found::Small(made_of) => {
                let used: BTreeSet<usize> = made_of.into_iter().map(|row| owners[row]).collect();
                let earlier = used.into_iter().filter_map(|at| self.releases.get(at));
                let earlier: Vec<String> = earlier.map(|release| release.name.clone()).collect();
                Err(if earlier.is_empty() {
                    ReleaseError::Itself { release, k }
                } else {
                    ReleaseError::Subtraction { release, earlier, k }
                })
            }
        }
    }
}

fn pairs_of<'a, T>(ones: &'a [T], others: &'a [T]) -> impl Iterator<Item = (&'a T, &'a T)> {
    ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)))
}

/// Groups as rows over columns of people who are in the same groups, and how
/// many people each column has.
fn columns(groups: &[&BTreeSet<ParticipantId>]) -> (Vec<Vec<bool>>, Vec<usize>) {
    let mut memberships: BTreeMap<&ParticipantId, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for person in *group {
            memberships.entry(person).or_default().push(at);
        }
    }
    let mut columns: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for of in memberships.into_values() {
        *columns.entry(of).or_default() += 1;
    }
    let row = |at: usize| columns.keys().map(|of| of.binary_search(&at).is_ok()).collect();
    ((0..groups.len()).map(row).collect(), columns.into_values().collect())
}
