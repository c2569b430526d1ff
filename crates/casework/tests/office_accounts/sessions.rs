//! Being logged in.

use etablera_casework::office::account::{
    ChangePassword, ChangeSeats, DisableAccount, LogInError, Password, Secret, Session,
    change_password, change_seats, disable_account, log_out, log_out_everywhere, session,
    take_seat,
};
use etablera_casework::policy::Role;
use etablera_storage::Hash;

use crate::support::{PASSWORD, Room, adam, at, code, each, seat, seats};

async fn look(room: &Room, token: &Secret, seconds: i64) -> Result<Session, LogInError> {
    session(&room.office, &room.logins, at(seconds), token.expose()).await
}

async fn is_over(room: &Room, token: &Secret, seconds: i64) -> bool {
    matches!(look(room, token, seconds).await, Err(LogInError::Over))
}

#[test]
fn a_session_is_known_by_its_token_alone() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let (one, other) =
            (room.enter(&anna, at(60)).await.unwrap(), room.enter(&anna, at(90)).await.unwrap());
        assert_ne!(one.token.expose(), other.token.expose());
        assert_eq!(one.token.expose().len(), 43);
        let found = look(room, &one.token, 91).await.unwrap();
        assert_eq!(found.account, anna.account);
        assert_eq!(found.caller, one.session.caller);
        assert_eq!(found.expires, at(60 + 120 * 60));
        assert_eq!(found.seats, seats(&[Role::Coach]));
        // A page of one session is no page of another.
        assert!(found.is_csrf(one.session.csrf.expose()));
        for sent in ["", other.session.csrf.expose(), one.token.expose()] {
            assert!(!found.is_csrf(sent), "{sent}");
        }
        let hash = Hash::of(one.token.expose().as_bytes()).to_string();
        for unknown in ["", "x", &hash, &one.token.expose()[..42], &"A".repeat(100_000)] {
            assert!(is_over(room, &Secret::from(unknown.to_owned()), 91).await);
        }
        log_out(&room.office, at(92), one.token.expose()).await.unwrap();
        assert_eq!(room.last_access().await.action, "log_out");
        assert!(is_over(room, &one.token, 92).await);
        assert!(look(room, &other.token, 92).await.is_ok());
        log_out(&room.office, at(93), one.token.expose()).await.unwrap();
    });
}

#[test]
fn a_session_ends_without_use_and_in_any_case_to_the_second() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let begun = 60;
        let token = room.enter(&anna, at(begun)).await.unwrap().token;
        let minutes = |count: i64| begun + count * 60;
        // What comes within a minute is not noted, and the time goes on from
        // what was.
        assert!(look(room, &token, begun + 59).await.is_ok());
        assert!(look(room, &token, minutes(30) - 1).await.is_ok());
        assert!(look(room, &token, minutes(60) - 2).await.is_ok());
        assert!(is_over(room, &token, minutes(90) - 2).await);
        assert!(look(room, &token, minutes(90) - 3).await.is_ok());
        assert!(look(room, &token, minutes(119)).await.is_ok());
        assert!(look(room, &token, minutes(120) - 1).await.is_ok());
        assert!(is_over(room, &token, minutes(120)).await);
    });
}

#[test]
fn use_is_noted_once_a_minute() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let token = room.enter(&anna, at(60)).await.unwrap().token;
        let used = async || {
            let mut reader = room.office.store.read().await.unwrap();
            reader.sessions_of(&anna.account).await.unwrap()[0].used_at
        };
        for (seconds, noted) in [(61, 60), (119, 60), (120, 120), (179, 120), (180, 180)] {
            look(room, &token, seconds).await.unwrap();
            assert_eq!(used().await, at(noted), "{seconds}");
        }
        // And who reads writes nothing else.
        let rows = room.accesses().await.len();
        look(room, &token, 400).await.unwrap();
        assert_eq!(room.accesses().await.len(), rows);
    });
}

#[test]
fn another_seat_means_another_token_and_no_more_time() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach, Role::ProjectLeader]).await;
        let Room { office, logins, .. } = room;
        let first = room.enter(&anna, at(60)).await.unwrap();
        let leads = seat(Role::ProjectLeader);
        let other = take_seat(office, logins, at(100), first.token.expose(), &leads).await.unwrap();
        assert_ne!(other.token.expose(), first.token.expose());
        assert!(!other.session.is_csrf(first.session.csrf.expose()));
        assert!(is_over(room, &first.token, 100).await);
        let found = look(room, &other.token, 100).await.unwrap();
        assert_eq!(
            (found.caller.role, found.expires),
            (Role::ProjectLeader, first.session.expires)
        );
        assert_eq!(room.last_access().await.action, "take_seat");
        // Not with a token that is over, nor what is not theirs.
        let again = take_seat(office, logins, at(101), first.token.expose(), &leads).await;
        assert!(matches!(again, Err(LogInError::Over)));
        let more = seat(Role::Administrator);
        let refused = take_seat(office, logins, at(101), other.token.expose(), &more).await;
        assert!(matches!(refused, Err(LogInError::NoSeat)));
        assert!(look(room, &other.token, 102).await.is_ok());
    });
}

