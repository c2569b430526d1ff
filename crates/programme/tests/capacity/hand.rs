//! Cases worked by hand.

use etablera_programme::calendar::{Calendar, Country};
use etablera_programme::capacity::{
    Arrivals, Chances, Mark, Model, Report, Resource, Resources, Stage, Stay, Wanted, gains,
    search, simulate,
};
use etablera_programme::template::Length;

use super::{ONE, PLENTY, draws, goal, number, once, one_and_four, single, uses};

fn report(model: &Model, resources: Resources) -> Report {
    simulate(model, &draws(model, 1, 1), resources, ONE)
}

/// Two (A, B, .. by month) come on the first of each month of 2027, and there
/// are three employment seats. Trials never wait, so the queue before
/// employment grows by two each month from March on.
///
/// | month | begin employment | until the end of | wait after that |
/// |---|---|---|---|
/// | 2 | A1 A2 | 5 | |
/// | 3 | B1 | 6 | B2 |
/// | 4 | | | B2 C1 C2 = 3 |
/// | 5 | | | 5 |
/// | 6 | B2 C1, for A1 A2 | 9 | 7 - 2 = 5 |
/// | 7 | C2, for B1 | 10 | 7 - 1 = 6 |
/// | 8, 9 | | | 8, 10 |
/// | 10 | D1 D2, for B2 C1 | 13 | 12 - 2 = 10 |
/// | 11 | E1, for C2 | 14 | 12 - 1 = 11 |
/// | 12 | | | 13 |
///
/// Through by the end of the year: A1 A2 B1 B2 C1 C2 = 6.
#[test]
fn three_employment_seats() {
    let programme = one_and_four(Arrivals::Monthly(2), Chances::ALL_GO_ON);
    let model = Model::new(programme, goal(Mark::Through, 6, 12)).unwrap();
    let resources = Resources { employment_seats: 3, ..PLENTY };
    let report = report(&model, resources);
    assert_eq!((report.arrived.median, report.people.median), (24, 6));
    assert_eq!((report.goal.reached, report.goal.of), (1, 1));
    // C2 is the sixth: 31 October is day 304 of 2027.
    assert_eq!(report.day.unwrap().median, 304);
    assert_eq!(report.stages[0].began.median, 24);
    assert_eq!(report.stages[1].began.median, 9);
    // March 1 a day, April 3, and so on: 1*31 + 3*30 + 5*31 + 5*30 + 6*31
    // + 8*31 + 10*30 + 10*31 + 11*30 + 13*31 = 2203.
    assert_eq!(report.stages[1].waited_days.median, 2203);
    let seats = report.resources_used[1];
    assert_eq!((seats.resource, seats.lacking_days.median), (Resource::EmploymentSeat, 2203));
    // 2 in the 28 days of February and 3 in the 306 after: 974 of 1095.
    assert_eq!(seats.utilisation.median, 974 * 10_000 / 1095);
    let gains = gains(&model, &draws(&model, 1, 1), resources, ONE);
    assert_eq!((gains[0].resource, gains[0].goals), (Resource::EmploymentSeat, 0));
    // A fourth seat: B2 3-6, C1 C2 6-9, D1 D2 7-10, and so two more are through.
    assert_eq!(gains[0].people, 2);
    assert!(gains[1..].iter().all(|gain| gain.people == 0));
}

/// Those of months 1 to 8 can be through in 12 months: 16, if nobody waits a
/// day. In month 8 there are then two in trial and 4 * 2 in employment: 2
/// trial seats, 8 employment seats, 10 / 2 supervisors and 10 / 5 training
/// days, and none of it can be less.
///
/// With four supervisors, who have eight people: E comes in month 5, when A, B,
/// C and D are employed, and begins in month 6, when A is through. F and G are
/// a month late as well and G is through in month 12, H in month 13: 14.
#[test]
fn the_least_for_sixteen() {
    let programme = one_and_four(Arrivals::Monthly(2), Chances::ALL_GO_ON);
    let model = Model::new(programme, goal(Mark::Through, 16, 12)).unwrap();
    let draws = draws(&model, 1, 1);
    let most =
        Resources { trial_seats: 9, employment_seats: 20, supervisors: 20, training_days: 5 };
    let wanted = Wanted { least: Resources::default(), most, share: 10_000 };
    let frontier = search(&model, &draws, wanted, ONE).unwrap();
    let least = Resources { trial_seats: 2, employment_seats: 8, supervisors: 5, training_days: 2 };
    let found: Vec<Resources> = frontier.minimal.iter().map(|one| one.resources).collect();
    assert_eq!(found, [least]);
    let four = Resources { supervisors: 4, ..least };
    let report = simulate(&model, &draws, four, ONE);
    assert_eq!((report.people.median, report.goal.reached), (14, 0));
    assert_eq!(gains(&model, &draws, four, ONE)[0].resource, Resource::Supervisor);
}

