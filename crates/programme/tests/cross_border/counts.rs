//! Groups, trips, offers and jobs, from a log of invented events.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use etablera_domain::event::{
    Event, EventId, Happening, Presence, Recorded, Subject, effective, fold,
};
use etablera_domain::jsonl;
use etablera_programme::cross_border::{Counts, Pair, Period};
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::{day, event};

/// A year of two groups, three trips, and what came of them. Names, days and
/// places are invented; the sums are those that Arctic Labour told of.
fn year() -> Vec<Recorded> {
    let rows = include_str!("events.jsonl").lines();
    (1..).zip(rows).map(|(seq, row)| Recorded { seq, event: jsonl::parse(row).unwrap() }).collect()
}

fn in_2026() -> Period {
    Period::new(day("2026-01-01"), day("2026-12-31")).unwrap()
}

fn pair(from: &str, to: &str) -> Pair {
    Pair { from: Some(from.parse().unwrap()), to: to.parse().unwrap() }
}

#[test]
fn the_sums_of_the_source_come_out() {
    let counts = Counts::of(&year(), in_2026());
    let three: BTreeSet<_> = ["FI", "NO", "SE"].map(|code| code.parse().unwrap()).into();
    let of_three = |kind: &str| {
        let is_it = |(code, countries, _): &(&_, &_, &_)| {
            let code: &etablera_domain::event::Code = code;
            code.as_str() == kind && **countries == three
        };
        counts.actions().find(is_it).unwrap().2
    };
    // Two groups that met twelve times each; twice Kiruna, once Tromsø.
    assert_eq!((of_three("coaching_group").groups(), of_three("coaching_group").held()), (2, 24));
    assert_eq!((counts.held("study_trip"), counts.held("matchmaking_trip")), (2, 1));
    // With the day that Sweden held alone, which was for no group.
    assert_eq!((counts.groups("coaching_group"), counts.held("coaching_group")), (3, 25));
    // Several hundred took part, and they were 27.
    let joint = counts.joint_participations();
    assert_eq!((joint.times(), joint.persons()), (341, 27));
    // 22 offers from another Nordic country, to fewer persons; 9 jobs.
    let offers = counts.offers_where(Pair::crosses_in_the_north);
    assert_eq!((offers.times(), offers.persons()), (22, 17));
    let jobs = counts.jobs_where(Pair::crosses_in_the_north);
    assert_eq!((jobs.times(), jobs.persons()), (9, 9));
    // Those at home, from beyond the north, and from nobody knows where.
    assert_eq!(counts.offers_where(|_| true).times(), 27);
    assert_eq!(counts.offers_where(Pair::crosses).times(), 23);
    assert_eq!(counts.offers()[&pair("SE", "NO")].times(), 11);
    assert_eq!(counts.offers()[&pair("SE", "NO")].persons(), 8);
    assert_eq!(counts.offers()[&Pair { from: None, ..pair("SE", "NO") }].times(), 1);
    let by_pair = |from, to| counts.jobs()[&pair(from, to)].times();
    assert_eq!([by_pair("SE", "NO"), by_pair("FI", "NO"), by_pair("FI", "SE")], [5, 2, 2]);
}

#[test]
fn before_the_corrections_the_sums_were_others() {
    let known = |text: &str| -> Vec<Recorded> {
        let until = text.parse().unwrap();
        year().into_iter().filter(|one| one.event.recorded_at <= until).collect()
    };
    let before = Counts::of(&known("2026-11-30T00:00:00.000000Z"), in_2026());
    // One was still at home, one in another year, one written twice.
    assert_eq!(before.offers_where(Pair::crosses_in_the_north).times(), 21);
    assert_eq!(before.jobs_where(Pair::crosses_in_the_north).times(), 10);
    // The trips' lists are right by then; one too many is named in a meeting.
    assert_eq!(before.joint_participations().times(), 342);
    assert_eq!(before.joint_participations().persons(), 28);
}

proptest! {
    #[test]
    fn the_order_of_handing_over_changes_nothing(
        log in Just(year()).prop_shuffle(),
    ) {
        prop_assert_eq!(Counts::of(&log, in_2026()), Counts::of(&year(), in_2026()));
    }
}

// Random logs.

/// Something that may be written: the kind, about whom, on which day, and
/// which event it corrects, if that is among the earlier ones.
type Row = (u8, u8, u64, Option<usize>);

