//! Registering, and changing who somebody is.

use etablera_casework::office::{
    CaseError, ChangeNumber, ShowPerson, change_contacts, change_name, change_number, register,
    show_person,
};
use etablera_casework::policy::Role;
use serde_json::json;

use crate::support::{
    NUMBERS, accesses, anna, bo, call, call_at, command, each, enter, enter_protected, error, id,
    numbered, own, person, registering, subject,
};

#[test]
fn a_person_is_registered_once_and_shown_to_those_who_may() {
    each(async |office| {
        let entry = enter(office, "P1", "Sara").await;
        assert_eq!(entry.version, 2);
        let show = ShowPerson { participant: id("P1") };
        for caller in [anna(), bo(), own("P1")] {
            let identity = show_person(office, &caller, &show).await.ok().unwrap();
            assert!(identity.person == person("P1", "Sara"));
        }
        for caller in [call("e", Role::Employer), call("a", Role::Auditor), own("P2")] {
            assert!(show_person(office, &caller, &show).await.err().unwrap().is_refusal());
        }
        let elsewhere = call_at("cia", Role::Coach, "boden");
        let refused = show_person(office, &elsewhere, &show).await;
        assert_eq!(
            error(refused),
            "`read_identity` is refused: `participant:P1` is not known to you"
        );
        let log = accesses(office, "P1").await;
        let looked = log.iter().filter(|one| one.action == "read_identity");
        assert_eq!(
            looked.map(|one| one.allowed).collect::<Vec<_>>(),
            [true, true, true, false, false, false, false]
        );
        let again = register(office, &bo(), &registering(person("P1", "Eva"))).await;
        assert!(matches!(again, Err(CaseError::Taken(of)) if of == subject("P1")));
    });
}

#[test]
fn a_twin_by_name_is_a_warning_and_one_by_number_the_end() {
    each(async |office| {
        let mut first = person("P1", "Sara");
        first.numbers.push(numbered(NUMBERS[0], "2020-01-01"));
        register(office, &anna(), &registering(first)).await.unwrap();
        // Another spelling, the same day of birth.
        let mut twin = registering(person("P2", "SARA"));
        twin.person.family = "oberg".to_owned();
        let told = error(register(office, &bo(), &twin).await);
        assert_eq!(
            told,
            "somebody alike may be registered already: `P1`; expected `although_alike` where they \
             are not the same"
        );
        twin.although_alike = true;
        register(office, &bo(), &twin).await.unwrap();
        let mut same = registering(person("P3", "Eva"));
        same.person.numbers.push(numbered(NUMBERS[0], "2020-01-01"));
        for although in [false, true] {
            same.although_alike = although;
            let told = error(register(office, &bo(), &same).await);
            assert_eq!(told, "somebody alike may be registered already: `P1`");
        }
        assert!(office.store.read().await.unwrap().person(&id("P3")).await.unwrap().is_none());
    });
}

#[test]
fn a_twin_that_is_hidden_is_not_told_of() {
    each(async |office| {
        enter_protected(office, "P1", "Sara").await;
        let mut elsewhere = registering(person("P2", "Eva"));
        elsewhere.organisation = "boden".parse().unwrap();
        register(office, &call_at("cia", Role::Coach, "boden"), &elsewhere).await.unwrap();
        let mut told = Vec::new();
        for given in ["Sara", "Eva"] {
            let twin = registering(person("P3", given));
            told.push(error(register(office, &bo(), &twin).await));
        }
        // Protected and elsewhere sound the same.
        assert_eq!(told[0], told[1]);
        assert_eq!(
            told[0],
            "somebody alike may be registered already; an administrator must be asked"
        );
        // That the caller was stopped by somebody stands in the log.
        assert!(
            accesses(office, "P1").await.iter().any(|one| {
                one.actor.as_str() == "bo" && one.action == "know_of" && !one.allowed
            })
        );
    });
}

#[test]
fn a_request_that_comes_again_is_done_once() {
    each(async |office| {
        let mut caller = anna();
        caller.key = Some("k1".to_owned());
        let command = registering(person("P1", "Sara"));
        let first = register(office, &caller, &command).await.unwrap();
        assert_eq!(register(office, &caller, &command).await.unwrap(), first);
        assert_eq!(office.store.read().await.unwrap().head().await.unwrap().seq, 2);
        let other = registering(person("P2", "Eva"));
        assert!(error(register(office, &caller, &other).await).contains("another request"));
    });
}

#[test]
fn numbers_are_added_and_names_and_contacts_replaced() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter(office, "P2", "Eva").await;
        for (number, since) in [(NUMBERS[0], "2020-01-01"), (NUMBERS[1], "2026-11-30")] {
            let command = ChangeNumber { participant: id("P1"), number: numbered(number, since) };
            change_number(office, &anna(), &command).await.unwrap();
            assert!(error(change_number(office, &anna(), &command).await).contains("has this"));
            let other = ChangeNumber { participant: id("P2"), ..command };
            assert!(error(change_number(office, &anna(), &other).await).contains("`P1`"));
        }
        let future =
            ChangeNumber { participant: id("P2"), number: numbered(NUMBERS[0], "2026-12-02") };
        assert!(error(change_number(office, &anna(), &future).await).contains("in the future"));
        let name = json!({ "participant": "P1", "given": "Sara Li", "family": "Ek" });
        change_name(office, &anna(), &command(name)).await.unwrap();
        let empty = json!({ "participant": "P1", "given": " ", "family": "" });
        assert!(error(change_name(office, &anna(), &command(empty)).await).contains("empty"));
        let reach = json!({ "participant": "P1", "contacts": { "email": "s@example.org" } });
        change_contacts(office, &anna(), &command(reach)).await.unwrap();
        let show = ShowPerson { participant: id("P1") };
        let shown = show_person(office, &anna(), &show).await.ok().unwrap().person;
        assert_eq!((shown.given.as_str(), shown.numbers.len()), ("Sara Li", 2));
        assert_eq!(shown.number().unwrap().number.to_string(), NUMBERS[1]);
        assert_eq!(shown.contacts.phone, None);
        let participant = json!({ "participant": "P1", "given": "X", "family": "Y" });
        assert!(change_name(office, &own("P1"), &command(participant)).await.is_err());
    });
}

#[test]
fn two_who_have_seen_the_same_do_not_overwrite_each_other() {
    each(async |office| {
        let entry = enter(office, "P1", "Sara").await;
        let name = |given| command(json!({ "participant": "P1", "given": given, "family": "Ek" }));
        let (mut first, mut second) = (anna(), bo());
        first.seen = Some((subject("P1"), entry.version));
        second.seen = first.seen.clone();
        let done = change_name(office, &first, &name("A")).await.unwrap();
        assert!(error(change_name(office, &second, &name("B")).await).contains("changed"));
        second.seen = Some((subject("P1"), done.version));
        change_name(office, &second, &name("B")).await.unwrap();
    });
}
