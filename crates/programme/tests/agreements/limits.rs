//! How long a measure lasts, and how many one person supervises.

use crate::story::day;
use crate::{code, terms};
use chrono::Days;
use etablera_domain::event::PlacementTerms;
use etablera_programme::agreement::{Assignment, LengthFinding, assign, length};
use etablera_programme::rules::Rules;
use proptest::prelude::*;

const RULES: &str = r#"
    [[rule]]
    name = "measure.trial.longest"
    description = "Longest trial"
    unit = "month"
    value = [
        { from = 2020-01-01, amount = 1, reference = "the project", verified = true },
        { from = 2027-01-01, amount = 2, reference = "heard of", verified = false },
    ]

    [[rule]]
    name = "measure.assessment.longest"
    description = "Longest assessment of competence"
    unit = "week"
    value = [{ from = 2020-01-01, amount = 3, reference = "made up", verified = true }]
"#;

#[test]
fn a_length_is_refused_by_what_was_read_and_warned_of_by_what_was_heard() {
    let rules = Rules::parse(RULES).unwrap();
    let now = day("2026-11-20");
    let trial = |until| length(&rules, &terms(false, until), now);
    assert!(matches!(trial("2026-12-31"), LengthFinding::Within(_)));
    assert!(trial("2027-01-01").refuses());
    let later = |until| length(&rules, &terms(false, until), day("2027-01-01"));
    for (until, beyond) in [("2027-01-31", false), ("2027-02-01", true)] {
        let found = later(until);
        assert!(!found.refuses() && found.warns(), "{until}");
        let LengthFinding::Unverified { would_be_beyond, .. } = found else { panic!("{until}") };
        assert_eq!(would_be_beyond, beyond);
    }
    assert_eq!(
        length(&rules, &terms(false, "2026-12-31"), day("2019-01-01")),
        LengthFinding::NoRule
    );
    let assessment = |until| {
        length(&rules, &PlacementTerms { measure: code("assessment"), ..terms(false, until) }, now)
    };
    assert!(!assessment("2026-12-21").refuses() && assessment("2026-12-22").refuses());
    let unknown = PlacementTerms { measure: code("lunch"), ..terms(false, "2026-12-31") };
    assert_eq!(length(&rules, &unknown, now), LengthFinding::NoRule);
}

fn assignment(id: &str, supervisor: &str, from: u64, days: u64) -> Assignment {
    let from = day("2026-12-01") + Days::new(from);
    let (placement, supervisor) = (id.parse().unwrap(), supervisor.parse().unwrap());
    Assignment { placement, supervisor, from, until: from + Days::new(days) }
}

#[test]
fn a_third_is_refused_by_the_name_of_the_limit() {
    let two = [assignment("L1", "sara", 0, 9), assignment("L2", "sara", 5, 9)];
    let refused = assign(2, &two, &assignment("L3", "sara", 0, 20)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`sara` supervises 2 on 2026-12-06 already: expected at most 2, by the limit \
         `limits.supervisor`"
    );
    assert_eq!(assign(2, &two, &assignment("L3", "sara", 0, 4)), Ok(()));
    assert_eq!(assign(2, &two, &assignment("L3", "omar", 0, 20)), Ok(()));
    assert_eq!(assign(2, &two, &assignment("L2", "sara", 0, 20)), Ok(()), "it replaces itself");
}

proptest! {
    /// Day by day, as anybody would count.
    #[test]
    fn nobody_supervises_too_many_on_any_day(
        rows in prop::collection::vec((0..30_u64, 0..10_u64), 0..8),
        (from, days) in (0..30_u64, 0..10_u64),
        limit in 1..4_u16,
    ) {
        let named = |(nth, (from, days)): (usize, &(u64, u64))| {
            assignment(&format!("L{nth}"), "sara", *from, *days)
        };
        let all: Vec<_> = rows.iter().enumerate().map(named).collect();
        let new = assignment("new", "sara", from, days);
        let on = |at: u64| all.iter().filter(|one| {
            (one.from..=one.until).contains(&(day("2026-12-01") + Days::new(at)))
        }).count();
        let full = (from..=from + days).find(|at| on(*at) >= usize::from(limit));
        let found = assign(limit, &all, &new).map_err(|over| over.on);
        prop_assert_eq!(found, full.map_or(Ok(()), |at| Err(day("2026-12-01") + Days::new(at))));
    }
}