fn log(rows: &[Row]) -> Vec<Recorded> {
    let first = day("2026-01-01");
    let code = |text: &str| text.parse().unwrap();
    let country = |text: &str| text.parse().unwrap();
    let mut log: Vec<Recorded> = Vec::new();
    for (at, (kind, who, on, corrects)) in rows.iter().enumerate() {
        let participant = format!("P{}", who % 3);
        let person = format!("participant:{participant}");
        let session = format!("session:S{}", who % 2);
        let presence =
            [Presence::Present, Presence::Excused, Presence::Unexcused][usize::from(who / 3 % 3)];
        let corrects = corrects.filter(|earlier| *earlier < at);
        let (stream, what) = match kind {
            0 => (
                &person,
                Happening::OfferReceived { country: country("NO"), from: Some(country("SE")) },
            ),
            1 => (&person, Happening::JobStarted { country: country("SE"), from: None }),
            2 => {
                let countries = [country("SE"), country(["FI", "NO"][usize::from(who % 2)])].into();
                let action = code(["coaching_group", "study_trip"][usize::from(who / 3 % 2)]);
                let place = if who % 5 == 0 { &person } else { &session };
                (place, Happening::JointActionHeld { action, countries })
            }
            3 => {
                let participant = participant.parse().unwrap();
                (&session, Happening::Attended { participant, presence, minutes: 60 })
            }
            4 => {
                let cohort = (who % 2 == 0).then(|| code(["a", "b"][usize::from(who / 3 % 2)]));
                let on = first + Days::new(*on);
                let what =
                    Happening::SessionPlanned { on, minutes: 60, module: None, part: None, cohort };
                (&session, what)
            }
            _ if corrects.is_some() => (&person, Happening::Retracted { reason: code("mistake") }),
            _ => continue,
        };
        let number = log.len() as u128 + 1;
        let mut event = event(number, first + Days::new(*on), stream, what);
        event.about.insert(person.parse().unwrap());
        event.corrects =
            corrects.and_then(|earlier| log.get(earlier)).map(|earlier| earlier.event.id);
        if event.check().is_ok() {
            log.push(Recorded { seq: log.len() as u64 + 1, event });
        }
    }
    log
}

/// Offers and jobs as the folded cases of all participants have them.
fn by_cases(log: &[Recorded], period: Period) -> (usize, usize) {
    let (mut offers, mut jobs) = (0, 0);
    for who in ["participant:P0", "participant:P1", "participant:P2"] {
        let folded = fold(&who.parse().unwrap(), log);
        let case = folded.state.case().unwrap();
        offers += case.offers.iter().filter(|offer| period.contains(offer.on)).count();
        jobs += case.jobs.iter().filter(|job| period.contains(job.on)).count();
    }
    (offers, jobs)
}

