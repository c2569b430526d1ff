//! The training day: what follows from events against a plain telling of them,
//! proposals against trying everything, and the laws of a course.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod absence;
mod bookings;
mod content;
mod course;
mod faults;
mod hours;
mod world;
