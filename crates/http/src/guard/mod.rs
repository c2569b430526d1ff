//! What stands before every answer: whom it is for, headers that browsers go by,
//! how long it may take, and how much each caller may ask.

mod headers;
mod host;
mod patience;
mod rates;

pub(crate) use headers::headers;
pub(crate) use host::host;
pub(crate) use patience::patience;
pub(crate) use rates::Rates;
