//! Strategies compared from the command line.

use std::fs;
use std::path::Path;

use crate::support::{CASES, etablera};
use etablera_cli::Exit;
use insta::assert_snapshot;

/// The example town, few seeds, without times.
const TOWN: &str = "experiment --seeds 3 --histories 2 --no-time --strategies greedy,look-ahead";

#[test]
fn the_example_town_reads_well_at_80_and_at_160_columns() {
    for columns in [80, 160] {
        let ran = etablera(TOWN, columns);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= usize::from(columns), "{widest}");
        assert_snapshot!(format!("experiment_{columns}"), ran.out);
        assert!(ran.err.contains("200 people, 60 needs"), "{}", ran.err);
    }
}

#[test]
fn a_model_can_be_compared_without_any_files() {
    let args = "experiment --log synthetic --seeds 2 --strategies greedy,look-ahead --no-time";
    let ran = etablera(&format!("{args} --format csv"), 80);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let regret = |strategy: &str, seed: u64| -> f64 {
        let begin = format!("{strategy},{seed},regret_share,percent,");
        let row = ran.out.lines().find_map(|line| line.strip_prefix(&begin));
        row.unwrap().parse().unwrap()
    };
    for seed in [1, 2] {
        assert_eq!(regret("hindsight", seed), 0.0);
        assert!(regret("greedy", seed) > 8.0 && regret("look-ahead", seed) < 3.0);
    }
}

#[test]
fn equal_arguments_give_equal_bytes_for_any_number_of_threads() {
    for format in ["csv", "json", "jsonl", "table"] {
        let args = "experiment --log synthetic --seeds 3 --histories 1 --choices 4 --no-time";
        let run = |threads| etablera(&format!("{args} --format {format} --threads {threads}"), 80);
        let (one, four) = (run(1), run(4));
        assert_eq!(one.exit, Exit::Done, "{}", one.err);
        assert_eq!(one.out, four.out);
        assert!(!one.out.contains("milliseconds"), "no times");
    }
    let other = etablera("experiment --log synthetic --seeds 3 --histories 1 --seed 9", 80);
    assert!(other.out.contains("milliseconds"), "times are shown unless they are left out");
}

#[test]
fn every_measure_has_a_plot_that_is_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("answer");
    let ran = etablera(&format!("{TOWN} --out {}", out.display()), 80);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 2 + 13, "rows, a summary and a plot a measure: {names:?}");
    for name in names.iter().filter(|name| name.ends_with(".svg")) {
        let svg = fs::read_to_string(out.join(name)).unwrap();
        well_formed(&svg);
        for part in ["-title\">", "-desc\">", "role=\"img\"", "look-ahead", "95 % interval"] {
            assert!(svg.contains(part), "{name} has no {part}");
        }
    }
    let read = |name: &str| fs::read_to_string(Path::new(&out).join(name)).unwrap();
    assert_snapshot!("experiment_plot", read("regret_share.svg"));
    assert_snapshot!("experiment_summary", read("summary.csv"));
    let trials = read("trials.csv");
    assert_eq!(trials.lines().count(), 1 + 3 * 3 * 13, "seeds, strategies, measures");
    let again = etablera(&format!("{TOWN} --format csv"), 80).out;
    assert_eq!(again, trials, "what is printed is what is written");
}

/// Checks that elements close where they open and that nothing stands bare.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(tag.matches('"').count().is_multiple_of(2), "{tag}");
        let is_escape =
            |rest: &str| ["amp;", "lt;", "gt;", "quot;"].iter().any(|e| rest.starts_with(e));
        assert!(text.split('&').skip(1).all(is_escape), "{text}");
        let name = tag.split(' ').next().unwrap();
        match (name.strip_prefix('/'), tag.ends_with('/')) {
            (Some(name), _) => assert_eq!(open.pop(), Some(name.to_owned()), "{tag}"),
            (None, false) => open.push(name.to_owned()),
            (None, true) => {}
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn groups_give_gaps_and_a_bad_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("groups.csv");
    let groups = |rows: &str| {
        fs::write(&file, rows).unwrap();
        let args = format!("--seeds 1 --no-time --format csv --groups {}", file.display());
        etablera(&format!("experiment {CASES} {args}"), 80)
    };
    let ids = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone();
    let row = |(line, group): (&str, &str)| format!("{},{group}\n", id(line).as_str().unwrap());
    let rows: String = ids.lines().zip(["a", "b"].into_iter().cycle()).map(row).collect();
    let ran = groups(&format!("participant,group\n{rows}"));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    for (rows, said) in [
        ("who,group\n".to_owned(), "groups.csv:1: `who` is no column"),
        ("participant,group\nP1,a\nP1,b\n".to_owned(), ":3: participant: `P1` stands twice"),
        ("participant,group\nP1,a\n".to_owned(), "`P2` has no group"),
        ("participant,group\nP9,a\n".to_owned(), ":2: participant: `P9` is unknown"),
        ("participant,group\nP1,\n".to_owned(), ":2: group: empty"),
        ("participant,group\nP1\n".to_owned(), "groups.csv:2: 1 cells"),
    ] {
        let ran = groups(&rows);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::BadInput, ""), "{said}");
        assert!(ran.err.contains(said), "`{said}` is not in: {}", ran.err);
    }
}

#[test]
fn bad_use_is_said_before_anything_is_done() {
    for (args, said) in [
        ("--strategies best", "`best` is not a strategy: expected one of"),
        ("--strategies greedy,greedy", "`greedy` is named twice: expected once"),
        ("--seeds 0", "--seeds"),
        ("--periods 0", "--periods"),
        ("--log synthetic --needs a --participants b", "makes no use of `--needs`"),
        ("--log synthetic --taxonomy a", "makes no use of `--taxonomy`"),
        ("--log synthetic --parameters a", "makes no use of `--parameters`"),
        ("--log synthetic --as-of 2026-01-01", "makes no use of `--as-of`"),
        ("--log synthetic --seed 18446744073709551614 --seeds 3", "go beyond 18446744073709551615"),
        ("--groups a", "--participants"),
    ] {
        let ran = etablera(&format!("experiment {args}"), 80);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::BadInput, ""), "{args}");
        assert!(ran.err.contains(said), "`{said}` is not in: {}", ran.err);
    }
}
