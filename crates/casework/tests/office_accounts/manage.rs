//! Who manages accounts, and what they may not.

use std::collections::BTreeSet;

use etablera_casework::office::account::{
    ChangeSeats, DisableAccount, EnableAccount, InviteAccount, ReadAccount, Seat, change_seats,
    disable_account, enable_account, invite_account, list_accounts, read_account,
};
use etablera_casework::office::{CaseError, Register, SetProtection, register, set_protection};
use etablera_casework::policy::Role;
use etablera_domain::AccountId;
use serde_json::json;

use crate::support::{Room, adam, at, call, each, inviting, seat, seats};

async fn change(room: &Room, account: &AccountId, seats: BTreeSet<Seat>) -> Result<(), CaseError> {
    let command = ChangeSeats { account: account.clone(), seats };
    change_seats(&room.office, &room.logins, &adam(), &command).await
}

async fn invited(room: &Room, command: &InviteAccount) -> Result<(), String> {
    let made = invite_account(&room.office, &room.logins, &adam(), command).await;
    made.map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn only_administrators_of_the_organisation_manage_accounts() {
    each(async |room| {
        let Room { office, logins, .. } = room;
        let anna = room.person("anna", &[Role::Coach]).await;
        let id = anna.account;
        let mut elsewhere = adam();
        elsewhere.caller.organisation = "boden".parse().unwrap();
        let others = Role::ALL.iter().filter(|role| **role != Role::Administrator);
        for caller in others.map(|role| call("bo", *role)).chain([elsewhere]) {
            let seats = seats(&[Role::Matcher]);
            let answers = [
                invite_account(office, logins, &caller, &inviting("x", &[Role::Coach])).await.err(),
                change_seats(office, logins, &caller, &ChangeSeats { account: id.clone(), seats })
                    .await
                    .err(),
                disable_account(office, &caller, &DisableAccount { account: id.clone() })
                    .await
                    .err(),
                enable_account(office, &caller, &EnableAccount { account: id.clone() }).await.err(),
                list_accounts(office, &caller).await.err(),
                read_account(office, &caller, &ReadAccount { account: id.clone() }).await.err(),
            ];
            for answer in answers {
                assert!(answer.unwrap().is_refusal(), "{:?}", caller.caller);
                let access = room.last_access().await;
                assert_eq!((access.action.as_str(), access.allowed), ("manage_users", false));
            }
        }
        // Nor is anything different for it.
        let shown = read_account(office, &adam(), &ReadAccount { account: id }).await.ok().unwrap();
        assert_eq!((shown.state, shown.seats), ("active", seats(&[Role::Coach])));
    });
}

#[test]
fn nobody_raises_themselves() {
    each(async |room| {
        let adam_id = room.person("eve", &[Role::Administrator]).await.account;
        let eve = call("eve", Role::Administrator);
        let Room { office, logins, .. } = room;
        let all = seats(&[Role::Administrator, Role::Coach]);
        let change = ChangeSeats { account: adam_id.clone(), seats: all };
        let own = "this is your own account: expected another administrator to do it";
        let said = change_seats(office, logins, &eve, &change).await.unwrap_err().to_string();
        assert_eq!(said, own);
        for answer in [
            disable_account(office, &eve, &DisableAccount { account: adam_id.clone() }).await,
            enable_account(office, &eve, &EnableAccount { account: adam_id.clone() }).await,
        ] {
            assert_eq!(answer.unwrap_err().to_string(), own);
        }
        let invite =
            InviteAccount { actor: "eve".parse().unwrap(), ..inviting("x", &[Role::Coach]) };
        let said = invite_account(office, logins, &eve, &invite).await.unwrap_err().to_string();
        assert_eq!(said, own);
        // Another does it.
        change_seats(office, logins, &adam(), &change).await.unwrap();
    });
}

#[test]
fn login_names_and_actors_are_had_once() {
    each(async |room| {
        room.invite("anna", &[Role::Coach]).await;
        let login = InviteAccount {
            login: " ANNA@example.org".parse().unwrap(),
            ..inviting("other", &[Role::Coach])
        };
        let actor =
            InviteAccount { actor: "anna".parse().unwrap(), ..inviting("other", &[Role::Coach]) };
        let nobody =
            InviteAccount { actor: "nobody".parse().unwrap(), ..inviting("other", &[Role::Coach]) };
        for (command, what) in [(login, "login"), (actor, "actor"), (nobody, "actor")] {
            let said = invited(room, &command).await.unwrap_err();
            assert_eq!(
                said,
                format!("another account has this `{what}`: expected one that nobody has")
            );
        }
        let unnamed = InviteAccount { name: " ".to_owned(), ..inviting("other", &[Role::Coach]) };
        assert!(invited(room, &unnamed).await.is_err());
        invited(room, &inviting("other", &[Role::Coach])).await.unwrap();
    });
}

#[test]
fn seats_make_sense() {
    each(async |room| {
        let with = |role, is: Option<&str>| {
            let is = is.map(|is| is.parse().unwrap());
            let seat = Seat { is, ..seat(role) };
            InviteAccount { seats: [seat].into(), ..inviting("x", &[]) }
        };
        for (command, expected) in [
            (inviting("x", &[]), "`seats` is empty"),
            (
                with(Role::Participant, None),
                "a seat of `participant` is somebody: expected `is` of a participant",
            ),
            (with(Role::Participant, Some("employer:E1")), "a seat of `participant` is somebody"),
            (
                with(Role::Employer, Some("participant:P1")),
                "a seat of `employer` is somebody: expected `is` of a employer",
            ),
            (
                with(Role::Coach, Some("participant:P1")),
                "a seat of `coach` is nobody in particular",
            ),
        ] {
            let said = invited(room, &command).await.unwrap_err();
            assert!(said.starts_with(expected), "{said}");
        }
        let anna = room.person("anna", &[Role::Coach]).await.account;
        assert!(change(room, &anna, BTreeSet::new()).await.is_err());
        let unknown = "none".parse().unwrap();
        let said = change(room, &unknown, seats(&[Role::Coach])).await.unwrap_err().to_string();
        assert_eq!(said, "there is no account `none`, or it is not yours to see");
    });
}

#[test]
fn a_seat_that_needs_a_second_factor_goes_to_who_has_one() {
    each(async |room| {
        let own = room.person("own", &[Role::Participant]).await;
        let both = seats(&[Role::Participant, Role::Coach]);
        let said = change(room, &own.account, both.clone()).await.unwrap_err().to_string();
        assert!(said.contains("has no second factor, which `coach` needs"), "{said}");
        assert!(room.enter(&own, at(60)).await.is_ok());
        let staff = room.person("staff", &[Role::Coach]).await;
        change(room, &staff.account, both).await.unwrap();
        // The stricter installation asks who has none for one.
        let strict = etablera_casework::office::account::Settings {
            without_factor: BTreeSet::new(),
            ..crate::support::settings()
        };
        let strict = etablera_casework::office::account::Logins::new(strict).unwrap();
        let command = own.log_in(at(90));
        let refused =
            etablera_casework::office::account::log_in(&room.office, &strict, at(90), &command);
        let refused = refused.await.unwrap_err();
        assert!(matches!(refused, etablera_casework::office::account::LogInError::NoSeat));
    });
}

#[test]
fn accounts_are_listed_without_what_they_are_proved_by() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        room.invite("bo", &[Role::Matcher]).await;
        // Of an employer that there is not nobody is told.
        room.invite("cim", &[Role::Employer]).await;
        let listed = list_accounts(&room.office, &adam()).await.ok().unwrap();
        let told: Vec<_> = listed
            .iter()
            .map(|one| (one.name.as_str(), one.state, one.password, one.factor, one.recovery_codes))
            .collect();
        assert_eq!(
            told,
            [
                ("anna testdotter", "active", true, true, 10),
                ("bo testdotter", "invited", false, false, 0)
            ]
        );
        let text = serde_json::to_string(&listed).unwrap();
        assert!(text.contains("anna@mail.example.org") && !text.contains("argon2"), "{text}");
        let own = call("anna", Role::Coach);
        let read = ReadAccount { account: anna.account };
        assert!(read_account(&room.office, &own, &read).await.ok().unwrap() == listed[0]);
        let access = room.last_access().await;
        assert_eq!((access.action.as_str(), access.allowed), ("read_account", true));
    });
}

