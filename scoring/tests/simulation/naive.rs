//! What a spreadsheet would say: means that err independently by `pooled sd / sqrt k`.

use crate::figures::{TOP, number};
use scoring::Outcome;
use scoring::numeric::random::Random;
use scoring::numeric::{mean, variance};

/// The chance of every entry, by number, to be among the best of its category.
pub fn chances_of_a_place(raw: &Outcome, draws: usize, seed: u64) -> Vec<f64> {
    let mut random = Random::new(seed);
    let totals: Vec<Vec<f64>> = raw
        .standings
        .iter()
        .map(|standing| standing.steps.iter().map(|step| step.total.to_f64()).collect())
        .collect();
    let freedom: usize = totals.iter().map(|own| own.len() - 1).sum();
    let squares: f64 = totals.iter().map(|own| variance(own) * (own.len() - 1) as f64).sum();
    let pooled = squares / freedom.max(1) as f64;
    let mut chances = vec![0.0; raw.standings.len()];
    let mut from = 0;
    for category in raw.standings.chunk_by(|a, b| a.category == b.category) {
        let own = &totals[from..from + category.len()];
        from += category.len();
        for _ in 0..draws {
            let mut drawn: Vec<(f64, usize)> = own
                .iter()
                .zip(category)
                .map(|(totals, standing)| {
                    let error = (pooled / totals.len() as f64).sqrt();
                    (mean(totals) + error * random.normal(), number(standing))
                })
                .collect();
            drawn.sort_by(|a, b| b.0.total_cmp(&a.0));
            drawn.iter().take(TOP).for_each(|(_, entry)| chances[*entry] += 1.0 / draws as f64);
        }
    }
    chances
}
