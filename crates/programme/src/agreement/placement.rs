//! The agreement on one placement: its versions, and who approved the last.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ActorId;
use etablera_domain::event::{Code, Event, Happening, PlacementTerms, Signatory};

/// A party's yes to the version that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The day.
    pub on: NaiveDate,
    /// Who wrote it down.
    pub by: ActorId,
    /// Why somebody else wrote it down for them, if so.
    pub on_behalf: Option<Code>,
}

/// How an agreement on a placement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing is written.
    None,
    /// These have not approved it yet.
    Waits(BTreeSet<Signatory>),
    /// Somebody refused it; it needs another version.
    Rejected(Signatory),
    /// All approved it; since the day of the last.
    Approved(NaiveDate),
    /// The placement ended.
    Ended,
}

/// What can happen to an agreement on a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlacementStep {
    /// It is written, or changed: the version that it then has.
    Draft(u32),
    /// A party approves it.
    Approve(Signatory),
    /// A party refuses it.
    Reject(Signatory),
}

/// Why something cannot happen to an agreement on a placement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlacementRefusal {
    /// The placement ended.
    #[error("the placement ended: expected one that goes on")]
    Ended,
    /// Nothing is written yet.
    #[error("no agreement is written: expected version 1 first")]
    NoTerms,
    /// Not the version that comes next, or that holds.
    #[error("version {found} is not the one at hand: expected {expected}")]
    Version {
        /// What the event names.
        found: u32,
        /// What it has to name.
        expected: u32,
    },
    /// The placement ends before it begins.
    #[error("the placement is from {from} until {until}: expected that day or a later one")]
    EndsBefore {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        until: NaiveDate,
    },
    /// Nobody has to decide, since no money is involved.
    #[error("{0:?} has no say here: expected one of those that have")]
    NoSay(Signatory),
    /// The party approved it already.
    #[error("{0:?} approved this version already: expected it once")]
    Twice(Signatory),
    /// It was refused.
    #[error("{0:?} refused this version: expected another version first")]
    Rejected(Signatory),
    /// It was approved by all, and holds.
    #[error("all approved this version: expected another version, or the placement's end")]
    Holds,
    /// The party approves for itself only.
    #[error("nobody approves on behalf of {0:?}: expected their own approval")]
    InPerson(Signatory),
    /// The reason is none that the programme has.
    #[error("`{reason}` is no reason to approve for somebody: expected one of {expected}")]
    Reason {
        /// What the event names.
        reason: Code,
        /// Those that there are.
        expected: String,
    },
    /// One person approved as coach and decides about money.
    #[error("`{0}` is coach here: expected somebody else to decide about money")]
    OnePerson(ActorId),
    /// One person approved as two parties.
    #[error("`{actor}` approved as {already:?} already: expected somebody else, or `on_behalf`")]
    TwoParties {
        /// Who wrote both down.
        actor: ActorId,
        /// As whom they approved first.
        already: Signatory,
    },
    /// Somebody wrote it down for another without a reason.
    #[error("{by:?} did not write it down themselves: expected `on_behalf` with a reason")]
    NoReason {
        /// Whose approval it is.
        by: Signatory,
    },
    /// A reason for what needs none.
    #[error("{by:?} wrote it down themselves: expected no `on_behalf`")]
    OwnReason {
        /// Whose approval it is.
        by: Signatory,
    },
}

/// The agreement on a placement, event by event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementAgreement<'t> {
    reasons: &'t [Code],
    version: u32,
    terms: Option<PlacementTerms>,
    approvals: BTreeMap<Signatory, Approval>,
    rejected: Option<Signatory>,
    ended: bool,
}

impl<'t> PlacementAgreement<'t> {
    /// One of which nothing is written; `reasons` are those for which an
    /// approval may be written down by somebody else.
    #[must_use]
    pub fn new(reasons: &'t [Code]) -> Self {
        let approvals = BTreeMap::new();
        Self { reasons, version: 0, terms: None, approvals, rejected: None, ended: false }
    }