/// Everybody is extended once: a trial of ten days and five, then leaves. One
/// seat and three who wait on day 1: days 1-15, 16-30, 31-45.
#[test]
fn an_extension_holds_the_seat() {
    let mut programme = single(Stay::Fixed(Length::Days(10)), 0);
    programme.waiting = 3;
    programme.stages[0].extension = once(5);
    // 9999 in 10000 are extended; the rest is what follows when none is left.
    programme.stages[0].chances = Chances::new([0, 9999, 0, 1]).unwrap();
    let id = programme.stages[0].id.clone();
    let model = Model::new(programme, goal(Mark::Begun(id), 3, 2)).unwrap();
    let one = Resources { trial_seats: 1, ..PLENTY };
    let report = report(&model, one);
    assert_eq!(report.day.unwrap().median, 31);
    // The second waits for 15 days and the third for 30.
    assert_eq!(report.stages[0].waited_days.median, 45);
    // 45 of the 31 + 28 days.
    assert_eq!(report.resources_used[0].utilisation.median, 45 * 10_000 / 59);
}

/// All go back to wait: one seat of ten days, two people, and so they take
/// turns, and each counts once.
#[test]
fn who_goes_back_waits_last_and_counts_once() {
    let mut programme = single(Stay::Fixed(Length::Days(10)), 0);
    programme.waiting = 2;
    programme.stages[0].chances = Chances::new([0, 0, 10_000, 0]).unwrap();
    let id = programme.stages[0].id.clone();
    let model = Model::new(programme, goal(Mark::Begun(id), 2, 2)).unwrap();
    let report = report(&model, Resources { trial_seats: 1, ..PLENTY });
    assert_eq!(report.people.median, 2);
    // Days 1, 11, 21, 31, 41 and 51 of 59.
    assert_eq!(report.stages[0].began.median, 6);
    assert_eq!(report.day.unwrap().median, 11);
}

/// 1 January 2027 is a Friday and a holiday; the next working day in Sweden is
/// Monday 4 January, and 5 days later it is Saturday 9, so that the second
/// begins on Monday 11.
#[test]
fn nobody_begins_on_a_day_off() {
    let mut programme = single(Stay::Fixed(Length::Days(5)), 0);
    programme.waiting = 2;
    programme.calendar = Some(Calendar::of(Country::Sweden));
    let id = programme.stages[0].id.clone();
    let model = Model::new(programme, goal(Mark::Begun(id), 2, 1)).unwrap();
    let report = report(&model, Resources { trial_seats: 1, ..PLENTY });
    assert_eq!(report.day.unwrap().median, 11);
    // Both wait for 3 days and the second for 7 more; of those, the seat was
    // what lacked on the working days of 4 to 8 January but 6, a holiday: 4.
    assert_eq!(report.stages[0].waited_days.median, 13);
    assert_eq!(report.resources_used[0].lacking_days.median, 4);
}

/// One supervisor with one person: whoever is on the way goes before whoever
/// is new. The first has trial on days 1-10 and employment 11-20, and only
/// then does the second begin.
#[test]
fn who_is_on_the_way_goes_first() {
    let stage = |id: &str, seat| Stage {
        id: id.parse().unwrap(),
        stay: Stay::Fixed(Length::Days(10)),
        extension: None,
        chances: Chances::ALL_GO_ON,
        uses: uses(seat),
    };
    let mut programme = one_and_four(Arrivals::Monthly(0), Chances::ALL_GO_ON);
    programme.stages = vec![
        stage("trial", etablera_programme::capacity::Seat::Trial),
        stage("job", etablera_programme::capacity::Seat::Employment),
    ];
    programme.waiting = 2;
    programme.per_supervisor = number(1);
    let model = Model::new(programme, goal(Mark::Through, 2, 2)).unwrap();
    let report = report(&model, Resources { supervisors: 1, ..PLENTY });
    assert_eq!(report.day.unwrap().median, 40);
    assert_eq!(report.stages[0].waited_days.median, 20);
    assert_eq!(report.stages[1].waited_days.median, 0);
}
