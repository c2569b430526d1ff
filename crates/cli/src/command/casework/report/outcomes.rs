//! `etablera report funnel`, `outcomes` and `orientation`.

use etablera_casework::office::{
    self as case, FunnelShown, MeasureTold, OrientationShown, OutcomesShown, PersonTold, TimesTold,
    WhyTold,
};
use etablera_casework::papers;
use serde_json::{Value, json};

use super::answer::{Ways, answer, part, percent, protected};
use crate::args::Format;
use crate::args::report::Paper;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// The columns of a share.
const SHARE: [(&str, &str); 6] = [
    ("counted", "/counted"),
    ("of", "/of"),
    ("share", "/share"),
    ("low", "/low"),
    ("high", "/high"),
    ("outside", "/outside"),
];

/// How far people come: a stage a line, then who is behind each.
pub(super) fn funnel(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let ways = Ways { paper: papers::funnel, table: funnel_table };
    answer(paper, &ways, io, case::read_funnel)
}

fn funnel_table(told: &FunnelShown, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let row = |stage: &case::StageTold| {
        let mut row = share(&stage.of_all);
        let of = &stage.of_previous;
        row["stage"] = json!(stage.stage);
        row["previous"] = json!({ "counted": of.counted, "of": of.of, "share": percent(of.share) });
        row
    };
    let rows: Vec<Value> = told.stages.iter().map(row).collect();
    let previous = [
        ("of previous", "/previous/counted"),
        ("previous", "/previous/of"),
        ("share of it", "/previous/share"),
    ];
    let columns = [[("stage", "/stage")].as_slice(), &SHARE, &previous].concat();
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        for stage in &told.stages {
            who(stage.stage.name(), &stage.of_all, io)?;
        }
    }
    unread(&told.unread, io);
    protected(&told.asked, io);
    Ok(())
}

/// What became of people: a share a line, then times, promises and the rest.
pub(super) fn outcomes(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let ways = Ways { paper: papers::outcomes, table: outcomes_table };
    answer(paper, &ways, io, case::read_outcomes)
}

fn outcomes_table(
    told: &OutcomesShown,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let measures = measures(told);
    let rows: Vec<Value> = measures.iter().map(|(name, of)| named(name, share(of))).collect();
    let columns = [[("measure", "/name")].as_slice(), &SHARE].concat();
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        let times =
            [("first placement", &told.first_placement), ("first names", &told.first_names)];
        let rows: Vec<Value> = times.iter().map(|(name, of)| named(name, days(of))).collect();
        let columns = [
            ("days to", "/name"),
            ("happened", "/happened"),
            ("waiting", "/waiting"),
            ("median", "/median/day"),
            ("low", "/median/low"),
            ("high", "/median/high"),
        ];
        part("Times", (&rows, &columns), io)?;
        employers(told, io)?;
        for (name, of) in &measures {
            who(name, of, io)?;
        }
    }
    io.remark(
        "shares of different measures cannot be compared: 90 days after leaving is another than \
         two years after being received",
    );
    unread(&told.unread, io);
    protected(&told.asked, io);
    Ok(())
}

/// Every share of the report, with its name.
fn measures(told: &OutcomesShown) -> Vec<(String, &MeasureTold)> {
    let basis = |one: &case::BasisTold| json!(one.basis).as_str().unwrap_or_default().to_owned();
    let mut all: Vec<(String, &MeasureTold)> = Vec::new();
    all.extend(
        told.two_years.iter().map(|one| (format!("two years, {}", basis(one)), &one.measure)),
    );
    all.push(("90 days after leaving".to_owned(), &told.after_90_days.measure));
    all.push(("dropped out, of who left".to_owned(), &told.dropout));
    all.push(("within a day of 80/20".to_owned(), &told.drift.within_a_day));
    for one in &told.retention {
        all.push((format!("retained {} months", one.months), &one.of_all));
        all.push((format!("retained {} months, known", one.months), &one.of_known));
    }
    all
}