    /// The version that holds, from 1; 0 for none.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What it says.
    #[must_use]
    pub fn terms(&self) -> Option<&PlacementTerms> {
        self.terms.as_ref()
    }

    /// Who approved the version that holds.
    #[must_use]
    pub fn approvals(&self) -> &BTreeMap<Signatory, Approval> {
        &self.approvals
    }

    /// Who has a say: whoever decides, only where money is involved.
    pub fn have_a_say(&self) -> impl Iterator<Item = Signatory> + use<> {
        let money = self.terms.as_ref().is_some_and(|terms| terms.money);
        let all = Signatory::ALL.iter().copied();
        all.filter(move |one| money || *one != Signatory::DecisionMaker)
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.ended {
            return Status::Ended;
        }
        if self.terms.is_none() {
            return Status::None;
        }
        if let Some(by) = self.rejected {
            return Status::Rejected(by);
        }
        let missing: BTreeSet<_> =
            self.have_a_say().filter(|one| !self.approvals.contains_key(one)).collect();
        match self.approvals.values().map(|one| one.on).max() {
            Some(last) if missing.is_empty() => Status::Approved(last),
            _ => Status::Waits(missing),
        }
    }

    /// Whether all approved it and it covers a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        let within = self.terms.as_ref().is_some_and(|one| (one.from..=one.until).contains(&day));
        within && matches!(self.status(), Status::Approved(_))
    }

    /// What can happen, and why the rest cannot.
    #[must_use]
    pub fn allowed(&self) -> Vec<(PlacementStep, Result<(), PlacementRefusal>)> {
        let (draft, version) = (self.version.saturating_add(1), self.version);
        let mut all = vec![(PlacementStep::Draft(draft), self.going_on())];
        for by in Signatory::ALL {
            all.push((PlacementStep::Approve(*by), self.may_approve(version, *by)));
            all.push((PlacementStep::Reject(*by), self.may_reject(version, *by)));
        }
        all
    }

    /// Whether an event of the placement's stream can come next. What has
    /// nothing to do with the agreement always can. Who wrote an approval down
    /// is known by name only, so that of one person's approvals without
    /// `on_behalf` the first counts as their own; see
    /// [`check_written`](Self::check_written) where more is known.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, event: &Event) -> Result<(), PlacementRefusal> {
        match &event.what {
            Happening::AgreementDrafted { version, terms } => {
                self.going_on()?;
                let expected = self.version.saturating_add(1);
                if *version != expected {
                    return Err(PlacementRefusal::Version { found: *version, expected });
                }
                let (from, until) = (terms.from, terms.until);
                if until < from {
                    return Err(PlacementRefusal::EndsBefore { from, until });
                }
                Ok(())
            }
            Happening::AgreementApproved { version, by, on_behalf } => {
                self.may_approve(*version, *by)?;
                self.may_represent(*by, on_behalf.as_ref())?;
                self.two_people(*by, &event.by)?;
                self.one_party((*by, on_behalf.as_ref()), &event.by)
            }
            Happening::AgreementRejected { version, by, .. } => self.may_reject(*version, *by),
            Happening::PlacementEnded { .. } => self.going_on(),
            _ => Ok(()),
        }
    }

    /// Whether an approval can come next, given who in fact wrote it down.
    ///
    /// # Errors
    /// Why not: beside [`check`](Self::check), an approval that somebody else
    /// wrote down has a reason, and one's own has none.
    pub fn check_written(&self, event: &Event, by: Signatory) -> Result<(), PlacementRefusal> {
        if let Happening::AgreementApproved { by: of, on_behalf, .. } = &event.what {
            match (*of == by, on_behalf.is_some()) {
                (false, false) => return Err(PlacementRefusal::NoReason { by: *of }),
                (true, true) => return Err(PlacementRefusal::OwnReason { by: *of }),
                _ => {}
            }
        }
        self.check(event)
    }

    /// Adds the next event of the placement's stream.
    ///
    /// # Errors
    /// Why it cannot come next; nothing has changed then.
    pub fn take(&mut self, event: &Event) -> Result<(), PlacementRefusal> {
        self.check(event)?;
        match &event.what {
            // A yes is to what was shown.
            Happening::AgreementDrafted { version, terms } => {
                (self.version, self.terms) = (*version, Some(terms.clone()));
                self.approvals.clear();
                self.rejected = None;
            }
            Happening::AgreementApproved { by, on_behalf, .. } => {
                let (on, on_behalf) = (event.occurred_on, on_behalf.clone());
                self.approvals.insert(*by, Approval { on, by: event.by.clone(), on_behalf });
            }
            Happening::AgreementRejected { by, .. } => {
                self.approvals.remove(by);
                self.rejected = Some(*by);
            }
            Happening::PlacementEnded { .. } => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    /// The placement ended without an event of its own: the participant left.
    pub(crate) fn end(&mut self) {
        self.ended = true;
    }

    fn going_on(&self) -> Result<(), PlacementRefusal> {
        if self.ended { Err(PlacementRefusal::Ended) } else { Ok(()) }
    }

    /// Whether a party can still answer a version.
    fn may_answer(&self, version: u32, by: Signatory) -> Result<(), PlacementRefusal> {
        self.going_on()?;
        if self.terms.is_none() {
            return Err(PlacementRefusal::NoTerms);
        }
        if version != self.version {
            return Err(PlacementRefusal::Version { found: version, expected: self.version });
        }
        if !self.have_a_say().any(|one| one == by) {
            return Err(PlacementRefusal::NoSay(by));
        }
        self.rejected.map_or(Ok(()), |by| Err(PlacementRefusal::Rejected(by)))
    }

    fn may_approve(&self, version: u32, by: Signatory) -> Result<(), PlacementRefusal> {
        self.may_answer(version, by)?;
        match self.approvals.contains_key(&by) {
            true => Err(PlacementRefusal::Twice(by)),
            false => Ok(()),
        }
    }

    fn may_reject(&self, version: u32, by: Signatory) -> Result<(), PlacementRefusal> {
        self.may_answer(version, by)?;
        match self.status() {
            Status::Approved(_) => Err(PlacementRefusal::Holds),
            _ => Ok(()),
        }
    }

    /// Staff answer for themselves; the others may sign on paper.
    fn may_represent(&self, by: Signatory, reason: Option<&Code>) -> Result<(), PlacementRefusal> {
        let Some(reason) = reason else { return Ok(()) };
        if matches!(by, Signatory::Coach | Signatory::DecisionMaker) {
            return Err(PlacementRefusal::InPerson(by));
        }
        if self.reasons.contains(reason) {
            return Ok(());
        }
        let expected: Vec<_> = self.reasons.iter().map(|one| format!("`{one}`")).collect();
        let (reason, expected) = (reason.clone(), expected.join(", "));
        Err(PlacementRefusal::Reason { reason, expected })
    }

    /// Nobody is two parties: whoever writes down an approval for another
    /// says why.
    fn one_party(
        &self,
        (by, on_behalf): (Signatory, Option<&Code>),
        actor: &ActorId,
    ) -> Result<(), PlacementRefusal> {
        if on_behalf.is_some() {
            return Ok(());
        }
        let own = |(of, one): &(&Signatory, &Approval)| {
            **of != by && one.on_behalf.is_none() && one.by == *actor
        };
        match self.approvals.iter().find(own) {
            Some((already, _)) => {
                Err(PlacementRefusal::TwoParties { actor: actor.clone(), already: *already })
            }
            None => Ok(()),
        }
    }

    /// Whoever decides about money is not the coach.
    fn two_people(&self, by: Signatory, actor: &ActorId) -> Result<(), PlacementRefusal> {
        let other = match by {
            Signatory::Coach => Signatory::DecisionMaker,
            Signatory::DecisionMaker => Signatory::Coach,
            Signatory::Participant | Signatory::Employer => return Ok(()),
        };
        match self.approvals.get(&other) {
            Some(approval) if approval.by == *actor => {
                Err(PlacementRefusal::OnePerson(actor.clone()))
            }
            _ => Ok(()),
        }
    }
}
