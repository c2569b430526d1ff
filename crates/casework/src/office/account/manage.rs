//! What an account acts as, and whether it may log in.

use std::collections::BTreeSet;

use etablera_domain::{AccountId, ActorId};
use etablera_storage::{AccountState, StoredSeat};

use super::logins::Logins;
use super::seat::Seat;
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office, UseCase};

commands! {
    /// Says what an account acts as.
    ChangeSeats {
        /// Which.
        account: AccountId,
        /// Everything that it acts as from now on.
        seats: BTreeSet<Seat>,
    }
    /// Keeps an account from logging in.
    DisableAccount {
        /// Which.
        account: AccountId,
    }
    /// Lets a disabled account log in again.
    EnableAccount {
        /// Which.
        account: AccountId,
    }
}

/// Refuses what somebody would do to their own account: an administrator gives
/// a role to others.
pub(super) fn not_ones_own(call: &Call, actor: &ActorId) -> Result<(), CaseError> {
    if call.caller.actor == *actor {
        return Err(CaseError::wrong(
            "this is your own account: expected another administrator to do it",
        ));
    }
    Ok(())
}

/// Seats that make sense, as the store has them.
pub(super) fn checked(seats: &BTreeSet<Seat>) -> Result<BTreeSet<StoredSeat>, CaseError> {
    if seats.is_empty() {
        return Err(CaseError::wrong("`seats` is empty: expected one or more"));
    }
    if let Some(fault) = seats.iter().find_map(Seat::fault) {
        return Err(CaseError::wrong(fault));
    }
    Ok(seats.iter().map(Seat::stored).collect())
}

/// Says what an account acts as. Sessions and tokens of seats that it has no
/// more are over at once.
///
/// # Errors
///
/// When the caller may not, or it is their own account; when there is no such
/// account, it has no second factor and a seat needs one, or a seat makes no
/// sense; when the store fails.
pub fn change_seats<'a>(
    office: &'a Office,
    logins: &'a Logins,
    call: &'a Call,
    command: &'a ChangeSeats,
) -> UseCase<'a, ()> {
    office.run(call, ("change_seats", command), async move |work| {
        let ChangeSeats { account: id, seats } = command;
        work.may_manage(&format!("change_seats {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        account.seats = checked(seats)?;
        let credential = work.writer.credential(id).await?;
        let without = credential.is_some_and(|credential| credential.factor.is_none());
        let needs = seats.iter().find(|seat| logins.settings().needs_factor(seat.role));
        if let (true, Some(seat)) = (without, needs) {
            let role = seat.role;
            return Err(CaseError::wrong(format!(
                "account `{id}` has no second factor, which `{role}` needs: expected one that \
                     has; reset it first, and whoever takes it anew gets one"
            )));
        }
        Ok(work.writer.put_account(&account).await?)
    })
}

/// Keeps an account from logging in: its sessions are over at once, and its
/// tokens are of no use until it is enabled again.
///
/// # Errors
///
/// When the caller may not, or it is their own account; when there is no such
/// account, or the store fails.
pub fn disable_account<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a DisableAccount,
) -> UseCase<'a, ()> {
    office.run(call, ("disable_account", command), async move |work| {
        let DisableAccount { account: id } = command;
        work.may_manage(&format!("disable_account {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        account.state = AccountState::Disabled;
        work.writer.put_account(&account).await?;
        work.writer.remove_invitation(id).await?;
        work.writer.end_sessions(id).await?;
        Ok(())
    })
}

/// Lets a disabled account log in again, with what it was proved by before;
/// one that nobody had taken is to be reset.
///
/// # Errors
///
/// When the caller may not, or it is their own account; when there is no such
/// account or it is not disabled; when the store fails.
pub fn enable_account<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a EnableAccount,
) -> UseCase<'a, ()> {
    office.run(call, ("enable_account", command), async move |work| {
        let EnableAccount { account: id } = command;
        work.may_manage(&format!("enable_account {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        if account.state != AccountState::Disabled {
            let state = account.state;
            return Err(CaseError::wrong(format!(
                "account `{id}` is {state}: expected one that is disabled"
            )));
        }
        let credential = work.writer.credential(id).await?;
        let is_taken = credential.is_some() || !account.profile.external.is_empty();
        account.state = if is_taken { AccountState::Active } else { AccountState::Invited };
        Ok(work.writer.put_account(&account).await?)
    })
}
