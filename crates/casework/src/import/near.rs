//! The nearest of some words to one that is none of them, for messages.

/// The nearest word, if it is near: at most a third of its letters differ.
pub(super) fn nearest<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let away = |word: &str| {
        let word: Vec<char> = word.to_lowercase().chars().collect();
        (distance(&letters, &word), word.len())
    };
    let all = words.into_iter().map(|word| (away(word), word));
    let near = all.filter(|((away, length), _)| *away <= (length / 3).max(1));
    near.min_by_key(|(key, _)| *key).map(|(_, word)| word)
}

/// How many letters to put in, take out or change (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
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
