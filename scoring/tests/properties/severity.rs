//! A judge who scores everything a point lower changes no comparison.

use crate::{Cell, cells, entries, jury, scheme, score, sheets};
use proptest::prelude::*;
use scoring::design::links_of;
use scoring::{Method, rank};

fn shifted(cells: &[Cell], judge: usize, by: i32) -> Vec<Cell> {
    let move_own = |scores: [Option<i32>; 2]| scores.map(|score| score.map(|score| score + by));
    cells.iter().map(|&(e, j, scores)| (e, j, if j == judge { move_own(scores) } else { scores })).collect()
}

/// Scores of all entries by a method, by number.
fn scores(method: Method, count: usize, cells: &[Cell]) -> Vec<Option<f64>> {
    let name = |entry: usize| format!("e{entry:04}");
    let outcome =
        rank(&scheme(method), &entries(count, name, 1), &sheets(cells, name, |j| format!("j{j:03}")))
            .unwrap();
    (0..count).map(|entry| score(&outcome, &name(entry))).collect()
}

proptest! {
    #[test]
    fn least_squares_contrasts_stay_as_they_were(cells in cells(), judge in 0_usize..4, by in 1..8) {
        // A gap would be filled from means that the shift moves; whole sheets only.
        let cells: Vec<Cell> =
            cells.into_iter().filter(|(_, _, scores)| scores.iter().all(Option::is_some)).collect();
        let links = links_of(6, 4, cells.iter().map(|(e, j, _)| (*e, *j)));
        let before = scores(Method::LeastSquares, 6, &cells);
        let after = scores(Method::LeastSquares, 6, &shifted(&cells, judge, by));
        for one in 0..6 {
            for other in (0..one).filter(|other| links.linked(one, *other)) {
                let contrast = |scores: &[Option<f64>]| scores[one].unwrap() - scores[other].unwrap();
                // Scores are stated at nine decimals.
                prop_assert!((contrast(&before) - contrast(&after)).abs() < 4e-9);
            }
        }
    }
}

/// The most that the shift of one judge by two points moves any contrast to the mean.
fn largest_move(method: Method, count: usize) -> f64 {
    let cells = jury(count, 8, 3, 17);
    let before = scores(method, count, &cells);
    let after = scores(method, count, &shifted(&cells, 2, -2));
    let moves: Vec<f64> = before.iter().zip(&after).map(|(a, b)| b.unwrap() - a.unwrap()).collect();
    let all = scoring::numeric::mean(&moves);
    moves.iter().fold(0.0, |most, own| most.max((own - all).abs()))
}

#[test]
fn calibrated_contrasts_stay_the_better_the_more_sheets_there_are() {
    for method in [Method::Severity, Method::Calibrated] {
        let moves = [40, 200, 1_000, 4_000].map(|count| largest_move(method, count));
        assert!(moves.is_sorted_by(|more, less| more > less), "{method:?}: {moves:?}");
        // One percent of the shift with 1,500 sheets per judge.
        assert!(moves[3] < 0.02, "{method:?}: {moves:?}");
    }
}
