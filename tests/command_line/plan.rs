//! `etablera plan`: a round on the cases of this folder and on the town.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use etablera_cli::Exit;
use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{CASES, Ran, etablera};

/// Runs `plan` on the town; `@` stands for a folder with these files.
pub(crate) fn plan(args: &str, files: &[(&str, &str)]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    etablera(&format!("plan {args}").replace('@', &format!("{}/", folder.path().display())), 80)
}

/// The summary and the rows of a plan of the town.
#[track_caller]
pub(crate) fn document(args: &str, files: &[(&str, &str)]) -> (Value, Vec<Value>) {
    let ran = plan(format!("{args} --format json").trim_start(), files);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut document: Value = serde_json::from_str(&ran.out).unwrap();
    let rows = document["rows"].as_array().unwrap().clone();
    (document["summary"].take(), rows)
}

pub(crate) fn of_kind<'r>(rows: &'r [Value], kind: &'r str) -> impl Iterator<Item = &'r Value> {
    rows.iter().filter(move |row| row["kind"] == kind)
}

pub(crate) fn text<'r>(row: &'r Value, field: &str) -> &'r str {
    row[field].as_str().unwrap()
}

#[test]
fn everybody_is_accounted_for_once_and_no_need_overflows() {
    for strategy in STRATEGIES {
        let (summary, rows) = document(&format!("--strategy {strategy}"), &[]);
        let mut people = BTreeSet::new();
        let mut taken: BTreeMap<&str, u64> = BTreeMap::new();
        for row in of_kind(&rows, "placed").chain(of_kind(&rows, "left")) {
            assert!(people.insert(text(row, "participant")), "{strategy}: {row}");
        }
        for row in of_kind(&rows, "placed") {
            *taken.entry(text(row, "need")).or_default() += 1;
            assert!(["ready", "trainable"].contains(&text(row, "tier")), "{strategy}: {row}");
        }
        let empty: BTreeMap<&str, u64> = of_kind(&rows, "empty")
            .map(|row| (text(row, "need"), row["seats"].as_u64().unwrap()))
            .collect();
        for need in &etablera_casework_town().needs {
            let id = need.id.as_str();
            let all = taken.get(id).unwrap_or(&0) + empty.get(id).unwrap_or(&0);
            assert_eq!(all, u64::from(need.seats.get()), "{strategy}: {id}");
        }
        assert_eq!(people.len(), 200, "{strategy}");
        assert_eq!(summary["placed"], of_kind(&rows, "placed").count(), "{strategy}");
        let total: u64 = of_kind(&rows, "placed").map(|row| row["score"].as_u64().unwrap()).sum();
        assert_eq!(summary["total"], total, "{strategy}");
    }
}

/// What can be said without groups.
const STRATEGIES: [&str; 9] = [
    "greedy",
    "optimal",
    "most-placed",
    "stable",
    "stable-for-needs",
    "fair",
    "fair-places",
    "first-come",
    "random",
];

/// Those that keep to any limit.
const WITHIN_LIMITS: [&str; 5] = ["greedy", "optimal", "most-placed", "first-come", "random"];

fn etablera_casework_town() -> &'static etablera::casework::town::Town {
    etablera::casework::town::town()
}

#[test]
fn what_is_refused_is_never_a_pair() {
    let refused: BTreeSet<(String, String)> = refusals();
    assert!(!refused.is_empty(), "the town has refusals");
    for strategy in STRATEGIES {
        let (_, rows) = document(&format!("--strategy {strategy} --tiers to-clarify"), &[]);
        for row in of_kind(&rows, "placed") {
            let pair = (text(row, "participant").to_owned(), text(row, "need").to_owned());
            assert!(!refused.contains(&pair), "{strategy}: {pair:?}");
        }
    }
}

/// Pairs of the town that the participant refuses, by what `match` leaves out.
fn refusals() -> BTreeSet<(String, String)> {
    let rows = etablera("match --all --top 1000 --format csv", 80).out;
    let listed: BTreeSet<(String, String)> = rows
        .lines()
        .skip(1)
        .map(|row| {
            let mut cells = row.split(',').skip(1).map(str::to_owned);
            let need = cells.next().unwrap();
            (cells.next().unwrap(), need)
        })
        .collect();
    let town = etablera_casework_town();
    let all = town.participants.iter().flat_map(|person| {
        town.needs.iter().map(move |need| (person.id.to_string(), need.id.to_string()))
    });
    all.filter(|pair| !listed.contains(pair)).collect()
}

