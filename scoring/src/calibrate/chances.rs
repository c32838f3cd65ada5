//! From draws to what a jury chair asks: how sure is this rank, who could win.

#![expect(clippy::indexing_slicing, reason = "ranks and fields are numbered within their own vectors")]

use super::draws::Draws;
use crate::numeric::{count, quantile_index};

/// Entries that compete for the same places: numbers within the draws.
pub type Field = Vec<usize>;

/// What the draws say about one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Best rank of the 90 % interval (5 % quantile, outward).
    pub rank_lo: usize,
    /// Worst rank of the 90 % interval (95 % quantile, outward).
    pub rank_hi: usize,
    /// Mean rank over the draws.
    pub expected_rank: f64,
    /// Probability of being the best.
    pub p_win: f64,
    /// Probability of being among the best `top`.
    pub p_top: f64,
    /// Lower end of the 90 % interval of the fair score, in points.
    pub score_lo: f64,
    /// Upper end of it.
    pub score_hi: f64,
}

/// Chances of all entries of the fields; `None` for entries in no field.
#[must_use]
pub fn chances(draws: &Draws, fields: &[Field], top: usize) -> Vec<Option<Chance>> {
    let mut chances = vec![None; draws.entries];
    if draws.is_empty() {
        return chances;
    }
    for field in fields {
        let ranks = ranks(draws, field);
        let mut own = vec![0; draws.len()];
        let mut scores = vec![0.0; draws.len()];
        for (place, &entry) in field.iter().enumerate() {
            for (at, draw) in draws.each().enumerate() {
                own[at] = ranks[at * field.len() + place];
                scores[at] = draw[entry];
            }
            chances[entry] = Some(chance(&mut own, &mut scores, top));
        }
    }
    chances
}

/// Ranks from 1 of a field's entries, draw after draw.
fn ranks(draws: &Draws, field: &[usize]) -> Vec<u32> {
    let mut ranks = vec![0; draws.len() * field.len()];
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(field.len());
    for (draw, ranks) in draws.each().zip(ranks.chunks_exact_mut(field.len().max(1))) {
        order.clear();
        order.extend(field.iter().enumerate().map(|(place, &entry)| (draw[entry], place)));
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (rank, &(_, place)) in (1..).zip(&order) {
            ranks[place] = rank;
        }
    }
    ranks
}

fn chance(ranks: &mut [u32], scores: &mut [f64], top: usize) -> Chance {
    ranks.sort_unstable();
    scores.sort_unstable_by(f64::total_cmp);
    let draws = ranks.len();
    let (low, high) = (quantile_index(draws, 0.05, false), quantile_index(draws, 0.95, true));
    let rank = |at: usize| usize::try_from(ranks[at]).unwrap_or(usize::MAX);
    let top = u32::try_from(top).unwrap_or(u32::MAX);
    let share = |limit: u32| count(ranks.partition_point(|rank| *rank <= limit)) / count(draws);
    Chance {
        rank_lo: rank(low),
        rank_hi: rank(high),
        expected_rank: ranks.iter().map(|rank| f64::from(*rank)).sum::<f64>() / count(draws),
        p_win: share(1),
        p_top: share(top),
        score_lo: scores[low],
        score_hi: scores[high],
    }
}
