//! Who judges what: exact assignments, or a proof that there is none.
//!
//! Every entry gets exactly its number of judges, every judge a load between minimum and
//! maximum, no conflicted pair. The constraints are a network, so the best total comes out
//! in whole numbers from a minimum-cost flow (Taylor 2008; Charlin and Zemel 2013), solved
//! by an own network simplex. All arithmetic is in integers.

mod connect;
mod exhaustive;
mod feasible;
mod leximin;
mod problem;
mod proof;
mod simplex;
mod total;
mod tree;

pub use problem::{Assignment, Keep, Load, Mistake, Objective, Problem};
pub use proof::Proof;
pub use simplex::{HIGHEST_COST, Network};

use crate::numeric::random::Random;
use crate::{UNWATCHED, Watch};

/// Finds the best assignment for the problem's objective.
///
/// ```
/// use scoring::assign::{Objective, Problem, solve};
/// // Two entries, three judges who take one entry at most.
/// let mut problem = Problem::new(vec![vec![9, 8, 1], vec![9, 2, 1]], 1);
/// problem.loads.fill(scoring::assign::Load { min: 0, max: 1 });
/// let best = solve(&problem).unwrap();
/// assert_eq!(best.judges, [[1], [0]]);
/// assert_eq!((best.total(&problem), best.worst_single(&problem)), (17, Some(8)));
/// // Nobody free for both entries but judge 2, who may take one: a proof in words.
/// problem.conflicts = vec![(0, 0), (0, 1), (1, 0), (1, 1)];
/// let proof = solve(&problem).unwrap_err();
/// assert_eq!(
///     proof.to_string(),
///     "these 2 entries need 2 scores, the 1 judge allowed for them can give 1"
/// );
/// ```
///
/// # Errors
/// A [`Proof`] when no assignment exists. Call [`Problem::check`] first for input that makes
/// no sense at all.
pub fn solve(problem: &Problem) -> Result<Assignment, Proof> {
    solve_watched(problem, UNWATCHED)
}

/// Solves as [`solve`] does. Where the steps are known beforehand, in the rounds of leximin,
/// it tells how far it is.
///
/// # Errors
/// A [`Proof`] when no assignment exists.
pub fn solve_watched(problem: &Problem, watch: Watch<'_>) -> Result<Assignment, Proof> {
    if let Some(proof) = proof::find(problem) {
        return Err(proof);
    }
    let allowed = problem.allowed();
    let perturbed = perturbed(problem);
    let affinity = perturbed.as_deref().unwrap_or(&problem.affinity);
    let best = |allowed: &[bool]| total::best(problem, affinity, allowed);
    let judges = match problem.objective {
        Objective::Total => best(&allowed),
        Objective::Bottleneck => best(&total::above_bottleneck(problem, affinity, &allowed)),
        Objective::Leximin => {
            let start = best(&total::above_bottleneck(problem, affinity, &allowed));
            let total = best(&allowed);
            return Ok(leximin::improve(problem, affinity, &allowed, [start, total], watch));
        }
    };
    let mut assignment = Assignment { judges: judges.unwrap_or_default(), optimal: true };
    if problem.link && connect::repair(problem, &allowed, &mut assignment) {
        assignment.optimal = false;
    }
    Ok(assignment)
}

/// Affinities moved by seeded Gumbel noise of `perturbation` times their range, so that who
/// gets which entry cannot be predicted (Xu et al. 2023). `None` without perturbation.
fn perturbed(problem: &Problem) -> Option<Vec<i64>> {
    let strength = problem.perturbation.filter(|strength| *strength > 0.0)?;
    let (low, high) = (problem.affinity.iter().min()?, problem.affinity.iter().max()?);
    let range = crate::Exact::from(high - low).to_f64();
    let mut random = Random::new(problem.seed);
    let mut gumbel = || -libm::log(-libm::log(random.uniform()));
    let noise =
        |x: f64| crate::Exact::from_rounded(x, 0).map_or(0, |x| i64::try_from(x.fraction().0).unwrap_or(0));
    Some(problem.affinity.iter().map(|affinity| affinity + noise(strength * range * gumbel())).collect())
}

#[cfg(test)]
mod tests;
