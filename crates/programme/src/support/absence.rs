//! How long somebody has been away from work, as the statutes count it.
//!
//! Where something about the past is not known, every
//! way to fill it in is a [`World`], and only what holds in all of them is
//! firm.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::calendar::{Span, Time, add_months, apart, months_before, sum, without};
use crate::rules::Amount;

/// What a person did for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    #[serde(deserialize_with = "crate::read::day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(deserialize_with = "crate::read::day")]
    pub to: NaiveDate,
    /// What it was.
    pub kind: PeriodKind,
    /// To what part of full time.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_share")]
    pub share: Option<Amount>,
}

/// What a period was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Without work.
    Unemployed,
    /// In a labour market programme.
    Programme,
    /// Without work, with economic assistance.
    Assistance,
    /// Sickness benefit.
    SicknessBenefit,
    /// Rehabilitation benefit.
    RehabilitationBenefit,
    /// Sickness compensation.
    SicknessCompensation,
    /// Activity compensation.
    ActivityCompensation,
    /// Work, which does not count.
    Work,
    /// Studies, which do not count.
    Studies,
    /// Parental benefit, which does not count.
    ParentalBenefit,
    /// Anything else, which does not count.
    Other,
}

impl PeriodKind {
    fn counts(self) -> bool {
        !matches!(self, Self::Work | Self::Studies | Self::ParentalBenefit | Self::Other)
    }
}

/// When a child kept a person from work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// The first day.
    #[serde(deserialize_with = "crate::read::day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(deserialize_with = "crate::read::day")]
    pub to: NaiveDate,
    /// Whether it was the person's own child.
    #[serde(default)]
    pub own: Option<bool>,
    /// The child's day of birth.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub child_born: Option<NaiveDate>,
    /// The day an adopted child came to the family.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub adopted_arrived: Option<NaiveDate>,
}

impl Care {
    /// The days to disregard if the child is the person's own and small for
    /// so many years; where that is not known, the most that it may be if
    /// `unsure`, and none otherwise.
    fn disregarded(&self, years: u16, unsure: bool) -> Option<Span> {
        if self.own == Some(false) || !(unsure || self.is_sure()) {
            return None;
        }
        let last = match self.small_from() {
            Some(from) => add_months(from, years.saturating_mul(12)).pred_opt()?.min(self.to),
            None => self.to,
        };
        Span::new(self.from, last)
    }

    fn small_from(&self) -> Option<NaiveDate> {
        self.adopted_arrived.or(self.child_born)
    }

    fn is_sure(&self) -> bool {
        self.own == Some(false) || (self.own == Some(true) && self.small_from().is_some())
    }
}

/// The most or the least that care of a small child may make of the past.
///
/// Care lengthens a frame and takes days away from what counts in it, so that
/// neither all of it nor none of it is an end. These are: the frame as long as
/// it may be with as little as may be taken away, and the other way round.
#[derive(Clone, Debug, Default)]
struct End {
    /// Away from work full time, in order, apart.
    away: Vec<Span>,
    /// What lengthens the frame, in order, apart; none where there may have
    /// been any amount of it.
    care: Option<Vec<Span>>,
}

impl End {
    /// The frame of so many months before a day, without the days of care.
    fn frame(&self, before: NaiveDate, months: u16) -> Option<Span> {
        let start = months_before(before, months);
        let last = before.pred_opt()?;
        let Some(care) = &self.care else { return Span::new(NaiveDate::MIN, last) };
        let mut from = start;
        loop {
            let frame = Span::new(from, last)?;
            let days: u64 = care.iter().filter_map(|span| span.within(frame)).map(Span::days).sum();
            let back = start.checked_sub_days(Days::new(days))?;
            if back == from {
                return Some(frame);
            }
            from = back;
        }
    }

    fn in_frame(&self, before: NaiveDate, months: u16) -> Vec<Span> {
        let frame = self.frame(before, months);
        let within = |frame| self.away.iter().filter_map(move |span| span.within(frame));
        frame.into_iter().flat_map(within).collect()
    }

    fn in_all(&self, before: NaiveDate, months: u16) -> Vec<Span> {
        let Some(frame) = self.frame(before, months) else { return Vec::new() };
        let until = Span { from: NaiveDate::MIN, to: frame.to };
        let touches = |span: &&Span| span.to.succ_opt().is_none_or(|after| after >= frame.from);
        self.away.iter().filter(touches).filter_map(|span| span.within(until)).collect()
    }
}

