//! How long somebody has been away from work, as the statutes count it.
//!
//! Where something about the past is not known, every
//! way to fill it in is a [`World`], and only what holds in all of them is
//! firm.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::calendar::{Span, Time, add_months, apart, months_before, sum};
use crate::rules::Amount;

/// What a person did for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// What it was.
    pub kind: PeriodKind,
    /// To what part of full time.
    #[serde(default)]
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
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Whether it was the person's own child.
    #[serde(default)]
    pub own: Option<bool>,
    /// The child's day of birth.
    #[serde(default)]
    pub child_born: Option<NaiveDate>,
    /// The day an adopted child came to the family.
    #[serde(default)]
    pub adopted_arrived: Option<NaiveDate>,
}

impl Care {
    /// The days to disregard if the child is the person's own and small for
    /// so many years; `unsure` says whether that holds where it is not known.
    fn disregarded(&self, years: u16, unsure: bool) -> Option<Span> {
        let small_from = self.adopted_arrived.or(self.child_born);
        match (self.own, small_from) {
            (Some(false), _) => None,
            (Some(true), Some(from)) => {
                let last = add_months(from, years.saturating_mul(12)).pred_opt()?;
                Span::new(self.from, self.to.min(last))
            }
            _ => unsure.then(|| Span::new(self.from, self.to)).flatten(),
        }
    }

    fn is_sure(&self) -> bool {
        self.own == Some(false)
            || (self.own == Some(true) && self.adopted_arrived.or(self.child_born).is_some())
    }
}

/// One way that the past may have been.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// Away from work full time, in order, apart.
    away: Vec<Span>,
    /// Kept from work by a small child, in order, apart; none where there may
    /// have been any amount of it.
    care: Option<Vec<Span>>,
}

impl World {
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

    /// The time away in the frame.
    pub(super) fn in_frame(&self, before: NaiveDate, months: u16) -> Time {
        let Some(frame) = self.frame(before, months) else { return Time::default() };
        let spans: Vec<Span> = self.away.iter().filter_map(|span| span.within(frame)).collect();
        sum(&spans)
    }

    /// The time away in the frame, with what went before it unbroken.
    pub(super) fn in_all(&self, before: NaiveDate, months: u16) -> Time {
        let Some(frame) = self.frame(before, months) else { return Time::default() };
        let until = Span { from: NaiveDate::MIN, to: frame.to };
        let touches = |span: &&Span| span.to.succ_opt().is_none_or(|after| after >= frame.from);
        let spans: Vec<Span> =
            self.away.iter().filter(touches).filter_map(|span| span.within(until)).collect();
        sum(&spans)
    }

    /// Whether a day lies in the frame of so many months up to `day`.
    pub(super) fn is_within(&self, then: NaiveDate, day: NaiveDate, months: u16) -> bool {
        self.frame(day, months).is_some_and(|frame| frame.from <= then)
    }
}

/// What may not be known of the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Guess {
    /// Time before the known past was all spent away from work.
    before: bool,
    /// Periods of unknown extent were full time.
    extent: bool,
    /// Care that may count does.
    care: bool,
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
        let worlds: Vec<(Guess, T)> = self
            .guesses(periods)
            .into_iter()
            .map(|guess| (guess, of(&self.world(periods, guess))))
            .collect();
        // Care that is known may settle what else is not: the frame then reaches
        // back no further.
        let mut without = worlds.iter().filter(|(guess, _)| !guess.care).map(|(_, answer)| answer);
        let settled = without.next().is_some_and(|first| without.all(|answer| answer == first));
        if settled && worlds.iter().any(|(_, answer)| *answer != worlds[0].1) {
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
        if hangs_on(|guess| guess.care = !guess.care) {
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
        let at_most = of(&self.world(&[], Guess { care: unsure, ..Guess::default() }));
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
                guesses.extend(both(care).iter().map(|&care| Guess { before, extent, care }));
            }
        }
        guesses
    }

    fn world(&self, periods: &[Period], guess: Guess) -> World {
        let known_from = self.facts.history_from;
        let known_from = known_from.or_else(|| periods.iter().map(|period| period.from).min());
        let unknown = match known_from {
            Some(from) => from.pred_opt().and_then(|last| Span::new(BEFORE_ANY, last)),
            None => Span::new(BEFORE_ANY, NaiveDate::MAX),
        };
        let before = unknown.filter(|_| guess.before).map(|span| (span, Amount::from(1)));
        let counting = periods.iter().filter(|period| period.kind.counts());
        let known = counting.filter_map(|period| {
            let unsure = Amount::from(i64::from(guess.extent));
            Some((Span::new(period.from, period.to)?, period.share.unwrap_or(unsure)))
        });
        let parts: Vec<(Span, Amount)> = before.into_iter().chain(known).collect();
        let care = self.facts.care.as_ref().map(|care| {
            let spans = care.iter().filter_map(|one| one.disregarded(self.years, guess.care));
            apart(spans.collect())
        });
        let care = if guess.care { care } else { Some(care.unwrap_or_default()) };
        let away = full_time(&parts, care.as_deref().unwrap_or_default());
        World { away, care }
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
