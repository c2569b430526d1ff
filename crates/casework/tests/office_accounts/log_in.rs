//! Logging in: what is right, and what is wrong in one way only.

use etablera_casework::office::account::{
    DisableAccount, EnableAccount, Hashing, LogIn, LogInError, Logins, Password, RenewRecovery,
    Secret, Settings, disable_account, enable_account, log_in, renew_recovery,
};
use etablera_casework::policy::Role;
use etablera_domain::event::Moment;

use crate::support::{PASSWORD, Person, Room, adam, at, code, each, seat, settings, wrong_code};

/// What the one who tries is told, what stands in the access log, and how
/// many passwords were hashed and rows written for it.
async fn tried(room: &Room, command: &LogIn, now: Moment) -> (String, Vec<String>, u64, usize) {
    let (hashed, rows) = (room.logins.passwords_hashed(), room.accesses().await.len());
    let said = match room.try_in(command, now).await {
        Ok(_) => "in".to_owned(),
        Err(error) => format!("{error} {error:?}"),
    };
    let accesses = room.accesses().await;
    let last = accesses.last().unwrap();
    assert_eq!(last.allowed, said == "in");
    let hashed = room.logins.passwords_hashed() - hashed;
    (said, last.because.clone(), hashed, accesses.len() - rows)
}

fn with(anna: &Person, now: Moment, change: impl Fn(&mut LogIn)) -> LogIn {
    let mut command = anna.log_in(now);
    change(&mut command);
    command
}

#[test]
fn whatever_is_wrong_is_told_in_the_same_words_and_costs_the_same_work() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let gone = room.person("gone", &[Role::Coach]).await;
        let command = DisableAccount { account: gone.account.clone() };
        disable_account(&room.office, &adam(), &command).await.unwrap();
        room.invite("new", &[Role::Coach]).await;
        let uri = anna.uri.clone().unwrap();
        let now = at(60);
        let long = "a".repeat(5000);
        let all: [(LogIn, &str); 9] = [
            (
                with(&anna, now, |log_in| log_in.login = "nobody@example.org".parse().unwrap()),
                "unknown_login",
            ),
            (
                with(&anna, now, |log_in| log_in.password = Password::new("wrong password")),
                "wrong_password",
            ),
            (with(&anna, now, |log_in| log_in.password = Password::new(&long)), "wrong_password"),
            (with(&anna, now, |log_in| log_in.password = Password::new("")), "wrong_password"),
            (with(&anna, now, |log_in| log_in.code = None), "no_code"),
            (with(&anna, now, |log_in| log_in.code = Some(wrong_code(&uri, now))), "wrong_code"),
            (
                with(&anna, now, |log_in| log_in.code = Some(Secret::from("x".repeat(99_999)))),
                "wrong_code",
            ),
            (gone.log_in(now), "disabled"),
            (
                with(&anna, now, |log_in| log_in.login = "new@example.org".parse().unwrap()),
                "not_accepted",
            ),
        ];
        let mut answers = Vec::new();
        for (number, (command, expected)) in all.iter().enumerate() {
            // Far enough apart not to be in a row.
            let now = at(60 + number as i64 * 3600);
            let mut command = LogIn {
                login: command.login.clone(),
                password: command.password.clone(),
                code: command.code.clone(),
                seat: None,
            };
            if *expected == "wrong_code"
                && command.code.as_ref().is_some_and(|code| code.expose().len() == 6)
            {
                command.code = Some(wrong_code(&uri, now));
            }
            let (said, because, hashed, rows) = tried(room, &command, now).await;
            assert_eq!(because, [*expected]);
            assert_eq!((hashed, rows), (1, 1), "{expected}");
            answers.push(said);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert!(answers[0].starts_with("you are not logged in"), "{}", answers[0]);
        for secret in ["anna", "nobody", PASSWORD, "wrong password"] {
            assert!(!answers[0].contains(secret));
        }
    });
}

#[test]
fn who_tries_stands_in_the_access_log_as_an_account_that_there_is() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        room.enter(&anna, at(60)).await.unwrap();
        let access = room.last_access().await;
        assert_eq!((access.actor.as_str(), access.role.as_str()), ("anna", "coach"));
        assert_eq!((access.action.as_str(), access.allowed), ("log_in", true));
        assert_eq!(access.purpose, Some(format!("account {}", anna.account)));
        let nobody = with(&anna, at(90), |log_in| log_in.login = "x@example.org".parse().unwrap());
        room.try_in(&nobody, at(90)).await.unwrap_err();
        let access = room.last_access().await;
        assert_eq!((access.actor.as_str(), access.purpose), ("nobody", None));
        // A participant reads of it in their own access log.
        let own = room.person("own", &[Role::Participant]).await;
        room.enter(&own, at(90)).await.unwrap();
        assert_eq!(room.last_access().await.subject, seat(Role::Participant).is);
        let text = serde_json::to_string(&room.accesses().await).unwrap();
        assert!(!text.contains("example.org") && !text.contains("testdotter"), "{text}");
    });
}

