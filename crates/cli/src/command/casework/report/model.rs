//! `etablera report model`.

use etablera_casework::office::{
    self as case, CheckModel, ForeseePair, LearntModel, ModelChecked, ModelShown, PairForeseen,
    TrainModel,
};
use etablera_casework::papers;
use etablera_storage::Hash;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::engine::Parts;
use super::super::{record, whole};
use super::paper;
use crate::args::casework::Said;
use crate::args::report::{Model, ModelCheck, ModelPair, ModelShow, ModelTrain, PaperFile};
use crate::args::{Format, Language};
use crate::command::desk::Desk;
use crate::command::inputs::learnt;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn model(args: &Model, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Model::Train(args) => train(args, io),
        Model::Show(args) => show(args, io),
        Model::Check(args) => check(args, io),
        Model::Pair(args) => pair(args, io),
    }
}

/// The record of a verb, with the operation unless it is all of them.
fn of_operation(operation: &str, said: &Said) -> Result<Map<String, Value>, CommandError> {
    let mut fields = record(said)?;
    if operation != "all" {
        fields.insert("operation".to_owned(), operation.into());
    }
    if let Some(on) = said.desk.on {
        fields.insert("until".to_owned(), on.to_string().into());
    }
    Ok(fields)
}

fn train(args: &ModelTrain, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &args.verb.said;
    let command: TrainModel = whole(of_operation(&args.verb.id, said)?)?;
    let parts = Parts::read(&args.engine)?;
    let engine = parts.engine();
    let desk = Desk::open(&said.desk, io)?;
    let learnt: LearntModel =
        desk.run(async |office, call| case::train_model(office, call, &engine, &command).await)?;
    let text = learnt.text();
    write_whole(&args.model, |out| out.write_all(text.as_bytes()))?;
    let (learnt, hash) =
        LearntModel::parse(&text).map_err(|error| CommandError::Use(error.to_string()))?;
    tell((&learnt, hash), (said.desk.format, said.desk.language, &args.file), io)
}

fn show(args: &ModelShow, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let (learnt, hash) = learnt(&args.model)?;
    tell((&learnt, hash), (args.format, args.language, &args.file), io)
}

/// A model for reading: its coefficients, and then what it is worth.
fn tell(
    (learnt, hash): (&LearntModel, Hash),
    (format, language, file): (Format, Language, &PaperFile),
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let told = ModelShown::of(learnt, hash);
    if let Some(out) = &file.out {
        paper::write(&papers::model(&told, language.into()), out, io)?;
        return Ok(Exit::Done);
    }
    if matches!(format, Format::Json | Format::Jsonl) {
        sheet::record(&told, format, io)?;
        return Ok(Exit::Done);
    }
    let columns = [
        ("feature", "/feature"),
        ("mean", "/mean"),
        ("deviation", "/deviation"),
        ("coefficient", "/coefficient"),
        ("standard error", "/standard_error"),
        ("odds ratio", "/odds_ratio"),
    ];
    let rows: Vec<Value> = told.coefficients.iter().map(rounded).collect::<Result<_, _>>()?;
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        rest(&told, io)?;
    }
    Ok(Exit::Done)
}

/// With numbers to three decimals.
fn rounded(of: &impl Serialize) -> Result<Value, CommandError> {
    let mut row = serde_json::to_value(of)?;
    for value in row.as_object_mut().into_iter().flat_map(|row| row.values_mut()) {
        if let Some(number) = value.as_f64().filter(|_| value.is_f64()) {
            *value = format!("{number:.3}").into();
        }
    }
    Ok(row)
}

fn rest(told: &ModelShown, io: &mut Io<'_>) -> Result<(), CommandError> {
    let (trials, employed, base) = (told.trials, told.employed, told.base_rate);
    io.remark(&format!("{employed} of {trials} trials led to employment; share {base:.3}"));
    io.remark(&format!("rests on {}", serde_json::to_string(&told.basis)?));
    if let Some(one) = &told.held_out {
        io.remark(&format!(
            "on trials left out: Brier {:.3}, plain share {:.3}",
            one.brier, one.brier_base
        ));
    }
    for (clause, trials) in &told.left_out {
        io.remark(&format!("left out: {trials} {}", serde_json::to_string(clause)?));
    }
    io.remark(&format!("hash {}", told.hash));
    Ok(())
}

fn check(args: &ModelCheck, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &args.verb.said;
    let command: CheckModel = whole(of_operation(&args.verb.id, said)?)?;
    let (learnt, hash) = learnt(&args.model)?;
    let parts = Parts::read(&args.engine)?;
    let engine = parts.engine();
    let desk = Desk::open(&said.desk, io)?;
    let of = (&command, (&learnt, hash));
    let told: ModelChecked =
        desk.run(async |office, call| case::check_model(office, call, &engine, of).await)?;
    let format = said.desk.format;
    if let Some(out) = &args.file.out {
        paper::write(&papers::model_check(&told, said.desk.language.into()), out, io)?;
    } else if matches!(format, Format::Json | Format::Jsonl) {
        sheet::record(&told, format, io)?;
    } else {
        let bins = told.reliability.iter().flat_map(|one| &one.bins);
        let rows: Vec<Value> = bins.map(rounded).collect::<Result<_, _>>()?;
        let columns = [
            ("trials", "/trials"),
            ("employed", "/employed"),
            ("foreseen", "/foreseen"),
            ("came", "/came"),
            ("low", "/low"),
            ("high", "/high"),
        ];
        sheet::list(&rows, &columns, format, io)?;
    }
    io.remark(&format!("{} trials proposed after {}", told.trials, told.after));
    if told.drifted {
        io.remark("drifted: as many employed as this, chance gives less than once in a hundred");
    }
    Ok(if told.drifted { Exit::No } else { Exit::Done })
}

fn pair(args: &ModelPair, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: ForeseePair = whole(record(&args.said)?)?;
    let (learnt, hash) = learnt(&args.model)?;
    let parts = Parts::read(&args.engine)?;
    let engine = parts.engine();
    let desk = Desk::open(&args.said.desk, io)?;
    let of = (&command, (&learnt, hash));
    let told: PairForeseen =
        desk.run(async |office, call| case::foresee_pair(office, call, &engine, of).await)?;
    let format = args.said.desk.format;
    if format == Format::Table {
        for line in papers::model_pair(&told, args.said.desk.language.into()) {
            writeln!(io.out, "{line}")?;
        }
    } else if format == Format::Csv {
        let row = json!({ "participant": told.participant, "need": told.need,
            "chance": told.chance, "low": told.low, "high": told.high });
        let columns = [
            ("participant", "/participant"),
            ("need", "/need"),
            ("chance", "/chance"),
            ("low", "/low"),
            ("high", "/high"),
        ];
        sheet::list(&[row], &columns, format, io)?;
    } else {
        sheet::record(&told, format, io)?;
    }
    Ok(Exit::Done)
}
