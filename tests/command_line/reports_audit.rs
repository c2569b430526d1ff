//! Those who check ask from outside, and the documents in `docs/` are those
//! that the program makes.

use std::ffi::OsString;
use std::fs;

use etablera_cli::{Exit, Io, Screen, run};
use serde_json::Value;

use crate::journeys::trial;
use crate::needs::{market, receipt};
use crate::people::done;
use crate::store::Place;
use crate::support::{Ran, etablera};

const ANSWERS: &str = "{\"labour\":{\"known\":\"unemployed\"},\"gender\":{\"known\":\"woman\"}}";

/// Runs a command when the quarter is over in which everything was recorded.
fn in_january(place: &Place, who: &str, command: &str) -> Ran {
    let (actor, role) = who.split_once('/').unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        screen: Screen { width: 200, colour: false },
        watched: false,
        today: "2027-01-15".parse().unwrap(),
        now: "2027-01-15T07:30:00.000000Z".parse().unwrap(),
    };
    let args = format!("etablera {command} {} --as {actor} --role {role}", place.store());
    let exit = run(args.split(' ').map(OsString::from), &mut io);
    Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

#[test]
fn an_auditor_asks_how_people_are_chosen_and_others_may_not() {
    let place = Place::new();
    market(&place);
    for who in ["P1", "P2"] {
        let enters = format!("participant enrol {who} -s operation=OP1 -s answers:={ANSWERS}");
        done(&place, "anna/matcher", &enters);
    }
    let ask = "report audit impact OP1 -s ground=gender";
    let told = in_january(&place, "rut/auditor", ask);
    assert_eq!(told.exit, Exit::Done, "{}", told.err);
    assert!(told.err.contains("up to 2026-12-31"), "{}", told.err);
    // Two people are too few to tell of.
    assert!(told.err.contains("too few"), "{} {}", told.out, told.err);
    assert!(!told.out.contains("P1"), "{}", told.out);
    let json = in_january(&place, "rut/auditor --format json", ask);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["withheld"], true);
    for (who, ask, expected) in [
        ("pia/project_leader", ask, "is refused"),
        ("anna/matcher", ask, "is refused"),
        ("rut/auditor", "report audit impact OP1 -s ground=religion", "`gender`"),
        ("rut/auditor", "report audit impact OP1", "ground"),
        ("anna/matcher", "report audit overrides", "is refused"),
        ("anna/matcher", "report audit refusals", "is refused"),
        ("anna/matcher", "report audit disclosures", "is refused"),
        ("anna/matcher", "report audit receipts", "is refused"),
    ] {
        let ran = place.run(who, ask);
        assert_ne!(ran.exit, Exit::Done, "{who} {ask}");
        assert!(ran.err.contains(expected), "{who} {ask}: {}", ran.err);
    }
    let refused = place.run("rut/auditor --format csv", "report audit refusals");
    assert!(refused.out.contains("read_special,project_leader"), "{} {}", refused.out, refused.err);
    place.run("anna/matcher", "need match N1");
    let receipts = place.run("rut/auditor --format csv", "report audit receipts");
    assert!(
        receipts.out.contains("shortlist") && receipts.out.contains(",can"),
        "{}",
        receipts.out
    );
    for ask in ["report audit overrides", "report audit disclosures -s names:=true"] {
        let ran = place.run("rut/auditor --format json", ask);
        assert_eq!(ran.exit, Exit::Done, "{ask}: {}", ran.err);
    }
}

#[test]
fn merits_are_stated_to_who_was_not_chosen() {
    let place = Place::new();
    trial(&place);
    let listed = place.run("anna/matcher --format jsonl", "need match N1 --all");
    let rows = listed.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let second = rows.into_iter().find(|row| row["participant"] == "P2").unwrap();
    let (receipt, rank) = (receipt(&listed), &second["rank"]);
    let early = place.run("anna/matcher", "report merits N1 -s for=P2");
    assert!(early.err.contains("was not proposed"), "{}", early.err);
    let made = format!("need propose N1 -s receipt={receipt} -s participant=P2 -s rank:={rank}");
    done(&place, "anna/matcher", &made);
    let shown = place.run("anna/matcher --language en", "report merits N1");
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);
    assert!(shown.out.starts_with("# Statement of merits"), "{}", shown.out);
    assert!(!shown.out.contains("P1") && !shown.out.contains("Sara"), "{}", shown.out);
    let told = done(&place, "anna/matcher", "report merits N1 -s for=P2");
    assert_eq!(told["need"], "N1");
    let register = done(&place, "anna/matcher", "participant disclosures P1");
    assert!(register.to_string().contains("sfs_2008_567_2_4"), "{register}");
    assert!(!register.to_string().contains("P2"), "{register}");
    let refused = place.run("rut/auditor", "report merits N1 -s for=P2");
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
}

