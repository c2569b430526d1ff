//! What programs prove themselves by.

use etablera_casework::office::account::{
    ChangeSeats, DisableAccount, EnableAccount, Holder, IssueToken, ListTokens, LogInError,
    RevokeToken, TokenIssued, by_token, change_seats, disable_account, enable_account, issue_token,
    list_tokens, revoke_token,
};
use etablera_casework::office::{Call, CaseError};
use etablera_casework::policy::Role;

use crate::support::{Room, adam, at, call, each, seats};

fn wanted(seconds: i64) -> IssueToken {
    let scopes = "read tag:needs".parse().unwrap();
    IssueToken { scopes, expires: at(seconds), label: "the case system".to_owned() }
}

async fn issue(room: &Room, call: &Call, seconds: i64) -> Result<TokenIssued, CaseError> {
    issue_token(&room.office, &room.logins, call, &wanted(seconds)).await
}

async fn hold(room: &Room, token: &TokenIssued, seconds: i64) -> Result<Holder, LogInError> {
    by_token(&room.office, at(seconds), token.token.expose()).await
}

async fn is_over(room: &Room, token: &TokenIssued, seconds: i64) -> bool {
    matches!(hold(room, token, seconds).await, Err(LogInError::Over))
}

#[test]
fn a_token_acts_in_the_seat_of_who_made_it_until_it_expires_to_the_second() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach, Role::ProjectLeader]).await;
        let coach = call("anna", Role::Coach);
        let issued = issue(room, &coach, 1000).await.unwrap();
        assert!(issued.token.expose().starts_with("etb_"));
        let access = room.last_access().await;
        assert_eq!(access.action, "issue_token");
        assert_eq!(access.purpose, Some(format!("token {}", issued.id)));
        let holder = hold(room, &issued, 999).await.unwrap();
        assert_eq!(holder.caller, coach.caller);
        assert_eq!((&holder.account, &holder.token), (&anna.account, &issued.id));
        assert!(holder.scopes.allows("list_needs", "needs", false));
        assert!(!holder.scopes.allows("record_need", "needs", true));
        assert!(is_over(room, &issued, 1000).await);
        // Near it is nobody.
        let text = issued.token.expose();
        for other in [&text[..52], &text[4..], &text.to_uppercase(), "etb_", ""] {
            let found = by_token(&room.office, at(1), other).await;
            assert!(matches!(found, Err(LogInError::Over)), "{other}");
        }
    });
}

#[test]
fn nobody_makes_a_token_for_more_than_they_are() {
    each(async |room| {
        room.person("anna", &[Role::Coach]).await;
        room.invite("new", &[Role::Coach]).await;
        for caller in [
            call("anna", Role::Administrator),
            call("new", Role::Coach),
            call("nobody", Role::Coach),
            adam(),
        ] {
            let said = issue(room, &caller, 1000).await.unwrap_err().to_string();
            assert!(said.starts_with("you have no account that may log in and act so"), "{said}");
        }
        let mut elsewhere = call("anna", Role::Coach);
        elsewhere.caller.organisation = "boden".parse().unwrap();
        assert!(issue(room, &elsewhere, 1000).await.is_err());
        let anna = call("anna", Role::Coach);
        let month = 30 * 24 * 3600;
        for (seconds, holds) in
            [(0, false), (-1, false), (1, true), (month, true), (month + 1, false)]
        {
            assert_eq!(issue(room, &anna, seconds).await.is_ok(), holds, "{seconds}");
        }
        for label in ["", " ", &"x".repeat(101)] {
            let command = IssueToken { label: label.to_owned(), ..wanted(1000) };
            assert!(issue_token(&room.office, &room.logins, &anna, &command).await.is_err());
        }
    });
}

