//! "Did you mean": the nearest thing that exists to what somebody wrote.

use crate::concept::Concept;
use crate::taxonomy::{Taxonomy, fold};

impl Taxonomy {
    /// The concept nearest to a text that names none: by id where the text
    /// looks like one, else by Swedish or English label.
    ///
    /// For error messages: it compares with everything, in milliseconds to
    /// tenths of a second.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<Concept> {
        let looks_like_id = text.contains(':');
        if looks_like_id { self.nearest_id(text) } else { self.nearest_label(text) }
    }

    fn nearest_id(&self, text: &str) -> Option<Concept> {
        let distance = |c: &Concept| strsim::levenshtein(&self.id(*c).to_string(), text);
        let nearest = self.concepts().min_by_key(distance)?;
        // Two wrong characters may be a slip; more is another id.
        (distance(&nearest) <= 2).then_some(nearest)
    }

    fn nearest_label(&self, text: &str) -> Option<Concept> {
        let text = fold(text);
        let likeness = |label: &str| (strsim::jaro_winkler(&fold(label), &text) * 1e6) as u32;
        self.concepts()
            .filter_map(|concept| {
                let of_reader = self.labels(concept).filter(|(l, ..)| matches!(*l, "sv" | "en"));
                of_reader.map(|(.., label)| likeness(label)).max().map(|best| (best, concept))
            })
            .max_by_key(|&(best, concept)| (best, std::cmp::Reverse(concept)))
            .filter(|&(best, _)| best >= 750_000)
            .map(|(_, concept)| concept)
    }
}
