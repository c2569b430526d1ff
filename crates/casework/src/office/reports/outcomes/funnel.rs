//! How far people come in an operation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::OperationId;
use etablera_domain::event::Code;
use etablera_reporting::outcome::{Ending, Stage, funnel};
use serde::Serialize;

use super::asked::{AskedShown, Given};
use super::told::{MeasureTold, Teller};
use crate::office::commands::commands;
use crate::office::{Call, Office, UseCase};

commands! {
    /// Asks how far people come.
    ReadFunnel {
        /// In which operation.
        operation: OperationId,
        /// Those received from this day; from the beginning unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Those received until this day; the day of the report unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// As it was on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// How many days from the day in question something may have been
        /// found; 30 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window_days: Option<u16>,
        /// How codes for leaving are read that are not among the usual ones.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        endings: BTreeMap<Code, Ending>,
        /// With who is behind each number.
        #[serde(default)]
        names: bool,
    }
}

/// How far people come.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct FunnelShown {
    /// Of whom, and of when.
    #[serde(flatten)]
    pub asked: AskedShown,
    /// The stages, in order.
    pub stages: Vec<StageTold>,
    /// Codes for leaving that nobody knows how to read: those who left by them
    /// left, and nobody knows how.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Code>,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct StageTold {
    /// Which.
    pub stage: Stage,
    /// Of all who were received; of who left, for the stages after leaving.
    pub of_all: MeasureTold,
    /// Of those who reached the stage before.
    pub of_previous: MeasureTold,
}

/// How far people come who were received in an operation, from the log: each
/// stage with its share of all and of the stage before. Everybody is counted;
/// who may not have names sees no small counts, and whole years.
///
/// # Errors
///
/// When the caller may not, there is no such operation, a day has not come or
/// days are in the wrong order, or the store fails.
pub fn read_funnel<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadFunnel,
) -> UseCase<'a, FunnelShown> {
    office.look(call, async move |work| {
        let ReadFunnel { operation, from, until, on, window_days, endings, names } = command;
        let given = Given {
            from: *from,
            until: *until,
            on: *on,
            window_days: *window_days,
            endings: Some(endings),
            names: *names,
        };
        let asked = work.asked(&given).await?;
        let gathered = work.received(operation, &asked).await?;
        let stages = funnel(&gathered.cohort, asked.window, asked.reading.on);
        let (guard, known) = (asked.guard(), &gathered.known);
        let mut teller = Teller { guard, known, names: asked.names };
        let of_all: Vec<MeasureTold> =
            stages.iter().map(|one| teller.measure(&one.of_all)).collect();
        let told = stages.iter().zip(of_all).map(|(one, of_all)| StageTold {
            stage: one.stage,
            of_all,
            of_previous: teller.measure(&one.of_previous),
        });
        let stages = told.collect();
        let unread = gathered.unread.iter().cloned().collect();
        Ok(FunnelShown { asked: asked.shown(operation), stages, unread })
    })
}
