//! One command a file.

mod assign;
mod backtest;
mod borders;
mod calendar;
mod capacity;
mod casework;
mod db;
mod db_keys;
mod demo;
mod desk;
mod docs;
mod experiment;
mod explain;
mod facts;
mod forecast;
mod generate;
mod import;
mod inputs;
mod introduction;
mod match_;
mod plan;
mod policy;
mod profession;
mod programme;
mod receipt;
mod record;
mod replay;
mod rights;
mod rules;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod story;
mod strategy;
mod support;
mod taxonomy;
mod training_course;
mod week;

use crate::args::{Args, Command};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(crate) fn run(args: Args, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args.command {
        Command::Demo(args) => demo::run(&args, io),
        Command::Match(args) => match_::run(&args, io),
        Command::Explain(args) => explain::run(&args, io),
        Command::Plan(args) => plan::run(&args, io),
        Command::Assign(args) => assign::run(&args, io),
        Command::Replay(args) => replay::run(&args, io),
        Command::Schema(args) => schema::run(&args, io),
        Command::Generate(args) => generate::run(&args, io),
        Command::Experiment(args) => experiment::run(&args, io),
        Command::Import(args) => import::run(&args, io),
        Command::Taxonomy(args) => taxonomy::run(&args, io),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, io),
        Command::Db(args) => db::run(&args, io),
        Command::Participant(args) => casework::participant(&args, io),
        Command::Employer(args) => casework::employer(&args, io),
        Command::Visit(args) => casework::visit(&args, io),
        Command::Need(args) => casework::need(&args, io),
        Command::Agreement(args) => casework::agreement(&args, io),
        Command::Housing(args) => casework::housing(&args, io),
        Command::Referral(args) => casework::referral(&args, io),
        Command::Enquiry(args) => casework::enquiry(&args, io),
        Command::Journey(args) => casework::journey(&args, io),
        Command::Training(args) => casework::training(&args, io),
        Command::Competence(args) => casework::competence(&args, io),
        Command::Report(args) => casework::report(&args, io),
        Command::Log(args) => casework::log(&args, io),
        Command::Account(args) => casework::account(&args, io),
        Command::System(args) => casework::system(&args, io),
        Command::Policy(args) => policy::run(&args, io),
        Command::Rules(args) => rules::run(&args, io),
        Command::Programme(args) => programme::run(&args, io),
        Command::Introduction(args) => introduction::run(&args, io),
        Command::Calendar(args) => calendar::run(&args, io),
        Command::Support(args) => support::run(&args, io),
        Command::Completions(args) => docs::completions(&args, io),
        Command::Man(args) => docs::man(&args, io),
    }
}
