//! Being invited, and taking an account.

use etablera_casework::office::account::{
    AcceptInvitation, Accepted, ConfirmFactor, FirstAdministrator, LogInError, Password,
    ResetAccount, Secret, accept_invitation, confirm_factor, first_administrator, reset_account,
    session,
};
use etablera_casework::policy::Role;

use crate::support::{Room, adam, at, call, code, each, wrong_code};

fn first() -> FirstAdministrator {
    FirstAdministrator {
        login: "adam@example.org".parse().unwrap(),
        actor: "adam".parse().unwrap(),
        name: "Adam".to_owned(),
        email: None,
    }
}

/// Whether an invitation is refused as if there were none.
fn is_over<T>(answer: &Result<T, LogInError>) -> bool {
    matches!(answer, Err(LogInError::Invitation))
}

async fn confirm(
    room: &Room,
    (token, code): (&Secret, Secret),
    seconds: i64,
) -> Result<usize, LogInError> {
    let command = ConfirmFactor { token: token.clone(), code };
    let done = confirm_factor(&room.office, at(seconds), &command).await?;
    Ok(done.recovery.len())
}

#[test]
fn the_first_administrator_is_invited_while_there_is_nobody() {
    each(async |room| {
        let Room { office, logins, .. } = room;
        let made = first_administrator(office, logins, at(0), &first()).await.unwrap();
        assert_eq!(room.last_access().await.action, "first_administrator");
        // Also while the invitation is still open.
        let again = first_administrator(office, logins, at(1), &first()).await;
        let said = again.unwrap_err().to_string();
        assert!(said.starts_with("there are accounts already"), "{said}");
        let adam = room.take("adam", made.account, &made.token).await;
        let started = room.enter(&adam, at(60)).await.unwrap();
        let caller = started.session.caller;
        assert_eq!((caller.actor.as_str(), caller.role), ("adam", Role::Administrator));
        assert_eq!(caller.organisation, office.organisation);
        assert!(first_administrator(office, logins, at(1), &first()).await.is_err());
    });
}

#[test]
fn an_invitation_is_used_once() {
    each(async |room| {
        let invited = room.invite("anna", &[Role::Coach]).await;
        let Accepted::Confirm { token, uri, secret, .. } =
            room.accept(&invited.token, at(1)).await.unwrap()
        else {
            panic!("a coach needs a second factor")
        };
        assert!(
            uri.expose().contains(secret.expose()) && uri.expose().starts_with("otpauth://totp/")
        );
        assert_ne!(token.expose(), invited.token.expose());
        // Used by whoever came first, whatever they do after that.
        assert!(is_over(&room.accept(&invited.token, at(2)).await));
        assert!(is_over(&room.accept(&token, at(2)).await));
        assert!(is_over(&confirm(room, (&invited.token, code(&uri, at(2))), 2).await));
        // Nobody logs in before the first code.
        let nobody = crate::support::Person {
            account: invited.account,
            login: "anna@example.org".to_owned(),
            uri: Some(uri.clone()),
            recovery: Vec::new(),
        };
        assert!(matches!(room.enter(&nobody, at(3)).await, Err(LogInError::Refused)));
        assert_eq!(room.last_access().await.because, ["not_accepted"]);
        let wrong = confirm(room, (&token, wrong_code(&uri, at(4))), 4).await;
        assert!(matches!(wrong, Err(LogInError::Code)));
        assert_eq!(confirm(room, (&token, code(&uri, at(4))), 4).await.unwrap(), 10);
        assert!(is_over(&confirm(room, (&token, code(&uri, at(60))), 60).await));
        for unknown in ["", "x", &"A".repeat(43)] {
            assert!(is_over(&room.accept(&Secret::from(unknown.to_owned()), at(5)).await));
        }
        // The code that was shown first is used.
        let replayed = room.try_in(&nobody.log_in(at(4)), at(4)).await;
        assert!(matches!(replayed, Err(LogInError::Refused)));
        assert_eq!(room.last_access().await.because, ["used_code"]);
        assert!(room.enter(&nobody, at(64)).await.is_ok());
    });
}

