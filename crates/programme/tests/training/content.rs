//! Content plans in files, and what the ordinance asks of them.

use etablera_domain::event::Service;
use etablera_programme::decision::Answer;
use etablera_programme::rules::Standing;
use etablera_programme::training::{ContentPlan, Topic, shipped_rules};

use crate::world::{PLAN, code, day, plan};

fn errors(text: &str) -> Vec<String> {
    let errors = ContentPlan::parse(text).unwrap_err();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn the_shipped_plan_is_what_the_ordinance_asks() {
    let plan = ContentPlan::shipped();
    let minutes: u32 = plan.orientation().map(|part| part.minutes).sum();
    assert_eq!((minutes, plan.orientation().count(), plan.parts().len()), (100 * 60, 8, 11));
    let decision = plan.judge(&shipped_rules(), day(0)).unwrap();
    assert_eq!(decision.answer, Answer::MayApply, "{decision:?}");
    assert_eq!(plan.part("labour_market").unwrap().services[&Service::MockInterview], 2);
    assert!(plan.orientation().all(|part| part.standing == Standing::Verified));
    assert_eq!(plan.needs()[0], (code("arriving"), 480));
}

#[test]
fn an_hour_or_a_part_too_few_is_not_enough() {
    let text = include_str!("../../training/workplace-lulea.toml");
    let judged = |text: &str, on: &str| {
        let plan = ContentPlan::parse(text).unwrap();
        plan.judge(&shipped_rules(), on.parse().unwrap()).unwrap().answer
    };
    assert_eq!(judged(text, "2026-12-01"), Answer::MayApply);
    let short = text.replacen("hours = 20", "hours = 19", 1);
    assert_eq!(judged(&short, "2026-12-01"), Answer::ProbablyNot);
    let gone = text.replacen("topic = \"ageing\"", "topic = \"health\"", 1);
    assert_eq!(judged(&gone, "2026-12-01"), Answer::ProbablyNot);
    // Nobody has read what held before.
    assert_eq!(judged(text, "2019-12-31"), Answer::TooLittleData);
}

#[test]
fn each_mistake_is_named_with_its_line() {
    assert_eq!(
        errors(""),
        ["line 1: `id` is missing", "line 1: `name` is missing", "line 1: `part` is missing",]
    );
    let wrong = PLAN
        .replacen("hours = 1\n", "hours = 0\n", 1)
        .replacen("topic = \"living\"", "topic = \"moving\"", 1)
        .replacen("id = \"c\"", "id = \"a\"", 1)
        .replacen("verified = false", "verified = false\nguest_lecture = 1", 1);
    let errors = errors(&wrong);
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert_eq!(errors[0], "line 8: `hours` is `0`: expected a whole number from 1 to 1000");
    assert!(errors[1].starts_with("line 14: `topic` is `moving`: expected one of `arriving`, "));
    assert!(errors[2].starts_with("line 25: `guest_lecture` is not a field here: expected one of"));
    let twice = PLAN.replacen("id = \"c\"", "id = \"a\"", 1);
    assert_eq!(self::errors(&twice), ["line 19: part `a` is there twice"]);
    assert!(self::errors("id = ").len() == 1);
}

#[test]
fn a_part_without_a_source_is_refused() {
    let unsourced = PLAN.replacen("    reference = \"made up\"\n", "", 1);
    assert_eq!(errors(&unsourced), ["line 4: `reference` is missing"]);
    let blank = PLAN.replacen("\"made up\"", "\" \"", 1);
    assert_eq!(errors(&blank), ["line 9: `reference` is ` `: expected a text"]);
}

#[test]
fn the_eight_parts_of_orientation_come_first() {
    let orientation = Topic::WORDS.iter().filter(|(_, topic)| topic.is_orientation());
    assert_eq!(orientation.count(), 8);
    assert_eq!(plan().orientation().count(), 2);
}
