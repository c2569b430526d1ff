//! Shorthand for people and what is said of them.

use chrono::NaiveDate;
use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, EducationBand, Gender, Reply};
use etablera_reporting::indicator::{Finding, Material, Reading, Report, Set, shipped};
use etablera_reporting::participation::{Answers, Builder, Cohort, Source};
use serde::de::DeserializeOwned;

/// Everything that a cohort can be asked for.
pub(crate) const ASKED: [Source; 8] = [
    Source::SpecialCategories,
    Source::Qualifications,
    Source::Improvements,
    Source::AgeInYears,
    Source::Measures,
    Source::LanguageLevels,
    Source::Feedback,
    Source::RecognitionApplications,
];

#[track_caller]
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A word of a vocabulary, such as `employed`.
#[track_caller]
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into()).unwrap()
}

pub(crate) fn person(id: &str) -> Builder {
    Builder::new(id.parse().unwrap(), "22-021-S06".parse().unwrap())
}

/// A woman of 30 to 54 with upper secondary education and no to everything.
pub(crate) fn answers(on: NaiveDate, labour: LabourStatus) -> Answers {
    Answers {
        frozen_on: on,
        age: Reply::Known(AgeBand::From30To54),
        gender: Reply::Known(Gender::Woman),
        education: Reply::Known(EducationBand::UpperSecondary),
        labour: Reply::Known(labour),
        third_country: Reply::Known(false),
        foreign_background: Reply::Known(false),
        homeless: Reply::Known(false),
        rural: Reply::Known(false),
    }
}

pub(crate) fn esf() -> Set {
    shipped("esf-plus-2021-2027").unwrap()
}

#[track_caller]
pub(crate) fn material(people: Vec<Builder>, today: NaiveDate) -> Material {
    Material::new(Cohort::new(people, ASKED, today).unwrap())
}

/// `yes` or the clause, with the day that decided, if one did.
pub(crate) fn told(finding: Finding) -> String {
    let clause = finding.clause().map(|clause| serde_json::to_value(clause).unwrap());
    let word = clause.as_ref().map_or("yes", |clause| clause.as_str().unwrap());
    match finding.day() {
        Some(day) => format!("{word} {day}"),
        None => word.to_owned(),
    }
}

/// What an indicator says of every subject.
#[track_caller]
pub(crate) fn all_told(report: &Report<'_>, code: &str) -> Vec<String> {
    let count = report.answer(code).unwrap().count().unwrap();
    count.proof().map(|(_, finding)| told(finding)).collect()
}

/// What an indicator of ESF+ says of one person until a day.
#[track_caller]
pub(crate) fn one_told(person: Builder, code: &str, reading: Reading) -> String {
    let material = material(vec![person], reading.until.max(day("2030-01-01")));
    let set = esf();
    let report = set.answer(&material, reading).unwrap();
    all_told(&report, code).pop().unwrap()
}
