//! What documents that describe an installation are put together from.

use etablera_domain::Statistics;
use etablera_domain::schema;
use etablera_reporting::document::{Block, Cell, Document, Section, Table};
use etablera_storage::{Contacts, Person, Special};
use serde_json::Value;

use super::texts;
use crate::office::Installation;
use crate::papers::language;
use crate::receipt::ENGINE;
use crate::words::Tongue;

/// A document about an installation: its title, versions and who runs it.
pub(super) fn begun(title: &str, installation: &Installation, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say(title), language(tongue));
    document.fact(say("audit-version"), ENGINE);
    document.fact(say("audit-policy-hash"), installation.policy_hash);
    let organisation = installation.organisation.clone();
    let organisation = organisation.unwrap_or_else(|| say("audit-shipped"));
    document.fact(say("audit-organisation"), organisation);
    document
}

/// A part whose heading is a message, and so many more under it as a list.
pub(super) fn listed(key: &str, count: usize, tongue: Tongue) -> Section {
    let items = (1..=count).map(|at| tongue.say(&format!("{key}-{at}"), &[]));
    Section::new(tongue.say(key, &[])).with(Block::List(items.collect()))
}

/// What is said, each beside where in the code it stands or is tested.
pub(super) fn with_places(
    (key, headings): (&str, [&str; 2]),
    places: &[&str],
    tongue: Tongue,
) -> Table {
    let mut table = Table::new(tongue.say(key, &[]), texts(headings, tongue));
    for (at, place) in places.iter().enumerate() {
        let words = tongue.say(&format!("{key}-{}", at + 1), &[]);
        table.row([Cell::text(words), Cell::text(format!("`{place}`"))]);
    }
    table
}

/// The fields of a kind of file, from its JSON Schema, each with what the
/// schema says of it.
pub(super) fn fields(name: &str, tongue: Tongue) -> Table {
    let headings = ["audit-field", "audit-meaning"];
    let mut table = Table::new(format!("`{name}`"), texts(headings, tongue));
    let schema = schema::schema(name).map(|schema| schema.as_value().clone());
    let properties = schema.as_ref().and_then(|schema| schema.get("properties"));
    let properties = properties.and_then(Value::as_object).into_iter().flatten();
    let mut rows: Vec<[String; 2]> = properties
        .map(|(field, of)| {
            let meaning = of.get("description").and_then(Value::as_str).unwrap_or_default();
            [format!("`{field}`"), meaning.to_owned()]
        })
        .collect();
    rows.sort();
    rows.into_iter().for_each(|row| table.row(row.map(Cell::text)));
    table
}

/// The registers beside the log, with the fields of each as they are written.
pub(super) fn registers(tongue: Tongue) -> Table {
    let headings = ["audit-register", "audit-fields"];
    let mut table = Table::new(tongue.say("audit-registers", &[]), texts(headings, tongue));
    let person = [PERSON, CONTACTS].concat();
    let all = [
        ("audit-register-person", person.as_slice()),
        ("audit-register-special", SPECIAL),
        ("audit-register-statistics", STATISTICS),
    ];
    for (name, fields) in all {
        let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
        table.row([tongue.say(name, &[]), fields.join(", ")].map(Cell::text));
    }
    table
}

/// The fields of a record. One that is added to the record does not compile
/// until it is added here.
macro_rules! fields_of {
    ($name:ident = $record:ident { $($field:ident,)+ }) => {
        const $name: &[&str] = {
            const fn _all($record { $($field: _),+ }: &$record) {}
            &[$(stringify!($field)),+]
        };
    };
}

fields_of! { PERSON = Person { participant, given, family, numbers, birth, contacts, language, } }
fields_of! { CONTACTS = Contacts { email, phone, post, } }
fields_of! {
    SPECIAL = Special {
        participant, asked_on, disability, minority, reduced_capacity, support,
    }
}
fields_of! {
    STATISTICS = Statistics {
        id, frozen_on, age, gender, education, labour, third_country, foreign_background,
        homeless, rural,
    }
}

/// How long what is known is kept.
pub(super) fn retention(installation: &Installation, tongue: Tongue) -> Table {
    let headings = ["audit-record", "audit-kept", "audit-source", "audit-verified"];
    let mut table = Table::new(tongue.say("audit-retention", &[]), texts(headings, tongue));
    for rule in &installation.retention.rules {
        let years = rule.years.to_string();
        let after = super::named("after", &rule.after, tongue);
        let key = if rule.from_year_end { "audit-kept-from-year-end" } else { "audit-kept-for" };
        let kept = tongue.say(key, &[("years", &years), ("after", &after)]);
        let verified = if rule.verified { "audit-yes" } else { "audit-no" };
        let verified = tongue.say(verified, &[]);
        table.row([rule.record.clone(), kept, rule.source.clone(), verified].map(Cell::text));
    }
    table
}
