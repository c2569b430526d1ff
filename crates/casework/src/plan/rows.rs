//! A proposal as it is written to files: the contract of `etablera plan`.

use etablera_domain::jsonl::Record;
use etablera_domain::{LearnBy, RequirementId};
use etablera_matching::{Finding, Judgement, Tier, Verdict};
use serde::Serialize;

use super::bill::Bill;
use super::draft::Draft;
use super::overrides::Override;
use super::proposal::{Empty, Left, Placed, Proposal, Why, WhyEmpty};
use super::why::{Because, WhyNot};
use crate::assign::Names;

/// One row of a plan.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the rows are documented where they are made")]
pub enum Row {
    Placed(PlacedRow),
    Left(LeftRow),
    Empty(EmptyRow),
    Override(OverrideRow),
    Why(WhyRow),
}

/// Somebody with a seat.
#[derive(Clone, Debug, Serialize)]
pub struct PlacedRow {
    /// The participant's id.
    pub participant: String,
    /// The need's id.
    pub need: String,
    /// What the musts say together.
    pub tier: Tier,
    /// Points, 0 to 100 000.
    pub score: u32,
    /// Points when everything learnable has been learnt.
    pub score_after: u32,
    /// The place of the first wish that the need answers, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<u32>,
    /// Whether what is to be learnt fits the training days.
    pub plan_feasible: Option<bool>,
    /// The musts that are to be learnt first, and how.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub learn: Vec<LearnRow>,
    /// The musts to ask about first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<RequirementId>,
    /// The musts that are missing; only where a person decided it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<RequirementId>,
    /// Why, where a person decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Something to be learnt.
#[derive(Clone, Debug, Serialize)]
pub struct LearnRow {
    /// The requirement.
    pub id: RequirementId,
    /// How.
    pub by: LearnBy,
}

/// Somebody without a seat.
#[derive(Clone, Debug, Serialize)]
pub struct LeftRow {
    /// The participant's id.
    pub participant: String,
    /// `kept_out`, `barred`, `no_pair` or `outcompeted`.
    pub why: &'static str,
    /// Why a person keeps them out, or bars them from all that is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where no need is possible: what needs are to them.
    #[serde(flatten)]
    pub counts: Option<Counts>,
    /// With so many points more at the first of the needs they would have
    /// their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u64>,
    /// The needs that are possible and go to others, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
}

/// A need with seats that stay empty.
#[derive(Clone, Debug, Serialize)]
pub struct EmptyRow {
    /// The need's id.
    pub need: String,
    /// How many seats stay empty.
    pub seats: u32,
    /// `nobody`, `elsewhere` or `withheld`.
    pub why: &'static str,
    /// Where nobody is possible: what people are to it.
    #[serde(flatten)]
    pub counts: Option<Counts>,
    /// The people who are possible, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
}

/// How many needs, or people, are not possible, and what they are instead.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// All musts are met, or can be learnt: only where a round does not go
    /// down that far.
    #[serde(skip_serializing_if = "is_zero")]
    pub trainable: usize,
    /// Some must is unknown.
    pub to_clarify: usize,
    /// Some must is missing.
    pub not_eligible: usize,
    /// The participant refuses.
    pub refused: usize,
}

impl Counts {
    fn new(tiers: &[usize; 4], refused: usize) -> Self {
        let [_, trainable, to_clarify, not_eligible] = *tiers;
        Self { trainable, to_clarify, not_eligible, refused }
    }
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What a person decided.
#[derive(Clone, Debug, Serialize)]
pub struct OverrideRow {
    /// The participant's id.
    pub participant: String,
    /// The need's id; none where they are kept out.
    pub need: Option<String>,
    /// `pin`, `bar` or `keep_out`.
    pub action: &'static str,
    /// Why.
    pub reason: String,
    /// What it would cost alone, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
}

/// Why somebody does or does not go to a need.
#[derive(Clone, Debug, Serialize)]
pub struct WhyRow {
    /// The participant's id.
    pub participant: String,
    /// The need's id.
    pub need: String,
    /// What the musts say together.
    pub tier: Tier,
    /// Points, 0 to 100 000.
    pub score: u32,
    /// `placed`, `decided`, `refused`, `not_possible`, `short`, `no_score` or
    /// `unproven`.
    pub because: &'static str,
    /// Why a person decided otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// With so many points more the pair would be in every best plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u64>,
    /// Who would move then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<MoveRow>,
    /// Who has the seats, fewest points first.
    pub holders: Vec<HolderRow>,
}

/// Somebody who would move.
#[derive(Clone, Debug, Serialize)]
pub struct MoveRow {
    /// The participant's id.
    pub participant: String,
    /// The need they leave.
    pub from: Option<String>,
    /// The need they go to.
    pub to: Option<String>,
}

/// Somebody who has a seat.
#[derive(Clone, Debug, Serialize)]
pub struct HolderRow {
    /// The participant's id.
    pub participant: String,
    /// Points, 0 to 100 000.
    pub score: u32,
}

impl Draft<'_> {
    /// Why somebody does or does not go to a need, as a row.
    #[must_use]
    pub fn why_row(&self, proposal: &Proposal, why: &WhyNot) -> WhyRow {
        let person = |at: usize| self.participant(at).to_owned();
        let place = |need: Option<u32>| need.map(|need| self.need(need as usize).to_owned());
        let (mut reason, mut short, mut moved) = (None, None, &[][..]);
        match &why.because {
            Because::Decided(why) => reason = Some(why.clone()),
            Because::Short { points, moves } => (short, moved) = (Some(*points), moves),
            _ => {}
        }
        let moves = moved.iter().map(|one| MoveRow {
            participant: person(one.participant as usize),
            from: place(one.from),
            to: place(one.to),
        });
        let holders = proposal.seated[why.need].iter();
        let holders =
            holders.map(|(at, score)| HolderRow { participant: person(*at), score: *score });
        WhyRow {
            participant: person(why.participant),
            need: self.need(why.need).to_owned(),
            tier: why.judgement.appraisal.tier,
            score: why.judgement.appraisal.score,
            because: why.because.name(),
            reason,
            points: short,
            moves: moves.collect(),
            holders: holders.collect(),
        }
    }

