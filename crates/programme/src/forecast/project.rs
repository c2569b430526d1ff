//! Year by year.
//!
//! In each year some retire, by the age they turn in it, then others leave,
//! then whoever can be hired is, up to the demand. What is left out: part
//! time, people who change occupation inside, and ages of those hired other
//! than [`HIRED_AT`].

use std::collections::BTreeMap;

use etablera_domain::event::Code;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::interval::{Between, leavers, mean};
use super::people::People;
use super::retirement::{Retirement, TargetAge};
use super::staff::{ForecastError, Scenario, Staff, WHOLE};
use crate::rules::Standing;

/// How old whoever is hired turns in that year.
pub const HIRED_AT: u16 = 35;

/// One year. `staff_before` less `retirements` and `other_exits` and with
/// `hires` is `staff`, to the thousandth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// Which.
    pub year: u16,
    /// Staff as it begins.
    pub staff_before: People,
    /// Who retire in it.
    pub retirements: People,
    /// Who leave for something else.
    pub other_exits: People,
    /// Who are hired.
    pub hires: People,
    /// Staff as it ends.
    pub staff: People,
    /// Posts as it ends.
    pub demand: People,
    /// Posts that nobody has then; below 0 where there are more people than
    /// posts.
    pub gap: People,
    /// The same between, if as many are hired as in the mean.
    pub gap_between: Between,
    /// How many of today's staff have left by then.
    pub left: People,
    /// The same between.
    pub left_between: Between,
    /// How many must have been found by then, those who left again not
    /// counted: the posts less whoever of today's staff is left.
    pub need: People,
}

/// One occupation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// Which.
    pub occupation: ConceptId,
    /// The years, in order.
    pub years: Vec<Year>,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Which.
    pub scenario: Code,
    /// The ages that retirement is set for, by year.
    pub target_ages: Vec<TargetAge>,
    /// The occupations, by id.
    pub occupations: Vec<Outlook>,
    /// All of them together.
    pub total: Vec<Year>,
}

impl Forecast {
    /// Whether somebody has verified every age that it rests on.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let all = self.target_ages.iter().all(|age| age.standing == Standing::Verified);
        if all { Standing::Verified } else { Standing::Unverified }
    }

    /// The occupations by how many must have been found by the last year, the
    /// most first, then by id.
    #[must_use]
    pub fn ranking(&self) -> Vec<(ConceptId, People)> {
        let last = |one: &Outlook| one.years.last().map_or(People::default(), |year| year.need);
        let mut ranking: Vec<_> =
            self.occupations.iter().map(|one| (one.occupation, last(one))).collect();
        ranking.sort_by_key(|(occupation, need)| (std::cmp::Reverse(*need), *occupation));
        ranking
    }
}

/// The years after `base`, at whose end the staff is counted.
///
/// # Errors
/// The first thing that does not fit.
pub fn forecast(
    staff: &[Staff],
    scenario: &Scenario,
    retirement: &Retirement,
    (base, years): (u16, u16),
) -> Result<Forecast, ForecastError> {
    check(staff, scenario, (base, years))?;
    let ages = (base + 1..=base + years).map(|year| retirement.target_age(year));
    let target_ages: Vec<TargetAge> = ages.collect::<Result<_, _>>()?;
    let mut sorted: Vec<&Staff> = staff.iter().collect();
    sorted.sort_by_key(|one| one.occupation);
    let mut total = vec![(Vec::new(), Vec::new()); years.into()];
    let mut occupations = Vec::new();
    for one in sorted {
        let mut run = Run::new(one, scenario, retirement);
        let years = target_ages.iter().zip(&mut total).map(|(target, (rows, groups))| {
            let year = run.year(*target);
            rows.push(year);
            groups.extend(run.groups());
            year
        });
        occupations.push(Outlook { occupation: one.occupation, years: years.collect() });
    }
    let total = total.iter().map(|(rows, groups)| sum(rows, groups)).collect();
    Ok(Forecast { scenario: scenario.id.clone(), target_ages, occupations, total })
}

fn check(
    staff: &[Staff],
    scenario: &Scenario,
    (base, years): (u16, u16),
) -> Result<(), ForecastError> {
    if !(1..=50).contains(&years) {
        return Err(ForecastError::Years(years));
    }
    if !(1900..=2199).contains(&base) {
        return Err(ForecastError::Base(base));
    }
    if scenario.growth.unsigned_abs() > WHOLE {
        return Err(ForecastError::Growth(scenario.growth));
    }
    if staff.is_empty() {
        return Err(ForecastError::Empty);
    }
    for (at, one) in staff.iter().enumerate() {
        let occupation = one.occupation;
        if staff[..at].iter().any(|other| other.occupation == occupation) {
            return Err(ForecastError::Twice(occupation));
        }
        let (first, last) = (base.saturating_sub(100), base.saturating_sub(15));
        if let Some(&born) = one.born.keys().find(|born| !(first..=last).contains(*born)) {
            return Err(ForecastError::Born { occupation, born, first, last });
        }
        let share = exits(one, scenario);
        if share > u32::from(WHOLE) {
            return Err(ForecastError::Exits { occupation, share });
        }
        let posts = one.born.values().chain([&one.vacancies, &one.inflow]);
        let people = posts.map(|count| u64::from(*count)).sum();
        if people > 10_000_000 {
            return Err(ForecastError::Many { occupation, people });
        }
    }
    Ok(())
}

