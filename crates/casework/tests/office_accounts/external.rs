//! Logging in elsewhere.

use etablera_casework::office::account::{
    AcceptExternal, ChangePassword, DisableAccount, ExternalIdentity, LogInError, LogInExternal,
    Password, SessionStarted, TieAccount, accept_external, change_password, disable_account,
    log_in_external, session, tie_account, untie_account,
};
use etablera_casework::policy::Role;

use crate::support::{PASSWORD, Room, adam, at, call, each, seat};

fn identity(subject: &str) -> ExternalIdentity {
    let (issuer, subject) = ("https://login.example.org".to_owned(), subject.to_owned());
    ExternalIdentity { issuer, subject }
}

async fn enter(
    room: &Room,
    subject: &str,
    seat: Option<Role>,
    seconds: i64,
) -> Result<SessionStarted, LogInError> {
    let seat = seat.map(crate::support::seat);
    let command = LogInExternal { external: identity(subject), seat };
    log_in_external(&room.office, &room.logins, at(seconds), &command).await
}

#[test]
fn who_has_no_account_gets_none() {
    each(async |room| {
        room.person("anna", &[Role::Coach]).await;
        for subject in ["anna", "anna@example.org", ""] {
            let refused = enter(room, subject, None, 60).await.unwrap_err();
            assert!(matches!(refused, LogInError::Refused));
        }
        let access = room.last_access().await;
        assert_eq!(access.because, ["unknown_identity"]);
        assert_eq!((access.actor.as_str(), access.purpose), ("nobody", None));
        assert_eq!(room.office.store.read().await.unwrap().accounts().await.unwrap().len(), 1);
    });
}

#[test]
fn an_account_that_is_tied_logs_in_there_and_in_one_of_its_seats() {
    each(async |room| {
        // Nobody has taken it, and there is no password.
        let invited = room.invite("anna", &[Role::Coach, Role::Administrator]).await;
        let tie = TieAccount { account: invited.account, external: identity("19811228") };
        for caller in [call("anna", Role::Coach), call("anna", Role::Administrator)] {
            assert!(tie_account(&room.office, &caller, &tie).await.is_err());
        }
        tie_account(&room.office, &adam(), &tie).await.unwrap();
        assert!(room.accept(&invited.token, at(1)).await.is_err(), "the invitation is over");
        let started = enter(room, "19811228", None, 60).await.unwrap();
        assert_eq!(started.session.caller.role, Role::Coach);
        assert_eq!(room.last_access().await.action, "log_in_external");
        let started = enter(room, "19811228", Some(Role::Administrator), 60).await.unwrap();
        assert_eq!(started.session.caller.role, Role::Administrator);
        let refused = enter(room, "19811228", Some(Role::Auditor), 60).await;
        assert!(matches!(refused, Err(LogInError::NoSeat)));
        // To the letter.
        for other in ["19811228 ", "1981122", "19811228\0"] {
            assert!(enter(room, other, None, 60).await.is_err(), "{other:?}");
        }
        // There is no password to change.
        let (current, new) = (Password::new(PASSWORD), Password::new("a new password"));
        let command = ChangePassword { current, code: None, new };
        let Room { office, logins, .. } = room;
        let token = started.token.expose();
        let refused = change_password(office, logins, at(61), token, &command).await;
        assert!(matches!(refused, Err(LogInError::Over)));
        assert!(session(office, logins, at(61), token).await.is_ok());
    });
}

#[test]
fn an_identity_is_tied_to_one_account_and_untied_with_its_sessions() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let bo = room.person("bo", &[Role::Coach]).await;
        let tie = TieAccount { account: anna.account.clone(), external: identity("1") };
        tie_account(&room.office, &adam(), &tie).await.unwrap();
        tie_account(&room.office, &adam(), &tie).await.unwrap();
        let taken = TieAccount { account: bo.account, external: identity("1") };
        let said = tie_account(&room.office, &adam(), &taken).await.unwrap_err().to_string();
        assert_eq!(said, "another account has this `external`: expected one that nobody has");
        for empty in ["", "x"] {
            let (issuer, subject) = (empty.to_owned(), if empty.is_empty() { "x" } else { "" });
            let external = ExternalIdentity { issuer, subject: subject.to_owned() };
            let command = TieAccount { account: anna.account.clone(), external };
            assert!(tie_account(&room.office, &adam(), &command).await.is_err());
        }
        let token = enter(room, "1", None, 60).await.unwrap().token;
        untie_account(&room.office, &adam(), &tie).await.unwrap();
        assert!(untie_account(&room.office, &adam(), &tie).await.is_err());
        let over = session(&room.office, &room.logins, at(61), token.expose()).await;
        assert!(matches!(over, Err(LogInError::Over)));
        assert!(enter(room, "1", None, 61).await.is_err());
        assert!(room.enter(&anna, at(90)).await.is_ok(), "the password stays");
    });
}

#[test]
fn an_invitation_is_taken_by_logging_in_elsewhere() {
    each(async |room| {
        let (anna, bo) =
            (room.invite("anna", &[Role::Coach]).await, room.invite("bo", &[Role::Coach]).await);
        let accept = async |token: &etablera_casework::office::account::Secret, seconds| {
            let command = AcceptExternal { token: token.clone(), external: identity("1") };
            accept_external(&room.office, at(seconds), &command).await
        };
        assert!(matches!(accept(&anna.token, 3600).await, Err(LogInError::Invitation)));
        accept(&anna.token, 3599).await.unwrap();
        assert!(matches!(accept(&anna.token, 60).await, Err(LogInError::Invitation)));
        // Whoever has an account takes no other.
        assert!(matches!(accept(&bo.token, 60).await, Err(LogInError::Invitation)));
        let started = enter(room, "1", None, 60).await.unwrap();
        assert_eq!(started.session.account, anna.account);
        // It is their only way in.
        let tie = TieAccount { account: anna.account.clone(), external: identity("1") };
        let said = untie_account(&room.office, &adam(), &tie).await.unwrap_err().to_string();
        assert!(said.contains("could not log in any more"), "{said}");
        let command = DisableAccount { account: anna.account };
        disable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(matches!(enter(room, "1", None, 61).await, Err(LogInError::Refused)));
        assert_eq!(room.last_access().await.because, ["disabled"]);
        assert_eq!(seat(Role::Coach).is, None);
    });
}
