//! Accounts: who may log in, and what they prove it by.

use std::sync::Arc;

use etablera_domain::AccountId;
use etablera_domain::event::{Moment, Subject};
use etablera_storage::{
    Account, AccountState, Address, Credential, Erasure, ExternalIdentity, Factor, FailedLogIns,
    Hash, Key, Keyring, Profile, Purpose, Store, StoreError, StoredInvitation, StoredSeat,
    StoredSession, StoredToken,
};

use super::{at, write};
use crate::support::{Place, each, each_place, moment, participant, ring};

/// What stands in no file of a store.
const SECRETS: [&str; 7] = [
    "zaynab.testdotter@example.org",
    "Zaynab Testdotter",
    "zaynab@mail.example.org",
    "$argon2id$v=19$m=8",
    "TWENTY-BYTES-OF-SEED",
    "https://login.example.org",
    "the label of a token",
];

fn seat(role: &str, is: Option<Subject>) -> StoredSeat {
    StoredSeat { role: role.to_owned(), organisation: "lulea".parse().unwrap(), is }
}

fn account_id(number: u64) -> AccountId {
    format!("A{number}").parse().unwrap()
}

fn external(number: u64) -> ExternalIdentity {
    let subject = format!("19811228-{number}");
    ExternalIdentity { issuer: SECRETS[5].to_owned(), subject }
}

/// With something in every field.
pub(super) fn account(number: u64, is: Option<Subject>) -> Account {
    Account {
        id: account_id(number),
        actor: format!("actor{number}").parse().unwrap(),
        state: AccountState::Active,
        made_at: moment(),
        profile: Profile {
            login: format!("{number}.{}", SECRETS[0]).parse().unwrap(),
            name: SECRETS[1].to_owned(),
            email: Some(SECRETS[2].to_owned()),
            external: [external(number)].into(),
        },
        seats: [seat("coach", None), seat("participant", is)].into(),
    }
}

pub(super) fn credential() -> Credential {
    let factor = Factor {
        secret: SECRETS[4].as_bytes().to_vec(),
        used_step: Some(7),
        recovery: vec![Hash::of(b"one"), Hash::of(b"two")],
    };
    Credential { password: SECRETS[3].to_owned(), factor: Some(factor) }
}

fn session(number: u64, role: &str, used_at: Moment) -> StoredSession {
    let (account, seat) = (account_id(number), seat(role, None));
    StoredSession { account, seat, begun_at: moment(), used_at }
}

fn token(number: u64, of: u64, role: &str) -> StoredToken {
    StoredToken {
        id: format!("T{number}").parse().unwrap(),
        account: account_id(of),
        seat: seat(role, None),
        scopes: "read write".to_owned(),
        label: SECRETS[6].to_owned(),
        made_at: moment(),
        expires_at: at("2027-06-01"),
        revoked_at: None,
    }
}

fn hash(text: &str) -> Hash {
    Hash::of(text.as_bytes())
}

fn invitation(number: u64, pending: Option<Credential>) -> StoredInvitation {
    let (made_at, expires_at) = (moment(), at("2027-01-01"));
    StoredInvitation { account: account_id(number), made_at, expires_at, pending }
}

async fn put_accounts(store: &Store, accounts: &[&Account]) {
    write!(store, |writer| for one in accounts {
        writer.put_account(one).await.unwrap();
    });
}

/// Two accounts, with a row in every table.
async fn fill(store: &Store) {
    put_accounts(store, &[&account(1, None), &account(2, None)]).await;
    write!(store, |writer| {
        writer.put_credential(&account_id(1), Some(&credential())).await.unwrap();
        writer.begin_session(&hash("s1"), &session(1, "coach", moment())).await.unwrap();
        writer.put_token(&hash("t1"), &token(1, 1, "coach")).await.unwrap();
        let invited = invitation(2, Some(credential()));
        writer.put_invitation(&hash("i2"), &invited).await.unwrap();
        let failed = FailedLogIns { failures: 3, last_at: moment() };
        writer.put_failed_log_ins(&account(1, None).profile.login, failed).await.unwrap();
    });
}

