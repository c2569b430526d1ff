//! Plans and conflicts against trying everything: all in whole hours, on three
//! days.

use std::collections::BTreeMap;

use chrono::{Weekday, WeekdaySet};
use etablera_programme::decision::Finding;
use etablera_programme::week::{
    Conflict, Kind, Outcome, Place, Sessions, Strength, Week, WeekPlan, What, Window, Wish, WishId,
    plan_week,
};
use proptest::prelude::*;

use crate::{hard, hours, monday, place, soft, travel, verified};

type Placement = Vec<(usize, u16, u16, Sessions)>;

fn days_of(set: WeekdaySet) -> Vec<u16> {
    set.iter(Weekday::Mon).map(|day| u16::try_from(day.num_days_from_monday()).unwrap()).collect()
}

/// Whether blocks `(wish, day, start, option)` are a week, by definition: of
/// limits `[longest, daily rest, weekly rest]` in hours.
fn is_week(
    wishes: &[Wish],
    ways: &BTreeMap<Option<Place>, i32>,
    limits: [u16; 3],
    blocks: &Placement,
) -> bool {
    let mut blocks = blocks.clone();
    blocks.sort_by_key(|one| (one.1 * 1440 + one.2, one.0));
    let parts = |wish: usize| match &wishes[wish].what {
        What::Time { kind, place, .. } => (*kind, place.clone()),
        _ => unreachable!("a block meets a wish for time"),
    };
    let start = |one: &(usize, u16, u16, Sessions)| i32::from(one.1) * 1440 + i32::from(one.2);
    let end = |one: &(usize, u16, u16, Sessions)| start(one) + i32::from(one.3.minutes);
    let way = |a: &Option<Place>, b: &Option<Place>| if a == b { 0 } else { ways[a] + ways[b] };
    for two in blocks.windows(2) {
        let (a, b) = (parts(two[0].0).1, parts(two[1].0).1);
        // Between days one is at home.
        let way = if two[0].1 == two[1].1 { way(&a, &b) } else { ways[&a] + ways[&b] };
        if start(&two[1]) < end(&two[0]) + way {
            return false;
        }
    }
    for wish in wishes {
        match &wish.what {
            What::Home { days, window } => {
                for day in days_of(*days) {
                    let of_day: Vec<_> = blocks.iter().filter(|one| one.1 == day).collect();
                    let (Some(first), Some(last)) = (of_day.first(), of_day.last()) else {
                        continue;
                    };
                    let midnight = i32::from(day) * 1440;
                    let leaves = start(first) - ways[&parts(first.0).1];
                    let back = end(last) + ways[&parts(last.0).1];
                    if leaves < midnight + i32::from(window.from)
                        || back > midnight + i32::from(window.to)
                    {
                        return false;
                    }
                }
            }
            What::Open { place, hours } => {
                for one in blocks.iter().filter(|one| parts(one.0).1.as_ref() == Some(place)) {
                    let fits = |(days, window): &(WeekdaySet, Window)| {
                        days_of(*days).contains(&one.1)
                            && window.from <= one.2
                            && one.2 + one.3.minutes <= window.to
                    };
                    if !hours.iter().any(fits) {
                        return false;
                    }
                }
            }
            What::Time { .. } => {}
        }
    }
    let [longest, daily, weekly] = limits.map(|hours| i32::from(hours) * 60);
    let work: Vec<_> = blocks.iter().filter(|one| parts(one.0).0.is_working_time()).collect();
    let total: i32 = work.iter().map(|one| i32::from(one.3.minutes)).sum();
    let rested =
        work.windows(2).all(|two| two[0].1 == two[1].1 || start(two[1]) - end(two[0]) >= daily);
    let mut free = Vec::new();
    let mut since = 0;
    for one in &work {
        free.push(start(one) - since);
        since = end(one);
    }
    free.push(7 * 1440 - since);
    total <= longest && rested && free.into_iter().any(|free| free >= weekly)
}

