//! Requirements from the fields of an ad.

use etablera_domain::{
    Credential, DrivingClass, EducationRequirement, LanguageSkill, Level, Strength, What,
};
use etablera_taxonomy::{Cefr, Concept, ConceptId, IscedField, IscedLevel, Taxonomy};

use super::Source;
use super::ad::{Ad, Coded, Wanted};
use super::collect::Candidate;
use super::phrases::{DRIVING, LANGUAGES, SUN_FIELDS, SUN_LEVELS};
use super::weigh::should;

/// What the fields give, and what could not be placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub(super) candidates: Vec<Candidate>,
    pub(super) notes: Vec<Note>,
}

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) field: String,
    pub(super) message: String,
    /// Whether something was left out, not just assumed.
    pub(super) lost: bool,
}

/// Reads the fields; `months` is the shortest experience that the text asks
/// for, and `own` the ad's own occupation.
pub(super) struct Fields<'a> {
    pub(super) ad: &'a Ad,
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) months: Option<u16>,
    pub(super) own: Option<ConceptId>,
}

impl Fields<'_> {
    pub(super) fn read(&self) -> Listed {
        let mut listed = Listed::default();
        for (part, wanted) in [("must_have", &self.ad.must), ("nice_to_have", &self.ad.nice)] {
            self.skills(part, &wanted.skills, &mut listed);
            self.experiences(part, &wanted.work_experiences, &mut listed);
            languages(part, &wanted.languages, &mut listed);
            education(part, wanted, &mut listed);
        }
        self.driving(&mut listed);
        listed
    }

    fn skills(&self, part: &str, skills: &[Coded], listed: &mut Listed) {
        for skill in skills {
            let Some(concept) = self.place(skill, |kind| !kind.is_occupational()) else {
                listed.not_placed(format!("{part}.skills"), skill, "the taxonomy");
                continue;
            };
            let what = What::Competence { concept, level: Level::Independent };
            listed.add(what, strength(part), &skill.label);
        }
    }

    fn experiences(&self, part: &str, experiences: &[Coded], listed: &mut Listed) {
        for asked in experiences {
            let own = || self.own.filter(|_| asked.id == self.ad.occupation.id);
            let found = self.place(asked, etablera_taxonomy::ConceptKind::is_occupational);
            let Some(occupation) = found.or_else(own) else {
                listed.not_placed(format!("{part}.work_experiences"), asked, "the taxonomy");
                continue;
            };
            let months = self.months.unwrap_or_else(|| {
                let message = format!("`{}`: no length is named, taken for 1 month", asked.label);
                listed.note(format!("{part}.work_experiences"), message, false);
                super::text::LEAST_MONTHS
            });
            listed.add(What::Experience { occupation, months }, strength(part), &asked.label);
        }
    }

    /// The concept of a row: by its JobTech id, else by its name where only
    /// one concept has it.
    fn place(
        &self,
        row: &Coded,
        wanted: impl Fn(etablera_taxonomy::ConceptKind) -> bool,
    ) -> Option<ConceptId> {
        let fits = |concept: &Concept| wanted(self.taxonomy.kind(*concept));
        let id = row.id.parse().ok().map(ConceptId::JobTech);
        let by_id = id.and_then(|id| self.taxonomy.concept(id)).filter(fits);
        let concept = by_id.or_else(|| {
            let named: Vec<_> =
                self.taxonomy.by_label(&row.label).into_iter().filter(fits).collect();
            if let [only] = named[..] { Some(only) } else { None }
        })?;
        Some(self.taxonomy.id(concept))
    }

    fn driving(&self, listed: &mut Listed) {
        let required = self.ad.driving_required;
        let strength = if required { Strength::Must } else { should(3) };
        let mut classes: Vec<(DrivingClass, &str)> = Vec::new();
        for row in &self.ad.driving {
            let name = row.label.to_lowercase();
            match DRIVING.iter().find(|(class, _)| *class == name) {
                Some((_, class)) => classes.push((*class, &row.label)),
                None => listed.not_placed("driving_license".to_owned(), row, "the licence classes"),
            }
        }
        if classes.is_empty() && required {
            let message = "required without a class: taken for B".to_owned();
            listed.note("driving_license".to_owned(), message, false);
            classes.push((DrivingClass::B, "driving_license_required"));
        }
        for (class, label) in classes {
            let credential = Credential::DrivingLicence { class };
            listed.add(What::Credential { credential }, strength, label);
        }
    }
}

