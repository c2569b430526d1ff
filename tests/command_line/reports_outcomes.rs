//! A project leader asks what became of people, and of the money.

use etablera_cli::Exit;
use serde_json::Value;

use crate::needs::market;
use crate::people::done;
use crate::store::Place;
use crate::support::Ran;

const LEAD: &str = "pia/project_leader";

/// Two people, of whom one left for studies and one is there.
fn town() -> Place {
    let place = Place::new();
    market(&place);
    for who in ["P1", "P2"] {
        done(
            &place,
            "anna/matcher",
            &format!("participant enrol {who} --on 2026-01-12 -s operation=OP1 -s answers:={{}}"),
        );
    }
    let leaves = "participant leave P1 --on 2026-06-30 -s operation=OP1 -s reason=studies";
    done(&place, "anna/matcher", leaves);
    let offer = "journey record --on 2026-05-04 -s stream=participant:P2 -s \
                 what:={\"offer_received\":{\"country\":\"NO\",\"from\":\"SE\"}}";
    done(&place, LEAD, offer);
    place
}

fn told(place: &Place, who: &str, command: &str) -> Ran {
    let ran = place.run(who, command);
    assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
    ran
}

fn json(place: &Place, command: &str) -> Value {
    let ran = told(place, &format!("{LEAD} --format json"), command);
    serde_json::from_str(&ran.out).unwrap()
}

/// The first line that begins with a word, its words apart.
fn line(out: &str, first: &str) -> Vec<String> {
    let bare = |line: &str| line.replace(['│', '|', '┆'], " ");
    let line = out.lines().map(bare).find(|line| line.trim_start().starts_with(first));
    let line = line.unwrap_or_else(|| panic!("`{first}` in {out}"));
    line.split_whitespace().map(ToOwned::to_owned).collect()
}

#[test]
fn a_funnel_is_a_table_and_a_record() {
    let place = town();
    let ask = "report funnel OP1";
    let out = told(&place, LEAD, ask).out;
    assert_eq!(line(&out, "enrolled")[..4], ["enrolled", "2", "2", "100.0%"]);
    assert_eq!(line(&out, "left")[..4], ["left", "1", "2", "50.0%"]);
    let named = told(&place, LEAD, &format!("{ask} -s names:=true")).out;
    assert!(named.contains("has not reached `trial`"), "{named}");
    assert!(line(&named, "P1").contains(&"yes".to_owned()), "{named}");
    let record = json(&place, &format!("{ask} -s names:=true -s until=2026-02-01"));
    assert_eq!(record["operation"], "OP1");
    assert_eq!(record["until"], "2026-02-01");
    assert_eq!(record["protected"], false);
    let left = record["stages"].as_array().unwrap().iter().find(|one| one["stage"] == "left");
    assert_eq!(left.unwrap()["of_all"]["who"]["yes"], serde_json::json!(["P1"]));
    let csv = told(&place, &format!("{LEAD} --format csv"), ask).out;
    assert!(csv.starts_with("stage,") && csv.contains("\nleft,1,2,"), "{csv}");
    // As it was in May, nobody had left.
    let may = json(&place, &format!("{ask} --on 2026-05-31"));
    let left = may["stages"].as_array().unwrap().iter().find(|one| one["stage"] == "left");
    assert_eq!(left.unwrap()["of_all"]["counted"], 0);
}

#[test]
fn outcomes_costs_borders_and_orientation_answer() {
    let place = town();
    let out = told(&place, LEAD, "report outcomes OP1 -s names:=true");
    assert!(out.err.contains("90 days after leaving is another"), "{}", out.err);
    assert!(out.out.contains("two years, still_here"), "{}", out.out);
    let record = json(&place, "report outcomes OP1");
    assert_eq!(record["first_placement"]["waiting"], 2);
    assert_eq!(record["dropout"]["of"], 1);
    assert_eq!(record["after_90_days"]["basis"], "left90");

    let file = place.write(
        "costs.toml",
        "union_rate = 40\nown_requirement = 25.5\n[[costs]]\nwhat = \"staff\"\namount = 1000.50\n\
         [[hours]]\nperson = \"anna\"\nday = 2026-06-30\nminutes = 99721\n",
    );
    let ask = format!("report costs OP1 --file {}", file.display());
    let ran = told(&place, LEAD, &ask);
    assert_eq!(line(&ran.out, "enrolled"), ["enrolled", "2", "500.25"]);
    assert!(ran.out.contains("the Union pays") && ran.out.contains("400.20"), "{}", ran.out);
    assert!(ran.err.contains("`anna` has 1662 hours and 1 minutes in 2026"), "{}", ran.err);
    let record = json(&place, &ask);
    assert_eq!(record["own"], serde_json::json!({ "share": "25.50", "finds": "255.13" }));

    let ran = told(&place, LEAD, "report borders OP1 -s names:=true");
    assert_eq!(line(&ran.out, "offers"), ["offers", "1", "1"]);
    assert_eq!(json(&place, "report borders OP1")["dated"][0]["kind"], "offer");

    let ran = told(&place, LEAD, "report orientation OP1 -s names:=true");
    assert!(ran.out.contains("2 people, 0 through, 0 with 100 hours"), "{}", ran.out);
    assert_eq!(json(&place, "report orientation OP1")["people"], 2);
}

#[test]
fn who_may_not_have_names_is_told_so() {
    let place = town();
    for who in ["rut/auditor", "eva/pedagogue"] {
        let ran = told(&place, who, "report funnel OP1");
        assert!(ran.err.contains("are hidden"), "{}", ran.err);
        // Two people are too few for any number but 0.
        assert_eq!(line(&ran.out, "mapped").iter().filter(|word| *word == "2").count(), 0);
    }
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_told() {
    let place = town();
    let costs = |name: &str, text: &str| {
        format!("report costs OP1 --file {}", place.write(name, text).display())
    };
    let staff = |amount: &str| format!(r#"{{"costs": [{{"what": "staff", "amount": {amount}}}]}}"#);
    let rate = r#"{"costs": [{"what": "staff", "amount": 1}], "union_rate": 101}"#;
    for (ask, expected) in [
        ("report funnel OP9".to_owned(), "nobody has entered `OP9`"),
        ("report funnel OP1 --on 2030-01-01".to_owned(), "2030-01-01 has not come"),
        (
            "report outcomes OP1 -s from=2026-02-01 -s until=2026-01-01".to_owned(),
            "earlier day first",
        ),
        ("report funnel OP1 -s untill=2026-01-01".to_owned(), "untill"),
        ("report outcomes OP1 -s window_days:=-1".to_owned(), "window_days"),
        ("report costs OP1".to_owned(), "costs"),
        (costs("a.json", &staff("-1")), "expected kronor from 0"),
        (costs("b.json", rate), "`101.00` is not a rate"),
        (costs("c.toml", "costs = ["), "c.toml"),
        ("report borders OP1 -s window_days:=3".to_owned(), "window_days"),
        ("report orientation OP9".to_owned(), "nobody has entered `OP9`"),
    ] {
        let ran = place.run(LEAD, &ask);
        assert_ne!(ran.exit, Exit::Done, "{ask}");
        assert!(ran.err.contains(expected) && ran.out.is_empty(), "{ask}: {}", ran.err);
    }
    for who in ["bo/matcher", "ida/coach", "root/administrator"] {
        let ran = place.run(who, "report funnel OP1");
        assert!(ran.err.contains("is refused"), "{who}: {}", ran.err);
    }
}
