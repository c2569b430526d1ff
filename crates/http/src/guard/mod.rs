//! What stands before every answer: headers that browsers go by, and how much
//! each caller may ask.

mod headers;
mod rates;

pub(crate) use headers::headers;
pub(crate) use rates::Rates;
