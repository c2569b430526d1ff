//! Rights of a person: SFS 2010:800, 2017:819 and 2017:820.

use etablera_programme::rights::{
    Benefit, BenefitFacts, ProgrammeFacts, Responsible, SfiFacts, bostadsersattning,
    etableringsersattning, etableringsprogrammet, etableringstillagg, sfi, sfi_volume,
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
