//! `etablera assign` on tables that are wrong: each fault has its place.

use etablera_cli::Exit;

use crate::assign::{EDGES, Folder, SEATS, verified};
use crate::support::etablera;

#[test]
fn bad_edges_and_seats_are_named_by_line_and_column() {
    let edges = |row: &str| format!("{EDGES}{row}\n");
    let pair = "edges.csv:6: ";
    for (edges, seats, said) in [
        (
            edges("P3,N1,-5"),
            SEATS,
            [pair, "score: `-5` is not a whole number from 0 to 1000000000"],
        ),
        (edges("P3,N1,1.5"), SEATS, [pair, "score: `1.5`"]),
        (edges("P3,N1,1000000001"), SEATS, [pair, "score: `1000000001`"]),
        (edges("P3,N1,99999999999999999999"), SEATS, [pair, "to 1000000000"]),
        (edges("P3,N1,"), SEATS, [pair, "score: ``"]),
        (edges("P3,N1,1e3"), SEATS, [pair, "score: `1e3`"]),
        (edges("P3,N9,1"), SEATS, [pair, "need: `N9` is unknown: expected one of the seats"]),
        (edges("P3, N1,1"), SEATS, [pair, "need: ` N1` is unknown"]),
        (edges(" P3,N1,1"), SEATS, [pair, "participant: ` P3` is not a name"]),
        (edges(",N1,1"), SEATS, [pair, "participant: empty"]),
        (edges("P3,N1"), SEATS, [pair, "2 cells: expected 3"]),
        (edges("P3,N1,1,1"), SEATS, [pair, "4 cells: expected 3"]),
        (edges("P1,N1,1"), SEATS, [pair, "`P1` and `N1` stand on line 4 already"]),
        (edges("\nP1,N1,1"), SEATS, ["edges.csv:7: ", "stand on line 4 already"]),
        (String::new(), SEATS, ["edges.csv:0: ", "empty: expected the columns `participant`"]),
        (EDGES.replace("score", "points"), SEATS, ["edges.csv:1: ", "`points` is no column"]),
        (EDGES.replace(',', ";"), SEATS, ["edges.csv:1: ", "separated by commas"]),
        ("P1,N1,5\n".to_owned(), SEATS, ["edges.csv:1: ", "`P1` is no column"]),
        (edges(""), "", ["seats.csv:0: ", "empty: expected the columns `need`, `seats`"]),
        (edges(""), "need,seats\nN1,-1\n", ["seats.csv:2: ", "seats: `-1` is not a whole number"]),
        (edges(""), "need,seats\nN1,0.5\n", ["seats.csv:2: ", "seats: `0.5`"]),
        (edges(""), "need,seats\nN1,1\nN1,1\n", ["seats.csv:3: ", "need: `N1` stands twice"]),
        (edges(""), "need,seats,x\nN1,1,1\n", ["seats.csv:1: ", "`x` is no column"]),
        (edges(""), "need\nN1\n", ["seats.csv:1: ", "column `seats` is missing"]),
    ] {
        let folder = Folder::new(&edges, seats);
        let ran = folder.assign("greedy --out @plan.csv --summary @summary.json");
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{edges:?}");
        for words in said {
            assert!(ran.err.contains(words), "`{words}` is not in: {}", ran.err);
        }
        assert!(!ran.err.contains("--keep-going"), "{}", ran.err);
        assert_eq!(folder.files(), ["edges.csv", "seats.csv"], "nothing half-written");
    }
}

#[test]
fn every_fault_of_a_file_is_listed() {
    let ran = Folder::new(format!("{EDGES}P3,N1,-1\nP3,N9,1\n"), SEATS).assign("greedy");
    assert!(ran.err.contains(":6: score") && ran.err.contains(":7: need"), "{}", ran.err);
    let many: String = (0..5000).map(|n| format!("P{n},N9,1\n")).collect();
    let ran = Folder::new(format!("{EDGES}{many}"), SEATS).assign("greedy");
    assert!(ran.err.contains("… and 981 more"), "{}", ran.err);
}

