//! `etablera completions` and `etablera man`.

use clap::CommandFactory;

use crate::args::{Args, Completions, Man};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;

pub(super) fn completions(args: &Completions, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "etablera", &mut script);
    io.out.write_all(&script)?;
    Ok(Exit::Done)
}

pub(super) fn man(args: &Man, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let mut command = Args::command();
    command.build();
    let mut pages = Vec::new();
    collect(&command, "etablera", &mut pages);
    let mut files = Files::default();
    for (name, page) in &pages {
        files.write(&args.out.join(format!("{name}.1")), |out| page.render(out))?;
    }
    files.finish()?;
    io.remark(&format!("{} pages in `{}`", pages.len(), args.out.display()));
    Ok(Exit::Done)
}

fn collect(command: &clap::Command, name: &str, pages: &mut Vec<(String, clap_mangen::Man)>) {
    let page = clap_mangen::Man::new(command.clone()).title(name.to_uppercase());
    pages.push((name.to_owned(), page));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        collect(below, &format!("{name}-{}", below.get_name()), pages);
    }
}
