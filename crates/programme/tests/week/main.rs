//! The plan of a week against trying everything, and the sides of each limit.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod file;
mod force;

use chrono::{NaiveDate, Weekday, WeekdaySet};
use etablera_programme::decision::Finding;
use etablera_programme::rules::Rules;
use etablera_programme::week::{
    Block, Kind, Limits, Outcome, Place, Sessions, Strength, Travel, Week, WeekError, WeekPlan,
    What, Window, Wish, WishId, plan_week, sfi_needed, shipped_rules,
};

const WORKDAYS: [Weekday; 5] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

fn monday() -> NaiveDate {
    "2026-11-09".parse().unwrap()
}

fn id(text: &str) -> WishId {
    WishId(text.into())
}

fn place(text: &str) -> Place {
    Place(text.into())
}

fn hours(from: u16, to: u16) -> Window {
    Window { from: from * 60, to: to * 60 }
}

fn hard(name: &str, what: What) -> Wish {
    Wish { id: id(name), strength: Strength::Hard, what }
}

fn soft(name: &str, what: What) -> Wish {
    Wish { id: id(name), strength: Strength::Soft, what }
}

fn sessions(minutes: u16, times: u8, days: &[Weekday], window: Window) -> Sessions {
    let breaks = if minutes > 300 { 30 } else { 0 };
    Sessions { minutes, breaks, times, days: days.iter().copied().collect(), window }
}

fn time(kind: Kind, at: Option<&str>, options: Vec<Sessions>) -> What {
    What::Time { kind, place: at.map(place), options }
}

fn travel(from_home: &[(&str, u16)]) -> Travel {
    let from_home = from_home.iter().map(|(name, minutes)| (place(name), *minutes)).collect();
    Travel { from_home, between: Vec::new() }
}

/// The shipped rules, with those on working time as if somebody had verified
/// them, in hours.
fn verified(longest: u16, daily: u16, weekly: u16, unbroken: u16) -> Limits {
    let rule = |name: &str, unit: &str, amount: u16| {
        format!(
            "[[rule]]\nname = \"week.{name}\"\ndescription = \"d\"\nunit = \"{unit}\"\n\
             [[rule.value]]\nfrom = 2000-01-01\namount = {amount}\nreference = \"r\"\n\
             verified = true\n"
        )
    };
    let text = rule("longest", "hour_per_week", longest)
        + &rule("daily_rest", "hour", daily)
        + &rule("weekly_rest", "hour", weekly)
        + &rule("before_break", "hour", unbroken);
    Limits::on(&Rules::parse(&text).unwrap(), monday()).unwrap()
}

fn shipped() -> Limits {
    Limits::on(&shipped_rules(), monday()).unwrap()
}

fn planned(wishes: Vec<Wish>, travel: &Travel, limits: &Limits) -> WeekPlan {
    match plan_week(&Week::new(monday(), wishes, travel).unwrap(), limits).unwrap() {
        Outcome::Planned(plan) => plan,
        Outcome::Impossible(conflict) => panic!("{conflict:?}"),
    }
}

fn conflict(wishes: Vec<Wish>, travel: &Travel, limits: &Limits) -> (Vec<String>, Vec<String>) {
    match plan_week(&Week::new(monday(), wishes, travel).unwrap(), limits).unwrap() {
        Outcome::Planned(plan) => panic!("{plan:?}"),
        Outcome::Impossible(conflict) => (
            conflict.wishes.into_iter().map(|wish| wish.0).collect(),
            conflict.rules.iter().map(ToString::to_string).collect(),
        ),
    }
}

fn shown(blocks: &[Block]) -> Vec<String> {
    let row = |one: &Block| {
        let end = one.from + one.minutes + one.breaks;
        let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
        format!("{} {} {}-{}", one.weekday, one.wish.0, clock(one.from), clock(end))
    };
    blocks.iter().map(row).collect()
}

