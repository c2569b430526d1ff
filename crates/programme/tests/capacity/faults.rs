//! What is refused, and what it is called.

use etablera_programme::capacity::{
    Arrivals, Chances, ChancesError, Mark, Model, ModelError, Resource, Resources, SearchError,
    Wanted, search,
};
use etablera_programme::template::Length;

use super::{ONE, draws, goal, one_and_four};

fn refused(change: impl FnOnce(&mut etablera_programme::capacity::Programme)) -> String {
    let mut programme = one_and_four(Arrivals::Monthly(2), Chances::ALL_GO_ON);
    change(&mut programme);
    Model::new(programme, goal(Mark::Through, 1, 12)).unwrap_err().to_string()
}

#[test]
fn a_programme_that_cannot_be_simulated_is_refused() {
    assert!(Chances::new([5000, 5000, 1, 0]) == Chances::new([1, 5000, 5000, 0]));
    let error: ChancesError = Chances::new([u16::MAX; 4]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the chances of a stage are 262140 ten-thousandths together: expected 10000"
    );
    let cases = [
        (refused(|one| one.stages.clear()), "the programme has 0 stages: expected 1 to 32"),
        (
            refused(|one| one.stages[1].id = one.stages[0].id.clone()),
            "there are two stages `trial`: expected names that differ",
        ),
        (
            refused(|one| one.arrivals = Arrivals::Poisson { hundredths: 100_001 }),
            "100001 hundredths of a person come a month: expected at most 100000",
        ),
        (
            refused(|one| {
                one.stages[0].extension = None;
                one.stages[0].chances = Chances::new([9999, 1, 0, 0]).unwrap();
            }),
            "some are extended in stage `trial`: expected an extension, of at least one time",
        ),
        (
            refused(|one| one.stages[1].chances = Chances::new([0, 10_000, 0, 0]).unwrap()),
            "all are extended in stage `employment`: expected that some go on, go back or leave",
        ),
        (
            refused(|one| {
                one.stages[0].stay = etablera_programme::capacity::Stay::Fixed(Length::Weeks(0));
            }),
            "a length in stage `trial` is empty: expected at least one day",
        ),
    ];
    for (error, expected) in cases {
        assert_eq!(error, expected);
    }
    let programme = || one_and_four(Arrivals::Monthly(2), Chances::ALL_GO_ON);
    for months in [0, 121] {
        let error = Model::new(programme(), goal(Mark::Through, 1, months)).unwrap_err();
        assert_eq!(error, ModelError::Months(months));
    }
    let other = Mark::Begun("bridging".parse().unwrap());
    let error = Model::new(programme(), goal(other, 1, 12)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the goal names the stage `bridging`: expected a stage of the programme"
    );
}

#[test]
fn a_search_without_an_answer_says_why() {
    let programme = one_and_four(Arrivals::Monthly(2), Chances::ALL_GO_ON);
    let model = Model::new(programme, goal(Mark::Through, 17, 12)).unwrap();
    let draws = draws(&model, 4, 1);
    let most = Resources { trial_seats: 9, employment_seats: 9, supervisors: 9, training_days: 9 };
    let wanted = Wanted { least: Resources::default(), most, share: 5000 };
    let error = search(&model, &draws, wanted, ONE).unwrap_err();
    assert_eq!(
        error.to_string(),
        "with the most allowed 0 of 4 replications reach the goal, and 0 with no limit at all: \
         expected 2"
    );
    let crossed = Wanted { least: Resources { supervisors: 10, ..most }, ..wanted };
    let error = search(&model, &draws, crossed, ONE).unwrap_err();
    let resource = Resource::Supervisor;
    assert_eq!(error, SearchError::Bounds { resource, least: 10, most: 9 });
    for share in [0, 10_001] {
        let error = search(&model, &draws, Wanted { share, ..wanted }, ONE).unwrap_err();
        assert_eq!(error, SearchError::Share(share));
    }
}
