//! Reads official releases into a [`Builder`](crate::Builder).
