//! A week as it stands in a file.
//!
//! Hours are text such as `07:00-17:30`; an end that is not after its beginning
//! is on the next day.

use chrono::{NaiveDate, Weekday, WeekdaySet};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::Spanned;

use super::travel::{Place, Travel};
use super::wish::{Kind, Sessions, Strength, Week, WeekError, What, Window, Wish, WishId};
use crate::text::line;

/// A week, and what was taught before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekFile {
    /// The week.
    pub week: Week,
    /// Minutes of Swedish for immigrants in each of the three weeks before, if
    /// they are known; for [`sfi_needed`](super::sfi_needed).
    pub taught_before: Option<[u32; 3]>,
}

/// Why a text holds no week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct FileError {
    /// From 1.
    pub line: usize,
    /// What was found, and what was expected.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(deserialize_with = "crate::read::day")]
    monday: NaiveDate,
    #[serde(default)]
    taught_before: Option<[u32; 3]>,
    #[serde(default)]
    travel: Travel,
    #[serde(default, rename = "wish")]
    wishes: Vec<Spanned<Row>>,
}

/// A wish; exactly one of the last three is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: WishId,
    #[serde(default = "hard")]
    strength: Strength,
    time: Option<Time>,
    home: Option<Hours>,
    open: Option<Open>,
}

fn hard() -> Strength {
    Strength::Hard
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    kind: Kind,
    place: Option<Place>,
    options: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    minutes: u16,
    #[serde(default)]
    breaks: u16,
    times: u8,
    #[serde(deserialize_with = "weekdays")]
    days: WeekdaySet,
    #[serde(deserialize_with = "window")]
    within: Window,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hours {
    #[serde(deserialize_with = "weekdays")]
    days: WeekdaySet,
    #[serde(deserialize_with = "window")]
    within: Window,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    place: Place,
    hours: Vec<Hours>,
}

impl WeekFile {
    /// Reads a week from TOML.
    ///
    /// # Errors
    /// The first thing that is wrong, by its line.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        let at = |at, message| FileError { line: line(text, at), message };
        let file: File = toml::from_str(text).map_err(|error: toml::de::Error| {
            at(error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let File { monday, taught_before, travel, wishes } = file;
        let mut spans = Vec::new();
        let mut read = Vec::new();
        for wish in wishes {
            let start = wish.span().start;
            let wish = wish.into_inner().read().map_err(|message| at(start, message))?;
            spans.push((wish.id.clone(), start));
            read.push(wish);
        }
        let place = |id: &WishId| spans.iter().rev().find(|(other, _)| other == id);
        let week = Week::new(monday, read, &travel).map_err(|error| {
            let start = match &error {
                WeekError::Twice(wish) | WeekError::Never(wish) | WeekError::Time { wish, .. } => {
                    place(wish).map_or(0, |(_, start)| *start)
                }
                WeekError::NoMonday(_) | WeekError::Many(_) => 0,
            };
            at(start, error.to_string())
        })?;
        Ok(Self { week, taught_before })
    }
}

impl Row {
    fn read(self) -> Result<Wish, String> {
        let what = match (self.time, self.home, self.open) {
            (Some(time), None, None) => What::Time {
                kind: time.kind,
                place: time.place,
                options: time.options.iter().map(Choice::sessions).collect(),
            },
            (None, Some(Hours { days, within }), None) => What::Home { days, window: within },
            (None, None, Some(Open { place, hours })) => {
                let hours = hours.into_iter();
                let hours = hours.map(|one| (one.days, one.within));
                What::Open { place, hours: hours.collect() }
            }
            _ => {
                let id = &self.id.0;
                return Err(format!("the wish `{id}`: expected one of `time`, `home` and `open`"));
            }
        };
        Ok(Wish { id: self.id, strength: self.strength, what })
    }
}

impl Choice {
    fn sessions(&self) -> Sessions {
        let Self { minutes, breaks, times, days, within } = *self;
        Sessions { minutes, breaks, times, days, window: within }
    }
}

fn weekdays<'de, D: Deserializer<'de>>(from: D) -> Result<WeekdaySet, D::Error> {
    let read = |text: &String| -> Result<Weekday, D::Error> {
        let shown: String = text.chars().take(40).collect();
        let none = |_| D::Error::custom(format!("`{shown}` is no weekday: expected one as `mon`"));
        text.parse().map_err(none)
    };
    Vec::<String>::deserialize(from)?.iter().map(read).collect()
}

fn window<'de, D: Deserializer<'de>>(from: D) -> Result<Window, D::Error> {
    let text = String::deserialize(from)?;
    hours(&text).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        D::Error::custom(format!("`{shown}` is no stretch of a day: expected one as `07:00-17:30`"))
    })
}

fn hours(text: &str) -> Option<Window> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    let to = if to <= from { to + 24 * 60 } else { to };
    (from < 24 * 60).then_some(Window { from, to })
}

/// Minutes after midnight, up to 24:00.
fn minutes(clock: &str) -> Option<u16> {
    let (hour, minute) = clock.split_once(':')?;
    let number = |text: &str| -> Option<u16> {
        let is_right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_right)
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && (hour < 24 || hour == 24 && minute == 0)).then_some(hour * 60 + minute)
}
