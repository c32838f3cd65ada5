//! Incomplete designs: least squares, effective resistance, connectivity.

use crate::Case;
use scoring::calibrate::Ballots;
use scoring::design::{LeastSquares, links_of};
use scoring::{Criterion, Entry, Exact, Panel, Scale, Scheme, Scoresheet};

#[test]
fn montgomerys_catalysts_are_put_in_order() {
    let case = Case::read("design", "bibd_montgomery_catalyst");
    let sheets: Vec<Scoresheet> = case
        .full_table("/cells_entry_judge_score")
        .iter()
        .map(|cell| {
            Scoresheet::new(cell[1].to_string(), cell[0].to_string(), vec![Exact::from_rounded(cell[2], 0)])
        })
        .collect();
    let entries: Vec<Entry> = (0..4).map(|entry| Entry::new(entry.to_string(), "all")).collect();
    let scheme = Scheme::weighted_mean(vec![Criterion::new("time", 1)], Scale::new(0, 100));
    let fit = LeastSquares::fit(&Ballots::of(&Panel::new(&scheme, &entries, &sheets).unwrap())).unwrap();
    case.check_all("/adjusted_means", &fit.adjusted);
    let contrast = fit.resistance(0, 3).unwrap();
    case.check("/contrast_variance_over_sigma2", contrast);
    let raw = scoring::rank(&scheme, &entries, &sheets).unwrap();
    let order: Vec<f64> = raw.standings.iter().map(|s| s.entry.parse().unwrap()).collect();
    case.check_all("/raw_order_best_first", &order);
}

#[test]
fn two_components_are_found_and_bridged_by_one_ballot() {
    let case = Case::read("design", "connectivity_two_components");
    let edges: Vec<(usize, usize)> =
        serde_json::from_value(case.input("/edges_entry_judge").clone()).unwrap();
    let links = links_of(4, 4, edges.iter().copied());
    assert_eq!(case.expected("/components"), links.components);
    assert_eq!(case.expected("/rank_of_two_way_design"), 4 + 4 - links.components);
    let pairs: Vec<(usize, usize)> =
        serde_json::from_value(case.expected("/estimable_pairs").clone()).unwrap();
    assert!(pairs.iter().all(|(one, other)| links.linked(*one, *other)));
    let (one, other): (usize, usize) =
        serde_json::from_value(case.expected("/not_estimable_example").clone()).unwrap();
    assert!(!links.linked(one, other));
    let bridge: (usize, usize) =
        serde_json::from_value(case.expected("/one_bridge_fixes_it").clone()).unwrap();
    assert_eq!(links_of(4, 4, edges.into_iter().chain([bridge])).components, 1);
}
