//! Telling an employer about somebody: what is sent, why, and the register.

use etablera_domain::event::state::Disclosure;
use etablera_domain::event::state::Proposal;
use etablera_domain::event::{
    Case, Code, Consent, Happening, Processing, ReceiptId, Recipient, SecrecyTest, Subject,
    SubjectKind,
};
use etablera_domain::{Need, ParticipantId, PlacementId};
use etablera_matching::{Cited, Judgement, Verdict};
use etablera_storage::{Kept, Receipt};
use serde::{Deserialize, Serialize};

use super::employer_view::{EmployerView, Field, FirstDay, FullName, Lesson, Lessons, Tasks, Why};
use super::engine::Engine;
use super::propose::judge;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Ask};
use crate::receipt::Source;

/// Tells the employer of a proposal about the participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclose {
    /// Which proposal.
    pub placement: PlacementId,
    /// What for.
    pub purpose: Code,
    /// The test of secrecy.
    pub test: SecrecyTest,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed {
    /// Names the receipt, which holds exactly what was sent.
    pub receipt: ReceiptId,
    /// What was sent.
    pub view: EmployerView,
}

/// The kind of receipt that disclosures have.
pub(super) const DISCLOSURE: &str = "disclosure";

/// What a receipt of a disclosure pins.
#[derive(Serialize, Deserialize)]
pub(super) struct DisclosurePins {
    v: u64,
    engine: super::engine::EnginePins,
    pub(super) command: Disclose,
    source: Source,
}

/// Shows exactly what [`disclose`] would send, and why each field is in it.
/// Nothing is sent.
///
/// # Errors
///
/// As [`disclose`].
pub fn preview<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    placement: &'a PlacementId,
) -> UseCase<'a, EmployerView> {
    UseCase::new(async move {
        let allowed = async |work: &mut Work<'_>| Ok(view(work, engine, placement).await?.0);
        office.look(call, allowed).await
    })
}

/// Tells the employer about the participant: writes it into the register of
/// disclosures, and returns what may be sent. Without the entry nothing is
/// returned.
///
/// # Errors
///
/// When the caller may not decide on it, staff have not accepted the proposal,
/// the participant objects, the test says that they agreed and they did not, or
/// the store fails.
pub fn disclose<'a>(
    office: &'a Office,
    call: &'a Call,
    engine: &'a Engine<'_>,
    command: &'a Disclose,
) -> UseCase<'a, Disclosed> {
    UseCase::new(async move {
        let id = office.run(call, ("disclose", command), async |work| {
            let Disclose { placement, purpose, test } = command.clone();
            let (view, proposal, need) = view(work, engine, &placement).await?;
            let participant = proposal.participant;
            let case = work.case_of(&participant).await?;
            let agreed = Consent::Introduction(need.employer.clone());
            if test.consented && !case.consents_to(&agreed) {
                return Err(CaseError::wrong(format!(
                    "`{participant}` has not agreed to be introduced to `{}`: expected a test that \
                 says so",
                    need.employer
                )));
            }
            let id = keep(work, engine, command, (&participant, &view)).await?;
            let (subject, to) = (Subject::from(participant.clone()), need.employer.clone());
            let about = vec![placement.into(), need.id.into(), need.employer.into()];
            let (to, fields) = (Recipient::Employer(to), view.fields());
            let referral = None;
            let what = Happening::Disclosed { participant, to, fields, purpose, test, referral };
            work.happen(&subject, call.today, about, what).await?;
            Ok(id)
        });
        let receipt = id.await?;
        Ok(Disclosed { receipt, view: sent(office, call, receipt).await? })
    })
}

/// Keeps what is sent, sealed.
async fn keep(
    work: &mut Work<'_>,
    engine: &Engine<'_>,
    command: &Disclose,
    (participant, view): (&ParticipantId, &EmployerView),
) -> Result<ReceiptId, CaseError> {
    let unwritten = |_| CaseError::wrong("the disclosure cannot be written");
    let head = work.writer.tail();
    let (engine, command) = (engine.pins().clone(), command.clone());
    let source = Source::Log { seq: head.seq, hash: head.hash };
    let pins = DisclosurePins { v: 1, engine, command, source };
    let receipt = Receipt {
        id: work.receipt_id(),
        made_at: work.call.now,
        by: work.call.caller.actor.clone(),
        kind: DISCLOSURE.to_owned(),
        subjects: [participant.clone().into()].into(),
        pins: serde_json::to_string(&pins).map_err(unwritten)?,
        answer: Kept::Bytes(serde_json::to_vec(view).map_err(unwritten)?),
    };
    work.writer.put_receipt(&receipt).await?;
    Ok(receipt.id)
}

