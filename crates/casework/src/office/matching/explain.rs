//! Why a participant and a need stand as they do, with a receipt.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::state::Override;
use etablera_domain::event::{Case, Choice, Code, DocumentId, Processing, ReceiptId, Subject};
use etablera_domain::{Need, NeedId, ParticipantId, PlacementId};
use etablera_matching::{Matcher, UnknownConcept, Whose};
use etablera_storage::{Hash, Kept, Reader, Receipt};
use etablera_taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};

use super::engine::{Engine, EnginePins};
use super::home::one_at_home;
use super::market::profile;
use super::tried::{has_ended, tried};
use crate::office::error::CaseError;
use crate::office::programmes::LessonShown;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Role};
use crate::receipt::Source;
use crate::shortlist::{Place, Row};

/// The kind of receipt that explanations have.
pub(in crate::office) const EXPLANATION: &str = "explanation";

/// Asks why a pair stands as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// Who.
    pub participant: ParticipantId,
    /// For what.
    pub need: NeedId,
    /// The day that is judged on; today unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// Why a pair stands as it does.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Names the receipt.
    pub receipt: ReceiptId,
    /// The answer that it is of: the row as `etablera match` writes it and how
    /// the pair stands beside that, one JSON object with the end of its line.
    pub row: String,
    /// The answer in full.
    pub place: Place,
    /// The need as it was recorded.
    pub need: Need,
    /// What the pair tried before taught, oldest first.
    pub tried: Vec<LessonShown>,
}

/// What an explanation was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::office) struct ExplanationPins {
    v: u64,
    pub(super) engine: EnginePins,
    command: Explain,
    pub(super) on: NaiveDate,
    pub(super) source: Source,
    policy: Hash,
    pub(super) profile: DocumentId,
}

/// The row of a pair, with what is not judged but decided.
#[derive(Serialize)]
struct Standing {
    #[serde(flatten)]
    row: Row,
    /// The participant's own no.
    refused: bool,
    /// Whether the case and the need are open.
    case_open: bool,
    need_open: bool,
    /// What somebody decided about the pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<Decided>,
    /// The proposal that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<PlacementId>,
    /// What the pair tried before taught.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tried: Vec<LessonShown>,
}

#[derive(Serialize)]
struct Decided {
    on: NaiveDate,
    choice: Choice,
    reason: Code,
}

/// What the answer is made of.
struct Made {
    row: String,
    place: Place,
    need: Need,
    tried: Vec<LessonShown>,
}

/// Says why a participant and a need stand as they do, whether or not the pair
/// would be listed, and writes a receipt.
///
/// # Errors
///
/// When the caller may not, there is no such pair, the participant has no
/// profile or objects to being matched and somebody else asks, or the store
/// fails.
pub fn explain<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    command: &'a Explain,
) -> UseCase<'a, Explained> {
    UseCase::new(async move {
        let id = office.run(call, (EXPLANATION, command), async |work| {
            let subject = Subject::from(command.participant.clone());
            work.may(Action::Explain, &subject).await?;
            work.may(Action::ReadNeed, &command.need.clone().into()).await?;
            let pins = work.pinned(engine, command).await?;
            let matcher = engine.matcher(pins.on);
            let made = make(&mut work.writer, (&matcher, engine.taxonomy()), &pins).await?;
            work.keep_explanation(&pins, made.row).await
        });
        let id = id.await?;
        again_for(office, call, engine, id).await
    })
}

impl Work<'_> {
    /// What an explanation is made from now.
    async fn pinned(
        &mut self,
        engine: &Engine<'_>,
        command: &Explain,
    ) -> Result<ExplanationPins, CaseError> {
        let case = self.case_of(&command.participant).await?;
        self.not_objected_by(&case, &command.participant)?;
        let head = self.writer.tail();
        let profile = case.profile.as_ref().map(|profile| profile.document);
        Ok(ExplanationPins {
            v: 1,
            engine: engine.pins().clone(),
            command: command.clone(),
            on: command.on.unwrap_or(self.call.today),
            source: Source::Log { seq: head.seq, hash: head.hash },
            policy: self.office.policies.hash(),
            profile: profile.ok_or_else(|| no_profile(&command.participant))?,
        })
    }

    /// Goes on only where the participant asks themselves or does not object.
    fn not_objected_by(&self, case: &Case, who: &ParticipantId) -> Result<(), CaseError> {
        match self.call.caller.role {
            Role::Participant => Ok(()),
            _ => self.not_objected(&who.clone().into(), case, Processing::Matching),
        }
    }

    /// Whether whoever was told before may be told again.
    async fn may_still(&mut self, command: &Explain) -> Result<bool, CaseError> {
        let Explain { participant, need, .. } = command;
        let whose = self.resource(&participant.clone().into()).await?;
        let what = self.resource(&need.clone().into()).await?;
        let asked = [(Action::Explain, &whose), (Action::ReadNeed, &what)];
        if asked.iter().any(|(action, resource)| !self.may_silently(*action, resource)) {
            return Ok(false);
        }
        let case = self.case_of(participant).await?;
        self.not_objected_by(&case, participant)?;
        Ok(true)
    }

    async fn keep_explanation(
        &mut self,
        pins: &ExplanationPins,
        row: String,
    ) -> Result<ReceiptId, CaseError> {
        let unwritten = |_| CaseError::wrong("the receipt cannot be written");
        let receipt = Receipt {
            id: self.receipt_id(),
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: EXPLANATION.to_owned(),
            subjects: BTreeSet::from([pins.command.participant.clone().into()]),
            pins: serde_json::to_string(pins).map_err(unwritten)?,
            answer: Kept::Bytes(row.into_bytes()),
        };
        self.writer.put_receipt(&receipt).await?;
        Ok(receipt.id)
    }
}

