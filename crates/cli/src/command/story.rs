//! `etablera demo --programme`: the story of a programme.

use etablera_casework::words::Tongue;
use etablera_programme::story::Story;

use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::story;

pub(super) fn run(name: &str, tongue: Tongue, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let told = Story::shipped(name).map(|story| story.told());
    let told = told.ok_or_else(|| {
        let names: Vec<&str> = Story::shipped_names().collect();
        CommandError::Use(format!("`{name}` has no story: expected one of {}", names.join(", ")))
    })?;
    let told = told.map_err(|error| CommandError::Use(format!("the story `{name}`: {error}")))?;
    story::told(&told, tongue, io)?;
    Ok(Exit::Done)
}
