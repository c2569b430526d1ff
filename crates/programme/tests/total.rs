//! Facts with days at the edge of all days, and rules that count nothing where
//! a number is asked for: no panic, and nothing firm.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::NaiveDate;
use etablera_programme::calendar::{Calendar, Country, Entry, When, add_days, calendar_file, utc};
use etablera_programme::decision::{Clause, Finding};
use etablera_programme::rights::{
    BenefitFacts, Days, Phase, ProgrammeFacts, SfiFacts, bostadsersattning, etableringsersattning,
    etableringsprogrammet, etableringstillagg, sfi,
};
use etablera_programme::rules::{Amount, Rules, shipped};
use etablera_programme::support::{
    Care, EmploymentForm, Facts, Month, Papers, PermitGround, Subsidy, forms, payment,
};
use etablera_programme::template::{Length, Template};
use proptest::prelude::*;

/// Days at both ends, and some between.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let near = |(up, days): (bool, u64)| {
        let days = chrono::Days::new(days);
        if up { NaiveDate::MAX - days } else { NaiveDate::MIN + days }
    };
    prop_oneof![
        2 => Just(NaiveDate::MAX),
        2 => Just(NaiveDate::MIN),
        3 => (any::<bool>(), 0..50_000_u64).prop_map(near),
        2 => (0..80_000_u64).prop_map(|days| NaiveDate::default() + chrono::Days::new(days)),
    ]
}

fn facts(days: &[NaiveDate; 10]) -> Facts {
    let known = |at: usize| Some(days[at]);
    Facts {
        born: known(0),
        application_day: known(1),
        history_from: known(2),
        periods: Some(Vec::new()),
        care: Some(vec![Care {
            from: days[3],
            to: add_days(days[3], 20_000),
            own: Some(true),
            child_born: known(5),
            adopted_arrived: None,
        }]),
        newcomer: Some(true),
        permit_ground: None::<PermitGround>,
        permit_granted: known(5),
        establishment_programme_until: known(6),
        newcomer_since: known(7),
        last_layoff: known(8),
        employment_from: known(9),
        employment_form: Some(EmploymentForm::Permanent),
        from: known(6),
        to: known(7),
        ..Facts::default()
    }
}

fn programme(days: &[NaiveDate; 10]) -> ProgrammeFacts {
    ProgrammeFacts {
        first_registered: Some(days[0]),
        received_in_municipality: Some(days[1]),
        months_used_tenths: Some(u32::MAX),
        before_plan: Some(vec![Days { from: days[2], to: add_days(days[2], 20_000) }]),
        parental: Some(Vec::new()),
        ..ProgrammeFacts::default()
    }
}

fn learner(days: &[NaiveDate; 10]) -> SfiFacts {
    SfiFacts {
        born: Some(days[0]),
        resident: Some(true),
        resident_from: Some(days[1]),
        lacks_basic_swedish: Some(true),
        danish_or_norwegian_enough: Some(false),
        covered_by_2017_584: Some(true),
        enrolled: Some(days[2]),
        ..SfiFacts::default()
    }
}