#[test]
fn a_disabled_account_is_out_at_once() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let token = room.enter(&anna, at(60)).await.unwrap().token;
        let command = DisableAccount { account: anna.account.clone() };
        disable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(is_over(room, &token, 61).await);
        let mut reader = room.office.store.read().await.unwrap();
        assert_eq!(reader.sessions_of(&anna.account).await.unwrap(), []);
    });
}

#[test]
fn a_seat_that_is_taken_away_is_left_at_once_and_others_are_kept() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach, Role::Matcher]).await;
        let Room { office, logins, .. } = room;
        let coach = room.enter(&anna, at(60)).await.unwrap();
        let mut as_coach = anna.log_in(at(90));
        as_coach.seat = Some(seat(Role::Coach));
        let matcher = coach.token;
        let coach = room.try_in(&as_coach, at(90)).await.unwrap().token;
        let account = anna.account.clone();
        let command = ChangeSeats { account, seats: seats(&[Role::Matcher, Role::Pedagogue]) };
        change_seats(office, logins, &adam(), &command).await.unwrap();
        assert!(is_over(room, &coach, 91).await);
        let found = look(room, &matcher, 91).await.unwrap();
        assert_eq!(found.seats, command.seats);
        let refused = take_seat(office, logins, at(92), matcher.expose(), &seat(Role::Coach)).await;
        assert!(matches!(refused, Err(LogInError::NoSeat)));
        let new = seat(Role::Pedagogue);
        assert!(take_seat(office, logins, at(92), matcher.expose(), &new).await.is_ok());
    });
}

#[test]
fn logging_out_everywhere_leaves_others_in() {
    each(async |room| {
        let (anna, bo) =
            (room.person("anna", &[Role::Coach]).await, room.person("bo", &[Role::Coach]).await);
        let (one, two) =
            (room.enter(&anna, at(60)).await.unwrap(), room.enter(&anna, at(90)).await.unwrap());
        let other = room.enter(&bo, at(60)).await.unwrap();
        let Room { office, logins, .. } = room;
        let ended = log_out_everywhere(office, logins, at(91), one.token.expose()).await;
        assert_eq!(ended.unwrap(), 2);
        assert!(is_over(room, &one.token, 91).await && is_over(room, &two.token, 91).await);
        assert!(look(room, &other.token, 91).await.is_ok());
        let again = log_out_everywhere(office, logins, at(91), one.token.expose()).await;
        assert!(matches!(again, Err(LogInError::Over)));
    });
}

#[test]
fn another_password_ends_every_session() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let uri = anna.uri.clone().unwrap();
        let (one, two) =
            (room.enter(&anna, at(60)).await.unwrap(), room.enter(&anna, at(90)).await.unwrap());
        let change = async |current: &str, new: &str, seconds: i64| {
            let command = ChangePassword {
                current: Password::new(current),
                code: Some(code(&uri, at(seconds))),
                new: Password::new(new),
            };
            let token = one.token.expose();
            change_password(&room.office, &room.logins, at(seconds), token, &command).await
        };
        let new = "another horse, another staple";
        assert!(matches!(change(PASSWORD, "short", 120).await, Err(LogInError::Password(_))));
        assert!(matches!(change("wrong password", new, 120).await, Err(LogInError::Refused)));
        // The code of the last log-in.
        assert!(matches!(change(PASSWORD, new, 90).await, Err(LogInError::Refused)));
        assert_eq!(room.last_access().await.action, "change_password");
        assert!(look(room, &one.token, 120).await.is_ok());
        change(PASSWORD, new, 150).await.unwrap();
        assert!(is_over(room, &one.token, 150).await && is_over(room, &two.token, 150).await);
        assert!(matches!(change(new, PASSWORD, 180).await, Err(LogInError::Over)));
        assert!(room.enter(&anna, at(210)).await.is_err());
        let mut command = anna.log_in(at(240));
        command.password = Password::new(new);
        assert!(room.try_in(&command, at(240)).await.is_ok());
    });
}

#[test]
fn whoever_guesses_at_a_password_in_a_session_is_locked_out_too() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        let token = room.enter(&anna, at(60)).await.unwrap().token;
        let guess = async |seconds: i64| {
            let (current, new) = (Password::new("wrong password"), Password::new("a new password"));
            let command = ChangePassword { current, code: None, new };
            let Room { office, logins, .. } = room;
            change_password(office, logins, at(seconds), token.expose(), &command).await
        };
        for seconds in [61, 62, 63] {
            assert!(matches!(guess(seconds).await, Err(LogInError::Refused)));
        }
        assert!(matches!(guess(64).await, Err(LogInError::Locked { .. })));
        assert!(matches!(room.enter(&anna, at(90)).await, Err(LogInError::Locked { .. })));
    });
}
