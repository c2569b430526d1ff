//! `etablera programme`, `calendar` and `support`.

use std::fs;

use etablera_cli::Exit;
use serde_json::Value;

use crate::support::etablera;

const FACTS: &str = "tests/cases/rules/eight-months-away.toml";

#[track_caller]
fn done(args: &str) -> String {
    let ran = etablera(args, 120);
    assert_eq!(ran.exit, Exit::Done, "{args}: {}", ran.err);
    ran.out
}

#[test]
fn the_shipped_templates_are_listed() {
    insta::assert_snapshot!(done("programme list --format csv"));
}

#[test]
fn the_path_of_a_month_and_four() {
    insta::assert_snapshot!(done("programme path workplace-lulea 2027-01-31"));
}

#[test]
fn another_municipality_starts_from_a_template() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("boden.toml");
    let out = file.display();
    let new = format!(
        "programme new workplace-boden --from workplace-lulea --set limits.supervisor=3 \
         --set calendar.eves=true --out {out}"
    );
    done(&new);
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("supervisor = 3")
            && text.contains("eves = true")
            && text.contains("# 4/5 and 1/5 over"),
        "{text}"
    );
    let checked = done(&format!("programme check {out}"));
    assert!(checked.ends_with("boden.toml: `workplace-boden` is a template\n"), "{checked}");
    let wrong = etablera(&format!("programme new boden --from {out} --set limits.seats=3"), 120);
    assert_eq!(wrong.exit, Exit::BadInput);
    assert!(wrong.err.contains("`limits.seats` is not a field of the template"), "{}", wrong.err);
}

#[test]
fn every_mistake_of_a_template_is_named_by_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.toml");
    let text = done("programme show workplace-lulea");
    let wrong = text
        .replace("length = \"1 month\"", "length = \"-1 months\"")
        .replace("to = \"employment\"", "to = \"employmnet\"")
        .replace("training = \"1/5\"", "training = \"1/4\"");
    fs::write(&file, wrong).unwrap();
    let ran = etablera(&format!("programme check {}", file.display()), 120);
    assert_eq!(ran.exit, Exit::No);
    let folder = format!("{}/", folder.path().display());
    insta::assert_snapshot!(ran.out.replace(&folder, ""));
}

#[test]
fn a_template_that_is_nowhere_is_named_with_those_that_are() {
    let ran = etablera("programme show workplace", 120);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("`workplace` is neither a file"), "{}", ran.err);
    assert!(ran.err.contains("kompetenscentrum, workplace-lulea"), "{}", ran.err);
}

#[test]
fn holidays_of_three_countries() {
    let sweden = done("calendar holidays 2026 --format csv");
    assert!(sweden.contains("2026-06-20,Sat,Midsommardagen,holiday"), "{sweden}");
    assert!(!sweden.contains("2026-06-19"), "{sweden}");
    let eves = done("calendar holidays 2026 --eves --format csv");
    assert!(eves.contains("2026-06-19,Fri,Midsommarafton,eve"), "{eves}");
    assert!(done("calendar holidays 2026 --country no").contains("2026-05-17"));
    assert!(done("calendar holidays 2026 --country fi").contains("2026-12-06"));
    assert_eq!(etablera("calendar holidays 2004", 80).exit, Exit::BadInput);
}

#[test]
fn training_days_that_holidays_take_are_made_good() {
    insta::assert_snapshot!(done("calendar split 2026-03-02 --months 4 --training thu"));
}

#[test]
fn forms_of_support_stand_side_by_side() {
    insta::assert_snapshot!(done(&format!("support forms {FACTS}")));
    let seen = done(&format!("support forms {FACTS} --for-employer --format json"));
    let seen: Value = serde_json::from_str(&seen).unwrap();
    assert_eq!(seen[0]["form"], "nystartsjobb");
    assert_eq!(seen[0]["answer"], "may_apply");
    for words in ["newcomer", "permit", "6 §", "periods"] {
        assert!(!seen.to_string().contains(words), "{words} in {seen}");
    }
}
