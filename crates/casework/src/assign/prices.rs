//! Prices as tables.

use std::io::{self, Write};

use etablera_matching::assignment::{Limits, Prices};

use super::names::Names;
use super::table::io_error;

/// Writes prices: `need,price`, by need's id. Where there are limits, or the
/// most people are placed first, a third column `limit` names the limit that
/// a price is of; the row with neither is what every pair gets before
/// anything else.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_prices(
    needs: &Names,
    limits: Option<&Limits>,
    prices: &Prices,
    output: impl Write,
) -> io::Result<()> {
    let limits = limits.map_or(&[][..], |limits| limits.all());
    let is_plain = limits.is_empty() && prices.bonus == 0;
    let width = if is_plain { 2 } else { 3 };
    let mut table = csv::Writer::from_writer(output);
    let mut write = |row: [&str; 3]| table.write_record(&row[..width]).map_err(io_error);
    write(["need", "price", "limit"])?;
    for need in needs.sorted() {
        let need = need as usize;
        write([needs.name(need), &prices.needs[need].to_string(), ""])?;
    }
    for (limit, price) in limits.iter().zip(&prices.limits) {
        write(["", &price.to_string(), &limit.name])?;
    }
    if !is_plain {
        write(["", &prices.bonus.to_string(), ""])?;
    }
    table.flush()
}
