//! Which column holds what.

use super::field::{Field, Kind, is_protected, plain};
use super::sheet::Sheet;

/// What stands for the field of a column that is not to be read.
const NONE: &str = "none";

/// Which column holds what, as far as its header does not say.
///
/// What is mapped goes before what a header seems to say, field by field and
/// column by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Option<Field>, String)>);

impl Mapping {
    /// Reads pairs such as `id=Deltagarnr` or `languages.sv.listening=Svenska
    /// hör`: the field first, then the header of its column. `none=Kan` says
    /// that a column is not to be read.
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
    /// assert!(Mapping::from_pairs(["none=Kan"]).is_ok());
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
            let field = match field.trim() {
                NONE => None,
                field => Some(field.parse()?),
            };
            mapping.0.push((field, column.trim().to_owned()));
        }
        Ok(mapping)
    }

    /// Whether nothing is mapped, so that headers decide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Finds the columns in a sheet: those that are mapped, then, for fields
    /// that are not, what the other headers seem to say.
    pub(super) fn resolve(&self, sheet: &Sheet, kind: Kind) -> Result<Columns, String> {
        let mut columns = Columns::default();
        let mut taken = Vec::new();
        for (field, name) in &self.0 {
            if let Some(field) = field.filter(|field| !kind.has(*field)) {
                return Err(format!("field `{field}` does not belong in this kind of table"));
            }
            let found = sheet.header.iter().position(|header| plain(header) == plain(name));
            let Some(at) = found else {
                let headers = sheet.header.join("`, `");
                return Err(format!("there is no column `{name}`: expected one of `{headers}`"));
            };
            taken.push(at);
            columns.read.extend(field.map(|field| Column { field, at }));
        }
        for (at, header) in sheet.header.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            let guess = Field::guess(header, kind).filter(|_| !is_protected(header));
            let free = |field: &Field| !columns.read.iter().any(|column| column.field == *field);
            if let Some(field) = guess.filter(free) {
                columns.guessed = true;
                columns.read.push(Column { field, at });
            }
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
