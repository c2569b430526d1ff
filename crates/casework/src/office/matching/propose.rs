//! Proposals: one person for one need, from a list.

use etablera_domain::event::{Choice, Happening, Processing, ReceiptId, Subject};
use etablera_domain::{Need, NeedId, ParticipantId, PlacementId};
use etablera_matching::{Judgement, Tier};
use etablera_storage::Kept;
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::home::one_at_home;
use super::market::profile;
use super::shortlist::KIND;
use crate::office::employers::need::open;
use crate::office::error::CaseError;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Proposes somebody for a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The receipt of the list in which the pair stands.
    pub receipt: ReceiptId,
    /// Who.
    pub participant: ParticipantId,
    /// For what.
    pub need: NeedId,
    /// The place in that list, from 1.
    pub rank: u32,
}

/// The part of a row that names its place.
#[derive(Deserialize)]
struct Placed {
    need: NeedId,
    participant: ParticipantId,
    rank: u32,
}

/// Proposes somebody for a need, as they stand in a list. Nobody is contacted
/// by it.
///
/// # Errors
///
/// When the caller may not, proposals are stopped, the pair does not stand in
/// the list with that rank, the need or case is closed, the person refuses the
/// need or objects to being matched, somebody decided against the pair, it is not eligible and nobody
/// pinned it, it is proposed already, or the store fails.
pub fn propose<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    command: &'a Propose,
) -> UseCase<'a, PlacementId> {
    office.run(call, ("propose", command), async move |work| {
        let Propose { receipt, participant, need, rank } = command.clone();
        let subject = Subject::from(participant.clone());
        work.may(Action::Propose, &subject).await?;
        work.may(Action::ReadNeed, &need.clone().into()).await?;
        work.not_stopped().await?;
        stands(work, command).await?;
        let record = open(work, &need).await?;
        let choice = decided(work, command).await?;
        let judgement = judge(work, engine, (&participant, &record)).await?;
        refuse_unfit(&judgement, choice)?;
        let id = call.new_uuid().hyphenated().to_string();
        let id: PlacementId = id.parse().map_err(|_| CaseError::wrong("an id cannot be made"))?;
        let about = vec![subject, need.clone().into()];
        let what = Happening::Proposed { participant, need, receipt, rank };
        work.happen(&id.clone().into(), call.today, about, what).await?;
        Ok(id)
    })
}

/// Refuses a pair that does not stand in the list as the command says.
async fn stands(work: &mut Work<'_>, command: &Propose) -> Result<(), CaseError> {
    let Propose { receipt: id, participant, need, rank } = command;
    let absent = || {
        CaseError::wrong(format!(
            "`{participant}` does not stand at place {rank} for `{need}` in the list of receipt \
             `{id}`: expected a pair as it was listed"
        ))
    };
    let receipt = work.writer.receipt(*id).await?.filter(|receipt| receipt.kind == KIND);
    let Some(Kept::Bytes(bytes)) = receipt.map(|receipt| receipt.answer) else {
        return Err(absent());
    };
    let text = String::from_utf8(bytes).map_err(|_| absent())?;
    let mut rows = text.lines().filter_map(|line| serde_json::from_str::<Placed>(line).ok());
    let is_there =
        rows.any(|row| row.need == *need && row.participant == *participant && row.rank == *rank);
    if is_there { Ok(()) } else { Err(absent()) }
}

/// What somebody decided about the pair; refuses if that is against it, or it
/// is proposed already.
async fn decided(work: &mut Work<'_>, command: &Propose) -> Result<Option<Choice>, CaseError> {
    let Propose { participant, need, .. } = command;
    let case = work.case_of(participant).await?;
    if !case.is_open() {
        return Err(CaseError::wrong(format!("the case of `{participant}` is closed")));
    }
    work.not_objected(&participant.clone().into(), &case, Processing::Matching)?;
    let is_same = |one: &etablera_domain::event::state::PlacementState| {
        one.is_open() && one.proposal.as_ref().is_some_and(|proposal| proposal.need == *need)
    };
    if let Some(there) = case.placements.values().find(|one| is_same(one)) {
        return Err(CaseError::Exists(there.id.clone().into()));
    }
    let against = [case.override_for(None), case.override_for(Some(need))];
    let mut against = against.into_iter().flatten();
    if let Some(one) = against.find(|one| one.choice != Choice::Pin) {
        return Err(CaseError::wrong(format!(
            "somebody decided against it on {} (`{}`): expected that to be lifted first",
            one.signed.on, one.reason
        )));
    }
    Ok(case.override_for(Some(need)).map(|one| one.choice))
}

/// Judges a pair by the profile that counts now.
pub(in crate::office) async fn judge(
    work: &mut Work<'_>,
    engine: &Engine<'_>,
    (participant, need): (&ParticipantId, &Need),
) -> Result<Judgement, CaseError> {
    let case = work.case_of(participant).await?;
    let document = match &case.profile {
        Some(profile) => work.writer.document(profile.document).await?,
        None => None,
    };
    let Some(document) = document else {
        return Err(CaseError::wrong(format!("`{participant}` has no profile")));
    };
    let person = (&case, profile(&document)?);
    let person = one_at_home(&mut work.writer, person, work.call.today).await?;
    let matcher = engine.matcher(work.call.today);
    let unknown = |error: etablera_matching::UnknownConcept| CaseError::wrong(error.to_string());
    let prepared = matcher.prepare(need).map_err(unknown)?;
    let profile = matcher.profile(&person).map_err(unknown)?;
    Ok(matcher.judge(&prepared, &profile))
}

fn refuse_unfit(judgement: &Judgement, choice: Option<Choice>) -> Result<(), CaseError> {
    let Judgement { participant, need, .. } = judgement;
    // Nobody overrides a person's own no.
    if judgement.is_refused {
        return Err(CaseError::wrong(format!("`{participant}` refuses `{need}`")));
    }
    if judgement.appraisal.tier == Tier::NotEligible && choice != Some(Choice::Pin) {
        return Err(CaseError::wrong(format!(
            "`{participant}` is not eligible for `{need}`: expected a pin with its reason"
        )));
    }
    Ok(())
}
