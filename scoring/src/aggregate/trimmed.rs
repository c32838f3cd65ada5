//! Trimmed mean: drop one highest and one lowest sheet, average the rest.
//!
//! Exact. The rule of the ISU Judging System: nine judges, the highest and the lowest score
//! are left out, the mean of seven remains. Which of several equal sheets is dropped makes
//! no difference. With fewer than three sheets nothing is dropped. Like the median it
//! protects against one saboteur and costs precision otherwise.
//!
//! ```
//! use scoring::{Criterion, Entry, Exact, Method, Scale, Scheme, Scoresheet, rank};
//! let mut scheme = Scheme::weighted_mean(vec![Criterion::new("goe", 1)], Scale::new(-5, 5));
//! scheme.method = Method::Trimmed;
//! let sheets: Vec<Scoresheet> = [3, 2, 3, 4, 3, 2, 5, 3, 4].iter().enumerate()
//!     .map(|(judge, score)| Scoresheet::new(judge.to_string(), "e", vec![Some(Exact::from(*score))]))
//!     .collect();
//! let outcome = rank(&scheme, &[Entry::new("e", "c")], &sheets)?;
//! assert_eq!(outcome.of("e").unwrap().score.unwrap().to_decimal(2), "3.14"); // 22 / 7
//! # Ok::<(), scoring::Refusal>(())
//! ```

use super::{Scored, in_points, mean_of};
use crate::{Exact, Panel, Sheet};

pub(super) fn score(panel: &Panel<'_>) -> Vec<Scored> {
    panel
        .entries
        .iter()
        .map(|entry| {
            let sheets = panel.sheets_of(entry);
            let counted = counted(sheets);
            let kept: Vec<Exact> = sheets
                .iter()
                .zip(&counted)
                .filter_map(|(sheet, counted)| counted.then_some(sheet.total))
                .collect();
            let steps = counted.into_iter().map(|counted| (None, counted)).collect();
            in_points(panel, mean_of(&kept), steps)
        })
        .collect()
}

/// Which sheets stay: all but the first lowest and the last highest.
fn counted(sheets: &[Sheet<'_>]) -> Vec<bool> {
    if sheets.len() < 3 {
        return vec![true; sheets.len()];
    }
    let numbered = || sheets.iter().enumerate();
    let lowest = numbered().min_by_key(|(_, sheet)| sheet.total).map(|(at, _)| at);
    let highest = numbered().max_by_key(|(_, sheet)| sheet.total).map(|(at, _)| at);
    (0..sheets.len()).map(|at| Some(at) != lowest && Some(at) != highest).collect()
}
