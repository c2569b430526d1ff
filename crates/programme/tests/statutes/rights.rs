//! Rights of a person: SFS 2010:800, 2017:819 and 2017:820.

use chrono::{Datelike, NaiveDate};
use etablera_programme::decision::Answer;
use etablera_programme::rights::{
    Benefit, BenefitFacts, Days, Parental, Phase, ProgrammeFacts, Responsible, SfiFacts,
    bostadsersattning, etableringsersattning, etableringsprogrammet, etableringstillagg, sfi,
    sfi_volume,
};

use crate::case::{Case, Got, check, files, integer, rules, table, text};

/// Citizenship decides nothing, so that nobody is asked for it.
const NOT_ASKED: [&str; 1] = ["citizenship"];

#[test]
fn sfi_is_as_the_statute_says() {
    check(&files("sfi.toml"), 33, &[], sfi_case);
}

pub(crate) fn sfi_case(case: &Case) -> Option<Got> {
    Some(match case.question.as_deref() {
        Some("volume") => volume(case),
        _ => right(case),
    })
}

fn right(case: &Case) -> Got {
    let facts: SfiFacts = case.facts_without(&NOT_ASKED);
    let got = sfi(rules(), &facts, case.day).unwrap();
    let responsible = got.responsible.map(|by| match by {
        Responsible::OfResidence => "hemkommun",
        Responsible::OfWork => "arbetskommun",
    });
    let more = table([
        ("responsible", responsible.map(text)),
        ("right_from", got.right_from.map(text)),
        ("start_within", got.start_within.map(text)),
        ("start_aim", got.start_aim.map(text)),
    ]);
    Got { decision: got.decision, clauses: got.clauses, more }
}

fn volume(case: &Case) -> Got {
    let got = sfi_volume(rules(), &case.facts::<SfiFacts>(), case.day).unwrap();
    let more = table([("total_tenths", got.total_tenths.map(integer))]);
    Got { decision: got.decision, clauses: got.clauses, more }
}

#[test]
fn the_establishment_programme_is_as_the_statute_says() {
    check(&files("etableringsprogrammet.toml"), 22, &[], programme_case);
}

pub(crate) fn programme_case(case: &Case) -> Option<Got> {
    let facts: ProgrammeFacts = case.facts();
    let got = etableringsprogrammet(rules(), &facts, case.day).unwrap();
    let more = table([
        ("months", got.left.map(|left| integer(left.months))),
        ("days", got.left.map(|left| integer(left.days))),
        ("last_day", got.last_day.map(text)),
    ]);
    Some(Got { decision: got.decision, clauses: got.clauses, more })
}

#[test]
fn what_participants_are_paid_is_as_the_statute_says() {
    check(&files("etableringsersattning.toml"), 15, &[], benefit_case);
}

pub(crate) fn benefit_case(case: &Case) -> Option<Got> {
    let facts: BenefitFacts = case.facts_without(&["supplement", "housing"]);
    let question = match (case.input.get("supplement"), case.input.get("housing")) {
        (Some(_), _) => etableringstillagg,
        (_, Some(_)) => bostadsersattning,
        _ => etableringsersattning,
    };
    let Benefit { decision, clauses, day_ore, days_a_week, month_kr } =
        question(rules(), &facts, case.day).unwrap();
    let more = table([
        ("day_ore", day_ore.map(integer)),
        ("days_a_week", days_a_week.map(integer)),
        ("month_kr", month_kr.map(integer)),
    ]);
    Some(Got { decision, clauses, more })
}

/// Counted day by day: each day of the frame that is disregarded takes its end
/// a day further, as long as whole months are no part of it.
#[test]
fn the_frame_ends_later_by_what_is_disregarded() {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let (start, on) = (day("2024-03-15"), day("2026-02-16"));
    let ends = day("2027-03-15");
    let last_day = |before: Option<(NaiveDate, NaiveDate)>, parental: &[(NaiveDate, NaiveDate)]| {
        let facts = ProgrammeFacts {
            first_registered: Some(start),
            registered_while_in_asylum_housing: Some(false),
            before_plan: Some(before.into_iter().map(|(from, to)| Days { from, to }).collect()),
            parental: Some(
                parental
                    .iter()
                    .map(|&(from, to)| Parental {
                        from,
                        to,
                        full_time: Some(true),
                        child_born: Some(from),
                    })
                    .collect(),
            ),
            ..ProgrammeFacts::default()
        };
        etableringsprogrammet(rules(), &facts, on).unwrap().last_day.unwrap()
    };
    assert_eq!(last_day(None, &[]), ends);
    let from = day("2024-05-01");
    for length in 1..=29 {
        let to = from + chrono::Days::new(length - 1);
        let later = ends + chrono::Days::new(length);
        assert_eq!(last_day(Some((from, to)), &[]), later, "before a plan, {length} days");
        assert_eq!(last_day(None, &[(from, to)]), later, "parental, {length} days");
        // Of two that overlap each day counts once.
        assert_eq!(last_day(Some((from, to)), &[(from, to)]), later, "both, {length} days");
        let late = (ends + chrono::Days::new(1), ends + chrono::Days::new(length));
        assert_eq!(last_day(Some(late), &[]), ends, "{length} days after the end");
    }
    // What is disregarded at the end of the frame goes on in what it adds.
    let at_the_end = (ends - chrono::Days::new(4), ends + chrono::Days::new(5));
    assert_eq!(last_day(Some(at_the_end), &[]), ends + chrono::Days::new(10));
    // Of ages of it there is an end.
    let ages = (start, day("9999-12-31"));
    assert!(last_day(Some(ages), &[]) > day("9999-12-31"));
    let year = |of: i32| (start.with_year(of).unwrap(), start.with_year(of + 1).unwrap());
    assert_eq!(last_day(None, &[year(2024), year(2025), year(2026)]), day("2029-03-15"));
}

/// 5 kap. 2 §: beside support for part-time studies the rest is paid, up to
/// full time.
#[test]
fn studies_part_time_leave_the_rest() {
    let cases = [
        (Phase::Programme, "1/1", "1/2", 15_400),
        (Phase::Programme, "1/2", "1/2", 15_400),
        (Phase::Programme, "1/2", "3/4", 7_700),
        (Phase::Programme, "1/3", "0", 10_266),
        (Phase::Mapping, "1/2", "1/2", 11_550),
    ];
    for (phase, programme, study, ore) in cases {
        let facts = BenefitFacts {
            establishment_programme: Some(true),
            phase: Some(phase),
            programme_share: Some(programme.parse().unwrap()),
            study_support_share: Some(study.parse().unwrap()),
            ..BenefitFacts::default()
        };
        let paid = etableringsersattning(rules(), &facts, "2025-10-15".parse().unwrap()).unwrap();
        assert_eq!(paid.decision.answer, Answer::MayApply);
        assert_eq!(paid.day_ore, Some(ore), "{phase:?} {programme} beside {study}");
    }
}