/// Tries every option, every choice of days and every whole hour.
fn exists(wishes: &[Wish], ways: &BTreeMap<Option<Place>, i32>, limits: [u16; 3]) -> bool {
    fn place_next(
        all: (&[Wish], &BTreeMap<Option<Place>, i32>, [u16; 3]),
        at: usize,
        blocks: &mut Placement,
    ) -> bool {
        let (wishes, ways, limits) = all;
        let Some(wish) = wishes.get(at) else { return is_week(wishes, ways, limits, blocks) };
        let What::Time { options, .. } = &wish.what else { return place_next(all, at + 1, blocks) };
        options.iter().any(|option| {
            let days = days_of(option.days);
            let chosen = |set: u32| -> Vec<u16> {
                (0..days.len()).filter(|at| set >> at & 1 == 1).map(|at| days[at]).collect()
            };
            let sets =
                (0..1_u32 << days.len()).filter(|set| set.count_ones() == u32::from(option.times));
            sets.map(chosen).any(|days| start_next(all, at, (option, &days), blocks))
        })
    }
    fn start_next(
        all: (&[Wish], &BTreeMap<Option<Place>, i32>, [u16; 3]),
        at: usize,
        (option, days): (&Sessions, &[u16]),
        blocks: &mut Placement,
    ) -> bool {
        let Some((&day, rest)) = days.split_first() else { return place_next(all, at + 1, blocks) };
        let last = option.window.to.saturating_sub(option.minutes).min(1380);
        (option.window.from..=last).step_by(60).any(|start| {
            blocks.push((at, day, start, *option));
            let found = start_next(all, at, (option, rest), blocks);
            blocks.pop();
            found
        })
    }
    place_next((wishes, ways, limits), 0, &mut Vec::new())
}

fn a_window(longest: u16) -> impl Strategy<Value = Window> {
    (6_u16..23, 1..=longest).prop_map(|(from, length)| hours(from, from + length))
}

fn some_days() -> impl Strategy<Value = WeekdaySet> {
    (1_u8..8).prop_map(|bits| {
        let days = [Weekday::Mon, Weekday::Tue, Weekday::Sat];
        days.into_iter()
            .enumerate()
            .filter(|(at, _)| bits >> at & 1 == 1)
            .map(|(_, day)| day)
            .collect()
    })
}

fn a_session() -> impl Strategy<Value = Sessions> {
    (1_u16..6, 1_u8..3, some_days(), a_window(6)).prop_map(|(length, times, days, window)| {
        Sessions { minutes: length * 60, breaks: 0, times: times.min(days.len()), days, window }
    })
}

fn a_place() -> impl Strategy<Value = Option<Place>> {
    prop::sample::select(vec![None, Some(place("a")), Some(place("b"))])
}

fn a_wish() -> impl Strategy<Value = What> {
    let kind = prop::sample::select(vec![Kind::Work, Kind::Training, Kind::Study]);
    let time = (kind, a_place(), prop::collection::vec(a_session(), 1..3))
        .prop_map(|(kind, place, options)| What::Time { kind, place, options });
    let home = (some_days(), a_window(14)).prop_map(|(days, window)| What::Home { days, window });
    let open = prop::collection::vec((some_days(), a_window(8)), 1..3)
        .prop_map(|hours| What::Open { place: place("a"), hours });
    prop_oneof![4 => time, 1 => home, 1 => open]
}

/// Wishes with everything that bears on them.
struct Case {
    wishes: Vec<Wish>,
    ways: BTreeMap<Option<Place>, i32>,
    /// Longest time, daily and weekly rest, in hours.
    limits: [u16; 3],
}

impl Case {
    fn all(&self) -> u32 {
        1 << self.wishes.len()
    }

    /// Whether a set of the wishes can be, under other limits.
    fn can(&self, set: u32, limits: [u16; 3]) -> bool {
        let chosen = self.wishes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
        let chosen: Vec<Wish> = chosen.map(|(_, wish)| wish.clone()).collect();
        exists(&chosen, &self.ways, limits)
    }

    fn hard(&self) -> u32 {
        let hard = self.wishes.iter().enumerate();
        let hard = hard.filter(|(_, wish)| wish.strength == Strength::Hard);
        hard.fold(0, |set, (at, _)| set | 1 << at)
    }

    fn place(&self, id: &WishId) -> usize {
        self.wishes.iter().position(|wish| wish.id == *id).unwrap()
    }

    fn set(&self, ids: &[WishId]) -> u32 {
        ids.iter().fold(0, |set, id| set | 1 << self.place(id))
    }

    /// Of the sets within one that cannot be, the fewest wishes; the first of
    /// those.
    fn least(&self, within: u32) -> Option<u32> {
        let sets = (0..self.all()).filter(|set| set & !within == 0);
        sets.filter(|set| !self.can(*set, self.limits))
            .min_by_key(|set| (set.count_ones(), std::cmp::Reverse(set.reverse_bits())))
    }

