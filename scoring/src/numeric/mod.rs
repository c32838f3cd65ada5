//! Numbers without surprises: linear algebra, special functions and random draws that give
//! the same bits everywhere. Sums run in a fixed order; transcendental functions come from
//! the pure-Rust `libm`, never from the platform.

pub mod cholesky;
pub mod nelder_mead;
pub mod quadrature;
pub mod random;
pub mod special;

/// A count as a number.
#[must_use]
#[expect(clippy::as_conversions, reason = "counts here are far below 2^53, where f64 is exact")]
pub fn count(n: usize) -> f64 {
    n as f64
}

/// A share of a count, as an index below it: `floor(share * (n - 1))` for `Round::Down`.
#[must_use]
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is in [0, 1], so the product is a valid index"
)]
pub fn quantile_index(n: usize, share: f64, up: bool) -> usize {
    let at = share.clamp(0.0, 1.0) * count(n.saturating_sub(1));
    let at = if up { libm::ceil(at - 1e-9) } else { libm::floor(at + 1e-9) };
    (at.max(0.0) as usize).min(n.saturating_sub(1))
}

/// The mean of some numbers, 0 of none.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / count(values.len()) }
}

/// The variance of some numbers with divisor n - 1, 0 of fewer than two.
#[must_use]
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count(values.len() - 1)
}

/// The dot product, in four interleaved sums of fixed order (fast, and the same everywhere).
#[must_use]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (quads_a, rest_a) = a.as_chunks::<4>();
    let (quads_b, rest_b) = b.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (x, y) in quads_a.iter().zip(quads_b) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += x * y;
        }
    }
    let rest: f64 = rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum();
    let [s0, s1, s2, s3] = sums;
    ((s0 + s1) + (s2 + s3)) + rest
}
