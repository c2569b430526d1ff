//! Capacity against cases worked by hand, formulas of queueing and brute force.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod counted;
mod faults;
mod formulas;
mod hand;
mod laws;
#[path = "../common/lulea.rs"]
mod lulea;
#[path = "../common/story.rs"]
mod story;

use std::num::{NonZeroU16, NonZeroU32, NonZeroUsize};

use etablera_programme::capacity::{
    Arrivals, Chances, Draws, Goal, Mark, Model, Programme, Resources, Seat, Stage, Stay, Uses,
    stages,
};
use etablera_programme::template::{Extension, Length, Template};

/// So much of everything that nobody waits.
const PLENTY: Resources =
    Resources { trial_seats: 999, employment_seats: 999, supervisors: 999, training_days: 999 };

const ONE: NonZeroUsize = NonZeroUsize::MIN;

fn number(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn uses(seat: Seat) -> Uses {
    Uses { seat, supervised: true, trains: true }
}

/// One month's trial and four months' employment, two on a supervisor and
/// five on a training day, from the first day of 2027.
fn one_and_four(arrivals: Arrivals, chances: Chances) -> Programme {
    let template = Template::shipped("workplace-lulea").unwrap();
    Programme {
        stages: stages(&template, |_| chances),
        start: "2027-01-01".parse().unwrap(),
        waiting: 0,
        arrivals,
        calendar: None,
        per_supervisor: number(2),
        per_training_day: number(5),
    }
}

fn goal(mark: Mark, people: u16, months: u16) -> Goal {
    Goal { mark, people: number(people), months }
}

/// A programme of one stage that takes a trial seat alone.
fn single(stay: Stay, hundredths: u32) -> Programme {
    let uses = Uses { seat: Seat::Trial, supervised: false, trains: false };
    let stage = Stage {
        id: "trial".parse().unwrap(),
        stay,
        extension: None,
        chances: Chances::ALL_GO_ON,
        uses,
    };
    Programme {
        stages: vec![stage],
        ..one_and_four(Arrivals::Poisson { hundredths }, Chances::ALL_GO_ON)
    }
}

fn draws(model: &Model, replications: u32, seed: u64) -> Draws {
    Draws::new(model, NonZeroU32::new(replications).unwrap(), seed)
}

fn once(days: u16) -> Option<Extension> {
    Some(Extension { most: Length::Days(days), times: 1 })
}
