//! Whether somebody is who they say: what logging in and choosing another
//! password share.
//!
//! An unknown name costs the same as a known one: one look, one hash, and one
//! change that counts the failure. No transaction is open while a password is
//! hashed, so that what was looked up is looked up again before it counts.

use std::collections::BTreeSet;

use etablera_domain::ActorId;
use etablera_domain::event::{Moment, Subject};
use etablera_storage::{
    Access, Account, AccountState, Credential, FailedLogIns, LoginName, StoreError, StoredSeat,
    Writer,
};

use super::error::LogInError;
use super::factor::{self, CodeFault};
use super::logins::Logins;
use super::password::Password;
use super::secret::Secret;
use crate::office::Office;

/// Who stands in the access log where nobody is known; no account has it.
pub(super) const NOBODY: &str = "nobody";

/// What is tried.
pub(super) struct Attempt<'a> {
    pub(super) office: &'a Office,
    pub(super) logins: &'a Logins,
    pub(super) now: Moment,
    /// What stands in the access log for it.
    pub(super) action: &'static str,
}

/// What a password was right for.
pub(super) struct Compared {
    /// The hash; none where it was right for nothing.
    right_for: Option<String>,
    /// What it is kept as from now on, where the cost was another.
    renewed: Option<String>,
}

/// Who says that they are who.
pub(super) struct Proof<'a> {
    /// What came of the password.
    pub(super) compared: Compared,
    /// As whom.
    pub(super) login: &'a LoginName,
    /// The code that goes with it.
    pub(super) code: Option<&'a Secret>,
}

/// Somebody who is who they say. Their code is used and their failures are
/// forgotten once the writer commits.
pub(super) struct Proven {
    pub(super) writer: Writer,
    pub(super) account: Account,
    pub(super) credential: Credential,
}

/// Why somebody is not who they say.
enum Doubt {
    Locked(Moment),
    Unknown,
    State(AccountState),
    Password,
    Code(CodeFault),
}

impl Doubt {
    /// The word in the access log, which the one who tries does not read.
    fn word(&self) -> &'static str {
        match self {
            Self::Locked(_) => "locked",
            Self::Unknown => "unknown_login",
            Self::State(AccountState::Disabled) => "disabled",
            Self::State(_) => "not_accepted",
            Self::Password => "wrong_password",
            Self::Code(CodeFault::Missing) => "no_code",
            Self::Code(CodeFault::Wrong) => "wrong_code",
            Self::Code(CodeFault::Used) => "used_code",
        }
    }
}

/// Compares a password with that of whoever logs in as this.
pub(super) async fn compare(
    attempt: &Attempt<'_>,
    login: &LoginName,
    password: &Password,
) -> Result<Compared, LogInError> {
    let Attempt { office, logins, now, .. } = attempt;
    let mut reader = office.store.read().await?;
    let failed = reader.failed_log_ins(login).await?;
    let account = reader.account_by_login(login).await?;
    let credential = match &account {
        Some(account) => reader.credential(&account.id).await?,
        None => None,
    };
    drop(reader);
    if let Some(until) = logins.settings().lock_out.until(failed, *now) {
        let mut writer = office.store.write().await?;
        let refused = refused(attempt, account.as_ref(), &Doubt::Locked(until));
        writer.log_access(vec![refused]).await?;
        writer.commit().await?;
        return Err(LogInError::Locked { until });
    }
    let kept = credential.as_ref().map(|credential| credential.password.as_str());
    let is_right = logins.is_right(password, kept).await?;
    let right_for = kept.filter(|_| is_right).map(str::to_owned);
    let renewed = match &right_for {
        Some(kept) if logins.is_dated(kept) => Some(logins.hash(password).await?),
        _ => None,
    };
    Ok(Compared { right_for, renewed })
}

