//! A record as JSON, with the names of the open record.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;
use etablera_domain::OrganisationNumber;
use etablera_taxonomy::Country;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::error::{FieldError, RecordErrors, shown};
use super::number::Words;
use super::place::{Countries, Region, country_named, name_of};
use super::record::{Costs, ProjectRecord, Run};

const NUMBER: &str = "Diarienummer";
const NAME: &str = "Namn";
const START: &str = "Startdatum";
const END: &str = "Slutdatum";
const COUNTRIES: &str = "Land som berörs";
const FUND: &str = "Berörd fond";
const PROGRAMME: &str = "Program CCI";
const OWNER_NUMBER: &str = "Projektägare org.nr";
const OWNER: &str = "Projektägare";
const UNION_RATE: &str = "Unionens medfinansieringsgrad";
const AREA: &str = "Programområde";
const OBJECTIVE: &str = "Specifikt mål";
const POVERTY: &str = "Sekundärtema – motverka barnfattigdom";
const REGION: &str = "Region";
const NUTS: &str = "NUTS-2";
const POSTCODE: &str = "Stödmottagare postnr";
const TOWN: &str = "Stödmottagare ort";
const INTERVENTION: &str = "Interventionstyp";
const STRATEGIC: &str = "Insats av strategisk betydelse";
const DESCRIPTION: &str = "Beskrivning";
const TOTAL: &str = "Total kostnad";
const ELIGIBLE: &str = "Total stödberättigande kostnad";
const CONTRACTORS: &str = "Uppdragstagare";

impl ProjectRecord {
    /// Reads a record from JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(text: &str) -> Result<Self, RecordErrors> {
        let read = serde_json::from_str::<Object>(text);
        let object =
            read.map_err(|error| RecordErrors(vec![FieldError::Json(error.to_string())]))?;
        let fields =
            Fields { object: object.0, taken: RefCell::default(), faults: RefCell::default() };
        let record = fields.record();
        let mut faults = fields.faults.take();
        faults.extend(fields.strangers());
        match record {
            Some(record) if faults.is_empty() => Ok(record),
            _ => Err(RecordErrors(faults)),
        }
    }

    /// The record as JSON, in its one form: indented by two, a line at the end.
    ///
    /// # Panics
    /// Never: all of it can be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        match serde_json::to_string_pretty(self) {
            Ok(text) => text + "\n",
            Err(error) => unreachable!("a record of texts: {error}"),
        }
    }
}

impl Serialize for ProjectRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let yes_no = |so: bool| if so { "Ja" } else { "Nej" };
        let countries = self.countries.all().iter();
        let countries: Vec<&str> = countries.filter_map(|country| name_of(*country)).collect();
        let contractors: Vec<&str> = self.contractors.iter().map(Words::as_str).collect();
        let digits = self.owner_number.to_string().replace('-', "");
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(NUMBER, self.number.as_str())?;
        map.serialize_entry(NAME, self.name.as_str())?;
        map.serialize_entry(START, &self.run.start())?;
        map.serialize_entry(END, &self.run.end())?;
        map.serialize_entry(COUNTRIES, &countries)?;
        map.serialize_entry(FUND, self.fund.name())?;
        map.serialize_entry(PROGRAMME, self.programme.as_str())?;
        map.serialize_entry(OWNER_NUMBER, &digits)?;
        map.serialize_entry(OWNER, self.owner.as_str())?;
        map.serialize_entry(UNION_RATE, &self.union_rate.to_string())?;
        map.serialize_entry(AREA, &self.objective.area())?;
        map.serialize_entry(OBJECTIVE, &self.objective.to_string())?;
        map.serialize_entry(POVERTY, yes_no(self.against_child_poverty))?;
        map.serialize_entry(REGION, self.region.name())?;
        map.serialize_entry(NUTS, self.region.code())?;
        map.serialize_entry(POSTCODE, self.postcode.as_str())?;
        map.serialize_entry(TOWN, self.town.as_str())?;
        map.serialize_entry(INTERVENTION, self.intervention.as_str())?;
        map.serialize_entry(STRATEGIC, yes_no(self.is_strategic))?;
        map.serialize_entry(DESCRIPTION, &self.description)?;
        if let Some(costs) = self.costs {
            map.serialize_entry(TOTAL, &costs.total())?;
            map.serialize_entry(ELIGIBLE, &costs.eligible())?;
        }
        if !contractors.is_empty() {
            map.serialize_entry(CONTRACTORS, &contractors)?;
        }
        map.end()
    }
}

