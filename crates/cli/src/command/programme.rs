//! `etablera programme`.

use std::path::Path;

use etablera_casework::office as case;
use etablera_programme::template::{AdaptError, Change, Template, TemplateError};
use serde::Serialize;

use super::desk::Desk;
use super::facts::text;
use crate::args::programme::{
    Programme, ProgrammeAdopt, ProgrammeAdopted, ProgrammeCheck, ProgrammeList, ProgrammeNew,
    ProgrammePath, ProgrammeShow,
};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Programme, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Programme::List(args) => list(args, io),
        Programme::Show(args) => show(args, io),
        Programme::Check(args) => check(args, io),
        Programme::New(args) => new(args, io),
        Programme::Adopt(args) => adopt(args, io),
        Programme::Adopted(args) => adopted(args, io),
        Programme::Path(args) => path(args, io),
        Programme::Capacity(args) => super::capacity::run(args, io),
        Programme::Forecast(args) => super::forecast::run(args, io),
        Programme::Backtest(args) => super::backtest::run(args, io),
        Programme::Record(args) => super::record::run(args, io),
        Programme::Borders(args) => super::borders::run(args, io),
        Programme::Profession(args) => super::profession::run(args, io),
    }
}

fn list(args: &ProgrammeList, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let templates: Vec<Template> =
        Template::shipped_names().filter_map(Template::shipped).collect();
    let columns = [
        ("template", "/id"),
        ("name", "/name/sv"),
        ("organisations", "/organisations"),
        ("indicators", "/indicators"),
    ];
    sheet::list(&templates, &columns, args.format, io)?;
    Ok(Exit::Done)
}

fn show(args: &ProgrammeShow, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    write!(io.out, "{}", source(&args.template)?)?;
    Ok(Exit::Done)
}

/// The text of a template that ships, or of a file.
pub(super) fn source(template: &str) -> Result<String, CommandError> {
    match Template::shipped_text(template) {
        Some(text) => Ok(text.to_owned()),
        None if Path::new(template).exists() => text(Path::new(template)),
        None => {
            let names: Vec<&str> = Template::shipped_names().collect();
            let names = names.join(", ");
            Err(CommandError::Use(format!(
                "`{template}` is neither a file nor a template that ships: expected one of {names}"
            )))
        }
    }
}

fn check(args: &ProgrammeCheck, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let mut wrong = 0;
    for file in &args.files {
        let name = file.display();
        match Template::parse(&text(file)?) {
            Ok(template) => writeln!(io.out, "{name}: `{}` is a template", template.id)?,
            Err(errors) => {
                wrong += 1;
                for TemplateError { line, problem } in errors {
                    writeln!(io.out, "{name}:{line}: {problem}")?;
                }
            }
        }
    }
    Ok(if wrong == 0 { Exit::Done } else { Exit::No })
}

fn adopt(args: &ProgrammeAdopt, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let template = Some(source(&args.template)?);
    let command = case::AdoptProgramme { operation: args.operation.clone(), template, name: None };
    let desk = Desk::open(&args.desk, io)?;
    let adopted =
        desk.run(async |office, call| case::adopt_programme(office, call, &command).await)?;
    sheet::record(&adopted, args.desk.format, io)?;
    Ok(Exit::Done)
}

fn adopted(args: &ProgrammeAdopted, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command = case::Programmes { operation: args.operation.clone() };
    let desk = Desk::open(&args.desk, io)?;
    let all = desk.run(async |office, call| case::list_programmes(office, call, &command).await)?;
    let columns = [
        ("operation", "/operation"),
        ("programme", "/programme"),
        ("since", "/since"),
        ("by", "/by"),
        ("stages", "/stages"),
    ];
    sheet::list(&all, &columns, args.desk.format, io)?;
    Ok(Exit::Done)
}

fn new(args: &ProgrammeNew, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let pairs = args.set.iter().map(|set| {
        let pair = set.split_once('=');
        let pair = pair.map(|(field, value)| Change { field: field.trim(), value: value.trim() });
        pair.ok_or_else(|| CommandError::Use(format!("`{set}` is no FIELD=VALUE")))
    });
    let changes = pairs.collect::<Result<Vec<_>, _>>()?;
    let adapted = Template::adapt(&source(&args.from)?, &args.id, &changes);
    let adapted = adapted.map_err(|error: AdaptError| CommandError::Use(error.to_string()))?;
    match &args.out {
        Some(out) => {
            file::write_whole(out, |into| into.write_all(adapted.as_bytes()))?;
            io.remark(&format!("the template `{}` is in `{}`", args.id, out.display()));
        }
        None => write!(io.out, "{adapted}")?,
    }
    Ok(Exit::Done)
}

/// A template that ships, or that of a file.
pub(super) fn template(name: &str) -> Result<Template, CommandError> {
    Template::parse(&source(name)?).map_err(|errors| wrong(name, &errors))
}

/// Everything wrong with a file, in one line.
pub(super) fn wrong(name: &str, errors: &[TemplateError]) -> CommandError {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    CommandError::Use(format!("{name}: {}", lines.join("; ")))
}

/// A day of the path.
#[derive(Serialize)]
struct Row {
    what: String,
    from: String,
    warning: Option<String>,
    until: Option<String>,
}

fn path(args: &ProgrammePath, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let template = template(&args.template)?;
    let path = template.path(args.start, &template.calendar);
    let stages = path.stages.iter().map(|stage| Row {
        what: stage.id.to_string(),
        from: stage.start.to_string(),
        warning: stage.warning.map(|day| day.to_string()),
        until: stage.end.map(|day| day.to_string()),
    });
    let asked = path.follow_ups.iter().map(|(id, day)| Row {
        what: id.to_string(),
        from: day.to_string(),
        warning: None,
        until: None,
    });
    let rows: Vec<Row> = stages.chain(asked).collect();
    let columns =
        [("what", "/what"), ("from", "/from"), ("warning", "/warning"), ("until", "/until")];
    sheet::list(&rows, &columns, args.format, io)?;
    Ok(Exit::Done)
}
