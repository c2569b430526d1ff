//! `etablera report audit`, `merits`, and the documents that describe an
//! installation.

use etablera_casework::office::{self as case, ImpactAudited, Installation, Retention};
use etablera_casework::papers::audit as papers;
use etablera_casework::words::Tongue;
use etablera_reporting::audit::{Ground, GroupShare};
use etablera_reporting::disclosure::Shown;
use etablera_reporting::document::Document;
use etablera_reporting::render;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::engine::Parts;
use super::super::{record, whole};
use super::answer::percent;
use super::paper;
use crate::args::audit::{Audit, Described, OfAll, OfOne, Receipts};
use crate::args::casework::Said;
use crate::args::{Format, engine};
use crate::command::desk::{Desk, policies};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet::{self, Columns};

const REFUSALS: Columns<'_> =
    &[("action", "/action"), ("role", "/role"), ("because", "/because"), ("count", "/count")];
const IMPACT: Columns<'_> = &[
    ("step", "/step"),
    ("group", "/group"),
    ("of", "/of"),
    ("came on", "/selected"),
    ("rate", "/rate"),
    ("interval", "/interval"),
    ("ratio to highest", "/ratio"),
    ("question", "/question"),
];
const RECEIPTS: Columns<'_> = &[
    ("receipt", "/receipt"),
    ("made", "/made_at"),
    ("kind", "/kind"),
    ("engine", "/engine"),
    ("taxonomy", "/taxonomy"),
    ("made again", "/replays"),
];

pub(super) fn audit(args: &Audit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Audit::Impact(of) => impact(of, io),
        Audit::Overrides(of) => {
            let command: case::AuditOverrides = whole(record(&of.said)?)?;
            let desk = Desk::open(&of.said.desk, io)?;
            let told =
                desk.run(async |office, call| case::audit_overrides(office, call, &command).await)?;
            let document = papers::overrides(&told, tongue(&of.said));
            tell(of, (&told, &document), io)
        }
        Audit::Disclosures(of) => {
            let command: case::AuditDisclosures = whole(record(&of.said)?)?;
            let desk = Desk::open(&of.said.desk, io)?;
            let told = desk
                .run(async |office, call| case::audit_disclosures(office, call, &command).await)?;
            let document = papers::disclosures(&told, tongue(&of.said));
            tell(of, (&told, &document), io)
        }
        Audit::Refusals(of) => {
            let command: case::AuditRefusals = whole(record(&of.said)?)?;
            let desk = Desk::open(&of.said.desk, io)?;
            let told =
                desk.run(async |office, call| case::audit_refusals(office, call, &command).await)?;
            if of.out.is_none() && matches!(of.said.desk.format, Format::Table | Format::Csv) {
                sheet::list(&told.refusals, REFUSALS, of.said.desk.format, io)?;
                return Ok(Exit::Done);
            }
            let document = papers::refusals(&told, tongue(&of.said));
            tell(of, (&told, &document), io)
        }
        Audit::Receipts(args) => receipts(args, io),
    }
}

fn tongue(said: &Said) -> Tongue {
    said.desk.language.into()
}

/// Prints an answer, or writes its document.
fn tell<A: Serialize>(
    of: &OfAll,
    (told, document): (&A, &Document),
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    match &of.out {
        Some(out) => paper::write(document, out, io)?,
        None => sheet::record(told, of.said.desk.format, io)?,
    }
    Ok(Exit::Done)
}

fn impact(of: &OfOne, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &of.verb.said;
    let mut fields = record(said)?;
    fields.insert("operation".to_owned(), of.verb.id.as_str().into());
    ground(&fields)?;
    let command: case::AuditImpact = whole(fields)?;
    let desk = Desk::open(&said.desk, io)?;
    let told = desk.run(async |office, call| case::audit_impact(office, call, &command).await)?;
    if let Some(out) = &of.out {
        paper::write(&papers::impact(&told, tongue(said)), out, io)?;
        return Ok(Exit::Done);
    }
    if matches!(said.desk.format, Format::Json | Format::Jsonl) {
        sheet::record(&told, said.desk.format, io)?;
        return Ok(Exit::Done);
    }
    sheet::list(&rows(&told), IMPACT, said.desk.format, io)?;
    io.remark(&format!("what was recorded up to {} is counted", told.until));
    if told.impact.withheld {
        io.remark("too few are behind the groups: nothing is told by group");
    }
    Ok(Exit::Done)
}

