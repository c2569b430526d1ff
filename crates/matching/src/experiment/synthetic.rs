//! A made-up course of events in which it matters what seats are kept for.

use std::num::NonZeroU32;

use super::{Case, Log, LogError, Window};
use crate::assignment::{Groups, Instance};
use crate::lots::Lots;

/// People and needs of several trades, over periods.
///
/// A need asks much or little, a person brings much or little, and a pair is
/// worth most where much meets much: whoever gives the demanding seats to
/// those who come first lacks them later. Every other trade comes early, the
/// rest late. Needs open early or later and stay open to the end; a person
/// knows a few needs, most of them in their trade, and stays for some periods.
/// Groups are by trade, so that they come at different times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Synthetic {
    /// How many people come.
    pub participants: u32,
    /// How many needs there are.
    pub needs: u32,
    /// How many periods there are.
    pub periods: NonZeroU32,
    /// How many trades.
    pub trades: NonZeroU32,
    /// How many needs a person could go to, at most.
    pub choices: u32,
    /// How many periods a person stays at most.
    pub patience: NonZeroU32,
}

impl Default for Synthetic {
    /// Twelve months of a middle-sized project, with some 240 seats.
    fn default() -> Self {
        let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            participants: 300,
            needs: 80,
            periods: number(12),
            trades: number(4),
            choices: 12,
            patience: number(4),
        }
    }
}

/// What draws are for; each has its own.
const NEED: u64 = 1;
const PERSON: u64 = 2;

/// A need before it is a number.
struct Ask {
    trade: u32,
    /// How much it asks, 0 to 1000.
    level: u32,
    seats: u32,
    opening: Window,
}

/// A person before they are a number.
struct Bring {
    trade: u32,
    /// How much they bring, 0 to 1000.
    level: u32,
    stay: Window,
    /// Need and score.
    pairs: Vec<(u32, u32)>,
}

impl Synthetic {
    /// One course of events, and histories of others: the same needs, and
    /// people drawn anew.
    ///
    /// # Errors
    ///
    /// When there are more people, needs or pairs than fit.
    pub fn case(&self, seed: u64, histories: usize) -> Result<Case, LogError> {
        let needs: Vec<Ask> =
            (0..self.needs).map(|n| self.need(Lots::of(seed, &[NEED, u64::from(n)]))).collect();
        let log = |history| self.log(seed, history, &needs);
        let histories = (1..=histories as u64).map(log).collect::<Result<_, _>>()?;
        Ok(Case { seed, log: log(0)?, histories })
    }

    fn log(&self, seed: u64, history: u64, needs: &[Ask]) -> Result<Log, LogError> {
        let person = |p| self.person(Lots::of(seed, &[PERSON, history, p]), needs);
        let people: Vec<Bring> = (0..u64::from(self.participants)).map(person).collect();
        let pairs = people.iter().zip(0..).flat_map(|(person, number)| {
            person.pairs.iter().map(move |(need, score)| (number, *need, *score))
        });
        let pairs: Vec<_> = pairs.collect();
        let seats = needs.iter().map(|need| need.seats).collect();
        let instance = Instance::new(self.participants, seats, &pairs)?;
        let stays = people.iter().map(|person| person.stay).collect();
        let openings = needs.iter().map(|need| need.opening).collect();
        let labels = people.iter().map(|person| person.trade).collect();
        Log::new(self.periods.get(), instance, stays, openings)?
            .with_groups(Groups::new(self.trades.get() as usize, labels)?)
    }

    fn need(&self, mut random: Lots) -> Ask {
        let periods = self.periods.get();
        let from = if random.chance(600) { 0 } else { random.below(periods) };
        Ask {
            trade: random.below(self.trades.get()),
            level: random.between(0, 1000),
            seats: random.between(1, 5),
            opening: Window { from, until: periods },
        }
    }

    fn person(&self, mut random: Lots, needs: &[Ask]) -> Bring {
        let periods = self.periods.get();
        let trade = random.below(self.trades.get());
        let (one, other) = (random.below(periods), random.below(periods));
        let from = if trade.is_multiple_of(2) { one.min(other) } else { one.max(other) };
        let until = from.saturating_add(random.between(1, self.patience.get())).min(periods);
        let level = random.between(0, 1000);
        let mut person = Bring { trade, level, stay: Window { from, until }, pairs: Vec::new() };
        let mut all: Vec<u32> = (0..needs.len() as u32).collect();
        random.shuffle(&mut all);
        for need in all {
            if person.pairs.len() == self.choices as usize {
                break;
            }
            let ask = &needs[need as usize];
            if ask.trade == trade || random.chance(150) {
                let noise = random.between(0, 10_000);
                person.pairs.push((need, score(&person, ask) + noise));
            }
        }
        person
    }
}

/// What a pair is worth before chance, up to 90 000 points.
fn score(person: &Bring, need: &Ask) -> u32 {
    let both = person.level * need.level / 1000;
    let (fit, most) = if person.trade == need.trade { (10_000, 80) } else { (5_000, 30) };
    fit + both * most
}
