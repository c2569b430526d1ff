//! The arguments of reports.

use std::path::PathBuf;

use clap::Subcommand;

use super::casework::{Said, Verb};
use super::engine::Engine;
use super::{Format, Language};

/// A report that has an id, and the file it may be written to.
#[derive(Debug, clap::Args)]
pub(crate) struct Paper {
    #[command(flatten)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) file: PaperFile,
}

/// The file that a report is written to.
#[derive(Debug, clap::Args)]
pub(crate) struct PaperFile {
    /// Write the report to a file whose name ends with its form: `.html`,
    /// `.xlsx`, `.csv`, `.json`, `.txt`, `.md` or, where it was built in, `.pdf`.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Who is there, told by the groups of a taxonomy.
#[derive(Debug, clap::Args)]
pub(crate) struct Supply {
    #[command(flatten)]
    pub(crate) said: Said,
    /// The compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
}

/// A model that is learnt.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelTrain {
    #[command(flatten)]
    pub(crate) verb: Verb,
    /// The file that the model is written to.
    #[arg(long, value_name = "FILE")]
    pub(crate) model: PathBuf,
    #[command(flatten)]
    pub(crate) engine: Engine,
    #[command(flatten)]
    pub(crate) file: PaperFile,
}

/// A model for reading. It needs no store.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelShow {
    /// The file of the model.
    pub(crate) model: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// The language of the texts.
    #[arg(long, value_enum, default_value_t = Language::Sv)]
    pub(crate) language: Language,
    #[command(flatten)]
    pub(crate) file: PaperFile,
}

/// A model that is held against later trials.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelCheck {
    /// The file of the model.
    pub(crate) model: PathBuf,
    #[command(flatten)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) engine: Engine,
    #[command(flatten)]
    pub(crate) file: PaperFile,
}

/// One pair that a model is asked about.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelPair {
    /// The file of the model.
    pub(crate) model: PathBuf,
    #[command(flatten)]
    pub(crate) said: Said,
    #[command(flatten)]
    pub(crate) engine: Engine,
}

verbs! {
    Report {
        /// A funder's indicators, by the id of their set such as
        /// `esf-plus-2021-2027`: `operation`, `until`, `code`, `window`,
        /// `carried_days`, `late_days`, `special`, and `names:=true` for who is
        /// behind each number. `collects` names what is collected though none of
        /// it was noted yet, and `project_end` is the project's last day.
        Indicators(Paper),
        /// Publishes who is there, in groups for others: `k` (5 or more),
        /// `anew:=true` to choose anew how closely.
        PublishSupply(Supply),
        /// Who is there, in groups, as it was published last.
        Supply(Said),
        /// Notes what became of a joint work, by name: `operation`, `step` such
        /// as `{"begun":{"kind":"solution","countries":["SE","NO"]}}`,
        /// `{"finished":{}}`, `{"took_effect":{}}`.
        Work(Verb),
        /// The participants of a month as SCB gets them, by the id of the
        /// operation: `month=2026-10`. With `--out FILE.csv` or `.xlsx` the file itself,
        /// with `.html` how it stands.
        Monthly(Paper),
        /// Writes down that the file of a month was sent, by the id of the
        /// operation: `month`, and `hash` of what was sent.
        SendMonthly(Verb),
        /// How SCB wants protected people written, by gender as `woman`, `man`
        /// or `non_binary`: `suffix` after the date, `from` as the first day of
        /// a month. `--on` is the day it was read there.
        CodeForm(Verb),
        /// Freezes indicators for a period, by the id of their set:
        /// `operation`, `until`, `window`, `carried_days`, `late_days`,
        /// `special`.
        Freeze(Verb),
        /// What was frozen of an operation, by its id, with versions and
        /// hashes.
        Frozen(Paper),
        /// What was edited since: by the id of a set, with `operation` and
        /// `until`, against frozen periods; by the id of an operation alone,
        /// against the monthly files that were sent, and which are to be sent
        /// again. With `--out FOLDER` those files.
        Corrections(Paper),
        /// The public record of a project, by the id of its operation; with
        /// `--file` a new one. With `--out FILE.json` as it is published.
        Project(Paper),
        /// How far people come in an operation, stage by stage: `from` and
        /// `until` by the day of being received, `on`, `window_days`,
        /// `endings`, and `names:=true` for who is behind each number.
        Funnel(Paper),
        /// What became of those in an operation after two years, how long they
        /// waited, who dropped out, what employers promised: the same fields,
        /// `day_minutes`, and `sick_leave` as totals of a workplace.
        Outcomes(Paper),
        /// What a result of an operation costs, and who pays: the same fields
        /// but names, and in the file, JSON or TOML, `costs`, `union_rate`,
        /// `own_requirement`, `hours` and `most_hours`.
        Costs(Paper),
        /// What those in an operation did across borders: groups, trips,
        /// offers and jobs by country pair; `from`, `until`, `names`.
        Borders(Paper),
        /// The hours of civic orientation of those in an operation, by part,
        /// and who lacks what: `from`, `until`, `names`.
        Orientation(Paper),
        /// How people are chosen, and what was decided otherwise, disclosed,
        /// refused and kept.
        #[command(subcommand)]
        Audit(super::audit::Audit),
        /// The merits of whoever got a place at a need, by its id; with
        /// `for=PARTICIPANT` a statement to somebody who was not chosen, which
        /// stands in the register of disclosures: `test.ground`,
        /// `test.consented`.
        Merits(super::audit::OfOne),
        /// The technical file of the AI Act, from code and configuration.
        TechnicalFile(super::audit::Described),
        /// The record of processing activities (GDPR Art. 30), from code and
        /// configuration.
        ProcessingRecord(super::audit::Described),
        /// The skeleton of an assessment of impact on data protection (GDPR
        /// Art. 35).
        Dpia(super::audit::Described),
        /// How likely placements lead to employment, learnt from past trials:
        /// a table of coefficients. It decides nothing.
        #[command(subcommand)]
        Model(Model),
    }
    Model {
        /// Learns a model from the trials of an operation, or `all`: `until`,
        /// `least`, `job_days`, `calibrator`.
        Train(ModelTrain),
        /// The coefficients of a file, and what they are worth.
        Show(ModelShow),
        /// Holds a file against the trials of an operation, or `all`, that
        /// were proposed after it was learnt: `until`.
        Check(ModelCheck),
        /// What a file says of one pair: `participant`, `need`.
        Pair(ModelPair),
    }
}
