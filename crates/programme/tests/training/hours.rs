//! Minutes of each part and person.

use etablera_domain::event::Presence;
use etablera_programme::rules::Rules;
use etablera_programme::training::{
    Finish, PaceStanding, PartProgress, Progress, Stand, Tally, cohort_progress, late_lists,
    progress, rows, shipped_rules,
};
use proptest::prelude::*;

use crate::world::{Act, DAYS, PARTS, PEOPLE, SESSIONS, World, code, day, named, plan, world};

fn report(world: &World, who: u8, on: u8) -> Progress {
    let (sessions, member) = (world.sessions(), world.member(who));
    progress(&plan(), (&sessions, &member), (&shipped_rules(), day(on))).unwrap()
}

/// What is told of one session and person: the day, whether it is theirs, and
/// minutes attended, excused, missed, cut short, not recorded, planned.
type Told = (u8, bool, [u32; 6]);

fn told(world: &World, session: u8, who: u8, by: u8) -> Option<Told> {
    let (planned_on, minutes, _, cohort) = world.plan_of(session)?;
    let taken = world.taken(session, who, by);
    let on = taken.map_or(planned_on, |(on, ..)| on);
    let theirs = cohort.is_some_and(|cohort| world.is_in(who, cohort, on));
    let whole = u32::from(minutes);
    let told = match taken {
        Some((_, Presence::Present, there)) => {
            let there = u32::from(there).min(whole);
            [there, 0, 0, if theirs { whole - there } else { 0 }, 0, 0]
        }
        _ if !theirs => return None,
        Some((_, Presence::Excused, _)) => [0, whole, 0, 0, 0, 0],
        Some((_, Presence::Unexcused, _)) => [0, 0, whole, 0, 0, 0],
        None if planned_on <= by => [0, 0, 0, 0, whole, 0],
        None => [0, 0, 0, 0, 0, whole],
    };
    Some((on, theirs, told))
}

fn minutes(tally: Tally) -> [u32; 6] {
    let Tally { attended, excused, missed, short, unrecorded, planned } = tally;
    [attended, excused, missed, short, unrecorded, planned]
}

fn sum<'a>(all: impl IntoIterator<Item = &'a [u32; 6]>) -> [u32; 6] {
    let mut total = [0; 6];
    for one in all {
        for (sum, minutes) in total.iter_mut().zip(one) {
            *sum += minutes;
        }
    }
    total
}

