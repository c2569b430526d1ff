//! What a reader of JSON says, in words for people who know no Rust.

/// The longest message, in characters. A field can hold a whole page, and the
/// message quotes it.
const LONGEST: usize = 400;

/// serde's words for what it found, and ours.
const FOUND: [(&str, &str); 4] = [
    ("map", "an object"),
    ("sequence", "a list"),
    ("unit variant", "a name alone"),
    ("newtype variant", "an object"),
];

/// serde's words for what it expected, and ours.
const EXPECTED: [(&str, &str); 9] = [
    ("u8", "a whole number, 0 to 255"),
    ("u16", "a whole number, 0 to 65535"),
    ("a nonzero u16", "a whole number, 1 to 65535"),
    ("u64", "a whole number, 0 or more"),
    ("f64", "a number"),
    ("a sequence", "a list"),
    ("unit", "nothing, the name alone"),
    ("newtype variant", "an object of the name and its value"),
    ("string or map", "a name, or an object of a name and its value"),
];

/// The message of a JSON error, with the column but without a line number:
/// each row is its own document. `is_json` tells what is not JSON from what
/// is and does not fit, which the reader does not always do.
pub(crate) fn plain(error: &serde_json::Error, is_json: bool) -> String {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    if error.is_data() {
        return printable(&in_words(message));
    }
    let column = error.column();
    if error.is_eof() {
        return format!(
            "not JSON: the line ends too early, at column {column}: expected one whole JSON \
             object a line"
        );
    }
    match message {
        "trailing characters" => format!(
            "more text after the object, at column {column}: expected one JSON object a line"
        ),
        "recursion limit exceeded" => {
            format!("nested too deep, at column {column}: expected the fields of the record only")
        }
        // Said of numbers, lists and objects where an enum should stand.
        "expected value" if is_json => format!(
            "does not fit, at column {column}: expected a name, or an object of one name and its \
             value"
        ),
        _ if is_json => printable(&format!("{message} at column {column}")),
        _ => printable(&format!("not JSON: {message} at column {column}")),
    }
}

/// The message with serde's words for types replaced.
fn in_words(message: &str) -> String {
    let message = message.replacen("unknown variant `", "unknown value `", 1);
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message;
    };
    // What stands before is the name of a field.
    let Some((before, kind)) = found.find("invalid ").map(|at| found.split_at(at)) else {
        return message;
    };
    let word = |table: &[(&str, &'static str)], theirs: &str| {
        table.iter().find(|(word, _)| *word == theirs).map(|(_, ours)| *ours)
    };
    let is_struct = expected.starts_with("struct ");
    let ours = if is_struct { Some("an object") } else { word(&EXPECTED, expected) };
    let expected = ours.unwrap_or(expected);
    let kind = match kind.strip_prefix("invalid type: ") {
        Some(theirs) => match word(&FOUND, theirs) {
            Some(ours) => format!("found {ours}"),
            None => format!("found {}", theirs.replacen("floating point", "number", 1)),
        },
        None => kind.to_owned(),
    };
    format!("{before}{kind}, expected {expected}")
}

/// The text on one line, without what would steer a terminal, and its middle
/// left out where it is long.
pub(crate) fn printable(text: &str) -> String {
    let count = text.chars().count();
    let left_out = LONGEST / 2..count.saturating_sub(LONGEST / 2);
    let mut shown = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == left_out.start && !left_out.is_empty() {
            shown.push_str(" … ");
        }
        if left_out.contains(&at) {
            continue;
        }
        shown.push(if steers(character) { char::REPLACEMENT_CHARACTER } else { character });
    }
    shown
}

/// Whether a character moves the cursor or turns the direction of text.
fn steers(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_for_people() {
        for (theirs, ours) in [
            (
                "invalid type: map, expected struct RawWeeklyHours",
                "found an object, expected an object",
            ),
            (
                "invalid value: integer `-1`, expected u16",
                "invalid value: integer `-1`, expected a whole number, 0 to 65535",
            ),
            (
                "level: invalid type: sequence, expected u64",
                "level: found a list, expected a whole number, 0 or more",
            ),
            (
                "unknown field `x`, expected `from` or `to`",
                "unknown field `x`, expected `from` or `to`",
            ),
            ("missing field `id`", "missing field `id`"),
        ] {
            assert_eq!(in_words(theirs), ours);
        }
    }

    #[test]
    fn long_and_steering_text_is_tamed() {
        assert_eq!(printable("a\u{1b}[2J\nb\u{202e}"), "a\u{fffd}[2J\u{fffd}b\u{fffd}");
        let long = "x".repeat(1_000_000);
        assert!(printable(&format!("{long}: expected less")).ends_with("x: expected less"));
        assert!(printable(&long).chars().count() < LONGEST + 10);
        let just = "y".repeat(LONGEST);
        assert_eq!(printable(&just), just);
    }
}
