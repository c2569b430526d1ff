//! A document for a terminal.

use super::language::NOTHING;
use crate::document::{Block, Cell, Chart, Document, Kind, Language, Plot, Table};

/// What stands between columns.
const GAP: &str = "  ";
/// The least that a column of text is made narrow to, in characters.
const LEAST: usize = 8;
/// The longest bar, in characters.
const BAR: usize = 24;

/// A document in lines of at most `width` characters, and at least 20. Tables
/// that are too wide even with their texts broken into lines are written value
/// by value. Charts are their description and numbers, and bars.
///
/// Nothing in a text is obeyed by a terminal. Characters are taken to be one
/// column wide.
#[must_use]
pub fn text(document: &Document, width: usize) -> String {
    let mut page = Page { out: String::new(), width: width.max(20), language: document.language };
    page.heading(&document.title, '=');
    let names = document.facts.iter().map(|(name, _)| name.chars().count());
    let longest = names.max().unwrap_or_default().min(page.width / 3);
    for (name, value) in &document.facts {
        page.pair(name, value, longest);
    }
    for section in &document.sections {
        page.line("");
        page.heading(&section.heading, '-');
        for block in &section.blocks {
            page.line("");
            page.block(block);
        }
    }
    page.out
}

/// A page in the making.
struct Page {
    out: String,
    width: usize,
    language: Language,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end_matches(' '));
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str, (first, rest): (&str, &str)) {
        let width = self.width - rest.chars().count();
        for (at, line) in wrap(&plain(text), width).iter().enumerate() {
            self.line(&format!("{}{line}", if at == 0 { first } else { rest }));
        }
    }

    fn heading(&mut self, text: &str, under: char) {
        let lines = wrap(&plain(text), self.width);
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
        for line in &lines {
            self.line(line);
        }
        self.line(&under.to_string().repeat(longest));
    }

    fn pair(&mut self, name: &str, value: &str, longest: usize) {
        let name = plain(name);
        let first = format!("{}{GAP}", pad(&name, longest, false));
        let rest = " ".repeat(longest + GAP.len());
        if first.chars().count() > rest.chars().count() {
            self.paragraph(&name, ("", ""));
            self.paragraph(value, (&rest, &rest));
        } else {
            self.paragraph(value, (&first, &rest));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.paragraph(text, ("", "")),
            Block::List(items) => {
                for item in items {
                    self.paragraph(item, ("- ", "  "));
                }
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.paragraph(&chart.title, ("", ""));
        self.paragraph(&chart.description, ("", ""));
        if let Plot::Bars { bars, .. } = &chart.plot {
            let reach = |value: f64| if value.is_finite() { value.abs() } else { 0.0 };
            let most = bars.iter().map(|bar| reach(bar.value)).fold(0.0, f64::max);
            let names = bars.iter().map(|bar| bar.name.chars().count()).max().unwrap_or_default();
            let names = names.min(self.width / 3);
            for bar in bars {
                let share = if most > 0.0 { reach(bar.value) / most } else { 0.0 };
                // At most `BAR`.
                let length = (share * BAR as f64).round() as usize;
                let drawn = "█".repeat(length);
                self.pair(&bar.name, &format!("{drawn} {}", bar.label), names);
            }
        }
        self.line("");
        self.table(&chart.data);
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(&table.caption, ("", ""));
        if table.rows.is_empty() {
            self.line(self.language.words().no_rows);
            return;
        }
        let cells: Vec<Vec<String>> = table.rows.iter().map(|row| self.row(row)).collect();
        let heads: Vec<String> = table.columns.iter().map(|one| plain(&one.heading)).collect();
        let rights: Vec<bool> = table.columns.iter().map(|one| is_right(one.kind)).collect();
        match widths(&heads, &cells, &rights, self.width) {
            None => self.stacked(&heads, &cells),
            Some(widths) => {
                self.wrapped(&heads, &widths, &rights);
                let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                self.line(&rule.join(GAP));
                for row in &cells {
                    self.wrapped(row, &widths, &rights);
                }
            }
        }
    }

    fn row(&self, row: &[Cell]) -> Vec<String> {
        row.iter().map(|cell| plain(&self.language.cell(cell))).collect()
    }

    /// A row whose values may take several lines.
    fn wrapped(&mut self, row: &[String], widths: &[usize], rights: &[bool]) {
        let columns: Vec<Vec<String>> =
            row.iter().zip(widths).map(|(value, width)| wrap(value, *width)).collect();
        let tallest = columns.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..tallest {
            let parts = columns.iter().zip(widths).zip(rights).map(|((lines, width), right)| {
                pad(lines.get(at).map_or("", String::as_str), *width, *right)
            });
            let line = parts.collect::<Vec<_>>().join(GAP);
            self.line(&line);
        }
    }

    /// Rows value by value, each under its heading.
    fn stacked(&mut self, heads: &[String], rows: &[Vec<String>]) {
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.line("");
            }
            for (head, value) in heads.iter().zip(row) {
                let head = if head.is_empty() { NOTHING } else { head };
                self.paragraph(&format!("{head}: {value}"), ("", "  "));
            }
        }
    }
}

