//! Minimum of a function of few unknowns without derivatives (Nelder and Mead 1965).

use super::count;

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// Spread of function values over the simplex.
    pub spread: f64,
    /// Function evaluations.
    pub evaluations: usize,
}

/// The best point found, starting with a simplex of edge `step` at `start`.
pub fn minimise(
    start: &[f64],
    step: f64,
    stop: Stop,
    mut value: impl FnMut(&[f64]) -> f64,
) -> (Vec<f64>, f64) {
    let mut simplex: Vec<(f64, Vec<f64>)> = vec![(value(start), start.to_vec())];
    for axis in 0..start.len() {
        let point: Vec<f64> =
            start.iter().enumerate().map(|(at, x)| if at == axis { x + step } else { *x }).collect();
        simplex.push((value(&point), point));
    }
    let mut evaluations = simplex.len();
    loop {
        simplex.sort_by(|a, b| a.0.total_cmp(&b.0));
        let best = simplex.first().map_or(f64::NAN, |p| p.0);
        let Some((worst, worst_point)) = simplex.pop() else { return (start.to_vec(), best) };
        if worst - best <= stop.spread || evaluations >= stop.evaluations {
            return simplex.into_iter().next().map_or((worst_point, worst), |(v, p)| (p, v));
        }
        let second = simplex.last().map_or(best, |p| p.0);
        let centre = centre(&simplex);
        let mut towards = |factor: f64| {
            let point: Vec<f64> =
                centre.iter().zip(&worst_point).map(|(c, w)| c + factor * (c - w)).collect();
            evaluations += 1;
            (value(&point), point)
        };
        let reflected = towards(1.0);
        let next = if reflected.0 < best {
            let expanded = towards(2.0);
            if expanded.0 < reflected.0 { Some(expanded) } else { Some(reflected) }
        } else if reflected.0 < second {
            Some(reflected)
        } else {
            let contracted = towards(if reflected.0 < worst { 0.5 } else { -0.5 });
            (contracted.0 < worst.min(reflected.0)).then_some(contracted)
        };
        if let Some(next) = next {
            simplex.push(next);
            continue;
        }
        simplex.push((worst, worst_point));
        let anchor = simplex.first().map(|p| p.1.clone()).unwrap_or_default();
        for (v, point) in simplex.iter_mut().skip(1) {
            point.iter_mut().zip(&anchor).for_each(|(x, a)| *x = 0.5 * (*x + a));
            *v = value(point);
            evaluations += 1;
        }
    }
}

fn centre(points: &[(f64, Vec<f64>)]) -> Vec<f64> {
    let mut sum = points.first().map(|p| vec![0.0; p.1.len()]).unwrap_or_default();
    for (_, point) in points {
        sum.iter_mut().zip(point).for_each(|(s, x)| *s += x);
    }
    sum.iter_mut().for_each(|s| *s /= count(points.len()));
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_followed_to_its_end() {
        let stop = Stop { spread: 1e-16, evaluations: 2_000 };
        let (point, value) = minimise(&[-1.2, 1.0], 0.5, stop, |x| {
            (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2)
        });
        assert!(value < 1e-12 && (point[0] - 1.0).abs() < 1e-5 && (point[1] - 1.0).abs() < 1e-5);
    }
}
