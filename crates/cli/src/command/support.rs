//! `etablera support`.

use etablera_programme::decision::Answer;
use etablera_programme::support::{Facts, Form, Offer, forms};
use serde::Serialize;

use super::facts::facts;
use super::rules::open;
use crate::args::programme::Support;
use crate::args::rules::Case;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Support, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Support::Forms(args) => all(args, io),
    }
}

/// What an employer sees of a form.
#[derive(Serialize)]
struct Seen {
    form: Form,
    #[serde(flatten)]
    view: etablera_programme::support::EmployerView,
}

fn all(args: &Case, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let rules = open(&args.rules)?;
    let day = args.rules.as_of.unwrap_or(io.today);
    let offers = forms(&rules, &facts::<Facts>(&args.facts)?, day);
    let offers = offers.map_err(|error| CommandError::Use(error.to_string()))?;
    if args.for_employer {
        let seen = |offer: &Offer| {
            let (form, view) = (offer.assessment.form, offer.assessment.for_employer());
            Seen { form, view }
        };
        let seen: Vec<Seen> = offers.iter().map(seen).collect();
        let columns = [
            ("form", "/form"),
            ("answer", "/answer"),
            ("months at first", "/first_decision_months"),
            ("pay that counts", "/pay_that_counts"),
            ("to say", "/to_say"),
        ];
        sheet::list(&seen, &columns, args.format, io)?;
    } else {
        let columns = [
            ("form", "/assessment/form"),
            ("answer", "/assessment/decision/answer"),
            ("months", "/assessment/length/months"),
            ("at first", "/assessment/first_decision_months"),
            ("pay that counts", "/assessment/pay_that_counts"),
            ("missing", "/assessment/decision/missing"),
            ("unverified", "/assessment/decision/unverified"),
        ];
        sheet::list(&offers, &columns, args.format, io)?;
    }
    let none = offers.iter().all(|one| one.assessment.decision.answer == Answer::ProbablyNot);
    Ok(if none { Exit::No } else { Exit::Done })
}
