//! The arguments of what needs the engine on a store.

use std::path::PathBuf;
use std::str::FromStr;

use etablera_casework::office::AsOf;
use etablera_domain::ParticipantId;
use etablera_domain::event::Moment;

use super::casework::Verb;
use super::desk::Desk;

/// What lists are made with.
#[derive(Debug, clap::Args)]
pub(crate) struct Engine {
    /// A compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    /// The numbers that matching goes by, JSON [default: built in].
    #[arg(long, value_name = "FILE")]
    pub(crate) parameters: Option<PathBuf>,
    /// Training modules that needs may name, JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) training: Option<PathBuf>,
}

/// A verb whose answer is judged again.
#[derive(Debug, clap::Args)]
pub(crate) struct Judged {
    #[command(flatten)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) engine: Engine,
}

/// Whose lists are made of what is in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ListsFor {
    /// For each open need, people.
    Needs,
    /// For each participant, open needs.
    Participants,
}

/// What rows of one tier are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OrderBy {
    /// By points, in a participant's list after their wishes.
    Points,
    /// By what a trial is expected to be worth, counted from earlier trials.
    Surplus,
}

/// A place in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogPlace(pub(crate) AsOf);

impl FromStr for LogPlace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(seq) = text.parse() {
            return Ok(Self(AsOf::Seq(seq)));
        }
        let moment = text.parse::<Moment>().map_err(|_| {
            format!(
                "`{text}` is no place in the log: expected how many events, such as `1200`, or a \
                 moment, such as `2026-12-01T08:00:00.000000Z`"
            )
        })?;
        Ok(Self(AsOf::Moment(moment)))
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Match {
    /// Only the list for this need.
    pub(crate) need: Option<etablera_domain::NeedId>,
    /// Only the list for this participant.
    #[arg(long, value_name = "ID", conflicts_with = "need")]
    pub(crate) participant: Option<ParticipantId>,
    /// Whose lists, where no one is named.
    #[arg(long = "for", value_enum, default_value_t = ListsFor::Needs,
          conflicts_with_all = ["need", "participant"])]
    pub(crate) whose: ListsFor,
    /// Rows a list.
    #[arg(long, value_name = "K", default_value_t = 10)]
    pub(crate) top: u32,
    /// Pairs that are not eligible as well.
    #[arg(long)]
    pub(crate) all: bool,
    /// What was true then: after so many events, or at a moment [default: the
    /// end of the log].
    #[arg(long, value_name = "SEQ|MOMENT")]
    pub(crate) as_of: Option<LogPlace>,
    /// What rows of one tier are ordered by.
    #[arg(long, value_enum, default_value_t = OrderBy::Points)]
    pub(crate) order: OrderBy,
    /// What an employment is worth, for `--order surplus`.
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) value: Option<u32>,
    /// What a trial costs whatever comes of it, for `--order surplus`.
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) cost: Option<u32>,
    #[command(flatten)]
    pub(crate) engine: Engine,
    #[command(flatten)]
    pub(crate) desk: Desk,
}
