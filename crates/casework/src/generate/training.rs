//! Training modules, where the caller has none of their own.

use std::collections::BTreeMap;

use etablera_domain::{
    Credential, ForkliftClass, LanguageSkill, Level, ModuleId, TrainingModule, What,
};
use etablera_taxonomy::{Cefr, ConceptId, Language, Taxonomy};

use super::catalogue::{Catalogue, capitalised};
use super::trade;

/// So many of the commonest skills have a module.
const SKILLS: usize = 24;

/// Two courses in Swedish, three certificates, and one module for each of
/// the commonest skills.
pub(super) fn modules(taxonomy: &Taxonomy, catalogue: &Catalogue) -> Vec<TrainingModule> {
    let mut all = vec![
        swedish("Yrkessvenska A2", Cefr::A2, Some(Cefr::A1)),
        swedish("Yrkessvenska B1", Cefr::B1, Some(Cefr::A2)),
        certificate("Livsmedelshygien", 8, trade::named("hygiene")),
        certificate("Heta arbeten", 8, trade::named("hot-work")),
        certificate("Truckkort B", 24, Some(Credential::Forklift { class: ForkliftClass::B })),
    ];
    all.extend(catalogue.cross_cutting.iter().take(SKILLS).map(|&concept| {
        let label = taxonomy.concept(concept).and_then(|c| taxonomy.display_label(c, "sv"));
        let gives = vec![What::Competence { concept, level: Level::WithSupport }];
        draft(capitalised(label.unwrap_or_default()), 16, gives)
    }));
    for (at, module) in all.iter_mut().enumerate() {
        module.id = id(at);
    }
    all
}

fn id(at: usize) -> ModuleId {
    format!("M{:03}", at + 1).parse().expect("an id")
}

fn draft(title: String, hours: u16, gives: Vec<What>) -> TrainingModule {
    TrainingModule { id: id(0), title, hours, gives, prerequisites: Vec::new() }
}

fn swedish(title: &str, level: Cefr, from: Option<Cefr>) -> TrainingModule {
    let spoken = [LanguageSkill::Listening, LanguageSkill::Interaction];
    let at = |level| {
        spoken.map(|skill| What::Language { language: Language::SWEDISH, skill, level }).to_vec()
    };
    let prerequisites = from.map(at).unwrap_or_default();
    TrainingModule { prerequisites, ..draft(title.to_owned(), 60, at(level)) }
}

fn certificate(title: &str, hours: u16, credential: Option<Credential>) -> TrainingModule {
    let gives = credential.map(|credential| What::Credential { credential }).into_iter().collect();
    draft(title.to_owned(), hours, gives)
}

/// Which modules give what.
pub(super) struct Offer {
    competences: BTreeMap<ConceptId, Vec<(Level, ModuleId)>>,
    others: Vec<(What, ModuleId)>,
}

impl Offer {
    pub(super) fn new(modules: &[TrainingModule]) -> Self {
        let mut offer = Self { competences: BTreeMap::new(), others: Vec::new() };
        for module in modules {
            for what in &module.gives {
                match what {
                    What::Competence { concept, level } => {
                        let known = offer.competences.entry(*concept).or_default();
                        known.push((*level, module.id.clone()));
                    }
                    other => offer.others.push((other.clone(), module.id.clone())),
                }
            }
        }
        offer
    }

    /// The first module that gives all that is asked.
    pub(super) fn giving(&self, asked: &What) -> Option<&ModuleId> {
        if let What::Competence { concept, level } = asked {
            let known = self.competences.get(concept)?;
            return known.iter().find(|(given, _)| given >= level).map(|(_, id)| id);
        }
        self.others.iter().find(|(what, _)| gives(what, asked)).map(|(_, id)| id)
    }
}

fn gives(what: &What, asked: &What) -> bool {
    match (what, asked) {
        (
            What::Language { language, skill, level },
            What::Language { language: other, skill: wanted, level: least },
        ) => language == other && skill == wanted && level >= least,
        (What::Credential { credential }, What::Credential { credential: wanted }) => {
            credential.includes(wanted)
        }
        _ => what == asked,
    }
}
