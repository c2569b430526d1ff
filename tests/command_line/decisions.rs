//! What people decided before a round, and what the plan makes of it.

use etablera_cli::Exit;
use serde_json::Value;

use crate::plan::{document, of_kind, plan, text};

/// Overrides, a row each.
fn overrides(rows: &[String]) -> String {
    format!("participant,need,reason\n{}\n", rows.join("\n"))
}

#[test]
fn a_fair_strategy_refuses_pins_by_name_and_nothing_else() {
    let pin = "participant,need,reason\nP003,,x\nP010,N05,x\n";
    let others = "participant,need,reason\nP003,,x\nP010,-N05,x\n";
    for strategy in ["fair", "fair-places"] {
        let args = format!("--strategy {strategy} --override @o.csv");
        let ran = plan(&args, &[("o.csv", pin)]);
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{strategy}");
        let said = format!("`{strategy}` cannot honour the pin of `P010` to `N05`: ");
        assert!(ran.err.contains(&said), "{}", ran.err);
        assert!(ran.err.contains("expected overrides without pins"), "{}", ran.err);
        assert_eq!(plan(&args, &[("o.csv", others)]).exit, Exit::Done, "{strategy}");
    }
}

#[test]
fn what_somebody_is_barred_from_did_not_go_to_others() {
    let (_, rows) = document("", &[]);
    let is_of_choice = |row: &&Value| row["needs"].as_array().is_some_and(|of| of.len() > 1);
    let left = of_kind(&rows, "left").find(is_of_choice).unwrap();
    let person = text(left, "participant");
    let needs = left["needs"].as_array().unwrap();
    let bar = |(need, at): (&Value, usize)| format!("{person},-{},nr {at}", need.as_str().unwrap());
    let bars: Vec<String> = needs.iter().zip(1..).map(bar).collect();
    let again = |bars: &[String]| {
        let file = overrides(bars);
        let (_, rows) = document("--override @o.csv", &[("o.csv", &file)]);
        of_kind(&rows, "left").find(|row| row["participant"] == person).unwrap().clone()
    };
    let without_first = again(&bars[..1]);
    assert_eq!(text(&without_first, "why"), "outcompeted");
    assert_eq!(without_first["needs"].as_array().unwrap(), &needs[1..]);
    let why =
        format!("--why {person}:{} --format jsonl --override @o.csv", needs[1].as_str().unwrap());
    let file = overrides(&bars[..1]);
    let why: Value = serde_json::from_str(&plan(&why, &[("o.csv", &file)]).out).unwrap();
    assert_eq!(
        without_first["points"], why["points"],
        "what they lack, they lack at the first left"
    );
    let without_any = again(&bars);
    let reasons: Vec<String> = (1..=bars.len()).map(|at| format!("nr {at}")).collect();
    assert_eq!(text(&without_any, "why"), "barred");
    let mut said: Vec<&str> = text(&without_any, "reason").split("; ").collect();
    said.sort_by_key(|reason| reason[3..].parse::<usize>().unwrap());
    assert_eq!(said, reasons);
    let file = overrides(&bars);
    let told = plan("--override @o.csv --language en", &[("o.csv", &file)]).out;
    let told = told.split("\nLeft over").nth(1).unwrap();
    assert!(told.contains(&format!("{person} Decided by people: nr ")), "{told}");
}

#[test]
fn why_says_the_same_of_most_placed_with_limits_that_bind_nobody() {
    let loose = ("l.csv", "employer,most\nE01,100\n");
    let (_, rows) = document("--strategy most-placed", &[]);
    let mut seen = std::collections::BTreeSet::new();
    for left in of_kind(&rows, "left").filter(|row| row["needs"].is_array()).take(4) {
        let args =
            format!("--strategy most-placed --format json --why {}", text(left, "participant"));
        let answers = |args: &str| -> Vec<(Value, Value)> {
            let ran = plan(args, &[loose]);
            assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
            let rows: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
            rows.iter().map(|row| (row["because"].clone(), row["points"].clone())).collect()
        };
        let (free, within) = (answers(&args), answers(&format!("{args} --limits @l.csv")));
        assert_eq!(free, within, "{left}");
        seen.extend(free.iter().map(|(because, _)| because.as_str().unwrap().to_owned()));
    }
    assert!(seen.contains("short") && !seen.contains("unproven"), "{seen:?}");
    // Nobody may go to the employer, so that only another limit would help.
    let shut = ("l.csv", "employer,most\nE01,0\n");
    let args = "--strategy most-placed --format csv --limits @l.csv --why";
    let (_, rows) = document("", &[]);
    let need = etablera::casework::town::town().needs.iter().find(|n| n.employer.as_str() == "E01");
    let need = need.unwrap().id.as_str();
    let there = of_kind(&rows, "placed").find(|row| row["need"] == need).unwrap();
    let ran = plan(&format!("{args} {}:{need}", text(there, "participant")), &[shut]);
    assert!(ran.out.contains(",no_score,"), "{}", ran.out);
}

#[test]
fn groups_are_summed_up_over_the_whole_plan() {
    let people = &etablera::casework::town::town().participants;
    let label = |at: usize| ["b", "a", "c"][at % 3];
    let groups: String =
        people.iter().enumerate().map(|(at, one)| format!("{},{}\n", one.id, label(at))).collect();
    let groups = ("g.csv", &*format!("participant,group\n{groups}"));
    let pin = ("o.csv", "participant,need,reason\nP010,N05,x\n");
    for strategy in ["optimal", "greedy", "fair-places"] {
        let decided = if strategy == "fair-places" { "" } else { "--override @o.csv" };
        let args = format!("--strategy {strategy} --groups @g.csv {decided}");
        let (summary, rows) = document(args.trim_end(), &[groups, pin]);
        let shares = summary["groups"].as_array().unwrap();
        assert_eq!(shares.iter().map(|of| text(of, "group")).collect::<Vec<_>>(), ["b", "a", "c"]);
        for share in shares {
            let is_member = |row: &&Value| {
                let at = people.iter().position(|one| row["participant"] == one.id.as_str());
                label(at.unwrap()) == share["group"]
            };
            let placed: Vec<&Value> = of_kind(&rows, "placed").filter(is_member).collect();
            let points: u64 = placed.iter().map(|row| row["score"].as_u64().unwrap()).sum();
            let members = (0..people.len()).filter(|at| share["group"] == label(*at)).count();
            assert_eq!(share["members"], members, "{strategy}");
            assert_eq!(share["placed"], placed.len(), "{strategy}");
            assert_eq!(share["points"], points, "{strategy}");
        }
        assert_eq!(decided.is_empty(), of_kind(&rows, "override").next().is_none());
    }
    assert!(document("", &[]).0["groups"].is_null());
}
