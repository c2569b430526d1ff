//! How people of each group are chosen.
//!
//! Whoever asks today and tomorrow learns who came between. What is counted is
//! therefore what was in the log at the end of the last whole quarter of a
//! year, and answers of special categories that had been recorded by then: the
//! table is another four times a year. What does change it at once is what
//! takes answers away, or puts one right: an erasure, a protection, a new
//! answer of somebody who had answered before. And where one quarter differs
//! from the one before by one person, two tables tell of that person what one
//! does not; to hide that would take every table that was ever told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use etablera_domain::event::state::PlacementState;
use etablera_domain::event::{Case, Moment, Party, Stage, State, StatisticsId, Subject};
use etablera_domain::{OperationId, ParticipantId, Reply, Statistics};
use etablera_reporting::audit::{Counted, Ground, Group, Impact, Step, impact};
use etablera_reporting::disclosure::Rule;
use etablera_reporting::interval::Confidence;
use etablera_storage::{Receipt, SpecialPurpose, SpecialView};
use serde::Serialize;

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::matching::pins::pins_of;
use crate::office::matching::shortlist::KIND;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Ask, Purpose, Resource};

/// How many receipts are read at a time.
const BATCH: u64 = 200;

commands! {
    /// Asks how people of each group are chosen.
    AuditImpact {
        /// In which operation.
        operation: OperationId,
        /// Grouped by what.
        ground: Ground,
    }
}

/// How people of each group are chosen. There is nobody's id in it.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ImpactAudited {
    /// In which operation.
    pub operation: OperationId,
    /// The last day that is counted, the last of a quarter of a year: what was
    /// recorded later is not.
    pub until: NaiveDate,
    /// What was counted.
    #[serde(flatten)]
    pub impact: Impact,
    /// How many receipts of lists there are; what older lists showed is known
    /// only of those who came further.
    pub lists: usize,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lists_since: Option<Moment>,
}

/// How people of each group who took part in an operation came through the
/// steps by which people are chosen, up to the end of the last whole quarter.
/// Everybody is counted; whose answer the caller may not read, such as that of
/// a protected person, counts as not said. Every answer is read for an audit,
/// and each look stands in the access log.
///
/// # Errors
///
/// When the caller may not read special categories for an audit, or the store
/// fails.
pub fn audit_impact<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AuditImpact,
) -> UseCase<'a, ImpactAudited> {
    office.act(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        work.may_audit()?;
        // A day of the caller's own choice that is still to come would
        // make a quarter whole that is not.
        let until = last_whole_quarter(call.today.min(call.now.day()));
        let end = end_of(until);
        let cases = work.cases_then(&command.operation, end).await?;
        let lists = work.lists(end).await?;
        let groups = work.groups(&cases, command, end).await?;
        let people = cases.iter().map(|(subject, then)| Counted {
            group: groups.get(&then.id).copied().unwrap_or(Group::NotSaid),
            reached: reached((subject, then), &command.operation, &lists),
        });
        let how = (Rule::default(), Confidence::usual());
        Ok(ImpactAudited {
            operation: command.operation.clone(),
            until,
            impact: impact(command.ground, people, how),
            lists: lists.count,
            lists_since: lists.since,
        })
    })
}

/// The last day of the last quarter of a year that is over on a day.
fn last_whole_quarter(on: NaiveDate) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(on.year(), on.month0() / 3 * 3 + 1, 1);
    first.and_then(|first| first.pred_opt()).unwrap_or(NaiveDate::MIN)
}

/// The last moment of a day.
fn end_of(day: NaiveDate) -> Moment {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    Moment::new(next.and_time(NaiveTime::MIN).and_utc() - chrono::TimeDelta::microseconds(1))
}

/// Who was looked at for lists and who stood in them, as far as receipts tell.
#[derive(Default)]
struct Lists {
    count: usize,
    since: Option<Moment>,
    considered: BTreeSet<ParticipantId>,
    shown: BTreeSet<Subject>,
}

/// The furthest step that somebody came to since they entered.
fn reached((subject, case): (&Subject, &Case), operation: &OperationId, lists: &Lists) -> Step {
    let entered = case.enrolments.get(operation).into_iter().flatten().map(|time| time.entered);
    let entered = entered.min();
    let here = case.placements.values().filter(|placement| {
        let on = placement.proposal.as_ref().map(|proposal| proposal.signed.on);
        on.is_some() && on >= entered
    });
    let listed = || {
        if lists.shown.contains(subject) {
            Step::Listed
        } else if lists.considered.contains(&case.id) {
            Step::Considered
        } else {
            Step::TookPart
        }
    };
    here.map(step_of).max().unwrap_or_else(listed)
}

fn step_of(placement: &PlacementState) -> Step {
    if placement.stages.iter().any(|run| run.stage == Stage::Employment) {
        Step::Employed
    } else if !placement.stages.is_empty() {
        Step::Trial
    } else if placement.accepted.contains_key(&Party::Staff) {
        Step::Accepted
    } else {
        Step::Proposed
    }
}

fn answered(ground: Ground, frozen: &Statistics) -> Group {
    match ground {
        Ground::Gender => frozen.gender.into(),
        Ground::Age => frozen.age.into(),
        Ground::ForeignBackground => frozen.foreign_background.into(),
        Ground::ThirdCountry => frozen.third_country.into(),
        Ground::Disability | Ground::Minority => Group::NotSaid,
    }
}

