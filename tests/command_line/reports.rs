//! A project leader answers the funder.

use etablera_cli::Exit;
use insta::assert_snapshot;

use crate::needs::market;
use crate::people::done;
use crate::store::Place;

#[test]
fn a_number_comes_with_who_is_behind_it() {
    let place = Place::new();
    market(&place);
    let answers = "{\"labour\":{\"known\":\"unemployed\"},\"age\":{\"known\":\"from30_to54\"},\
                   \"education\":{\"known\":\"tertiary\"},\"gender\":{\"known\":\"woman\"}}";
    let enters = format!("participant enrol P1 -s operation=OP1 -s answers:={answers}");
    done(&place, "anna/matcher", &enters);
    done(&place, "anna/matcher", "participant enrol P2 -s operation=OP1 -s answers:={}");
    let ask = "report indicators esf-plus-2021-2027 -s operation=OP1";
    let told = |who: &str, more: &str| {
        let ran = place.run(who, format!("{ask} {more}").trim_end());
        assert_eq!(ran.exit, Exit::Done, "{more}: {}", ran.err);
        ran
    };
    let lead = "pia/project_leader";
    assert_snapshot!("indicators", told(lead, "").out);
    assert_snapshot!("indicator_names", told(lead, "-s code=EECO02 -s names:=true").out);
    let csv = told("eva/pedagogue --format csv", "-s code=EECO01").out;
    // Of the last whole year, for those who may not have names.
    assert!(csv.contains("EECO01") && csv.contains(",0,"), "{csv}");
    let json = told("pia/project_leader --format json", "-s code=EECO02 -s names:=true").out;
    assert!(json.contains("\"clause\": \"incomplete\""), "{json}");
    for (who, more, expected) in [
        ("eva/pedagogue", "-s names:=true", "is refused"),
        (lead, "-s code=EECO77", "EECO77"),
        (lead, "--on 2030-01-01", "2030-01-01"),
        (lead, "-s untill=2026-01-01", "untill"),
    ] {
        let ran = place.run(who, &format!("{ask} {more}"));
        assert_ne!(ran.exit, Exit::Done, "{more}");
        assert!(ran.err.contains(expected), "{more}: {}", ran.err);
    }
}
