//! A model is learnt, read, held against what came, and used where somebody
//! asks for it.

use std::fs;

use etablera_cli::Exit;
use serde_json::Value;

use crate::needs::market;
use crate::plan::plan;
use crate::store::Place;

/// A model of a store without trials: the share of none.
const MODEL: &str = "tests/cases/model.json";

#[test]
fn a_model_is_learnt_read_and_held_against_what_came() {
    let place = Place::new();
    market(&place);
    let lead = "pia/project_leader";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json");
    let train = format!("report model train all --model {}", file.display());
    let refused = place.run(lead, &train);
    assert_eq!(refused.exit, Exit::BadInput);
    assert!(
        refused.err.contains("0 trials to learn from: expected 40 at least"),
        "{}",
        refused.err
    );
    assert!(!file.exists(), "nothing half-written");
    let ran = place.run(lead, &format!("{train} -s least:=0"));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.err.contains("0 of 0 trials led to employment; share 0.500"), "{}", ran.err);
    assert!(ran.err.contains("few_trials") || ran.err.contains("one_sided"), "{}", ran.err);
    let file = file.display().to_string();
    let shown = crate::support::etablera(&format!("report model show {file} --format json"), 80);
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);
    let json: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!((&json["trials"], &json["base_rate"]), (&0.into(), &0.5.into()));
    let check = place.run(lead, &format!("report model check {file} all"));
    assert_eq!(check.exit, Exit::Done, "{}", check.err);
    assert!(check.err.contains("0 trials proposed after"), "{}", check.err);
    let pair = format!("report model pair {file} -s need=N1 -s participant=P1");
    let told = place.run("anna/matcher", &format!("{pair} --language en"));
    assert_eq!(told.exit, Exit::Done, "{}", told.err);
    assert!(told.out.starts_with("About 50.0% of such placements"), "{}", told.out);
    assert!(told.out.contains("a person decides"), "{}", told.out);
    let csv = place.run("anna/matcher --format csv", &pair).out;
    assert!(csv.contains("P1,N1,0.5"), "{csv}");

    let text = fs::read_to_string(&file).unwrap();
    let changed = folder.path().join("changed.json");
    fs::write(&changed, text.replacen("\"trials\":0", "\"trials\":9", 1)).unwrap();
    for (who, args, expected) in [
        (lead, format!("report model check {} all", changed.display()), "not what was written"),
        (lead, "report model check Cargo.toml all".to_owned(), "not a learnt model"),
        (lead, format!("report model check {file}.gone all"), "gone"),
        (lead, format!("{train} -s least:=0 -s age:=1"), "age"),
        (lead, format!("{train} -s least:=0 -s until=2030-01-01"), "2030-01-01 has not come"),
        ("ove/employer", format!("{train} -s least:=0"), "refused"),
    ] {
        let ran = place.run(who, &args);
        assert_ne!(ran.exit, Exit::Done, "{args}");
        assert!(ran.err.contains(expected), "{args}: {}", ran.err);
    }
}

#[test]
fn lists_are_ordered_by_surplus_where_somebody_says_what_it_is() {
    let place = Place::new();
    market(&place);
    let run = |more: &str| {
        let ask = format!("need match --participant P1 {more}");
        place.run("anna/matcher --format jsonl", ask.trim_end())
    };
    let plain = run("");
    assert_eq!(plain.exit, Exit::Done, "{}", plain.err);
    assert!(!plain.out.contains("surplus"));
    let ordered = run("--order surplus --value 100 --cost 20");
    assert_eq!(ordered.exit, Exit::Done, "{}", ordered.err);
    let row: Value = serde_json::from_str(ordered.out.lines().next().unwrap()).unwrap();
    assert_eq!((&row["surplus"]["expected"], &row["surplus"]["trials"]), (&30.0.into(), &0.into()));
    let receipt = crate::needs::receipt(&ordered);
    let again = place.run("rev/auditor", &format!("replay {receipt}"));
    assert_eq!((again.exit, again.out), (Exit::Done, ordered.out));
    for (more, expected) in [
        ("--order surplus", "expected `--value` and `--cost`"),
        ("--value 3", "expected `--order surplus`"),
        ("--order surplus --value 4000000000 --cost 0", "a value of 4000000000"),
    ] {
        let ran = run(more);
        assert_ne!(ran.exit, Exit::Done, "{more}");
        assert!(ran.err.contains(expected), "{more}: {}", ran.err);
    }
}

