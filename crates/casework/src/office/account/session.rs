//! Being logged in.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use etablera_domain::AccountId;
use etablera_domain::event::Moment;
use etablera_storage::{Account, AccountState, Hash, Reader, StoreError, StoredSession, Writer};
use serde::Serialize;

use super::door::{finish, of_account};
use super::error::LogInError;
use super::logins::Logins;
use super::seat::{Seat, open_seats, seats_of};
use super::secret::{Secret, csrf_of, hash_of};
use super::settings::{Settings, after, before, minutes};
use crate::office::Office;
use crate::policy::Caller;

/// How seldom it is noted that a session is used, so that reads stay reads.
const NOTED: TimeDelta = TimeDelta::minutes(1);

/// Somebody who is logged in.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Session {
    /// With which account.
    pub account: AccountId,
    /// Who calls, for the use cases.
    pub caller: Caller,
    /// What a page sends along to show that it is one of this session.
    pub csrf: Secret,
    /// What else the account may act as, and this.
    pub seats: BTreeSet<Seat>,
    /// When it ends, however it is used.
    pub expires: Moment,
}

/// A session that has just begun.
#[derive(Debug, Serialize)]
pub struct SessionStarted {
    /// What it is known by; nobody is told again.
    pub token: Secret,
    /// The session.
    pub session: Session,
}

impl Session {
    /// Whether a page of this session has sent this along. Takes the same time
    /// however much of it is right.
    #[must_use]
    pub fn is_csrf(&self, sent: &str) -> bool {
        // Hashes of what is sent cannot be steered towards the right one.
        hash_of(sent) == self.csrf.hash()
    }
}

/// A session that has not ended.
pub(super) struct Live {
    pub(super) hash: Hash,
    pub(super) stored: StoredSession,
    pub(super) account: Account,
    pub(super) seat: Seat,
}

/// The session of a token, if it has not ended and its account may log in.
pub(super) async fn live(
    reader: &mut Reader,
    settings: &Settings,
    now: Moment,
    token: &str,
) -> Result<Live, LogInError> {
    let hash = hash_of(token);
    let stored = reader.stored_session(&hash).await?.ok_or(LogInError::Over)?;
    let idle = after(stored.used_at, minutes(settings.session.idle_minutes));
    if now >= idle || now >= end(settings, stored.begun_at) {
        return Err(LogInError::Over);
    }
    let account = reader.account(&stored.account).await?.ok_or(LogInError::Over)?;
    let is_seated = account.seats.contains(&stored.seat);
    if account.state != AccountState::Active || !is_seated {
        return Err(LogInError::Over);
    }
    let seat = Seat::read(&stored.seat)?;
    Ok(Live { hash, stored, account, seat })
}

/// When a session ends that began at a moment.
fn end(settings: &Settings, begun_at: Moment) -> Moment {
    after(begun_at, minutes(settings.session.longest_minutes))
}

fn shown(
    settings: &Settings,
    token: &str,
    (account, seat): (&Account, &Seat),
    begun_at: Moment,
) -> Result<Session, StoreError> {
    Ok(Session {
        account: account.id.clone(),
        caller: seat.caller(account.actor.clone()),
        csrf: csrf_of(token),
        seats: seats_of(account)?,
        expires: end(settings, begun_at),
    })
}

/// The session of a token. That it was used is noted at most once a minute.
///
/// # Errors
///
/// [`LogInError::Over`] for a session that there is not or that has ended, and
/// when the store fails.
pub async fn session(
    office: &Office,
    logins: &Logins,
    now: Moment,
    token: &str,
) -> Result<Session, LogInError> {
    let settings = logins.settings();
    let mut reader = office.store.read().await?;
    let live = live(&mut reader, settings, now, token).await?;
    drop(reader);
    if now >= after(live.stored.used_at, NOTED) {
        note_use(office, &live.hash, now).await?;
    }
    Ok(shown(settings, token, (&live.account, &live.seat), live.stored.begun_at)?)
}