/// The first day on which both parts of orientation are complete if all that is
/// planned is attended; a day's minutes by part are in `got`.
fn finish(got: &[(u8, usize, u32, bool)], by: u8) -> Finish {
    let needs = [60, 120];
    let until = |day: u8, part: usize| -> u32 {
        got.iter().filter(|(on, of, ..)| *on <= day && *of == part).map(|one| one.2).sum()
    };
    let complete = (0..=DAYS).find(|on| (0..2).all(|part| until(*on, part) >= needs[part]));
    match complete {
        Some(on) if on <= by => Finish::Done(day(on)),
        Some(on) => Finish::Planned(day(on)),
        None => {
            let short = |part: usize| needs[part].saturating_sub(until(DAYS, part));
            Finish::Unplanned { minutes: short(0) + short(1) }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn minutes_are_as_told_session_by_session(world in world(), by in 0..DAYS) {
        for who in 0..PEOPLE {
            let report = report(&world, who, by);
            let of = |part: Option<usize>| {
                let all = (0..SESSIONS).filter(|at| {
                    let part_of = world.plan_of(*at).and_then(|(_, _, part, _)| part);
                    part_of.map(usize::from).filter(|at| *at < 3) == part
                });
                let told: Vec<_> = all.filter_map(|at| told(&world, at, who, by)).collect();
                sum(told.iter().map(|(_, _, minutes)| minutes))
            };
            for (at, part) in report.parts.iter().enumerate() {
                prop_assert_eq!(minutes(part.tally), of(Some(at)), "part {}", PARTS[at]);
            }
            prop_assert_eq!(minutes(report.other), of(None));
        }
    }

    #[test]
    fn what_is_expected_of_somebody_is_accounted_for_to_the_minute(world in world(), by in 0..DAYS) {
        for who in 0..PEOPLE {
            let (sessions, member) = (world.sessions(), world.member(who));
            let rows = rows(&sessions, &member, day(by));
            let whole = |expected: bool| -> u32 {
                let of = rows.iter().filter(|row| row.expected == expected);
                of.map(|row| u32::from(row.session.plan.minutes)).sum()
            };
            let visited = rows.iter().filter(|row| !row.expected).map(|row| match row.stand {
                Stand::There { minutes } => u32::from(minutes),
                other => panic!("{other:?} of what was not expected"),
            });
            let report = report(&world, who, by);
            let mut all = report.other;
            report.parts.iter().for_each(|part| all += part.tally);
            let visited = visited.sum::<u32>();
            prop_assert_eq!(minutes(all).iter().sum::<u32>(), whole(true) + visited);
            prop_assert!(rows.is_sorted_by_key(|row| (row.on, &row.session.id)));
            prop_assert!(rows.iter().all(|row| (row.stand == Stand::Planned) <= (row.on > day(by))));
        }
    }

    #[test]
    fn the_finish_is_the_first_day_with_all_hours(world in world(), by in 0..DAYS) {
        for who in 0..PEOPLE {
            let told = (0..SESSIONS).filter_map(|at| {
                let part = world.plan_of(at)?.2.filter(|part| *part < 2)?;
                let (on, _, [attended, .., planned]) = told(&world, at, who, by)?;
                Some((on, usize::from(part), attended + planned, attended > 0))
            });
            let told: Vec<_> = told.collect();
            let pace = report(&world, who, by).orientation.unwrap();
            prop_assert_eq!(pace.finish, finish(&told, by));
            let begun = told.iter().filter(|one| one.3).map(|one| one.0).min();
            prop_assert_eq!(pace.begun, begun.map(day));
            // No world is as long as a year.
            let expected = match (begun, pace.finish) {
                (None, _) => PaceStanding::NotBegun,
                (_, Finish::Done(_)) => PaceStanding::Finished,
                (_, Finish::Planned(_)) => PaceStanding::OnCourse,
                (_, Finish::Unplanned { .. }) => PaceStanding::OffCourse,
            };
            prop_assert_eq!(pace.standing(), expected);
        }
    }

    #[test]
    fn a_cohort_is_the_sum_of_who_is_in_it(world in world(), by in 0..DAYS, cohort in 0..2u8) {
        let (sessions, mut members) = (world.sessions(), world.members());
        members.reverse();
        let of = code(&named('k', cohort));
        let rules = shipped_rules();
        let asked = (&rules, day(by));
        let total = cohort_progress(&plan(), (&sessions, &members), &of, asked).unwrap();
        let inside: Vec<u8> = (0..PEOPLE).filter(|who| world.is_in(*who, cohort, by)).collect();
        let each: Vec<Progress> = inside.iter().map(|who| report(&world, *who, by)).collect();
        prop_assert_eq!(&total.members, &each);
        for (at, part) in total.parts.iter().enumerate() {
            let tallies: Vec<_> = each.iter().map(|one| minutes(one.parts[at].tally)).collect();
            prop_assert_eq!(minutes(part.tally), sum(&tallies));
            let left: u64 = each.iter().map(|one| u64::from(one.parts[at].left())).sum();
            let unplanned: u64 = each.iter().map(|one| u64::from(one.parts[at].unplanned())).sum();
            let through = each.iter().filter(|one| one.parts[at].left() == 0).count();
            prop_assert_eq!((part.left, part.unplanned, part.through), (left, unplanned, through));
        }
        prop_assert_eq!(total.orientation.values().sum::<usize>(), inside.len());
    }

    #[test]
    fn lists_are_late_exactly_when_somebody_is_missing(
        world in world(), by in 0..DAYS, after in 0..5u8,
    ) {
        let (sessions, members) = (world.sessions(), world.members());
        let late = late_lists(&sessions, &members, (day(by), after.into()));
        let told = (0..SESSIONS).filter_map(|at| {
            let (on, _, _, cohort) = world.plan_of(at)?;
            let known = |who: u8| world.taken(at, who, DAYS).is_some();
            let theirs = |who: u8| cohort.is_some_and(|cohort| world.is_in(who, cohort, on));
            let missing: Vec<String> = (0..PEOPLE)
                .filter(|who| theirs(*who) && !known(*who))
                .map(|who| named('P', who))
                .collect();
            let lost = cohort.is_none() && !(0..PEOPLE).any(known);
            (by > on + after && (lost || !missing.is_empty())).then_some((on, at, missing))
        });
        let mut told: Vec<_> = told.collect();
        told.sort();
        let found: Vec<_> = late.iter().map(|one| {
            prop_assert_eq!(i64::from(one.days), (day(by) - one.on).num_days());
            let missing: Vec<String> = one.missing.iter().map(ToString::to_string).collect();
            Ok((one.on, one.session.to_string(), missing))
        }).collect::<Result<_, _>>()?;
        let told: Vec<_> =
            told.into_iter().map(|(on, at, who)| (day(on), named('S', at), who)).collect();
        prop_assert_eq!(found, told);
    }
}

fn held(session: u8, on: u8, part: u8, cohort: u8) -> (u8, Act) {
    (0, Act::Plan(session, on, 60, Some(part), Some(cohort)))
}

fn there(session: u8, on: u8, minutes: u16) -> (u8, Act) {
    (on, Act::Attend(session, 0, Presence::Present, minutes))
}

#[test]
fn a_finish_is_done_only_when_every_part_is() {
    let finish = |taken: &[u8]| {
        let mut acts = vec![(0, Act::Join(0, 0))];
        let planned = [(0, 5, 0), (1, 9, 1), (2, 12, 1)];
        acts.extend(planned.map(|(session, on, part)| held(session, on, part, 0)));
        let there = taken.iter().map(|at| there(*at, planned[usize::from(*at)].1, 60));
        acts.extend(there);
        report(&World::new(acts), 0, 12).orientation.unwrap().finish
    };
    assert_eq!(finish(&[0, 1, 2]), Finish::Done(day(12)));
    assert_eq!(finish(&[1, 2]), Finish::Unplanned { minutes: 60 });
    assert_eq!(finish(&[0]), Finish::Unplanned { minutes: 120 });
    // One part is done, the other is planned: not done yet.
    let acts = [(0, Act::Join(0, 0)), held(0, 5, 0, 0), held(1, 9, 1, 0), held(2, 12, 1, 0)];
    let world = World::new(acts.into_iter().chain([there(0, 5, 60)]).collect());
    let pace = report(&world, 0, 6).orientation.unwrap();
    assert_eq!(pace.finish, Finish::Planned(day(12)));
    assert_eq!((pace.begun, pace.standing()), (Some(day(5)), PaceStanding::OnCourse));
}

#[test]
fn a_late_joiner_owes_nothing_from_before_and_who_left_nothing_after() {
    let sessions = (0..5).map(|at| held(at, at * 5, 1, 0));
    let times = [(5, Act::Join(0, 0)), (10, Act::Leave(0, 0)), (20, Act::Join(0, 0))];
    let world = World::new(sessions.chain(times).collect());
    let (sessions, member) = (world.sessions(), world.member(0));
    let rows = rows(&sessions, &member, day(29));
    let on: Vec<_> = rows.iter().map(|row| row.on).collect();
    // The day of joining, that of leaving, and that of joining again.
    assert_eq!(on, [day(5), day(10), day(20)]);
}

#[test]
fn whoever_is_in_two_cohorts_counts_once_a_session() {
    let joins = [(0, Act::Join(0, 0)), (0, Act::Join(0, 1)), (3, Act::Join(0, 0))];
    let acts = [held(0, 5, 1, 0), held(1, 6, 1, 1), there(0, 5, 60), there(0, 5, 60)];
    let world = World::new(joins.into_iter().chain(acts).collect());
    let report = report(&world, 0, 5);
    let part = report.part("b").unwrap();
    assert_eq!((part.tally.attended, part.tally.planned, part.left()), (60, 60, 60));
    assert_eq!(part.unplanned(), 0);
}

#[test]
fn a_moved_session_keeps_its_history_and_the_last_plan_counts() {
    let moved = (2, Act::Plan(0, 9, 90, Some(2), Some(0)));
    let world = World::new(vec![(0, Act::Join(0, 0)), held(0, 5, 1, 0), moved]);
    let sessions = world.sessions();
    assert_eq!(sessions.held()[0].moved_from, [day(5)]);
    let report = report(&world, 0, 7);
    assert_eq!(report.part("b").unwrap().tally, Tally::default());
    assert_eq!(report.part("c").unwrap().tally.planned, 90);
}

#[test]
fn a_closed_case_ends_what_nobody_ended() {
    let world = World::new(vec![(0, Act::Join(0, 0)), held(0, 5, 1, 0), held(1, 6, 1, 0)]);
    let mut case = world.state("participant:P0").case().unwrap().clone();
    let reason = code("moved_away");
    case.closed = Some(etablera_domain::event::state::Ending { on: day(5), reason });
    let member = etablera_programme::training::Member::of(&case);
    let sessions = world.sessions();
    assert_eq!(rows(&sessions, &member, day(29)).len(), 1);
}

#[test]
fn a_year_is_a_year_to_the_day_and_a_rule_that_nobody_read_decides_nothing() {
    let session = |at: u8, on: &str, part: u8| (at, on.parse::<chrono::NaiveDate>().unwrap(), part);
    let standing = |last: &str, rules: &Rules| {
        let world = World::new(vec![(0, Act::Join(0, 0)), held(0, 5, 0, 0), held(1, 6, 1, 0)]);
        let mut states: Vec<_> = (0..2)
            .map(|at| world.state(&format!("session:S{at}")).session().unwrap().clone())
            .collect();
        let who: etablera_domain::ParticipantId = "P0".parse().unwrap();
        for (at, on, _) in [session(0, "2026-11-10", 0), session(1, last, 1)] {
            let state = &mut states[usize::from(at)];
            state.plans[0].on = on;
            state.plans[0].minutes = 120;
            let (presence, minutes) = (Presence::Present, 120);
            let taken = etablera_domain::event::state::Attendance { on, presence, minutes };
            state.attendance.insert(who.clone(), taken);
        }
        let sessions = etablera_programme::training::Sessions::of(&states);
        let member = world.member(0);
        let asked = (rules, "2029-01-01".parse().unwrap());
        let report = progress(&plan(), (&sessions, &member), asked).unwrap();
        report.orientation.unwrap().standing()
    };
    let rules = shipped_rules();
    assert_eq!(standing("2027-11-09", &rules), PaceStanding::Finished);
    assert_eq!(standing("2027-11-10", &rules), PaceStanding::FinishedLate);
    let text = include_str!("../../rules/samhallsorientering.toml");
    let heard = Rules::parse(&text.replace("verified = true", "verified = false")).unwrap();
    assert_eq!(standing("2027-11-09", &heard), PaceStanding::Unclear);
}

#[test]
fn nothing_at_all_is_no_reason_to_panic() {
    let world = World::new(Vec::new());
    let report = report(&world, 0, 5);
    assert_eq!(report.parts.iter().map(PartProgress::left).sum::<u32>(), 240);
    assert!(!report.is_through());
    let empty = etablera_programme::training::Sessions::default();
    assert_eq!(late_lists(&empty, &[], (day(5), u16::MAX)), []);
    let rules = shipped_rules();
    let nobody = cohort_progress(&plan(), (&empty, &[]), &code("k0"), (&rules, day(5))).unwrap();
    assert!(nobody.members.is_empty() && nobody.orientation.is_empty());
}
