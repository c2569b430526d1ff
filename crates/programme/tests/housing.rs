//! Homes for newcomers: the share in every window by counting day by day, and
//! the queue against a plain telling of who gets what.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "common/story.rs"]
mod story;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use etablera_domain::event::state::HomeCount;
use etablera_domain::event::{Event, EventId, Happening, Recorded};
use etablera_domain::{Participant, ParticipantId};
use etablera_programme::calendar::months_before;
use etablera_programme::housing::{
    Allocation, Home, Household, PermanentHome, Policy, PolicyError, Queue, QueueError, Start,
    Stock, Waiting, Why, Window, from_home, outlook,
};
use etablera_programme::rules::{Amount, Rules, shipped};
use proptest::prelude::*;
use story::{day, event};
use uuid::Uuid;

fn share(text: &str) -> Amount {
    text.parse().unwrap()
}

fn at(days: u64) -> NaiveDate {
    day("2027-01-01") + Days::new(days)
}

// The share.

/// What is recorded of 120 days, day by day.
#[derive(Clone, Debug)]
struct Record {
    vacated: Vec<(u64, u32)>,
    counts: Vec<(u64, u32, u32)>,
}

const DAYS: u64 = 120;

fn record() -> impl Strategy<Value = Record> {
    let vacated = proptest::collection::vec((0..DAYS, 0..4_u32), 0..14);
    let counts = proptest::collection::vec((0..DAYS, 0..6_u32, 0..2_u32), 0..4);
    (vacated, counts).prop_map(|(vacated, counts)| Record { vacated, counts })
}

fn stock(record: &Record) -> Stock {
    let mut stock = Stock::default();
    for (on, homes) in &record.vacated {
        stock.vacated(at(*on), *homes);
    }
    for (on, vacant, allocated) in &record.counts {
        stock.counted(at(*on), HomeCount { vacant: *vacant, allocated: *allocated });
    }
    stock
}

/// Homes by day: became vacant, and given, each topped up by counts.
fn by_day(record: &Record, gifts: &[u64]) -> Vec<(u64, u64)> {
    let mut days = vec![(0, 0); DAYS as usize];
    for (on, homes) in &record.vacated {
        days[*on as usize].0 += u64::from(*homes);
    }
    for on in gifts {
        days[*on as usize].1 += 1;
    }
    let recorded = days.clone();
    let mut from = 0;
    for count_day in 0..DAYS as usize {
        let count = record.counts.iter().rfind(|count| count.0 == count_day as u64);
        if let Some((_, vacant, given)) = count {
            let period = &recorded[from..=count_day];
            let known = period.iter().fold((0, 0), |sum, day| (sum.0 + day.0, sum.1 + day.1));
            days[count_day].0 += u64::from(*vacant).saturating_sub(known.0);
            days[count_day].1 += u64::from(*given).saturating_sub(known.1);
            from = count_day + 1;
        }
    }
    days
}

/// The windows over the share: every one is tried, of all pairs of days.
fn broken(record: &Record, gifts: &[u64], policy: &Policy) -> Vec<(u64, u64, u64, u64)> {
    let days = by_day(record, gifts);
    let mut found = Vec::new();
    for to in 0..DAYS {
        if days[to as usize].1 == 0 {
            continue;
        }
        // What lies more days back than any is the same as from the first.
        let back = months_before(at(to), policy.months());
        for from in 0..=to {
            let rolls = at(from) == back + Days::new(1) || (from == 0 && back < at(0));
            let counted = record.counts.iter().any(|count| count.0 + 1 == from);
            let window = &days[from as usize..=to as usize];
            let (vacant, given) = window.iter().fold((0, 0), |s, d| (s.0 + d.0, s.1 + d.1));
            let share = policy.share();
            let over = given as i64 * share.denominator() > vacant as i64 * share.numerator();
            if (rolls || counted) && over {
                found.push((to, from, vacant, given));
            }
        }
    }
    found
}

