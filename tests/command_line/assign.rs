//! `etablera assign`: tables in, a plan out.

use std::fs;
use std::path::PathBuf;

use etablera_cli::Exit;
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Ran, etablera};

/// Two people who are both best at N1, which has one seat.
pub(crate) const EDGES: &str = "participant,need,score\nP2,N1,90\nP2,N2,80\nP1,N1,70\nP1,N2,10\n";
pub(crate) const SEATS: &str = "need,seats\nN1,1\nN2,1\n";

/// A folder with tables.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// With edges and seats.
    pub(crate) fn new(edges: impl AsRef<[u8]>, seats: impl AsRef<[u8]>) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.file("edges.csv", edges);
        folder.file("seats.csv", seats);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `assign` on the tables; `@` in what follows stands for the folder.
    pub(crate) fn assign(&self, more: &str) -> Ran {
        let args = format!("assign --edges @edges.csv --seats @seats.csv --strategy {more}");
        etablera(&args.replace('@', &format!("{}/", self.0.path().display())), 80)
    }

    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The plan's rows without the header.
#[track_caller]
fn plan(ran: &Ran) -> String {
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let rows = ran.out.strip_prefix("participant,need,score\n").unwrap();
    rows.trim_end().replace('\n', " ")
}

fn summary(ran: &Ran) -> Value {
    serde_json::from_str(&ran.err).unwrap()
}

#[test]
fn a_plan_is_sorted_and_its_summary_is_one_json_object() {
    let ran = Folder::new(EDGES, SEATS).assign("greedy");
    assert_eq!(plan(&ran), "P1,N2,10 P2,N1,90");
    let mut summary = summary(&ran);
    let milliseconds = summary.as_object_mut().unwrap().remove("milliseconds").unwrap();
    assert!(milliseconds.as_f64().unwrap() >= 0.0);
    assert_snapshot!(summary.to_string());
}

#[test]
fn files_are_written_instead_of_the_screen() {
    let folder = Folder::new(EDGES, SEATS);
    let ran = folder.assign("greedy --out @plan.csv --summary @summary.json");
    assert_eq!((ran.exit, &*ran.out, &*ran.err), (Exit::Done, "", ""));
    assert_eq!(folder.read("plan.csv"), folder.assign("greedy").out);
    let written: Value = serde_json::from_str(&folder.read("summary.json")).unwrap();
    assert_eq!(written["placed"], 2);
    assert_eq!(folder.files(), ["edges.csv", "plan.csv", "seats.csv", "summary.json"]);
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    let expected = "P1,N2,10 P2,N1,90";
    for (edges, seats) in [
        (EDGES.replace('\n', "\r\n"), SEATS.replace('\n', "\r\n")),
        (format!("\u{feff}{EDGES}"), format!("\u{feff}{SEATS}")),
        (EDGES.replace("P1", "\"P1\"").replace("70", "\"70\""), SEATS.trim_end().to_owned()),
        ("score,participant,need\n90,P2,N1\n\n10,P1,N2\n".to_owned(), SEATS.replace(",1", ",0001")),
    ] {
        assert_eq!(plan(&Folder::new(&edges, &seats).assign("greedy")), expected, "{edges:?}");
    }
    let named = EDGES.replace("P1", "\"Öberg, Åsa \"\"Å\"\"\"").replace("P2", "p 2");
    let ran = Folder::new(named, SEATS).assign("greedy");
    assert_eq!(plan(&ran), "p 2,N1,90 \"Öberg, Åsa \"\"Å\"\"\",N2,10");
}

#[test]
fn gzip_is_read_like_plain_text() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(EDGES.as_bytes()).unwrap();
    let whole = gzip.finish().unwrap();
    assert_eq!(plan(&Folder::new(&whole, SEATS).assign("greedy")), "P1,N2,10 P2,N1,90");
    let ran = Folder::new(&whole[..whole.len() - 9], SEATS).assign("greedy");
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("edges.csv:") && ran.err.contains("cut off"), "{}", ran.err);
}

#[test]
fn nobody_and_nothing_are_legal() {
    for (edges, seats, expected) in [
        ("participant,need,score\n", "need,seats\n", ""),
        ("participant,need,score\n", SEATS, ""),
        (EDGES, "need,seats\nN1,0\nN2,0\n", ""),
        (EDGES, "need,seats\nN1,0\nN2,1000000000\n", "P1,N2,10 P2,N2,80"),
        ("participant,need,score\nP1,N1,0\n", SEATS, "P1,N1,0"),
        ("participant,need,score\nP1,N1,1000000000\n", SEATS, "P1,N1,1000000000"),
    ] {
        assert_eq!(plan(&Folder::new(edges, seats).assign("greedy")), expected, "{edges} {seats}");
    }
}

