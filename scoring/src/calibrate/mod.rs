//! The calibrated score: a shrunken mixed model of entries and judges.
//!
//! `y_ij = mu + a_j (gamma_cat(i) + d_i) + b_j + e_ij`, with `d ~ N(0, sq2)` the entry,
//! `gamma ~ N(0, sc2)` its category, `b ~ N(0, sb2)` the judge's severity, `a_j` the judge's
//! scale use around 1 and `e_ij ~ N(0, se2 r_j)` with the judge's own reliability. How far
//! each is pulled to the average is learned from the panel by REML (`reml`): with few
//! ballots per judge little is corrected, with none to correct nothing.
//!
//! The *fair score* of an entry, `mu + gamma + d_i` in points of the scale, is what a judge
//! of average severity and scale use would give (the "fair average" of Linacre's Facets).
//! Severity-only is the same with `a = r = 1`; it agrees with lme4.

mod ballots;
mod chances;
mod draws;
mod equations;
mod james_stein;
mod judges;
mod normal_scores;
mod reml;

pub use ballots::Ballots;
pub use chances::{Chance, Field, chances};
pub use draws::Draws;
pub use equations::{Equations, Ratios, Traits};
pub use james_stein::james_stein;
pub use judges::{Evidence, evidence};
pub use normal_scores::normal_scores;
pub use reml::{Curved, minimum, ratios};

use crate::numeric::count;
use crate::numeric::nelder_mead::Stop;
use crate::{UNWATCHED, Watch};
use judges::ScaleUse;
use reml::first_guess;

/// Sweeps over scale use, reliability and ratios; the figures settle within ten.
const SWEEPS: usize = 10;
/// From this many judges on ratios are refitted only in some sweeps.
const MANY_JUDGES: usize = 120;

/// How much of judges' habits the model corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Severity only.
    Severity,
    /// Severity, scale use and reliability.
    Full,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Fit {
    /// What was fitted.
    pub ballots: Ballots,
    /// Scale use and noise of the judges.
    pub traits: Traits,
    /// Ratios at the optimum, with curvature.
    pub curved: Curved,
    /// The equations at the optimum.
    pub equations: Equations,
    /// Fair score per entry of the ballots, in points.
    pub fair: Vec<f64>,
    scale_use: ScaleUse,
    noise_freedom: Vec<f64>,
    form: Form,
}

/// Variances of the parts of a ballot, in squared points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Components {
    /// Entries within a category.
    pub entry: f64,
    /// Judges' severity.
    pub judge: f64,
    /// Categories; 0 with one.
    pub category: f64,
    /// Error of one ballot.
    pub residual: f64,
}

impl Components {
    /// Reliability of one ballot as given: `sq2 / (sq2 + sb2 + se2)`.
    #[must_use]
    pub fn single_reliability(&self) -> f64 {
        self.entry / (self.entry + self.judge + self.residual)
    }
}

/// Fits the model; `None` without a ballot.
#[must_use]
pub fn fit(ballots: Ballots, form: Form) -> Option<Fit> {
    fit_watched(ballots, form, UNWATCHED)
}

/// Fits the model as [`fit`] does, and tells how far it is.
#[must_use]
pub fn fit_watched(ballots: Ballots, form: Form, watch: Watch<'_>) -> Option<Fit> {
    if ballots.total.is_empty() {
        return None;
    }
    let mut traits = Traits::neutral(ballots.judges);
    let start = Stop { spread: 1e-3, evaluations: 120 };
    let mut log = reml::fit(&ballots, &traits, &first_guess(&ballots), 0.5, start);
    let mut scale_use = ScaleUse { between: 0.05, variance: vec![0.0; ballots.judges] };
    let mut noise_freedom = vec![f64::INFINITY; ballots.judges];
    let sweeps = if form == Form::Full { SWEEPS } else { 0 };
    for sweep in 1..=sweeps {
        let equations = Equations::solve(&ballots, &traits, ratios(&log))?;
        let evidence = evidence(&ballots, &traits, &equations);
        judges::update_scale_use(&mut traits, &evidence, &mut scale_use);
        noise_freedom = judges::update_noise(&mut traits, &evidence);
        if ballots.judges < MANY_JUDGES || matches!(sweep, 2 | 6 | 10) {
            let again = Stop { spread: 1e-3, evaluations: 20 };
            log = reml::fit(&ballots, &traits, &log, 0.08, again);
        }
        watch(count(sweep) / count(SWEEPS));
    }
    let curved = reml::polish(&ballots, &traits, &log);
    let equations = Equations::solve(&ballots, &traits, ratios(&curved.at))?;
    let level = ballots.centre + equations.border.first()?;
    let fair = equations.quality(&ballots, &traits).iter().map(|q| level + q).collect();
    Some(Fit { ballots, traits, curved, equations, fair, scale_use, noise_freedom, form })
}

impl Fit {
    /// The mean score of an average judge for an average entry, in points.
    #[must_use]
    pub fn level(&self) -> f64 {
        self.ballots.centre + self.equations.border.first().copied().unwrap_or_default()
    }

    /// The variance components.
    #[must_use]
    pub fn components(&self) -> Components {
        let residual = self.equations.error_variance(&self.ballots);
        let at = ratios(&self.curved.at);
        let category = if self.ballots.categories > 1 { at.category * residual } else { 0.0 };
        Components { entry: at.entry * residual, judge: at.judge * residual, category, residual }
    }

    /// Variances and residuals at the optimum.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        evidence(&self.ballots, &self.traits, &self.equations)
    }

    /// Standard error of each judge's shift, in points.
    #[must_use]
    pub fn shift_errors(&self) -> Vec<f64> {
        let inverse = self.equations.factor.inverse();
        let s2 = self.equations.error_variance(&self.ballots);
        let first = self.equations.first_judge;
        (first..inverse.order()).map(|at| (s2 * inverse.get(at, at)).sqrt()).collect()
    }

    /// Standard deviation of what is known of each judge's scale use; 0 if not fitted.
    #[must_use]
    pub fn scale_use_errors(&self) -> Vec<f64> {
        self.scale_use.variance.iter().map(|variance| variance.sqrt()).collect()
    }

    /// A ballot's total as an average judge would have given it, in points.
    #[must_use]
    pub fn corrected(&self, judge: usize, total: f64) -> f64 {
        let scale_use = self.traits.scale_use.get(judge).copied().unwrap_or(1.0);
        self.level() + (total - self.level() - self.equations.shift(judge)) / scale_use
    }
}

#[cfg(test)]
mod tests;
