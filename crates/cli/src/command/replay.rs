//! `etablera replay`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use etablera_casework::load::InputError;
use etablera_casework::receipt::{Answer, Command, ENGINE, Receipt, Role, Source};
use etablera_domain::event::ReceiptId;

use super::inputs::load;
use super::receipt::Question;
use crate::args::{Explain, Inputs, Match, Plan, Replay, RoundTables, StrategyName, Tiers};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::{Files, write_whole};
use crate::io::{Io, Screen};

pub(super) fn run(args: &Replay, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let file = &args.receipt;
    if let Some(id) = in_store(file) {
        return super::casework::replay((args, id), io);
    }
    let unreadable = |source| InputError::Unreadable { file: file.clone(), source };
    let receipt = Receipt::parse(&fs::read(file).map_err(unreadable)?)?;
    refuse_strangers(args, &receipt)?;
    if receipt.engine != ENGINE {
        io.remark(&format!("made by {}, replayed by {ENGINE}", receipt.engine));
    }
    let answer = Again { args, receipt: &receipt }.answer(io)?;
    match &args.out {
        Some(file) => write_whole(file, |out| out.write_all(&answer))?,
        None => io.out.write_all(&answer)?,
    }
    let difference = difference(&receipt, Answer::of(&answer));
    io.remark(&difference.as_ref().map_or_else(
        || format!("same bytes as on {}", receipt.made_at.day()),
        |how| format!("differs: {how}"),
    ));
    Ok(if difference.is_some() { Exit::No } else { Exit::Done })
}

/// The receipt of the store that is meant, where there is no such file.
fn in_store(receipt: &Path) -> Option<ReceiptId> {
    if receipt.exists() { None } else { receipt.to_str()?.parse().ok() }
}

/// What is not as the receipt says.
fn difference(receipt: &Receipt, found: Answer) -> Option<String> {
    let expected = receipt.answer;
    if found != expected {
        return Some(format!(
            "{} bytes with hash {}, expected {} bytes with hash {}",
            found.bytes, found.hash, expected.bytes, expected.hash
        ));
    }
    let of_content = receipt.id_of_content();
    (receipt.id != of_content).then(|| {
        format!(
            "same bytes, and the receipt was changed after it was made: it has the id `{}`, \
             expected `{of_content}`",
            receipt.id
        )
    })
}

/// Refuses a file for a role that the receipt does not have.
fn refuse_strangers(args: &Replay, receipt: &Receipt) -> Result<(), CommandError> {
    let stranger = args.moved().find(|(role, _)| receipt.inputs().all(|input| input.role != *role));
    match stranger {
        None => Ok(()),
        Some((role, file)) => Err(CommandError::Use(format!(
            "`--{role} {}` is not asked for: the receipt names no such input",
            file.display()
        ))),
    }
}

/// A receipt's answer, made again.
struct Again<'a> {
    args: &'a Replay,
    receipt: &'a Receipt,
}

impl Again<'_> {
    fn answer(&self, io: &mut Io<'_>) -> Result<Vec<u8>, CommandError> {
        let (format, language) = (self.receipt.shown.format.into(), self.receipt.shown.language);
        let (inputs, language) = (self.inputs()?, language.into());
        let (threads, receipt) = (None, None);
        match self.receipt.command.clone() {
            Command::Ranking { whose, top, all } => {
                let (whose, top) = (whose.into(), usize::try_from(top).unwrap_or(usize::MAX));
                let args = Match { inputs, whose, top, all, threads, format, language, receipt };
                self.ask(&args, io)
            }
            Command::Explanation { need, participant } => {
                let args = Explain { need, participant, inputs, format, language, receipt };
                self.ask(&args, io)
            }
            Command::Plan { strategy, tiers, seed, why } => {
                let no = |what: &str| CommandError::Use(format!("the receipt's plan has {what}"));
                let name = StrategyName::from_str(&strategy, false)
                    .map_err(|_| no(&format!("the strategy `{strategy}`: expected another")))?;
                let tiers = Tiers::down_to(tiers)
                    .ok_or_else(|| no("pairs that are not eligible: expected a better tier"))?;
                let args = Plan {
                    inputs,
                    strategy: name,
                    tiers,
                    why,
                    tables: RoundTables {
                        overrides: self.place(Role::Override),
                        limits: self.place(Role::Limits),
                        groups: self.place(Role::Groups),
                        model: self.place(Role::Model),
                    },
                    seed,
                    out: None,
                    summary: None,
                    prices: None,
                    threads,
                    format,
                    language,
                    receipt,
                };
                self.ask(&args, io)
            }
        }
    }

    /// What the command works on.
    fn inputs(&self) -> Result<Inputs, CommandError> {
        let keep_going = match self.receipt.source {
            Source::Files { keep_going, .. } => keep_going,
            Source::Town { .. } => false,
            Source::Log { .. } => {
                return Err(CommandError::Use(
                    "the receipt is of the case log: expected one of files or the example town"
                        .to_owned(),
                ));
            }
        };
        let taxonomy = self.receipt.taxonomy.path.as_ref().map(PathBuf::from);
        Ok(Inputs {
            needs: self.place(Role::Needs),
            participants: self.place(Role::Participants),
            training: self.place(Role::Training),
            taxonomy: self.args.taxonomy.clone().or(taxonomy),
            parameters: None,
            as_of: Some(self.receipt.as_of),
            keep_going,
        })
    }

    /// Where the input of a role is now.
    fn place(&self, role: Role) -> Option<PathBuf> {
        let input = self.receipt.inputs().find(|input| input.role == role)?;
        Some(self.args.place(input))
    }

    /// The answer from the same inputs, and nothing else.
    fn ask(&self, question: &impl Question, io: &mut Io<'_>) -> Result<Vec<u8>, CommandError> {
        self.check_inputs()?;
        let mut answer = Vec::new();
        let width = self.receipt.shown.width.unwrap_or(io.screen.width);
        let mut quiet = Io {
            out: &mut answer,
            err: &mut io::sink(),
            screen: Screen { width, colour: false },
            ..*io
        };
        let mut loaded = load(question.inputs(), &mut quiet)?;
        loaded.parameters = self.receipt.parameters.read()?;
        self.receipt.taxonomy.check(&loaded.taxonomy)?;
        question.answer(&loaded, &mut Files::default(), &mut quiet)?;
        // What was read is what was checked.
        self.check_inputs()?;
        Ok(answer)
    }

    fn check_inputs(&self) -> Result<(), CommandError> {
        self.receipt.source.check_town()?;
        let mut inputs = self.receipt.inputs();
        let check = |input| {
            let place: &Path = &self.args.place(input);
            input.check(place)
        };
        Ok(inputs.try_for_each(check)?)
    }
}