/// The answer of a receipt that was just made, or made for the same request
/// before, for whoever may still ask.
async fn again_for(
    office: &Office,
    call: &Call,
    engine: &Engine<'_>,
    id: ReceiptId,
) -> Result<Explained, CaseError> {
    let mut reader = office.store.read().await?;
    let receipt = reader.receipt(id).await?.ok_or(CaseError::AnswerLost)?;
    drop(reader);
    let pins = pins_of(&receipt)?;
    // Repeated requests are answered without asking.
    if !office.look(call, async |work| work.may_still(&pins.command).await).await? {
        return Err(CaseError::AnswerLost);
    }
    let mut reader = office.store.read().await?;
    let matcher = engine.matcher_as(&pins.engine, pins.on)?;
    let Made { row, place, need, tried } =
        make(&mut reader, (&matcher, engine.taxonomy()), &pins).await?;
    if Hash::of(row.as_bytes()) != receipt.answer.hash() {
        return Err(CaseError::AnswerLost);
    }
    Ok(Explained { receipt: id, row, place, need, tried })
}

/// The row of an explanation again.
pub(super) async fn again(
    reader: &mut Reader,
    engine: &Engine<'_>,
    pins: &ExplanationPins,
) -> Result<String, CaseError> {
    let matcher = engine.matcher_as(&pins.engine, pins.on)?;
    Ok(make(reader, (&matcher, engine.taxonomy()), pins).await?.row)
}

/// What a receipt of an explanation pins.
pub(super) fn pins_of(receipt: &Receipt) -> Result<ExplanationPins, CaseError> {
    let wrong =
        |_| CaseError::wrong(format!("the pins of receipt `{}` are unreadable", receipt.id));
    serde_json::from_str(&receipt.pins).map_err(wrong)
}

impl ExplanationPins {
    /// About whom it is.
    pub(super) fn participant(&self) -> &ParticipantId {
        &self.command.participant
    }
}

fn no_profile(participant: &ParticipantId) -> CaseError {
    CaseError::wrong(format!("`{participant}` has no profile: expected one to judge by"))
}

/// Judges the pair as it was at the place that is pinned.
async fn make(
    reader: &mut Reader,
    (matcher, taxonomy): (&Matcher<'_>, &Taxonomy),
    pins: &ExplanationPins,
) -> Result<Made, CaseError> {
    let Explain { participant, need, .. } = &pins.command;
    let Source::Log { seq, .. } = pins.source else {
        return Err(CaseError::wrong("the receipt is of files: expected one of the log"));
    };
    let (subject, need) = (Subject::from(participant.clone()), Subject::from(need.clone()));
    let then = reader.folded_as_of(&subject, seq).await?.state;
    let case = then.case().ok_or_else(|| CaseError::Absent(subject.clone()))?;
    let there = reader.folded_as_of(&need, seq).await?.state;
    let state = there.need().ok_or_else(|| CaseError::Absent(need.clone()))?;
    let record = state.record.clone().ok_or_else(|| CaseError::Absent(need.clone()))?;
    let document = reader.document(pins.profile).await?;
    let person = profile(&document.ok_or_else(|| no_profile(participant))?)?;
    let person = one_at_home(reader, (case, person), pins.on).await?;
    let ended = has_ended(case).then(|| subject.clone());
    let ended: Vec<Subject> = ended.into_iter().collect();
    let mut tried = tried(reader, &ended, (seq, pins.on)).await?;
    let unknown = |error: UnknownConcept| CaseError::wrong(error.to_string());
    let prepared = matcher.prepare(&record).map_err(unknown)?;
    let judgement = matcher.judge(&prepared, &matcher.profile(&person).map_err(unknown)?);
    let place = Place { whose: Whose::Needs, rank: 1, need: 0, participant: 0, judgement };
    let open = case.placements.values().filter(|one| one.is_open());
    let proposed = open
        .filter(|one| one.proposal.as_ref().is_some_and(|one| one.need == record.id))
        .map(|one| one.id.clone());
    let decided = [case.override_for(Some(&record.id)), case.override_for(None)];
    let standing = Standing {
        row: place.row(taxonomy),
        refused: place.judgement.is_refused,
        case_open: case.is_open(),
        need_open: state.is_open(),
        decided: decided.into_iter().flatten().next().map(decided_as),
        proposed: proposed.min(),
        tried: tried.remove(&(participant.clone(), record.id.clone())).unwrap_or_default(),
    };
    let mut row = serde_json::to_string(&standing)
        .map_err(|_| CaseError::wrong("a row cannot be written"))?;
    row.push('\n');
    drop(prepared);
    let tried = standing.tried;
    Ok(Made { row, place, need: record, tried })
}

fn decided_as(one: &Override) -> Decided {
    Decided { on: one.signed.on, choice: one.choice, reason: one.reason.clone() }
}