#[test]
fn limits_hold_for_everybody_or_for_a_group() {
    let folder = Folder::new(EDGES, SEATS);
    folder.file("limits.csv", "limit,most,group,need\nE,1,,N1\nE,1,,N2\n");
    assert_eq!(plan(&folder.assign("greedy --limits @limits.csv")), "P2,N1,90");
    folder.file("groups.csv", "participant,group\nP1,a\nP2,b\n");
    folder.file("limits.csv", "limit,most,group,need\nE,0,b,N1\nF,0,a,N2\n");
    let ran = folder.assign("greedy --limits @limits.csv --groups @groups.csv");
    assert_eq!(plan(&ran), "P1,N1,70 P2,N2,80");
    folder.file("limits.csv", "most,need,limit\n0,N1,E\n");
    assert_eq!(plan(&folder.assign("greedy --limits @limits.csv")), "P2,N2,80");
}

#[test]
fn who_is_not_in_both_lists_is_not_acceptable() {
    let folder = Folder::new(EDGES, SEATS);
    folder.file("lists.csv", "side,id,other,rank\nparticipant,P2,N2,1\nneed,N2,P2,1\n");
    let ran = folder.assign("greedy --preferences @lists.csv");
    assert_eq!(plan(&ran), "P1,N1,70 P2,N2,80");
    assert_eq!(summary(&ran)["unlisted"], 2);
}

#[test]
fn a_plan_without_a_proof_has_no_prices() {
    let folder = Folder::new(EDGES, SEATS);
    let ran = folder.assign("greedy --prices @prices.csv --out @plan.csv");
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
    assert!(ran.err.contains("expected `--strategy optimal` or `most-placed`"), "{}", ran.err);
    assert_eq!(folder.files(), ["edges.csv", "seats.csv"]);
}

#[test]
fn a_place_that_cannot_be_written_leaves_the_others_alone() {
    let folder = Folder::new(EDGES, SEATS);
    fs::create_dir(folder.path("plan.csv")).unwrap();
    folder.file("summary.json", "old");
    let ran = folder.assign("greedy --summary @summary.json --out @plan.csv");
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    assert_eq!(folder.read("summary.json"), "old");
    assert_eq!(folder.files(), ["edges.csv", "plan.csv", "seats.csv", "summary.json"]);
}

/// A plan and prices of a folder, and what `verify` says of them.
pub(crate) fn verified(folder: &Folder, more: &str) -> Ran {
    let args = "assign verify --edges @edges.csv --seats @seats.csv --plan @plan.csv --prices \
                @prices.csv";
    let args = format!("{args} {more}");
    etablera(&args.trim_end().replace('@', &format!("{}/", folder.0.path().display())), 80)
}

#[test]
fn an_optimal_plan_and_its_prices_prove_each_other() {
    let folder = Folder::new(EDGES, SEATS);
    for (strategy, plan, prices) in [
        ("optimal", "participant,need,score\nP1,N1,70\nP2,N2,80\n", "need,price\nN1,"),
        ("most-placed", "participant,need,score\nP1,N1,70\nP2,N2,80\n", "need,price,limit\n"),
    ] {
        let ran = folder.assign(&format!("{strategy} --out @plan.csv --prices @prices.csv"));
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_eq!(summary(&ran)["optimal"], true);
        assert_eq!(folder.read("plan.csv"), plan);
        assert!(folder.read("prices.csv").starts_with(prices), "{}", folder.read("prices.csv"));
        let ran = verified(&folder, "");
        assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
        assert!(ran.out.starts_with("optimal: 150 points, 2 placed; no plan"), "{}", ran.out);
    }
}