/// Everything that [`fill`] has written, but sessions and failures.
async fn all_is_read(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let (one, two) = (account(1, None), account(2, None));
    assert!(reader.accounts().await.unwrap() == [one.clone(), two.clone()]);
    let by_login = reader.account_by_login(&one.profile.login).await.unwrap();
    let by_external = reader.account_by_external(&external(2)).await.unwrap();
    assert!(by_login == Some(one) && by_external == Some(two));
    assert!(reader.credential(&account_id(1)).await.unwrap() == Some(credential()));
    assert!(reader.credential(&account_id(2)).await.unwrap().is_none());
    assert!(reader.stored_token(&hash("t1")).await.unwrap() == Some(token(1, 1, "coach")));
    let invited = reader.invitation(&hash("i2")).await.unwrap().unwrap();
    assert!(invited == invitation(2, Some(credential())));
    assert!(reader.verify(&[]).await.unwrap().is_clean());
}

#[test]
fn accounts_are_read_as_entered_and_entered_anew() {
    each(|store| async move {
        assert!(!store.read().await.unwrap().has_accounts().await.unwrap());
        fill(&store).await;
        all_is_read(&store).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.has_accounts().await.unwrap());
        let actor = "actor2".parse().unwrap();
        assert!(reader.account_of(&actor).await.unwrap() == Some(account(2, None)));
        assert!(reader.account(&account_id(9)).await.unwrap().is_none());
        let upper = "1.ZAYNAB.Testdotter@EXAMPLE.org".parse().unwrap();
        assert!(reader.account_by_login(&upper).await.unwrap().is_some());
        drop(reader);

        let mut changed = account(1, None);
        changed.state = AccountState::Disabled;
        changed.profile.login = "other".parse().unwrap();
        changed.profile.external = [external(1), external(7)].into();
        put_accounts(&store, &[&changed]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.account(&account_id(1)).await.unwrap() == Some(changed.clone()));
        let before = account(1, None).profile.login;
        assert!(reader.account_by_login(&before).await.unwrap().is_none());
        for found in [
            reader.account_by_login(&changed.profile.login).await.unwrap(),
            reader.account_by_external(&external(1)).await.unwrap(),
            reader.account_by_external(&external(7)).await.unwrap(),
        ] {
            assert!(found == Some(changed.clone()));
        }
        // What it proves itself by is no part of it.
        assert!(reader.credential(&account_id(1)).await.unwrap() == Some(credential()));
    });
}

#[test]
fn no_two_accounts_have_a_login_name_an_actor_or_an_identity_in_common() {
    each(|store| async move {
        put_accounts(&store, &[&account(1, None)]).await;
        let (one, other) = (account(1, None), account(2, None));
        let mut all = [other.clone(), other.clone(), other.clone()];
        all[0].profile.login = one.profile.login;
        all[1].actor = one.actor;
        all[2].profile.external = one.profile.external;
        for account in &all {
            let mut writer = store.write().await.unwrap();
            let refused = writer.put_account(account).await.unwrap_err();
            assert!(matches!(refused, StoreError::Taken(_)), "{refused}");
            assert!(!format!("{refused:?} {refused}").contains("zaynab"));
            drop(writer);
            assert_eq!(store.read().await.unwrap().accounts().await.unwrap().len(), 1);
        }
        // The parts of an identity do not run into each other.
        let identity = |issuer: &str, subject: &str| {
            let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
            ExternalIdentity { issuer, subject }
        };
        let mut two = other;
        two.profile.external = [identity("ab", "c")].into();
        let mut three = account(3, None);
        three.profile.external = [identity("a", "bc")].into();
        put_accounts(&store, &[&two, &three]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.account_by_external(&identity("ab", "c")).await.unwrap() == Some(two));
        assert!(reader.account_by_external(&identity("a", "bc")).await.unwrap() == Some(three));
        assert!(reader.account_by_external(&identity("", "abc")).await.unwrap().is_none());
    });
}

