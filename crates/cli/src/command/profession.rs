//! `etablera programme profession`.

use etablera_domain::event::Code;
use etablera_domain::{Answer, Credential, CredentialClaim, Evidence, Holding};
use etablera_programme::cross_border::{
    Gated, Holder, Needs, Profession, Professions, Regulation, Task,
};
use etablera_programme::rules::Standing;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::facts::{text, wrong};
use crate::args::Format;
use crate::args::planning::{Licence, ProgrammeProfession};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &ProgrammeProfession, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let mut professions = Professions::shipped();
    for file in &args.professions {
        let own = Professions::parse(&text(file)?).map_err(|error| wrong(file, error))?;
        professions = professions.with(own);
    }
    let day = args.as_of.unwrap_or(io.today);
    let tasks = tasks()?;
    let asked = asked(&professions, &args.code)?;
    let told = asked.into_iter().map(|profession| {
        let claims = profession.map_or(Vec::new(), |one| claims(args, one));
        let key = profession.map_or(args.code.as_str(), |one| one.key.as_str());
        let regulated = professions.on(key, args.country, day);
        let holder = Holder { credentials: &claims, exempt: args.exempt };
        let regulation = profession.and_then(|one| one.on(args.country, day));
        let gated = regulated.gate(&holder, &tasks);
        Told { profession, regulation, gated }
    });
    show(&told.collect::<Vec<_>>(), args.format, io)?;
    Ok(Exit::Done)
}

/// A profession, how it is regulated, and which tasks are open.
struct Told<'p> {
    profession: Option<&'p Profession>,
    regulation: Option<&'p Regulation>,
    gated: Vec<Gated>,
}

/// How a profession is regulated.
#[derive(Serialize)]
struct Head<'p> {
    profession: &'p str,
    name: &'p str,
    title: Option<&'p str>,
    authority: Option<&'p str>,
    needs: Option<&'p str>,
    unless: Option<&'p str>,
    reference: Option<&'p str>,
    verified: Option<bool>,
}

/// A task in a profession.
#[derive(Serialize)]
struct Row<'p> {
    profession: Option<&'p str>,
    title: Option<&'p str>,
    #[serde(flatten)]
    gated: &'p Gated,
}

const COLUMNS: sheet::Columns<'_> = &[
    ("profession", "/profession"),
    ("title", "/title"),
    ("task", "/task"),
    ("gate", "/gate"),
    ("why", "/why"),
    ("if verified", "/heard"),
    ("authority", "/authority"),
    ("needs", "/needs"),
    ("unless", "/unless"),
    ("reference", "/reference"),
];

fn show(told: &[Told<'_>], format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    if format != Format::Table {
        let rows: Vec<Row<'_>> = told.iter().flat_map(Told::rows).collect();
        return sheet::list(&rows, COLUMNS, format, io);
    }
    for (at, one) in told.iter().enumerate() {
        if at > 0 {
            writeln!(io.out)?;
        }
        if let Some(head) = one.head() {
            sheet::record(&head, format, io)?;
            writeln!(io.out)?;
        }
        // The task, whether it is open, why, and what it would be if verified.
        sheet::list(&one.rows(), &COLUMNS[2..6], format, io)?;
    }
    Ok(())
}

impl Told<'_> {
    fn head(&self) -> Option<Head<'_>> {
        let (profession, regulation) = (self.profession?, self.regulation);
        Some(Head {
            profession: profession.key.as_str(),
            name: &profession.name,
            title: regulation.map(|one| one.title.as_str()),
            authority: regulation.map(|one| one.authority.as_str()),
            needs: regulation.map(|one| one.needs.as_str()),
            unless: regulation.and_then(|one| one.unless.as_deref()),
            reference: regulation.map(|one| one.reference.as_str()),
            verified: regulation.map(|one| one.standing == Standing::Verified),
        })
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let profession = self.profession.map(|one| one.key.as_str());
        let title = self.regulation.map(|one| one.title.as_str());
        self.gated.iter().map(|gated| Row { profession, title, gated }).collect()
    }
}

/// What one does in a profession: to assist, its work, and to bear its title.
fn tasks() -> Result<[Task; 3], CommandError> {
    let task = |name: &str, needs| -> Result<Task, CommandError> {
        let id = name.parse::<Code>().map_err(|error| CommandError::Use(error.to_string()))?;
        Ok(Task { id, needs })
    };
    Ok([
        task("assist", Needs::Nothing)?,
        task("work", Needs::Activity)?,
        task("title", Needs::Title)?,
    ])
}

/// The professions of a key or an occupation; where an occupation is in none
/// that is listed, that.
fn asked<'p>(
    professions: &'p Professions,
    code: &str,
) -> Result<Vec<Option<&'p Profession>>, CommandError> {
    if let Some(one) = professions.get(code) {
        return Ok(vec![Some(one)]);
    }
    match code.parse::<ConceptId>() {
        Ok(occupation) => {
            let of = professions.iter().filter(|one| one.is(&occupation)).map(Some);
            let of: Vec<_> = of.collect();
            Ok(if of.is_empty() { vec![None] } else { of })
        }
        Err(_) => {
            let keys: Vec<&str> = professions.iter().map(|one| one.key.as_str()).collect();
            let keys = keys.join(", ");
            Err(CommandError::Use(format!(
                "`{code}` is neither a profession nor an occupation: expected one as `isco:2221`, \
                 or one of {keys}"
            )))
        }
    }
}

/// What is known of a licence for the profession in the country.
fn claims(args: &ProgrammeProfession, profession: &Profession) -> Vec<CredentialClaim> {
    let held = |evidence| {
        Answer::Yes(Holding { evidence, valid_from: None, valid_to: None, issued_in: None })
    };
    let answer = match args.licence {
        Licence::None => Answer::No,
        Licence::Held => held(Evidence::Documented),
        Licence::Stated => held(Evidence::Stated),
        Licence::NotKnown => return Vec::new(),
    };
    let of_isco = profession.isco.first().copied().map(ConceptId::Isco);
    let occupation = of_isco.or_else(|| profession.esco.first().copied());
    let credential = occupation
        .map(|occupation| Credential::ProfessionalLicence { occupation, country: args.country });
    credential.map(|credential| CredentialClaim { credential, answer }).into_iter().collect()
}
