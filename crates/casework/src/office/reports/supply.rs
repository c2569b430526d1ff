//! Who is there for others to ask for: municipalities and employers see groups
//! of people, never people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{
    Case, EventId, Happening, Processing, Protection, ReceiptId, Subject,
};
use etablera_domain::{Participant, ParticipantId};
use etablera_reporting::disclosure::{
    Edition, Group, LanguageBand, Members, Offered, Precision, Supplied,
};
use etablera_storage::{Kept as Answer, Receipt};
use etablera_taxonomy::{Cefr, Concept, ConceptId, Ssyk, Taxonomy};
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::matching::market::{profile, visible};
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// The kind of receipt that an edition has.
const KIND: &str = "supply";

/// The fewest people a group may have.
const LEAST: usize = 5;

commands! {
    /// Publishes who is there.
    PublishSupply {
        /// How many people a group has at least; 5 unless given, and never
        /// fewer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        k: Option<usize>,
        /// How closely is chosen anew, and not taken from the edition before.
        #[serde(default)]
        anew: bool,
    }
    /// Asks who is there.
    ReadSupply {}
}

/// An edition of who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SupplyShown {
    /// Which edition, from 1.
    pub edition: usize,
    /// The day it was published.
    pub on: NaiveDate,
    /// How many people a group has at least.
    pub k: usize,
    /// The groups.
    #[serde(flatten)]
    pub offered: Offered,
}

/// What an edition is kept as. All of it is sealed, and goes when somebody in
/// it is erased: an edition without them takes its place.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    k: usize,
    precision: Precision,
    pub(super) groups: Vec<(Group, BTreeSet<ParticipantId>)>,
    rest: BTreeSet<ParticipantId>,
}

impl Kept {
    fn of(edition: &Edition, k: usize) -> Self {
        let groups = edition.groups().iter();
        let groups = groups.map(|(group, members)| (*group, members.clone())).collect();
        Self { k, precision: edition.precision(), groups, rest: edition.rest().clone() }
    }

    pub(super) fn edition(&self) -> Edition {
        Edition::again((self.k, self.precision), self.groups.clone(), self.rest.clone())
    }

    /// The same with a name that leads nowhere in place of somebody's; whether
    /// they were in it.
    fn without(&mut self, gone: &ParticipantId, instead: &ParticipantId) -> bool {
        let sets = self.groups.iter_mut().map(|(_, members)| members).chain([&mut self.rest]);
        let mut was_in = false;
        for members in sets {
            if members.remove(gone) {
                members.insert(instead.clone());
                was_in = true;
            }
        }
        was_in
    }
}

/// The editions that there are.
struct Editions {
    all: Vec<Kept>,
    /// How many there were, also of those that are not in this store but where
    /// it was exported.
    count: usize,
    /// Whether the last is there.
    is_whole: bool,
}

/// Publishes who is there, by place, occupation, level and language, in groups
/// of at least `k`. Whoever is protected, or objects to being matched or told
/// of, is in none that they were not in before. An edition follows the one
/// before: a group whose members changed by few keeps the count that it had,
/// also where one of them is not to be counted any more, since the difference
/// would tell of that one.
///
/// # Errors
///
/// When the caller may not, `k` is below 5, the groups and those of earlier
/// editions would give fewer people away, or the store fails.
pub fn publish_supply<'a>(
    office: &'a Office,
    call: &'a Call,
    (taxonomy, command): (&'a Taxonomy, &'a PublishSupply),
) -> UseCase<'a, SupplyShown> {
    office.run(call, ("publish_supply", command), async move |work| {
        work.may(Action::PublishSupply, &Subject::System).await?;
        let k = command.k.unwrap_or(LEAST);
        if k < LEAST {
            let text = format!("groups of {k} tell of people: expected {LEAST} or more");
            return Err(CaseError::wrong(text));
        }
        let people = work.supplied(office, taxonomy).await?;
        let editions = work.editions().await?;
        let last = editions.all.last().filter(|last| editions.is_whole && last.k == k);
        let edition = match last.filter(|_| !command.anew) {
            Some(last) => last.edition().next(&people),
            None => Edition::first(&people, k),
        };
        let earlier: Vec<Members> =
            editions.all.iter().map(|one| one.edition().members()).collect();
        edition.check(&earlier).map_err(|error| CaseError::wrong(error.to_string()))?;
        work.publish(&Kept::of(&edition, k), None).await?;
        let (edition, on, offered) = (editions.count + 1, call.today, edition.shown());
        Ok(SupplyShown { edition, on, k, offered })
    })
}

/// The edition of who is there that was published last; none where nobody has
/// yet, or it is not in this store but where it was exported.
///
/// # Errors
///
/// When the caller may not, or the store fails.
pub fn read_supply<'a>(
    office: &'a Office,
    call: &'a Call,
    _: &'a ReadSupply,
) -> UseCase<'a, Option<SupplyShown>> {
    office.look(call, async move |work| {
        work.may(Action::ReadSupply, &Subject::System).await?;
        let published = work.system().await?.supplies;
        let Some(last) = published.last() else { return Ok(None) };
        let (edition, on) = (published.len(), last.on);
        let kept = work.edition(last.receipt).await?;
        Ok(kept.map(|kept| {
            let offered = kept.edition().shown();
            SupplyShown { edition, on, k: kept.k, offered }
        }))
    })
}

