//! From the permanent home on, a match counts from there.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera::domain::{Need, Participant, Place, What, jsonl};
use etablera::matching::{Matcher, Parameters, Tier, Verdict};
use etablera::programme::housing::{Allocation, PermanentHome, from_home};
use etablera::taxonomy::starter;

/// A shift in a municipality.
fn need(municipality: &str) -> Need {
    let row = format!(
        r#"{{"id":"N1","employer":"E1","origin":{{"visit":"V1"}},"title":"Nattpass","seats":1,
        "workplace":{{"municipality":"{municipality}"}},"shifts":["night"],
        "tasks":[{{"title":"Städa","share_permille":1000,"requirements":[]}}]}}"#
    );
    jsonl::parse(&row).unwrap()
}

fn place(municipality: &str) -> Place {
    Place { municipality: municipality.parse().unwrap(), position: None }
}

/// The verdict on reaching the workplace, and the tier of the pair.
fn reach(need: &Need, record: &Participant) -> (Verdict, Tier) {
    let matcher = Matcher::new(starter(), Parameters::default(), "2027-01-01".parse().unwrap());
    let (need, profile) = (matcher.prepare(need).unwrap(), matcher.profile(record).unwrap());
    let judgement = matcher.judge(&need, &profile);
    let finding = judgement
        .findings
        .iter()
        .find(|finding| matches!(finding.requirement.what, What::Reach { .. }));
    (finding.unwrap().verdict.clone(), judgement.appraisal.tier)
}

#[test]
fn a_shift_out_of_reach_of_the_permanent_home_is_unmet_with_the_reason() {
    // Lives for a time in Luleå, works nights, and reaches Boden besides.
    let row = r#"{"id":"P1","home":{"municipality":"SE-2580"},"shifts":{"night":"yes"},
        "reach":{"municipalities":["SE-2582"]}}"#;
    let record: Participant = jsonl::parse(row).unwrap();
    let (lulea, kiruna) = (need("SE-2580"), need("SE-2584"));
    let moves = "2027-02-01".parse().unwrap();
    let allocation = Allocation {
        participant: "P1".parse().unwrap(),
        on: moves,
        place: place("SE-2584"),
        permanent: true,
    };
    let home = PermanentHome::of(&allocation).unwrap();

    let before = from_home(&record, &home, "2027-01-31".parse().unwrap());
    assert!(matches!(reach(&lulea, &before), (Verdict::Met { .. }, Tier::Ready)));
    assert_eq!(reach(&kiruna, &before), (Verdict::Unmet, Tier::NotEligible));

    let after = from_home(&record, &home, moves);
    assert_eq!(reach(&lulea, &after), (Verdict::Unmet, Tier::NotEligible));
    assert!(matches!(reach(&kiruna, &after), (Verdict::Met { .. }, Tier::Ready)));
}
