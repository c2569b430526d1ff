//! Random walks against a plain telling of the rules, and logs written down in
//! another order.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "common/story.rs"]
mod story;

use chrono::{Days, NaiveDate};
use etablera_domain::event::{
    Code, Event, EventId, Happening, Outcome, Party, ReceiptId, Recorded, Stage, StatisticsId,
};
use etablera_programme::journey::{Journey, Phase};
use etablera_programme::template::Template;
use proptest::prelude::*;
use proptest::sample::select;
use story::{day, event};
use uuid::Uuid;

/// Two stages, staff's yes at the door, one check-in that must be made.
const SMALL: &str = r#"
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
enum Act {
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

fn act() -> impl Strategy<Value = Act> {
    let at = || 1..3_u8;
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
fn likely() -> Vec<Act> {
    let mut all = vec![Act::Enrol, Act::Pause, Act::Resume];
    for at in 1..3 {
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
type Move = (u64, Act, Option<prop::sample::Index>);

fn written(number: u128, on: NaiveDate, act: Act) -> Event {
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

type History = [(NaiveDate, Act)];

/// The stage that goes on, as it was told.
#[derive(Clone, Copy, Debug)]
struct Going {
    work: bool,
    at: u8,
    start: NaiveDate,
    until: NaiveDate,
    set_on: NaiveDate,
    extended: u8,
    checks: u8,
    decided: bool,
}

/// What comes next while nothing goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Waits {
    Match,
    Work,
    /// The stage, its last day, and how often it was made longer.
    Moves(bool, NaiveDate, u8),
    Nothing,
}

fn entered(history: &History) -> bool {
    let last = history.iter().rev().find(|(_, act)| matches!(act, Act::Enrol | Act::Leave));
    last.is_some_and(|(_, act)| *act == Act::Enrol)
}

/// Whether a day rests, as known on another.
fn rests(history: &History, on: NaiveDate, today: NaiveDate) -> bool {
    let turns = history.iter().filter(|(day, _)| *day <= on);
    let last = turns.rev().find(|(_, act)| matches!(act, Act::Pause | Act::Resume | Act::Leave));
    last.is_some_and(|(_, act)| *act == Act::Pause) && on <= today
}

/// The day that comes after so many days that do not rest.
fn counted(history: &History, (from, day): (NaiveDate, NaiveDate), today: NaiveDate) -> NaiveDate {
    let mut left = (day - from).num_days() + 1;
    let mut on = from;
    loop {
        left -= i64::from(!rests(history, on, today));
        if left == 0 {
            return on;
        }
        on = on + Days::new(1);
    }
}

fn told(history: &History) -> (Option<Going>, Waits) {
    let (mut going, mut waits): (Option<Going>, Waits) = (None, Waits::Match);
    for (nth, (on, act)) in history.iter().enumerate() {
        let before = &history[..nth];
        match *act {
            Act::Enrol | Act::Leave => (going, waits) = (None, Waits::Match),
            Act::Start(at, stage, days) => {
                let extended = if let Waits::Moves(_, _, times) = waits { times } else { 0 };
                let extended = if going.is_some() { 0 } else { extended };
                going = Some(Going {
                    work: stage == Stage::Employment,
                    at,
                    start: *on,
                    until: *on + Days::new(days),
                    set_on: *on,
                    extended,
                    checks: 0,
                    decided: false,
                });
            }
            Act::Decide(_, outcome, _, days) => {
                let one = going.as_mut().unwrap();
                match outcome {
                    Outcome::Continue => one.decided = true,
                    Outcome::Extend => {
                        one.until = *on + Days::new(days.unwrap());
                        one.set_on = *on;
                        one.extended += 1;
                    }
                    Outcome::End => {
                        waits = if one.work { Waits::Nothing } else { Waits::Match };
                        going = None;
                    }
                }
            }
            Act::End(at, reason) => {
                if let Some(one) = going.filter(|one| one.at == at) {
                    let end = counted(before, (one.set_on, one.until), *on);
                    waits = match (one.decided, one.work, reason) {
                        (true, false, _) => Waits::Work,
                        (true, true, _) => Waits::Nothing,
                        (false, work, "moved") => Waits::Moves(work, end, one.extended),
                        (false, _, _) => Waits::Match,
                    };
                    going = None;
                }
            }
            Act::CheckIn(_) => going.as_mut().unwrap().checks += 1,
            _ => {}
        }
    }
    (going, waits)
}

/// What was said of a placement since it was last proposed.
fn said(history: &History, at: u8) -> Option<&History> {
    let proposed = history.iter().rposition(|(_, act)| *act == Act::Propose(at));
    proposed.map(|from| &history[from..])
}

fn began(history: &History, at: u8) -> bool {
    history.iter().any(|(_, act)| matches!(act, Act::Start(of, ..) if *of == at))
}

fn ended(history: &History, at: u8) -> bool {
    history.iter().any(|(_, act)| matches!(act, Act::End(of, _) if *of == at))
}

fn declined(history: &History, at: u8) -> bool {
    said(history, at).is_some_and(|said| said.iter().any(|(_, act)| *act == Act::Decline(at)))
}

fn may_start(history: &History, on: NaiveDate, (at, stage, days): (u8, Stage, u64)) -> bool {
    let (going, waits) = told(history);
    let accepted =
        said(history, at).is_some_and(|said| said.iter().any(|(_, act)| *act == Act::Accept(at)));
    let work = stage == Stage::Employment;
    let until = on + Days::new(days);
    let usual = on + Days::new(if work { 29 } else { 19 });
    let longest = match (going, waits) {
        (Some(one), _) if one.decided && !one.work && work => usual,
        (Some(_), _) | (None, Waits::Nothing) => return false,
        (None, Waits::Match) if !work => usual,
        (None, Waits::Work) if work => usual,
        (None, Waits::Moves(of, end, _)) if of == work => end,
        _ => return false,
    };
    until <= longest && !declined(history, at) && (work || accepted)
}

fn may_decide(
    history: &History,
    on: NaiveDate,
    (at, outcome, reason, days): (u8, Outcome, &str, Option<u64>),
) -> bool {
    let Some(one) = told(history).0.filter(|one| one.at == at && !one.decided) else {
        return false;
    };
    let resting = rests(history, on, on);
    let end = counted(history, (one.set_on, one.until), on);
    let fits = match (outcome, one.work) {
        (Outcome::Continue, false) => {
            let due = counted(history, (one.start, one.start + Days::new(7)), on).min(end);
            reason == "works" && !resting && (one.checks > 0 || due >= on)
        }
        (Outcome::Continue, true) => reason == "hired" && !resting,
        (Outcome::Extend, false) => {
            let until = days.map(|days| on + Days::new(days));
            let most = end + Days::new(10);
            let fits = until.is_some_and(|until| until > end && until <= most);
            return reason == "more" && !resting && one.extended == 0 && fits;
        }
        (Outcome::Extend, true) => false,
        (Outcome::End, false) => reason == "tasks",
        (Outcome::End, true) => reason == "over",
    };
    fits && days.is_none()
}

fn allows(history: &History, on: NaiveDate, act: Act) -> bool {
    let inside = entered(history);
    let resting = rests(history, on, on);
    let open = |at| said(history, at).is_some() && !ended(history, at);
    let going = told(history).0;
    match act {
        Act::Enrol => !inside,
        Act::Leave => inside,
        Act::Pause => inside && !resting,
        Act::Resume => inside && resting,
        Act::Propose(at) => !began(history, at) && !ended(history, at),
        Act::Accept(at) | Act::Decline(at) => open(at) && !began(history, at),
        Act::Start(at, stage, days) => {
            inside && !resting && open(at) && may_start(history, on, (at, stage, days))
        }
        Act::Decide(at, outcome, reason, days) => {
            inside && open(at) && may_decide(history, on, (at, outcome, reason, days))
        }
        Act::CheckIn(at) => inside && open(at) && going.is_some_and(|one| one.at == at),
        Act::End(at, reason) => {
            let breaks = inside && going.is_some_and(|one| one.at == at && !one.decided);
            let work = going.is_some_and(|one| one.work);
            let known = reason == "moved" || (reason == "tasks" && !work);
            open(at) && (!breaks || known)
        }
    }
}

fn who() -> etablera_domain::ParticipantId {
    "P1".parse().unwrap()
}

fn registered() -> Event {
    let organisation = "lulea".parse().unwrap();
    event(0, day("2026-01-01"), "participant:P1", Happening::Registered { organisation })
}

/// A walk from a registered participant, and what of it was allowed.
fn walked<'t>(template: &'t Template, acts: &[Move]) -> (Journey<'t>, Vec<(NaiveDate, Act)>) {
    let mut journey = Journey::new(template, who());
    journey.take(&registered()).unwrap();
    let (mut on, mut history) = (day("2026-01-01"), Vec::new());
    let likely = likely();
    for (nth, (days, act, choice)) in acts.iter().enumerate() {
        on = on + Days::new(*days);
        let able = likely.iter().filter(|act| choice.is_some() && allows(&history, on, **act));
        let able: Vec<&Act> = able.collect();
        let act = match choice {
            Some(index) if !able.is_empty() => index.get(&able),
            _ => act,
        };
        let event = written(nth as u128 + 1, on, *act);
        let before = journey.clone();
        let taken = journey.take(&event);
        assert_eq!(taken, before.check(&event));
        assert_eq!(taken.is_ok(), allows(&history, on, *act), "{history:?} {on} {act:?} {taken:?}");
        if taken.is_err() {
            assert_eq!(journey, before, "nothing is half applied");
            continue;
        }
        history.push((on, *act));
        let (going, waits) = told(&history);
        let expected = match (entered(&history), going, waits) {
            (false, ..) => None,
            (true, Some(one), _) => {
                let stage = if one.work { "work" } else { "trial" }.parse().unwrap();
                let until = counted(&history, (one.set_on, one.until), on);
                Some(Phase::Stage { stage, until, decided: one.decided })
            }
            (true, None, Waits::Match) => Some(Phase::Matching),
            (true, None, Waits::Nothing) => Some(Phase::Through),
            (true, None, Waits::Work) => Some(Phase::Between { stage: "work".parse().unwrap() }),
            (true, None, Waits::Moves(work, ..)) => {
                let stage = if work { "work" } else { "trial" }.parse().unwrap();
                Some(Phase::Between { stage })
            }
        };
        let shown = journey.phase(on);
        let inside = !matches!(shown, Phase::Outside | Phase::Left(_));
        assert_eq!(inside.then_some(shown), expected, "{history:?}");
    }
    (journey, history)
}

/// A way that leads far, so that walks do not end at the door.
fn door() -> Vec<Move> {
    let acts = [
        (1, Act::Enrol),
        (1, Act::Propose(1)),
        (1, Act::Accept(1)),
        (1, Act::Propose(2)),
        (1, Act::Accept(2)),
        (1, Act::Start(1, Stage::Trial, 19)),
    ];
    acts.into_iter().map(|(days, act)| (days, act, None)).collect()
}

fn walk() -> impl Strategy<Value = Vec<Move>> {
    let days = prop_oneof![3 => 0..3_u64, 2 => 1..12_u64];
    let choice = proptest::option::weighted(0.6, any::<prop::sample::Index>());
    let steps = prop::collection::vec((days, act(), choice), 1..40);
    (any::<bool>(), steps).prop_map(|(far, steps)| {
        if far { door().into_iter().chain(steps).collect() } else { steps }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_walk_is_as_it_is_told(steps in walk()) {
        let template = Template::parse(SMALL).unwrap();
        walked(&template, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Each day's events are written down in their order; the days in any.
    #[test]
    fn the_order_of_recording_changes_nothing(
        steps in walk(),
        keys in prop::collection::vec(any::<u32>(), 48),
        wrong in prop::collection::vec((any::<prop::sample::Index>(), 0..9_u64, any::<bool>()), 0..4),
    ) {
        let template = Template::parse(SMALL).unwrap();
        let (journey, history) = walked(&template, &steps);
        let rows = history.iter().enumerate();
        let mut events = vec![registered()];
        events.extend(rows.map(|(nth, (on, act))| written(nth as u128 + 1, *on, *act)));
        let mut days: Vec<NaiveDate> = events.iter().map(|one| one.occurred_on).collect();
        days.dedup();
        let mut order: Vec<(u32, NaiveDate)> = keys.iter().copied().chain(0..).zip(days).collect();
        order.sort_unstable();
        let mut log: Vec<Event> = Vec::new();
        for (_, day) in order {
            log.extend(events.iter().filter(|one| one.occurred_on == day).cloned());
        }
        // Some were written down wrongly first: on another day, or what never
        // happened. Each is put right at the end.
        let mut right = Vec::new();
        for (at, days, never) in wrong {
            let place = at.index(log.len());
            let true_one = log[place].clone();
            if right.iter().any(|(one, _): &(EventId, Event)| *one == true_one.id) {
                continue;
            }
            if never {
                log[place].what = Happening::Closed { reason: "mistake".parse().unwrap() };
            }
            log[place].occurred_on = true_one.occurred_on + Days::new(days);
            right.push((true_one.id, true_one));
        }
        for (nth, (target, event)) in right.into_iter().enumerate() {
            let id = EventId::new(Uuid::from_u128(1000 + nth as u128));
            log.push(Event { id, corrects: Some(target), ..event });
        }
        let log: Vec<Recorded> = (1..).zip(log).map(|(seq, event)| Recorded { seq, event }).collect();
        let (again, refused) = Journey::of_log(&template, &who(), &log);
        prop_assert_eq!(refused, vec![]);
        prop_assert_eq!(again, journey);
    }

    /// Whatever happens: nothing panics, and every answer has a day.
    #[test]
    fn any_standing_can_be_asked_for(steps in walk(), later in 0..1000_u64) {
        let template = Template::parse(SMALL).unwrap();
        let (journey, history) = walked(&template, &steps);
        let on = history.last().map_or(day("2026-01-01"), |(on, _)| *on) + Days::new(later);
        let standing = journey.standing(on, &|_: NaiveDate| true);
        prop_assert!(standing.due.iter().all(|due| due.from <= due.on && due.late == (on > due.on)));
        prop_assert!(standing.due.is_sorted_by_key(|due| due.on));
        let allowed = journey.allowed(on);
        prop_assert!(allowed.iter().any(|(_, may)| may.is_ok()), "something can always happen");
    }
}
