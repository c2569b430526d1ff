//! Coarse answers under a pseudonym, frozen at enrolment.

use chrono::NaiveDate;
use etablera_domain::event::{LabourStatus, StatisticsId};
use serde::{Deserialize, Serialize};

use crate::db::Value;
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// What was answered to a question that nobody has to answer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Reply<T> {
    /// Nobody asked, or nobody knows.
    #[default]
    Unknown,
    /// The person was asked and does not say.
    Declined,
    /// This.
    Known(T),
}

impl<T> Reply<T> {
    /// The answer, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(answer) => Some(answer),
            Self::Unknown | Self::Declined => None,
        }
    }
}

/// The age on the day of enrolment, as funders group it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Below 18.
    Below18,
    /// 18 to 29.
    From18To29,
    /// 30 to 54.
    From30To54,
    /// 55 and above.
    From55,
}

/// The gender as funders ask for it; never taken from an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Neither of the two.
    NonBinary,
}

/// The highest education completed, by ISCED 2011.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationBand {
    /// Lower secondary or less: 0 to 2.
    UpToLowerSecondary,
    /// Upper secondary or post-secondary: 3 and 4.
    UpperSecondary,
    /// Tertiary: 5 to 8.
    Tertiary,
}

/// The coarse answers that indicators need, as they were at enrolment. Nothing
/// in it leads to a person but the event that names it.
///
/// The special categories (disability, minority) are not among them: they are
/// kept sealed and read as [`SpecialIndicator`](super::SpecialIndicator).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    /// The pseudonym.
    pub id: StatisticsId,
    /// The day on which the answers were frozen.
    pub frozen_on: NaiveDate,
    /// The age.
    #[serde(default)]
    pub age: Reply<AgeBand>,
    /// The gender.
    #[serde(default)]
    pub gender: Reply<Gender>,
    /// The highest education.
    #[serde(default)]
    pub education: Reply<EducationBand>,
    /// The status on the labour market before the operation.
    #[serde(default)]
    pub labour: Reply<LabourStatus>,
    /// Whether a citizen of no country of the Union, which stateless persons
    /// are as well.
    #[serde(default)]
    pub third_country: Reply<bool>,
    /// Whether of foreign background: born abroad, or both parents.
    #[serde(default)]
    pub foreign_background: Reply<bool>,
    /// Whether homeless or excluded from housing.
    #[serde(default)]
    pub homeless: Reply<bool>,
    /// Whether living in a rural area.
    #[serde(default)]
    pub rural: Reply<bool>,
}

fn parsed(text: &str) -> Result<Statistics, StoreError> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::Corrupt(format!("a statistics record is unreadable: {error}")))
}

impl Reader {
    /// The statistics record with a pseudonym.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn statistics(&mut self, id: StatisticsId) -> Result<Option<Statistics>, StoreError> {
        let sql = "SELECT body FROM statistics WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.map(|row| parsed(row.text(0)?)).transpose()
    }

    /// The statistics records with these pseudonyms, ordered by them; those
    /// that are not there are left out.
    ///
    /// # Errors
    ///
    /// As [`Reader::statistics`].
    pub async fn statistics_among(
        &mut self,
        ids: impl IntoIterator<Item = StatisticsId>,
    ) -> Result<Vec<Statistics>, StoreError> {
        let sql = ("SELECT body FROM statistics WHERE id", "");
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        let rows = self.fetch_among(sql, ids).await?;
        let read = rows.iter().map(|row| parsed(row.text(0)?));
        let mut found = read.collect::<Result<Vec<_>, _>>()?;
        found.sort_by_key(|one| one.id);
        Ok(found)
    }

    /// Every statistics record, ordered by pseudonym.
    ///
    /// # Errors
    ///
    /// As [`Reader::statistics`].
    pub async fn all_statistics(&mut self) -> Result<Vec<Statistics>, StoreError> {
        let rows = self.tx.fetch("SELECT body FROM statistics ORDER BY id", Vec::new()).await?;
        rows.iter().map(|row| parsed(row.text(0)?)).collect()
    }
}

impl Writer {
    /// Keeps a statistics record; it cannot be changed.
    ///
    /// # Errors
    ///
    /// When there is one with its pseudonym, or it cannot be written.
    pub async fn put_statistics(&mut self, statistics: &Statistics) -> Result<(), StoreError> {
        self.put_all_statistics(std::slice::from_ref(statistics)).await
    }

    /// Keeps many statistics records at once.
    ///
    /// # Errors
    ///
    /// As [`Writer::put_statistics`].
    pub async fn put_all_statistics(&mut self, all: &[Statistics]) -> Result<(), StoreError> {
        let rows = all.iter().map(|statistics| {
            let body = serde_json::to_string(statistics).map_err(|error| {
                StoreError::Corrupt(format!("a statistics record cannot be written: {error}"))
            })?;
            Ok(vec![Value::text(statistics.id), body.into()])
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        self.tx.insert("statistics (id, body)", rows, "").await
    }
}
