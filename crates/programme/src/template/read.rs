//! Reading tables so that every mistake is found, not only the first.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Problem, TemplateError};
use super::shape::{Fields, Form, Shape};
use crate::text::line;

/// What was found wrong so far, with places in the text.
#[derive(Default)]
pub(crate) struct Faults(RefCell<Vec<(usize, Problem)>>);

impl Faults {
    pub(crate) fn add(&self, at: usize, problem: Problem) {
        self.0.borrow_mut().push((at, problem));
    }

    /// How many there are so far.
    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// By line, then by what is wrong.
    pub(super) fn into_errors(self, text: &str) -> Vec<TemplateError> {
        let faults = self.0.into_inner().into_iter();
        let mut errors: Vec<_> =
            faults.map(|(at, problem)| TemplateError { line: line(text, at), problem }).collect();
        errors.sort();
        errors.dedup();
        errors
    }
}

/// Reads a file whose root a decoder takes apart, or says everything that is
/// wrong with it.
pub(crate) fn read<T>(
    text: &str,
    decode: impl FnOnce(&Table<'_>, &Faults) -> Option<T>,
) -> Result<T, Vec<TemplateError>> {
    let faults = Faults::default();
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        faults.add(at, Problem::Syntax(error.message().to_owned()));
    }
    // What follows from broken syntax would only bury it.
    let decoded = if errors.is_empty() {
        decode(&Table::new(root.get_ref(), 0..0, &faults), &faults)
    } else {
        None
    };
    let errors = faults.into_errors(text);
    match decoded {
        Some(decoded) if errors.is_empty() => Ok(decoded),
        _ => Err(errors),
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) at: usize,
    pub(crate) value: T,
}

/// A table whose fields are taken one after another; what nobody takes is
/// unknown.
pub(crate) struct Table<'t> {
    fields: &'t DeTable<'t>,
    pub(crate) at: usize,
    taken: RefCell<BTreeSet<&'static str>>,
    faults: &'t Faults,
    /// What is asked for, where the reader is asked what it reads.
    asked: Option<Rc<Fields>>,
}

impl<'t> Table<'t> {
    pub(super) fn new(fields: &'t DeTable<'t>, span: Range<usize>, faults: &'t Faults) -> Self {
        Self { fields, at: span.start, taken: RefCell::default(), faults, asked: None }
    }

    /// An empty table that keeps what it is asked for. Every table inside is
    /// there once, as empty.
    pub(super) fn asking(fields: &'t DeTable<'t>, faults: &'t Faults, asked: Rc<Fields>) -> Self {
        let mut table = Self::new(fields, 0..0, faults);
        table.asked = Some(asked);
        table
    }

    fn take(
        &self,
        field: &'static str,
        shape: impl FnOnce() -> Shape,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        self.keep(field, shape);
        self.taken.borrow_mut().insert(field);
        self.fields.get(field)
    }

    fn keep(&self, field: &'static str, shape: impl FnOnce() -> Shape) {
        if let Some(asked) = &self.asked {
            asked.add(field, shape());
        }
    }

    /// A table or list of tables, for the reader that is asked what it reads.
    fn ask(&self, field: &'static str, list: bool) -> Option<Table<'t>> {
        let (asked, inside) = (self.asked.as_ref()?, Rc::new(Fields::default()));
        let table = Shape::Table(Rc::clone(&inside));
        asked.add(field, if list { Shape::list(table) } else { table });
        Some(Self::asking(self.fields, self.faults, inside))
    }

    pub(super) fn fault(&self, at: usize, problem: Problem) {
        self.faults.add(at, problem);
    }

    fn wrong(&self, field: &str, value: &Spanned<DeValue<'_>>, expected: impl Display) {
        let found = match value.get_ref() {
            DeValue::String(text) => format!("`{text}`"),
            DeValue::Integer(number) => format!("`{number}`"),
            other => format!("of type {}", other.type_str()),
        };
        let (field, expected) = (field.to_owned(), expected.to_string());
        self.faults.add(value.span().start, Problem::Value { field, found, expected });
    }

    /// A field that may be absent, through a reader that may refuse it.
    fn read<T>(
        &self,
        (field, shape): (&'static str, Shape),
        reader: impl Fn(&'t DeValue<'t>) -> Option<T>,
    ) -> Option<At<T>> {
        let expected = shape.expected();
        let value = self.take(field, || shape)?;
        let read = reader(value.get_ref());
        if read.is_none() {
            self.wrong(field, value, expected);
        }
        read.map(|read| At { at: value.span().start, value: read })
    }

    /// Says that a field is missing, unless it is there and was refused.
    pub(crate) fn must<T>(&self, field: &'static str, value: Option<T>) -> Option<T> {
        if let Some(asked) = &self.asked {
            asked.require(field);
        }
        if value.is_none() && !self.has(field) {
            self.faults.add(self.at, Problem::Missing(field));
        }
        value
    }

    /// Says that neither a field is there nor the flag that takes its place, or
    /// both.
    pub(super) fn either(&self, field: &'static str, (flag, set): (&'static str, bool)) {
        if let Some(asked) = &self.asked {
            asked.either(field, flag);
        }
        match self.fields.get(field) {
            None if !set => self.faults.add(self.at, Problem::Missing(field)),
            Some(value) if set => {
                self.faults.add(value.span().start, Problem::Both(field, flag));
            }
            _ => {}
        }
    }

    /// Says that a list is missing or has nothing in it.
    pub(super) fn some(&self, field: &'static str) {
        if let Some(asked) = &self.asked {
            asked.require(field);
            asked.fill(field);
        }
        match self.fields.get(field) {
            None => self.faults.add(self.at, Problem::Missing(field)),
            Some(list) if list.get_ref().as_array().is_some_and(|list| list.is_empty()) => {
                self.faults.add(list.span().start, Problem::Empty(field));
            }
            Some(_) => {}
        }
    }

    /// Whether a field is there, and right or wrong.
    pub(super) fn has(&self, field: &str) -> bool {
        self.fields.get(field).is_some()
    }

    pub(crate) fn text(&self, field: &'static str) -> Option<At<String>> {
        let whole = |value: &DeValue<'_>| {
            value.as_str().filter(|text| !text.trim().is_empty()).map(ToOwned::to_owned)
        };
        self.read((field, Shape::Text), whole)
    }