/// An object of JSON with all its fields, also those that are there twice.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;

        impl<'de> Visitor<'de> for All {
            type Value = Object;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object with the fields of a project")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(All)
    }
}

/// Fields that are taken one after another; what nobody takes is unknown.
struct Fields {
    object: Vec<(String, Value)>,
    taken: RefCell<Vec<&'static str>>,
    faults: RefCell<Vec<FieldError>>,
}

impl Fields {
    /// The record, and what is wrong into the faults: in the order of fields.
    fn record(&self) -> Option<ProjectRecord> {
        // Each is read whatever became of those before it.
        let (number, name, run) = (self.parsed(NUMBER), self.parsed(NAME), self.run());
        let (countries, fund) = (self.countries(), self.parsed(FUND));
        let (programme, owner_number) = (self.parsed(PROGRAMME), self.organisation());
        let (owner, union_rate) = (self.parsed(OWNER), self.parsed(UNION_RATE));
        let (objective, poverty) = (self.objective(), self.yes_no(POVERTY));
        let (region, postcode) = (self.region(), self.parsed(POSTCODE));
        let (town, intervention) = (self.parsed(TOWN), self.parsed(INTERVENTION));
        let (strategic, description) = (self.yes_no(STRATEGIC), self.text(DESCRIPTION));
        let (costs, contractors) = (self.costs(), self.contractors());
        Some(ProjectRecord {
            number: number?,
            name: name?,
            run: run?,
            countries: countries?,
            fund: fund?,
            programme: programme?,
            owner_number: owner_number?,
            owner: owner?,
            union_rate: union_rate?,
            objective: objective?,
            against_child_poverty: poverty?,
            region: region?,
            postcode: postcode?,
            town: town?,
            intervention: intervention?,
            is_strategic: strategic?,
            description: description?.to_owned(),
            costs,
            contractors,
        })
    }

    fn add(&self, fault: FieldError) {
        self.faults.borrow_mut().push(fault);
    }

    fn wrong(&self, field: &'static str, value: impl Display, expected: impl Display) {
        let value = shown(&value.to_string());
        self.add(FieldError::Value { field, value, expected: expected.to_string() });
    }

    /// A field that may be absent.
    fn optional(&self, field: &'static str) -> Option<&Value> {
        self.taken.borrow_mut().push(field);
        let mut all = self.object.iter().filter(|(name, _)| name == field);
        let first = all.next();
        if all.next().is_some() {
            self.add(FieldError::Twice(field.to_owned()));
        }
        first.map(|(_, value)| value)
    }

    fn value(&self, field: &'static str) -> Option<&Value> {
        let value = self.optional(field);
        if value.is_none() {
            self.add(FieldError::Missing(field));
        }
        value
    }

    /// Any text.
    fn text(&self, field: &'static str) -> Option<&str> {
        let value = self.value(field)?;
        let text = value.as_str();
        if text.is_none() {
            self.wrong(field, value, "a text");
        }
        text
    }

    /// A text that a reader may refuse.
    fn read<T>(
        &self,
        field: &'static str,
        expected: &str,
        reader: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(field)?;
        let read = reader(text);
        if read.is_none() {
            self.wrong(field, text, expected);
        }
        read
    }