#[test]
fn the_account_of_a_protected_person_is_as_one_that_there_is_not() {
    each(async |room| {
        let office = &room.office;
        let mut holder = call("anna", Role::Coach);
        holder.caller.actor = "holder".parse().unwrap();
        let command: Register = serde_json::from_value(json!({
            "person": { "participant": "P1", "given": "Sara", "family": "Ek" },
            "organisation": "lulea", "holder": "holder", "although_alike": false,
        }))
        .unwrap();
        register(office, &holder, &command).await.ok().unwrap();
        let own = room.person("own", &[Role::Participant]).await.account;
        let read = ReadAccount { account: own.clone() };
        assert!(read_account(office, &adam(), &read).await.is_ok());
        assert_eq!(list_accounts(office, &adam()).await.ok().unwrap().len(), 1);
        let protect = json!({ "participant": "P1", "protection": "secrecy_marking" });
        let protect: SetProtection = serde_json::from_value(protect).unwrap();
        set_protection(office, &holder, &protect).await.unwrap();
        assert_eq!(list_accounts(office, &adam()).await.ok().unwrap().len(), 0);
        let hidden = read_account(office, &adam(), &read).await.err().unwrap().to_string();
        let absent = ReadAccount { account: "none".parse().unwrap() };
        let absent = read_account(office, &adam(), &absent).await.err().unwrap().to_string();
        assert_eq!(hidden.replace(own.as_str(), "none"), absent);
        // They read their own.
        let mut caller = call("own", Role::Participant);
        caller.caller.is = seat(Role::Participant).is;
        assert!(read_account(office, &caller, &read).await.is_ok());
    });
}
