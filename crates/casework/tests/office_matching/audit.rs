//! What auditors and those who were not chosen get to know of matching.

use etablera_casework::office::{
    AuditDisclosures, AuditImpact, AuditOverrides, AuditReceipts, CaseError, Enrol, MeritsOf,
    Object, Office, RankBand, RecipientKind, Replays, StateMerits, audit_disclosures, audit_impact,
    audit_overrides, audit_receipts, decline, disclosures_of, enrol, object, preview_merits,
    record_special, state_merits,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Recipient, Subject};
use etablera_reporting::disclosure::Shown;
use etablera_storage::{Kept, Person};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::support::{Desk, LICENSED, WITHOUT, each, engine, said, subject};

fn of<C: DeserializeOwned>(fields: Value) -> C {
    serde_json::from_value(fields).unwrap()
}

/// What the first row of a profile hides of who somebody is.
const FULL: &str = r#""available_from":"2027-01-04","home":{"municipality":"2580"},"education":[{"level":"3","field":"0713","country":"SY","evidence":"documented"}],"occupations":[{"concept":"isco:9412","months":14,"evidence":"documented","last_used":2019}],"languages":[{"language":"so","skill":"reading","level":"C2","source":"self"}],"credentials":[{"credential":{"kind":"forklift","class":"B"},"evidence":"documented","issued_in":"SY"}],"wishes":{"refuses":[{"employer":"E7"}]}"#;

async fn began(desk: &Desk, who: &str, placement: &str, stage: &str) {
    let began = format!(r#"{{"stage_started":{{"stage":"{stage}","until":"2026-12-31"}}}}"#);
    let placement: Subject = subject(&format!("placement:{placement}"));
    let about = [placement, subject(&format!("participant:{who}")), subject("need:N1")];
    desk.write_about(about, "2026-12-01", &began).await;
}

/// P1 was chosen for N1; P2 and P3 were proposed and not.
async fn chosen(desk: &Desk) {
    desk.needs(&["N1", "N2"]).await;
    desk.person("P1", FULL).await;
    desk.person("P2", LICENSED).await;
    desk.person("P3", WITHOUT).await;
    let placement = desk.proposed("P1", "N1").await;
    desk.proposed("P2", "N1").await;
    let third = desk.proposed("P3", "N1").await;
    desk.staff_accepts(&placement).await;
    began(desk, "P1", placement.as_str(), "trial").await;
    let no = json!({ "placement": third, "by": "participant", "reason": "not_for_me" });
    decline(&desk.office, &desk.anna(), &of(no)).await.unwrap();
}

async fn preview(desk: &Desk, call: &etablera_casework::office::Call) -> Result<Value, CaseError> {
    let told = preview_merits(&desk.office, call, &of::<MeritsOf>(json!({ "need": "N1" }))).await?;
    Ok(serde_json::to_value(told).unwrap())
}

fn to(who: &str) -> StateMerits {
    of(json!({ "need": "N1", "for": who }))
}

#[test]
fn who_was_not_chosen_reads_merits_and_nothing_else() {
    each(|desk: Desk| async move {
        chosen(&desk).await;
        let shown = preview(&desk, &desk.anna()).await.unwrap();
        assert_eq!(
            shown["merits"],
            json!([{
                "education": [{ "level": "3", "field": "0713", "evidence": "documented" }],
                "experience": [{ "occupation": "http://data.europa.eu/esco/isco/C9412", "months": 14, "evidence": "documented" }],
                "competences": [],
                "credentials": [{ "credential": { "kind": "forklift", "class": "B" },
                                  "evidence": "documented" }],
                "languages": [],
            }])
        );
        let who = "P1".parse().unwrap();
        assert_eq!(disclosures_of(&desk.office, &desk.anna(), &who).await.unwrap(), []);
        // Not to whoever got it, was never proposed, or is not there.
        desk.person("P4", LICENSED).await;
        for other in ["P1", "P4", "P9"] {
            assert!(state_merits(&desk.office, &desk.anna(), &to(other)).await.is_err(), "{other}");
        }
        let told = state_merits(&desk.office, &desk.anna(), &to("P2")).await.unwrap();
        let text = serde_json::to_string(&told).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), shown);
        for absent in
            ["P1", "P2", "P3", "SY", "2580", "2019", "Given", "E7", "not_for_me", "\"so\""]
        {
            assert!(!text.contains(absent), "{absent} in {text}");
        }
        // On what right and which parts stands in the register; to whom, but
        // not who that is.
        let register = disclosures_of(&desk.office, &desk.anna(), &who).await.unwrap();
        let [one] = &register[..] else { panic!("{register:?}") };
        assert_eq!(one.to, Recipient::Applicant);
        assert_eq!(one.test.ground.as_str(), "sfs_2008_567_2_4");
        let fields: Vec<_> = one.fields.iter().map(etablera_domain::event::Code::as_str).collect();
        assert_eq!(fields, ["credentials", "education", "experience"]);
        assert!(!serde_json::to_string(&register).unwrap().contains("P2"));
        let all = of::<AuditDisclosures>(json!({ "names": true }));
        let audited = audit_disclosures(&desk.office, &desk.lead(), &all).await.unwrap();
        assert_eq!(audited.to[&RecipientKind::Applicant].disclosures, 1);
        assert_eq!(audited.to[&RecipientKind::Applicant].untested, 0);
        assert_eq!(audited.each.unwrap().len(), 1);
        // What was sent is kept, sealed.
        let mut reader = desk.office.store.read().await.unwrap();
        let receipts = reader.receipts(None, 100).await.unwrap();
        let kept = receipts.iter().find(|one| one.kind == "merit_statement").unwrap();
        assert_eq!(kept.answer, Kept::Bytes(text.into_bytes()));
        drop(reader);
        // Leads and auditors state nothing.
        for role in [Role::ProjectLeader, Role::Auditor, Role::Employer] {
            assert!(preview(&desk, &desk.call_of("x", role, "lulea")).await.is_err());
        }
        let objects: Object = of(json!({ "participant": "P1", "to": "disclosure" }));
        object(&desk.office, &desk.anna(), &objects).await.unwrap();
        assert!(state_merits(&desk.office, &desk.anna(), &to("P2")).await.is_err());
    });
}

