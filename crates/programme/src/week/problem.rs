//! A week as numbers: what of it a set of wishes asks for.

use chrono::{Weekday, WeekdaySet};

use super::limit::{Bounds, Limit};
use super::travel::Place;
use super::wish::{Kind, Sessions, Week, What};

/// Minutes of a day.
pub(super) const DAY: i32 = 1440;

/// Blocks of one wish under one of its options. Times are in minutes from the
/// Monday's midnight.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) wish: usize,
    pub(super) option: Sessions,
    pub(super) length: i32,
    pub(super) working: bool,
    /// Where, by its row among the ways.
    pub(super) place: usize,
    /// Within which of these a block must fit, by day, from the Monday.
    pub(super) windows: [Vec<(i32, i32)>; 7],
}

/// What a set of wishes asks for, an option chosen of each.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) tasks: Vec<Task>,
    /// The earliest leaving of home and the latest return, by day.
    pub(super) away: [(i32, i32); 7],
    pub(super) daily_rest: i32,
    pub(super) weekly_rest: i32,
}

/// Every problem that a set of wishes may be, an option chosen of each, earlier
/// options first; none where a limit rules it out at once.
pub(super) fn problems(
    week: &Week,
    set: u32,
    bounds: Bounds,
) -> impl Iterator<Item = Option<Problem>> {
    let chosen = |at: &usize| set >> at & 1 == 1;
    let in_set: Vec<usize> = (0..week.wishes.len()).filter(chosen).collect();
    let times: Vec<(usize, &[Sessions])> = in_set
        .iter()
        .filter_map(|&at| match &week.wishes[at].what {
            What::Time { options, .. } => Some((at, options.as_slice())),
            _ => None,
        })
        .collect();
    let combinations: usize =
        times.iter().fold(1, |product, (_, options)| product.saturating_mul(options.len()));
    let combinations = if times.is_empty() { 0 } else { combinations };
    (0..combinations).map(move |mut number| {
        // The last wish's option changes fastest.
        let mut choice: Vec<Sessions> = times.iter().map(|(_, options)| options[0]).collect();
        for (at, (_, options)) in times.iter().enumerate().rev() {
            choice[at] = options[number % options.len()];
            number /= options.len();
        }
        let wishes = times.iter().map(|(wish, _)| *wish);
        let chosen: Vec<(usize, Sessions)> = wishes.zip(choice).collect();
        within(week, &chosen, bounds).then(|| problem(week, &in_set, &chosen, bounds))
    })
}

/// Whether the limits that do not depend on days are kept to.
fn within(week: &Week, chosen: &[(usize, Sessions)], bounds: Bounds) -> bool {
    let working = |at: usize| kind_and_place(week, at).0.is_working_time();
    let working = chosen.iter().filter(|(at, _)| working(*at)).map(|(_, one)| one);
    let total: i32 = working.clone().map(|one| i32::from(one.minutes) * i32::from(one.times)).sum();
    let longest = working.filter(|one| one.breaks == 0 && one.times > 0);
    let longest = longest.map(|one| i32::from(one.minutes)).max().unwrap_or(0);
    bounds.get(Limit::Longest).is_none_or(|most| total <= most)
        && bounds.get(Limit::BeforeBreak).is_none_or(|most| longest <= most)
}

pub(super) fn kind_and_place(week: &Week, at: usize) -> (Kind, Option<&Place>) {
    match &week.wishes[at].what {
        What::Time { kind, place, .. } => (*kind, place.as_ref()),
        _ => (Kind::Other, None),
    }
}

fn problem(week: &Week, in_set: &[usize], chosen: &[(usize, Sessions)], bounds: Bounds) -> Problem {
    let mut tasks = Vec::new();
    for &(wish, option) in chosen {
        let (kind, place) = kind_and_place(week, wish);
        tasks.push(Task {
            wish,
            option,
            length: i32::from(option.minutes) + i32::from(option.breaks),
            working: kind.is_working_time(),
            place: week.ways.row(place),
            windows: windows(week, in_set, &option, place),
        });
    }
    Problem {
        tasks,
        away: away(week, in_set),
        daily_rest: bounds.get(Limit::DailyRest).unwrap_or(0),
        weekly_rest: bounds.get(Limit::WeeklyRest).unwrap_or(0),
    }
}

/// The days of a set of weekdays, from 0 for Monday.
fn days(set: WeekdaySet) -> impl Iterator<Item = usize> {
    set.iter(Weekday::Mon).map(|day| day.num_days_from_monday() as usize)
}

fn midnight(day: usize) -> i32 {
    DAY * i32::try_from(day).expect("one of seven")
}

fn away(week: &Week, in_set: &[usize]) -> [(i32, i32); 7] {
    let mut away = [(i32::MIN / 2, i32::MAX / 2); 7];
    for &at in in_set {
        if let What::Home { days: on, window } = &week.wishes[at].what {
            for day in days(*on) {
                let hours = &mut away[day];
                hours.0 = hours.0.max(midnight(day) + i32::from(window.from));
                hours.1 = hours.1.min(midnight(day) + i32::from(window.to));
            }
        }
    }
    away
}

fn windows(
    week: &Week,
    in_set: &[usize],
    option: &Sessions,
    place: Option<&Place>,
) -> [Vec<(i32, i32)>; 7] {
    let mut windows: [Vec<(i32, i32)>; 7] = Default::default();
    for day in days(option.days) {
        let at = |minutes: u16| midnight(day) + i32::from(minutes);
        let mut open = vec![(at(option.window.from), at(option.window.to))];
        for &other in in_set {
            let What::Open { place: which, hours } = &week.wishes[other].what else { continue };
            if place != Some(which) {
                continue;
            }
            let of_day = hours.iter().filter(|(on, _)| days(*on).any(|on| on == day));
            let of_day: Vec<_> = of_day.map(|(_, one)| (at(one.from), at(one.to))).collect();
            let both = |a: (i32, i32), b: (i32, i32)| (a.0.max(b.0), a.1.min(b.1));
            open = open.iter().flat_map(|a| of_day.iter().map(|b| both(*a, *b))).collect();
        }
        windows[day] = open.into_iter().filter(|(from, to)| from < to).collect();
    }
    windows
}

/// Whether a set of wishes asks for any time at all.
pub(super) fn has_time(week: &Week, set: u32) -> bool {
    let times = week.wishes.iter().enumerate();
    times.filter(|(at, _)| set >> at & 1 == 1).any(|(_, one)| matches!(one.what, What::Time { .. }))
}

impl Problem {
    /// One that asks for nothing.
    pub(super) fn empty() -> Self {
        Self { tasks: Vec::new(), away: [(0, 0); 7], daily_rest: 0, weekly_rest: 0 }
    }
}
