//! Which tasks are open to somebody in a country.

use etablera_domain::event::Code;
use etablera_domain::{Answer, Credential, CredentialClaim, Evidence};
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

use super::profession::{Protects, Regulated, Regulation};
use crate::rules::{Reference, Standing};

/// What a task needs of a profession.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// No licence: it assists.
    Nothing,
    /// That one works under the title.
    Title,
    /// The work of the profession itself.
    Activity,
}

/// A task of somebody's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Names it.
    pub id: Code,
    /// What it needs.
    pub needs: Needs,
}

/// What is known of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'c> {
    /// Licences held, and said not to be held; what is absent is not known.
    pub credentials: &'c [CredentialClaim],
    /// Whether the exception of the regulation, where it has one, is for them.
    pub exempt: Option<bool>,
}

/// Whether somebody may do a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// They may.
    Open,
    /// Somebody must be asked first.
    Ask,
    /// They may not.
    Closed,
}

/// Why a task is open or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It assists, and needs no licence.
    NoLicenceNeeded,
    /// The country keeps nothing of the profession for those with a licence.
    NotRegulated,
    /// They hold the licence.
    Held,
    /// They hold none that is valid on the day.
    NotHeld,
    /// Nobody knows whether they hold one.
    NotKnown,
    /// They say that they hold it, and nobody has seen it.
    NotShown,
    /// An exception is for them.
    Exempt,
    /// They hold none, and an exception may be for them.
    PerhapsExempt,
    /// Only the title is kept: other rules may ask for a licence all the same.
    TitleOnly,
    /// Nobody has verified how the country regulates it.
    NotVerified,
    /// Nothing is listed of the profession in the country on the day.
    NotListed,
}

/// A task, and whether it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gated {
    /// Which task.
    pub task: Code,
    /// Whether it is open.
    pub gate: Gate,
    /// Why.
    pub why: Why,
    /// What it would be by a regulation that is there and that nobody has
    /// verified. It decides nothing: it tells where to look first.
    pub heard: Option<Gate>,
    /// Whom to ask, and who gives the licence, where one is needed.
    pub authority: Option<String>,
    /// What is needed.
    pub needs: Option<String>,
    /// Who needs none.
    pub unless: Option<String>,
    /// Where that stands.
    pub reference: Option<Reference>,
}

/// What is known of the licence, the best last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Licence {
    NotKnown,
    /// They say that they hold none.
    Denied,
    /// It is not valid on the day.
    NotHeld,
    /// They say that they hold it.
    Stated,
    Held,
}

impl Regulated<'_> {
    /// Which tasks are open to a person. A regulation that nobody has verified,
    /// and a profession that is not listed, close nothing and open nothing: one
    /// asks.
    #[must_use]
    pub fn gate(&self, holder: &Holder<'_>, tasks: &[Task]) -> Vec<Gated> {
        let licence = self.licence(holder);
        tasks.iter().map(|task| gated(task, self.regulation, licence, holder.exempt)).collect()
    }

    /// What the claims say of a licence for the profession in the country.
    fn licence(&self, holder: &Holder<'_>) -> Licence {
        let claims: Vec<(Country, Licence)> =
            holder.credentials.iter().filter_map(|claim| self.claimed(claim)).collect();
        let best = claims.iter().map(|(_, licence)| *licence).max();
        // Who holds one and in the same country does not: somebody must look.
        let denied = |country| claims.contains(&(country, Licence::Denied));
        let is_clear = claims.iter().any(|(country, licence)| {
            Some(*licence) == best && (*licence <= Licence::NotHeld || !denied(*country))
        });
        best.filter(|_| is_clear).unwrap_or(Licence::NotKnown)
    }

    /// What one claim says, if it is of a licence that would do.
    fn claimed(&self, claim: &CredentialClaim) -> Option<(Country, Licence)> {
        let Credential::ProfessionalLicence { occupation, country } = &claim.credential else {
            return None;
        };
        let is_common = self.regulation.is_some_and(|one| one.eea) && country.is_in_eea();
        let counts = *country == self.country || is_common;
        if !counts || !self.profession?.is(occupation) {
            return None;
        }
        let licence = match &claim.answer {
            Answer::No => Licence::Denied,
            Answer::Yes(holding) if !holding.is_valid_on(self.day) => Licence::NotHeld,
            Answer::Yes(holding) if holding.evidence == Evidence::Stated => Licence::Stated,
            Answer::Yes(_) => Licence::Held,
        };
        Some((*country, licence))
    }
}

fn gated(
    task: &Task,
    regulation: Option<&Regulation>,
    licence: Licence,
    exempt: Option<bool>,
) -> Gated {
    let (gate, why, heard) = match (task.needs, regulation) {
        (Needs::Nothing, _) => (Gate::Open, Why::NoLicenceNeeded, None),
        (_, None) => (Gate::Ask, Why::NotListed, None),
        (needs, Some(regulation)) => {
            let exempt = if regulation.unless.is_some() { exempt } else { Some(false) };
            let (gate, why) = judge(regulation.protects, needs, licence, exempt);
            match regulation.standing {
                Standing::Verified => (gate, why, None),
                Standing::Unverified => (Gate::Ask, Why::NotVerified, Some(gate)),
            }
        }
    };
    let told = regulation.filter(|_| task.needs != Needs::Nothing);
    Gated {
        task: task.id.clone(),
        gate,
        why,
        heard,
        authority: told.map(|regulation| regulation.authority.clone()),
        needs: told.map(|regulation| regulation.needs.clone()),
        unless: told.and_then(|regulation| regulation.unless.clone()),
        reference: told.map(|regulation| regulation.reference.clone()),
    }
}

/// What a regulation says as it stands.
fn judge(protects: Protects, needs: Needs, licence: Licence, exempt: Option<bool>) -> (Gate, Why) {
    match (protects, needs, licence, exempt) {
        (Protects::Nothing, ..) => (Gate::Open, Why::NotRegulated),
        (_, _, Licence::Held, _) => (Gate::Open, Why::Held),
        (Protects::Title, Needs::Activity, ..) => (Gate::Ask, Why::TitleOnly),
        (.., Some(true)) => (Gate::Open, Why::Exempt),
        (_, _, Licence::Stated, _) => (Gate::Ask, Why::NotShown),
        (_, _, Licence::NotKnown, _) => (Gate::Ask, Why::NotKnown),
        (.., None) => (Gate::Ask, Why::PerhapsExempt),
        (.., Some(false)) => (Gate::Closed, Why::NotHeld),
    }
}