/// Goes on only with somebody who is who they say; otherwise the failure is
/// counted and logged.
pub(super) async fn prove(attempt: &Attempt<'_>, proof: Proof<'_>) -> Result<Proven, LogInError> {
    let Attempt { office, logins, now, .. } = attempt;
    let mut writer = office.store.write().await?;
    let failed = writer.failed_log_ins(proof.login).await?;
    let account = writer.account_by_login(proof.login).await?;
    let credential = match &account {
        Some(account) => writer.credential(&account.id).await?,
        None => None,
    };
    let locked = logins.settings().lock_out.until(failed, *now);
    let believed = match (locked, &account) {
        (Some(until), _) => Err(Doubt::Locked(until)),
        (None, None) => Err(Doubt::Unknown),
        (None, Some(account)) => believe(account, credential, &proof, *now),
    };
    match (believed, account) {
        (Ok(credential), Some(account)) => {
            writer.clear_failed_log_ins(proof.login).await?;
            writer.put_credential(&account.id, Some(&credential)).await?;
            Ok(Proven { writer, account, credential })
        }
        (Err(doubt), account) => {
            let row = refused(attempt, account.as_ref(), &doubt);
            Err(fail(attempt, writer, (proof.login, failed), (doubt, row)).await?)
        }
        (Ok(_), None) => Err(LogInError::Refused),
    }
}

/// Counts a failure and logs it; what the one who tries is told.
async fn fail(
    attempt: &Attempt<'_>,
    mut writer: Writer,
    (login, failed): (&LoginName, Option<FailedLogIns>),
    (doubt, row): (Doubt, Access),
) -> Result<LogInError, StoreError> {
    let (rules, now) = (&attempt.logins.settings().lock_out, attempt.now);
    let told = match doubt {
        Doubt::Locked(until) => LogInError::Locked { until },
        _ => {
            writer.put_failed_log_ins(login, rules.with_another(failed, now)).await?;
            writer.forget_failed_log_ins(rules.forgotten(now)).await?;
            LogInError::Refused
        }
    };
    finish(writer, row).await?;
    Ok(told)
}

/// The credential with its code used, if everything is right.
fn believe(
    account: &Account,
    credential: Option<Credential>,
    proof: &Proof<'_>,
    now: Moment,
) -> Result<Credential, Doubt> {
    if account.state != AccountState::Active {
        return Err(Doubt::State(account.state));
    }
    let mut credential = credential.ok_or(Doubt::Password)?;
    // The password may have been changed while it was compared.
    if proof.compared.right_for.as_ref() != Some(&credential.password) {
        return Err(Doubt::Password);
    }
    if let Some(factor) = &mut credential.factor {
        factor::consume(factor, proof.code, now).map_err(Doubt::Code)?;
    }
    if let Some(renewed) = &proof.compared.renewed {
        credential.password.clone_from(renewed);
    }
    Ok(credential)
}

fn refused(attempt: &Attempt<'_>, account: Option<&Account>, doubt: &Doubt) -> Access {
    let Attempt { now, action, .. } = attempt;
    let because = vec![doubt.word().to_owned()];
    let access = of_account(*now, action, account, None);
    Access { allowed: false, because, ..access }
}

/// What stands in the access log for what somebody does with an account: the
/// account is its purpose, and its participant or employer whom it is about.
pub(super) fn of_account(
    at: Moment,
    action: &str,
    account: Option<&Account>,
    seat: Option<&StoredSeat>,
) -> Access {
    let seat = seat.or_else(|| account.and_then(|account| account.seats.first()));
    Access {
        at,
        actor: account.map_or_else(nobody, |account| account.actor.clone()),
        role: seat.map_or(NOBODY, |seat| seat.role.as_str()).to_owned(),
        action: action.to_owned(),
        subject: account.and_then(|account| only_record(&account.seats)),
        allowed: true,
        because: Vec::new(),
        purpose: account.map(|account| format!("account {}", account.id)),
    }
}

/// Whose account it is, where it acts as one participant or employer only.
fn only_record(seats: &BTreeSet<StoredSeat>) -> Option<Subject> {
    let mut records = seats.iter().map(|seat| seat.is.as_ref());
    let first = records.next()??;
    records.all(|other| other == Some(first)).then(|| first.clone())
}

#[expect(clippy::expect_used, reason = "the word is an id, and a test logs it")]
fn nobody() -> ActorId {
    NOBODY.parse().expect("`nobody` is an id")
}

/// Writes one row into the access log, and keeps everything.
pub(super) async fn finish(mut writer: Writer, access: Access) -> Result<(), StoreError> {
    writer.log_access(vec![access]).await?;
    writer.commit().await
}