/// A store that others hold or that may only be read does not end a session.
async fn note_use(office: &Office, session: &Hash, now: Moment) -> Result<(), StoreError> {
    let noted = async {
        let mut writer = office.store.write().await?;
        writer.use_session(session, now).await?;
        writer.commit().await
    };
    match noted.await {
        Err(StoreError::Locked(_) | StoreError::ReadOnly(_)) => Ok(()),
        noted => noted,
    }
}

/// Begins a session, and ends whichever have been over for long.
pub(super) async fn begin(
    writer: &mut Writer,
    settings: &Settings,
    now: Moment,
    (account, seat): (&Account, &Seat),
) -> Result<SessionStarted, LogInError> {
    let times = settings.session;
    let (longest, idle) = (minutes(times.longest_minutes), minutes(times.idle_minutes));
    writer.end_old_sessions(before(now, longest), before(now, idle)).await?;
    begin_at(writer, settings, (now, now), (account, seat)).await
}

/// Begins a session that counts from an earlier moment.
async fn begin_at(
    writer: &mut Writer,
    settings: &Settings,
    (begun_at, now): (Moment, Moment),
    (account, seat): (&Account, &Seat),
) -> Result<SessionStarted, LogInError> {
    let token = Secret::draw()?;
    let stored =
        StoredSession { account: account.id.clone(), seat: seat.stored(), begun_at, used_at: now };
    writer.begin_session(&token.hash(), &stored).await?;
    let session = shown(settings, token.expose(), (account, seat), begun_at)?;
    Ok(SessionStarted { token, session })
}

/// Acts as something else from now on, with a new token; the old one is over.
/// The session ends no later for it.
///
/// # Errors
///
/// [`LogInError::Over`], [`LogInError::NoSeat`] for what the account does not
/// act as, and when the store fails.
pub async fn take_seat(
    office: &Office,
    logins: &Logins,
    now: Moment,
    token: &str,
    seat: &Seat,
) -> Result<SessionStarted, LogInError> {
    let settings = logins.settings();
    let mut writer = office.store.write().await?;
    let Live { hash, stored, account, .. } = live(&mut writer, settings, now, token).await?;
    let credential = writer.credential(&account.id).await?;
    let seats = open_seats(settings, &account, credential.as_ref())?;
    let seat = seats.get(seat).ok_or(LogInError::NoSeat)?;
    writer.end_session(&hash).await?;
    let times = (stored.begun_at, now);
    let started = begin_at(&mut writer, settings, times, (&account, seat)).await?;
    let access = of_account(now, "take_seat", Some(&account), Some(&seat.stored()));
    finish(writer, access).await?;
    Ok(started)
}

/// Ends a session. One that has ended stays so.
///
/// # Errors
///
/// When the store fails.
pub async fn log_out(office: &Office, now: Moment, token: &str) -> Result<(), LogInError> {
    let mut writer = office.store.write().await?;
    let hash = hash_of(token);
    let Some(stored) = writer.stored_session(&hash).await? else { return Ok(()) };
    let account = writer.account(&stored.account).await?;
    writer.end_session(&hash).await?;
    let access = of_account(now, "log_out", account.as_ref(), Some(&stored.seat));
    Ok(finish(writer, access).await?)
}

/// Ends every session of whoever is logged in, this one too; says how many
/// there were.
///
/// # Errors
///
/// [`LogInError::Over`], and when the store fails.
pub async fn log_out_everywhere(
    office: &Office,
    logins: &Logins,
    now: Moment,
    token: &str,
) -> Result<u64, LogInError> {
    let mut writer = office.store.write().await?;
    let Live { stored, account, .. } = live(&mut writer, logins.settings(), now, token).await?;
    let ended = writer.end_sessions(&account.id).await?;
    let access = of_account(now, "log_out_everywhere", Some(&account), Some(&stored.seat));
    finish(writer, access).await?;
    Ok(ended)
}
