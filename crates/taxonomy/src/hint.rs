//! "Did you mean": the nearest thing that exists to what somebody wrote.

use crate::concept::Concept;
use crate::concept_id::ESCO;
use crate::taxonomy::{Taxonomy, fold};

impl Taxonomy {
    /// The concept nearest to a text that names none: by id or code where the
    /// text looks like one, else by Swedish or English label.
    ///
    /// For error messages: it compares with everything, in milliseconds to
    /// tenths of a second.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<Concept> {
        let text = text.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return ["ssyk", "isco"].iter().find_map(|system| self.group(system, text));
        }
        match text.split_once(':') {
            Some((system, code)) => {
                self.nearest_group(system, code).or_else(|| self.nearest_id(text))
            }
            None => self.nearest_label(text),
        }
    }

    fn group(&self, system: &str, code: &str) -> Option<Concept> {
        self.concept(format!("{system}:{code}").parse().ok()?)
    }

    /// The group with most of the leading digits of a code.
    fn nearest_group(&self, system: &str, code: &str) -> Option<Concept> {
        let (system, code) = match code.rsplit_once("isco/C") {
            Some((_, code)) => ("isco".to_owned(), code),
            None => (system.to_lowercase(), code.trim()),
        };
        if !matches!(system.as_str(), "isco" | "ssyk" | "styrk") {
            return None;
        }
        let mut lengths = (1..=code.len()).rev();
        lengths.find_map(|length| self.group(&system, code.get(..length)?))
    }

    fn nearest_id(&self, text: &str) -> Option<Concept> {
        let mut text = text.to_lowercase();
        if let Some(path) = text.strip_prefix("esco:") {
            text = format!("{ESCO}{path}");
        }
        let distance =
            |c: &Concept| strsim::levenshtein(&self.id(*c).to_string().to_lowercase(), &text);
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