fn is_right(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Share)
}

/// The widths of columns that fit, the widest text made narrow first; nothing
/// where none fit.
fn widths(
    heads: &[String],
    rows: &[Vec<String>],
    rights: &[bool],
    width: usize,
) -> Option<Vec<usize>> {
    let natural = |at: usize| {
        let values = rows.iter().map(|row| row[at].chars().count());
        values.chain([heads[at].chars().count()]).max().unwrap_or_default().max(1)
    };
    let longest_word =
        |text: &String| text.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    let least = |at: usize, natural: usize| {
        if rights[at] {
            // A number is never broken; its heading may be, between words.
            let values = rows.iter().map(|row| row[at].chars().count());
            values.chain([longest_word(&heads[at])]).max().unwrap_or_default().max(1)
        } else {
            natural.min(LEAST)
        }
    };
    let mut widths: Vec<usize> = (0..heads.len()).map(natural).collect();
    let least: Vec<usize> =
        widths.iter().enumerate().map(|(at, natural)| least(at, *natural)).collect();
    let gaps = GAP.len() * heads.len().saturating_sub(1);
    let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
    while over > 0 {
        let free = (0..widths.len()).filter(|at| widths[*at] > least[*at]);
        // Of two as wide, the last.
        let widest = free.max_by_key(|at| widths[*at])?;
        widths[widest] -= 1;
        over -= 1;
    }
    Some(widths)
}

/// A text on one line that no terminal obeys.
fn plain(text: &str) -> String {
    // The marks of direction can make a line read as another.
    let direction = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if c.is_control() || direction(c) { ' ' } else { c }).collect()
}

/// Lines of at most `width` characters, broken between words where possible.
/// An empty text is one empty line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let long = word.chars().count();
        if length > 0 && length + 1 + long <= width {
            last(&mut lines).push(' ');
            last(&mut lines).push_str(word);
            length += 1 + long;
            continue;
        }
        if length > 0 {
            lines.push(String::new());
            length = 0;
        }
        for c in word.chars() {
            if length == width {
                lines.push(String::new());
                length = 0;
            }
            last(&mut lines).push(c);
            length += 1;
        }
    }
    lines
}

fn last(lines: &mut Vec<String>) -> &mut String {
    if lines.is_empty() {
        lines.push(String::new());
    }
    let at = lines.len() - 1;
    &mut lines[at]
}

fn pad(text: &str, width: usize, right: bool) -> String {
    let space = " ".repeat(width.saturating_sub(text.chars().count()));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_anywhere() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("ett två tre", 7), ["ett två", "tre"]);
        assert_eq!(wrap("abcdefgh i", 3), ["abc", "def", "gh", "i"]);
    }
}
