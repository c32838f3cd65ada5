//! Plackett and Luce: a ranking is drawn place by place, each time in proportion to strength
//! among those left.
//!
//! Fitted by the minorise-maximise steps of Hunter (2004), which raise the likelihood every
//! time: `strength_i = (times i was chosen, last place aside) / sum over choices i was open
//! to of 1 / (strength of all open)`.

use super::Ranking;
use crate::numeric::{count, mean};

/// Log strengths of all entries, centred; `None` if some entry is never ranked above the last
/// place or never below the first, so that its strength has no bound.
///
/// ```
/// use scoring::ordinal::{Ranking, plackett_luce};
/// let rankings = [Ranking::new(2, [0, 1]), Ranking::new(1, [1, 0])];
/// let log = plackett_luce(2, &rankings).unwrap();
/// assert!((log[0] - log[1] - 2.0_f64.ln()).abs() < 1e-9);
/// ```
#[must_use]
#[expect(clippy::indexing_slicing, reason = "entries in rankings are checked to be in range")]
pub fn plackett_luce(entries: usize, rankings: &[Ranking]) -> Option<Vec<f64>> {
    if rankings.iter().flat_map(|ranking| &ranking.order).any(|entry| *entry >= entries) {
        return None;
    }
    let weight = |ranking: &Ranking| crate::Exact::from(ranking.count).to_f64();
    let mut chosen = vec![0.0; entries];
    let mut passed = vec![0.0; entries];
    for ranking in rankings {
        for (place, entry) in ranking.order.iter().enumerate() {
            chosen[*entry] += if place + 1 < ranking.order.len() { weight(ranking) } else { 0.0 };
            passed[*entry] += if place > 0 { weight(ranking) } else { 0.0 };
        }
    }
    if chosen.iter().chain(&passed).any(|n| *n == 0.0) {
        return None;
    }
    let mut strength = vec![1.0; entries];
    for _ in 0..20_000 {
        let mut open_to = vec![0.0; entries];
        for ranking in rankings {
            let mut left: f64 = ranking.order.iter().map(|entry| strength[*entry]).sum();
            let mut shares = 0.0;
            for (place, entry) in ranking.order.iter().enumerate() {
                shares += if place + 1 < ranking.order.len() { weight(ranking) / left } else { 0.0 };
                open_to[*entry] += shares;
                left -= strength[*entry];
            }
        }
        let mut moved = 0.0_f64;
        for ((strength, chosen), open_to) in strength.iter_mut().zip(&chosen).zip(&open_to) {
            let next = chosen / open_to;
            moved = moved.max((next / *strength - 1.0).abs());
            *strength = next;
        }
        let all: f64 = strength.iter().sum();
        strength.iter_mut().for_each(|s| *s *= count(entries) / all);
        if moved < 1e-13 {
            break;
        }
    }
    let log: Vec<f64> = strength.iter().map(|s| libm::log(*s)).collect();
    let centre = mean(&log);
    Some(log.iter().map(|x| x - centre).collect())
}
