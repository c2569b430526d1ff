//! What other organisations ask for of those who are there: they name a group
//! that was published and no person, staff ask the people in it, and who agrees
//! is referred. Before that nobody outside learns who anybody is.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use etablera_domain::event::state::{Enquiry, EnquiryAnswer};
use etablera_domain::event::{Code, EnquiryId, Happening, Subject};
use etablera_domain::{OrganisationId, ParticipantId};
use etablera_reporting::disclosure::Group;
use etablera_taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};

use super::supply::Kept;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Role};

commands! {
    /// Asks after people of a group that was published last.
    AskAfter {
        /// The edition that the group is in, from 1.
        edition: u32,
        /// Which group of it, in its order from 1.
        group: u32,
        /// For how many places.
        places: u32,
        /// What for, such as `employment`.
        purpose: Code,
    }
    /// Asks for what was asked after.
    ListEnquiries {
        /// Also what was answered.
        #[serde(default)]
        answered: bool,
    }
    /// Asks who is in a group that was asked after.
    ShowEnquiry {
        /// Which enquiry.
        enquiry: EnquiryId,
    }
    /// Answers whether people of a group are asked.
    AnswerEnquiry {
        /// Which enquiry.
        enquiry: EnquiryId,
        /// Whether they are.
        yes: bool,
        /// Why.
        reason: Code,
    }
}

/// What was asked after, as both sides see it: nothing of the people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnquirySeen {
    /// Names it.
    pub enquiry: EnquiryId,
    /// Who asks.
    pub from: OrganisationId,
    /// When.
    pub on: NaiveDate,
    /// The edition that the group is in.
    pub edition: u32,
    /// Which group of it.
    pub number: u32,
    /// What its people have in common; none where the edition is not in this
    /// store but where it was exported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// For how many places.
    pub places: u32,
    /// What for.
    pub purpose: Code,
    /// The answer; none until there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<EnquiryAnswer>,
}

/// Who is in a group now, for those who ask them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnquiryPeople {
    /// What was asked.
    pub enquiry: EnquirySeen,
    /// Who is in the group and may be told of, ordered by id, as far as the
    /// caller may see them. None of them has agreed to anything yet.
    pub people: Vec<ParticipantId>,
}

/// Asks after people of a group in the edition that was published last.
///
/// # Errors
///
/// When the caller may not, there is a later edition or none, no such group in
/// it, more places are asked for than it has people, or the same organisation
/// waits for an answer about the group already.
pub fn ask_after<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AskAfter,
) -> UseCase<'a, EnquirySeen> {
    office.run(call, ("ask_after", command), async move |work| {
        work.may(Action::AskAfter, &Subject::System).await?;
        let AskAfter { edition, group, places, purpose } = command.clone();
        let from = call.caller.organisation.clone();
        let kept = work.last_edition(edition).await?;
        let people = published(&kept, group)?;
        if places == 0 || places as usize > people {
            let text = format!("`places`: expected 1 to {people}, found {places}");
            return Err(CaseError::wrong(text));
        }
        let waits = |one: &Enquiry| {
            let same = (&one.from, one.edition, one.group) == (&from, edition, group);
            same && one.answered.is_none()
        };
        let enquiries = work.system().await?.enquiries;
        if let Some((id, _)) = enquiries.iter().find(|(_, one)| waits(one)) {
            let text = format!("`{id}` asks after this group already, and waits for an answer");
            return Err(CaseError::wrong(text));
        }
        let enquiry = EnquiryId::new(call.new_uuid());
        let what = Happening::SupplyAsked { enquiry, from, edition, group, places, purpose };
        work.happen(&Subject::System, call.today, Vec::new(), what).await?;
        Ok(seen(enquiry, Some(&kept), work.enquiry(enquiry).await?))
    })
}

/// What was asked after, ordered by id and so by time: to another organisation
/// its own, to those who answer all.
///
/// # Errors
///
/// When the caller may not, or the store fails.
pub fn list_enquiries<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListEnquiries,
) -> UseCase<'a, Vec<EnquirySeen>> {
    office.look(call, async move |work| {
        work.may(Action::ReadEnquiries, &Subject::System).await?;
        let asks = call.caller.role == Role::PartnerAgency;
        let mut enquiries = work.system().await?.enquiries;
        enquiries.retain(|_, one| {
            let own = one.from == call.caller.organisation;
            (own || !asks) && (command.answered || one.answered.is_none())
        });
        let mut editions = BTreeMap::new();
        for one in enquiries.values() {
            if let Entry::Vacant(entry) = editions.entry(one.edition) {
                entry.insert(work.edition_of(one.edition).await?);
            }
        }
        let edition = |one: &Enquiry| editions.get(&one.edition)?.as_ref();
        Ok(enquiries.into_iter().map(|(id, one)| seen(id, edition(&one), one)).collect())
    })
}

