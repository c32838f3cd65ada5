//! Joint draws from what the panel leaves open: quality of all entries at once.
//!
//! Given the ratios, (mean, categories, judges) are normal with covariance `s2 M^-1`, the
//! entries independent given those, and s2 is scaled inverse chi-square. Ratios, scale use
//! and reliability are drawn again for each of 24 batches.

#![expect(clippy::indexing_slicing, reason = "indices come from Ballots, which numbers without gaps")]

use super::equations::{Equations, Traits};
use super::{Fit, Form, judges};
use crate::numeric::count;
use crate::numeric::random::Random;
use crate::{UNWATCHED, Watch};

/// Batches with their own ratios and traits.
const BATCHES: usize = 24;

/// Fair scores of all entries of a fit, drawn together so that entries sharing judges move
/// together.
#[derive(Debug, Clone)]
pub struct Draws {
    /// Entries per draw.
    pub entries: usize,
    values: Vec<f64>,
}

impl Draws {
    /// Each draw in turn: one fair score per entry.
    pub fn each(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.entries.max(1))
    }

    /// Number of draws.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len() / self.entries.max(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The probability that one entry is better than another.
    #[must_use]
    pub fn beats(&self, one: usize, other: usize) -> f64 {
        let better = self.each().filter(|draw| draw[one] > draw[other]).count();
        count(better) / count(self.len().max(1))
    }
}

impl Fit {
    /// Draws so many times with a published seed.
    #[must_use]
    pub fn draw(&self, draws: usize, seed: u64) -> Draws {
        self.draw_watched(draws, seed, UNWATCHED)
    }

    /// Draws as [`Fit::draw`] does, and tells how far it is.
    #[must_use]
    pub fn draw_watched(&self, draws: usize, seed: u64, watch: Watch<'_>) -> Draws {
        let mut random = Random::new(seed);
        let entries = self.ballots.entries();
        let mut values = Vec::with_capacity(entries * draws);
        for batch in 0..BATCHES {
            let size = (batch + 1) * draws / BATCHES - batch * draws / BATCHES;
            if size == 0 {
                continue;
            }
            let traits = self.draw_traits(&mut random);
            let ratios = self.curved.draw(&mut random);
            let solved = Equations::solve(&self.ballots, &traits, ratios);
            let (traits, equations) = match &solved {
                Some(equations) => (&traits, equations),
                None => (&self.traits, &self.equations),
            };
            self.draw_batch(size, traits, equations, &mut random, &mut values);
            watch(count(batch + 1) / count(BATCHES));
        }
        Draws { entries, values }
    }

    fn draw_traits(&self, random: &mut Random) -> Traits {
        let mut traits = self.traits.clone();
        if self.form == Form::Severity {
            return traits;
        }
        for (judge, a) in traits.scale_use.iter_mut().enumerate() {
            *a = (*a + self.scale_use.variance[judge].sqrt() * random.normal()).max(0.1);
        }
        judges::normalise(&mut traits.scale_use);
        for (judge, noise) in traits.noise.iter_mut().enumerate() {
            let freedom = self.noise_freedom[judge];
            if freedom.is_finite() {
                *noise *= freedom / random.chi_square(freedom);
                *noise = noise.clamp(0.02, 50.0);
            }
        }
        traits
    }

    fn draw_batch(
        &self,
        size: usize,
        traits: &Traits,
        equations: &Equations,
        random: &mut Random,
        values: &mut Vec<f64>,
    ) {
        let ballots = &self.ballots;
        let freedom = ballots.freedom();
        let squares = equations.error_variance(ballots) * freedom;
        let first = equations.first_judge;
        let pull: Vec<f64> = traits.scale_use.iter().zip(&traits.noise).map(|(a, r)| a / r).collect();
        let sums: Vec<(f64, f64)> = ballots
            .by_entry()
            .map(|(_, judges, _)| {
                judges.iter().fold((0.0, 0.0), |(mean, own), &judge| {
                    (mean + pull[judge], own + pull[judge] * traits.scale_use[judge])
                })
            })
            .collect();
        for _ in 0..size {
            let sigma = (squares / random.chi_square(freedom)).sqrt();
            let mut border: Vec<f64> = (0..equations.border.len()).map(|_| random.normal()).collect();
            equations.factor.solve_upper(&mut border);
            border.iter_mut().zip(&equations.border).for_each(|(x, mean)| *x = mean + sigma * *x);
            let level = ballots.centre + border[0];
            let pulled: Vec<f64> = border[first..].iter().zip(&pull).map(|(b, p)| b * p).collect();
            for (entry, judges, _) in ballots.by_entry() {
                let category = if first > 1 { border[1 + ballots.category[entry]] } else { 0.0 };
                let (mean, own) = sums[entry];
                let by_judges: f64 = judges.iter().map(|&judge| pulled[judge]).sum();
                let explained = mean * border[0] + own * category + by_judges;
                let pivot = equations.pivot[entry];
                let own = (equations.pull[entry] - explained) / pivot;
                values.push(level + category + own + sigma * random.normal() / pivot.sqrt());
            }
        }
    }
}