const OVERRIDES: (&str, &str) = (
    "o.csv",
    "participant,need,reason\nP010,N05,lovad platsen i våras\nP003,,börjar en kurs först\n\
     P001,-N01,har slutat där en gång\n",
);

#[test]
fn an_override_holds_keeps_its_reason_and_shows_its_price() {
    let (free, _) = document("", &[]);
    let (summary, rows) = document("--override @o.csv", &[OVERRIDES]);
    let placed: BTreeMap<&str, &Value> =
        of_kind(&rows, "placed").map(|row| (text(row, "participant"), row)).collect();
    assert_eq!(placed["P010"]["need"], "N05");
    assert_eq!(placed["P010"]["reason"], "lovad platsen i våras");
    assert!(placed.get("P001").is_none_or(|row| row["need"] != "N01"));
    let left = of_kind(&rows, "left").find(|row| row["participant"] == "P003").unwrap();
    assert_eq!((text(left, "why"), text(left, "reason")), ("kept_out", "börjar en kurs först"));
    let overrides: Vec<_> = of_kind(&rows, "override").collect();
    assert_eq!(overrides.len(), 3);
    assert!(overrides.iter().all(|row| row["price"].is_i64()));
    let cost = &summary["overrides"];
    let [without, with] =
        ["best_total_without", "best_total_with"].map(|field| cost[field].as_i64().unwrap());
    assert_eq!(cost["price"].as_i64().unwrap(), without - with);
    assert_eq!(without, free["total"].as_i64().unwrap());
    assert_eq!(with, summary["total"].as_i64().unwrap());
    for words in ["lovad platsen i våras", "börjar en kurs först", "har slutat där en gång"] {
        let out = plan("--override @o.csv", &[OVERRIDES]).out.replace("\n", " ");
        assert!(out.contains(words), "{out}");
    }
}

#[test]
fn bad_overrides_are_named_by_line_and_column() {
    let refuses = refusals().into_iter().next().unwrap();
    let sent = format!("{},{},x", refuses.0, refuses.1);
    for (rows, said) in [
        ("P010,N05,", "o.csv:2: reason: empty: expected a reason in words".to_owned()),
        ("P010,N05,  ", "o.csv:2: reason: empty".to_owned()),
        ("P010,N99,x", "o.csv:2: need: `N99` is unknown: expected one of the needs".to_owned()),
        ("P010,-N99,x", "o.csv:2: need: `N99` is unknown".to_owned()),
        ("P999,N05,x", "o.csv:2: participant: `P999` is unknown".to_owned()),
        ("P010,N05", "o.csv:2: 2 cells: expected 3".to_owned()),
        ("P010,N05,x\nP010,N06,y", "o.csv:3: need: `P010`: decided on line 2 already".to_owned()),
        ("P010,N05,x\nP010,-N05,y", "o.csv:3: need: `P010`: decided on line 2 already".to_owned()),
        ("P010,-N05,x\nP010,-N05,y", "o.csv:3: need: `P010`: decided on line 2".to_owned()),
        ("P010,N03,x\nP011,N03,y", "o.csv:3: need: `P011`: every seat is pinned".to_owned()),
        (&sent, format!("`{}` has refused `{}`", refuses.0, refuses.1)),
    ] {
        let file = format!("participant,need,reason\n{rows}\n");
        let ran = plan("--override @o.csv", &[("o.csv", &file)]);
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{rows}");
        assert!(ran.err.contains(&said), "`{said}` is not in: {}", ran.err);
    }
    let two = "participant,need,reason\nP010,-N05,x\nP010,-N06,y\n";
    assert_eq!(
        plan("--override @o.csv", &[("o.csv", two)]).exit,
        Exit::Done,
        "two bars go together"
    );
}