#[test]
fn what_is_tampered_with_is_found_out() {
    let good = ("participant,need,score\nP1,N1,70\nP2,N2,80\n", "need,price\nN1,15\nN2,5\n");
    let swap = |from: &str, to: &str| (good.0.replace(from, to), good.1.replace(from, to));
    let plan = |rows: &str| (format!("participant,need,score\n{rows}"), good.1.to_owned());
    let prices = |rows: &str| (good.0.to_owned(), format!("need,price\n{rows}"));
    for ((plan, prices), said) in [
        (swap("P1,N1,70", "P1,N1,71"), "plan.csv:2: `P1` and `N1` score 70, and 71 is stated"),
        (swap("P2,N2,80", "P2,N2,8"), "plan.csv:3: `P2` and `N2` score 80, and 8 is stated"),
        (swap("P2,N2,80", "P9,N2,80"), "plan.csv:3: `P9` and `N2` are no pair"),
        (swap("P2,N2,80", "P2,N9,80"), "plan.csv:3: `P2` and `N9` are no pair"),
        (
            swap("P2,N2,80", "P1,N2,10"),
            "plan.csv:3: `P1` and `N2` are a pair, and so is `N1` above",
        ),
        (swap("P2,N2,80", "P2,N1,90"), "need `N1` gets 2 people: expected at most 1"),
        (plan("P1,N2,10\nP2,N1,90\n"), "`P1` gains 5 points at `N2`, and would gain 55 at `N1`"),
        (plan("P2,N2,80\n"), "`P1` gains 0 points without a seat, and would gain 55 at `N1`"),
        (plan(""), "`P2` gains 0 points without a seat"),
        (prices("N1,15\n"), "prices.csv:0: need `N2` has no price"),
        (prices("N1,15\nN2,5\nN9,0\n"), "prices.csv:4: `N9` is no need or limit"),
        (prices("N1,15\nN2,5\nN2,5\n"), "prices.csv:4: `N2` has a price above"),
        (prices("N1,5\nN2,-5\n"), "need `N2` has a price of -5: expected 0 or more"),
        (prices("N1,75\nN2,5\n"), "`P1` gains -5 points at `N1`, and would gain 5 at `N2`"),
        (prices("N1,16\nN2,5\nN3,0\n"), "prices.csv:4: `N3` is no need"),
    ] {
        let folder = Folder::new(EDGES, SEATS);
        folder.file("plan.csv", &plan);
        folder.file("prices.csv", &prices);
        let ran = verified(&folder, "");
        assert_eq!((ran.exit, &*ran.err), (Exit::No, ""), "{plan}{prices}{}", ran.out);
        assert!(ran.out.starts_with("not proven optimal: "), "{}", ran.out);
        assert!(ran.out.contains(said), "`{said}` is not in: {}", ran.out);
    }
    let folder = Folder::new(EDGES, SEATS);
    folder.file("limits.csv", "limit,most,group,need\nE,1,,N1\nF,1,,N2\n");
    folder.file("plan.csv", good.0);
    folder.file("prices.csv", "need,price,limit\nN1,15,\nN2,5,\n,0,E\n,-3,F\n");
    let said = verified(&folder, "--limits @limits.csv").out;
    assert!(said.contains("limit `F` has a price of -3: expected 0 or more"), "{said}");
    let folder = Folder::new(EDGES, "need,seats\nN1,1\nN2,2\n");
    folder.file("plan.csv", good.0);
    folder.file("prices.csv", good.1);
    let ran = verified(&folder, "");
    assert!(
        ran.out.contains("need `N2` has a price of 5 and 1 free seats: expected 0"),
        "{}",
        ran.out
    );
}