#[test]
fn of_a_protected_person_only_the_holder_states_what_was_asked_for() {
    each(|desk: Desk| async move {
        chosen(&desk).await;
        // To another matcher it is as if nobody had got the place.
        let nobody = preview_merits(&desk.office, &desk.bo(), &of(json!({ "need": "N2" }))).await;
        let nobody = said(nobody);
        assert!(preview(&desk, &desk.bo()).await.is_ok());
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-01", protect).await;
        let hidden = said(preview(&desk, &desk.bo()).await);
        assert_eq!(hidden, nobody.replace("N2", "N1"));
        let shown = preview(&desk, &desk.anna()).await.unwrap();
        assert_eq!(shown["merits"][0]["education"], json!([]));
        assert_eq!(shown["merits"][0]["experience"], json!([]));
        assert_eq!(shown["merits"][0]["credentials"].as_array().unwrap().len(), 1);
    });
}

/// The shorter of two would tell which of them is protected.
#[test]
fn beside_a_protected_person_all_are_told_of_alike() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", FULL).await;
        desk.person("P2", FULL).await;
        let both = [desk.proposed("P1", "N1").await, desk.proposed("P2", "N1").await];
        for (who, placement) in ["P1", "P2"].into_iter().zip(both) {
            desk.staff_accepts(&placement).await;
            began(&desk, who, placement.as_str(), "trial").await;
        }
        let shown = preview(&desk, &desk.anna()).await.unwrap();
        assert_eq!(shown["merits"][1]["experience"][0]["months"], 14);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P2", "2026-12-01", protect).await;
        let shown = preview(&desk, &desk.anna()).await.unwrap();
        let [one, other] = &shown["merits"].as_array().unwrap()[..] else { panic!("{shown}") };
        assert_eq!(one, other);
        assert_eq!((&one["education"], &one["experience"]), (&json!([]), &json!([])));
    });
}

/// What was learned since did not get anybody the place.
#[test]
fn a_profile_of_later_is_not_what_got_the_place() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", FULL).await;
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        let began = r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#;
        let placement: Subject = subject(&format!("placement:{placement}"));
        let about = [placement, subject("participant:P1"), subject("need:N1")];
        desk.write_about(about, "2026-10-01", began).await;
        let refused = said(preview(&desk, &desk.anna()).await);
        assert!(refused.contains("nobody got a place"), "{refused}");
    });
}

/// Not in the rows, and not in what the totals are more than them.
#[test]
fn of_whom_nobody_may_know_no_disclosure_is_counted() {
    each(|desk: Desk| async move {
        chosen(&desk).await;
        state_merits(&desk.office, &desk.anna(), &to("P2")).await.unwrap();
        let audits = async |names: bool| {
            let asks = of::<AuditDisclosures>(json!({ "names": names }));
            let auditor = desk.call_of("aud", Role::Auditor, "lulea");
            audit_disclosures(&desk.office, &auditor, &asks).await.unwrap()
        };
        assert_eq!(audits(false).await.to[&RecipientKind::Applicant].disclosures, 1);
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-01", protect).await;
        assert!(audits(false).await.to.is_empty());
        let told = audits(true).await;
        assert!(told.to.is_empty() && told.each == Some(Vec::new()), "{told:?}");
    });
}

/// Everybody enters the operation; what they answer is given by `gender`.
async fn answers(desk: &Desk, operation: &str, gender: &str) {
    for who in ["P1", "P2", "P3"] {
        let enters: Enrol = of(json!({
            "participant": who, "operation": operation, "on": "2026-11-20",
            "answers": {
                "gender": { "known": gender }, "age": { "known": "from61" },
                "foreign_background": { "known": gender == "man" },
                "third_country": { "known": gender == "man" },
            },
        }));
        enrol(&desk.office, &desk.anna(), &enters).await.unwrap();
        let special = json!({ "special": {
            "participant": who, "asked_on": "2026-12-01",
            "disability": { "known": gender == "man" }, "minority": { "known": gender == "man" },
            "reduced_capacity": { "known": gender == "man" },
        }, "purpose": "subsidy" });
        record_special(&desk.office, &desk.anna(), &of(special)).await.unwrap();
    }
}

