//! What is due, signed, late and next.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, Recorded, effective};
use serde::Serialize;

use super::signing::{SignOff, SignOffs};
use crate::journey::{Journey, StageEnd};
use crate::template::{Names, Template};

/// How an item stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is not done.
    Open,
    /// It is.
    Signed(SignOff),
}

/// An item of somebody's introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedItem {
    /// Which.
    pub item: Code,
    /// For readers.
    pub name: Names,
    /// What it takes of a mentor, in minutes.
    pub mentor_minutes: u16,
    /// The last day on which it is in time, with the pauses so far.
    pub due: NaiveDate,
    /// How it stands.
    pub state: ItemState,
}

impl PlannedItem {
    /// The day it was signed, if it was.
    #[must_use]
    pub fn signed_on(&self) -> Option<NaiveDate> {
        match &self.state {
            ItemState::Open => None,
            ItemState::Signed(sign_off) => Some(sign_off.done.on),
        }
    }

    /// Whether both sides signed, the other by a day.
    #[must_use]
    pub fn is_countersigned_by(&self, day: NaiveDate) -> bool {
        match &self.state {
            ItemState::Open => false,
            ItemState::Signed(sign_off) => {
                sign_off.other.as_ref().is_some_and(|other| other.signature.on <= day)
            }
        }
    }

    /// Whether it was signed on the day it is due, or before.
    #[must_use]
    pub fn is_on_time(&self) -> bool {
        self.signed_on().is_some_and(|on| on <= self.due)
    }
}

/// The introduction of one colleague on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntroductionPlan {
    /// Whose.
    pub colleague: ParticipantId,
    /// The day.
    pub day: NaiveDate,
    /// The first stage.
    pub stage: Code,
    /// Its first day.
    pub began: NaiveDate,
    /// Whether it is over, and its last day.
    pub end: StageEnd,
    /// Its items, by the day they are due, then as the template has them; at
    /// least one.
    pub items: Vec<PlannedItem>,
}

impl IntroductionPlan {
    /// From a journey and who signed; none before the first stage began, and
    /// where the template has no introduction. The day is that given, or the
    /// last on which something happened if that is later.
    #[must_use]
    pub fn of(
        journey: &Journey<'_>,
        (colleague, signed): (&ParticipantId, &SignOffs<'_>),
        day: NaiveDate,
    ) -> Option<Self> {
        let introduction = journey.introduction(day)?;
        let item = |(item, due): &(&crate::template::Item, NaiveDate)| PlannedItem {
            item: item.id.clone(),
            name: item.name.clone(),
            mentor_minutes: item.mentor_minutes,
            due: *due,
            state: signed
                .get(item.id.as_str())
                .map_or(ItemState::Open, |one| ItemState::Signed(one.clone())),
        };
        let mut items: Vec<PlannedItem> = introduction.items.iter().map(item).collect();
        items.sort_by_key(|item| item.due);
        (!items.is_empty()).then(|| Self {
            colleague: colleague.clone(),
            day: introduction.day,
            stage: introduction.stage.clone(),
            began: introduction.began,
            end: introduction.end,
            items,
        })
    }

    /// From a log with corrections and late entries. What a journey refuses
    /// signs nothing.
    #[must_use]
    pub fn of_log(
        template: &Template,
        colleague: &ParticipantId,
        log: &[Recorded],
        day: NaiveDate,
    ) -> Option<Self> {
        let (journey, refused) = Journey::of_log(template, colleague, log);
        let counts = effective(log).into_iter();
        let counts = counts.filter(|event| refused.iter().all(|(id, _)| *id != event.id));
        let signed = SignOffs::of(template, colleague, counts);
        Self::of(&journey, (colleague, &signed), day)
    }

    /// What is not signed and past its day, the longest first.
    pub fn late(&self) -> impl Iterator<Item = &PlannedItem> {
        self.open().filter(|item| item.due < self.day)
    }

    /// What is to be done next: what is not signed and due first.
    #[must_use]
    pub fn next(&self) -> Option<&PlannedItem> {
        self.open().next()
    }

    /// Whether every item was signed by a day.
    #[must_use]
    pub fn is_signed_by(&self, day: NaiveDate) -> bool {
        self.items.iter().all(|item| item.signed_on().is_some_and(|on| on <= day))
    }

    fn open(&self) -> impl Iterator<Item = &PlannedItem> {
        self.items.iter().filter(|item| item.state == ItemState::Open)
    }
}
