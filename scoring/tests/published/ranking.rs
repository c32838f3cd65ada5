//! Pairwise comparisons and rankings.

use crate::Case;
use scoring::ordinal::{Ranking, borda, bradley_terry, pairwise_wins, plackett_luce, schulze};

#[test]
fn journals_have_stiglers_abilities() {
    let case = Case::read("ranking", "bt_stigler_citations");
    let abilities = bradley_terry(&case.full_table("/cited_by_matrix")).unwrap();
    case.check_all("/log_ability", &abilities.log);
    case.check_all("/se", &abilities.errors);
}

#[test]
fn seven_rankings_have_their_plackett_luce_strengths() {
    let case = Case::read("ranking", "plackett_luce_small");
    let orders: Vec<Vec<usize>> = serde_json::from_value(case.input("/rankings_best_first").clone()).unwrap();
    let rankings: Vec<Ranking> = orders.into_iter().map(|order| Ranking::new(1, order)).collect();
    case.check_all("/log_strength_centred", &plackett_luce(4, &rankings).unwrap());
}

#[test]
fn nashville_is_the_capital_of_tennessee() {
    let case = Case::read("ranking", "borda_condorcet_tennessee");
    let ballots: Vec<(u64, Vec<usize>)> = serde_json::from_value(case.input("/ballots").clone()).unwrap();
    let rankings: Vec<Ranking> =
        ballots.into_iter().map(|(count, order)| Ranking::new(count, order)).collect();
    let points: Vec<f64> = borda(4, &rankings).iter().map(|points| points.to_f64()).collect();
    case.check_all("/borda", &points);
    let wins = pairwise_wins(4, &rankings);
    let expected: Vec<Vec<f64>> = serde_json::from_value(case.expected("/pairwise_wins").clone()).unwrap();
    for (row, expected) in wins.iter().zip(expected) {
        assert!(row.iter().zip(expected).all(|(n, expected)| scoring::Exact::from(*n).to_f64() == expected));
    }
    let winner = schulze(4, &rankings).ranks.iter().position(|rank| *rank == 1);
    assert_eq!(case.expected("/condorcet_winner"), winner.unwrap());
}

#[test]
fn comparisons_that_do_not_hang_together_have_no_fit() {
    assert_eq!(bradley_terry(&[vec![0.0, 3.0], vec![0.0, 0.0]]), None);
    assert_eq!(plackett_luce(3, &[Ranking::new(1, [0, 1, 2])]), None);
}
