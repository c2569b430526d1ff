//! `etablera account`.

use etablera_casework::office::account::{
    self as case, AccountShown, Invitation, Logins, Settings, TokenShown,
};
use serde::Serialize;
use serde_json::Value;

use super::{Nothing, of, one, ready, say, whole};
use crate::args::Format;
use crate::args::account::{Account, Token};
use crate::args::casework::{Said, Verb};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn account(args: &Account, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id = "account";
    match args {
        Account::Invite(said) => invite(said, io),
        Account::First(said) => first(said, io),
        Account::List(said) => list(said, io),
        Account::Show(verb) => one((verb, of(id)), io, case::read_account),
        Account::Disable(verb) => one((verb, of(id)), io, case::disable_account),
        Account::Enable(verb) => one((verb, of(id)), io, case::enable_account),
        Account::Reset(verb) => reset(verb, io),
        Account::Seats(verb) => {
            let logins = logins()?;
            say((Some(&verb.id), &verb.said, of(id)), io, async |office, call, command: &_| {
                case::change_seats(office, &logins, call, command).await
            })
        }
        Account::Tie(verb) => one((verb, of(id)), io, case::tie_account),
        Account::Untie(verb) => one((verb, of(id)), io, case::untie_account),
        Account::Token(Token::Issue(said)) => issue(said, io),
        Account::Token(Token::List(said)) => tokens(said, io),
        Account::Token(Token::Revoke(verb)) => one((verb, of("token")), io, case::revoke_token),
    }
}

/// The command line hashes no password: what it asks of logging in is how long
/// invitations and tokens hold.
fn logins() -> Result<Logins, CommandError> {
    Logins::new(Settings::default()).map_err(|error| CommandError::Use(error.to_string()))
}

fn invite(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (logins, (desk, record)) = (logins()?, ready((None, said, of("")), io)?);
    let command: case::InviteAccount = whole(record)?;
    let made =
        desk.run(async |office, call| case::invite_account(office, &logins, call, &command).await);
    invited(&made?, said, io)
}

fn first(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (logins, (desk, record)) = (logins()?, ready((None, said, of("")), io)?);
    let command: case::FirstAdministrator = whole(record)?;
    let made = desk.run(async |office, call| {
        case::first_administrator(office, &logins, call.now, &command).await
    });
    invited(&made?, said, io)
}

fn reset(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &verb.said;
    let (logins, (desk, record)) = (logins()?, ready((Some(&verb.id), said, of("account")), io)?);
    let command: case::ResetAccount = whole(record)?;
    let made =
        desk.run(async |office, call| case::reset_account(office, &logins, call, &command).await);
    invited(&made?, said, io)
}

fn issue(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (logins, (desk, record)) = (logins()?, ready((None, said, of("")), io)?);
    let command: case::IssueToken = whole(record)?;
    let made =
        desk.run(async |office, call| case::issue_token(office, &logins, call, &command).await);
    told_once(&made?, said, io)
}

fn list(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (desk, record) = ready((None, said, of("")), io)?;
    let Nothing {} = whole(record)?;
    let found = desk.run(async |office, call| case::list_accounts(office, call).await)?;
    let rows: Vec<_> = found.into_iter().map(AccountRow::of).collect();
    let columns = [
        ("account", "/shown/account"),
        ("name", "/shown/name"),
        ("login", "/shown/login"),
        ("actor", "/shown/actor"),
        ("state", "/shown/state"),
        ("acts as", "/acts_as"),
    ];
    match said.desk.format {
        Format::Table | Format::Csv => sheet::list(&rows, &columns, said.desk.format, io)?,
        format => {
            let shown: Vec<_> = rows.into_iter().map(|row| row.shown).collect();
            sheet::list(&shown, &columns, format, io)?;
        }
    }
    Ok(Exit::Done)
}

/// An account as a row shows it.
#[derive(Serialize)]
struct AccountRow {
    acts_as: Vec<String>,
    shown: AccountShown,
}

impl AccountRow {
    fn of(shown: AccountShown) -> Self {
        let acts_as = shown.seats.iter().map(|seat| match &seat.is {
            Some(is) => format!("{} {is}", seat.role),
            None => format!("{} at {}", seat.role, seat.organisation),
        });
        Self { acts_as: acts_as.collect(), shown }
    }
}

fn tokens(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (desk, record) = ready((None, said, of("")), io)?;
    let command: case::ListTokens = whole(record)?;
    let found: Vec<TokenShown> =
        desk.run(async |office, call| case::list_tokens(office, call, &command).await)?;
    let columns = [
        ("token", "/id"),
        ("label", "/label"),
        ("scopes", "/scopes"),
        ("role", "/seat/role"),
        ("expires", "/expires"),
        ("revoked_at", "/revoked_at"),
    ];
    sheet::list(&found, &columns, said.desk.format, io)?;
    Ok(Exit::Done)
}

/// Writes an invitation, and where it is taken.
fn invited(made: &Invitation, said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    io.remark("the account is taken in a browser, at `/invitation?token=TOKEN` of the server");
    told_once(made, said, io)
}

/// Writes what is told once. A table has one field a line, however long: what
/// was broken could not be copied.
fn told_once<A: Serialize>(answer: &A, said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match said.desk.format {
        Format::Table => {
            let Value::Object(fields) = serde_json::to_value(answer)? else {
                return Err(CommandError::Use("nothing was answered".to_owned()));
            };
            for (name, value) in fields {
                writeln!(io.out, "{name:<8} {}", value.as_str().unwrap_or_default())?;
            }
        }
        format => sheet::record(answer, format, io)?,
    }
    io.remark("the token is shown this once: hand it over so that nobody else reads it");
    Ok(Exit::Done)
}