/// What stands in `docs/` is what the program says. With `UPDATE_DOCS` set the
/// files are written anew, to be read before they are committed.
#[test]
fn the_documents_in_the_repository_are_those_that_the_program_makes() {
    for name in ["technical-file", "processing-record", "dpia"] {
        let ran = etablera(&format!("report {name} --language en"), 100);
        assert_eq!(ran.exit, Exit::Done, "{name}: {}", ran.err);
        let file = match name {
            "processing-record" => "docs/record-of-processing.md".to_owned(),
            "dpia" => "docs/dpia-skeleton.md".to_owned(),
            _ => format!("docs/{name}.md"),
        };
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all("docs").unwrap();
            fs::write(&file, &ran.out).unwrap();
        }
        let found = fs::read_to_string(&file).unwrap_or_default();
        if found == ran.out {
            continue;
        }
        let (old, new): (Vec<_>, Vec<_>) = (found.lines().collect(), ran.out.lines().collect());
        let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("-{line}"));
        let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+{line}"));
        let diff: Vec<_> = gone.chain(come).collect();
        panic!(
            "`{file}` is not what the program makes; run this test with UPDATE_DOCS=1 and read \
             what changes:\n{}",
            diff.join("\n")
        );
    }
}

#[test]
fn documents_describe_a_store_and_an_organisations_own_rules() {
    let place = Place::new();
    done(&place, "pia/project_leader", "programme adopt op workplace-lulea");
    let told = place.run("rut/auditor", "report technical-file --in-force --language en");
    assert!(told.exit == Exit::Done && told.out.contains("lulea"), "{}", told.err);
    assert!(told.out.contains("| op | "), "{}", told.out);
    let refused = place.run("anna/matcher", "report dpia --in-force");
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    let own = r#"{"rules":[{"record":"own_plan","years":3,"after":"closed","source":"plan 7","verified":true}]}"#;
    let file = place.write("retention.json", own);
    let asked = format!("report processing-record --retention {}", file.display());
    let told = etablera(&asked, 100);
    assert!(told.out.contains("| own\\_plan | 3 år efter ärendet avslutades | plan 7 | ja |"));
    assert!(!told.out.contains("esf\\_participation"), "{}", told.out);
    let out = place.path("out.md");
    let ran = etablera(&format!("report dpia --out {}", out.display()), 100);
    assert!(ran.exit == Exit::Done && ran.out.is_empty(), "{}", ran.err);
    assert!(fs::read_to_string(out).unwrap().starts_with("# Konsekvensbedömning"));
}

/// What is named as where something stands or is tested is there, every
/// message is, and what only code knows is in it.
#[test]
fn documents_name_what_there_is_in_both_languages() {
    for name in ["technical-file", "processing-record", "dpia"] {
        for language in ["sv", "en"] {
            let text = etablera(&format!("report {name} --language {language}"), 100).out;
            assert!(!text.contains("audit-"), "a message is missing: {text}");
            for place in text.split('`').filter(|one| {
                ["crates/", "tests/", "benches/", "xtask/"].iter().any(|at| one.starts_with(at))
            }) {
                assert!(std::path::Path::new(place).exists(), "{name} names `{place}`");
            }
            let words: &[&str] = match name {
                "technical-file" => &["`competences`", "`must_floor`", "`floor.protected`"],
                "processing-record" => &["`disability`", "`gender`", "`numbers`", "`email`"],
                _ => &["esf\\_participation", "`crates/storage/src/chain.rs`"],
            };
            for word in words {
                assert!(text.contains(word), "{name} {language} lacks {word}");
            }
        }
    }
}
