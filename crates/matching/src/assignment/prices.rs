//! What seats are worth: the proof beside an optimal plan.

/// The price of a seat in each need, and of each limit, in points: no less
/// than what one more would add to the best total, and no more than what one
/// less would take from it, bonus included. `Alternatives::seat_gain` tells
/// the first exactly.
///
/// A plan and prices prove each other optimal where everyone goes where they
/// gain most after paying, nobody who could gain stays away, and only what is
/// full costs anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// Added to the score of every pair before anything else: 0 where the
    /// total is to be highest, and more than any total can differ by where
    /// most people are to be placed first.
    pub bonus: i64,
    /// A seat's price, by need; 0 or more.
    pub needs: Vec<i64>,
    /// A limit's price, in the order of the limits; 0 or more.
    pub limits: Vec<i64>,
}