/// A week as people have it: four days of work, the training day on Wednesday,
/// SFI in the afternoons or the evenings, a child to leave and to fetch, a bus.
fn family() -> (Vec<Wish>, Travel) {
    let four = [Weekday::Mon, Weekday::Tue, Weekday::Thu, Weekday::Fri];
    let work = vec![sessions(360, 4, &four, hours(0, 24))];
    let training = vec![sessions(360, 1, &[Weekday::Wed], hours(9, 16))];
    let sfi = vec![
        sessions(180, 5, &WORKDAYS, hours(12, 16)),
        sessions(225, 4, &four, Window { from: 16 * 60, to: 21 * 60 }),
    ];
    let care = Window { from: 6 * 60 + 30, to: 17 * 60 };
    let workdays = WORKDAYS.into_iter().collect();
    let wishes = vec![
        hard("work", time(Kind::Work, Some("bakery"), work)),
        hard("training", time(Kind::Training, Some("school"), training)),
        hard("sfi", time(Kind::Study, Some("school"), sfi)),
        hard("child", What::Home { days: workdays, window: care }),
        hard(
            "bakery",
            What::Open { place: place("bakery"), hours: vec![(workdays, hours(5, 15))] },
        ),
    ];
    (wishes, travel(&[("bakery", 25), ("school", 20)]))
}

#[test]
fn a_week_with_work_school_and_a_child_cannot_be_and_the_reason_is_small() {
    let (mut wishes, travel) = family();
    // Work until 13:25, the way by home and three hours of school: too late for the group.
    let (why, rules) = conflict(wishes.clone(), &travel, &shipped());
    assert_eq!((why, rules), (vec!["work".into(), "sfi".into(), "child".into()], vec![]));
    // Somebody else fetches the child: SFI in the evening, on the other days.
    wishes.remove(3);
    let plan = planned(wishes.clone(), &travel, &shipped());
    assert_eq!(
        shown(&plan.blocks),
        [
            "Mon work 05:00-11:30",
            "Mon sfi 16:00-19:45",
            "Tue work 05:00-11:30",
            "Tue sfi 16:00-19:45",
            "Wed training 09:00-15:30",
            "Thu work 05:00-11:30",
            "Thu sfi 16:00-19:45",
            "Fri work 05:00-11:30",
            "Fri sfi 16:00-19:45",
        ]
    );
    assert_eq!(plan, planned(wishes, &travel, &shipped()), "the same week, the same plan");
    let minutes: Vec<_> = plan.checks.iter().map(|check| (check.minutes, check.keeps)).collect();
    // Rest from Wednesday 15:30 to Thursday 05:00; from Friday 11:30 on; 30 h.
    assert_eq!(minutes, [(810, true), (3630, true), (1800, true)]);
    assert!(plan.checks.iter().all(|one| one.clause.finding() == Finding::NotVerified));
}

#[test]
fn a_limit_nobody_verified_warns_and_one_that_is_verified_forbids() {
    let days =
        sessions(480, 6, &WeekdaySet::ALL.iter(Weekday::Mon).collect::<Vec<_>>(), hours(6, 18));
    let wishes = || vec![hard("work", time(Kind::Work, None, vec![days]))];
    let none = Travel::default();
    let plan = planned(wishes(), &none, &shipped());
    let broken: Vec<_> = plan.checks.iter().filter(|check| !check.keeps).collect();
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].clause.ground().rule.as_str(), "week.longest");
    assert_eq!((broken[0].minutes, broken[0].clause.finding()), (2880, Finding::NotVerified));
    let (why, rules) = conflict(wishes(), &none, &verified(40, 11, 36, 5));
    assert_eq!((why, rules), (vec!["work".into()], vec!["week.longest".into()]));
    let plan = planned(wishes(), &none, &verified(48, 11, 24, 5));
    assert!(plan.checks.iter().all(|one| one.keeps && one.clause.finding() == Finding::Met));
}

