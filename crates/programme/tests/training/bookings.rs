//! Sessions and what employers promised.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Happening, Promise, Service};
use etablera_domain::{AgreementId, EmployerId};
use etablera_programme::agreement::ServiceAgreement;
use etablera_programme::training::{
    Ask, BookingFault, ContentPlan, GivenUnder, Proposal, Sessions, asks, booking_faults, propose,
};
use proptest::prelude::*;

use crate::world::{Act, World, code, day, event};

/// An event of an agreement.
fn of(agreement: &str, on: NaiveDate, what: Happening) -> etablera_domain::event::Event {
    let mut event = event(0, on, Act::Cancel(0));
    event.stream = format!("agreement:{agreement}").parse().unwrap();
    event.about = [event.stream.clone()].into();
    event.what = what;
    event
}

type Agreements = BTreeMap<AgreementId, ServiceAgreement>;

/// An agreement of a day 0 with so many guest lectures, and bookings with days.
fn agree(
    all: &mut Agreements,
    (id, employer): (&str, &str),
    (count, until): (u16, u8),
    bookings: &[(&str, u8)],
) {
    let mut agreement = ServiceAgreement::new(id.parse().unwrap());
    let promises = vec![
        Promise { service: Service::GuestLecture, count },
        Promise { service: Service::Placement, count: 1 },
    ];
    let (employer, until) = (employer.parse().unwrap(), day(until));
    let made = Happening::AgreementMade { employer, promises, until };
    agreement.take(&of(id, day(0), made)).unwrap();
    for (booking, on) in bookings {
        let (booking, on) = (booking.parse().unwrap(), day(*on));
        let booked = Happening::ServiceBooked { booking, service: Service::GuestLecture, on };
        agreement.take(&of(id, day(0), booked)).unwrap();
    }
    all.insert(id.parse().unwrap(), agreement);
}

fn given(session: &str, agreement: &str, booking: &str) -> GivenUnder {
    GivenUnder {
        session: session.parse().unwrap(),
        agreement: agreement.parse().unwrap(),
        booking: booking.parse().unwrap(),
    }
}

fn sessions(days: &[u8]) -> Sessions {
    let acts = (0u8..).zip(days);
    let acts = acts.map(|(at, on)| (0, Act::Plan(at, *on, 60, Some(0), Some(0))));
    World::new(acts.collect()).sessions()
}

fn ask(count: u16, from: u8, until: u8) -> Ask {
    let (cohort, part, service) = (code("k0"), code("a"), Service::GuestLecture);
    Ask { cohort, part, service, count, from: day(from), until: day(until) }
}

// What does not fit.

#[test]
fn a_booking_and_its_session_are_on_one_day_and_both_take_place() {
    let mut all = Agreements::new();
    agree(&mut all, ("A1", "E1"), (4, 29), &[("B1", 5), ("B2", 6), ("B3", 7), ("B4", 8)]);
    let release = Happening::BookingReleased {
        booking: "B3".parse().unwrap(),
        reason: code("employer_cancelled"),
    };
    let id: AgreementId = "A1".parse().unwrap();
    all.get_mut(&id).unwrap().take(&of("A1", day(1), release)).unwrap();
    let world = World::new(vec![
        (0, Act::Plan(0, 5, 60, None, None)),
        (0, Act::Plan(1, 7, 60, None, None)),
        (0, Act::Plan(2, 7, 60, None, None)),
        (0, Act::Plan(3, 8, 60, None, None)),
        (1, Act::Cancel(3)),
    ]);
    let sessions = world.sessions();
    let fits = [given("S0", "A1", "B1")];
    let faults = |links: &[GivenUnder]| booking_faults(&all, &sessions, links);
    let open = |booking: &str, on: u8| BookingFault::WithoutSession {
        agreement: id.clone(),
        booking: booking.parse().unwrap(),
        on: day(on),
    };
    assert_eq!(faults(&fits), [open("B2", 6), open("B4", 8)]);
    let links = [
        given("S0", "A1", "B1"),
        given("S0", "A1", "B1"),
        given("S1", "A1", "B2"),
        given("S2", "A1", "B3"),
        given("S3", "A1", "B4"),
        given("S3", "A1", "B3"),
        given("S0", "A1", "B9"),
        given("S0", "A9", "B1"),
        given("S9", "A1", "B4"),
    ];
    let found = faults(&links);
    let expected = [
        BookingFault::Released(links[3].clone()),
        BookingFault::Cancelled(links[4].clone()),
        BookingFault::OtherDay { given: links[2].clone(), planned: day(7), booked: day(6) },
        BookingFault::NoBooking(links[6].clone()),
        BookingFault::NoBooking(links[7].clone()),
        BookingFault::NoSession(links[8].clone()),
        // Of a booking that was released too: one session each.
        BookingFault::Twice { given: links[5].clone(), first: "S2".parse().unwrap() },
        BookingFault::Twice { given: links[8].clone(), first: "S3".parse().unwrap() },
    ];
    assert_eq!(found, expected);
    let moved = &found[2].to_string();
    assert_eq!(
        moved,
        "`S1` is on 2026-11-09, and `B2` is booked for 2026-11-08: expected the same day"
    );
}

