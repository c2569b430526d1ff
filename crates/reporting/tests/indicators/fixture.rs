//! Reads the cohort that was worked by hand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::{AgeBand, EducationBand, Reply};
use etablera_reporting::participation::{Answers, Builder, Entity, Facts, Size, Special};
use serde::Deserialize;

use crate::people::{day, person, word};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    until: String,
    today: String,
    pub(crate) counts: BTreeMap<String, usize>,
    pub(crate) genders: BTreeMap<String, usize>,
    entities: Entities,
    rows: BTreeMap<String, [String; 6]>,
    #[serde(rename = "person")]
    pub(crate) people: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entities {
    rows: Vec<[String; 6]>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Results {
    Named(String),
    Each([String; 6]),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) id: String,
    #[expect(dead_code, reason = "it is there for who reads the file")]
    why: String,
    who: Option<String>,
    #[serde(default)]
    said: String,
    stays: Vec<String>,
    #[serde(default)]
    jobs: Vec<String>,
    #[serde(default)]
    statuses: Vec<String>,
    #[serde(default)]
    improvements: Vec<String>,
    qualified: Option<String>,
    unemployed_since: Option<String>,
    #[serde(default)]
    outputs: String,
    #[serde(default)]
    clauses: BTreeMap<String, String>,
    results: Option<Results>,
    all: Option<String>,
    #[serde(default)]
    pub(crate) missing: Vec<String>,
}

pub(crate) fn read() -> Fixture {
    toml::from_str(include_str!("cohort.toml")).unwrap()
}

impl Fixture {
    pub(crate) fn until(&self) -> NaiveDate {
        day(&self.until)
    }

    pub(crate) fn today(&self) -> NaiveDate {
        day(&self.today)
    }

    pub(crate) fn builders(&self) -> Vec<Builder> {
        self.people.iter().map(Row::builder).collect()
    }

    pub(crate) fn entities(&self) -> Vec<Entity> {
        let size = |text: &str| match text {
            "?" => Reply::Unknown,
            known => Reply::Known(word::<Size>(known)),
        };
        let entity = |row: &[String; 6]| Entity {
            id: row[0].parse().unwrap(),
            kind: word(&row[1]),
            size: size(&row[2]),
            supported_from: day(&row[3]),
        };
        self.entities.rows.iter().map(entity).collect()
    }

    /// What each entity is in EECO18 and in EECO19.
    pub(crate) fn entities_expected(&self, code: &str) -> Vec<String> {
        let column = if code == "EECO18" { 4 } else { 5 };
        self.entities.rows.iter().map(|row| row[column].clone()).collect()
    }

    /// What somebody is in an indicator; without a day where the file has none.
    pub(crate) fn expected(&self, row: &Row, code: &str) -> String {
        if let Some(all) = &row.all {
            return all.clone();
        }
        if let Some(at) = code.strip_prefix("EECR0") {
            let at = at.parse::<usize>().unwrap() - 1;
            return match row.results.as_ref().unwrap() {
                Results::Named(name) => self.rows[name][at].clone(),
                Results::Each(all) => all[at].clone(),
            };
        }
        let number = code.strip_prefix("EECO").unwrap();
        let counts = |number: &str| row.outputs.split(' ').any(|other| other == number);
        if number == "01" || counts(number) {
            return format!("yes {}", row.entered());
        }
        if let Some(clause) = row.clauses.get(code) {
            return clause.clone();
        }
        let ordinary = match number {
            "03" if counts("02") => "not_long_term",
            "02" | "03" | "04" | "05" => "other_status_at_entry",
            "06" | "07" | "08" => "other_age",
            "09" | "10" | "11" => "other_education",
            _ => "answer_no",
        };
        ordinary.to_owned()
    }
}

impl Row {
    fn entered(&self) -> &str {
        &self.stays[0][..10]
    }

    fn builder(&self) -> Builder {
        let mut builder = person(&self.id);
        for stay in &self.stays {
            builder = builder.stay(day(&stay[..10]), stay.get(11..).map(day));
        }
        for job in &self.jobs {
            builder = builder.project_job(day(&job[..10]), job.get(11..).map(day));
        }
        for status in &self.statuses {
            builder = builder.status(day(&status[..10]), word(&status[11..]));
        }
        let mut facts = Facts {
            qualified: self.qualified.as_deref().map(day),
            unemployed_since: self.unemployed_since.as_deref().map(day),
            ..Facts::default()
        };
        for one in &self.improvements {
            facts.improvements.insert(day(&one[..10]), word(&one[11..]));
        }
        let special =
            Special { disability: self.yes("disability"), minority: self.yes("minority") };
        builder = builder.facts(facts).special(special);
        match &self.who {
            Some(who) => builder.answers(self.answers(who)),
            None => builder,
        }
    }

    fn yes(&self, what: &str) -> Reply<bool> {
        let mut words = self.said.split(' ').filter_map(|word| word.strip_prefix(what));
        match words.next() {
            None => Reply::Known(false),
            Some("") => Reply::Known(true),
            Some("?") => Reply::Unknown,
            Some("-") => Reply::Declined,
            Some(other) => panic!("`{other}`"),
        }
    }

    fn answers(&self, who: &str) -> Answers {
        let words: Vec<&str> = who.split(' ').collect();
        let [gender, age, education, labour] = words.try_into().unwrap();
        Answers {
            frozen_on: day(self.entered()),
            age: reply(age, |age| match age {
                "<18" => AgeBand::Below18,
                "18-29" => AgeBand::From18To29,
                "30-54" => AgeBand::From30To54,
                "55-60" => AgeBand::From55To60,
                "61+" => AgeBand::From61,
                other => panic!("`{other}`"),
            }),
            gender: reply(gender, word),
            education: reply(education, |band| match band {
                "0-2" => EducationBand::UpToLowerSecondary,
                "3-4" => EducationBand::UpperSecondary,
                "5-8" => EducationBand::Tertiary,
                other => panic!("`{other}`"),
            }),
            labour: reply(labour, word),
            third_country: self.yes("third"),
            foreign_background: self.yes("foreign"),
            homeless: self.yes("homeless"),
            rural: self.yes("rural"),
        }
    }
}

fn reply<T>(text: &str, known: impl Fn(&str) -> T) -> Reply<T> {
    match text {
        "?" => Reply::Unknown,
        "-" => Reply::Declined,
        other => Reply::Known(known(other)),
    }
}
