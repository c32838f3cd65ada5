//! More scores never make a comparison less firm.

use crate::{Cell, entries, scheme, sheets};
use proptest::prelude::*;
use scoring::Panel;
use scoring::calibrate::Ballots;
use scoring::design::LeastSquares;

/// `Var(q_i - q_k) / se2` of every pair of five entries; infinite where nothing links them.
fn bounds(cells: &[Cell]) -> Vec<f64> {
    let name = |entry: usize| format!("e{entry}");
    let rules = scheme(scoring::Method::LeastSquares);
    let (all, given) = (entries(5, name, 1), sheets(cells, name, |j| format!("j{j}")));
    let panel = Panel::new(&rules, &all, &given).unwrap();
    let ballots = Ballots::of(&panel);
    let fit = LeastSquares::fit(&ballots).unwrap();
    let place = |entry: usize| ballots.entry.iter().position(|own| *own == entry);
    let pairs = (0..5).flat_map(|one| (0..one).map(move |other| (one, other)));
    let bound = |(one, other)| fit.resistance(place(one)?, place(other)?);
    pairs.map(|pair| bound(pair).unwrap_or(f64::INFINITY)).collect()
}

proptest! {
    #[test]
    fn one_more_sheet_widens_no_bound(given in prop::collection::vec(any::<bool>(), 20), more in 0_usize..20) {
        let sheet = |at: usize| (at / 4, at % 4, [Some(5), Some(5)]);
        let cells: Vec<Cell> = (0..20).filter(|at| given[*at] && *at != more).map(sheet).collect();
        let before = bounds(&cells);
        let after = bounds(&[cells, vec![sheet(more)]].concat());
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(*after <= before + 1e-9, "{} became {}", before, after);
        }
    }
}
