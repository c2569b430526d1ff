//! `etablera programme record`.

use std::fmt;

use etablera_programme::project::ProjectRecord;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::facts::text;
use crate::args::Format;
use crate::args::planning::ProgrammeRecord;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &ProgrammeRecord, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let name = args.file.display();
    let record = match ProjectRecord::from_json(&text(&args.file)?) {
        Ok(record) => record,
        Err(errors) => {
            for error in errors.all() {
                writeln!(io.out, "{name}: {error}")?;
            }
            return Ok(Exit::No);
        }
    };
    let written = record.to_json();
    if let Some(out) = &args.out {
        file::write_whole(out, |into| into.write_all(written.as_bytes()))?;
    }
    match args.format {
        Format::Json => write!(io.out, "{written}")?,
        Format::Jsonl => sheet::record(&record, Format::Jsonl, io)?,
        Format::Table | Format::Csv => {
            let Fields(fields) = serde_json::from_str(&written)?;
            sheet::list(&fields, &[("field", "/0"), ("value", "/1")], args.format, io)?;
        }
    }
    Ok(Exit::Done)
}

/// The fields of an object in their order.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        from.deserialize_map(InOrder)
    }
}
