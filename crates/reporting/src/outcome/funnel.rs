//! How far people come.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::followed::{Cohort, Followed, Situation, Step};
use super::proof::{Measure, Verdict, Why};

/// A stage of the funnel, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FunnelStage"))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Received.
    Enrolled,
    /// Mapped.
    Mapped,
    /// Matched.
    Matched,
    /// In a trial.
    Trial,
    /// Employed.
    Employed,
    /// Left.
    Left,
    /// In work or studies 28 days after leaving.
    After28Days,
    /// In work or studies six months after leaving.
    After6Months,
    /// In work or studies 24 months after leaving.
    After24Months,
}

/// One stage, with its proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// Of all who were received; of who left, for the stages after leaving.
    pub of_all: Measure,
    /// Of those who reached the stage before, which some pass over: they are
    /// outside here, and counted above.
    pub of_previous: Measure,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 9] = [
        Self::Enrolled,
        Self::Mapped,
        Self::Matched,
        Self::Trial,
        Self::Employed,
        Self::Left,
        Self::After28Days,
        Self::After6Months,
        Self::After24Months,
    ];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::Mapped => "mapped",
            Self::Matched => "matched",
            Self::Trial => "trial",
            Self::Employed => "employed",
            Self::Left => "left",
            Self::After28Days => "after_28_days",
            Self::After6Months => "after_6_months",
            Self::After24Months => "after_24_months",
        }
    }

    /// When a stage after leaving is, for who left on a day.
    fn after(self, left: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::After28Days => left.checked_add_days(Days::new(28)),
            Self::After6Months => left.checked_add_months(Months::new(6)),
            Self::After24Months => left.checked_add_months(Months::new(24)),
            _ => None,
        }
    }
}

/// The stages, as they are known on a day. What people do after leaving is
/// what was found at most `window` days from the day in question; what nobody
/// knows is in the denominator, and who has moved out or died is not.
#[must_use]
pub fn funnel(cohort: &Cohort, window: u16, on: NaiveDate) -> Vec<StageCount> {
    let verdict = |stage: Stage, one: &Followed| reached(one, stage, (window, on));
    let count = |(at, stage): (usize, Stage)| {
        let before = at.checked_sub(1).map(|before| Stage::ALL[before]);
        let from = |one: &Followed| match before {
            Some(before) if verdict(before, one) != Verdict::Yes => match verdict(stage, one) {
                Verdict::Outside(why) => Verdict::Outside(why),
                _ => Verdict::Outside(Why::NotReached(before)),
            },
            _ => verdict(stage, one),
        };
        StageCount {
            stage,
            of_all: Measure::of(cohort, |one| verdict(stage, one)),
            of_previous: Measure::of(cohort, from),
        }
    };
    Stage::ALL.into_iter().enumerate().map(count).collect()
}

fn reached(one: &Followed, stage: Stage, (window, on): (u16, NaiveDate)) -> Verdict {
    if on < one.received {
        return Verdict::Outside(Why::NotReceived);
    }
    let step = match stage {
        Stage::Enrolled => return Verdict::Yes,
        Stage::Mapped => one.step(Step::Mapped, on),
        Stage::Matched => one.step(Step::Matched, on),
        Stage::Trial => one.step(Step::Trial, on),
        Stage::Employed => one.step(Step::Employed, on),
        Stage::Left => one.left(on).map(|(day, _)| day),
        Stage::After28Days | Stage::After6Months | Stage::After24Months => {
            let Some((left, _)) = one.left(on) else { return Verdict::Outside(Why::NotLeft) };
            let day = stage.after(left).unwrap_or(NaiveDate::MAX);
            return working(one, (day, left), (window, on));
        }
    };
    step.map_or(Verdict::No(Why::NotReached(stage)), |_| Verdict::Yes)
}

/// Whether somebody is in work or studies about a day. What nobody knows is no
/// yes; who has moved out or died is not asked about. What was found before
/// `since` does not count.
pub(super) fn working(
    one: &Followed,
    (day, since): (NaiveDate, NaiveDate),
    (window, on): (u16, NaiveDate),
) -> Verdict {
    if on < day {
        return Verdict::Outside(Why::NotYet(day));
    }
    match one.about_from(day, (window, on), since) {
        Situation::Working | Situation::Studying => Verdict::Yes,
        Situation::Unknown => Verdict::No(Why::Unknown),
        gone @ (Situation::MovedOut | Situation::Deceased) => Verdict::Outside(Why::Found(gone)),
        other @ (Situation::Neither | Situation::InProgramme) => Verdict::No(Why::Found(other)),
    }
}
