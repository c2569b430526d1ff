//! What lists are made with.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_matching::{Catalogue, Matcher, Parameters};
use etablera_storage::Hash;
use etablera_taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;
use crate::office::live::Live;
use crate::receipt::{ENGINE, Pinned, PinnedTaxonomy};

/// What lists are made with. It holds the hashes that receipts pin, so that it
/// is best made once.
#[derive(Clone)]
pub struct Engine<'t> {
    taxonomy: &'t Taxonomy,
    parameters: Parameters,
    catalogue: Option<&'t Catalogue>,
    pins: EnginePins,
    live: Option<Arc<Live<'t>>>,
}

/// An engine as receipts pin it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnginePins {
    /// The version of the program.
    pub version: String,
    /// The numbers that matching goes by.
    pub parameters: Pinned,
    /// The taxonomy.
    pub taxonomy: PinnedTaxonomy,
    /// The hash of the training modules, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<Hash>,
}

impl<'t> Engine<'t> {
    /// An engine without a training catalogue.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy, parameters: Parameters) -> Self {
        let pins = EnginePins {
            version: ENGINE.to_owned(),
            parameters: Pinned::parameters(&parameters),
            taxonomy: PinnedTaxonomy::of(taxonomy, None),
            training: None,
        };
        Self { taxonomy, parameters, catalogue: None, pins, live: None }
    }

    /// The same with a training catalogue, whose prerequisites and hours then
    /// count; everything is then read from the store.
    ///
    /// # Panics
    ///
    /// Never: modules are plain data.
    #[must_use]
    pub fn with_training(mut self, catalogue: &'t Catalogue) -> Self {
        let modules: Vec<_> = catalogue.modules().collect();
        let text = serde_json::to_vec(&modules).expect("modules are plain data");
        self.pins.training = Some(Hash::of(&text));
        self.catalogue = Some(catalogue);
        self.live = None;
        self
    }

    /// The same, with lists made from what is kept in memory where they can be.
    pub(in crate::office) fn with_live(&self, live: Arc<Live<'t>>) -> Self {
        Self { live: Some(live), ..self.clone() }
    }

    /// The same with everything read from the store.
    pub(in crate::office) fn without_live(&self) -> Self {
        Self { live: None, ..self.clone() }
    }

    /// What is kept in memory to make lists from.
    pub(in crate::office) fn live(&self) -> Option<&Live<'t>> {
        self.live.as_deref()
    }

    /// What receipts pin of it.
    #[must_use]
    pub fn pins(&self) -> &EnginePins {
        &self.pins
    }

    /// Where labels and relations come from.
    #[must_use]
    pub fn taxonomy(&self) -> &'t Taxonomy {
        self.taxonomy
    }

    /// A matcher for a day.
    pub(in crate::office) fn matcher(&self, on: NaiveDate) -> Matcher<'t> {
        self.with_parameters(self.parameters.clone(), on)
    }

    /// A matcher as it was pinned: with the numbers of then.
    pub(in crate::office) fn matcher_as(
        &self,
        pins: &EnginePins,
        on: NaiveDate,
    ) -> Result<Matcher<'t>, CaseError> {
        let wrong = |error: crate::receipt::ReceiptError| CaseError::wrong(error.to_string());
        let (expected, found) = (&pins.taxonomy, &self.pins.taxonomy);
        if expected.hash != found.hash {
            expected.check(self.taxonomy).map_err(wrong)?;
        }
        if pins.training != self.pins.training {
            return Err(CaseError::wrong(
                "the training modules are not those that the receipt pins: expected the same",
            ));
        }
        Ok(self.with_parameters(pins.parameters.read().map_err(wrong)?, on))
    }

    fn with_parameters(&self, parameters: Parameters, on: NaiveDate) -> Matcher<'t> {
        let matcher = Matcher::new(self.taxonomy, parameters, on);
        match self.catalogue {
            Some(catalogue) => matcher.with_training(catalogue),
            None => matcher,
        }
    }
}
