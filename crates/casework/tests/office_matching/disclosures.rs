//! What employers get to know, and the register of it.

use etablera_casework::office::{
    Accept, Disclose, ListCases, accept, disclose, disclosures, disclosures_of, list_cases,
    preview, show_person,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Party, Recipient, SecrecyTest};

use super::support::{Desk, LICENSED, WITHOUT, each, engine, said};

pub(crate) fn disclosure(placement: &etablera_domain::PlacementId, consented: bool) -> Disclose {
    let test = SecrecyTest { ground: "osl_28_11".parse().unwrap(), consented };
    Disclose { placement: placement.clone(), purpose: "introduction".parse().unwrap(), test }
}

#[test]
fn nothing_is_disclosed_without_an_entry_in_the_register() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        let wishes = r#","wishes":{"refuses":[{"employer":"E7"}]},"home":{"municipality":"2580"}"#;
        desk.person("P1", &format!("{WITHOUT}{wishes}")).await;
        let placement = desk.proposed("P1", "N1").await;
        let (office, who) = (&desk.office, "P1".parse().unwrap());
        let command = disclosure(&placement, false);
        // Before staff accepted, not even a preview.
        assert!(preview(office, &desk.anna(), &engine(), &placement).await.is_err());
        assert!(
            said(disclose(office, &desk.anna(), &engine(), &command).await).contains("accepted")
        );
        desk.staff_accepts(&placement).await;
        let shown = preview(office, &desk.anna(), &engine(), &placement).await.unwrap();
        assert_eq!(disclosures_of(office, &desk.anna(), &who).await.unwrap(), []);
        let sent = disclose(office, &desk.anna(), &engine(), &command).await.unwrap();
        assert_eq!(sent.view, shown);
        assert!(sent.view.name.is_none());
        assert_eq!(sent.view.tasks.value.get(), ["Plock"]);
        assert_eq!(sent.view.teach.value.get().len(), 1);
        let text = serde_json::to_string(&sent.view).unwrap();
        for absent in ["E7", "2580", "P1", "Given", "Family", "refuses"] {
            assert!(!text.contains(absent), "{absent} in {text}");
        }
        let register = disclosures(office, &desk.lead()).await.unwrap();
        assert_eq!(register.len(), 1);
        let (id, entry) = &register[0];
        assert_eq!((id, &entry.to), (&who, &Recipient::Employer("E1".parse().unwrap())));
        assert_eq!(entry.fields, sent.view.fields());
        assert_eq!(entry.test, command.test);
        assert_eq!(disclosures_of(office, &desk.anna(), &who).await.unwrap().len(), 1);
    });
}

#[test]
fn the_name_needs_the_consent_that_the_test_claims() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        let (office, command) = (&desk.office, disclosure(&placement, true));
        let before = desk.seq().await;
        let error = said(disclose(office, &desk.anna(), &engine(), &command).await);
        assert!(error.contains("has not agreed"), "{error}");
        assert_eq!(desk.seq().await, before);
        // Consent to another employer is none to this one.
        let other = r#"{"consented":{"to":{"introduction":"E2"}}}"#;
        desk.write("participant:P1", "2026-11-30", other).await;
        assert!(disclose(office, &desk.anna(), &engine(), &command).await.is_err());
        let to_this = r#"{"consented":{"to":{"introduction":"E1"}}}"#;
        desk.write("participant:P1", "2026-11-30", to_this).await;
        let mut call = desk.anna();
        call.key = Some("k1".to_owned());
        let sent = disclose(office, &call, &engine(), &command).await.unwrap();
        assert_eq!(sent.view.name.as_ref().unwrap().value.get(), "GivenP1 FamilyP1");
        assert_eq!(disclose(office, &call, &engine(), &command).await.unwrap(), sent);
        assert_eq!(disclosures(office, &desk.lead()).await.unwrap().len(), 1);
        // Withdrawal stops it.
        let withdrawn = r#"{"consent_withdrawn":{"to":{"introduction":"E1"}}}"#;
        desk.write("participant:P1", "2026-12-01", withdrawn).await;
        assert!(disclose(office, &desk.anna(), &engine(), &command).await.is_err());
        let shown = preview(office, &desk.anna(), &engine(), &placement).await.unwrap();
        assert!(shown.name.is_none());
    });
}

#[test]
fn a_disclosure_opens_its_own_placement_while_the_consent_lasts_and_nobodys_identity() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", LICENSED).await;
        let (told, other) = (desk.proposed("P1", "N1").await, desk.proposed("P1", "N2").await);
        desk.staff_accepts(&told).await;
        desk.staff_accepts(&other).await;
        let office = &desk.office;
        let employer = || {
            let mut call = desk.call_of("e1", Role::Employer, "lulea");
            call.caller.is = Some("employer:E1".parse().unwrap());
            call
        };
        let answers = async |placement: &etablera_domain::PlacementId| {
            let yes = Accept { placement: placement.clone(), by: Party::Employer };
            accept(office, &employer(), &yes).await.is_ok()
        };
        assert!(!answers(&told).await && !answers(&other).await);
        let agree = r#"{"consented":{"to":{"introduction":"E1"}}}"#;
        desk.write("participant:P1", "2026-11-30", agree).await;
        disclose(office, &desk.anna(), &engine(), &disclosure(&told, true)).await.unwrap();
        assert!(answers(&told).await);
        assert!(!answers(&other).await, "another placement was opened as well");
        let of = || serde_json::from_value(serde_json::json!({ "participant": "P1" })).unwrap();
        let person = show_person(office, &employer(), &of()).await;
        assert!(person.err().unwrap().is_refusal());
        let list = ListCases { closed: true, holder: None, names: true, after: None, limit: None };
        assert!(list_cases(office, &employer(), &list).await.ok().unwrap().is_empty());
        let withdrawn = r#"{"consent_withdrawn":{"to":{"introduction":"E1"}}}"#;
        desk.write("participant:P1", "2026-12-01", withdrawn).await;
        assert!(!answers(&told).await, "the consent was taken back");
        // One that rests on another ground, and gives no name, stays.
        disclose(office, &desk.anna(), &engine(), &disclosure(&other, false)).await.unwrap();
        assert!(answers(&other).await && !answers(&told).await);
    });
}

#[test]
fn a_protected_person_is_disclosed_by_the_holder_alone_and_without_name() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        for event in [
            r#"{"consented":{"to":{"introduction":"E1"}}}"#,
            r#"{"protection_set":{"protection":"secrecy_marking"}}"#,
        ] {
            desk.write("participant:P1", "2026-11-30", event).await;
        }
        let (office, command) = (&desk.office, disclosure(&placement, true));
        let refused = disclose(office, &desk.bo(), &engine(), &command).await.unwrap_err();
        assert!(refused.is_refusal(), "{refused}");
        let agency = desk.call_of("af", Role::PartnerAgency, "af");
        assert!(preview(office, &agency, &engine(), &placement).await.unwrap_err().is_refusal());
        let sent = disclose(office, &desk.anna(), &engine(), &command).await.unwrap();
        assert!(sent.view.name.is_none());
        assert_eq!(disclosures(office, &desk.lead()).await.unwrap(), []);
    });
}
