//! The templates of the programmes that operations go by, each read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::OperationId;
use etablera_domain::event::state::SystemState;
use etablera_programme::template::Template;

use crate::office::error::CaseError;

/// The programmes that operations go by.
pub(super) struct Templates {
    system: SystemState,
    /// By their text.
    read: BTreeMap<String, Arc<Template>>,
}

impl Templates {
    /// Those of an installation.
    pub(super) fn new(system: SystemState) -> Self {
        Self { system, read: BTreeMap::new() }
    }

    /// Whether no operation goes by a programme.
    pub(super) fn is_empty(&self) -> bool {
        self.system.programmes.is_empty()
    }

    /// Whether an operation goes by a programme.
    pub(super) fn has(&self, operation: &OperationId) -> bool {
        self.system.programmes.contains_key(operation)
    }

    /// The operations that go by programmes.
    pub(super) fn operations(&self) -> Vec<OperationId> {
        self.system.programmes.keys().cloned().collect()
    }

    /// The programme of an operation for who enters it on a day.
    pub(super) fn of(
        &mut self,
        (operation, day): (&OperationId, NaiveDate),
    ) -> Result<Arc<Template>, CaseError> {
        let adopted = self.system.programme(operation, day);
        let adopted = adopted.ok_or_else(|| {
            CaseError::wrong(format!("`{operation}` goes by no programme: expected one that does"))
        })?;
        if let Some(read) = self.read.get(&adopted.template) {
            return Ok(Arc::clone(read));
        }
        let template = Template::parse(&adopted.template).map_err(|errors| {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            CaseError::wrong(format!(
                "the programme of `{operation}`, adopted on {}, cannot be read: {first}",
                adopted.signed.on
            ))
        })?;
        let template = Arc::new(template);
        self.read.insert(adopted.template.clone(), Arc::clone(&template));
        Ok(template)
    }
}