/// Random tables: up to six people, four needs, any pairs of them, and limits
/// that lie inside each other.
fn tables() -> impl Strategy<Value = [String; 3]> {
    let seats = prop::collection::vec(0_u32..4, 1..5);
    let pairs = prop::collection::btree_map((0..6_u32, 0..4_u32), 0..8_u32, 0..20);
    (seats, pairs, 0..6_u32, 0..4_u32).prop_map(|(seats, pairs, all, two)| {
        let edges = pairs.iter().filter(|((_, need), _)| (*need as usize) < seats.len());
        let edges = edges.map(|((p, need), score)| format!("P{p},N{need},{score}\n"));
        let needs = seats.iter().enumerate().map(|(need, seats)| format!("N{need},{seats}\n"));
        let inside =
            |need: usize| if need < 2 { format!("two,{two},,N{need}\n") } else { String::new() };
        let limits = (0..seats.len()).map(|need| format!("all,{all},,N{need}\n{}", inside(need)));
        [
            format!("participant,need,score\n{}", edges.collect::<String>()),
            format!("need,seats\n{}", needs.collect::<String>()),
            format!("limit,most,group,need\n{}", limits.collect::<String>()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_optimal_plan_verifies_and_every_changed_one_does_not([edges, seats, limits] in tables()) {
        let folder = Folder::new(&edges, &seats);
        folder.file("limits.csv", limits);
        for (strategy, limits) in
            [("optimal", ""), ("most-placed", ""), ("optimal", "--limits @limits.csv"), ("most-placed", "--limits @limits.csv")]
        {
            let verified = |folder: &Folder, _: &str| verified(folder, limits);
            let ran = folder.assign(format!("{strategy} --out @plan.csv --prices @prices.csv {limits}").trim_end());
            prop_assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
            let ran = verified(&folder, "");
            prop_assert_eq!(ran.exit, Exit::Done, "{} {}{}", strategy, ran.out, ran.err);
            let plan = folder.read("plan.csv");
            for row in plan.lines().skip(1) {
                let (pair, score) = row.rsplit_once(',').unwrap();
                let more = score.parse::<u32>().unwrap() + 1;
                folder.file("plan.csv", plan.replace(row, &format!("{pair},{more}")));
                prop_assert_eq!(verified(&folder, "").exit, Exit::No);
                folder.file("plan.csv", plan.replace(&format!("{row}\n"), ""));
                let without = verified(&folder, "");
                let is_loss = score != "0" || strategy == "most-placed";
                prop_assert_eq!(without.exit, if is_loss { Exit::No } else { Exit::Done }, "{} {}", row, without.out);
            }
            folder.file("plan.csv", &plan);
            let prices = folder.read("prices.csv");
            for row in prices.lines().skip(1) {
                folder.file("prices.csv", prices.replace(&format!("{row}\n"), ""));
                let is_bonus = row.starts_with(',');
                let ran = verified(&folder, "");
                if !is_bonus {
                    prop_assert_eq!(ran.exit, Exit::No, "{}", row);
                }
            }
        }
    }
}

#[test]
fn every_strategy_makes_a_plan_that_uses_only_pairs_and_seats() {
    let folder = Folder::new(EDGES, SEATS);
    for (strategy, expected) in [
        ("greedy", "P1,N2,10 P2,N1,90"),
        ("optimal", "P1,N1,70 P2,N2,80"),
        ("most-placed", "P1,N1,70 P2,N2,80"),
        ("stable", "P1,N2,10 P2,N1,90"),
        ("stable-for-needs", "P1,N2,10 P2,N1,90"),
        ("fair", "P1,N1,70 P2,N2,80"),
        ("fair-places", "P1,N1,70 P2,N2,80"),
        // P2 stands first in the file.
        ("first-come", "P1,N2,10 P2,N1,90"),
    ] {
        let ran = folder.assign(strategy);
        assert_eq!(plan(&ran), expected, "{strategy}");
        assert_eq!(summary(&ran)["strategy"], strategy);
    }
    let random = |seed: u32| plan(&folder.assign(&format!("random --seed {seed}")));
    let plans: Vec<String> = (0..20).map(random).collect();
    assert_eq!(plans, (0..20).map(random).collect::<Vec<_>>(), "the same for the same seed");
    assert!(plans.iter().any(|plan| *plan != plans[0]), "others for others: {plans:?}");
}

#[test]
fn preferences_decide_what_is_stable_and_what_blocks() {
    let folder = Folder::new(EDGES, SEATS);
    let lists = "side,id,other,rank\nparticipant,P1,N1,1\nparticipant,P1,N2,2\nparticipant,P2,N1,1\n\
                 participant,P2,N2,2\nneed,N1,P1,0\nneed,N1,P2,7\nneed,N2,P1,1\nneed,N2,P2,1\n";
    folder.file("lists.csv", lists);
    for (strategy, blocking, expected) in [
        ("stable", 0, "P1,N1,70 P2,N2,80"),
        ("stable-for-needs", 0, "P1,N1,70 P2,N2,80"),
        ("greedy", 1, "P1,N2,10 P2,N1,90"),
        ("optimal", 0, "P1,N1,70 P2,N2,80"),
    ] {
        let ran = folder.assign(&format!("{strategy} --preferences @lists.csv"));
        assert_eq!(plan(&ran), expected, "{strategy}");
        assert_eq!(summary(&ran)["blocking_pairs"], blocking, "{strategy}");
        assert_eq!(summary(&ran)["unlisted"], 0, "{strategy}");
    }
    assert!(summary(&folder.assign("stable"))["blocking_pairs"].is_null());
    // Needs that have no list go by score.
    folder.file("lists.csv", "side,id,other,rank\nparticipant,P1,N1,1\nparticipant,P2,N1,1\n");
    let ran = folder.assign("stable --preferences @lists.csv");
    assert_eq!((plan(&ran).as_str(), &summary(&ran)["unlisted"]), ("P2,N1,90", &Value::from(2)));
}

#[test]
fn what_groups_get_and_what_fairness_costs_is_summed_up() {
    let folder = Folder::new("participant,need,score\nP1,N1,9\nP2,N1,8\nP1,N2,5\n", SEATS);
    folder.file("groups.csv", "participant,group\nP1,a\nP2,b\n");
    let ran = folder.assign("fair --groups @groups.csv");
    assert_eq!(plan(&ran), "P1,N2,5 P2,N1,8");
    let fair = summary(&ran);
    assert_eq!(
        fair["groups"].to_string(),
        r#"[{"group":"a","members":1,"placed":1,"points":5},{"group":"b","members":1,"placed":1,"points":8}]"#
    );
    assert_eq!(fair["price_of_fairness"]["points"], 0);
    let folder = Folder::new("participant,need,score\nP1,N1,9\nP2,N1,8\n", SEATS);
    folder.file("groups.csv", "participant,group\nP1,a\nP2,b\n");
    let greedy = summary(&folder.assign("greedy --groups @groups.csv"));
    assert_eq!(greedy["groups"][1]["placed"], 0);
    assert!(greedy["price_of_fairness"].is_null());
}
