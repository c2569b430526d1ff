//! The arguments of commands that plan: they read files, and no store.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use chrono::{NaiveDate, Weekday};
use clap::ValueEnum;
use etablera_taxonomy::Country;

use super::programme::Days;
use super::{Format, day};

#[derive(Debug, clap::Args)]
pub(crate) struct CalendarWeek {
    /// The wishes, TOML.
    pub(crate) file: PathBuf,
    /// Rules of your own on working time, TOML; of one name they count before
    /// those that ship.
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) days: Days,
    /// Where the plan is written as a calendar file (iCalendar).
    #[arg(long, value_name = "FILE")]
    pub(crate) ical: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

pub(super) const WEEK: &str = "\
The file is TOML:
  monday = \"2026-11-09\"
  travel = { from_home = { hotel = 25 }, between = [[\"hotel\", \"school\", 10]] }
  [[wish]]
  id = \"placement\"
  strength = \"hard\"                # or \"soft\": given up where it cannot be
  time = { kind = \"work\", place = \"hotel\", options = [
    { minutes = 360, breaks = 30, times = 4, days = [\"mon\", \"tue\", \"wed\", \"thu\"], within = \"07:00-17:00\" },
  ] }
  [[wish]]
  id = \"child-care\"
  home = { days = [\"mon\", \"tue\"], within = \"06:30-17:30\" }
A kind is `work`, `training`, `study` or `other`. `home` is when one can be away from home, and
`open = { place, hours }` when a place is open. A limit on working time that somebody has read in
its source is kept to; another is kept to where it can be, and told of where not.";

#[derive(Debug, clap::Args)]
pub(crate) struct CalendarTraining {
    /// A template that ships, or a file.
    pub(crate) template: String,
    /// The first day that may have a session.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: NaiveDate,
    /// The training day of the group, such as `fri`, where the template names
    /// none.
    #[arg(long, value_name = "DAY")]
    pub(crate) weekday: Option<Weekday>,
    /// What is taught, TOML [default: the content that ships].
    #[arg(long, value_name = "FILE")]
    pub(crate) content: Option<PathBuf>,
    /// Where the course is written as a calendar file (iCalendar).
    #[arg(long, value_name = "FILE")]
    pub(crate) ical: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeCapacity {
    /// The question, TOML, or JSON where its name ends in `.json`.
    pub(crate) file: PathBuf,
    /// What tells these draws from others.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How often the programme is simulated, up to 100000.
    #[arg(long, value_name = "N", default_value = "1000",
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) replications: u32,
    /// Threads; the answer does not depend on it [default: as many as there
    /// are processors].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How the answer is written; CSV has the resources, or the sets that are
    /// enough.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

impl ProgrammeCapacity {
    pub(crate) fn replications(&self) -> NonZeroU32 {
        NonZeroU32::new(self.replications).unwrap_or(NonZeroU32::MIN)
    }
}

pub(super) const CAPACITY: &str = "\
The file has a programme, a goal, and either `resources`, whose use and bottleneck are told, or
`wanted`, between whose bounds everything is listed that is enough and has nothing to spare:
  goal = { mark = \"through\", people = 20, months = 18 }     # or mark = { begun = \"STAGE\" }
  resources = { trial_seats = 4, employment_seats = 12, supervisors = 8, training_days = 1 }
  [programme]
  start = \"2027-01-01\"
  arrivals = { monthly = 2 }          # or { poisson = { hundredths = 250 } }: 2.5 a month
  per_supervisor = 2
  per_training_day = 12
  [[programme.stages]]
  id = \"trial\"
  stay = { fixed = \"1 month\" }        # or { memoryless = { mean_days = 40 } }
  chances = { on = 8000, again = 1000, leaves = 1000 }      # of 10000, with `extended`
  uses = { seat = \"trial\", supervised = true, trains = true }
  extension = { most = \"1 month\", times = 1 }
and in place of `resources`
  wanted = { least = RESOURCES, most = RESOURCES, share = 9000 }      # of 10000
Intervals are over chance within the model, and say nothing of how wrong it may be.";

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeForecast {
    /// The staff of today and the scenarios, TOML, or JSON where its name ends
    /// in `.json`.
    pub(crate) file: PathBuf,
    /// Rules of your own on the age of retirement, TOML; of one name they count
    /// before those that ship.
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

pub(super) const FORECAST: &str = "\
The file is
  base = 2026           # the staff is counted at its end
  years = 10
  [[staff]]
  occupation = \"ssyk:5321\"
  born = { 1962 = 12, 1975 = 20, 1990 = 15 }
  vacancies = 2
  other_exits = 400     # of 10000, a year
  inflow = 6            # who can be hired, a year
  [[scenario]]
  id = \"more_old\"
  growth = 150          # of 10000, a year; also `other_exits`, `inflow`, `later`
and where there are figures of your own on when people retire, of 10000, from `first` years after
the age that it is set for:
  retirement = { first = -2, shares = [1000, 2000, 6000, 10000] }
No scenario is one in which all is as today. Intervals are of 90 % and hold chance alone.";

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeBacktest {
    /// The series: CSV with the columns `year` and `value`, years in a row.
    pub(crate) file: PathBuf,
    /// How many years ahead.
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) horizon: NonZeroUsize,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeRecord {
    /// The record, JSON with the names of the open record.
    pub(crate) file: PathBuf,
    /// Where the record is written in its one form.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeBorders {
    /// The whole log, JSON Lines: a later event may correct an earlier.
    pub(crate) file: PathBuf,
    /// The first day that counts [default: all].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<NaiveDate>,
    /// The last day that counts [default: all].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<NaiveDate>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// What is known of a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Licence {
    /// They hold none.
    None,
    /// They hold it, by a paper, for the country.
    Held,
    /// They say that they hold it.
    Stated,
    /// Nobody has asked.
    NotKnown,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgrammeProfession {
    /// A profession, such as `nurse`, or an occupation, such as `isco:2221`.
    pub(crate) code: String,
    /// Where the work is: SE, NO or FI.
    #[arg(long)]
    pub(crate) country: Country,
    /// What is known of the person's licence.
    #[arg(long, value_enum, default_value_t = Licence::None)]
    pub(crate) licence: Licence,
    /// Whether the exception of the regulation, where it has one, is for them
    /// [default: not known].
    #[arg(long, value_name = "BOOL")]
    pub(crate) exempt: Option<bool>,
    /// Professions of your own, TOML; of one key they count before those that
    /// ship.
    #[arg(long, value_name = "FILE")]
    pub(crate) professions: Vec<PathBuf>,
    /// The day to ask about [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}
