//! How often staff decide otherwise than was proposed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::state::{PlacementState, Proposal};
use etablera_domain::event::{Case, Choice, Code, Party, Subject};
use etablera_reporting::interval::{Confidence, Interval, Share};
use serde::Serialize;

use crate::office::commands::commands;
use crate::office::matching::ReasonCounts;
use crate::office::matching::override_::counted;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Asks how often staff decide otherwise than was proposed.
    AuditOverrides {
        /// Only what was decided and proposed from this day on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<NaiveDate>,
    }
}

/// Where in a list a proposal stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankBand {
    /// First.
    First,
    /// Second.
    Second,
    /// Third.
    Third,
    /// Fourth or fifth.
    To5,
    /// Sixth to tenth.
    To10,
    /// Further down.
    Beyond,
}

impl RankBand {
    fn of(rank: u32) -> Self {
        match rank {
            0 | 1 => Self::First,
            2 => Self::Second,
            3 => Self::Third,
            4 | 5 => Self::To5,
            6..=10 => Self::To10,
            _ => Self::Beyond,
        }
    }
}

/// Proposals, and those of them that staff decided against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OverriddenCounts {
    /// How many proposals.
    pub proposals: u32,
    /// How many of them staff declined, or the pair was barred, or the person
    /// kept out, on that day or later.
    pub overridden: u32,
    /// Their share; none of none.
    pub rate: Option<f64>,
    /// Wilson's interval of it.
    pub interval: Option<Interval>,
}

/// How often staff decide otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OverridesAudited {
    /// All proposals.
    pub all: OverriddenCounts,
    /// By the place in the list that the proposal was made from.
    pub ranks: BTreeMap<RankBand, OverriddenCounts>,
    /// By the first day of the month of the proposal.
    pub months: BTreeMap<NaiveDate, OverriddenCounts>,
    /// What was decided otherwise, by reason, and how pins went.
    pub reasons: BTreeMap<Code, ReasonCounts>,
}

/// How often staff decide otherwise than was proposed: by place in the list,
/// by month and by reason. Whoever the caller may not see is not counted.
///
/// # Errors
///
/// When the caller may not read reports, or the store fails.
pub fn audit_overrides<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AuditOverrides,
) -> UseCase<'a, OverridesAudited> {
    office.look(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        let mut told = OverridesAudited::default();
        for (subject, case) in work.cases().await? {
            if counted(office, call, &subject, &case) {
                told.add(&case, command.since);
            }
        }
        told.rate();
        Ok(told)
    })
}

impl OverridesAudited {
    fn add(&mut self, case: &Case, since: Option<NaiveDate>) {
        let is_in = |on: NaiveDate| since.is_none_or(|since| on >= since);
        for one in case.overrides.iter().filter(|one| is_in(one.signed.on)) {
            self.reasons.entry(one.reason.clone()).or_default().add(case, one);
        }
        for placement in case.placements.values() {
            let Some(proposal) = placement.proposal.as_ref().filter(|one| is_in(one.signed.on))
            else {
                continue;
            };
            let is_over = is_overridden(case, placement, proposal);
            let month = proposal.signed.on.with_day(1).unwrap_or(proposal.signed.on);
            let at_rank = self.ranks.entry(RankBand::of(proposal.rank)).or_default();
            let in_month = self.months.entry(month).or_default();
            for counts in [&mut self.all, at_rank, in_month] {
                counts.proposals += 1;
                counts.overridden += u32::from(is_over);
            }
        }
    }

    fn rate(&mut self) {
        let all = self.ranks.values_mut().chain(self.months.values_mut());
        for counts in all.chain([&mut self.all]) {
            let Ok(share) = Share::new(counts.overridden, counts.proposals) else { continue };
            counts.rate = share.value();
            counts.interval = counts.rate.map(|_| share.wilson(Confidence::usual()));
        }
    }
}

/// Whether staff decided against a proposal on its day or later.
fn is_overridden(case: &Case, placement: &PlacementState, proposal: &Proposal) -> bool {
    let against = case.overrides.iter().any(|one| {
        let is_about_it = match one.choice {
            Choice::Pin => false,
            Choice::Bar => one.need.as_ref() == Some(&proposal.need),
            Choice::KeepOut => true,
        };
        is_about_it && one.signed.on >= proposal.signed.on
    });
    against || placement.declined.contains_key(&Party::Staff)
}
