//! What each measure is called and is.

use etablera_matching::experiment::Measure;

/// The heading of a column or plot, without the unit.
#[must_use]
pub fn heading(measure: Measure) -> &'static str {
    match measure {
        Measure::Placed | Measure::PlacedShare => "Placed",
        Measure::Total => "Total",
        Measure::Minimum => "Lowest",
        Measure::Regret | Measure::RegretShare => "Regret",
        Measure::SeatsLeft => "Seats left",
        Measure::Waited => "Wait",
        Measure::RateGap => "Gap, placed",
        Measure::ScoreGap => "Gap, score",
        Measure::CongestionLargest => "Crowd, worst",
        Measure::CongestionMean => "Crowd, mean",
        Measure::BlockingPairs => "Blocking",
        Measure::Milliseconds => "Time",
    }
}

/// What it is, in a sentence.
#[must_use]
pub fn about(measure: Measure) -> &'static str {
    match measure {
        Measure::Placed => "People who got a seat; more is better.",
        Measure::PlacedShare => "People who got a seat, of those who came; more is better.",
        Measure::Total => "The sum of the scores of the pairs; more is better.",
        Measure::Minimum => "The lowest score of a pair; more is better.",
        Measure::Regret => {
            "What the total lacks to that of somebody who knew all that would come; less is better."
        }
        Measure::RegretShare => {
            "What the total lacks to hindsight's, in percent of hindsight's; less is better."
        }
        Measure::SeatsLeft => "Seats that nobody got; less is better.",
        Measure::Waited => {
            "Periods from coming to getting a seat, mean over those placed; less is better."
        }
        Measure::RateGap => {
            "The share placed of the best group less that of the worst; less is better."
        }
        Measure::ScoreGap => {
            "The mean score of the placed of the best group less that of the worst; less is better."
        }
        Measure::CongestionLargest => {
            "People whose best pair is the same need, for each seat it has left, at the worst need \
             and round; less is better."
        }
        Measure::CongestionMean => {
            "People whose best pair is the same need, for each seat it has left, mean over needs \
             and rounds; less is better."
        }
        Measure::BlockingPairs => {
            "Pairs who were there together and would both rather have each other than what they \
             have; less is better."
        }
        Measure::Milliseconds => {
            "Wall time of solving, all rounds together; less is better. It differs from run to run."
        }
    }
}