#[test]
fn a_placement_is_not_given_in_a_session() {
    let mut all = Agreements::new();
    agree(&mut all, ("A1", "E1"), (1, 29), &[]);
    let id: AgreementId = "A1".parse().unwrap();
    let (booking, on) = ("B1".parse().unwrap(), day(5));
    let booked = Happening::ServiceBooked { booking, service: Service::Placement, on };
    all.get_mut(&id).unwrap().take(&of("A1", day(0), booked)).unwrap();
    // By itself it needs none.
    assert_eq!(booking_faults(&all, &sessions(&[5]), &[]), []);
    let link = given("S0", "A1", "B1");
    let service = Service::Placement;
    let found = booking_faults(&all, &sessions(&[5]), std::slice::from_ref(&link));
    assert_eq!(found, [BookingFault::NotInSession { given: link, service }]);
}

// Proposals.

#[test]
fn a_plan_asks_for_what_its_parts_want() {
    let asks = asks(&ContentPlan::shipped(), &code("k0"), (day(0), day(29)));
    let wanted: Vec<_> =
        asks.iter().map(|one| (one.part.as_str(), one.service, one.count)).collect();
    assert_eq!(
        wanted,
        [
            ("livelihood", Service::GuestLecture, 2),
            ("labour_market", Service::GuestLecture, 3),
            ("labour_market", Service::MockInterview, 2),
            ("labour_market", Service::StudyVisit, 1),
            ("values", Service::GuestLecture, 1),
        ]
    );
    let twice = [asks[0].clone(), asks[0].clone()];
    let refused = propose(&twice, (&Sessions::default(), &[]), &Agreements::new(), day(0));
    assert!(refused.unwrap_err().to_string().ends_with("is asked for twice: expected one ask"));
}

#[test]
fn a_session_that_has_its_guest_counts_and_is_not_booked_again() {
    let mut all = Agreements::new();
    agree(&mut all, ("A1", "E1"), (5, 29), &[("B1", 5)]);
    let sessions = sessions(&[5, 6, 7]);
    let links = [given("S0", "A1", "B1")];
    let proposal = propose(&[ask(2, 0, 29)], (&sessions, &links), &all, day(0)).unwrap();
    assert_eq!(proposal.bookings.len(), 1);
    assert_eq!(proposal.bookings[0].session.as_str(), "S1");
    assert!(proposal.short.is_empty());
    // Only days between those asked for, and none that is over.
    let late = propose(&[ask(2, 0, 6)], (&sessions, &links), &all, day(7)).unwrap();
    assert_eq!((late.bookings.len(), late.short[&0]), (0, 1));
}

/// Agreements: employer, promised, last day. Bookings that somebody has stand
/// on the last day.
type Small = Vec<(u8, u16, u8, u8)>;

fn build(small: &Small) -> Agreements {
    let mut all = Agreements::new();
    for (at, (employer, count, until, booked)) in small.iter().enumerate() {
        let names: Vec<String> = (0..*booked).map(|number| format!("B{number}")).collect();
        let booked: Vec<_> =
            names.iter().take((*count).into()).map(|name| (name.as_str(), *until)).collect();
        let (id, employer) = (format!("A{at}"), format!("E{employer}"));
        agree(&mut all, (&id, &employer), ((*count).max(1), *until), &booked);
    }
    all
}

/// What employers give and gave in the end, evenly shared being least.
fn unevenness(all: &Agreements, more: &[Option<usize>]) -> u64 {
    let mut gives: BTreeMap<EmployerId, u64> = BTreeMap::new();
    for (at, agreement) in all.values().enumerate() {
        let used = agreement.balance(Service::GuestLecture).booked;
        let more = more.iter().filter(|one| **one == Some(at)).count();
        let employer = agreement.terms().unwrap().employer.clone();
        *gives.entry(employer).or_default() += u64::from(used) + more as u64;
    }
    gives.values().map(|one| one * one).sum()
}

/// Whether some choice of agreements for sessions can be booked.
fn is_legal(
    all: &Agreements,
    days: &[NaiveDate],
    choice: &[Option<usize>],
    today: NaiveDate,
) -> bool {
    let one_by_one = choice.iter().zip(days).all(|(choice, on)| {
        let agreement = choice.and_then(|at| all.values().nth(at));
        agreement.is_none_or(|one| one.holds_on(today) && one.holds_on(*on))
    });
    one_by_one
        && all.values().enumerate().all(|(at, one)| {
            let taken = choice.iter().filter(|choice| **choice == Some(at)).count();
            taken as u64 <= u64::from(one.balance(Service::GuestLecture).left())
        })
}

