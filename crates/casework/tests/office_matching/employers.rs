//! Employers, visits, needs and agreements.

use etablera_casework::office::{
    AnswerAgreement, CloseNeed, ContactPerson, Correct, GiveService, ListEmployers, ListNeeds,
    MakeAgreement, OneNeed, RecordContact, RecordEmployer, RecordNeed, RecordVisit,
    answer_agreement, change_need, close_need, confirm_need, correct, give_service, list_employers,
    list_needs, make_agreement, read_notes, record_contact, record_employer, record_need,
    record_visit, reopen_need, show_agreement, show_employer, show_need, show_visit,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Happening, Party, Promise, Service};
use etablera_domain::jsonl;

use super::support::{Desk, day, each, need, said, subject};

fn all(closed: bool) -> ListNeeds {
    ListNeeds { closed, after: None, limit: None }
}

#[test]
fn a_visit_and_its_needs_are_written_together_or_not_at_all() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        let before = desk.seq().await;
        let visit = jsonl::parse(r#"{"id":"V2","employer":"E1","on":"2026-11-21"}"#).unwrap();
        let of_v2 = |id: &str| {
            let mut need = need(id);
            need.origin = etablera_domain::Origin::Visit("V2".parse().unwrap());
            need
        };
        // The second is from another visit.
        let needs = vec![of_v2("N2"), need("N3")];
        let command = RecordVisit { visit, needs };
        let error = said(record_visit(&desk.office, &desk.anna(), &command).await);
        assert!(error.contains("expected visit `V2` to `E1`"), "{error}");
        assert_eq!(desk.seq().await, before);
        let command = RecordVisit { needs: vec![of_v2("N2"), of_v2("N3")], ..command };
        let ids = record_visit(&desk.office, &desk.anna(), &command).await.unwrap();
        assert_eq!(ids.len(), 2);
        assert_eq!(desk.seq().await, before + 3);
        let shown = show_visit(&desk.office, &desk.anna(), &"V2".parse().unwrap()).await.unwrap();
        assert_eq!(shown, command.visit);
        let state = show_employer(&desk.office, &desk.anna(), &"E1".parse().unwrap()).await;
        let state = state.unwrap().state;
        assert_eq!((state.visits.len(), state.needs.len()), (2, 3));
        assert!(matches!(
            record_visit(&desk.office, &desk.anna(), &command).await,
            Err(etablera_casework::office::CaseError::Exists(_))
        ));
    });
}

#[test]
fn a_request_that_comes_again_is_done_once() {
    each(|desk: Desk| async move {
        let employer = jsonl::parse(r#"{"id":"E1","name":"Norrbygg AB"}"#).unwrap();
        let command = RecordEmployer { employer, sole_trader: false };
        let mut call = desk.anna();
        call.key = Some("k1".to_owned());
        let first = record_employer(&desk.office, &call, &command).await.unwrap();
        assert_eq!(record_employer(&desk.office, &call, &command).await.unwrap(), first);
        assert_eq!(desk.seq().await, 1);
        let other = jsonl::parse(r#"{"id":"E1","name":"Other"}"#).unwrap();
        let other = RecordEmployer { employer: other, sole_trader: false };
        assert!(said(record_employer(&desk.office, &call, &other).await).contains("k1"));
    });
}

#[test]
fn a_contact_lies_apart_from_the_log() {
    each(|desk: Desk| async move {
        desk.needs(&[]).await;
        let contact = ContactPerson {
            name: "Karin Xqz".to_owned(),
            role: None,
            email: None,
            phone: Some("0920-123".to_owned()),
        };
        let employer = "E1".parse().unwrap();
        let command = RecordContact { employer, contact: contact.clone() };
        assert!(!format!("{command:?}").contains("Karin"));
        record_contact(&desk.office, &desk.anna(), &command).await.unwrap();
        let shown = show_employer(&desk.office, &desk.anna(), &command.employer).await.unwrap();
        assert_eq!(shown.contacts, [contact]);
        let events = desk.office.store.read().await.unwrap().events(0, 100).await.unwrap();
        assert!(!serde_json::to_string(&events.last().unwrap().event).unwrap().contains("Karin"));
        let nobody = RecordContact { employer: "E9".parse().unwrap(), ..command };
        assert!(said(record_contact(&desk.office, &desk.anna(), &nobody).await).contains("E9"));
    });
}

#[test]
fn a_need_is_changed_confirmed_closed_and_opened() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        let (office, id) = (&desk.office, "I1".parse::<etablera_domain::NeedId>().unwrap());
        let imported = jsonl::parse(
            r#"{"id":"I1","employer":"E1","origin":{"import":{"source":"jobsearch:1"}},
            "title":"Kock","seats":1,"tasks":[]}"#,
        );
        let command = RecordNeed { need: imported.unwrap() };
        record_need(office, &desk.anna(), &command).await.unwrap();
        assert!(said(record_need(office, &desk.anna(), &command).await).contains("there already"));
        let one = OneNeed { need: id.clone() };
        confirm_need(office, &desk.anna(), &one).await.unwrap();
        let state = show_need(office, &desk.anna(), &id).await.unwrap();
        assert!(state.record.unwrap().is_confirmed());
        assert!(
            said(confirm_need(office, &desk.anna(), &one).await).contains("nothing to confirm")
        );
        // The origin, now confirmed, stays.
        let error = said(change_need(office, &desk.anna(), &command).await);
        assert!(error.contains("expected these to stay"), "{error}");
        let mut changed = need("N1");
        changed.title = "Lagerchef".to_owned();
        change_need(office, &desk.anna(), &RecordNeed { need: changed }).await.unwrap();
        let close = CloseNeed { need: id.clone(), reason: "filled".parse().unwrap() };
        close_need(office, &desk.anna(), &close).await.unwrap();
        assert!(said(close_need(office, &desk.anna(), &close).await).contains("is closed"));
        let titles = |needs: Vec<etablera_domain::Need>| {
            needs.into_iter().map(|need| need.title).collect::<Vec<_>>()
        };
        let open = list_needs(office, &desk.anna(), &all(false)).await.unwrap();
        assert_eq!(titles(open), ["Lagerchef"]);
        reopen_need(office, &desk.anna(), &one).await.unwrap();
        assert!(said(reopen_need(office, &desk.anna(), &one).await).contains("is open"));
        assert_eq!(list_needs(office, &desk.anna(), &all(false)).await.unwrap().len(), 2);
    });
}