impl Work<'_> {
    /// Who is there, as far as groups may tell.
    pub(super) async fn supplied(
        &mut self,
        office: &Office,
        taxonomy: &Taxonomy,
    ) -> Result<BTreeMap<ParticipantId, Supplied>, CaseError> {
        let mut cases = self.cases().await?;
        cases.retain(|(subject, case)| {
            is_offered(case) && visible(office, self.call, subject, case)
        });
        let ids = cases.iter().filter_map(|(_, case)| Some(case.profile.as_ref()?.document));
        let documents = self.writer.documents_among(ids.collect::<Vec<_>>()).await?;
        let people = documents.iter().map(profile).collect::<Result<Vec<_>, _>>()?;
        let supplied = |one: Participant| (one.id.clone(), supplied(&one, taxonomy));
        Ok(people.into_iter().map(supplied).collect())
    }

    async fn editions(&mut self) -> Result<Editions, CaseError> {
        let published = self.system().await?.supplies;
        let mut editions = Editions { all: Vec::new(), count: published.len(), is_whole: false };
        for one in published {
            let kept = self.edition(one.receipt).await?;
            editions.is_whole = kept.is_some();
            editions.all.extend(kept);
        }
        Ok(editions)
    }

    /// An edition, if it is in this store.
    pub(super) async fn edition(&mut self, receipt: ReceiptId) -> Result<Option<Kept>, CaseError> {
        let Some(receipt) = self.writer.receipt(receipt).await? else { return Ok(None) };
        let Answer::Bytes(bytes) = receipt.answer else { return Ok(None) };
        let kept = serde_json::from_slice(&bytes);
        kept.map(Some).map_err(|_| CaseError::wrong("an earlier edition cannot be read"))
    }

    async fn publish(
        &mut self,
        kept: &Kept,
        replaces: Option<ReceiptId>,
    ) -> Result<EventId, CaseError> {
        let unwritten = |_| CaseError::wrong("the edition cannot be written");
        let members = kept.groups.iter().map(|(_, members)| members).chain([&kept.rest]);
        let subjects = members.flatten().map(|id| Subject::from(id.clone())).collect();
        let receipt = Receipt {
            id: self.receipt_id(),
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: KIND.to_owned(),
            subjects,
            pins: "{}".to_owned(),
            answer: Answer::Bytes(serde_json::to_vec(kept).map_err(unwritten)?),
        };
        self.writer.put_receipt(&receipt).await?;
        let what = Happening::SupplyPublished { receipt: receipt.id, replaces };
        self.happen(&Subject::System, self.call.today, Vec::new(), what).await
    }

    /// Writes the editions that somebody is in anew before they are erased,
    /// with a name that leads nowhere in their place: what was told of the
    /// others stands, and still guards what is told next.
    pub(in crate::office) async fn carry_editions(
        &mut self,
        gone: &ParticipantId,
    ) -> Result<(), CaseError> {
        let instead = format!("gone-{}", self.call.new_uuid()).parse();
        let instead = instead.map_err(|_| CaseError::wrong("a name was not made: try again"))?;
        for one in self.system().await?.supplies {
            let Some(mut kept) = self.edition(one.receipt).await? else { continue };
            if kept.without(gone, &instead) {
                self.publish(&kept, Some(one.receipt)).await?;
            }
        }
        Ok(())
    }
}

/// Whether somebody may be counted for others.
fn is_offered(case: &Case) -> bool {
    case.is_open()
        && case.erased.is_none()
        && case.protection == Protection::None
        && !case.objects_to(Processing::Disclosure)
}

/// What somebody offers: the home, the occupation of the longest time with its
/// level, and the weakest skill in Swedish.
fn supplied(one: &Participant, taxonomy: &Taxonomy) -> Supplied {
    let times = one.occupations.iter().filter_map(|claim| {
        let period = claim.answer.yes()?;
        Some((period.months.unwrap_or(0), std::cmp::Reverse(claim.concept)))
    });
    let occupation = times.max().map(|(_, std::cmp::Reverse(concept))| concept);
    let claims = one.competences.iter().filter(|claim| Some(claim.concept) == occupation);
    let level = claims.filter_map(|claim| Some(claim.answer.yes()?.level)).max();
    let swedish = one.languages.iter().filter(|claim| claim.language.as_str() == "sv");
    let weakest = swedish.filter_map(|claim| Some(claim.answer.yes()?.level)).min();
    Supplied {
        municipality: one.home.as_ref().map(|home| home.municipality),
        occupation: occupation.and_then(|concept| group(taxonomy, concept)),
        level,
        language: weakest.map(band),
    }
}

fn band(level: Cefr) -> LanguageBand {
    match level {
        Cefr::A1 | Cefr::A2 => LanguageBand::A,
        Cefr::B1 | Cefr::B2 => LanguageBand::B,
        Cefr::C1 | Cefr::C2 => LanguageBand::C,
    }
}

/// The group of SSYK that is nearest above an occupation, over the matches
/// between systems; the first by code of several as near.
fn group(taxonomy: &Taxonomy, concept: ConceptId) -> Option<Ssyk> {
    let mut level: Vec<Concept> = taxonomy.concept(concept).into_iter().collect();
    let mut seen: BTreeSet<Concept> = level.iter().copied().collect();
    while !level.is_empty() {
        let codes = level.iter().filter_map(|one| match taxonomy.id(*one) {
            ConceptId::Ssyk(code) => Some(code),
            _ => None,
        });
        if let Some(code) = codes.min() {
            return Some(code);
        }
        let above = level.iter().flat_map(|one| {
            let matches = taxonomy.matches(*one).map(|(to, _)| to);
            taxonomy.broader(*one).chain(matches).collect::<Vec<_>>()
        });
        level = above.filter(|one| seen.insert(*one)).collect();
    }
    None
}
