//! Whether a plan is the best there is, as its prices say.

use std::path::Path;

use etablera_domain::jsonl::RowError;
use etablera_matching::assignment::{
    MAX_SCORE, NotOptimal, Objective, Plan, PlanError, Prices, verify,
};

use super::fault::first_fault;
use super::problem::Problem;
use super::table::{quoted, read, whole};
use crate::load::InputError;

/// What a check finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// No plan is better.
    Optimal {
        /// What "better" means.
        objective: Objective,
        /// How many participants have a seat.
        placed: usize,
        /// The sum of their scores, in points.
        total: u64,
    },
    /// The plan and the prices do not prove it: what is wrong.
    Wrong(String),
}

/// Reads a plan and its prices and checks that they prove each other.
///
/// # Errors
///
/// When a file cannot be read, or is no such table. That a table says
/// something wrong is not an error but what is found.
pub fn check(problem: &Problem, plan: &Path, prices: &Path) -> Result<Checked, InputError> {
    let mut wrong = Wrong::default();
    let plan = read_plan(problem, plan, &mut wrong)?;
    let prices = read_prices(problem, prices, &mut wrong)?;
    if let Some(first) = wrong.first {
        return Ok(Checked::Wrong(first));
    }
    let objective = if prices.bonus == 0 { Objective::HighestTotal } else { Objective::MostPlaced };
    Ok(match verify(&problem.round(), &plan, &prices, objective) {
        Ok(()) => {
            let (placed, total) = (plan.placed(), plan.total(&problem.instance));
            Checked::Optimal { objective, placed, total }
        }
        Err(error) => Checked::Wrong(why(problem, (&plan, &prices), &error)),
    })
}

/// The first thing that is wrong, with its place.
#[derive(Default)]
struct Wrong {
    first: Option<String>,
}

impl Wrong {
    fn add(&mut self, file: &Path, line: usize, message: &str) {
        self.first.get_or_insert_with(|| format!("{}:{line}: {message}", file.display()));
    }
}

/// Reads who goes where; what cannot be is found wrong and left out.
fn read_plan(problem: &Problem, file: &Path, wrong: &mut Wrong) -> Result<Plan, InputError> {
    let Problem { participants, needs, instance, .. } = problem;
    let mut need_of = vec![None; participants.len()];
    read(file, ["participant", "need", "score"], |line, [participant, need, score]| {
        let pair = format!("{} and {}", quoted(participant), quoted(need));
        let stated = whole("score", score, MAX_SCORE)?;
        let found = (participants.number_of(participant), needs.number_of(need));
        let score = match found {
            (Some(participant), Some(need)) => instance.score(participant as usize, need),
            _ => None,
        };
        let (Some(participant), Some(score)) = (found.0, score) else {
            wrong.add(file, line, &format!("{pair} are no pair among the edges"));
            return Ok(());
        };
        if stated != score {
            wrong.add(file, line, &format!("{pair} score {score}, and {stated} is stated"));
        }
        let place = &mut need_of[participant as usize];
        if let Some(other) = *place {
            let other = needs.name(other as usize);
            wrong.add(file, line, &format!("{pair} are a pair, and so is `{other}` above"));
        }
        *place = found.1;
        Ok(())
    })?;
    Ok(Plan::new(need_of))
}

/// Reads prices; what no price can be of is found wrong and left out.
fn read_prices(problem: &Problem, file: &Path, wrong: &mut Wrong) -> Result<Prices, InputError> {
    let limits = problem.limits().map_or(&[][..], |limits| limits.all());
    let mut bonus = None;
    let mut of_needs = vec![None; problem.needs.len()];
    let mut of_limits = vec![None; limits.len()];
    read(file, ["need", "price", "limit?"], |line, [need, cell, limit]| {
        let price = points(cell)?;
        let place = match (need, limit) {
            ([], []) => Some(&mut bonus),
            (id, []) => problem.needs.number_of(id).map(|need| &mut of_needs[need as usize]),
            ([], name) => {
                let at = limits.iter().position(|limit| limit.name.as_bytes() == name);
                at.map(|at| &mut of_limits[at])
            }
            _ => None,
        };
        let of = format!(
            "{}{}",
            quoted(need),
            if limit.is_empty() { String::new() } else { format!(" {}", quoted(limit)) }
        );
        match place {
            None => wrong.add(file, line, &format!("{of} is no need or limit")),
            Some(place) if place.is_some() => {
                wrong.add(file, line, &format!("{of} has a price above"));
            }
            Some(place) => *place = Some(price),
        }
        Ok(())
    })?;
    if let Some(need) = of_needs.iter().position(Option::is_none) {
        let id = problem.needs.name(need);
        wrong.add(file, 0, &format!("need `{id}` has no price: expected one row a need"));
    }
    if let Some(limit) = of_limits.iter().position(Option::is_none) {
        let name = &limits[limit].name;
        wrong.add(file, 0, &format!("limit `{name}` has no price: expected one row a limit"));
    }
    Ok(Prices {
        bonus: bonus.unwrap_or(0),
        needs: of_needs.into_iter().map(Option::unwrap_or_default).collect(),
        limits: of_limits.into_iter().map(Option::unwrap_or_default).collect(),
    })
}

fn points(cell: &[u8]) -> Result<i64, RowError> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let number = std::str::from_utf8(cell).ok().and_then(|cell| cell.parse().ok());
    number.filter(|_| digits.iter().all(u8::is_ascii_digit)).ok_or_else(|| {
        let message = format!("{} is not a whole number of points", quoted(cell));
        RowError { field: "price".to_owned(), message }
    })
}

/// What is wrong, with ids.
fn why(problem: &Problem, (plan, prices): (&Plan, &Prices), error: &NotOptimal) -> String {
    let need = |need: usize| problem.needs.name(need);
    match error {
        NotOptimal::Plan(PlanError::Overfull { need: at, found, seats }) => {
            format!("need `{}` gets {found} people: expected at most {seats}", need(*at))
        }
        NotOptimal::Negative(price) => {
            let place = |prices: &[i64]| prices.iter().position(|of| of == price);
            let limits = problem.limits().map_or(&[][..], |limits| limits.all());
            let of = match place(&prices.needs) {
                Some(at) => format!("need `{}`", need(at)),
                None => {
                    let limit = place(&prices.limits).map(|at| limits[at].name.as_str());
                    format!("limit `{}`", limit.unwrap_or_default())
                }
            };
            format!("{of} has a price of {price}: expected 0 or more")
        }
        NotOptimal::Gap { .. } => {
            let fault = first_fault(problem, plan, prices);
            fault.map_or_else(|| error.to_string(), |fault| format!("{fault}; {error}"))
        }
        _ => error.to_string(),
    }
}