#[test]
fn an_employers_limit_holds() {
    let employer = "E01";
    let needs: BTreeSet<&str> = etablera_casework_town()
        .needs
        .iter()
        .filter(|need| need.employer.as_str() == employer)
        .map(|need| need.id.as_str())
        .collect();
    let there = |rows: &[Value]| {
        of_kind(rows, "placed").filter(|r| needs.contains(text(r, "need"))).count()
    };
    assert!(there(&document("", &[]).1) > 1);
    let by_name = format!("employer,most\n{employer},1\n");
    for strategy in WITHIN_LIMITS {
        let args = format!("--limits @l.csv --strategy {strategy}");
        assert_eq!(there(&document(&args, &[("l.csv", &by_name)]).1), 1, "{strategy}");
    }
    let by_need: String = needs.iter().map(|need| format!("x,1,{need}\n")).collect();
    let by_need = format!("limit,most,need\n{by_need}");
    let args = "--limits @l.csv";
    assert_eq!(there(&document(args, &[("l.csv", &by_need)]).1), 1);
    for (table, said) in [
        ("employer,most\nE99,1\n", "l.csv:2: employer: `E99` is unknown"),
        ("limit,most,need\nx,1,N99\n", "l.csv:2: need: `N99` is unknown"),
        ("limit,most,need\nx,1,\n", "l.csv:2: expected either `need` or `employer`"),
        ("limit,most,need\nx,1,N01\nx,2,N02\n", "l.csv:3: most: `x` has another `most` above"),
        ("limit,most,need\nx,1,N01\nx,1,N01\n", "l.csv:3: need: `N01` stands twice"),
        ("employer,most\nE01,1\nE01,1\n", "l.csv:3: employer: `E01` stands twice"),
        (
            "limit,most,need,employer\nx,1,,E01\nx,1,N01,\n",
            "l.csv:3: need: `N01` stands twice: expected a need once a limit",
        ),
        (
            "limit,most,need,employer\nE01,1,N60,\n,1,,E01\n",
            "l.csv:3: limit: `E01` is the name of another limit above",
        ),
    ] {
        let ran = plan("--limits @l.csv", &[("l.csv", table)]);
        assert_eq!(ran.exit, Exit::BadInput);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let pinned = ("o.csv", "participant,need,reason\nP001,N01,x\n");
    let ran =
        plan("--limits @l.csv --override @o.csv", &[("l.csv", "employer,most\nE01,0\n"), pinned]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("the overrides go beyond a limit"), "{}", ran.err);
}

#[test]
fn the_cases_read_well_in_three_ways_of_writing() {
    let overrides = "participant,need,reason\nP3,N1,känner arbetsplatsen\n";
    for language in ["sv", "sv-plain", "en"] {
        let args = format!("{CASES} --override @o.csv --language {language}");
        let ran = plan(&args, &[("o.csv", overrides)]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_snapshot!(format!("plan_{language}"), ran.out);
    }
}

#[test]
fn the_same_round_has_the_same_bytes() {
    for format in ["table", "json", "jsonl", "csv"] {
        let out = |threads| plan(&format!("--format {format} --threads {threads}"), &[]).out;
        assert!(out(1) == out(7), "{format}");
    }
}

#[test]
fn the_answer_goes_to_a_file_and_so_does_the_summary() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let args = format!(
        "plan --out {} --summary {} --format csv",
        file("plan.csv").display(),
        file("summary.json").display()
    );
    let ran = etablera(&args, 80);
    assert_eq!((ran.exit, &*ran.out), (Exit::Done, ""), "{}", ran.err);
    let written = fs::read_to_string(file("plan.csv")).unwrap();
    assert_eq!(written, etablera("plan --format csv", 80).out);
    let summary: Value =
        serde_json::from_str(&fs::read_to_string(file("summary.json")).unwrap()).unwrap();
    assert!(summary["milliseconds"].is_f64(), "{summary}");
}

#[test]
fn the_demo_ends_with_the_plan_and_so_does_its_report() {
    let folder = tempfile::tempdir().unwrap();
    for (language, title) in [("sv", "Rundans plan"), ("en", "The plan of the round")] {
        let out = folder.path().join(language);
        let ran = etablera(&format!("demo --out {} --language {language}", out.display()), 80);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert!(ran.out.contains(&format!("\n{title}\n")), "{}", ran.out);
        let page = fs::read_to_string(out.join("report.html")).unwrap();
        assert!(page.contains(&format!("<h2>{title}</h2>")) && !page.contains(">round-"));
        let rows = document("", &[]).1;
        let placed = of_kind(&rows, "placed").count();
        let section = page.split("<section id=\"round\">").nth(1).unwrap();
        let section = section.split("</section>").next().unwrap();
        assert_eq!(section.matches("<th scope=\"row\">").count(), placed);
    }
}

#[test]
fn a_limit_that_a_strategy_cannot_honour_is_refused_by_name() {
    let limits = ("l.csv", "employer,most\nE01,1\n");
    for strategy in ["stable", "fair"] {
        let ran = plan(&format!("--limits @l.csv --strategy {strategy}"), &[limits]);
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{strategy}");
        assert!(
            ran.err.contains(&format!("`{strategy}` cannot honour the limit `E01`")),
            "{}",
            ran.err
        );
    }
}

#[test]
fn limits_that_cross_leave_a_gap_and_no_prices() {
    let limits = ("l.csv", "limit,most,need\na,2,N01\na,2,N02\nb,2,N02\nb,2,N08\n");
    let (summary, rows) = document("--limits @l.csv", &[limits]);
    for needs in [["N01", "N02"], ["N02", "N08"]] {
        let there = of_kind(&rows, "placed").filter(|row| needs.contains(&text(row, "need")));
        assert!(there.count() <= 2, "{needs:?}");
    }
    let [total, bound, gap] =
        ["total", "bound", "gap"].map(|field| summary[field].as_u64().unwrap());
    assert_eq!((&summary["optimal"], gap), (&Value::Bool(false), bound - total));
    let ran = plan("--limits @l.csv --prices @p.csv", &[limits]);
    assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""));
    assert!(ran.err.contains("limits that do not cross each other"), "{}", ran.err);
}

