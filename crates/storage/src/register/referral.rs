//! Where referrals lead: what happens to one stands in the log, its link here,
//! as a hash.

use etablera_domain::event::ReferralId;
use etablera_domain::{OrganisationId, ParticipantId};

use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// Where a referral leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRow {
    /// Which.
    pub id: ReferralId,
    /// Who was referred.
    pub participant: ParticipantId,
    /// To which organisation.
    pub to: OrganisationId,
}

fn referral(row: &Row) -> Result<ReferralRow, StoreError> {
    Ok(ReferralRow { id: row.parsed(0)?, participant: row.parsed(1)?, to: row.parsed(2)? })
}

impl Reader {
    /// Where a referral leads; none if there is none, or somebody was erased.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn referral(&mut self, id: ReferralId) -> Result<Option<ReferralRow>, StoreError> {
        let sql = "SELECT id, participant, organisation FROM referral WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.as_ref().map(referral).transpose()
    }

    /// Where the link with this hash leads; none if it is spent, or there never
    /// was one.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn referral_by_link(
        &mut self,
        link: &Hash,
    ) -> Result<Option<ReferralRow>, StoreError> {
        let sql = "SELECT id, participant, organisation FROM referral \
                   WHERE id IN (SELECT referral FROM referral_link WHERE link = $1)";
        let row = self.tx.fetch_one(sql, vec![Value::text(link)]).await?;
        row.as_ref().map(referral).transpose()
    }

    /// All that was referred to an organisation, ordered by id, and so by time.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn referrals_to(
        &mut self,
        organisation: &OrganisationId,
    ) -> Result<Vec<ReferralRow>, StoreError> {
        let sql = "SELECT id, participant, organisation FROM referral \
                   WHERE organisation = $1 ORDER BY id";
        let rows = self.tx.fetch(sql, vec![Value::text(organisation)]).await?;
        rows.iter().map(referral).collect()
    }

    /// Every referral, ordered by id, and so by time.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn referrals(&mut self) -> Result<Vec<ReferralRow>, StoreError> {
        let sql = "SELECT id, participant, organisation FROM referral ORDER BY id";
        let rows = self.tx.fetch(sql, Vec::new()).await?;
        rows.iter().map(referral).collect()
    }
}

impl Writer {
    /// Keeps where a referral leads, with the hash of its link.
    ///
    /// # Errors
    ///
    /// When there is one with its id or link, or the database cannot be
    /// written.
    pub async fn put_referral(
        &mut self,
        referral: &ReferralRow,
        link: &Hash,
    ) -> Result<(), StoreError> {
        let ReferralRow { id, participant, to } = referral;
        let row = vec![Value::text(id), Value::text(participant), Value::text(to)];
        self.tx.insert("referral (id, participant, organisation)", vec![row], "").await?;
        let row = vec![Value::text(link), Value::text(id)];
        self.tx.insert("referral_link (link, referral)", vec![row], "").await
    }

    /// Spends the link of a referral: it leads nowhere from now on.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn spend_link(&mut self, id: ReferralId) -> Result<(), StoreError> {
        let sql = "DELETE FROM referral_link WHERE referral = $1";
        self.tx.execute(sql, vec![Value::text(id)]).await.map(|_| ())
    }
}