/// A window as `broken` tells of it; the record begins on day 0.
fn told(window: &Window) -> (u64, u64, u64, u64) {
    let number = |day: NaiveDate| u64::try_from((day - at(0)).num_days()).unwrap_or(0);
    (number(window.to), number(window.from), window.vacant, window.given)
}

fn policy() -> impl Strategy<Value = Policy> {
    let shares = prop_oneof![Just("1/4"), Just("1/3"), Just("1/2"), Just("1"), Just("0")];
    (shares, 1..4_u16).prop_map(|(part, months)| Policy::new(share(part), months).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_allowed_breaks_no_window(
        record in record(),
        policy in policy(),
        asks in proptest::collection::vec(0..DAYS, 1..12),
    ) {
        let mut stock = stock(&record);
        let mut gifts = Vec::new();
        let before: BTreeSet<_> = broken(&record, &gifts, &policy).into_iter().collect();
        let is_legal = before.is_empty();
        for ask in asks {
            let with = [&gifts[..], &[ask]].concat();
            let room = stock.room(&policy, at(ask));
            match stock.may_allocate(&policy, at(ask)) {
                Ok(()) => {
                    prop_assert!(room > 0);
                    stock.gave(at(ask), 1);
                    gifts = with;
                    if is_legal {
                        prop_assert_eq!(broken(&record, &gifts, &policy), []);
                    }
                }
                Err(why) => {
                    prop_assert_eq!(room, 0);
                    prop_assert!(why.window.is_over(&policy));
                    // Where no count has the home already, counting day by
                    // day finds the same window first.
                    if record.counts.iter().all(|count| count.2 == 0) {
                        let found = broken(&record, &with, &policy);
                        let first = found.into_iter().find(|one| !before.contains(one));
                        prop_assert_eq!(Some(told(&why.window)), first);
                    }
                }
            }
        }
        let over: Vec<_> = stock.over(&policy).iter().map(told).collect();
        let found = broken(&record, &gifts, &policy);
        // A rolling window may begin with one since a count: told apart there.
        prop_assert_eq!(over.iter().collect::<BTreeSet<_>>(), found.iter().collect());
    }

    #[test]
    fn room_is_as_many_as_are_allowed_one_by_one(
        record in record(), policy in policy(), on in 0..DAYS,
    ) {
        let mut stock = stock(&record);
        let room = stock.room(&policy, at(on));
        let no_counts = record.counts.iter().all(|count| count.2 == 0);
        for _ in 0..room {
            prop_assert!(stock.may_allocate(&policy, at(on)).is_ok());
            stock.gave(at(on), 1);
        }
        // A home that a count has already takes no more room.
        prop_assert!(!no_counts || stock.may_allocate(&policy, at(on)).is_err());
    }
}

#[test]
fn the_longest_window_ends_the_day_it_is_asked() {
    let policy = Policy::new(share("1/4"), 12).unwrap();
    let mut stock = Stock::default();
    stock.vacated(day("2026-02-28"), 4);
    stock.vacated(day("2026-12-31"), 3);
    // A year later the four have left the window, and on the day before not.
    assert_eq!(stock.room(&policy, day("2027-02-27")), 1);
    let broken = stock.may_allocate(&policy, day("2027-02-28")).unwrap_err();
    let expected = Window {
        to: day("2027-02-28"),
        from: day("2026-03-01"),
        start: Start::Rolling,
        vacant: 3,
        given: 1,
    };
    assert_eq!(broken.window, expected);
    assert_eq!(
        broken.to_string(),
        "1 of 3 homes from 2026-03-01 to 2027-02-28 would go to newcomers: expected at most 1/4"
    );
}

#[test]
fn a_count_begins_a_window_of_its_own() {
    let policy = Policy::new(share("1/4"), 12).unwrap();
    let mut stock = Stock::default();
    stock.counted(day("2027-01-31"), HomeCount { vacant: 40, allocated: 2 });
    assert_eq!(stock.room(&policy, day("2027-01-31")), 8);
    // Nothing became vacant since, though the year has room for eight.
    let broken = stock.may_allocate(&policy, day("2027-02-01")).unwrap_err();
    assert_eq!((broken.window.start, broken.window.vacant), (Start::SinceCount, 0));
    stock.vacated(day("2027-02-01"), 8);
    assert_eq!(stock.room(&policy, day("2027-02-01")), 2);
    assert_eq!(stock.used(&policy, day("2027-02-01")).len(), 2);
}

#[test]
fn nobody_holds_what_goes_over_by_itself() {
    let policy = Policy::new(share("1/4"), 1).unwrap();
    let mut stock = Stock::default();
    stock.vacated(day("2027-01-01"), 4);
    stock.gave(day("2027-01-20"), 1);
    assert!(stock.used(&policy, day("2027-02-10"))[0].is_over(&policy));
    assert_eq!(stock.over(&policy), []);
    assert_eq!(stock.room(&policy, day("2027-02-10")), 0);
}

#[test]
fn a_gift_recorded_late_is_held_to_later_windows() {
    let policy = Policy::new(share("1/4"), 12).unwrap();
    let mut stock = Stock::default();
    stock.vacated(day("2027-01-01"), 4);
    stock.gave(day("2027-03-01"), 1);
    let broken = stock.may_allocate(&policy, day("2027-02-01")).unwrap_err();
    assert_eq!((broken.window.to, broken.window.given), (day("2027-03-01"), 2));
}

#[test]
fn huge_counts_do_not_overflow_and_the_ends_of_time_do_not_panic() {
    let policy = Policy::new(share("1"), 1200).unwrap();
    let mut stock = Stock::default();
    for on in [NaiveDate::MIN, at(0), NaiveDate::MAX] {
        stock.vacated(on, u32::MAX);
        stock.vacated(on, u32::MAX);
        stock.counted(on, HomeCount { vacant: u32::MAX, allocated: 0 });
        assert_eq!(stock.room(&policy, on), u32::MAX, "{on}");
    }
    let none = Policy::new(share("0"), 1).unwrap();
    assert!(stock.may_allocate(&none, at(0)).is_err());
}

#[test]
fn a_stock_follows_from_the_log_and_corrections() {
    let record = |seq: u64, on, stream, what| Recorded {
        seq,
        event: event(seq.into(), day(on), stream, what),
    };
    let given =
        |who: &str| Happening::HomeAllocated { participant: who.parse().unwrap(), permanent: true };
    let counted = |vacant, allocated| Happening::HomesCounted { vacant, allocated };
    let mut log = vec![
        record(1, "2027-01-31", "housing:2580", counted(8, 0)),
        record(2, "2027-01-31", "housing:2581", counted(800, 0)),
        record(3, "2027-02-01", "housing:2580", given("P1")),
        record(4, "2027-01-15", "housing:2580", given("P2")),
        record(
            5,
            "2027-03-01",
            "housing:2580",
            Happening::Retracted { reason: "w".parse().unwrap() },
        ),
        record(6, "2027-01-31", "housing:2580", counted(12, 1)),
    ];
    // The gift of February never happened; the second count is the right one.
    let correct = |log: &mut Vec<Recorded>, at: usize, of: u128| {
        let event = &mut log[at].event;
        *event = Event { corrects: Some(EventId::new(Uuid::from_u128(of))), ..event.clone() };
    };
    correct(&mut log, 4, 3);
    correct(&mut log, 5, 1);
    let housing = "2580".parse().unwrap();
    let stock = Stock::of(&housing, &log);
    let mut expected = Stock::default();
    expected.counted(day("2027-01-31"), HomeCount { vacant: 12, allocated: 1 });
    expected.gave(day("2027-01-15"), 1);
    assert_eq!(stock, expected);
    log.reverse();
    assert_eq!(Stock::of(&housing, &log), expected);
    let policy = Policy::new(share("1/4"), 12).unwrap();
    assert_eq!(stock.room(&policy, day("2027-01-31")), 2);
}

#[test]
fn a_policy_is_what_somebody_decided_on() {
    let own = |text: &str| shipped().with(Rules::parse(text).unwrap());
    let window = r#"
        [[rule]]
        name = "housing.window"
        description = "Length"
        unit = "month"
        value = [{ from = 2027-01-01, amount = 6, reference = "KS 1", verified = true }]"#;
    let third = r#"
        [[rule]]
        name = "housing.share"
        description = "Share"
        unit = "share"
        value = [{ from = 2028-01-01, amount = "1/3", reference = "KS 2", verified = true }]"#;
    let unread = Policy::on(&shipped(), at(0)).unwrap_err();
    assert_eq!(
        unread.to_string(),
        "`housing.window` has no verified value on 2027-01-01: expected one that the \
         municipality has decided on"
    );
    assert_eq!(Policy::on(&own(window), at(0)), Policy::new(share("1/4"), 6));
    let both = own(window).with(Rules::parse(third).unwrap());
    assert_eq!(Policy::on(&both, day("2028-01-01")), Policy::new(share("1/3"), 6));
    assert!(matches!(Policy::on(&both, at(0)), Err(PolicyError::NotVerified { .. })));
    assert!(matches!(Policy::on(&Rules::default(), at(0)), Err(PolicyError::Rules(_))));
    assert_eq!(Policy::new(share("5/4"), 1), Err(PolicyError::Share(share("5/4"))));
    assert_eq!(Policy::new(share("-1/4"), 1), Err(PolicyError::Share(share("-1/4"))));
    assert_eq!(Policy::new(share("1/4"), 0), Err(PolicyError::Months(0)));
    assert_eq!(Policy::new(share("1/4"), 1201), Err(PolicyError::Months(1201)));
}

// The queue.

fn waiting(who: &str, needed: u64, persons: u8, step_free: bool) -> Waiting {
    Waiting {
        participant: who.parse().unwrap(),
        since: at(0),
        moves_from: at(needed.saturating_sub(10)),
        needed_by: at(needed),
        household: Household { persons, step_free },
    }
}

fn home(id: &str, vacant: u64, persons: u8, step_free: bool) -> Home {
    let (vacant_from, place) = (at(vacant), place("2580"));
    Home { id: id.parse().unwrap(), vacant_from, persons, step_free, permanent: true, place }
}

fn place(municipality: &str) -> etablera_domain::Place {
    etablera_domain::Place { municipality: municipality.parse().unwrap(), position: None }
}

fn whys(queue: &Queue, homes: &[Home], room: u32, on: u64) -> Vec<(String, Vec<Why>)> {
    let policy = Policy::new(share("1"), 1200).unwrap();
    let mut stock = Stock::default();
    stock.vacated(at(0), room);
    let outlook = outlook(&policy, &stock, (queue, homes), at(on));
    let all = |why: &BTreeSet<Why>| why.iter().copied().collect();
    let waits = outlook.waits.iter().map(|wait| (wait.participant.to_string(), all(&wait.why)));
    let offers = outlook.offers.iter().map(|o| (format!("{} {}", o.participant, o.home), vec![]));
    offers.chain(waits).collect()
}

#[test]
fn everybody_who_waits_is_told_why() {
    use Why::{Accessibility, MovesLater, NoVacantHome, ShareReached, Size};
    let check = |persons, step_free, homes: &[Home], room, on, expected: &[Why]| {
        let queue = Queue::new(vec![waiting("P1", 20, persons, step_free)]).unwrap();
        let found = whys(&queue, homes, room, on);
        assert_eq!(found, [("P1".to_owned(), expected.to_vec())], "{homes:?}");
    };
    let (small, large) = (home("s", 0, 1, true), home("l", 0, 4, false));
    check(1, false, &[], 1, 20, &[NoVacantHome]);
    check(1, false, &[], 0, 20, &[NoVacantHome, ShareReached]);
    check(2, false, std::slice::from_ref(&small), 1, 20, &[Size]);
    check(2, true, std::slice::from_ref(&large), 1, 20, &[Accessibility]);
    check(2, true, &[small.clone(), large.clone()], 1, 20, &[Size, Accessibility]);
    check(5, true, std::slice::from_ref(&large), 1, 20, &[Size, Accessibility]);
    check(2, false, std::slice::from_ref(&large), 0, 20, &[ShareReached]);
    check(1, false, std::slice::from_ref(&small), 1, 9, &[MovesLater]);
    check(1, false, &[home("n", 21, 1, true)], 1, 20, &[NoVacantHome]);
    let temporary = Home { permanent: false, ..small.clone() };
    check(1, false, &[temporary], 1, 20, &[NoVacantHome]);
}

#[test]
fn homes_go_by_need_and_then_by_id_and_the_smallest_that_fits_goes_first() {
    let queue = Queue::new(vec![
        waiting("P3", 30, 1, false),
        waiting("P2", 20, 3, false),
        waiting("P1", 30, 1, false),
        waiting("P4", 10, 9, false),
    ]);
    let homes = [
        home("big", 0, 4, true),
        home("new", 9, 1, true),
        home("old", 8, 1, true),
        home("big", 0, 5, true),
    ];
    let found = whys(&queue.unwrap(), &homes, 9, 25);
    let expected = [
        ("P2 big".to_owned(), vec![]),
        ("P1 old".to_owned(), vec![]),
        ("P3 new".to_owned(), vec![]),
        ("P4".to_owned(), vec![Why::Size]),
    ];
    // P4 has waited longest and none fits: the others do not wait for that,
    // and the home that is there twice goes to one.
    assert_eq!(found, expected);
}

fn gift(who: &str, on: u64, permanent: bool) -> Allocation {
    Allocation { participant: who.parse().unwrap(), on: at(on), place: place("2580"), permanent }
}

#[test]
fn a_home_for_a_time_keeps_the_place_in_the_queue() {
    let both = vec![waiting("P1", 10, 1, false), waiting("P2", 20, 1, false)];
    let queue = Queue::new(both).unwrap();
    let who = |queue: &Queue| -> Vec<String> {
        queue.waiting().iter().map(|one| one.participant.to_string()).collect()
    };
    let temporary = [gift("P1", 7, false), gift("P1", 5, false), gift("P9", 5, true)];
    let after = queue.clone().after(&temporary, at(8));
    assert_eq!(who(&after), ["P1", "P2"]);
    let p1: ParticipantId = "P1".parse().unwrap();
    assert_eq!(after.temporary_since(&p1), Some(at(5)));
    let settled = [gift("P1", 5, false), gift("P1", 9, true)];
    assert_eq!(who(&queue.clone().after(&settled, at(8))), ["P1", "P2"]);
    let after = queue.clone().after(&settled, at(9));
    assert_eq!((who(&after), after.temporary_since(&p1)), (vec!["P2".to_owned()], None));
    // Before they began to wait it was another story.
    let old = Allocation { on: at(0) - Days::new(1), ..gift("P1", 0, true) };
    assert_eq!(who(&queue.after(&[old], at(9))), ["P1", "P2"]);
}

#[test]
fn what_makes_no_queue_is_refused() {
    let p1 = || waiting("P1", 10, 1, false);
    let twice = Queue::new(vec![p1(), Waiting { needed_by: at(40), ..p1() }]);
    assert_eq!(twice, Err(QueueError::Twice("P1".parse().unwrap())));
    assert!(matches!(
        Queue::new(vec![waiting("P1", 10, 0, false)]),
        Err(QueueError::NoHousehold(_))
    ));
    let early = Queue::new(vec![Waiting { moves_from: at(11), ..p1() }]).unwrap_err();
    assert_eq!(
        early.to_string(),
        "`P1` needs a home by 2027-01-11 and moves from 2027-01-12: expected the move first"
    );
}

proptest! {
    #[test]
    fn nobody_waits_for_a_home_that_fits_and_is_free(
        people in proptest::collection::btree_map(0..9_u8, (0..40_u64, 1..4_u8, any::<bool>()), 0..8),
        homes in proptest::collection::vec((0..40_u64, 1..4_u8, any::<bool>()), 0..6),
        room in 0..5_u32,
        on in 0..40_u64,
    ) {
        let everybody: Vec<Waiting> = people
            .iter()
            .map(|(id, (needed, persons, free))| waiting(&format!("P{id}"), *needed, *persons, *free))
            .collect();
        let homes: Vec<Home> = (0..)
            .zip(&homes)
            .map(|(id, (vacant, persons, free)): (u8, _)| home(&format!("h{id}"), *vacant, *persons, *free))
            .collect();
        let queue = Queue::new(everybody.iter().rev().cloned().collect()).unwrap();
        let policy = Policy::new(share("1"), 1200).unwrap();
        let mut stock = Stock::default();
        stock.vacated(at(0), room);
        let outlook = outlook(&policy, &stock, (&queue, &homes), at(on));
        // Everybody is there once.
        let mut all: Vec<_> = outlook.offers.iter().map(|offer| &offer.participant).collect();
        all.extend(outlook.waits.iter().map(|wait| &wait.participant));
        all.sort();
        let mut expected: Vec<_> = everybody.iter().map(|one| &one.participant).collect();
        expected.sort();
        prop_assert_eq!(all, expected);
        prop_assert_eq!(outlook.offers.len() + outlook.room as usize, room as usize);
        // No home goes twice, and each fits.
        let given: BTreeSet<_> = outlook.offers.iter().map(|offer| &offer.home).collect();
        prop_assert_eq!(given.len(), outlook.offers.len());
        let person = |id: &ParticipantId| everybody.iter().find(|one| one.participant == *id).unwrap();
        let fits = |one: &Waiting, home: &Home| {
            home.vacant_from <= at(on)
                && one.moves_from <= at(on)
                && home.persons >= one.household.persons
                && (home.step_free || !one.household.step_free)
        };
        for offer in &outlook.offers {
            let home = homes.iter().find(|home| home.id == offer.home).unwrap();
            prop_assert!(fits(person(&offer.participant), home));
        }
        for wait in &outlook.waits {
            prop_assert!(!wait.why.is_empty());
            let one = person(&wait.participant);
            let free = |home: &Home| !given.contains(&home.id) && fits(one, home);
            let shared = wait.why.contains(&Why::ShareReached);
            prop_assert!(shared || !homes.iter().any(free));
            // And who took a home that fits them stands before them.
            for offer in outlook.offers.iter().filter(|_| !shared) {
                let home = homes.iter().find(|home| home.id == offer.home).unwrap();
                let taker = person(&offer.participant);
                let before = (taker.needed_by, &taker.participant) < (one.needed_by, &one.participant);
                prop_assert!(before || !fits(one, home));
            }
        }
    }
}

// Where somebody lives.

#[test]
fn a_record_lives_in_the_permanent_home_from_its_day() {
    let mut record = Participant::new("P1".parse().unwrap());
    record.home = Some(place("2582"));
    let home = PermanentHome::of(&gift("P1", 5, true)).unwrap();
    assert_eq!(from_home(&record, &home, at(4)), record);
    let after = Participant { home: Some(place("2580")), ..record.clone() };
    assert_eq!(from_home(&record, &home, at(5)), after);
    assert_eq!(PermanentHome::of(&gift("P1", 5, false)), None);
    let others = PermanentHome::of(&gift("P2", 5, true)).unwrap();
    assert_eq!(from_home(&record, &others, at(5)), record);
}
