//! Documents as Markdown.

use std::fmt::Write as _;

use crate::document::{Block, Document, Language, Section, Table};

/// The document as Markdown, with a line break at its end. Charts are their
/// tables. What Markdown would obey is escaped; only a piece between a pair of
/// backticks, with nothing in it but what a path, a command or a name is
/// written with, stays code.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n", plain(&document.title));
    if !document.facts.is_empty() {
        text.push('\n');
    }
    for (name, value) in &document.facts {
        let _ = writeln!(text, "- **{}**: {}", plain(name), plain(value));
    }
    document
        .sections
        .iter()
        .for_each(|section| write_section(&mut text, section, document.language));
    text
}

fn write_section(text: &mut String, section: &Section, language: Language) {
    let _ = writeln!(text, "\n## {}", plain(&section.heading));
    for block in &section.blocks {
        text.push('\n');
        match block {
            Block::Text(words) => {
                let _ = writeln!(text, "{}", plain(words));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(text, "- {}", plain(item));
                }
            }
            Block::Table(table) => write_table(text, table, language),
            Block::Chart(chart) => {
                let _ = writeln!(text, "{}\n", plain(&chart.description));
                write_table(text, &chart.data, language);
            }
        }
    }
}

fn write_table(text: &mut String, table: &Table, language: Language) {
    let headings: Vec<String> = table.columns.iter().map(|one| plain(&one.heading)).collect();
    let _ = writeln!(text, "| {} |", headings.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(headings.len()));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| plain(&language.cell(cell))).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

/// On one line, without control characters, and with nothing that Markdown
/// would obey but code that is nothing else.
fn plain(words: &str) -> String {
    // A no-break space is no end of a word.
    let line = words.split(|c: char| c.is_whitespace() && c != '\u{a0}' || c.is_control());
    let line = line.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut text = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('`') {
        escape(&mut text, before);
        rest = match after.split_once('`') {
            Some((code, after)) if is_code(code) => {
                let _ = write!(text, "`{code}`");
                after
            }
            Some((words, after)) => {
                escape(&mut text, &format!("`{words}`"));
                after
            }
            None => {
                escape(&mut text, "`");
                after
            }
        };
    }
    escape(&mut text, rest);
    text
}

/// Whether a piece between backticks is a path, a command or a name: it cannot
/// end its cell, and stands for itself.
fn is_code(piece: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_./:=".contains(c);
    !piece.is_empty() && piece.chars().all(is_plain)
}

/// Escapes what Markdown would obey. The backslash comes first, since it is
/// what escapes.
fn escape(text: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '<' => text.push_str("&lt;"),
            '\\' | '|' | '[' | ']' | '`' | '*' | '_' => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Column, Kind};

    #[test]
    fn a_cell_cannot_break_its_table() {
        let mut table = Table::new("t", [Column::new("a|b", Kind::Text)]);
        table.row([Cell::text("one\n| two <script>")]);
        table.row([Cell::Hidden]);
        table.row([Cell::Empty]);
        table.row([Cell::Share(0.125)]);
        let mut document = Document::new("D", Language::English);
        document.fact("n", "v");
        document.sections.push(Section::new("S").with("words").with(table));
        let expected = "# D\n\n- **n**: v\n\n## S\n\nwords\n\n| a\\|b |\n|---|\n\
                        | one \\| two &lt;script> |\n| hidden |\n| – |\n| 12.5% |\n";
        assert_eq!(markdown(&document), expected);
    }

    #[test]
    fn what_markdown_would_obey_is_escaped() {
        for (words, expected) in [
            // A backslash before a bar would take the escape for itself.
            (r"a\|b", r"a\\\|b"),
            ("[x](http://y)", r"\[x\](http://y)"),
            ("*a* _b_ ![c]", r"\*a\* \_b\_ !\[c\]"),
            ("`crates/a_b.rs` c_d", r"`crates/a_b.rs` c\_d"),
            ("`a|b` `c", r"\`a\|b\` \`c"),
            ("``", r"\`\`"),
            ("a\u{1b}[31mb\0c", r"a \[31mb c"),
            ("1\u{a0}234", "1\u{a0}234"),
        ] {
            assert_eq!(plain(words), expected, "{words:?}");
        }
    }
}