#[test]
fn a_token_is_taken_back_by_its_owner_or_who_manages_accounts() {
    each(async |room| {
        room.person("anna", &[Role::Coach]).await;
        room.person("bo", &[Role::Coach]).await;
        let (anna, bo) = (call("anna", Role::Coach), call("bo", Role::Coach));
        for by in [anna.clone(), adam()] {
            let (issued, kept) =
                (issue(room, &anna, 1000).await.unwrap(), issue(room, &anna, 1000).await.unwrap());
            let command = RevokeToken { token: issued.id.clone() };
            let refused = revoke_token(&room.office, &bo, &command).await.unwrap_err();
            assert!(refused.is_refusal());
            assert!(hold(room, &issued, 1).await.is_ok());
            revoke_token(&room.office, &by, &command).await.unwrap();
            assert!(is_over(room, &issued, 1).await);
            assert!(hold(room, &kept, 1).await.is_ok());
            revoke_token(&room.office, &by, &command).await.unwrap();
        }
        let unknown = RevokeToken { token: "none".parse().unwrap() };
        assert!(revoke_token(&room.office, &anna, &unknown).await.unwrap_err().is_refusal());
        let said = revoke_token(&room.office, &adam(), &unknown).await.unwrap_err().to_string();
        assert_eq!(said, "there is no token `none`");
    });
}

#[test]
fn a_token_rests_with_its_account_and_goes_with_its_seat() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach, Role::Matcher]).await;
        let issued = issue(room, &call("anna", Role::Coach), 1000).await.unwrap();
        let account = anna.account;
        let command = DisableAccount { account: account.clone() };
        disable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(is_over(room, &issued, 1).await);
        let command = EnableAccount { account: account.clone() };
        enable_account(&room.office, &adam(), &command).await.unwrap();
        assert!(hold(room, &issued, 2).await.is_ok());
        for (roles, holds) in [
            (&[Role::Coach][..], true),
            (&[Role::Matcher], false),
            // Given again, the seat has no token.
            (&[Role::Coach], false),
        ] {
            let command = ChangeSeats { account: account.clone(), seats: seats(roles) };
            change_seats(&room.office, &room.logins, &adam(), &command).await.unwrap();
            assert_eq!(hold(room, &issued, 3).await.is_ok(), holds, "{roles:?}");
        }
    });
}

#[test]
fn tokens_are_listed_without_what_they_are() {
    each(async |room| {
        let anna = room.person("anna", &[Role::Coach]).await;
        room.person("bo", &[Role::Coach]).await;
        let owner = call("anna", Role::Coach);
        let (one, two) =
            (issue(room, &owner, 1000).await.unwrap(), issue(room, &owner, 2000).await.unwrap());
        let command = RevokeToken { token: one.id.clone() };
        revoke_token(&room.office, &owner, &command).await.unwrap();
        let of_anna = ListTokens { account: Some(anna.account) };
        for (caller, command) in [
            (&owner, ListTokens { account: None }),
            (&owner, of_anna.clone()),
            (&adam(), of_anna.clone()),
        ] {
            let listed = list_tokens(&room.office, caller, &command).await.unwrap();
            let text = serde_json::to_string(&listed).unwrap();
            assert!(!text.contains(one.token.expose()) && !text.contains("etb_"));
            let told: Vec<_> = listed
                .iter()
                .map(|one| (&one.id, one.label.as_str(), one.expires, one.revoked_at))
                .collect();
            let label = "the case system";
            // Ids of one moment come in any order.
            assert!(told.contains(&(&one.id, label, at(1000), Some(at(0)))));
            assert!(told.contains(&(&two.id, label, at(2000), None)));
            assert_eq!(told.len(), 2);
        }
        let bo = call("bo", Role::Coach);
        let refused = list_tokens(&room.office, &bo, &of_anna).await.err().unwrap();
        assert!(refused.is_refusal());
        let none = list_tokens(&room.office, &adam(), &ListTokens { account: None }).await;
        assert!(none.err().unwrap().to_string().starts_with("you have no account"));
    });
}