#[test]
fn a_code_is_good_once_and_no_older_one_after_it() {
    each(async |room| {
        for (number, (of, now, expected)) in [
            // The same step again, now and while it would still be good.
            (60, 60, "used_code"),
            (60, 89, "used_code"),
            (60, 119, "used_code"),
            // The step before it, which nobody used.
            (30, 61, "used_code"),
            // Two steps early or late.
            (1260, 1200, "wrong_code"),
            (1140, 1200, "wrong_code"),
        ]
        .into_iter()
        .enumerate()
        {
            let anna = room.person(&format!("anna{number}"), &[Role::Coach]).await;
            let uri = anna.uri.clone().unwrap();
            assert!(room.enter(&anna, at(60)).await.is_ok());
            let replayed = with(&anna, at(60), |one| one.code = Some(code(&uri, at(of))));
            let (_, because, ..) = tried(room, &replayed, at(now)).await;
            assert_eq!(because, [expected], "{of} at {now}");
        }
        let anna = room.person("anna", &[Role::Coach]).await;
        let uri = anna.uri.clone().unwrap();
        let early = with(&anna, at(60), |one| one.code = Some(code(&uri, at(90))));
        assert!(room.try_in(&early, at(60)).await.is_ok(), "one step early");
        // The step that it is now is older than what was used.
        assert!(room.enter(&anna, at(61)).await.is_err());
    });
}

#[test]
fn a_recovery_code_is_good_once_and_in_place_of_a_code() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let recovering = |at_: usize| {
            with(&anna, at(60), |log_in| log_in.code = Some(anna.recovery[at_].clone()))
        };
        assert!(room.try_in(&recovering(0), at(60)).await.is_ok());
        let (_, because, ..) = tried(room, &recovering(0), at(61)).await;
        assert_eq!(because, ["wrong_code"]);
        for code in 1..10 {
            assert!(room.try_in(&recovering(code), at(62)).await.is_ok(), "{code}");
        }
        assert!(room.try_in(&recovering(9), at(63)).await.is_err());
        assert!(room.enter(&anna, at(120)).await.is_ok(), "codes of time go on");
    });
}

#[test]
fn who_has_several_seats_acts_in_the_one_they_choose() {
    each(async |room| {
        let anna = room.person("anna", &[Role::ProjectLeader, Role::Coach]).await;
        let by =
            |seconds: i64, role| with(&anna, at(seconds), |log_in| log_in.seat = Some(seat(role)));
        let started = room.enter(&anna, at(60)).await.unwrap();
        assert_eq!(started.session.caller.role, Role::Coach, "the first");
        let started = room.try_in(&by(120, Role::ProjectLeader), at(120)).await.unwrap();
        assert_eq!(started.session.caller.role, Role::ProjectLeader);
        assert_eq!(started.session.seats.len(), 2);
        let refused = room.try_in(&by(180, Role::Administrator), at(180)).await;
        assert!(matches!(refused, Err(LogInError::NoSeat)));
        assert_eq!(room.last_access().await.because, ["no_such_seat"]);
        // Who proved themselves and has not the seat has not failed.
        for seconds in (240..600).step_by(60) {
            room.try_in(&by(seconds, Role::Administrator), at(seconds)).await.unwrap_err();
        }
        assert!(room.enter(&anna, at(600)).await.is_ok());
    });
}

#[test]
fn a_disabled_account_logs_in_again_when_it_is_enabled() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let account = anna.account.clone();
        let command = DisableAccount { account: account.clone() };
        disable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(matches!(room.enter(&anna, at(60)).await, Err(LogInError::Refused)));
        let command = EnableAccount { account };
        enable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(room.enter(&anna, at(90)).await.is_ok());
        assert!(enable_account(&room.office, &adam(), &command).await.is_err());
    });
}

#[test]
fn a_password_is_kept_at_the_cost_of_today() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let cost = async || {
            let mut reader = room.office.store.read().await.unwrap();
            let kept = reader.credential(&anna.account).await.unwrap().unwrap();
            kept.password.split('$').nth(3).unwrap().to_owned()
        };
        let hashing = Hashing { memory_kib: 16, passes: 2, lanes: 1, at_once: 1 };
        let dear = Logins::new(Settings { hashing, ..settings() }).unwrap();
        let mut wrong = anna.log_in(at(60));
        wrong.password = Password::new("wrong password");
        log_in(&room.office, &dear, at(60), &wrong).await.unwrap_err();
        assert_eq!(cost().await, "m=8,t=1,p=1");
        log_in(&room.office, &dear, at(60), &anna.log_in(at(60))).await.unwrap();
        assert_eq!(cost().await, "m=16,t=2,p=1");
        assert!(room.enter(&anna, at(90)).await.is_ok());
    });
}

#[test]
fn new_recovery_codes_take_the_place_of_old_ones() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let own = room.person("own", &[Role::Participant]).await;
        let token = room.enter(&anna, at(60)).await.unwrap().token;
        let renew = async |token: &Secret, password: &str, code: &Secret| {
            let (password, code) = (Password::new(password), code.clone());
            let command = RenewRecovery { password, code };
            renew_recovery(&room.office, &room.logins, at(61), token.expose(), &command).await
        };
        let wrong = renew(&token, "wrong password", &anna.recovery[0]).await;
        assert!(matches!(wrong, Err(LogInError::Refused)));
        // A code of recovery is enough, and is used.
        let renewed = renew(&token, PASSWORD, &anna.recovery[0]).await.unwrap().recovery;
        assert_eq!(renewed.len(), 10);
        for (code, holds) in [(&anna.recovery[1], false), (&renewed[0], true), (&renewed[0], false)]
        {
            let recovering = with(&anna, at(62), |one| one.code = Some(code.clone()));
            assert_eq!(room.try_in(&recovering, at(62)).await.is_ok(), holds);
        }
        let token = room.enter(&own, at(63)).await.unwrap().token;
        let without = renew(&token, PASSWORD, &renewed[1]).await;
        assert!(matches!(without, Err(LogInError::Over)));
    });
}