    /// It is the least, its limits are enough, and each of them is needed.
    #[track_caller]
    fn check_conflict(&self, conflict: &Conflict, within: u32) {
        let set = self.set(&conflict.wishes);
        assert_eq!(Some(set), self.least(within));
        let named = |name: &str| conflict.rules.iter().any(|rule| rule.as_str() == name);
        let without = |rule: &str| {
            let on = |name: &str| named(name) && name != rule;
            let [longest, daily, weekly] = self.limits;
            [
                if on("week.longest") { longest } else { 1000 },
                if on("week.daily_rest") { daily } else { 0 },
                if on("week.weekly_rest") { weekly } else { 0 },
            ]
        };
        assert!(!self.can(set, without("")));
        for rule in &conflict.rules {
            assert!(self.can(set, without(rule.as_str())), "{rule} is not needed");
        }
    }

    #[track_caller]
    fn check_plan(&self, plan: &WeekPlan) {
        let refused: Vec<_> = plan.refused.iter().map(|one| one.wish.clone()).collect();
        let kept = (self.all() - 1) & !self.set(&refused);
        let hard = self.hard();
        let most = (0..self.all())
            .filter(|set| set & hard == hard && self.can(*set, self.limits))
            .max_by_key(|set| (set.count_ones(), set.reverse_bits()));
        assert_eq!(Some(kept), most);
        for one in &plan.refused {
            let with_it = kept | self.set(std::slice::from_ref(&one.wish));
            self.check_conflict(&one.conflict, with_it);
        }
        self.check_blocks(plan, kept);
        let firm = |finding: Finding| finding == Finding::Met;
        assert!(plan.checks.iter().all(|one| one.keeps && firm(one.clause.finding())));
    }

    /// The blocks are a week, and each wish has those of one of its options.
    #[track_caller]
    fn check_blocks(&self, plan: &WeekPlan, kept: u32) {
        let blocks: Placement = plan
            .blocks
            .iter()
            .map(|one| {
                let day = u16::try_from(one.weekday.num_days_from_monday()).unwrap();
                let (days, window) = (WeekdaySet::EMPTY, hours(0, 1));
                let option = Sessions { minutes: one.minutes, breaks: 0, times: 0, days, window };
                (self.place(&one.wish), day, one.from, option)
            })
            .collect();
        // A wish that is given up asks for nothing.
        let nothing = || What::Home { days: WeekdaySet::EMPTY, window: hours(0, 1) };
        let mut held = self.wishes.clone();
        for (at, wish) in held.iter_mut().enumerate().filter(|(at, _)| kept >> at & 1 == 0) {
            assert!(blocks.iter().all(|one| one.0 != at));
            wish.what = nothing();
        }
        assert!(is_week(&held, &self.ways, self.limits, &blocks), "{:?}", plan.blocks);
        for (at, wish) in held.iter().enumerate() {
            let What::Time { options, .. } = &wish.what else { continue };
            let mine: Vec<_> = blocks.iter().filter(|one| one.0 == at).collect();
            let as_asked = |option: &Sessions| {
                let fits = |one: &&(usize, u16, u16, Sessions)| {
                    one.3.minutes == option.minutes
                        && days_of(option.days).contains(&one.1)
                        && option.window.from <= one.2
                        && one.2 + option.minutes <= option.window.to
                };
                mine.len() == usize::from(option.times)
                    && mine.windows(2).all(|two| two[0].1 != two[1].1)
                    && mine.iter().all(fits)
            };
            assert!(options.iter().any(as_asked), "{mine:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn plans_and_conflicts_are_those_of_trying_everything(
        whats in prop::collection::vec((a_wish(), any::<bool>()), 1..5),
        from_home in (0_u16..3, 0_u16..3),
        daily in 0_u16..14,
        weekly in prop::sample::select(vec![0_u16, 36, 85, 92, 97, 103]),
        longest in 2_u16..20,
    ) {
        let mut wishes = Vec::new();
        for (at, (what, must)) in whats.into_iter().enumerate() {
            let name = format!("w{at}");
            wishes.push(if must { hard(&name, what) } else { soft(&name, what) });
        }
        let minutes = (from_home.0 * 60, from_home.1 * 60);
        let travel = travel(&[("a", minutes.0), ("b", minutes.1)]);
        let way = |name, minutes: u16| (Some(place(name)), i32::from(minutes));
        let ways = BTreeMap::from([(None, 0), way("a", minutes.0), way("b", minutes.1)]);
        let week = Week::new(monday(), wishes.clone(), &travel).unwrap();
        let case = Case { wishes, ways, limits: [longest, daily, weekly] };
        match plan_week(&week, &verified(longest, daily, weekly, 24)).unwrap() {
            Outcome::Impossible(conflict) => case.check_conflict(&conflict, case.hard()),
            Outcome::Planned(plan) => case.check_plan(&plan),
        }
    }
}
