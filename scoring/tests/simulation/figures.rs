//! What one simulated panel shows about a method.

use crate::naive;
use crate::world::Panel;
use scoring::reliability::kendall_tau_b;
use scoring::{Draw, Method, Outcome, Scheme, Standing, rank_with_chances};

/// How many best entries are looked for.
pub const TOP: usize = 5;
/// Where the buckets of predicted chances begin.
pub const BUCKETS: [f64; 5] = [0.0, 0.05, 0.2, 0.5, 0.75];

/// Predictions that fell into one bucket.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bucket {
    /// How many.
    pub count: f64,
    /// Sum of the chances given.
    pub predicted: f64,
    /// How many came true.
    pub observed: f64,
}

impl Bucket {
    /// Both together.
    pub fn with(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            predicted: self.predicted + other.predicted,
            observed: self.observed + other.observed,
        }
    }
}

/// The figures of one panel.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Share of the truly best five found by plain means, and by the calibrated score.
    pub raw_recall: f64,
    pub full_recall: f64,
    /// Share of entries whose true rank lies in the 90 % interval.
    pub coverage: f64,
    /// Kendall's tau-b of calibrated score and truth.
    pub tau: f64,
    /// Brier score of the chances of a place, and of those from `mean +/- sd / sqrt k`.
    pub brier: f64,
    pub naive_brier: f64,
    /// Chances of a place, by bucket.
    pub buckets: [Bucket; 5],
}

/// Ranks a panel by plain means and calibrated, and compares with the truth.
pub fn figures(panel: &Panel, seed: u64, draws: usize) -> Figures {
    let judge = |method: Method, count: usize| {
        let scheme = Scheme { method, places: TOP, ..panel.scheme.clone() };
        rank_with_chances(&scheme, &panel.entries, &panel.sheets, Draw { count, seed }).unwrap()
    };
    let (raw, full) = (judge(Method::WeightedMean, 0), judge(Method::Calibrated, draws));
    let truth = |standing: &Standing| panel.truth[number(standing)];
    let (scores, qualities): (Vec<f64>, Vec<f64>) =
        full.standings.iter().map(|s| (s.score.unwrap().to_f64(), truth(s))).unzip();
    let mut figures = Figures {
        raw_recall: recall(&raw, &panel.truth),
        full_recall: recall(&full, &panel.truth),
        coverage: 0.0,
        tau: kendall_tau_b(&scores, &qualities).unwrap(),
        brier: 0.0,
        naive_brier: 0.0,
        buckets: [Bucket::default(); 5],
    };
    let share = 1.0 / full.standings.len() as f64;
    let naive = naive::chances_of_a_place(&raw, draws, seed);
    for category in full.standings.chunk_by(|a, b| a.category == b.category) {
        for standing in category {
            let better = category.iter().filter(|other| truth(other) > truth(standing)).count();
            let chance = standing.chance.unwrap();
            let held = (chance.rank_lo..=chance.rank_hi).contains(&(better + 1));
            let hit = f64::from(u8::from(better < TOP));
            figures.coverage += share * f64::from(u8::from(held));
            figures.brier += share * (chance.p_top - hit).powi(2);
            figures.naive_brier += share * (naive[number(standing)] - hit).powi(2);
            let bucket = BUCKETS.iter().rposition(|from| chance.p_top >= *from).unwrap();
            let own = Bucket { count: 1.0, predicted: chance.p_top, observed: hit };
            figures.buckets[bucket] = figures.buckets[bucket].with(own);
        }
    }
    figures
}

/// The number of an entry, which is its key.
pub fn number(standing: &Standing) -> usize {
    standing.entry.parse().unwrap()
}

/// Share of the truly best entries among those with the best scores, all categories together.
fn recall(outcome: &Outcome, truth: &[f64]) -> f64 {
    let scored = outcome.standings.iter().filter_map(|s| Some((s.score?.to_f64(), number(s))));
    let mut found: Vec<(f64, usize)> = scored.collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut best: Vec<usize> = (0..truth.len()).collect();
    best.sort_by(|a, b| truth[*b].total_cmp(&truth[*a]));
    found[..TOP].iter().filter(|(_, entry)| best[..TOP].contains(entry)).count() as f64 / TOP as f64
}