fn employers(told: &OutcomesShown, io: &mut Io<'_>) -> Result<(), CommandError> {
    let rows: Vec<Value> = told.employers.iter().map(|one| json!(one)).collect();
    let columns = [
        ("employer", "/employer"),
        ("service", "/service"),
        ("promised", "/promised"),
        ("given", "/given"),
        ("booked", "/booked"),
        ("left", "/left"),
        ("lapsed", "/lapsed"),
        ("over", "/over"),
    ];
    part("What employers promised", (&rows, &columns), io)?;
    let rows: Vec<Value> = told.sick_leave.iter().map(|one| json!(one)).collect();
    let columns =
        [("from", "/from"), ("until", "/until"), ("days a person-year", "/per_person_year")];
    part("Sick leave", (&rows, &columns), io)
}

/// The hours of civic orientation: a part a line, then each person.
pub(super) fn orientation(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let ways = Ways { paper: papers::orientation, table: orientation_table };
    answer(paper, &ways, io, case::read_orientation)
}

fn orientation_table(
    told: &OrientationShown,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let columns = [
        ("part", "/part"),
        ("needed", "/needed"),
        ("attended", "/attended"),
        ("through", "/through"),
    ];
    let rows: Vec<Value> = told.parts.iter().map(|one| json!(one)).collect();
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        let count = |count: Option<usize>| count.map_or("-".to_owned(), |count| count.to_string());
        writeln!(
            io.out,
            "\n{} people, {} through, {} with 100 hours",
            count(told.people),
            count(told.through),
            count(told.hundred_hours)
        )?;
        let columns = [
            ("person", "/participant"),
            ("minutes", "/attended"),
            ("100 hours", "/hundred_hours"),
            ("lacks", "/lacking"),
        ];
        let rows: Vec<Value> = told.persons.iter().flatten().map(person).collect();
        part("Persons", (&rows, &columns), io)?;
    }
    hidden(told.hidden.unwrap_or(0), io);
    protected(&told.asked, io);
    Ok(())
}

fn person(one: &PersonTold) -> Value {
    let lacks: Vec<String> =
        one.lacks.iter().map(|(part, minutes)| format!("{part} {minutes}")).collect();
    let mut row = json!(one);
    row["lacking"] = lacks.join(", ").into();
    row
}

fn share(of: &MeasureTold) -> Value {
    json!({
        "counted": of.counted, "of": of.of, "outside": of.outside, "share": percent(of.share),
        "low": percent(of.low), "high": percent(of.high),
    })
}

fn days(of: &TimesTold) -> Value {
    json!({ "happened": of.happened, "waiting": of.waiting, "median": of.median })
}

fn named(name: &str, mut row: Value) -> Value {
    row["name"] = name.into();
    row
}

/// Who is behind a share, a person a line.
fn who(name: &str, of: &MeasureTold, io: &mut Io<'_>) -> Result<(), CommandError> {
    let Some(told) = &of.who else { return Ok(()) };
    let yes = told.yes.iter().map(|who| json!({ "who": who, "counts": "yes" }));
    let why = |one: &WhyTold, counts: &str| json!({ "who": one.participant, "counts": counts, "why": one.why.to_string() });
    let no = told.no.iter().map(|one| why(one, "no"));
    let outside = told.outside.iter().map(|one| why(one, "outside"));
    let rows: Vec<Value> = yes.chain(no).chain(outside).collect();
    part(name, (&rows, &[("who", "/who"), ("counts", "/counts"), ("why", "/why")]), io)?;
    hidden(told.hidden, io);
    Ok(())
}

fn hidden(more: usize, io: &mut Io<'_>) {
    if more > 0 {
        io.remark(&format!("{more} more whom you may not know of"));
    }
}

fn unread(codes: &[impl ToString], io: &mut Io<'_>) {
    if !codes.is_empty() {
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        io.remark(&format!(
            "nobody knows how they left who left for `{}`: say it with `endings`",
            codes.join("`, `")
        ));
    }
}
