//! Chances from past journeys, and stages from templates.

use etablera_programme::capacity::{Chances, Counts, Seat, Stay, stages};
use etablera_programme::journey::Journey;
use etablera_programme::template::{Length, Template};

use crate::lulea::{AGREED, TRIAL, log};

const CHECKED: [&str; 2] =
    [r#"2026-12-15 L1 {"checked_in":{}}"#, r#"2026-12-28 L1 {"checked_in":{}}"#];
const WORKS: &str = r#"2026-12-29 L1 {"stage_decided":{"outcome":"continue","reason":"works"}}"#;
const EMPLOYED: &str =
    r#"2027-01-01 L1 {"stage_started":{"stage":"employment","until":"2027-04-30"}}"#;
const LONGER: &str = r#"2026-12-29 L1 {"stage_decided":{"outcome":"extend","reason":"more_time","until":"2027-01-20"}}"#;
const TOO_FAR: &str = r#"2027-01-20 L1 {"stage_decided":{"outcome":"end","reason":"too_far"}}"#;
const HIRED: &str = r#"2026-12-20 L1 {"stage_decided":{"outcome":"end","reason":"hired"}}"#;
const MOVED: &str = r#"2026-12-10 L1 {"placement_ended":{"reason":"moved_workplace"}}"#;
const PAUSED: &str = r#"2026-12-10 P1 {"paused":{"reason":"leave"}}"#;
const RESUMED: &str = r#"2026-12-20 P1 {"resumed":{}}"#;
const LATE: &str = r#"2027-01-10 L1 {"stage_decided":{"outcome":"end","reason":"too_far"}}"#;

fn journey<'t>(template: &'t Template, more: &[&str]) -> Journey<'t> {
    let lines: Vec<&str> =
        AGREED.iter().copied().chain([TRIAL]).chain(more.iter().copied()).collect();
    let (journey, refused) = Journey::of_log(template, &"P1".parse().unwrap(), &log(&lines));
    assert_eq!(refused, [], "{more:?}");
    journey
}

#[test]
fn each_end_of_a_trial_counts_as_what_it_was() {
    let template = Template::shipped("workplace-lulea").unwrap();
    let [on, extended, again, leaves, unclear] = [
        Counts { on: 1, ..Counts::default() },
        Counts { extended: 1, again: 1, ..Counts::default() },
        Counts { again: 1, ..Counts::default() },
        Counts { leaves: 1, ..Counts::default() },
        Counts { unclear: 1, ..Counts::default() },
    ];
    let cases: [(&[&str], Counts); 6] = [
        (&[CHECKED[0], CHECKED[1], WORKS, EMPLOYED], on),
        (&[LONGER, TOO_FAR], extended),
        (&[HIRED], leaves),
        (&[MOVED], unclear),
        (&[], Counts::default()),
        // Ten days of pause make it end ten days later, and no longer.
        (&[PAUSED, RESUMED, LATE], again),
    ];
    for (more, expected) in cases {
        let journey = journey(&template, more);
        assert_eq!(Counts::of(&template, "trial", [&journey]), expected, "{more:?}");
        assert_eq!(Counts::of(&template, "no_stage", [&journey]), Counts::default());
    }
    let all: Vec<_> = cases.iter().map(|(more, _)| journey(&template, more)).collect();
    let counts = Counts::of(&template, "trial", &all);
    let expected = Counts { on: 1, extended: 1, again: 2, leaves: 1, unclear: 1 };
    assert_eq!((counts, counts.decisions()), (expected, 5));
    // 5 decisions and a guess that weighs 5: halfway.
    let guess = Chances::new([10_000, 0, 0, 0]).unwrap();
    let estimate = counts.shrunk(guess, 5);
    assert_eq!((estimate.n, estimate.weight), (5, 5));
    assert_eq!(estimate.chances, Chances::new([6000, 1000, 2000, 1000]).unwrap());
    // Thirds: what rounding left goes to the first.
    let thirds = Counts { on: 1, again: 1, leaves: 1, ..Counts::default() };
    let chances = thirds.shrunk(guess, 0).chances;
    assert_eq!(chances, Chances::new([3334, 0, 3333, 3333]).unwrap());
    assert_eq!(Counts::default().shrunk(guess, 0).chances, guess);
}

#[test]
fn stages_come_from_templates() {
    for name in Template::shipped_names() {
        let template = Template::shipped(name).unwrap();
        let stages = stages(&template, |_| Chances::ALL_GO_ON);
        let known = |id: &str| template.stage(id).is_some_and(|(_, plan)| plan.length.is_some());
        assert!(stages.iter().all(|stage| known(stage.id.as_str())), "{name}");
    }
    let lulea = Template::shipped("workplace-lulea").unwrap();
    let stages = stages(&lulea, |_| Chances::ALL_GO_ON);
    let seats: Vec<_> = stages.iter().map(|stage| (stage.uses.seat, stage.stay)).collect();
    assert_eq!(
        seats,
        [
            (Seat::Trial, Stay::Fixed(Length::Months(1))),
            (Seat::Employment, Stay::Fixed(Length::Months(4))),
        ]
    );
    assert!(stages.iter().all(|stage| stage.uses.supervised && stage.uses.trains));
}
