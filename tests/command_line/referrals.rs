//! Two agencies: one refers somebody, the other reads a few fields and answers.

use etablera_cli::Exit;
use serde_json::{Value, json};

use crate::people::{done, profile, register};
use crate::store::Place;

const ULF: &str = "ulf/partner_agency --organisation af";
const NOTHING: &str = "there is no such referral";

const MAKE: &str = "P1 -s to=af -s purpose=support -s fields:=[\"name\",\"home\"] -s \
                    until=2026-12-24 -s test.ground=osl_26_1 -s test.consented:=true";

fn agreed() -> Place {
    let place = Place::new();
    assert_eq!(register(&place, Some("P1"), "Sara").exit, Exit::Done);
    profile(&place, "P1");
    let to = "{\"referral\":{\"to\":\"af\",\"purpose\":\"support\"}}";
    done(&place, "ida/coach", &format!("participant consent P1 -s to:={to}"));
    place
}

/// Reads by the token in a file, which nobody sees in a list of processes.
fn by_token(place: &Place, who: &str, token: &Value) -> (Exit, String, String) {
    let file = place.write("token.json", &json!({ "token": token }).to_string());
    let read = format!("referral read --file {} --format json", file.display());
    let ran = place.run(who, &read);
    (ran.exit, ran.out, ran.err)
}

#[test]
fn one_agency_refers_and_another_reads_and_answers() {
    let place = agreed();
    let early = place.run("bo/matcher", &format!("referral make {MAKE}"));
    assert_eq!(early.exit, Exit::No, "{}", early.err);
    let preview = done(&place, "ida/coach", &format!("referral preview {MAKE}"));
    assert_eq!(preview["name"], "Sara Ek");
    let made = done(&place, "ida/coach", &format!("referral make {MAKE}"));
    assert_eq!(made["expires"], "2026-12-24");
    let id = made["referral"].as_str().unwrap();

    let received = done(&place, ULF, "referral received");
    assert_eq!((&received["referral"], &received["from"]), (&id.into(), &"lulea".into()));
    assert!(!received.to_string().contains("Sara") && !received.to_string().contains("P1"));
    let (exit, told, _) = by_token(&place, ULF, &made["token"]);
    let mut told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(exit, Exit::Done);
    told["referral"] = preview["referral"].clone();
    assert_eq!(told, preview, "the preview shows what is told");
    // Whoever it was not sent to, and a token that there is not.
    let other = "eva/partner_agency --organisation boden";
    for (who, token) in [(other, &made["token"]), (ULF, &json!("0".repeat(64)))] {
        let (exit, out, said) = by_token(&place, who, token);
        assert_eq!((exit, out.as_str()), (Exit::No, ""));
        assert!(said.contains(NOTHING), "{said}");
    }
    let register = done(&place, "ida/coach", "participant disclosures P1");
    assert_eq!((&register["by"], &register["referral"]), (&"ulf".into(), &id.into()));
    assert_eq!(register["fields"], json!(["home", "name"]));

    let answered = done(&place, ULF, &format!("referral answer {id} -s yes:=true -s reason=room"));
    assert_eq!(answered["yes"], true);
    assert_eq!(by_token(&place, ULF, &made["token"]).0, Exit::No, "the link is spent");
    assert_eq!(
        done(&place, ULF, &format!("referral read -s referral={id}"))["accepted"],
        "2026-12-01"
    );
    let sent = done(&place, "ida/coach", "referral list -s participant=P1");
    assert_eq!((&sent["standing"], &sent["read"]), (&"accepted".into(), &1.into()));
    done(&place, "ida/coach", &format!("referral withdraw P1 -s referral={id} -s reason=mistake"));
    let read = place.run(ULF, &format!("referral read -s referral={id}"));
    assert_eq!(read.exit, Exit::No, "{}", read.out);
    assert!(read.err.contains(NOTHING), "{}", read.err);
    assert_eq!(place.run("ida/coach", "referral list --format jsonl").out, "");
    let ended = done(&place, "ida/coach", "referral list -s ended:=true");
    assert_eq!(ended["standing"], json!({ "ended": { "withdrawn": "mistake" } }));
}

#[test]
fn after_the_consent_is_taken_back_the_next_look_shows_nothing() {
    let place = agreed();
    let made = done(&place, "ida/coach", &format!("referral make {MAKE}"));
    assert_eq!(by_token(&place, ULF, &made["token"]).0, Exit::Done);
    let to = "{\"referral\":{\"to\":\"af\",\"purpose\":\"support\"}}";
    let own = "p1/participant --is participant:P1";
    done(&place, own, &format!("participant withdraw P1 -s to:={to}"));
    assert_eq!(by_token(&place, ULF, &made["token"]).0, Exit::No);
    assert_eq!(place.run(ULF, "referral received --format jsonl").out, "");
    let shown = place.run(own, "participant disclosures P1 --format jsonl");
    assert!(shown.out.contains("\"organisation\":\"af\""), "{} {}", shown.out, shown.err);
}

#[test]
fn a_referral_that_makes_no_sense_is_refused_with_its_field() {
    let place = agreed();
    for (change, said) in [
        ("-s fields:=[\"identity_number\"]", "unknown variant `identity_number`"),
        ("-s fields:=[\"notes\"]", "unknown variant `notes`"),
        ("-s fields:=[]", "no field is chosen"),
        ("-s until=2026-11-30", "is no last day"),
        ("-s until=2028-01-01", "is no last day"),
        ("-s test.consented:=false", "rests on consent"),
        ("-s purpose=takeover", "expected consent first"),
    ] {
        let ran = place.run("ida/coach", &format!("referral make {MAKE} {change}"));
        assert_eq!(ran.exit, Exit::BadInput, "{change}: {}", ran.err);
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{change}: {}", ran.err);
    }
    let both = place.run(ULF, "referral read -s token=x -s referral=y");
    assert_eq!(both.exit, Exit::BadInput, "{}", both.out);
}
