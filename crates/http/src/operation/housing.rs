//! Homes: counted, sought, allocated.

use etablera_casework::office as case;

use super::{Operation, get, post};

/// Housing.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        get(
            ("housing.show", "/housing/{housing}"),
            "Shows the homes of a municipality, and who waits",
            case::show_housing,
        ),
        post(("housing.count", "/housing/{housing}/count"), "Counts homes", case::count_homes),
        post(
            ("housing.vacate", "/housing/{housing}/vacate"),
            "Records homes that became vacant",
            case::vacate_homes,
        ),
        post(
            ("housing.seek", "/housing/{housing}/seek"),
            "Records that somebody seeks a home",
            case::seek_home,
        ),
        post(
            ("housing.withdraw", "/housing/{housing}/withdraw"),
            "Ends a search for a home",
            case::end_home_search,
        ),
        post(
            ("housing.allocate", "/housing/{housing}/allocate"),
            "Allocates a home",
            case::allocate_home,
        ),
    ]
}
