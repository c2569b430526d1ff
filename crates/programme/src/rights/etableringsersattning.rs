//! What participants in the establishment programme are paid (SFS 2017:819): a
//! benefit a day, a supplement for children, and compensation for housing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decision::{Asked, Clause, Condition, Decision, Fact, whole};
use crate::rules::{Amount, Held, Rules, RulesError};

/// What may be known of a participant. What is absent is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BenefitFacts {
    /// Whether the person is assigned to the establishment programme.
    pub establishment_programme: Option<bool>,
    /// How far the person has come in it.
    pub phase: Option<Phase>,
    /// The programme as a part of full time.
    #[serde(deserialize_with = "crate::read::optional_share")]
    pub programme_share: Option<Amount>,
    /// Support for studies at the same time, as a part of full time; absent
    /// for none.
    #[serde(deserialize_with = "crate::read::optional_share")]
    pub study_support_share: Option<Amount>,
    /// The ages of children at home, in years.
    pub children_ages: Option<Vec<u8>>,
    /// For how many of them maintenance support is given; absent for none.
    pub maintenance_support_children: u8,
    /// Whether the person is single and has no child at home.
    pub single_without_children: Option<bool>,
    /// Whether the person rents a room, or lives with another.
    pub shares_home: Option<bool>,
    /// The cost of housing for a month, in kronor.
    pub rent: Option<u32>,
}

/// How far a participant has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The background is mapped and a plan is made.
    Mapping,
    /// Measures are taken.
    Programme,
}

/// Whether something is paid, and how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Benefit {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// What is paid a day, in öre.
    pub day_ore: Option<u32>,
    /// On at most how many days a week.
    pub days_a_week: Option<u16>,
    /// What is paid a month, in kronor.
    pub month_kr: Option<u32>,
}

impl Benefit {
    fn new(condition: Condition, notes: Vec<Clause>) -> Self {
        Self {
            clauses: condition.clauses().into_iter().cloned().chain(notes).collect(),
            decision: Decision::from(condition),
            day_ore: None,
            days_a_week: None,
            month_kr: None,
        }
    }
}

fn asked<'a>(rules: &'a Rules, facts: &'a BenefitFacts, day: NaiveDate) -> Asked<'a, BenefitFacts> {
    Asked { rules, statute: "etableringsersattning", facts, day }
}

/// Whether etableringsersättning is paid on `day`, and how much for a day with
/// measures.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn etableringsersattning(
    rules: &Rules,
    facts: &BenefitFacts,
    day: NaiveDate,
) -> Result<Benefit, RulesError> {
    let asked = asked(rules, facts, day);
    let in_programme = facts.establishment_programme;
    let study = Fact::known("study_support_share", study_share(facts));
    let condition = Condition::all([
        asked.asks("2-12.establishment_programme", "establishment_programme", in_programme)?,
        asked.rule("5-2.study_support")?.judge(study, |_, study| study < Amount::from(1)),
    ]);
    let amount = match facts.phase {
        Some(Phase::Mapping) => asked.rule("2-13.amount.mapping")?,
        _ => asked.rule("2-13.amount")?,
    };
    let reduced = asked.rule("10-6.amount")?;
    let days = asked.rule("10-6.days")?;
    let phase = Fact::new("phase", facts.phase);
    let share = share(facts);
    let notes = vec![
        amount.judge(phase, |_, _| true),
        reduced.judge(Fact::new("programme_share", share), |_, _| true),
    ];
    let day_ore =
        facts.phase.and(amount.verified()).zip(share).filter(|_| reduced.verified().is_some());
    Ok(Benefit {
        day_ore: day_ore.and_then(|(amount, share)| part(i64::from(whole(amount)?) * 100, share)),
        days_a_week: days.verified().and_then(whole),
        ..Benefit::new(condition, notes)
    })
}

fn study_share(facts: &BenefitFacts) -> Amount {
    facts.study_support_share.unwrap_or(Amount::from(0))
}

/// The part of full time that is paid for: as much as the programme is, unless
/// it is the time of mapping, and no more than studies leave.
fn share(facts: &BenefitFacts) -> Option<Amount> {
    let study = study_share(facts);
    let below = study.denominator();
    let left = Amount::fraction(below.checked_sub(study.numerator())?, below)?;
    match facts.phase? {
        Phase::Mapping => Some(left),
        Phase::Programme => Some(facts.programme_share?.min(left)),
    }
}

