//! Who may log in: accounts, and tokens for programs.

use etablera_casework::office::account as case;

use super::{Nothing, Operation, get, manage, post};

/// Accounts and tokens.
pub(super) fn operations() -> Vec<Operation> {
    let accounts = vec![
        get(("account.list", "/accounts"), "Lists who may log in", |office, call, _: &Nothing| {
            case::list_accounts(office, call)
        }),
        get(("account.show", "/accounts/{account}"), "Shows an account", case::read_account),
        manage(
            ("account.invite", "/accounts"),
            "Invites somebody to log in",
            |app, call, of: &case::InviteAccount| {
                case::invite_account(&app.office, &app.logins, call, of)
            },
        ),
        manage(
            ("account.reset", "/accounts/{account}/reset"),
            "Invites somebody anew, who has lost a password or second factor",
            |app, call, of: &case::ResetAccount| {
                case::reset_account(&app.office, &app.logins, call, of)
            },
        ),
        manage(
            ("account.seats", "/accounts/{account}/seats"),
            "Says what somebody acts as",
            |app, call, of: &case::ChangeSeats| {
                case::change_seats(&app.office, &app.logins, call, of)
            },
        ),
        post(
            ("account.disable", "/accounts/{account}/disable"),
            "Lets somebody log in no more",
            case::disable_account,
        ),
        post(
            ("account.enable", "/accounts/{account}/enable"),
            "Lets somebody log in again",
            case::enable_account,
        ),
        post(
            ("account.tie", "/accounts/{account}/tie"),
            "Lets somebody log in by another provider",
            case::tie_account,
        ),
        post(
            ("account.untie", "/accounts/{account}/untie"),
            "Lets somebody log in by another provider no more",
            case::untie_account,
        ),
        get(("token.list", "/tokens"), "Lists tokens", case::list_tokens),
        manage(
            ("token.issue", "/tokens"),
            "Makes a token for a program",
            |app, call, of: &case::IssueToken| {
                case::issue_token(&app.office, &app.logins, call, of)
            },
        ),
        post(("token.revoke", "/tokens/revoke"), "Takes a token back", case::revoke_token),
    ];
    accounts.into_iter().map(Operation::by_hand).collect()
}
