//! Mean rank: the mean of an entry's places in the judges' own rankings. Lower is better.
//!
//! Each judge's sheets in the category are ranked by total, best first, ties sharing the
//! middle rank `r`. A judge who saw `n_j` of the `n` entries says rather less: the rank is
//! stretched to the whole field, `1/2 + n (r - 1/2) / n_j`, which is `r` itself for a judge
//! who saw all. Exact. Assumes that every judge saw the same mix of quality; with five
//! sheets per judge it loses 18 points of top-5 recall against the plain mean.
//!
//! ```
//! use scoring::{Criterion, Entry, Exact, Method, Scale, Scheme, Scoresheet, rank};
//! let mut scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 10));
//! scheme.method = Method::MeanRank;
//! let sheet = |judge, entry, score: i32| Scoresheet::new(judge, entry, vec![Some(score.into())]);
//! let sheets = [
//!     sheet("a", "x", 9), sheet("a", "y", 7), sheet("a", "z", 7), // ranks 1, 2.5, 2.5
//!     sheet("b", "x", 5), sheet("b", "y", 6), sheet("b", "z", 4), // ranks 2, 1, 3
//! ];
//! let entries = ["x", "y", "z"].map(|key| Entry::new(key, "c"));
//! let outcome = rank(&scheme, &entries, &sheets)?;
//! assert_eq!(outcome.of("x").unwrap().score, "1.5".parse().ok());
//! assert_eq!(outcome.of("y").unwrap().rank, Some(2)); // (2.5 + 1) / 2 = 1.75
//! # Ok::<(), scoring::Refusal>(())
//! ```

use super::{Scored, mean_of};
use crate::{Exact, Panel};
use std::collections::BTreeMap;

pub(super) fn score(panel: &Panel<'_>) -> Vec<Scored> {
    let mut fields = vec![0; panel.categories.len()];
    let mut ballots: BTreeMap<(usize, usize), Vec<(Exact, usize)>> = BTreeMap::new();
    for entry in panel.entries.iter().filter(|entry| !entry.sheets.is_empty()) {
        if let Some(field) = fields.get_mut(entry.category) {
            *field += 1;
        }
        for (at, sheet) in entry.sheets.clone().zip(panel.sheets_of(entry)) {
            ballots.entry((sheet.judge, entry.category)).or_default().push((sheet.total, at));
        }
    }
    let mut ranks = vec![Exact::ZERO; panel.sheets.len()];
    for ((_, category), ballot) in &mut ballots {
        let field = fields.get(*category).copied().unwrap_or_default();
        for (at, rank) in stretched_ranks(ballot, field) {
            if let Some(slot) = ranks.get_mut(at) {
                *slot = rank;
            }
        }
    }
    panel
        .entries
        .iter()
        .map(|entry| {
            let own = ranks.get(entry.sheets.clone()).unwrap_or_default();
            Scored {
                score: mean_of(own),
                percent: None,
                sheets: own.iter().map(|rank| (Some(*rank), true)).collect(),
            }
        })
        .collect()
}

/// Middle ranks of one judge's totals, stretched to a field of `field` entries.
fn stretched_ranks(ballot: &mut [(Exact, usize)], field: usize) -> Vec<(usize, Exact)> {
    ballot.sort_unstable_by(|a, b| b.cmp(a));
    let stretch = Exact::from_count(field) / Exact::from_count(ballot.len());
    let half = Exact::ONE / Exact::from(2);
    let mut ranks = Vec::with_capacity(ballot.len());
    let mut before = 0;
    for tied in ballot.chunk_by(|a, b| a.0 == b.0) {
        let middle = Exact::from_count(2 * before + tied.len()) * half;
        ranks.extend(tied.iter().map(|(_, at)| (*at, half + stretch * middle)));
        before += tied.len();
    }
    ranks
}