/// Every participation, told plainly: for each action, and each person, the
/// last word on the list, or else whether they are named.
fn told(log: &[Recorded], period: Period) -> usize {
    let events = effective(log);
    let place = |event: &Event| match (&event.stream, &event.what) {
        (Subject::Session(id), Happening::JointActionHeld { action, .. }) => {
            Some((action.clone(), id.to_string(), None))
        }
        (_, Happening::JointActionHeld { action, countries }) => {
            Some((action.clone(), String::new(), Some((event.occurred_on, countries.clone()))))
        }
        _ => None,
    };
    let actions: BTreeSet<_> = events.iter().filter_map(|event| place(event)).collect();
    let mut all = 0;
    for action in actions {
        let held: Vec<_> =
            events.iter().filter(|event| place(event).as_ref() == Some(&action)).collect();
        if !period.contains(held[0].occurred_on) {
            continue;
        }
        for who in ["P0", "P1", "P2"] {
            let listed = events.iter().rev().find_map(|event| match &event.what {
                Happening::Attended { participant, presence, .. }
                    if participant.as_str() == who
                        && event.stream.to_string() == format!("session:{}", action.1) =>
                {
                    Some(*presence)
                }
                _ => None,
            });
            let subject: Subject = format!("participant:{who}").parse().unwrap();
            let named = held.iter().any(|event| event.about.contains(&subject));
            all += usize::from(listed.map_or(named, |word| word == Presence::Present));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_log_counts_as_its_cases_and_lists_do(
        rows in proptest::collection::vec(
            (0..6_u8, 0..18_u8, 0..10_u64, proptest::option::weighted(0.3, 0..20_usize)), 0..20,
        ),
        from in 0..10_u64,
        length in 0..10_u64,
        turn in 0..20_usize,
    ) {
        let log = log(&rows);
        let first = day("2026-01-01") + Days::new(from);
        let period = Period::new(first, first + Days::new(length)).unwrap();
        let counts = Counts::of(&log, period);
        let found =
            (counts.offers_where(|_| true).times(), counts.jobs_where(|_| true).times());
        prop_assert_eq!(found, by_cases(&log, period));
        // All actions here are of two countries, and none of a kind left out.
        prop_assert_eq!(counts.joint_participations().times(), told(&log, period));
        let mut turned = log.clone();
        turned.rotate_left(turn.min(log.len()));
        turned.reverse();
        prop_assert_eq!(Counts::of(&turned, period), counts);
    }

    #[test]
    fn periods_side_by_side_add_up(
        rows in proptest::collection::vec((0..6_u8, 0..18_u8, 0..10_u64, Just(None)), 0..20),
        cut in 0..9_u64,
    ) {
        let log = log(&rows);
        let at = |days: u64| day("2026-01-01") + Days::new(days);
        let of = |from: u64, to: u64| Counts::of(&log, Period::new(at(from), at(to)).unwrap());
        let (whole, parts) = (of(0, 9), [of(0, cut), of(cut + 1, 9)]);
        let times = |counts: &Counts| {
            let offers = counts.offers_where(|_| true).times();
            let held: usize = counts.actions().map(|(.., action)| action.held()).sum();
            (offers, counts.joint_participations().times(), held)
        };
        let [a, b] = parts.each_ref().map(times);
        prop_assert_eq!(times(&whole), (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    }
}

#[test]
fn a_period_ends_after_it_begins() {
    let wrong = Period::new(day("2026-02-01"), day("2026-01-31")).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "the period ends on 2026-01-31 and begins on 2026-02-01: expected the earlier day first"
    );
    let one = Period::new(day("2026-02-01"), day("2026-02-01")).unwrap();
    assert!(one.contains(day("2026-02-01")) && !one.contains(NaiveDate::MAX));
}

#[test]
fn the_fixture_is_sound() {
    let ids: BTreeMap<EventId, u64> = year().iter().map(|one| (one.event.id, one.seq)).collect();
    for Recorded { seq, event } in year() {
        assert_eq!(event.check(), Ok(()));
        let known = event.corrects.is_none_or(|id| ids.get(&id).is_some_and(|at| *at < seq));
        assert!(known, "{seq}");
    }
    assert!(!ids.contains_key(&EventId::new(Uuid::nil())));
}

#[test]
fn a_group_is_the_cohort_of_the_plan_that_holds() {
    let planned = |cohort: Option<&str>| Happening::SessionPlanned {
        on: day("2026-03-03"),
        minutes: 60,
        module: None,
        part: None,
        cohort: cohort.map(|text| text.parse().unwrap()),
    };
    let held = |other: &str| Happening::JointActionHeld {
        action: "coaching_group".parse().unwrap(),
        countries: ["SE", other].map(|code| code.parse().unwrap()).into(),
    };
    let groups = |rows: &[(&str, Happening)]| {
        let recorded = |(seq, (session, what)): (u64, &(&str, Happening))| {
            let on = day("2026-03-03");
            let event = event(seq.into(), on, &format!("session:{session}"), what.clone());
            Recorded { seq, event }
        };
        let log: Vec<Recorded> = (1..).zip(rows).map(recorded).collect();
        let counts = Counts::of(&log, in_2026());
        (counts.groups("coaching_group"), counts.held("coaching_group"))
    };
    let (a, none) = (planned(Some("a")), planned(None));
    // One group with two neighbours, and a session that is nobody's.
    let twice = [("S1", a.clone()), ("S2", a.clone()), ("S1", held("NO")), ("S2", held("FI"))];
    assert_eq!(groups(&twice), (1, 2));
    assert_eq!(groups(&[&twice[..], &[("S2", none)]].concat()), (2, 2));
    assert_eq!(groups(&[&twice[..], &[("S3", held("FI"))]].concat()), (2, 3));
    // Two notes of one session are one action, of all its countries.
    assert_eq!(groups(&[("S1", held("NO")), ("S1", held("FI")), ("S1", a)]), (1, 1));
}
