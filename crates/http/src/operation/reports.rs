//! Reports, and the audit.

use etablera_casework::office::{self as case, Call, CaseError, Office, UseCase};

use etablera_domain::{ActorId, OperationId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Operation, get, judge, look, post};

/// Reports.
pub(super) fn operations() -> Vec<Operation> {
    [counted(), outcomes(), project(), audited()].into_iter().flatten().collect()
}

/// Counted for funders.
fn counted() -> Vec<Operation> {
    vec![
        get(
            ("report.indicators", "/operations/{operation}/indicators"),
            "Counts a funder's indicators",
            case::read_indicators,
        ),
        get(
            ("report.monthly", "/operations/{operation}/monthly/{month}"),
            "Shows the participant file of a month",
            case::read_monthly,
        ),
        post(
            ("report.send-monthly", "/operations/{operation}/monthly/{month}/send"),
            "Records that the file of a month was sent",
            case::send_monthly,
        ),
        get(
            ("report.sent", "/operations/{operation}/monthly"),
            "Lists the monthly files that were sent",
            case::read_sent,
        ),
        post(
            ("report.code-form", "/code-form"),
            "Sets the code form of protected identities",
            case::adopt_code_form,
        ),
        post(
            ("report.freeze", "/operations/{operation}/freeze"),
            "Freezes a report",
            case::freeze_report,
        ),
        get(("report.frozen", "/frozen"), "Shows frozen reports", case::read_frozen),
        get(
            ("report.corrections", "/operations/{operation}/corrections"),
            "Lists what has changed since reports were frozen",
            case::read_corrections,
        ),
    ]
}

/// How it went.
fn outcomes() -> Vec<Operation> {
    vec![
        get(
            ("report.funnel", "/operations/{operation}/funnel"),
            "Counts from enrolment to two years after",
            case::read_funnel,
        ),
        get(
            ("report.outcomes", "/operations/{operation}/outcomes"),
            "Tells how it went",
            case::read_outcomes,
        ),
        get(
            ("report.costs", "/operations/{operation}/costs"),
            "Tells what results cost",
            case::read_costs,
        )
        .with_body(),
        get(
            ("report.borders", "/operations/{operation}/borders"),
            "Tells of moves across borders",
            case::read_borders,
        ),
        get(
            ("report.orientation", "/operations/{operation}/orientation"),
            "Tells who was told of which occupations",
            case::read_orientation,
        ),
        judge(
            ("report.train-model", "/model/train"),
            "Learns from earlier trials how placements end",
            case::train_model,
        ),
    ]
}

/// The project, and what it publishes.
fn project() -> Vec<Operation> {
    vec![
        get(
            ("report.project", "/operations/{operation}/project"),
            "Shows the record of a project",
            project_of,
        ),
        post(
            ("report.record-project", "/operations/{operation}/project"),
            "Records a project",
            case::record_project,
        ),
        post(
            ("report.work", "/operations/{operation}/work/{work}"),
            "Records a step of a work package",
            case::follow_work,
        ),
        get(("report.supply", "/supply"), "Shows who is there, in groups", case::read_supply),
        post(("enquiry.ask", "/supply/enquiries"), "Asks after people of a group", case::ask_after),
        get(
            ("enquiry.list", "/supply/enquiries"),
            "Lists what was asked after",
            case::list_enquiries,
        ),
        look(
            ("enquiry.show", "/supply/enquiries/{enquiry}"),
            "Shows who is in a group that was asked after",
            |office, call, engine, of: &case::ShowEnquiry| {
                case::show_enquiry(office, call, (engine.taxonomy(), of))
            },
        ),
        post(
            ("enquiry.answer", "/supply/enquiries/{enquiry}/answer"),
            "Answers whether people of a group are asked",
            case::answer_enquiry,
        ),
        judge(
            ("report.publish-supply", "/supply"),
            "Publishes who is there, in groups",
            |office, call, engine, of: &case::PublishSupply| {
                case::publish_supply(office, call, (engine.taxonomy(), of))
            },
        ),
    ]
}

/// The audit.
fn audited() -> Vec<Operation> {
    vec![
        get(
            ("audit.disclosures", "/audit/disclosures"),
            "Counts disclosures with and without a secrecy test",
            case::audit_disclosures,
        ),
        get(
            ("audit.impact", "/audit/impact"),
            "Measures adverse impact by ground",
            case::audit_impact,
        ),
        get(("audit.overrides", "/audit/overrides"), "Tells of overrides", case::audit_overrides),
        look(
            ("audit.receipts", "/audit/receipts"),
            "Lists receipts",
            |office, call, engine, of: &case::AuditReceipts| {
                case::audit_receipts(office, call, (engine, of))
            },
        ),
        get(("audit.refusals", "/audit/refusals"), "Tells of refusals", case::audit_refusals),
        get(
            ("report.merits", "/needs/{need}/merits"),
            "Shows the merits of those who were proposed",
            case::preview_merits,
        ),
        post(
            ("report.state-merits", "/needs/{need}/merits"),
            "States the merits of those who were proposed",
            case::state_merits,
        ),
    ]
}

/// The record of a project.
#[derive(Serialize, JsonSchema)]
struct Project {
    /// Of which operation.
    operation: OperationId,
    /// The record, as funders publish it.
    record: Value,
    /// Since when.
    since: chrono::NaiveDate,
    /// Who wrote it down.
    by: ActorId,
}

fn project_of<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a case::ShowProject,
) -> UseCase<'a, Project> {
    UseCase::new(async move {
        let case::ProjectShown { operation, record, since, by } =
            case::show_project(office, call, command).await?;
        let record = serde_json::from_str(&record.to_json()).map_err(|_| CaseError::AnswerLost)?;
        Ok(Project { operation, record, since, by })
    })
}
