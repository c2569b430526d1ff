//! Receipts and `etablera replay`: the same bytes again, or why not.

use std::fs;
use std::path::PathBuf;

use etablera::casework::receipt::Receipt;
use etablera_cli::Exit;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{CASES, Ran, etablera};

/// A folder for receipts and inputs; `@` in arguments stands for it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With the cases of this folder in it.
    fn with_cases() -> Self {
        let desk = Self::new();
        for name in ["needs", "participants", "training"] {
            let file = format!("{name}.jsonl");
            fs::copy(format!("tests/cases/{file}"), desk.path(&file)).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &str, columns: u16) -> Ran {
        etablera(&args.replace('@', &format!("{}/", self.0.path().display())), columns)
    }

    /// Runs a command with a receipt `r`.
    #[track_caller]
    fn receipt(&self, args: &str) -> (Ran, Value) {
        let ran = self.run(&format!("{args} --receipt @r"), 100);
        assert!(matches!(ran.exit, Exit::Done | Exit::No), "{args}: {}", ran.err);
        (ran, serde_json::from_slice(&fs::read(self.path("r")).unwrap()).unwrap())
    }

    fn replay(&self) -> Ran {
        // Neither the width nor the day of the replay counts.
        self.run("replay @r", 60)
    }

    fn put(&self, receipt: &Value) {
        fs::write(self.path("r"), receipt.to_string()).unwrap();
    }
}

const MOVED: &str =
    "--needs @needs.jsonl --participants @participants.jsonl --training @training.jsonl";

#[track_caller]
fn is_same(replayed: &Ran, first: &Ran, args: &str) {
    assert_eq!(replayed.exit, Exit::Done, "{args}: {}", replayed.err);
    assert_eq!(replayed.out, first.out, "{args}");
    assert_eq!(replayed.err, "same bytes as on 2026-12-01\n", "{args}");
}

#[test]
fn every_command_and_format_gives_the_same_bytes_again() {
    let desk = Desk::new();
    for format in ["table", "json", "jsonl", "csv"] {
        let commands = [
            format!("match {CASES} --format {format}"),
            format!("match --as-of 2026-11-20 --format {format} --for both --top 2 --all"),
            format!("explain N01 P003 --language en --format {format}"),
            format!("plan {CASES} --format {format} --language sv-plain"),
            format!("plan --strategy random --seed 9 --tiers ready --format {format}"),
            format!("plan --why P003 --format {format}"),
        ];
        for args in commands {
            let (first, receipt) = desk.receipt(&args);
            assert!(!first.out.is_empty(), "{args}");
            assert_eq!(receipt["answer"]["bytes"], first.out.len(), "{args}");
            let width = if format == "table" { json!(100) } else { json!(null) };
            assert_eq!(receipt["shown"]["width"], width, "{args}");
            is_same(&desk.replay(), &first, &args);
            // A receipt changes nothing about the answer.
            assert_eq!(desk.run(&args, 100).out, first.out, "{args}");
        }
    }
}

#[test]
fn an_answer_of_no_is_replayed_all_the_same() {
    let desk = Desk::new();
    let listed = desk.run("match --all --top 200 --format csv", 80);
    let row = listed.out.lines().find(|line| line.contains(",not_eligible,")).unwrap();
    let ids: Vec<_> = row.split(',').collect();
    let args = format!("explain {} {}", ids[1], ids[2]);
    let (first, _) = desk.receipt(&args);
    assert_eq!(first.exit, Exit::No);
    is_same(&desk.replay(), &first, &args);
}

#[test]
fn what_is_written_to_a_file_is_pinned_too() {
    let desk = Desk::new();
    let (first, _) = desk.receipt("plan --out @plan --summary @summary --format csv");
    assert_eq!(first.out, "");
    let again = desk.run("replay @r --out @again", 60);
    assert_eq!((again.exit, again.out.as_str()), (Exit::Done, ""), "{}", again.err);
    assert_eq!(fs::read(desk.path("again")).unwrap(), fs::read(desk.path("plan")).unwrap());
}

#[test]
fn tables_of_a_round_are_pinned() {
    let desk = Desk::new();
    fs::write(desk.path("o"), "participant,need,reason\nP003,,ill\n").unwrap();
    let need: Value = serde_json::from_str(
        fs::read_to_string("tests/cases/needs.jsonl").unwrap().lines().next().unwrap(),
    )
    .unwrap();
    let employer = need["employer"].as_str().unwrap();
    fs::write(desk.path("l"), format!("employer,most\n{employer},1\n")).unwrap();
    let args = format!("plan {CASES} --limits @l --format json");
    for (args, role, file) in
        [("plan --override @o --format json", "override", "o"), (&args, "limits", "l")]
    {
        let (first, receipt) = desk.receipt(args);
        assert_eq!(receipt["tables"][0]["role"], role);
        assert!(!receipt.to_string().contains("ill"), "a reason is nobody's business");
        is_same(&desk.replay(), &first, args);
        fs::rename(desk.path(file), desk.path("moved")).unwrap();
        assert_eq!(desk.replay().exit, Exit::BadInput);
        is_same(&desk.run(&format!("replay @r --{role} @moved"), 60), &first, args);
    }
}