/// One way that the past may have been, or a bound on several.
#[derive(Clone, Debug)]
pub(super) struct World {
    least: End,
    most: End,
    /// Which of the two it is.
    is_most: bool,
    /// By how many days months and days over may come to more or less than
    /// the days of an end do.
    slack: u32,
}

/// By how much one cut may change the months and days of a time, in days: of
/// two parts the months begin on other days, and are as short as February or
/// as long as July.
const SLACK_OF_A_CUT: u32 = 6;

impl World {
    /// The time away in the frame.
    pub(super) fn in_frame(&self, before: NaiveDate, months: u16) -> Time {
        self.time(|end| end.in_frame(before, months))
    }

    /// The time away in the frame, with what went before it unbroken.
    pub(super) fn in_all(&self, before: NaiveDate, months: u16) -> Time {
        self.time(|end| end.in_all(before, months))
    }

    /// Whether a day lies in the frame of so many months up to `day`.
    pub(super) fn is_within(&self, then: NaiveDate, day: NaiveDate, months: u16) -> bool {
        let end = if self.is_most { &self.most } else { &self.least };
        end.frame(day, months).is_some_and(|frame| frame.from <= then)
    }

    fn time(&self, of: impl Fn(&End) -> Vec<Span>) -> Time {
        let (least, most) = (of(&self.least), of(&self.most));
        if least == most {
            return sum(&least);
        }
        // What lies between has other days and other cuts.
        let days = |spans: &[Span]| {
            let time = sum(spans);
            time.months * 30 + time.days
        };
        let bound = if self.is_most {
            days(&most).saturating_add(self.slack)
        } else {
            days(&least).saturating_sub(self.slack)
        };
        Time { months: bound / 30, days: bound % 30 }
    }
}

/// What may not be known of the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Guess {
    /// Time of which nothing is known was all spent away from work.
    before: bool,
    /// Periods of unknown extent were full time.
    extent: bool,
    care: Unsure,
}

/// What care that may count makes of the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Unsure {
    /// Nothing: none of it counts.
    #[default]
    None,
    /// As little as it may.
    Least,
    /// As much as it may.
    Most,
}

/// The past as far as it is known.
pub(super) struct Past<'f> {
    facts: &'f Facts,
    /// Up to how many years a child is small.
    years: u16,
}

impl<'f> Past<'f> {
    pub(super) fn new(facts: &'f Facts, years: u16) -> Self {
        Self { facts, years }
    }