    /// Every row: who is placed, who is left, what is empty, and what people
    /// decided.
    #[must_use]
    pub fn rows(&self, proposal: &Proposal, bill: Option<&Bill>) -> Vec<Row> {
        let placed = proposal.placed.iter().map(|placed| Row::Placed(placed_row(placed)));
        let left = proposal.left.iter().map(|left| Row::Left(self.left_row(left)));
        let empty = proposal.empty.iter().map(|empty| Row::Empty(self.empty_row(empty)));
        let price = |at: usize| bill.map(|bill| bill.alone[at]);
        let overrides = self.overrides().iter().enumerate();
        let overrides = overrides.map(|(at, one)| Row::Override(self.override_row(one, price(at))));
        placed.chain(left).chain(empty).chain(overrides).collect()
    }

    /// The ids of the participants.
    #[must_use]
    pub fn participant_names(&self) -> Names {
        names(self.pool.participants)
    }

    /// The ids of the needs.
    #[must_use]
    pub fn need_names(&self) -> Names {
        names(self.pool.needs)
    }

    /// The id of a participant.
    #[must_use]
    pub fn participant(&self, at: usize) -> &str {
        self.pool.participants[at].id.as_str()
    }

    /// The id of a need.
    #[must_use]
    pub fn need(&self, at: usize) -> &str {
        self.pool.needs[at].id.as_str()
    }

    fn left_row(&self, left: &Left) -> LeftRow {
        let mut row = LeftRow {
            participant: self.participant(left.participant).to_owned(),
            why: left.why.name(),
            reason: None,
            counts: None,
            points: None,
            needs: Vec::new(),
        };
        match &left.why {
            Why::KeptOut(reason) | Why::Barred(reason) => row.reason = Some(reason.clone()),
            Why::NoPair { tiers, refused } => row.counts = Some(Counts::new(tiers, *refused)),
            Why::Outcompeted { needs, points } => {
                row.points = *points;
                row.needs = needs.iter().map(|need| self.need(*need).to_owned()).collect();
            }
        }
        row
    }

    fn empty_row(&self, empty: &Empty) -> EmptyRow {
        let mut counts = None;
        let (why, people) = match &empty.why {
            WhyEmpty::Nobody { tiers, refused } => {
                counts = Some(Counts::new(tiers, *refused));
                ("nobody", &[][..])
            }
            WhyEmpty::Elsewhere(people) => ("elsewhere", &people[..]),
            WhyEmpty::Withheld(people) => ("withheld", &people[..]),
        };
        EmptyRow {
            need: self.need(empty.need).to_owned(),
            seats: empty.seats,
            why,
            counts,
            participants: people.iter().map(|p| self.participant(*p).to_owned()).collect(),
        }
    }

    fn override_row(&self, one: &Override, price: Option<i64>) -> OverrideRow {
        OverrideRow {
            participant: self.participant(one.participant).to_owned(),
            need: one.need().map(|need| self.need(need).to_owned()),
            action: one.name(),
            reason: one.reason.clone(),
            price,
        }
    }
}

impl Why {
    /// Its name in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::KeptOut(_) => "kept_out",
            Self::Barred(_) => "barred",
            Self::NoPair { .. } => "no_pair",
            Self::Outcompeted { .. } => "outcompeted",
        }
    }
}

impl Because {
    /// Its name in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Decided(_) => "decided",
            Self::Refused => "refused",
            Self::NotPossible => "not_possible",
            Self::Short { .. } => "short",
            Self::NoScore => "no_score",
            Self::Unproven => "unproven",
        }
    }
}

/// Somebody with a seat, as a row.
#[must_use]
pub fn placed_row(placed: &Placed) -> PlacedRow {
    let Judgement { need, participant, appraisal, plan_feasible, wish, .. } = &placed.judgement;
    let musts = |wanted: fn(&Verdict) -> bool| {
        let chosen = placed.judgement.musts().filter(move |f| wanted(&f.verdict));
        chosen.map(|finding| finding.requirement.id.clone()).collect()
    };
    PlacedRow {
        participant: participant.to_string(),
        need: need.to_string(),
        tier: appraisal.tier,
        score: appraisal.score,
        score_after: appraisal.score_after,
        wish: wish.map(|place| place.saturating_add(1)),
        plan_feasible: *plan_feasible,
        learn: placed.judgement.musts().filter_map(learnt).collect(),
        ask: musts(|verdict| *verdict == Verdict::Unknown),
        missing: musts(|verdict| *verdict == Verdict::Unmet),
        reason: placed.reason.clone(),
    }
}

fn learnt(finding: &Finding) -> Option<LearnRow> {
    match &finding.verdict {
        Verdict::Learnable { by, .. } => {
            Some(LearnRow { id: finding.requirement.id.clone(), by: by.clone() })
        }
        _ => None,
    }
}

/// The ids of records, numbered by their places.
pub(super) fn names<T: Record>(records: &[T]) -> Names {
    let mut names = Names::default();
    for record in records {
        names.add(&record.key());
    }
    names
}