impl Listed {
    fn add(&mut self, what: What, strength: Strength, label: &str) {
        let quote = Some(label.to_owned());
        let source = Source::Structure;
        self.candidates.push(Candidate { what, strength, source, span: None, quote });
    }

    fn note(&mut self, field: String, message: String, lost: bool) {
        self.notes.push(Note { field, message, lost });
    }

    fn not_placed(&mut self, field: String, row: &Coded, table: &str) {
        let message = format!("cannot place `{}` ({}): it is not in {table}", row.label, row.id);
        self.note(field, message, true);
    }
}

fn strength(part: &str) -> Strength {
    if part == "must_have" { Strength::Must } else { should(3) }
}

/// A language that is only named: interaction and reading at B1. The text
/// often says more.
fn languages(part: &str, languages: &[Coded], listed: &mut Listed) {
    for row in languages {
        let name = row.label.to_lowercase();
        let named =
            LANGUAGES.iter().find(|(names, _)| names.split(" / ").any(|known| known == name));
        let Some(language) = named.and_then(|(_, code)| code.parse().ok()) else {
            listed.not_placed(format!("{part}.languages"), row, "the list of languages");
            continue;
        };
        for skill in [LanguageSkill::Interaction, LanguageSkill::Reading] {
            let what = What::Language { language, skill, level: Cefr::B1 };
            listed.add(what, strength(part), &row.label);
        }
    }
}

/// Level and field come in two lists; together they are one requirement for
/// each field.
fn education(part: &str, wanted: &Wanted, listed: &mut Listed) {
    let in_table = |name: &str| format!("{part}.{name}");
    let levels = known(&wanted.education_level, SUN_LEVELS, &in_table("education_level"), listed);
    let fields: Vec<(IscedField, &str)> =
        known(&wanted.education, SUN_FIELDS, &in_table("education"), listed);
    let least: Option<(IscedLevel, &str)> = levels.into_iter().min();
    let require = |level, field, label: &str, listed: &mut Listed| {
        let education = EducationRequirement { level, seqf: None, field, recognised: false };
        listed.add(What::Education { education }, strength(part), label);
    };
    if let (Some((level, label)), []) = (least, &fields[..]) {
        require(level, None, label, listed);
    }
    for (field, label) in fields {
        if least.is_none() {
            let message = format!("`{label}`: no level is named, taken for ISCED 3");
            listed.note(in_table("education"), message, false);
        }
        let upper_secondary = || "3".parse().ok();
        if let Some(level) = least.map(|(level, _)| level).or_else(upper_secondary) {
            require(level, Some(field), label, listed);
        }
    }
}

/// The rows that a table knows, with their code.
fn known<'r, T: std::str::FromStr>(
    rows: &'r [Coded],
    table: &[(&str, &str)],
    field: &str,
    listed: &mut Listed,
) -> Vec<(T, &'r str)> {
    let mut found = Vec::new();
    for row in rows {
        match by_start(table, &row.label) {
            Some(code) => found.push((code, row.label.as_str())),
            None => listed.not_placed(field.to_owned(), row, "the names of SUN"),
        }
    }
    found
}

fn by_start<T: std::str::FromStr>(table: &[(&str, &str)], label: &str) -> Option<T> {
    let label = label.to_lowercase();
    table.iter().find(|(start, _)| label.starts_with(start)).and_then(|(_, code)| code.parse().ok())
}
