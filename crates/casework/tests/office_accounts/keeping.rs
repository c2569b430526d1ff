//! What is kept of it, and what is not.

use std::fs;

use etablera_casework::office::account::{
    Accepted, ConfirmFactor, IssueToken, LogInError, Secret, confirm_factor, issue_token, session,
};
use etablera_casework::policy::Role;
use etablera_storage::{Address, Purpose, Store};
use totp_rs::Totp;

use crate::support::{PASSWORD, Room, adam, at, call, code, each, inviting, keyring};

#[test]
fn nothing_that_proves_somebody_stands_in_the_files_of_the_store() {
    each(async |room| {
        let Address::Sqlite(file) = &room.address else { return };
        let invited = room.invite("anna", &[Role::Coach]).await;
        let (account, invitation) = (invited.account, invited.token);
        let Accepted::Confirm { token, uri, secret, .. } =
            room.accept(&invitation, at(0)).await.unwrap()
        else {
            panic!("a coach needs a second factor")
        };
        let command = ConfirmFactor { token: token.clone(), code: code(&uri, at(0)) };
        let recovery = confirm_factor(&room.office, at(0), &command).await.unwrap().recovery;
        let anna = crate::support::Person {
            account,
            login: "anna@example.org".to_owned(),
            uri: Some(uri.clone()),
            recovery: recovery.clone(),
        };
        let open = room.invite("bo", &[Role::Coach]).await.token;
        let started = room.enter(&anna, at(60)).await.unwrap();
        room.try_in(&anna.log_in(at(60)), at(61)).await.unwrap_err();
        let wanted = IssueToken {
            scopes: "read".parse().unwrap(),
            expires: at(1000),
            label: "the case system".to_owned(),
        };
        let caller = call("anna", Role::Coach);
        let issued = issue_token(&room.office, &room.logins, &caller, &wanted).await.unwrap();

        let mut files = fs::read(file).unwrap();
        files.extend(fs::read(file.with_extension("db-wal")).unwrap());
        let stands = |text: &[u8]| files.windows(text.len()).any(|window| window == text);
        // What is in clear is found where it lies.
        assert!(stands(anna.account.as_str().as_bytes()) && stands(b"invite_account"));
        let recovery: Vec<_> = recovery.iter().map(|code| code.expose().replace('-', "")).collect();
        let mut secrets: Vec<&str> = vec![
            PASSWORD,
            "anna@example.org",
            "anna@mail.example.org",
            "anna testdotter",
            "$argon2id$",
            "the case system",
        ];
        let told = [
            &invitation,
            &token,
            &uri,
            &secret,
            &open,
            &started.token,
            &started.session.csrf,
            &issued.token,
        ];
        secrets.extend(told.map(Secret::expose));
        secrets.extend(recovery.iter().map(String::as_str));
        for secret in secrets {
            assert!(!stands(secret.as_bytes()), "{secret}");
        }
        let raw = Totp::from_url(uri.expose()).unwrap();
        assert!(!stands(raw.secret().as_ref()));
    });
}

#[test]
fn newer_keys_and_a_backup_keep_everybody_able_to_log_in() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let token = room.enter(&anna, at(60)).await.unwrap().token;
        let newer = Store::open(&room.address, keyring(true), at(61)).await.unwrap();
        assert!(newer.rotate(Purpose::Personal).await.unwrap() >= 2);
        let rotated = Room::of(newer, room.address.clone());
        assert!(session(&rotated.office, &rotated.logins, at(62), token.expose()).await.is_ok());
        assert!(rotated.enter(&anna, at(90)).await.is_ok());

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup.db");
        rotated.office.store.backup(&path, at(91)).await.unwrap();
        rotated.office.store.close().await;
        let database = etablera_test_store::database().unwrap();
        let to: Address = database.url().parse().unwrap();
        Store::restore(&path, &to, at(92)).await.unwrap();
        let store = Store::open(&to, keyring(true), at(92)).await.unwrap();
        let restored = Room::of(store, to);
        // The code that was used before the backup is used there.
        assert!(matches!(restored.enter(&anna, at(90)).await, Err(LogInError::Refused)));
        assert!(restored.enter(&anna, at(120)).await.is_ok());
        let over = session(&restored.office, &restored.logins, at(121), token.expose()).await;
        assert!(matches!(over, Err(LogInError::Over)));
        restored.office.store.close().await;
    });
}

#[test]
fn nothing_secret_is_shown_by_what_goes_wrong_or_right() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let started = room.enter(&anna, at(60)).await.unwrap();
        let invited = room.invite("bo", &[Role::Coach]).await;
        let accepted = room.accept(&invited.token, at(0)).await.unwrap();
        let Accepted::Confirm { token, uri, secret, .. } = &accepted else {
            panic!("a coach needs a second factor")
        };
        let wrong = room.enter(&anna, at(60)).await.unwrap_err();
        let command = anna.log_in(at(60));
        let shown = format!(
            "{started:?} {accepted:?} {wrong:?} {wrong} {:?} {:?} {:?} {:?}",
            command.password,
            command.login,
            command.code,
            room.accept(&invited.token, at(1)).await.unwrap_err(),
        );
        let csrf = &started.session.csrf;
        for hidden in [&started.token, csrf, token, uri, secret, command.code.as_ref().unwrap()] {
            assert!(!shown.contains(hidden.expose()), "{shown}");
        }
        for hidden in [PASSWORD, "anna@example.org", "bo@example.org"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
        // Nor does a request that comes again find an invitation.
        let mut again = adam();
        again.key = Some("k1".to_owned());
        let invite = inviting("new", &[Role::Coach]);
        let one = etablera_casework::office::account::invite_account(
            &room.office,
            &room.logins,
            &again,
            &invite,
        );
        one.await.unwrap();
        let two = etablera_casework::office::account::invite_account(
            &room.office,
            &room.logins,
            &again,
            &invite,
        );
        assert!(two.await.unwrap_err().to_string().starts_with("another account has this `login`"));
    });
}
