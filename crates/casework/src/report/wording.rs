//! What the parts of a page say alike.

use etablera_domain::{LearnBy, Need, Requirement, Strength};
use etablera_matching::Tier;

use super::Report;
use super::markup::Markup;
use crate::explain::Mark;
use crate::shortlist::Place;
use crate::words::grouped;

impl<'r> Report<'r> {
    /// A message of the page without arguments.
    pub(super) fn say(&self, key: &str) -> String {
        self.speaker.say(key, &[])
    }

    /// The need that a place is about.
    pub(super) fn need(&self, at: usize) -> &'r Need {
        &self.pool.needs[at]
    }

    /// What the need's employer is called; its id where nobody knows.
    pub(super) fn employer(&self, need: &'r Need) -> &'r str {
        let known = self.employers.iter().find(|employer| employer.id == need.employer);
        known.map_or(need.employer.as_str(), |employer| &employer.name)
    }

    /// How many people a need asks for.
    pub(super) fn seats(&self, need: &Need) -> String {
        match need.seats.get() {
            1 => self.say("report-seats-one"),
            seats => self.speaker.say("report-seats-many", &[("seats", &seats.to_string())]),
        }
    }

    /// The id of the participant in a place.
    pub(super) fn person(&self, place: &Place) -> &'r str {
        self.pool.participants[place.participant].id.as_str()
    }

    /// The needs shown in full, by their place in the pool, each once.
    pub(super) fn featured(&self) -> Vec<usize> {
        let mut chosen = Vec::new();
        for id in self.featured {
            let at = self.pool.needs.iter().position(|need| need.id == *id);
            chosen.extend(at.filter(|at| !chosen.contains(at)));
        }
        chosen
    }

    /// A tier in a few words.
    pub(super) fn tier(&self, tier: Tier) -> String {
        self.say(&format!("report-tier-{}", tier.name()))
    }

    /// A verdict in a word.
    pub(super) fn mark(&self, mark: Mark) -> String {
        self.say(match mark {
            Mark::Met => "report-mark-met",
            Mark::Learnable => "report-mark-learnable",
            Mark::Unknown => "report-mark-unknown",
            Mark::Unmet => "report-mark-unmet",
        })
    }

    /// How strongly something is asked.
    pub(super) fn strength(&self, strength: Strength) -> String {
        match strength {
            Strength::Must => self.say("strength-must"),
            Strength::Should(weight) => {
                self.speaker.say("strength-should", &[("weight", &weight.number().to_string())])
            }
        }
    }

    /// Why something is asked.
    pub(super) fn reason(&self, asked: &Requirement) -> String {
        let word = match serde_json::to_value(asked.reason) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        };
        self.speaker.say("reason", &[("reason", &word)])
    }

    /// How something can be learnt; a dash where it cannot.
    pub(super) fn learnt(&self, asked: &Requirement) -> String {
        match asked.learnable.as_ref().map(|learnable| &learnable.by) {
            None => "–".to_owned(),
            Some(LearnBy::Workplace) => self.say("learnable-workplace"),
            Some(LearnBy::Module(id)) => {
                let known = self.speaker.catalogue.and_then(|catalogue| catalogue.get(id));
                let title = known.map_or(id.as_str(), |module| &module.title);
                self.speaker.say("learnable-module", &[("module", title)])
            }
        }
    }

    /// A tier in words, in its colour and with its sign, which the style
    /// sheet adds.
    pub(super) fn badge(&self, markup: &mut Markup, tier: Tier) {
        let badge = markup.tag("span").class(format_args!("badge b-{}", tier.name()));
        badge.text(self.tier(tier));
    }
}

/// The sign of a tier: that of the must that decides it.
pub(super) fn sign(tier: Tier) -> char {
    match tier {
        Tier::Ready => Mark::Met,
        Tier::Trainable => Mark::Learnable,
        Tier::ToClarify => Mark::Unknown,
        Tier::NotEligible => Mark::Unmet,
    }
    .sign()
}

/// Everything that a need asks, in the order in which a judgement answers:
/// task by task, then what follows from the need itself.
pub(super) fn asked(need: &Need) -> Vec<Requirement> {
    need.requirements().cloned().chain(need.derived_requirements()).collect()
}

/// A count as it is shown.
pub(super) fn number(count: usize) -> String {
    grouped(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The id of a need's section.
pub(super) fn section_id(need: &Need) -> String {
    format!("need-{}", need.id)
}