#[test]
fn sessions_and_tokens_end_with_their_seat_and_only_with_it() {
    each(|store| async move {
        let mut one = account(1, None);
        one.seats.insert(seat("matcher", None));
        put_accounts(&store, &[&one]).await;
        write!(store, |writer| for role in ["coach", "matcher"] {
            writer.begin_session(&hash(role), &session(1, role, moment())).await.unwrap();
            let id = if role == "coach" { 1 } else { 2 };
            writer.put_token(&hash(role), &token(id, 1, role)).await.unwrap();
        });
        // One that it has not is refused.
        let mut writer = store.write().await.unwrap();
        let absent = session(1, "auditor", moment());
        assert!(writer.begin_session(&hash("x"), &absent).await.is_err());
        drop(writer);
        let mut writer = store.write().await.unwrap();
        assert!(writer.put_token(&hash("x"), &token(9, 1, "auditor")).await.is_err());
        drop(writer);

        put_accounts(&store, &[&one]).await;
        assert_eq!(store.read().await.unwrap().sessions_of(&one.id).await.unwrap().len(), 2);
        one.seats.remove(&seat("coach", None));
        put_accounts(&store, &[&one]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.stored_session(&hash("coach")).await.unwrap().is_none());
        assert!(reader.stored_token(&hash("coach")).await.unwrap().is_none());
        let left = reader.stored_session(&hash("matcher")).await.unwrap();
        assert_eq!(left, Some(session(1, "matcher", moment())));
        assert!(reader.tokens_of(&one.id).await.unwrap() == [token(2, 1, "matcher")]);
        drop(reader);
        // The seat comes back without them.
        one.seats.insert(seat("coach", None));
        put_accounts(&store, &[&one]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.stored_session(&hash("coach")).await.unwrap().is_none());
        assert_eq!(reader.sessions_of(&one.id).await.unwrap().len(), 1);
    });
}

#[test]
fn old_sessions_end_and_tokens_are_taken_back_once() {
    each(|store| async move {
        put_accounts(&store, &[&account(1, None)]).await;
        let late = at("2026-12-05");
        write!(store, |writer| {
            writer.begin_session(&hash("a"), &session(1, "coach", moment())).await.unwrap();
            writer.begin_session(&hash("b"), &session(1, "coach", late)).await.unwrap();
            writer.put_token(&hash("t"), &token(1, 1, "coach")).await.unwrap();
        });
        let earlier = at("2026-01-01");
        write!(store, |writer| {
            assert_eq!(writer.end_old_sessions(earlier, at("2026-11-30")).await.unwrap(), 0);
            assert_eq!(writer.end_old_sessions(earlier, moment()).await.unwrap(), 1);
            writer.use_session(&hash("b"), at("2026-12-06")).await.unwrap();
            let used = writer.stored_session(&hash("b")).await.unwrap().unwrap().used_at;
            assert_eq!(used, at("2026-12-06"));
            assert_eq!(writer.end_old_sessions(moment(), earlier).await.unwrap(), 1);
            assert!(!writer.end_session(&hash("b")).await.unwrap());
            assert!(writer.revoke_token(&"T1".parse().unwrap(), late).await.unwrap());
            assert!(!writer.revoke_token(&"T1".parse().unwrap(), moment()).await.unwrap());
            assert_eq!(writer.revoke_tokens(&account_id(1), moment()).await.unwrap(), 0);
            let revoked = writer.token_with_id(&"T1".parse().unwrap()).await.unwrap().unwrap();
            assert_eq!(revoked.revoked_at, Some(late));
        });
    });
}

#[test]
fn an_account_has_one_invitation() {
    each(|store| async move {
        put_accounts(&store, &[&account(1, None), &account(2, None)]).await;
        write!(store, |writer| {
            for token in ["first", "second"] {
                writer.put_invitation(&hash(token), &invitation(1, None)).await.unwrap();
            }
            writer.put_invitation(&hash("other"), &invitation(2, None)).await.unwrap();
            assert!(writer.invitation(&hash("first")).await.unwrap().is_none());
            assert!(writer.invitation(&hash("second")).await.unwrap().is_some());
            assert!(writer.remove_invitation(&account_id(1)).await.unwrap());
            assert!(!writer.remove_invitation(&account_id(1)).await.unwrap());
            assert!(writer.invitation(&hash("second")).await.unwrap().is_none());
            assert!(writer.invitation(&hash("other")).await.unwrap().is_some());
        });
    });
}