/// What was sent, for whoever may still decide on it.
async fn sent(office: &Office, call: &Call, id: ReceiptId) -> Result<EmployerView, CaseError> {
    let mut reader = office.store.read().await?.telling(&call.progress);
    let receipt = reader.receipt(id).await?.ok_or(CaseError::AnswerLost)?;
    for subject in &receipt.subjects {
        let folded = reader.folded(subject).await?;
        let case = folded.state.case().ok_or(CaseError::AnswerLost)?;
        let resource = of_case((subject, case), call.today);
        if !office
            .policies
            .decide(&Ask::new(&call.caller, Action::Disclose, &resource))
            .is_allowed()
        {
            return Err(CaseError::AnswerLost);
        }
    }
    match &receipt.answer {
        Kept::Bytes(bytes) => serde_json::from_slice(bytes).map_err(|_| CaseError::AnswerLost),
        Kept::Hash(_) | Kept::Redacted(_) => Err(CaseError::AnswerLost),
    }
}

/// What the employer would learn, after every check.
async fn view(
    work: &mut Work<'_>,
    engine: &Engine<'_>,
    placement: &PlacementId,
) -> Result<(EmployerView, Proposal, Need), CaseError> {
    // A placement has the facts of its participant's case.
    work.may(Action::Disclose, &placement.clone().into()).await?;
    let (_, proposal) = work.accepted_by(placement, work.call.today).await?;
    let record = work.need_of(&proposal.need).await?.record;
    let need = record.ok_or_else(|| CaseError::Absent(proposal.need.clone().into()))?;
    let case = work.case_of(&proposal.participant).await?;
    let whose = proposal.participant.clone().into();
    work.not_objected(&whose, &case, Processing::Disclosure)?;
    let judgement = judge(work, engine, (&proposal.participant, &need)).await?;
    let view = EmployerView {
        placement: placement.clone(),
        need: need.id.clone(),
        name: name(work, &case, &need).await?,
        tasks: Field { value: tasks(&need, &judgement), why: Why::PlansWork },
        teach: Field { value: lessons(&judgement), why: Why::Teaches },
        available_from: first_day(&judgement),
    };
    Ok((view, proposal, need))
}

/// The name, with consent; never that of a protected person.
async fn name(
    work: &mut Work<'_>,
    case: &Case,
    need: &Need,
) -> Result<Option<Field<FullName>>, CaseError> {
    let agrees = case.consents_to(&Consent::Introduction(need.employer.clone()));
    if !agrees || case.is_protected() {
        return Ok(None);
    }
    let person = work.writer.person(&case.id).await?;
    Ok(person.map(|person| Field {
        value: FullName(format!("{} {}", person.given, person.family)),
        why: Why::Consent,
    }))
}

/// The tasks of which every requirement is met.
fn tasks(need: &Need, judgement: &Judgement) -> Tasks {
    let can = |at: usize| {
        let mut asked = judgement.findings.iter().filter(|finding| finding.task == Some(at));
        asked.all(|finding| matches!(finding.verdict, Verdict::Met { .. }))
    };
    let known = need.tasks.iter().enumerate().filter(|(at, _)| can(*at));
    Tasks(known.map(|(_, task)| task.title.clone()).collect())
}

fn lessons(judgement: &Judgement) -> Lessons {
    let learnable = judgement.findings.iter().filter_map(|finding| match &finding.verdict {
        Verdict::Learnable { by, .. } => {
            Some(Lesson { what: finding.requirement.what.clone(), by: by.clone() })
        }
        _ => None,
    });
    Lessons(learnable.collect())
}

/// The first day, where the need asks for one and the answer rests on it.
fn first_day(judgement: &Judgement) -> Option<Field<FirstDay>> {
    judgement.findings.iter().find_map(|finding| match &finding.claim {
        Some(Cited::AvailableFrom(on)) => {
            Some(Field { value: FirstDay(*on), why: Why::PlansStart })
        }
        _ => None,
    })
}

/// What was disclosed about a participant, oldest first.
///
/// # Errors
///
/// When the caller may not, or the store fails.
pub fn disclosures_of<'a>(
    office: &'a Office,
    call: &'a Call,
    participant: &'a ParticipantId,
) -> UseCase<'a, Vec<Disclosure>> {
    office.look(call, async move |work| {
        work.may(Action::ReadDisclosures, &participant.clone().into()).await?;
        Ok(work.case_of(participant).await?.disclosures)
    })
}

/// The register of disclosures: what was disclosed about whom, ordered by
/// participant, then oldest first, as far as the caller may read it.
///
/// # Errors
///
/// When the caller may not read the register, or the store fails.
pub fn disclosures<'a>(
    office: &'a Office,
    call: &'a Call,
) -> UseCase<'a, Vec<(ParticipantId, Disclosure)>> {
    UseCase::new(async move {
        let asked =
            async |work: &mut Work<'_>| work.may(Action::ReadDisclosures, &Subject::System).await;
        office.look(call, asked).await?;
        let mut register = Vec::new();
        for (subject, folded) in office.store.read().await?.all(SubjectKind::Participant).await? {
            let Some(case) = folded.state.case() else { continue };
            let resource = of_case((&subject, case), call.today);
            let ask = Ask::new(&call.caller, Action::ReadDisclosures, &resource);
            if office.policies.decide(&ask).is_allowed() {
                let all = case.disclosures.iter().cloned();
                register.extend(all.map(|disclosure| (case.id.clone(), disclosure)));
            }
        }
        Ok(register)
    })
}