/// A part of an amount, rounded down, if it can be written down.
fn part(amount: i64, share: Amount) -> Option<u32> {
    u32::try_from(amount.checked_mul(share.numerator())? / share.denominator()).ok()
}

/// Whether etableringstillägg is paid on `day`, and how much a month: for the
/// oldest children, and fewer of them where maintenance support is given.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn etableringstillagg(
    rules: &Rules,
    facts: &BenefitFacts,
    day: NaiveDate,
) -> Result<Benefit, RulesError> {
    let asked = asked(rules, facts, day);
    let younger = asked.rule("3-12.amount")?;
    let others = [
        &asked.rule("3-12.amount.older")?,
        &asked.rule("3-12.amount.age")?,
        &asked.rule("3-10.children.age")?,
        &asked.rule("3-12.most")?,
        &asked.rule("3-12.most.two")?,
        &asked.rule("3-12.most.one")?,
        &asked.rule("3-12.most.none")?,
    ];
    let ages = facts.children_ages.as_deref();
    let maintenance = facts.maintenance_support_children;
    let amount =
        younger.judge_with(others, Fact::new("children_ages", ages), |younger, others, ages| {
            supplement(younger, others, maintenance, ages).map(|kronor| kronor > 0)
        });
    let in_programme = facts.establishment_programme;
    let condition = Condition::all([
        asked.asks("3-10.establishment_programme", "establishment_programme", in_programme)?,
        amount,
    ]);
    let verified = others.map(Held::verified);
    let all = verified.iter().all(Option::is_some);
    // All are there, so that no 0 takes the place of one.
    let verified = verified.map(|amount| amount.unwrap_or(Amount::from(0)));
    let known = younger.verified().filter(|_| all).zip(ages);
    Ok(Benefit {
        month_kr: known
            .and_then(|(younger, ages)| supplement(younger, verified, maintenance, ages)),
        ..Benefit::new(condition, Vec::new())
    })
}

/// 3 kap. 12 §: kronor a month for the oldest children, given the amounts for
/// younger and for older ones, the ages at which a child is older and no child
/// any more, how many count at most, and for how many with maintenance support
/// only two, one and none do. None where one of the rules counts nothing.
fn supplement(younger: Amount, others: [Amount; 7], maintenance: u8, ages: &[u8]) -> Option<u32> {
    let others: Vec<u16> = others.into_iter().map(whole).collect::<Option<_>>()?;
    let [older, from, until, most, two, one, none] = others.try_into().ok()?;
    let younger = whole(younger)?;
    let most = match u16::from(maintenance) {
        children if children >= none => 0,
        children if children >= one => 1,
        children if children >= two => 2,
        _ => most,
    };
    let mut ages: Vec<u16> = ages.iter().copied().map(u16::from).collect();
    ages.retain(|age| *age < until);
    ages.sort_unstable_by_key(|age| std::cmp::Reverse(*age));
    let of = |age: &u16| u32::from(if *age < from { younger } else { older });
    Some(ages.iter().take(most.into()).map(of).sum())
}

/// Whether bostadsersättning is paid on `day`, and how much a month. That the
/// home is the person's own, or sublet with leave, is not asked.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn bostadsersattning(
    rules: &Rules,
    facts: &BenefitFacts,
    day: NaiveDate,
) -> Result<Benefit, RulesError> {
    let asked = asked(rules, facts, day);
    let in_programme = facts.establishment_programme;
    let (above, most) = (asked.rule("3-16.amount")?, asked.rule("3-16.amount.most")?);
    let counts = |above: Amount, most: Amount, rent: u32| {
        Some(rent.min(whole(most)?.into()).saturating_sub(whole(above)?.into()))
    };
    let amount = above.judge_with([&most], Fact::new("rent", facts.rent), |above, [most], rent| {
        counts(above, most, rent).map(|kronor| kronor > 0)
    });
    let alone = facts.shares_home.map(|shares| !shares);
    let condition = Condition::all([
        asked.asks("3-13.establishment_programme", "establishment_programme", in_programme)?,
        asked.asks("3-13.single", "single_without_children", facts.single_without_children)?,
        asked.asks("3-15.shares_home", "shares_home", alone)?,
        amount,
    ]);
    let known = above.verified().zip(most.verified()).zip(facts.rent);
    Ok(Benefit {
        month_kr: known.and_then(|((above, most), rent)| counts(above, most, rent)),
        ..Benefit::new(condition, Vec::new())
    })
}
