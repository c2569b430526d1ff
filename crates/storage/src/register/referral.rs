//! Where referrals lead, which follows from the log, and the hashes of their
//! links, which do not.

use etablera_domain::event::{Event, Happening, Recorded, ReferralId, Subject};
use etablera_domain::{OrganisationId, ParticipantId};

use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// Where a referral leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferralRow {
    /// Which.
    pub id: ReferralId,
    /// Who was referred.
    pub participant: ParticipantId,
    /// To which organisation.
    pub to: OrganisationId,
}

impl ReferralRow {
    /// Where the referral leads that an event tells of.
    pub(crate) fn of(event: &Event) -> Option<Self> {
        let (Subject::Participant(participant), Happening::Referred { referral, to, .. }) =
            (&event.stream, &event.what)
        else {
            return None;
        };
        Some(Self { id: *referral, participant: participant.clone(), to: to.clone() })
    }
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
    /// Keeps the hash of a referral's link.
    ///
    /// # Errors
    ///
    /// When there is such a link, there is no such referral, or the database
    /// cannot be written.
    pub async fn put_referral_link(
        &mut self,
        id: ReferralId,
        link: &Hash,
    ) -> Result<(), StoreError> {
        let row = vec![Value::text(link), Value::text(id)];
        self.tx.insert("referral_link (link, referral)", vec![row], "").await
    }

    /// Keeps where referrals lead that events tell of; of who was erased, none.
    pub(crate) async fn keep_referrals(&mut self, events: &[Recorded]) -> Result<(), StoreError> {
        let rows = events.iter().filter_map(|recorded| ReferralRow::of(&recorded.event));
        let rows = rows.map(|ReferralRow { id, participant, to }| {
            vec![Value::text(id), Value::text(participant), Value::text(to)]
        });
        // A correction of a referral names the same one.
        let (into, known) =
            ("referral (id, participant, organisation)", "ON CONFLICT (id) DO NOTHING");
        self.tx.insert(into, rows.collect(), known).await?;
        for Recorded { event, .. } in events {
            if let (Subject::Participant(id), Happening::Erased { .. }) =
                (&event.stream, &event.what)
            {
                let sql = "DELETE FROM referral WHERE participant = $1";
                self.tx.execute(sql, vec![Value::text(id)]).await?;
            }
        }
        Ok(())
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
