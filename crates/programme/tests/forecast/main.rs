//! Forecasts against cases worked by hand, laws, enumeration and a public
//! series.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod hand;
mod interval;
mod laws;
mod series;

use std::collections::BTreeMap;

use etablera_programme::forecast::{Retirement, Scenario, Staff};
use etablera_programme::rules::Rules;

/// Everybody retires in the year they turn 67.
fn at_67() -> Retirement {
    let rules = Rules::parse(
        r#"
        [[rule]]
        name = "pension.target_age"
        description = "Made up for tests"
        unit = "year"
        value = [{ from = 1900-01-01, amount = 67, reference = "made up", verified = true }]
        "#,
    );
    Retirement::new(rules.unwrap(), 0, vec![10_000]).unwrap()
}

fn staff(code: &str, born: &[(u16, u32)]) -> Staff {
    Staff {
        occupation: format!("ssyk:{code}").parse().unwrap(),
        born: BTreeMap::from_iter(born.iter().copied()),
        vacancies: 0,
        other_exits: 0,
        inflow: 0,
    }
}

fn as_today() -> Scenario {
    Scenario::unchanged("as_today".parse().unwrap())
}
