//! What somebody asks of a week.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday, WeekdaySet};
use serde::{Deserialize, Serialize};

use super::travel::{Place, Travel, Ways};

/// Names a wish within a week, such as `sfi` or `pick-up`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WishId(pub String);

/// What time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Work at the placement.
    Work,
    /// The training day; working time, since it is part of the employment.
    Training,
    /// School, such as SFI; no working time.
    Study,
    /// Anything else that takes time.
    Other,
}

impl Kind {
    /// Whether the limits on working time count it.
    #[must_use]
    pub fn is_working_time(self) -> bool {
        matches!(self, Self::Work | Self::Training)
    }
}

/// A stretch of a day, in minutes after its midnight, in steps of five. It
/// begins on the day, and may end on the next: `to` is at most 2880.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// When it begins.
    pub from: u16,
    /// When it ends.
    pub to: u16,
}

/// Blocks of the same length on some days of the week, one a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// How long each is without breaks, in minutes, in steps of five.
    pub minutes: u16,
    /// Minutes of breaks within each, in steps of five.
    pub breaks: u16,
    /// On how many days.
    pub times: u8,
    /// On which of these.
    pub days: WeekdaySet,
    /// Within which hours.
    pub window: Window,
}

/// What is wished for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Time for something.
    Time {
        /// What for.
        kind: Kind,
        /// Where; at home if none.
        place: Option<Place>,
        /// Any one of these will do.
        options: Vec<Sessions>,
    },
    /// Away from home only within these hours: from when a child can be left
    /// until it must be fetched, or between the first bus and the last.
    Home {
        /// On which days.
        days: WeekdaySet,
        /// From leaving home until being back.
        window: Window,
    },
    /// A place is open only on these days at these hours.
    Open {
        /// Which.
        place: Place,
        /// When; a block must fit into one of these.
        hours: Vec<(WeekdaySet, Window)>,
    },
}

/// Whether a week without it is a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// It must be so.
    Hard,
    /// It is given up where it cannot be.
    Soft,
}

/// One thing somebody asks of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Its name.
    pub id: WishId,
    /// Whether it can be given up.
    pub strength: Strength,
    /// What it is.
    pub what: What,
}

/// A week to plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub(super) monday: NaiveDate,
    pub(super) wishes: Vec<Wish>,
    pub(super) ways: Ways,
}

/// Why these wishes are none for a week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeekError {
    /// The week does not begin on a Monday.
    #[error("the week begins on `{0}`, which is no Monday: expected one")]
    NoMonday(NaiveDate),
    /// Two wishes of one name.
    #[error("the wish `{}` is there twice: expected each once", .0.0)]
    Twice(WishId),
    /// More than can be searched.
    #[error("there are `{0}` wishes: expected at most {max}", max = Week::MOST)]
    Many(usize),
    /// A time that is none.
    #[error("the wish `{}` has a time that is none: expected {expected}", .wish.0)]
    Time {
        /// Of which wish.
        wish: WishId,
        /// What a time is.
        expected: &'static str,
    },
    /// A wish for time that no option gives, or for more days than it names.
    #[error("the wish `{}` can never be met: expected an option, with as many days as times", .0.0)]
    Never(WishId),
}

impl Week {
    /// The most wishes of a week.
    pub const MOST: usize = 16;

    /// A week from a Monday on. Of two soft wishes that cannot both be met,
    /// the earlier in the list goes first.
    ///
    /// # Errors
    /// It begins on another day, a wish is there twice, there are more than
    /// 16, or one has times that are none.
    pub fn new(monday: NaiveDate, wishes: Vec<Wish>, travel: &Travel) -> Result<Self, WeekError> {
        if monday.weekday() != Weekday::Mon {
            return Err(WeekError::NoMonday(monday));
        }
        if wishes.len() > Self::MOST {
            return Err(WeekError::Many(wishes.len()));
        }
        let mut ids = BTreeSet::new();
        for wish in &wishes {
            if !ids.insert(&wish.id) {
                return Err(WeekError::Twice(wish.id.clone()));
            }
            check(wish)?;
        }
        let places = wishes.iter().filter_map(|wish| match &wish.what {
            What::Time { place, .. } => place.as_ref(),
            _ => None,
        });
        let ways = Ways::new(travel, places);
        Ok(Self { monday, wishes, ways })
    }

    /// The Monday it begins on.
    #[must_use]
    pub fn monday(&self) -> NaiveDate {
        self.monday
    }

    /// The week without some days, such as holidays: what was to be on them is
    /// not made good, so that each option is for as many days as are left.
    #[must_use]
    pub fn without(mut self, off: WeekdaySet) -> Self {
        for wish in &mut self.wishes {
            let What::Time { options, .. } = &mut wish.what else { continue };
            for one in options {
                one.days = one.days.difference(off);
                one.times = one.times.min(one.days.len());
            }
        }
        self
    }
}

fn check(wish: &Wish) -> Result<(), WeekError> {
    let wrong = |expected| WeekError::Time { wish: wish.id.clone(), expected };
    let window = |window: &Window| match window {
        Window { from, to } if from % 5 != 0 || to % 5 != 0 => Err(wrong("steps of five minutes")),
        Window { from: 1440.., .. } => Err(wrong("a beginning on its day")),
        Window { from, to } if from >= to || *to > 2880 => Err(wrong("an end after the beginning")),
        Window { .. } => Ok(()),
    };
    match &wish.what {
        What::Home { window: hours, .. } => window(hours),
        What::Open { hours, .. } => hours.iter().try_for_each(|(_, hours)| window(hours)),
        What::Time { options, .. } => {
            for one in options {
                window(&one.window)?;
                if one.minutes == 0 || one.minutes % 5 != 0 || one.breaks % 5 != 0 {
                    return Err(wrong("a length in steps of five minutes"));
                }
                if one.minutes > 1440 || one.breaks > 1440 {
                    return Err(wrong("a length of at most a day"));
                }
                if one.times > one.days.len() {
                    return Err(WeekError::Never(wish.id.clone()));
                }
            }
            if options.is_empty() { Err(WeekError::Never(wish.id.clone())) } else { Ok(()) }
        }
    }
}
