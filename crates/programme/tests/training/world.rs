//! Small worlds of events, and a plain telling of what they amount to.

use chrono::{Days, NaiveDate};
use etablera_domain::event::{Code, Event, EventId, Happening, Presence, State, Subject};
use etablera_programme::training::{ContentPlan, Member, Sessions};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) const PLAN: &str = r#"
    id = "small"
    name = { sv = "Liten", en = "Small" }
    [[part]]
    id = "a"
    name = { sv = "A", en = "A" }
    topic = "arriving"
    hours = 1
    reference = "made up"
    verified = true
    [[part]]
    id = "b"
    name = { sv = "B", en = "B" }
    topic = "living"
    hours = 2
    reference = "made up"
    verified = true
    [[part]]
    id = "c"
    name = { sv = "C", en = "C" }
    topic = "language"
    hours = 1
    reference = "made up"
    verified = false
"#;

pub(crate) fn plan() -> ContentPlan {
    ContentPlan::parse(PLAN).unwrap()
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// So many days after a Monday.
pub(crate) fn day(offset: u8) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() + Days::new(offset.into())
}

/// Something that happens, with the day on which it does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Join(u8, u8),
    Leave(u8, u8),
    /// Session, day, minutes, part, cohort.
    Plan(u8, u8, u16, Option<u8>, Option<u8>),
    Cancel(u8),
    /// Session, who, how, minutes.
    Attend(u8, u8, Presence, u16),
}

pub(crate) const PARTS: [&str; 4] = ["a", "b", "c", "unknown"];

/// A participant, session or cohort by its number.
pub(crate) fn named(letter: char, number: u8) -> String {
    format!("{letter}{number}")
}

pub(crate) fn event(number: usize, on: NaiveDate, act: Act) -> Event {
    let cohort = |number: u8| code(&named('k', number));
    let (stream, what) = match act {
        Act::Join(who, to) => {
            (named('P', who), Happening::CohortJoined { cohort: cohort(to), operation: None })
        }
        Act::Leave(who, from) => (named('P', who), Happening::CohortLeft { cohort: cohort(from) }),
        Act::Plan(session, on, minutes, part, of) => {
            let part = part.map(|part| code(PARTS[usize::from(part)]));
            let (on, cohort) = (day(on), of.map(cohort));
            let what = Happening::SessionPlanned { on, minutes, module: None, part, cohort };
            (named('S', session), what)
        }
        Act::Cancel(session) => {
            (named('S', session), Happening::SessionCancelled { reason: code("ill_teacher") })
        }
        Act::Attend(session, who, presence, minutes) => {
            let participant = named('P', who).parse().unwrap();
            (named('S', session), Happening::Attended { participant, presence, minutes })
        }
    };
    let kind = if stream.starts_with('P') { "participant" } else { "session" };
    let stream: Subject = format!("{kind}:{stream}").parse().unwrap();
    let mut about = vec![stream.clone()];
    if let Act::Attend(_, who, ..) = act {
        about.push(format!("participant:{}", named('P', who)).parse().unwrap());
    }
    Event {
        id: EventId::new(Uuid::from_u128(number as u128 + 1)),
        stream,
        about: about.into_iter().collect(),
        occurred_on: on,
        recorded_at: "2026-01-01T12:00:00.000000Z".parse().unwrap(),
        by: "anna".parse().unwrap(),
        corrects: None,
        what,
    }
}

/// Everything that happens, by day.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) acts: Vec<(u8, Act)>,
}

impl World {
    pub(crate) fn new(mut acts: Vec<(u8, Act)>) -> Self {
        acts.sort_by_key(|(on, _)| *on);
        Self { acts }
    }

    pub(crate) fn state(&self, subject: &str) -> State {
        let mut state = State::new(&subject.parse().unwrap());
        for (number, (on, act)) in self.acts.iter().enumerate() {
            state.apply(&event(number, day(*on), *act));
        }
        state
    }

    pub(crate) fn sessions(&self) -> Sessions {
        let states: Vec<State> =
            (0..SESSIONS).map(|at| self.state(&format!("session:S{at}"))).collect();
        Sessions::of(states.iter().map(|state| state.session().unwrap()))
    }

    pub(crate) fn member(&self, who: u8) -> Member {
        Member::of(self.state(&format!("participant:P{who}")).case().unwrap())
    }

    pub(crate) fn members(&self) -> Vec<Member> {
        (0..PEOPLE).map(|who| self.member(who)).collect()
    }

    /// The plan that holds: day, minutes, part, cohort.
    pub(crate) fn plan_of(&self, session: u8) -> Option<(u8, u16, Option<u8>, Option<u8>)> {
        let mut holds = None;
        for (_, act) in &self.acts {
            match *act {
                Act::Plan(of, on, minutes, part, cohort) if of == session => {
                    holds = Some((on, minutes, part, cohort));
                }
                Act::Cancel(of) if of == session => holds = None,
                _ => {}
            }
        }
        holds
    }

    /// Whether somebody is in a cohort on a day, told from the events of each
    /// day up to it and that of leaving.
    pub(crate) fn is_in(&self, who: u8, cohort: u8, on: u8) -> bool {
        let (mut inside, mut ever) = (false, false);
        for at in 0..=on {
            // Whoever leaves on a day is there on it.
            ever = inside;
            for (_, act) in self.acts.iter().filter(|(day, _)| *day == at) {
                match *act {
                    Act::Join(of, to) if (of, to) == (who, cohort) => inside = true,
                    Act::Leave(of, from) if (of, from) == (who, cohort) => inside = false,
                    _ => {}
                }
                ever |= inside;
            }
        }
        ever
    }

    /// What was written last about somebody at a session, if it was by a day:
    /// the day, how and for how long.
    pub(crate) fn taken(&self, session: u8, who: u8, by: u8) -> Option<(u8, Presence, u16)> {
        let last = self.acts.iter().rev().find_map(|(on, act)| match *act {
            Act::Attend(of, whose, presence, minutes) if (of, whose) == (session, who) => {
                Some((*on, presence, minutes))
            }
            _ => None,
        });
        last.filter(|(on, ..)| *on <= by)
    }
}

pub(crate) const PEOPLE: u8 = 3;
pub(crate) const SESSIONS: u8 = 5;
pub(crate) const DAYS: u8 = 30;

fn act() -> impl Strategy<Value = Act> {
    let minutes = prop::sample::select(vec![0u16, 30, 60, 90, 120]);
    let presence = prop::sample::select(Presence::ALL.to_vec());
    let part = prop::option::weighted(0.9, 0..4u8);
    let cohort = prop::option::weighted(0.9, 0..2u8);
    prop_oneof![
        3 => (0..PEOPLE, 0..2u8).prop_map(|(who, to)| Act::Join(who, to)),
        1 => (0..PEOPLE, 0..2u8).prop_map(|(who, from)| Act::Leave(who, from)),
        5 => (0..SESSIONS, 0..DAYS, prop::sample::select(vec![30u16, 60, 90]), part, cohort)
            .prop_map(|(session, on, minutes, part, cohort)| {
                Act::Plan(session, on, minutes, part, cohort)
            }),
        1 => (0..SESSIONS).prop_map(Act::Cancel),
        6 => (0..SESSIONS, 0..PEOPLE, presence, minutes)
            .prop_map(|(session, who, how, minutes)| Act::Attend(session, who, how, minutes)),
    ]
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    prop::collection::vec((0..DAYS, act()), 0..40).prop_map(World::new)
}
