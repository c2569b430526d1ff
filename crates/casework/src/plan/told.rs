//! A proposal in words.

use etablera_matching::Tier;
use etablera_matching::assignment::Move;
use etablera_matching::strategy::Proof;

use super::bill::Bill;
use super::draft::Draft;
use super::proposal::{Empty, Left, Placed, Proposal, Why, WhyEmpty};
use super::why::{Because, WhyNot};
use crate::explain::{Mark, Speaker};
use crate::words::{grouped, grouped_sum, printable};

/// How many people or needs a sentence names.
const NAMED: usize = 3;

/// A proposal, and who speaks of it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// Who speaks.
    pub speaker: Speaker<'t>,
    /// The name of the strategy.
    pub strategy: &'t str,
    /// What was solved.
    pub draft: &'t Draft<'t>,
    /// What came of it.
    pub proposal: &'t Proposal,
    /// What the overrides cost.
    pub bill: Option<&'t Bill>,
}

impl Told<'_> {
    /// What the plan is, what it comes to, and what is proven of it.
    #[must_use]
    pub fn summary(&self) -> [String; 3] {
        let Proposal { plan, total, proof, .. } = self.proposal;
        let instance = self.draft.instance();
        let seats: u64 = instance.seats().iter().map(|seats| u64::from(*seats)).sum();
        let placed = self.proposal.placed.len() as u64;
        let [placed, participants, seats, total] =
            [placed, plan.participants() as u64, seats, *total].map(grouped_sum);
        let counts = [
            ("placed", placed.as_str()),
            ("participants", &participants),
            ("seats", &seats),
            ("total", &total),
        ];
        let aim = [("aim", self.strategy)];
        let proven = match proof {
            Proof::Optimal(_) if self.draft.overrides().is_empty() => {
                self.say("round-proven", &aim)
            }
            Proof::Optimal(_) => self.say("round-proven-given", &aim),
            Proof::AtMost(bound) if *bound == self.proposal.total => {
                self.say("round-proven-given", &[("aim", "optimal")])
            }
            Proof::AtMost(bound) => {
                let gap = grouped_sum(bound.saturating_sub(self.proposal.total));
                self.say("round-bound", &[("gap", &gap)])
            }
            Proof::None => self.say("round-unproven", &[]),
        };
        let proposal = self.say("round-proposal", &[("strategy", self.strategy)]);
        [proposal, self.say("round-counts", &counts), proven]
    }

    /// Who goes to a need, in a line: sign, id, tier, points.
    #[must_use]
    pub fn placed(&self, placed: &Placed) -> String {
        let appraisal = placed.judgement.appraisal;
        let tier = self.say(&format!("tier-{}", appraisal.tier.name()), &[]);
        let mut line = format!(
            "{} {}  {tier}, {}",
            sign(appraisal.tier),
            self.draft.participant(placed.participant),
            grouped(appraisal.score)
        );
        if appraisal.score_after > appraisal.score {
            let after = self.say("round-after", &[("points", &grouped(appraisal.score_after))]);
            line.push_str(&format!(" ({after})"));
        }
        if let Some(place) = placed.judgement.wish {
            let place = place.saturating_add(1).to_string();
            line.push_str(&format!(", {}", self.say("round-wish", &[("place", &place)])));
        }
        line
    }

    /// What comes first for somebody who is placed: what is to be learnt, to
    /// be asked, or missing, and why a person decided it.
    #[must_use]
    pub fn first(&self, placed: &Placed) -> Vec<String> {
        let reason = placed.reason.iter();
        let mut lines: Vec<String> =
            reason.map(|reason| self.say("round-decided", &[("reason", reason)])).collect();
        let told = self.speaker.explain(&placed.judgement);
        for group in told.groups.iter().filter(|group| group.mark != Mark::Met) {
            let musts = group.items.iter().filter(|item| item.is_must);
            let sign = group.mark.sign();
            lines.extend(musts.map(|item| format!("{sign} {}: {}", item.what, item.found)));
        }
        lines
    }

    /// Why somebody is left over.
    #[must_use]
    pub fn left(&self, left: &Left) -> String {
        match &left.why {
            Why::KeptOut(reason) | Why::Barred(reason) => {
                self.say("round-kept-out", &[("reason", reason)])
            }
            Why::NoPair { tiers, refused } => self.counts("round-no-pair", *tiers, *refused),
            Why::Outcompeted { needs, points } => {
                let lost = needs.first().map_or_else(String::new, |need| self.lost(*need));
                match points {
                    None => lost,
                    Some(points) => {
                        let points = grouped_sum(*points);
                        format!("{lost} {}", self.say("round-short", &[("points", &points)]))
                    }
                }
            }
        }
    }

    /// Why nothing is possible, in numbers.
    fn counts(&self, key: &str, tiers: [usize; 4], refused: usize) -> String {
        let [_, after, clarify, missing] = tiers.map(|count| count.to_string());
        let refused = refused.to_string();
        let args = [("clarify", clarify.as_str()), ("missing", &missing), ("refused", &refused)];
        let counts = self.say(key, &args);
        match tiers[Tier::Trainable as usize] {
            0 => counts,
            _ => format!("{counts} {}", self.say("round-trainable", &[("count", &after)])),
        }
    }

    /// Who holds the seats of a need that somebody did not get.
    fn lost(&self, need: usize) -> String {
        let id = self.draft.need(need);
        let holders = &self.proposal.seated[need];
        if (holders.len() as u64) < u64::from(self.draft.instance().seats()[need]) {
            return self.say("round-not-reached", &[("need", id)]);
        }
        let named = holders.iter().map(|(participant, score)| {
            format!("{} ({})", self.draft.participant(*participant), grouped(*score))
        });
        self.say("round-outcompeted", &[("need", id), ("holders", &list(named))])
    }

    /// Why somebody does or does not go to a need, in lines.
    #[must_use]
    pub fn why(&self, why: &WhyNot) -> Vec<String> {
        let (person, need) = (self.draft.participant(why.participant), self.need(why.need));
        let mut lines = vec![format!("{person} · {need}"), self.speaker.summary(&why.judgement)];
        match &why.because {
            Because::Placed => {
                let reason = self.proposal.placed.iter().find(|p| p.participant == why.participant);
                let reason = reason.and_then(|placed| placed.reason.as_ref());
                lines.push(self.say("round-why-placed", &[]));
                lines.extend(reason.map(|reason| self.say("round-decided", &[("reason", reason)])));
            }
            Because::Decided(reason) => {
                lines.push(self.say("round-decided", &[("reason", reason)]));
            }
            Because::Refused => lines.push(self.say("refused", &[])),
            Because::NotPossible => {
                let told = self.speaker.explain(&why.judgement);
                lines.push(self.say("round-why-not-possible", &[]));
                lines.extend(told.changes.iter().map(|change| format!("– {change}")));
            }
            Because::Short { points, moves } => {
                lines.push(self.lost(why.need));
                lines.push(self.say("round-short", &[("points", &grouped_sum(*points))]));
                lines.extend(self.moves(moves.get(1..).unwrap_or_default()));
            }
            Because::NoScore => {
                lines.extend([self.lost(why.need), self.say("round-why-no-score", &[])]);
            }
            Because::Unproven => {
                lines.extend([self.lost(why.need), self.say("round-why-unproven", &[])]);
            }
        }
        lines
    }

    /// Who would move, in a line; none where nobody would.
    fn moves(&self, moves: &[Move]) -> Option<String> {
        let place = |need: Option<u32>| need.map_or("–", |need| self.draft.need(need as usize));
        let each = moves.iter().map(|one| {
            let person = self.draft.participant(one.participant as usize);
            format!("{person}: {} → {}", place(one.from), place(one.to))
        });
        (!moves.is_empty()).then(|| self.say("round-why-moves", &[("moves", &list(each))]))
    }

    /// How many seats of a need stay empty, and why.
    #[must_use]
    pub fn empty(&self, empty: &Empty) -> String {
        let of = |people: &[usize]| {
            list(people.iter().map(|person| {
                let name = self.draft.participant(*person);
                match self.proposal.plan.need_of(*person) {
                    Some(need) => format!("{name} → {}", self.draft.need(need as usize)),
                    None => name.to_owned(),
                }
            }))
        };
        let all = self.draft.instance().seats()[empty.need].to_string();
        let seats = empty.seats.to_string();
        let seats = self.say("round-seats", &[("seats", &seats), ("all", &all)]);
        let why = match &empty.why {
            WhyEmpty::Nobody { tiers, refused } => self.counts("round-nobody", *tiers, *refused),
            WhyEmpty::Elsewhere(people) => self.say("round-elsewhere", &[("people", &of(people))]),
            WhyEmpty::Withheld(people) => self.say("round-withheld", &[("people", &of(people))]),
        };
        format!("{seats}. {why}")
    }

    /// What people decided: the decision, its reason and its price, a line
    /// each, and at the end the price of all.
    #[must_use]
    pub fn decisions(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, one) in self.draft.overrides().iter().enumerate() {
            let need = one.need().map_or("", |need| self.draft.need(need));
            let args = [("participant", self.draft.participant(one.participant)), ("need", need)];
            let decision = self.say(&format!("round-{}", one.name()), &args);
            let price = self.bill.map_or_else(String::new, |bill| {
                let (price, points) = price(bill.alone[at]);
                self.say("round-cost", &[("price", price), ("points", &points)])
            });
            lines.push(format!("{decision}: {}. {price}", one.reason.trim_end_matches('.')));
        }
        lines.extend(self.bill.map(|bill| {
            let (price, points) = price(bill.together());
            let [with, without] = [bill.with, bill.without].map(grouped_sum);
            let args = [
                ("price", price),
                ("points", points.as_str()),
                ("with", &with),
                ("without", &without),
            ];
            let said = self.say("round-cost-together", &args);
            match bill.is_proven {
                true => said,
                false => format!("{said} {}", self.say("round-cost-about", &[])),
            }
        }));
        lines
    }

    /// A need's id and title.
    #[must_use]
    pub fn need(&self, need: usize) -> String {
        let need = &self.draft.pool.needs[need];
        format!("{} {}", need.id, printable(&need.title))
    }

    /// A message.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.speaker.say(key, args)
    }
}

/// The word that messages choose by, and the points without their sign.
fn price(points: i64) -> (&'static str, String) {
    let word = match points {
        1.. => "some",
        0 => "none",
        _ => "gain",
    };
    (word, grouped_sum(points.unsigned_abs()))
}

/// The first few, and how many more there are.
fn list(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let mut text = names.take(NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" (+{more})"));
    }
    text
}

/// The sign of the verdict that decides a tier.
fn sign(tier: Tier) -> char {
    match tier {
        Tier::Ready => Mark::Met,
        Tier::Trainable => Mark::Learnable,
        Tier::ToClarify => Mark::Unknown,
        Tier::NotEligible => Mark::Unmet,
    }
    .sign()
}