    /// What is true of the past in every world, or the fact that it hangs on.
    pub(super) fn judge<T: PartialEq>(&self, of: impl Fn(&World) -> T) -> Result<T, &'static str> {
        let Some(periods) = &self.facts.periods else { return Err("periods") };
        let judged = |guess| (guess, of(&self.world(periods, guess)));
        let guesses = self.guesses(periods);
        let worlds: Vec<(Guess, T)> = guesses.iter().copied().map(judged).collect();
        // Without the care that may count, all else may be settled.
        let none = guesses.iter().map(|guess| judged(Guess { care: Unsure::None, ..*guess }).1);
        let none: Vec<T> = none.collect();
        let is_settled = none.iter().all(|answer| *answer == none[0]);
        if is_settled && worlds.iter().any(|(_, answer)| *answer != none[0]) {
            return Err("care");
        }
        let hangs_on = |change: fn(&mut Guess)| {
            worlds.iter().any(|(guess, answer)| {
                let mut other = *guess;
                change(&mut other);
                worlds.iter().any(|(guess, there)| *guess == other && there != answer)
            })
        };
        if hangs_on(|guess| guess.extent = !guess.extent) {
            return Err("periods");
        }
        if hangs_on(|guess| guess.before = !guess.before) {
            return Err("history_from");
        }
        if worlds.iter().any(|(_, answer)| *answer != worlds[0].1) {
            return Err("care");
        }
        worlds.into_iter().next().map(|(_, answer)| answer).ok_or("periods")
    }

    /// What is true of care of a small child in every world, or the fact that
    /// it hangs on.
    pub(super) fn judge_care<T: PartialEq>(
        &self,
        of: impl Fn(&World) -> T,
    ) -> Result<T, &'static str> {
        let unsure = self.facts.care.as_ref().is_none_or(|care| !care.iter().all(Care::is_sure));
        let at_least = of(&self.world(&[], Guess::default()));
        let care = if unsure { Unsure::Most } else { Unsure::None };
        let at_most = of(&self.world(&[], Guess { care, ..Guess::default() }));
        if at_least == at_most { Ok(at_least) } else { Err("care") }
    }

    /// Whether care of a small child may have a part in the past.
    pub(super) fn has_care(&self) -> bool {
        self.facts.care.as_ref().is_some_and(|care| !care.is_empty())
    }

    fn guesses(&self, periods: &[Period]) -> Vec<Guess> {
        let both = |unsure: bool| if unsure { &[false, true][..] } else { &[false] };
        let extent = periods.iter().any(|period| period.kind.counts() && period.share.is_none());
        let care = self.facts.care.as_ref().is_none_or(|care| !care.iter().all(Care::is_sure));
        let mut guesses = Vec::new();
        for &before in both(true) {
            for &extent in both(extent) {
                let ends: &[Unsure] =
                    if care { &[Unsure::Least, Unsure::Most] } else { &[Unsure::None] };
                guesses.extend(ends.iter().map(|&care| Guess { before, extent, care }));
            }
        }
        guesses
    }

    fn world(&self, periods: &[Period], guess: Guess) -> World {
        let parts = self.parts(periods, guess);
        let entries = self.facts.care.as_deref();
        let care = |unsure: bool| {
            let entries = entries.unwrap_or_default().iter();
            apart(entries.filter_map(|one| one.disregarded(self.years, unsure)).collect())
        };
        let counts = guess.care != Unsure::None;
        let (sure, possible) = (care(false), care(counts));
        let may_be_any = counts && entries.is_none();
        let unsure = entries.unwrap_or_default().iter().filter(|one| !one.is_sure()).count();
        let cuts = u32::try_from(unsure).unwrap_or(u32::MAX).saturating_add(1);
        let least = if may_be_any { Vec::new() } else { full_time(&parts, &possible) };
        let most = full_time(&parts, &sure);
        World {
            least: End { away: least, care: Some(sure) },
            most: End { away: most, care: (!may_be_any).then_some(possible) },
            is_most: guess.care == Unsure::Most,
            slack: cuts.saturating_mul(SLACK_OF_A_CUT),
        }
    }

    /// What may count towards full time, with how much of it.
    fn parts(&self, periods: &[Period], guess: Guess) -> Vec<(Span, Amount)> {
        let unknown = match self.facts.history_from {
            Some(from) => {
                let before = from.pred_opt().and_then(|last| Span::new(BEFORE_ANY, last));
                before.into_iter().collect()
            }
            // Of the days between periods nothing is known either.
            None => {
                let any = Span { from: BEFORE_ANY, to: NaiveDate::MAX };
                let told = periods.iter().filter_map(|period| Span::new(period.from, period.to));
                without(&[any], &apart(told.collect()))
            }
        };
        let unknown = unknown.into_iter().filter(|_| guess.before);
        let counting = periods.iter().filter(|period| period.kind.counts());
        let known = counting.filter_map(|period| {
            let unsure = Amount::from(i64::from(guess.extent));
            Some((Span::new(period.from, period.to)?, period.share.unwrap_or(unsure)))
        });
        unknown.map(|span| (span, Amount::from(1))).chain(known).collect()
    }
}

/// Earlier than anything that is asked for.
const BEFORE_ANY: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");

/// The days on which the parts make full time and no child is cared for.
fn full_time(parts: &[(Span, Amount)], care: &[Span]) -> Vec<Span> {
    let mut edges: Vec<NaiveDate> = Vec::new();
    for span in parts.iter().map(|(span, _)| span).chain(care) {
        edges.push(span.from);
        edges.extend(span.to.succ_opt());
    }
    edges.sort_unstable();
    edges.dedup();
    let piece = |pair: &[NaiveDate]| Span::new(pair[0], pair[1].pred_opt()?);
    let whole = |piece: &Span| {
        let there = |span: Span| span.from <= piece.from && piece.to <= span.to;
        let shares = parts.iter().filter(|(span, _)| there(*span)).map(|(_, share)| *share);
        makes_full_time(shares) && !care.iter().any(|span| there(*span))
    };
    apart(edges.windows(2).filter_map(piece).filter(whole).collect())
}

/// Whether shares come to full time; in thousandths, rounded to the nearest.
fn makes_full_time(shares: impl Iterator<Item = Amount>) -> bool {
    let thousandths = |share: Amount| {
        let (above, below) = (i128::from(share.numerator()), i128::from(share.denominator()));
        (above * 1000 + below / 2) / below
    };
    shares.map(thousandths).sum::<i128>() >= 1000
}
