//! When nobody may try again.

use etablera_casework::office::account::{LogIn, LogInError, Password};
use etablera_casework::policy::Role;
use etablera_domain::event::Moment;

use crate::support::{Room, at, each};

fn wrong(login: &str) -> LogIn {
    let (login, password) = (login.parse().unwrap(), Password::new("wrong password"));
    LogIn { login, password, code: None, seat: None }
}

async fn fail(room: &Room, login: &str, seconds: i64) -> Option<Moment> {
    match room.try_in(&wrong(login), at(seconds)).await {
        Err(LogInError::Refused) => None,
        Err(LogInError::Locked { until }) => Some(until),
        other => panic!("{other:?}"),
    }
}

#[test]
fn after_three_failures_nobody_tries_for_a_minute_and_then_for_longer() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let login = anna.login.clone();
        for seconds in [60, 61, 62] {
            assert_eq!(fail(room, &login, seconds).await, None);
        }
        let hashed = room.logins.passwords_hashed();
        // Not even with everything right, and no password is looked at.
        for seconds in [62, 100, 121] {
            let locked = room.enter(&anna, at(seconds)).await;
            let is_locked = matches!(locked, Err(LogInError::Locked { until }) if until == at(122));
            assert!(is_locked, "{locked:?}");
            assert_eq!(room.last_access().await.because, ["locked"]);
        }
        assert_eq!(room.logins.passwords_hashed(), hashed);
        // What was tried meanwhile does not count, and its time ends to the second.
        assert_eq!(fail(room, &login, 122).await, None);
        for (seconds, until) in [(123, 122 + 120), (122 + 119, 122 + 120)] {
            assert_eq!(fail(room, &login, seconds).await, Some(at(until)));
        }
        assert_eq!(fail(room, &login, 242).await, None);
        assert_eq!(fail(room, &login, 243).await, Some(at(242 + 200)), "the longest");
        assert!(room.enter(&anna, at(442)).await.is_ok());
        // Who got in begins anew.
        for seconds in [443, 444, 445] {
            assert_eq!(fail(room, &login, seconds).await, None);
        }
        assert_eq!(fail(room, &login, 446).await, Some(at(445 + 60)));
    });
}

#[test]
fn a_name_that_nobody_has_is_locked_out_like_any_other() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let mut answers = Vec::new();
        for login in [anna.login.as_str(), "nobody@example.org"] {
            let mut told = Vec::new();
            for seconds in [60, 61, 62, 63, 122, 123, 700, 900] {
                told.push(fail(room, login, seconds).await);
            }
            answers.push(told);
        }
        assert_eq!(answers[0], answers[1]);
        assert!(answers[0][3].is_some() && answers[0][2].is_none());
        // One name's failures are not another's.
        assert_eq!(fail(room, "somebody@example.org", 64).await, None);
    });
}

#[test]
fn failures_that_are_far_apart_lock_nobody_out() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        for number in 0..8 {
            assert_eq!(fail(room, &anna.login, 60 + number * 600).await, None, "{number}");
        }
        // And nothing of it stays for long.
        assert_eq!(fail(room, "other@example.org", 1_000_000).await, None);
        let login = anna.login.parse().unwrap();
        let mut reader = room.office.store.read().await.unwrap();
        assert_eq!(reader.failed_log_ins(&login).await.unwrap(), None);
    });
}

#[test]
fn many_tries_at_once_are_no_way_round() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let command = wrong(&anna.login);
        let one = || room.try_in(&command, at(60));
        // All have looked before any has failed.
        let all = tokio::join!(one(), one(), one(), one(), one(), one());
        let all = [all.0, all.1, all.2, all.3, all.4, all.5];
        let refused = all.iter().filter(|one| matches!(one, Err(LogInError::Refused))).count();
        let locked = all.iter().filter(|one| matches!(one, Err(LogInError::Locked { .. }))).count();
        assert_eq!((refused, locked), (3, 3), "{all:?}");
        assert!(matches!(room.enter(&anna, at(61)).await, Err(LogInError::Locked { .. })));
    });
}
