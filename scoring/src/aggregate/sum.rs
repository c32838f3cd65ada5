//! Sum of points: `score_i = sum_j sum_c w_c y_ijc`, as juries with slips of paper do.
//!
//! Exact. Only fair when every entry has the same number of sheets and no score is missing:
//! an entry with one judge more gains a whole sheet. The percentage is of the most that
//! the judges who handed in could have given.
//!
//! ```
//! use scoring::{Criterion, Entry, Exact, Method, Scale, Scheme, Scoresheet, rank};
//! let mut scheme = Scheme::weighted_mean(vec![Criterion::new("all", 2)], Scale::new(0, 10));
//! scheme.method = Method::Sum;
//! let sheet = |judge, score: i32| Scoresheet::new(judge, "e", vec![Some(score.into())]);
//! let outcome = rank(&scheme, &[Entry::new("e", "c")], &[sheet("a", 7), sheet("b", 8)])?;
//! assert_eq!(outcome.of("e").unwrap().score, Some(Exact::from(30)));
//! assert_eq!(outcome.of("e").unwrap().percent, Some(Exact::from(75)));
//! # Ok::<(), scoring::Refusal>(())
//! ```

use super::Scored;
use crate::panel::on_scale;
use crate::{Exact, Panel, Sheet};

pub(super) fn score(panel: &Panel<'_>) -> Vec<Scored> {
    let weights: Exact = panel.scheme.criteria.iter().map(|criterion| criterion.weight).sum();
    panel
        .entries
        .iter()
        .map(|entry| {
            let sums: Vec<Exact> = panel.sheets_of(entry).iter().map(|sheet| points(panel, sheet)).collect();
            let highest = weights * panel.scheme.scale.max * Exact::from_count(sums.len());
            let score = (!sums.is_empty()).then(|| sums.iter().copied().sum::<Exact>());
            Scored {
                score,
                percent: score.and_then(|score| (score * Exact::HUNDRED).checked_div(highest)),
                sheets: sums.into_iter().map(|sum| (Some(sum), true)).collect(),
            }
        })
        .collect()
}

fn points(panel: &Panel<'_>, sheet: &Sheet<'_>) -> Exact {
    let scale = panel.scheme.scale;
    panel
        .scheme
        .criteria
        .iter()
        .zip(sheet.scores)
        .filter_map(|(criterion, score)| Some(criterion.weight * on_scale((*score)?, criterion.scale, scale)))
        .sum()
}