    /// A text that is parsed, and whose error says what was expected.
    fn parsed<T: FromStr<Err = &'static str>>(&self, field: &'static str) -> Option<T> {
        let text = self.text(field)?;
        text.parse().map_err(|expected| self.wrong(field, text, expected)).ok()
    }

    fn organisation(&self) -> Option<OrganisationNumber> {
        let read = self.text(OWNER_NUMBER)?.parse();
        read.map_err(|why| self.add(FieldError::Organisation { field: OWNER_NUMBER, why })).ok()
    }

    fn yes_no(&self, field: &'static str) -> Option<bool> {
        self.read(field, "`Ja` or `Nej`", |text| match text {
            "Ja" => Some(true),
            "Nej" => Some(false),
            _ => None,
        })
    }

    fn run(&self) -> Option<Run> {
        let day = |field| {
            let expected = "a day as `YYYY-MM-DD` from 1900 to 2199";
            self.read(field, expected, |text| crate::read::day_of(text).ok())
        };
        let (start, end): (Option<NaiveDate>, Option<NaiveDate>) = (day(START), day(END));
        let run = Run::new(start?, end?);
        if let (None, Some(start), Some(end)) = (run, start, end) {
            self.wrong(END, end, format_args!("a day not before `{START}` {start}"));
        }
        run
    }

    fn objective(&self) -> Option<super::Objective> {
        let is_area = |text: &str| match text.as_bytes() {
            [area @ b'A'..=b'Z'] => Some(char::from(*area)),
            _ => None,
        };
        let area = self.read(AREA, "a letter A to Z, such as `D`", is_area);
        let objective: Option<super::Objective> = self.parsed(OBJECTIVE);
        let (area, objective) = (area?, objective?);
        if objective.area() != area {
            self.wrong(OBJECTIVE, objective, format_args!("an objective of area `{area}`"));
            return None;
        }
        Some(objective)
    }

    fn region(&self) -> Option<Region> {
        let named = self.read(REGION, "a region of Sweden, such as `Övre Norrland`", Region::named);
        let coded = self.read(NUTS, "a region of Sweden, such as `SE33`", Region::of_code);
        let (named, coded) = (named?, coded?);
        if named != coded {
            self.wrong(NUTS, coded.code(), format_args!("`{}` of {}", named.code(), named.name()));
            return None;
        }
        Some(named)
    }

    fn countries(&self) -> Option<Countries> {
        let value = self.value(COUNTRIES)?;
        let names = value.as_array().map_or(&[][..], Vec::as_slice);
        let country = |name: &Value| name.as_str().and_then(country_named);
        let countries: Option<Vec<Country>> = names.iter().map(country).collect();
        let countries = countries.and_then(Countries::new);
        if countries.is_none() {
            let expected = "a list of countries of the European Economic Area in Swedish, each \
                            once, such as `Sverige`";
            self.wrong(COUNTRIES, value, expected);
        }
        countries
    }

    fn costs(&self) -> Option<Costs> {
        let kronor = |field| {
            let value = self.optional(field)?;
            if value.as_u64().is_none() {
                self.wrong(field, value, "whole kronor");
            }
            Some(value.as_u64())
        };
        match (kronor(TOTAL), kronor(ELIGIBLE)) {
            (Some(Some(total)), Some(Some(eligible))) => {
                let costs = Costs::new(total, eligible);
                if costs.is_none() {
                    self.wrong(ELIGIBLE, eligible, format_args!("at most `{TOTAL}` {total}"));
                }
                costs
            }
            (Some(_), None) => {
                self.add(FieldError::Missing(ELIGIBLE));
                None
            }
            (None, Some(_)) => {
                self.add(FieldError::Missing(TOTAL));
                None
            }
            _ => None,
        }
    }

    fn contractors(&self) -> Vec<Words> {
        let Some(value) = self.optional(CONTRACTORS) else { return Vec::new() };
        let named = |name: &Value| name.as_str()?.parse().ok();
        let names: Option<Vec<Words>> =
            value.as_array().and_then(|names| names.iter().map(named).collect());
        let names = names.unwrap_or_default();
        if names.is_empty() {
            self.wrong(CONTRACTORS, value, "a list of names, at least one");
        }
        names
    }

    /// What nobody took, by name.
    fn strangers(&self) -> Vec<FieldError> {
        let taken = self.taken.borrow();
        let unknown = self.object.iter().filter(|(name, _)| !taken.contains(&name.as_str()));
        let mut names: Vec<&String> = unknown.map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        names.into_iter().map(|name| FieldError::Unknown(shown(name))).collect()
    }
}
