//! Answers of a real office, on a file and on a real server, fit their
//! schemas, and no field stands in one that its schema does not name.

mod people;
mod reports;
mod work;
