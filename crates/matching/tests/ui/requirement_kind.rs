//! A requirement cannot ask who somebody is.

use etablera_domain::What;

fn main() {
    let _ = What::Gender { is: "woman" };
    let _ = What::Age { at_most: 35 };
    let _ = What::Citizenship { country: "SE" };
}