#[test]
fn a_changed_or_absent_input_is_named() {
    for name in ["needs", "participants", "training"] {
        let desk = Desk::with_cases();
        let (_, receipt) = desk.receipt(&format!("match {MOVED}"));
        let inputs = receipt["source"]["files"]["inputs"].as_array().unwrap().clone();
        let pinned = inputs.iter().find(|input| input["role"] == name).unwrap();
        let file = desk.path(&format!("{name}.jsonl"));
        let mut bytes = fs::read(&file).unwrap();
        assert_eq!(pinned["bytes"], bytes.len());
        // The last line break: the records are the same, the bytes are not.
        *bytes.last_mut().unwrap() = b' ';
        fs::write(&file, &bytes).unwrap();
        let changed = desk.replay();
        assert_eq!((changed.exit, changed.out.as_str()), (Exit::BadInput, ""));
        let hash = pinned["hash"].as_str().unwrap();
        let named = format!("`{}` ({name}) has changed: expected hash {hash}", file.display());
        assert!(changed.err.contains(&named), "{}", changed.err);
        let found = changed.err.rsplit("found ").next().unwrap().trim();
        assert!(found.len() == 64 && found != hash, "{}", changed.err);
        fs::remove_file(&file).unwrap();
        let absent = desk.replay();
        assert_eq!(absent.exit, Exit::BadInput);
        assert!(absent.err.contains(&format!("`--{name} FILE` says where")), "{}", absent.err);
    }
}

#[test]
fn files_may_move() {
    let desk = Desk::with_cases();
    let (first, _) = desk.receipt(&format!("match {CASES} --format jsonl"));
    is_same(&desk.run(&format!("replay @r {MOVED}"), 60), &first, "moved");
    let stranger = desk.run("replay @r --limits @l", 60);
    assert_eq!(stranger.exit, Exit::BadInput);
    assert!(stranger.err.contains("the receipt names no such input"), "{}", stranger.err);
}