/// Every choice of an agreement, or none, for each session.
fn choices(agreements: usize, sessions: usize) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![Vec::new()];
    for _ in 0..sessions {
        let longer = all.iter().flat_map(|choice| {
            (0..=agreements).map(move |at| {
                let mut choice = choice.clone();
                choice.push((at < agreements).then_some(at));
                choice
            })
        });
        all = longer.collect();
    }
    all
}

fn chosen(all: &Agreements, sessions: &Sessions, proposal: &Proposal) -> Vec<Option<usize>> {
    let of = |id: &str| {
        let booked = proposal.bookings.iter().find(|one| one.session.as_str() == id)?;
        all.keys().position(|agreement| *agreement == booked.agreement)
    };
    sessions.held().iter().map(|session| of(session.id.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn as_many_as_can_be_are_booked_and_evenly(
        small in prop::collection::vec((0..3u8, 0..3u16, 2..12u8, 0..2u8), 0..4),
        days in prop::collection::vec(0..12u8, 0..5),
        count in 0..5u16,
        today in 0..4u8,
    ) {
        let (all, sessions, today) = (build(&small), sessions(&days), day(today));
        let ask = ask(count, 0, 11);
        let proposal = propose(std::slice::from_ref(&ask), (&sessions, &[]), &all, today).unwrap();
        let days: Vec<NaiveDate> = sessions.held().iter().map(|session| session.plan.on).collect();
        let mine = chosen(&all, &sessions, &proposal);
        prop_assert!(is_legal(&all, &days, &mine, today));
        let booked = |choice: &[Option<usize>]| choice.iter().flatten().count();
        prop_assert_eq!(booked(&mine), proposal.bookings.len());
        let to_come = |choice: &[Option<usize>]| {
            choice.iter().zip(&days).all(|(one, on)| one.is_none() || *on >= today)
        };
        let every = choices(all.len(), days.len());
        let legal: Vec<_> = every.iter()
            .filter(|choice| booked(choice) <= usize::from(count) && to_come(choice))
            .filter(|choice| is_legal(&all, &days, choice, today)).collect();
        let most = legal.iter().map(|choice| booked(choice)).max().unwrap_or(0);
        prop_assert_eq!(booked(&mine), most);
        let missing = proposal.short.get(&0).copied().unwrap_or(0);
        prop_assert_eq!(usize::from(missing) + most, usize::from(count));
        // Of all that book the same sessions none is shared more evenly.
        let same = legal.iter().filter(|choice| {
            choice.iter().zip(&mine).all(|(one, mine)| one.is_some() == mine.is_some())
        });
        let least = same.map(|choice| unevenness(&all, choice)).min();
        prop_assert_eq!(least, Some(unevenness(&all, &mine)));
        // Whatever is proposed is taken by the agreement.
        let mut all = all;
        for (at, one) in proposal.bookings.iter().enumerate() {
            let booking = format!("N{at}").parse().unwrap();
            let what = Happening::ServiceBooked { booking, service: one.service, on: one.on };
            let agreement = all.get_mut(&one.agreement).unwrap();
            prop_assert_eq!(agreement.take(&of(one.agreement.as_str(), today, what)), Ok(()));
        }
    }
}

/// What was given under an agreement that is over was given as well.
#[test]
fn an_agreement_that_is_over_counts_among_what_its_employer_gave() {
    let all = build(&vec![(1, 2, 3, 1), (1, 1, 2, 1), (2, 2, 6, 0)]);
    let proposal = propose(&[ask(2, 0, 11)], (&sessions(&[3, 3]), &[]), &all, day(3)).unwrap();
    let under: Vec<&str> = proposal.bookings.iter().map(|one| one.agreement.as_str()).collect();
    assert_eq!(under, ["A2", "A2"]);
}

/// Two parts compete for one guest: the earlier session has them.
#[test]
fn what_is_short_is_said_of_each_ask() {
    let mut all = Agreements::new();
    agree(&mut all, ("A1", "E1"), (1, 29), &[]);
    let world = World::new(vec![
        (0, Act::Plan(0, 9, 60, Some(0), Some(0))),
        (0, Act::Plan(1, 8, 60, Some(1), Some(0))),
    ]);
    let other = Ask { part: code("b"), ..ask(1, 0, 29) };
    let asks = [ask(1, 0, 29), other];
    let proposal = propose(&asks, (&world.sessions(), &[]), &all, day(0)).unwrap();
    assert_eq!(proposal.bookings.len(), 1);
    assert_eq!((proposal.bookings[0].ask, proposal.bookings[0].on), (1, day(8)));
    assert_eq!(proposal.short, BTreeMap::from([(0, 1)]));
}
