//! Who signed which item.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Code, Event, EventId, Happening, Subject};
use etablera_domain::{ActorId, ParticipantId, TaskId};
use serde::Serialize;

use crate::template::Template;

/// Somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signature {
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub by: ActorId,
}

impl Signature {
    /// Of whoever wrote an event down.
    fn of(event: &Event) -> Self {
        Self { on: event.occurred_on, by: event.by.clone() }
    }
}

/// The signature of the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherSide {
    /// Who, and when.
    pub signature: Signature,
    /// Why one person signed for both sides, if so.
    pub on_behalf: Option<Code>,
}

/// An item is done, and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignOff {
    /// By whoever wrote down that its task is done.
    pub done: Signature,
    /// By the other side, once it is.
    pub other: Option<OtherSide>,
}

/// Why a signature cannot stand beside another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignRefusal {
    /// The template has no such item.
    #[error("`{0}` is no item of the introduction: expected one of the template's")]
    NoItem(Code),
    /// Its task is not done.
    #[error("item `{0}` is not done: expected that first")]
    NotDone(Code),
    /// Both sides have signed.
    #[error("item `{0}` is signed by both sides: expected one that waits for the other")]
    Twice(Code),
    /// It was not done yet on that day.
    #[error("{day} lies before {done}, the day the item was done: expected that day or later")]
    TooEarly {
        /// The day of the signature.
        day: NaiveDate,
        /// The day the item was done.
        done: NaiveDate,
    },
    /// One person for both sides without a reason.
    #[error("`{0}` signed for one side already: expected the other side, or a reason")]
    OnePerson(ActorId),
    /// Two people need none.
    #[error("two people signed: expected no reason why one signs for both")]
    NoNeed,
    /// The reason is none that the programme has.
    #[error("`{reason}` is no reason to sign for somebody: expected one of {expected}")]
    Reason {
        /// What was given.
        reason: Code,
        /// Those that there are.
        expected: String,
    },
}

/// Who signed which item of a colleague's introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOffs<'t> {
    template: &'t Template,
    items: BTreeMap<Code, SignOff>,
}

impl<'t> SignOffs<'t> {
    /// From the events that count, in the order of folding. An item is done
    /// when the first of the tasks set for it is done, as a journey sees it; a
    /// task that need not be done any more leaves it open. The other side signs
    /// what is done; what cannot stand beside it changes nothing.
    #[must_use]
    pub fn of<'e>(
        template: &'t Template,
        colleague: &ParticipantId,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Self {
        Self::read(template, colleague, events).0
    }

    /// The same, with the signatures of other sides that cannot stand, and why.
    #[must_use]
    pub fn read<'e>(
        template: &'t Template,
        colleague: &ParticipantId,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> (Self, Vec<(EventId, SignRefusal)>) {
        let stream = Subject::Participant(colleague.clone());
        let (mut tasks, mut refused) = (Vec::<(&TaskId, &Code)>::new(), Vec::new());
        let mut signed = Self { template, items: BTreeMap::new() };
        for event in events.into_iter().filter(|event| event.stream == stream) {
            match &event.what {
                Happening::TaskSet { task, what, .. } if item(template, what) => {
                    tasks.push((task, what));
                }
                Happening::TaskDone { task } => {
                    for (_, item) in tasks.iter().filter(|(id, _)| *id == task) {
                        let sign_off = SignOff { done: Signature::of(event), other: None };
                        signed.items.entry((*item).clone()).or_insert(sign_off);
                    }
                }
                Happening::ItemCountersigned { item, on_behalf } => {
                    let done = signed.countersign(item, Signature::of(event), on_behalf.clone());
                    refused.extend(done.err().map(|refusal| (event.id, refusal)));
                }
                _ => {}
            }
        }
        (signed, refused)
    }

    /// The sign-off of an item, once it is done.
    #[must_use]
    pub fn get(&self, item: &str) -> Option<&SignOff> {
        self.items.get(item)
    }

    /// Adds the signature of the other side. One person may sign for both sides
    /// only for a reason that the template's `on_behalf` has; two people have
    /// none.
    ///
    /// # Errors
    /// Why not; nothing has changed then.
    pub fn countersign(
        &mut self,
        of: &Code,
        signature: Signature,
        on_behalf: Option<Code>,
    ) -> Result<(), SignRefusal> {
        if !item(self.template, of) {
            return Err(SignRefusal::NoItem(of.clone()));
        }
        let reasons = &self.template.on_behalf;
        let sign_off = self.items.get_mut(of).ok_or_else(|| SignRefusal::NotDone(of.clone()))?;
        if sign_off.other.is_some() {
            return Err(SignRefusal::Twice(of.clone()));
        }
        let (day, done) = (signature.on, sign_off.done.on);
        if day < done {
            return Err(SignRefusal::TooEarly { day, done });
        }
        match (signature.by == sign_off.done.by, &on_behalf) {
            (true, None) => return Err(SignRefusal::OnePerson(signature.by)),
            (false, Some(_)) => return Err(SignRefusal::NoNeed),
            (true, Some(reason)) if !reasons.contains(reason) => {
                let expected: Vec<_> = reasons.iter().map(|one| format!("`{one}`")).collect();
                let (reason, expected) = (reason.clone(), expected.join(", "));
                return Err(SignRefusal::Reason { reason, expected });
            }
            _ => {}
        }
        sign_off.other = Some(OtherSide { signature, on_behalf });
        Ok(())
    }
}

/// Whether a task is an item of the introduction.
fn item(template: &Template, what: &Code) -> bool {
    template.introduction.iter().any(|item| item.id == *what)
}
