//! Which forms of support there are.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::assessment::Assessment;
use super::facts::Facts;
use super::{arbetspraktik, etableringsjobb, introduktionsjobb, norway, nystartsjobb};
use crate::calendar::Country;
use crate::decision::{Answer, Ground};
use crate::rules::{Rules, RulesError};

/// A form of support, by the name that the authority uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Employment of somebody long away from work: contributions come back.
    Nystartsjobb,
    /// Employment of somebody in a guarantee, or a newcomer: a part of the
    /// wage cost comes back.
    Introduktionsjobb,
    /// Employment under a collective agreement, where the state pays a part.
    Etableringsjobb,
    /// A placement without pay.
    Arbetspraktik,
    /// Norwegian work training.
    Arbeidstrening,
    /// A mentor at a Norwegian workplace.
    Mentor,
    /// Temporary Norwegian wage subsidy.
    MidlertidigLonnstilskudd,
    /// A Norwegian grant for the extra cost of inclusion.
    Inkluderingstilskudd,
    /// A Norwegian summer job.
    Sommerjobb,
}

/// A form with its answer, for the staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The answer, and what would be given.
    pub assessment: Assessment,
    /// What it rests on in lengths and money, each with its source, the day
    /// from which it holds, and whether somebody read it there.
    pub amounts: Vec<Ground>,
}

impl Form {
    /// Every form, the Swedish ones first.
    pub const ALL: [Self; 9] = [
        Self::Nystartsjobb,
        Self::Introduktionsjobb,
        Self::Etableringsjobb,
        Self::Arbetspraktik,
        Self::Arbeidstrening,
        Self::Mentor,
        Self::MidlertidigLonnstilskudd,
        Self::Inkluderingstilskudd,
        Self::Sommerjobb,
    ];

    /// The name that the authority uses, as in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nystartsjobb => "nystartsjobb",
            Self::Introduktionsjobb => "introduktionsjobb",
            Self::Etableringsjobb => "etableringsjobb",
            Self::Arbetspraktik => "arbetspraktik",
            Self::Arbeidstrening => "arbeidstrening",
            Self::Mentor => "mentor",
            Self::MidlertidigLonnstilskudd => "midlertidig_lonnstilskudd",
            Self::Inkluderingstilskudd => "inkluderingstilskudd",
            Self::Sommerjobb => "sommerjobb",
        }
    }

    /// Where the work must be.
    #[must_use]
    pub fn country(self) -> Country {
        match self {
            Self::Nystartsjobb
            | Self::Introduktionsjobb
            | Self::Etableringsjobb
            | Self::Arbetspraktik => Country::Sweden,
            Self::Arbeidstrening
            | Self::Mentor
            | Self::MidlertidigLonnstilskudd
            | Self::Inkluderingstilskudd
            | Self::Sommerjobb => Country::Norway,
        }
    }

    /// Whether it may be given, decided on `day`.
    ///
    /// # Errors
    /// The rules lack one that is asked for.
    pub fn assess(
        self,
        rules: &Rules,
        facts: &Facts,
        day: NaiveDate,
    ) -> Result<Assessment, RulesError> {
        let measure = || norway::measure(rules, (self, self.name()), facts, day);
        match self {
            Self::Nystartsjobb => nystartsjobb(rules, facts, day),
            Self::Introduktionsjobb => introduktionsjobb(rules, facts, day),
            Self::Etableringsjobb => etableringsjobb(rules, facts, day),
            Self::Arbetspraktik => arbetspraktik(rules, facts, day),
            Self::Arbeidstrening => measure(),
            Self::Mentor => measure(),
            Self::MidlertidigLonnstilskudd => measure(),
            Self::Inkluderingstilskudd => measure(),
            Self::Sommerjobb => measure(),
        }
    }

    /// The rules of its lengths and money.
    fn amounts(self) -> &'static [&'static str] {
        match self {
            Self::Nystartsjobb => &[
                "nystartsjobb.11.length",
                "nystartsjobb.12.length",
                "nystartsjobb.13.length",
                "nystartsjobb.13.length.young",
                "nystartsjobb.15.length",
                "nystartsjobb.17.pay",
                "nystartsjobb.28.first_decision",
                "nystartsjobb.30.documents",
            ],
            Self::Introduktionsjobb => &[
                "introduktionsjobb.10.length",
                "introduktionsjobb.10.first_decision",
                "introduktionsjobb.14.amount",
                "introduktionsjobb.16.pay",
                "introduktionsjobb.31.documents",
            ],
            Self::Etableringsjobb => {
                &["etableringsjobb.ordinance.length", "etableringsjobb.ordinance.pay"]
            }
            Self::Arbetspraktik => &["arbetspraktik.7.length", "arbetspraktik.7.assessment"],
            Self::Arbeidstrening => &["norway.arbeidstrening.length"],
            Self::Mentor => &["norway.mentor.length", "norway.mentor.length.reduced"],
            Self::MidlertidigLonnstilskudd => &[
                "norway.midlertidig_lonnstilskudd.length",
                "norway.midlertidig_lonnstilskudd.length.reduced",
            ],
            Self::Inkluderingstilskudd => &["norway.inkluderingstilskudd.length"],
            Self::Sommerjobb => &["norway.sommerjobb.length"],
        }
    }

    fn offer(self, rules: &Rules, facts: &Facts, day: NaiveDate) -> Result<Offer, RulesError> {
        let assessment = self.assess(rules, facts, day)?;
        let held = self.amounts().iter().map(|name| rules.on(name, day));
        let amounts = held.map(|held| Ok(held?.ground())).collect::<Result<_, RulesError>>()?;
        Ok(Offer { assessment, amounts })
    }
}

/// Every form for a person and a job, in the country of the job where that is
/// known: first those that may apply, last those that are ruled out, and of
/// one answer in the order of [`Form::ALL`].
///
/// # Errors
/// The rules lack one that is asked for.
pub fn forms(rules: &Rules, facts: &Facts, day: NaiveDate) -> Result<Vec<Offer>, RulesError> {
    let there = |form: &Form| facts.country.is_none_or(|country| country == form.country());
    let offers = Form::ALL.into_iter().filter(there).map(|form| form.offer(rules, facts, day));
    let mut offers = offers.collect::<Result<Vec<Offer>, RulesError>>()?;
    let answer = |offer: &Offer| -> Answer { offer.assessment.decision.answer };
    offers.sort_by_key(answer);
    Ok(offers)
}
