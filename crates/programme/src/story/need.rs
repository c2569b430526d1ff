//! The forecast of need, on staff that nobody employs.

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::{Forecast, StaffOf};
use crate::forecast::{People, Retirement, Scenario, Staff, forecast};
use crate::rules::Rules;
use crate::template::Names;

pub(super) fn facts(of: &Forecast) -> Result<Table, StoryError> {
    let wrong = fact("forecast");
    let rules = Rules::parse(&of.rules).map_err(fact("forecast"))?;
    let retirement =
        Retirement::new(rules, of.first, of.shares.clone()).map_err(fact("forecast"))?;
    let staff: Vec<Staff> = of.staff.iter().map(staff).collect();
    let scenario = "as_today".parse().map_err(fact("forecast"))?;
    let all = forecast(&staff, &Scenario::unchanged(scenario), &retirement, (of.base, of.years))
        .map_err(fact("forecast"))?;
    let mut rows = Vec::new();
    for outlook in &all.occupations {
        let name = of.staff.iter().find(|one| one.occupation == outlook.occupation);
        let name = name.map(|one| Names { sv: one.name_sv.clone(), en: one.name_en.clone() });
        // The medium term, and the whole.
        let halfway = usize::from(of.years / 2).saturating_sub(1);
        let last = outlook.years.len().saturating_sub(1);
        for at in [halfway, last] {
            let year = outlook.years.get(at).ok_or("no year").map_err(&wrong)?;
            rows.push(vec![
                name.clone().map_or(Cell::None, Cell::Names),
                Cell::text(year.year),
                people(year.demand),
                people(year.staff),
                people(year.need),
                Cell::Text(format!("{}–{}", year.gap_between.low, year.gap_between.high)),
            ]);
        }
    }
    let args = vec![("base", Cell::text(of.base))];
    let columns = &["occupation", "year", "posts", "staff", "to-find", "gap"];
    Ok(Table::new("forecast", columns).with(rows).note("note-forecast", args))
}

fn staff(of: &StaffOf) -> Staff {
    Staff {
        occupation: of.occupation,
        born: of.born.iter().copied().collect(),
        vacancies: of.vacancies,
        other_exits: of.other_exits,
        inflow: of.inflow,
    }
}

fn people(of: People) -> Cell {
    Cell::Number(of.rounded())
}
