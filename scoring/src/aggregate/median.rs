//! Median: the middle sheet total, or the mean of the two middle ones.
//!
//! Exact. One extreme judge moves nothing, but with four or five judges it costs two to
//! three points of top-5 recall, and on a scale where half of all scores are the highest
//! it ties nearly everyone.
//!
//! ```
//! use scoring::{Criterion, Entry, Exact, Method, Scale, Scheme, Scoresheet, rank};
//! let mut scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 10));
//! scheme.method = Method::Median;
//! let sheet = |judge, score: i32| Scoresheet::new(judge, "e", vec![Some(score.into())]);
//! let sheets = [sheet("a", 7), sheet("b", 1), sheet("c", 8), sheet("d", 10)];
//! let outcome = rank(&scheme, &[Entry::new("e", "c")], &sheets)?;
//! assert_eq!(outcome.of("e").unwrap().score, "7.5".parse().ok());
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
            let score = median(totals.clone());
            in_points(panel, score, vec![(None, true); totals.len()])
        })
        .collect()
}

/// The middle of the values, `None` of nothing.
fn median(mut values: Vec<Exact>) -> Option<Exact> {
    values.sort_unstable();
    let last = values.len().checked_sub(1)?;
    mean_of(values.get(last / 2..=values.len() / 2)?)
}
