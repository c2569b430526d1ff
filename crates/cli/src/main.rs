//! The binary `etablera`.
fn main() {}