proptest! {
    #[test]
    fn any_days_have_an_answer(days in prop::array::uniform10(any_day()), on in any_day()) {
        let rules = shipped();
        for day in [on, "2026-11-22".parse().unwrap()] {
            prop_assert!(!forms(&rules, &facts(&days), day).unwrap().is_empty());
            prop_assert!(etableringsprogrammet(&rules, &programme(&days), day).is_ok());
            prop_assert!(sfi(&rules, &learner(&days), day).is_ok());
            for subsidy in [Subsidy::Nystartsjobb, Subsidy::Introduktionsjobb] {
                let papers = Papers {
                    support_month: Month::of(days[0]),
                    documents_in: Some(days[1]),
                    special_reasons: None,
                    already_available: None,
                };
                prop_assert!(payment(&rules, subsidy, &papers, day).is_ok());
            }
        }
    }

    #[test]
    fn any_day_has_days_before_and_after(
        day in any_day(),
        count in any::<u16>(),
        minutes in any::<u16>(),
        country in prop::sample::select(&Country::ALL[..]),
    ) {
        let calendar = Calendar::of(country).with_eves();
        let few = count % 400;
        prop_assert!(calendar.add_working_days(day, few) >= day);
        prop_assert!(calendar.working_days_before(day, few) <= day);
        for length in [Length::Days(count), Length::Weeks(count), Length::Months(count)] {
            prop_assert!(length.after(day) >= day);
            prop_assert!(length.last_day(day) <= length.after(day));
        }
        let clock = utc(country, day, minutes);
        prop_assert!((clock.date() - day).num_days().abs() <= 46, "{clock}");
        let when = [When::Day(day), When::Time { country, day, from: minutes, minutes: count }];
        let entries = when.map(|when| Entry {
            uid: "a".into(), sequence: 0, when, summary: String::new(), place: String::new(), cancelled: false,
        });
        let file = calendar_file(&entries, "2026-11-03T08:15:00.000000Z".parse().unwrap());
        prop_assert!(file.ends_with("END:VCALENDAR\r\n"));
        let lulea = Template::shipped("workplace-lulea").unwrap();
        prop_assert_eq!(lulea.path(day, &calendar).stages.len(), 2);
    }
}

/// The shipped rules, with a half of each number.
fn halves() -> Rules {
    let mut all = Rules::default();
    for file in std::fs::read_dir("rules").unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        // Regulated professions are no rules of this kind.
        if !text.contains("[[rule]]") {
            continue;
        }
        let counts = |line: &str| {
            line.starts_with("unit = ") && !line.contains("provision") && !line.contains("share")
        };
        let halved = |line: &str| match line.split_once("amount = ") {
            Some((before, number)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
                let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
                format!("{before}amount = \"1/2\"{rest}")
            }
            _ if counts(line) => "unit = \"share\"".to_owned(),
            _ => line.to_owned(),
        };
        let text: Vec<String> = text.lines().map(halved).collect();
        all = all.with(Rules::parse(&text.join("\n")).unwrap());
    }
    all
}

#[test]
fn nothing_firm_follows_from_a_rule_that_counts_nothing() {
    let rules = halves();
    let days = ["2026-01-01".parse().unwrap(); 10];
    let day = "2026-11-22".parse().unwrap();
    let open = |clauses: &[Clause], name: &str| {
        let mut named = clauses.iter().filter(|one| one.ground().rule.as_str() == name);
        let finding = named.next().unwrap_or_else(|| panic!("{name}")).finding();
        assert!(matches!(finding, Finding::NotKnown | Finding::NotVerified), "{name}: {finding:?}");
    };
    let found = etableringsprogrammet(&rules, &programme(&days), day).unwrap();
    open(&found.clauses, "etableringsprogrammet.15.length");
    open(&found.clauses, "etableringsprogrammet.15.frame_time");
    assert_eq!((found.left, found.last_day), (None, None));
    let found = sfi(&rules, &learner(&days), day).unwrap();
    open(&found.clauses, "sfi.31.age");
    assert_eq!((found.right_from, found.start_within, found.start_aim), (None, None, None));
    let one = Some(Amount::from(1));
    let facts = BenefitFacts {
        establishment_programme: Some(true),
        phase: Some(Phase::Programme),
        programme_share: one,
        children_ages: Some(vec![3, 14]),
        single_without_children: Some(true),
        shares_home: Some(false),
        rent: Some(9000),
        ..BenefitFacts::default()
    };
    for benefit in [etableringsersattning, etableringstillagg, bostadsersattning] {
        let found = benefit(&rules, &facts, day).unwrap();
        assert_eq!((found.day_ore, found.days_a_week, found.month_kr), (None, None, None));
    }
    assert!(!forms(&rules, &self::facts(&days), day).unwrap().is_empty());
}