#[test]
fn an_invitation_expires_to_the_second() {
    each(async |room| {
        for (who, seconds, holds) in [("anna", 3599, true), ("bo", 3600, false)] {
            let invited = room.invite(who, &[Role::Coach]).await;
            assert_eq!(invited.expires, at(3600));
            let accepted = room.accept(&invited.token, at(seconds)).await;
            assert_eq!(accepted.is_ok(), holds, "{seconds}");
            let Ok(Accepted::Confirm { token, uri, expires, .. }) = accepted else { continue };
            // From then on it is ten minutes.
            assert_eq!(expires, at(seconds + 600));
            let late = seconds + 600;
            assert!(is_over(&confirm(room, (&token, code(&uri, at(late))), late).await));
            let last = seconds + 599;
            assert!(confirm(room, (&token, code(&uri, at(last))), last).await.is_ok());
        }
    });
}

#[test]
fn a_password_that_will_not_do_leaves_the_invitation_open() {
    each(async |room| {
        let invited = room.invite("anna", &[Role::Participant]).await;
        for (bad, expected) in [
            ("short", "the password is too short"),
            ("ANNA@example.org", "the password is the login name"),
            (&"a".repeat(1025), "the password is too long"),
        ] {
            let command = AcceptInvitation {
                token: invited.token.clone(),
                password: Password::new(bad),
                factor: false,
            };
            let refused = accept_invitation(&room.office, &room.logins, at(1), &command).await;
            let said = refused.unwrap_err().to_string();
            assert!(said.starts_with(expected) && !said.contains("short\""), "{said}");
        }
        assert_eq!(room.logins.passwords_hashed(), 0);
        let accepted = room.accept(&invited.token, at(1)).await.unwrap();
        assert!(matches!(accepted, Accepted::Active {}));
    });
}

#[test]
fn who_needs_no_second_factor_may_have_one() {
    each(async |room| {
        for role in [Role::Participant, Role::Employer] {
            let who = room.person(role.name(), &[role]).await;
            assert!(who.uri.is_none());
            assert!(room.enter(&who, at(60)).await.is_ok());
        }
        let both = room.person("both", &[Role::Participant, Role::Coach]).await;
        assert!(both.uri.is_some());
        let invited = room.invite("careful", &[Role::Participant]).await;
        let command = AcceptInvitation {
            token: invited.token,
            password: Password::new("a long password"),
            factor: true,
        };
        let accepted = accept_invitation(&room.office, &room.logins, at(1), &command).await;
        assert!(matches!(accepted.unwrap(), Accepted::Confirm { .. }));
    });
}

#[test]
fn who_is_invited_anew_begins_anew() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let started = room.enter(&anna, at(60)).await.unwrap();
        let command = ResetAccount { account: anna.account.clone() };
        for caller in [call("anna", Role::Coach), call("bo", Role::ProjectLeader)] {
            let refused = reset_account(&room.office, &room.logins, &caller, &command).await;
            assert!(refused.unwrap_err().is_refusal());
        }
        // Nobody does it to themselves, whatever they may.
        let own = call("anna", Role::Administrator);
        let said = reset_account(&room.office, &room.logins, &own, &command).await.unwrap_err();
        assert!(said.to_string().starts_with("this is your own account"), "{said}");
        let reset =
            async || reset_account(&room.office, &room.logins, &adam(), &command).await.unwrap();
        let (first, second) = (reset().await, reset().await);
        assert_eq!(first.account, anna.account);
        let over = session(&room.office, &room.logins, at(61), started.token.expose()).await;
        assert!(matches!(over, Err(LogInError::Over)));
        assert!(matches!(room.enter(&anna, at(90)).await, Err(LogInError::Refused)));
        assert!(is_over(&room.accept(&first.token, at(91)).await));
        let anew = room.take("anna", second.account, &second.token).await;
        assert!(room.enter(&anew, at(120)).await.is_ok());
        // The second factor of before is none.
        assert!(matches!(room.enter(&anna, at(180)).await, Err(LogInError::Refused)));
    });
}
