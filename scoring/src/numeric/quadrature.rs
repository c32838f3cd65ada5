//! Gauss and Hermite's quadrature: integrals against `exp(-x^2)` as a weighted sum.

use super::count;

/// Nodes and weights with `sum w f(x)` = the integral of `exp(-x^2) f(x)`, exact for
/// polynomials up to degree `2 points - 1`. Nodes ascend.
///
/// Nodes are the roots of the normalised Hermite polynomial, found from the outside in: each
/// by Newton's method with the roots known so far divided out. At most 60 points.
///
/// ```
/// let rule = scoring::numeric::quadrature::gauss_hermite(3);
/// let fourth: f64 = rule.iter().map(|(x, w)| w * x * x * x * x).sum();
/// assert!((fourth - 0.75 * std::f64::consts::PI.sqrt()).abs() < 1e-12);
/// ```
#[must_use]
pub fn gauss_hermite(points: usize) -> Vec<(f64, f64)> {
    let points = points.clamp(1, 60);
    let mut rule: Vec<(f64, f64)> = Vec::with_capacity(points);
    // All roots lie below this bound.
    let mut x = (2.0 * count(points) + 1.0).sqrt();
    for _ in 0..points {
        for _ in 0..200 {
            let (value, slope) = hermite(points, x);
            let others: f64 = rule.iter().map(|(root, _)| 1.0 / (x - root)).sum();
            let step = value / (slope - value * others);
            x -= step;
            if step.abs() < 1e-15 * x.abs().max(1.0) {
                break;
            }
        }
        let (_, slope) = hermite(points, x);
        rule.push((x, 2.0 / (slope * slope)));
        x -= 1e-3;
    }
    rule.reverse();
    rule
}

/// The orthonormal Hermite polynomial of this degree and its derivative.
fn hermite(degree: usize, x: f64) -> (f64, f64) {
    let quarter_root_of_pi = std::f64::consts::PI.sqrt().sqrt();
    let (mut value, mut before) = (1.0 / quarter_root_of_pi, 0.0);
    for n in 1..=degree {
        let n = count(n);
        (value, before) = (x * (2.0 / n).sqrt() * value - ((n - 1.0) / n).sqrt() * before, value);
    }
    (value, (2.0 * count(degree)).sqrt() * before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_points_are_those_of_abramowitz_and_stegun() {
        // Handbook of Mathematical Functions, table 25.10.
        let printed = [
            (-2.020_182_870_456_086, 0.019_953_242_059_046),
            (-0.958_572_464_613_819, 0.393_619_323_152_241),
            (0.0, 0.945_308_720_482_942),
            (0.958_572_464_613_819, 0.393_619_323_152_241),
            (2.020_182_870_456_086, 0.019_953_242_059_046),
        ];
        for ((x, w), (node, weight)) in gauss_hermite(5).into_iter().zip(printed) {
            assert!((x - node).abs() < 1e-12 && (w - weight).abs() < 1e-12, "{x} {w}");
        }
    }

    #[test]
    fn many_points_still_weigh_the_root_of_pi_together() {
        for points in [1, 2, 21, 40, 60] {
            let rule = gauss_hermite(points);
            let whole: f64 = rule.iter().map(|(_, w)| w).sum();
            assert!((whole - std::f64::consts::PI.sqrt()).abs() < 1e-10, "{points}: {whole}");
            assert!(rule.is_sorted_by(|a, b| a.0 < b.0), "{points}");
        }
    }
}
