//! The arguments of `etablera account`.

use clap::Subcommand;

use super::casework::{Said, Verb};

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Invites somebody: `login`, `actor`, `name`, `email`, `seats` with `role`,
    /// `organisation` and, for an employer or a participant, `is`. What they take
    /// the account with is printed once.
    Invite(Said),
    /// Invites the first administrator, while there is no account: `login`,
    /// `actor`, `name`, `email`.
    First(Said),
    /// The accounts.
    List(Said),
    /// One account.
    Show(Verb),
    /// Keeps an account from logging in; whoever is logged in with it is not any
    /// more.
    Disable(Verb),
    /// Lets a disabled account log in again.
    Enable(Verb),
    /// Invites somebody anew who has lost their password or second factor.
    Reset(Verb),
    /// Says what an account acts as: all of its `seats`.
    Seats(Verb),
    /// Ties an account to who somebody is to a provider of sign-on:
    /// `external.issuer`, `external.subject`.
    Tie(Verb),
    /// Unties it.
    Untie(Verb),
    /// What programs prove themselves by.
    #[command(subcommand)]
    Token(Token),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Makes a token for the caller's own account and seat: `scopes` such as
    /// `read write tag:needs`, `expires`, `label`. It is printed once.
    Issue(Said),
    /// The tokens of the caller's account, or of an `account`.
    List(Said),
    /// Takes a token back, by its id.
    Revoke(Verb),
}
