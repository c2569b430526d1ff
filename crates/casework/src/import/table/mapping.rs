//! Which column holds what.

use super::field::{Field, Kind, is_protected, plain};
use super::sheet::Sheet;

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Reads pairs such as `id=Deltagarnr` or `languages.sv.listening=Svenska
    /// hör`: the field first, then the header of its column.
    ///
    /// # Errors
    ///
    /// When a pair has no `=`, its field does not exist, or its column is one
    /// that matching must never see.
    ///
    /// ```
    /// use etablera_casework::import::table::Mapping;
    ///
    /// assert!(Mapping::from_pairs(["id=Deltagarnr", "competence=Kan"]).is_ok());
    /// assert!(Mapping::from_pairs(["id=Personnummer"]).is_err());
    /// ```
    pub fn from_pairs<'p>(pairs: impl IntoIterator<Item = &'p str>) -> Result<Self, String> {
        let mut mapping = Self::default();
        for pair in pairs {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(format!("`{pair}`: expected FIELD=COLUMN, such as `id=Deltagarnr`"));
            };
            if is_protected(column) {
                return Err(format!(
                    "column `{column}` is never read: what it holds has no place in matching"
                ));
            }
            mapping.0.push((field.trim().parse()?, column.trim().to_owned()));
        }
        Ok(mapping)
    }

    /// Whether nothing is mapped, so that headers decide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Finds the columns in a sheet; an empty mapping is guessed from the
    /// headers.
    pub(super) fn resolve(&self, sheet: &Sheet, kind: Kind) -> Result<Columns, String> {
        let mut columns = Columns { guessed: self.is_empty(), ..Columns::default() };
        for (at, header) in sheet.header.iter().enumerate().filter(|_| self.is_empty()) {
            let guess = Field::guess(header, kind).filter(|_| !is_protected(header));
            let free = |field: &Field| !columns.read.iter().any(|column| column.field == *field);
            columns.read.extend(guess.filter(free).map(|field| Column { field, at }));
        }
        for (field, name) in &self.0 {
            if !kind.has(*field) {
                return Err(format!("field `{field}` does not belong in this kind of table"));
            }
            let found = sheet.header.iter().position(|header| plain(header) == plain(name));
            let Some(at) = found else {
                let headers = sheet.header.join("`, `");
                return Err(format!("there is no column `{name}`: expected one of `{headers}`"));
            };
            columns.read.push(Column { field: *field, at });
        }
        let unread = |at: &usize| !columns.read.iter().any(|column| column.at == *at);
        columns.unread = (0..sheet.header.len()).filter(unread).collect();
        Ok(columns)
    }
}

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) at: usize,
}

/// The columns of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) read: Vec<Column>,
    pub(super) unread: Vec<usize>,
    pub(super) guessed: bool,
}
