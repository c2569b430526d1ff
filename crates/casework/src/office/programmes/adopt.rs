//! Which programme an operation goes by.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Code, EventId, Happening, Subject};
use etablera_domain::{ActorId, OperationId};
use etablera_programme::rules::{self, Rules};
use etablera_programme::template::Template;
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// The longest text, in bytes.
const LONGEST: usize = 100_000;

commands! {
    /// Lets an operation go by a programme, for all who enter it from now on.
    AdoptProgramme {
        /// Which operation.
        operation: OperationId,
        /// The text of a template; none for the one that ships under `name`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template: Option<String>,
        /// The name of a template that ships.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Code>,
    }
    /// Lets the organisation go by rules of its own.
    AdoptRules {
        /// The text of a file of rules.
        rules: String,
    }
    /// Asks which programmes there are.
    Programmes {
        /// Only of this operation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<OperationId>,
    }
}

/// A programme that was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Adopted {
    /// The event.
    pub event: EventId,
    /// Its name.
    pub programme: Code,
}

/// A programme that an operation goes by, or went by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProgrammeShown {
    /// Which operation.
    pub operation: OperationId,
    /// The name of the programme; none if it cannot be read any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Code>,
    /// For who enters from this day on, until the next.
    pub since: NaiveDate,
    /// Who decided so.
    pub by: ActorId,
    /// Its stages, in order.
    pub stages: Vec<Code>,
}

/// Lets an operation go by a programme. Who is in it already goes on by the
/// programme they entered under. The text is kept as it is, so that it means
/// the same later.
///
/// # Errors
///
/// When the caller may not, the template has mistakes, all of which are told,
/// by line, or somebody who is in the operation goes by the programme of
/// another.
pub fn adopt_programme<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AdoptProgramme,
) -> UseCase<'a, Adopted> {
    office.run(call, ("adopt_programme", command), async move |work| {
        work.may(Action::AdoptRules, &Subject::System).await?;
        let text = text(command)?;
        let template = Template::parse(&text).map_err(|errors| {
            let all: Vec<_> = errors.iter().map(ToString::to_string).collect();
            CaseError::wrong(format!("the template has mistakes: {}", all.join("; ")))
        })?;
        let operation = command.operation.clone();
        work.in_no_other_programme(&operation).await?;
        let what = Happening::ProgrammeAdopted { operation, template: text };
        let event = work.happen(&Subject::System, call.today, Vec::new(), what).await?;
        Ok(Adopted { event, programme: template.id })
    })
}

/// Lets the organisation go by rules of its own, beside those that ship or in
/// place of those of the same name.
///
/// # Errors
///
/// When the caller may not, or the text has a mistake: it is told with its
/// line.
pub fn adopt_rules<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AdoptRules,
) -> UseCase<'a, EventId> {
    office.run(call, ("adopt_rules", command), async move |work| {
        work.may(Action::AdoptRules, &Subject::System).await?;
        let rules = command.rules.clone();
        not_too_long(&rules)?;
        Rules::parse(&rules)
            .map_err(|error| CaseError::wrong(format!("the rules have a mistake: {error}")))?;
        let what = Happening::RulesAdopted { rules };
        work.happen(&Subject::System, call.today, Vec::new(), what).await
    })
}

impl Work<'_> {
    /// Refuses the first programme of an operation while it would have somebody
    /// in two at once: nobody could tell whose stage began. Nobody is named, as
    /// the caller may know of none of them.
    async fn in_no_other_programme(&mut self, operation: &OperationId) -> Result<(), CaseError> {
        let templates = self.templates().await?;
        if templates.is_empty() || templates.has(operation) {
            return Ok(());
        }
        let with = templates.operations();
        let cases = self.cases().await?;
        let both = cases.iter().filter(|(_, case)| {
            let is_in = |one: &OperationId| {
                case.enrolments.get(one).into_iter().flatten().any(|time| time.left.is_none())
            };
            case.erased.is_none() && is_in(operation) && with.iter().any(is_in)
        });
        match both.count() {
            0 => Ok(()),
            some => Err(CaseError::wrong(format!(
                "of those in `{operation}`, {some} are in another operation that goes by a \
                 programme: expected everybody in `{operation}` to have left the other first"
            ))),
        }
    }

    /// The rules that the organisation goes by: those that ship, and its own.
    pub(in crate::office) async fn rules(&mut self) -> Result<Rules, CaseError> {
        let mut all = rules::shipped();
        for text in self.system().await?.rules {
            let own = Rules::parse(&text).map_err(|error| {
                CaseError::wrong(format!(
                    "a file of the organisation's rules has a mistake: {error}"
                ))
            })?;
            all = all.with(own);
        }
        Ok(all)
    }
}

fn not_too_long(text: &str) -> Result<(), CaseError> {
    if text.len() <= LONGEST {
        return Ok(());
    }
    let bytes = text.len();
    Err(CaseError::wrong(format!("the text has {bytes} bytes: expected at most {LONGEST}")))
}

fn text(command: &AdoptProgramme) -> Result<String, CaseError> {
    match (&command.template, &command.name) {
        (Some(text), None) => not_too_long(text).map(|()| text.clone()),
        (None, Some(name)) => {
            let shipped = Template::shipped_text(name.as_str()).map(str::to_owned);
            shipped.ok_or_else(|| {
                let names: Vec<_> = Template::shipped_names().collect();
                let names = names.join("`, `");
                CaseError::wrong(format!(
                    "no template `{name}` ships: expected `{names}`, or the text of another"
                ))
            })
        }
        _ => Err(CaseError::wrong("expected either `template` with a text, or `name`")),
    }
}

/// The programmes that operations go by and went by, ordered by operation and
/// day.
///
/// # Errors
///
/// When the caller may not.
pub fn list_programmes<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Programmes,
) -> UseCase<'a, Vec<ProgrammeShown>> {
    office.look(call, async move |work| {
        work.may(Action::KnowOf, &Subject::System).await?;
        let all: BTreeMap<_, _> = work.system().await?.programmes;
        let only = |one: &OperationId| command.operation.as_ref().is_none_or(|only| only == one);
        let mut shown = Vec::new();
        for (operation, adopted) in all.into_iter().filter(|(one, _)| only(one)) {
            shown.extend(adopted.into_iter().map(|one| {
                let template = Template::parse(&one.template).ok();
                let stages = template.iter().flat_map(|one| &one.stages);
                ProgrammeShown {
                    operation: operation.clone(),
                    since: one.signed.on,
                    by: one.signed.by,
                    stages: stages.map(|stage| stage.id.clone()).collect(),
                    programme: template.map(|template| template.id),
                }
            }));
        }
        Ok(shown)
    })
}
