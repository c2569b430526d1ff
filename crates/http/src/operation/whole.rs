//! Whole numbers, however they are written.

use serde_json::{Number, Value};

/// The first whole number that a fraction cannot tell from the next.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The same value with every number that is whole written so: to JSON Schema
/// `3.0` is an integer, and to what decodes commands it is a fraction.
pub(super) fn whole(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(of_number(number)),
        Value::Array(all) => all.into_iter().map(whole).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, whole(value))).collect()
        }
        other => other,
    }
}

fn of_number(number: Number) -> Number {
    let exact = |fraction: &f64| fraction.fract() == 0.0 && fraction.abs() < EXACT;
    match number.as_f64().filter(|_| number.is_f64()).filter(exact) {
        #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
        Some(fraction) => (fraction as i64).into(),
        None => number,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_whole_is_written_so_and_nothing_else_changes() {
        let given = json!({ "a": [3.0, -0.0, 2.5, 7], "b": { "c": 1e300, "d": "3.0" } });
        let expected = json!({ "a": [3, 0, 2.5, 7], "b": { "c": 1e300, "d": "3.0" } });
        assert_eq!(whole(given), expected);
        assert_eq!(whole(json!(u64::MAX)), json!(u64::MAX));
        assert_eq!(whole(json!(EXACT)), json!(EXACT));
    }
}
