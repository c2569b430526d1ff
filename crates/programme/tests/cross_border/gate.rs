//! Tasks that are open or closed, country by country.

use etablera_domain::CredentialClaim;
use etablera_programme::cross_border::{
    Gate, Gated, Holder, Needs, ProfessionError, Professions, Protects, Task, Why,
};
use etablera_programme::decision::{Fact, Finding};
use etablera_programme::rules::{Rules, Standing};

use crate::story::day;

const NEEDS: [Needs; 3] = [Needs::Nothing, Needs::Title, Needs::Activity];

fn tasks() -> Vec<Task> {
    let task = |(id, needs): (&str, Needs)| Task { id: id.parse().unwrap(), needs };
    ["assist", "titled", "licensed"].into_iter().zip(NEEDS).map(task).collect()
}

/// A licence as a claim; `more` is its evidence and days, or that it is not held.
fn licence(occupation: &str, country: &str, more: &str) -> CredentialClaim {
    let row = format!(
        r#"{{"credential":{{"kind":"professional_licence","occupation":"{occupation}",
        "country":"{country}"}},{more}}}"#
    );
    serde_json::from_str(&row).unwrap()
}

const PAPER: &str = r#""evidence":"documented""#;
const NO: &str = r#""answer":"no""#;

fn gates(country: &str, claims: &[CredentialClaim], exempt: Option<bool>) -> Vec<(Gate, Why)> {
    let holder = Holder { credentials: claims, exempt };
    let professions = Professions::shipped();
    let on = professions.on("nurse", country.parse().unwrap(), day("2026-12-01"));
    on.gate(&holder, &tasks()).iter().map(|one| (one.gate, one.why)).collect()
}

#[test]
fn the_same_nurse_finds_other_tasks_open_in_each_country() {
    use Gate::{Ask, Closed, Open};
    use Why::{Held, NoLicenceNeeded, NotHeld, TitleOnly};
    // Licensed in Finland, and in neither neighbour country.
    let claims = [
        licence("isco:2221", "FI", PAPER),
        licence("isco:2221", "SE", NO),
        licence("isco:2221", "NO", NO),
    ];
    let assists = (Open, NoLicenceNeeded);
    assert_eq!(gates("FI", &claims, Some(false)), [assists, (Open, Held), (Open, Held)]);
    let abroad = [assists, (Closed, NotHeld), (Ask, TitleOnly)];
    assert_eq!(gates("SE", &claims, Some(false)), abroad);
    assert_eq!(gates("NO", &claims, None), abroad);
    // And one who is licensed in Sweden alone.
    let claims = [licence("isco:2221", "SE", PAPER), licence("isco:2221", "FI", NO)];
    assert_eq!(gates("SE", &claims, None), [assists, (Open, Held), (Open, Held)]);
    let closed = (Closed, NotHeld);
    assert_eq!(gates("FI", &claims, Some(false)), [assists, closed, closed]);
}

#[test]
fn what_is_known_of_the_licence_decides() {
    use Gate::{Ask, Closed, Open};
    let nurse = |more: &[&str], exempt| {
        let claims: Vec<_> = more.iter().map(|more| licence("isco:2221", "FI", more)).collect();
        gates("FI", &claims, exempt)[2]
    };
    let stated = r#""evidence":"stated""#;
    let ended = r#""evidence":"documented","valid_to":"2026-11-30""#;
    let holds = r#""evidence":"documented","valid_to":"2026-12-01""#;
    assert_eq!(nurse(&[], Some(false)), (Ask, Why::NotKnown));
    assert_eq!(nurse(&[stated], Some(false)), (Ask, Why::NotShown));
    assert_eq!(nurse(&[ended], Some(false)), (Closed, Why::NotHeld));
    assert_eq!(nurse(&[holds], Some(false)), (Open, Why::Held));
    assert_eq!(nurse(&[ended, holds], Some(false)), (Open, Why::Held));
    assert_eq!(nurse(&[NO], Some(false)), (Closed, Why::NotHeld));
    assert_eq!(nurse(&[NO, ended], Some(false)), (Closed, Why::NotHeld));
    assert_eq!(nurse(&[NO, holds], Some(false)), (Ask, Why::NotKnown));
    assert_eq!(nurse(&[NO], None), (Ask, Why::PerhapsExempt));
    assert_eq!(nurse(&[NO], Some(true)), (Open, Why::Exempt));
    // An exception that nobody wrote down is for nobody.
    let midwife = Holder { credentials: &[licence("isco:2222", "FI", NO)], exempt: Some(true) };
    let professions = Professions::shipped();
    let on = professions.on("midwife", "FI".parse().unwrap(), day("2026-12-01"));
    assert_eq!(on.gate(&midwife, &tasks())[2].why, Why::NotHeld);
}