/// The needs and people of the example town without its training, with which
/// the model of the tests was not learnt.
const UNTRAINED: &str = "--needs crates/casework/data/town/needs.jsonl \
    --participants crates/casework/data/town/participants.jsonl --as-of 2026-12-01";

/// A model that knows no pair from another changes no plan.
#[test]
fn a_plan_goes_by_a_model_where_one_is_given() {
    let plain = plan(&format!("{UNTRAINED} --format jsonl"), &[]);
    assert_eq!(plain.exit, Exit::Done, "{}", plain.err);
    let by = format!("{UNTRAINED} --strategy expected --model {MODEL}");
    let expected = plan(&format!("{by} --format jsonl"), &[]);
    assert_eq!(expected.exit, Exit::Done, "{}", expected.err);
    assert_eq!(expected.out, plain.out);
    let said = plan(&by, &[]);
    assert!(said.out.contains("poäng, så ofta de leder"), "{}", said.out);
    for (args, expected) in [
        ("--strategy expected".to_owned(), "expected `--model FILE`"),
        (format!("--model {MODEL}"), "expected `--strategy expected`"),
        ("--strategy expected --model Cargo.toml".to_owned(), "not a learnt model"),
        (
            format!("--strategy expected --model {MODEL}"),
            "the model was learnt with the training modules `none`: expected the same, found `",
        ),
    ] {
        let ran = plan(&args, &[]);
        assert_eq!(ran.exit, Exit::BadInput, "{args}");
        assert!(ran.err.contains(expected), "{args}: {}", ran.err);
    }
}

/// What another engine judged is another pair.
#[test]
fn a_model_that_was_learnt_with_another_engine_is_refused_by_name() {
    let place = Place::new();
    market(&place);
    let with = "--training crates/casework/data/town/training.jsonl";
    let pair = format!("report model pair {MODEL} -s need=N1 -s participant=P1");
    for (who, args) in
        [("pia/project_leader", format!("report model check {MODEL} all")), ("anna/matcher", pair)]
    {
        assert_eq!(place.run(who, &args).exit, Exit::Done, "{args}");
        let ran = place.run(who, &format!("{args} {with}"));
        assert_eq!(ran.exit, Exit::BadInput, "{args}");
        assert!(ran.err.contains("learnt with the training modules `none`"), "{}", ran.err);
    }
}

/// The file of the tests of this folder, made again where it is asked for.
#[test]
fn the_model_of_the_tests_is_what_a_store_without_trials_gives() {
    let place = Place::new();
    market(&place);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json");
    let train = format!("report model train all --model {} -s least:=0", file.display());
    assert_eq!(place.run("pia/project_leader", &train).exit, Exit::Done);
    if std::env::var_os("ETABLERA_BLESS").is_some() {
        fs::copy(&file, MODEL).unwrap();
    }
    let parts = |text: &str| {
        let learnt = text.split_once("\"learnt\":").unwrap().1;
        let learnt: Value =
            serde_json::from_str(learnt.trim_end().strip_suffix('}').unwrap()).unwrap();
        let engine = &learnt["from"]["engine"];
        [&learnt["model"], &engine["taxonomy"], &engine["parameters"]].map(Value::clone)
    };
    let found = parts(&fs::read_to_string(&file).unwrap());
    assert_eq!(found, parts(&fs::read_to_string(MODEL).unwrap()));
}