#[test]
fn a_limit_nobody_verified_chooses_among_plans_and_never_drops_a_wish() {
    let evening = sessions(240, 1, &[Weekday::Mon], hours(18, 22));
    let morning = sessions(240, 1, &[Weekday::Tue], hours(6, 12));
    let none = Travel::default();
    let wishes = |to: u16| {
        let morning = Sessions { window: hours(6, to), ..morning };
        vec![
            hard("evening", time(Kind::Work, None, vec![evening])),
            soft("morning", time(Kind::Work, None, vec![morning])),
        ]
    };
    // Eleven hours after 22:00 is 09:00: later than it could be, and kept to.
    let plan = planned(wishes(14), &none, &shipped());
    assert_eq!(shown(&plan.blocks), ["Mon evening 18:00-22:00", "Tue morning 09:00-13:00"]);
    // Where it cannot be kept to, the wish is met and the plan says so.
    let plan = planned(wishes(12), &none, &shipped());
    assert_eq!(shown(&plan.blocks), ["Mon evening 18:00-22:00", "Tue morning 06:00-10:00"]);
    assert!(plan.refused.is_empty());
    assert_eq!((plan.checks[0].minutes, plan.checks[0].keeps), (480, false));
    // Verified, it goes before a soft wish.
    let plan = planned(wishes(12), &none, &verified(40, 11, 36, 5));
    assert_eq!(shown(&plan.blocks), ["Mon evening 18:00-22:00"]);
    let conflict = &plan.refused[0].conflict;
    assert_eq!(conflict.wishes, [id("evening"), id("morning")]);
    assert_eq!(conflict.rules[0].as_str(), "week.daily_rest");
}

#[test]
fn study_is_no_working_time_and_needs_no_rest() {
    let evening = sessions(240, 1, &[Weekday::Mon], hours(18, 22));
    let morning = sessions(240, 1, &[Weekday::Tue], hours(6, 12));
    let wishes = vec![
        hard("school", time(Kind::Study, None, vec![evening])),
        hard("work", time(Kind::Work, None, vec![morning])),
    ];
    let plan = planned(wishes, &Travel::default(), &verified(4, 11, 36, 5));
    assert_eq!(plan.blocks[1].from, 6 * 60);
}

#[test]
fn a_night_shift_ends_on_the_next_day() {
    let nights = sessions(480, 2, &[Weekday::Mon, Weekday::Tue], hours(21, 31));
    let school = sessions(180, 1, &[Weekday::Tue], hours(4, 12));
    let wishes = vec![
        hard("night", time(Kind::Work, Some("mill"), vec![nights])),
        hard("school", time(Kind::Study, Some("school"), vec![school])),
    ];
    let travel = travel(&[("mill", 40), ("school", 33)]);
    let plan = planned(wishes, &travel, &verified(40, 11, 36, 5));
    // Home at 06:10, at school 33 minutes later, and that in steps of five.
    assert_eq!(
        shown(&plan.blocks),
        ["Mon night 21:00-29:30", "Tue school 06:45-09:45", "Tue night 21:00-29:30"]
    );
}

#[test]
fn the_long_rest_may_have_to_come_late() {
    let week: Vec<_> = WeekdaySet::ALL.iter(Weekday::Mon).take(6).collect();
    let wishes = |to| {
        vec![
            hard("daily", time(Kind::Work, None, vec![sessions(60, 6, &week, hours(6, 8))])),
            hard(
                "sunday",
                time(Kind::Work, None, vec![sessions(60, 1, &[Weekday::Sun], hours(0, to))]),
            ),
        ]
    };
    let none = Travel::default();
    let limits = verified(40, 11, 36, 5);
    let plan = planned(wishes(24), &none, &limits);
    assert_eq!(plan.blocks.last().unwrap().from, 19 * 60);
    // Until 18:00 there is no such stretch.
    let (why, rules) = conflict(wishes(18), &none, &limits);
    assert_eq!(why, ["daily", "sunday"]);
    assert_eq!(rules, ["week.weekly_rest"]);
}

