//! `etablera report`.

mod answer;
mod audit;
mod borders;
mod costs;
mod freeze;
mod indicators;
mod model;
mod monthly;
mod outcomes;
mod paper;
mod project;
mod supply;

use etablera_casework::office as case;
use etablera_casework::papers::audit::{dpia, processing_record, technical_file};

use super::{on, one};
use crate::args::report::Report;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn report(args: &Report, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Report::PublishSupply(args) => supply::publish(args, io),
        Report::Supply(said) => supply::read(said, io),
        Report::Work(verb) => one((verb, on("work")), io, case::follow_work),
        Report::Indicators(paper) => indicators::indicators(paper, io),
        Report::Monthly(paper) => monthly::monthly(paper, io),
        Report::SendMonthly(verb) => monthly::send(verb, io),
        Report::CodeForm(verb) => monthly::code_form(verb, io),
        Report::Freeze(verb) => freeze::freeze(verb, io),
        Report::Frozen(paper) => freeze::frozen(paper, io),
        Report::Corrections(paper) => freeze::corrections(paper, io),
        Report::Project(paper) => project::project(paper, io),
        Report::Audit(args) => audit::audit(args, io),
        Report::Merits(of) => audit::merits(of, io),
        Report::TechnicalFile(args) => audit::described(args, technical_file, io),
        Report::ProcessingRecord(args) => audit::described(args, processing_record, io),
        Report::Dpia(args) => audit::described(args, dpia, io),
        Report::Model(args) => model::model(args, io),
        Report::Funnel(paper) => outcomes::funnel(paper, io),
        Report::Outcomes(paper) => outcomes::outcomes(paper, io),
        Report::Costs(paper) => costs::costs(paper, io),
        Report::Borders(paper) => borders::borders(paper, io),
        Report::Orientation(paper) => outcomes::orientation(paper, io),
    }
}