    pub(crate) fn flag(&self, field: &'static str) -> Option<bool> {
        self.read((field, Shape::Flag), DeValue::as_bool).map(|flag| flag.value)
    }

    /// A whole number within bounds.
    pub(crate) fn number(&self, field: &'static str, bounds: (u16, u16)) -> Option<At<u16>> {
        let (least, most) = bounds;
        self.read((field, Shape::Number(least, most)), |value| {
            let number = value.as_integer()?;
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            u16::try_from(number).ok().filter(|number| (least..=most).contains(number))
        })
    }

    /// A text that is parsed.
    pub(crate) fn parsed<T: Form>(&self, field: &'static str) -> Option<At<T>> {
        let value = self.take(field, || Shape::Parsed(T::PATTERN, T::BARE))?;
        self.parse(field, value)
    }

    fn parse<T: Form>(&self, field: &str, value: &Spanned<DeValue<'_>>) -> Option<At<T>> {
        // A whole number may stand bare where a fraction may.
        let text = match value.get_ref() {
            DeValue::Integer(number) if T::BARE && number.radix() == 10 => number.as_str(),
            other => match other.as_str() {
                Some(text) => text,
                None => {
                    self.wrong(field, value, "a text");
                    return None;
                }
            },
        };
        match text.parse::<T>() {
            Ok(parsed) => Some(At { at: value.span().start, value: parsed }),
            Err(error) => {
                let error = error.to_string();
                let expected = error.split_once("expected ").map_or(error.as_str(), |(_, it)| it);
                self.wrong(field, value, expected);
                None
            }
        }
    }

    /// One word out of some.
    pub(crate) fn word<T: Copy>(
        &self,
        field: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<At<T>> {
        let value = self.take(field, || Shape::words(words))?;
        self.one_of(field, value, words)
    }

    fn one_of<T: Copy>(
        &self,
        field: &str,
        value: &Spanned<DeValue<'_>>,
        words: &[(&str, T)],
    ) -> Option<At<T>> {
        let text = value.get_ref().as_str();
        let found = words.iter().find(|(word, _)| text == Some(*word));
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.wrong(field, value, format!("one of {}", known.join(", ")));
        }
        found.map(|(_, found)| At { at: value.span().start, value: *found })
    }

    fn items(
        &self,
        field: &'static str,
    ) -> impl Iterator<Item = &'t Spanned<DeValue<'t>>> + use<'t> {
        self.taken.borrow_mut().insert(field);
        let value = self.fields.get(field);
        let array = value.and_then(|value| value.get_ref().as_array());
        if let (Some(value), None) = (value, array) {
            self.wrong(field, value, "a list");
        }
        array.into_iter().flatten()
    }

    /// A list of texts that are parsed; none if it is absent.
    pub(crate) fn list<T: Form>(&self, field: &'static str) -> Vec<At<T>> {
        self.keep(field, || Shape::list(Shape::Parsed(T::PATTERN, T::BARE)));
        self.items(field).filter_map(|value| self.parse(field, value)).collect()
    }

    /// A list of words out of some; none if it is absent.
    pub(crate) fn words<T: Copy>(
        &self,
        field: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<At<T>> {
        self.keep(field, || Shape::list(Shape::words(words)));
        self.items(field).filter_map(|value| self.one_of(field, value, words)).collect()
    }

    /// A table inside.
    pub(crate) fn table(&self, field: &'static str) -> Option<Table<'t>> {
        if let Some(asking) = self.ask(field, false) {
            return Some(asking);
        }
        self.taken.borrow_mut().insert(field);
        self.inside(field, self.fields.get(field)?)
    }

    /// A list of tables; none if it is absent.
    pub(crate) fn tables(&self, field: &'static str) -> Vec<Table<'t>> {
        if let Some(asking) = self.ask(field, true) {
            return vec![asking];
        }
        self.items(field).filter_map(|value| self.inside(field, value)).collect()
    }

    fn inside(&self, field: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Table<'t>> {
        let Some(fields) = value.get_ref().as_table() else {
            self.wrong(field, value, "a table");
            return None;
        };
        Some(Table::new(fields, value.span(), self.faults))
    }
}

impl Drop for Table<'_> {
    /// Whatever nobody took is unknown.
    fn drop(&mut self) {
        let taken = self.taken.borrow();
        let known = || taken.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        for name in self.fields.keys().filter(|name| !taken.contains(name.get_ref().as_ref())) {
            let field = name.get_ref().to_string();
            self.faults.add(name.span().start, Problem::Unknown { field, known: known() });
        }
    }
}
