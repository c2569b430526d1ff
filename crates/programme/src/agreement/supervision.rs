//! How many one person supervises at a time.

use chrono::NaiveDate;
use etablera_domain::{ActorId, PlacementId};

/// Somebody supervises a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Which placement.
    pub placement: PlacementId,
    /// Who supervises it.
    pub supervisor: ActorId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// One more would be too many.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{supervisor}` supervises {} on {on} already: expected at most {limit}, by the limit \
     `limits.supervisor`", with.len()
)]
pub struct OverCapacity {
    /// Who.
    pub supervisor: ActorId,
    /// How many they may supervise.
    pub limit: u16,
    /// The first day on which it would be too many.
    pub on: NaiveDate,
    /// Which they supervise then, by id.
    pub with: Vec<PlacementId>,
}

/// Whether somebody can supervise one more placement. What is known of the
/// same placement is replaced by the new.
///
/// # Errors
/// On some day they would supervise more than `limit`.
pub fn assign(limit: u16, all: &[Assignment], new: &Assignment) -> Result<(), OverCapacity> {
    let others: Vec<&Assignment> = all
        .iter()
        .filter(|one| one.supervisor == new.supervisor && one.placement != new.placement)
        .filter(|one| one.from <= new.until && new.from <= one.until)
        .collect();
    // The number grows only on a first day.
    let mut days: Vec<NaiveDate> = others.iter().map(|one| one.from.max(new.from)).collect();
    days.push(new.from);
    days.sort_unstable();
    for on in days.into_iter().filter(|day| *day <= new.until) {
        let then = others.iter().filter(|one| (one.from..=one.until).contains(&on));
        let mut with: Vec<PlacementId> = then.map(|one| one.placement.clone()).collect();
        if with.len() >= usize::from(limit) {
            with.sort();
            let supervisor = new.supervisor.clone();
            return Err(OverCapacity { supervisor, limit, on, with });
        }
    }
    Ok(())
}
