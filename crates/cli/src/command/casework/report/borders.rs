//! `etablera report borders`.

use etablera_casework::office::{self as case, BordersShown, TakenTold};
use etablera_casework::papers;
use serde_json::{Value, json};

use super::answer::{Ways, answer, part, protected};
use crate::args::Format;
use crate::args::report::Paper;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// What was done across borders: totals, then actions, country pairs and days.
pub(super) fn borders(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let ways = Ways { paper: papers::borders, table };
    answer(paper, &ways, io, case::read_borders)
}

fn table(told: &BordersShown, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let total = |what: &str, of: TakenTold| json!({ "what": what, "of": of });
    let mut rows = vec![
        total("participations in joint actions", told.joint),
        total("offers", told.offers),
        total("jobs", told.jobs),
    ];
    let groups = told.groups.iter();
    rows.extend(groups.map(
        |(kind, count)| json!({ "what": format!("groups: {kind}"), "of": { "times": count } }),
    ));
    let columns = [("what", "/what"), ("times", "/of/times"), ("persons", "/of/persons")];
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        parts(told, io)?;
    }
    protected(&told.asked, io);
    Ok(())
}

fn parts(told: &BordersShown, io: &mut Io<'_>) -> Result<(), CommandError> {
    let rows: Vec<Value> = told.actions.iter().map(|one| json!(one)).collect();
    let columns = [
        ("action", "/action"),
        ("countries", "/countries"),
        ("groups", "/groups"),
        ("held", "/held"),
        ("participations", "/times"),
        ("persons", "/persons"),
    ];
    part("Actions", (&rows, &columns), io)?;
    let rows: Vec<Value> = told.pairs.iter().map(|one| json!(one)).collect();
    let columns = [
        ("from", "/from"),
        ("to", "/to"),
        ("offers", "/offers/times"),
        ("persons", "/offers/persons"),
        ("jobs", "/jobs/times"),
        ("persons", "/jobs/persons"),
    ];
    part("Offers and jobs", (&rows, &columns), io)?;
    let rows: Vec<Value> = told.dated.iter().map(|one| json!(one)).collect();
    let columns = [
        ("on", "/on"),
        ("what", "/kind"),
        ("action", "/action"),
        ("countries", "/countries"),
        ("persons", "/persons"),
        ("who", "/who"),
    ];
    part("By day", (&rows, &columns), io)
}
