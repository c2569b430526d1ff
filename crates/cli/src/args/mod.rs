//! The arguments.

macro_rules! verbs {
    ($($name:ident { $($(#[$doc:meta])* $verb:ident($args:ty),)+ })+) => {$(
        #[derive(Debug, Subcommand)]
        pub(crate) enum $name {
            $($(#[$doc])* $verb($args),)+
        }
    )+};
}

pub(crate) mod account;
mod assign;
pub(crate) mod audit;
pub(crate) mod casework;
pub(crate) mod db;
mod demo;
pub(crate) mod desk;
pub(crate) mod engine;
mod form;
pub(crate) mod introduction;
pub(crate) mod log;
mod plan;
pub(crate) mod planning;
pub(crate) mod policy;
pub(crate) mod programme;
mod replay;
pub(crate) mod report;
pub(crate) mod rules;
#[cfg(feature = "serve")]
pub(crate) mod serve;

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Parser, Subcommand, ValueEnum};
use etablera_casework::receipt::Lists;

pub(crate) use assign::{Assign, AssignCommand, AssignSolve, AssignTables, AssignVerify};
pub(crate) use demo::Demo;
pub(crate) use form::{Format, Language};
pub(crate) use plan::{Plan, RoundTables, StrategyName, Tiers};
pub(crate) use replay::Replay;

/// Matches employers' needs with people who are establishing themselves on
/// the labour market.
#[derive(Debug, Parser)]
#[command(name = "etablera", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The main job on the built-in example town.
    Demo(Demo),
    /// Ranked, explained pairs of needs and people.
    Match(Match),
    /// One pair in full.
    Explain(Explain),
    /// A round: who goes where, who is left over, and why.
    #[command(after_help = plan::TABLES)]
    Plan(Plan),
    /// Who goes where, from tables of pairs and seats.
    Assign(Assign),
    /// The bytes of an answer again, from its receipt.
    Replay(Replay),
    /// The JSON Schema of a kind of file.
    Schema(Schema),
    /// A made-up population, with the truth kept aside.
    Generate(Generate),
    /// Strategies compared on the same arrivals, against hindsight.
    Experiment(Experiment),
    /// Job ads and tables into needs and participants.
    #[command(subcommand)]
    Import(Import),
    /// Taxonomies: import releases, look concepts up.
    #[command(subcommand)]
    Taxonomy(Taxonomy),
    /// The JSON interface for other systems, until it is told to end.
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// The store of cases: make, check, import, export.
    #[command(subcommand)]
    Db(db::Db),
    /// People and their cases.
    #[command(subcommand)]
    Participant(Box<casework::Participant>),
    /// Employers.
    #[command(subcommand)]
    Employer(Box<casework::Employer>),
    /// Visits to employers.
    #[command(subcommand)]
    Visit(Box<casework::Visit>),
    /// Needs, who fits them, and what comes of it.
    #[command(subcommand)]
    Need(Box<casework::Need>),
    /// What happened, and what is put right.
    #[command(subcommand)]
    Journey(Box<casework::Journey>),
    /// Referrals to another agency, which reads a few fields until a day.
    #[command(subcommand)]
    Referral(Box<casework::Referral>),
    /// What other organisations ask for of those who are there, by group.
    #[command(subcommand)]
    Enquiry(Box<casework::Enquiry>),
    /// Homes for newcomers: counted, given by the share, and who waits.
    #[command(subcommand)]
    Housing(Box<casework::Housing>),
    /// Agreements: what employers promise, and what is agreed on a placement.
    #[command(subcommand)]
    Agreement(Box<casework::Agreement>),
    /// Training sessions and who was there.
    #[command(subcommand)]
    Training(Box<casework::Training>),
    /// Plans for new competences, and what one person alone can.
    #[command(subcommand)]
    Competence(Box<casework::Competence>),
    /// Numbers for funders, with who is behind each.
    #[command(subcommand)]
    Report(Box<report::Report>),
    /// The log of what happened, and of who looked.
    #[command(subcommand)]
    Log(Box<log::Log>),
    /// Who may log in, and what programs prove themselves by.
    #[command(subcommand)]
    Account(Box<account::Account>),
    /// Stops and resumes proposals.
    #[command(subcommand)]
    System(Box<casework::System>),
    /// Who may do what, and why.
    #[command(subcommand)]
    Policy(policy::Policy),
    /// What programme rules and statutes set, and what follows from them.
    #[command(subcommand)]
    Rules(rules::Rules),
    /// Programme templates, what a goal needs, what is to come, and records.
    #[command(subcommand)]
    Programme(programme::Programme),
    /// Introductions at workplaces, and plans for new competences.
    #[command(subcommand)]
    Introduction(introduction::Introduction),
    /// Holidays, a week, a course, and work and training over a programme.
    #[command(subcommand)]
    Calendar(programme::Calendar),
    /// Support that an employer may get for an employment.
    #[command(subcommand)]
    Support(programme::Support),
    /// Shell completions.
    Completions(Completions),
    /// Manual pages.
    Man(Man),
}

/// What is matched, and on which day.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// Needs, JSON Lines, plain or gzip [default: the example town's].
    #[arg(long, value_name = "FILE", requires = "participants")]
    pub(crate) needs: Option<PathBuf>,
    /// Participants, JSON Lines, plain or gzip [default: the example town's].
    #[arg(long, value_name = "FILE", requires = "needs")]
    pub(crate) participants: Option<PathBuf>,
    /// Training modules that needs may name, JSON Lines.
    #[arg(long, value_name = "FILE", requires = "needs")]
    pub(crate) training: Option<PathBuf>,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// The numbers that matching goes by, JSON [default: built in].
    #[arg(long, value_name = "FILE")]
    pub(crate) parameters: Option<PathBuf>,
    /// The day to judge on [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,
    /// Use the good rows of a file and list the bad ones.
    #[arg(long, requires = "needs")]
    pub(crate) keep_going: bool,
}

/// Whose lists are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum For {
    /// For each need, people.
    Needs,
    /// For each participant, needs.
    Participants,
    /// Both.
    Both,
}

impl From<For> for Lists {
    fn from(whose: For) -> Self {
        match whose {
            For::Needs => Self::Needs,
            For::Participants => Self::Participants,
            For::Both => Self::Both,
        }
    }
}

impl From<Lists> for For {
    fn from(whose: Lists) -> Self {
        match whose {
            Lists::Needs => Self::Needs,
            Lists::Participants => Self::Participants,
            Lists::Both => Self::Both,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Match {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Whose lists.
    #[arg(long = "for", value_enum, default_value_t = For::Needs)]
    pub(crate) whose: For,
    /// Rows a list.
    #[arg(long, value_name = "K", default_value_t = 10)]
    pub(crate) top: usize,
    /// Pairs that are not eligible as well, with the reason.
    #[arg(long)]
    pub(crate) all: bool,
    /// Threads; the answer does not depend on it [default: as many as there
    /// are processors].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
    /// Where the receipt is written, for `etablera replay`; the answer then
    /// has no colours.
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The need.
    pub(crate) need: String,
    /// The participant.
    pub(crate) participant: String,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
    /// Where the receipt is written, for `etablera replay`; the answer then
    /// has no colours.
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// The kind of file.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(etablera_domain::schema::NAMES))]
    pub(crate) name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// How many participants.
    #[arg(long, value_name = "N")]
    pub(crate) participants: usize,
    /// How many needs.
    #[arg(long, value_name = "M")]
    pub(crate) needs: usize,
    /// What tells this population from others.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The folder that the files are written to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// The day it is made for [default: the example town's].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,
}

/// Where arrivals come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogKind {
    /// The pairs of the needs and participants, who come at drawn times.
    Population,
    /// A made-up model in which it matters what seats are kept for; needs and
    /// participants are not read.
    Synthetic,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Experiment {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Where arrivals come from.
    #[arg(long, value_enum, default_value_t = LogKind::Population)]
    pub(crate) log: LogKind,
    /// What is compared, such as `greedy,look-ahead` [default: all there is].
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) strategies: Vec<String>,
    /// A label on each participant for the fairness gaps: CSV with the columns
    /// `participant` and `group`.
    #[arg(long, value_name = "FILE", requires = "participants")]
    pub(crate) groups: Option<PathBuf>,
    /// How many courses of events are drawn.
    #[arg(long, value_name = "N", default_value = "10")]
    pub(crate) seeds: NonZeroUsize,
    /// The seed of the first; the others follow.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Periods that people and needs come and go in.
    #[arg(long, value_name = "T", default_value = "12")]
    pub(crate) periods: NonZeroU32,
    /// Periods that a person stays at most.
    #[arg(long, value_name = "T", default_value = "4")]
    pub(crate) patience: NonZeroU32,
    /// Needs that a person could go to, at most: the best of their list.
    #[arg(long, value_name = "K", default_value_t = 20)]
    pub(crate) choices: u32,
    /// Histories that those who look ahead know.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) histories: usize,
    /// Seeds at a time; only times depend on it [default: as many as there
    /// are processors].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// The folder for `trials.csv`, `summary.csv` and a plot of each measure;
    /// other files there, such as plots of earlier runs, stay as they are.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Leave times out, so that equal arguments give equal bytes.
    #[arg(long)]
    pub(crate) no_time: bool,
    /// How the answer is written: CSV with a row a trial and measure, JSON
    /// Lines with a trial each, JSON with the summary as well.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Job ads in the form of `JobSearch` (JobTech), one a line, plain or gzip.
    Jobads(ImportAds),
    /// Participants from a table: CSV or XLSX.
    Participants(ImportTable),
    /// Needs from a table: CSV or XLSX.
    Needs(ImportTable),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportAds {
    /// The ads.
    pub(crate) file: PathBuf,
    /// The needs, JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// Go on where a line is not an ad, and list it.
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// How the figures are written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportTable {
    /// The table.
    pub(crate) file: PathBuf,
    /// Which column holds what, such as `id=Deltagarnr`, `languages.sv=Svenska`
    /// or `none=Anteckning` for a column that is not read; may be given again.
    /// The others are guessed from their headers.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(crate) map: Vec<String>,
    /// The records, JSON Lines [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write no file: print what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// Use the good rows and list the bad ones.
    #[arg(long)]
    pub(crate) keep_going: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Taxonomy {
    /// Reads official releases into one compiled file.
    Import(TaxonomyImport),
    /// One concept, by its id or label.
    Show(TaxonomyShow),
}

#[derive(Debug, clap::Args)]
pub(crate) struct TaxonomyImport {
    /// Folders with releases of ESCO and JobTech and with crosswalk tables;
    /// the first ESCO release gives the structure, others add labels.
    #[arg(required = true, value_name = "DIR")]
    pub(crate) dirs: Vec<PathBuf>,
    /// The compiled file.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// How the account of every file and row is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TaxonomyShow {
    /// An id, such as `isco:5120`, or a label.
    pub(crate) concept: String,
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// The folder that the pages are written to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// A day that somebody may judge on: `YYYY-MM-DD`, 1900 to 2199.
fn day(text: &str) -> Result<NaiveDate, String> {
    let day = (text.len() == 10).then(|| text.parse::<NaiveDate>().ok()).flatten();
    day.filter(|day| (1900..2200).contains(&day.year()))
        .ok_or_else(|| format!("`{text}` is not a day: expected YYYY-MM-DD, 1900 to 2199"))
}
