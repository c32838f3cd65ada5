//! Krippendorff's alpha: agreement with gaps allowed.
//!
//! `alpha = 1 - D_o / D_e`: observed disagreement within units over that expected if values
//! were dealt at random, from the matrix of coincidences (Krippendorff 2011).

use crate::numeric::count;
use std::collections::BTreeMap;

/// What the values mean, which says how far two of them are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names: equal or not.
    Nominal,
    /// Order only: by how many values lie between.
    Ordinal,
    /// Numbers: squared difference.
    Interval,
}

/// Alpha of a table with one row per coder (judge) and one column per unit (entry); `None`
/// when no unit has two values or all values are the same.
///
/// ```
/// use scoring::reliability::{Level, krippendorff_alpha};
/// let agree = [vec![Some(1.0), Some(2.0), None], vec![Some(1.0), Some(2.0), Some(3.0)]];
/// assert_eq!(krippendorff_alpha(&agree, Level::Nominal), Some(1.0));
/// ```
#[must_use]
pub fn krippendorff_alpha(coders: &[Vec<Option<f64>>], level: Level) -> Option<f64> {
    let units = coders.iter().map(Vec::len).max()?;
    let mut values: Vec<f64> = coders.iter().flatten().copied().flatten().collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let number = |value: f64| values.partition_point(|known| *known < value);
    let mut coincidences: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut totals = vec![0.0; values.len()];
    for unit in 0..units {
        let given: Vec<usize> =
            coders.iter().filter_map(|coder| coder.get(unit).copied().flatten()).map(number).collect();
        if given.len() < 2 {
            continue;
        }
        let share = 1.0 / count(given.len() - 1);
        for (at, one) in given.iter().enumerate() {
            totals.iter_mut().skip(*one).take(1).for_each(|total| *total += 1.0);
            for (_, other) in given.iter().enumerate().filter(|(place, _)| *place != at) {
                *coincidences.entry((*one, *other)).or_default() += share;
            }
        }
    }
    let all: f64 = totals.iter().sum();
    let far = distances(&values, &totals, level);
    let observed: f64 = coincidences.iter().map(|((a, b), n)| n * far(*a, *b)).sum();
    let mut expected = 0.0;
    for (a, n) in totals.iter().enumerate() {
        for (b, m) in totals.iter().enumerate() {
            expected += n * m * far(a, b);
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

fn distances<'a>(values: &'a [f64], totals: &'a [f64], level: Level) -> impl Fn(usize, usize) -> f64 + 'a {
    // Number of values up to and half of the last: what the ordinal metric counts between.
    let mut sum = 0.0;
    let middles: Vec<f64> = totals
        .iter()
        .map(|n| {
            sum += n;
            sum - n / 2.0
        })
        .collect();
    move |a, b| {
        let between =
            |places: &[f64]| places.get(a).zip(places.get(b)).map_or(0.0, |(x, y)| (x - y) * (x - y));
        match level {
            Level::Nominal => f64::from(u8::from(a != b)),
            Level::Ordinal => between(&middles),
            Level::Interval => between(values),
        }
    }
}
