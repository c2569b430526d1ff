//! Breaks lines between words.

/// The text in lines of at most `width` characters; the first begins with
/// `first`, the others with as many spaces. A word that is longer stands
/// alone on its line.
pub(super) fn wrap(text: &str, first: &str, width: usize) -> String {
    let indent = " ".repeat(first.chars().count());
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split(' ') {
        let longer = line.chars().count() + usize::from(!is_empty) + word.chars().count();
        if !is_empty && longer > width {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_stay_indented() {
        assert_eq!(wrap("ett två tre", "- ", 8), "- ett\n  två\n  tre");
        assert_eq!(wrap("ett två tre", "- ", 9), "- ett två\n  tre");
        assert_eq!(wrap("självförsörjning", "", 4), "självförsörjning");
        assert_eq!(wrap("", "- ", 4), "- ");
    }
}
