//! Agreements with employers.

use crate::code;
use crate::story::{day, event};
use etablera_domain::event::{Event, Happening, Promise, Service};
use etablera_programme::agreement::{ServiceAgreement, ServiceRefusal, ServiceStep};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// So many lectures are promised.
    Make(u16),
    Give(u16),
    Book(&'static str),
    Keep(&'static str),
    Release(&'static str),
    Close,
    Reopen,
}

const ACTS: [Act; 11] = [
    Act::Make(1),
    Act::Make(2),
    Act::Give(1),
    Act::Give(2),
    Act::Book("B1"),
    Act::Book("B2"),
    Act::Keep("B1"),
    Act::Release("B1"),
    Act::Release("B2"),
    Act::Close,
    Act::Reopen,
];

const LECTURE: Service = Service::GuestLecture;

fn acted(act: Act, on: &str) -> Event {
    let what = match act {
        Act::Make(count) => Happening::AgreementMade {
            employer: "E1".parse().unwrap(),
            promises: vec![Promise { service: LECTURE, count }],
            until: day("2026-12-31"),
        },
        Act::Give(count) => Happening::ServiceGiven { service: LECTURE, count },
        Act::Book(id) => {
            let booking = id.parse().unwrap();
            Happening::ServiceBooked { booking, service: LECTURE, on: day(on) }
        }
        Act::Keep(id) => Happening::BookingKept { booking: id.parse().unwrap() },
        Act::Release(id) => {
            let (booking, reason) = (id.parse().unwrap(), code("moved"));
            Happening::BookingReleased { booking, reason }
        }
        Act::Close => Happening::Closed { reason: code("ended") },
        Act::Reopen => Happening::Reopened {},
    };
    event(1, day(on), "agreement:A1", what)
}

/// Promised, given and open bookings, counted anew.
fn counted(history: &[Act]) -> (Option<i64>, i64, Vec<&'static str>) {
    let (mut promised, mut given, mut open) = (None, 0, Vec::new());
    for act in history {
        match act {
            Act::Make(count) => promised = Some(i64::from(*count)),
            Act::Give(count) => given += i64::from(*count),
            Act::Book(id) => open.push(*id),
            Act::Keep(id) => {
                given += 1;
                open.retain(|one| one != id);
            }
            Act::Release(id) => open.retain(|one| one != id),
            Act::Close | Act::Reopen => {}
        }
    }
    (promised, given, open)
}

fn may_act(history: &[Act], act: Act) -> bool {
    let (promised, given, open) = counted(history);
    let closed = history.iter().rev().find(|one| matches!(one, Act::Close | Act::Reopen));
    let closed = closed == Some(&Act::Close);
    let left = promised.map_or(-1, |promised| promised - given - open.len() as i64);
    match act {
        Act::Make(count) => !closed && i64::from(count) >= given + open.len() as i64,
        Act::Give(count) => !closed && i64::from(count) <= left,
        Act::Book(id) => !closed && left >= 1 && !history.contains(&Act::Book(id)),
        Act::Keep(id) | Act::Release(id) => !closed && open.contains(&id),
        Act::Close => !closed && promised.is_some(),
        Act::Reopen => closed,
    }
}

fn walk_services(machine: &ServiceAgreement, history: &mut Vec<Act>, left: u8, seen: &mut usize) {
    *seen += 1;
    let (promised, given, open) = counted(history);
    let balance = machine.balance(LECTURE);
    let shown = (balance.promised.into(), balance.given.into(), balance.booked as usize);
    assert_eq!(shown, (promised.unwrap_or(0), given, open.len()));
    assert!(balance.given + balance.booked <= balance.promised, "{history:?}");
    for act in ACTS {
        let event = acted(act, "2026-11-20");
        let mut after = machine.clone();
        let taken = after.take(&event);
        assert_eq!(taken, machine.check(&event));
        assert_eq!(taken.is_ok(), may_act(history, act), "{history:?} then {act:?}: {taken:?}");
        match taken {
            Err(_) => assert_eq!(after, *machine, "nothing is half applied"),
            Ok(()) if left > 0 => {
                history.push(act);
                walk_services(&after, history, left - 1, seen);
                history.pop();
            }
            Ok(()) => {}
        }
    }
}

fn services() -> ServiceAgreement {
    ServiceAgreement::new("A1".parse().unwrap())
}

#[test]
fn every_path_of_a_service_agreement() {
    let mut seen = 0;
    walk_services(&services(), &mut Vec::new(), 6, &mut seen);
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn after_its_last_day_nothing_is_left_to_give() {
    let mut agreement = services();
    agreement.take(&acted(Act::Make(2), "2026-11-20")).unwrap();
    agreement.take(&acted(Act::Book("B1"), "2026-12-31")).unwrap();
    let until = day("2026-12-31");
    let late = day("2027-01-01");
    for act in [Act::Give(1), Act::Book("B2"), Act::Keep("B1")] {
        let refused = agreement.check(&acted(act, "2027-01-01"));
        assert_eq!(refused, Err(ServiceRefusal::RunOut { day: late, until }), "{act:?}");
    }
    assert_eq!(agreement.check(&acted(Act::Release("B1"), "2027-01-01")), Ok(()));
    assert!(agreement.holds_on(until) && !agreement.holds_on(late));
    let can = |day| {
        let steps = agreement.allowed(day).into_iter();
        steps.filter(|(_, why)| why.is_ok()).map(|(step, _)| step).collect::<Vec<_>>()
    };
    let lecture = [ServiceStep::Book(LECTURE), ServiceStep::Give(LECTURE)];
    assert_eq!(can(until), [&[ServiceStep::Make, ServiceStep::Close][..], &lecture].concat());
    assert_eq!(can(late), [ServiceStep::Make, ServiceStep::Close]);
    let early = agreement.check(&acted(Act::Give(1), "2026-12-30"));
    assert!(matches!(early, Err(ServiceRefusal::OutOfOrder { .. })));
}

#[test]
fn bookings_are_for_days_that_come_and_the_agreement_covers() {
    let mut agreement = services();
    agreement.take(&acted(Act::Make(2), "2026-11-20")).unwrap();
    let book = |on: &str| {
        let booking = "B1".parse().unwrap();
        let what = Happening::ServiceBooked { booking, service: LECTURE, on: day(on) };
        event(1, day("2026-11-21"), "agreement:A1", what)
    };
    assert!(matches!(agreement.check(&book("2026-11-20")), Err(ServiceRefusal::TooEarly { .. })));
    assert!(matches!(agreement.check(&book("2027-01-01")), Err(ServiceRefusal::RunOut { .. })));
    agreement.take(&book("2026-11-25")).unwrap();
    let early = agreement.check(&acted(Act::Keep("B1"), "2026-11-24"));
    assert!(matches!(early, Err(ServiceRefusal::TooEarly { .. })));
    agreement.take(&acted(Act::Keep("B1"), "2026-11-25")).unwrap();
    assert_eq!(agreement.balance(LECTURE).left(), 1);
    let other = Happening::ServiceGiven { service: Service::StudyVisit, count: 1 };
    let refused = agreement.check(&event(2, day("2026-11-26"), "agreement:A1", other));
    let none = ServiceRefusal::NothingLeft { service: Service::StudyVisit, left: 0 };
    assert_eq!(refused, Err(none));
    let elsewhere = event(2, day("2026-11-26"), "agreement:A2", Happening::Reopened {});
    assert!(matches!(agreement.check(&elsewhere), Err(ServiceRefusal::Elsewhere(_))));
}