#[test]
fn why_not_me_names_who_has_the_seat_and_what_would_have_changed_it() {
    let (_, rows) = document("", &[]);
    let left = of_kind(&rows, "left").find(|row| row["points"].is_u64()).unwrap();
    let (person, need) = (text(left, "participant"), left["needs"][0].as_str().unwrap());
    let why: Value =
        serde_json::from_str(&plan(&format!("--why {person}:{need} --format jsonl"), &[]).out)
            .unwrap();
    assert_eq!((text(&why, "kind"), text(&why, "because")), ("why", "short"));
    assert_eq!(why["points"], left["points"]);
    assert_eq!(why["moves"][0]["participant"], person);
    assert_eq!(why["moves"][0]["to"], need);
    let seated: BTreeSet<&str> = of_kind(&rows, "placed")
        .filter(|row| row["need"] == need)
        .map(|row| text(row, "participant"))
        .collect();
    let holders = why["holders"].as_array().unwrap();
    let holders: BTreeSet<&str> = holders.iter().map(|row| text(row, "participant")).collect();
    assert_eq!(holders, seated);
    // A limit that binds nobody has the same answer come from solving again.
    let loose = ("l.csv", "employer,most\nE01,100\n");
    let again = plan(&format!("--why {person}:{need} --format jsonl --limits @l.csv"), &[loose]);
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(again["points"], why["points"]);
}

#[test]
fn why_has_an_answer_for_every_kind_of_pair() {
    let (_, rows) = document("--override @o.csv", &[OVERRIDES]);
    let placed = of_kind(&rows, "placed").find(|row| row["participant"] == "P011").unwrap();
    let refused = refusals().into_iter().next().unwrap();
    let because = |more: &str, pair: &str| {
        let ran = plan(
            format!("--override @o.csv --why {pair} --format csv {more}").trim_end(),
            &[OVERRIDES],
        );
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.out.lines().nth(1).unwrap().split(',').nth(4).unwrap().to_owned()
    };
    for (pair, expected) in [
        (format!("P011:{}", text(placed, "need")), "placed"),
        ("P010:N05".to_owned(), "placed"),
        ("P010:N06".to_owned(), "decided"),
        ("P001:N01".to_owned(), "decided"),
        ("P003:N01".to_owned(), "decided"),
        (format!("{}:{}", refused.0, refused.1), "refused"),
        ("P002:N08".to_owned(), "not_possible"),
        ("P195:N06".to_owned(), "short"),
    ] {
        assert_eq!(because("", &pair), expected, "{pair}");
    }
    assert_eq!(because("--strategy greedy", "P195:N06"), "unproven");
    let ran = plan("--why P999", &[]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("`P999` names nobody"), "{}", ran.err);
}

#[test]
fn why_reads_well_in_three_ways_of_writing() {
    for language in ["sv", "sv-plain", "en"] {
        let mut told = String::new();
        for pair in ["P195", "P002:N08", "P001:N01", "P010:N06"] {
            let args = format!("--why {pair} --override @o.csv --language {language}");
            told += &plan(&args, &[OVERRIDES]).out;
            told += "\n";
        }
        assert_snapshot!(format!("why_{language}"), told);
    }
}