/// The share of other exits in a scenario, in ten-thousandths.
fn exits(staff: &Staff, scenario: &Scenario) -> u32 {
    let product = u32::from(staff.other_exits) * u32::from(scenario.other_exits);
    (product + u32::from(WHOLE) / 2) / u32::from(WHOLE)
}

/// One occupation on its way through the years.
struct Run<'s> {
    staff: &'s Staff,
    scenario: &'s Scenario,
    retirement: &'s Retirement,
    /// By year of birth, whoever is there.
    there: BTreeMap<u16, People>,
    /// By year of birth, the chance that one of today's staff is left.
    stays: BTreeMap<u16, f64>,
    demand: People,
}

impl<'s> Run<'s> {
    fn new(staff: &'s Staff, scenario: &'s Scenario, retirement: &'s Retirement) -> Self {
        let there: BTreeMap<u16, People> =
            staff.born.iter().map(|(born, count)| (*born, People::whole(*count))).collect();
        let demand = there.values().copied().sum::<People>() + People::whole(staff.vacancies);
        let stays = staff.born.keys().map(|born| (*born, 1.0)).collect();
        Self { staff, scenario, retirement, there, stays, demand }
    }

    /// The number of today's staff by year of birth, with the chance that each
    /// has left.
    fn groups(&self) -> impl Iterator<Item = (u32, f64)> {
        self.staff.born.iter().map(|(born, count)| (*count, 1.0 - self.stays[born]))
    }

    fn year(&mut self, target: TargetAge) -> Year {
        let staff_before = self.there.values().copied().sum();
        let (retirements, other_exits) = self.leave(target);
        self.demand = self.demand.share(i64::from(WHOLE) + i64::from(self.scenario.growth));
        let left_over = staff_before - retirements - other_exits;
        let inflow = People::whole(self.staff.inflow).share(self.scenario.inflow.into());
        let hires = inflow.min(self.demand - left_over).max(People::default());
        let hired = self.there.entry(target.year - HIRED_AT).or_default();
        *hired = *hired + hires;
        let staff = left_over + hires;
        let groups: Vec<(u32, f64)> = self.groups().collect();
        let today: u32 = self.staff.born.values().sum();
        let left = People::of(mean(&groups));
        let year = Year {
            year: target.year,
            staff_before,
            retirements,
            other_exits,
            hires,
            staff,
            demand: self.demand,
            gap: self.demand - staff,
            gap_between: Between { low: 0, high: 0, method: super::interval::Method::Exact },
            left,
            left_between: leavers(&groups),
            need: self.demand - People::whole(today) + left,
        };
        with_gap(year)
    }

    /// Takes out who leaves, and says how many retire and leave otherwise.
    fn leave(&mut self, target: TargetAge) -> (People, People) {
        let exits = exits(self.staff, self.scenario) as i64;
        let (mut retirements, mut others) = (People::default(), People::default());
        for (born, people) in &mut self.there {
            let age = i64::from(target.year) - i64::from(*born);
            let retires = self.retirement.share(target, age, self.scenario.later);
            let retire = people.share(retires.into());
            let other = (*people - retire).share(exits);
            *people = *people - retire - other;
            retirements = retirements + retire;
            others = others + other;
            if let Some(stays) = self.stays.get_mut(born) {
                let whole = f64::from(WHOLE);
                *stays *= (1.0 - f64::from(retires) / whole) * (1.0 - exits as f64 / whole);
            }
        }
        (retirements, others)
    }
}

/// The interval of the gap: that of those who left, about its mean.
fn with_gap(year: Year) -> Year {
    let (left, method) = (year.left_between, year.left_between.method);
    let at = |of: i64| (year.gap - year.left + People::whole(of as u32)).rounded();
    Year { gap_between: Between { low: at(left.low), high: at(left.high), method }, ..year }
}

fn sum(rows: &[Year], groups: &[(u32, f64)]) -> Year {
    let all = |of: fn(&Year) -> People| rows.iter().map(of).sum::<People>();
    let left_between = leavers(groups);
    with_gap(Year {
        year: rows[0].year,
        staff_before: all(|row| row.staff_before),
        retirements: all(|row| row.retirements),
        other_exits: all(|row| row.other_exits),
        hires: all(|row| row.hires),
        staff: all(|row| row.staff),
        demand: all(|row| row.demand),
        gap: all(|row| row.gap),
        gap_between: left_between,
        left: all(|row| row.left),
        left_between,
        need: all(|row| row.need),
    })
}