#[test]
fn failures_are_counted_by_name_and_forgotten() {
    each(|store| async move {
        let (one, other) = ("one".parse().unwrap(), "other".parse().unwrap());
        let failed = |failures, last_at| FailedLogIns { failures, last_at };
        let late = at("2026-12-05");
        write!(store, |writer| {
            assert_eq!(writer.failed_log_ins(&one).await.unwrap(), None);
            writer.put_failed_log_ins(&one, failed(1, moment())).await.unwrap();
            writer.put_failed_log_ins(&one, failed(2, moment())).await.unwrap();
            writer.put_failed_log_ins(&other, failed(9, late)).await.unwrap();
            assert_eq!(writer.failed_log_ins(&one).await.unwrap(), Some(failed(2, moment())));
            writer.forget_failed_log_ins(moment()).await.unwrap();
            assert_eq!(writer.failed_log_ins(&one).await.unwrap(), None);
            assert_eq!(writer.failed_log_ins(&other).await.unwrap(), Some(failed(9, late)));
            writer.clear_failed_log_ins(&other).await.unwrap();
            assert_eq!(writer.failed_log_ins(&other).await.unwrap(), None);
        });
    });
}

#[test]
fn nothing_secret_stands_in_the_files_or_is_shown() {
    each_place(|place| async move {
        fill(&place.store).await;
        place.store.wipe().await.unwrap();
        let files = super::wiped::files(&place);
        assert!(files.iter().map(Vec::len).sum::<usize>() > 100_000);
        let stands = |text: &[u8]| {
            files.iter().any(|file| file.windows(text.len()).any(|window| window == text))
        };
        // What is in clear is found where it lies.
        assert!(stands(b"actor1") && stands(hash("s1").to_string().as_bytes()));
        let one = account(1, None);
        let others = [external(1).subject, one.profile.login.as_str().to_owned()];
        for secret in SECRETS.iter().map(|text| (*text).to_owned()).chain(others) {
            assert!(!stands(secret.as_bytes()), "{secret}");
        }
        let shown = format!(
            "{one:?} {:?} {:?} {:?}",
            credential(),
            token(1, 1, "coach"),
            invitation(1, Some(credential()))
        );
        for secret in SECRETS {
            assert!(!shown.contains(secret), "{shown}");
        }
    });
}

fn key(byte: u8) -> Key {
    Key::from_bytes(&[byte; 32])
}

async fn open(place: &Place, keys: Keyring) -> Store {
    Store::open(&place.address, Arc::new(keys), moment()).await.unwrap()
}

#[test]
fn newer_keys_open_what_older_ones_have_sealed() {
    each_place(|place| async move {
        fill(&place.store).await;
        let mut keys = ring();
        keys.add_key(Purpose::Personal, "k2".parse().unwrap(), key(77)).unwrap();
        let store = open(&place, keys).await;
        // Two profiles, a credential, a label and what is pending.
        assert_eq!(store.rotate(Purpose::Personal).await.unwrap(), 5);
        assert_eq!(store.rotate(Purpose::Personal).await.unwrap(), 0);
        store.close().await;
        let only_new = || {
            let mut keys = ring();
            keys.add_key(Purpose::Personal, "k2".parse().unwrap(), key(77)).unwrap();
            keys.retire(Purpose::Personal, &"k1".parse().unwrap()).unwrap();
            keys
        };
        let store = open(&place, only_new()).await;
        all_is_read(&store).await;
        store.close().await;

        // Another key for what accounts are found by.
        let names = || place.run("SELECT name FROM account_name ORDER BY name").unwrap();
        let before = names();
        let mut keys = only_new();
        keys.set_index(Purpose::Personal, "i2".parse().unwrap(), key(98)).unwrap();
        let store = Store::reindex(&place.address, Arc::new(keys), moment()).await.unwrap();
        all_is_read(&store).await;
        let login = account(1, None).profile.login;
        assert_eq!(store.read().await.unwrap().failed_log_ins(&login).await.unwrap(), None);
        let after = names();
        assert_eq!(before.lines().count(), after.lines().count());
        assert!(before.lines().all(|name| !after.contains(name)));
        store.close().await;
    });
}