#[test]
fn bad_preferences_groups_and_limits_are_named_by_line_and_column() {
    for (option, table, said) in [
        ("preferences", "side,id,other,rank\nboss,P1,N1,1\n", ":2: side: `boss` is no side"),
        ("preferences", "side,id,other,rank\nparticipant,P9,N1,1\n", ":2: id: `P9` is unknown"),
        ("preferences", "side,id,other,rank\nneed,N1,P9,1\n", ":2: other: `P9` is unknown"),
        ("preferences", "side,id,other,rank\nneed,P1,N1,1\n", ":2: id: `P1` is unknown"),
        ("preferences", "side,id,other,rank\nneed,N1,P1,first\n", ":2: rank: `first`"),
        (
            "preferences",
            "side,id,other,rank\nneed,N1,P1,1\nneed,N1,P1,2\n",
            ":3: other: `P1` stands twice",
        ),
        ("groups", "participant,group\nP9,a\n", ":2: participant: `P9` is unknown"),
        ("groups", "participant,group\nP1,a\nP1,b\n", ":3: participant: `P1` stands twice"),
        ("groups", "participant,group\nP1,a\n", ":0: `P2` has no group"),
        ("groups", "participant,group\nP1,\n", ":2: group: empty"),
        ("limits", "limit,most,group,need\nE,1,,N9\n", ":2: need: `N9` is unknown"),
        ("limits", "limit,most,group,need\nE,-1,,N1\n", ":2: most: `-1`"),
        (
            "limits",
            "limit,most,group,need\nE,1,a,N1\n",
            ":2: group: `a` is unknown: expected one of the groups, and none are given",
        ),
        (
            "limits",
            "limit,most,group,need\nE,1,,N1\nE,2,,N2\n",
            ":3: limit: `E` has another `most`",
        ),
        ("limits", "limit,most,group,need\nE,1,,N1\nE,1,,N1\n", ":3: need: `N1` stands twice"),
        ("limits", "limit,most,group,need\n,1,,N1\n", ":2: limit: empty"),
    ] {
        let folder = Folder::new(EDGES, SEATS);
        folder.file("table.csv", table);
        let ran = folder.assign(&format!("greedy --{option} @table.csv"));
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{table}");
        let said = format!("table.csv{said}");
        assert!(ran.err.contains(&said), "`{said}` is not in: {}", ran.err);
    }
}

#[test]
fn tables_that_are_none_are_not_a_no() {
    let folder = Folder::new(EDGES, SEATS);
    for (plan, prices) in [
        ("participant,need\n", "need,price\nN1,0\nN2,0\n"),
        ("participant,need,score\nP1,N1,x\n", "need,price\nN1,0\nN2,0\n"),
        ("participant,need,score\n", "need,price\nN1,0.5\nN2,0\n"),
        ("participant,need,score\n", "need,price\nN1,\nN2,0\n"),
        ("participant,need,score\n", "need,price\nN1,99999999999999999999\nN2,0\n"),
        ("participant,need,score\n", ""),
    ] {
        folder.file("plan.csv", plan);
        folder.file("prices.csv", prices);
        let ran = verified(&folder, "");
        assert_eq!((ran.exit, &*ran.out), (Exit::BadInput, ""), "{plan}{prices}");
    }
}

#[test]
fn arguments_that_are_missing_are_asked_for() {
    for args in ["assign", "assign --edges e", "assign verify --edges e", "assign verify"] {
        let ran = etablera(args, 80);
        assert_eq!(ran.exit, Exit::BadInput, "{args}");
        assert!(ran.err.contains("--seats"), "{}", ran.err);
    }
    let help = etablera("assign --help", 80).out;
    assert!(help.contains("side,id,other,rank") && help.contains("verify"), "{help}");
}
