//! What cannot be right, by name.

use etablera_domain::event::Presence::{Excused, Present, Unexcused};
use etablera_programme::training::{faults, progress, shipped_rules};
use proptest::prelude::*;

use crate::world::{Act, PEOPLE, SESSIONS, World, day, plan, world};

fn found(acts: Vec<(u8, Act)>) -> Vec<String> {
    let world = World::new(acts);
    let faults = faults(&plan(), &world.sessions(), &world.members());
    faults.iter().map(ToString::to_string).collect()
}

fn planned() -> Vec<(u8, Act)> {
    vec![(0, Act::Join(0, 0)), (0, Act::Plan(0, 5, 60, Some(0), Some(0)))]
}

fn with(more: &[(u8, Act)]) -> Vec<String> {
    found(planned().into_iter().chain(more.iter().copied()).collect())
}

#[test]
fn what_is_right_has_no_fault() {
    assert!(with(&[]).is_empty());
    assert!(with(&[(5, Act::Attend(0, 0, Present, 60))]).is_empty());
    assert!(with(&[(5, Act::Attend(0, 0, Excused, 0))]).is_empty());
    // Whoever comes besides is welcome.
    assert!(with(&[(5, Act::Attend(0, 1, Present, 60))]).is_empty());
    // Cancelled and planned anew, and moved before anybody came.
    assert!(with(&[(1, Act::Cancel(0)), (2, Act::Plan(0, 9, 60, None, None))]).is_empty());
}

#[test]
fn each_fault_says_what_is_wrong_and_what_was_expected() {
    assert_eq!(
        with(&[(5, Act::Attend(0, 0, Present, 60)), (6, Act::Cancel(0))]),
        ["attendance of `P0` at `S0`, cancelled on 2026-11-08: expected none, or a session that \
          takes place"]
    );
    assert_eq!(
        with(&[(5, Act::Attend(0, 0, Present, 60)), (6, Act::Plan(0, 8, 60, None, Some(0)))]),
        ["attendance of `P0` at `S0` is of 2026-11-07, and the plan of 2026-11-10: expected a \
          session that is not moved once attendance is taken"]
    );
    assert_eq!(
        with(&[(5, Act::Attend(0, 0, Present, 90))]),
        ["`P0` was at `S0` for 90 minutes: expected at most its 60"]
    );
    assert_eq!(
        with(&[(5, Act::Attend(0, 0, Unexcused, 30))]),
        ["`P0` was absent from `S0` for 30 minutes there: expected 0"]
    );
    assert_eq!(
        with(&[(5, Act::Attend(0, 1, Unexcused, 0))]),
        ["`P1` was absent from `S0` and not in its cohort that day: expected absences of members \
          only"]
    );
    assert_eq!(
        with(&[(0, Act::Plan(1, 5, 60, Some(3), None))]),
        ["`S1` counts towards `unknown`: expected a part of the content plan"]
    );
    assert_eq!(
        with(&[(5, Act::Attend(1, 0, Present, 60))]),
        ["attendance of `P0` at `S1`, which nobody planned: expected a plan"]
    );
}

#[test]
fn attendance_that_was_taken_stays_when_its_session_is_moved() {
    let moved = [(5, Act::Attend(0, 0, Present, 60)), (6, Act::Plan(0, 20, 60, Some(0), Some(0)))];
    let world = World::new(planned().into_iter().chain(moved).collect());
    let (sessions, member) = (world.sessions(), world.member(0));
    let asked = progress(&plan(), (&sessions, &member), (&shipped_rules(), day(7))).unwrap();
    assert_eq!(asked.part("a").unwrap().tally.attended, 60);
    assert_eq!(asked.part("a").unwrap().tally.planned, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Each attendance that changes no tally as it stands is a fault by name.
    #[test]
    fn nothing_is_left_out_in_silence(world in world()) {
        let all = faults(&plan(), &world.sessions(), &world.members());
        let text: Vec<String> = all.iter().map(ToString::to_string).collect();
        for (session, who) in (0..SESSIONS).flat_map(|at| (0..PEOPLE).map(move |who| (at, who))) {
            let Some((on, how, minutes)) = world.taken(session, who, u8::MAX) else { continue };
            let odd = match world.plan_of(session) {
                None => true,
                Some((planned, whole, _, cohort)) => {
                    let theirs = cohort.is_some_and(|cohort| world.is_in(who, cohort, on));
                    planned != on
                        || (how == Present && minutes > whole)
                        || (how != Present && (minutes > 0 || !theirs))
                }
            };
            let named = text.iter().any(|one| {
                one.contains(&format!("`P{who}`")) && one.contains(&format!("`S{session}`"))
            });
            prop_assert_eq!(odd, named, "S{} P{}: {:?}", session, who, text);
        }
        prop_assert!(all.is_sorted());
    }
}
