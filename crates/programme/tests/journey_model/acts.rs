//! A small template, and what may be tried on it.

use chrono::{Days, NaiveDate};
use etablera_domain::event::{
    Code, Event, Happening, Outcome, Party, ReceiptId, Stage, StatisticsId,
};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use crate::story::event;

/// Two stages, staff's yes at the door, one check-in that must be made.
pub(crate) const SMALL: &str = r#"
    id = "small"
    first = ["trial"]
    leaving = ["job"]
    moves = ["moved"]
    [name]
    sv = "Liten"
    en = "Small"
    [calendar]
    country = "SE"
    eves = false
    [limits]
    supervisor = 1
    [pauses]
    extend = true
    reasons = ["leave"]
    [[stage]]
    id = "trial"
    name = { sv = "Prov", en = "Trial" }
    kind = "trial"
    length = "20 days"
    entry = ["accepted_by_staff"]
    exit = ["check_ins"]
    check_ins = ["7 days"]
    extension = { most = "10 days", times = 1 }
    [[stage.outcome]]
    outcome = "continue"
    to = "work"
    reasons = [{ code = "works" }]
    [[stage.outcome]]
    outcome = "extend"
    reasons = [{ code = "more" }]
    [[stage.outcome]]
    outcome = "end"
    to = "matching"
    reasons = [{ code = "tasks", learnt = "tasks" }]
    [[stage]]
    id = "work"
    name = { sv = "Arbete", en = "Work" }
    kind = "employment"
    length = "30 days"
    [[stage.outcome]]
    outcome = "continue"
    to = "leave"
    reasons = [{ code = "hired" }]
    [[stage.outcome]]
    outcome = "end"
    to = "leave"
    reasons = [{ code = "over" }]
"#;

/// What may be tried; placements by number, lengths in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Act {
    Enrol,
    Leave,
    Pause,
    Resume,
    Propose(u8),
    Accept(u8),
    Decline(u8),
    Start(u8, Stage, u64),
    Decide(u8, Outcome, &'static str, Option<u64>),
    End(u8, &'static str),
    CheckIn(u8),
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    let at = || 1..4_u8;
    prop_oneof![
        2 => Just(Act::Enrol),
        1 => Just(Act::Leave),
        2 => Just(Act::Pause),
        2 => Just(Act::Resume),
        3 => at().prop_map(Act::Propose),
        3 => at().prop_map(Act::Accept),
        1 => at().prop_map(Act::Decline),
        6 => (at(), select(vec![Stage::Trial, Stage::Employment]), 0..32_u64)
            .prop_map(|(at, stage, days)| Act::Start(at, stage, days)),
        6 => (at(), select(vec![
                (Outcome::Continue, "works"), (Outcome::Continue, "hired"), (Outcome::Extend, "more"),
                (Outcome::End, "tasks"), (Outcome::End, "over"),
            ]), prop_oneof![4 => Just(None), 1 => (0..40_u64).prop_map(Some)])
            .prop_map(|(at, (outcome, reason), until)| Act::Decide(at, outcome, reason, until)),
        1 => (at(), 20..40_u64)
            .prop_map(|(at, days)| Act::Decide(at, Outcome::Extend, "more", Some(days))),
        2 => (at(), select(vec!["moved", "tasks", "other"])).prop_map(|(at, why)| Act::End(at, why)),
        3 => at().prop_map(Act::CheckIn),
    ]
}

/// Everything that is likely to be allowed somewhere.
pub(crate) fn likely() -> Vec<Act> {
    let mut all = vec![Act::Enrol, Act::Pause, Act::Resume];
    for at in 1..4 {
        all.extend([Act::Propose(at), Act::Accept(at), Act::CheckIn(at)]);
        for days in [9, 19] {
            all.push(Act::Start(at, Stage::Trial, days));
        }
        all.push(Act::Start(at, Stage::Employment, 29));
        for days in [5, 12, 25] {
            all.push(Act::Decide(at, Outcome::Extend, "more", Some(days)));
        }
        all.push(Act::Decide(at, Outcome::Continue, "works", None));
        all.push(Act::Decide(at, Outcome::Continue, "hired", None));
        all.extend([Act::End(at, "moved"), Act::End(at, "tasks")]);
    }
    all
}

/// One step of a walk: days later, anything, or something likely.
pub(crate) type Move = (u64, Act, Option<prop::sample::Index>);

pub(crate) fn written(number: u128, on: NaiveDate, act: Act) -> Event {
    let code = |text: &str| text.parse::<Code>().unwrap();
    let later = |days| on + Days::new(days);
    let (at, what) = match act {
        Act::Enrol => (
            0,
            Happening::Enrolled {
                operation: "O1".parse().unwrap(),
                statistics: StatisticsId::new(Uuid::from_u128(1)),
            },
        ),
        Act::Leave => {
            (0, Happening::Left { operation: "O1".parse().unwrap(), reason: code("job") })
        }
        Act::Pause => (0, Happening::Paused { reason: code("leave") }),
        Act::Resume => (0, Happening::Resumed {}),
        Act::Propose(at) => (
            at,
            Happening::Proposed {
                participant: "P1".parse().unwrap(),
                need: "N1".parse().unwrap(),
                receipt: ReceiptId::new(Uuid::from_u128(1)),
                rank: 1,
            },
        ),
        Act::Accept(at) => (at, Happening::Accepted { by: Party::Staff }),
        Act::Decline(at) => {
            (at, Happening::Declined { by: Party::Employer, reason: code("hours") })
        }
        Act::Start(at, stage, days) => (at, Happening::StageStarted { stage, until: later(days) }),
        Act::Decide(at, outcome, reason, days) => {
            let (reason, until) = (code(reason), days.map(later));
            (at, Happening::StageDecided { outcome, reason, until })
        }
        Act::End(at, reason) => (at, Happening::PlacementEnded { reason: code(reason) }),
        Act::CheckIn(at) => (at, Happening::CheckedIn {}),
    };
    let stream = if at == 0 { "participant:P1".to_owned() } else { format!("placement:L{at}") };
    event(number, on, &stream, what)
}
