//! What must hold for every panel, whatever its figures: order and names are irrelevant, a
//! strict judge costs nobody a place, more scores never make comparisons less firm, and no
//! better assignment exists than the one found.

#![expect(clippy::unwrap_used, reason = "a panel that cannot be ranked is a failed test")]
#![expect(clippy::indexing_slicing, reason = "entries and judges are numbered without gaps")]

mod assignments;
mod designs;
mod names;
mod severity;
mod source;

use proptest::prelude::*;
use scoring::numeric::random::Random;
use scoring::{Criterion, Entry, Exact, Method, Outcome, Scale, Scheme, Scoresheet};

/// All methods.
const METHODS: [Method; 10] = [
    Method::WeightedMean,
    Method::Trimmed,
    Method::Median,
    Method::MeanRank,
    Method::Sum,
    Method::ZScore,
    Method::LeastSquares,
    Method::Severity,
    Method::Calibrated,
    Method::NormalScores,
];

/// A judge's scores for an entry.
type Cell = (usize, usize, [Option<i32>; 2]);

/// Two criteria on a scale that leaves room to shift a judge.
fn scheme(method: Method) -> Scheme {
    let criteria = vec![Criterion::new("impact", 3), Criterion::new("craft", 1)];
    Scheme { method, places: 2, ..Scheme::weighted_mean(criteria, Scale::new(0, 20)) }
}

fn entries(count: usize, name: impl Fn(usize) -> String, categories: usize) -> Vec<Entry> {
    (0..count).map(|entry| Entry::new(name(entry), format!("c{}", entry % categories))).collect()
}

fn sheets(
    cells: &[Cell],
    entry: impl Fn(usize) -> String,
    judge: impl Fn(usize) -> String,
) -> Vec<Scoresheet> {
    let scores = |scores: [Option<i32>; 2]| scores.map(|score| score.map(Exact::from)).to_vec();
    cells.iter().map(|(e, j, own)| Scoresheet::new(judge(*j), entry(*e), scores(*own))).collect()
}

/// Small panels with gaps: six entries, four judges, scores 1 to 10, some left out.
fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let scores = (prop::option::weighted(0.9, 1..=10), prop::option::weighted(0.9, 1..=10));
    prop::collection::vec(prop::option::weighted(0.7, scores), 24).prop_map(|table| {
        let given = table.into_iter().enumerate();
        given.filter_map(|(at, scores)| scores.map(|(a, b)| (at / 4, at % 4, [a, b]))).collect()
    })
}

/// A jury of this size that scores with severity and error, `each` judges per entry.
fn jury(count: usize, judges: usize, each: usize, seed: u64) -> Vec<Cell> {
    let mut random = Random::new(seed);
    let severity: Vec<f64> = (0..judges).map(|_| 0.6 * random.normal()).collect();
    let mut cells = Vec::new();
    for entry in 0..count {
        let quality = random.normal();
        let mut order: Vec<usize> = (0..judges).collect();
        random.shuffle(&mut order);
        for &judge in &order[..each] {
            let mut score = || {
                let felt = 10.0 + 1.5 * (quality + severity[judge] + random.normal());
                Exact::from_rounded(felt.clamp(4.0, 16.0), 0).and_then(|score| score.to_string().parse().ok())
            };
            cells.push((entry, judge, [score(), score()]));
        }
    }
    cells
}

fn score(outcome: &Outcome, entry: &str) -> Option<f64> {
    outcome.of(entry).unwrap().score.map(Exact::to_f64)
}