/// A new name, age and language for everybody, as the register of persons has
/// them.
async fn renamed(office: &Office) {
    let mut writer = office.store.write().await.unwrap();
    for id in ["P1", "P2", "P3"] {
        let person = writer.person(&id.parse().unwrap()).await.unwrap().unwrap();
        let birth = Some("1950-01-01".parse().unwrap());
        let (given, language) = ("Fatima".to_owned(), "ar".parse().ok());
        writer.put_person(&Person { given, birth, language, ..person }).await.unwrap();
    }
    writer.commit().await.unwrap();
}

/// Row 60: no ground of anybody changes a byte of a list.
#[test]
fn to_change_every_ground_of_everybody_changes_no_byte_of_a_list() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", FULL).await;
        desk.person("P2", LICENSED).await;
        desk.person("P3", WITHOUT).await;
        let list = async |need: &str| desk.list(&desk.anna(), need).await.rows;
        let before = [list("N1").await, list("N2").await];
        assert!(before.iter().all(|rows| rows.lines().count() == 3));
        answers(&desk, "OP1", "woman").await;
        assert_eq!([list("N1").await, list("N2").await], before);
        answers(&desk, "OP2", "man").await;
        renamed(&desk.office).await;
        assert_eq!([list("N1").await, list("N2").await], before);
    });
}

#[test]
fn an_audit_follows_people_through_lists_to_work() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        // Ten and ten, and half of each in the list and on.
        for at in 0..20 {
            desk.person(&format!("P{at:02}"), LICENSED).await;
            let gender = if at % 2 == 0 { "woman" } else { "man" };
            let enters: Enrol = of(json!({
                "participant": format!("P{at:02}"), "operation": "OP1", "on": "2026-11-20",
                "answers": { "gender": { "known": gender } },
            }));
            enrol(&desk.office, &desk.anna(), &enters).await.unwrap();
        }
        let auditor = || desk.call_of("aud", Role::Auditor, "lulea");
        desk.list(&desk.anna(), "N1").await;
        // The quarter is over.
        desk.today.set("2027-01-15".parse().unwrap());
        let asks: AuditImpact = of(json!({ "operation": "OP1", "ground": "gender" }));
        let told = audit_impact(&desk.office, &auditor(), &asks).await.unwrap();
        assert_eq!(told.lists, 1);
        let listed = told
            .impact
            .steps
            .iter()
            .find(|one| one.step == etablera_reporting::audit::Step::Listed);
        let listed = listed.unwrap();
        // Lists show ten; all twenty were looked at.
        assert_eq!((listed.all.of, listed.all.selected), (Shown::Count(20), Shown::Count(10)));
        let sum: u64 = listed
            .groups
            .iter()
            .map(|one| match one.share.selected {
                Shown::Count(count) => count,
                Shown::Hidden => panic!("five and five are told"),
            })
            .sum();
        assert_eq!(sum, 10);
    });
}

#[test]
fn overrides_and_receipts_are_audited() {
    each(|desk: Desk| async move {
        chosen(&desk).await;
        let bar = json!({
            "participant": "P2", "need": "N1", "choice": "bar", "reason": "knows_the_place",
            "note": "Said so on the phone.",
        });
        let command = of(bar);
        etablera_casework::office::override_proposal(&desk.office, &desk.anna(), &command)
            .await
            .unwrap();
        let auditor = || desk.call_of("aud", Role::Auditor, "lulea");
        let all: AuditOverrides = of(json!({}));
        let told = audit_overrides(&desk.office, &auditor(), &all).await.unwrap();
        assert_eq!((told.all.proposals, told.all.overridden), (3, 1));
        assert_eq!(told.all.rate, Some(1.0 / 3.0));
        assert_eq!(told.ranks.values().map(|one| one.proposals).sum::<u32>(), 3);
        assert!(told.ranks.contains_key(&RankBand::First));
        assert_eq!(told.reasons.values().next().unwrap().bars, 1);
        let later: AuditOverrides = of(json!({ "since": "2027-01-01" }));
        let none = audit_overrides(&desk.office, &auditor(), &later).await.unwrap();
        assert_eq!(none.all.proposals, 0);
        let asks: AuditReceipts = of(json!({ "limit": 100, "kind": "shortlist" }));
        let (engine, office) = (engine(), &desk.office);
        let told = audit_receipts(office, &auditor(), (&engine, &asks)).await.unwrap();
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|one| one.replays == Replays::Can), "{told:?}");
        let text = serde_json::to_string(&told).unwrap();
        assert!(text.contains("starter") || told[0].taxonomy.is_some(), "{text}");
        assert!(!text.contains("\"P1\""), "{text}");
        assert!(audit_receipts(office, &desk.anna(), (&engine, &asks)).await.is_err());
        let one: AuditReceipts = of(json!({ "limit": 1 }));
        assert_eq!(audit_receipts(office, &auditor(), (&engine, &one)).await.unwrap().len(), 1);
    });
}
