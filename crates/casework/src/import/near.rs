//! The nearest of some words to one that is none of them, for messages.

/// The nearest word, if it is near: at most a third of its letters differ.
pub(super) fn nearest<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let text = text.to_lowercase();
    let away = |word: &str| {
        let word = word.to_lowercase();
        (strsim::levenshtein(&text, &word), word.chars().count())
    };
    let all = words.into_iter().map(|word| (away(word), word));
    let near = all.filter(|((away, length), _)| *away <= (length / 3).max(1));
    near.min_by_key(|(key, _)| *key).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_has_a_hint_and_nonsense_has_none() {
        let words = ["Luleå", "Piteå", "Boden"];
        for (text, expected) in [
            ("Lulea", Some("Luleå")),
            ("luleå", Some("Luleå")),
            ("Bodn", Some("Boden")),
            ("xyzzy", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, words), expected, "{text}");
        }
    }
}
