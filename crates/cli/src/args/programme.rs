//! The arguments of `etablera programme`, `etablera calendar` and `etablera
//! support`.

use std::path::PathBuf;

use chrono::{NaiveDate, Weekday};
use clap::{Subcommand, ValueEnum};
use etablera_domain::OperationId;
use etablera_programme::calendar;
use etablera_programme::rules::Amount;

use super::desk::Desk;
use super::planning::{
    CAPACITY, CalendarTraining, CalendarWeek, FORECAST, ProgrammeBacktest, ProgrammeBorders,
    ProgrammeCapacity, ProgrammeForecast, ProgrammeProfession, ProgrammeRecord, WEEK,
};
use super::rules::Case;
use super::{Format, day};

#[derive(Debug, Subcommand)]
pub(crate) enum Programme {
    /// The templates that ship.
    List(ProgrammeList),
    /// A template as it stands, with its comments.
    Show(ProgrammeShow),
    /// Everything that is wrong with templates, by line.
    Check(ProgrammeCheck),
    /// Another municipality's own, from one that is there.
    New(ProgrammeNew),
    /// Lets an operation go by a programme, for all who enter it from now on.
    Adopt(ProgrammeAdopt),
    /// The programmes that operations go by, or went by.
    Adopted(ProgrammeAdopted),
    /// The days of whoever begins on a day and goes straight through.
    Path(ProgrammePath),
    /// How many seats, supervisors and training days a goal needs.
    #[command(after_help = CAPACITY)]
    Capacity(ProgrammeCapacity),
    /// How many will be needed, by occupation and year, in scenarios.
    #[command(after_help = FORECAST)]
    Forecast(ProgrammeForecast),
    /// How good forecasts of a series would have been, beside two naive ones.
    Backtest(ProgrammeBacktest),
    /// Everything that is wrong with the public record of a project, or the
    /// record in order.
    Record(ProgrammeRecord),
    /// What a log says of work across borders: actions, offers, jobs.
    Borders(ProgrammeBorders),
    /// Which tasks of a profession are open in a country, and whom to ask.
    Profession(ProgrammeProfession),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeList {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeShow {
    /// A template that ships, or a file.
    pub(crate) template: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeCheck {
    /// The files.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeNew {
    /// The name of the new one.
    pub(crate) id: String,
    /// A template that ships, or a file.
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) from: String,
    /// A field that is to be another, such as `limits.supervisor=3` or
    /// `stage.trial.length=2 months`.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// The file it is written to [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeAdopt {
    /// The operation.
    pub(crate) operation: OperationId,
    /// A template that ships, or a file.
    pub(crate) template: String,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeAdopted {
    /// Only of this operation.
    pub(crate) operation: Option<OperationId>,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammePath {
    /// A template that ships, or a file.
    pub(crate) template: String,
    /// The first day.
    #[arg(value_parser = day)]
    pub(crate) start: NaiveDate,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Calendar {
    /// The public holidays of a year.
    Holidays(CalendarHolidays),
    /// Work and training over a whole programme, and training days in the
    /// place of those that holidays take.
    Split(CalendarSplit),
    /// One person's week, or the fewest wishes that cannot go together.
    #[command(after_help = WEEK)]
    Week(CalendarWeek),
    /// A course over the weekly training day, and when it is complete.
    Training(CalendarTraining),
}

/// Whose holidays count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Country {
    /// Sweden.
    Se,
    /// Norway.
    No,
    /// Finland.
    Fi,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Days {
    /// Whose holidays count.
    #[arg(long, value_enum, default_value_t = Country::Se)]
    pub(crate) country: Country,
    /// Eves that most agreements make days off are days off too.
    #[arg(long)]
    pub(crate) eves: bool,
}

impl Days {
    pub(crate) fn calendar(&self) -> calendar::Calendar {
        let calendar = calendar::Calendar::of(match self.country {
            Country::Se => calendar::Country::Sweden,
            Country::No => calendar::Country::Norway,
            Country::Fi => calendar::Country::Finland,
        });
        if self.eves { calendar.with_eves() } else { calendar }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct CalendarHolidays {
    /// The year, 2005 to 2199.
    #[arg(value_parser = clap::value_parser!(i32).range(2005..2200))]
    pub(crate) year: i32,
    #[command(flatten)]
    pub(crate) days: Days,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CalendarSplit {
    /// The first day.
    #[arg(value_parser = day)]
    pub(crate) start: NaiveDate,
    /// How long, in months.
    #[arg(long, value_name = "N", default_value_t = 5,
        value_parser = clap::value_parser!(u16).range(1..=60))]
    pub(crate) months: u16,
    /// The training day, such as `thu`.
    #[arg(long, value_name = "DAY", default_value = "fri")]
    pub(crate) training: Weekday,
    /// The part of all time that is training.
    #[arg(long, value_name = "SHARE", default_value = "1/5")]
    pub(crate) share: Amount,
    /// Minutes of a full day.
    #[arg(long, value_name = "N", default_value_t = 480,
        value_parser = clap::value_parser!(u16).range(1..=720))]
    pub(crate) minutes: u16,
    #[command(flatten)]
    pub(crate) days: Days,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Support {
    /// Every form of support for a person and a job, those that may apply
    /// first; `etablera rules trace` says why.
    #[command(after_help = super::rules::FACTS)]
    Forms(Case),
}
