//! The index answers what looking at every pair answers: tiers, points,
//! order, ties; for any number of rows and threads, and after any changes.

use std::num::NonZeroUsize;

use etablera_domain::{Need, Origin, Participant};
use etablera_matching::{Entry, Index, Matcher, PreparedNeed, Profile, Rank, Tier, Whose};
use proptest::prelude::*;

use super::common::{World, config, worlds};

const BOTH: [Whose; 2] = [Whose::Needs, Whose::Participants];

fn prepared<'n>(matcher: &'n Matcher<'_>, needs: &'n [Need]) -> Vec<PreparedNeed<'n>> {
    needs.iter().map(|need| matcher.prepare(need).unwrap()).collect()
}

fn profiles<'p>(matcher: &Matcher<'_>, people: &'p [Participant]) -> Vec<Profile<'p>> {
    people.iter().map(|person| matcher.profile(person).unwrap()).collect()
}

fn how(whose: Whose, top: usize, down_to: Tier, threads: usize) -> Rank {
    Rank { whose, top, down_to, threads: NonZeroUsize::new(threads).unwrap() }
}

/// A pool many times as large, in which most things stand more than once: the
/// needs under other ids, with other circumstances and unconfirmed, the
/// people with claims of one another.
fn crowded(world: &World, salt: usize) -> World {
    let mut crowd = world.clone();
    for n in 0..60 {
        let mut need = world.needs[n % world.needs.len()].clone();
        let other = &world.needs[(n / 3 + salt) % world.needs.len()];
        need.id = format!("C{:03}", (n * 37 + salt) % 1000).parse().unwrap();
        if n % 3 > 0 {
            need.start = other.start;
            need.workplace = other.workplace;
            need.hours = other.hours;
        }
        if n % 4 == 0 {
            need.origin = other.origin.clone();
        }
        if n % 5 == 0 {
            need.tasks.extend(other.tasks.iter().take(1).cloned());
        }
        // Ids and shares may clash now, which matching does not mind.
        if matches!(need.origin, Origin::Visit(_)) || n % 2 == 0 {
            crowd.needs.push(need);
        }
        let mut person = world.participants[n % world.participants.len()].clone();
        let other = &world.participants[(n / 2 + salt) % world.participants.len()];
        person.id = format!("C{:03}", (n * 53 + salt) % 1000).parse().unwrap();
        if n % 3 == 0 {
            person.wishes = other.wishes.clone();
            person.reach.clone_from(&other.reach);
        }
        if n % 4 == 0 {
            person.competences.clone_from(&other.competences);
            person.available_from = other.available_from;
        }
        crowd.participants.push(person);
    }
    crowd
}

fn check(world: &World, tops: &[usize]) {
    world.matched(|matcher| {
        let needs = prepared(matcher, &world.needs);
        let profiles = profiles(matcher, &world.participants);
        let index = Index::new(matcher, needs.clone());
        for whose in BOTH {
            for &top in tops {
                for all in Tier::ALL {
                    let expected = matcher.rank(&needs, &profiles, how(whose, top, all, 1));
                    for threads in [1, 3] {
                        let found = index.rank(&profiles, how(whose, top, all, threads));
                        assert_eq!(found, expected, "{whose:?} {top} {all:?} {threads}");
                    }
                }
            }
        }
    });
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_index_is_the_exhaustive_search(world in worlds()) {
        check(&world, &[0, 1, 2, 3, usize::MAX]);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_index_is_the_exhaustive_search_in_a_crowd(world in worlds(), salt in 0..97_usize) {
        prop_assume!(!world.needs.is_empty() && !world.participants.is_empty());
        check(&crowded(&world, salt), &[1, 5, 40, usize::MAX]);
    }

    /// Whatever was added, changed and taken out, the lists are those of an
    /// index that never knew anything else.
    #[test]
    fn changes_leave_no_trace(
        world in worlds(),
        salt in 0..97_usize,
        steps in prop::collection::vec((0..4_u8, any::<prop::sample::Index>()), 1..60),
    ) {
        prop_assume!(!world.needs.is_empty() && !world.participants.is_empty());
        let world = crowded(&world, salt);
        world.matched(|matcher| {
            let needs = prepared(matcher, &world.needs);
            let profiles = profiles(matcher, &world.participants);
            let (begin, later) = needs.split_at(needs.len() / 2);
            let mut index = Index::new(matcher, begin.to_vec());
            let mut open: Vec<Option<PreparedNeed<'_>>> = begin.iter().cloned().map(Some).collect();
            for (kind, which) in steps {
                let need = which.get(later).clone();
                let place = which.index(open.len());
                match kind {
                    0 => {
                        assert_eq!(index.add(need.clone()), open.len());
                        open.push(Some(need));
                    }
                    1 => {
                        assert_eq!(index.remove(place).is_ok(), open[place].is_some());
                        open[place] = None;
                    }
                    _ => {
                        let is_open = open[place].is_some();
                        assert_eq!(index.replace(place, need.clone()).is_ok(), is_open);
                        open[place] = is_open.then_some(need);
                    }
                }
            }
            assert!(index.remove(open.len()).is_err());
            let left: Vec<usize> = (0..open.len()).filter(|at| open[*at].is_some()).collect();
            let needs: Vec<_> = open.into_iter().flatten().collect();
            for whose in BOTH {
                let expected = matcher.rank(&needs, &profiles, how(whose, 6, Tier::ToClarify, 1));
                let found = index.rank(&profiles, how(whose, 6, Tier::ToClarify, 2));
                let place = |entry: Entry| Entry { need: left[entry.need], ..entry };
                let moved = |list: &Vec<Entry>| list.iter().copied().map(place).collect();
                let expected: Vec<Vec<Entry>> = expected.iter().map(moved).collect();
                match whose {
                    Whose::Participants => assert_eq!(found, expected),
                    Whose::Needs => {
                        let kept: Vec<_> = left.iter().map(|at| found[*at].clone()).collect();
                        assert_eq!(kept, expected);
                        assert_eq!(found.iter().flatten().count(), kept.iter().flatten().count());
                    }
                }
            }
        });
    }
}
