//! Two sides added up: the Eurovision Song Contest.

use crate::Case;
use scoring::combine::{Normalise, Part, combine};

#[test]
fn neither_the_juries_nor_the_publics_favourite_won_in_2016() {
    let case = Case::read("combination", "eurovision_2016_2023");
    for year in ["2016", "2023"] {
        let points = case.input(&format!("/y{year}")).as_object().unwrap();
        let side = |at: usize| points.values().map(|sides| sides[at].as_f64().unwrap()).collect::<Vec<f64>>();
        let part = |key: &str, values| Part { key: key.into(), weight: 1.0, rule: Normalise::Points, values };
        let combined = combine(&[part("jury", side(0)), part("televote", side(1))]);
        let country = |at: usize| points.keys().nth(at).unwrap().as_str();
        for (at, total) in combined.totals.iter().enumerate() {
            case.check(&format!("/totals{year}/{}", country(at)), *total);
        }
        assert_eq!(case.expected(&format!("/jury_winner{year}")), country(combined.winners[0][0]));
        assert_eq!(case.expected(&format!("/televote_winner{year}")), country(combined.winners[1][0]));
        let winner = combined.ranks.iter().position(|rank| *rank == 1).unwrap();
        assert_eq!(case.expected(&format!("/overall{year}")), country(winner));
    }
}
