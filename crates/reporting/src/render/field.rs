//! Texts as values of lines that spreadsheets read.

/// Adds a text to a line so that it is one value and no formula: one that
/// begins like a formula, or with `'`, has a `'` put before it, which a reader
/// takes off again.
pub(crate) fn text(out: &mut String, text: &str) {
    // The wide forms are read as the narrow ones by some spreadsheets.
    let formula = |c: char| "=+-@'\t\r\n＝＋－＠".contains(c);
    let guard = text.trim_start_matches(' ').starts_with(formula);
    let quoted = text.contains([';', ',', '"', '\t', '\r', '\n']) || text.starts_with(' ');
    if quoted {
        out.push('"');
    }
    if guard {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}
