//! Answers with a receipt.

use std::path::Path;

use etablera_casework::receipt::{
    Answer, Command, Counts, Input, Made, Pinned, PinnedTaxonomy, Receipt, Role, Shown, Source,
};

use super::inputs::{Loaded, load};
use crate::args::{Format, Inputs, Language};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::{Io, Screen};

/// A command whose answer may have a receipt.
pub(super) trait Question {
    /// What it works on.
    fn inputs(&self) -> &Inputs;

    /// Files beside that.
    fn tables(&self) -> Vec<(Role, &Path)> {
        Vec::new()
    }

    /// What is asked, as the receipt has it.
    fn command(&self) -> Command;

    /// How the answer is written.
    fn how(&self) -> (Format, Language);

    /// Writes the answer to `io.out`, and to `files` what is written beside
    /// it.
    fn answer(
        &self,
        loaded: &Loaded,
        files: &mut Files,
        io: &mut Io<'_>,
    ) -> Result<(Exit, Counts), CommandError>;
}

/// Where an answer and its receipt go.
#[derive(Clone, Copy)]
pub(super) struct Papers<'p> {
    pub(super) receipt: Option<&'p Path>,
    /// The answer; none for the screen.
    pub(super) out: Option<&'p Path>,
}

/// Answers: the files first, all or none, and then the screen.
pub(super) fn run(
    question: &impl Question,
    papers: Papers<'_>,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let pinned = papers.receipt.map(|file| Ok::<_, CommandError>((file, pin(question)?)));
    let pinned = pinned.transpose()?;
    let loaded = load(question.inputs(), io)?;
    let mut files = Files::default();
    let colour = io.screen.colour && papers.receipt.is_none() && papers.out.is_none();
    let screen = Screen { colour, ..io.screen };
    let mut answer = Vec::new();
    let (exit, counts) = {
        let mut io = Io { out: &mut answer, err: io.err, screen, ..*io };
        question.answer(&loaded, &mut files, &mut io)?
    };
    if let Some((file, (source, tables))) = pinned {
        let made = Made {
            command: question.command(),
            as_of: loaded.as_of,
            parameters: Pinned::parameters(&loaded.parameters),
            taxonomy: taxonomy(question.inputs(), &loaded),
            source,
            tables,
            policy: None,
            shown: shown(question, screen),
            counts,
            answer: Answer::of(&answer),
        };
        let receipt = Receipt::new(io.now, made);
        // What was read is what was pinned.
        receipt.inputs().try_for_each(|input| input.check(Path::new(&input.path)))?;
        files.write(file, |out| out.write_all(receipt.to_text().as_bytes()))?;
    }
    if let Some(file) = papers.out {
        files.write(file, |out| out.write_all(&answer))?;
    }
    files.finish()?;
    if papers.out.is_none() {
        io.out.write_all(&answer)?;
    }
    Ok(exit)
}

/// The source of a question and the tables beside it.
fn pin(question: &impl Question) -> Result<(Source, Vec<Input>), CommandError> {
    let Inputs { needs, participants, training, keep_going, .. } = question.inputs();
    let source = if needs.is_none() {
        Source::town()
    } else {
        let files =
            [(Role::Needs, needs), (Role::Participants, participants), (Role::Training, training)];
        let files = files.into_iter().filter_map(|(role, file)| Some((role, file.as_deref()?)));
        Source::Files { keep_going: *keep_going, inputs: pin_all(files)? }
    };
    Ok((source, pin_all(question.tables())?))
}

fn pin_all<'f>(
    files: impl IntoIterator<Item = (Role, &'f Path)>,
) -> Result<Vec<Input>, CommandError> {
    let pin = |(role, file)| Input::pin(role, file).map_err(CommandError::from);
    files.into_iter().map(pin).collect()
}

fn taxonomy(inputs: &Inputs, loaded: &Loaded) -> PinnedTaxonomy {
    let path = inputs.taxonomy.as_ref().map(|file| file.display().to_string());
    PinnedTaxonomy::of(&loaded.taxonomy, path)
}

fn shown(question: &impl Question, screen: Screen) -> Shown {
    let (format, language) = question.how();
    let width = (format == Format::Table).then_some(screen.width);
    Shown { format: format.into(), language: language.into(), width }
}