impl Work<'_> {
    /// Asks whether the caller reads special categories for audits at all: of
    /// somebody of the organisation whose identity nothing protects.
    fn may_audit(&mut self) -> Result<(), CaseError> {
        let anybody: Subject = "participant:anybody"
            .parse()
            .map_err(|_| CaseError::wrong("nobody can be asked about"))?;
        let anybody = Resource::of(anybody, self.office.organisation.clone());
        let asked = self.may_on(Action::ReadSpecial, &anybody, Some(Purpose::Audit));
        self.about_nobody();
        asked
    }

    /// The cases of whoever had entered an operation, as the log had them.
    async fn cases_then(
        &mut self,
        operation: &OperationId,
        end: Moment,
    ) -> Result<Vec<(Subject, Case)>, CaseError> {
        let seq = self.writer.seq_at(end).await?;
        let all = self.cases().await?.into_iter().map(|(subject, _)| subject);
        let then = self.writer.folded_among_as_of(all.collect::<Vec<_>>(), seq).await?;
        let cases = then.into_iter().filter_map(|(subject, folded)| match folded.state {
            State::Participant(case) if case.enrolments.contains_key(operation) => {
                Some((subject, *case))
            }
            _ => None,
        });
        Ok(cases.collect())
    }

    /// What receipts tell that had been made by then.
    async fn lists(&mut self, end: Moment) -> Result<Lists, CaseError> {
        let (mut lists, mut after) = (Lists::default(), None);
        loop {
            let batch = self.writer.receipts(after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(lists) };
            after = Some(last.id);
            let is_one = |one: &Receipt| one.kind == KIND && one.made_at <= end;
            for receipt in batch.into_iter().filter(is_one) {
                lists.count += 1;
                let since = lists.since.get_or_insert(receipt.made_at);
                *since = (*since).min(receipt.made_at);
                // One that cannot be read says at least who stood in it.
                let pins = pins_of(&receipt).ok();
                lists.considered.extend(pins.into_iter().flat_map(|pins| pins.people.into_keys()));
                lists.shown.extend(receipt.subjects);
            }
        }
    }

    /// The group of everybody whose answer the caller may read for an audit:
    /// may today, whatever was true then.
    async fn groups(
        &mut self,
        cases: &[(Subject, Case)],
        command: &AuditImpact,
        end: Moment,
    ) -> Result<BTreeMap<ParticipantId, Group>, CaseError> {
        let frozen = self.frozen(cases, &command.operation).await?;
        let today: BTreeMap<Subject, Case> = self.cases().await?.into_iter().collect();
        let mut groups = BTreeMap::new();
        for (subject, case) in cases {
            let Some(now) = today.get(subject) else { continue };
            let resource = of_case((subject, now), self.call.today);
            let (caller, purpose) = (&self.call.caller, Some(Purpose::Audit));
            let action = Action::ReadSpecial;
            let ask = Ask { caller, action, resource: &resource, purpose };
            if !self.office.policies.decide(&ask).is_allowed() {
                continue;
            }
            self.may_on(action, &resource, purpose)?;
            let group = match command.ground.is_special() {
                true => self.special_group((subject, case), command.ground, end).await?,
                false => {
                    let own = case.enrolments.get(&command.operation).into_iter().flatten();
                    let last = own.filter_map(|time| frozen.get(&time.statistics)).next_back();
                    last.map_or(Group::NotSaid, |one| answered(command.ground, one))
                }
            };
            groups.insert(case.id.clone(), group);
        }
        Ok(groups)
    }

    async fn frozen(
        &mut self,
        cases: &[(Subject, Case)],
        operation: &OperationId,
    ) -> Result<BTreeMap<StatisticsId, Statistics>, CaseError> {
        let enrolments = cases.iter().filter_map(|(_, case)| case.enrolments.get(operation));
        let ids = enrolments.flatten().map(|time| time.statistics).collect::<Vec<_>>();
        let frozen = self.writer.statistics_among(ids).await?;
        Ok(frozen.into_iter().map(|one| (one.id, one)).collect())
    }

    /// From the sealed register, which writes the look into the access log
    /// itself: not said where no answer had been recorded by then.
    async fn special_group(
        &mut self,
        (subject, case): (&Subject, &Case),
        ground: Ground,
        end: Moment,
    ) -> Result<Group, CaseError> {
        // The register has the day on which somebody was asked, as whoever
        // writes it gives it. When it was written stands in the access log.
        let looks = self.writer.accesses(subject).await?;
        let was_there = looks.iter().map(|look| &look.access).any(|access| {
            access.allowed && access.action == Action::ChangeSpecial.name() && access.at <= end
        });
        let warrant = self.take_warrant();
        let seen = self.writer.special(&case.id, SpecialPurpose::Impact, &warrant).await?;
        let Some(SpecialView::Impact(one)) = seen.filter(|_| was_there) else {
            return Ok(Group::NotSaid);
        };
        let answer: Reply<bool> = match ground {
            Ground::Minority => one.minority,
            _ => one.disability,
        };
        Ok(answer.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_counts_when_it_is_over() {
        for (on, until, end) in [
            ("2026-12-31", "2026-09-30", "2026-09-30T23:59:59.999999Z"),
            ("2027-01-01", "2026-12-31", "2026-12-31T23:59:59.999999Z"),
            ("2027-03-31", "2026-12-31", "2026-12-31T23:59:59.999999Z"),
            ("2027-04-01", "2027-03-31", "2027-03-31T23:59:59.999999Z"),
        ] {
            let found = last_whole_quarter(on.parse().unwrap_or_default());
            assert_eq!(found.to_string(), until, "{on}");
            assert_eq!(end_of(found).to_string(), end, "{on}");
        }
    }
}
