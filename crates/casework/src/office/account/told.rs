//! Accounts as they are handed out to whom they are about.

use std::collections::BTreeSet;

use etablera_domain::AccountId;
use etablera_domain::event::{Moment, Subject};
use etablera_storage::ExternalIdentity;
use serde::Serialize;

use super::seat::{Seat, seats_of};
use crate::office::{CaseError, Work};

/// What somebody logs in with, without what they prove it by.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AccountTold {
    /// Names it.
    pub account: AccountId,
    /// What they log in as.
    pub login: String,
    /// What they are called there.
    pub name: String,
    /// Where mail reaches them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether it may log in.
    pub state: &'static str,
    /// What it acts as.
    pub acts_as: BTreeSet<Seat>,
    /// Who they are to providers of sign-on.
    pub external: BTreeSet<ExternalIdentity>,
    /// When it was made.
    pub made_at: Moment,
    /// Since when, and when last, they are logged in.
    pub logged_in: Vec<TimeTold>,
    /// What programs of theirs prove themselves by.
    pub tokens: Vec<TokenTold>,
}

/// A time that somebody is logged in.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TimeTold {
    /// Since when.
    pub since: Moment,
    /// When it was used last.
    pub used_at: Moment,
}

/// What a program proves itself by, without what it is.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TokenTold {
    /// What they call it.
    pub label: String,
    /// What it may be used for.
    pub scopes: String,
    /// When it was made.
    pub made_at: Moment,
    /// From when on it is of no use.
    pub expires: Moment,
    /// From when on it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Moment>,
}

impl Work<'_> {
    /// The accounts that act as a subject.
    pub(in crate::office) async fn accounts_told(
        &mut self,
        subject: &Subject,
    ) -> Result<Vec<AccountTold>, CaseError> {
        let mut told = Vec::new();
        for account in self.writer.accounts_about(subject).await? {
            let sessions = self.writer.sessions_of(&account.id).await?.into_iter();
            let tokens = self.writer.tokens_of(&account.id).await?.into_iter();
            told.push(AccountTold {
                acts_as: seats_of(&account)?,
                logged_in: sessions
                    .map(|one| TimeTold { since: one.begun_at, used_at: one.used_at })
                    .collect(),
                tokens: tokens
                    .map(|one| TokenTold {
                        label: one.label,
                        scopes: one.scopes,
                        made_at: one.made_at,
                        expires: one.expires_at,
                        revoked_at: one.revoked_at,
                    })
                    .collect(),
                account: account.id,
                login: account.profile.login.into(),
                name: account.profile.name,
                email: account.profile.email,
                state: account.state.name(),
                external: account.profile.external,
                made_at: account.made_at,
            });
        }
        Ok(told)
    }
}