#[test]
fn days_off_are_not_made_good() {
    let wish =
        hard("work", time(Kind::Work, None, vec![sessions(240, 5, &WORKDAYS, hours(8, 12))]));
    let week = Week::new(monday(), vec![wish], &Travel::default()).unwrap();
    let week = week.without([Weekday::Mon, Weekday::Sat].into_iter().collect());
    let Outcome::Planned(plan) = plan_week(&week, &shipped()).unwrap() else { panic!("a plan") };
    assert_eq!(plan.blocks.len(), 4);
    assert_eq!(plan.blocks[0].weekday, Weekday::Tue);
    let week = week.without(WeekdaySet::ALL);
    let Outcome::Planned(plan) = plan_week(&week, &shipped()).unwrap() else { panic!("a plan") };
    assert_eq!(plan.blocks, []);
}

#[test]
fn sfi_is_fifteen_hours_on_average_over_four_weeks() {
    let on = |day: &str| {
        etablera_programme::rules::shipped().on("sfi.24.volume", day.parse().unwrap()).unwrap()
    };
    let rule = on("2026-02-02");
    assert_eq!(sfi_needed(&rule, [900; 3]), Some(900));
    assert_eq!(sfi_needed(&rule, [1200, 1200, 1197]), Some(5));
    assert_eq!(sfi_needed(&rule, [u32::MAX; 3]), Some(0));
    assert_eq!(sfi_needed(&on("2010-01-01"), [0; 3]), None);
}

/// Whether there is enough is asked in one place: what was in force before the
/// wording that was read decides nothing there.
#[test]
fn no_rule_of_the_week_says_how_much_sfi_there_must_be() {
    assert!(shipped_rules().iter().all(|rule| !rule.name.as_str().contains("sfi")));
}

#[test]
fn weeks_that_make_no_sense_are_refused() {
    let none = Travel::default();
    let one = |option: Sessions| vec![hard("a", time(Kind::Work, None, vec![option]))];
    let good = sessions(60, 1, &WORKDAYS, hours(8, 9));
    let error = |wishes| Week::new(monday(), wishes, &none).unwrap_err();
    let tuesday = monday() + chrono::Days::new(1);
    assert_eq!(Week::new(tuesday, vec![], &none), Err(WeekError::NoMonday(tuesday)));
    let twice = [one(good), one(good)].concat();
    assert_eq!(error(twice), WeekError::Twice(id("a")));
    let many = (0..17).map(|at| Wish { id: id(&at.to_string()), ..one(good).remove(0) });
    assert_eq!(error(many.collect()), WeekError::Many(17));
    assert_eq!(error(one(Sessions { times: 6, ..good })), WeekError::Never(id("a")));
    assert_eq!(error(vec![hard("a", time(Kind::Work, None, vec![]))]), WeekError::Never(id("a")));
    for wrong in [
        Sessions { minutes: 0, ..good },
        Sessions { minutes: 61, ..good },
        Sessions { breaks: 1, ..good },
        Sessions { minutes: 1445, ..good },
        Sessions { window: Window { from: 481, to: 540 }, ..good },
        Sessions { window: hours(9, 9), ..good },
        Sessions { window: hours(24, 25), ..good },
        Sessions { window: hours(0, 49), ..good },
    ] {
        assert!(matches!(error(one(wrong)), WeekError::Time { .. }), "{wrong:?}");
    }
}

#[test]
fn twelve_wishes_are_searched_whole() {
    let (mut wishes, travel) = family();
    wishes.remove(3);
    for at in 0..8_u16 {
        let window = hours(7 + at, 21);
        let one = sessions(60 + 30 * at, 2, &WORKDAYS, window);
        wishes.push(soft(&format!("extra-{at}"), time(Kind::Other, None, vec![one])));
    }
    assert_eq!(wishes.len(), 12);
    let plan = planned(wishes, &travel, &shipped());
    assert_eq!(plan.blocks.iter().filter(|one| one.kind != Kind::Other).count(), 9);
    let refused: Vec<_> = plan.refused.iter().map(|one| one.wish.0.as_str()).collect();
    assert_eq!(refused, ["extra-5", "extra-6", "extra-7"]);
    // Too much for the hours of the week, all together; too long for one day
    // with school in the evening.
    assert_eq!(plan.refused[0].conflict.wishes.len(), 7);
    assert_eq!(plan.refused[1].conflict.wishes, [id("training"), id("sfi"), id("extra-6")]);
}
