//! A coach's day: a programme, an agreement, a trial, homes and the training.

use etablera_cli::Exit;
use insta::assert_snapshot;

use crate::needs::{market, receipt};
use crate::people::done;
use crate::store::Place;

/// A trial that goes on, and the placement it is held at.
pub(crate) fn trial(place: &Place) -> String {
    market(place);
    done(place, "pia/project_leader", "programme adopt OP1 workplace-lulea");
    let anna = |command: &str| done(place, "anna/matcher", command);
    anna("participant enrol P1 -s operation=OP1 -s answers:={}");
    let receipt = receipt(&place.run("anna/matcher", "need match N1"));
    let propose = format!("need propose N1 -s receipt={receipt} -s participant=P1 -s rank:=1");
    let placement = anna(&propose).as_str().unwrap().to_owned();
    for by in ["staff", "participant", "employer"] {
        anna(&format!("need accept {placement} -s by={by}"));
    }
    let early = place.run("ida/coach", "journey start P1 -s stage=trial");
    assert_eq!(early.exit, Exit::BadInput, "{}", early.err);
    assert!(early.err.contains("`agreement` is asked for here"), "{}", early.err);
    anna(&format!(
        "agreement draft {placement} -s terms:={{\"measure\":\"project\",\"from\":\"2026-12-01\",\
         \"until\":\"2027-05-31\",\"supervisor\":\"ove\",\"money\":false}}"
    ));
    let alone = format!("agreement approve {placement} -s version:=1 -s by=employer");
    let alone = place.run("ida/coach", &alone);
    assert!(alone.err.contains("expected `on_behalf`"), "{}", alone.err);
    done(place, "ida/coach", &format!("agreement approve {placement} -s version:=1 -s by=coach"));
    for by in ["participant", "employer"] {
        anna(&format!(
            "agreement approve {placement} -s version:=1 -s by={by} -s on_behalf=signed_on_paper"
        ));
    }
    done(place, "ida/coach", "journey start P1 -s stage=trial");
    placement
}

#[test]
fn a_coach_sees_where_somebody_stands_and_what_can_happen() {
    let place = Place::new();
    let placement = trial(&place);
    let told = |command: &str| {
        let ran = place.run("ida/coach", command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran.out.replace(&placement, "(placement)")
    };
    let csv = |command: &str| told(&format!("{command} --format csv"));
    assert_snapshot!("standing", told("journey standing P1 --format json"));
    assert_snapshot!("standing_table", told("journey standing P1 --on 2027-01-04"));
    assert_snapshot!("due", csv("journey due -s until=2026-12-31"));
    let paper = told(&format!("agreement placement {placement} --format json"));
    assert!(paper.contains("\"waits_for\": []"), "{paper}");
    let wrong = "journey decide P1 -s outcome=end -s reason=lazy";
    let wrong = place.run("ida/coach", wrong);
    assert_eq!(wrong.exit, Exit::BadInput);
    assert!(wrong.err.contains("`lazy` is no reason here: expected one of `tasks_differ`"));
    // What the trial teaches stands in the next list, in whole words.
    done(&place, "ida/coach", &format!("journey end {placement} -s reason=hours_do_not_fit"));
    let anna = |command: &str| {
        let ran = place.run("anna/matcher", command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran.out
    };
    assert_snapshot!("tried", anna("need match N1"));
    let words = anna("need explain N1 -s participant=P1");
    assert!(words.contains("tiderna gick inte ihop"), "{words}");
    assert_snapshot!("experience", anna("need experience -s need=N1"));
    let rows = anna("need experience --format jsonl");
    assert!(rows.contains(r#""trials":1,"went_on":0"#), "{rows}");
    let adopted = place.run("pia/project_leader --format csv", "programme adopted");
    assert_snapshot!("adopted", adopted.out);
}

#[test]
fn homes_and_courses_are_told_to_who_answers_for_them() {
    let place = Place::new();
    trial(&place);
    let pia = |command: &str| done(&place, "pia/project_leader", command);
    let rules = place.write(
        "rules.toml",
        "[[rule]]\nname = \"housing.window\"\ndescription = \"Length of a rolling window\"\nunit \
         = \"month\"\nvalue = [{ from = 2026-01-01, amount = 12, reference = \"KS 1\", verified = \
         true }]\n",
    );
    pia(&format!("rules adopt {}", rules.display()));
    pia("housing vacate 2580 -s homes:=4");
    pia("housing seek 2580 -s participant=P1 -s household:=2 -s needed_by=2027-01-15");
    pia("housing seek 2580 -s participant=P2 -s household:=1 -s needed_by=2027-01-10");
    pia("housing allocate 2580 -s participant=P2 -s permanent:=true");
    let more = "housing allocate 2580 -s participant=P1 -s permanent:=true";
    let more = place.run("pia/project_leader", more);
    assert!(more.err.contains("2 of 4 homes"), "{}", more.err);
    let shown = place.run("pia/project_leader --format json", "housing show 2580");
    assert_snapshot!("housing", shown.out);
    let joins = "journey record -s stream=participant:P1 -s \
                 what:={\"cohort_joined\":{\"cohort\":\"k1\"}}";
    done(&place, "ida/coach", joins);
    done(&place, "eva/pedagogue", "training plan S1 -s minutes:=300 -s part=living -s cohort=k1");
    done(&place, "eva/pedagogue", "training attend S1 -s present:=[\"P1\"]");
    let far = place.run("ida/coach --format csv", "training progress P1");
    assert_snapshot!("training_progress", far.out);
    let cohort = place.run("eva/pedagogue --format json", "training cohort k1");
    assert_eq!(cohort.exit, Exit::Done, "{}", cohort.err);
    assert!(cohort.out.contains("\"late_lists\": []"), "{}", cohort.out);
}

/// Who works already is found for another role as anybody else is for a first
/// one, with the same commands.
#[test]
fn employees_are_a_pool_like_any_other() {
    let place = Place::new();
    market(&place);
    let csv = |command: &str| {
        let ran = place.run("anna/matcher --format csv", command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran.out
    };
    let before = csv("need match N1");
    done(&place, "pia/project_leader", "programme adopt OP5 kompetenscentrum");
    for who in ["P1", "P2"] {
        let enrol = format!("participant enrol {who} -s operation=OP5 -s answers:={{}}");
        done(&place, "anna/matcher", &enrol);
        done(&place, "anna/matcher", &format!("participant status {who} -s status=employed"));
    }
    assert_eq!(csv("need match N1"), before);
    let standing = place.run("anna/matcher --format json", "journey standing P1");
    assert!(standing.out.contains("\"programme\": \"kompetenscentrum\""), "{}", standing.out);
    assert!(standing.out.contains("\"phase\": \"matching\""), "{}", standing.out);
}
