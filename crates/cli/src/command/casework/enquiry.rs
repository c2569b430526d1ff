//! `etablera enquiry`.

use etablera_casework::office as case;

use super::{all, of, one, record, say, whole};
use crate::args::casework::{Enquiry, Said};
use crate::command::desk::Desk;
use crate::command::inputs::taxonomy;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn enquiry(args: &Enquiry, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Enquiry::Ask(said) => all((said, of("")), io, case::ask_after),
        Enquiry::List(said) => list(said, io),
        Enquiry::Show(show) => {
            let taxonomy = taxonomy(show.taxonomy.as_deref())?;
            let work = async |office: &case::Office, call: &case::Call, of: &case::ShowEnquiry| {
                case::show_enquiry(office, call, (&taxonomy, of)).await
            };
            say((Some(&show.verb.id), &show.verb.said, of("enquiry")), io, work)
        }
        Enquiry::Answer(verb) => one((verb, of("enquiry")), io, case::answer_enquiry),
    }
}

/// What was asked after, one a row.
fn list(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ListEnquiries = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let seen = desk.run(async |office, call| case::list_enquiries(office, call, &command).await)?;
    let columns = [
        ("enquiry", "/enquiry"),
        ("from", "/from"),
        ("on", "/on"),
        ("edition", "/edition"),
        ("group", "/number"),
        ("places", "/places"),
        ("purpose", "/purpose"),
        ("answered", "/answered"),
    ];
    sheet::list(&seen, &columns, said.desk.format, io)?;
    Ok(Exit::Done)
}