#[test]
fn a_backup_keeps_accounts_and_ends_sessions() {
    each_place(|place| async move {
        fill(&place.store).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup.db");
        place.store.backup(&path, moment()).await.unwrap();
        let database = etablera_test_store::database().unwrap();
        let file = Address::file(&folder.path().join("restored.db"));
        for to in [file, database.url().parse().unwrap()] {
            Store::restore(&path, &to, moment()).await.unwrap();
            let restored = Store::open(&to, Arc::new(ring()), moment()).await.unwrap();
            all_is_read(&restored).await;
            let mut reader = restored.read().await.unwrap();
            assert_eq!(reader.sessions_of(&account_id(1)).await.unwrap(), []);
            let login = account(1, None).profile.login;
            let failed = reader.failed_log_ins(&login).await.unwrap().map(|one| one.failures);
            assert_eq!(failed, Some(3));
            drop(reader);
            restored.close().await;
        }
        // The store itself goes on.
        let mut reader = place.store.read().await.unwrap();
        assert_eq!(reader.sessions_of(&account_id(1)).await.unwrap().len(), 1);
    });
}

#[test]
fn an_account_that_lacks_something_is_found() {
    for (number, (damage, expected)) in [
        ("DELETE FROM account_name WHERE account = 'A1'", "a name to be found by"),
        (
            "DELETE FROM session; DELETE FROM api_token; DELETE FROM seat WHERE account = 'A1'",
            "a seat to act in",
        ),
        (
            "UPDATE account SET credential = NULL WHERE id = 'A1'; DELETE FROM account_name \
             WHERE account = 'A1' AND name = (SELECT MIN(name) FROM account_name)",
            "a way to log in",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        each_place(|place| async move {
            let mut one = account(1, None);
            // A name to lose, whichever of the two is the lesser.
            one.profile.external = [external(1)].into();
            put_accounts(&place.store, &[&one]).await;
            write!(place.store, |writer| {
                writer.put_credential(&one.id, Some(&credential())).await.unwrap();
            });
            assert!(place.store.read().await.unwrap().verify(&[]).await.unwrap().is_clean());
            place.run(damage).unwrap();
            let found = place.store.read().await.unwrap().verify(&[]).await.unwrap();
            let said: Vec<_> = found.findings.iter().map(ToString::to_string).collect();
            assert_eq!(
                said,
                [format!("account `A1`: expected {expected}, found none")],
                "{number}"
            );
        });
    }
}

#[test]
fn whoever_is_erased_loses_the_account_and_who_acts_for_others_the_seat() {
    each(|store| async move {
        let (one, two) = (participant(1), participant(2));
        let mut alone = account(1, None);
        alone.seats = [seat("participant", Some(one.clone()))].into();
        let staff = account(2, Some(one.clone()));
        let mut other = account(3, None);
        other.seats = [seat("participant", Some(two.clone()))].into();
        put_accounts(&store, &[&alone, &staff, &other]).await;
        let mut reader = store.read().await.unwrap();
        let about = reader.accounts_about(&one).await.unwrap();
        assert!(about == [alone.clone(), staff.clone()]);
        let counts = reader.erasure_counts(&one).await.unwrap();
        assert_eq!(counts, Erasure { accounts: 1, ..Erasure::default() });
        drop(reader);
        let done = write!(store, |writer| writer.erase(&one).await.unwrap());
        assert_eq!(done, counts);
        let mut reader = store.read().await.unwrap();
        let left = reader.accounts().await.unwrap();
        let seats: Vec<_> = left.iter().map(|account| account.seats.len()).collect();
        assert_eq!(seats, [1, 1]);
        assert!(reader.account_by_login(&alone.profile.login).await.unwrap().is_none());
        assert!(reader.accounts_about(&one).await.unwrap().is_empty());
        assert!(reader.accounts_about(&two).await.unwrap() == [other]);
        assert!(reader.verify(&[]).await.unwrap().is_clean());
    });
}