/// Who is in the group that was asked after, as of now.
///
/// # Errors
///
/// When the caller may not, there is no such enquiry, or its edition is not in
/// this store.
pub fn show_enquiry<'a>(
    office: &'a Office,
    call: &'a Call,
    (taxonomy, command): (&'a Taxonomy, &'a ShowEnquiry),
) -> UseCase<'a, EnquiryPeople> {
    office.look(call, async move |work| {
        work.may(Action::ReadEnquiry, &Subject::System).await?;
        let one = work.enquiry(command.enquiry).await?;
        let kept = work.edition_of(one.edition).await?.ok_or_else(elsewhere)?;
        let enquiry = seen(command.enquiry, Some(&kept), one);
        let precision = kept.edition().precision();
        let supplied = work.supplied(office, taxonomy).await?.into_iter();
        let people = supplied.filter(|(_, one)| Some(precision.group(one)) == enquiry.group);
        let people: Vec<ParticipantId> = people.map(|(id, _)| id).collect();
        for id in &people {
            work.log_done(Action::ReadEnquiry.name(), Some(id.clone().into()), None);
        }
        Ok(EnquiryPeople { enquiry, people })
    })
}

/// Answers whether people of a group are asked. A yes tells nobody who they
/// are: that stands in a referral of each who agrees.
///
/// # Errors
///
/// When the caller may not, there is no such enquiry, or it was answered.
pub fn answer_enquiry<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AnswerEnquiry,
) -> UseCase<'a, EnquirySeen> {
    office.run(call, ("answer_enquiry", command), async move |work| {
        work.may(Action::AnswerEnquiry, &Subject::System).await?;
        let AnswerEnquiry { enquiry, yes, reason } = command.clone();
        if let Some(answer) = work.enquiry(enquiry).await?.answered {
            let text = format!("`{enquiry}` was answered on {}", answer.on);
            return Err(CaseError::wrong(text));
        }
        let what = Happening::SupplyAnswered { enquiry, yes, reason };
        work.happen(&Subject::System, call.today, Vec::new(), what).await?;
        let one = work.enquiry(enquiry).await?;
        Ok(seen(enquiry, work.edition_of(one.edition).await?.as_ref(), one))
    })
}

impl Work<'_> {
    async fn enquiry(&mut self, id: EnquiryId) -> Result<Enquiry, CaseError> {
        self.system().await?.enquiries.remove(&id).ok_or_else(|| {
            CaseError::wrong(format!("there is no enquiry `{id}`: expected one of those listed"))
        })
    }

    /// An edition by its number, if it is in this store.
    async fn edition_of(&mut self, number: u32) -> Result<Option<Kept>, CaseError> {
        let published = self.system().await?.supplies;
        match (number as usize).checked_sub(1).and_then(|at| published.get(at)) {
            Some(one) => self.edition(one.receipt).await,
            None => Ok(None),
        }
    }

    /// The last edition, if it has this number.
    async fn last_edition(&mut self, edition: u32) -> Result<Kept, CaseError> {
        let last = self.system().await?.supplies.len();
        if last == 0 || edition as usize != last {
            let text = format!("`edition`: expected {last}, the last one, found {edition}");
            return Err(CaseError::wrong(text));
        }
        self.edition_of(edition).await?.ok_or_else(elsewhere)
    }
}

/// What both sides see, with the group where the edition is in this store.
fn seen(id: EnquiryId, kept: Option<&Kept>, one: Enquiry) -> EnquirySeen {
    let at = (one.group as usize).checked_sub(1);
    let group = kept.zip(at).and_then(|(kept, at)| Some(kept.groups.get(at)?.0));
    EnquirySeen {
        enquiry: id,
        from: one.from,
        on: one.signed.on,
        edition: one.edition,
        number: one.group,
        group,
        places: one.places,
        purpose: one.purpose,
        answered: one.answered,
    }
}

/// How many people were told of in a group of an edition.
fn published(kept: &Kept, group: u32) -> Result<usize, CaseError> {
    let groups = kept.edition().shown().groups;
    let at = (group as usize).checked_sub(1).and_then(|at| groups.get(at));
    at.map(|(_, people)| *people).ok_or_else(|| {
        let most = groups.len();
        CaseError::wrong(format!("`group`: expected 1 to {most}, found {group}"))
    })
}

fn elsewhere() -> CaseError {
    CaseError::wrong("the edition is not in this store")
}
