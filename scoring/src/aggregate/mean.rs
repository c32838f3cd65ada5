//! Weighted mean: what most awards promise in their rules.
//!
//! `score_i = mean over judges j of ( sum_c w_c y_ijc / sum_c w_c )`, both sums over the
//! criteria the judge scored. Exact. Assumes that judges are equally strict, or that each
//! saw the same entries; otherwise luck of the draw adds `(severity variance) / k`.
//!
//! ```
//! use scoring::{Criterion, Entry, Exact, Scale, Scheme, Scoresheet, rank};
//! let scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 10));
//! let sheet = |judge, score: i32| Scoresheet::new(judge, "e", vec![Some(score.into())]);
//! let sheets = [sheet("a", 7), sheet("b", 8), sheet("c", 8)];
//! let outcome = rank(&scheme, &[Entry::new("e", "c")], &sheets)?;
//! assert_eq!(outcome.of("e").unwrap().score, Some(Exact::from(23) / Exact::from(3)));
//! # Ok::<(), scoring::Refusal>(())
//! ```

use super::{Scored, in_points, mean_of};
use crate::{Exact, Panel};

pub(super) fn score(panel: &Panel<'_>) -> Vec<Scored> {
    panel
        .entries
        .iter()
        .map(|entry| {
            let totals: Vec<Exact> = panel.sheets_of(entry).iter().map(|s| s.total).collect();
            in_points(panel, mean_of(&totals), vec![(None, true); totals.len()])
        })
        .collect()
}
