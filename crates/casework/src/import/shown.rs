//! Text from a file as it may stand in a message: on one line, short, and
//! without what would steer a terminal.

/// The longest quotation of a cell or a header, in characters.
const QUOTE: usize = 80;
/// The longest stretch of a message between quotations.
const BETWEEN: usize = 160;
/// The longest message in all.
const MESSAGE: usize = 400;

/// A cell or a header.
pub(super) fn text(text: &str) -> String {
    clipped(text, QUOTE)
}

/// A message that quotes cells and headers between backticks.
pub(super) fn message(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| clipped(part, if at % 2 == 1 { QUOTE } else { BETWEEN }));
    clipped(&parts.collect::<Vec<_>>().join("`"), MESSAGE)
}

/// At most this many characters, with the middle left out.
fn clipped(text: &str, longest: usize) -> String {
    let tame = |char| if steers(char) { char::REPLACEMENT_CHARACTER } else { char };
    let count = text.chars().count();
    if count <= longest {
        return text.chars().map(tame).collect();
    }
    let half = longest / 2;
    let head = text.chars().take(half - 1).map(tame);
    let tail = text.chars().skip(count - half).map(tame);
    head.chain(['…']).chain(tail).collect()
}

/// Whether a character moves the cursor or turns the direction of text.
fn steers(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_steering_text_is_tamed() {
        assert_eq!(text("a\u{1b}[2J\nb\u{202e}"), "a\u{fffd}[2J\u{fffd}b\u{fffd}");
        assert_eq!(text(&"x".repeat(80)), "x".repeat(80));
        assert_eq!(text(&"x".repeat(81)).chars().count(), 80);
        let long = message(&format!("`{}` is wrong: expected `B`", "y".repeat(1_000)));
        assert!(long.ends_with("yy` is wrong: expected `B`") && long.len() < 120, "{long}");
        assert!(message(&"`z".repeat(10_000)).chars().count() <= MESSAGE);
    }
}