#[test]
fn a_licence_is_for_a_profession_by_its_codes() {
    let esco = "esco:occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50";
    let professions = Professions::shipped();
    for (occupation, expected) in
        [("isco:2221", 1), (esco, 1), ("isco:222", 0), ("isco:2222", 1), ("ssyk:2221", 0)]
    {
        let occupation = occupation.parse().unwrap();
        assert_eq!(professions.of(&occupation).count(), expected, "{occupation}");
    }
    assert_eq!(gates("FI", &[licence(esco, "FI", PAPER)], None)[2].1, Why::Held);
    assert_eq!(gates("FI", &[licence("isco:2222", "FI", PAPER)], None)[2].1, Why::NotKnown);
}

/// A list of one profession, as said of Sweden.
fn listed(protects: &str, unless: &str, verified: bool) -> Professions {
    let text = format!(
        r#"
        [[profession]]
        key = "juggler"
        name = "Juggler"
        isco = ["2659"]
        [profession.countries]
        SE = [{{ from = 2020-01-01, protects = "{protects}", title = "jonglör",
            authority = "Cirkus", needs = "bevis", {unless} reference = "here", eea = true,
            verified = {verified} }}]"#
    );
    Professions::parse(&text).unwrap()
}

/// What every list says in every case.
fn every_case(mut check: impl FnMut([Gated; 2], &str)) {
    let claims = [vec![], vec![PAPER], vec![NO], vec![r#""evidence":"stated""#], vec![NO, PAPER]];
    for protects in ["nothing", "title", "activity"] {
        for unless in ["", r#"unless = "children", "#] {
            let lists = [true, false].map(|verified| listed(protects, unless, verified));
            for claims in &claims {
                let claims: Vec<_> =
                    claims.iter().map(|more| licence("isco:2659", "SE", more)).collect();
                for exempt in [None, Some(true), Some(false)] {
                    let holder = Holder { credentials: &claims, exempt };
                    let of = |list: &Professions| {
                        let on = list.on("juggler", "SE".parse().unwrap(), day("2026-12-01"));
                        on.gate(&holder, &tasks())
                    };
                    let both = lists.each_ref().map(of);
                    let [read, heard] = both;
                    for (read, heard) in read.into_iter().zip(heard) {
                        check([read, heard], &format!("{protects} {unless} {claims:?} {exempt:?}"));
                    }
                }
            }
        }
    }
}

#[test]
fn what_nobody_verified_is_judged_as_held_rules_are() {
    let rule = |verified| {
        let text = format!(
            r#"
            [[rule]]
            name = "it"
            description = "It"
            unit = "provision"
            value = [{{ from = 2020-01-01, reference = "here", verified = {verified} }}]"#
        );
        Rules::parse(&text).unwrap().on("it", day("2026-12-01")).unwrap()
    };
    let (read_rule, heard_rule) = (rule(true), rule(false));
    let mut cases = 0;
    every_case(|[read, heard], case| {
        if read.why == Why::NoLicenceNeeded {
            assert_eq!(read, heard, "{case}");
            return;
        }
        cases += 1;
        let fact = match read.gate {
            Gate::Open => Some(true),
            Gate::Closed => Some(false),
            Gate::Ask => None,
        };
        let as_gate = |finding| match finding {
            Finding::Met => Gate::Open,
            Finding::Unmet => Gate::Closed,
            Finding::NotKnown | Finding::NotVerified => Gate::Ask,
        };
        let [of_read, of_heard] =
            [&read_rule, &heard_rule].map(|rule| rule.asks(Fact::new("it", fact)));
        assert_eq!((read.gate, read.heard), (as_gate(of_read.finding()), None), "{case}");
        assert_eq!((heard.gate, heard.why), (Gate::Ask, Why::NotVerified), "{case}");
        assert_eq!(of_heard.finding(), Finding::NotVerified, "{case}");
        assert_eq!(heard.heard, of_heard.heard().map(as_gate), "{case}");
        assert_eq!(heard.authority.as_deref(), Some("Cirkus"), "{case}");
    });
    assert_eq!(cases, 3 * 2 * 5 * 3 * 2);
}

#[test]
fn what_is_not_listed_is_asked() {
    let claims = [licence("isco:2659", "SE", NO)];
    let holder = Holder { credentials: &claims, exempt: Some(false) };
    let list = listed("activity", "", true);
    let ask = |profession: &str, country: &str, on: &str| {
        let on = list.on(profession, country.parse().unwrap(), day(on));
        on.gate(&holder, &tasks()).iter().map(|one| (one.gate, one.why)).collect::<Vec<_>>()
    };
    let (assists, unlisted) = ((Gate::Open, Why::NoLicenceNeeded), (Gate::Ask, Why::NotListed));
    for (profession, country, on) in [
        ("clown", "SE", "2026-12-01"),
        ("juggler", "NO", "2026-12-01"),
        ("juggler", "SE", "2019-12-31"),
    ] {
        assert_eq!(ask(profession, country, on), [assists, unlisted, unlisted]);
    }
    assert_eq!(ask("juggler", "SE", "2020-01-01")[2], (Gate::Closed, Why::NotHeld));
}

#[test]
fn a_licence_of_the_area_counts_where_the_regulation_says_so() {
    let list = listed("activity", "", true);
    let why = |claims: &[CredentialClaim]| {
        let on = list.on("juggler", "SE".parse().unwrap(), day("2026-12-01"));
        on.gate(&Holder { credentials: claims, exempt: None }, &tasks())[2].why
    };
    let of = |country, more| licence("isco:2659", country, more);
    assert_eq!(why(&[of("FI", PAPER)]), Why::Held);
    assert_eq!(why(&[of("SY", PAPER)]), Why::NotKnown);
    // That they hold none of Sweden's says nothing of Finland's.
    assert_eq!(why(&[of("SE", NO), of("FI", PAPER)]), Why::Held);
    assert_eq!(why(&[of("FI", NO), of("FI", PAPER)]), Why::NotKnown);
}

#[test]
fn the_shipped_list_is_whole_and_says_what_is_from_memory() {
    let professions = Professions::shipped();
    assert_eq!(professions.iter().count(), 15);
    for profession in professions.iter() {
        for country in ["SE", "NO", "FI"] {
            let on = profession.on(country.parse().unwrap(), day("2026-11-22"));
            let Some(row) = on else { panic!("`{}` in `{country}`", profession.key) };
            let is_memory = row.reference.as_str().contains("from memory");
            assert_eq!(is_memory, row.standing == Standing::Unverified, "{}", profession.key);
            assert!(!row.title.is_empty() && !row.authority.is_empty() && !row.needs.is_empty());
        }
    }
    let assistant = professions.get("assistant-nurse").unwrap();
    let sweden = "SE".parse().unwrap();
    assert!(assistant.on(sweden, day("2023-06-30")).is_none());
    let row = assistant.on(sweden, day("2023-07-01")).unwrap();
    assert_eq!((row.protects, row.standing), (Protects::Title, Standing::Verified));
}

#[test]
fn what_is_no_list_is_refused() {
    let whole = |countries: &str| {
        format!("[[profession]]\nkey = \"a\"\nname = \"A\"\nisco = [\"2221\"]\n{countries}\n")
    };
    let value = |from: &str, reference: &str| {
        format!(
            "{{ from = {from}, protects = \"title\", title = \"t\", authority = \"a\", \
             needs = \"n\", reference = \"{reference}\", verified = true }}"
        )
    };
    let parse = |countries: &str| Professions::parse(&whole(countries)).unwrap_err();
    let country =
        |values: &str| parse(&format!("[profession.countries]\nSE = [{values}]")).to_string();
    let good = value("2020-01-01", "r");
    assert_eq!(
        country(&format!("{good}, {good}")),
        "profession `a` in `SE`: two values from 2020-01-01: expected one a day"
    );
    assert_eq!(
        country(&value("2020-01-01", " ")),
        "profession `a` in `SE`: what holds from 2020-01-01 has no reference: expected where it \
         stands"
    );
    assert!(country(&value("2020-01-01T10:00:00", "r")).contains("expected YYYY-MM-DD"));
    assert!(country("").contains("expected at least one"));
    let two = whole("[profession.countries]") + &whole("[profession.countries]");
    assert!(matches!(Professions::parse(&two), Err(ProfessionError::Twice(_))));
    assert!(matches!(parse("shoe = 1"), ProfessionError::Text(_)));
}
