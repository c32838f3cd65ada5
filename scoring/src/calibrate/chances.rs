//! From draws to what a jury chair asks: how sure is this rank, who could win.

#![expect(clippy::indexing_slicing, reason = "ranks and fields are numbered within their own vectors")]

use super::draws::Draws;
use crate::numeric::{count, quantile_index};

/// Entries whose draws are gathered in one pass.
const BLOCK: usize = 16;

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
        // In the order of the draws, so that neighbours are read together.
        let mut field = field.clone();
        field.sort_unstable();
        let ranks = ranks(draws, &field);
        for (from, block) in (0..).step_by(BLOCK).zip(field.chunks(BLOCK)) {
            let mut columns = vec![Column::default(); block.len()];
            for (draw, ranks) in draws.each().zip(ranks.chunks_exact(field.len())) {
                for ((column, &entry), rank) in columns.iter_mut().zip(block).zip(&ranks[from..]) {
                    column.ranks.push(*rank);
                    column.scores.push(draw[entry]);
                }
            }
            for (column, &entry) in columns.into_iter().zip(block) {
                chances[entry] = Some(column.chance(top));
            }
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

/// All that the draws say of one entry.
#[derive(Debug, Clone, Default)]
struct Column {
    ranks: Vec<u32>,
    scores: Vec<f64>,
}

impl Column {
    fn chance(mut self, top: usize) -> Chance {
        let draws = self.ranks.len();
        let (low, high) = (quantile_index(draws, 0.05, false), quantile_index(draws, 0.95, true));
        let top = u32::try_from(top).unwrap_or(u32::MAX);
        let within = |limit: u32| self.ranks.iter().filter(|rank| **rank <= limit).count();
        let share = |limit: u32| count(within(limit)) / count(draws);
        let (p_win, p_top) = (share(1), share(top));
        let expected_rank = self.ranks.iter().map(|rank| f64::from(*rank)).sum::<f64>() / count(draws);
        let mut rank =
            |at: usize| usize::try_from(*self.ranks.select_nth_unstable(at).1).unwrap_or(usize::MAX);
        let mut score = |at: usize| *self.scores.select_nth_unstable_by(at, f64::total_cmp).1;
        Chance {
            rank_lo: rank(low),
            rank_hi: rank(high),
            expected_rank,
            p_win,
            p_top,
            score_lo: score(low),
            score_hi: score(high),
        }
    }
}