/// Names the grounds where another was asked for.
fn ground(fields: &Map<String, Value>) -> Result<(), CommandError> {
    let Some(asked) = fields.get("ground") else { return Ok(()) };
    if serde_json::from_value::<Ground>(asked.clone()).is_ok() {
        return Ok(());
    }
    let all = Ground::ALL.map(|one| serde_json::to_value(one).unwrap_or_default());
    let all = all.iter().filter_map(Value::as_str).map(|one| format!("`{one}`"));
    let all = all.collect::<Vec<_>>().join(", ");
    Err(CommandError::Use(format!("{asked} is no ground that is asked about: expected {all}")))
}

fn rows(told: &ImpactAudited) -> Vec<Value> {
    let mut rows = Vec::new();
    for step in &told.impact.steps {
        let of = |share: &GroupShare| {
            let count = |shown| match shown {
                Shown::Count(count) => json!(count),
                Shown::Hidden => json!("hidden"),
            };
            let part = |part: Option<f64>| percent(part).unwrap_or_default();
            let (low, high) =
                (part(share.interval.map(|one| one.low)), part(share.interval.map(|one| one.high)));
            let interval = if low.is_empty() { low } else { format!("{low} – {high}") };
            (count(share.of), count(share.selected), part(share.rate), interval)
        };
        for one in &step.groups {
            let (whole, selected, rate, interval) = of(&one.share);
            let ratio = one.against_highest.and_then(|against| {
                let high = against.ratio.high.map_or("…".to_owned(), |high| format!("{high:.2}"));
                let value = against.ratio.value?;
                Some(format!("{value:.2} ({:.2} – {high})", against.ratio.low))
            });
            rows.push(json!({
                "step": step.step, "group": one.group, "of": whole, "selected": selected,
                "rate": rate, "interval": interval, "ratio": ratio, "question": one.question,
            }));
        }
        let (whole, selected, rate, interval) = of(&step.all);
        rows.push(json!({
            "step": step.step, "group": "all", "of": whole, "selected": selected, "rate": rate,
            "interval": interval,
        }));
    }
    rows
}

fn receipts(args: &Receipts, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Receipts { of, engine } = args;
    let mut fields = record(&of.said)?;
    fields.entry("limit").or_insert_with(|| 1000.into());
    let command: case::AuditReceipts = whole(fields)?;
    let parts = Parts::read(engine)?;
    let engine = parts.engine();
    let desk = Desk::open(&of.said.desk, io)?;
    let told = desk
        .run(async |office, call| case::audit_receipts(office, call, (&engine, &command)).await)?;
    if let Some(out) = &of.out {
        paper::write(&papers::receipts(&told, tongue(&of.said)), out, io)?;
        return Ok(Exit::Done);
    }
    sheet::list(&told, RECEIPTS, of.said.desk.format, io)?;
    Ok(Exit::Done)
}

/// The merits of whoever got a place: a preview or, with `for`, a statement
/// that stands in the register of disclosures.
pub(super) fn merits(of: &OfOne, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &of.verb.said;
    let mut fields = record(said)?;
    fields.insert("need".to_owned(), of.verb.id.as_str().into());
    let desk = Desk::open(&said.desk, io)?;
    let told = if fields.contains_key("for") {
        let command: case::StateMerits = whole(fields)?;
        desk.run(async |office, call| case::state_merits(office, call, &command).await)?
    } else {
        let command: case::MeritsOf = whole(fields)?;
        desk.run(async |office, call| case::preview_merits(office, call, &command).await)?
    };
    let none = engine::Engine { taxonomy: None, parameters: None, training: None };
    let parts = Parts::read(&none)?;
    let document = papers::merits(&told, &parts.speaker(tongue(said)));
    match (&of.out, said.desk.format) {
        (Some(out), _) => paper::write(&document, out, io)?,
        (None, Format::Table) => write!(io.out, "{}", render::markdown(&document))?,
        (None, format) => sheet::record(&told, format, io)?,
    }
    Ok(Exit::Done)
}

/// A document that describes an installation.
pub(super) fn described(
    args: &Described,
    paper: fn(&Installation, Tongue) -> Document,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let retention = match &args.retention {
        None => Retention::shipped(),
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| CommandError::Use(format!("`{}`: {error}", file.display())))?;
            Retention::parse(&text).map_err(|error| CommandError::Use(error.to_string()))?
        }
    };
    let installation = if args.in_force {
        let desk = Desk::sit(&args.seat, io)?;
        desk.run(async |office, call| case::installation(office, call, &retention).await)?
    } else {
        Installation::of(&policies(args.seat.policies.as_deref())?, retention)
    };
    let document = paper(&installation, args.language.into());
    match &args.out {
        None => write!(io.out, "{}", render::markdown(&document))?,
        Some(out) => paper::write(&document, out, io)?,
    }
    Ok(Exit::Done)
}
