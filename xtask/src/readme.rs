//! The commands in `README.md` work.
//!
//! Blocks fenced as `sh` or `console` are run line by line at the root, as by
//! somebody who has just cloned the project. A block fenced as `sh ignore` or
//! `console ignore` is only shown, such as one that starts a server.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::service;
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

/// The file whose commands are run.
const README: &str = "README.md";

/// What a command that is never run here starts with: it fetches the project,
/// installs something, or runs these very steps.
const NOT_RUN: [&str; 7] =
    ["git clone", "cd", "cargo xtask", "cargo install", "apt-get", "apt", "sudo"];

/// The project's program, which a reader has installed by then.
const PROGRAM: &str = "etablera";

/// A command of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// The command, continued lines joined.
    command: String,
    /// Whether it is only shown.
    ignored: bool,
}

/// What a fence says of the lines in it.
#[derive(Clone, Copy)]
struct Block {
    /// Whether commands are marked by `$` and other lines are what they print.
    console: bool,
    /// Whether the commands are only shown.
    ignored: bool,
}

/// Runs the commands.
///
/// # Errors
/// When one does not succeed, or they leave files behind.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    if !workspace.root.join(README).is_file() {
        return Ok(Outcome::Skipped("no README.md"));
    }
    let lines = commands(&workspace.read(README)?);
    let (to_run, not_run): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_run);
    for line in &not_run {
        println!("not run here: {}", line.command);
    }
    if to_run.is_empty() {
        return Ok(Outcome::Skipped("no commands in README.md"));
    }
    let before = untracked(workspace);
    run_all(workspace, &to_run)?;
    match untracked(workspace).into_iter().find(|file| !before.contains(file)) {
        Some(file) => Err(Error::Findings(vec![format!("a command of `{README}` left `{file}`")])),
        None => Ok(Outcome::Passed),
    }
}

/// Runs commands in their order, with the project's program on the path.
fn run_all(workspace: &Workspace, lines: &[Line]) -> Result<(), Error> {
    let mut folders = Vec::new();
    if lines.iter().any(|line| starts_with(&line.command, PROGRAM)) {
        let program = service::tested(workspace)?;
        folders.extend(program.parent().map(Path::to_owned));
    }
    let path = path_with(folders);
    for line in lines {
        step::run(workspace.command("sh").args(["-e", "-c", &line.command]).env("PATH", &path))?;
    }
    Ok(())
}

/// The search path with these folders first.
fn path_with(mut folders: Vec<PathBuf>) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap_or(path)
}

/// The files that git neither tracks nor ignores; none without git.
fn untracked(workspace: &Workspace) -> Vec<String> {
    let arguments = ["ls-files", "--others", "--exclude-standard"];
    let listed = step::output(workspace.command("git").args(arguments)).unwrap_or_default();
    listed.lines().map(str::to_owned).collect()
}

/// Whether a command is run here.
fn is_run(line: &Line) -> bool {
    !line.ignored && !NOT_RUN.iter().any(|start| starts_with(&line.command, start))
}

/// Whether a command's first words are these.
fn starts_with(command: &str, words: &str) -> bool {
    command.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The commands in the fenced blocks of a text.
fn commands(markdown: &str) -> Vec<Line> {
    let mut commands = Vec::new();
    let mut lines = markdown.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if let Some(block) = block(info) {
            commands.extend(in_block(&body, block));
        }
    }
    commands
}

/// What a fence's words say; none if the block has no commands.
fn block(info: &str) -> Option<Block> {
    let (language, rest) = info.split_once(' ').unwrap_or((info, ""));
    let ignored = rest.split_whitespace().any(|word| word == "ignore");
    match language {
        "sh" => Some(Block { console: false, ignored }),
        "console" => Some(Block { console: true, ignored }),
        _ => None,
    }
}

/// The commands in one block.
fn in_block(body: &[&str], block: Block) -> Vec<Line> {
    let mut found = Vec::new();
    let mut lines = body.iter();
    while let Some(line) = lines.next() {
        let start = if block.console { line.strip_prefix("$ ") } else { Some(*line) };
        let Some(start) = start.filter(|s| !s.is_empty() && !s.starts_with('#')) else { continue };
        let mut command = start.to_owned();
        while let Some(head) = command.strip_suffix('\\') {
            let next = lines.next().map_or("", |next| next.trim_start_matches("> "));
            command =
                format!("{}{}{next}", head.trim_end(), if next.is_empty() { "" } else { " " });
        }
        found.push(Line { command, ignored: block.ignored });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
# A title
Run `cargo test` yourself:

```sh
# Get it.
git clone somewhere
cargo run -- match \
    --top 3 \
    town.json

cargo xtask test
```

1. In a list:

   ```console
   $ etablera check town.json
   nothing wrong
   $ etablera match \
   >   town.json
   # not a command
   ```

```rust
let x = 1;
```

```sh ignore
etablera serve
```
"#;

    #[test]
    fn commands_are_found() {
        let expected = [
            ("git clone somewhere", false),
            ("cargo run -- match --top 3 town.json", false),
            ("cargo xtask test", false),
            ("etablera check town.json", false),
            ("etablera match   town.json", false),
            ("etablera serve", true),
        ];
        let expected = expected.map(|(command, ignored)| Line { command: command.into(), ignored });
        assert_eq!(commands(TEXT), expected);
    }

    #[test]
    fn what_cannot_run_here_is_not_run() {
        let run: Vec<String> =
            commands(TEXT).into_iter().filter(is_run).map(|line| line.command).collect();
        assert_eq!(
            run,
            [
                "cargo run -- match --top 3 town.json",
                "etablera check town.json",
                "etablera match   town.json",
            ]
        );
        assert!(is_run(&Line { command: "cdrecord".into(), ignored: false }));
        assert!(!is_run(&Line { command: "cd".into(), ignored: false }));
    }

    #[test]
    fn a_block_without_an_end_ends_with_the_text() {
        assert_eq!(commands("```sh\ntrue \\"), [Line { command: "true".into(), ignored: false }]);
    }
}