#[test]
fn parameters_are_in_the_receipt() {
    let desk = Desk::new();
    let (_, built_in) = desk.receipt("match --format csv");
    fs::write(desk.path("p"), r#"{"lent": 10}"#).unwrap();
    let args = "match --format csv --parameters @p";
    let (first, receipt) = desk.receipt(args);
    assert_ne!(receipt["parameters"]["hash"], built_in["parameters"]["hash"]);
    assert_ne!(receipt["answer"]["hash"], built_in["answer"]["hash"]);
    assert_ne!(receipt["id"], built_in["id"]);
    fs::remove_file(desk.path("p")).unwrap();
    is_same(&desk.replay(), &first, args);
}

#[test]
fn the_taxonomy_is_checked() {
    let desk = Desk::new();
    let starter = etablera::taxonomy::starter();
    fs::write(desk.path("tax"), starter.to_bytes()).unwrap();
    let args = "match --format csv --taxonomy @tax";
    let (first, mut receipt) = desk.receipt(args);
    let (_, compiled_in) = desk.receipt("match --format csv");
    assert_eq!(receipt["taxonomy"]["hash"], compiled_in["taxonomy"]["hash"]);
    desk.put(&receipt);
    is_same(&desk.replay(), &first, args);
    receipt["taxonomy"]["hash"] = json!("0".repeat(64));
    desk.put(&receipt);
    let other = desk.replay();
    assert_eq!(other.exit, Exit::BadInput);
    assert!(other.err.contains("taxonomy `Etablera starter taxonomy 1` has hash"), "{}", other.err);
}

#[test]
fn a_changed_receipt_differs() {
    let desk = Desk::new();
    let (first, receipt) = desk.receipt("match --format csv");
    let mut forged = receipt.clone();
    forged["answer"]["hash"] = json!("0".repeat(64));
    desk.put(&forged);
    let replayed = desk.replay();
    assert_eq!((replayed.exit, &replayed.out), (Exit::No, &first.out));
    assert!(replayed.err.starts_with("differs: "), "{}", replayed.err);
    assert!(replayed.err.contains(&"0".repeat(64)), "{}", replayed.err);
    let mut forged = receipt.clone();
    forged["counts"]["considered"] = json!(1);
    desk.put(&forged);
    let replayed = desk.replay();
    assert_eq!((replayed.exit, &replayed.out), (Exit::No, &first.out));
    assert!(replayed.err.contains("the receipt was changed after it was made"), "{}", replayed.err);
    let mut forged = receipt;
    forged["command"]["ranking"]["top"] = json!(3);
    desk.put(&forged);
    let replayed = desk.replay();
    assert_eq!(replayed.exit, Exit::No);
    assert_ne!(replayed.out, first.out);
}

#[test]
fn another_engine_says_so_and_answers() {
    let desk = Desk::new();
    let (first, _) = desk.receipt("explain N01 P003");
    let mut receipt = Receipt::parse(&fs::read(desk.path("r")).unwrap()).unwrap();
    assert_eq!(receipt.engine, env!("CARGO_PKG_VERSION"));
    receipt.engine = "0.0.9".to_owned();
    receipt.id = receipt.id_of_content();
    fs::write(desk.path("r"), receipt.to_text()).unwrap();
    let replayed = desk.replay();
    assert_eq!((replayed.exit, replayed.out), (Exit::Done, first.out));
    let said = format!(
        "made by 0.0.9, replayed by {}\nsame bytes as on 2026-12-01\n",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(replayed.err, said);
}

#[test]
fn what_is_no_receipt_of_this_form_is_refused() {
    let desk = Desk::new();
    let (_, receipt) = desk.receipt("match --format csv");
    let cases = [
        ("v", json!(2), "a receipt of version 2: expected version 1"),
        ("note", json!("x"), "unknown field `note`"),
        ("source", json!({ "town": { "hash": "1".repeat(64) } }), "the example town has changed"),
        (
            "source",
            json!({ "log": { "seq": 1, "hash": "1".repeat(64) } }),
            "the receipt is of the case log",
        ),
        (
            "command",
            json!({ "plan": { "strategy": "best", "tiers": "ready", "seed": 1 } }),
            "the strategy `best`",
        ),
        (
            "command",
            json!({ "plan": { "strategy": "fair", "tiers": "not_eligible", "seed": 1 } }),
            "pairs that are not eligible",
        ),
    ];
    for (field, other, said) in cases {
        let mut receipt = receipt.clone();
        receipt[field] = other;
        desk.put(&receipt);
        let refused = desk.replay();
        assert_eq!((refused.exit, refused.out.as_str()), (Exit::BadInput, ""), "{said}");
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    fs::write(desk.path("r"), "{").unwrap();
    assert_eq!(desk.replay().exit, Exit::BadInput);
    assert_eq!(desk.run("replay @absent", 60).exit, Exit::BadInput);
}

#[test]
fn threads_leave_no_trace() {
    let desk = Desk::new();
    for args in ["match --for both --format jsonl", "plan --format json"] {
        let receipts = [1, 2].map(|threads| desk.receipt(&format!("{args} --threads {threads}")).1);
        assert_eq!(receipts[0], receipts[1], "{args}");
    }
}

#[test]
fn what_was_passed_over_is_counted() {
    let desk = Desk::new();
    let (first, receipt) = desk.receipt("match --for both --top 3 --format csv");
    let counts = &receipt["counts"];
    assert_eq!(counts["shown"], first.out.lines().count() - 1);
    let town = etablera::casework::town::town();
    let pairs = town.needs.len() * town.participants.len();
    assert_eq!(counts["considered"], 2 * pairs);
    let lists = counts["lists"].as_array().unwrap();
    assert_eq!(lists.len(), town.needs.len() + town.participants.len());
    // The same pairs, looked at from both sides.
    let sum = |lists: &[Value]| -> u64 {
        lists.iter().map(|list| list["not_eligible"].as_u64().unwrap()).sum()
    };
    let (needs, people) = lists.split_at(town.needs.len());
    assert!(sum(needs) > 0);
    assert_eq!(sum(needs), sum(people));
    let (_, plan) = desk.receipt("plan --tiers to-clarify --format csv");
    assert_eq!(plan["counts"]["not_eligible"], sum(needs));
    for list in lists {
        let count = |field: &str| list[field].as_u64().unwrap();
        let possible = count("considered") - count("not_eligible");
        assert_eq!(count("shown"), possible.min(3), "{list}");
    }
}

#[test]
fn an_answer_that_fails_leaves_no_receipt() {
    let desk = Desk::new();
    for args in [
        "match --needs @absent --participants @absent",
        "explain N01 nobody",
        "plan --strategy greedy --prices @prices",
        "plan --out @r",
    ] {
        let ran = desk.run(&format!("{args} --receipt @r"), 80);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::BadInput, ""), "{args}");
        assert_eq!(fs::read_dir(desk.0.path()).unwrap().count(), 0, "{args}");
    }
}
