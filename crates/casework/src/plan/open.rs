//! What overrides leave to decide.

use etablera_matching::assignment::{Groups, Instance, Limit, Limits, Plan, Preferences};
use etablera_matching::strategy::Round;

use super::draft::{Draft, PlanError};
use super::overrides::{Action, Override};

/// What is left to decide once the overrides stand: people and needs have the
/// same numbers as in the draft, who is decided about has no pairs, and seats
/// and limits are what the pins leave.
#[derive(Clone, Debug)]
pub struct Open {
    instance: Instance,
    preferences: Preferences,
    limits: Option<Limits>,
    groups: Option<Groups>,
    pins: Vec<(usize, usize)>,
}

impl Open {
    pub(super) fn new(draft: &Draft<'_>, overrides: &[&Override]) -> Result<Self, PlanError> {
        let mut pins = Vec::new();
        let mut barred: Vec<(usize, Option<usize>)> = Vec::new();
        for one in overrides {
            match one.action {
                Action::Pin(need) => {
                    pins.push((one.participant, need));
                    barred.push((one.participant, None));
                }
                Action::Bar(need) => barred.push((one.participant, Some(need))),
                Action::KeepOut => barred.push((one.participant, None)),
            }
        }
        barred.sort_unstable();
        let is_open = |participant: usize, need: usize| {
            barred.binary_search(&(participant, None)).is_err()
                && barred.binary_search(&(participant, Some(need))).is_err()
        };
        let (instance, preferences) = remaining(draft, is_open, &pins)?;
        let limits = draft.terms.limits.as_ref().map(|limits| reduced(limits, draft, &pins));
        let groups = draft.terms.groups.clone();
        Ok(Self { instance, preferences, limits: limits.transpose()?, groups, pins })
    }

    /// What a strategy is told.
    ///
    /// # Panics
    ///
    /// Never: preferences and groups are made for these pairs and people.
    #[must_use]
    pub fn round(&self) -> Round<'_> {
        let round = Round::new(&self.instance);
        let mut round = round.with_preferences(&self.preferences).expect("made for these pairs");
        if let Some(groups) = &self.groups {
            round = round.with_groups(groups).expect("made for these people");
        }
        match &self.limits {
            Some(limits) => round.with_limits(limits).expect("limits on these needs"),
            None => round,
        }
    }

    /// A plan of what was open together with what was pinned.
    #[must_use]
    pub fn whole(&self, plan: &Plan) -> Plan {
        let mut need_of: Vec<_> = (0..plan.participants()).map(|p| plan.need_of(p)).collect();
        for &(participant, need) in &self.pins {
            need_of[participant] = Some(need as u32);
        }
        Plan::new(need_of)
    }
}

/// The pairs that are open, and the seats that no pin takes.
fn remaining(
    draft: &Draft<'_>,
    is_open: impl Fn(usize, usize) -> bool,
    pins: &[(usize, usize)],
) -> Result<(Instance, Preferences), PlanError> {
    let whole = &draft.instance;
    let (mut first, mut edges) = (vec![0], Vec::new());
    let (mut own, mut needs) = (Vec::new(), Vec::new());
    for participant in 0..whole.participants() {
        for at in whole.row(participant) {
            let edge = whole.edges()[at];
            if is_open(participant, edge.need as usize) {
                edges.push(edge);
                own.push(draft.preferences.of_participants()[at]);
                needs.push(draft.preferences.of_needs()[at]);
            }
        }
        first.push(edges.len() as u32);
    }
    let mut seats = whole.seats().to_vec();
    for &(_, need) in pins {
        seats[need] = seats[need].saturating_sub(1);
    }
    let instance = Instance::from_rows(first, edges, seats)?;
    let preferences = Preferences::new(&instance, own, needs)
        .unwrap_or_else(|_| Preferences::by_score(&instance));
    Ok((instance, preferences))
}

/// The limits that the pins leave.
fn reduced(
    limits: &Limits,
    draft: &Draft<'_>,
    pins: &[(usize, usize)],
) -> Result<Limits, PlanError> {
    let mut need_of = vec![None; draft.instance.participants()];
    for &(participant, need) in pins {
        need_of[participant] = Some(need as u32);
    }
    let groups = draft.terms.groups.as_ref();
    limits.check(&Plan::new(need_of), groups)?;
    let counts = |limit: &Limit, participant: usize| {
        let label = groups.map(|groups| groups.labels()[participant]);
        limit.group.is_none_or(|group| label == Some(group))
    };
    let left = |limit: &Limit| {
        let is_counted = |(participant, need): &&(usize, usize)| {
            limit.needs.binary_search(&(*need as u32)).is_ok() && counts(limit, *participant)
        };
        let taken = pins.iter().filter(is_counted).count() as u32;
        Limit { most: limit.most - taken, ..limit.clone() }
    };
    let limits = limits.all().iter().map(left).collect();
    let group_count = groups.map_or(0, Groups::count);
    Limits::new(limits, draft.instance.needs(), group_count).map_err(PlanError::Limits)
}