#[test]
fn employers_see_their_own_and_others_nothing() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        let employer = jsonl::parse(r#"{"id":"E2","name":"Other AB"}"#).unwrap();
        record_employer(
            &desk.office,
            &desk.anna(),
            &RecordEmployer { employer, sole_trader: false },
        )
        .await
        .unwrap();
        let login = |of: &str| {
            let mut call = desk.call_of("boss", Role::Employer, "lulea");
            call.caller.is = Some(subject(of));
            call
        };
        let id = "N1".parse().unwrap();
        assert!(show_need(&desk.office, &login("employer:E1"), &id).await.is_ok());
        assert!(
            show_need(&desk.office, &login("employer:E2"), &id).await.unwrap_err().is_refusal()
        );
        let every = ListEmployers { after: None, limit: None };
        assert_eq!(list_needs(&desk.office, &login("employer:E2"), &all(true)).await.unwrap(), []);
        assert_eq!(
            list_employers(&desk.office, &login("employer:E2"), &every).await.unwrap().len(),
            1
        );
        // A new need of their own, not another's.
        let mut own = need("N7");
        own.origin = jsonl::parse::<etablera_domain::Need>(
            r#"{"id":"I1","employer":"E1","origin":{"import":{"source":"web"}},"title":"x",
            "seats":1,"tasks":[]}"#,
        )
        .unwrap()
        .origin;
        let command = RecordNeed { need: own };
        let refused = record_need(&desk.office, &login("employer:E2"), &command).await;
        assert!(refused.unwrap_err().is_refusal());
        record_need(&desk.office, &login("employer:E1"), &command).await.unwrap();
    });
}

#[test]
fn an_agreement_is_accepted_used_and_never_overdrawn() {
    each(|desk: Desk| async move {
        desk.needs(&[]).await;
        let (office, id) = (&desk.office, "A1".parse::<etablera_domain::AgreementId>().unwrap());
        let make = MakeAgreement {
            agreement: id.clone(),
            employer: "E1".parse().unwrap(),
            promises: vec![Promise { service: Service::StudyVisit, count: 2 }],
            until: day("2027-06-30"),
        };
        let nothing = MakeAgreement { promises: Vec::new(), ..make.clone() };
        assert!(
            said(make_agreement(office, &desk.anna(), &nothing).await).contains("promises nothing")
        );
        make_agreement(office, &desk.anna(), &make).await.unwrap();
        let mut boss = desk.call_of("boss", Role::Employer, "lulea");
        boss.caller.is = Some(subject("employer:E1"));
        let yes = |by| AnswerAgreement { agreement: id.clone(), by, declined: None };
        let error = said(answer_agreement(office, &boss, &yes(Party::Staff)).await);
        assert!(error.contains("cannot answer for another"), "{error}");
        answer_agreement(office, &boss, &yes(Party::Employer)).await.unwrap();
        let give = GiveService {
            agreement: id.clone(),
            service: Service::StudyVisit,
            count: 3,
            on: day("2026-12-01"),
        };
        let error = said(give_service(office, &desk.anna(), &give).await);
        assert!(error.contains("2 of StudyVisit are left"), "{error}");
        let give = GiveService { count: 2, ..give };
        give_service(office, &desk.anna(), &give).await.unwrap();
        let early = GiveService { on: day("2026-11-30"), ..give };
        assert!(said(give_service(office, &desk.anna(), &early).await).contains("does not hold"));
        let shown = show_agreement(office, &desk.anna(), &id).await.unwrap();
        let balance = shown.balances[&Service::StudyVisit];
        assert_eq!((balance.promised, balance.given, balance.left, balance.over), (2, 2, 0, 0));
        assert!(shown.state.accepted.contains_key(&Party::Employer));
    });
}

