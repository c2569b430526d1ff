//! The training modules that a requirement may name.

use std::collections::BTreeMap;

use etablera_domain::{ModuleId, TrainingModule};

/// Training modules by id.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    modules: BTreeMap<ModuleId, TrainingModule>,
}

/// Two modules have one id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("training module `{0}` stands twice in the catalogue")]
pub struct CatalogueError(ModuleId);

impl Catalogue {
    /// A catalogue of modules.
    ///
    /// # Errors
    ///
    /// When two modules have one id.
    pub fn new(modules: impl IntoIterator<Item = TrainingModule>) -> Result<Self, CatalogueError> {
        let mut known = BTreeMap::new();
        for module in modules {
            let id = module.id.clone();
            if known.insert(id.clone(), module).is_some() {
                return Err(CatalogueError(id));
            }
        }
        Ok(Self { modules: known })
    }

    /// The module that `id` names.
    #[must_use]
    pub fn get(&self, id: &ModuleId) -> Option<&TrainingModule> {
        self.modules.get(id)
    }

    /// Whether there is no module at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }

    /// Every module, by id.
    pub fn modules(&self) -> impl Iterator<Item = &TrainingModule> {
        self.modules.values()
    }
}
