//! Absences in a row.

use std::num::NonZeroU16;

use etablera_domain::event::Presence;
use etablera_programme::training::{AlertKind, Stand, Thresholds, absences, rows};
use proptest::prelude::*;

use crate::world::{Act, DAYS, PEOPLE, World, day, world};

fn thresholds(unexcused: u16, any: u16) -> Thresholds {
    let number = |number| NonZeroU16::new(number).unwrap();
    Thresholds { unexcused: number(unexcused), any: number(any) }
}

/// Alerts after a story such as `puxe`: there, unexcused, excused, not written
/// down; a `.` is a cancelled session.
fn alerts(story: &str) -> Vec<(AlertKind, usize)> {
    let mut acts = vec![(0, Act::Join(0, 0))];
    for (at, letter) in story.chars().enumerate() {
        let session = at as u8;
        // Weeks and days apart: only the order counts.
        let on = session * session;
        acts.push((0, Act::Plan(session, on, 60, Some(0), Some(0))));
        match letter {
            'p' => acts.push((on, Act::Attend(session, 0, Presence::Present, 1))),
            'u' => acts.push((on, Act::Attend(session, 0, Presence::Unexcused, 0))),
            'e' => acts.push((on, Act::Attend(session, 0, Presence::Excused, 0))),
            '.' => acts.push((on, Act::Cancel(session))),
            _ => {}
        }
    }
    let world = World::new(acts);
    let absences = absences(&world.sessions(), &world.member(0), day(29));
    let alerts = absences.alerts(thresholds(2, 3));
    alerts.into_iter().map(|one| (one.kind, one.run.sessions.len())).collect()
}

#[test]
fn an_alert_comes_at_its_threshold_and_goes_when_they_are_there() {
    use AlertKind::{Any, Unexcused};
    assert_eq!(alerts(""), []);
    assert_eq!(alerts("u"), []);
    assert_eq!(alerts("uu"), [(Unexcused, 2)]);
    assert_eq!(alerts("uup"), []);
    assert_eq!(alerts("upu"), []);
    assert_eq!(alerts("ee"), []);
    assert_eq!(alerts("eee"), [(Any, 3)]);
    assert_eq!(alerts("uee"), [(Any, 3)]);
    assert_eq!(alerts("ueu"), [(Unexcused, 2), (Any, 3)]);
    assert_eq!(alerts("uxu"), [(Unexcused, 2)]);
    assert_eq!(alerts("u.u"), [(Unexcused, 2)]);
    assert_eq!(alerts("puuuu"), [(Unexcused, 4), (Any, 4)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_row_is_what_comes_after_they_were_there_last(world in world(), by in 0..DAYS) {
        for who in 0..PEOPLE {
            let (sessions, member) = (world.sessions(), world.member(who));
            let rows = rows(&sessions, &member, day(by));
            let there = |row: &etablera_programme::training::Row<'_>| {
                matches!(row.stand, Stand::There { .. })
            };
            let last = rows.iter().rposition(there).map_or(0, |at| at + 1);
            let count = |stand: Stand| rows[last..].iter().filter(|row| row.stand == stand).count();
            let found = absences(&sessions, &member, day(by));
            prop_assert_eq!(found.unexcused.sessions.len(), count(Stand::Unexcused));
            let any = count(Stand::Unexcused) + count(Stand::Excused);
            prop_assert_eq!(found.any.sessions.len(), any);
        }
    }

    /// Where nothing is odd, a case counts the same from its own events.
    #[test]
    fn a_case_counts_the_same(how in prop::collection::vec(0..3usize, 0..5)) {
        let mut acts = vec![(0, Act::Join(0, 0))];
        for (session, how) in (0u8..).zip(&how) {
            acts.push((0, Act::Plan(session, session * 3, 60, None, Some(0))));
            acts.push((session * 3, Act::Attend(session, 0, Presence::ALL[*how], 0)));
        }
        let world = World::new(acts);
        let state = world.state("participant:P0");
        let found = absences(&world.sessions(), &world.member(0), day(29));
        prop_assert_eq!(found.any.sessions.len(), state.case().unwrap().absences_in_a_row());
    }
}