/// All events as they stand in the log.
async fn log(desk: &Desk) -> String {
    let events = desk.office.store.read().await.unwrap().events(0, 1000).await.unwrap();
    let text = |one: &etablera_domain::event::Recorded| serde_json::to_string(&one.event).unwrap();
    events.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_was_noted_at_a_visit_lies_apart_from_the_log() {
    each(|desk: Desk| async move {
        desk.needs(&[]).await;
        let (office, notes) = (&desk.office, "Chefen Karin Xqz har ont i ryggen.");
        let visit = format!(r#"{{"id":"V2","employer":"E1","on":"2026-11-21","notes":"{notes}"}}"#);
        let command = RecordVisit { visit: jsonl::parse(&visit).unwrap(), needs: Vec::new() };
        record_visit(office, &desk.anna(), &command).await.unwrap();
        assert!(!log(&desk).await.contains("Karin"));
        let id = "V2".parse().unwrap();
        assert_eq!(show_visit(office, &desk.anna(), &id).await.unwrap(), command.visit);
        let of = serde_json::from_str(r#"{"subject":"visit:V2"}"#).unwrap();
        let read = read_notes(office, &desk.anna(), &of).await.ok().unwrap();
        assert_eq!(read.len(), 1);
        // The employer reads the visit, and nobody's notes.
        let mut employer = desk.call_of("e1", Role::Employer, "lulea");
        employer.caller.is = Some(subject("employer:E1"));
        assert_eq!(show_visit(office, &employer, &id).await.unwrap().notes, "");
        // No correction brings words into the log.
        let mut reader = office.store.read().await.unwrap();
        let events = reader.events(0, 1000).await.unwrap();
        drop(reader);
        let made = events.iter().rfind(|one| one.event.what.name() == "visit_made").unwrap();
        let with = |what| Correct { event: made.event.id, on: day("2026-11-22"), what };
        let mut what = made.event.what.clone();
        let Happening::VisitMade { visit, note } = &mut what else { panic!() };
        assert!(note.is_some());
        visit.notes = notes.to_owned();
        assert!(correct(office, &desk.anna(), &with(what)).await.is_err());
        correct(office, &desk.anna(), &with(made.event.what.clone())).await.unwrap();
        assert_eq!(show_visit(office, &desk.anna(), &id).await.unwrap().notes, notes);
    });
}

#[test]
fn a_sole_trader_is_kept_as_a_person_is() {
    each(|desk: Desk| async move {
        let employer = jsonl::parse(r#"{"id":"E9","name":"Karin Xqz Snickeri"}"#).unwrap();
        let mut command = RecordEmployer { employer, sole_trader: true };
        let (office, id) = (&desk.office, "E9".parse().unwrap());
        record_employer(office, &desk.anna(), &command).await.unwrap();
        assert!(!log(&desk).await.contains("Karin"));
        let shown = show_employer(office, &desk.anna(), &id).await.unwrap();
        assert_eq!(shown.state.record.unwrap().name, "Karin Xqz Snickeri");
        let every = ListEmployers { after: None, limit: None };
        assert_eq!(list_employers(office, &desk.anna(), &every).await.unwrap()[0].name, "E9");
        command.employer.name = "Karin Yqz Bygg".to_owned();
        record_employer(office, &desk.anna(), &command).await.unwrap();
        let shown = show_employer(office, &desk.anna(), &id).await.unwrap();
        assert_eq!(shown.state.record.unwrap().name, "Karin Yqz Bygg");
        // The number of a person is no organisation number at all.
        let numbered = r#"{"id":"E9","name":"K","organisation_number":"701063-2391"}"#;
        assert!(jsonl::parse::<etablera_domain::Employer>(numbered).is_err());
    });
}
